import { Chart, Testing } from 'cdk8s';
import { AttributeType, DynamoDbApplication, DynamoDbTable, Encryption, StreamViewType, TableProps } from '../../src';
import { MINIMAL } from '../synth';

const ACCOUNT = '123456789012';
const WHERE = { account: ACCOUNT };
const ORDERS = `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/orders`;
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const index = { indexName: 'by-date', partitionKey: { name: 'date', type: AttributeType.STRING } };

const table = (props: Partial<TableProps> = {}): DynamoDbTable => new DynamoDbTable(new Chart(Testing.app(), 'chart'), 'table', { ...MINIMAL, ...props });
const withKey = table({ encryption: Encryption.customerManagedKey(KEY), stream: StreamViewType.NEW_IMAGE, globalSecondaryIndexes: [index] });

// As aws-cdk-lib 2.170.0 synthesizes them for a TableV2, in its order.
const CDK_READ = ['BatchGetItem', 'GetRecords', 'GetShardIterator', 'Query', 'GetItem', 'Scan', 'ConditionCheckItem'];
const CDK_WRITE = ['BatchWriteItem', 'PutItem', 'UpdateItem', 'DeleteItem'];
const CDK_STREAM = ['ListStreams', 'DescribeStream', 'GetRecords', 'GetShardIterator'];
const KEY_READ = ['kms:Decrypt', 'kms:DescribeKey'];
const KEY_WRITE = ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'];
const dynamodb = (names: string[]): string[] => names.map((name) => `dynamodb:${name}`);

test.each([
  ['grantReadData', [...CDK_READ, 'DescribeTable'], KEY_READ],
  ['grantWriteData', [...CDK_WRITE, 'DescribeTable'], [...KEY_READ, ...KEY_WRITE]],
  ['grantReadWriteData', [...CDK_READ, ...CDK_WRITE, 'DescribeTable'], [...KEY_READ, ...KEY_WRITE]],
] as const)('%s gives the actions that AWS CDK gives, on the table, its indexes and its key', (method, actions, keyActions) => {
  expect(withKey[method](WHERE)).toEqual([
    { effect: 'Allow', actions: dynamodb([...actions]), resources: [ORDERS, `${ORDERS}/index/*`] },
    { effect: 'Allow', actions: keyActions, resources: [KEY] },
  ]);
});

test('grantStreamRead gives the actions that AWS CDK gives, on the streams and the key', () => {
  expect(withKey.grantStreamRead(WHERE)).toEqual([
    { effect: 'Allow', actions: dynamodb(CDK_STREAM), resources: [`${ORDERS}/stream/*`] },
    { effect: 'Allow', actions: KEY_READ, resources: [KEY] },
  ]);
});

test('without indexes and a key of its own, there is the table alone', () => {
  for (const encryption of [undefined, Encryption.awsManagedKey(), Encryption.dynamoOwnedKey()]) {
    expect(table({ encryption }).grantReadData(WHERE)).toEqual([{ effect: 'Allow', actions: expect.any(Array), resources: [ORDERS] }]);
  }
});

test('a local index is an index too', () => {
  const sortKey = { name: 'at', type: AttributeType.NUMBER };
  const [{ resources }] = table({ sortKey, localSecondaryIndexes: [{ indexName: 'by-total', sortKey: { name: 'total', type: AttributeType.NUMBER } }] }).grantReadData(WHERE);
  expect(resources).toEqual([ORDERS, `${ORDERS}/index/*`]);
});

test('the key may come from the defaults of the platform, and the partition from the region', () => {
  expect(table().grantReadData({ ...WHERE, defaults: { encryption: Encryption.customerManagedKey(KEY) } })[1].resources).toEqual([KEY]);
  expect(table({ region: 'cn-north-1' }).grantReadData(WHERE)[0].resources).toEqual([`arn:aws-cn:dynamodb:cn-north-1:${ACCOUNT}:table/orders`]);
});

test('the key of a replica is not that of the table', () => {
  const replicated = table({ stream: StreamViewType.NEW_AND_OLD_IMAGES, replicas: [{ region: 'eu-west-1', kmsKeyArn: KEY.replace('us-east-1', 'eu-west-1') }] });
  expect(replicated.grantReadData(WHERE)).toHaveLength(1);
});

test.each<[string, () => unknown, string]>([
  ['no stream', () => table().grantStreamRead(WHERE), '[chart/table] no access can be granted:\n  stream of orders is off.'],
  ['neither a role nor an account', () => table().grantReadData({} as any), 'grantee is missing. Give { grantee: role }, with a WorkloadRole, or { account }, an AWS account. [Required]'],
  ['nothing at all', () => (table() as any).grantReadData(), 'options is not an object'],
  ['a misspelt option', () => table().grantReadData({ ...WHERE, acount: 'a' } as any), 'acount is not a property. Did you mean "account"?'],
  ['a wrong table', () => table({ tableName: 'a' }).grantReadData(WHERE), 'a: tableName "a" is not valid'],
])('%s: refused at once, with the reason', (_, make, message) => {
  expect(make).toThrow(message);
});

describe('of an Application', () => {
  const application = new DynamoDbApplication(new Chart(Testing.app(), 'chart'), 'shop', { tables: [MINIMAL] });
  application.addTable({ ...MINIMAL, tableName: 'carts', stream: StreamViewType.KEYS_ONLY });
  const CARTS = ORDERS.replace('orders', 'carts');

  test('access is to all tables, or to those that are named', () => {
    expect(application.grantReadData(WHERE)[0].resources).toEqual([ORDERS, CARTS]);
    expect(application.grantWriteData({ ...WHERE, tableNames: ['carts'] })[0].resources).toEqual([CARTS]);
    expect(application.grantReadWriteData({ ...WHERE, tableNames: ['orders'] })[0].resources).toEqual([ORDERS]);
    expect(application.grantStreamRead({ ...WHERE, tableNames: ['carts'] })[0].resources).toEqual([`${CARTS}/stream/*`]);
  });

  test('a table that it has not, or that has no stream, is refused', () => {
    expect(() => application.grantReadData({ ...WHERE, tableNames: ['cart'] })).toThrow('tableNames[0] "cart" is no table of the Application. Use one of orders, carts. Did you mean "carts"?');
    expect(() => application.grantStreamRead(WHERE)).toThrow('stream of orders is off');
    expect(() => application.grantReadData({ ...WHERE, tableNames: ['cart', 'order'] })).toThrow(/tableNames\[0\] "cart".*\n.*tableNames\[1\] "order"/);
  });

  test('a list of names that is empty is refused, and does not stand for all tables; so is an Application without tables', () => {
    expect(() => application.grantReadData({ ...WHERE, tableNames: [] })).toThrow('tableNames has 0 items. Give at least 1.');
    const empty = new DynamoDbApplication(new Chart(Testing.app(), 'chart'), 'empty');
    expect(() => empty.grantReadData(WHERE)).toThrow('tables are none. Add a table to the Application. [Required]');
  });
});

test('the stream of a table that another app declares is named where it is referred to', () => {
  expect(() => DynamoDbTable.fromTableName('orders', 'us-east-1').grantStreamRead({ account: '123456789012' })).toThrow('Give `stream: true` to `DynamoDbTable.fromTableAttributes()`.');
});

test('a reference to a table: its key is of its region, and it has each index once', () => {
  const refer = (more: object) => () => DynamoDbTable.fromTableAttributes({ tableName: 'orders', region: 'us-east-1', ...more });
  expect(refer({ encryptionKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab' })).toThrow('is not a key of us-east-1. Give the key that the table has in its own region. [KeyRegion]');
  expect(refer({ globalIndexes: ['by-a', 'by-b', 'by-a'], localIndexes: ['by-b'] })).toThrow(/globalIndexes\[2\] "by-a" is the name of another index too[^]*localIndexes\[0\] "by-b"/);
  expect(refer({ globalIndexes: ['by-a'], localIndexes: ['by-b'] })).not.toThrow();
});

test.each([
  ['globalSecondaryIndexes', 'globalIndexes'], ['grantIndexPermissions', 'globalIndexes'], ['tableStreamArn', 'stream'], ['encryptionKey', 'encryptionKeyArn'],
])('a reference to a table with %s, as AWS CDK or TableProps call it: what it is called here', (name, here) => {
  expect(() => DynamoDbTable.fromTableAttributes({ tableName: 'orders', region: 'us-east-1', [name]: [] } as never)).toThrow(`${name} is not a property. Use ${here}.`);
});

test('a partition that is not that of the region is told without a grantee, too', () => {
  const chart = Testing.chart();
  const grantIn = (partition: string, region = 'us-east-1') => new DynamoDbTable(chart, `${partition}-${region}`, { ...MINIMAL, name: `${partition}-${region}`, region }).grantReadData({ account: '123456789012', partition });
  expect(() => grantIn('aws-cn')).toThrow('partition of aws-cn-us-east-1 "aws-cn" is not that of its region, aws. Leave `partition` out. [PartitionConflict]');
  expect(() => grantIn('aws-zz')).toThrow('[PartitionConflict]');
  expect(grantIn('aws-zz', 'zz-east-1')).toHaveLength(1);
  expect(grantIn('aws-cn', 'cn-north-1')).toHaveLength(1);
});

test('a misspelt grantee is not missing besides', () => {
  expect(() => table().grantReadData({ grante: 'role' } as any)).toThrow(/granted:\n {2}grante is not a property\. Did you mean "grantee"\? \[UnknownProperty\]$/);
});
