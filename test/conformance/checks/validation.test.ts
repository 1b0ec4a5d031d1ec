/** The rules, as the API server judges a DynamoDBTable: its schema and the admission policy, whoever applies it. */
import { RULES } from '../../../src/contract/rules';
import { validate } from '../../../src/contract/validate';
import { CASES, VALID } from '../../contract/rule-cases';
import { cases } from '../../differential/generate';
import { DYNAMODB_TABLE } from '../harness/cluster';
import { cluster } from '../harness/suite';

const NAMESPACE = 'validation';
const KEYS = ['pk', 'sk', 'gk'].map((attributeName) => ({ attributeName, attributeType: 'S' }));
const BY_GK = { indexName: 'by-gk', keySchema: [{ attributeName: 'gk', keyType: 'HASH' }], projection: { projectionType: 'ALL' } };
const SPEC = {
  ...VALID,
  attributeDefinitions: KEYS,
  keySchema: [{ attributeName: 'pk', keyType: 'HASH' }, { attributeName: 'sk', keyType: 'RANGE' }],
  globalSecondaryIndexes: [BY_GK],
  streamEnabled: true,
};
const warnings = new Set(RULES.filter(({ severity }) => severity === 'warning').map(({ code }) => code));
const table = (name: string, spec: object) => ({ apiVersion: 'kro.run/v1alpha1', kind: 'DynamoDBTable', metadata: { name, namespace: NAMESPACE }, spec });

beforeAll(() => cluster.namespace(NAMESPACE));

test.each(CASES)('judged as at synth: %s', async (_, spec, refused) => {
  const message = await cluster.refusal(table('case', spec));
  const codes = new Set(refused.map((line) => line.split(' ')[1]).filter((code) => !warnings.has(code)));
  expect([...message.matchAll(/\[(\w+)\]/g)].map(([, code]) => code).sort()).toEqual(expect.arrayContaining([...codes].sort()));
  expect(message === '').toBe(codes.size === 0);
});

test('the largest table passes within the cost limits of the API server', async () => {
  const names = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}-${'x'.repeat(200)}`);
  const include = (count: number) => ({ projectionType: 'INCLUDE', nonKeyAttributes: names('other', count) });
  const keys = names('key', 80);
  const global = names('global', 20).map((indexName, i) => ({
    indexName, projection: include(4), keySchema: [0, 1, 2, 3].map((j) => ({ attributeName: keys[4 * i + j], keyType: j < 2 ? 'HASH' : 'RANGE' })),
  }));
  const local = names('local', 5).map((indexName, i) => ({
    indexName, projection: include(4), keySchema: [{ attributeName: 'pk', keyType: 'HASH' }, { attributeName: keys[i], keyType: 'RANGE' }],
  }));
  const definitions = [...keys, 'pk', 'sk'].map((attributeName) => ({ attributeName, attributeType: 'S' }));
  const tags = names('tag', 46).map((key) => ({ key: key.slice(0, 128), value: 'v'.repeat(256) }));
  const spec = { ...SPEC, attributeDefinitions: definitions, globalSecondaryIndexes: global, localSecondaryIndexes: local, tags };
  expect(await cluster.refusal(table('largest', spec))).toBe('');
  const wrong = await cluster.refusal(table('largest', { ...spec, attributeDefinitions: definitions.slice(1) }));
  expect(wrong).toContain('[UndefinedAttribute]');
});

test('400 generated tables, half of them with faults, are judged as at synth', async () => {
  const seed = 20261124;
  const differences: string[] = [];
  for (const { spec, planted } of cases(seed, 400)) {
    const ours = validate(spec).filter(({ severity }) => severity !== 'warning');
    const message = await cluster.refusal(table('generated', spec));
    if ((message !== '') !== (ours.length > 0)) {
      differences.push(`planted ${planted.map(({ what }) => what).join(', ')}: ${message || 'taken'}`);
    }
  }
  expect(differences).toEqual([]);
}, 120_000);

describe('a change', () => {
  const NAME = 'changing';
  const refusal = (spec: object): Promise<string> => cluster.patch(DYNAMODB_TABLE, NAMESPACE, NAME, { spec }).then(() => '', (error: Error) => error.message);

  beforeAll(() => cluster.apply(table(NAME, SPEC)));

  test.each([
    ['of the table name', { tableName: 'another' }, 'Immutable'],
    ['of the region', { region: 'eu-west-1' }, 'Immutable'],
    ['of the keys', { keySchema: [{ attributeName: 'pk', keyType: 'HASH' }], attributeDefinitions: [KEYS[0], KEYS[2]] }, 'Immutable'],
    ['that adds a local index', { localSecondaryIndexes: [{ indexName: 'local', keySchema: [{ attributeName: 'pk', keyType: 'HASH' }, { attributeName: 'gk', keyType: 'RANGE' }], projection: { projectionType: 'ALL' } }] }, 'Immutable'],
    ['of the keys of an index under its name', { globalSecondaryIndexes: [{ ...BY_GK, keySchema: [{ attributeName: 'gk', keyType: 'HASH' }, { attributeName: 'sk', keyType: 'RANGE' }] }] }, 'IndexChanged'],
    ['of the projection of an index under its name', { globalSecondaryIndexes: [{ ...BY_GK, projection: { projectionType: 'KEYS_ONLY' } }] }, 'IndexChanged'],
    ['of the type of a key attribute', { attributeDefinitions: [{ ...KEYS[0], attributeType: 'N' }, KEYS[1], KEYS[2]] }, 'AttributeTypeChanged'],
  ])('%s is refused, with the rule’s code', async (_, spec, code) => {
    const message = await refusal(spec);
    // What the schema refuses by itself, it refuses first.
    expect(message).toMatch(code === 'Immutable' && !message.includes('[') ? /immutable/i : new RegExp(`\\[${code}\\]`));
  });

  test('to an index of a new name, with other keys, is taken', async () => {
    expect(await refusal({ globalSecondaryIndexes: [{ ...BY_GK, indexName: 'by-gk-2', projection: { projectionType: 'KEYS_ONLY' } }] })).toBe('');
  });

  test('of a label passes without judging the spec', async () => {
    await cluster.patch(DYNAMODB_TABLE, NAMESPACE, NAME, { metadata: { labels: { team: 'shop' } } });
    expect((await cluster.get(DYNAMODB_TABLE, NAMESPACE, NAME)).metadata.labels.team).toBe('shop');
  });
});
