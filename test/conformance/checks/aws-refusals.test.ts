/** What AWS rejects for a time: reported with its message, never taken for done, and done by itself when the cause is removed. */
import { Encryption, StreamViewType, TableClass } from '../../../src';
import { ask } from '../harness/aws';
import { declare, NAMESPACE, settled, WITHIN } from '../harness/aws-tables';
import { DYNAMODB_TABLE, TABLE } from '../harness/cluster';
import { sleep } from '../harness/eventually';
import { cluster, connection, withAckAtOnce } from '../harness/suite';

const FAULTS = `${connection.aws}/_control/faults`;

/** AWS answers so until it is allowed again. */
const refuse = (fault: object) => fetch(FAULTS, { method: 'POST', body: JSON.stringify(fault) });
const allow = (table: string) => fetch(FAULTS, { method: 'DELETE', body: JSON.stringify({ table }) });

/** Waits until the DynamoDBTable says this. */
const tells = (name: string, message: string): Promise<any> =>
  cluster.until(DYNAMODB_TABLE, NAMESPACE, name, ({ status }) => expect(JSON.stringify(status?.conditions ?? [])).toContain(message), WITHIN);

const REFUSALS = [
  { error: 'AccessDeniedException', message: 'User: nobody is not authorized to perform: dynamodb', status: 400 },
  { error: 'ThrottlingException', message: 'Rate of requests exceeds the allowed throughput.', status: 400 },
  { error: 'LimitExceededException', message: 'Subscriber limit exceeded: There is a limit of 2500 tables per account and region', status: 400 },
  { error: 'InternalServerError', message: 'The request processing has failed because of an unknown error', status: 500 },
];

withAckAtOnce.each(REFUSALS)('$error on the creation of a table is reported with the message of AWS, and the table recovers by itself', async ({ error, message, status }) => {
  const name = `create-${error.toLowerCase()}`;
  await refuse({ operation: 'CreateTable', table: name, error, message, status });
  await declare(name);
  await tells(name, message);
  await allow(name);
  await settled(name);
});

withAckAtOnce.each(REFUSALS)('$error on a change of a table is reported with the message of AWS, and the change goes through by itself', async ({ error, message, status }) => {
  const name = `change-${error.toLowerCase()}`;
  await declare(name);
  await settled(name);
  await refuse({ operation: 'UpdateTable', table: name, error, message, status });
  await declare(name, { tableClass: TableClass.STANDARD_INFREQUENT_ACCESS });
  await tells(name, message);
  await allow(name);
  await settled(name);
  const { Table } = await ask('DescribeTable', { TableName: name });
  expect(Table.TableClassSummary).toEqual(expect.objectContaining({ TableClass: 'STANDARD_INFREQUENT_ACCESS' }));
});

/** A table whose time to live is to be off, which AWS rejects. */
async function refuseToDisable(name: string): Promise<void> {
  const { error, message, status } = REFUSALS[0];
  await declare(name, { timeToLiveAttribute: 'expiresAt' });
  await settled(name);
  await refuse({ operation: 'UpdateTimeToLive', table: name, error, message, status });
  await declare(name);
  await tells(name, message);
}

withAckAtOnce('time to live that AWS does not let ACK switch off is never taken for switched off, and goes off when AWS lets it', async () => {
  const name = 'ttl-stays';
  const { message } = REFUSALS[0];
  await refuseToDisable(name);
  // Longer than it takes ACK to act on what it may do.
  await sleep(80_000);
  await tells(name, message);
  expect((await cluster.get(TABLE, NAMESPACE, name)).spec.timeToLive).toEqual({ enabled: false, attributeName: 'expiresAt' });
  await allow(name);
  await cluster.until(TABLE, NAMESPACE, name, ({ spec }) => expect(spec).not.toHaveProperty('timeToLive'), 300_000);
  await settled(name);
  expect((await ask('DescribeTimeToLive', { TableName: name })).TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'DISABLED' });
}, 600_000);

const LIMIT = { error: 'LimitExceededException', message: 'Subscriber limit exceeded: 2 changes of the table class in 30 days', status: 400 };

withAckAtOnce('a change that AWS rejects for days is taken back by the next edit, and what else that declares is made meanwhile', async () => {
  const name = 'class-limit';
  await declare(name);
  await settled(name);
  await refuse({ operation: 'UpdateTable', table: name, parameters: { TableClass: 'STANDARD_INFREQUENT_ACCESS' }, ...LIMIT });
  await declare(name, { tableClass: TableClass.STANDARD_INFREQUENT_ACCESS });
  await tells(name, LIMIT.message);
  // What is asked for beside it waits, since ACK would put both into one call.
  await declare(name, { tableClass: TableClass.STANDARD_INFREQUENT_ACCESS, deletionProtection: true });
  await sleep(40_000);
  expect((await cluster.get(TABLE, NAMESPACE, name)).spec).toMatchObject({ tableClass: 'STANDARD_INFREQUENT_ACCESS', deletionProtectionEnabled: false });
  await declare(name, { deletionProtection: true, stream: StreamViewType.NEW_IMAGE });
  await settled(name, { tableClass: 'STANDARD', deletionProtectionEnabled: true, streamSpecification: { streamEnabled: true } });
  const { Table } = await ask('DescribeTable', { TableName: name });
  expect(Table).toMatchObject({ DeletionProtectionEnabled: true, StreamSpecification: { StreamViewType: 'NEW_IMAGE' } });
  expect(Table.TableClassSummary?.TableClass ?? 'STANDARD').toBe('STANDARD');
}, 600_000);

withAckAtOnce('time to live that AWS rejects to turn off stays as it is where it is declared again', async () => {
  const name = 'ttl-again';
  await refuseToDisable(name);
  await declare(name, { timeToLiveAttribute: 'expiresAt' });
  await settled(name, { timeToLive: { enabled: true, attributeName: 'expiresAt' } });
  await allow(name);
  expect((await ask('DescribeTimeToLive', { TableName: name })).TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
}, 600_000);

withAckAtOnce('a KMS key that does not exist is reported with the message of AWS, for a new table and for one that is there, and another key mends it', async () => {
  const keyOf = (id: string) => Encryption.customerManagedKey(`arn:aws:kms:us-east-1:123456789012:key/${id}-12ab-34cd-56ef-1234567890ab`);
  const [missing, there] = [keyOf('00000000'), keyOf('1234abcd')];
  for (const name of ['new-without-key', 'loses-key']) {
    if (name === 'loses-key') {
      await declare(name);
      await settled(name);
    }
    await declare(name, { encryption: missing });
    await tells(name, 'KMS validation error');
    await declare(name, { encryption: there });
    await settled(name);
    expect((await ask('DescribeTable', { TableName: name })).Table.SSEDescription.KMSMasterKeyArn).toContain('/1234abcd-');
  }
}, 600_000);
