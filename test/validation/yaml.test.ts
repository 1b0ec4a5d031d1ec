import { PLAIN_SCALARS } from './scalars';
import { readByLibrary, readYaml, UnreadableYaml } from '../../src/validation/yaml';

test.each(PLAIN_SCALARS)('%j is %j, as for kubectl', (text, value) => {
  expect(readYaml(`a: ${text}\nb: [${text}]\n`)).toEqual([{ a: value, b: text === '' ? [] : [value] }]);
  expect(readByLibrary(`a: ${text}\n`)).toEqual([{ a: value }]);
});

test('keys become text', () => {
  expect(readYaml('1: a\n1.5: b\ny: c\n"n": d\n')).toEqual([{ 1: 'a', 1.5: 'b', true: 'c', n: 'd' }]);
});

test('merge keys and anchors', () => {
  expect(readYaml('a: &a {x: 1}\nb:\n  <<: *a\n  z: 2\n')).toEqual([{ a: { x: 1 }, b: { x: 1, z: 2 } }]);
});

test.each(['%YAML 1.2\n---\na: b\n', '%YAML 1.1\n---\na: b\n', '# a comment\n%TAG ! tag:x,2000:\n---\na: b\n'])('kubectl rejects a directive: %j', (text) => {
  expect(() => readYaml(text)).toThrow(UnreadableYaml);
  expect(() => readYaml(text)).toThrow(/^kubectl rejects the directive "%(YAML|TAG) .*" at line \d\. Remove the line$/);
});

test.each(['{a: 1}: b\n', 'c:\n  ? [a]\n  : b\n', 'd: [{x: {{ y }}}]\n'])('kubectl rejects a key that is a map or a list: %j', (text) => {
  expect(() => readYaml(text)).toThrow(/^kubectl rejects a map or a list as a key at line [12]/);
});

describe('a template that is not rendered', () => {
  test.each([
    ['a: {{ .Values.a }}-b\n', 'Unexpected scalar at node end at line 1, column 19. This is a template, with "{{ .Values.a }}" at line 1. Render it first'],
    ['# {{ no }}\na: b\n{{- if .Values.a }}\nb: c\n{{- end }}\n', '. This is a template, with "{{- if .Values.a }}" at line 3. Render it first'],
    ['a:\n  {{ toYaml (dict "a" (list 1)) | nindent 2 }}\n', 'This is a template, with "{{ toYaml (dict \\"a\\" (list 1)) | nindent 2 }}" at line 2.'],
    ['a: {{ b }}\n', 'kubectl rejects a map or a list as a key at line 1. This is a template'],
  ])('is told so: %j', (text, message) => {
    expect(() => readYaml(text)).toThrow(message);
  });

  test('a variable in the line that cannot be read', () => {
    expect(() => readYaml('a: 1\nb: {name: orders-${ENV}}\n')).toThrow(/at line 2, column \d+\. This is a template, with "\$\{ENV\}" at line 2\./);
    expect(() => readYaml('a: ${ENV}\nb: [\n')).toThrow(/^(?!.*template)/);
  });

  test('what only speaks of one is none', () => {
    expect(() => readYaml('# {{ no }}\na: [\n')).toThrow(/^(?!.*template)/);
  });
});

test('what is nested too deep is told so', () => {
  expect(() => readYaml(`a: ${'['.repeat(5000)}${']'.repeat(5000)}\n`)).toThrow(/^values are nested more than 200 levels deep$/);
});

describe('spaces of web pages', () => {
  test('are told, where the parser stumbles over them', () => {
    expect(() => readYaml('# a\na:\n\u00a0\u00a0b: [c]\n\u00a0\u00a0d: e: f\n')).toThrow(/\. Line 3 begins with a space that YAML does not know, such as a non-breaking one\. Type the spaces again$/);
  });

  test('are part of a key or a text, as for kubectl, and indent nothing', () => {
    expect(readYaml('a:\n\u00a0\u00a0b: c\n')).toEqual([{ 'a': null, '\u00a0\u00a0b': 'c' }]);
    expect(readYaml('a: "\u00a0b"\n')).toEqual([{ a: '\u00a0b' }]);
  });
});

test('a % within a text is no directive', () => {
  expect(readYaml('a: |\n  b\n%c: d\n'.replace('%c: d', '  %c'))).toEqual([{ a: 'b\n%c\n' }]);
});

test('tabs may separate, and not indent', () => {
  expect(readYaml('a:\tb\t\nc: {\t"d": 1}\n')).toEqual([{ a: 'b', c: { d: 1 } }]);
  expect(readYaml('{\n\t"a": {\n\t\t"b": 1\n\t}\n}\n')).toEqual([{ a: { b: 1 } }]);
  expect(() => readYaml('a:\n\tb: 1\n')).toThrow('Tabs are not allowed as indentation at line 2');
});

test('many empty lines before the first marker cost no time', () => {
  const text = `${'\n'.repeat(2000)}a: b\n---\nc: d\n`;
  const start = Date.now();
  expect(readYaml(text)).toEqual([{ a: 'b' }, { c: 'd' }]);
  expect(Date.now() - start).toBeLessThan(1000);
});

// As go-yaml v2 of kubectl reads them: run with sigs.k8s.io/yaml 1.6.0.
describe.each(['\u0085', '\u2028', '\u2029'])('a line separator of Unicode: %j', (sign) => {
  test.each([`a: b${sign}c\n`, `o:\n  a: b${sign}c\n  d: e\n`, `a: |\n  b${sign}c\nd: 1\n`])('ends a line: %j', (text) => {
    expect(() => readYaml(text)).toThrow(UnreadableYaml);
  });

  test('ends a comment, and a value in brackets', () => {
    expect(readYaml(`# x${sign}y: 1\nz: 2\n`)).toEqual([{ true: 1, z: 2 }]);
    expect(readYaml(`a: [b${sign} , c]\n`)).toEqual([{ a: ['b', 'c'] }]);
  });

  test('is a character in quotes, and in JSON', () => {
    expect(readYaml(`a: "b${sign}c"\nd: 1\n`)).toEqual([{ a: `b${sign}c`, d: 1 }]);
    expect(readYaml(`a: 'b${sign}c'\n`)).toEqual([{ a: `b${sign}c` }]);
    expect(readYaml(JSON.stringify({ a: `b${sign}c` }))).toEqual([{ a: `b${sign}c` }]);
  });
});

// As sigs.k8s.io/yaml 1.4.0 reads them, run.
test.each([
  ['a: "x\ufeffy"\n', { a: 'x\ufeffy' }],
  ['a: x\ufeffy\n', { a: 'x\ufeffy' }],
  ['a: \ufeffx\n', { a: '\ufeffx' }],
  ['a: 5\ufeff\n', { a: '5\ufeff' }],
  ['a: \ufeff\n', { a: '\ufeff' }],
  ['a: 1\n\ufeffb: 2\n', { 'a': 1, '\ufeffb': 2 }],
  ['\ufeff\ufeffa: 1\n', { a: 1 }],
  ['a: |\n  x\ufeffy\n  \ufeffz\n', { a: 'x\ufeffy\n\ufeffz\n' }],
  ['# c\ufeff\na: [\ufeffx, y\ufeff]\n', { a: ['\ufeffx', 'y\ufeff'] }],
])('a byte order mark within a text is a character: %j', (text, value) => {
  expect(readYaml(text)).toEqual([value]);
  expect(readByLibrary(text)).toEqual([value]);
});
