import { tablesIn } from '../../src/validation/documents';

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

test('a DynamoDBTable is judged', () => {
  expect(codes([table(SPEC), table({ ...SPEC, streamViewType: 'KEYS_ONLY' })])).toEqual([
    ['DynamoDBTable shop/orders', 'spec'], ['DynamoDBTable shop/orders', 'spec', 'StreamViewType'],
  ]);
});

test('each table of an Application is judged, and other components are not', () => {
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

test('a table without a spec is a violation', () => {
  expect(codes([table(undefined)])).toEqual([['DynamoDBTable shop/orders', 'spec', 'InvalidType']]);
});
