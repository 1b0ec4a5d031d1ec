/** A platform without connection Secrets: kro has no right on Secrets, tables work, and a table with a Secret is rejected with the reason there is none. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { AttributeType, DynamoDbKroComponent, DynamoDbTable, PlatformPart } from '../../../src';
import { DYNAMODB_TABLE, Kind } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { cluster, synthesize, vela } from '../harness/suite';

const NAMESPACE = 'aws';
const WITHIN = 120_000;
const apiGroup = 'without-secrets.example.com';
const KIND: Kind = { ...DYNAMODB_TABLE, group: apiGroup };
const WHY = 'this platform offers no connection Secrets';
const names = { apiGroup, resourceGraphName: 'without-secrets', componentName: 'dynamodb-without-secrets', connectionSecrets: false };
const platform = (parts: PlatformPart[]) => synthesize('', (chart) => new DynamoDbKroComponent(chart, 'dynamodb', { ...names, parts }));
const tableOf = (name: string, connectionSecret?: { name: string }) => synthesize(NAMESPACE, (chart) => new DynamoDbTable(chart, name, {
  tableName: name, region: 'us-east-1', partitionKey: { name: 'id', type: AttributeType.STRING }, connectionSecret, apiGroup,
}));
const application = (secret?: string) => ({
  apiVersion: 'core.oam.dev/v1beta1',
  kind: 'Application',
  metadata: { name: 'without-secrets', namespace: NAMESPACE },
  spec: { components: [{ name: 'without-secrets', type: names.componentName, properties: { ...tableOf('without-secrets', secret ? { name: secret } : undefined)[0].spec } }] },
});

beforeAll(async () => {
  await cluster.namespace(NAMESPACE);
  await cluster.apply(...platform([PlatformPart.RESOURCE_GRAPH, PlatformPart.CLUSTER_ROLE, PlatformPart.COMPONENT_DEFINITION]));
});

test('a table becomes active, and one that asks for a Secret where there is no admission policy says that there is none', async () => {
  await eventually('the API to be served', () => cluster.apply(...tableOf('no-secret')), WITHIN);
  await cluster.apply(...tableOf('asks-for-secret', { name: 'asked-for' }));
  for (const name of ['no-secret', 'asks-for-secret']) {
    await cluster.until(KIND, NAMESPACE, name, ({ status }) => expect(status).toMatchObject({ state: 'ACTIVE', tableStatus: 'ACTIVE' }), WITHIN);
  }
  expect((await cluster.get(KIND, NAMESPACE, 'asks-for-secret')).status.conditions).toContainEqual(
    expect.objectContaining({ type: 'ConnectionSecret', status: 'False', message: expect.stringContaining(WHY) }));
  expect(await cluster.secret(NAMESPACE, 'asked-for')).toBeUndefined();
}, 3 * WITHIN);

test('KubeVela and the API server reject the field, and say why', async () => {
  await cluster.apply(...platform([PlatformPart.ADMISSION_POLICY]));
  await eventually('the policy to be in effect', async () => {
    const refusal = await cluster.refusal(tableOf('refused-secret', { name: 'asked-for' })[0]);
    expect(refusal).toContain(WHY);
    expect(refusal).toContain('[ConnectionSecrets]');
  }, WITHIN);
  expect(await cluster.refusal(tableOf('taken-without-secret')[0])).toBe('');
  const folder = mkdtempSync(join(tmpdir(), 'without-secrets-'));
  const dryRun = async (secret?: string) => {
    writeFileSync(join(folder, 'app.yaml'), stringify(application(secret)));
    const { stdout, stderr } = await vela('dry-run', '-f', join(folder, 'app.yaml'), '-n', NAMESPACE);
    return stdout + stderr;
  };
  expect(await dryRun('asked-for')).toContain(WHY);
  expect(await dryRun()).not.toContain(WHY);
}, 2 * WITHIN);
