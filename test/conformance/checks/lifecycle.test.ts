/**
 * Day two: what a table has is turned on, changed, turned off and on again, each by one edit, and each time the chain
 * converges to AWS as declared. One table a field, all at once, since ACK needs its time.
 */
import { Encryption, StreamViewType, TableProps } from '../../../src';
import { TABLE } from '../harness/cluster';
import { sleep } from '../harness/eventually';
import { note } from '../harness/notes';
import { isProbed, PROBE_REPORTED, reportedNow, tableStatus } from '../harness/recorded-ack';
import { cluster, connection, withAck } from '../harness/suite';
import { changing, converge, declareTable, NAMESPACE } from '../lifecycle/converge';
import {
  both, cappedIndex, caps, encryption, everything, indexCaps, indexes, insights, key, merge, onDemand, provisioned, provisionedIndex, recovery,
  replicas, resourcePolicy, Step, stream, tags, ttl, units,
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
  {
    what: 'replicas of a table with indexes',
    steps: [
      merge(replicas('eu-west-1'), indexes('one')), merge(replicas('eu-west-1'), indexes('two', 'three')),
      merge(replicas('eu-west-1', 'us-west-2'), indexes('two')),
      merge(replicas('us-west-2'), indexes()), merge(replicas('us-west-2'), indexes('one')), merge(replicas(), indexes('one')),
    ],
  },
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
const GAVE_UP = [
  condition('ResourceSynced', 'False'),
  condition('Terminal', 'True', "ValidationException: 1 validation error detected: Value '0' at 'provisionedThroughput.readCapacityUnits' failed to satisfy constraint"),
];

/** What kro makes of one edit, form after form. In a namespace that ACK does not watch; what it would report of each form is written here. */
const WRITTEN = 'lifecycle-written';
interface Edit {
  readonly what: string;
  readonly field: string;
  readonly from: Partial<TableProps>;
  readonly to: Partial<TableProps>;
  /** The form that turns off, or what is held, and what ACK reports of it. */
  readonly form: unknown;
  readonly says: object[];
  readonly then: unknown;
}

const EDITS: Edit[] = [
  { what: 'stream off', field: 'streamSpecification', from: stream(StreamViewType.KEYS_ONLY).props, to: {}, form: { streamEnabled: false }, says: NO_STREAM, then: undefined },
  {
    what: 'another view of a stream',
    field: 'streamSpecification',
    from: stream(StreamViewType.KEYS_ONLY).props,
    to: stream(StreamViewType.NEW_IMAGE).props,
    form: { streamEnabled: false },
    says: NO_STREAM,
    then: { streamEnabled: true, streamViewType: 'NEW_IMAGE' },
  },
  { what: 'time to live off', field: 'timeToLive', from: ttl('a').props, to: {}, form: { enabled: false, attributeName: 'a' }, says: NEVER_IN_SYNC, then: undefined },
  {
    what: 'time to live off within the hour that AWS takes for it',
    field: 'timeToLive',
    from: ttl('a').props,
    to: {},
    form: { enabled: false, attributeName: 'a' },
    says: IN_SYNC,
    then: undefined,
  },
  {
    what: 'time to live by another attribute',
    field: 'timeToLive',
    from: ttl('a').props,
    to: ttl('b').props,
    form: { enabled: false, attributeName: 'a' },
    says: NEVER_IN_SYNC,
    then: { enabled: true, attributeName: 'b' },
  },
  { what: 'caps off', field: 'onDemandThroughput', from: caps(5, 6).props, to: {}, form: { maxReadRequestUnits: -1, maxWriteRequestUnits: -1 }, says: NEVER_IN_SYNC, then: undefined },
  {
    what: 'one cap off',
    field: 'onDemandThroughput',
    from: caps(5, 6).props,
    to: caps(7).props,
    form: { maxReadRequestUnits: 7, maxWriteRequestUnits: -1 },
    says: NEVER_IN_SYNC,
    then: { maxReadRequestUnits: 7 },
  },
  {
    what: 'one cap of an index off',
    field: 'globalSecondaryIndexes',
    from: indexCaps(5, 6).props,
    to: indexCaps(7).props,
    form: [expect.objectContaining({ onDemandThroughput: { maxReadRequestUnits: -1, maxWriteRequestUnits: -1 } })],
    says: NEVER_IN_SYNC,
    then: [expect.objectContaining({ onDemandThroughput: { maxReadRequestUnits: 7 } })],
  },
  {
    what: 'the AWS managed key',
    field: 'sseSpecification',
    from: { encryption: Encryption.customerManagedKey(key(1)) },
    to: { encryption: Encryption.awsManagedKey() },
    form: { enabled: true, sseType: 'KMS', kmsMasterKeyID: 'alias/aws/dynamodb' },
    says: NEVER_IN_SYNC,
    then: { enabled: true, sseType: 'KMS' },
  },
  { what: 'on-demand billing', field: 'provisionedThroughput', from: provisioned(3, 2).props, to: {}, form: units(3, 2), says: GAVE_UP, then: undefined },
  { what: 'on-demand billing beside others', field: 'provisionedThroughput', from: provisioned(3, 2).props, to: {}, form: units(3, 2), says: IN_SYNC, then: undefined },
  { what: 'deletion protection beside a table class', field: 'deletionProtectionEnabled', from: {}, to: both(true).props, form: false, says: IN_SYNC, then: true },
];

const equals = (value: unknown, expected: unknown): boolean => {
  try {
    expect(value).toEqual(expected);
    return true;
  } catch {
    return false;
  }
};

/** Plays ACK for this table until nothing is pending: the forms of the field that it reconciled, one after the other. */
async function reconcileAll({ field, form, says }: Edit, name: string): Promise<unknown[]> {
  const seen: unknown[] = [];
  let reported = 0;
  for (const end = Date.now() + 180_000; Date.now() < end; await sleep(100)) {
    const table = await cluster.get(TABLE, WRITTEN, name);
    const { annotations, generation } = table.metadata;
    const value = table.spec[field];
    const isForm = equals(value, form);
    if (generation === reported) {
      if (annotations['dynamodb-kro/pending'] === undefined) {
        return seen;
      }
      continue;
    }
    if (!isProbed(table) && !equals(value, seen[seen.length - 1])) {
      seen.push(value);
    }
    const conditions = isProbed(table) ? PROBE_REPORTED : isForm ? says : IN_SYNC;
    await cluster.writeStatus(TABLE, WRITTEN, name, reportedNow({ ...tableStatus(table), conditions }));
    reported = generation;
  }
  throw new Error(`still pending: ${JSON.stringify((await cluster.get(TABLE, WRITTEN, name)).metadata.annotations)}, after ${JSON.stringify(seen)}`);
}

async function edit(each: Edit): Promise<void> {
  const { what, field, from, to, form, then } = each;
  const name = slug(what);
  const declare = (props: Partial<TableProps>) => declareTable(WRITTEN, name, props);
  await declare(from);
  await cluster.until(TABLE, WRITTEN, name, () => undefined);
  const [on] = await reconcileAll(each, name);
  await declare(to);
  // kro has read the declaration once its generation is pending.
  await cluster.until(TABLE, WRITTEN, name, ({ metadata }) => expect(metadata.annotations).toHaveProperty('dynamodb-kro/pending'));
  // Left out for a moment is what is off now and on in another form next.
  const seen = (await reconcileAll(each, name)).filter((value) => !equals(value, on) && (value !== undefined || then === undefined));
  const forms = [form, then].filter((value) => !equals(value, on));
  expect(seen).toEqual(forms);
  // And it stays so, whatever ACK reports from then on.
  const table = await cluster.get(TABLE, WRITTEN, name);
  await cluster.writeStatus(TABLE, WRITTEN, name, reportedNow({ ...tableStatus(table), conditions: IN_SYNC }));
  await sleep(2_000);
  expect((await cluster.get(TABLE, WRITTEN, name)).spec[field]).toEqual(then);
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
