/**
 * Argo CD's own sync, with its own Lua, over what examples/gitops/argo-cd holds, in a cluster that has nothing of ours. Argo CD's
 * server and repository are not there: the engine that they drive is.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { parse, parseAllDocuments } from 'yaml';
import { AttributeType, DynamoDbKroComponent, GitOps, ProviderConfig } from '../../../src';
import { APPLICATION, DYNAMODB_TABLE, TABLE } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { note } from '../harness/notes';
import { OwnControlPlane, STARTED_WITHIN } from '../harness/own-control-plane';
import { goModuleFolder } from '../harness/programs';

const EXAMPLE = resolve(__dirname, '../../../examples/gitops/argo-cd');
const NAMESPACE = 'default';
const own = new OwnControlPlane();

interface Sync {
  readonly outOfSync: string[];
  readonly phase: string;
  readonly message: string;
  readonly resources: Array<{ key: string; status: string; message: string }>;
  readonly seconds: number;
}

const read = (file: string): any[] => parseAllDocuments(readFileSync(join(EXAMPLE, file), 'utf8')).map((document) => document.toJS());

/** What a repository holds: the example, and beside it an Application and a provider configuration. */
const gitOps = GitOps.argoCd();
const synth = (namespace: string | undefined, build: (chart: Chart) => void): any[] => {
  const chart = new Chart(Testing.app(), 'more', { namespace });
  build(chart);
  return Testing.synth(chart);
};
const more = [
  ...synth(NAMESPACE, (chart) => new DynamoDbKroComponent(chart, 'dynamodb', { gitOps, parts: [] })
    .addApplication(chart, 'carts', { tableName: 'carts', region: 'us-east-1', partitionKey: { name: 'id', type: AttributeType.STRING }, deletionProtection: false })),
  ...synth(undefined, (chart) => new ProviderConfig(chart, 'shop', { roleArn: 'arn:aws:iam::123456789012:role/shop', gitOps })),
];
// The tables first: the order has to come from the waves.
const objects: any[] = [...read('manifests/tables/shop.yaml'), ...more, ...read('manifests/platform/platform.yaml')];
let settings: Record<string, string>;

async function sync(declared: any[], checks = settings): Promise<Sync> {
  const start = Date.now();
  const result = await own.ask(own.connection.programs['argo-cd']!, ['sync'], { objects: declared, settings: checks });
  return { ...result, seconds: (Date.now() - start) / 1000 };
}

const keyOf = ({ apiVersion, kind, metadata }: any): string => [apiVersion.includes('/') ? apiVersion.split('/')[0] : '', kind, metadata.namespace ?? '', metadata.name].join('/');
const key = (kind: string): string => keyOf(objects.find((object) => object.kind === kind));
const wrong = ({ resources }: Sync) => resources.filter(({ status }) => status !== 'Synced' && status !== 'Pruned');
const expectDone = (done: Sync): void => expect({ ...done, wrong: wrong(done) }).toMatchObject({ phase: 'Succeeded', wrong: [] });

async function healthy(name: string): Promise<void> {
  await own.cluster.until(DYNAMODB_TABLE, NAMESPACE, name, ({ status }) => expect(status).toMatchObject({ state: 'ACTIVE', tableStatus: 'ACTIVE' }), 90_000);
}

beforeAll(async () => {
  await own.start();
  await own.kubectl('create', 'namespace', 'argocd');
  await own.kubectl('create', 'configmap', 'argocd-cm', '-n', 'argocd', '--from-literal=url=https://argocd.example.com');
}, STARTED_WITHIN);
afterAll(() => own.stop(), 60_000);

test('the example’s Application is one that Argo CD takes', async () => {
  const folder = await goModuleFolder('argo-cd', 'github.com/argoproj/argo-cd/v3');
  await own.kubectl('apply', '--server-side', '-f', join(folder, 'manifests/crds/application-crd.yaml'));
  await eventually('the API of Argo CD', () => own.kubectl('create', '--dry-run=server', '--validate=strict', '-f', join(EXAMPLE, 'application.yaml')));
});

test('the health checks go into Argo CD’s ConfigMap by one kubectl patch, beside what is there', async () => {
  await own.kubectl('patch', 'configmap', 'argocd-cm', '-n', 'argocd', '--type', 'merge', '--patch-file', join(EXAMPLE, 'argocd-cm.yaml'));
  const { url, ...checks } = parse(await own.kubectl('get', 'configmap', 'argocd-cm', '-n', 'argocd', '-o', 'yaml')).data;
  expect(url).toBe('https://argocd.example.com');
  expect(Object.keys(checks)).toHaveLength(4);
  settings = checks;
});

test('without SkipDryRunOnMissingResource Argo CD rejects the first sync, and applies nothing', async () => {
  const bare = objects.map((object) => (object.kind === 'DynamoDBTable' ? { ...object, metadata: { ...object.metadata, annotations: {} } } : object));
  const result = await sync(bare);
  expect(result.phase).toBe('Failed');
  expect(wrong(result)).toEqual([expect.objectContaining({ key: key('DynamoDBTable'), status: 'SyncFailed' })]);
  expect((await own.kubectl('get', 'resourcegraphdefinitions', '-o', 'name')).trim()).toBe('');
});

test('the first sync of everything into an empty cluster goes through, without a retry', async () => {
  const first = await sync(objects);
  expectDone(first);
  expect([...first.outOfSync].sort()).toEqual(objects.map(keyOf).sort());
  const created = async (kind: string): Promise<number> => {
    const { apiVersion, metadata } = objects.find((object) => object.kind === kind);
    const resource = `${kind}.${apiVersion.split('/')[1]}.${apiVersion.split('/')[0]}`;
    return Date.parse(await own.kubectl('get', resource, metadata.name, ...metadata.namespace ? ['-n', metadata.namespace] : [], '-o', 'jsonpath={.metadata.creationTimestamp}'));
  };
  const times = await Promise.all(['ResourceGraphDefinition', 'ComponentDefinition', 'DynamoDBTable'].map(created));
  expect(times).toEqual([...times].sort((a, b) => a - b));
  await Promise.all(['orders', 'carts'].map(healthy));
  await own.cluster.until(APPLICATION, NAMESPACE, 'carts', ({ status }) => expect(status).toMatchObject({ status: 'running', services: [{ healthy: true }] }), 90_000);
  note(`the first sync took ${first.seconds.toFixed(1)} s for ${objects.length} objects`);
}, 240_000);

test('a second sync finds no difference, and changes nothing', async () => {
  const before = await own.versions(objects);
  const second = await sync(objects);
  expect(second).toMatchObject({ outOfSync: [] });
  expectDone(second);
  expect(await own.versions(objects)).toEqual(before);
  note(`the second sync took ${second.seconds.toFixed(1)} s`);
});

test('a change of a table reaches the Table, and a table that is no longer declared goes', async () => {
  const changed = objects.filter(({ kind }) => kind !== 'Application')
    .map((object) => (object.kind === 'DynamoDBTable' ? { ...object, spec: { ...object.spec, tags: [{ key: 'team', value: 'shop' }] } } : object));
  const third = await sync(changed);
  expectDone(third);
  expect([...third.outOfSync].sort()).toEqual([key('Application'), key('DynamoDBTable')].sort());
  await own.cluster.until(TABLE, NAMESPACE, 'orders', ({ spec }) => expect(spec.tags).toEqual([{ key: 'team', value: 'shop' }]));
  await own.cluster.gone(DYNAMODB_TABLE, NAMESPACE, 'carts', 90_000);
});

test('platform resources under another API group goes through in one sync, with the health checks that the library gives for it', async () => {
  const chart = new Chart(Testing.app(), 'other');
  const component = new DynamoDbKroComponent(chart, 'dynamodb', { gitOps, apiGroup: 'data.example.com', resourceGraphName: 'datatable', componentName: 'data-table' });
  const declared = [
    ...Testing.synth(chart),
    ...synth(NAMESPACE, (tables) => component.addTable(tables, 'users', { tableName: 'users', region: 'us-east-1', partitionKey: { name: 'id', type: AttributeType.STRING } })),
  ];
  const result = await sync([...objects, ...declared], { ...settings, ...component.argoCdHealthChecks() });
  expectDone(result);
  await own.cluster.until({ ...DYNAMODB_TABLE, group: 'data.example.com' }, NAMESPACE, 'users', ({ status }) => expect(status).toMatchObject({ state: 'ACTIVE' }), 90_000);
}, 240_000);
