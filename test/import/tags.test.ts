/** A tag that is not whole, and two of one key: AWS has neither, so what AWS has cannot be told. */
import { run as runCommand } from '../cli/run';

const run = (source: object) => runCommand({ 'a.json': JSON.stringify(source) }, 'import', '-o', 'yaml', '--region', 'us-east-1', 'a.json');

interface Tag {
  readonly key?: string;
  readonly value?: string;
}

const large = (tags: readonly Tag[]) => tags.map(({ key, value }) => ({ Key: key, Value: value }));
const KEYS = { AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] };
const SOURCES: ReadonlyArray<readonly [string, (tags: readonly Tag[]) => object]> = [
  ['CloudFormation', (tags) => ({ Resources: { T: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'orders', ...KEYS, BillingMode: 'PAY_PER_REQUEST', Tags: large(tags) } } } })],
  ['a global table', (tags) => ({ Resources: { T: { Type: 'AWS::DynamoDB::GlobalTable', Properties: { TableName: 'orders', ...KEYS, BillingMode: 'PAY_PER_REQUEST', Replicas: [{ Region: 'us-east-1', Tags: large(tags) }] } } } })],
  ['ACK', (tags) => ({ apiVersion: 'dynamodb.services.k8s.aws/v1alpha1', kind: 'Table', metadata: { name: 'orders' }, spec: { tableName: 'orders', attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }], tags } })],
  ['the older provider of Crossplane', (tags) => ({ apiVersion: 'dynamodb.aws.crossplane.io/v1alpha1', kind: 'Table', metadata: { name: 'orders' }, spec: { forProvider: { region: 'us-east-1', attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }], tags } }, status: {} })],
  ['the AWS CLI', (tags) => ({ Table: { TableName: 'orders', ...KEYS }, Tags: large(tags) })],
];

describe.each(SOURCES)('%s', (_, source) => {
  test.each<[string, Tag]>([['value', { key: 'b' }], ['key', { value: 'b' }]])('a tag without a %s', async (missing, tag) => {
    const { code, error } = await run(source([{ key: 'a', value: '1' }, tag]));
    expect([code, error]).toEqual([1, expect.stringMatching(new RegExp(`orders: cannot be determined: tag ?b? \\(.*ags\\[1\\]\\): It has no ${missing}, so it is left out\\. Declare what AWS has\\.`, 'i'))]);
  });

  test('two of one key', async () => {
    const { code, error } = await run(source([{ key: 'a', value: '1' }, { key: 'a', value: '2' }]));
    expect([code, error]).toEqual([1, expect.stringMatching(/orders: cannot be determined: tag a \(.*ags\[1\]\): It is there twice, and the last value is declared\. Declare what AWS has\./i)]);
  });

  test('an empty value is one, and the same twice is the same', async () => {
    const { out, error } = await run(source([{ key: 'a', value: '' }, { key: 'a', value: '' }]));
    expect([out.includes('key: a\n      value: ""\n'), error.includes('tag a')]).toEqual([true, false]);
  });
});

test('a map of tags, of SAM and of the stack of Serverless', async () => {
  const sam = 'Resources:\n  T:\n    Type: AWS::Serverless::SimpleTable\n    Properties: {TableName: orders, Tags: {a: , b: c}}\n';
  const { code, error } = await runCommand({ 't.yaml': sam }, 'import', '-o', 'yaml', '--region', 'us-east-1', 't.yaml');
  expect([code, error]).toEqual([1, expect.stringContaining('orders: cannot be determined: tag a (Resources.T.Properties.Tags.a): It has no value, so it is left out. Declare what AWS has.')]);
});
