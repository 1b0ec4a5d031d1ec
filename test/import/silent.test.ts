/** What is of a table, or may hold one, is told where it is not read. */
import { stringify } from 'yaml';
import { STATE } from './terraform-state';
import { run as runCommand, runOnDisk } from '../cli/run';

const run = (files: Readonly<Record<string, string | object>>, ...args: string[]) =>
  runCommand(texts(files), 'import', '-o', 'yaml', ...args, ...Object.keys(files));
const inFolder = (files: Readonly<Record<string, string | object>>, ...args: string[]) => runOnDisk(texts(files, 'in/'), 'import', '-o', 'yaml', ...args, 'in');

function texts(files: Readonly<Record<string, string | object>>, prefix = ''): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([file, value]) => [prefix + file, typeof value === 'string' ? value : JSON.stringify(value)]));
}

const PROPERTIES = {
  TableName: 'orders', BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
};
const template = (properties: object = {}, more: object = {}, resources: object = {}) =>
  ({ ...more, Resources: { Table: { Type: 'AWS::DynamoDB::Table', Properties: { ...PROPERTIES, ...properties } }, ...resources } });

describe('DynamoDBTable', () => {
  const table = (spec: object, metadata: object = {}) => ({
    apiVersion: 'kro.run/v1alpha1',
    kind: 'DynamoDBTable',
    metadata: { name: 'orders', ...metadata },
    spec: { tableName: 'orders', region: 'us-east-1', attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }], ...spec },
  });

  test.each<[string, object, string]>([
    ['its deletion policy', table({ deletionPolicy: 'delete' }), 'orders: note: deletionPolicy delete: The output has retain, as for each imported table. Change it back if the table is to go with its object.'],
    ['labels', table({}, { labels: { team: 'shop', cost: '1' } }), 'orders: note: labels team, cost (metadata.labels): The output does not have them. To keep them, put its spec into your object.'],
    ['annotations', table({}, { annotations: { owner: 'me' } }), 'orders: note: annotations owner (metadata.annotations): The output does not have them.'],
  ])('%s that the output does not have is a note', async (_, object, note) => {
    const { code, error } = await run({ 'a.json': object });
    expect([code, error]).toEqual([0, expect.stringContaining(note)]);
  });

  test('what kubectl and kro write is none, nor is what the output has', async () => {
    const metadata = { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' }, labels: { 'kro.run/owned': 'true', 'internal.kro.run/a': 'b' } };
    expect((await run({ 'a.json': table({ deletionPolicy: 'retain', pointInTimeRecoveryEnabled: true, sseEnabled: false, deletionProtectionEnabled: true }, metadata) })).error).toBe('1 table, 0 findings, 0 that adoption may change in AWS');
  });
});

describe('an assembly of CDK', () => {
  const artifact = (templateFile: string, more: object = {}) => ({ type: 'aws:cloudformation:stack', environment: 'aws://111122223333/us-east-1', properties: { templateFile, ...more } });
  const manifest = (artifacts: object) => ({ version: '36.0.0', artifacts });
  const unnamed = template({ TableName: undefined });

  test.each<[string, object]>([['gone.json', artifact('gone.json')], ['manifest.json', { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } }]])('%s, which the manifest names and which is not there', async (file, of) => {
    const { code, error } = await inFolder({ 'manifest.json': manifest({ A: artifact('A.json'), B: of }), 'A.json': template() });
    expect([code, error]).toEqual([1, expect.stringContaining(`orders: cannot be determined: resources that may hold other tables (in/manifest.json): It names ${file}, which is not there.`)]);
  });

  test('a template without resources is there, and files that are given one by one are meant so', async () => {
    const artifacts = { A: artifact('A.json'), B: artifact('B.json') };
    expect((await inFolder({ 'manifest.json': manifest(artifacts), 'A.json': template(), 'B.json': { Parameters: {} } })).code).toBe(0);
    expect((await run({ 'manifest.json': manifest(artifacts), 'A.json': template() })).code).toBe(0);
  });

  test('what the AWS CLI tells of its stacks', async () => {
    const resources = { StackResources: [{ StackName: 'Shop', StackId: 'arn:aws:cloudformation:us-east-1:1:stack/Shop/1', LogicalResourceId: 'Table', PhysicalResourceId: 'Shop-Table-1', ResourceType: 'AWS::DynamoDB::Table' }] };
    const elsewhere = { StackResources: [{ ...resources.StackResources[0], StackId: 'arn:aws:cloudformation:eu-west-1:1:stack/Shop/2', PhysicalResourceId: 'Shop-Table-2' }] };
    const files = { 'manifest.json': manifest({ Shop: artifact('A.json'), Other: artifact('B.json') }), 'A.json': unnamed, 'B.json': template({ TableName: 'others' }) };
    const { code, out } = await inFolder({ ...files, 'r.json': resources, 's.json': elsewhere });
    expect([code, out]).toEqual([0, expect.stringContaining('tableName: Shop-Table-1\n')]);
    expect(out).toContain('tableName: others\n');
  });
});

describe('a nested stack of an assembly of CDK', () => {
  const stack = (templateFile: string, region: string, tags: object = {}) => ({ type: 'aws:cloudformation:stack', environment: `aws://111122223333/${region}`, properties: { templateFile, tags } });
  const parent = (path: string, Tags?: unknown) => ({ Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: { 'Fn::Sub': 'https://x/${AWS::Region}' }, Tags }, Metadata: { 'aws:asset:path': path } } } });
  const files = (Tags?: unknown) => ({
    'manifest.json': { version: '36.0.0', artifacts: { Shop: stack('Shop.json', 'eu-west-1', { team: 'a', stage: 'prod' }), Other: stack('Other.json', 'us-west-2') } },
    'Shop.json': parent('ShopN.json', Tags),
    'ShopN.json': parent('ShopNN.json'),
    'ShopNN.json': template({ Tags: [{ Key: 'team', Value: 'own' }] }),
    'Other.json': template({ TableName: 'others' }),
  });

  test.each<[string, object | undefined, string[]]>([
    ['tags of the stack', undefined, ['stage=prod', 'team=own']],
    ['tags of its own, also of one within', [{ Key: 'stage', Value: 'test' }, { Key: 'cost', Value: 'x' }], ['cost=x', 'stage=test', 'team=own']],
  ])('is in the region of its parent, with the %s', async (_, Tags, tags) => {
    const { code, out } = await inFolder(files(Tags), '--region', 'us-east-1');
    const nested = out.slice(out.indexOf('tableName: orders'));
    expect([code, /region: (.*)/.exec(nested)![1]]).toEqual([0, 'eu-west-1']);
    expect([...nested.matchAll(/key: (.*)\n +value: (.*)/g)].map(([, key, value]) => `${key}=${value}`).sort()).toEqual(tags);
  });

  test('has the tags that AWS tells of its parent', async () => {
    const { out } = await inFolder({ ...files(), 's.json': { Stacks: [{ StackName: 'Shop', StackId: 'arn:aws:cloudformation:eu-west-1:1:stack/Shop/1', Tags: [{ Key: 'from', Value: 'aws' }] }] } });
    expect(out).toMatch(/key: from\n +value: aws/);
    expect(out).not.toContain('key: stage');
  });

  test.each<[string, unknown]>([['a function', { 'Fn::If': ['a', [], []] }], ['one with a function', [{ Key: 'a', Value: { Ref: 'AWS::Region' } }]]])('whose tags are %s cannot be determined', async (_, Tags) => {
    expect(await inFolder(files(Tags))).toMatchObject({ code: 1, error: expect.stringContaining('orders: cannot be determined: tags of the stack') });
  });
});

describe('the stack of a template', () => {
  const parameters = { Parameters: { Stage: { Type: 'String', Default: 'dev' } } };
  const of = (name: string) => template({ TableName: { 'Fn::Sub': `${name}-\${Stage}` } }, parameters);
  const stack = (StackName: string, Stage: string, region = 'eu-west-1') =>
    ({ StackName, StackId: `arn:aws:cloudformation:${region}:1:stack/${StackName}/1`, Tags: [], Parameters: [{ ParameterKey: 'Stage', ParameterValue: Stage }] });
  const one = { Stacks: [stack('shop', 'prod')] };
  const other = { Stacks: [stack('bill', 'test', 'us-east-1')] };

  test.each<[string, Record<string, object>]>([
    ['in its folder', { 'a/template.json': of('shop'), 'a/stack.json': one, 'b/template.json': of('bill'), 'b/stack.json': other }],
    ['called like it', { 'shop.template.json': of('shop'), '1.json': one, 'bill.json': of('bill'), '2.json': other }],
    ['called like it, of one output', { 'shop.template.json': of('shop'), 'bill.json': of('bill'), 'stacks.json': { Stacks: [...one.Stacks, ...other.Stacks] } }],
  ])('is the one that is %s', async (_, files) => {
    const { code, out } = await run(files);
    expect([code, out.match(/(?<=tableName: ).*|(?<=region: ).*/g)]).toEqual([0, ['shop-prod', 'eu-west-1', 'bill-test', 'us-east-1']]);
  });

  test.each<[string, Record<string, object>, string]>([
    ['of several', { 'template.json': of('shop'), 'stacks.json': { Stacks: [...one.Stacks, ...other.Stacks] } }, 'shop, bill'],
    ['of several of one name', { 'shop.json': of('shop'), 'stacks.json': { Stacks: [...one.Stacks, stack('shop', 'test', 'us-east-1')] } }, 'shop, shop'],
    ['with a part of its name', { 'bookshop.json': of('shop'), 'bill.json': of('bill'), 'x/stacks.json': one }, 'shop'],
  ])('is not guessed: one %s', async (_, files, names) => {
    const { code, out, error } = await run(files, '--region', 'eu-west-1');
    expect([code, out]).toEqual([1, expect.stringContaining('tableName: shop-dev\n')]);
    expect(error).toContain(`shop-dev: cannot be determined: stack of the template (Resources.Table): The input describes ${names}. It is not clear which one this is`);
  });

  test('has no parameter that the template lacks', async () => {
    const { error } = await run({ 'template.json': template({}, {}), 'stack.json': one }, '--region', 'eu-west-1');
    expect(error).toContain('orders: cannot be determined: tags of the stack');
    expect(error).toContain('The template lacks the parameter Stage of stack shop. Import what is deployed: aws cloudformation get-template --stack-name shop.');
  });

  test.each<[string, Record<string, object>]>([
    ['that is not of its folder', { 'a/template.json': template(), 'a/template2.json': template(), 'b/stack.json': one }],
    ['beside one that may be its own', { 'template.json': template(), 'stacks.json': { Stacks: [...one.Stacks, { ...stack('bill', ''), Parameters: [] }] } }],
  ])('is not said to lack the parameter of one %s', async (_, files) => {
    expect((await run(files, '--region', 'eu-west-1')).error).not.toContain('lacks the parameter');
  });

  test('is known by its resources alone', async () => {
    const resources = { StackResources: [{ StackName: 'shop', StackId: 'arn:aws:cloudformation:eu-west-1:1:stack/shop/1', LogicalResourceId: 'Table', PhysicalResourceId: 'shop-Table-1', ResourceType: 'AWS::DynamoDB::Table' }] };
    const { out, error } = await run({ 'template.json': template({ TableName: undefined }), 'resources.json': resources });
    expect(out).toMatch(/tableName: shop-Table-1\n {2}region: eu-west-1\n/);
    expect(error).toContain('cannot be determined: tags of the stack');
  });
});

describe('a nested stack', () => {
  const nested = (TemplateURL: string) => ({ Resources: { Child: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL } } } });

  test('whose template is given beside its parent, which has no table', async () => {
    const { error, out } = await run({ 'parent.json': nested('./child.json'), 'child.json': template() }, '--region', 'eu-west-1');
    expect([out, error]).toEqual([expect.stringContaining('tableName: orders\n'), expect.stringContaining('1 table, 2 findings, 1 that')]);
  });

  test('whose template is not there', async () => {
    const { code, error } = await run({ 'parent.json': nested('./child.json') });
    expect([code, error]).toEqual([2, 'parent.json: has no DynamoDB table (1 resource of other types). Resources.Child: It is a nested stack, whose template is not in the input. Import that too.']);
  });

  test.each<[string, string, string, number]>([
    ['its parent', 'template.json', './network/template.json', 1],
    ['its parent, behind a URL', 'template.json', 'https://s3.amazonaws.com/bucket/template.json', 1],
    ['a file of another folder', 'orders/template.json', './network/template.json', 1],
    ['a file of another folder, behind a URL', 'orders/template.json', 'https://s3.amazonaws.com/bucket/network/template.json', 1],
    ['itself', 'network/template.json', './network/../network/template.json', 0],
    ['itself, behind a URL', 'network/template.json', 'https://s3.amazonaws.com/bucket/v1/network/template.json', 0],
  ])('is in the input by its path and not by its name: with the name of %s', async (_, file, url, missing) => {
    const parent = template({}, {}, nested(url).Resources);
    const { error } = await run({ 'template.json': parent, ...file === 'template.json' ? {} : { [file]: template({ TableName: 'others' }) } }, '--region', 'eu-west-1');
    expect(error.split('orders: cannot be determined: resources that may hold other tables (Resources.Child): It is a nested stack')).toHaveLength(1 + missing);
  });

  test('is in the input, however its file is written', async () => {
    const { error } = await run({ './parent.json': template({}, {}, nested('child.json').Resources), './child.json': template({ TableName: 'others' }) }, '--region', 'eu-west-1');
    expect(error).not.toContain('It is a nested stack');
  });
});

describe('a key that is twice in a map', () => {
  const yaml = (id: string) => `Resources:\n  A:\n    Type: AWS::DynamoDB::Table\n    Properties: {TableName: one}\n  ${id}:\n    Type: AWS::DynamoDB::Table\n    Properties: {TableName: two}\n`;
  const filler = Array.from({ length: 100 }, (_, i) => `  Role${i}:\n    Type: AWS::IAM::Role\n    Properties: {Path: /${'a'.repeat(1_100)}/}\n`).join('');

  test.each([['a template', yaml('A'), 5], ['a large template', yaml('A') + filler, 5], ['flow style', '{a: 1, a: 2}', 1], ['an object', 'kind: Table\napiVersion: x\nmetadata:\n  name: a\n  name: b\n', 5]])('is an error: %s', async (_, text, line) => {
    const { code, error } = await run({ 'a.yaml': text });
    expect([code, error]).toEqual([2, expect.stringMatching(new RegExp(`^a\\.yaml: has the key \\w+ twice in one map, again at line ${line}\\.`))]);
  });

  test.each([
    ['a template', '{\n"Resources": {"A": {"Type": "AWS::DynamoDB::Table",\n"Properties": {\n"TableName": "one",\n"TableName": "two"}}}}', 'TableName', 5],
    ['what AWS tells', '{"Table": {"TableName": "a",\n "TableName": "b"}}', 'TableName', 2],
    ['one of several objects', '{"a": "\\"b\\": "}\n{"c": 1,\n"c": 2}', 'c', 3],
    ['a list', '[{"a": 1,\n"a": 2}]', 'a', 2],
  ])('is an error in JSON too: %s', async (_, text, name, line) => {
    const { code, error } = await run({ 'a.json': text });
    expect([code, error]).toEqual([2, `a.json: has the key ${name} twice in one map, again at line ${line}. One of the two would be lost: remove it`]);
  });

  test('is none in JSON where nothing is read', async () => {
    const { error } = await run({ 'a.json': JSON.stringify(template({}, {}, { Api: { Type: 'AWS::AppSync::GraphQLApi', Properties: { Name: 'a', Nome: 'b' } } })).replace('Nome', 'Name') }, '--region', 'eu-west-1');
    expect(error).toContain('1 table');
  });

  const twice = (type: string, more = '') => `${yaml('B')}  Api:\n    Type: ${type}\n    Properties:\n      Name: a\n      Rules: [{Name: x, Name: y}]\n      Name: b\n${more}`;

  test.each([['small', ''], ['large', filler]])('is none where nothing is read, as CloudFormation takes it: in a resource of another type of a %s template', async (_, more) => {
    expect((await run({ 'a.yaml': twice('AWS::AppSync::GraphQLApi', more) }, '--region', 'eu-west-1')).error).toContain('2 tables');
  });

  test.each([
    ['of what belongs to a table', twice('AWS::ApplicationAutoScaling::ScalableTarget')],
    ['of a table', twice('AWS::DynamoDB::Table')],
    ['that may be of a table', twice('AWS::AppSync::GraphQLApi\n    Type: AWS::DynamoDB::Table')],
    ['where a table may refer to it', twice('AWS::AppSync::GraphQLApi', '  C: {Type: AWS::DynamoDB::Table, Properties: &a {TableName: c}}\n')],
    ['of a parameter', `Parameters: {A: {Type: String, Default: a, Default: b}}\n${yaml('B')}`],
  ])('is an error in a resource %s', async (_, text) => {
    expect(await run({ 'a.yaml': text }, '--region', 'eu-west-1')).toMatchObject({ code: 2, error: expect.stringContaining('twice in one map') });
  });

  test('is none in two maps, or where maps are merged', async () => {
    expect((await run({ 'a.yaml': yaml('B') + filler }, '--region', 'eu-west-1')).error).toContain('2 tables');
    const merged = 'a: &a {x: 1}\nb: &b {y: 2}\nc:\n  <<: *a\n  <<: *b\n  x: 3\n';
    expect((await run({ 'a.yaml': `${merged}${yaml('B')}` }, '--region', 'eu-west-1')).error).toContain('2 tables');
  });
});

describe('Terraform: a resource that is a table of another type, or may hold some', () => {
  const resource = (type: string, values: object) => ({ address: `${type}.x`, mode: 'managed', type, name: 'x', values });
  const table = resource('aws_dynamodb_table', { name: 'orders', arn: 'arn:aws:dynamodb:eu-west-1:1:table/orders', hash_key: 'id', attribute: [{ name: 'id', type: 'S' }], billing_mode: 'PAY_PER_REQUEST', ...STATE, tags_all: {} });
  const state = (...resources: object[]) => ({ format_version: '1.0', values: { root_module: { resources } } });

  test.each<[string, object, string]>([
    ['awscc_dynamodb_table', { table_name: 'carts' }, 'This version does not read tables of this type. Import the table from AWS'],
    ['awscc_dynamodb_global_table', { table_name: 'carts' }, 'This version does not read tables of this type.'],
    ['aws_cloudcontrolapi_resource', { type_name: 'AWS::DynamoDB::Table' }, 'This version does not read tables of this type.'],
    ['aws_cloudformation_stack', { template_body: JSON.stringify(template()) }, 'It is a stack of CloudFormation, which may hold tables that the state does not have. Import its template.'],
    ['aws_cloudformation_stack_set', { template_url: 'https://example.com/t.json' }, 'It is a stack of CloudFormation'],
    ['aws_serverlessapplicationrepository_cloudformation_stack', {}, 'It is a stack of CloudFormation'],
    ['aws_servicecatalog_provisioned_product', {}, 'It is a stack of CloudFormation'],
    ['kubernetes_manifest', { manifest: { apiVersion: 'dynamodb.services.k8s.aws/v1alpha1', kind: 'Table' } }, 'It is an object of Kubernetes. Import it as kubectl get -o yaml prints it.'],
    ['kubectl_manifest', { yaml_body: 'apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\n' }, 'It is an object of Kubernetes.'],
  ])('%s', async (type, values, text) => {
    const { code, error } = await run({ 's.json': state(table, resource(type, values)) });
    expect([code, error]).toEqual([1, expect.stringContaining(`orders: cannot be determined: resource of type ${type} (${type}.x): ${text}`)]);
    const alone = await run({ 's.json': state(resource(type, values)) });
    expect([alone.code, alone.error]).toEqual([2, expect.stringContaining(`s.json: has no aws_dynamodb_table (1 resource of other types). ${type}.x: ${text}`)]);
  });

  test.each<[string, object]>([
    ['aws_cloudformation_stack', { template_body: '{"Resources":{"B":{"Type":"AWS::S3::Bucket"}}}' }], ['aws_cloudcontrolapi_resource', { type_name: 'AWS::S3::Bucket' }],
    ['kubernetes_manifest', { manifest: { apiVersion: 'v1', kind: 'ConfigMap' } }], ['kubectl_manifest', { yaml_body: 'apiVersion: v1\nkind: Pod\n' }],
  ])('%s that holds none is not told', async (type, values) => {
    expect((await run({ 's.json': state(table, resource(type, values)) })).code).toBe(0);
  });
});

describe('auto scaling of a provisioned table by other means than a target', () => {
  const resource = (type: string, values: object) => ({ address: `${type}.x`, mode: 'managed', type, name: 'x', values });
  const table = resource('aws_dynamodb_table', { name: 'orders', arn: 'arn:aws:dynamodb:eu-west-1:1:table/orders', hash_key: 'id', attribute: [{ name: 'id', type: 'S' }], billing_mode: 'PROVISIONED', read_capacity: 5, write_capacity: 5, ...STATE, tags_all: {} });
  const target = { service_namespace: 'dynamodb', resource_id: 'table/orders', scalable_dimension: 'dynamodb:table:ReadCapacityUnits', min_capacity: 5, max_capacity: 50 };
  const read = (...resources: object[]) => run({ 's.json': { format_version: '1.0', values: { root_module: { resources: [table, ...resources] } } } });

  test.each<[string, object]>([
    ['aws_autoscalingplans_scaling_plan', { scaling_instruction: [{ ...target, service_namespace: 'ecs', resource_id: 'service/a/b' }, target] }],
    ['aws_appautoscaling_policy', { ...target, policy_type: 'TargetTrackingScaling' }],
    ['aws_appautoscaling_scheduled_action', target],
  ])('Terraform: %s', async (type, values) => {
    const { code, error } = await read(resource(type, values));
    expect([code, error]).toEqual([1, expect.stringContaining('orders: would change in AWS: auto scaling of read capacity')]);
    expect(error).toContain('1 table, 2 findings, 1 that');
  });

  test('a policy beside its target is told once, and one of another service not', async () => {
    expect((await read(resource('aws_appautoscaling_target', target), resource('aws_appautoscaling_policy', target))).error).toContain('1 table, 2 findings, 1 that');
    expect((await read(resource('aws_appautoscaling_policy', { ...target, service_namespace: 'ecs', resource_id: 'service/a/b' }))).code).toBe(0);
  });

  test('CloudFormation: a scaling plan', async () => {
    const instruction = { ServiceNamespace: 'dynamodb', ResourceId: { 'Fn::Sub': 'table/${Table}' }, ScalableDimension: 'dynamodb:table:WriteCapacityUnits', MinCapacity: 5, MaxCapacity: 50 };
    const { error } = await run({ 't.json': template({ BillingMode: 'PROVISIONED', ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } }, {}, { Plan: { Type: 'AWS::AutoScalingPlans::ScalingPlan', Properties: { ScalingInstructions: [instruction] } } }) }, '--region', 'eu-west-1');
    expect(error).toContain('orders: would change in AWS: auto scaling of write capacity, 5 to 50 (Resources.Plan)');
  });
});

describe('CloudFormation: a resource of a type that is about DynamoDB, and not known', () => {
  const amplify = { Todo: { Type: 'Custom::AmplifyDynamoDBTable', Properties: { tableName: 'Todo' } } };

  test('beside a table, in another template, and alone', async () => {
    const finding = 'resource of type Custom::AmplifyDynamoDBTable';
    expect((await run({ 't.json': template({}, {}, amplify) }, '--region', 'eu-west-1')).error).toContain(`orders: cannot be determined: ${finding} (Resources.Todo)`);
    expect((await run({ 't.json': template(), 'u.json': { Resources: amplify } }, '--region', 'eu-west-1')).error).toContain(`orders: cannot be determined: ${finding} (u.json Resources.Todo)`);
    expect(await run({ 'u.json': { Resources: amplify } })).toMatchObject({ code: 2, error: expect.stringContaining(finding) });
  });
});

describe('CloudFormation: a custom resource that calls DynamoDB', () => {
  const call = (action: string, more: object = {}) => JSON.stringify({ service: 'DynamoDB', action, parameters: { TableName: 'orders' }, ...more });
  const custom = (Create: unknown, Type = 'Custom::AWS') => ({ Call: { Type, Properties: { ServiceToken: 'x', Create } } });
  const stack = { Stacks: [{ StackName: 'shop', StackId: 'arn:aws:cloudformation:eu-west-1:1:stack/shop/1', Tags: [] }] };
  const others = { Carts: { Type: 'AWS::DynamoDB::Table', Properties: { ...PROPERTIES, TableName: 'carts' } } };

  test.each<[string, object, string]>([
    ['as text', custom(call('updateTimeToLive')), 'updateTimeToLive'],
    ['by a function', custom({ 'Fn::Join': ['', ['{"service":"@aws-sdk/client-dynamodb","action":"UpdateContinuousBackupsCommand","parameters":{"TableName":"', { Ref: 'Table' }, '"}}']] }), 'UpdateContinuousBackupsCommand'],
    ['of a type of its own', custom(call('putResourcePolicy'), 'Custom::Policy'), 'putResourcePolicy'],
    ['of the general type', custom(call('tagResource'), 'AWS::CloudFormation::CustomResource'), 'tagResource'],
  ])('%s', async (_, resource, action) => {
    const { Resources } = template({}, {}, resource);
    const { code, error } = await run({ 't.json': { Resources: { ...others, ...Resources } }, 'stack.json': stack });
    expect([code, error]).toEqual([1, expect.stringContaining(`orders: cannot be determined: custom resource that calls ${action} (Resources.Call): What it sets is not read. Import the table from AWS: --region REGION --table NAME.`)]);
    const large = { ...template({}, {}, resource), Description: 'x'.repeat(100_000) };
    expect((await run({ 't.yaml': stringify(large), 'stack.json': stack })).error).toContain(`calls ${action}`);
  });

  test.each<[string, object]>([
    ['about items', custom(call('putItem'))], ['that asks', custom(call('DescribeTableCommand'))], ['of another service', custom(call('updateTable', { service: 'S3' }))], ['of a function', custom(undefined, 'Custom::Seed')],
  ])('is not one %s', async (_, resource) => {
    expect((await run({ 't.json': template({}, {}, resource), 'stack.json': stack })).code).toBe(0);
  });
});

describe('KubeVela', () => {
  const application = (component: object) => ({ apiVersion: 'core.oam.dev/v1beta1', kind: 'Application', metadata: { name: 'shop' }, spec: { components: [{ name: 'orders', type: 'aws-dynamodb-kro', properties: { tableName: 'orders', region: 'us-east-1', attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }] }, ...component }] } });

  test('a property that an input sets cannot be determined', async () => {
    const { code, error } = await run({ 'a.json': application({ inputs: [{ from: 'arn', parameterKey: 'kmsMasterKeyID' }] }) });
    expect([code, error]).toEqual([1, expect.stringContaining('orders: cannot be determined: kmsMasterKeyID (inputs): KubeVela sets it from the output arn when it deploys the Application. It is left out: declare the value.')]);
  });

  test('a revision of the definition is read, and told', async () => {
    const { code, out, error } = await run({ 'a.json': application({ type: 'aws-dynamodb-kro@v2' }) });
    expect([code, out]).toEqual([0, expect.stringContaining('tableName: orders\n')]);
    expect(error).toContain('orders: note: type aws-dynamodb-kro@v2 (type): The output is of aws-dynamodb-kro, which is its newest revision.');
  });
});

test('a text that YAML 1.2 takes for a number has quotes in the output', async () => {
  const { out } = await run({ 't.json': template({ Tags: [{ Key: 'a', Value: '0o17' }, { Key: 'b', Value: '-0o7' }] }) }, '--region', 'eu-west-1');
  expect(out).toMatch(/value: "0o17"\n[^]*value: "-0o7"\n/);
});

describe('objects of Kubernetes', () => {
  const crossplane = (more: object = {}, metadata: object = {}) =>
    ({ apiVersion: 'dynamodb.aws.upbound.io/v1beta2', kind: 'Table', metadata: { name: 'orders', ...metadata }, spec: { forProvider: { region: 'us-east-1', billingMode: 'PAY_PER_REQUEST', hashKey: 'id', attribute: [{ name: 'id', type: 'S' }] } }, ...more });
  const whole = crossplane({ status: { atProvider: {} } });
  const composition = { apiVersion: 'apiextensions.crossplane.io/v1', kind: 'Composition', metadata: { name: 'c' }, spec: { resources: [{ base: crossplane() }] } };
  const graph = (kind: string) => ({ apiVersion: 'kro.run/v1alpha1', kind: 'ResourceGraphDefinition', metadata: { name: 'g' }, spec: { schema: { kind }, resources: [{ template: { apiVersion: 'dynamodb.services.k8s.aws/v1alpha1', kind: 'Table' } }] } });

  test.each<[string, object[], string]>([
    ['a table of Crossplane without a status', [crossplane()], 'status of the object (status): It has none, so what AWS has is not known.'],
    ['a table that is being deleted', [crossplane({ status: {} }, { deletionTimestamp: '2026-01-01T00:00:00Z' })], 'object that is being deleted (metadata.deletionTimestamp): Its table may be deleted with it.'],
    ['a DynamoDBTable that is being deleted', [{ apiVersion: 'kro.run/v1alpha1', kind: 'DynamoDBTable', metadata: { name: 'orders', deletionTimestamp: '2026-01-01T00:00:00Z' }, spec: { tableName: 'orders', region: 'us-east-1', attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }] } }], 'object that is being deleted (metadata.deletionTimestamp)'],
    ['a Composition of tables', [whole, composition], 'Composition c (0.json): It is a template of tables. Import the tables that it made: kubectl get -o yaml prints them.'],
    ['a graph of tables', [whole, graph('Web')], 'ResourceGraphDefinition g (0.json): It is a template of tables.'],
  ])('%s', async (_, objects, finding) => {
    const { code, error } = await run({ '0.json': { apiVersion: 'v1', kind: 'List', items: objects } });
    expect([code, error]).toEqual([1, expect.stringContaining(`orders: cannot be determined: ${finding}`)]);
  });

  test('a DynamoDBTable of another API group', async () => {
    const { code, error } = await run({ 'a.json': { apiVersion: 'data.example.com/v1alpha1', kind: 'DynamoDBTable', metadata: { name: 'orders' }, spec: { tableName: 'orders', region: 'us-east-1', attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }] } } });
    expect([code, error]).toEqual([0, expect.stringContaining('orders: note: API group data.example.com (apiVersion): The output is of kro.run.')]);
  });

  test.each<[string, object]>([['the graph of DynamoDBTable', graph('DynamoDBTable')], ['a Composition of something else', { ...composition, spec: {} }]])('%s is about no table', async (_, object) => {
    expect((await inFolder({ 'a.json': whole, 'b.json': object })).code).toBe(0);
  });
});

test.each([['eu-west-1', 'amazonaws.com'], ['cn-north-1', 'amazonaws.com.cn']])('the domain of AWS is known by the region: %s', async (region, domain) => {
  const { out, error } = await run({ 't.json': template({ Tags: [{ Key: 'domain', Value: { 'Fn::Sub': 'x.${AWS::URLSuffix}' } }] }) }, '--region', region);
  expect([out, error]).toEqual([expect.stringContaining(`value: x.${domain}\n`), expect.not.stringContaining('URLSuffix')]);
});

describe('a text that YAML does not keep', () => {
  const described = (name: string) => ({ Table: { TableName: 'orders', TableArn: 'arn:aws:dynamodb:us-east-1:1:table/orders', KeySchema: [{ AttributeName: name, KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: name, AttributeType: 'S' }] } });

  test.each(['\u007f', '\u0085', '\u009f', '\u2028', '\uffff'])('is a finding, as synth refuses it, and stands as an escape: %j', async (sign) => {
    const { code, out, error } = await run({ 'a.json': described(`${sign}b`) });
    const hex = sign.charCodeAt(0).toString(16).padStart(4, '0');
    expect([code, out]).toEqual([1, expect.stringContaining(`attributeName: "\\u${hex}b"\n`)]);
    expect(error).toContain(`holds U+${hex.toUpperCase()}, which YAML does not keep. Take it out. [InvalidText]`);
  });

  test('is none in a policy, whose JSON has it as an escape', async () => {
    const { error } = await run({ 'a.json': { ...described('id'), Policy: '{"Version":"2012-10-17","Statement":[{"Sid":"a\u2028"}]}' } });
    expect(error).not.toContain('InvalidText');
  });

  test('is none in a comment', async () => {
    const { out } = await run({ '\ufeffa\u007f\uffff.json': described('id') });
    expect(out).toContain('# Imported from  a .json.\n');
  });
});

test('what is no property is left out of each output, with its value', async () => {
  const table = { apiVersion: 'kro.run/v1alpha1', kind: 'DynamoDBTable', metadata: { name: 'orders' }, spec: { tableName: 'orders', region: 'us-east-1', billingMode: 'PROVISIONED', provisionedThroughput: { 'readCapacityUnits': 1, 'writeCapacityUnits': 1, 'a: evil(), b': 2 }, attributeDefinitions: [{ attributeName: 'id', attributeType: 'S', mine: 1 }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }], connectionTypo: 5 } };
  for (const format of ['yaml', 'application', 'typescript', 'python']) {
    const { code, out, error } = await runCommand({ 'a.json': JSON.stringify(table) }, 'import', '-o', format, 'a.json');
    expect([code, error]).toEqual([1, expect.stringContaining('orders: cannot be determined: rule UnknownProperty: It is left out: connectionTypo is not a property.')]);
    expect(out.replace(/^(#|\/\/).*$/gm, '')).not.toMatch(/evil|mine|connectionTypo/);
  }
});

test.each([['typescript', "new DynamoDbTable(chart, 'table-constructor', {\n  tableName: 'constructor',\n  region"], ['python', '"table-constructor",\n    table_name="constructor",\n    region'], ['yaml', 'name: constructor\n']])('a table with a name that each object of JavaScript has: %s', async (format, text) => {
  expect((await runCommand({ 't.json': JSON.stringify(template({ TableName: 'constructor' })) }, 'import', '-o', format, 't.json')).out).toContain(text);
});

test('what a mapping does not have by such a name is told', async () => {
  const value = (name: string) => ({ Key: name, Value: { 'Fn::FindInMap': ['Map', 'a', name] } });
  const { code, error } = await run({ 't.json': template({ Tags: [value('constructor')] }, { Mappings: { Map: { a: { b: 'c' } } } }) }, '--region', 'eu-west-1');
  expect([code, error]).toEqual([1, expect.stringContaining('There is no a.constructor in the mapping Map.')]);
});

describe('tables of one name and region in two accounts', () => {
  const described = (account: string) => ({ Table: { TableName: 'orders', TableArn: `arn:aws:dynamodb:us-east-1:${account}:table/orders`, KeySchema: PROPERTIES.KeySchema, AttributeDefinitions: PROPERTIES.AttributeDefinitions }, ContinuousBackupsDescription: {}, TimeToLiveDescription: {}, Tags: [], Policy: '' });
  const ack = (account: string) => ({ apiVersion: 'dynamodb.services.k8s.aws/v1alpha1', kind: 'Table', metadata: { name: 'orders', annotations: { 'services.k8s.aws/region': 'us-east-1' } }, spec: { tableName: 'orders', keySchema: [{ attributeName: 'id', keyType: 'HASH' }], attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }] }, status: { ackResourceMetadata: { arn: `arn:aws:dynamodb:us-east-1:${account}:table/orders` } } });

  test.each([['AWS', described], ['ACK', ack]])('are two: %s', async (_, of) => {
    const { code, error } = await run({ 'a.json': of('111111111111'), 'b.json': of('222222222222') });
    expect([code, error]).toEqual([1, expect.stringMatching(/orders-2: cannot be determined: account 222222222222: a\.json\S*( Table orders)? has a table of this name in account 111111111111\.[^]*2 tables/)]);
    expect((await run({ 'a.json': of('111111111111'), 'b.json': of('111111111111') })).error).toContain('1 table,');
  });
});

test.each([
  ['the type of a key of SAM', { Resources: { T: { Type: 'AWS::Serverless::SimpleTable', Properties: { TableName: 'orders', PrimaryKey: { Name: 'id', Type: 'constructor' } } } } }, 'attributeType: constructor'],
  ['an extension of Serverless', { service: 'a', provider: {}, resources: { Resources: template().Resources, extensions: { constructor: { Type: 'AWS::DynamoDB::Table', Properties: PROPERTIES } } } }, 'tableName: orders'],
  ['tags of Crossplane', { apiVersion: 'dynamodb.aws.upbound.io/v1beta1', kind: 'Table', metadata: { name: 'orders' }, spec: { forProvider: { region: 'us-east-1', hashKey: 'id', attribute: [{ name: 'id', type: 'S' }], tags: { a: 'b' } } }, status: { atProvider: { tags: { constructor: 'c' } } } }, 'key: constructor\n      value: c'],
])('a name that each object of JavaScript has is a name: %s', async (_, source, text) => {
  expect((await run({ 'a.json': source }, '--region', 'us-east-1')).out).toContain(text);
});

test.each([
  ['0012', 'orders: cannot be determined: Value (Resources.T.Properties.Tags[0].Value): CloudFormation reads 0012 as an octal number. Quote what AWS has.', undefined],
  ['"0012"', '', '"0012"'], ['0089', '', '"0089"'], ['0', '', '"0"'],
])('YAML 1.1, as CloudFormation reads it: %s', async (value, finding, printed) => {
  const text = `Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: orders\n      KeySchema: [{AttributeName: id, KeyType: HASH}]\n      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]\n      Tags:\n        - Key: zip\n          Value: ${value}\n`;
  const { out, error } = await run({ 't.yaml': text }, '--region', 'eu-west-1');
  expect(error).toContain(finding);
  expect(/value: (.*)/.exec(out)?.[1]).toBe(printed);
});
