import { Programs } from './programs';

/** Who talks to the API server; each has a token of its own. */
export const USERS = {
  admin: ['system:masters'],
  // What KubeVela's chart gives its controller.
  kubevela: ['system:masters'],
  ack: ['system:masters'],
  // Only what kro's chart gives it in aggregation mode.
  kro: [],
  // The rights of a team, as one check gives them.
  developer: [],
  // Kubernetes' own roles edit and view in one namespace.
  author: [],
  viewer: [],
} as const;

export type User = keyof typeof USERS;

/** How a running control plane is reached; plain data, since the checks run in a process of their own. */
export interface Connection {
  readonly programs: Programs;
  readonly kubeconfigs: Readonly<Record<User, string>>;
  /** URL of the stand-in for AWS. */
  readonly aws: string;
  /** JSON lines: each call that AWS got. */
  readonly awsLog: string;
  /** JSON lines: each write that the API server got. */
  readonly auditLog: string;
  /** Whether the ACK controller runs. */
  readonly ack: boolean;
  /** Folder of the logs, one file a part. */
  readonly logs: string;
}

/** The environment variable that hands the connection, as JSON, to the process of the checks. */
export const CONNECTION = 'CONFORMANCE_CONNECTION';

/** File among the logs, JSON lines: what checks noted down. */
export const NOTES = 'notes.jsonl';
