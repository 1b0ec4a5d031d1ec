/** What a check found: in order, not in order, worth a look, or beyond the rights of the user. */
export type CheckStatus = 'ok' | 'failed' | 'warning' | 'unknown';

export interface ClusterFinding {
  /** What was looked at, for scripts. */
  readonly check: string;
  readonly status: CheckStatus;
  /** What is there. */
  readonly message: string;
  /** What to do, where something is. */
  readonly fix?: string;
}

export function ok(check: string, message: string): ClusterFinding {
  return { check, status: 'ok', message };
}

export function failed(check: string, message: string, fix: string): ClusterFinding {
  return { check, status: 'failed', message, fix };
}

export function warning(check: string, message: string, fix: string): ClusterFinding {
  return { check, status: 'warning', message, fix };
}

/** The rights of the user end here. */
export function unknown(check: string, what: string): ClusterFinding {
  return { check, status: 'unknown', message: `your rights do not let you read ${what}`, fix: 'Ask somebody who may, or an administrator.' };
}
