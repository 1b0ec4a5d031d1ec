/** What is not quoted in YAML is what the reader of its source makes of it: a text here, or a finding where nobody can tell. */
import { load } from 'js-yaml';
import { run as runCommand } from '../cli/run';

const run = (files: Readonly<Record<string, string>>, ...args: string[]) => runCommand(files, 'import', '-o', 'yaml', '--region', 'eu-west-1', ...args, ...Object.keys(files));

const STACK = JSON.stringify({ Stacks: [{ StackName: 's', StackId: 'arn:aws:cloudformation:eu-west-1:1:stack/s/1', Tags: [], Parameters: [] }] });
const stackWith = (...values: ReadonlyArray<readonly [string, string]>) => JSON.stringify({
  Stacks: [{ StackName: 's', StackId: 'arn:aws:cloudformation:eu-west-1:1:stack/s/1', Tags: [], Parameters: values.map(([key, value]) => ({ ParameterKey: key, ParameterValue: value })) }],
});

const table = (properties: string, before = '') => `${before}Resources:
  T:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    Properties:
      TableName: orders
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: N}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
${properties}`;
const tag = (value: string) => `      Tags:\n        - Key: a\n          Value: ${value}\n`;
const tagged = (value: string) => table(tag(value));
const flow = (value: string) => table(`      Tags: [{Key: a, Value: ${value}}] # in one line\n`);
const valueOf = (out: string) => /key: a\n +value: (.*)/.exec(out)?.[1];

describe('a template of CloudFormation', () => {
  test.each<[string, string]>([
    ...['yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map((word): [string, string] => [word, '"true"']),
    ...['no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map((word): [string, string] => [word, '"false"']),
    ['y', '"y"'], ['N', '"N"'], ['yEs', 'yEs'], ['"yes"', '"yes"'], ["'NO'", '"NO"'], ['!!str yes', '"yes"'], ['!Sub yes', '"yes"'], ['yes-no', 'yes-no'], ['2026-01-01', '"2026-01-01"'], ['1.10', '"1.10"'], ['12', '"12"'], ['0', '"0"'], ['0089', '"0089"'], ['08:00', '08:00'],
  ])('%s is %s', async (value, expected) => {
    for (const text of [tagged(value), flow(value)]) {
      const { code, out, error } = await run({ 't.yaml': text, 's.json': STACK });
      expect([valueOf(out)?.replaceAll('"', ''), code, error]).toEqual([expected.replaceAll('"', ''), 0, '1 table, 0 findings, 0 that adoption may change in AWS']);
    }
  });

  test.each(['0x1F', '0X1f', '0b11', '0o17', '1e3', '1E-3', '1.5e3', '1_000', '+5', '12:30', '190:20:30', '.5', '.inf', '-.INF', '.NaN'])('nobody can tell what it reads %s as', async (value) => {
    for (const text of [tagged(value), flow(value)]) {
      const { code, out, error } = await run({ 't.yaml': text, 's.json': STACK });
      expect([code, valueOf(out), error]).toEqual([1, undefined, expect.stringContaining(`orders: cannot be determined: Value (Resources.T.Properties.Tags[0].Value): CloudFormation may read ${value} as a number. Quote what AWS has.`)]);
    }
  });

  const PARAMETER = 'Parameters:\n  Pitr: {Type: String, Default: yes, AllowedValues: [yes, no]}\n';
  const PITR = '      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: !If [On, true, false]}\n';
  const conditions = (condition: string) => `${PARAMETER}Conditions:\n  On: ${condition}\n`;

  test.each([
    ['!Equals [!Ref Pitr, yes]', 'true'], ['!Equals [!Ref Pitr, "true"]', 'true'], ['!Equals [!Ref Pitr, "yes"]', 'false'], ['!Not [!Equals [!Ref Pitr, no]]', 'true'],
    ['!Equals [!FindInMap [M, !Ref Pitr, Is], On]', 'true'], ['!Equals [!Sub "${Pitr}", yes]', 'true'],
  ])('in the condition %s', async (condition, expected) => {
    const mapping = 'Mappings:\n  M:\n    yes: {Is: on}\n    no: {Is: off}\n';
    for (const stack of [stackWith(['Pitr', 'true']), stackWith()]) {
      const { code, out } = await run({ 't.yaml': table(PITR, mapping + conditions(condition)), 's.json': stack });
      expect([code, out]).toEqual([0, expect.stringContaining(`pointInTimeRecoveryEnabled: ${expected}\n`)]);
    }
  });

  test('a value that the parameter does not allow', async () => {
    const { code, error } = await run({ 't.yaml': table(PITR, conditions('!Equals [!Ref Pitr, yes]')), 's.json': STACK }, '--parameter', 'Pitr=yes');
    expect([code, error]).toEqual([2, '--parameter Pitr=yes: the template allows true, false.']);
  });

  test('one that is large, and one that get-template prints', async () => {
    const large = `${tagged('yes')}\n${Array.from({ length: 2_000 }, (_, i) => `  R${i}:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: t${i}\n`).join('')}`;
    expect(valueOf((await run({ 't.yaml': large, 's.json': STACK })).out)).toBe('"true"');
    expect(valueOf((await run({ 't.json': JSON.stringify({ TemplateBody: tagged('yes') }), 's.json': STACK })).out)).toBe('"true"');
    expect(valueOf((await run({ 't.yaml': '{Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders, KeySchema: [{AttributeName: id, KeyType: HASH}], AttributeDefinitions: [{AttributeName: id, AttributeType: S}], Tags: [{Key: a, Value: yes}]}}}}', 's.json': STACK })).out)).toBe('"true"');
  });

  test('a tag of a table of SAM', async () => {
    const text = 'Transform: AWS::Serverless-2016-10-31\nResources:\n  T:\n    Type: AWS::Serverless::SimpleTable\n    DeletionPolicy: Retain\n    Properties: {TableName: orders, Tags: {a: Off}}\n';
    expect(valueOf((await run({ 't.yaml': text, 's.json': STACK })).out)).toBe('"false"');
  });
});

describe('serverless.yml', () => {
  const service = (value: string) => `service: shop\nprovider: {name: aws, stage: dev, region: eu-west-1}\ncustom: {n: ${value}}\nresources:\n${tagged(value).replace(/^/gm, '  ')}`;

  test.each([
    '0x1F', '0b11', '0o17', '1e3', '1E-3', '1.5e3', '+5', '.5', '5.', '1.10', '12', '0', '0012', '0089', '12:30', 'True', 'TRUE', 'true', 'False', 'tRue', 'yes', 'NO', 'on', 'y', '"0x1F"', "'True'", '!!str True', 'a', '123456789012345678', '0x', '1e', '--1', '_1', '+', '.', '-.5', '1.2.3', '2026-01', '10.0.0.1',
  ])('%s is what js-yaml reads', async (value) => {
    const { code, out, error } = await run({ 'serverless.yml': service(value) });
    expect([JSON.parse(`"${valueOf(out)?.replaceAll('"', '')}"`), code, error]).toEqual([String((load(`a: ${value}`) as { a: unknown }).a), 0, '1 table, 0 findings, 0 that adoption may change in AWS']);
  });

  test.each(['2026-01-01', '2026-01-01T10:00:00Z', '2026-1-1 10:00:00', '.inf', '.NaN', '123456789012345678901234567890', '1_000', '-1_0', '0x1_F'])('%s, of which nobody can tell what becomes in AWS', async (value) => {
    const { code, out, error } = await run({ 'serverless.yml': service(value) });
    expect([code, valueOf(out), error]).toEqual([1, undefined, expect.stringContaining(`orders: cannot be determined: Value (resources.Resources.T.Properties.Tags[0].Value): The framework does not read ${value} as text. Quote what AWS has.`)]);
  });

  test('the version of a policy, which AWS takes in no other form', async () => {
    expect(valueOf((await run({ 'serverless.yml': service('2012-10-17') })).out)).toBe('"2012-10-17"');
  });

  test('what a variable gives, and a file that is included', async () => {
    expect(valueOf((await run({ 'serverless.yml': service('0x1F').replace('Value: 0x1F', 'Value: ${self:custom.n}') })).out)).toBe('"31"');
    const included = 'service: shop\nprovider: {name: aws, stage: dev, region: eu-west-1}\nresources: ${file(t.yaml)}\n';
    for (const [value, expected] of [['yes', '"yes"'], ['True', '"true"'], ['0012', '"12"']]) {
      expect(valueOf((await runCommand({ 'serverless.yml': included, 't.yaml': tagged(value) }, 'import', '-o', 'yaml', 'serverless.yml')).out)).toBe(expected);
    }
  });
});

describe('manifests, as kubectl reads them', () => {
  const manifest = (units: string, enabled: string) => `apiVersion: dynamodb.services.k8s.aws/v1alpha1
kind: Table
metadata: {name: orders, annotations: {services.k8s.aws/region: eu-west-1, services.k8s.aws/deletion-policy: retain}}
spec:
  tableName: orders
  tableClass: null
  attributeDefinitions: [{attributeName: id, attributeType: N}]
  keySchema: [{attributeName: id, keyType: HASH}]
  billingMode: PROVISIONED
  provisionedThroughput: {readCapacityUnits: ${units}, writeCapacityUnits: 1}
  deletionProtectionEnabled: ${enabled}
`;
  test.each([['010', 'yes', 8, true], ['0x10', 'Off', 16, false], ['10', 'True', 10, true]])('%s and %s', async (units, enabled, number, flag) => {
    const { code, out } = await run({ 'a.yaml': manifest(units, enabled) });
    expect([code, out]).toEqual([0, expect.stringContaining(`readCapacityUnits: ${number}\n`)]);
    expect(out).toContain(`deletionProtectionEnabled: ${flag}\n`);
    expect(out).not.toContain('tableClass');
  });

  test('a DynamoDBTable', async () => {
    const text = 'apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: orders}\nspec:\n  tableName: orders\n  region: eu-west-1\n  attributeDefinitions: [{attributeName: id, attributeType: S}]\n  keySchema: [{attributeName: id, keyType: HASH}]\n  deletionProtectionEnabled: yes\n  pointInTimeRecoveryEnabled: null\n';
    const { code, out } = await run({ 'a.yaml': text });
    expect([code, out]).toEqual([0, expect.stringContaining('deletionProtectionEnabled: true\n')]);
  });
});

test('answers of the AWS CLI as YAML are as they are written', async () => {
  const text = 'Table:\n  TableName: orders\n  TableArn: arn:aws:dynamodb:eu-west-1:1:table/orders\n  KeySchema: [{AttributeName: id, KeyType: HASH}]\n  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]\n  DeletionProtectionEnabled: true\nTags:\n  - Key: a\n    Value: yes\n';
  expect(valueOf((await run({ 'orders.yaml': text })).out)).toBe('"yes"');
});
