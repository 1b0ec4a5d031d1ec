import { TableTrait } from '../../src';
import { FIELDS } from '../../src/contract/fields';
import { joinTable, splitTable } from '../../src/contract/trait-parts';
import { traitFields, TRAITS } from '../../src/contract/traits';
import { validate } from '../../src/contract/validate';
import { cases } from '../differential/generate';

const NAMES = TRAITS.map(({ name }) => name);

test('TypeScript has a name for each trait', () => {
  expect(Object.values(TableTrait)).toEqual(NAMES);
});

test('all that a trait names is a field of the contract, and no field but the attributes belongs to two traits', () => {
  const named = TRAITS.flatMap(({ sets, required, optional }) => [...Object.keys(sets), ...required, ...optional]);
  expect(named.filter((name) => !FIELDS.some((field) => field.name === name))).toEqual([]);
  expect(named.filter((name, i) => named.indexOf(name) !== i)).toEqual(['attributeDefinitions']);
});

test('what a trait sets is a value of its field', () => {
  TRAITS.forEach(({ sets }) => Object.keys(sets).forEach((name) => {
    expect(validate(sets).filter(({ property, code }) => property === name && code !== 'Required')).toEqual([]);
  }));
});

test('a trait has its fields as the contract has them, and a list that must be given has an item', () => {
  const [global] = TRAITS.filter(({ name }) => name === TableTrait.GLOBAL_INDEX);
  expect(traitFields(global)).toEqual([
    { ...FIELDS.find(({ name }) => name === 'attributeDefinitions'), required: false, default: undefined },
    { ...FIELDS.find(({ name }) => name === 'globalSecondaryIndexes'), shape: expect.objectContaining({ minItems: 1, maxItems: 20 }), required: true, default: undefined },
  ]);
});

/** A table whose attribute definitions stand in the order of their names, which means nothing. */
function sorted(spec: any): any {
  const byName = [...spec.attributeDefinitions].sort((a, b) => (a.attributeName < b.attributeName ? -1 : 1));
  return { ...spec, attributeDefinitions: byName };
}

test('200 generated tables, split in any way, come together as they were', () => {
  let taken = 0;
  cases(20261124, 400).filter(({ spec }) => validate(spec).length === 0).forEach(({ spec }, i) => {
    const parts = splitTable(spec, NAMES.filter((_, j) => (i + 1) % (j + 2) > 0));
    taken += parts.traits.length;
    const { spec: joined, violations } = joinTable(parts);
    expect(violations).toEqual([]);
    expect(sorted(joined)).toEqual(sorted(spec));
  });
  expect(taken).toBeGreaterThan(150);
});

test.each([
  ['a scalar', { billingMode: 'PAY_PER_REQUEST' }, 'provisioned-capacity', { provisionedThroughput: {} }, ['billingMode']],
  ['an item of a list', { attributeDefinitions: [{ attributeName: 'a', attributeType: 'S' }] }, 'global-index', { attributeDefinitions: [{ attributeName: 'a', attributeType: 'N' }] }, ['attributeDefinitions']],
  ['nothing', { ttlEnabled: true, globalSecondaryIndexes: [{ indexName: 'a' }] }, 'global-index', { globalSecondaryIndexes: [{ indexName: 'a' }, { indexName: 'b' }] }, []],
])('a trait that contradicts the component in %s is reported', (_, properties, name, part, conflicts) => {
  const trait = TRAITS.find((each) => each.name === name)!;
  const { spec, violations } = joinTable({ properties, traits: [{ trait, properties: part }] });
  expect(violations.map(({ code, property }) => `${code} ${property}`)).toEqual(conflicts.map((property) => `TraitConflict ${property}`));
  // What a trait says of a list is left out, so that no rule looks at a mixture of both.
  const isList = conflicts.some((each) => Array.isArray((properties as Record<string, unknown>)[each]));
  expect(spec).toMatchObject(isList ? properties : conflicts.length > 0 ? { ...part, ...trait.sets } : { ...properties, ...part });
});
