import fc from 'fast-check';
import { all, Cel, cel, celMap, expression } from '../../src/print/cel';

test('what stands in the template is code, what is interpolated is a quoted value', () => {
  expect(cel`a.b == ${'c'} && d < ${3} && ${true}`.text).toBe('a.b == "c" && d < 3 && true');
});

test('an interpolated expression is spliced in as it is', () => {
  expect(cel`size(${cel`a.b`}) > 0`.text).toBe('size(a.b) > 0');
});

test('lists and maps are literals too', () => {
  expect(cel`${[{ key: 'a"', value: 'b' }, 1]}`.text).toBe('[{"key": "a\\"", "value": "b"}, 1]');
});

test.each([
  ['a double quote', 'a"b', '"a\\"b"'],
  ['a backslash', 'a\\b', '"a\\\\b"'],
  ['a newline', 'a\nb', '"a\\nb"'],
  ['the start of a kro expression', '${schema.spec}', '"\\u0024{schema.spec}"'],
  ['a single quote', 'it\'s', '"it\'s"'],
])('%s in a value stays inside the quotes', (_, value, printed) => {
  expect(cel`${value}`.text).toBe(printed);
});

test('any text reads back as itself and never looks like the start of an expression', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (value) => {
    const { text } = cel`${value}`;
    expect(JSON.parse(text)).toBe(value);
    expect(text).not.toContain('${');
    expect(text).not.toContain('{{');
  }));
});

test('a number without an exact literal is refused', () => {
  expect(() => cel`${NaN}`).toThrow('NaN has no exact literal in CEL');
  expect(() => cel`${1.5}`).toThrow(RangeError);
});

test('a long map has one entry a line, a short one is on one line, optional entries are marked', () => {
  const long = 'x'.repeat(100);
  expect(celMap([
    { key: 'a', value: cel`x` },
    { key: 'b', value: celMap([{ key: 'c', value: new Cel(long) }, { key: 'd', value: cel`y` }]), optional: true },
  ]).text).toBe(`{\n  "a": x,\n  ?"b": {"c": ${long}, "d": y}\n}`);
  expect(celMap([{ key: 'a', value: cel`x` }, { key: 'b', value: cel`y`, optional: true }]).text).toBe('{"a": x, ?"b": y}');
  expect(celMap([]).text).toBe('{}');
});

test('conditions are joined by &&', () => {
  expect(String(all([cel`a`, cel`b`]))).toBe('a && b');
});

test('kro wants an expression in ${}', () => {
  expect(expression(cel`a.b`)).toBe('${a.b}');
});

test('a map in ${} does not begin with what Helm takes for its own', () => {
  expect(expression(celMap([{ key: 'a', value: cel`b` }]))).toBe('${ {"a": b} }');
});
