/** Tables that others made are imported, and what was printed is applied unchanged: AWS keeps all that they had. */
import { parseAllDocuments } from 'yaml';
import { keyArnStart } from '../../../src/contract/partitions';
import { readTables } from '../../../src/import';
import { mayChange } from '../../../src/import/finding';
import { FORMATS } from '../../../src/import/print/formats';
import { Spec } from '../../differential/tables';
import { pascal } from '../../import/aws-cli-output';
import { generatedTables } from '../../import/generated-tables';
import { ask, callsTo } from '../harness/aws';
import { DYNAMODB_TABLE } from '../harness/cluster';
import { eventually, sleep } from '../harness/eventually';
import { note } from '../harness/notes';
import { cluster, connection, withAck } from '../harness/suite';

const NAMESPACE = 'import';
const TABLES = 50;
const WITHIN = 300_000;
const REGION = 'us-east-1';
const PREFIX = 'imported-';

beforeAll(() => cluster.namespace(NAMESPACE));

withAck(`${TABLES} tables made outside are imported from AWS and applied unchanged: only the tags of ACK are added`, async () => {
  const made = await makeTables();
  const before = new Map(await Promise.all(made.map(async ({ tableName }) => [tableName, await whole(tableName)] as const)));
  const changesBefore = new Map(made.map(({ tableName }) => [tableName, changes(tableName).length]));

  Object.assign(process.env, { AWS_ENDPOINT_URL: connection.aws, AWS_ACCESS_KEY_ID: 'conformance', AWS_SECRET_ACCESS_KEY: 'conformance' });
  const imported = await readTables({ files: [], tables: [], prefix: PREFIX }, { region: REGION, parameters: new Map(), tableNames: new Map() }, {
    readFile: () => '', listFiles: () => [], writeFiles: () => undefined, out: () => undefined, error: () => undefined,
  });
  expect(imported.map(({ spec }) => spec.tableName).sort()).toEqual(made.map(({ tableName }) => tableName).sort());
  // What ACK cannot express here stays, and import says so.
  // That the key of a global table is the AWS managed one is inferred, and DynamoDB does not report auto scaling.
  expect(imported.flatMap(({ findings }) => findings.filter(mayChange)).filter(({ what }) => !/^(KMS key |auto scaling$|rule ReplicaManagedKey$)/.test(what))).toEqual([]);
  const reported = new Map(imported.map(({ spec, findings }) => [spec.tableName, findings.filter(({ effect }) => effect === 'stays').map(({ what }) => what).join(', ')]));
  made.forEach(({ tableName, foreign }) => foreign.forEach((what) => expect(`${tableName}: ${reported.get(tableName)}`).toContain(what)));

  const documents = parseAllDocuments(FORMATS.yaml.print(imported), { version: '1.1' }).map((document) => document.toJS());
  documents.forEach((document) => document.metadata.namespace = NAMESPACE);
  await cluster.apply(...documents);
  for (const { metadata: { name }, spec: { tableName } } of documents) {
    const { status } = await cluster.until(DYNAMODB_TABLE, NAMESPACE, name, (object) => {
      expect(object.status).toMatchObject({ state: 'ACTIVE', tableStatus: 'ACTIVE' });
      expect(object.status.conditions).toContainEqual(expect.objectContaining({ type: 'ACK.ResourceSynced', status: 'True' }));
    }, WITHIN);
    expect(status.tableID).toBe(before.get(tableName)?.Table.TableId);
  }
  // What would be changed late is changed by then.
  await sleep(30_000);
  for (const { tableName } of made) {
    // On a busy machine ACK may send its tags twice, before it has read them back.
    expect({ tableName, changes: [...new Set(changes(tableName).slice(changesBefore.get(tableName)))] }).toEqual({ tableName, changes: ['TagResource'] });
    expect(await whole(tableName)).toEqual(before.get(tableName));
  }
  note(`${made.length} tables, ${made.filter(({ foreign }) => foreign.length > 0).length} with what ACK cannot express`);
}, 900_000);

const changes = (table: string): string[] => callsTo(table).filter(({ reads }) => !reads).map(({ operation }) => operation);

interface Made {
  readonly tableName: string;
  /** What it has that the contract cannot express. */
  readonly foreign: readonly string[];
}

/** Makes tables of all features; those that the stand-in does not take are left out, and others taken instead. */
async function makeTables(): Promise<Made[]> {
  const made: Made[] = [];
  for (const [i, generated] of generatedTables(50, TABLES * 3).entries()) {
    if (made.length === TABLES) {
      return made;
    }
    // All in one region, their keys too.
    const key = generated.kmsMasterKeyID?.replace(/^.*?:key/, `${keyArnStart(REGION)}123456789012:key`);
    const spec: Spec = { ...generated, tableName: `${PREFIX}${i}`, region: REGION, kmsMasterKeyID: key };
    if (await takes('CreateTable', createTable(spec))) {
      await eventually('the table to be active', async () => expect((await ask('DescribeTable', { TableName: spec.tableName })).Table.TableStatus).toBe('ACTIVE'), 20_000);
      await addFeatures(spec);
      made.push({ tableName: spec.tableName, foreign: made.length % 2 === 0 ? [] : await addForeign(spec) });
    }
  }
  throw new Error(`The stand-in took only ${made.length} tables`);
}

async function takes(operation: string, body: object): Promise<boolean> {
  try {
    await ask(operation, body);
    return true;
  } catch {
    return false;
  }
}

function createTable(spec: Spec): object {
  const kms = spec.sseEnabled && spec.sseType !== 'AES256';
  return pascal({
    tableName: spec.tableName,
    billingMode: spec.billingMode,
    attributeDefinitions: spec.attributeDefinitions,
    keySchema: spec.keySchema,
    provisionedThroughput: spec.provisionedThroughput,
    onDemandThroughput: lifted(spec.onDemandThroughput),
    globalSecondaryIndexes: spec.globalSecondaryIndexes?.map((index: Spec) => ({ ...index, onDemandThroughput: lifted(index.onDemandThroughput) })),
    localSecondaryIndexes: spec.localSecondaryIndexes,
    streamSpecification: spec.streamEnabled ? { streamEnabled: true, streamViewType: spec.streamViewType ?? 'NEW_AND_OLD_IMAGES' } : undefined,
    SSESpecification: kms ? { enabled: true, SSEType: 'KMS', KMSMasterKeyId: spec.kmsMasterKeyID } : undefined,
    tableClass: spec.tableClass,
    deletionProtectionEnabled: spec.deletionProtectionEnabled,
    tags: spec.tags,
    resourcePolicy: spec.resourcePolicy,
  }) as object;
}

/** A cap of -1 says the same as none. */
function lifted(caps: Spec | undefined): Spec | undefined {
  const given = Object.entries(caps ?? {}).filter(([, units]) => units !== -1);
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

async function addFeatures(spec: Spec): Promise<void> {
  const { tableName: TableName } = spec;
  if (spec.ttlEnabled) {
    await ask('UpdateTimeToLive', { TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: spec.ttlAttributeName } });
  }
  if (spec.pointInTimeRecoveryEnabled) {
    await ask('UpdateContinuousBackups', { TableName, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } });
  }
  if (spec.contributorInsights) {
    await ask('UpdateContributorInsights', { TableName, ContributorInsightsAction: 'ENABLE' });
  }
  if (spec.replicas && spec.billingMode === 'PAY_PER_REQUEST') {
    for (const { regionName, kmsMasterKeyID, tableClassOverride } of spec.replicas) {
      await ask('UpdateTable', { TableName, ReplicaUpdates: [{ Create: { RegionName: regionName, ...kmsMasterKeyID && { KMSMasterKeyId: kmsMasterKeyID }, ...tableClassOverride && { TableClassOverride: tableClassOverride } } }] });
      await sleep(1_200);
    }
  }
}

/** Gives the table what the contract cannot express. */
async function addForeign({ tableName: TableName, globalSecondaryIndexes = [] }: Spec): Promise<string[]> {
  await ask('UpdateTable', { TableName, WarmThroughput: { ReadUnitsPerSecond: 20_000, WriteUnitsPerSecond: 8_000 } });
  await ask('EnableKinesisStreamingDestination', { TableName, StreamArn: `arn:aws:kinesis:${REGION}:123456789012:stream/changes` });
  await fetch(`${connection.aws}/_control/system-tags`, { method: 'POST', body: JSON.stringify({ table: TableName, tags: { 'aws:cloudformation:stack-name': 'shop' } }) });
  const [index] = globalSecondaryIndexes;
  if (index) {
    await ask('UpdateContributorInsights', { TableName, IndexName: index.indexName, ContributorInsightsAction: 'ENABLE' });
  }
  return ['warm throughput', 'Kinesis data stream destination', 'tag aws:cloudformation:stack-name'];
}

/** All that AWS tells of a table, but for what changes by itself and ACK's own tags. */
async function whole(TableName: string): Promise<any> {
  const { Table: { ItemCount, TableSizeBytes, ...Table } } = await ask('DescribeTable', { TableName });
  const { TimeToLiveDescription } = await ask('DescribeTimeToLive', { TableName });
  const { ContinuousBackupsDescription: { PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus, RecoveryPeriodInDays } } } = await ask('DescribeContinuousBackups', { TableName });
  const { ContributorInsightsStatus } = await ask('DescribeContributorInsights', { TableName });
  const { KinesisDataStreamDestinations } = await ask('DescribeKinesisStreamingDestination', { TableName });
  const { Policy } = await ask('GetResourcePolicy', { ResourceArn: Table.TableArn }, 'PolicyNotFound');
  const { Tags } = await ask('ListTagsOfResource', { ResourceArn: Table.TableArn });
  const tags = Object.fromEntries(Tags.filter(({ Key }: any) => !Key.startsWith('services.k8s.aws/')).map(({ Key, Value }: any) => [Key, Value]));
  const recovery = { PointInTimeRecoveryStatus, RecoveryPeriodInDays };
  return { Table, TimeToLiveDescription, recovery, ContributorInsightsStatus, KinesisDataStreamDestinations, Policy, tags };
}
