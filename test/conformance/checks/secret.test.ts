/** The connection Secret: in another namespace, and when it goes. */
import { AttributeType, DynamoDbTable } from '../../../src';
import { DYNAMODB_TABLE } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { cluster, synthesize } from '../harness/suite';

const NAMESPACE = 'aws';
const CONSUMER = 'consumer';
const key = { name: 'id', type: AttributeType.STRING };
const declare = (name: string, connectionSecret?: { name: string; namespace?: string }) => cluster.apply(...synthesize(NAMESPACE, (chart) =>
  new DynamoDbTable(chart, name, { tableName: name, region: 'us-east-1', partitionKey: key, connectionSecret })));
const until = (namespace: string, name: string, wanted: unknown) =>
  eventually(`Secret ${namespace}/${name}`, async () => expect(await cluster.secret(namespace, name)).toEqual(wanted), 120_000);

beforeAll(async () => {
  await cluster.namespace(NAMESPACE);
  await cluster.namespace(CONSUMER);
});

test('it is written into another namespace, and goes with the table', async () => {
  await declare('for-consumer', { name: 'orders-table', namespace: CONSUMER });
  await until(CONSUMER, 'orders-table', expect.objectContaining({ tableName: 'for-consumer', tableArn: expect.stringContaining(':table/for-consumer') }));
  expect(await cluster.secret(NAMESPACE, 'orders-table')).toBeUndefined();
  await cluster.delete(DYNAMODB_TABLE, NAMESPACE, 'for-consumer');
  await until(CONSUMER, 'orders-table', undefined);
}, 300_000);

test('it goes when it is no longer asked for', async () => {
  await declare('once-asked', { name: 'once-asked' });
  await until(NAMESPACE, 'once-asked', expect.objectContaining({ tableName: 'once-asked' }));
  await declare('once-asked');
  await until(NAMESPACE, 'once-asked', undefined);
}, 300_000);
