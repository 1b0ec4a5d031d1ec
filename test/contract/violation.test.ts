import { counted, describe as explain, didYouMean, member, show } from '../../src/contract/violation';

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

test('a long value is cut, with no half of a character at its end', () => {
  expect(show('x'.repeat(1000))).toHaveLength(78);
  for (const cut of [show(`${'x'.repeat(75)}${'🙂'.repeat(9)}`), show(`${'x'.repeat(76)}${'🙂'.repeat(9)}`)]) {
    expect(cut).not.toMatch(/\p{Surrogate}/u);
  }
});

test('a name that is no plain one is quoted in a path', () => {
  expect(member('', 'tableName')).toBe('tableName');
  expect(member('tags[0]', 'key')).toBe('tags[0].key');
  expect(member('a', 'b c\n')).toBe('a["b c\\n"]');
});

test('one is not in the plural', () => {
  expect([0, 1, 2].map((count) => counted(count, 'table'))).toEqual(['0 tables', '1 table', '2 tables']);
});

test.each([
  ['partitonKey', ['partitionKey', 'sortKey'], ' Did you mean "partitionKey"?'],
  ['TABLENAME', ['tableName'], ' Did you mean "tableName"?'],
  ['nme', ['name', 'type'], ' Did you mean "name"?'],
  ['color', ['partitionKey', 'sortKey'], ''],
])('a near miss is recognised: %s', (name, candidates, hint) => {
  expect(didYouMean(name, candidates)).toBe(hint);
});
