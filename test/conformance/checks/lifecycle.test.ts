/**
 * Day two: what a table has is turned on, changed, turned off and on again, each by one edit, and each time the chain
 * converges with AWS as declared. One table a field, all at once, because ACK needs its time.
 */
import { Encryption, StreamViewType, TableProps } from '../../../src';
import { TABLE } from '../harness/cluster';
import { eventually, sleep } from '../harness/eventually';
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

/** What ACK says of a Table, as seen in runs with it. */
const condition = (type: string, status: string, message = '') => ({ type: `ACK.${type}`, status, message, reason: '' });
const IN_SYNC = [condition('ResourceSynced', 'True')];
/** Of a form that AWS does not tell of in the same way, after each call. */
const NEVER_IN_SYNC = [condition('ResourceSynced', 'Unknown'), condition('Recoverable', 'True', "table in 'UPDATING' state, cannot be modified or deleted")];
const NO_STREAM = [condition('ResourceSynced', 'Unknown'), condition('Recoverable', 'True', 'cannot update table … Table has no stream to disable')];
const GAVE_UP = [condition('ResourceSynced', 'False'), condition('Terminal', 'True', 'ValidationException')];

/** What kro makes of one edit: at once, and after so many words of ACK. In a namespace that ACK does not watch; they are written here. */
const WRITTEN = 'lifecycle-written';
interface Edit {
  readonly what: string;
  readonly field: string;
  readonly from: Partial<TableProps>;
  readonly to: Partial<TableProps>;
  readonly atOnce: unknown;
  readonly says: object[];
  readonly words: number;
  readonly then: unknown;
  /** The words counted in the end, where something still waits. */
  readonly left?: number;
}

const EDITS: Edit[] = [
  { what: 'stream off', field: 'streamSpecification', from: stream(StreamViewType.KEYS_ONLY).props, to: {}, atOnce: { streamEnabled: false }, says: NO_STREAM, words: 1, then: undefined },
  {
    what: 'another view of a stream',
    field: 'streamSpecification',
    from: stream(StreamViewType.KEYS_ONLY).props,
    to: stream(StreamViewType.NEW_IMAGE).props,
    atOnce: { streamEnabled: false },
    says: NO_STREAM,
    words: 1,
    then: { streamEnabled: true, streamViewType: 'NEW_IMAGE' },
  },
  { what: 'time to live off', field: 'timeToLive', from: ttl('a').props, to: {}, atOnce: { enabled: false, attributeName: 'a' }, says: NEVER_IN_SYNC, words: 2, then: undefined },
  {
    what: 'time to live off within the hour that AWS takes for it',
    field: 'timeToLive',
    from: ttl('a').props,
    to: {},
    atOnce: { enabled: false, attributeName: 'a' },
    says: IN_SYNC,
    words: 2,
    then: { enabled: false, attributeName: 'a' },
    left: 1,
  },
  {
    what: 'time to live by another attribute',
    field: 'timeToLive',
    from: ttl('a').props,
    to: ttl('b').props,
    atOnce: { enabled: false, attributeName: 'a' },
    says: NEVER_IN_SYNC,
    words: 2,
    then: { enabled: true, attributeName: 'b' },
  },
  { what: 'caps off', field: 'onDemandThroughput', from: caps(5, 6).props, to: {}, atOnce: { maxReadRequestUnits: -1, maxWriteRequestUnits: -1 }, says: NEVER_IN_SYNC, words: 5, then: undefined },
  {
    what: 'one cap off',
    field: 'onDemandThroughput',
    from: caps(5, 6).props,
    to: caps(7).props,
    atOnce: { maxReadRequestUnits: 7, maxWriteRequestUnits: -1 },
    says: NEVER_IN_SYNC,
    words: 5,
    then: { maxReadRequestUnits: 7 },
  },
  {
    what: 'one cap of an index off',
    field: 'globalSecondaryIndexes',
    from: indexCaps(5, 6).props,
    to: indexCaps(7).props,
    atOnce: [expect.objectContaining({ onDemandThroughput: { maxReadRequestUnits: -1, maxWriteRequestUnits: -1 } })],
    says: NEVER_IN_SYNC,
    words: 5,
    then: [expect.objectContaining({ onDemandThroughput: { maxReadRequestUnits: 7 } })],
  },
  {
    what: 'the AWS managed key',
    field: 'sseSpecification',
    from: { encryption: Encryption.customerManagedKey(key(1)) },
    to: { encryption: Encryption.awsManagedKey() },
    atOnce: { enabled: true, sseType: 'KMS', kmsMasterKeyID: 'alias/aws/dynamodb' },
    says: NEVER_IN_SYNC,
    words: 2,
    then: { enabled: true, sseType: 'KMS' },
  },
  { what: 'on-demand billing', field: 'provisionedThroughput', from: provisioned(3, 2).props, to: {}, atOnce: units(3, 2), says: GAVE_UP, words: 1, then: undefined },
  { what: 'on-demand billing beside others', field: 'provisionedThroughput', from: provisioned(3, 2).props, to: {}, atOnce: units(3, 2), says: IN_SYNC, words: 2, then: undefined },
  { what: 'deletion protection beside a table class', field: 'deletionProtectionEnabled', from: {}, to: both(true).props, atOnce: false, says: IN_SYNC, words: 2, then: true },
];

/** Since the last word kro has applied something else; `say` waits for a second that is later than what was applied before. */
function wasOvertaken({ metadata: { managedFields } }: any): boolean {
  const last = (entries: any[]): number => Math.max(...entries.map(({ time }) => Date.parse(time)));
  return last(managedFields.filter(({ operation }: any) => operation === 'Apply')) >= last(managedFields.filter(({ subresource }: any) => subresource === 'status'));
}

async function edit({ what, field, from, to, atOnce, says, words, then, left }: Edit): Promise<void> {
  const name = slug(what);
  const declare = (props: Partial<TableProps>) => declareTable(WRITTEN, name, props);
  const say = async (conditions: object[]): Promise<void> => {
    // In another second than what was said or applied before: kro goes on asking until the second is over.
    let table = await cluster.get(TABLE, WRITTEN, name);
    for (let before = ''; before !== table.metadata.resourceVersion; table = await cluster.get(TABLE, WRITTEN, name)) {
      before = table.metadata.resourceVersion;
      await sleep(2_000);
    }
    const lastTransitionTime = new Date().toISOString().replace(/\.\d+/, '');
    const written = conditions.map((each) => ({ ...each, lastTransitionTime }));
    await cluster.writeStatus(TABLE, WRITTEN, name, { ...tableStatus(table), conditions: written });
  };
  const count = ({ metadata }: any): string | undefined => metadata.annotations['dynamodb-kro/waiting']?.split('.')[1];
  const check = (table: any, expected: unknown, counted?: number): void => {
    expect(table.spec[field]).toEqual(expected);
    expect(count(table)).toBe(counted?.toString());
  };
  const until = (expected: unknown, counted?: number) => cluster.until(TABLE, WRITTEN, name, (table) => check(table, expected, counted));
  // A busy kro may apply what it had in mind before it hears a word. That word is lost then, and ACK, too, says another one.
  const isHeard = (conditions: object[], expected: unknown, counted?: number): Promise<void> =>
    eventually(`${JSON.stringify(conditions)} to be heard`, async () => {
      const before = count(await cluster.get(TABLE, WRITTEN, name));
      await say(conditions);
      const answered = await cluster.until(TABLE, WRITTEN, name, (table) => {
        if (count(table) !== before || !wasOvertaken(table)) {
          check(table, expected, counted);
        }
      });
      check(answered, expected, counted);
    }, 120_000);
  await declare(from);
  await cluster.until(TABLE, WRITTEN, name, () => undefined);
  await say(IN_SYNC);
  await declare(to);
  await until(atOnce, 0);
  for (let word = 1; word < words; word++) {
    await isHeard(says, atOnce, word);
  }
  await isHeard(says, then, left);
  // And it stays so, whatever ACK says from then on.
  await say(IN_SYNC);
  await sleep(2_000);
  await until(then, left);
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

test.each(EDITS)('$what: $field is $atOnce for ACK at once, and $then after $words words of ACK', ({ what }) => edits.get(what), 300_000);

withAck.each(TABLES)('$what: on, changed, off, on again and off, each by one edit; then peace', async ({ what }) => {
  for (const line of await runs.get(what)!) {
    note(line);
  }
}, 1_500_000);
