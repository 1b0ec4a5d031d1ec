/** A provider configuration: the labels that ACK matches are on the objects that it manages. */
import { readFileSync } from 'node:fs';
import { AttributeType, DynamoDbTable, ProviderConfig } from '../../../src';
import { BACKUP, DYNAMODB_TABLE, TABLE } from '../harness/cluster';
import { cluster, connection, synthesize, withAck } from '../harness/suite';

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
