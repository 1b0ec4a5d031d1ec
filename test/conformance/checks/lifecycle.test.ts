/**
 * Day two: what a table has is turned on, changed, turned off and on again, each by one edit, and each time the chain
 * comes to rest with AWS as declared. One table a field, all at once, since ACK needs its time.
 */
import {
  AttributeType, Billing, DynamoDbTable, Encryption, OnDemandThroughput, StreamViewType, TableClass, TableProps,
} from '../../../src';
import { ask, Call, callsTo } from '../harness/aws';
import { DYNAMODB_TABLE, TABLE } from '../harness/cluster';
import { sleep } from '../harness/eventually';
import { note } from '../harness/notes';
import { tableStatus } from '../harness/recorded-ack';
import { cluster, connection, synthesize, withAck } from '../harness/suite';

const NAMESPACE = 'lifecycle';
const WITHIN = 240_000;
const id = { name: 'id', type: AttributeType.STRING };
const key = (last: number): string => `arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-12345678900${last}`;
const policy = (sid: string) => ({ Version: '2012-10-17', Statement: [{ Sid: sid, Effect: 'Deny', Principal: '*', Action: 'dynamodb:DeleteItem', Resource: '*' }] });
const index = (name: string, onDemandThroughput?: OnDemandThroughput) => ({ indexName: name, partitionKey: { name: 'other', type: AttributeType.NUMBER }, onDemandThroughput });
const units = (read: number, write: number) => ({ readCapacityUnits: read, writeCapacityUnits: write });

interface Step {
  readonly props: Partial<TableProps>;
  /** What AWS tells of the table afterwards. */
  readonly aws: Partial<Described>;
  /** What the Table must be like in the end: nothing of an off form is left that never gets in sync. */
  readonly spec: object;
}

/** An index without caps. Not undefined, which is as good as no such index to `toEqual`. */
const UNCAPPED = 'uncapped';

/** What AWS tells of a table, what these checks change only. */
interface Described {
  readonly stream: string | undefined;
  readonly ttl: string | undefined;
  readonly caps: object | undefined;
  readonly indexes: Record<string, object | typeof UNCAPPED>;
  readonly insights: string;
  readonly policy: string | undefined;
  readonly replicas: string[];
  readonly tags: Record<string, string>;
  readonly key: string | undefined;
  readonly billing: string;
  readonly units: [number, number];
  readonly recovery: string;
  readonly tableClass: string;
  readonly protection: boolean;
}

const stream = (type?: StreamViewType): Step => ({
  props: { stream: type },
  aws: { stream: type },
  spec: { streamSpecification: type && { streamEnabled: true, streamViewType: type } },
});
const ttl = (name?: string): Step => ({
  props: { timeToLiveAttribute: name },
  aws: { ttl: name },
  spec: { timeToLive: name && { enabled: true, attributeName: name } },
});
const caps = (read?: number, write?: number): Step => ({
  props: read || write ? { billing: Billing.onDemand({ maxReadRequestUnits: read, maxWriteRequestUnits: write }) } : {},
  aws: { caps: read || write ? { MaxReadRequestUnits: read, MaxWriteRequestUnits: write } : undefined },
  spec: { onDemandThroughput: read || write ? { maxReadRequestUnits: read, maxWriteRequestUnits: write } : undefined },
});
const indexCaps = (read?: number, write?: number): Step => ({
  props: { globalSecondaryIndexes: [index('by-other', read || write ? { maxReadRequestUnits: read, maxWriteRequestUnits: write } : undefined)] },
  aws: { indexes: { 'by-other': read || write ? { MaxReadRequestUnits: read, MaxWriteRequestUnits: write } : UNCAPPED } },
  spec: {},
});
const indexes = (...names: string[]): Step => ({
  props: names.length > 0 ? { globalSecondaryIndexes: names.map((name) => index(name)) } : {},
  aws: { indexes: Object.fromEntries(names.map((name) => [name, UNCAPPED])) },
  spec: {},
});
const insights = (on?: boolean): Step => ({ props: { contributorInsights: on }, aws: { insights: on ? 'ENABLED' : 'DISABLED' }, spec: {} });
const resourcePolicy = (sid?: string): Step => ({
  props: sid ? { resourcePolicy: policy(sid) } : {},
  aws: { policy: sid && JSON.stringify(policy(sid)) },
  spec: {},
});
const replicas = (...regions: string[]): Step => ({
  props: regions.length > 0 ? { stream: StreamViewType.NEW_AND_OLD_IMAGES, replicas: regions.map((region) => ({ region })) } : {},
  aws: { replicas: regions, stream: regions.length > 0 ? 'NEW_AND_OLD_IMAGES' : undefined },
  spec: regions.length > 0 ? {} : { tableReplicas: undefined, streamSpecification: undefined },
});
const tags = (own: Record<string, string> = {}): Step => ({ props: { tags: own }, aws: { tags: own }, spec: {} });
const encryption = (how?: Encryption, kmsKey?: string): Step => ({
  props: { encryption: how },
  aws: { key: kmsKey },
  spec: { sseSpecification: kmsKey ? { enabled: true, sseType: 'KMS', kmsMasterKeyID: kmsKey === 'aws/dynamodb' ? undefined : kmsKey } : { enabled: false } },
});
const provisioned = (read: number, write: number): Step => ({
  props: { billing: Billing.provisioned(units(read, write)) },
  aws: { billing: 'PROVISIONED', units: [read, write] },
  spec: { billingMode: 'PROVISIONED' },
});
const onDemand = (): Step => ({ props: {}, aws: { billing: 'PAY_PER_REQUEST' }, spec: { billingMode: 'PAY_PER_REQUEST', provisionedThroughput: undefined } });
const provisionedIndex = (): Step => ({
  props: { billing: Billing.provisioned(units(3, 2)), globalSecondaryIndexes: [{ ...index('by-other'), provisionedThroughput: units(4, 1) }] },
  aws: { billing: 'PROVISIONED', units: [3, 2], caps: undefined, indexes: { 'by-other': UNCAPPED } },
  spec: { billingMode: 'PROVISIONED', onDemandThroughput: undefined },
});
const cappedIndex = (): Step => ({
  props: { billing: Billing.onDemand({ maxReadRequestUnits: 9 }), globalSecondaryIndexes: [index('by-other', { maxReadRequestUnits: 8 })] },
  aws: { billing: 'PAY_PER_REQUEST', caps: { MaxReadRequestUnits: 9 }, indexes: { 'by-other': { MaxReadRequestUnits: 8 } } },
  spec: { billingMode: 'PAY_PER_REQUEST' },
});
const recovery = (on?: boolean): Step => ({ props: { pointInTimeRecovery: on }, aws: { recovery: on ? 'ENABLED' : 'DISABLED' }, spec: {} });
const both = (on: boolean): Step => ({
  props: on ? { tableClass: TableClass.STANDARD_INFREQUENT_ACCESS, deletionProtection: true } : {},
  aws: { tableClass: on ? 'STANDARD_INFREQUENT_ACCESS' : 'STANDARD', protection: on },
  spec: { tableClass: on ? 'STANDARD_INFREQUENT_ACCESS' : 'STANDARD', deletionProtectionEnabled: on },
});
const everything = (on: boolean, view = StreamViewType.NEW_IMAGE, attribute = 'expiresAt'): Step => {
  const parts = on
    ? [stream(view), ttl(attribute), provisioned(3, 2), both(true), insights(true), resourcePolicy('One'), tags({ team: 'shop' }), encryption(Encryption.awsManagedKey(), 'aws/dynamodb'), recovery(true)]
    : [stream(), ttl(), caps(5, 6), onDemand(), both(false), insights(), resourcePolicy(), tags(), encryption(), recovery(false)];
  return {
    props: Object.assign({}, ...parts.map(({ props }) => props)),
    aws: Object.assign({}, ...parts.map(({ aws }) => aws)),
    spec: Object.assign({}, ...parts.map(({ spec }) => spec)),
  };
};

/** One table each: never on, on, changed, off, on again, off. */
const TABLES: Array<{ what: string; steps: Step[] }> = [
  { what: 'stream', steps: [stream(), stream(StreamViewType.KEYS_ONLY), stream(StreamViewType.NEW_IMAGE), stream(), stream(StreamViewType.OLD_IMAGE), stream()] },
  { what: 'time to live', steps: [ttl(), ttl('expiresAt'), ttl('until'), ttl(), ttl('expiresAt'), ttl()] },
  { what: 'caps', steps: [caps(), caps(5, 6), caps(7), caps(), caps(undefined, 4), caps()] },
  { what: 'caps of an index', steps: [indexCaps(), indexCaps(5, 6), indexCaps(7, 6), indexCaps(7), indexCaps(7, 4), indexCaps(), indexCaps(undefined, 4), indexCaps()] },
  { what: 'indexes', steps: [indexes(), indexes('one'), indexes('two', 'three'), indexes(), indexes('one'), indexes()] },
  { what: 'contributor insights', steps: [insights(), insights(true), insights(false), insights(true), insights(), insights(true), insights()] },
  { what: 'resource policy', steps: [resourcePolicy(), resourcePolicy('One'), resourcePolicy('Two'), resourcePolicy(), resourcePolicy('One'), resourcePolicy()] },
  { what: 'replicas', steps: [replicas(), replicas('eu-west-1'), replicas('eu-west-1', 'us-west-2'), replicas(), replicas('us-west-2'), replicas()] },
  { what: 'tags', steps: [tags(), tags({ team: 'shop' }), tags({ team: 'web', zone: 'a' }), tags(), tags({ team: 'shop' }), tags()] },
  {
    what: 'encryption',
    steps: [encryption(), encryption(Encryption.customerManagedKey(key(1)), key(1)), encryption(Encryption.awsManagedKey(), 'aws/dynamodb'),
      encryption(Encryption.customerManagedKey(key(2)), key(2)), encryption(), encryption(Encryption.awsManagedKey(), 'aws/dynamodb'), encryption()],
  },
  { what: 'billing', steps: [onDemand(), provisioned(3, 2), provisioned(5, 2), onDemand(), provisioned(3, 2), onDemand()] },
  { what: 'billing of a table with caps and an index', steps: [cappedIndex(), provisionedIndex(), cappedIndex(), provisionedIndex(), cappedIndex()] },
  { what: 'point-in-time recovery', steps: [recovery(), recovery(true), recovery(false), recovery(true), recovery()] },
  { what: 'table class and deletion protection at once', steps: [both(false), both(true), both(false), both(true), both(false)] },
  { what: 'everything at once', steps: [everything(false), everything(true), everything(true, StreamViewType.KEYS_ONLY, 'until'), everything(false), everything(true), everything(false)] },
];

const changing = (table: string): Call[] => callsTo(table).filter(({ reads }) => !reads);

async function describeInAws(name: string): Promise<Described> {
  const { Table: table } = await ask('DescribeTable', { TableName: name });
  const { TimeToLiveDescription: timeToLive } = await ask('DescribeTimeToLive', { TableName: name });
  const { ContributorInsightsStatus } = await ask('DescribeContributorInsights', { TableName: name });
  const { Policy } = await ask('GetResourcePolicy', { ResourceArn: table.TableArn }, 'PolicyNotFound');
  const { Tags } = await ask('ListTagsOfResource', { ResourceArn: table.TableArn });
  const { ContinuousBackupsDescription } = await ask('DescribeContinuousBackups', { TableName: name });
  const kmsKey = table.SSEDescription?.KMSMasterKeyArn;
  const own = /key\/1234abcd/.test(kmsKey ?? '') ? kmsKey : kmsKey && 'aws/dynamodb';
  return {
    stream: table.StreamSpecification?.StreamEnabled ? table.StreamSpecification.StreamViewType : undefined,
    ttl: timeToLive.TimeToLiveStatus === 'ENABLED' ? timeToLive.AttributeName : undefined,
    caps: table.OnDemandThroughput,
    indexes: Object.fromEntries((table.GlobalSecondaryIndexes ?? []).map((each: any) => [each.IndexName, each.OnDemandThroughput ?? UNCAPPED])),
    insights: ContributorInsightsStatus,
    policy: Policy,
    replicas: (table.Replicas ?? []).map((each: any) => each.RegionName).sort(),
    tags: Object.fromEntries(Tags.filter((tag: any) => !tag.Key.startsWith('services.k8s.aws/')).map((tag: any) => [tag.Key, tag.Value])),
    key: own,
    billing: table.BillingModeSummary?.BillingMode ?? 'PROVISIONED',
    units: [table.ProvisionedThroughput.ReadCapacityUnits, table.ProvisionedThroughput.WriteCapacityUnits],
    recovery: ContinuousBackupsDescription.PointInTimeRecoveryDescription.PointInTimeRecoveryStatus,
    tableClass: table.TableClassSummary?.TableClass ?? 'STANDARD',
    protection: table.DeletionProtectionEnabled,
  };
}

function declareTable(namespace: string, name: string, props: Partial<TableProps>): Promise<void> {
  const table = { tableName: name, region: 'us-east-1', partitionKey: id, ...props };
  return cluster.apply(...synthesize(namespace, (chart) => new DynamoDbTable(chart, name, table)));
}

const only = (object: any, like: object): object => Object.fromEntries(Object.keys(like).map((name) => [name, object[name]]));

/** All is as declared, and nobody has anything left to do. */
async function atRest(name: string, { aws, spec }: Step): Promise<void> {
  const { status } = await cluster.get(DYNAMODB_TABLE, NAMESPACE, name);
  const table = await cluster.get(TABLE, NAMESPACE, name);
  expect(only(await describeInAws(name), aws)).toEqual(aws);
  expect(only(table.spec, spec)).toEqual(spec);
  expect(table.metadata.annotations).not.toHaveProperty('dynamodb-kro/waiting');
  expect(status).toMatchObject({ state: 'ACTIVE', tableStatus: 'ACTIVE' });
  expect(status.conditions).toContainEqual(expect.objectContaining({ type: 'ACK.ResourceSynced', status: 'True' }));
}

async function converge(name: string, step: Step, what: string): Promise<string> {
  const [begin, before] = [Date.now(), changing(name).length];
  await declareTable(NAMESPACE, name, step.props);
  for (;;) {
    try {
      await atRest(name, step);
      const seconds = Math.round((Date.now() - begin) / 1000);
      // Synced is from before until ACK has looked.
      await sleep(2_000);
      await atRest(name, step);
      const calls = changing(name).slice(before);
      const refused = calls.filter(({ status }) => status >= 400).length;
      return `${what}: ${seconds} s, ${calls.length} changing calls${refused > 0 ? `, ${refused} refused` : ''}`;
    } catch (error) {
      if (Date.now() - begin > WITHIN) {
        const { spec, status } = await cluster.get(TABLE, NAMESPACE, name);
        throw new Error(`${what}: ${(error as Error).message}\nTable: ${JSON.stringify({ spec, conditions: status?.conditions })}\nCalls: ${JSON.stringify(changing(name).slice(before).slice(-3))}`);
      }
      await sleep(700);
    }
  }
}

const slug = (what: string): string => what.replaceAll(' ', '-').toLowerCase();

async function live({ what, steps }: typeof TABLES[number]): Promise<string[]> {
  const lines: string[] = [];
  for (const [i, step] of steps.entries()) {
    try {
      lines.push(await converge(slug(what), step, `${i} ${JSON.stringify(step.aws, (_, value) => value ?? 'none')}`));
    } catch (error) {
      throw new Error([...lines, (error as Error).message].join('\n'));
    }
  }
  const before = changing(slug(what)).length;
  await sleep(30_000);
  expect(changing(slug(what)).slice(before)).toEqual([]);
  return lines;
}

/**
 * What kro makes of one edit: at once, and when ACK has acted. In a namespace that ACK does not watch; its status is
 * written here, at once, and again when it is old enough.
 */
const WRITTEN = 'lifecycle-written';
interface Edit {
  readonly what: string;
  readonly field: string;
  readonly from: Partial<TableProps>;
  readonly to: Partial<TableProps>;
  readonly atOnce: unknown;
  readonly then: unknown;
  /** ACK gives up at once, and kro goes on at once. */
  readonly terminal?: boolean;
  /** ACK gets in sync, and kro goes on after its second look. */
  readonly soon?: boolean;
}

const EDITS: Edit[] = [
  { what: 'stream off', field: 'streamSpecification', from: stream(StreamViewType.KEYS_ONLY).props, to: {}, atOnce: { streamEnabled: false }, then: undefined },
  {
    what: 'another view of a stream',
    field: 'streamSpecification',
    from: stream(StreamViewType.KEYS_ONLY).props,
    to: stream(StreamViewType.NEW_IMAGE).props,
    atOnce: { streamEnabled: false },
    then: { streamEnabled: true, streamViewType: 'NEW_IMAGE' },
  },
  { what: 'time to live off', field: 'timeToLive', from: ttl('a').props, to: {}, atOnce: { enabled: false, attributeName: 'a' }, then: undefined },
  { what: 'time to live by another attribute', field: 'timeToLive', from: ttl('a').props, to: ttl('b').props, atOnce: { enabled: false, attributeName: 'a' }, then: { enabled: true, attributeName: 'b' } },
  { what: 'caps off', field: 'onDemandThroughput', from: caps(5, 6).props, to: {}, atOnce: { maxReadRequestUnits: -1, maxWriteRequestUnits: -1 }, then: undefined },
  { what: 'one cap off', field: 'onDemandThroughput', from: caps(5, 6).props, to: caps(7).props, atOnce: { maxReadRequestUnits: 7, maxWriteRequestUnits: -1 }, then: { maxReadRequestUnits: 7 } },
  {
    what: 'one cap of an index off',
    field: 'globalSecondaryIndexes',
    from: indexCaps(5, 6).props,
    to: indexCaps(7).props,
    atOnce: [expect.objectContaining({ onDemandThroughput: { maxReadRequestUnits: -1, maxWriteRequestUnits: -1 } })],
    then: [expect.objectContaining({ onDemandThroughput: { maxReadRequestUnits: 7 } })],
  },
  { what: 'contributor insights off', field: 'contributorInsights', from: insights(true).props, to: {}, atOnce: 'DISABLE', then: 'DISABLE' },
  {
    what: 'the AWS managed key',
    field: 'sseSpecification',
    from: { encryption: Encryption.customerManagedKey(key(1)) },
    to: { encryption: Encryption.awsManagedKey() },
    atOnce: { enabled: true, sseType: 'KMS', kmsMasterKeyID: 'alias/aws/dynamodb' },
    then: { enabled: true, sseType: 'KMS' },
  },
  { what: 'on-demand billing', field: 'provisionedThroughput', from: provisioned(3, 2).props, to: {}, atOnce: units(3, 2), then: undefined, terminal: true },
  { what: 'deletion protection beside a table class', field: 'deletionProtectionEnabled', from: {}, to: both(true).props, atOnce: false, then: true, soon: true },
];

async function edit({ what, field, from, to, atOnce, then, terminal, soon }: Edit): Promise<void> {
  const name = slug(what);
  const declare = (props: Partial<TableProps>) => declareTable(WRITTEN, name, props);
  const report = async (given = {}): Promise<void> => {
    const table = await cluster.get(TABLE, WRITTEN, name);
    const condition = { lastTransitionTime: new Date().toISOString().replace(/\.\d+/, ''), message: '', reason: '' };
    const conditions = [{ ...condition, type: 'ACK.ResourceSynced', status: 'True', ...given }];
    await cluster.writeStatus(TABLE, WRITTEN, name, { ...tableStatus(table), conditions });
  };
  const until = (expected: unknown) => cluster.until(TABLE, WRITTEN, name, ({ spec }) => expect(spec[field]).toEqual(expected));
  await declare(from);
  const { metadata: { generation: before } } = await cluster.until(TABLE, WRITTEN, name, () => undefined);
  await report();
  await declare(to);
  // What stands in the Table may be the same before and after kro has seen the edit.
  await cluster.until(TABLE, WRITTEN, name, ({ metadata: { generation } }) => expect(generation).toBeGreaterThan(before));
  await until(atOnce);
  await report();
  await sleep(3_000);
  await until(atOnce);
  if (!terminal) {
    await sleep(soon ? 8_000 : 65_000);
  }
  await report(terminal ? { type: 'ACK.Terminal' } : {});
  const { metadata } = await until(then);
  expect(metadata.annotations).not.toHaveProperty('dynamodb-kro/waiting');
  // And it stays so, whatever ACK says from then on.
  await report();
  await sleep(3_000);
  await until(then);
}

const edits = new Map<string, Promise<void>>();
const runs = new Map<string, Promise<string[]>>();

beforeAll(async () => {
  await cluster.namespace(NAMESPACE);
  await cluster.namespace(WRITTEN);
  for (const each of EDITS) {
    const run = edit(each);
    run.catch(() => undefined);
    edits.set(each.what, run);
  }
  if (connection.ack) {
    for (const table of TABLES) {
      const run = live(table);
      run.catch(() => undefined);
      runs.set(table.what, run);
    }
  }
});

test.each(EDITS)('$what: $field is $atOnce for ACK at once, and $then when ACK has acted', ({ what }) => edits.get(what), 300_000);

withAck.each(TABLES)('$what: on, changed, off, on again and off, each by one edit; then peace', async ({ what }) => {
  for (const line of await runs.get(what)!) {
    note(line);
  }
}, 1_500_000);
