/* eslint-disable @stylistic/max-len */
/**
 * What the model found wrong with the graph, each with a walk that shows it. On the real chain, with ACK, only the applies without end
 * were seen: once, of a protection that was switched off.
 */
import { PARTS, specOf } from './states';
import { MEASURED, Walk } from './walk';
import { CALM, Circumstances } from './world';

interface Mended {
  readonly what: string;
  readonly shows: Walk;
}

const walk = (circumstances: Partial<Circumstances>, ...specs: object[]): Walk => ({ seed: 1, edits: specs.map((spec) => ({ spec, circumstances: { ...MEASURED, ...circumstances } })) });
const replicas = { replicas: [{ regionName: 'eu-west-1' }], streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' };

const cutShort = (cutAfter: number, { seed, edits }: Walk): Walk => ({ seed, edits: edits.map((edit, i) => (i === edits.length - 2 ? { ...edit, cutAfter } : edit)) });
const refused = ({ seed, edits }: Walk): Walk => ({ seed, edits: edits.map((edit, i) => (i === edits.length - 2 ? { ...edit, circumstances: { ...edit.circumstances, refuses: [0, 120_000] } } : edit)) });

/** AWS denies it in the second edit, for ever. */
const limited = (denies: Circumstances['denies'], ...specs: object[]): Walk => cutShort(40_000, { ...walk({}, ...specs), edits: walk({}, ...specs).edits.map((edit, i) => (i === 0 ? edit : { ...edit, circumstances: { ...edit.circumstances, denies } })) });

const LOCKED = ['ValidationException', 'Time to live has been modified multiple times within a fixed interval'];
const INVALID = ['ValidationException', 'One or more parameter values were invalid'];
const NO_KEY = ['ValidationException', 'KMS key does not exist'];

export const MENDED: readonly Mended[] = [
  {
    what: 'somebody else writes the status of the Table after a while: it is taken for a report of ACK, and AWS still protects the table when the guard no longer does',
    shows: walk({ ackTakes: [20_000, 21_000], others: [{ after: 3_000, what: 'status' }, { after: 6_000, what: 'status' }, { after: 9_000, what: 'status' }, { after: 12_000, what: 'status' }] }, specOf(PARTS.protection[1]), specOf()),
  },
  {
    what: 'ACK reports within a second after each apply: kro applies without end, because only a report a second later than an apply counted',
    shows: walk({ ...CALM, ackTakes: [50, 100] }, specOf(PARTS.tableClass[1], PARTS.protection[1], PARTS.timeToLive[1]), specOf()),
  },
  {
    what: 'a replica beside the stream that it needs, while the stream waits for the table class: ACK gives up, and nothing wakes it',
    shows: walk({}, specOf(), specOf(PARTS.tableClass[1], replicas)),
  },
  {
    what: 'within a second a key of its own is given up, and then the one that AWS manages is declared: the table keeps its own key',
    shows: cutShort(400, walk({ ackWaits: [3_000, 3_500] }, specOf(PARTS.encryption[2]), specOf(), specOf(PARTS.encryption[1]))),
  },
  {
    what: 'provisioned capacity is declared while a cap is being lifted: the lifted cap stays, since capacity is held until ACK is in sync, which it never is with a lifted cap',
    shows: cutShort(3_000, walk({}, specOf(PARTS.capacity[1]), specOf(PARTS.capacity[0]), specOf(PARTS.capacity[8]))),
  },
  {
    what: 'the same of the caps of an index',
    shows: cutShort(3_000, walk({}, specOf(PARTS.capacity[6]), specOf(PARTS.capacity[4]), specOf(PARTS.capacity[10]))),
  },
  {
    what: 'the other cap is removed, too, while one is being lifted: it waits, and the lifted one stays beside it',
    shows: cutShort(3_000, walk({}, specOf(PARTS.capacity[1]), specOf(PARTS.capacity[2]), specOf(PARTS.capacity[0], PARTS.stream[1]))),
  },
  {
    what: 'an index with a cap is removed, AWS refuses that for a while, and the index is declared again without the cap: ACK asks for nothing that AWS takes, and gives up',
    shows: cutShort(20_000, refused(walk({}, specOf(PARTS.capacity[6]), specOf(), specOf(PARTS.capacity[4])))),
  },
  {
    what: 'AWS rejects a table class, by its limit of 30 days: it cannot be taken back, and nothing that follows is made',
    shows: limited((operation, body) => operation === 'UpdateTable' && body.tableClass === 'STANDARD_INFREQUENT_ACCESS', specOf(), specOf(PARTS.tableClass[1]), specOf(PARTS.protection[1])),
  },
  {
    what: 'AWS rejects to switch to on-demand billing, by its limit of a day',
    shows: limited((operation, body) => operation === 'UpdateTable' && body.billing === 'PAY_PER_REQUEST', specOf(PARTS.capacity[10]), specOf(PARTS.capacity[4]), specOf(PARTS.capacity[10], PARTS.tableClass[1])),
  },
  {
    what: 'AWS does not know the key, and the table is to have the key of AWS again, which it still has',
    shows: limited((operation, body) => operation === 'UpdateTable' && body.sse?.kmsMasterKeyID?.endsWith('1'), specOf(PARTS.encryption[1]), specOf(PARTS.encryption[2]), specOf(PARTS.encryption[1])),
  },
  {
    what: 'kro misses the one report after AWS began to disable time to live: the change is pending until ACK comes by itself',
    shows: walk({ takes: { ...MEASURED.takes, ttl: 3_600_000 }, kroWaits: [20_000, 23_000] }, specOf(PARTS.timeToLive[1]), specOf()),
  },
  {
    what: 'time to live is set again while AWS disables it: the table is ready, and time to live is off',
    shows: cutShort(20_000, walk({ takes: { ...MEASURED.takes, ttl: 60_000 }, kroWaits: [3_000, 6_000] }, specOf(PARTS.timeToLive[1]), specOf(), specOf(PARTS.timeToLive[1]))),
  },
  {
    what: 'ACK has not seen the last step of a change, and what it reported of the step before is taken for its result: ready, and AWS is as before',
    shows: walk({}, specOf(PARTS.insights[1]), specOf()),
  },
  {
    what: 'AWS describes a cap for a second after it was lifted: ACK is in sync, or gives up on an empty call, and nobody asks it again',
    shows: walk({ ...CALM }, specOf(PARTS.capacity[1]), specOf()),
  },
  {
    what: 'AWS describes the caps of an index for a second after they were lifted',
    shows: walk({ ...CALM }, specOf(PARTS.capacity[6]), specOf(PARTS.capacity[4])),
  },
  {
    what: 'AWS limits the units of an account: on-demand billing is declared again, and waits for ever',
    shows: limited((operation, body) => operation === 'UpdateTable' && body.billing === 'PROVISIONED', specOf(), specOf(PARTS.capacity[8]), specOf()),
  },
  {
    what: 'AWS tells the indexes of each replica, ACK takes them for a difference, and the table is never in sync',
    shows: walk({}, specOf(PARTS.capacity[4], replicas)),
  },
  {
    what: 'AWS locks time to live, and ACK gives up: it is taken back, and with it another class and protection are made, which ACK asks for in one call',
    shows: limited((operation, body) => operation === 'UpdateTimeToLive' && body.enabled && LOCKED, specOf(), specOf(PARTS.timeToLive[1]), specOf(PARTS.tableClass[1], PARTS.protection[1])),
  },
  {
    what: 'another class and protection are declared beside time to live that AWS locks, which is taken back later',
    shows: limited((operation, body) => operation === 'UpdateTimeToLive' && body.enabled && LOCKED, specOf(), specOf(PARTS.timeToLive[1], PARTS.tableClass[1], PARTS.protection[1]), specOf(PARTS.stream[1])),
  },
  {
    what: 'ACK gives up on a cap beyond the quota: it cannot be taken back',
    shows: limited((operation, body) => operation === 'UpdateTable' && body.caps?.maxReadRequestUnits > 0 && INVALID, specOf(), specOf(PARTS.capacity[2]), specOf()),
  },
  {
    what: 'ACK gives up on a cap beyond the quota: an index is added, and the cap taken back',
    shows: limited((operation, body) => operation === 'UpdateTable' && body.caps?.maxReadRequestUnits > 0 && INVALID, specOf(), specOf(PARTS.capacity[2]), specOf(PARTS.capacity[4])),
  },
  {
    what: 'a key that AWS does not take is taken back together with another class and protection',
    shows: limited((operation, body) => operation === 'UpdateTable' && body.sse?.kmsMasterKeyID?.endsWith('1') && NO_KEY, specOf(PARTS.encryption[1]), specOf(PARTS.encryption[2], PARTS.tableClass[1], PARTS.protection[1]), specOf(PARTS.encryption[1], PARTS.insights[1])),
  },
  {
    what: 'after the switch to provisioned billing the SDK of ACK repeats a call until AWS has nothing to do in it, and ACK gives up',
    shows: walk({ takes: { ...MEASURED.takes, repeated: true } }, specOf(), specOf(PARTS.capacity[8], PARTS.insights[1]), specOf(PARTS.capacity[8])),
  },
  {
    what: 'AWS rejects an index for good that is to replace others: they cannot be declared again',
    shows: limited((operation, body) => operation === 'UpdateTable' && body.createIndex?.indexName === 'one' && INVALID, specOf(PARTS.capacity[5]), specOf(PARTS.capacity[4]), specOf(PARTS.capacity[5])),
  },
  {
    what: 'AWS rejects an index for good that was added beside another class: another index cannot be declared instead',
    shows: limited((operation, body) => operation === 'UpdateTable' && body.createIndex?.indexName === 'one' && INVALID, specOf(), specOf(PARTS.tableClass[1], PARTS.capacity[4]), specOf(PARTS.tableClass[1], PARTS.capacity[5])),
  },
  {
    what: 'the same beside insights',
    shows: limited((operation, body) => operation === 'UpdateTable' && body.createIndex?.indexName === 'one' && INVALID, specOf(), specOf(PARTS.insights[1], PARTS.capacity[4]), specOf(PARTS.insights[1], PARTS.capacity[5])),
  },
];
