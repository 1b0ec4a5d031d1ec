import { parseText } from '../../src/import/parse';
import { importFiles } from '../../src/import/sources';

const resource = (i: number): string => i % 50 === 0
  ? `  T${i}:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: !Sub 'table-\${S}-${i}'\n      BillingMode: PAY_PER_REQUEST\n`
    + '      AttributeDefinitions:\n        - AttributeName: id\n          AttributeType: N\n      KeySchema:\n        - AttributeName: id\n          KeyType: HASH\n'
  : `  Q${i}:\n    Type: AWS::SQS::Queue\n    Properties:\n      # a comment: with a colon\n      QueueName: q-${i}\n      Tags:\n        - Key: a\n          Value: |\n            Resources:\n`;
const large = (count: number): string =>
  `Parameters:\n  S: {Type: String, Default: x}\nResources:\n\n${Array.from({ length: count }, (_, i) => resource(i)).join('')}Outputs:\n  A: {Value: !Ref T0}\n`;
const options = { region: 'us-east-1', parameters: new Map<string, string>(), tableNames: new Map<string, string>() };

test('of a large template in YAML only what a table is read from is parsed, and the rest is as it is', () => {
  const text = large(2_000);
  expect(text.length).toBeGreaterThan(100_000);
  const [template] = parseText(text) as any[];
  expect(Object.keys(template).sort()).toEqual(['Outputs', 'Parameters', 'Resources']);
  expect(Object.keys(template.Resources)).toHaveLength(2_000);
  const tables = importFiles([{ file: 'a.yaml', text }], options, () => '');
  expect(tables.map(({ spec }) => spec.tableName)).toEqual(Array.from({ length: 40 }, (_, i) => `table-x-${i * 50}`));
});

test.each([
  ['an anchor', (text: string) => text.replace('TableName: !Sub', 'TableName: &name !Sub')],
  ['resources in flow style', (text: string) => text.replace(/Resources:\n[^]*Outputs/, `Resources: {T0: {Type: AWS::DynamoDB::Table}}\n# ${'x'.repeat(100_000)}\nOutputs`)],
  ['no resources', (text: string) => `${text.slice(0, text.indexOf('Resources'))}Resources:\n# ${'x'.repeat(100_000)}\n`],
])('a template with %s is parsed as a whole', (_, change) => {
  const [template] = parseText(change(large(1_000))) as any[];
  expect(template).toHaveProperty('Parameters');
});
