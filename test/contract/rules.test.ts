import { RULES } from '../../src/contract/rules';
import { validate } from '../../src/contract/validate';

const key = (attributeName: string, keyType = 'HASH') => ({ attributeName, keyType });
const string = (attributeName: string) => ({ attributeName, attributeType: 'S' });
const units = { readCapacityUnits: 1, writeCapacityUnits: 1 };
const ALL = { projectionType: 'ALL' };
const index = (indexName: string, more: object = {}) => ({ indexName, keySchema: [key('pk')], projection: ALL, ...more });
const names = (count: number) => Array.from({ length: count }, (_, i) => `attribute-${i}`);

const VALID = { tableName: 'orders', region: 'us-east-1', attributeDefinitions: [string('pk')], keySchema: [key('pk')] };
const WITH_SORT_KEY = { ...VALID, attributeDefinitions: [string('pk'), string('sk')], keySchema: [key('pk'), key('sk', 'RANGE')] };

/** Each rule on what it allows and what it refuses: `property code`. */
const CASES: Array<[what: string, spec: object, refused: string[]]> = [
  ['the least', VALID, []],
  ['a sort key', WITH_SORT_KEY, []],

  ['RANGE first', { ...VALID, keySchema: [key('pk', 'RANGE')] }, ['keySchema InvalidKeySchema']],
  ['RANGE before HASH', { ...WITH_SORT_KEY, keySchema: [key('pk', 'RANGE'), key('sk')] }, ['keySchema InvalidKeySchema']],
  ['two HASH keys of a table', { ...WITH_SORT_KEY, keySchema: [key('pk'), key('sk')] }, ['keySchema InvalidKeySchema']],
  ['one attribute twice in a key', { ...VALID, keySchema: [key('pk'), key('pk', 'RANGE')] }, ['keySchema[1].attributeName InvalidKeySchema']],
  ['four HASH keys of a global index', { ...VALID, attributeDefinitions: ['pk', 'a', 'b', 'c'].map(string), globalSecondaryIndexes: [index('many', { keySchema: ['pk', 'a', 'b', 'c'].map((name) => key(name)) })] }, []],
  ['five HASH keys of a global index', { ...VALID, attributeDefinitions: ['pk', 'a', 'b', 'c', 'd'].map(string), globalSecondaryIndexes: [index('many', { keySchema: ['pk', 'a', 'b', 'c', 'd'].map((name) => key(name)) })] }, ['globalSecondaryIndexes[0].keySchema InvalidKeySchema']],

  ['a key without its attribute', { ...VALID, keySchema: [key('id')] }, ['keySchema[0].attributeName UndefinedAttribute', 'attributeDefinitions[0].attributeName UnusedAttribute']],
  ['an attribute without a key', { ...VALID, attributeDefinitions: [string('pk'), string('extra')] }, ['attributeDefinitions[1].attributeName UnusedAttribute']],
  ['an attribute defined twice', { ...VALID, attributeDefinitions: [string('pk'), { attributeName: 'pk', attributeType: 'N' }] }, ['attributeDefinitions[1].attributeName DuplicateAttribute']],

  ['two indexes of one name', { ...WITH_SORT_KEY, globalSecondaryIndexes: [index('same')], localSecondaryIndexes: [index('same', { keySchema: [key('pk'), key('sk', 'RANGE')] })] }, ['localSecondaryIndexes[0].indexName DuplicateIndexName']],
  ['a local index without a sort key of the table', { ...VALID, attributeDefinitions: ['pk', 'sk'].map(string), localSecondaryIndexes: [index('local', { keySchema: [key('pk'), key('sk', 'RANGE')] })] }, ['localSecondaryIndexes[0] LocalIndexKeys']],
  ['a local index with another partition key', { ...WITH_SORT_KEY, localSecondaryIndexes: [index('local', { keySchema: [key('sk'), key('pk', 'RANGE')] })] }, ['localSecondaryIndexes[0].keySchema[0].attributeName LocalIndexKeys']],

  ['INCLUDE with attributes', { ...VALID, globalSecondaryIndexes: [index('some', { projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['a'] } })] }, []],
  ['INCLUDE without attributes', { ...VALID, globalSecondaryIndexes: [index('some', { projection: { projectionType: 'INCLUDE' } })] }, ['globalSecondaryIndexes[0].projection.nonKeyAttributes NonKeyAttributes']],
  ['ALL with attributes', { ...VALID, globalSecondaryIndexes: [index('some', { projection: { ...ALL, nonKeyAttributes: ['a'] } })] }, ['globalSecondaryIndexes[0].projection.nonKeyAttributes NonKeyAttributes']],
  ['an attribute included twice', { ...VALID, globalSecondaryIndexes: [index('some', { projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['a', 'a'] } })] }, ['globalSecondaryIndexes[0].projection.nonKeyAttributes[1] NonKeyAttributes']],
  ['100 projected attributes', { ...VALID, globalSecondaryIndexes: names(5).map((name) => index(name, { projection: { projectionType: 'INCLUDE', nonKeyAttributes: names(20) } })) }, []],
  ['101 projected attributes, repeats counted', { ...VALID, globalSecondaryIndexes: [...names(5).map((name) => index(name, { projection: { projectionType: 'INCLUDE', nonKeyAttributes: names(20) } })), index('one-more', { projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['attribute-0'] } })] }, ['globalSecondaryIndexes NonKeyAttributes']],

  ['PROVISIONED with throughput everywhere', { ...VALID, billingMode: 'PROVISIONED', provisionedThroughput: units, globalSecondaryIndexes: [index('one', { provisionedThroughput: units })] }, []],
  ['PROVISIONED without throughput', { ...VALID, billingMode: 'PROVISIONED', globalSecondaryIndexes: [index('one')] }, ['provisionedThroughput ThroughputRequired', 'globalSecondaryIndexes[0].provisionedThroughput ThroughputRequired']],
  ['on demand with throughput', { ...VALID, provisionedThroughput: units, globalSecondaryIndexes: [index('one', { provisionedThroughput: units })] }, ['provisionedThroughput ThroughputForbidden', 'globalSecondaryIndexes[0].provisionedThroughput ThroughputForbidden']],
  ['caps', { ...VALID, billingMode: 'PAY_PER_REQUEST', onDemandThroughput: { maxReadRequestUnits: 1 }, globalSecondaryIndexes: [index('one', { onDemandThroughput: { maxWriteRequestUnits: -1 } })] }, []],
  ['caps of nothing', { ...VALID, onDemandThroughput: {} }, ['onDemandThroughput OnDemandThroughput']],
  ['caps of 0', { ...VALID, onDemandThroughput: { maxReadRequestUnits: 0, maxWriteRequestUnits: 1 } }, ['onDemandThroughput.maxReadRequestUnits OnDemandThroughput']],
  ['caps with PROVISIONED', { ...VALID, billingMode: 'PROVISIONED', provisionedThroughput: units, onDemandThroughput: { maxReadRequestUnits: 1 } }, ['onDemandThroughput OnDemandThroughput']],

  ['a stream', { ...VALID, streamEnabled: true }, []],
  ['a view type without a stream', { ...VALID, streamViewType: 'KEYS_ONLY' }, ['streamViewType StreamViewType']],

  ['AES256, as the original wrote it', { ...VALID, sseEnabled: true, sseType: 'AES256' }, []],
  ['KMS without a key', { ...VALID, sseEnabled: true, sseType: 'KMS' }, []],
  ['KMS that is not enabled', { ...VALID, sseType: 'KMS' }, ['sseType Encryption']],
  ['a key without KMS', { ...VALID, sseEnabled: true, sseType: 'AES256', kmsMasterKeyID: 'arn:aws:kms:us-east-1:123456789012:key/a' }, ['kmsMasterKeyID Encryption']],

  ['time to live', { ...VALID, ttlEnabled: true, ttlAttributeName: 'at' }, []],
  ['time to live without its attribute', { ...VALID, ttlEnabled: true }, ['ttlAttributeName TimeToLive']],
  ['an attribute without time to live', { ...VALID, ttlEnabled: false, ttlAttributeName: 'at' }, ['ttlAttributeName TimeToLive']],

  ['tags with all that they may have', { ...VALID, tags: [{ key: 'Größe 1+-=._:/@', value: '' }] }, []],
  ['a tag given twice', { ...VALID, tags: [{ key: 'a', value: '' }, { key: 'a', value: 'b' }] }, ['tags[1].key Tags']],
  ['a tag with a dollar', { ...VALID, tags: [{ key: '$', value: '{' }] }, ['tags[0].key Tags', 'tags[0].value Tags']],
  ['a tag of AWS', { ...VALID, tags: [{ key: 'AWS:x', value: '' }] }, ['tags[0].key Tags']],

  ['two backups of one name', { ...VALID, backups: [{ name: 'first' }, { name: 'first' }] }, ['backups[1].name DuplicateBackupName']],

  ['a replica', { ...VALID, streamEnabled: true, replicas: [{ regionName: 'eu-west-1' }] }, []],
  ['a replica without a stream', { ...VALID, replicas: [{ regionName: 'eu-west-1' }] }, ['replicas Replicas']],
  ['a replica with another stream', { ...VALID, streamEnabled: true, streamViewType: 'KEYS_ONLY', replicas: [{ regionName: 'eu-west-1' }] }, ['replicas Replicas']],
  ['two replicas in one region', { ...VALID, streamEnabled: true, replicas: [{ regionName: 'eu-west-1' }, { regionName: 'eu-west-1' }] }, ['replicas[1].regionName Replicas']],
  ['a replica at home', { ...VALID, streamEnabled: true, replicas: [{ regionName: 'us-east-1' }] }, ['replicas[0].regionName Replicas']],
];

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
