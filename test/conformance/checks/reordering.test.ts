/** What is only written in another order is no change: the API server takes it, and AWS is called for nothing. */
import { callsTo } from '../harness/aws';
import { TABLE, DYNAMODB_TABLE } from '../harness/cluster';
import { sleep } from '../harness/eventually';
import { cluster, withAck } from '../harness/suite';

const NAMESPACE = 'aws';
const NAME = 'reordered';
const include = (...nonKeyAttributes: string[]) => ({ projectionType: 'INCLUDE', nonKeyAttributes });
const key = (attributeName: string, keyType = 'HASH') => ({ attributeName, keyType });
const local = (indexName: string, range: string, ...names: string[]) => ({ indexName, keySchema: [key('pk'), key(range, 'RANGE')], projection: include(...names) });
const global = (indexName: string, hash: string, ...names: string[]) => ({ indexName, keySchema: [key(hash)], projection: include(...names) });
const SPEC = {
  tableName: NAME,
  region: 'us-east-1',
  attributeDefinitions: ['pk', 'sk', 'a', 'b'].map((attributeName) => ({ attributeName, attributeType: 'S' })),
  keySchema: [key('pk'), key('sk', 'RANGE')],
  localSecondaryIndexes: [local('one', 'a', 'x', 'y'), local('two', 'b', 'z')],
  globalSecondaryIndexes: [global('three', 'a', 'x', 'y'), global('four', 'b', 'z')],
  tags: [{ key: 'team', value: 'shop' }, { key: 'area', value: 'eu' }],
};
const REORDERED = {
  ...SPEC,
  attributeDefinitions: [...SPEC.attributeDefinitions].reverse(),
  localSecondaryIndexes: [local('two', 'b', 'z'), local('one', 'a', 'y', 'x')],
  globalSecondaryIndexes: [global('four', 'b', 'z'), global('three', 'a', 'y', 'x')],
  tags: [...SPEC.tags].reverse(),
};
const table = (spec: object) => ({ apiVersion: 'kro.run/v1alpha1', kind: 'DynamoDBTable', metadata: { name: NAME, namespace: NAMESPACE }, spec });
const isSynced = ({ status }: any): void => expect(status?.conditions).toContainEqual(expect.objectContaining({ type: 'ACK.ResourceSynced', status: 'True' }));

withAck('attributes, indexes, what they project, and tags in another order', async () => {
  await cluster.namespace(NAMESPACE);
  await cluster.apply(table(SPEC));
  await cluster.until(DYNAMODB_TABLE, NAMESPACE, NAME, (object) => expect(object.status).toMatchObject({ state: 'ACTIVE', tableStatus: 'ACTIVE' }), 240_000);
  const changing = () => callsTo(NAME).filter(({ reads }) => !reads).length;
  const before = changing();
  await cluster.apply(table(REORDERED));
  await cluster.until(TABLE, NAMESPACE, NAME, ({ spec }) => {
    // ACK's CRD takes another order of these for a change, which it rejects.
    expect(spec.localSecondaryIndexes).toEqual(SPEC.localSecondaryIndexes);
    expect(spec.globalSecondaryIndexes).toEqual(REORDERED.globalSecondaryIndexes);
  }, 60_000);
  await sleep(20_000);
  isSynced(await cluster.get(TABLE, NAMESPACE, NAME));
  expect(changing()).toBe(before);
}, 400_000);
