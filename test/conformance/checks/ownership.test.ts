/** An object that was there before a table stays as it is: it is neither overwritten nor deleted with the table, whoever made it. */
import { AttributeType, DynamoDbApplication, DynamoDbTable, TableProps } from '../../../src';
import { OWNER_LABEL } from '../../../src/contract/names';
import { DYNAMODB_TABLE, TABLE } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { cluster, kubectl, synthesize, vela } from '../harness/suite';

const NAMESPACE = 'aws';
const ELSEWHERE = 'elsewhere';
const WITHIN = 150_000;
const PASSWORD = { password: 'of the database' };

const props = (tableName: string, more: Partial<TableProps> = {}): TableProps =>
  ({ tableName, region: 'us-east-1', partitionKey: { name: 'id', type: AttributeType.STRING }, ...more });
const declare = (name: string, more: Partial<TableProps> = {}) =>
  cluster.apply(...synthesize(NAMESPACE, (chart) => new DynamoDbTable(chart, name, props(name, more))));
const secret = (name: string, namespace = NAMESPACE) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData: PASSWORD });
/** Waits until the DynamoDBTable says that the object is not its own. */
const denied = (name: string, what: string) => cluster.until(DYNAMODB_TABLE, NAMESPACE, name, ({ status }) => {
  expect(status?.state).toBe('ERROR');
  expect(status.conditions).toContainEqual(expect.objectContaining({ type: 'Ready', status: 'False', message: expect.stringContaining(what) }));
}, WITHIN);
const remove = async (name: string): Promise<void> => {
  await cluster.delete(DYNAMODB_TABLE, NAMESPACE, name);
  await cluster.gone(DYNAMODB_TABLE, NAMESPACE, name, WITHIN);
};

beforeAll(async () => {
  await cluster.namespace(NAMESPACE);
  await cluster.namespace(ELSEWHERE);
});

test.concurrent.each([
  ['in the namespace of the table', 'db-password', undefined],
  ['in another namespace', 'db-password', ELSEWHERE],
])('a Secret %s that a table names stays as it is, the table says so, and its deletion leaves it', async (_, name, namespace) => {
  const table = `takes-${namespace ?? 'here'}`;
  await cluster.apply(secret(name, namespace));
  await declare(table, { connectionSecret: { name, namespace } });
  await denied(table, `Secret ${namespace ?? NAMESPACE}/${name} exists already and was not made for DynamoDBTable ${NAMESPACE}/${table}: it stays as it is.`);
  expect(await cluster.secret(namespace ?? NAMESPACE, name)).toEqual(PASSWORD);
  await remove(table);
  expect(await cluster.secret(namespace ?? NAMESPACE, name)).toEqual(PASSWORD);
}, 2 * WITHIN);

test.concurrent('an Application says so too, and once the Secret is gone or another is named, the table is ready', async () => {
  await cluster.apply(secret('api-token'));
  const apply = (name: string) => cluster.apply(...synthesize(NAMESPACE, (chart) =>
    new DynamoDbApplication(chart, 'takes-by-app', { tables: [props('takes-by-app', { connectionSecret: { name } })] })));
  await apply('api-token');
  await denied('takes-by-app', '[NotOwned]');
  await eventually('vela status', async () => expect((await vela('status', 'takes-by-app', '-n', NAMESPACE)).stdout).toContain('Secret aws/api-token exists already'), WITHIN);
  await apply('takes-by-app');
  await cluster.until(DYNAMODB_TABLE, NAMESPACE, 'takes-by-app', ({ status }) => expect(status.state).toBe('ACTIVE'), WITHIN);
  expect(await cluster.secret(NAMESPACE, 'api-token')).toEqual(PASSWORD);
}, 3 * WITHIN);

test.concurrent('of two tables with one Secret name, the second says so, and its deletion leaves the Secret of the first', async () => {
  await declare('first-of-two', { connectionSecret: { name: 'shared' } });
  await eventually('the Secret', async () => expect(await cluster.secret(NAMESPACE, 'shared')).toMatchObject({ tableName: 'first-of-two' }), WITHIN);
  await declare('second-of-two', { connectionSecret: { name: 'shared' } });
  await denied('second-of-two', 'shared');
  const { metadata } = await cluster.core.readNamespacedSecret({ namespace: NAMESPACE, name: 'shared' });
  await remove('second-of-two');
  const after = await cluster.core.readNamespacedSecret({ namespace: NAMESPACE, name: 'shared' });
  expect(after.metadata!.uid).toBe(metadata!.uid);
  expect(await cluster.secret(NAMESPACE, 'shared')).toMatchObject({ tableName: 'first-of-two' });
}, 3 * WITHIN);

test.concurrent('a Table of ACK\'s that was made by hand stays as it is', async () => {
  const spec = {
    tableName: 'made-by-hand',
    attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
    keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
    billingMode: 'PAY_PER_REQUEST',
    tags: [{ key: 'by', value: 'hand' }],
  };
  await cluster.apply({ apiVersion: 'dynamodb.services.k8s.aws/v1alpha1', kind: 'Table', metadata: { name: 'made-by-hand', namespace: NAMESPACE }, spec });
  await declare('made-by-hand');
  await denied('made-by-hand', 'Table aws/made-by-hand exists already and was not made for DynamoDBTable aws/made-by-hand');
  await remove('made-by-hand');
  expect(await cluster.get(TABLE, NAMESPACE, 'made-by-hand')).toMatchObject({ metadata: { name: 'made-by-hand' }, spec: { tags: [{ key: 'by', value: 'hand' }] } });
  expect((await cluster.get(TABLE, NAMESPACE, 'made-by-hand')).metadata.deletionTimestamp).toBeUndefined();
}, 2 * WITHIN);

test.concurrent('objects that were made before there was the label are the table\'s own, and get it', async () => {
  await declare('before-the-label', { connectionSecret: { name: 'before-the-label' } });
  await eventually('the Secret', async () => expect(await cluster.secret(NAMESPACE, 'before-the-label')).toBeDefined(), WITHIN);
  const { metadata: { uid } } = await cluster.get(DYNAMODB_TABLE, NAMESPACE, 'before-the-label');
  for (const resource of ['secret', 'tables.dynamodb.services.k8s.aws']) {
    expect(await kubectl(['label', resource, 'before-the-label', '-n', NAMESPACE, `${OWNER_LABEL}-`])).toMatchObject({ code: 0 });
    await eventually(`the label of the ${resource}`, async () => {
      const { stdout } = await kubectl(['get', resource, 'before-the-label', '-n', NAMESPACE, '-o', 'json']);
      expect(JSON.parse(stdout).metadata.labels[OWNER_LABEL]).toBe(uid);
    }, WITHIN);
  }
}, 3 * WITHIN);
