import { callsInOrder, roundsOf, ToBeMade } from './call-order';
import { ChangeItem, Consequence, CONSEQUENCES } from './consequences';
import { WantedState } from './wanted-state';

/** A change with what follows from it. */
export interface MadeChange extends Pick<Consequence, 'code' | 'fields' | 'consequence' | 'takes' | 'limit' | 'risk' | 'source'>, ChangeItem {}

/** All changes from one state to the next, in the order in which ACK makes them. */
export function changesBetween(was: WantedState, is: WantedState): MadeChange[] {
  const found = findAll(was, is);
  const round = roundsOf(found);
  return [...found].sort((one, other) => round(one) - round(other) || one.at - other.at).map(({ row, item }) => made(row, item));
}

/**
 * The calls with which ACK makes them, in order.
 * @param isMade which of the changes are made
 */
export function callsBetween(was: WantedState, is: WantedState, isMade: (change: Pick<MadeChange, 'code'>) => boolean = () => true): string[] {
  return callsInOrder(findAll(was, is).filter(isMade), CONSEQUENCES.findIndex(({ code }) => code === 'ReplicaAdded') - 0.5);
}

type Found = ToBeMade & { readonly row: Consequence; readonly item: ChangeItem };

function findAll(was: WantedState, is: WantedState): Found[] {
  return CONSEQUENCES.flatMap((row, at) => row.find(was, is).map(({ turn = row.turn, ...item }): Found => {
    const { code, after } = row;
    return { code, after, at, turn, calls: item.calls, row, item };
  }));
}

function made({ code, fields, consequence, takes, limit, risk, source }: Consequence, item: ChangeItem): MadeChange {
  return { code, fields, ...item, consequence, takes, ...(limit === undefined ? {} : { limit }), risk, source };
}

/** What to do instead of a change that ACK cannot make. */
export function wayOutOf({ code }: Pick<MadeChange, 'code'>): string | undefined {
  return CONSEQUENCES.find((row) => row.code === code)?.wayOut;
}

/** Which of these changes need what kro has applied before. */
export function needsLastApplied({ code }: Pick<MadeChange, 'code'>): boolean {
  return CONSEQUENCES.some((row) => row.code === code && row.needsLastApplied === true);
}

/** The calls with which ACK makes a new table. What CreateTable does not take follows it. */
export function callsToCreate(is: WantedState): string[] {
  const none: WantedState = { ...is, recovery: undefined, timeToLive: undefined, insights: false, replicas: new Map(), backups: new Map() };
  return ['CreateTable', ...callsBetween(none, is)];
}
