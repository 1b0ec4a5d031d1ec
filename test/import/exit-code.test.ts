/** The exit code follows from the findings: 1 where one of them may change something in AWS, or cannot tell. */
import { STATE } from './terraform-state';
import { main } from '../../src/cli/main';
import { run as runCommand } from '../cli/run';

const PROPERTIES = {
  TableName: 'orders', BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
};
const template = (properties: object = {}, more: object = {}): string => JSON.stringify({ Resources: { Orders: { Type: 'AWS::DynamoDB::Table', Properties: { ...PROPERTIES, ...properties }, ...more } } });
const stack = (name: string, more: object = {}): string => JSON.stringify({ Stacks: [{ StackName: name, StackId: `arn:aws:cloudformation:eu-west-1:111122223333:stack/${name}/1`, Tags: [], ...more }] });
const ARN = 'arn:aws:dynamodb:us-east-1:1:table/users';
const described = { TableName: 'users', TableArn: ARN, DeletionProtectionEnabled: false, KeySchema: PROPERTIES.KeySchema, AttributeDefinitions: PROPERTIES.AttributeDefinitions, BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' } };
const ANSWERS = { TimeToLiveDescription: {}, ContinuousBackupsDescription: {}, Tags: [] };
const serverless = (provider: string): string => `service: shop\nprovider:\n  name: aws\n  region: eu-west-1\n${provider}resources:\n  Resources:\n    Orders: {Type: AWS::DynamoDB::Table, Properties: ${JSON.stringify(PROPERTIES)}}\n`;

async function run(files: Record<string, string>, ...args: string[]) {
  const output = { out: '', error: '' };
  const code = await main(['import', '-o', 'yaml', '--region', 'eu-west-1', ...args, ...Object.keys(files)], '1.2.3', {
    readFile: (file) => files[file],
    listFiles: (path) => [path],
    writeFiles: () => undefined,
    out: (text) => output.out += `${text}\n`,
    error: (text) => output.error += `${text}\n`,
  });
  return { code, ...output };
}

describe('tags of the stack', () => {
  test('1 where they are not known, with the call that tells them', async () => {
    const { code, error } = await run({ 'template.json': template() });
    expect(code).toBe(1);
    expect(error).toContain('orders: cannot be determined: tags of the stack (Resources.Orders): ');
    expect(error).toContain('Add the output of aws cloudformation describe-stacks --stack-name STACK.');
  });

  test.each([
    ['the only stack', { 'stack.json': stack('shop', { Tags: [{ Key: 'team', Value: 'x' }] }) }],
    ['the stack whose name the file has', { 'a.json': stack('other'), 'b.json': stack('template', { Tags: [{ Key: 'team', Value: 'x' }] }) }],
  ])('0 where describe-stacks tells them: %s', async (_, stacks) => {
    const { code, out, error } = await run({ 'template.json': template(), ...stacks });
    expect([code, error]).toEqual([0, expect.stringMatching(/^orders: note: deletion at the source .*\n1 table, 1 finding, 0 that adoption may change in AWS\n$/)]);
    expect(out).toContain('tags:\n    - key: team\n      value: x\n');
  });

  test('the stack tells values of parameters and names of tables, unless options do', async () => {
    const text = JSON.stringify({
      Parameters: { Class: { Type: 'String' }, Secret: { Type: 'String', NoEcho: true, Default: 'a' } },
      Resources: { Orders: { Type: 'AWS::DynamoDB::Table', Properties: { ...PROPERTIES, TableName: undefined, TableClass: { Ref: 'Class' }, Tags: [{ Key: 'a', Value: { Ref: 'Secret' } }] } } },
    });
    const known = stack('shop', { Parameters: [{ ParameterKey: 'Class', ParameterValue: 'STANDARD_INFREQUENT_ACCESS' }, { ParameterKey: 'Secret', ParameterValue: '****' }] });
    const resources = JSON.stringify({ StackResources: [{ StackName: 'shop', LogicalResourceId: 'Orders', PhysicalResourceId: 'shop-Orders-1', ResourceType: 'AWS::DynamoDB::Table' }] });
    const { code, out, error } = await run({ 'template.json': text, 'stack.json': known, 'resources.json': resources });
    expect([code, error]).toEqual([1, expect.stringContaining('Parameter Secret has no value in the input. Give --parameter Secret=VALUE.')]);
    expect(out).toMatch(/tableName: shop-Orders-1\n[^]*tableClass: STANDARD_INFREQUENT_ACCESS\n/);
    expect(out.replace(/^#.*$/gm, '')).not.toMatch(/tags:|\*\*/);
    const given = await run({ 'template.json': text, 'stack.json': known, 'resources.json': resources }, '--parameter', 'Secret=b');
    expect([given.code, given.out]).toEqual([0, expect.stringMatching(/- key: a\n {6}value: b\n/)]);
    expect((await run({ 'template.json': text, 'stack.json': known, 'resources.json': resources }, '--table-name', 'Orders=mine')).out).toContain('tableName: mine\n');
  });

  test.each([
    ['', [['STAGE', 'dev']]],
    ['  stage: prod\n  stackTags: {team: x}\n', [['STAGE', 'prod'], ['team', 'x']]],
    ['  stackTags: {Stage: mine}\n  tags: {of: functions}\n', [['Stage', 'mine']]],
  ])('serverless.yml declares them, with the stage: %j', async (provider, tags) => {
    const { code, out } = await run({ 'serverless.yml': serverless(provider) });
    expect(code).toBe(0);
    expect(out).toContain(`tags:\n${tags.map(([key, value]) => `    - key: ${key}\n      value: ${value}\n`).join('')}  `);
  });

  const NO_STAGE = 'The configuration names no stage, so it is the default of the framework. If another one was deployed, give --parameter stage=VALUE.';

  test.each<[string, string, string[], number, string, RegExp]>([
    ['a variable without a value', '  stage: "${opt:stage}"\n', [], 1, 'cannot be determined: STAGE (resources.Resources.Orders.stackTags.STAGE): ${opt:stage} has no value here. Give --parameter stage=VALUE.', /^spec:(?![^]*STAGE)/m],
    ['several sources without a value', '  stage: "${env:STAGE, self:custom.stage}"\n', [], 1, 'Give --parameter STAGE=VALUE.', /^spec:(?![^]*STAGE)/m],
    ['that variable, given', '  stage: "${opt:stage}"\n', ['--parameter', 'stage=prod'], 0, '1 table, 1 finding, 0 that', /STAGE\n {6}value: prod\n/],
    ['a variable with a default', '  stage: "${opt:stage, \'test\'}"\n', [], 0, 'orders: note: value of stage (provider): test is the fallback of ${opt:stage}. If another one was deployed, give --parameter stage=VALUE.', /STAGE\n {6}value: test\n/],
    ['none', '', [], 0, `orders: note: stage dev (provider.stage): ${NO_STAGE}`, /STAGE\n {6}value: dev\n/],
  ])('the stage of serverless.yml is not guessed: %s', async (_, provider, args, expected, said, declared) => {
    const { code, out, error } = await run({ 'serverless.yml': serverless(provider) }, ...args);
    expect([code, error, out]).toEqual([expected, expect.stringContaining(said), expect.stringMatching(declared)]);
  });

  test('a parameter of a stage that is not known is not that of all stages', async () => {
    const text = serverless('  stage: "${opt:stage}"\n').replace('"TableName":"orders"', '"TableName":"orders-${param:suffix}"');
    expect(text).toContain('${param:suffix}');
    const files = (params: string): Record<string, string> => ({ 'serverless.yml': `${text}params: ${params}\n` });
    const { code, error } = await run(files('{prod: {suffix: a}, default: {suffix: b}}'));
    expect([code, error]).toEqual([1, expect.stringContaining('cannot be determined: TableName (resources.Resources.Orders.Properties.TableName): ${opt:stage} has no value here. Give --parameter stage=VALUE.')]);
    expect((await run(files('{prod: {other: a}, default: {suffix: b}}'))).out).toContain('tableName: orders-b\n');
    const ofVersion4 = { 'serverless.yml': `${text}stages: {prod: {params: {suffix: a}}, default: {params: {suffix: b}}}\n` };
    expect((await run(ofVersion4)).error).toContain('${opt:stage} has no value here.');
  });

  test.each<[string, string]>([['prod', 'a'], ['dev', 'b'], ['test', 'old']])('parameters of stages, as version 4 has them: %s', async (stage, suffix) => {
    const text = serverless(`  stage: ${stage}\n`).replace('"TableName":"orders"', '"TableName":"orders-${param:suffix}"');
    const { code, out } = await run({ 'serverless.yml': `${text}stages: {prod: {params: {suffix: a}}, default: {params: {suffix: b}}}\nparams: {test: {suffix: old}}\n` });
    expect([code, out]).toEqual([0, expect.stringContaining(`tableName: orders-${suffix}\n`)]);
  });

  test('serverless.yml with a tag that has no value here: 1', async () => {
    expect((await run({ 'serverless.yml': serverless('  stackTags: {team: "${env:TEAM}"}\n') })).code).toBe(1);
  });
});

describe('what nobody gave and has a default is a note', () => {
  const noteOf = (from: string, name: string): string => `orders: note: value of ${name} (Resources.Orders): ${from}. If another one was deployed, give --parameter ${name}=VALUE.`;
  const parameters = { Env: { Type: 'String', Default: 'dev' }, Rcu: { Type: 'Number', Default: 5 }, Unused: { Type: 'String', Default: 'x' }, Name: { Type: 'String', Default: 'orders' } };
  const text = JSON.stringify({
    Parameters: parameters,
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
    Mappings: { Class: { dev: { of: 'STANDARD' }, prod: { of: 'STANDARD' } } },
    Resources: {
      Orders: {
        Type: 'AWS::DynamoDB::Table',
        DeletionPolicy: 'Retain',
        Properties: {
          ...PROPERTIES,
          TableName: { 'Fn::Sub': '${Name}' },
          TableClass: { 'Fn::FindInMap': ['Class', { Ref: 'Env' }, 'of'] },
          DeletionProtectionEnabled: { 'Fn::If': ['IsProd', true, { Ref: 'AWS::NoValue' }] },
          OnDemandThroughput: { MaxReadRequestUnits: { Ref: 'Rcu' } },
        },
      },
      Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Unused' } } },
    },
  });
  const manifest = JSON.stringify({ version: '36.0.0', artifacts: { S: { type: 'aws:cloudformation:stack', environment: 'aws://1/eu-west-1', properties: { templateFile: 'S.json' } } } });
  const NOTES = [noteOf('dev is the default of parameter Env', 'Env'), noteOf('5 is the default of parameter Rcu', 'Rcu'), noteOf('orders is the default of parameter Name', 'Name')];

  test.each<[string, Record<string, string>]>([
    ['a template', { 'template.json': text, 'stack.json': stack('shop') }],
    ['cdk.out', { 'manifest.json': manifest, 'S.json': text }],
  ])('a parameter of %s, once and where the table uses it', async (_, files) => {
    const { code, error } = await run(files);
    expect([code, error]).toEqual([0, expect.stringContaining('1 table, 3 findings')]);
    NOTES.forEach((note) => expect(error).toContain(note));
  });

  test('none where the stack or the caller gives it, or the name in AWS is given', async () => {
    const known = stack('shop', { Parameters: Object.entries({ Env: 'prod', Rcu: '5' }).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })) });
    expect((await run({ 'template.json': text, 'stack.json': known }, '--parameter', 'Name=orders')).error).toBe('1 table, 0 findings, 0 that adoption may change in AWS\n');
    expect((await run({ 'template.json': text, 'stack.json': known }, '--physical-name', 'Orders=orders')).error).toBe('1 table, 0 findings, 0 that adoption may change in AWS\n');
  });

  test('a replica of a resource of its own, by its condition and its region', async () => {
    const { Resources, ...rest } = JSON.parse(text);
    const replica = { Type: 'Custom::DynamoDBReplica', DeletionPolicy: 'Retain', Condition: 'IsDev', Properties: { TableName: 'orders', Region: { Ref: 'To' } } };
    const all = { ...rest, Parameters: { ...parameters, To: { Type: 'String', Default: 'us-east-1' } }, Conditions: { ...rest.Conditions, IsDev: { 'Fn::Not': [{ Condition: 'IsProd' }] } }, Resources: { Orders: { ...Resources.Orders, Properties: PROPERTIES }, Replica: replica } };
    const { error } = await run({ 'template.json': JSON.stringify(all), 'stack.json': stack('shop') });
    expect(error).toContain('orders: note: value of Env (Resources.Replica): dev is the default of parameter Env.');
    expect(error).toContain('orders: note: value of To (Resources.Replica): us-east-1 is the default of parameter To.');
    const hidden = { 'template.json': JSON.stringify(all), 'stack.json': stack('shop', { Parameters: [{ ParameterKey: 'Env', ParameterValue: '****' }] }) };
    expect((await run(hidden)).error).toContain('orders: cannot be determined: condition IsDev (Resources.Replica.Condition): Parameter Env has no value in the input. Give --parameter Env=VALUE. It is declared as if it held.');
  });

  const variables = (properties: object, more = ''): Record<string, string> => ({
    'serverless.yml': `${serverless('  stage: prod\n').replace(JSON.stringify(PROPERTIES), JSON.stringify({ ...PROPERTIES, ...properties }))}custom: {table: "\${env:TABLE, 'orders'}", stage: "\${opt:stage, self:provider.stage}"}\n${more}`,
  });
  const fallback = (value: string, source: string, name: string): string =>
    `orders: note: value of ${name} (resources.Resources.Orders): ${value} is the fallback of \${${source}}. If another one was deployed, give --parameter ${name}=VALUE.`;

  test.each<[string, object, string]>([
    ['env', { TableName: "${env:TABLE, 'orders'}" }, fallback('orders', 'env:TABLE', 'TABLE')],
    ['opt', { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: '${opt:pitr, false}' } }, fallback('false', 'opt:pitr', 'pitr')],
    ['param', { Tags: [{ Key: 'a', Value: "x-${param:a, 'b'}" }] }, fallback('b', 'param:a', 'a')],
    ['ssm', { Tags: [{ Key: 'a', Value: "${ssm:/app/owner, 'b'}" }] }, fallback('b', 'ssm:/app/owner', 'ssm:/app/owner')],
    ['another setting', { TableName: '${self:custom.table}' }, fallback('orders', 'env:TABLE', 'TABLE')],
    ['the stage of the configuration', { Tags: [{ Key: 'a', Value: '${self:custom.stage}' }] }, fallback('prod', 'opt:stage', 'stage')],
  ])('a fallback of serverless.yml: %s', async (_, properties, note) => {
    const { code, error } = await run(variables(properties));
    expect([code, error]).toEqual([0, expect.stringContaining(note)]);
    const [, name] = /--parameter (.*)=VALUE/.exec(note)!;
    const given = await run(variables(properties), '--parameter', `${name}=orders`);
    expect(given.error).not.toContain('is the fallback');
  });

  test('none of what the table does not use', async () => {
    expect((await run(variables({}, 'functions: {a: {name: "${env:F, \'x\'}"}}\n'))).error).toMatch(/^orders: note: deletion at the source .*\n1 table, 1 finding, /);
  });
});

describe('a file of serverless.yml', () => {
  const text = serverless('').replace('region: eu-west-1', "region: '${file(env.yml):region}'").replace('"TableName":"orders"', '"TableName":"${file(env.yml):table}"');
  const io = (files: Record<string, string>) => runCommand({ 'serverless.yml': text, ...files }, 'import', '-o', 'yaml', 'serverless.yml');
  const MISSING = 'There is no such file.';

  test('that is not there is named, also for the region', async () => {
    const { code, error } = await io({});
    expect(code).toBe(1);
    expect(error).toContain(`Properties.TableName): \${file(env.yml):table} has no value here. ${MISSING}`);
    expect(error).toContain(`cannot be determined: region (provider.region): \${file(env.yml):region} has no value here. ${MISSING}`);
  });

  test('that is there without the value is not told as missing', async () => {
    expect((await io({ 'env.yml': 'region: eu-west-1\n' })).error).toMatch(/has no value here\.(?! There)/);
    expect((await io({ 'env.yml': 'region: eu-west-1\ntable: orders\n' })).out).toMatch(/tableName: orders\n {2}region: eu-west-1\n/);
  });
});

describe('the resource policy', () => {
  test('1 where it is not in the input, with the call that tells it', async () => {
    const { code, error } = await run({ 'users.json': JSON.stringify({ Table: described, ...ANSWERS }) });
    expect(code).toBe(1);
    expect(error).toContain(`users: cannot be determined: resource policy: The input does not have it. Adoption removes a policy that is not declared. Add the output of aws dynamodb get-resource-policy --resource-arn ${ARN},`);
  });

  test('0 with the empty file that the AWS CLI leaves where there is none', async () => {
    expect((await run({ 'users.json': JSON.stringify({ Table: described, ...ANSWERS }), 'users.policy.json': '' })).code).toBe(0);
  });

  test('an empty file beside another source, or of an unknown table, is about nothing', async () => {
    expect((await run({ 'template.json': template(), 'stack.json': stack('shop'), 'policy.json': '' })).code).toBe(0);
    const { code } = await run({ 'users.json': JSON.stringify({ Table: described, ...ANSWERS }), 'carts.json': JSON.stringify({ Table: { ...described, TableName: 'carts' }, ...ANSWERS }), 'policy.json': '' });
    expect(code).toBe(1);
  });
});

test('warm throughput is a finding with its outcome and the page of limits, and leaves the exit code at 0', async () => {
  const { code, error } = await run({ 'template.json': template({ WarmThroughput: { ReadUnitsPerSecond: 13_000 } }), 'stack.json': stack('shop') });
  expect([code, error]).toEqual([0, expect.stringContaining(
    'orders: stays as it is in AWS: warm throughput of 13000 reads a second (Resources.Orders.Properties.WarmThroughput): ACK does not manage it. See https://github.com/cdk8s-dynamodb-kro/cdk8s-dynamodb-kro/blob/main/docs/limits.md\n',
  )]);
});

const terraform = (...resources: object[]): string => JSON.stringify({ format_version: '1.0', values: { root_module: { resources } } });
const terraformTable = (more: object = {}): { readonly values: object; readonly [name: string]: unknown } => ({
  address: 'aws_dynamodb_table.orders',
  type: 'aws_dynamodb_table',
  name: 'orders',
  values: { name: 'orders', region: 'eu-west-1', hash_key: 'id', attribute: [{ name: 'id', type: 'S' }], billing_mode: 'PAY_PER_REQUEST', tags_all: {}, ...STATE, ...more },
});

test.each([
  ['CloudFormation', { 't.json': template({ WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000 } }), 's.json': stack('shop') }],
  ['describe-table', { 'users.json': JSON.stringify({ Table: { ...described, WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000, Status: 'ACTIVE' } }, ...ANSWERS }), 'users.policy.json': '' }],
  ['Terraform', { 's.json': terraform(terraformTable({ warm_throughput: [{ read_units_per_second: 12_000, write_units_per_second: 4_000 }] })) }],
])('warm throughput that every table has is no finding: %s', async (_, files: Record<string, string>) => {
  expect((await run(files)).error).not.toContain('warm');
});

test.each(['PAY_PER_REQUEST', 'PROVISIONED'])('auto scaling of a table billed as %s', async (mode) => {
  const isOnDemand = mode === 'PAY_PER_REQUEST';
  const what = isOnDemand ? 'stays as it is in AWS: auto scaling of read capacity, 1 to 9 (' : 'would change in AWS: auto scaling of read capacity, 1 to 9 (';
  const text = isOnDemand ? 'On-demand billing has no capacity to scale, so it does nothing.' : 'ACK sets the capacity back to the declared value';
  const properties = { BillingMode: mode, ...isOnDemand ? {} : { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } } };
  const target = { Type: 'AWS::ApplicationAutoScaling::ScalableTarget', Properties: { ServiceNamespace: 'dynamodb', ResourceId: { 'Fn::Sub': 'table/${Orders}' }, ScalableDimension: 'dynamodb:table:ReadCapacityUnits', MinCapacity: 1, MaxCapacity: 9 } };
  const t = JSON.stringify({ Resources: { ...JSON.parse(template(properties)).Resources, Reads: target } });
  const ofTerraform = { address: 'aws_appautoscaling_target.a', type: 'aws_appautoscaling_target', name: 'a', values: { service_namespace: 'dynamodb', resource_id: 'table/orders', scalable_dimension: 'dynamodb:table:ReadCapacityUnits', min_capacity: 1, max_capacity: 9 } };
  const s = terraform(terraformTable({ billing_mode: mode, read_capacity: 1, write_capacity: 1 }), ofTerraform);
  for (const files of [{ 't.json': t, 's.json': stack('shop') }, { 's.json': s }]) {
    const { code, error } = await run(files as Record<string, string>);
    expect([error.includes(what), error.includes(text), code]).toEqual([true, true, isOnDemand ? 0 : 1]);
  }
});

test.each([
  ['ACK', 'apiVersion: dynamodb.services.k8s.aws/v1alpha1\nkind: Table\nmetadata: {name: a}\nspec: {tableName: orders, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}], billingMode: PAY_PER_REQUEST, sseSpecification: {enabled: true, sseType: KMS, kmsMasterKeyRef: {from: {name: k}}}}\n'],
  ['Crossplane', 'apiVersion: dynamodb.aws.upbound.io/v1beta1\nkind: Table\nmetadata: {name: orders}\nspec: {forProvider: {region: us-east-1, billingMode: PAY_PER_REQUEST, hashKey: id, attribute: [{name: id, type: S}], serverSideEncryption: [{enabled: true, kmsKeyArnSelector: {matchLabels: {a: b}}}]}}\n'],
])('a key that is resolved in the cluster is not guessed: %s', async (_, text) => {
  const { code, out, error } = await run({ 'a.yaml': text });
  expect([code, out]).toEqual([1, expect.stringContaining('kmsMasterKeyID: ARN-OF-THE-KEY\n')]);
  expect(error).toContain('It is resolved in the cluster.');
});

test('what a plan of Terraform does not know and nobody has configured has the default of AWS', async () => {
  const computed = ['point_in_time_recovery', 'server_side_encryption', 'ttl', 'stream_view_type', 'read_capacity', 'write_capacity', 'warm_throughput'];
  const unknown = Object.fromEntries(computed.map((name) => [name, true]));
  const plan = (...configured: string[]): string => JSON.stringify({
    format_version: '1.2',
    planned_values: { root_module: { resources: [terraformTable()] } },
    resource_changes: [{ address: 'aws_dynamodb_table.orders', change: { after_unknown: { arn: true, ...unknown } } }],
    configuration: { root_module: { resources: [{ address: 'aws_dynamodb_table.orders', expressions: Object.fromEntries(configured.map((name) => [name, {}])) }] } },
  });
  const { code, out, error } = await run({ 'plan.json': plan('name') });
  expect([code, error]).toEqual([0, expect.stringMatching(/^orders: note: deletion at the source .*\n1 table, 1 finding, 0 that adoption may change in AWS\n$/)]);
  expect(out).toContain('pointInTimeRecoveryEnabled: false\n');
  const some = await run({ 'plan.json': plan('point_in_time_recovery') });
  expect([some.code, some.out]).toEqual([1, expect.stringContaining('pointInTimeRecoveryEnabled: true\n')]);
  expect(some.error).toContain('cannot be determined: point_in_time_recovery (aws_dynamodb_table.orders.point_in_time_recovery): The plan does not know the value yet.');
});

test('what a state does not have, as of an older provider, is not off: it cannot be determined', async () => {
  const lines: Record<string, string> = {
    deletion_protection_enabled: 'deletionProtectionEnabled: true',
    point_in_time_recovery: 'pointInTimeRecoveryEnabled: true',
    server_side_encryption: 'kmsMasterKeyID: ARN-OF-THE-KEY',
    ttl: 'ttlAttributeName: ""',
    stream_enabled: 'streamViewType: VIEW-OF-THE-STREAM',
    table_class: '',
    replica: '',
    on_demand_throughput: '',
  };
  expect(Object.keys(lines).sort()).toEqual(Object.keys(STATE).sort());
  const whole = terraformTable().values;
  for (const [name, line] of Object.entries(lines)) {
    const { [name]: _, ...values } = whole as Record<string, unknown>;
    for (const text of [terraform(terraformTable()), terraform({ ...terraformTable(), values })]) {
      const { code, out, error } = await run({ 's.json': text });
      const isWhole = text.includes(name);
      expect([name, code, error.includes(`orders: cannot be determined: ${name} (aws_dynamodb_table.orders.${name}): The state does not have it, as of an older provider.`)]).toEqual([name, isWhole ? 0 : 1, !isWhole]);
      expect(out.includes(line)).toBe(!isWhole || line === '');
    }
  }
  // Caps are of on-demand billing, and what a plan creates has the default of AWS.
  const { on_demand_throughput: caps, ...values } = { ...whole, billing_mode: 'PROVISIONED', read_capacity: 1, write_capacity: 1 } as Record<string, unknown>;
  expect([caps, (await run({ 's.json': terraform({ ...terraformTable(), values }) })).code]).toEqual([[], 0]);
  const created = JSON.stringify({ format_version: '1.2', planned_values: { root_module: { resources: [{ ...terraformTable(), values: { name: 'orders', hash_key: 'id' } }] } }, resource_changes: [{ address: 'aws_dynamodb_table.orders', change: { actions: ['create'], after: {} } }] });
  expect((await run({ 'p.json': created })).error).not.toContain('older provider');
});

test('a resource whose condition does not hold scales nothing, and one whose table cannot be told is a finding', async () => {
  const target = { Type: 'AWS::ApplicationAutoScaling::ScalableTarget', Properties: { ServiceNamespace: 'dynamodb', ResourceId: { 'Fn::Sub': 'table/${Orders}' }, ScalableDimension: 'dynamodb:table:ReadCapacityUnits', MinCapacity: 1, MaxCapacity: 2 } };
  const text = (more: object): string => JSON.stringify({ Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } }, Resources: { ...JSON.parse(template()).Resources, ...more } });
  expect((await run({ 't.json': text({ Reads: { ...target, Condition: 'Never' } }), 's.json': stack('shop') })).code).toBe(0);
  expect((await run({ 't.json': text({ Reads: target }), 's.json': stack('shop') })).error).toContain('stays as it is in AWS: auto scaling of read capacity, 1 to 2 (Resources.Reads)');
  expect((await run({ 't.json': text({ Reads: { ...target, Properties: { ...target.Properties, ResourceId: { 'Fn::ImportValue': 'x' } } } }), 's.json': stack('shop') })).error)
    .toContain('cannot be determined: auto scaling of a table (Resources.Reads): Which table it is of cannot be told. Fn::ImportValue is resolved by CloudFormation only.');
  expect((await run({ 't.json': text({ More: { Type: 'AWS::DynamoDB::NeverHeardOf' } }), 's.json': stack('shop') })).error).toContain('cannot be determined: resource of type AWS::DynamoDB::NeverHeardOf (Resources.More)');
});

test('what decides about the data and cannot be told is not guessed: it is rejected until somebody gives it, or on', async () => {
  const unknown = { 'Fn::ImportValue': 'x' };
  const { code, out, error } = await run({
    'template.json': template({
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } },
      TimeToLiveSpecification: { AttributeName: unknown, Enabled: true },
      StreamSpecification: { StreamViewType: unknown },
      DeletionProtectionEnabled: unknown,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: unknown },
    }),
  });
  expect(code).toBe(1);
  for (const line of ['kmsMasterKeyID: ARN-OF-THE-KEY', 'ttlAttributeName: ""', 'streamViewType: VIEW-OF-THE-STREAM', 'deletionProtectionEnabled: true', 'pointInTimeRecoveryEnabled: true']) {
    expect(out).toContain(`  ${line}\n`);
  }
  // The key is told once.
  expect(error.match(/KMS/g)).toHaveLength(2);
  const validated = { out: '' };
  expect(await main(['validate', 'a.yaml'], '1.2.3', {
    readFile: () => out, listFiles: (path) => [path], writeFiles: () => undefined, out: (text) => validated.out += text, error: () => undefined,
  })).toBe(1);
  expect(validated.out).toContain('kmsMasterKeyID "ARN-OF-THE-KEY" is not valid. Use the ARN of a KMS key');
});

test.each(['SSESpecification', 'TimeToLiveSpecification', 'StreamSpecification', 'PointInTimeRecoverySpecification'])('nor where nothing is known of %s', async (name) => {
  const { code, out } = await run({ 'template.json': template({ [name]: { 'Fn::ImportValue': 'x' } }) });
  expect(code).toBe(1);
  expect(out).toMatch(/ARN-OF-THE-KEY|ttlAttributeName: ""|VIEW-OF-THE-STREAM|pointInTimeRecoveryEnabled: true/);
});

describe('a plan of Terraform that does not know what decides about the data', () => {
  const plan = (unknown: object, values: object = {}, more: readonly object[] = []) => {
    const table = terraformTable() as { values: object };
    return JSON.stringify({
      format_version: '1.2',
      planned_values: { root_module: { resources: [{ ...table, values: { ...table.values, ...values } }, ...more] } },
      resource_changes: [
        { address: 'aws_dynamodb_table.orders', change: { after_unknown: { arn: true, ...unknown } } },
        ...more.map((each) => ({ address: (each as { address: string }).address, change: { after_unknown: (each as { unknown: object }).unknown } })),
      ],
    });
  };

  test.each([
    ['server_side_encryption', { server_side_encryption: true }, {}, 'kmsMasterKeyID: ARN-OF-THE-KEY'],
    ['whether it is encrypted', { server_side_encryption: [{ enabled: true }] }, { server_side_encryption: [{}] }, 'kmsMasterKeyID: ARN-OF-THE-KEY'],
    ['ttl', { ttl: true }, {}, 'ttlAttributeName: ""'],
    ['the attribute of ttl', { ttl: [{ attribute_name: true }] }, { ttl: [{ enabled: true }] }, 'ttlAttributeName: ""'],
    ['whether there is a stream', { stream_enabled: true }, {}, 'streamViewType: VIEW-OF-THE-STREAM'],
    ['the view of a stream', { stream_view_type: true }, { stream_enabled: true }, 'streamViewType: VIEW-OF-THE-STREAM'],
    ['point_in_time_recovery', { point_in_time_recovery: true }, {}, 'pointInTimeRecoveryEnabled: true'],
    ['deletion_protection_enabled', { deletion_protection_enabled: true }, {}, 'deletionProtectionEnabled: true'],
  ])('%s: as with CloudFormation it is rejected until somebody gives it, or on', async (_, unknown, values, line) => {
    const { code, out, error } = await run({ 'plan.json': plan(unknown, values) });
    expect(code).toBe(1);
    expect(out).toContain(`  ${line}\n`);
    expect(error).toContain('cannot be determined: ');
  });

  test('takes no region of a provider for one that is not known', async () => {
    const { out, error } = await run({ 'plan.json': plan({ region: true }, { region: undefined, arn: undefined }) }, '--region', 'us-east-1');
    expect(out).not.toContain('region: us-east-1');
    expect(error).toContain('cannot be determined: region (aws_dynamodb_table.orders.region)');
  });

  test('tells of what belongs to a table that it does not know', async () => {
    const resource = (type: string, unknown: object, values: object = {}) => ({ address: `${type}.x`, type, name: 'x', values, unknown });
    const more = [
      resource('aws_dynamodb_resource_policy', { resource_arn: true }, { policy: '{}' }),
      resource('aws_dynamodb_never_heard_of', { table_name: true }),
      resource('aws_appautoscaling_target', { resource_id: true }, { service_namespace: 'dynamodb', scalable_dimension: 'dynamodb:table:ReadCapacityUnits' }),
      resource('aws_appautoscaling_target', { resource_id: true }, { service_namespace: 'ecs' }),
      resource('aws_dynamodb_contributor_insights', {}, { table_name: 'other' }),
    ];
    const { code, error } = await run({ 'plan.json': plan({}, {}, more) });
    expect(code).toBe(1);
    expect(error.match(/resource of type \w+ \([^)]*\): Which table it belongs to cannot be told/g)).toEqual(['aws_dynamodb_resource_policy', 'aws_dynamodb_never_heard_of', 'aws_appautoscaling_target']
      .map((type) => `resource of type ${type} (${type}.x): Which table it belongs to cannot be told`));
  });
});

describe('words', () => {
  test('a call that is missing has the ARN of the table, and a sentence that reads', async () => {
    const { error } = await run({ 'users.json': JSON.stringify({ Table: described }) });
    expect(error).toContain(`Add the output of aws dynamodb list-tags-of-resource --resource-arn ${ARN}.`);
    expect(error).toContain('point-in-time recovery: The input does not have it. It is declared as on, and adoption turns it on where it is off. Add the output of aws dynamodb describe-continuous-backups --table-name users.');
    expect(error).not.toMatch(/It [^.]*\bare\b/);
  });

  test.each([
    ['a configuration of Terraform in JSON', 'main.tf.json', '{"resource":{"aws_dynamodb_table":{"orders":{"name":"orders"}}}}', /^main\.tf\.json: is configuration of Terraform, .* Import the output of terraform show -json\n$/],
    ['a configuration of Terraform', 'main.tf', 'resource "aws_dynamodb_table" "orders" {\n  name = "orders"\n}\n', /^main\.tf: is configuration of Terraform \(HCL\), .* Import the output of terraform show -json\n$/],
    ['a configuration that begins otherwise', 'main.tf', '# tables\nterraform {\n}\n', /^main\.tf: is configuration of Terraform \(HCL\)/],
    ['what terraform show prints for people', 'show.txt', '# aws_dynamodb_table.orders:\nresource "aws_dynamodb_table" "orders" {\n    name = "orders"\n}\n', /Import the output of terraform show -json\n$/],
    ['the log of Terraform', 'log.json', '{"@level":"info"}\n{"@level":"info"}', /^log\.json: is the log of terraform plan -json/],
    ['a graph of kro', 'rgd.yaml', 'apiVersion: kro.run/v1alpha1\nkind: ResourceGraphDefinition\n', /^rgd\.yaml: is a template of tables/],
    ['a template in YAML that begins like JSON', 'helm.yaml', '{{- if .Values.enabled }}\na: b\n{{- end }}\n', /^helm\.yaml: is not valid YAML: .*\[NotRendered\]\n$/],
    ['YAML in flow style that ends too early', 'a.yaml', '{a: b, c: [', /^a\.yaml: is not valid YAML: /],
    ['an Application of something else', 'app.yaml', 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: a}\nspec: {components: [{name: web, type: webservice}, {name: t, type: aws-dynamodb-xp}]}\n', /^app\.yaml: has no component of type aws-dynamodb-kro, but of webservice, aws-dynamodb-xp\n$/],
  ])('%s', async (_, file, text, line) => {
    const { code, error } = await run({ [file]: text });
    expect(code).toBe(2);
    expect(error).toMatch(line);
  });

  test('what CloudFormation takes for text is no template that was not rendered', async () => {
    const { error } = await run({ 't.json': template({ TableName: { 'Fn::Sub': 'orders-${!Literal}' }, Tags: [{ Key: 'a', Value: '${Plain}' }] }), 's.json': stack('shop') });
    expect(error).toContain('rule InvalidValue: The declaration is not valid: tableName "orders-${Literal}" is not valid');
    expect(error).not.toContain('NotRendered');
  });

  test('a property has the name that the author knows, and is reported once', async () => {
    const { error } = await run({ 't.json': template({ SSESpecification: { SSEEnabled: true, KMSMasterKeyId: { 'Fn::ImportValue': 'key' } } }), 's.json': stack('shop') });
    expect(error).toMatch(/^orders: cannot be determined: KMSMasterKeyId \(Resources\.Orders\.Properties\.SSESpecification\.KMSMasterKeyId\): Fn::ImportValue is resolved by CloudFormation only\.\norders: note: deletion at the source .*\n1 table, 2 findings, 1 that adoption may change in AWS\n$/);
  });
});

test.each([['an object', JSON.parse(template())], ['a text', template()]])('what get-template prints is a template: %s', async (_, body) => {
  const { code, out } = await run({ 't.json': JSON.stringify({ TemplateBody: body, StagesAvailable: ['Processed'] }), 's.json': stack('shop') });
  expect(code).toBe(0);
  expect(out).toContain('tableName: orders\n');
});

test('a tag of a replica, which Terraform has as a resource, stays, and is not declared', async () => {
  const table = { ...STATE, stream_enabled: true, stream_view_type: 'NEW_AND_OLD_IMAGES', replica: [{ region_name: 'us-east-2' }], arn: 'arn:aws:dynamodb:eu-west-1:1:table/orders', name: 'orders', hash_key: 'id', billing_mode: 'PAY_PER_REQUEST', attribute: [{ name: 'id', type: 'S' }] };
  const of = (arn: string): object => ({ resource_arn: arn, key: 'a', value: 'b' });
  const resource = (type: string, name: string, values: object): object => ({ address: `${type}.${name}`, type, name, values });
  const state = {
    format_version: '1.0',
    values: {
      root_module: {
        resources: [
          resource('aws_dynamodb_table', 't', table), resource('aws_dynamodb_tag', 'own', { ...of(table.arn), key: 'own' }), resource('aws_dynamodb_tag', 'other', of(table.arn.replace('eu-west-1', 'us-east-2'))),
          resource('aws_dynamodb_resource_policy', 'p', { resource_arn: table.arn.replace('eu-west-1', 'us-east-2'), policy: '{}' }),
        ],
      },
    },
  };
  const { code, out, error } = await run({ 'state.json': JSON.stringify(state) });
  expect(code).toBe(0);
  expect(out).toContain('tags:\n    - key: own\n      value: b\n  replicas');
  expect(error).toContain('stays as it is in AWS: tag a of replica us-east-2 (aws_dynamodb_tag.other): ACK cannot set it for a replica.');
  expect(error).toContain('stays as it is in AWS: resource policy of replica us-east-2 (aws_dynamodb_resource_policy.p): ');
});
