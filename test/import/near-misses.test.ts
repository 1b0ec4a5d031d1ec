/** What people have at hand that is no source is named, with what to import instead. */
import { STATE } from './terraform-state';
import { run, runOnDisk } from '../cli/run';

const FROM_AWS = 'Import the table from AWS: --region REGION --table NAME';
const INPUTS: ReadonlyArray<readonly [what: string, text: string | object, said: string]> = [
  ['a state of Terraform 0.11', { version: 3, serial: 1, modules: [] }, 'a state of Terraform before 0.12. Import the output of terraform show -json'],
  ['an encrypted state', { serial: 1, meta: {}, encrypted_data: 'a', encryption_version: 'v0' }, 'an encrypted state of OpenTofu. Import the output of tofu show -json'],
  ['what show prints without a state', { format_version: '1.0' }, 'empty output of terraform show -json. Run it after terraform init'],
  ['configuration of CDKTF', { '//': {}, 'resource': { aws_dynamodb_table: {} } }, 'configuration of Terraform, which lacks the values of variables and modules. Import the output of terraform show -json'],
  ['a stack of Pulumi', { version: 3, deployment: { resources: [] } }, `a stack of Pulumi. ${FROM_AWS}`],
  ['a scan', { Items: [], Count: 0, ScannedCount: 0 }, 'items of a table, which say nothing of its settings. Import the output of aws dynamodb describe-table'],
  ['an export to S3', '{"Item":{"id":{"S":"a"}}}\n{"Item":{"id":{"S":"b"}}}', 'items of a table'],
  ['NoSQL Workbench', { ModelName: 'a', DataModel: [] }, `a data model of NoSQL Workbench. ${FROM_AWS}`],
  ['AWS Config', { configurationItems: [] }, `what another service of AWS tells of resources. ${FROM_AWS}`],
  ['Cloud Control', { TypeName: 'AWS::DynamoDB::Table', ResourceDescription: {} }, `what another service of AWS tells of resources. ${FROM_AWS}`],
  ['Resource Explorer', { Resources: [] }, `what another service of AWS tells of resources. ${FROM_AWS}`],
  ['list-stack-resources', { StackResourceSummaries: [] }, 'the output of list-stack-resources, which does not name its stack. Import that of aws cloudformation describe-stack-resources --stack-name STACK'],
  ['a program of TypeScript', 'import type { AWS } from \'@serverless/typescript\';\n\nconst config: AWS = {\n  service: \'a\',\n};\nmodule.exports = config;\n', 'a program. Import what it makes: cdk.out of cdk synth, or the output of serverless print'],
  ['a program of Python', 'from aws_cdk import App\n', 'a program. '],
  ['a program of JavaScript', '// tables\nmodule.exports = { a: 1 };\n', 'a program. '],
  ['an error of the AWS CLI', '\nAn error occurred (ResourceNotFoundException) when calling the DescribeTable operation: Requested resource not found: Table: orders not found\n', 'an error of the AWS CLI. Run the call again'],
  ['text of the AWS CLI', 'TABLE\t2024-01-01T00:00:00+00:00\t0\n', 'output of the AWS CLI for people. Run the call with --output json'],
  ['a table of the AWS CLI', '-----\n|  DescribeTable  |\n', 'output of the AWS CLI for people.'],
];

test.each(INPUTS)('%s', async (_, text, said) => {
  const { code, error } = await run({ a: typeof text === 'string' ? text : JSON.stringify(text) }, 'import', 'a');
  expect([code, error]).toEqual([2, expect.stringContaining(`a: is ${said}`)]);
});

test('in a folder beside a table it is a note', async () => {
  const values = { name: 'orders', arn: 'arn:aws:dynamodb:eu-west-1:1:table/orders', hash_key: 'id', attribute: [{ name: 'id', type: 'S' }], billing_mode: 'PAY_PER_REQUEST', ...STATE, tags_all: {} };
  const state = { format_version: '1.0', values: { root_module: { resources: [{ address: 'aws_dynamodb_table.x', mode: 'managed', type: 'aws_dynamodb_table', name: 'x', values }] } } };
  const summaries = { StackResourceSummaries: [{ ResourceType: 'AWS::DynamoDB::Table' }] };
  const { code, error } = await runOnDisk({ 'in/s.json': JSON.stringify(state), 'in/list.json': JSON.stringify(summaries) }, 'import', '-o', 'yaml', 'in');
  expect([code, error]).toEqual([0, expect.stringContaining('orders: note: file that is not read (in/list.json): It is the output of list-stack-resources, which does not name its stack.')]);
});

test.each<[string, object, string]>([
  ['a resource of Amplify', { Resources: { Todo: { Type: 'Custom::AmplifyDynamoDBTable', Properties: {} } } }, 'resource of type Custom::AmplifyDynamoDBTable: This version does not know it. It is left out. If it is a table, import that from AWS: --region REGION --table NAME.'],
  ['an AdoptedResource', { apiVersion: 'services.k8s.aws/v1alpha1', kind: 'AdoptedResource', metadata: { name: 'a' }, spec: { aws: { nameOrID: 'orders' }, kubernetes: { group: 'dynamodb.services.k8s.aws', kind: 'Table' } } }, 'table that is adopted: AdoptedResource a: The object declares nothing of it. Import the Table that ACK made of it'],
])('what stands for a table that it does not declare says what to import: %s', async (_, value, said) => {
  expect(await run({ 'a.json': JSON.stringify(value) }, 'import', 'a.json')).toMatchObject({ code: 2, error: expect.stringContaining(`a.json: has no DynamoDB table. ${said}`) });
});

test.each(['mars-1', 'us-east', 'US-EAST-1'])('a region that is none is a mistake of the caller: %s', async (region) => {
  expect(await run({ 'a.json': '{}' }, 'import', '--region', region, 'a.json')).toEqual({ code: 2, out: '', error: `--region ${region}: is not valid. Give an AWS region such as us-east-1` });
});
