/** A provider configuration where ACK was installed without the feature gate IAMRoleSelector: ACK would use its own account. */
import { AttributeType, DynamoDbTable, ProviderConfig } from '../../../src';
import { CallLog } from '../harness/call-log';
import { DYNAMODB_TABLE } from '../harness/cluster';
import { sleep } from '../harness/eventually';
import { OwnControlPlane, STARTED_WITHIN } from '../harness/own-control-plane';
import { connection, synthesize, withAck } from '../harness/suite';

const NAMESPACE = 'aws';

const own = new OwnControlPlane({ roleSelectors: false });
if (connection.ack) {
  beforeAll(() => own.start(), STARTED_WITHIN);
  afterAll(() => own.stop(), 60_000);
}

withAck('a table that names one is never created in the account of the controller, though its selector is there; others are', async () => {
  const { cluster } = own;
  await own.installPlatform();
  await cluster.namespace(NAMESPACE);
  const table = { region: 'us-east-1', partitionKey: { name: 'id', type: AttributeType.STRING } };
  await cluster.apply(...synthesize(NAMESPACE, (chart) => {
    new ProviderConfig(chart, 'team-a', { roleArn: 'arn:aws:iam::123456789012:role/team-a' });
    new DynamoDbTable(chart, 'with-role', { ...table, tableName: 'with-role', providerConfig: 'team-a' });
    new DynamoDbTable(chart, 'without-role', { ...table, tableName: 'without-role' });
  }));
  await cluster.until(DYNAMODB_TABLE, NAMESPACE, 'without-role', ({ status }) => expect(status).toMatchObject({ state: 'ACTIVE', tableStatus: 'ACTIVE' }), 120_000);
  await cluster.until(DYNAMODB_TABLE, NAMESPACE, 'with-role', ({ status }) => expect(status?.conditions).toContainEqual(expect.objectContaining({
    type: 'ProviderConfig', status: 'False', message: expect.stringContaining('the feature gate IAMRoleSelector of the ACK controller'),
  })), 120_000);
  await sleep(20_000);
  expect(new Set(new CallLog(own.connection.awsLog).calls().flatMap(({ table: name }) => name ?? []))).toEqual(new Set(['without-role']));
}, 400_000);
