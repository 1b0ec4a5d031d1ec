/** What became of a check. */
export interface Check {
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly seconds: number;
  readonly message: string;
  /** What it has found out beyond that. */
  readonly notes?: readonly string[];
}

const MARKS = { passed: '✓', failed: '✗', skipped: '-' };

/** Prints each check with its time, then what failed; gives how many failed, a problem outside of them included. */
export function printTable(checks: readonly Check[], problem: string): number {
  console.log('');
  for (const { name, status, seconds, notes = [] } of checks) {
    console.log(`${MARKS[status]} ${name.padEnd(110)} ${status === 'skipped' ? 'skipped' : `${seconds.toFixed(1)} s`}`);
    notes.forEach((line) => console.log(`    ${line}`));
  }
  const failed = checks.filter(({ status }) => status === 'failed');
  failed.forEach(({ name, message }) => console.log(`\n✗ ${name}\n${message}`));
  if (problem) {
    console.log(`\n✗ ${problem}`);
  }
  return failed.length + (problem ? 1 : 0);
}
