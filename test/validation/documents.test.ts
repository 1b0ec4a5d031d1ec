import { sharedIn } from '../../src/validation/environments';
import { objectsIn } from '../../src/validation/objects';
import { ANY_PLATFORM } from '../../src/validation/platform';
import { PlatformNames } from '../../src/validation/platform-names';
import { Registry } from '../../src/validation/registry';
import { connectionSecretsIn } from '../../src/validation/secret-keys';
import { FoundTable, validateObjects } from '../../src/validation/tables';

function tablesIn(documents: unknown[], names: PlatformNames = {}): FoundTable[] {
  const objects = objectsIn(documents);
  return validateObjects(objects, { platform: { ...ANY_PLATFORM, names }, registry: new Registry(), shared: sharedIn(objects), secrets: connectionSecretsIn(objects), file: 'a.yaml' }).filter(({ isTable }) => isTable);
}

const SPEC = {
  tableName: 'orders',
  region: 'us-east-1',
  attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
  keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
};
const metadata = { namespace: 'shop', name: 'orders' };
const table = (spec: unknown, more: object = {}) => ({ apiVersion: 'kro.run/v1alpha1', kind: 'DynamoDBTable', metadata, spec, ...more });
const application = (...components: unknown[]) => ({
  apiVersion: 'core.oam.dev/v1beta1',
  kind: 'Application',
  metadata: { name: 'shop' },
  spec: { components },
});
const codes = (documents: unknown[]) =>
  tablesIn(documents).map(({ resource, path, violations }) => [resource, path, ...violations.map(({ code }) => code)]);

test('a DynamoDBTable is validated', () => {
  expect(codes([table(SPEC), table({ ...SPEC, tableName: 'second', streamViewType: 'KEYS_ONLY' }, { metadata: { name: 'second' } })])).toEqual([
    ['DynamoDBTable shop/orders', 'spec'], ['DynamoDBTable second', 'spec', 'StreamViewType'],
  ]);
});

test('each table of an Application is validated, and other components are not', () => {
  expect(codes([application({ name: 'web', type: 'webservice', properties: { image: 'x' } }, { name: 'orders', type: 'aws-dynamodb-kro', properties: { ...SPEC, region: undefined } })])).toEqual([
    ['Application shop orders', 'spec.components[1].properties', 'Required'],
  ]);
});

test('a List is opened, though it may contain itself', () => {
  const list: any = { apiVersion: 'v1', kind: 'List', items: [table(SPEC)] };
  list.items.push(list);
  expect(codes([list])).toEqual([['DynamoDBTable shop/orders', 'spec']]);
});

test('names of the platform can differ', () => {
  const ours = table(SPEC, { apiVersion: 'data.example.com/v1alpha1' });
  expect(tablesIn([ours, application({ name: 'a', type: 'table', properties: SPEC })], { apiGroup: 'data.example.com', componentName: 'table' })).toHaveLength(2);
  expect(tablesIn([ours])).toHaveLength(0);
});

test.each([
  null, undefined, 5, 'text', [], {}, { kind: 'DynamoDBTable' }, { kind: 'Application', apiVersion: 'core.oam.dev/v1beta1' },
  application(null, 'x', { type: 'aws-dynamodb-kro' }), { kind: 'List', items: 5 }, table(null), table('text'), table([]),
])('%j is no reason to fail', (document) => {
  expect(Array.isArray(tablesIn([document]))).toBe(true);
});

test('a table without a spec lacks all that is required', () => {
  expect(codes([table(undefined)])).toEqual([['DynamoDBTable shop/orders', 'spec', 'Required', 'Required', 'Required', 'Required']]);
  expect(codes([table('none')])).toEqual([['DynamoDBTable shop/orders', 'spec', 'InvalidType']]);
});

describe('traits', () => {
  const ttl = (properties?: unknown) => ({ type: 'aws-dynamodb-kro-ttl', properties });
  const validated = (traits: unknown, properties: unknown = SPEC) => tablesIn([application({ name: 'orders', type: 'aws-dynamodb-kro', properties, traits })])
    .flatMap(({ violations }) => violations.map(({ code, property }) => `${code} ${property}`));

  test('are validated together with their component', () => {
    expect(validated([ttl({ ttlAttributeName: 'expiresAt' }), { type: 'labels', properties: { team: 'shop' } }])).toEqual([]);
    expect(validated([{ type: 'aws-dynamodb-kro-encryption', properties: { sseEnabled: false, sseType: 'KMS' } }])).toEqual(['Encryption traits[0].properties.sseType']);
    expect(validated([{ type: 'aws-dynamodb-kro-stream' }], { ...SPEC, replicas: [{ regionName: 'eu-west-1' }] })).toEqual(['Replicas replicas']);
  });

  test('are validated by themselves, too', () => {
    expect(validated([ttl()])).toEqual(['Required traits[0].properties.ttlAttributeName']);
    expect(validated([ttl({ ttlAttributeName: 'a', tableClass: 'STANDARD' })])).toEqual(['UnknownProperty traits[0].properties.tableClass']);
    expect(validated([ttl('expiresAt')])).toEqual(['InvalidType traits[0].properties']);
    expect(validated([ttl({ ttlAttributeName: 'a' }), ttl({ ttlAttributeName: 'b' })])).toEqual(['TraitConflict ttlAttributeName']);
  });

  test('of any form do no harm', () => {
    expect(validated('ttl')).toEqual(['InvalidType traits']);
    // What is no object the shape of the Application tells.
    expect(validated([null, 1, {}])).toEqual(['Required traits[2].type']);
    expect(validated([ttl({ ttlAttributeName: 'a' })], 'none')).toEqual(['InvalidType properties']);
  });
});
