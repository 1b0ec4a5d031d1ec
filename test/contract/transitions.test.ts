import { FIELDS } from '../../src/contract/fields';
import { TRANSITIONS } from '../../src/contract/rules/transitions';

test('every immutable field is guarded, where it appears and disappears too', () => {
  const [{ cel }] = TRANSITIONS.filter(({ code }) => code === 'Immutable');
  const immutable = FIELDS.filter((field) => field.immutable).map(({ name }) => name);
  expect(immutable).toEqual(['tableName', 'region', 'keySchema', 'localSecondaryIndexes']);
  expect(immutable.filter((name) => !cel.text.includes(`(variables.old.?${name} == variables.spec.?${name} `))).toEqual([]);
});
