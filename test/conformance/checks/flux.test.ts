/**
 * Flux's kustomize-controller over a repository made from examples/gitops/flux: synthesize, commit, reconcile, table healthy. Its
 * source-controller is stood in for (harness/flux-source.ts).
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { Repository } from '../../gitops/repository';
import { DYNAMODB_TABLE, Kind, TABLE } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { FluxSource } from '../harness/flux-source';
import { note } from '../harness/notes';
import { OwnControlPlane, STARTED_WITHIN } from '../harness/own-control-plane';
import { freePorts } from '../harness/ports';
import { goModuleFolder, goModuleFolderAs } from '../harness/programs';
import { withAck } from '../harness/suite';

const FLUX = 'flux-system';
const NAMESPACE = 'default';
const SOURCE = 'tables';
const KUSTOMIZATION: Kind = { group: 'kustomize.toolkit.fluxcd.io', version: 'v1', plural: 'kustomizations' };
const KUSTOMIZATIONS = ['dynamodb-platform', 'dynamodb-tables'];
const WITHIN = 120_000;

const repository = new Repository('flux');
const own = new OwnControlPlane();
let source: FluxSource;

/** Commits what is in the repository, and gives the revision. */
function committed(message: string): Promise<string> {
  expect(repository.run('npm', 'run', '--silent', 'synth')).toEqual({ code: 0, output: '' });
  return source.publish(FLUX, SOURCE, repository.commit(message));
}

/** The same, and waits until both Kustomizations are ready with it; gives the seconds. */
async function reconciled(message: string): Promise<number> {
  const revision = await committed(message);
  const start = Date.now();
  for (const name of KUSTOMIZATIONS) {
    await ready(name, revision);
  }
  return (Date.now() - start) / 1000;
}

function ready(name: string, revision: string): Promise<any> {
  return own.cluster.until(KUSTOMIZATION, FLUX, name, ({ status }) => {
    expect(status.conditions).toContainEqual(expect.objectContaining({ type: 'Ready', status: 'True' }));
    expect(status.lastAppliedRevision).toBe(revision);
  }, WITHIN);
}

const documents = (file: string): any[] => parseAllDocuments(repository.read(file)).map((document) => document.toJS());
const state = async (name: string): Promise<any> => (await own.cluster.get(DYNAMODB_TABLE, NAMESPACE, name)).status;

async function startFlux(): Promise<void> {
  const crds = [
    join(await goModuleFolder('flux', 'github.com/fluxcd/kustomize-controller'), 'config/crd/bases'),
    // Of source-controller only the API is part of a program; its CRDs lie in the module itself.
    join(await goModuleFolderAs('flux', 'github.com/fluxcd/source-controller', 'github.com/fluxcd/source-controller/api'), 'config/crd/bases'),
  ];
  await own.kubectl('apply', '--server-side', ...crds.flatMap((folder) => ['-f', folder]));
  await eventually('the API of Flux', () => own.kubectl('get', 'kustomizations.kustomize.toolkit.fluxcd.io,gitrepositories.source.toolkit.fluxcd.io', '-A'));
  await own.cluster.namespace(FLUX);
  const [metrics, health] = await freePorts(2);
  await own.controlPlane.supervisor.start('kustomize-controller', {
    command: own.connection.programs['kustomize-controller']!,
    // It looks after dependencies each 30 s otherwise.
    args: ['--metrics-addr', `127.0.0.1:${metrics}`, '--health-addr', `127.0.0.1:${health}`, '--requeue-dependency', '5s'],
    env: { KUBECONFIG: own.connection.kubeconfigs.admin, RUNTIME_NAMESPACE: FLUX },
    ready: async () => {
      expect((await fetch(`http://127.0.0.1:${health}/readyz`)).status).toBe(200);
    },
  });
}

beforeAll(async () => {
  await own.start();
  await startFlux();
  source = new FluxSource(own.cluster, repository.folder);
  await source.start();
}, STARTED_WITHIN);

afterAll(async () => {
  await source?.stop();
  await own.stop();
  rmSync(repository.folder, { recursive: true });
}, 60_000);

test('the first reconciliation of an empty cluster goes through without a retry by hand, the platform resources before the tables', async () => {
  await own.kubectl('apply', '--validate=strict', '-f', join(repository.folder, 'flux.yaml'));
  const seconds = await reconciled('Synthesize');
  expect(await state('orders')).toMatchObject({ state: 'ACTIVE', tableStatus: 'ACTIVE' });
  note(`ready after ${seconds.toFixed(1)} s`);
  const events = await own.kubectl('get', 'events', '-n', FLUX, '-o', 'jsonpath={range .items[*]}{.involvedObject.name}{" "}{.reason}{"\\n"}{end}');
  expect(events.split('\n').filter((line) => /Failed|Error/i.test(line))).toEqual([]);
}, 240_000);

test('another reconciliation changes nothing', async () => {
  const objects = [...documents('manifests/platform/platform.yaml'), ...documents('manifests/tables/shop.yaml')];
  const before = await own.versions(objects);
  const at = new Date().toISOString();
  for (const name of KUSTOMIZATIONS) {
    await own.cluster.patch(KUSTOMIZATION, FLUX, name, { metadata: { annotations: { 'reconcile.fluxcd.io/requestedAt': at } } });
  }
  for (const name of KUSTOMIZATIONS) {
    await own.cluster.until(KUSTOMIZATION, FLUX, name, ({ status }) => {
      expect(status.lastHandledReconcileAt).toBe(at);
      expect(status.conditions).toContainEqual(expect.objectContaining({ type: 'Ready', status: 'True' }));
    }, WITHIN);
  }
  expect(await own.versions(objects)).toEqual(before);
}, 240_000);

test('a commit that changes a table reaches the Table, and one that adds a table makes it', async () => {
  repository.edit('main.ts', "tableName: 'orders',", "tableName: 'orders',\n  tags: { team: 'shop' },");
  repository.edit('main.ts', 'tables.synth();', `dynamodb.addTable(new Chart(tables, 'web', { namespace: 'default' }), 'carts', {
  tableName: 'carts',
  region: 'us-east-1',
  partitionKey: { name: 'cartId', type: AttributeType.STRING },
  deletionProtection: false,
});
tables.synth();`);
  const seconds = await reconciled('Tag orders, and add carts');
  expect((await own.cluster.get(TABLE, NAMESPACE, 'orders')).spec.tags).toEqual([{ key: 'team', value: 'shop' }]);
  expect(await state('carts')).toMatchObject({ state: 'ACTIVE', tableStatus: 'ACTIVE' });
  note(`ready again after ${seconds.toFixed(1)} s`);
}, 240_000);

test('a commit that removes a table prunes it, and leaves the others', async () => {
  const main = repository.read('main.ts');
  repository.edit('main.ts', main.slice(main.indexOf("dynamodb.addTable(new Chart(tables, 'web'"), main.indexOf('tables.synth();')), '');
  rmSync(join(repository.folder, 'manifests/tables/web.yaml'));
  await reconciled('Remove carts');
  await own.cluster.gone(DYNAMODB_TABLE, NAMESPACE, 'carts', WITHIN);
  expect(await state('orders')).toMatchObject({ state: 'ACTIVE' });
}, 240_000);

withAck('a table that AWS rejects for good fails at once, and the commit that mends it makes everything ready again', async () => {
  const faults = `${own.connection.aws}/_control/faults`;
  const message = 'One or more parameter values were invalid';
  await fetch(faults, { method: 'POST', body: JSON.stringify({ operation: 'CreateTable', table: 'refused', error: 'ValidationException', message, status: 400 }) });
  const refused = (tags: string): string => `dynamodb.addTable(new Chart(tables, 'new', { namespace: 'default' }), 'refused', {
  tableName: 'refused',${tags}
  region: 'us-east-1',
  partitionKey: { name: 'id', type: AttributeType.STRING },
});
`;
  repository.edit('main.ts', 'tables.synth();', `${refused('')}tables.synth();`);
  const revision = await committed('Add a table that AWS rejects');
  const start = Date.now();
  await own.cluster.until(KUSTOMIZATION, FLUX, 'dynamodb-tables', ({ status }) => {
    expect(status.lastAttemptedRevision).toBe(revision);
    expect(status.conditions).toContainEqual(expect.objectContaining({
      type: 'Ready', status: 'False', reason: 'HealthCheckFailed', message: expect.stringContaining("DynamoDBTable/default/refused status: 'Failed'"),
    }));
  }, WITHIN);
  note(`failed after ${((Date.now() - start) / 1000).toFixed(1)} s, where the timeout is 5 minutes`);
  const { conditions } = await state('refused');
  expect(conditions).toContainEqual(expect.objectContaining({ type: 'Stalled', status: 'True', message: expect.stringContaining(message) }));
  await fetch(faults, { method: 'DELETE', body: JSON.stringify({ table: 'refused' }) });
  repository.edit('main.ts', refused(''), refused(" tags: { team: 'shop' },"));
  note(`ready ${(await reconciled('Mend it')).toFixed(1)} s after the commit that mends it`);
}, 360_000);
