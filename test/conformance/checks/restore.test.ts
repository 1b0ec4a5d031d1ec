/** What docs/restore.md says, step by step: AWS restores, and the table that it made is imported and adopted. */
import { parseAllDocuments } from 'yaml';
import { AdoptionPolicy, AttributeType, DynamoDbApplication, DynamoDbTable, RemovalPolicy, TableProps } from '../../../src';
import { readTables } from '../../../src/import';
import { FORMATS } from '../../../src/import/print/formats';
import { ask, callsTo } from '../harness/aws';
import { APPLICATION, DYNAMODB_TABLE } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { cluster, connection, synthesize, withAckAtOnce } from '../harness/suite';

const NAMESPACE = 'import';
const WITHIN = 150_000;
const REGION = 'us-east-1';

beforeAll(() => cluster.namespace(NAMESPACE));

const props = (tableName: string, more: Partial<TableProps> = {}): TableProps => ({
  tableName, region: REGION, partitionKey: { name: 'id', type: AttributeType.STRING }, timeToLiveAttribute: 'expires', tags: { team: 'shop' }, ...more,
});
const declare = (name: string, more?: Partial<TableProps>): Promise<void> =>
  cluster.apply(...synthesize(NAMESPACE, (chart) => new DynamoDbTable(chart, name, props(name, more))));
const item = { id: { S: 'kept' } };
const put = (TableName: string): Promise<any> => ask('PutItem', { TableName, Item: item });
const itemIn = async (TableName: string): Promise<unknown> => (await ask('GetItem', { TableName, Key: item })).Item;

function ready(name: string): Promise<any> {
  return cluster.until(DYNAMODB_TABLE, NAMESPACE, name, ({ status }) => {
    expect(status).toMatchObject({ state: 'ACTIVE', tableStatus: 'ACTIVE' });
    expect(status.conditions).toContainEqual(expect.objectContaining({ type: 'ACK.ResourceSynced', status: 'True' }));
  }, WITHIN);
}

const goneInAws = (TableName: string): Promise<void> =>
  eventually(`${TableName} to go in AWS`, () => expect(ask('DescribeTable', { TableName })).rejects.toThrow('ResourceNotFound'), WITHIN);

async function restored(TableName: string): Promise<string> {
  return eventually('the restored table', async () => {
    const { Table: { TableStatus, TableId } } = await ask('DescribeTable', { TableName });
    expect(TableStatus).toBe('ACTIVE');
    return TableId;
  }, 30_000);
}

/** Imports a table from AWS, and applies what was printed. */
async function adopt(tableName: string): Promise<void> {
  Object.assign(process.env, { AWS_ENDPOINT_URL: connection.aws, AWS_ACCESS_KEY_ID: 'conformance', AWS_SECRET_ACCESS_KEY: 'conformance' });
  const tables = await readTables({ files: [], tables: [tableName] }, { region: REGION, parameters: new Map(), tableNames: new Map() }, {
    readFile: () => '', listFiles: () => [], writeFiles: () => undefined, out: () => undefined, error: () => undefined,
  });
  for (const document of parseAllDocuments(FORMATS.yaml.print(tables))) {
    const manifest: any = document.toJS();
    manifest.metadata.namespace = NAMESPACE;
    await cluster.apply(manifest);
  }
}

withAckAtOnce('from a backup, under a new name: imported and adopted, then given what a restore leaves out', async () => {
  await declare('shop-stock', { backups: [{ name: 'before' }] });
  await ready('shop-stock');
  await put('shop-stock');
  const { BackupDetails: { BackupArn } } = await ask('CreateBackup', { TableName: 'shop-stock', BackupName: 'with-item' });
  await ask('RestoreTableFromBackup', { TargetTableName: 'shop-stock-restored', BackupArn });
  const id = await restored('shop-stock-restored');
  await adopt('shop-stock-restored');
  expect((await ready('shop-stock-restored')).status.tableID).toBe(id);
  expect(await itemIn('shop-stock-restored')).toEqual(item);
  // A restore brings neither tags nor time to live.
  await declare('shop-stock-restored', { adoption: AdoptionPolicy.ADOPT, removalPolicy: RemovalPolicy.RETAIN });
  await eventually('what the restore left out', async () => {
    expect((await ask('DescribeTimeToLive', { TableName: 'shop-stock-restored' })).TimeToLiveDescription).toMatchObject({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' });
  }, WITHIN);
  expect((await ready('shop-stock-restored')).status.tableID).toBe(id);
  expect(callsTo('shop-stock-restored').filter(({ operation }) => operation === 'CreateTable')).toEqual([]);
}, 400_000);

withAckAtOnce('to a point in time, under the old name after letting go: the same declaration adopts it', async () => {
  await declare('shop-carts', { pointInTimeRecovery: true, removalPolicy: RemovalPolicy.RETAIN });
  await ready('shop-carts');
  await put('shop-carts');
  await cluster.delete(DYNAMODB_TABLE, NAMESPACE, 'shop-carts');
  await cluster.gone(DYNAMODB_TABLE, NAMESPACE, 'shop-carts', WITHIN);
  expect(await itemIn('shop-carts')).toEqual(item);
  await ask('RestoreTableToPointInTime', { SourceTableName: 'shop-carts', TargetTableName: 'shop-carts-copy', UseLatestRestorableTime: true });
  const id = await restored('shop-carts-copy');
  await declare('shop-carts-copy', { adoption: AdoptionPolicy.ADOPT, pointInTimeRecovery: true, removalPolicy: RemovalPolicy.RETAIN });
  expect((await ready('shop-carts-copy')).status.tableID).toBe(id);
  expect(await itemIn('shop-carts-copy')).toEqual(item);
}, 400_000);

const application = (more: Partial<TableProps>, name: string): Promise<void> =>
  cluster.apply(...synthesize(NAMESPACE, (chart) => new DynamoDbApplication(chart, name, { tables: [props(name, more)] })));

withAckAtOnce('deleted by mistake, retained: the table is there, and the same declaration takes it back', async () => {
  const kept = { removalPolicy: RemovalPolicy.RETAIN, adoption: AdoptionPolicy.ADOPT_OR_CREATE };
  await application(kept, 'mistake-retained');
  const { status: { tableID } } = await ready('mistake-retained');
  await put('mistake-retained');
  await cluster.delete(APPLICATION, NAMESPACE, 'mistake-retained');
  await cluster.gone(DYNAMODB_TABLE, NAMESPACE, 'mistake-retained', WITHIN);
  expect(await itemIn('mistake-retained')).toEqual(item);
  await cluster.gone(APPLICATION, NAMESPACE, 'mistake-retained', WITHIN);
  await application(kept, 'mistake-retained');
  expect((await ready('mistake-retained')).status.tableID).toBe(tableID);
}, 400_000);

withAckAtOnce('deleted by mistake, protected: the deletion waits; retained in one edit, it ends without the table', async () => {
  await application({ deletionProtection: true }, 'mistake-protected');
  const { status: { tableID } } = await ready('mistake-protected');
  await put('mistake-protected');
  await cluster.delete(APPLICATION, NAMESPACE, 'mistake-protected');
  await cluster.until(APPLICATION, NAMESPACE, 'mistake-protected', ({ status }) => expect(JSON.stringify(status.conditions)).toContain('[DeletionProtection]'), WITHIN);
  await cluster.patch(DYNAMODB_TABLE, NAMESPACE, 'mistake-protected', { spec: { deletionPolicy: 'retain', deletionProtectionEnabled: false } });
  await cluster.gone(APPLICATION, NAMESPACE, 'mistake-protected', WITHIN);
  expect(await itemIn('mistake-protected')).toEqual(item);
  await application({ deletionProtection: true, adoption: AdoptionPolicy.ADOPT }, 'mistake-protected');
  expect((await ready('mistake-protected')).status.tableID).toBe(tableID);
  expect(callsTo('mistake-protected').filter(({ operation }) => operation === 'DeleteTable')).toEqual([]);
}, 400_000);

withAckAtOnce('deleted by mistake, neither retained nor protected: the items are gone, but for those of a backup', async () => {
  await application({ removalPolicy: RemovalPolicy.DELETE }, 'mistake-gone');
  await ready('mistake-gone');
  await put('mistake-gone');
  const { BackupDetails: { BackupArn } } = await ask('CreateBackup', { TableName: 'mistake-gone', BackupName: 'by-hand' });
  await cluster.delete(APPLICATION, NAMESPACE, 'mistake-gone');
  await goneInAws('mistake-gone');
  await cluster.gone(APPLICATION, NAMESPACE, 'mistake-gone', WITHIN);
  await ask('RestoreTableFromBackup', { TargetTableName: 'mistake-gone', BackupArn });
  const id = await restored('mistake-gone');
  await application({ adoption: AdoptionPolicy.ADOPT, removalPolicy: RemovalPolicy.RETAIN }, 'mistake-gone');
  expect((await ready('mistake-gone')).status.tableID).toBe(id);
  expect(await itemIn('mistake-gone')).toEqual(item);
}, 400_000);
