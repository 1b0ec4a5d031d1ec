import fc from 'fast-check';
import { FIELDS } from '../../src/contract/fields';
import { objectTypes } from '../../src/contract/shape';
import { schemaSpec, schemaTypes } from '../../src/kro/schema';
import { parseSimpleSchema } from '../../src/print/parse-simple-schema';
import { Markers, simpleSchema } from '../../src/print/simple-schema';

const text = fc.string({ unit: 'binary' });
const bound = fc.integer();
const markers: fc.Arbitrary<Markers> = fc.record({
  required: fc.constant(true),
  immutable: fc.constant(true),
  default: fc.oneof(text, fc.integer(), fc.boolean()),
  // kro splits at commas and trims.
  enum: fc.array(text.map((value) => value.replaceAll(',', '').trim()).filter((value) => value !== ''), { minLength: 1 }),
  pattern: text,
  minLength: bound,
  maxLength: bound,
  minimum: bound,
  maximum: bound,
  minItems: bound,
  maxItems: bound,
  description: text,
}, { requiredKeys: [] });

test('parsing undoes printing', () => {
  fc.assert(fc.property(fc.constantFrom('string', 'boolean', 'integer', '[]string', '[]Tag', 'Tag'), markers, (type, given) => {
    expect(parseSimpleSchema(simpleSchema(type, given))).toEqual({ type, markers: given });
  }));
});

test('all that the contract prints is read, and printed again the same', () => {
  const printed = [schemaSpec({}), ...Object.values(schemaTypes())].flatMap((fields) => Object.values(fields));
  const fields = [FIELDS, ...objectTypes(FIELDS).map((type) => type.fields)].flat();
  expect(printed).toHaveLength(fields.length);
  for (const field of printed) {
    const { type, markers: read } = parseSimpleSchema(field);
    expect(simpleSchema(type, read)).toBe(field);
  }
});

test('a bar, a quote or an equals sign in text ends nothing', () => {
  expect(parseSimpleSchema('string | description="a | b=\\"c\\"" pattern="^a|b$" required=true')).toEqual({
    type: 'string', markers: { description: 'a | b="c"', pattern: '^a|b$', required: true },
  });
});

test.each([
  ['string | uniqueItems=true', '"uniqueItems=true" is no marker'],
  ['string | required=true toString=1', '"toString=1" is no marker'],
  ['string | required', '"required" is no marker'],
  ['string | description="open', '"description=\\"open" is no marker'],
])('%s is refused', (written, message) => {
  expect(() => parseSimpleSchema(written)).toThrow(message);
});
