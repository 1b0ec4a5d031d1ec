/**
 * Day two: what a table has is turned on, changed, turned off and on again, each by one edit, and each time the chain
 * comes to rest with AWS as declared. One table a field, all at once, since ACK needs its time.
 */
import { Encryption, StreamViewType, TableProps } from '../../../src';
import { TABLE } from '../harness/cluster';
import { sleep } from '../harness/eventually';
import { note } from '../harness/notes';
import { tableStatus } from '../harness/recorded-ack';
import { cluster, connection, withAck } from '../harness/suite';
import { changing, converge, declareTable, NAMESPACE } from '../lifecycle/converge';
import {
  both, cappedIndex, caps, encryption, everything, indexCaps, indexes, insights, key, onDemand, provisioned, provisionedIndex, recovery, replicas,
  resourcePolicy, Step, stream, tags, ttl, units,
} from '../lifecycle/steps';

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
