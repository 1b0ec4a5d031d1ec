/**
 * What kro makes of each field for ACK: never on, and on. In a namespace that ACK does not watch, so that
 * the Table is only what kro wrote.
 */
import { AttributeType, Billing, DynamoDbTable, Encryption, Projection, StreamViewType, TableClass, TableProps } from '../../../src';
import { DYNAMODB_TABLE, TABLE } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { cluster, leavesNothingIn, synthesize } from '../harness/suite';

const NAMESPACE = 'rendering';
const KEY = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
// Text that would be an expression, were it ever taken for code.
const POLICY = { Version: '2012-10-17', Statement: [{ Sid: '${schema.spec.region} \\\\( "é\n' }] };
const id = { name: 'id', type: AttributeType.STRING };
const other = { name: 'other', type: AttributeType.NUMBER };

/** Each field of the Table's spec: how it is with nothing said, and what some properties make of it. */
const FIELDS: Array<{ field: string; never: unknown; props: Partial<TableProps>; on: unknown }> = [
  { field: 'billingMode', never: 'PAY_PER_REQUEST', props: { billing: Billing.provisioned({ readCapacityUnits: 3, writeCapacityUnits: 2 }) }, on: 'PROVISIONED' },
  { field: 'provisionedThroughput', never: undefined, props: { billing: Billing.provisioned({ readCapacityUnits: 3, writeCapacityUnits: 2 }) }, on: { readCapacityUnits: 3, writeCapacityUnits: 2 } },
  { field: 'onDemandThroughput', never: undefined, props: { billing: Billing.onDemand({ maxReadRequestUnits: 9 }) }, on: { maxReadRequestUnits: 9 } },
  { field: 'streamSpecification', never: undefined, props: { stream: StreamViewType.KEYS_ONLY }, on: { streamEnabled: true, streamViewType: 'KEYS_ONLY' } },
  { field: 'timeToLive', never: undefined, props: { timeToLiveAttribute: 'expiresAt' }, on: { enabled: true, attributeName: 'expiresAt' } },
  { field: 'sseSpecification', never: { enabled: false }, props: { encryption: Encryption.customerManagedKey(KEY) }, on: { enabled: true, sseType: 'KMS', kmsMasterKeyID: KEY } },
  { field: 'sseSpecification', never: { enabled: false }, props: { encryption: Encryption.awsManagedKey() }, on: { enabled: true, sseType: 'KMS' } },
  { field: 'sseSpecification', never: { enabled: false }, props: { encryption: Encryption.dynamoOwnedKey() }, on: { enabled: false } },
  { field: 'continuousBackups', never: { pointInTimeRecoveryEnabled: false }, props: { pointInTimeRecovery: true }, on: { pointInTimeRecoveryEnabled: true } },
  { field: 'deletionProtectionEnabled', never: false, props: { deletionProtection: true }, on: true },
  { field: 'tableClass', never: 'STANDARD', props: { tableClass: TableClass.STANDARD_INFREQUENT_ACCESS }, on: 'STANDARD_INFREQUENT_ACCESS' },
  {
    field: 'globalSecondaryIndexes',
    never: undefined,
    props: { globalSecondaryIndexes: [{ indexName: 'by-other', partitionKey: other, projection: Projection.include('total') }] },
    on: [{ indexName: 'by-other', keySchema: [{ attributeName: 'other', keyType: 'HASH' }], projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['total'] } }],
  },
  {
    field: 'localSecondaryIndexes',
    never: undefined,
    props: { sortKey: { name: 'at', type: AttributeType.NUMBER }, localSecondaryIndexes: [{ indexName: 'by-other', sortKey: other }] },
    on: [{
      indexName: 'by-other',
      keySchema: [{ attributeName: 'id', keyType: 'HASH' }, { attributeName: 'other', keyType: 'RANGE' }],
      projection: { projectionType: 'ALL' },
    }],
  },
  { field: 'tags', never: undefined, props: { tags: { zone: 'a', team: 'shop', on: 'N' } }, on: [{ key: 'on', value: 'N' }, { key: 'team', value: 'shop' }, { key: 'zone', value: 'a' }] },
  { field: 'contributorInsights', never: undefined, props: { contributorInsights: true }, on: 'ENABLE' },
  { field: 'resourcePolicy', never: undefined, props: { resourcePolicy: POLICY }, on: JSON.stringify(POLICY) },
  { field: 'tableReplicas', never: undefined, props: { stream: StreamViewType.NEW_AND_OLD_IMAGES, replicas: [{ region: 'eu-west-1' }] }, on: [{ regionName: 'eu-west-1' }] },
];

const names = FIELDS.map((_, i) => `field-${i}`);

/** The Table that kro made of a table: there after the first check, or never. */
const specOf = async (name: string): Promise<any> => (await cluster.get(TABLE, NAMESPACE, name)).spec;

leavesNothingIn(NAMESPACE);

test('kro writes the Table of each, and the API server takes it', async () => {
  await cluster.namespace(NAMESPACE);
  await cluster.apply(...synthesize(NAMESPACE, (chart) => {
    const table = (name: string, props: Partial<TableProps>) => new DynamoDbTable(chart, name, { tableName: name, region: 'us-east-1', partitionKey: id, ...props });
    table('never', {});
    FIELDS.forEach(({ props }, i) => table(names[i], props));
  }));
  await eventually('the Tables', async () => {
    const tables = (await cluster.list(TABLE, NAMESPACE)).map(({ metadata }) => metadata.name);
    const without = (await cluster.list(DYNAMODB_TABLE, NAMESPACE)).filter(({ metadata }) => !tables.includes(metadata.name));
    // The message of kro, which has it from the API server.
    expect(without.map(({ metadata, status }) => `${metadata.name}: ${status?.conditions?.find(({ type }: any) => type === 'Ready')?.message}`)).toEqual([]);
  }, 30_000);
});

test('with nothing said, the Table has only the fields that ACK must always be given', async () => {
  expect(Object.keys(await specOf('never')).sort()).toEqual([
    'attributeDefinitions', 'billingMode', 'continuousBackups', 'deletionProtectionEnabled', 'keySchema', 'sseSpecification', 'tableClass', 'tableName',
  ]);
});

test.each(FIELDS.map((field, i) => ({ ...field, name: names[i], how: JSON.stringify(field.on).slice(0, 60) })))('$field for ACK: never on, and on as $how', async ({ field, never, on, name }) => {
  expect((await specOf('never'))[field]).toEqual(never);
  expect((await specOf(name))[field]).toEqual(on);
});
