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

describe('what has to be removed altogether is reported first, whatever its shape', () => {
  const found = (spec: object) => validate({ ...VALID, ...spec } as any).map(({ property, code, fix }) => `${property} ${code}: ${fix}`);
  const zero = { readCapacityUnits: 0, writeCapacityUnits: 0 };
  const index = { indexName: 'one', keySchema: [{ attributeName: 'pk', keyType: 'HASH' }], projection: { projectionType: 'ALL' } };

  test.each<[string, object, string[]]>([
    ['0/0 on demand, as describe-table shows it', { billingMode: 'PAY_PER_REQUEST', provisionedThroughput: zero, globalSecondaryIndexes: [{ ...index, provisionedThroughput: zero }] }, [
      'provisionedThroughput ThroughputForbidden: Remove it, or set billingMode to PROVISIONED.',
      'globalSecondaryIndexes[0].provisionedThroughput ThroughputForbidden: Remove it, or set billingMode to PROVISIONED.',
    ]],
    ['capacity of any shape on demand', { provisionedThroughput: 'none' }, ['provisionedThroughput ThroughputForbidden: Remove it, or set billingMode to PROVISIONED.']],
    ['caps of any shape with PROVISIONED', { billingMode: 'PROVISIONED', provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 }, onDemandThroughput: { maxReadRequestUnits: 0, maxWriteRequestUnits: '' } }, [
      'onDemandThroughput OnDemandThroughput: Remove it, or set billingMode to PAY_PER_REQUEST, without provisionedThroughput.',
    ]],
    ['no attributes with ALL', { globalSecondaryIndexes: [{ ...index, projection: { projectionType: 'ALL', nonKeyAttributes: [] } }] }, [
      'globalSecondaryIndexes[0].projection.nonKeyAttributes InvalidCount: Remove it: without it, there is none.',
    ]],
    ['an empty view type without a stream', { streamEnabled: false, streamViewType: '' }, ['streamViewType InvalidValue: Remove it: without it, there is none.']],
    ['an empty attribute without time to live', { ttlEnabled: false, ttlAttributeName: '' }, ['ttlAttributeName InvalidLength: Remove it: without it, there is none.']],
    ['an empty attribute with time to live', { ttlEnabled: true, ttlAttributeName: '' }, ['ttlAttributeName TimeToLive: Name the attribute that holds the expiry time.']],
    ['empty texts', { kmsMasterKeyID: '', resourcePolicy: '', deletionPolicy: '', providerConfigRef: { name: '' }, tableClass: null }, [
      'kmsMasterKeyID InvalidValue: Remove it: without it, there is none.',
      'tableClass InvalidType: Remove it: the default is STANDARD, if the platform has no other.',
      'resourcePolicy InvalidLength: Remove it: without it, there is none.',
      'deletionPolicy InvalidValue: Remove it: without it, there is none.',
      'providerConfigRef.name InvalidValue: Give a value, or remove providerConfigRef: without it, there is none.',
    ]],
    ['empty lists', { globalSecondaryIndexes: [], localSecondaryIndexes: [], tags: [], backups: [], replicas: [] }, []],
    ['no indexes of a replica', { streamEnabled: true, replicas: [{ regionName: 'eu-west-1', globalSecondaryIndexes: [] }] }, ['replicas[0].globalSecondaryIndexes InvalidCount: Remove it: without it, there is none.']],
    ['capacity of a replica on demand, which is wrong by itself', { streamEnabled: true, replicas: [{ regionName: 'eu-west-1', provisionedThroughputOverride: { readCapacityUnits: 0 }, globalSecondaryIndexes: [{ indexName: 'one' }] }], globalSecondaryIndexes: [index] }, [
      'replicas[0].provisionedThroughputOverride ReplicaCapacity: Remove it.', 'replicas[0].globalSecondaryIndexes ReplicaCapacity: Remove it.',
    ]],
    ['a period without recovery, of any length', { pointInTimeRecoveryEnabled: false, recoveryPeriodInDays: 0 }, ['recoveryPeriodInDays RecoveryPeriod: Remove recoveryPeriodInDays.']],
  ])('%s', (_, spec, expected) => expect(found(spec)).toEqual(expected));
});

test('where text is wanted, what YAML reads as something else is to be quoted, and a policy is JSON', () => {
  const fixes = (spec: object) => validate({ ...VALID, ...spec } as any).map(({ property, fix }) => `${property}: ${fix}`);
  expect(fixes({ tags: [{ key: 'terraform-managed', value: true }, { key: 'cost-centre', value: 17 }] })).toEqual([
    'tags[0].value: Give text.', 'tags[1].value: Give text.',
  ]);
  expect(fixes({ resourcePolicy: { Version: '2012-10-17' } })).toEqual(['resourcePolicy: Give JSON text. In YAML, write "resourcePolicy: |", and the JSON below it, indented.']);
});

describe('where shapes are wrong', () => {
  test('rules validate the rest, and do not repeat what was reported', () => {
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

  test.each([null, 5, 'text', [], {}, undefined])('%p in place of any field is validated without failing', (value) => {
    for (const name of ['tableName', 'billingMode', 'attributeDefinitions', 'keySchema', 'provisionedThroughput', 'globalSecondaryIndexes', 'streamEnabled', 'tags', 'replicas']) {
      expect(Array.isArray(validate({ ...VALID, [name]: value }))).toBe(true);
    }
  });
});
