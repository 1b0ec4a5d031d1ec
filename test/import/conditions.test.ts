/** What a condition of a template leaves out is told: the stack may have it, where that is so by a default. */
import { run } from '../cli/run';

const Properties = { TableName: 'orders', BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] };
const TABLE = { Type: 'AWS::DynamoDB::Table', DeletionPolicy: 'Retain', Properties };
const stack = (Stage?: string) => ({ Stacks: [{ StackName: 'shop', StackId: 'arn:aws:cloudformation:eu-west-1:1:stack/shop/1', Tags: [], ...Stage === undefined ? {} : { Parameters: [{ ParameterKey: 'Stage', ParameterValue: Stage }] } }] });
const template = (resources: object) => ({
  Parameters: { Stage: { Type: 'String', Default: 'dev' }, Other: { Type: 'String', Default: 'a' } },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] }, Both: { 'Fn::And': [{ Condition: 'IsProd' }, { 'Fn::Equals': [{ Ref: 'Other' }, 'b'] }] }, Never: { 'Fn::Equals': ['a', 'b'] } },
  Resources: resources,
});
const carts = (Condition: string) => ({ Carts: { ...TABLE, Condition, Properties: { ...Properties, TableName: 'carts' } } });
const importAll = (resources: object, beside: object = stack(), ...args: string[]) =>
  run({ 't.json': JSON.stringify(template(resources)), 'stack.json': JSON.stringify(beside) }, 'import', '-o', 'yaml', ...args, 't.json', 'stack.json');

test.each([['IsProd', 'Stage=VALUE'], ['Both', 'Stage=VALUE --parameter Other=VALUE']])('a table behind a condition that is false by a default: %s', async (condition, given) => {
  const { code, error, out } = await importAll({ Orders: TABLE, ...carts(condition) });
  expect([code, error]).toEqual([1, expect.stringContaining(`orders: cannot be determined: condition ${condition} (Resources.Carts.Condition): It is false by default, so the resource is left out. If the stack has other values, give --parameter ${given}.`)]);
  expect(out).not.toContain('tableName: carts');
});

test('alone in its template it is named', async () => {
  expect(await importAll(carts('IsProd'))).toMatchObject({ code: 2, error: expect.stringMatching(/^t\.json: has no DynamoDB table .*Resources\.Carts\.Condition: It is false by default/) });
});

test.each<[string, object, string[]]>([
  ['what the stack has', stack('test'), []], ['what the caller gives', stack(), ['--parameter', 'Stage=test']],
])('is a note by %s', async (_, beside, args) => {
  const { code, error } = await importAll({ Orders: TABLE, ...carts('IsProd') }, beside, ...args);
  expect([code, error]).toEqual([0, expect.stringContaining('orders: note: condition IsProd (Resources.Carts.Condition): It is false, so the stack does not have the table.')]);
});

test('is a note where no parameter decides, and no more than the table where the condition holds', async () => {
  expect((await importAll({ Orders: TABLE, ...carts('Never') })).error).toContain('orders: note: condition Never');
  const { code, error, out } = await importAll({ Orders: TABLE, ...carts('IsProd') }, stack('prod'));
  expect([code, error]).toEqual([0, '2 tables, 0 findings, 0 that adoption may change in AWS']);
  expect(out).toContain('tableName: carts');
});

describe('what may be of a table, behind such a condition', () => {
  const target = (ServiceNamespace: string) => ({ Type: 'AWS::ApplicationAutoScaling::ScalableTarget', Properties: { ServiceNamespace, ResourceId: 'table/orders', ScalableDimension: `${ServiceNamespace}:table:ReadCapacityUnits` } });

  test.each<[string, object]>([
    ['auto scaling', target('dynamodb')],
    ['a nested stack', { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com/t.json' } }],
    ['a replica', { Type: 'Custom::DynamoDBReplica', Properties: { TableName: 'orders', Region: 'eu-central-1' } }],
  ])('%s', async (_, resource) => {
    expect(await importAll({ Orders: TABLE, Other: { ...resource, Condition: 'IsProd' } })).toMatchObject({ code: 1, error: expect.stringContaining('condition IsProd (Resources.Other.Condition): It is false by default') });
    expect((await importAll({ Orders: TABLE, Other: { ...resource, Condition: 'IsProd' } }, stack('test'))).error).toBe('1 table, 0 findings, 0 that adoption may change in AWS');
  });

  test.each<[string, object]>([['a bucket', { Type: 'AWS::S3::Bucket' }], ['auto scaling of another service', target('ecs')]])('%s is not told', async (_, resource) => {
    expect((await importAll({ Orders: TABLE, Other: { ...resource, Condition: 'IsProd' } })).code).toBe(0);
  });
});
