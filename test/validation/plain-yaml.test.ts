/** The fast reader against the library: it gives the same, or leaves the text to it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { parseByLibrary, parseText } from '../../src/import/parse';
import { printYamlOf } from '../../src/import/print/plain-yaml';
import { readPlainJson } from '../../src/validation/plain-json';
import { readPlainTexts, readPlainYaml } from '../../src/validation/plain-yaml';
import { readByLibrary, readYaml } from '../../src/validation/yaml';

const byLibrary = readByLibrary;

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => entry.isDirectory()
    ? yamlFiles(join(folder, entry.name)) : /\.ya?ml$/.test(entry.name) ? [join(folder, entry.name)] : []);
}

test.each([...yamlFiles('examples'), 'test/upgrade/released.yaml'])('%s', (file) => {
  const text = readFileSync(file, 'utf8');
  expect(readYaml(text)).toEqual(byLibrary(text));
});

test('what cdk8s writes of a table needs no library', () => {
  for (const name of ['basic', 'production', 'with-gsi', 'traits']) {
    const text = readFileSync(`examples/${name}.yaml`, 'utf8');
    expect({ name, plain: readPlainYaml(text) }).toEqual({ name, plain: { value: byLibrary(text)[0] } });
  }
});

const VALUES = [
  'a', 'N', 'n', 'Y', 'yes', 'No', 'on', 'off', 'true', 'True', 'TRUE', 'false', 'null', 'Null', '~', '', '0', '7', '-7', '+7', '007', '0775', '0o7', '0x1F', '1_000', '1.5', '1e3', '.5', '.inf', '.NaN',
  '1:30', '190:20:30', '2001-01-01', '123456789012', '1234567890123456789', 'us-east-1', 'a b', 'a  b', 'a: b', 'a:b', 'a :b', 'a #b', 'a#b', 'arn:aws:kms:us-east-1:123456789012:key/1', 'a,b', '[]', '{}', '[a]', '{a: b}', '[a', '"a"',
  '"a\\nb"', '"\\u0041"', '"\\x41"', '"a" b', "'a'", "'it''s'", '&a b', '*a', '!!str 5', '!tag', '|', '>', '|-', '- a', '-', '- - a', '@a', '`a', '%a', 'a%', 'é', 'a=b', '=', '<<', 'a:', '"a": b', '? a', 'a ', ' a', 'a\n  b', 'a\n\n  b', '\n  b', '\n    b: c\n  d: e',
  '\n- a\n- b', '\n  - a\n  - b: c\n    d: e\n  -\n    f: g\n  -', '\n  - - a\n  - -', '\n  -  a: b\n     c: d', '\n  - a: b\n   c: d', '\n  - a:\n    - b', '\n  - a:\n  - b', 'a\nkey: again', 'a\n__proto__: b', '\n# comment\n  b: c', '\n  b: c # comment', 'a\n...', 'a\n--- b', 'a\n---\n', 'a\n---\n---\nb: c', 'a\n---\n# only this\n',
];

/** The text is read as by the library, or refused as by it. */
function expectAsByLibrary(text: string): void {
  let expected: unknown;
  try {
    expected = byLibrary(text);
  } catch {
    expect(() => readYaml(text)).toThrow();
    return;
  }
  expect({ text, read: readYaml(text) }).toEqual({ text, read: expected });
}

test.each(VALUES)('a value %j, of a key and in a list', (value) => {
  for (const text of [`key: ${value}\n`, `key: ${value}`, `- ${value}\n`, `key:\n  in: ${value}\nlast: x\n`, `---\nkey: ${value}\n`, `# first\n---\nkey: ${value}\n`, `%YAML 1.1\n---\nkey: ${value}\n`, `\tkey: ${value}\n`, `key: ${value}\r\n`]) {
    expectAsByLibrary(text);
  }
});

test.each(['', '\n', '---\n', '# nothing\n', '---\n---\n', 'a\n', '"a"\n', '- a\n', 'a: b\n c: d\n', ' a: b\nc: d\n', 'y: 1\n', 'no: 1\n', '1: a\n', 'null: a\n', '"k": a\n', 'a b: c\n', 'a: b\n---\n', '---\na: b\n---\n\n---\nc: d', 'a: b\n---', 'a:\n---\nb:\n'])('a text %j', expectAsByLibrary);

const JSON_TEXTS = [
  '{}', '{"a": 1}', ' \n{"a": {"b": [1, {"c": "d: e"}, []]}, "y": true, "no": "N"}\n', '{"a": "x\\":", "b:": "\\u0041\\/"}', '{"a": 1.5, "b": -0.25, "c": 100, "d": null}',
  '{"a": {"k": 1}, "b": {"k": 1}}', '{"__proto__": 1}', '{"a": 1, "a": 2}', '{"a": {"k": 1, "k": 2}}', '{"a": 1,}', '{a: 1}', '{"a": 1}\n---\n{"b": 2}', '{"a": 1} # end', '{"a": [1, 2}', `${'{"a":'.repeat(20)}1${'}'.repeat(20)}`,
];

test.each(JSON_TEXTS)('a text of JSON %j', expectAsByLibrary);

test('JSON needs no library, unless a key stands in it twice or it is nested without end', () => {
  expect(readPlainJson('{"a": {"b": 1}}')).toEqual([{ value: { a: { b: 1 } }, start: 0, end: 15 }]);
  expect(readPlainJson('{"a": "}{"} {}')!.map(({ value }) => value)).toEqual([{ a: '}{' }, {}]);
  expect(readPlainJson('{}, {}')).toBeUndefined();
  expect(readPlainJson('{"a": {"b": 1, "b": 2}}')).toBeUndefined();
  expect(readPlainJson(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)).toBeUndefined();
});

describe('texts alone, as import reads them', () => {
  const tagged = (tag: string, value: string) => ({ [tag]: value });
  const values = [
    ...VALUES, '!Ref A', '!Sub a-${B}', "!Sub '${AWS::StackName}-b'", '!Sub "${A}: b"', '!GetAtt A.B', '!Ref', '!Ref A B', '!Ref !Sub A', '!Ref [a]', '!Ref &a b', '!ref A', '!Ref a # b', '!Ref a: b',
    '${A}-b', '$a', '{a}', 'a{b}', 'a}b', 'a$', '2012-10-17', '1.10', '-1', 'a::b', 'AWS::DynamoDB::Table', 'a::', '::a', '!Sub\n  - a', '!Sub |\n    a\n', 'a\nAWS::b: c', 'a\na:b: c', 'a\na:: c', 'a\nFn::Sub: x', 'a\nFn::Sub:: x',
  ];

  test.each(values)('%j', (value) => {
    for (const text of [`key: ${value}\n`, `- ${value}\n`, `key:\n  in: ${value}\nlast: x\n`, `key:\n  - in: ${value}\n    on: 5\n`]) {
      let expected: unknown[];
      try {
        expected = parseByLibrary(text);
      } catch {
        expect(() => parseText(text)).toThrow();
        continue;
      }
      expect({ text, read: parseText(text) }).toEqual({ text, read: expected });
    }
  });

  test('what people write in a template needs no library', () => {
    const text = "Resources:\n  A:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: !Sub '${AWS::StackName}-a'\n      Tags:\n        - Key: a\n          Value: !Ref Stage\n        - Key: zip\n          Value: 975\n";
    expect(readPlainTexts(text, tagged, (plain) => plain)).toEqual({
      value: { Resources: { A: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: { '!Sub': '${AWS::StackName}-a' }, Tags: [{ Key: 'a', Value: { '!Ref': 'Stage' } }, { Key: 'zip', Value: '975' }] } } } },
    });
  });
});

/** cdk8s leaves the octal numbers of YAML 1.2 bare, and numbers with a large letter, which kubectl then reads as numbers. */
const asCdk8s = (object: object): string => Yaml.stringify(object).replace(/(?<=^|[-:] |\s)([-+]?0(?:[oO][0-7]+|X[\dA-Fa-f]+|B[01]+))(?=:? *$)/gm, '"$1"');

describe('printed as by cdk8s, but numbers that it does not know', () => {
  const texts = fc.oneof(fc.constantFrom(...VALUES), fc.string(), fc.string({ unit: 'binary' }));
  const keys = fc.oneof(fc.constantFrom('a', 'y', 'on', '1', 'a b', 'a:b', '-', '', '__proto__', '<<'), fc.string());
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ depthSize: 'small' }, texts, fc.boolean(), fc.integer(), fc.constantFrom(null, 1.5, -0, 1e21, NaN), fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(keys, tie('tree'), { maxKeys: 3 })),
  }));

  test('any object', () => {
    fc.assert(fc.property(fc.dictionary(keys, tree, { minKeys: 1, maxKeys: 4 }), (object) => {
      const text = printYamlOf(object);
      const json = JSON.stringify(object);
      /__proto__|<</.test(json) || expect(readYaml(text)).toEqual([JSON.parse(json)]);
      // What cdk8s writes in several lines, or does not write as it is to be read, is JSON.
      fc.pre(!/0[oOXB][\da-fA-F]|\\n|[[,]\[|[\u007f-\u009f\u2028\u2029\ufffe\uffff]|-0|NaN|null|e\+21/.test(json));
      expect(text).toBe(Yaml.stringify(object));
    }), { numRuns: 3_000 });
  });

  test.each([...VALUES, '0X0', '-0XfF', '0B1', '0O17', 'E0', 'E1', 'e88', 'e-5', 'E+12', 'e1x', '\u2003', 'a\u3000', '\ufeff'])('%j', (value) => {
    for (const object of [{ key: value }, { key: [value, { key: value }] }, { key: { in: value } }]) {
      const text = printYamlOf(object);
      expect(readYaml(text)).toEqual([object]);
      value.includes('\n') || expect(text).toBe(asCdk8s(object));
    }
  });
});

test.each(['\u007f', '\u0080', '\u0085', '\u009f', '\u2028', '\u2029', '\ufffe', '\uffff', '\n\u007f'])('what ends a line to kubectl, or is rejected, is printed as a character: %j', (sign) => {
  const object = { [`k${sign}`]: `b${sign}c`, in: { list: [`"${sign}`] } };
  const text = printYamlOf(object);
  expect(text).not.toContain(sign);
  expect(readYaml(text)).toEqual([object]);
});

test('a fault is reported with its line in the whole text', () => {
  expect(() => readYaml('a: b\n---\nc: [1\n')).toThrow('line 4');
});
