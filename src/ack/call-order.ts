import { CHANGE_ORDER } from './change-order';

/** A change, with what decides when ACK makes it. */
export interface ToBeMade {
  readonly code: string;
  /** Its place in one reconcile of ACK. */
  readonly at: number;
  /** The name of the change in `change-order.ts`, where ACK makes it apart from others. */
  readonly turn?: string;
  /** The change that comes first where both are made. */
  readonly after?: string;
  readonly calls: readonly string[];
}

const [TABLE_CLASS, STREAM] = ['classChanges', 'streamChanges'];
const OF_REPLICAS = ['ReplicaAdded', 'ReplicaChanged', 'ReplicaKeyChanged', 'ReplicaRemoved'];
/** ACK makes at most one of these in a reconcile, after all others. */
const AT_MOST_ONE = ['CapacityChanged', 'CapsChanged', 'IndexAdded', ...OF_REPLICAS];

/**
 * In which round each change is made: a field is held until all that changes before it is made, and what comes last until everything
 * else is. Replicas that are declared are held with a stream that changes. The model of kro, ACK and AWS holds this to the graph.
 */
export function roundsOf(all: readonly ToBeMade[]): (change: ToBeMade) => number {
  const active = new Set(all.flatMap(({ turn, code }) => [turn, code]));
  // With the change to on-demand ACK sends a capacity of 0, which AWS rejects, and ACK gives up. A change of an index before that makes
  // it try again.
  const givesUp = active.has('BillingModeOnDemand') && !all.some(({ code, turn }) => code === 'IndexCapacityChanged' && turn === undefined);
  const roundOf = (turn: string | undefined): number => {
    const at = Math.max(CHANGE_ORDER.findIndex(({ changes, held }) => changes.text === turn && held !== undefined), 0);
    const before = CHANGE_ORDER.slice(0, at).filter(({ changes }) => active.has(changes.text));
    return CHANGE_ORDER[at].comesLast ? 2 * CHANGE_ORDER.length + at : before.length;
  };
  return ({ code, turn, after }) => {
    const later = active.has(after ?? '') ? CHANGE_ORDER.length : 0;
    const isHeldWithStream = active.has(STREAM) && code !== 'ReplicaRemoved' && OF_REPLICAS.includes(code);
    const isLate = givesUp && turn === undefined && AT_MOST_ONE.includes(code);
    return later + roundOf(isHeldWithStream ? STREAM : isLate ? TABLE_CLASS : turn);
  };
}

/**
 * The calls for changes, in order. While a stream that is to hold something else is off, what else is of its round is made.
 * @param streamOn the place in a reconcile at which it is turned on again, before replicas, which need it
 */
export function callsInOrder(all: readonly ToBeMade[], streamOn: number): string[] {
  const rounds = roundsOf(all);
  const placeOf = (change: ToBeMade, i: number): number => (i > 0 && change.turn === STREAM ? streamOn : change.at);
  const steps = all.flatMap((change) => change.calls.map((call, i) => ({ call, round: rounds(change), at: placeOf(change, i) })));
  return steps.sort((one, other) => one.round - other.round || one.at - other.at).map(({ call }) => call);
}
