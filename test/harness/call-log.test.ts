import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CallLog } from '../conformance/harness/call-log';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'call-log-'));
  file = join(folder, 'calls.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const line = (table: string, operation: string): string => `${JSON.stringify({ time: '', operation, table, reads: false, status: 200 })}\n`;

test('a log that is not there yet has no calls', () => {
  expect(new CallLog(file).calls()).toEqual([]);
});

test('each question finds what was written since the last one, a line that is not whole once it is', () => {
  const log = new CallLog(file);
  writeFileSync(file, line('orders', 'CreateTable'));
  expect(log.callsTo('orders').map(({ operation }) => operation)).toEqual(['CreateTable']);

  const next = line('ördérs', 'UpdateTable');
  const bytes = Buffer.from(next);
  // In the middle of a letter that takes two bytes.
  const middle = bytes.indexOf('rd') - 1;
  appendFileSync(file, bytes.subarray(0, middle));
  expect(log.calls()).toHaveLength(1);
  appendFileSync(file, bytes.subarray(middle));
  expect(log.callsTo('ördérs').map(({ operation }) => operation)).toEqual(['UpdateTable']);
  expect(log.calls()).toHaveLength(2);
});

test('more lines than fit into one read', () => {
  const log = new CallLog(file);
  writeFileSync(file, line('orders', 'DescribeTable').repeat(30_000));
  expect(log.callsTo('orders')).toHaveLength(30_000);
});
