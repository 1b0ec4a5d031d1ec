import { jsonFault } from '../../src/contract/json-fault';

/** The fault of each text is at ^, which is not in it. */
test.each([
  ['{"a": [^}', 'a value or ]'],
  ['{"a": [^}, "b": "}"}', 'a value or ]'],
  ['{"a": []}^}', 'nothing more'],
  ['{"a": []} ^// b', 'nothing more'],
  ['{"a": [1^}', ', or ]'],
  ['{"a": {"b": 1^]}', ', or }'],
  ['{^\'a\': 1}', 'a name in double quotes or }'],
  ['{\n^// c\n"a": 1}', 'a name in double quotes or }'],
  ['{"a": 1, ^b: 2}', 'a name in double quotes'],
  ['{"a": 1^,}', 'no comma'],
  ['{"a": [1^, ]}', 'no comma'],
  ['{"a": 1^\n"b": 2}', ', or }'],
  ['{"a": [{}^ {}]}', ', or ]'],
  ['{"a": 1,^, "b": 2}', 'a name in double quotes'],
  ['{"a": [1,^, 2]}', 'a value'],
  ['{"a"^ 1}', ':'],
  ['{"a" ^= 1}', ':'],
  ['{"a": ^True}', 'a value'],
  ['{"a": true^r}', ', or }'],
  ['{"a": 0^1}', ', or }'],
  ['{"a": 1^.}', ', or }'],
  ['{"a": "b^\nc"}', 'a closing " or an escape such as \\n'],
  ['{"a": "b^\\q"}', 'a closing " or an escape such as \\n'],
  ['{"a": "b^', 'a closing " or an escape such as \\n'],
  ['{"a":^ ', 'a value'],
  ['{"a"^ "b', ':'],
  ['{"a": 1^', ', or }'],
  ['{"a": 1^ \n', ', or }'],
  ['^', 'a value'],
])('in %j there is wanted %s', (marked, wanted) => {
  const at = marked.indexOf('^');
  expect(jsonFault(marked.replace('^', ''))).toEqual({ at, wanted });
});

test('whatever is changed in a text, there is a fault if and only if JSON.parse finds one, and not before it', () => {
  const text = '{"V": "2012\\n", "S": [{"E": -1.5e+3, "p": {}}, true, []]}';
  const changed = [...text].flatMap((_, i) => ['', ...'{}[],:"\\1e-. tx\n\u00a0'].flatMap((each) => [0, 1].map((gone) => text.slice(0, i) + each + text.slice(i + gone))));
  const wrong = changed.filter((each) => {
    const fault = jsonFault(each);
    try {
      JSON.parse(each);
      return fault !== undefined;
    } catch (error) {
      const [, position] = / at position (\d+)/.exec((error as Error).message) ?? [];
      // What is wanted behind a value, a comma too much, an escape, a number and a word begin before the place that the engine has.
      return fault === undefined || (position !== undefined && (fault.at > Number(position) || !/^[\s,\\.a-z+\d-]*$/.test(each.slice(fault.at, Number(position)))));
    }
  });
  expect(wrong).toEqual([]);
  expect(changed.length).toBeGreaterThan(1500);
});

test('a text of any length is read', () => {
  expect(jsonFault(`{"a": "${'x'.repeat(3_000_000)}"`)).toMatchObject({ wanted: ', or }' });
  expect(jsonFault('['.repeat(200_000))).toMatchObject({ wanted: 'a value or ]' });
});
