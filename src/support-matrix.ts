/**
 * The versions of the chain that this library supports, and what was run on which. The only place where these versions are
 * written: the README, the guides, the add-on and `check-cluster` print them from here.
 */

/** A program of the chain. */
export interface SupportedProgram {
  /** What people call it. */
  readonly title: string;
  /** Where its installation is described. */
  readonly install: string;
  /** The versions that the conformance suite runs on, the newest first. Its oldest minor version is the minimum. */
  readonly tested: readonly string[];
  /** The oldest version that has what we need, where that is older than the oldest that is tested. */
  readonly minimum?: { readonly version: string; readonly because: string };
}

export const SUPPORTED = {
  kubernetes: {
    title: 'Kubernetes',
    install: 'https://kubernetes.io/releases/',
    tested: ['1.37.2', '1.36.3', '1.35.4'],
    minimum: { version: '1.30.0', because: 'ValidatingAdmissionPolicy is stable since this version' },
  },
  kro: { title: 'kro', install: 'https://kro.run/docs/getting-started/Installation', tested: ['0.9.4', '0.9.3'] },
  ack: { title: 'ACK DynamoDB controller', install: 'https://aws-controllers-k8s.github.io/docs/guides/install', tested: ['1.9.2'] },
  kubevela: { title: 'KubeVela', install: 'https://kubevela.io/docs/installation/kubernetes/', tested: ['1.11.0', '1.10.9'] },
} as const satisfies Readonly<Record<string, SupportedProgram>>;

/** Since this version of kro a graph may have names for kubectl; an older one rejects it. */
export const KUBECTL_NAMES_SINCE_KRO = '0.9.4';

/** Fields of a table that ACK has only since a later version than the oldest that is supported. The API server rejects fields that a CRD lacks. */
export const NEWER_ACK_FIELDS = [{ field: 'recoveryPeriodInDays', since: '1.11' }] as const;

export type SupportedName = keyof typeof SUPPORTED;

export const SUPPORTED_NAMES = Object.keys(SUPPORTED) as SupportedName[];

/** One combination of versions, and what was run on it. */
export interface ChainRun {
  readonly versions: Readonly<Record<SupportedName, string>>;
  /** Which checks of the conformance suite. */
  readonly checks: string;
  readonly passed: number;
  readonly failed: number;
  /** The day, as YYYY-MM-DD. */
  readonly date: string;
  /** Whether only some checks were run. */
  readonly partial?: boolean;
  /** What became of failures. */
  readonly note?: string;
  /** What the run measured, on a machine of two cores. */
  readonly figures?: ChainFigures;
}

/** What a run of all checks prints, so that one set of versions can be compared with another. Times in seconds, memory in MB. */
export interface ChainFigures {
  /** From the first Application to a healthy one. */
  readonly healthy: number;
  /** From the first of 500 tables to the last that is ACTIVE. */
  readonly tables500: number;
  /** Memory of a part while there are 500 tables. */
  readonly memory: { readonly apiServer: number; readonly kro: number; readonly kubevela: number };
  /** In which time half, nine of ten and all of the edits of random walks converged. */
  readonly walks: { readonly half: number; readonly nineOfTen: number; readonly last: number };
}

/** The runs with the ACK controller, the newest first. */
export const RUNS: readonly ChainRun[] = [
  {
    versions: { kubernetes: '1.37.2', kro: '0.9.4', ack: '1.9.2', kubevela: '1.11.0' },
    checks: 'all',
    passed: 780,
    failed: 0,
    date: '2026-11-28',
    note: 'The newest set ran twice in a row, 780 checks each and none failed, at a load of up to 14. Between the two, a condition of the graph on tables with a cap was corrected. The figures are of the second run; in the first, 500 tables took 97 s, half of the walks 95 s and all of them 209 s. A third run had 779 that passed and 1 that failed: a change of the same day to `validate`, corrected since. Its walks converged within 184 s.',
    figures: { healthy: 7.4, tables500: 104, memory: { apiServer: 911, kro: 106, kubevela: 133 }, walks: { half: 85, nineOfTen: 131, last: 185 } },
  },
  {
    versions: { kubernetes: '1.36.3', kro: '0.9.4', ack: '1.9.2', kubevela: '1.11.0' },
    checks: 'all',
    passed: 779,
    failed: 1,
    date: '2026-11-27',
    note: 'On Kubernetes 1.36.3 the logs of the check `faults` were deleted by hand while it ran, and it failed. By itself it passed the same hour.',
    figures: { healthy: 8.9, tables500: 109, memory: { apiServer: 895, kro: 109, kubevela: 137 }, walks: { half: 108, nineOfTen: 175, last: 265 } },
  },
  {
    versions: { kubernetes: '1.35.4', kro: '0.9.3', ack: '1.9.2', kubevela: '1.10.9' },
    checks: 'all',
    passed: 763,
    failed: 1,
    date: '2026-11-27',
    note: 'On the oldest versions the API server closed a connection of `import` at the moment of a request. It is asked once more now, and the check passed the same day.',
    figures: { healthy: 8.9, tables500: 118, memory: { apiServer: 809, kro: 118, kubevela: 122 }, walks: { half: 124, nineOfTen: 194, last: 257 } },
  },
];

/** The oldest version of a program that works. */
export function minimumVersion(name: SupportedName): string {
  const program: SupportedProgram = SUPPORTED[name];
  return program.minimum?.version ?? program.tested[program.tested.length - 1];
}

/** Why the oldest version works, where it was not run. */
export function minimumReason(name: SupportedName): string | undefined {
  const program: SupportedProgram = SUPPORTED[name];
  return program.minimum?.because;
}

/** Whether all runs on a version were of some checks only. */
export function ranInPart(name: SupportedName, version: string): boolean {
  const runs = RUNS.filter(({ versions }) => versions[name] === version);
  return runs.length > 0 && runs.every(({ partial }) => partial);
}

/** The newest version of a program that was tested. */
export function newestVersion(name: SupportedName): string {
  return SUPPORTED[name].tested[0];
}

/** The first two numbers of a version: what a patch release does not change. */
export function minorVersion(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}
