import { CASES, VALID } from './rule-cases';
import { RULES } from '../../src/contract/rules';
import { validate } from '../../src/contract/validate';

test.each(CASES)('%s', (_, spec, refused) => {
  expect(validate(spec as any).map(({ property, code }) => `${property} ${code}`)).toEqual(refused);
});

test('every rule has a case that it refuses, and says what holds and where it is written', () => {
  const refusing = new Set(CASES.flatMap(([, , refused]) => refused.map((line) => line.split(' ')[1])));
  expect(RULES.map((rule) => rule.code).filter((code) => !refusing.has(code))).toEqual([]);
  expect(RULES.filter((rule) => !/\.$/.test(rule.statement) || rule.source === '')).toEqual([]);
});

describe('where shapes are wrong', () => {
  test('rules judge the rest, and do not repeat what was said', () => {
    const spec = { ...VALID, billingMode: 'PROVISIONED', provisionedThroughput: 'much', streamViewType: 'KEYS_ONLY', tags: [5] };
    expect(validate(spec).map(({ property, code }) => `${property} ${code}`)).toEqual([
      'provisionedThroughput InvalidType', 'tags[0] InvalidType', 'streamViewType StreamViewType',
    ]);
  });

  test('every wrong part of an item is named', () => {
    const spec = { ...VALID, globalSecondaryIndexes: [{ indexName: 5, keySchema: [{}], projection: { projectionType: 'INCLUDE', nonKeyAttributes: [1] }, colour: 'red' }] };
    expect(validate(spec).map(({ property, code }) => `${property} ${code}`)).toEqual([
      'globalSecondaryIndexes[0].indexName InvalidType',
      'globalSecondaryIndexes[0].keySchema[0].attributeName Required',
      'globalSecondaryIndexes[0].keySchema[0].keyType Required',
      'globalSecondaryIndexes[0].projection.nonKeyAttributes[0] InvalidType',
      'globalSecondaryIndexes[0].colour UnknownProperty',
    ]);
  });

  test.each([null, 5, 'text', [], {}, undefined])('%p in place of any field is judged without failing', (value) => {
    for (const name of ['tableName', 'billingMode', 'attributeDefinitions', 'keySchema', 'provisionedThroughput', 'globalSecondaryIndexes', 'streamEnabled', 'tags', 'replicas']) {
      expect(Array.isArray(validate({ ...VALID, [name]: value }))).toBe(true);
    }
  });
});
