import { describe as explain, didYouMean, show } from '../../src/contract/violation';

test('a violation is one line: property, value, problem, fix, code', () => {
  expect(explain({ code: 'Rule', property: 'a.b', value: 'x', problem: 'is wrong', fix: 'Change it.' })).toBe('a.b "x" is wrong. Change it. [Rule]');
  expect(explain({ code: 'Rule', property: 'a.b', problem: 'is missing', fix: 'Give it.' })).toBe('a.b is missing. Give it. [Rule]');
});

const cyclic: any = {};
cyclic.self = cyclic;

test.each([
  ['text', 'a\nb', '"a\\nb"'],
  ['nothing', null, 'null'],
  ['not a number', NaN, 'NaN'],
  ['a list', [1, 2], '(a list of 2)'],
  ['a cyclic object', cyclic, '(an object)'],
  ['a function', () => 1, '(a function)'],
  ['a symbol', Symbol('x'), 'Symbol(x)'],
  ['a big integer', 10n, '10'],
])('%s can be shown', (_, value, shown) => {
  expect(show(value)).toBe(shown);
});

test('a long value is cut', () => {
  expect(show('x'.repeat(1000))).toHaveLength(78);
});

test.each([
  ['partitonKey', ['partitionKey', 'sortKey'], ' Did you mean "partitionKey"?'],
  ['TABLENAME', ['tableName'], ' Did you mean "tableName"?'],
  ['nme', ['name', 'type'], ' Did you mean "name"?'],
  ['color', ['partitionKey', 'sortKey'], ''],
])('a near miss is recognised: %s', (name, candidates, hint) => {
  expect(didYouMean(name, candidates)).toBe(hint);
});
