/** Many tables at once: how long it takes, what is written, and what the parts use. */
import { readFileSync } from 'node:fs';
import { SupportedName } from '../../../src/support-matrix';

/** How the tables are declared: as Tables of ACK by hand, as DynamoDBTables, as Applications. */
export const WAYS = { ack: 'Tables of ACK, by hand', kro: '`DynamoDBTable`', kubevela: 'Applications' } as const;

export type Way = keyof typeof WAYS;

/** The parts whose time and memory are measured, by what the harness calls them. */
export const PARTS = { 'kro': 'kro', 'ack': 'ACK', 'vela-core': 'KubeVela', 'kube-apiserver': 'API server' } as const;

/** What lets kro work on several tables at once, by the names under `config` of its chart. */
export const SETTINGS: Readonly<Record<string, string>> = { dynamicControllerConcurrentReconciles: '10', clientQps: '300', clientBurst: '500' };

/** The same as flags, as its chart passes them. */
export const FLAGS = Object.entries(SETTINGS).flatMap(([name, value]) => [name.replace(/^|[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), value]);

export interface Fleet {
  readonly tables: number;
  readonly way: Way;
  /** Whether kro had the settings. */
  readonly settings: boolean;
  /** Until all tables were ready. */
  readonly seconds: number;
  /** Writes to the API server, by writer, all tables together. */
  readonly writes: Readonly<Record<string, number>>;
  /** Seconds of processor time meanwhile, and resident memory at the end in MB, by part. */
  readonly parts: Readonly<Record<keyof typeof PARTS, { readonly cpu: number; readonly memory: number }>>;
}

export interface RecordedFleets {
  readonly versions: Readonly<Record<SupportedName, string>>;
  readonly fleets: readonly Fleet[];
}

export const RECORDED = 'test/conformance/costs/fleets.json';

export function recorded(): RecordedFleets {
  return JSON.parse(readFileSync(RECORDED, 'utf8'));
}

/** Processor time in seconds, and resident memory in MB. */
export function usageOf(pid: number): { cpu: number; memory: number } {
  // The name of the program, in brackets, may hold spaces; times are in hundredths of a second.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
  const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  return { cpu: (Number(fields[11]) + Number(fields[12])) / 100, memory: Math.round(memory) };
}
