/** What Argo CD, Flux and KubeVela deploy is not in the input: it is told where they deploy something else and prune, and it fails the job. */
import { application, component, dynamoDbTable, planOf } from './tables';
import { allowable, isRejected, summarize } from '../../src/plan/summary';

const of = (apiVersion: string, kind: string, spec: object, name = 'shop'): any => ({ apiVersion, kind, metadata: { name, namespace: 'gitops' }, spec });
const argo = (source: object, more: object = {}) =>
  of('argoproj.io/v1alpha1', 'Application', { syncPolicy: { automated: { prune: true } }, source: { repoURL: 'r', path: 'a', ...source }, ...more });
const flux = (spec: object = {}) => of('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', { prune: true, path: './a', sourceRef: { kind: 'GitRepository', name: 'repo' }, ...spec });
const chart = (spec: object) => ({ chart: { spec: { chart: 'a', version: '1', sourceRef: { kind: 'HelmRepository', name: 'repo' }, ...spec } } });
const release = (spec: object = {}) => of('helm.toolkit.fluxcd.io/v2', 'HelmRelease', { ...chart({}), ...spec });
const source = (kind: string, spec: object, name = 'repo') => of('source.toolkit.fluxcd.io/v1', kind, spec, name);
const config = (data: object, kind = 'ConfigMap') => ({ apiVersion: 'v1', kind, metadata: { name: 'values', namespace: 'gitops' }, data });
const fromConfig = { postBuild: { substituteFrom: [{ kind: 'ConfigMap', name: 'values' }] } };

const plannedOf = (was: object[], is: object[]) =>
  planOf(was, is).unread?.map(({ code, resource, problem, isRejected: fails }) => [code, resource, problem, fails]);
const elsewhere = (what: string) => expect.stringMatching(`^is an? .* that may deploy something else \\(${what.replace('.', '\\.')}\\), and deletes what it no longer deploys$`);

describe('is told, and fails the job', () => {
  test.each<[string, string, any, any]>([
    ['without the folders in it', 'sources', argo({ directory: { recurse: true } }), argo({})],
    ['without files', 'sources', argo({}), argo({ directory: { exclude: 'b.yaml' } })],
    ['patched', 'sources', argo({}), argo({ kustomize: { patches: [{ patch: '$patch: delete' }] } })],
    ['with other files of values', 'sources', argo({ helm: { valueFiles: ['a.yaml'] } }), argo({ helm: { valueFiles: ['b.yaml'] } })],
    ['with other values', 'sources', argo({ helm: { values: 'tables: true' } }), argo({ helm: { values: 'tables: false' } })],
    ['with another parameter', 'sources', argo({ helm: { parameters: [{ name: 'a', value: '1' }] } }), argo({ helm: { parameters: [] } })],
    ['from one of several sources', 'sources', argo({}, { sources: [{ path: 'b' }] }), argo({})],
    ['by another plugin', 'sources', argo({}), argo({ plugin: { name: 'p' } })],
    ['hydrated', 'sourceHydrator', argo({}), argo({}, { sourceHydrator: { drySource: {} } })],
    ['patched by Flux', 'patches', flux(), flux({ patches: [{ patch: '$patch: delete' }] })],
    ['with other variables', 'postBuild', flux({ postBuild: { substitute: { T: 'a' } } }), flux({ postBuild: { substitute: { T: 'b' } } })],
    ['in another cluster', 'kubeConfig', flux(), flux({ kubeConfig: { secretRef: { name: 'eu' } } })],
    ['under other names', 'namePrefix', flux(), flux({ namePrefix: 'a-' })],
    ['that leaves what it deployed only when it goes itself', 'path', flux({ deletionPolicy: 'Orphan' }), flux({ deletionPolicy: 'Orphan', path: './b' })],
    ['that prunes from now on', 'path', flux({ prune: false }), flux({ path: './b' })],
    ['of another version', 'chart', release(), release(chart({ version: '2' }))],
    ['from another chart', 'chartRef', release(), release({ chartRef: { kind: 'OCIRepository', name: 'a' } })],
    ['with other values of Helm', 'values', release({ values: { tables: { enabled: true } } }), release({ values: { tables: { enabled: false } } })],
    ['rendered otherwise', 'postRenderers', release(), release({ postRenderers: [{}] })],
  ])('%s', (_, what, was, is) => {
    expect(plannedOf([was], [is])).toEqual([['NotPlanned', `${was.kind} gitops/shop`, elsewhere(what), true]]);
    expect(plannedOf([was], [was])).toBeUndefined();
  });

  test.each<[string, any, any, any]>([
    ['another revision', flux(), source('GitRepository', { ref: { branch: 'a' } }), source('GitRepository', { ref: { branch: 'b' } })],
    ['another tag', flux({ sourceRef: { kind: 'OCIRepository', name: 'repo' } }), source('OCIRepository', { ref: { tag: '1' } }), source('OCIRepository', { ref: { tag: '2' } })],
    ['another repository', flux(), source('GitRepository', { url: 'a' }), source('GitRepository', { url: 'b' })],
    ['files left out', flux(), source('GitRepository', { url: 'a' }), source('GitRepository', { url: 'a', ignore: 'tables/' })],
    ['another bucket', flux({ sourceRef: { kind: 'Bucket', name: 'repo', namespace: 'gitops' } }), source('Bucket', { bucketName: 'a' }), source('Bucket', { bucketName: 'b' })],
    ['another registry', release(), source('HelmRepository', { url: 'a' }), source('HelmRepository', { url: 'b' })],
    ['another chart', release({ chart: undefined, chartRef: { kind: 'HelmChart', name: 'repo' } }), source('HelmChart', { chart: 'a' }), source('HelmChart', { chart: 'b' })],
    ['other variables', flux(fromConfig), config({ a: '1' }), config({ a: '2' })],
    ['other values', release({ valuesFrom: [{ kind: 'Secret', name: 'values' }] }), config({ a: '1' }, 'Secret'), config({ a: '2' }, 'Secret')],
  ])('from a source with %s', (_, deployer, was, is) => {
    const label = `${was.kind} gitops/${was.metadata.name}`;
    expect(plannedOf([deployer, was], [deployer, is])).toEqual([['NotPlanned', `${deployer.kind} gitops/shop`, elsewhere(label), true]]);
    // What one side lacks is as in the other.
    expect(plannedOf([deployer, was], [deployer])).toBeUndefined();
    expect(plannedOf([deployer], [deployer, is])).toBeUndefined();
    expect(plannedOf([was], [is])).toBeUndefined();
  });

  test('from the source of a source', () => {
    const including = source('GitRepository', { include: [{ repository: { name: 'other' } }] });
    const other = (branch: string) => source('GitRepository', { ref: { branch } }, 'other');
    expect(plannedOf([flux(), including, other('a')], [flux(), including, other('b')])).toEqual([['NotPlanned', 'Kustomization gitops/shop', elsewhere('GitRepository gitops/other'), true]]);
    const own = release({ chart: undefined, chartRef: { kind: 'HelmChart', name: 'repo' } });
    const ofChart = source('HelmChart', { sourceRef: { kind: 'HelmRepository', name: 'repo' } });
    expect(plannedOf([own, ofChart, source('HelmRepository', { url: 'a' })], [own, ofChart, source('HelmRepository', { url: 'b' })])).toHaveLength(1);
    const circle = source('GitRepository', { include: [{ repository: { name: 'repo' } }] });
    expect(plannedOf([flux(), circle], [flux(), circle])).toBeUndefined();
  });

  test.each(['helm', 'kustomize'])('a component of KubeVela: %s', (type) => {
    const app = (properties: object) => application([{ name: 'tables', type, properties }]);
    expect(plannedOf([app({ chart: 'a', version: '1' })], [app({ chart: 'a', version: '2' })]))
      .toEqual([['NotPlanned', 'Application shop/app', `changes the component tables of type ${type}, which deletes what it no longer deploys`, true]]);
    expect(plannedOf([app({ values: { image: { tag: '1' } } })], [app({ values: { image: { tag: '2' } } })])).toBeUndefined();
  });
});

const generated = (prune: boolean, path: string, more: object = {}, cells = ['a', 'b']): any => of('argoproj.io/v1alpha1', 'ApplicationSet', {
  generators: [{ list: { elements: cells.map((cell) => ({ cell })) } }],
  template: { metadata: { name: '{{cell}}' }, spec: { source: { repoURL: 'r', path }, ...prune ? { syncPolicy: { automated: { prune } } } : {} } },
  ...more,
});
const PRESERVED = { syncPolicy: { preserveResourcesOnDeletion: true } };
const CREATED = { syncPolicy: { applicationsSync: 'create-update' } };

describe('an ApplicationSet', () => {
  test.each<[string, string, any, any]>([
    ['whose Applications prune, though they would leave what they deployed', 'sources', generated(true, 'a', PRESERVED), generated(true, 'b', PRESERVED)],
    ['whose Applications prune, though none is deleted', 'sources', generated(true, 'a', CREATED), generated(true, 'b', CREATED)],
    ['that deletes an Application', 'generators', generated(false, 'a'), generated(false, 'a', {}, ['a'])],
  ])('%s', (_, what, was, is) => {
    const [unread] = planOf([was], [is]).unread!;
    expect(unread).toMatchObject({ code: 'NotPlanned', problem: elsewhere(what), isRejected: true });
    expect(unread.fix).toContain('in spec.template set prune to false and take out the finalizer');
  });

  test.each<[string, any, any]>([
    ['that leaves what an Application deployed', generated(false, 'a', PRESERVED), generated(false, 'a', PRESERVED, ['a'])],
    ['that deletes no Application', generated(false, 'a', CREATED), generated(false, 'a', CREATED, ['a'])],
    ['whose Applications do not prune', generated(false, 'a', PRESERVED), generated(false, 'b', PRESERVED)],
  ])('%s: nothing is told', (_, was, is) => {
    expect(plannedOf([was], [is])).toBeUndefined();
  });
});

describe('what did not prune, and does from now on', () => {
  const AGAIN = expect.stringContaining('prunes from now on, so that what it deployed before and does not find any more is deleted');

  test.each<[string, any, any]>([
    ['an Application of Argo CD', argo({}, { syncPolicy: {} }), argo({})],
    ['a Kustomization that was suspended', flux({ suspend: true }), flux()],
    ['a HelmRelease that was suspended', release({ suspend: true }), release()],
  ])('%s', (_, was, is) => {
    expect(plannedOf([was], [is])).toEqual([['NotPlanned', `${was.kind} gitops/shop`, AGAIN, true]]);
  });

  test('not a Kustomization that did not prune, as it has forgotten what it let stand', () => {
    expect(plannedOf([flux({ prune: false })], [flux()])).toBeUndefined();
  });
});

describe('is not told', () => {
  test.each<[string, object[], object[]]>([
    ['when it syncs', [argo({})], [argo({}, { syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ['CreateNamespace=true'], retry: { limit: 2 } } })]],
    ['what Argo CD ignores, and of which project it is', [argo({})], [argo({}, { ignoreDifferences: [{}], info: [{}], revisionHistoryLimit: 2, project: 'a' })]],
    ['images of Argo CD', [argo({ kustomize: { images: ['a:1'], replicas: [{ name: 'a', count: 1 }] } })], [argo({ kustomize: { images: ['a:2'], replicas: [{ name: 'a', count: 2 }] } })]],
    ['images in values of Argo CD', [argo({ helm: { values: 'image:\n  tag: 1\n', parameters: [{ name: 'image.tag', value: '1' }] } })], [argo({ helm: { values: 'image:\n  tag: 2\n', parameters: [{ name: 'image.tag', value: '2' }] } })]],
    ['how often Flux looks', [flux(), source('GitRepository', { url: 'a' })], [flux({ interval: '1m', timeout: '1m', wait: true, dependsOn: [{ name: 'a' }], healthChecks: [{}] }), source('GitRepository', { url: 'a', interval: '1m', secretRef: { name: 'a' } })]],
    ['images of Flux', [flux({ images: [{ name: 'a', newTag: '1' }] })], [flux({ images: [{ name: 'a', newTag: '2' }] })]],
    ['how Helm installs', [release()], [release({ ...chart({ interval: '1m', reconcileStrategy: 'Revision' }), install: { remediation: {} }, upgrade: { timeout: '1m' }, maxHistory: 2, driftDetection: {} })]],
    ['images in values of Helm', [release({ values: { image: { tag: '1' }, replicaCount: 1 } })], [release({ values: { image: { tag: '2' }, replicaCount: 2 } })]],
    ['what is suspended', [flux()], [flux({ suspend: true, path: './b' })]],
    ['what no longer prunes', [flux()], [flux({ prune: false, path: './b' })]],
    ['one more source', [argo({})], [argo({}, { sources: [{ path: 'b' }] })]],
    ['one source in a list', [argo({})], [of('argoproj.io/v1alpha1', 'Application', { syncPolicy: { automated: { prune: true } }, sources: [{ repoURL: 'r', path: 'a' }] })]],
  ])('%s', (_, was, is) => {
    expect(plannedOf(was, is)).toBeUndefined();
  });

  test('replicas of tables are no images', () => {
    const of2 = (replicas: object[]) => release({ values: { tables: [{ replicas }] } });
    expect(plannedOf([of2([{ regionName: 'eu-west-1' }])], [of2([])])).toHaveLength(1);
  });
});

test('what the plan does not have fails the job until it is allowed by namespace and name', () => {
  const plan = planOf([argo({})], [argo({ path: 'b' })]);
  expect(plan.unread![0].fix).toMatch(/ for good\. If that is meant: --allow-data-loss gitops\/shop$/);
  expect([new Set<string>(), new Set(['shop']), new Set(['gitops/shop'])].map((allowed) => isRejected(plan, allowed))).toEqual([true, true, false]);
  expect(allowable(plan)).toEqual(['gitops/shop']);
  expect(summarize(plan, new Set())[1]).toMatch(/If that is meant: --allow-data-loss gitops\/shop \[NotPlanned]$/);
  expect(summarize(plan, new Set(['gitops/shop']))[1]).toMatch(/ for good\. That is allowed\. \[NotPlanned]$/);
  expect(isRejected(planOf([dynamoDbTable()], [dynamoDbTable({ region: 'x' })]), new Set(['shop/orders']))).toBe(true);
});

describe('a Kustomization of Flux that forces', () => {
  const [before, after] = [dynamoDbTable(), dynamoDbTable({ region: 'eu-west-1' })] as any[];
  const forcing = flux({ force: true });

  test('may delete what cannot change and make it anew', () => {
    expect(planOf([forcing, before], [forcing, after]).tables).toMatchObject([{
      action: 'replace', losses: [{ kind: 'table', name: 'orders' }], summary: expect.stringMatching(/^If Kustomization gitops\/shop applies it, Flux deletes the object and makes it anew, because of its spec\.force\. /),
    }]);
    expect(planOf([forcing, before], [forcing, dynamoDbTable({ tags: [{ key: 'a', value: 'b' }] })]).tables).toMatchObject([{ action: 'change' }]);
  });

  test.each<[string, object]>([['another one', flux()], ['one that is suspended', flux({ force: true, suspend: true })]])('does not do it where it is %s', (_, other) => {
    expect(planOf([other, before], [other, after]).tables).toMatchObject([{ action: 'reject', losses: [] }]);
  });

  test('does not do it to what another one has applied', () => {
    const applied = (name: string) => ({ ...before, metadata: { ...before.metadata, labels: { 'kustomize.toolkit.fluxcd.io/name': name } } });
    expect(planOf([forcing, applied('other')], [forcing, after]).tables).toMatchObject([{ action: 'reject' }]);
    expect(planOf([forcing, applied('shop')], [forcing, after]).tables).toMatchObject([{ action: 'replace' }]);
  });
});

test('a component that is no table is no deployer', () => {
  expect(plannedOf([application([component()])], [application([component()])])).toBeUndefined();
});
