/** What a check has found out beyond whether it passed: printed below it in the end. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOTES } from './connection';
import { connection } from './suite';

/** Notes something down for the check that runs. */
export function note(text: string): void {
  appendFileSync(join(connection.logs, NOTES), `${JSON.stringify({ check: expect.getState().currentTestName, text })}\n`);
}
