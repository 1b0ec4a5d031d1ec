/* eslint-disable @stylistic/max-len */
/**
 * What the model finds wrong with the graph as it is: each with a walk that shows it. A row goes once the graph is mended.
 * On the real chain, with ACK, only the applies without end were seen: once, of a protection that was switched off.
 */
import { PARTS, specOf } from './states';
import { MEASURED, Walk } from './walk';
import { CALM, Circumstances } from './world';

export interface Hole {
  readonly what: string;
  readonly shows: Walk;
  /** What the model says. */
  readonly says: RegExp;
}

const walk = (circumstances: Partial<Circumstances>, ...specs: object[]): Walk => ({ seed: 1, edits: specs.map((spec) => ({ spec, circumstances: { ...MEASURED, ...circumstances } })) });
const replicas = { replicas: [{ regionName: 'eu-west-1' }], streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' };

export const HOLES: readonly Hole[] = [
  {
    what: 'somebody else writes the status of the Table after a while: it is taken for a report of ACK, and AWS still protects the table when the guard no longer does',
    shows: walk({ ackTakes: [20_000, 21_000], others: [{ after: 3_000, what: 'status' }, { after: 6_000, what: 'status' }, { after: 9_000, what: 'status' }, { after: 12_000, what: 'status' }] }, specOf(PARTS.protection[1]), specOf()),
    says: /AWS protects the table, and the guard would let/,
  },
  {
    what: 'ACK reports within a second after each apply: kro applies without end, because only a report a second later than an apply counts',
    shows: walk({ ...CALM, ackTakes: [50, 100] }, specOf(PARTS.tableClass[1], PARTS.protection[1], PARTS.timeToLive[1]), specOf()),
    says: /does not end/,
  },
  {
    what: 'a replica beside the stream that it needs, while the stream waits for the table class: ACK gives up, and nothing wakes it',
    shows: walk({}, specOf(), specOf(PARTS.tableClass[1], replicas)),
    says: /tableReplicas: declared/,
  },
];
