/** The platform resources as a KubeVela add-on, installed with `vela addon enable` beside the one of `kubectl apply`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { stringify } from 'yaml';
import { AttributeType, DynamoDbApplication, DynamoDbKroComponent, TableTrait } from '../../../src';
import { APPLICATION, Kind, TABLE } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { sourceFolder } from '../harness/programs';
import { run } from '../harness/run-command';
import { cluster, helm, kubectl, ROOT, synthesize, vela } from '../harness/suite';
import { versionOf } from '../harness/versions';

const NAMESPACE = 'addon';
const NAME = 'addon-dynamodb';
const GRAPH = 'addon-tables';
// After kro.run in the alphabet, since kubectl takes the first group where a command names none.
const ADDON_TABLE: Kind = { group: 'vela-addon.example.com', version: 'v1alpha1', plural: 'dynamodbtables' };

const folder = mkdtempSync(join(tmpdir(), 'addon-'));
const component = new DynamoDbKroComponent(new Chart(new App(), 'chart'), 'dynamodb', {
  apiGroup: ADDON_TABLE.group, resourceGraphName: GRAPH, componentName: NAME, defaults: { pointInTimeRecovery: true },
});
const addon = component.writeAddon(folder, { version: '1.2.3' });
const table = { region: 'us-east-1', partitionKey: { name: 'id', type: AttributeType.STRING } };
const [application] = synthesize(NAMESPACE, (chart) => new DynamoDbApplication(chart, 'shop', {
  componentName: NAME,
  traits: [TableTrait.TIME_TO_LIVE, TableTrait.PROTECTION],
  tables: [
    { ...table, tableName: 'addon-orders', timeToLiveAttribute: 'expiresAt' },
    { ...table, tableName: 'addon-carts', pointInTimeRecovery: false },
  ],
}));
const get = async (...args: string[]): Promise<any> => JSON.parse((await kubectl(['get', ...args, '-o', 'json'])).stdout);

beforeAll(async () => {
  await cluster.namespace(NAMESPACE);
  // What KubeVela's chart installs beside its controller, and the Deployment by which `vela` knows its version.
  const chart = join(await sourceFolder('vela-core'), 'charts/vela-core');
  const shown = ['defwithtemplate/k8s-objects', 'kubevela-controller'].flatMap((file) => ['--show-only', `templates/${file}.yaml`]);
  const { code, stdout, stderr } = await helm('template', 'kubevela', chart, '--namespace', 'vela-system', '--set', `image.tag=v${versionOf('kubevela')}`, ...shown);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(await kubectl(['apply', '-n', 'vela-system', '-f', '-'], { input: stdout })).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(folder, { recursive: true }));

test('vela addon enable installs the folder, and its API is served', async () => {
  const enable = await vela('addon', 'enable', addon);
  expect({ ...enable, said: enable.stdout + enable.stderr }).toMatchObject({ code: 0, said: expect.stringContaining(`Addon ${NAME} enabled successfully`) });
  await eventually('the RGD to be Active', async () => expect((await get('rgd', GRAPH)).status).toMatchObject({ state: 'Active' }));
  const { stdout } = await vela('addon', 'status', NAME);
  expect(stdout).toContain('enabled');
  expect(stdout).toContain('1.2.3');
});

test('all objects are those that the construct emits, and the definitions belong to the add-on', async () => {
  for (const object of component.node.findAll().slice(1).map((each: any) => each.toJson())) {
    const there = await get(`${object.kind}.${object.apiVersion.split('/')[0]}`, object.metadata.name, ...(object.metadata.namespace ? ['-n', 'vela-system'] : []));
    expect(there.spec ?? there.rules).toMatchObject(object.spec ?? object.rules);
    expect(JSON.stringify(there.metadata)).toContain(`addon-${NAME}`);
  }
});

test('enabled again, nothing changes', async () => {
  const objects = async (): Promise<object[]> => Promise.all([['rgd', GRAPH], ['componentdefinition', NAME, '-n', 'vela-system'], ['validatingadmissionpolicy', `${GRAPH}.${ADDON_TABLE.group}`]]
    .map(async (args) => (await get(...args)).metadata.generation));
  const before = await objects();
  expect((await vela('addon', 'enable', addon)).code).toBe(0);
  expect(await objects()).toEqual(before);
});

test('a table with a trait of the add-on becomes a Table, with the defaults of the platform where no trait says otherwise', async () => {
  expect(await kubectl(['apply', '-f', '-'], { input: stringify(application) })).toMatchObject({ code: 0 });
  const [orders, carts] = await Promise.all(['addon-orders', 'addon-carts'].map((name) => cluster.until(TABLE, NAMESPACE, name, () => undefined)));
  expect(orders.spec).toMatchObject({ timeToLive: { enabled: true, attributeName: 'expiresAt' }, continuousBackups: { pointInTimeRecoveryEnabled: true } });
  expect(carts.spec).toMatchObject({ continuousBackups: { pointInTimeRecoveryEnabled: false } });
});

test('an add-on that is in use is not disabled; one that is not takes its definitions and objects with it', async () => {
  const refused = await vela('addon', 'disable', NAME);
  expect(refused.code).not.toBe(0);
  expect(refused.stdout + refused.stderr).toContain('shop');
  await cluster.delete(APPLICATION, NAMESPACE, 'shop');
  await Promise.all(['addon-orders', 'addon-carts'].map((name) => cluster.gone(ADDON_TABLE, NAMESPACE, name, 120_000)));
  await cluster.gone(APPLICATION, NAMESPACE, 'shop');
  expect(await vela('addon', 'disable', NAME)).toMatchObject({ code: 0 });
  await eventually('the objects to go', async () => {
    for (const args of [['rgd', GRAPH], ['componentdefinition', NAME, '-n', 'vela-system'], ['traitdefinition', `${NAME}-ttl`, '-n', 'vela-system']]) {
      expect((await kubectl(['get', ...args])).stderr).toContain('NotFound');
    }
  }, 120_000);
}, 300_000);

test('npm run addon writes one, and KubeVela does not put it over definitions that are none of its own', async () => {
  expect(await run(join(ROOT, 'node_modules/.bin/tsx'), ['--tsconfig', 'tsconfig.dev.json', 'scripts/addon.ts'], { cwd: ROOT })).toMatchObject({ code: 0 });
  const written = 'dist/addons/aws-dynamodb-kro';
  const refused = await vela('addon', 'enable', written, '--dry-run');
  expect(refused.stdout + refused.stderr).toContain('already exist and not belong to any addon');
  const { code, stdout } = await vela('addon', 'enable', written, '--dry-run', '--override-definitions');
  expect(code).toBe(0);
  expect(stdout).toContain('name: addon-aws-dynamodb-kro');
  expect(stdout).toContain('kind: ResourceGraphDefinition');
});
