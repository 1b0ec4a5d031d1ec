/** Edits of tables, each planned and then made on the chain. */
import { AdoptionPolicy, AttributeType, Billing, DynamoDbApplication, DynamoDbTable, Encryption, Projection, RemovalPolicy, StreamViewType, TableClass, TableProps } from '../../../src';
import { synthesize } from '../harness/suite';
import { id, key, units } from '../lifecycle/steps';

export const [HERE, THERE] = ['plan', 'plan-moved'];

/** What is declared, before or after, of one table in AWS. */
export type Declared = (tableName: string) => object[];

export interface Edit {
  readonly what: string;
  readonly was: Declared;
  readonly is: Declared;
}

/** A plain DynamoDBTable; in another namespace, or of another name, if that is said. */
export const table = (props: Partial<TableProps> = {}, { namespace = HERE, suffix = '' } = {}): Declared => (tableName) =>
  synthesize(namespace, (chart) => new DynamoDbTable(chart, tableName, { tableName: tableName + suffix, name: tableName + suffix, region: 'us-east-1', partitionKey: id, ...props }));

/** An Application with these tables; the name of each is that of the first, and what it adds. */
export const application = (tables: ReadonlyArray<Partial<TableProps> & { suffix?: string }>, name = 'app'): Declared => (tableName) =>
  synthesize(HERE, (chart) => new DynamoDbApplication(chart, `${tableName}-${name}`, {
    tables: tables.map(({ suffix = '', ...props }) => ({ tableName: tableName + suffix, region: 'us-east-1', partitionKey: id, ...props })),
  }));

export const nothing: Declared = () => [];

const other = { name: 'other', type: AttributeType.NUMBER };
const index = (indexName: string, more: object = {}) => ({ indexName, partitionKey: other, ...more });
const indexes = (...names: string[]): Partial<TableProps> => ({ globalSecondaryIndexes: names.map((name) => index(name)) });
const policy = (sid: string) => ({ resourcePolicy: { Version: '2012-10-17', Statement: [{ Sid: sid, Effect: 'Deny', Principal: '*', Action: 'dynamodb:DeleteItem', Resource: '*' }] } });
const caps = (read?: number, write?: number) => ({ billing: Billing.onDemand({ maxReadRequestUnits: read, maxWriteRequestUnits: write }) });
const cappedIndex = (read?: number, write?: number) => ({ globalSecondaryIndexes: [index('one', { onDemandThroughput: { maxReadRequestUnits: read, maxWriteRequestUnits: write } })] });
const provisioned = (read: number, indexRead?: number): Partial<TableProps> => ({
  billing: Billing.provisioned(units(read, 1)), ...indexRead === undefined ? {} : { globalSecondaryIndexes: [index('one', { provisionedThroughput: units(indexRead, 1) })] },
});
const stream = (view: StreamViewType) => ({ stream: view });
const replicas = (...regions: string[]) => ({ ...stream(StreamViewType.NEW_AND_OLD_IMAGES), replicas: regions.map((region) => ({ region })) });
const infrequent = { tableClass: TableClass.STANDARD_INFREQUENT_ACCESS };
const guarded = { deletionProtection: true };
const retained = { removalPolicy: RemovalPolicy.RETAIN };
const adopting = { adoption: AdoptionPolicy.ADOPT_OR_CREATE };
const backup = (removalPolicy?: RemovalPolicy) => ({ backups: [{ name: 'before-launch', removalPolicy }] });
const everything: Partial<TableProps> = {
  ...stream(StreamViewType.NEW_IMAGE),
  ...infrequent,
  ...guarded,
  ...policy('One'),
  ...indexes('one'),
  timeToLiveAttribute: 'expiresAt',
  contributorInsights: true,
  pointInTimeRecovery: true,
  tags: { team: 'shop' },
  encryption: Encryption.customerManagedKey(key(1)),
};

const EDITS: ReadonlyArray<readonly [what: string, was: Partial<TableProps>, is: Partial<TableProps>]> = [
  ['tags', {}, { tags: { team: 'shop', zone: 'a' } }],
  ['other tags', { tags: { team: 'shop', zone: 'a' } }, { tags: { team: 'web' } }],
  ['a policy', {}, policy('One')],
  ['another policy', policy('One'), policy('Two')],
  ['no policy', policy('One'), {}],
  ['time to live', {}, { timeToLiveAttribute: 'one' }],
  ['no time to live', { timeToLiveAttribute: 'one' }, {}],
  ['time to live by another attribute', { timeToLiveAttribute: 'one' }, { timeToLiveAttribute: 'two' }],
  ['a key', {}, { encryption: Encryption.customerManagedKey(key(1)) }],
  ['the AWS managed key', { encryption: Encryption.customerManagedKey(key(1)) }, { encryption: Encryption.awsManagedKey() }],
  ['no key', { encryption: Encryption.customerManagedKey(key(1)) }, {}],
  ['an index', {}, indexes('one')],
  ['two indexes', {}, indexes('one', 'two')],
  ['no index', indexes('one'), {}],
  ['an index under another name', indexes('one'), indexes('two')],
  ['indexes in another order', indexes('one', 'two'), indexes('two', 'one')],
  ['a capped index', indexes('one'), cappedIndex(5)],
  ['a higher cap of an index', cappedIndex(5), cappedIndex(7)],
  ['other caps of an index', cappedIndex(5), cappedIndex(undefined, 7)],
  ['no caps of an index', cappedIndex(5, 6), indexes('one')],
  ['provisioned capacity', {}, provisioned(3)],
  ['provisioned capacity of an index too', indexes('one'), provisioned(3, 2)],
  ['on-demand', provisioned(3), {}],
  ['on-demand with caps', provisioned(3), caps(5)],
  ['another capacity', provisioned(3), provisioned(5)],
  ['another capacity of an index', provisioned(3, 2), provisioned(3, 4)],
  ['caps', {}, caps(5, 6)],
  ['other caps', caps(5, 6), caps(7)],
  ['no caps', caps(5, 6), {}],
  ['another class', {}, infrequent],
  ['protection', {}, guarded],
  ['no protection', guarded, {}],
  ['class and protection', {}, { ...infrequent, ...guarded }],
  ['recovery', {}, { pointInTimeRecovery: true }],
  ['no recovery', { pointInTimeRecovery: true }, {}],
  ['insights', {}, { contributorInsights: true }],
  ['no insights', { contributorInsights: true }, {}],
  ['a stream', {}, stream(StreamViewType.KEYS_ONLY)],
  ['no stream', stream(StreamViewType.KEYS_ONLY), {}],
  ['another view of a stream', stream(StreamViewType.KEYS_ONLY), stream(StreamViewType.NEW_IMAGE)],
  ['a replica', stream(StreamViewType.NEW_AND_OLD_IMAGES), replicas('eu-west-1')],
  ['a replica less', replicas('eu-west-1', 'us-west-2'), replicas('us-west-2')],
  ['no replica and no stream', replicas('eu-west-1'), {}],
  ['a backup', {}, backup()],
  ['a backup less, which stays', backup(), {}],
  ['a backup less, which goes', backup(RemovalPolicy.DELETE), {}],
  ['a Secret', {}, { connectionSecret: { name: 'plan-secret' } }],
  ['another removal policy', {}, retained],
  ['tags, recovery, time to live and a stream', {}, { tags: { team: 'shop' }, pointInTimeRecovery: true, timeToLiveAttribute: 'one', ...stream(StreamViewType.KEYS_ONLY) }],
  ['everything', {}, everything],
  ['nothing any more', everything, {}],
  // Refused by the API server.
  ['another partition key', {}, { partitionKey: other }],
  ['a local index', { sortKey: other }, { sortKey: other, localSecondaryIndexes: [{ indexName: 'local', sortKey: { name: 'at', type: AttributeType.STRING } }] }],
  ['another key of an index', indexes('one'), { globalSecondaryIndexes: [{ indexName: 'one', partitionKey: { name: 'at', type: AttributeType.STRING } }] }],
  ['another projection of an index', indexes('one'), { globalSecondaryIndexes: [index('one', { projection: Projection.keysOnly() })] }],
  ['another type of a key', {}, { partitionKey: { name: 'id', type: AttributeType.NUMBER } }],
  ['another region', {}, { region: 'eu-west-1' }],
];

/** What comes, goes and moves. */
const FATES: readonly Edit[] = [
  { what: 'a new table', was: nothing, is: table({ ...everything, ...backup() }) },
  { what: 'a new table with replicas', was: nothing, is: table(replicas('eu-west-1')) },
  { what: 'a table less', was: table({ connectionSecret: { name: 'plan-less' } }), is: nothing },
  { what: 'a table with a backup less', was: table(backup(RemovalPolicy.DELETE)), is: nothing },
  { what: 'a table with a replica less', was: table(replicas('eu-west-1')), is: nothing },
  { what: 'a retained table less', was: table(retained), is: nothing },
  { what: 'a retained table with a backup less', was: table({ ...retained, ...backup(RemovalPolicy.DELETE) }), is: nothing },
  { what: 'an adopted table with a backup less', was: table({ ...adopting, ...retained, ...backup(RemovalPolicy.DELETE) }), is: nothing },
  { what: 'a kept table in an Application with a backup', was: application([{ ...retained, ...backup(RemovalPolicy.DELETE) }]), is: nothing },
  { what: 'a protected table less', was: table(guarded), is: nothing },
  { what: 'another name', was: table(), is: table({}, { suffix: '-new' }) },
  { what: 'another namespace', was: table(), is: table({}, { namespace: THERE }) },
  { what: 'another namespace, adopting', was: table(), is: table(adopting, { namespace: THERE }) },
  { what: 'another namespace, adopting only', was: table(), is: table({ adoption: AdoptionPolicy.ADOPT }, { namespace: THERE }) },
  { what: 'another namespace, retained', was: table(retained), is: table(retained, { namespace: THERE }) },
  { what: 'another namespace, retained and adopting', was: table(retained), is: table({ ...retained, ...adopting }, { namespace: THERE }) },
  { what: 'another namespace, retained, adopting and changed', was: table(retained), is: table({ ...retained, ...adopting, tags: { team: 'shop' } }, { namespace: THERE }) },
  { what: 'another namespace with a backup', was: table({ ...retained, ...backup(RemovalPolicy.DELETE) }), is: table({ ...retained, ...adopting, ...backup(RemovalPolicy.DELETE) }, { namespace: THERE }) },
  { what: 'another namespace with a backup that stays', was: table({ ...retained, ...backup() }), is: table({ ...retained, ...adopting, ...backup() }, { namespace: THERE }) },
  { what: 'another namespace, protected and adopting', was: table(guarded), is: table({ ...guarded, ...adopting }, { namespace: THERE }) },
  { what: 'an Application instead', was: table(), is: application([{}]) },
  { what: 'an Application instead, retained and adopting', was: table(retained), is: application([{ ...retained, ...adopting }]) },
  { what: 'no Application any more', was: application([{}]), is: table() },
  { what: 'no Application any more, retained and adopting', was: application([retained]), is: table({ ...retained, ...adopting }) },
  { what: 'an Application instead with a backup', was: table({ ...retained, ...backup(RemovalPolicy.DELETE) }), is: application([{ ...retained, ...adopting, ...backup(RemovalPolicy.DELETE) }]) },
  { what: 'no Application any more with a backup', was: application([{ ...retained, ...backup(RemovalPolicy.DELETE) }]), is: table({ ...retained, ...adopting, ...backup(RemovalPolicy.DELETE) }) },
  { what: 'another Application', was: application([{}], 'one'), is: application([{}], 'two') },
  { what: 'a change in an Application', was: application([{}]), is: application([{ tags: { team: 'shop' } }]) },
  { what: 'a component less', was: application([{}, { suffix: '-less' }]), is: application([{}]) },
];

export const ALL_EDITS: readonly Edit[] = [...EDITS.map(([what, was, is]): Edit => ({ what, was: table(was), is: table(is) })), ...FATES];
