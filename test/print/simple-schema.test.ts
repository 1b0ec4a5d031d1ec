import fc from 'fast-check';
import { simpleSchema } from '../../src/print/simple-schema';

test('a type without markers is the type alone', () => {
  expect(simpleSchema('boolean', { required: false, enum: undefined })).toBe('boolean');
});

test('markers have kro\'s names and their values are quoted where they are text', () => {
  expect(simpleSchema('string', { required: true, immutable: true, default: 'S', enum: ['S', 'N'], minLength: 1, description: 'A "type".' }))
    .toBe('string | required=true immutable=true default="S" enum="S,N" minLength=1 description="A \\"type\\"."');
});

test('a default of false is written', () => {
  expect(simpleSchema('boolean', { default: false })).toBe('boolean | default=false');
});

test('a pattern keeps its backslashes', () => {
  expect(simpleSchema('string', { pattern: '^a\\.b|c$' })).toBe('string | pattern="^a\\\\.b|c$"');
});

// kro's reader: takes off the quotes and one level of escapes; a default it then reads as JSON between quotes.
const read = (marker: string): string => {
  const [, quoted] = /^string \| \w+="(.*)"$/s.exec(marker)!;
  return quoted.replace(/\\(["\\])/g, '$1');
};

test('any text comes back from kro as itself', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (value) => {
    expect(read(simpleSchema('string', { description: value }))).toBe(value);
    expect(JSON.parse(`"${read(simpleSchema('string', { default: value }))}"`)).toBe(value);
  }));
});
