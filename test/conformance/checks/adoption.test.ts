/** Taking over tables that were not made here: declared as they are, nothing of them changes but ACK's own tags. */
import { AdoptionPolicy, AttributeType, Billing, Encryption, Projection, RemovalPolicy, StreamViewType, TableClass, TableProps } from '../../../src';
import { ask, callsTo } from '../harness/aws';
import { declare, NAMESPACE, settled, WITHIN } from '../harness/aws-tables';
import { DYNAMODB_TABLE, TABLE } from '../harness/cluster';
import { eventually, sleep } from '../harness/eventually';
import { cluster, withAck } from '../harness/suite';
import { declareTable } from '../lifecycle/converge';
import { describeInAws } from '../lifecycle/described';

const key = (attributeName: string, keyType = 'HASH') => ({ AttributeName: attributeName, KeyType: keyType });
const attribute = (attributeName: string, attributeType = 'S') => ({ AttributeName: attributeName, AttributeType: attributeType });
const units = { ReadCapacityUnits: 5, WriteCapacityUnits: 2 };
const KMS_KEY = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';

interface Existing {
  readonly what: string;
  readonly name: string;
  /** The calls that make it, as whoever made it sent them. */
  readonly made: ReadonlyArray<readonly [string, object]>;
  readonly props: Partial<TableProps>;
}

const EXISTING: Existing[] = [
  {
    what: 'a table that was made by hand',
    name: 'by-hand',
    made: [['CreateTable', { AttributeDefinitions: [attribute('id')], KeySchema: [key('id')], BillingMode: 'PAY_PER_REQUEST' }]],
    props: {},
  },
  {
    what: 'a table with all that Terraform or Crossplane may have given it',
    name: 'by-terraform',
    made: [
      ['CreateTable', {
        AttributeDefinitions: [attribute('id'), attribute('at', 'N'), attribute('customer')],
        KeySchema: [key('id'), key('at', 'RANGE')],
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: units,
        GlobalSecondaryIndexes: [{ IndexName: 'by-customer', KeySchema: [key('customer')], Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['total'] }, ProvisionedThroughput: units }],
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
        SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: KMS_KEY },
        TableClass: 'STANDARD_INFREQUENT_ACCESS',
        DeletionProtectionEnabled: true,
        Tags: [{ Key: 'team', Value: 'shop' }],
      }],
      ['UpdateTimeToLive', { TimeToLiveSpecification: { Enabled: true, AttributeName: 'expiresAt' } }],
      ['UpdateContinuousBackups', { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
    ],
    props: {
      sortKey: { name: 'at', type: AttributeType.NUMBER },
      billing: Billing.provisioned({ readCapacityUnits: 5, writeCapacityUnits: 2 }),
      globalSecondaryIndexes: [{
        indexName: 'by-customer',
        partitionKey: { name: 'customer', type: AttributeType.STRING },
        projection: Projection.include('total'),
        provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 2 },
      }],
      stream: StreamViewType.NEW_IMAGE,
      encryption: Encryption.customerManagedKey(KMS_KEY),
      tableClass: TableClass.STANDARD_INFREQUENT_ACCESS,
      deletionProtection: true,
      tags: { team: 'shop' },
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecovery: true,
    },
  },
];

withAck.each(EXISTING)('$what is taken over as it is', async ({ name, made, props }) => {
  for (const [operation, body] of made) {
    await ask(operation, { TableName: name, ...body });
    await sleep(1_500);
  }
  const { Table: { TableId } } = await ask('DescribeTable', { TableName: name });
  const before = callsTo(name).length;
  await declare(name, { ...props, adoption: AdoptionPolicy.ADOPT });
  await cluster.until(DYNAMODB_TABLE, NAMESPACE, name, ({ status }) =>
    expect(status?.conditions).toContainEqual(expect.objectContaining({ type: 'Adopted', status: 'True' })), WITHIN);
  expect((await settled(name)).status.tableID).toBe(TableId);
  await sleep(20_000);
  await settled(name);
  expect(callsTo(name).slice(before).filter(({ reads }) => !reads).map(({ operation }) => operation)).toEqual(['TagResource']);
});

withAck.each([AdoptionPolicy.ADOPT, AdoptionPolicy.ADOPT_OR_CREATE])('what is taken out of the declaration of a table that was taken over with %s is turned off', async (adoption) => {
  const name = `taken-${adoption.toLowerCase().replaceAll('_', '-')}`;
  const schema = { AttributeDefinitions: [attribute('id')], KeySchema: [key('id')], BillingMode: 'PAY_PER_REQUEST' };
  await ask('CreateTable', { TableName: name, ...schema, StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' }, Tags: [{ Key: 'team', Value: 'shop' }] });
  await sleep(1_500);
  await ask('UpdateContinuousBackups', { TableName: name, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } });
  await declare(name, { adoption, stream: StreamViewType.KEYS_ONLY, tags: { team: 'shop' }, timeToLiveAttribute: 'expiresAt' });
  await settled(name, { timeToLive: { enabled: true } });
  await declare(name, { adoption });
  await eventually('AWS to have what is declared, and nothing more', async () => {
    const { stream, ttl, tags, recovery } = await describeInAws(name);
    expect({ stream, ttl, tags, recovery }).toEqual({ stream: undefined, ttl: undefined, tags: {}, recovery: 'DISABLED' });
  }, WITHIN);
  expect((await settled(name)).status.conditions).not.toContainEqual(expect.objectContaining({ type: 'Stalled' }));
});

withAck.each([AdoptionPolicy.ADOPT, AdoptionPolicy.ADOPT_OR_CREATE])('what the declaration of a table that is taken over with %s lacks is deleted: indexes, replicas, tags, policy, recovery; time to live stays', async (adoption) => {
  const name = `lacks-${adoption.toLowerCase().replaceAll('_', '-')}`;
  const { TableDescription: { TableArn } } = await ask('CreateTable', {
    TableName: name,
    AttributeDefinitions: [attribute('id'), attribute('customer')],
    KeySchema: [key('id')],
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: [{ IndexName: 'by-customer', KeySchema: [key('customer')], Projection: { ProjectionType: 'ALL' } }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    Tags: [{ Key: 'team', Value: 'shop' }],
  });
  await sleep(1_500);
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: 'dynamodb:DeleteItem', Resource: '*' }] });
  await ask('PutResourcePolicy', { ResourceArn: TableArn, Policy });
  await ask('UpdateTimeToLive', { TableName: name, TimeToLiveSpecification: { Enabled: true, AttributeName: 'expiresAt' } });
  await ask('UpdateContinuousBackups', { TableName: name, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } });
  await ask('UpdateTable', { TableName: name, ReplicaUpdates: [{ Create: { RegionName: 'eu-west-1' } }] });
  await eventually('the replica', async () => expect((await describeInAws(name)).replicas).toContain('eu-west-1'));
  await declare(name, { adoption, stream: StreamViewType.NEW_AND_OLD_IMAGES });
  await eventually('AWS to have what is declared', async () => {
    const { indexes, replicas, tags, policy, recovery, ttl } = await describeInAws(name);
    expect({ indexes, replicas, tags, policy, recovery, ttl }).toEqual({ indexes: {}, replicas: [], tags: {}, policy: undefined, recovery: 'DISABLED', ttl: 'expiresAt' });
  }, WITHIN);
});

withAck('a table that is to be taken over and does not exist is not created, and the status says what is missing', async () => {
  await declare('nowhere', { adoption: AdoptionPolicy.ADOPT });
  await cluster.until(DYNAMODB_TABLE, NAMESPACE, 'nowhere', ({ status }) =>
    expect(status?.conditions).toContainEqual(expect.objectContaining({
      type: 'Adopted', status: 'False', message: 'table nowhere is not found in us-east-1: adoptionPolicy adopt takes over a table that exists',
    })), WITHIN);
  // Had it been declared protected, too, it can be deleted once that is given up.
  await declare('nowhere', { adoption: AdoptionPolicy.ADOPT, deletionProtection: true });
  await cluster.until(TABLE, NAMESPACE, 'nowhere', ({ metadata }) => expect(metadata.annotations).toMatchObject({ 'dynamodb-kro/protected': 'true' }), WITHIN);
  await declare('nowhere', { adoption: AdoptionPolicy.ADOPT });
  await eventually('the deletion to be accepted', () => cluster.delete(DYNAMODB_TABLE, NAMESPACE, 'nowhere'), 60_000, 1_000);
  await cluster.gone(DYNAMODB_TABLE, NAMESPACE, 'nowhere', WITHIN);
  expect(callsTo('nowhere').filter(({ reads }) => !reads)).toEqual([]);
});

withAck.each([AdoptionPolicy.ADOPT, AdoptionPolicy.ADOPT_OR_CREATE])('what was taken over with %s stays in AWS when its object goes, unless the declaration says delete', async (adoption) => {
  const suffix = adoption.toLowerCase().replaceAll('_', '-');
  const removals = { [`kept-${suffix}`]: undefined, [`deleted-${suffix}`]: RemovalPolicy.DELETE };
  for (const [name, removalPolicy] of Object.entries(removals)) {
    await ask('CreateTable', { TableName: name, AttributeDefinitions: [attribute('id')], KeySchema: [key('id')], BillingMode: 'PAY_PER_REQUEST' });
    await sleep(1_500);
    await declare(name, { adoption, removalPolicy });
  }
  for (const name of Object.keys(removals)) {
    await settled(name);
    await cluster.delete(DYNAMODB_TABLE, NAMESPACE, name);
    await cluster.gone(DYNAMODB_TABLE, NAMESPACE, name, WITHIN);
  }
  expect(callsTo(`kept-${suffix}`).map(({ operation }) => operation)).not.toContain('DeleteTable');
  expect(callsTo(`deleted-${suffix}`).map(({ operation }) => operation)).toContain('DeleteTable');
});

withAck('a table that adopt-or-create made goes as others do', async () => {
  await declare('made-not-adopted', { adoption: AdoptionPolicy.ADOPT_OR_CREATE });
  await settled('made-not-adopted');
  await cluster.delete(DYNAMODB_TABLE, NAMESPACE, 'made-not-adopted');
  await cluster.gone(DYNAMODB_TABLE, NAMESPACE, 'made-not-adopted', WITHIN);
  expect(callsTo('made-not-adopted').map(({ operation }) => operation)).toContain('DeleteTable');
});

withAck.each([AdoptionPolicy.ADOPT, AdoptionPolicy.ADOPT_OR_CREATE])('a second object for a table says so, and its deletion leaves the table of the first: %s', async (adoption) => {
  const name = `of-two-${adoption.toLowerCase().replaceAll('_', '-')}`;
  await declare(name);
  await settled(name);
  const second = `second-${name}`;
  await declareTable(NAMESPACE, second, { name: second, tableName: name, adoption });
  await cluster.until(DYNAMODB_TABLE, NAMESPACE, second, ({ status }) => expect(status?.conditions).toContainEqual(expect.objectContaining({
    type: 'Adopted', status: 'False', reason: 'Shared', message: expect.stringContaining(`table ${name} is managed by ${NAMESPACE}/${name} too`),
  })), WITHIN);
  await cluster.delete(DYNAMODB_TABLE, NAMESPACE, second);
  await cluster.gone(DYNAMODB_TABLE, NAMESPACE, second, WITHIN);
  expect(callsTo(name).map(({ operation }) => operation)).not.toContain('DeleteTable');
  await settled(name);
});
