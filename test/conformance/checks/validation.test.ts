/** The rules, as the API server validates a DynamoDBTable: its schema and the admission policy, whoever applies it. */
import { RULES } from '../../../src/contract/rules';
import { platformKey } from '../../../src/contract/rules/encryption';
import { validate } from '../../../src/contract/validate';
import { admissionPolicy } from '../../../src/kro/admission-policy';
import { CASES, VALID } from '../../contract/rule-cases';
import { cases } from '../../differential/generate';
import { DYNAMODB_TABLE } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { cluster, leavesNothingIn } from '../harness/suite';

const NAMESPACE = 'validation';
const KEYS = ['pk', 'sk', 'gk', 'lk'].map((attributeName) => ({ attributeName, attributeType: 'S' }));
const BY_GK = { indexName: 'by-gk', keySchema: [{ attributeName: 'gk', keyType: 'HASH' }], projection: { projectionType: 'ALL' } };
const LOCAL = { indexName: 'by-lk', keySchema: [{ attributeName: 'pk', keyType: 'HASH' }, { attributeName: 'lk', keyType: 'RANGE' }], projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['x', 'y'] } };
const SPEC = {
  ...VALID,
  attributeDefinitions: KEYS,
  keySchema: [{ attributeName: 'pk', keyType: 'HASH' }, { attributeName: 'sk', keyType: 'RANGE' }],
  globalSecondaryIndexes: [BY_GK],
  localSecondaryIndexes: [LOCAL],
  streamEnabled: true,
};
const warnings = new Set(RULES.filter(({ severity }) => severity === 'warning').map(({ code }) => code));
const table = (name: string, spec: object) => ({ apiVersion: 'kro.run/v1alpha1', kind: 'DynamoDBTable', metadata: { name, namespace: NAMESPACE }, spec });

leavesNothingIn(NAMESPACE);

beforeAll(() => cluster.namespace(NAMESPACE));

test.each(CASES)('validated as at synth: %s', async (_, spec, refused) => {
  const message = await cluster.refusal(table('case', spec));
  const codes = new Set(refused.map((line) => line.split(' ')[1]).filter((code) => !warnings.has(code)));
  // What the schema rejects, the API server tells in its own words.
  const ofRules = [...codes].filter((code) => RULES.some((rule) => rule.code === code)).sort();
  expect([...message.matchAll(/\[(\w+)\]/g)].map(([, code]) => code).sort()).toEqual(expect.arrayContaining(ofRules));
  expect(message === '').toBe(codes.size === 0);
});

describe('the largest table', () => {
  const text = (prefix: string, length = 255) => `${prefix}-`.padEnd(length, 'x');
  const names = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => text(`${prefix}${i}`));
  const key = (attributeName: string, keyType = 'HASH') => ({ attributeName, keyType });
  const projections = (count: number, shift: number) => ({ projectionType: 'INCLUDE', nonKeyAttributes: names('other', count).map((_, i, all) => all[(i + shift) % count]) });
  const attributes = names('key', 165);
  const regions = Array.from({ length: 50 }, (_, i) => `eu-${'abcdefghij'[i % 10].repeat(20)}-${i}`);

  /** Each list as long as it may be, of names as long as they may be; rotated, it says the same in another order. */
  const largest = (rotated = 0) => {
    const rotate = <T>(list: readonly T[]): T[] => [...list.slice(rotated), ...list.slice(0, rotated)];
    const global = names('global', 20).map((indexName, i) => ({
      indexName, projection: projections(4, rotated), keySchema: Array.from({ length: 8 }, (_, j) => key(attributes[8 * i + j], j < 4 ? 'HASH' : 'RANGE')),
    }));
    const local = names('local', 5).map((indexName, i) => ({ indexName, projection: projections(4, rotated), keySchema: [key('pk'), key(attributes[160 + i], 'RANGE')] }));
    return {
      ...SPEC,
      attributeDefinitions: rotate([...attributes, 'pk', 'sk'].map((attributeName) => ({ attributeName, attributeType: 'S' }))),
      globalSecondaryIndexes: rotate(global),
      localSecondaryIndexes: rotate(local),
      tags: rotate(names('tag', 50).map((name) => ({ key: name.slice(0, 128), value: 'v'.repeat(256) }))),
      backups: rotate(names('backup', 50).map((name) => ({ name: name.slice(0, 60) }))),
      resourcePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'x'.repeat(20_000) }] }),
      sseEnabled: true,
      sseType: 'KMS',
      kmsMasterKeyID: `arn:aws:kms:us-east-1:123456789012:key/${'a'.repeat(1_000)}`,
      replicas: rotate(regions.map((regionName) => ({
        regionName,
        kmsMasterKeyID: `arn:aws:kms:${regionName}:123456789012:key/${'a'.repeat(1_000)}`,
        globalSecondaryIndexes: global.map(({ indexName }) => ({ indexName, provisionedThroughputOverride: { readCapacityUnits: 1 } })),
      }))),
    };
  };

  test('passes within the cost limits of the API server, and so do its violations', async () => {
    expect(await cluster.refusal(table('largest', largest()))).toBe('');
    const { attributeDefinitions: [, ...rest], ...spec } = largest();
    expect(await cluster.refusal(table('largest', { ...spec, attributeDefinitions: rest }))).toContain('[UndefinedAttribute]');
  });

  test('takes a change within these limits: none in another order, and one of everything is refused', async () => {
    await cluster.apply(table('largest', largest()));
    const refusal = (spec: object): Promise<string> => cluster.patch(DYNAMODB_TABLE, NAMESPACE, 'largest', { spec }).then(() => '', (error: Error) => error.message);
    expect(await refusal(largest(3))).toBe('');
    const spec = largest();
    const wrong = await refusal({
      ...spec,
      attributeDefinitions: spec.attributeDefinitions.map((each) => ({ ...each, attributeType: 'N' })),
      globalSecondaryIndexes: spec.globalSecondaryIndexes.map((each) => ({ ...each, projection: { projectionType: 'ALL' } })),
      localSecondaryIndexes: spec.localSecondaryIndexes.map((each) => ({ ...each, projection: { projectionType: 'ALL' } })),
    });
    // Of more than the API server shows, as much as it shows.
    expect(wrong).toMatch(/localSecondaryIndexes cannot change once the table exists.* \[Immutable\]; globalSecondaryIndexes global.*… and more/);
    await cluster.delete(DYNAMODB_TABLE, NAMESPACE, 'largest');
  });
});

describe('the name of an object', () => {
  test.each([[63, ''], [64, '[ObjectName]']])('of %i characters', async (length, code) => {
    const message = await cluster.refusal(table('n'.repeat(length), VALID));
    expect(message === '' ? '' : /\[\w+\]/.exec(message)?.[0]).toBe(code);
  });
});

describe('a platform whose default is a customer managed key', () => {
  const KEY = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const PLATFORM_NAMESPACE = 'validation-platform-key';

  beforeAll(async () => {
    await cluster.namespace(PLATFORM_NAMESPACE);
    const metadata = { name: 'platform-key.check' };
    const apiVersion = 'admissionregistration.k8s.io/v1';
    await cluster.apply(
      { apiVersion, kind: 'ValidatingAdmissionPolicy', metadata, spec: admissionPolicy('kro.run', [platformKey(KEY)]) },
      {
        apiVersion,
        kind: 'ValidatingAdmissionPolicyBinding',
        metadata,
        spec: {
          policyName: metadata.name, validationActions: ['Deny'], matchResources: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': PLATFORM_NAMESPACE } } },
        },
      },
    );
  });

  test.each<[string, object, string[]]>([
    ['a table of its region', {}, []],
    ['a table of another region', { region: 'eu-central-1' }, ['PlatformKey']],
    ['a table of another region with the key of DynamoDB', { region: 'eu-central-1', sseEnabled: false }, []],
    ['a replica without a key', { streamEnabled: true, replicas: [{ regionName: 'us-west-2' }] }, ['PlatformKey']],
  ])('%s', async (_, spec, codes) => {
    const object = { ...table('platform-key', { ...VALID, ...spec }), metadata: { name: 'platform-key', namespace: PLATFORM_NAMESPACE } };
    // A policy takes a moment to be in force.
    await eventually(JSON.stringify(codes), async () => expect([...(await cluster.refusal(object)).matchAll(/\[(\w+)\]/g)].map(([, code]) => code)).toEqual(codes), 30_000);
  });
});

test('on a platform without a key, a replica that names one is refused where the table says nothing of encryption', async () => {
  const replicas = [{ regionName: 'us-west-2', kmsMasterKeyID: 'arn:aws:kms:us-west-2:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab' }];
  expect(await cluster.refusal(table('replica-key', { ...VALID, streamEnabled: true, replicas }))).toMatch(/us-west-2 names a kmsMasterKeyID, and the table has no customer managed key \[ReplicaKey\]/);
});

test('400 generated tables, half of them with faults, are validated as at synth', async () => {
  const seed = 20261124;
  const differences: string[] = [];
  for (const { spec, planted } of cases(seed, 400)) {
    // kubectl rejects an unknown field; a plain create drops it.
    const ours = validate(spec).filter(({ severity, code }) => severity !== 'warning' && code !== 'UnknownProperty');
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
    ['of the keys', { keySchema: [{ attributeName: 'pk', keyType: 'HASH' }], attributeDefinitions: [KEYS[0], KEYS[2], KEYS[3]] }, 'Immutable'],
    ['that adds a local index', { localSecondaryIndexes: [LOCAL, { indexName: 'local', keySchema: [{ attributeName: 'pk', keyType: 'HASH' }, { attributeName: 'gk', keyType: 'RANGE' }], projection: { projectionType: 'ALL' } }] }, 'Immutable'],
    ['of the keys of an index under its name', { globalSecondaryIndexes: [{ ...BY_GK, keySchema: [{ attributeName: 'gk', keyType: 'HASH' }, { attributeName: 'sk', keyType: 'RANGE' }] }] }, 'IndexChanged'],
    ['of the projection of an index under its name', { globalSecondaryIndexes: [{ ...BY_GK, projection: { projectionType: 'KEYS_ONLY' } }] }, 'IndexChanged'],
    ['of what a local index projects', { localSecondaryIndexes: [{ ...LOCAL, projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['x'] } }] }, 'Immutable'],
    ['that removes the local index', { localSecondaryIndexes: [] }, 'Immutable'],
    ['of the type of a key attribute of a local index', { attributeDefinitions: [...KEYS.slice(0, 3), { ...KEYS[3], attributeType: 'N' }] }, 'AttributeTypeChanged'],
    ['of the type of a key attribute', { attributeDefinitions: [{ ...KEYS[0], attributeType: 'N' }, ...KEYS.slice(1)] }, 'AttributeTypeChanged'],
  ])('%s is refused, with the rule’s code', async (_, spec, code) => {
    const message = await refusal(spec);
    // What the schema refuses by itself, it refuses first.
    expect(message).toMatch(code === 'Immutable' && !message.includes('[') ? /immutable/i : new RegExp(`\\[${code}\\]`));
  });

  test('to an index of a new name, with other keys, is taken', async () => {
    expect(await refusal({ globalSecondaryIndexes: [{ ...BY_GK, indexName: 'by-gk-2', projection: { projectionType: 'KEYS_ONLY' } }] })).toBe('');
  });

  test('of the order of what indexes project is none', async () => {
    expect(await refusal({ localSecondaryIndexes: [{ ...LOCAL, projection: { ...LOCAL.projection, nonKeyAttributes: ['y', 'x'] } }] })).toBe('');
  });

  test('of a label passes without a validation of the spec', async () => {
    await cluster.patch(DYNAMODB_TABLE, NAMESPACE, NAME, { metadata: { labels: { team: 'shop' } } });
    expect((await cluster.get(DYNAMODB_TABLE, NAMESPACE, NAME)).metadata.labels.team).toBe('shop');
  });
});
