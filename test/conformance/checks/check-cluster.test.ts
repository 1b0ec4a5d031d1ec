/** `check-cluster` on a real cluster: for an administrator, a viewer of one namespace, somebody without rights, and without a cluster. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { AttributeType, DynamoDbTable } from '../../../src';
import { main } from '../../../src/cli/main';
import { ClusterFinding } from '../../../src/cluster/finding';
import { DEFAULT_API_GROUP, DEFAULT_COMPONENT_NAME, DEFAULT_RESOURCE_GRAPH_NAME, KIND } from '../../../src/contract/names';
import { newestVersion } from '../../../src/support-matrix';
import { DYNAMODB_TABLE } from '../harness/cluster';
import { User } from '../harness/connection';
import { run } from '../harness/run-command';
import { cluster, connection, leavesNothingIn, synthesize } from '../harness/suite';

const NAMESPACE = 'checked';
const RBAC = 'rbac.authorization.k8s.io';

/** What is said of the platform of the suite, and not of another. */
const OF_THE_PLATFORM = new RegExp(`^(${[
  `ResourceGraphDefinition ${DEFAULT_RESOURCE_GRAPH_NAME} is`,
  `${KIND}( of ${DEFAULT_API_GROUP})? has`,
  `ClusterRole kro:${DEFAULT_RESOURCE_GRAPH_NAME} is`,
  `ValidatingAdmissionPolicy (\\w+\\.)?${DEFAULT_RESOURCE_GRAPH_NAME}\\.${DEFAULT_API_GROUP} is`,
  `ComponentDefinition ${DEFAULT_COMPONENT_NAME}$`,
].join('|')})`);

leavesNothingIn(NAMESPACE);

beforeAll(async () => {
  await cluster.namespace(NAMESPACE);
  const labels = { app: 'chain' };
  // The programs of the suite are no pods; what users have are Deployments, of which none runs here.
  await cluster.apply({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'chain', namespace: NAMESPACE },
    spec: {
      replicas: 0,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            { name: 'kro', image: `example.com/kro:v${newestVersion('kro')}` },
            { name: 'ack', image: `example.com/dynamodb-controller:${newestVersion('ack')}`, args: ['--watch-namespace', '$(WATCH)'], env: [{ name: 'WATCH', value: 'shop' }] },
            { name: 'vela', image: `example.com/vela-core:v${newestVersion('kubevela')}` },
          ],
        },
      },
    },
  }, {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata: { name: 'viewer', namespace: NAMESPACE },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'view' },
    subjects: [{ kind: 'User', apiGroup: RBAC, name: 'viewer' }],
  }, ...synthesize(NAMESPACE, (chart) => new DynamoDbTable(chart, 'checked', {
    tableName: 'checked', region: 'us-east-1', partitionKey: { name: 'id', type: AttributeType.STRING }, providerConfig: 'nobody-has-it',
  })));
  await cluster.until(DYNAMODB_TABLE, NAMESPACE, 'checked', ({ status }) => expect(status?.conditions).toContainEqual(expect.objectContaining({ type: 'Ready', status: 'False' })));
});

/** The user's kubeconfig, whose context is in the namespace. */
function kubeconfig(user: User, change: (config: any) => void = () => undefined): string {
  const config = parse(readFileSync(connection.kubeconfigs[user], 'utf8'));
  config.contexts[0].context.namespace = NAMESPACE;
  change(config);
  const file = join(connection.logs, `check-cluster-${user}.yaml`);
  writeFileSync(file, stringify(config));
  return file;
}

async function check(file: string, ...args: string[]): Promise<{ code: number; out: string; error: string }> {
  const text = { out: '', error: '' };
  const code = await main(['check-cluster', '--kubeconfig', file, ...args], 'test', {
    readFile: () => '',
    listFiles: () => [],
    writeFiles: () => undefined,
    kubectl: (given) => run(connection.programs.kubectl, given),
    out: (line) => text.out += line,
    error: (line) => text.error += line,
  });
  return { code, ...text };
}

async function findings(user: User, ...args: string[]): Promise<ClusterFinding[]> {
  return JSON.parse((await check(kubeconfig(user), '--format', 'json', ...args)).out);
}

const statusOf = (found: readonly ClusterFinding[], name: string) =>
  [...new Set(found.filter((finding) => finding.check === name).map(({ status }) => status))];

test('for an administrator: the programs, the platform, and the table that is not ready, with its reason', async () => {
  const found = await findings('admin');
  // The suite builds the API server from its module, which does not know its version.
  expect(statusOf(found, 'kubernetes')).toEqual(['warning']);
  expect(['kro', 'kubevela'].map((program) => [program, statusOf(found, program)])).toEqual([['kro', ['ok']], ['kubevela', ['ok']]]);
  // Other checks have platforms of their own in this cluster, which are short-lived; they are named by their groups.
  const ofThisPlatform = ['graph', 'graph-version', 'kro-role', 'admission', 'component'].map((name) =>
    [name, found.filter(({ check: of, message }) => of === name && OF_THE_PLATFORM.test(message)).map(({ status }) => status)]);
  expect(ofThisPlatform).toEqual([
    ['graph', ['ok']], ['graph-version', ['ok']], ['kro-role', ['ok']], ['admission', ['ok', 'ok', 'ok']], ['component', ['ok']],
  ]);
  expect(found).toContainEqual(expect.objectContaining({ status: 'warning', message: expect.stringContaining('watches shop only') }));
  expect(found).toContainEqual({
    check: 'tables',
    status: 'failed',
    message: expect.stringMatching(`^Table ${NAMESPACE}/checked is not ready: .+`),
    fix: expect.stringMatching(`^Look at it: kubectl describe dynamodbtables(\\.kro\\.run)? checked -n ${NAMESPACE}$`),
  });
  expect(await check(kubeconfig('admin'))).toMatchObject({ code: 1, error: '', out: expect.stringContaining('✓ ResourceGraphDefinition') });
});

test('--pre: the programs only', async () => {
  const found = await findings('admin', '--pre');
  expect(new Set(found.map((finding) => finding.check))).toEqual(new Set(['kubernetes', 'kro', 'ack', 'ack-namespaces', 'ack-roles', 'kubevela']));
});

test('for who may view one namespace: its tables, and where the rights end', async () => {
  const found = await findings('viewer');
  expect(statusOf(found, 'kubernetes')).toEqual(['warning']);
  for (const unknown of ['kro', 'kubevela', 'graph', 'kro-role', 'admission', 'argo-cd']) {
    expect([unknown, statusOf(found, unknown)]).toEqual([unknown, ['unknown']]);
  }
  expect(statusOf(found, 'tables')).toEqual(['unknown', 'failed']);
});

test('for who has no rights: nothing fails', async () => {
  const { code, out } = await check(kubeconfig('developer', (config) => config.contexts[0].context.namespace = 'kube-system'));
  expect([code, out]).toEqual([0, expect.stringContaining('? your rights do not let you read dynamodbtables in all namespaces')]);
});

test('no server, and a token that is none: one line', async () => {
  const away = await check(kubeconfig('admin', (config) => config.clusters[0].cluster.server = 'https://127.0.0.1:1'));
  expect(away).toEqual({ code: 2, out: '', error: expect.stringMatching(/^no cluster: [^\n]+refused[^\n]*$/) });
  const stranger = await check(kubeconfig('admin', (config) => config.users[0].user.token = 'wrong'));
  expect(stranger).toEqual({ code: 2, out: '', error: expect.stringMatching(/^no cluster: [^\n]+$/) });
});
