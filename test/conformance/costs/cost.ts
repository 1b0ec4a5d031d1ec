/** What something costs: the calls that AWS gets, and the writes that the API server gets. */
import { readFileSync } from 'node:fs';
import { SupportedName } from '../../../src/support-matrix';
import { Call } from '../harness/call-log';

/** Who writes to the API server beside whoever declares the table, by the user of the harness. */
export const WRITERS = { kro: 'kro', ack: 'ACK', kubevela: 'KubeVela' } as const;

type Counts = Readonly<Record<string, number>>;

export interface Cost {
  readonly what: string;
  /** Calls to AWS that change something, by operation; those that AWS rejects count, too. */
  readonly changes: Counts;
  /** Calls to AWS that only read. */
  readonly reads: number;
  /** Requests to the API server that create, change or delete an object, by writer. */
  readonly writes: Counts;
}

export const RECORDED = 'test/conformance/costs/recorded.json';

export interface Recorded {
  readonly versions: Readonly<Record<SupportedName, string>>;
  /** For how many seconds the tables were watched in which nothing changed. */
  readonly restSeconds: number;
  readonly atRest: readonly Cost[];
  /** ACK reads each table once, as it does every ten hours. */
  readonly readAgain: readonly Cost[];
  /** AWS takes a minute to make an index. */
  readonly slow: Cost;
  readonly changes: readonly Cost[];
}

export function recorded(): Recorded {
  return JSON.parse(readFileSync(RECORDED, 'utf8'));
}

/** The same as a file: what something costs is one line. */
export function print(costs: Recorded): string {
  const parts = Object.entries(costs).map(([part, value]) =>
    `  "${part}": ${Array.isArray(value) ? `[\n${value.map((cost) => `    ${JSON.stringify(cost)}`).join(',\n')}\n  ]` : JSON.stringify(value)}`);
  return `{\n${parts.join(',\n')}\n}\n`;
}

/** A write in the audit log of the API server. */
export interface Write {
  readonly user: { readonly username: string };
  readonly requestURI: string;
  readonly objectRef?: { readonly name?: string; readonly resource?: string };
}

/** One that counts: of a part of the chain, and not only tried. */
export const isCounted = ({ user, requestURI }: Write): boolean => user.username in WRITERS && !requestURI.includes('dryRun=All');

const countBy = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries([...new Set(names)].sort().map((name) => [name, names.filter((each) => each === name).length]));

/** What the calls and writes add up to that are about the table `name` and the objects whose names have it as their first part. */
export function costOf(what: string, name: string, calls: readonly Call[], writes: readonly Write[]): Cost {
  const ownCalls = calls.filter(({ table }) => table === name);
  const named = new RegExp(`(^|-)${name}(-|$)`);
  const ownWrites = writes.filter((write) => isCounted(write) && named.test(write.objectRef?.name ?? ''));
  return {
    what,
    changes: countBy(ownCalls.filter(({ reads }) => !reads).map(({ operation }) => operation)),
    reads: ownCalls.filter(({ reads }) => reads).length,
    writes: countBy(ownWrites.map(({ user }) => user.username)),
  };
}

/**
 * Whether one run costs about what the other did: calls of the same kinds, and counts that differ by no more than chance makes them. Writes differ
 * most, because ACK reports a probe again and again until kro has taken it out, and a busy machine takes longer for that.
 */
export function isAbout(cost: Cost, other: Cost): boolean {
  const near = (slack: number, one = 0, two = 0): boolean => Math.abs(one - two) <= slack + Math.max(one, two) / 2;
  const names = (counts: Counts): string => Object.keys(counts).sort().join();
  const nearAll = (slack: number, one: Counts, two: Counts): boolean =>
    names(one) === names(two) && Object.entries(one).every(([name, count]) => near(slack, count, two[name]));
  return cost.what === other.what
    && nearAll(2, cost.changes, other.changes) && near(4, cost.reads, other.reads) && nearAll(8, cost.writes, other.writes);
}
