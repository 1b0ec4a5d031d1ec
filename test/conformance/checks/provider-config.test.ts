/** A provider configuration: the labels that ACK matches are on the objects that it manages. */
import { readFileSync } from 'node:fs';
import { AdoptionPolicy, AttributeType, DynamoDbApplication, DynamoDbTable, ProviderConfig, TableProps } from '../../../src';
import { callsTo } from '../harness/aws';
import { BACKUP, DYNAMODB_TABLE, TABLE } from '../harness/cluster';
import { eventually, sleep } from '../harness/eventually';
import { cluster, connection, synthesize, vela, withAck } from '../harness/suite';

const NAMESPACE = 'aws';
const ROLE = 'arn:aws:iam::123456789012:role/team-a';
const key = { name: 'id', type: AttributeType.STRING };
const documents = synthesize(NAMESPACE, (chart) => {
  new ProviderConfig(chart, 'team-a', { roleArn: ROLE });
  new DynamoDbTable(chart, 'with-role', { tableName: 'with-role', region: 'us-east-1', partitionKey: key, providerConfig: 'team-a', backups: [{ name: 'first' }] });
  new DynamoDbTable(chart, 'without-role', { tableName: 'without-role', region: 'us-east-1', partitionKey: key });
});
const selector = documents.find(({ kind }) => kind === 'IAMRoleSelector').spec;

beforeAll(async () => {
  await cluster.namespace(NAMESPACE);
  await cluster.apply(...documents);
});

test('the selector is taken by the API server, and its labels are on the Table and the Backup of a table that names it', async () => {
  expect(selector.arn).toBe(ROLE);
  const table = await cluster.until(TABLE, NAMESPACE, 'with-role', () => undefined);
  const backup = await cluster.until(BACKUP, NAMESPACE, 'with-role-first', () => undefined, 120_000);
  for (const { metadata, kind, apiVersion } of [table, backup]) {
    expect(metadata.labels).toMatchObject(selector.resourceLabelSelector.matchLabels);
    const [group, version] = apiVersion.split('/');
    expect(selector.resourceTypeSelector).toContainEqual({ group, version, kind });
  }
  const other = await cluster.until(TABLE, NAMESPACE, 'without-role', () => undefined);
  expect(Object.keys(other.metadata.labels)).not.toEqual(expect.arrayContaining(Object.keys(selector.resourceLabelSelector.matchLabels)));
}, 150_000);

withAck('ACK assumes the role for the table that names it, and for no other', async () => {
  for (const name of ['with-role', 'without-role']) {
    await cluster.until(DYNAMODB_TABLE, NAMESPACE, name, ({ status }) => expect(status).toMatchObject({ state: 'ACTIVE' }), 120_000);
  }
  const calls = readFileSync(connection.awsLog, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const keysOf = (table: string) => new Set(calls.filter((call) => call.table === table).map(({ accessKey }) => accessKey));
  expect(calls.filter(({ operation, body }) => operation === 'AssumeRole' && JSON.stringify(body).includes('team-a'))).not.toEqual([]);
  expect([...keysOf('with-role')].filter((accessKey) => keysOf('without-role').has(accessKey))).toEqual([]);
}, 150_000);

describe('a provider configuration for which ACK selects no role', () => {
  const ELSEWHERE = 'elsewhere';
  const props = (tableName: string, providerConfig: string, adoption?: AdoptionPolicy): TableProps => ({ tableName, region: 'us-east-1', partitionKey: key, providerConfig, adoption });
  const config = (name: string, namespaces?: string[]) => cluster.apply(...synthesize('', (chart) => new ProviderConfig(chart, name, { roleArn: ROLE.replace('team-a', name), namespaces })));
  const declare = (name: string, providerConfig: string, adoption?: AdoptionPolicy) =>
    cluster.apply(...synthesize(NAMESPACE, (chart) => new DynamoDbTable(chart, name, props(name, providerConfig, adoption))));
  const untilReported = (name: string, providerConfig: string) => cluster.until(DYNAMODB_TABLE, NAMESPACE, name, ({ status }) =>
    expect(status?.conditions).toContainEqual(expect.objectContaining({
      type: 'ProviderConfig',
      status: 'False',
      message: expect.stringContaining(`providerConfigRef ${providerConfig}: ACK has selected no IAM role, so the table is not created. Needed are an IAMRoleSelector for the label dynamodb-kro/provider-config: ${providerConfig} that applies to the namespace aws`),
    })), 120_000);

  withAck.each([
    ['no selector has the name', 'no-such-role', 'nobody', undefined],
    ['its selector is for other namespaces', 'role-elsewhere', 'team-elsewhere', undefined],
    ['a table is to be taken over', 'adopts-without-role', 'nobody', AdoptionPolicy.ADOPT],
    ['a table may be taken over', 'adopts-or-creates-without-role', 'nobody', AdoptionPolicy.ADOPT_OR_CREATE],
  ])('%s: the table is not created, and the status says what is missing', async (_, name, providerConfig, adoption) => {
    await cluster.namespace(ELSEWHERE);
    await config('team-elsewhere', [ELSEWHERE]);
    await declare(name, providerConfig, adoption);
    await untilReported(name, providerConfig);
    await sleep(10_000);
    expect(callsTo(name)).toEqual([]);
    await cluster.delete(DYNAMODB_TABLE, NAMESPACE, name);
    await cluster.gone(DYNAMODB_TABLE, NAMESPACE, name, 60_000);
  }, 240_000);

  withAck('a protected table for which there is none can be deleted once its protection is given up', async () => {
    const withProtection = (deletionProtection: boolean) => cluster.apply(...synthesize(NAMESPACE, (chart) =>
      new DynamoDbTable(chart, 'given-up', { ...props('given-up', 'nobody-at-all'), deletionProtection })));
    await withProtection(true);
    await untilReported('given-up', 'nobody-at-all');
    await withProtection(false);
    await eventually('the deletion to be accepted', () => cluster.delete(DYNAMODB_TABLE, NAMESPACE, 'given-up'), 60_000, 1_000);
    await cluster.gone(DYNAMODB_TABLE, NAMESPACE, 'given-up', 120_000);
    expect(callsTo('given-up').filter(({ operation }) => !/^(Describe|List|Get)/.test(operation))).toEqual([]);
  }, 400_000);

  withAck('once there is a selector, the table is created with its role, and an Application has said what was missing', async () => {
    const name = 'role-comes-later';
    await cluster.apply(...synthesize(NAMESPACE, (chart) => new DynamoDbApplication(chart, name, { tables: [props(name, 'team-late')] })));
    await untilReported(name, 'team-late');
    await eventually('vela status', async () => expect((await vela('status', name, '-n', NAMESPACE)).stdout).toContain('providerConfigRef team-late: ACK has selected no IAM role'), 60_000);
    await config('team-late');
    const { spec } = await cluster.until(TABLE, NAMESPACE, name, ({ status }) => expect(status).toMatchObject({ tableStatus: 'ACTIVE' }), 400_000);
    expect(spec.sseSpecification).toEqual({ enabled: false });
    await cluster.until(DYNAMODB_TABLE, NAMESPACE, name, ({ status }) => {
      expect(status).toMatchObject({ state: 'ACTIVE' });
      expect(status.conditions).toContainEqual(expect.objectContaining({ type: 'ProviderConfig', status: 'True' }));
    }, 120_000);
    expect(callsTo(name).map(({ operation }) => operation)).toContain('CreateTable');
  }, 700_000);
});
