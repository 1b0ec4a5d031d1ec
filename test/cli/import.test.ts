import { readFileSync } from 'node:fs';
import { runOnDisk } from './run';
import { COMMANDS } from '../../src/cli/commands';
import { main } from '../../src/cli/main';

const TABLE = {
  TableName: 'orders',
  TableArn: 'arn:aws:dynamodb:us-east-1:1:table/orders',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
  DeletionProtectionEnabled: false,
};
const WHOLE = JSON.stringify({
  Table: TABLE,
  TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' },
  ContinuousBackupsDescription: { PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' } },
  Tags: [],
  Policy: '',
});
const template = (count: number, type: string): string => JSON.stringify({
  Resources: Object.fromEntries(Array.from({ length: count }, (_, i) => [`R${i}`, { Type: type, Properties: {} }])),
});

async function run(files: Record<string, string>, ...args: string[]) {
  const output = { out: '', error: '', written: {} as Record<string, string> };
  const code = await main(['import', ...args], '1.2.3', {
    readFile: (file) => {
      if (!(file in files)) {
        throw new Error(`ENOENT: no such file or directory, open '${file}'`);
      }
      return files[file];
    },
    listFiles: (path) => {
      const below = Object.keys(files).filter((file) => file.startsWith(`${path}/`));
      if (below.length === 0 && !(path in files)) {
        throw new Error('no such file or folder');
      }
      return below.length > 0 ? below : [path];
    },
    writeFiles: (folder, written) => written.forEach((text, name) => void (output.written[`${folder}/${name}`] = text)),
    out: (text) => output.out += `${text}\n`,
    error: (text) => output.error += `${text}\n`,
  });
  return { code, ...output };
}

test('import is a command, and its usage names its sources', async () => {
  expect(COMMANDS.map(({ name }) => name)).toContain('import');
  const { code, out } = await run({}, '--help');
  expect(code).toBe(0);
  expect(out).toContain('terraform show -json');
});

test('a table that is expressed whole: 0, TypeScript on standard output', async () => {
  const { code, out, error } = await run({ 'orders.json': WHOLE }, 'orders.json');
  expect(code).toBe(0);
  expect(out).toBe(`import { App, Chart } from 'cdk8s';
import { AdoptionPolicy, AttributeType, Billing, DynamoDbTable, Encryption, RemovalPolicy } from 'cdk8s-dynamodb-kro';

const app = new App();
const chart = new Chart(app, 'tables');

// Imported from orders.json.
new DynamoDbTable(chart, 'orders', {
  tableName: 'orders',
  region: 'us-east-1',
  partitionKey: { name: 'id', type: AttributeType.STRING },
  billing: Billing.onDemand(),
  pointInTimeRecovery: false,
  encryption: Encryption.dynamoOwnedKey(),
  deletionProtection: false,
  removalPolicy: RemovalPolicy.RETAIN,
  adoption: AdoptionPolicy.ADOPT,
});

app.synth();
`);
  expect(error).toBe('1 table, 0 findings, 0 that adoption may change in AWS\n');
});

test.each([['typescript', 'ts', 'export function orders(scope: Construct): DynamoDbTable {'], ['python', 'py', 'def orders(scope: Construct) -> DynamoDbTable:'],
  ['yaml', 'yaml', 'kind: DynamoDBTable'], ['application', 'yaml', 'kind: Application']])('one file a table as %s', async (format, extension, line) => {
  const { code, out, written } = await run({ '-': WHOLE }, '--format', format, '--out', 'tables', '-');
  expect({ code, out, files: Object.keys(written) }).toEqual({ code: 0, out: '', files: [`tables/orders.${extension}`] });
  expect(written[`tables/orders.${extension}`]).toContain(line);
});

test.each([
  [['-o', 'yaml', '--output-directory', 'tables'], 'tables/orders.yaml', ''],
  [['-o', 'tables'], 'tables/orders.ts', 'Note: -o tables is read as --output-directory tables, as it was before. Write --output-directory: -o is --output now.\n'],
  [['-o', './yaml', '--format', 'yaml'], undefined, '--format is an older spelling of --output. Give one of them.'],
  [['-o', 'json'], undefined, '--output is one of typescript, python, yaml, application, not json.'],
  ...['xml', 'csv', 'ts', 'py', 'tf', 'toml'].map((format): [string[], undefined, string] => [['-o', format], undefined, `--output is one of typescript, python, yaml, application, not ${format}.`]),
  [['-o', 'yml'], undefined, '--output is one of typescript, python, yaml, application, not yml. Did you mean "yaml"?'],
])('%j', async (args, file, error) => {
  const outcome = await run({ '-': WHOLE }, ...args, '-f', '-');
  expect(Object.keys(outcome.written)).toEqual(file === undefined ? [] : [file]);
  expect(outcome.error).toContain(error);
  expect(outcome.code).toBe(file === undefined ? 2 : 0);
});

test('Python', async () => {
  const { out } = await run({ 'orders.json': WHOLE }, '--format', 'python', 'orders.json');
  expect(out).toContain('    partition_key=Attribute(name="id", type=AttributeType.STRING),\n    billing=Billing.on_demand(),\n    point_in_time_recovery=False,');
});

test('what cannot be determined: 1, with what to do', async () => {
  const { code, error } = await run({ 'orders.json': JSON.stringify({ Table: TABLE }) }, 'orders.json');
  expect(code).toBe(1);
  expect(error).toContain('Add the output of aws dynamodb describe-time-to-live --table-name orders.');
});

test('parameters and names are given by options', async () => {
  const text = JSON.stringify({
    Parameters: { Class: { Type: 'String' } },
    Resources: {
      Orders: {
        Type: 'AWS::DynamoDB::Table',
        Properties: { AttributeDefinitions: TABLE.AttributeDefinitions, KeySchema: TABLE.KeySchema, BillingMode: 'PAY_PER_REQUEST', TableClass: { Ref: 'Class' } },
      },
    },
  });
  const stack = JSON.stringify({ Stacks: [{ StackName: 'shop', StackId: 'arn:aws:cloudformation:eu-west-1:1:stack/shop/1', Tags: [] }] });
  const { code, out } = await run({ 't.json': text, 'stack.json': stack }, 'stack.json', '--parameter', 'Class=STANDARD_INFREQUENT_ACCESS', '--physical-name', 'Orders=orders-1', '--format', 'yaml', 't.json');
  expect(code).toBe(0);
  expect(out).toContain('tableName: orders-1\n  region: eu-west-1');
  expect(out).toContain('tableClass: STANDARD_INFREQUENT_ACCESS');
});

describe('wrong input: 2, one clear line, nothing written', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ['a binary file', { 'a.json': '\u0000\u0001PNG' }, /^a\.json: is not a text file\n$/],
    ['half a JSON', { 'a.json': WHOLE.slice(0, 100) }, /^a\.json: is not valid JSON: .*\n$/],
    ['an empty file', { 'a.json': ' \n' }, /^a\.json: is empty\n$/],
    ['YAML that is none', { 'a.json': 'a: b: c: [' }, /^a\.json: is not valid YAML: .*\n$/],
    ['a cyclic YAML', { 'a.json': 'Resources: &a\n  A: *a\n' }, /^a\.json: is YAML that refers to itself\n$/],
    ['a YAML that grows', { 'a.json': `a0: &a0 [x]\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n')}\n` }, /^a\.json: is YAML whose aliases expand to too much\n$/],
    ['a template with 1,000 resources and no table', { 'a.json': template(1_000, 'AWS::SQS::Queue') }, /^a\.json: has no DynamoDB table \(1,000 resources of other types\)\n$/],
    ['a Terraform state without a table', { 'a.json': '{"format_version":"1.0","values":{"root_module":{"resources":[]}}}' }, /^a\.json: has no aws_dynamodb_table \(0 resources of other types\)\n$/],
    ['a Kubernetes object of another kind', { 'a.json': 'apiVersion: v1\nkind: Pod\n' }, /^a\.json: is a Pod of v1, which is not a source that import knows: .*\n$/],
    ['tags without their table', { 'a.json': '{"Tags":[]}' }, /^a\.json: has no output of aws dynamodb describe-table, which the table is made of\n$/],
    ['an Application without a table', { 'a.json': 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nspec: {components: []}\n' }, /^a\.json: has no DynamoDB table\n$/],
    ['JSON in JSON in JSON', { 'a.json': '['.repeat(100_000) + ']'.repeat(100_000) }, /^a\.json: is nested too deeply\n$/],
    ['YAML in YAML in YAML', { 'a.json': `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}` }, /^a\.json: is nested too deeply\n$/],
    ['a number', { 'a.json': '42' }, /^a\.json: has no object in it\n$/],
    ['a file that is not there', {}, /^a\.json: no such file or folder\n$/],
  ])('%s', async (_, files, line) => {
    const { code, out, error, written } = await run(files, '--out', 'tables', 'a.json');
    expect({ code, out, written }).toEqual({ code: 2, out: '', written: {} });
    expect(error).toMatch(line);
  });

  test('a file where the folder is to be', async () => {
    expect(await runOnDisk({ 'orders.json': WHOLE, 'tables': 'mine' }, 'import', '--out', 'tables', 'orders.json')).toEqual({
      code: 2, out: '', error: '--output-directory tables: is a file, and a folder is needed',
    });
  });

  test('an answer that may be about either of two tables', async () => {
    const { code, error } = await run({ 'd/x.json': WHOLE, 'd/y.json': WHOLE.replaceAll('orders', 'carts'), 'd/z.json': '{"Tags":[]}' }, 'd');
    expect(code).toBe(2);
    expect(error).toBe('d/z.json: Tags does not say which table it is about. Name the file after the table, such as orders.Tags.json, or put it into the file of describe-table\n');
  });

  test.each([
    [['x.json', '--table', 'orders'], '--table and --prefix read tables in AWS, and take no file.'],
    [[], 'A file is missing, or --table or --prefix for tables in AWS.'],
    [['x.json', '--parameter', 'novalue'], '--parameter is NAME=VALUE, not novalue.'],
    [['x.json', '--format', 'typescrpt'], '--format is one of typescript, python, yaml, application, not typescrpt. Did you mean "typescript"?'],
  ])('arguments %j', async (args, line) => {
    const { code, error } = await run({ 'x.json': WHOLE }, ...args);
    expect(code).toBe(2);
    expect(error.split('\n')[0]).toBe(line);
  });
});

test('a folder: what is no source is passed over, and an empty answer is none', async () => {
  const { code, out } = await run({ 'd/orders.json': WHOLE, 'd/package.json': '{"name":"x"}', 'd/policy.json': '' }, 'd');
  expect(code).toBe(0);
  expect(out).toContain("new DynamoDbTable(chart, 'orders'");
});

describe('templates of other tools, before they are rendered', () => {
  const ack = (name: string) => `apiVersion: dynamodb.services.k8s.aws/v1alpha1\nkind: Table\nmetadata:\n  name: orders\nspec:\n  tableName: ${name}\n  billingMode: PAY_PER_REQUEST\n`
    + '  attributeDefinitions: [{attributeName: id, attributeType: S}]\n  keySchema: [{attributeName: id, keyType: HASH}]\n';

  test.each(['"{{ .Values.table }}"', '"{{ env }}-orders"', '${TABLE}', '$(TABLE)', '$TABLE', '"{% if x %}a{% endif %}"', '"<%= name %>"'])('a value %s', async (value) => {
    const { code, error } = await run({ 'a.yaml': ack(value) }, '--region', 'us-east-1', 'a.yaml');
    expect(code).toBe(1);
    expect(error).toMatch(/tableName ".*" is a template that was not rendered\. Render it first, for example with helm template, .* \[NotRendered\]/);
    expect(error).not.toContain('InvalidValue');
  });

  test.each([
    ['a value without quotes', ack('{{ .Values.table }}')], ['a condition around it', `{{- if .Values.enabled }}\n${ack('orders')}{{- end }}\n`],
    ['a condition in it', ack('orders').replace('spec:\n', 'spec:\n{{- if .Values.a }}\n')], ['Jinja', `{% if a %}\n${ack('orders')}{% endif %}\n`],
    ['CloudFormation', 'Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: {{ env }}-orders\n'],
  ])('what cannot be read: %s', async (_, text) => {
    const { code, out, error } = await run({ 'a.yaml': text }, 'a.yaml');
    expect([code, out]).toEqual([2, '']);
    expect(error).toMatch(/^a\.yaml: is .*\. This is a template, with ".*" at line \d+\. Render it first, .* \[NotRendered\]\n$/);
  });

  test.each([
    ['after empty lines', '\n\nResources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties: {a: b: c}\n', 6],
    ['indented as a whole', '  Resources:\n    T: a: b\n', 2],
    ['a large template', `Resources:\n${'  T:\n    Type: AWS::S3::Bucket\n'.repeat(5_000)}  U:\n    Type: AWS::DynamoDB::Table\n    Properties: {a: b: c}\n`, 10_004],
  ])('the place of a fault, and nothing behind it: %s', async (_, text, line) => {
    expect((await run({ 'a.yaml': text }, 'a.yaml')).error).toMatch(new RegExp(`^a\\.yaml: is not valid YAML: .* at line ${line}, column \\d+\n$`));
  });

  test('functions of CloudFormation and variables of IAM are none', async () => {
    const text = 'Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: !Sub ${Stage}-orders\n      Tags: [{Key: a, Value: "{{resolve:ssm:/a}}"}]\n      ResourcePolicy: {PolicyDocument: {Statement: [{Resource: "arn:aws:dynamodb:*:*:table/${aws:PrincipalTag/team}"}]}}\n';
    expect((await run({ 'a.yaml': text }, 'a.yaml')).error).not.toContain('NotRendered');
  });
});

test.each(['typescript', 'python', 'yaml', 'application'])('a table that cannot be declared is in comments alone: %s', async (format) => {
  const strong = { ...TABLE, TableName: 'strong', MultiRegionConsistency: 'STRONG', Replicas: [{ RegionName: 'us-east-2' }] };
  const files = { 'in/a.json': WHOLE, 'in/b.json': JSON.stringify({ ...JSON.parse(WHOLE), Table: strong }) };
  const { out, error } = await run(files, '-o', format, 'in');
  expect(error).toContain('strong: stays as it is in AWS: strongly consistent global table without a stream: The table is not declared');
  const lines = out.split('\n').filter((line) => line.includes('strong'));
  expect(lines).toHaveLength(2);
  lines.forEach((line) => expect(line).toMatch(/^(#|\/\/) /));
  const { written } = await run(files, '-o', format, '--output-directory', 'out', 'in');
  const [alone] = Object.entries(written).filter(([name]) => name.startsWith('out/strong.')).map(([, text]) => text);
  expect(alone.trim().split('\n').every((line) => /^(#|\/\/) /.test(line))).toBe(true);
  if (format === 'yaml') {
    expect(await runOnDisk({ 'tables.yaml': out }, 'validate', 'tables.yaml')).toMatchObject({ code: 0, out: expect.stringContaining('1 table, 0 violations') });
  }
});

test('the help names every answer of the AWS CLI that the guide does, and so does the message about another file each source', async () => {
  const guide = readFileSync('docs/bring-your-tables.md', 'utf8');
  // The singular is where people look a name up.
  const calls = new Set([...guide.matchAll(/(?:aws [a-z-]+|`|application-autoscaling|kms) ?((?:describe|list|get)-[a-z-]+)/g)].map(([, call]) => call).filter((call) => call !== 'describe-stack-resource'));
  expect(calls.size).toBeGreaterThan(10);
  const { out } = await run({}, '--help');
  expect([...calls].filter((call) => !new RegExp(`${call}\\b(?!-)`).test(out))).toEqual([]);
  const { error } = await run({ 'a.json': 'apiVersion: v1\nkind: Pod\n' }, 'a.json');
  for (const source of ['AWS CLI', 'CloudFormation', 'SAM', 'CDK', 'Serverless Framework', 'Terraform', 'Crossplane', 'ACK', 'kro', 'KubeVela']) {
    expect([source, out.includes(source), error.includes(source), guide.includes(source)]).toEqual([source, true, true, true]);
  }
});

test('a module of Python has a name that can be imported, and each table its own', async () => {
  const tables = ['dev-alerts', 'dev.alerts', 'class', '1abc', 'constructs'].map((name) => ({ ...JSON.parse(WHOLE), Table: { ...TABLE, TableName: name, TableArn: `arn:aws:dynamodb:us-east-1:1:table/${name}` } }));
  const { written } = await run({ 'a.json': JSON.stringify(tables) }, '-o', 'python', '--output-directory', 'tables', 'a.json');
  expect(Object.keys(written).sort()).toEqual(['tables/dev_alerts.py', 'tables/dev_alerts_2.py', 'tables/table_1abc.py', 'tables/table_class.py', 'tables/table_constructs.py']);
});
