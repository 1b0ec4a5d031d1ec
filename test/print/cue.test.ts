import fc from 'fast-check';
import { cue, cueBlock, cueEither, cueFields, cueLines, cueStruct } from '../../src/print/cue';

test('what stands in the template is code, what is interpolated is a quoted value', () => {
  expect(cue`string & =~${'^a"$'} & ${cue`>=1`} | ${2} | ${true}`.text).toBe('string & =~"^a\\"$" & >=1 | 2 | true');
});

test('an interpolation of CUE in a value is only text', () => {
  expect(cue`${'\\(context.name)'}`.text).toBe('"\\\\(context.name)"');
});

test('any text reads back as itself, and no backslash is left to start an interpolation', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (value) => {
    const { text } = cue`${value}`;
    expect(JSON.parse(text)).toBe(value);
    expect(text.replaceAll('\\\\', '')).not.toContain('\\(');
  }));
});

test('a struct is indented with tabs and shows usage, optional fields and quoted labels', () => {
  expect(cueStruct([
    { label: 'name', value: cue`string`, usage: 'The name,\non one line.' },
    { label: 'inner', value: cueStruct([{ label: 'a', value: cue`int` }]), optional: true },
    { label: 'aws-dynamodb', value: cue`_` },
    { label: '#Type', value: cue`_` },
  ]).text).toBe([
    '{',
    '\t// +usage=The name, on one line.',
    '\tname: string',
    '\tinner?: {',
    '\t\ta: int',
    '\t}',
    '\t"aws-dynamodb": _',
    '\t#Type: _',
    '}',
  ].join('\n'));
});

test('a label cannot become code', () => {
  expect(cueFields([{ label: 'a: {}, b', value: cue`_` }]).text).toBe('"a: {}, b": _');
});

test('the default of several values is marked and named once', () => {
  expect(cueEither([cue`"A"`, cue`"B"`], cue`"B"`).text).toBe('*"B" | "A"');
  expect(cueEither([cue`"A"`, cue`"B"`]).text).toBe('"A" | "B"');
});

test('a block keeps its lines, and refuses text that would end it', () => {
  expect(cueBlock('a: 1\n\nb: "\\(c)"').text).toBe('#"""\n\ta: 1\n\n\tb: "\\(c)"\n\t"""#');
  expect(() => cueBlock('a: """#')).toThrow('would end');
  expect(() => cueBlock('a: \\#(b)')).toThrow('would end');
});

test('pieces stand below each other', () => {
  expect(String(cueLines([cue`a`, cue`b`]))).toBe('a\nb');
});

test('no literal holds what Helm takes for its own', () => {
  expect(cue`${'{{ .Values.a }} {{{'}`.text).toBe('"{\\u007b .Values.a }} {\\u007b{"');
});
