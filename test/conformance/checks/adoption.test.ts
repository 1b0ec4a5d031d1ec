/** Taking over tables that were not made here: declared as they are, nothing of them changes but ACK's own tags. */
import { AdoptionPolicy, AttributeType, Billing, Encryption, Projection, StreamViewType, TableClass, TableProps } from '../../../src';
import { ask, callsTo } from '../harness/aws';
import { declare, NAMESPACE, settled, WITHIN } from '../harness/aws-tables';
import { DYNAMODB_TABLE } from '../harness/cluster';
import { sleep } from '../harness/eventually';
import { cluster, withAck } from '../harness/suite';

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
  expect((await settled(name)).status.tableID).toBe(TableId);
  await sleep(20_000);
  await settled(name);
  expect(callsTo(name).slice(before).filter(({ reads }) => !reads).map(({ operation }) => operation)).toEqual(['TagResource']);
});

withAck('a table that is to be taken over and does not exist is not created, and the status says what is missing', async () => {
  await declare('nowhere', { adoption: AdoptionPolicy.ADOPT });
  await cluster.until(DYNAMODB_TABLE, NAMESPACE, 'nowhere', ({ status }) =>
    expect(status.conditions).toContainEqual(expect.objectContaining({ message: expect.stringMatching(/not found/i) })), WITHIN);
  expect(callsTo('nowhere').filter(({ reads }) => !reads)).toEqual([]);
});
