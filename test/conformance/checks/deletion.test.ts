/** A protected table is lost by no way round its protection, and once that is switched off, the deletion finishes. */
import { AttributeType, DynamoDbApplication, DynamoDbKroComponent, DynamoDbTable, PlatformPart, RemovalPolicy, TableProps } from '../../../src';
import { ask, callsTo } from '../harness/aws';
import { APPLICATION, DYNAMODB_TABLE, Kind, TABLE } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { cluster, synthesize, withAck } from '../harness/suite';

const NAMESPACE = 'aws';
const DOOMED = 'doomed';
const WITHIN = 200_000;
const ON = 'is on: set deletionProtectionEnabled to false first [DeletionProtection]';

const props = (tableName: string, more: Partial<TableProps> = {}): TableProps => ({
  tableName, region: 'us-east-1', partitionKey: { name: 'id', type: AttributeType.STRING }, connectionSecret: { name: tableName }, deletionProtection: true, ...more,
});
const declare = (namespace: string, name: string, more?: Partial<TableProps>): Promise<void> =>
  cluster.apply(...synthesize(namespace, (chart) => new DynamoDbTable(chart, name, props(name, more))));
const refusal = (kind: Kind, namespace: string, name: string): Promise<string> =>
  cluster.delete(kind, namespace, name).then(() => '', (error: Error) => error.message);
const switchOff = (namespace: string, name: string): Promise<void> =>
  cluster.patch(DYNAMODB_TABLE, namespace, name, { spec: { deletionProtectionEnabled: false } });

async function active(namespace: string, name: string, kind = DYNAMODB_TABLE): Promise<void> {
  await cluster.until(kind, namespace, name, ({ status }) => expect(status).toMatchObject({ state: 'ACTIVE', tableStatus: 'ACTIVE' }), 90_000);
}

/** Nobody has begun to delete the Table, or the table in AWS. */
async function expectWhole(namespace: string, name: string): Promise<void> {
  expect((await cluster.get(TABLE, namespace, name)).metadata.deletionTimestamp).toBeUndefined();
  expect(callsTo(name).filter(({ operation }) => operation === 'DeleteTable')).toEqual([]);
}

test.concurrent('neither a protected table nor its Table can be deleted; switched off, it can when AWS has switched it off', async () => {
  await declare(NAMESPACE, 'guarded');
  await active(NAMESPACE, 'guarded');
  expect(await refusal(DYNAMODB_TABLE, NAMESPACE, 'guarded')).toContain(ON);
  expect(await refusal(TABLE, NAMESPACE, 'guarded')).toContain(ON);
  await expectWhole(NAMESPACE, 'guarded');
  expect(await cluster.secret(NAMESPACE, 'guarded')).toMatchObject({ tableName: 'guarded' });
  await switchOff(NAMESPACE, 'guarded');
  expect(await refusal(DYNAMODB_TABLE, NAMESPACE, 'guarded')).toContain('is being switched off in AWS: delete it again when the table is ready');
  await eventually('the deletion to be taken', async () => expect(await refusal(DYNAMODB_TABLE, NAMESPACE, 'guarded')).toBe(''));
  await cluster.gone(DYNAMODB_TABLE, NAMESPACE, 'guarded');
  expect(await cluster.find(TABLE, NAMESPACE, 'guarded')).toBeUndefined();
}, WITHIN);

test.concurrent('an Application that is deleted says what blocks it, and goes by itself when the protection is switched off', async () => {
  await cluster.apply(...synthesize(NAMESPACE, (chart) => new DynamoDbApplication(chart, 'guarded-app', { tables: [props('guarded-by-app')] })));
  await active(NAMESPACE, 'guarded-by-app');
  await cluster.delete(APPLICATION, NAMESPACE, 'guarded-app');
  await cluster.until(APPLICATION, NAMESPACE, 'guarded-app', ({ status }) => expect(JSON.stringify(status.conditions)).toContain(ON));
  await expectWhole(NAMESPACE, 'guarded-by-app');
  await switchOff(NAMESPACE, 'guarded-by-app');
  await cluster.gone(APPLICATION, NAMESPACE, 'guarded-app', 150_000);
  expect(await cluster.find(TABLE, NAMESPACE, 'guarded-by-app')).toBeUndefined();
}, WITHIN);

test.concurrent('a namespace that is deleted keeps its protected table, says why, and goes when the protection is switched off', async () => {
  await declare(DOOMED, 'doomed-guarded');
  await declare(DOOMED, 'doomed-free', { deletionProtection: false });
  await active(DOOMED, 'doomed-guarded');
  await active(DOOMED, 'doomed-free');
  await cluster.core.deleteNamespace({ name: DOOMED });
  await eventually('the namespace to say why', async () => {
    const { status } = await cluster.core.readNamespace({ name: DOOMED });
    expect(JSON.stringify(status?.conditions)).toContain(ON);
  });
  await expectWhole(DOOMED, 'doomed-guarded');
  await switchOff(DOOMED, 'doomed-guarded');
  await eventually('the namespace to go', () => expect(cluster.core.readNamespace({ name: DOOMED })).rejects.toThrow(), 170_000);
}, WITHIN + 60_000);

withAck('a namespace that is deleted loses the Secret of its protected table, and the backups that are to be deleted; with retain the table stays in AWS', async () => {
  const [namespace, name] = ['doomed-backups', 'doomed-backups'];
  await declare(namespace, name, { backups: [{ name: 'kept' }, { name: 'scratch', removalPolicy: RemovalPolicy.DELETE }] });
  await active(namespace, name);
  await cluster.until(DYNAMODB_TABLE, namespace, name, ({ status }) => expect(status.backups).toHaveLength(2), 60_000);
  await cluster.core.deleteNamespace({ name: namespace });
  await eventually('the backup to go', () => expect(callsTo(name).map(({ operation }) => operation)).toContain('DeleteBackup'), 60_000);
  await expectWhole(namespace, name);
  expect((await ask('ListBackups', { TableName: name })).BackupSummaries.map(({ BackupName }: any) => BackupName)).toEqual(['kept']);
  await cluster.patch(DYNAMODB_TABLE, namespace, name, { spec: { deletionPolicy: 'retain', deletionProtectionEnabled: false } });
  await eventually('the namespace to go', () => expect(cluster.core.readNamespace({ name: namespace })).rejects.toThrow(), 170_000);
  expect(callsTo(name).map(({ operation }) => operation)).not.toContain('DeleteTable');
}, WITHIN + 60_000);

describe('where there was no guard when the deletion began', () => {
  const apiGroup = 'unguarded.example.com';
  const UNGUARDED: Kind = { ...DYNAMODB_TABLE, group: apiGroup };

  /** A DynamoDBTable whose deletion AWS has rejected, so that ACK has given up. */
  async function rejected(name: string): Promise<void> {
    const parts = [PlatformPart.RESOURCE_GRAPH, PlatformPart.CLUSTER_ROLE];
    await cluster.apply(...synthesize('', (chart) => new DynamoDbKroComponent(chart, 'dynamodb', { apiGroup, resourceGraphName: 'unguarded', parts })));
    const table = synthesize(NAMESPACE, (chart) => new DynamoDbTable(chart, name, { ...props(name), apiGroup }));
    await eventually('the API to be served', () => cluster.apply(...table));
    await active(NAMESPACE, name, UNGUARDED);
    await cluster.delete(UNGUARDED, NAMESPACE, name);
    await cluster.until(TABLE, NAMESPACE, name, ({ status }) =>
      expect(JSON.stringify(status.conditions)).toMatch(/ACK.Terminal.*[Dd]eletion ?[Pp]rotection|[Dd]eletion ?[Pp]rotection.*ACK.Terminal/), 60_000);
  }
  const deletions = (name: string): object[] => callsTo(name).filter(({ operation, status }) => operation === 'DeleteTable' && status === 200);

  withAck('AWS keeps the table, the status says so, and the way out is to switch the protection off in AWS', async () => {
    await rejected('unguarded');
    expect(deletions('unguarded')).toEqual([]);
    await ask('UpdateTable', { TableName: 'unguarded', DeletionProtectionEnabled: false });
    // ACK gave up, and reconciles again when the Table changes.
    await cluster.patch(TABLE, NAMESPACE, 'unguarded', { spec: { deletionProtectionEnabled: false } });
    await cluster.gone(UNGUARDED, NAMESPACE, 'unguarded', 120_000);
    expect(deletions('unguarded')).toHaveLength(1);
  }, WITHIN);

  withAck('the annotation of ACK keeps the table in AWS, and the deletion ends', async () => {
    await rejected('unguarded-kept');
    await cluster.patch(TABLE, NAMESPACE, 'unguarded-kept', { metadata: { annotations: { 'services.k8s.aws/deletion-policy': 'retain' } }, spec: { deletionProtectionEnabled: false } });
    await cluster.gone(UNGUARDED, NAMESPACE, 'unguarded-kept', 120_000);
    expect(deletions('unguarded-kept')).toEqual([]);
    expect((await ask('DescribeTable', { TableName: 'unguarded-kept' })).Table.DeletionProtectionEnabled).toBe(true);
  }, WITHIN);
});
