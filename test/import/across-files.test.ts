/** What belongs to a table of another file, and what plugins do to tables. */
import { STATE } from './terraform-state';
import { run } from '../cli/run';

const RESOURCES = {
  Orders: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: 'orders',
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    },
  },
};
const TABLE = JSON.stringify({ Resources: RESOURCES });
const target = (ResourceId: unknown) => JSON.stringify({
  Resources: {
    W: {
      Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      Properties: {
        ServiceNamespace: 'dynamodb', ScalableDimension: 'dynamodb:table:WriteCapacityUnits', ResourceId, MinCapacity: 5, MaxCapacity: 50,
      },
    },
  },
});
const STACK = JSON.stringify({ Stacks: [{ StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/a', StackName: 'shop', Tags: [] }] });
const importFiles = (files: Record<string, string>, ...args: string[]) => run(files, 'import', '--region', 'eu-west-1', ...args);

test.each([['files', ['t.json', 'stack.json', 'z.json']], ['files, the target first', ['z.json', 't.json', 'stack.json']]])('a scalable target of another template: %s', async (_, args) => {
  const { code, error } = await importFiles({ 't.json': TABLE, 'z.json': target('table/orders'), 'stack.json': STACK }, ...args);
  expect([code, error]).toEqual([1, expect.stringContaining('orders: would change in AWS: auto scaling of write capacity, 5 to 50 (Resources.W)')]);
});

test('one whose table cannot be told, or is not there', async () => {
  const files = { 't.json': TABLE, 'stack.json': STACK };
  const unknown = await importFiles({ ...files, 'z.json': target({ 'Fn::Join': ['/', ['table', { 'Fn::ImportValue': 'x' }]] }) }, 't.json', 'z.json', 'stack.json');
  expect([unknown.code, unknown.error]).toEqual([1, expect.stringContaining('cannot be determined: auto scaling of a table (z.json Resources.W): Which table it is of cannot be told.')]);
  const other = await importFiles({ ...files, 'z.json': target('table/other') }, 't.json', 'z.json', 'stack.json');
  expect([other.code, other.error]).toEqual([1, expect.stringContaining('Its table other is not in the input.')]);
  expect((await importFiles({ 'z.json': target('table/orders') }, 'z.json')).code).toBe(2);
});

const replica = (TableName: unknown) => ({ R: { Type: 'Custom::DynamoDBReplica', Properties: { TableName, Region: 'eu-central-1' } } });

test.each([
  ['alone', {}, 'z.json Resources.R'],
  ['beside a table', RESOURCES, 'Resources.R'],
])('a replica whose table cannot be told: %s', async (_, others, path) => {
  const { code, error } = await importFiles({
    't.json': TABLE.replace('"orders"', '"carts"'), 'stack.json': STACK, 'z.json': JSON.stringify({ Resources: { ...others, ...replica({ 'Fn::ImportValue': 'x' }) } }),
  }, 't.json', 'z.json', 'stack.json');
  expect([code, error]).toEqual([1, expect.stringContaining(`cannot be determined: replica of a table (${path}): Which table it is of cannot be told.`)]);
});

test('a template without tables that has parts of one is told whole', async () => {
  const nested = { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com/tables.json' } } };
  const { code, error, out } = await importFiles({ 't.json': TABLE, 'stack.json': STACK, 'z.json': JSON.stringify({ Resources: { ...nested, ...replica('orders') } }) }, '-o', 'yaml', 't.json', 'z.json', 'stack.json');
  expect([code, error]).toEqual([1, expect.stringContaining('(z.json Resources.Nested)')]);
  expect(out).toContain('regionName: eu-central-1');
});

test('what belongs to a table of another state', async () => {
  const state = (...resources: object[]) => JSON.stringify({ format_version: '1.0', values: { root_module: { resources } } });
  const resource = (type: string, values: object) => ({ address: `${type}.x`, mode: 'managed', type, name: 'x', values });
  const table = resource('aws_dynamodb_table', {
    name: 'orders', arn: 'arn:aws:dynamodb:eu-west-1:1:table/orders', hash_key: 'id', attribute: [{ name: 'id', type: 'S' }], billing_mode: 'PROVISIONED', read_capacity: 5, write_capacity: 5,
  });
  const { code, error, out } = await importFiles({
    'b.json': state(
      resource('aws_appautoscaling_target', { service_namespace: 'dynamodb', resource_id: 'table/orders', scalable_dimension: 'dynamodb:table:ReadCapacityUnits', min_capacity: 5, max_capacity: 50 }),
      resource('aws_dynamodb_contributor_insights', { table_name: 'orders' }),
    ),
    'a.json': state(table),
  }, '-o', 'yaml', 'b.json', 'a.json');
  expect([code, error]).toEqual([1, expect.stringContaining('would change in AWS: auto scaling of read capacity, 5 to 50 (aws_appautoscaling_target.x)')]);
  expect(error).not.toContain('is not in the input');
  expect(out).toContain('contributorInsights: true');
});

test.each([['serverless-dynamodb-ttl', 1], ['serverless-dynamodb-pitr', 1], ['serverless-dynamodb-local', 0], ['serverless-offline', 0]])('the plugin %s of serverless.yml', async (plugin, expected) => {
  for (const plugins of [[plugin], { modules: [plugin] }]) {
    const { code, error } = await importFiles({ 'serverless.yml': JSON.stringify({ service: 'shop', plugins, provider: { name: 'aws', region: 'eu-west-1', stage: 'dev' }, resources: { Resources: RESOURCES } }) }, 'serverless.yml');
    expect([code, error.includes(`cannot be determined: plugin ${plugin} (plugins)`)]).toEqual([expected, expected === 1]);
  }
});

describe('a table that a plugin makes of other parts of serverless.yml', () => {
  const shop = (more: object) => ({ 'serverless.yml': JSON.stringify({ service: 'shop', provider: { name: 'aws', region: 'eu-west-1', stage: 'dev' }, ...more }), 'stack.json': '{"Resources": {"Carts": {"Type": "AWS::DynamoDB::Table"}}}' });
  const lift = { constructs: { db: { type: 'database/dynamodb-single-table' }, jobs: { type: 'queue' } } };
  const stack = { permanent: { Resources: { Carts: { Type: 'AWS::DynamoDB::GlobalTable' }, Bucket: { Type: 'AWS::S3::Bucket' } } } };

  test.each<[string, object]>([
    ['constructs.db', lift],
    ['custom.additionalStacks.permanent.Resources.Carts', { custom: { additionalStacks: stack } }],
    ['custom.nested[0].Resources.Carts', { custom: { nested: ['${file(stack.json)}'] } }],
    ['stacks.permanent.Resources.Carts', { stacks: stack }],
  ])('%s', async (path, more) => {
    const finding = `${path}: A plugin makes a table of it, which is not read. Import that from AWS: --region REGION --table NAME.`;
    const { code, error } = await importFiles(shop({ ...more, resources: { Resources: RESOURCES } }), 'serverless.yml');
    expect([code, error]).toEqual([1, expect.stringContaining(`orders: cannot be determined: resources that may hold other tables (${finding.replace(':', '):')}`)]);
    expect(error).toContain('1 table, 2 findings, 1 that adoption may change in AWS');
    const alone = await importFiles(shop(more), 'serverless.yml');
    expect([alone.code, alone.error]).toEqual([2, expect.stringMatching(/^serverless\.yml: has no DynamoDB table/)]);
    expect(alone.error).toContain(finding);
  });

  test('a stack of a plugin that cannot be read may have some', async () => {
    const { code, error } = await importFiles(shop({ custom: { additionalStacks: { permanent: '${file(gone.yml)}' } }, resources: { Resources: RESOURCES } }), 'serverless.yml');
    expect([code, error]).toEqual([1, expect.stringContaining('(custom.additionalStacks.permanent): ${file(gone.yml)} has no value here.')]);
  });

  test('is not what only speaks of one', async () => {
    const functions = { hello: { handler: 'h', events: [{ stream: { type: 'dynamodb', arn: 'a' } }], dependsOn: { Type: 'AWS::DynamoDB::Table' } } };
    const custom = { appSync: { dataSources: [{ type: 'AMAZON_DYNAMODB' }] }, other: '${file(gone.yml)}' };
    expect((await importFiles(shop({ functions, custom, constructs: { jobs: { type: 'queue' } }, resources: { Resources: RESOURCES } }), 'serverless.yml')).code).toBe(0);
  });
});

describe('what belongs to one of two tables of one name', () => {
  const resource = (type: string, values: object, more: object = {}) => ({ address: `${type}.x`, mode: 'managed', type, name: 'x', values, ...more });
  const twin = (region: string, more: object = {}) => resource('aws_dynamodb_table', {
    name: 'twin', arn: `arn:aws:dynamodb:${region}:1:table/twin`, hash_key: 'id', attribute: [{ name: 'id', type: 'S' }], billing_mode: 'PROVISIONED', read_capacity: 5, write_capacity: 5, ...STATE, tags_all: {},
  }, { address: `aws_dynamodb_table.${region}`, name: region, ...more });
  const shown = (...resources: object[]) => ({ format_version: '1.0', values: { root_module: { resources } } });
  const stateFile = (...resources: any[]) => ({ version: 4, terraform_version: '1.9.5', resources: resources.map(({ values, ...each }) => ({ ...each, instances: [{ attributes: values }] })) });
  const aws = (alias = '') => ({ provider: `provider["registry.terraform.io/hashicorp/aws"]${alias}` });
  const plan = (...resources: any[]) => ({
    format_version: '1.2',
    planned_values: { root_module: { resources } },
    resource_changes: resources.map(({ address, values }) => ({ address, change: { actions: ['no-op'], before: values, after: values } })),
    configuration: {
      provider_config: { 'aws': { expressions: { region: { constant_value: 'us-east-1' } } }, 'aws.eu': { expressions: { region: { constant_value: 'eu-west-1' } } } },
      root_module: { resources: resources.map(({ address, key = 'aws' }) => ({ address, provider_config_key: key, expressions: {} })) },
    },
  });
  const scaling = { service_namespace: 'dynamodb', resource_id: 'table/twin', scalable_dimension: 'dynamodb:table:ReadCapacityUnits', min_capacity: 5, max_capacity: 50 };
  const kinesis = 'arn:aws:kinesis:eu-west-1:1:stream/s';
  /** Findings of the second one are behind the first one, as comments. */
  const read = async (...documents: object[]) => {
    const files = Object.fromEntries(documents.map((each, i) => [`${i}.json`, JSON.stringify(each)]));
    const { code, out, error } = await importFiles(files, '-o', 'yaml', ...Object.keys(files));
    const [first, ...others] = out.split(/(?=region: )/).slice(1);
    return { code, error, us: [first, ...others].find((each) => each.startsWith('region: us'))!, eu: [first, ...others].find((each) => each.startsWith('region: eu'))! };
  };
  const insights = (more: object = {}) => resource('aws_dynamodb_contributor_insights', { table_name: 'twin', ...more });

  test.each<[string, object[]]>([
    ['the region of the resource', [shown(twin('us-east-1'), twin('eu-west-1'), insights({ region: 'eu-west-1' }))]],
    ['that, of another state', [shown(twin('us-east-1'), twin('eu-west-1')), shown(insights({ region: 'eu-west-1' }))]],
    ['that, of two other states', [shown(insights({ region: 'eu-west-1' })), shown(twin('us-east-1')), shown(twin('eu-west-1'))]],
    ['the provider in a state file', [stateFile(twin('us-east-1', aws()), twin('eu-west-1', aws('.eu')), { ...insights(), ...aws('.eu') })]],
    ['the provider in a plan', [plan(twin('us-east-1'), twin('eu-west-1', { key: 'aws.eu' }), { ...insights(), key: 'aws.eu' })]],
    ['the module', [shown(twin('us-east-1'), twin('eu-west-1', { address: 'module.eu.aws_dynamodb_table.x' }), { ...insights(), address: 'module.eu.aws_dynamodb_contributor_insights.x' })]],
  ])('is declared of that one: by %s', async (_, documents) => {
    const { code, us, eu } = await read(...documents);
    expect([code, us.includes('contributorInsights'), eu.includes('contributorInsights: true')]).toEqual([0, false, true]);
  });

  test.each<[string, object, string]>([
    ['a scalable target, by its region', resource('aws_appautoscaling_target', { ...scaling, region: 'eu-west-1' }), 'auto scaling of read capacity, 5 to 50'],
    ['a scalable target, by its ARN', resource('aws_appautoscaling_target', { ...scaling, arn: 'arn:aws:application-autoscaling:eu-west-1:1:scalable-target/0ec5' }), 'auto scaling of read capacity, 5 to 50'],
    ['a stream, by the ARN', resource('aws_dynamodb_kinesis_streaming_destination', { table_name: 'twin', stream_arn: kinesis }), 'Kinesis data stream destination'],
  ])('is told at that one: %s', async (_, companion, what) => {
    const { us, error } = await read(shown(twin('us-east-1'), twin('eu-west-1', { address: 'aws_dynamodb_table.z' }), companion));
    expect([error.match(new RegExp(what, 'g'))?.length, us]).toEqual([1, expect.stringContaining(`: ${what} (`)]);
  });

  test.each<[string, object[]]>([
    ['no region', [shown(twin('us-east-1'), twin('eu-west-1'), insights())]],
    ['no region, in another state', [shown(twin('us-east-1'), twin('eu-west-1')), shown(insights())]],
    ['what the configuration has no more', [plan(twin('us-east-1'), twin('eu-west-1', { key: 'aws.eu' }), { ...insights(), key: null })]],
  ])('is declared of none where nobody knows of which: %s', async (_, documents) => {
    const { code, us, eu, error } = await read(...documents);
    expect([code, `${us}${eu}`.includes('contributorInsights: true')]).toEqual([1, false]);
    expect(error).toContain('cannot be determined: resource of type aws_dynamodb_contributor_insights (aws_dynamodb_contributor_insights.x): 2 tables are called twin, and it does not say in which region its table is.');
  });

  test('in a region of which there is none is not of the other', async () => {
    const { code, us, error } = await read(shown(twin('us-east-1'), insights({ region: 'eu-west-1' })));
    expect([code, us.includes('contributorInsights: true'), error]).toEqual([1, false, expect.stringContaining('Its table twin of eu-west-1 is not in the input.')]);
  });

  test('is a setting of the replica that the table has there', async () => {
    const there = resource('aws_dynamodb_table_replica', { global_table_arn: 'arn:aws:dynamodb:us-east-1:1:table/twin', arn: 'arn:aws:dynamodb:eu-west-1:1:table/twin', region: 'eu-west-1' });
    const scaled = resource('aws_appautoscaling_target', { ...scaling, region: 'eu-west-1' });
    const { us, error } = await read(shown(insights({ region: 'eu-west-1' }), scaled, twin('us-east-1', {}), there));
    expect(us).not.toContain('contributorInsights: true');
    expect(error).toContain('twin: stays as it is in AWS: resource of type aws_dynamodb_contributor_insights of replica eu-west-1 (aws_dynamodb_contributor_insights.x)');
    expect(error).toContain('twin: stays as it is in AWS: auto scaling of read capacity of replica eu-west-1, 5 to 50 (aws_appautoscaling_target.x)');
  });

  test.each<[string, (region: string) => object, object]>([
    ['ACK', (region) => ({ apiVersion: 'dynamodb.services.k8s.aws/v1alpha1', kind: 'Table', metadata: { name: region, annotations: { 'services.k8s.aws/region': region } }, spec: { tableName: 'twin', billingMode: 'PROVISIONED', provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }, attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }] } }),
      { apiVersion: 'applicationautoscaling.services.k8s.aws/v1alpha1', kind: 'ScalableTarget', metadata: { name: 'reads', annotations: { 'services.k8s.aws/region': 'eu-west-1' } }, spec: { resourceID: 'table/twin', serviceNamespace: 'dynamodb', scalableDimension: 'dynamodb:table:ReadCapacityUnits' } }],
    ['Crossplane', (region) => ({ apiVersion: 'dynamodb.aws.upbound.io/v1beta1', kind: 'Table', metadata: { name: region, annotations: { 'crossplane.io/external-name': 'twin' } }, spec: { forProvider: { region, billingMode: 'PROVISIONED', readCapacity: 5, writeCapacity: 5, hashKey: 'id', attribute: [{ name: 'id', type: 'S' }] } } }),
      { apiVersion: 'appautoscaling.aws.upbound.io/v1beta1', kind: 'Target', metadata: { name: 'reads' }, spec: { forProvider: { region: 'eu-west-1', resourceId: 'table/twin', serviceNamespace: 'dynamodb', scalableDimension: 'dynamodb:table:ReadCapacityUnits' } } }],
  ])('is a scalable target of %s in its region', async (_, table, scaled) => {
    const { us, error } = await read(table('us-east-1'), table('eu-west-1'), scaled);
    expect([error.match(/would change in AWS: auto scaling of read capacity/g)?.length, us]).toEqual([1, expect.stringContaining('auto scaling of read capacity')]);
    expect((await read(table('us-east-1'), scaled)).error).toContain('Its table twin of eu-west-1 is not in the input.');
  });

  test('is that of the stack in the same region', async () => {
    const stacks = ['us-east-1', 'eu-west-1'].map((region, i) => ({ StackId: `arn:aws:cloudformation:${region}:1:stack/s${i}/a`, StackName: `s${i}`, Tags: [] }));
    const files = { 's0.json': TABLE, 's1.json': TABLE, 's2.json': target('table/orders'), 'stacks.json': JSON.stringify({ Stacks: [...stacks, { ...stacks[1], StackId: 'arn:aws:cloudformation:eu-west-1:1:stack/s2/a', StackName: 's2' }] }) };
    const { error, out } = await importFiles(files, '-o', 'yaml', ...Object.keys(files));
    expect(error.match(/would change in AWS: auto scaling/g)).toHaveLength(1);
    expect(out.slice(out.indexOf('auto scaling'))).toContain('region: eu-west-1');
  });
});
