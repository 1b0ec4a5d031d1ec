/** Nothing is lost silently, and nothing is guessed: what a source does not tell, or tells of something else, is a finding or an error. */
import { run as runCommand } from '../cli/run';

const run = (files: Readonly<Record<string, string | object>>, ...args: string[]) =>
  runCommand(Object.fromEntries(Object.entries(files).map(([file, text]) => [file, typeof text === 'string' ? text : JSON.stringify(text)])), 'import', '-o', 'yaml', ...args, ...Object.keys(files));

const KEYS = { AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] };
const described = (name: string, more: object = {}): object => ({
  TableName: name, TableArn: `arn:aws:dynamodb:us-east-1:111122223333:table/${name}`, ...KEYS, BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' }, DeletionProtectionEnabled: false, ...more,
});
const OTHERS = { ContinuousBackupsDescription: {}, Tags: [], Policy: '{"Statement":[]}' };
const TTL = { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' } };
const ANSWERS = { ...OTHERS, TimeToLiveDescription: {} };

describe('AWS CLI: an answer that does not name its table', () => {
  test.each([
    ['another name', 'users.json', 'orders.ttl.json'],
    ['a name that holds the one of the table', 'users.json', 'users-archive.ttl.json'],
    ['another name before the call', 'users.json', 'ttl_orders.json'],
    ['another name alone', 'users.json', 'orders.json'],
    ['a folder of another name', 'users/table.json', 'orders/ttl.json'],
    ['the folder of the table, and another name', 'users/table.json', 'users/orders.ttl.json'],
  ])('is not given to the only table where it is about %s', async (_, table, file) => {
    const { code, out, error } = await run({ [table]: { Table: described('users'), ...OTHERS }, [file]: TTL });
    expect([code, out]).toEqual([2, '']);
    expect(error).toContain(`${file}: TimeToLiveDescription is about another table than users, by its name. Add the output of describe-table of that table, or name the file users.TimeToLiveDescription.json`);
  });

  test.each([
    ['table.json', 'ttl.json'], ['1.json', '2.json'], ['users.json', 'users.ttl.json'], ['users.json', 'describe-time-to-live-users.json'], ['a.json', 'b/users-us-east-1-2024-05-01_ttl.json'],
    ['prod-users.json', 'prod-users-ttl.json'], ['out/table.json', 'out/ttl.json'], ['x/users.json', 'users/anything.json'], ['tables/users.json', 'ttl/users.json'], ['Users.json', 'USERS.ttl.json'],
  ])('is given to the table of %s where %s says nothing else', async (table, file) => {
    const { code, out } = await run({ [table]: { Table: described('users'), ...OTHERS }, [file]: TTL });
    expect([code, out]).toEqual([0, expect.stringContaining('ttlAttributeName: expires')]);
  });

  test('an empty policy of another table says nothing of this one', async () => {
    const { code, error } = await run({ 'users.json': { Table: described('users'), ContinuousBackupsDescription: {}, Tags: [], TimeToLiveDescription: {} }, 'orders.policy.json': '' });
    expect(code).toBe(1);
    expect(error).toContain('users: cannot be determined: resource policy');
  });
});

describe('AWS CLI: what describe-table tells and does not tell', () => {
  const whole = (more: object): object => ({ Table: described('users', more), ...ANSWERS });

  test.each(['DELETING', 'CREATION_FAILED', 'INACCESSIBLE_ENCRYPTION_CREDENTIALS', 'REGION_DISABLED', 'ARCHIVING', 'ARCHIVED', 'REPLICATION_NOT_AUTHORIZED', 'NEVER_HEARD_OF'])('a replica that is %s', async (ReplicaStatus) => {
    const { code, error } = await run({ 'users.json': whole({ StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' }, Replicas: [{ RegionName: 'eu-west-1', ReplicaStatus }] }) });
    expect(code).toBe(1);
    expect(error).toContain(`users: cannot be determined: replica eu-west-1 that is ${ReplicaStatus} (Table.Replicas[0].ReplicaStatus): `);
  });

  test.each(['ACTIVE', 'CREATING', 'UPDATING'])('a replica that is %s is declared', async (ReplicaStatus) => {
    const { code, out } = await run({ 'users.json': whole({ StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' }, Replicas: [{ RegionName: 'eu-west-1', ReplicaStatus }] }) });
    expect([code, out]).toEqual([0, expect.stringContaining('regionName: eu-west-1')]);
  });

  test('describe-table alone: recovery is declared as on, because adoption would turn off what is not declared', async () => {
    const { code, out, error } = await run({ 'users.json': { Table: described('users') } });
    expect([code, out]).toEqual([1, expect.stringContaining('pointInTimeRecoveryEnabled: true\n')]);
    expect(error).toContain('users: cannot be determined: point-in-time recovery: The input does not have it. It is declared as on, and adoption turns it on where it is off. Add the output of aws dynamodb describe-continuous-backups --table-name users.');
  });

  test('deletion protection that an older AWS CLI does not print is declared as on', async () => {
    const { code, out, error } = await run({ 'users.json': whole({ DeletionProtectionEnabled: undefined }) });
    expect([code, out]).toEqual([1, expect.stringContaining('deletionProtectionEnabled: true\n')]);
    expect(error).toContain('users: cannot be determined: deletion protection (Table.DeletionProtectionEnabled): The input does not have it. It is declared as on');
  });

  test('the region of a table without an ARN is that of --region', async () => {
    const { code, out } = await run({ 'users.json': whole({ TableArn: undefined }) }, '--region', 'eu-west-1');
    expect([code, out]).toEqual([0, expect.stringContaining('region: eu-west-1\n')]);
  });

  test('an archived table is restored from its backup', async () => {
    const ArchivalBackupArn = 'arn:aws:dynamodb:us-east-1:111122223333:table/users/backup/1';
    const { error } = await run({ 'users.json': whole({ TableStatus: 'ARCHIVED', ArchivalSummary: { ArchivalBackupArn, ArchivalReason: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS' } }) });
    expect(error).toContain(`users: cannot be determined: table that is ARCHIVED (Table.TableStatus): It is in AWS as a backup only. Restore it with aws dynamodb restore-table-from-backup --backup-arn ${ArchivalBackupArn} --target-table-name users, and import it again.`);
  });

  test.each(['DISABLING', 'DISABLED'])('encryption that is %s is off', async (Status) => {
    const { code, out } = await run({ 'users.json': whole({ SSEDescription: { Status, SSEType: 'KMS', KMSMasterKeyArn: 'arn:aws:kms:us-east-1:1:key/a' } }) });
    expect([code, out]).toEqual([0, expect.stringContaining('sseEnabled: false')]);
  });
});
