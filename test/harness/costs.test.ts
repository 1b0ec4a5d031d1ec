/** What the check of costs counts, and what of it is a difference. */
import { readFileSync } from 'node:fs';
import { Cost, costOf, isAbout, print, recorded, RECORDED } from '../conformance/costs/cost';
import { Call } from '../conformance/harness/call-log';

const call = (operation: string, table: string, reads: boolean) => ({ operation, table, reads }) as Call;
const write = (username: string, name: string, requestURI = '/apis') => ({ user: { username }, requestURI, objectRef: { name } });

test('calls and writes are counted for the table that they are about', () => {
  const calls = [call('CreateTable', 'cost-01', false), call('DescribeTable', 'cost-01', true), call('DescribeTable', 'cost-11', true)];
  const writes = [
    write('kro', 'cost-01'), write('ack', 'cost-01-first'), write('kubevela', 'v1-cost-01'), write('kro', 'cost-011'), write('admin', 'cost-01'),
    write('kro', 'cost-01', '/apis?dryRun=All'),
  ];
  expect(costOf('create', 'cost-01', calls, writes)).toEqual({ what: 'create', changes: { CreateTable: 1 }, reads: 1, writes: { ack: 1, kro: 1, kubevela: 1 } });
});

test('what was recorded is written as it is printed, and each change costs something', () => {
  expect(readFileSync(RECORDED, 'utf8')).toBe(print(recorded()));
  const { changes } = recorded();
  expect(changes.length).toBeGreaterThan(20);
  expect(changes.filter((cost) => Object.keys(cost.changes).length === 0).map(({ what }) => what)).toEqual(['apply the same declaration again']);
});

describe('one run costs about what the other did', () => {
  const cost: Cost = { what: 'a', changes: { UpdateTable: 2 }, reads: 12, writes: { ack: 2, kro: 10 } };

  test.each<[string, Partial<Cost>]>([
    ['nothing differs', {}],
    ['a call was rejected', { changes: { UpdateTable: 4 } }],
    ['ACK reconciled once more', { reads: 18 }],
    ['ACK reported a probe more often', { writes: { ack: 9, kro: 14 } }],
  ])('%s', (_, change) => expect(isAbout({ ...cost, ...change }, cost)).toBe(true));

  test.each<[string, Partial<Cost>]>([
    ['another change', { what: 'b' }],
    ['another call', { changes: { UpdateTable: 2, TagResource: 1 } }],
    ['a call too few', { changes: {} }],
    ['far more calls', { changes: { UpdateTable: 9 } }],
    ['far more reads', { reads: 40 }],
    ['far fewer reads', { reads: 0 }],
    ['another writer', { writes: { ack: 2, kro: 10, kubevela: 1 } }],
    ['far more writes', { writes: { ack: 2, kro: 60 } }],
  ])('not with %s', (_, change) => expect(isAbout({ ...cost, ...change }, cost)).toBe(false));
});
