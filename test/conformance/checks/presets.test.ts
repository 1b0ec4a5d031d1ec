/** A platform of its own, in an API group of its own, with the defaults for production. */
import { AttributeType, DynamoDbApplication, DynamoDbKroComponent, DynamoDbTable, Presets, TableProps } from '../../../src';
import { APPLICATION, Kind, TABLE } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { cluster, leavesNothingIn, synthesize } from '../harness/suite';

const NAMESPACE = 'presets';
const apiGroup = 'presets.example.com';
const componentName = 'production-table';
const PRODUCTION_TABLE: Kind = { group: apiGroup, version: 'v1alpha1', plural: 'dynamodbtables' };
const orders: TableProps = { tableName: 'orders', region: 'us-east-1', partitionKey: { name: 'id', type: AttributeType.STRING } };
const tagged: TableProps = { ...orders, tableName: 'tagged', tags: { team: 'shop' } };
const manifest = (props: TableProps): object =>
  synthesize(NAMESPACE, (chart) => new DynamoDbTable(chart, props.tableName, { ...props, apiGroup }))[0];

leavesNothingIn(NAMESPACE);

beforeAll(async () => {
  await cluster.namespace(NAMESPACE);
  await cluster.apply(...synthesize('', (chart) => new DynamoDbKroComponent(chart, 'dynamodb', {
    apiGroup, componentName, resourceGraphName: 'presets', defaults: Presets.production(),
  })));
  await eventually('the API to be served, and the policy to be in effect', async () => {
    expect(await cluster.refusal(manifest(orders))).toContain('RequiredTags');
  }, 180_000);
}, 200_000);

test('a table says nothing but its key and its tags, and is protected, recoverable, encrypted with a KMS key, and stays in AWS', async () => {
  await cluster.apply(manifest(tagged));
  const { metadata, spec } = await cluster.until(TABLE, NAMESPACE, 'tagged', () => undefined);
  expect(spec).toMatchObject({
    deletionProtectionEnabled: true,
    continuousBackups: { pointInTimeRecoveryEnabled: true },
    sseSpecification: { enabled: true, sseType: 'KMS' },
    tags: [{ key: 'team', value: 'shop' }],
  });
  expect(metadata.annotations).toMatchObject({ 'services.k8s.aws/deletion-policy': 'retain' });
});

test('a table without the tags that the platform requires is rejected by the API server', async () => {
  expect(await cluster.refusal(manifest(orders))).toContain('tags: the platform requires the tag team [RequiredTags]');
});

test('so is an Application, by KubeVela', async () => {
  await cluster.apply(...synthesize(NAMESPACE, (chart) => new DynamoDbApplication(chart, 'untagged', { componentName, tables: [orders] })));
  await cluster.until(APPLICATION, NAMESPACE, 'untagged', ({ status }) =>
    expect(JSON.stringify(status ?? {})).toContain('tags: the platform requires the tag team [RequiredTags]'));
  expect(await cluster.find(PRODUCTION_TABLE, NAMESPACE, 'orders')).toBeUndefined();
});
