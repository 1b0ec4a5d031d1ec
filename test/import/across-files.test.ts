/** What belongs to a table of another file, and what plugins do to tables. */
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
