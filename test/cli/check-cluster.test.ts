import { readFileSync } from 'node:fs';
import { runWithCluster } from './run';
import { KubectlRunner } from '../../src/cluster/kubectl';
import { FIELDS } from '../../src/contract/fields';
import { kroRules } from '../../src/kro/cluster-role';
import { minimumVersion, newestVersion } from '../../src/support-matrix';

const podOf = (container: object) => ({ spec: { containers: [container] } });
const deployment = (image: string, args: string[] = [], env: object[] = []) => ({ spec: { template: podOf({ image, args, env }) } });
const RULES = [{ apiGroups: ['kro.run'], resources: ['dynamodbtables'], operations: ['CREATE', 'UPDATE'] }];
const POLICY = { metadata: { name: 'dynamodbtable.kro.run' }, spec: { matchConstraints: { resourceRules: RULES } } };
const GUARDS = ['deletion.dynamodbtable.kro.run', 'ownership.dynamodbtable.kro.run'].map((name) => ({ metadata: { name }, spec: {} }));
const BINDINGS = [POLICY, ...GUARDS].map(({ metadata: { name } }) => ({ spec: { policyName: name, validationActions: ['Deny'] } }));
// kro's own role has its label, too, and reads all that is in its API group.
const KROS_OWN = { metadata: { name: 'kro:controller:static', labels: { 'rbac.kro.run/aggregate-to-controller': 'true' } }, rules: [{ apiGroups: ['kro.run'], resources: ['*'], verbs: ['*'] }] };
const GRAPH = { metadata: { name: 'dynamodbtable' }, spec: { schema: { kind: 'DynamoDBTable', spec: Object.fromEntries(FIELDS.map(({ name }) => [name, 'string'])) } }, status: { state: 'Active' } };
const ROLE = { metadata: { name: 'kro:dynamodbtable', labels: { 'rbac.kro.run/aggregate-to-controller': 'true' } }, rules: kroRules('kro.run') };
const table = (name: string, status: object) => ({ metadata: { namespace: 'shop', name }, status });

/** A cluster in which all is well: what kubectl prints, by what is asked. */
const GOOD: Readonly<Record<string, unknown>> = {
  '/version': { gitVersion: `v${newestVersion('kubernetes')}` },
  '/apis/kro.run/v1alpha1': {},
  '/apis/dynamodb.services.k8s.aws/v1alpha1': {},
  '/apis/core.oam.dev/v1beta1': {},
  'deployments.apps': {
    items: [
      deployment(`example/kro:v${newestVersion('kro')}`), deployment(`example/vela-core:v${newestVersion('kubevela')}`), deployment('example/web:1.0.0'),
      deployment(`example/dynamodb-controller:${newestVersion('ack')}`, ['--feature-gates', '$(GATES)', '--watch-namespace=$(NAMESPACE)'], [{ name: 'GATES', value: 'A=false,IAMRoleSelector=true' }, { name: 'NAMESPACE' }]),
    ],
  },
  'resourcegraphdefinitions.kro.run': { items: [{ spec: {} }, GRAPH] },
  'clusterroles.rbac.authorization.k8s.io': { items: [KROS_OWN, ROLE, { metadata: { name: 'kro' }, aggregationRule: { clusterRoleSelectors: [{ matchLabels: ROLE.metadata.labels }] } }] },
  'validatingadmissionpolicies.admissionregistration.k8s.io': { items: [POLICY, ...GUARDS, { metadata: { name: 'other' }, spec: {} }] },
  'validatingadmissionpolicybindings.admissionregistration.k8s.io': { items: BINDINGS },
  'componentdefinitions.core.oam.dev': { items: [{ metadata: { name: 'aws-dynamodb-kro' }, spec: { schematic: { cue: { template: 'apiVersion: "kro.run/v1alpha1", kind: "DynamoDBTable"' } } } }] },
  'configmaps': { items: [{ metadata: { name: 'argocd-cm' }, data: { 'resource.customizations.health.kro.run_DynamoDBTable': 'return hs' } }] },
  'dynamodbtables.kro.run': { items: [table('orders', { conditions: [{ type: 'Ready', status: 'True' }] })] },
};
const FORBIDDEN = Symbol('forbidden');
const ABSENT = Symbol('absent');

function check(changes: Readonly<Record<string, unknown>> = {}, ...args: string[]) {
  const calls: Array<readonly string[]> = [];
  const answers = { ...GOOD, ...changes };
  const result = runWithCluster(async (given) => {
    calls.push(given);
    const asked = given[1] === '--raw' ? given[2] : given[1];
    const answer = given[2] === '--all-namespaces' ? answers[`${asked} --all-namespaces`] ?? answers[asked] : answers[asked];
    if (answer === FORBIDDEN) {
      return { code: 1, stdout: '', stderr: `Error from server (Forbidden): ${asked} is forbidden: User "viewer" cannot list resource\n` };
    }
    return answer === ABSENT || answer === undefined
      ? { code: 1, stdout: '', stderr: given[1] === '--raw' ? 'Error from server (NotFound): the server could not find the requested resource' : `error: the server doesn't have a resource type "${asked}"` }
      : { code: 0, stdout: JSON.stringify(answer), stderr: '' };
  }, {}, 'check-cluster', ...args);
  return result.then((outcome) => ({ ...outcome, lines: outcome.out.split('\n'), calls }));
}

test('all is well: 0', async () => {
  expect(await check()).toMatchObject({
    code: 0,
    error: '',
    lines: [
      `✓ Kubernetes ${newestVersion('kubernetes')}`, `✓ kro ${newestVersion('kro')}`, `✓ ACK DynamoDB controller ${newestVersion('ack')}`,
      '✓ ACK: feature gate IAMRoleSelector is on', '✓ ACK: watches all namespaces', `✓ KubeVela ${newestVersion('kubevela')}`,
      '✓ ResourceGraphDefinition dynamodbtable is Active', '✓ DynamoDBTable has all fields of this version', '✓ ClusterRole kro:dynamodbtable is aggregated to kro',
      '✓ ValidatingAdmissionPolicy dynamodbtable.kro.run is in force',
      '✓ ValidatingAdmissionPolicy deletion.dynamodbtable.kro.run is in force', '✓ ValidatingAdmissionPolicy ownership.dynamodbtable.kro.run is in force', '✓ ComponentDefinition aws-dynamodb-kro', '✓ Argo CD has the health check of DynamoDBTable', '✓ tables that are ready: 1 of 1',
      '15 checks: 0 failed, 0 warnings, 0 unknown',
    ],
  });
});

test('docs/troubleshooting.md shows what it prints', async () => {
  const [, shown] = /```text\n…\n(.*?)```/s.exec(readFileSync('docs/troubleshooting.md', 'utf8'))!;
  const wanted = shown.replace(/KubeVela \S+/, `KubeVela ${newestVersion('kubevela')}`).trimEnd().split('\n');
  const { lines } = await check({
    'configmaps': { items: [] },
    'dynamodbtables.kro.run': { items: [table('orders', { conditions: [{ type: 'Ready', status: 'False', message: 'AccessDeniedException: …' }] })] },
  });
  expect(lines.slice(-wanted.length).map((line) => line.replace('…. Look', '… Look'))).toEqual(wanted);
});

test('it only reads, with the kubeconfig and the context that are given', async () => {
  const { calls } = await check({}, '--kubeconfig', 'a', '--context', 'b');
  expect(calls.length).toBeGreaterThan(8);
  for (const call of calls) {
    expect(call[0]).toBe('get');
    expect(call.slice(-4)).toEqual(['--kubeconfig', 'a', '--context', 'b']);
  }
});

test('--pre looks at programs alone', async () => {
  const { code, lines, calls } = await check({}, '--pre');
  expect([code, lines.at(-1)]).toEqual([0, '6 checks: 0 failed, 0 warnings, 0 unknown']);
  expect(calls.flat()).not.toContain('resourcegraphdefinitions.kro.run');
});

test('JSON', async () => {
  const { code, out } = await check({ '/version': { gitVersion: 'v1.20.0' } }, '--pre', '--format', 'json');
  expect(code).toBe(1);
  expect(JSON.parse(out)[0]).toEqual({ check: 'kubernetes', status: 'failed', message: `Kubernetes 1.20.0: older than ${minimumVersion('kubernetes')}`, fix: expect.stringContaining('Upgrade it') });
});

test.each<[string, Record<string, unknown>, string, number]>([
  ['kro is missing', { '/apis/kro.run/v1alpha1': ABSENT }, '✗ kro: not installed. Install it: ', 1],
  ['KubeVela is missing', { '/apis/core.oam.dev/v1beta1': ABSENT, 'componentdefinitions.core.oam.dev': ABSENT }, '! KubeVela: not installed. Nothing, if', 0],
  ['a program newer than any tested', { 'deployments.apps': { items: [deployment('kro:v99.0.0')] } }, '! kro 99.0.0: newer than ', 0],
  ['a later patch of the newest', { '/version': { gitVersion: `v${newestVersion('kubernetes').replace(/\d+$/, '99')}+build` } }, `✓ Kubernetes ${newestVersion('kubernetes').replace(/\d+$/, '99')}`, 0],
  ['an image without a version', { 'deployments.apps': { items: [deployment('localhost:5000/kro@sha256:00')] } }, '! kro latest: this tells no version', 0],
  ['an API server that was built from source', { '/version': { gitVersion: 'v0.0.0-master+$Format:%H$' } }, '! Kubernetes 0.0.0-master+$Format:%H$: this tells no version', 0],
  ['an API without its controller', { 'deployments.apps': { items: [] } }, '! kro: its API is served, but no Deployment runs it', 0],
  ['ACK without roles, in some namespaces', { 'deployments.apps': { items: [deployment('dynamodb-controller:1.9.2', ['--watch-namespace', 'a,b'])] } }, '! ACK: watches a,b only. Tables in other namespaces', 0],
  ['no feature gate', { 'deployments.apps': { items: [deployment('dynamodb-controller:1.9.2')] } }, '! ACK: feature gate IAMRoleSelector is off', 0],
  ['no graph', { 'resourcegraphdefinitions.kro.run': { items: [] } }, '✗ There is no ResourceGraphDefinition of DynamoDBTable. Apply', 1],
  ['a graph that kro rejects', { 'resourcegraphdefinitions.kro.run': { items: [{ ...GRAPH, status: { state: 'Inactive', conditions: [{ status: 'False', message: 'CRD is missing' }] } }] } }, '✗ ResourceGraphDefinition dynamodbtable is Inactive: CRD is missing. Look at it: kubectl describe rgd dynamodbtable', 1],
  ['a graph that kro has not seen', { 'resourcegraphdefinitions.kro.run': { items: [{ ...GRAPH, status: undefined }] } }, '✗ ResourceGraphDefinition dynamodbtable is not yet processed by kro', 1],
  ['a graph of an older version', { 'resourcegraphdefinitions.kro.run': { items: [{ ...GRAPH, spec: { schema: { kind: 'DynamoDBTable', spec: {} } } }] } }, '! DynamoDBTable lacks tableName, ', 0],
  ['kro without rights', { 'clusterroles.rbac.authorization.k8s.io': { items: [] } }, '✗ kro has no right to manage tables', 1],
  ['kro with its own role only', { 'clusterroles.rbac.authorization.k8s.io': { items: [KROS_OWN] } }, '✗ kro has no right to manage tables: get, list, watch, create, update, patch, delete tables, backups in dynamodb.services.k8s.aws. Apply', 1],
  ['no guard of what is not ours', { 'validatingadmissionpolicies.admissionregistration.k8s.io': { items: [POLICY, GUARDS[0]] } }, '✗ There is no ValidatingAdmissionPolicy ownership.dynamodbtable.kro.run. Apply', 1],
  ['a role that nobody takes in', { 'clusterroles.rbac.authorization.k8s.io': { items: [ROLE] } }, '! ClusterRole kro:dynamodbtable is there, but no role of kro takes it in', 0],
  ['kro as administrator', { 'clusterroles.rbac.authorization.k8s.io': { items: [{ metadata: { name: 'kro-controller' }, rules: [{ apiGroups: ['*'] }] }] } }, '✓ kro may do everything, by ClusterRole kro-controller', 0],
  ['no policy', { 'validatingadmissionpolicies.admissionregistration.k8s.io': { items: [] } }, '✗ No ValidatingAdmissionPolicy validates DynamoDBTable', 1],
  ['a policy without a binding', { 'validatingadmissionpolicybindings.admissionregistration.k8s.io': { items: [] } }, '✗ ValidatingAdmissionPolicy dynamodbtable.kro.run is not in force: it has no binding', 1],
  ['a policy that audits', { 'validatingadmissionpolicybindings.admissionregistration.k8s.io': { items: [{ spec: { policyName: 'dynamodbtable.kro.run', validationActions: ['Audit'] } }] } }, 'is not in force: its binding does not deny', 1],
  ['no ComponentDefinition', { 'componentdefinitions.core.oam.dev': { items: [] } }, '! KubeVela has no ComponentDefinition of DynamoDBTable', 0],
  ['Argo CD without the check', { configmaps: { items: [{ metadata: { name: 'argocd-cm' } }] } }, '! Argo CD has no health check of DynamoDBTable', 0],
  ['a table that is not ready', { 'dynamodbtables.kro.run': { items: [table('orders', { conditions: [{ type: 'Ready', status: 'False', message: 'AccessDenied' }] })] } }, '✗ Table shop/orders is not ready: AccessDenied. Look at it: kubectl describe dynamodbtables orders -n shop', 1],
  ['a table that kro has not seen', { 'dynamodbtables.kro.run': { items: [table('orders', {}), table('a', { conditions: [{ type: 'Ready', status: 'True' }] })] } }, '✓ tables that are ready: 1 of 2', 1],
])('%s', async (_, changes, line, code) => {
  const outcome = await check(changes);
  expect(outcome.lines).toContainEqual(expect.stringContaining(line));
  expect(outcome.code).toBe(code);
});

test('without rights, it says where they end, and fails nothing', async () => {
  const { code, lines } = await check(Object.fromEntries(Object.keys(GOOD).filter((asked) => !asked.startsWith('/')).map((asked) => [asked, FORBIDDEN])));
  expect(code).toBe(0);
  expect(lines.filter((line) => line.startsWith('?')).length).toBe(9);
  expect(lines).toContainEqual(expect.stringContaining('? kro: its API is served; your rights do not let you read its version from Deployments'));
  expect(lines).toContainEqual('? your rights do not let you read ResourceGraphDefinitions. Ask somebody who may, or an administrator.');
});

test('who may list the tables of one namespace only sees those', async () => {
  const { lines } = await check({ 'dynamodbtables.kro.run --all-namespaces': FORBIDDEN });
  expect(lines).toContainEqual('? your rights do not let you read dynamodbtables in all namespaces. Ask somebody who may, or an administrator.');
  expect(lines).toContainEqual('✓ tables of this namespace that are ready: 1 of 1');
});

test('-n looks at the tables of one namespace', async () => {
  const { lines, calls } = await check({}, '-n', 'shop');
  expect(lines).toContainEqual('✓ tables of namespace shop that are ready: 1 of 1');
  expect(calls.filter((call) => call[1].startsWith('dynamodbtables')).map((call) => call.join(' '))).toEqual([
    'get dynamodbtables.kro.run -o json --namespace shop --request-timeout=10s',
  ]);
  expect((await check({ 'dynamodbtables.kro.run': FORBIDDEN }, '-n', 'shop')).lines).toContainEqual(
    '? your rights do not let you read dynamodbtables in namespace shop. Ask somebody who may, or an administrator.');
});

test('-A looks at the tables of all namespaces, as without it, and is not given with -n', async () => {
  const tables = (calls: ReadonlyArray<readonly string[]>) => calls.filter((call) => call[1].startsWith('dynamodbtables')).map((call) => call.join(' '));
  const { calls, code } = await check({}, '-A');
  expect([code, tables(calls)]).toEqual([0, tables((await check({})).calls)]);
  expect(await runWithCluster(async () => ({ code: 0, stdout: '{}', stderr: '' }), {}, 'check-cluster', '-A', '-n', 'shop')).toMatchObject({
    code: 2, error: expect.stringContaining('Give --namespace or --all-namespaces, not both.'),
  });
});

test.each<[string, KubectlRunner | undefined, string]>([
  ['no server', async () => ({ code: 1, stdout: '', stderr: 'E1125 memcache.go:265\nThe connection to the server localhost:8080 was refused\n' }), 'no cluster: The connection to the server localhost:8080 was refused'],
  ['a silent failure', async () => ({ code: 3, stdout: '', stderr: '' }), 'no cluster: kubectl ended with 3'],
  ['no kubectl at all', undefined, 'no cluster: there is no kubectl'],
  ['no kubectl', () => Promise.reject(Object.assign(new Error('spawn kubectl ENOENT'), { code: 'ENOENT' })), 'no cluster: kubectl is not installed, or not on the PATH'],
  ['another fault', () => Promise.reject(new Error('stdout maxBuffer length exceeded')), 'no cluster: stdout maxBuffer length exceeded'],
  ['a server without a version', async () => ({ code: 1, stdout: '', stderr: 'Error from server (Forbidden): forbidden' }), 'no cluster: the API server does not say its version'],
])('%s: 2, in one line', async (_, kubectl, error) => {
  expect(await runWithCluster(kubectl, {}, 'check-cluster')).toEqual({ code: 2, out: '', error });
});

test('an argument is a mistake', async () => {
  expect((await runWithCluster(async () => ({ code: 0, stdout: '{}', stderr: '' }), {}, 'check-cluster', 'prod')).code).toBe(2);
});

test('two platforms in one cluster: each is checked, and said by its group', async () => {
  const other = { ...GRAPH, metadata: { name: 'shop-tables' }, spec: { schema: { ...GRAPH.spec.schema, group: 'shop.kro.run' } } };
  const { code, lines } = await check({
    'resourcegraphdefinitions.kro.run': { items: [other, GRAPH] },
    'clusterroles.rbac.authorization.k8s.io': {
      items: [{ metadata: { ...ROLE.metadata, name: 'kro:shop-tables' }, rules: kroRules('shop.kro.run') }, ...(GOOD['clusterroles.rbac.authorization.k8s.io'] as { items: object[] }).items],
    },
    'dynamodbtables.shop.kro.run': { items: [table('orders', { conditions: [{ type: 'Ready', status: 'False', message: 'AccessDenied' }] })] },
  });
  expect(code).toBe(1);
  expect(lines).toEqual(expect.arrayContaining([
    '✓ ResourceGraphDefinition shop-tables is Active', '✓ ResourceGraphDefinition dynamodbtable is Active',
    '✓ ClusterRole kro:shop-tables is aggregated to kro', '✓ ClusterRole kro:dynamodbtable is aggregated to kro',
    '✗ No ValidatingAdmissionPolicy validates DynamoDBTable of shop.kro.run. Apply what cdk8s synth writes for DynamoDbKroComponent.',
    expect.stringContaining('! KubeVela has no ComponentDefinition of DynamoDBTable of shop.kro.run'),
    '✗ Table shop/orders is not ready: AccessDenied. Look at it: kubectl describe dynamodbtables.shop.kro.run orders -n shop',
    '✓ tables (DynamoDBTable of kro.run) that are ready: 1 of 1',
  ]));
});
