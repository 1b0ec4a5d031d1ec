/** Nothing is lost silently, and nothing is guessed: what a source does not tell, or tells of something else, is a finding or an error. */
import { run as runCommand } from '../cli/run';

const run = (files: Readonly<Record<string, string | object>>, ...args: string[]) =>
  runCommand(Object.fromEntries(Object.entries(files).map(([file, text]) => [file, typeof text === 'string' ? text : JSON.stringify(text)])), 'import', '-o', 'yaml', ...args, ...Object.keys(files));

const KEYS = { AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] };
const described = (name: string, more: object = {}): object => ({
  TableName: name, TableArn: `arn:aws:dynamodb:us-east-1:111122223333:table/${name}`, ...KEYS, BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' }, DeletionProtectionEnabled: false, ...more,
});
const OTHERS = { ContinuousBackupsDescription: {}, Tags: [], Policy: '{"Statement":[]}' };
const TTL = { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' } };
const ANSWERS = { ...OTHERS, TimeToLiveDescription: {} };

describe('AWS CLI: an answer that does not name its table', () => {
  test.each([
    ['another name', 'users.json', 'orders.ttl.json'],
    ['a name that holds the one of the table', 'users.json', 'users-archive.ttl.json'],
    ['another name before the call', 'users.json', 'ttl_orders.json'],
    ['another name alone', 'users.json', 'orders.json'],
    ['a folder of another name', 'users/table.json', 'orders/ttl.json'],
    ['the folder of the table, and another name', 'users/table.json', 'users/orders.ttl.json'],
  ])('is not given to the only table where it is about %s', async (_, table, file) => {
    const { code, out, error } = await run({ [table]: { Table: described('users'), ...OTHERS }, [file]: TTL });
    expect([code, out]).toEqual([2, '']);
    expect(error).toContain(`${file}: TimeToLiveDescription is about another table than users, by its name. Add the output of describe-table of that table, or name the file users.TimeToLiveDescription.json`);
  });

  test.each([
    ['table.json', 'ttl.json'], ['1.json', '2.json'], ['users.json', 'users.ttl.json'], ['users.json', 'describe-time-to-live-users.json'], ['a.json', 'b/users-us-east-1-2024-05-01_ttl.json'],
    ['prod-users.json', 'prod-users-ttl.json'], ['out/table.json', 'out/ttl.json'], ['x/users.json', 'users/anything.json'], ['tables/users.json', 'ttl/users.json'], ['Users.json', 'USERS.ttl.json'],
  ])('is given to the table of %s where %s says nothing else', async (table, file) => {
    const { code, out } = await run({ [table]: { Table: described('users'), ...OTHERS }, [file]: TTL });
    expect([code, out]).toEqual([0, expect.stringContaining('ttlAttributeName: expires')]);
  });

  test('an empty policy of another table says nothing of this one', async () => {
    const { code, error } = await run({ 'users.json': { Table: described('users'), ContinuousBackupsDescription: {}, Tags: [], TimeToLiveDescription: {} }, 'orders.policy.json': '' });
    expect(code).toBe(1);
    expect(error).toContain('users: cannot be determined: resource policy');
  });
});

describe('AWS CLI: what describe-table tells and does not tell', () => {
  const whole = (more: object): object => ({ Table: described('users', more), ...ANSWERS });

  test.each(['DELETING', 'CREATION_FAILED', 'INACCESSIBLE_ENCRYPTION_CREDENTIALS', 'REGION_DISABLED', 'ARCHIVING', 'ARCHIVED', 'REPLICATION_NOT_AUTHORIZED', 'NEVER_HEARD_OF'])('a replica that is %s', async (ReplicaStatus) => {
    const { code, error } = await run({ 'users.json': whole({ StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' }, Replicas: [{ RegionName: 'eu-west-1', ReplicaStatus }] }) });
    expect(code).toBe(1);
    expect(error).toContain(`users: cannot be determined: replica eu-west-1 that is ${ReplicaStatus} (Table.Replicas[0].ReplicaStatus): `);
  });

  test.each(['ACTIVE', 'CREATING', 'UPDATING'])('a replica that is %s is declared', async (ReplicaStatus) => {
    const { code, out } = await run({ 'users.json': whole({ StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' }, Replicas: [{ RegionName: 'eu-west-1', ReplicaStatus }] }) });
    expect([code, out]).toEqual([0, expect.stringContaining('regionName: eu-west-1')]);
  });

  test('describe-table alone: recovery is declared as on, because adoption would turn off what is not declared', async () => {
    const { code, out, error } = await run({ 'users.json': { Table: described('users') } });
    expect([code, out]).toEqual([1, expect.stringContaining('pointInTimeRecoveryEnabled: true\n')]);
    expect(error).toContain('users: cannot be determined: point-in-time recovery: The input does not have it. It is declared as on, and adoption turns it on where it is off. Add the output of aws dynamodb describe-continuous-backups --table-name users.');
  });

  test('deletion protection that an older AWS CLI does not print is declared as on', async () => {
    const { code, out, error } = await run({ 'users.json': whole({ DeletionProtectionEnabled: undefined }) });
    expect([code, out]).toEqual([1, expect.stringContaining('deletionProtectionEnabled: true\n')]);
    expect(error).toContain('users: cannot be determined: deletion protection (Table.DeletionProtectionEnabled): The input does not have it. It is declared as on');
  });

  test('the region of a table without an ARN is that of --region', async () => {
    const { code, out } = await run({ 'users.json': whole({ TableArn: undefined }) }, '--region', 'eu-west-1');
    expect([code, out]).toEqual([0, expect.stringContaining('region: eu-west-1\n')]);
  });

  test('an archived table is restored from its backup', async () => {
    const ArchivalBackupArn = 'arn:aws:dynamodb:us-east-1:111122223333:table/users/backup/1';
    const { error } = await run({ 'users.json': whole({ TableStatus: 'ARCHIVED', ArchivalSummary: { ArchivalBackupArn, ArchivalReason: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS' } }) });
    expect(error).toContain(`users: cannot be determined: table that is ARCHIVED (Table.TableStatus): It is in AWS as a backup only. Restore it with aws dynamodb restore-table-from-backup --backup-arn ${ArchivalBackupArn} --target-table-name users, and import it again.`);
  });

  test.each(['DISABLING', 'DISABLED'])('encryption that is %s is off', async (Status) => {
    const { code, out } = await run({ 'users.json': whole({ SSEDescription: { Status, SSEType: 'KMS', KMSMasterKeyArn: 'arn:aws:kms:us-east-1:1:key/a' } }) });
    expect([code, out]).toEqual([0, expect.stringContaining('sseEnabled: false')]);
  });
});

const PROPERTIES = { TableName: 'users', BillingMode: 'PAY_PER_REQUEST', ...KEYS };
const stack = (more: object = {}): object => ({ Stacks: [{ StackName: 'shop', StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/1', Tags: [], ...more }] });
const template = (properties: object = {}, more: object = {}, resources: object = {}): object => ({ Resources: { Users: { Type: 'AWS::DynamoDB::Table', Properties: { ...PROPERTIES, ...properties } }, ...resources }, ...more });
const terraform = (...resources: object[]): object => ({ format_version: '1.0', values: { root_module: { resources } } });
const terraformTable = (more: object = {}, name = 'users'): { readonly address: string; readonly [name: string]: unknown } => ({
  address: `aws_dynamodb_table.${name}`,
  mode: 'managed',
  type: 'aws_dynamodb_table',
  name,
  values: { name, arn: `arn:aws:dynamodb:us-east-1:111122223333:table/${name}`, hash_key: 'id', attribute: [{ name: 'id', type: 'S' }], billing_mode: 'PAY_PER_REQUEST', tags_all: {}, ...more },
});
const UNKNOWN_VALUE = { 'Fn::ImportValue': 'x' };

describe('a value that nobody knows', () => {
  const plan = (values: object, unknown: object): object => ({
    format_version: '1.2',
    planned_values: { root_module: { resources: [terraformTable(values)] } },
    resource_changes: [{ address: 'aws_dynamodb_table.users', change: { after_unknown: unknown } }],
  });

  test.each<[string, Record<string, object>, string]>([
    ['CloudFormation, the view', { 't.json': template({ StreamSpecification: { StreamViewType: UNKNOWN_VALUE } }), 's.json': stack() }, 'StreamViewType (Resources.Users.Properties.StreamSpecification.StreamViewType)'],
    ['CloudFormation, all of it', { 't.json': template({ StreamSpecification: UNKNOWN_VALUE }), 's.json': stack() }, 'StreamSpecification (Resources.Users.Properties.StreamSpecification)'],
    ['Terraform, the view', { 'p.json': plan({ stream_enabled: true }, { stream_view_type: true }) }, 'stream_view_type (aws_dynamodb_table.users.stream_view_type)'],
    ['Terraform, whether there is one', { 'p.json': plan({}, { stream_enabled: true }) }, 'stream_enabled (aws_dynamodb_table.users.stream_enabled)'],
  ])('a view of a stream is left open, and is not said to be empty: %s', async (_, files, finding) => {
    const { code, out, error } = await run(files);
    expect([code, out]).toEqual([1, expect.stringContaining('streamEnabled: true\n  streamViewType: VIEW-OF-THE-STREAM\n')]);
    expect(error).toContain(`users: cannot be determined: ${finding}: `);
    expect(error).not.toContain('[');
  });

  test('what follows from it is not said besides', async () => {
    const { error } = await run({ 't.json': template({ BillingMode: UNKNOWN_VALUE, TimeToLiveSpecification: { Enabled: true, AttributeName: UNKNOWN_VALUE } }), 's.json': stack() });
    expect(error).toMatch(/users: cannot be determined: BillingMode .*users: cannot be determined: AttributeName .*1 table, 2 findings, 2 that/);
  });
});

describe('the region that a source tells goes before --region', () => {
  const manifest = { version: '36.0.0', artifacts: { Shop: { type: 'aws:cloudformation:stack', environment: 'aws://111122223333/eu-west-1', properties: { templateFile: 'Shop.template.json' } } } };
  const serverless = `service: s\nprovider: {name: aws, region: eu-west-1}\nresources:\n  Resources:\n    Users: {Type: AWS::DynamoDB::Table, Properties: ${JSON.stringify({ ...PROPERTIES, TableName: 'users-${aws:region}' })}}\n`;

  test.each<[string, Record<string, object | string>, string]>([
    ['describe-stacks', { 't.json': template({ TableName: { 'Fn::Sub': 'users-${AWS::Region}' } }), 's.json': stack() }, 'users-eu-west-1'],
    ['a manifest of CDK', { 'manifest.json': manifest, 'Shop.template.json': template({ TableName: { 'Fn::Sub': 'users-${AWS::Region}' } }) }, 'users-eu-west-1'],
    ['serverless.yml', { 'serverless.yml': serverless }, 'users-eu-west-1'],
    ['a template with AWS::Region as a parameter', { 't.json': template({ TableName: { 'Fn::Sub': 'users-${AWS::Region}' } }), 's.json': stack(), '--parameter=AWS::Region=us-west-1': '' }, 'users-eu-west-1'],
    ['Terraform', { 's.json': terraform(terraformTable({ arn: 'arn:aws:dynamodb:eu-west-1:1:table/users' })) }, 'users'],
    ['describe-table', { 'users.json': { Table: described('users', { TableArn: 'arn:aws:dynamodb:eu-west-1:1:table/users' }), ...ANSWERS } }, 'users'],
    ['ACK', { 'a.yaml': 'apiVersion: dynamodb.services.k8s.aws/v1alpha1\nkind: Table\nmetadata: {name: users, annotations: {services.k8s.aws/region: eu-west-1}}\nspec: {tableName: users, billingMode: PAY_PER_REQUEST, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]}\n' }, 'users'],
  ])('%s', async (_, files, name) => {
    const { code, out, error } = await run(files, '--region', 'us-west-2');
    expect([code, out]).toEqual([0, expect.stringContaining(`tableName: ${name}\n  region: eu-west-1\n`)]);
    expect(error).toContain(': note: region us-west-2: The source tells eu-west-1, which is declared. --region is for tables whose source tells none.');
  });
});

describe('an option that names nothing', () => {
  const stages = { Parameters: { Stage: { Type: 'String', Default: 'dev' }, Other: { Type: 'String', Default: 'x' } } };
  const generated = template({ TableName: undefined });
  const serverless = 'service: s\nprovider: {name: aws, region: eu-west-1}\nfunctions: {f: {handler: "${opt:only-here}"}}\nresources: {Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {TableName: "a-${opt:suffix}"}}}}\n';

  test.each<[string, Record<string, object | string>, string[], string]>([
    ['a parameter', { 't.json': template({}, stages) }, ['--parameter', 'stage=prod'], '--parameter stage: no template or serverless.yml of the input has a parameter or variable of this name. Did you mean "Stage"?'],
    ['a parameter of Terraform', { 's.json': terraform(terraformTable()) }, ['--parameter', 'Stage=prod'], '--parameter Stage: no template or serverless.yml'],
    ['a variable', { 'serverless.yml': serverless }, ['--parameter', 'sufix=x'], '--parameter sufix: no template or serverless.yml of the input has a parameter or variable of this name. Did you mean "suffix"?'],
    ['a logical id', { 't.json': generated }, ['--table-name', 'users=mine'], '--table-name users: no template of the input has a table of this logical ID. Did you mean "Users"?'],
    ['a logical id of Terraform', { 's.json': terraform(terraformTable()) }, ['--table-name', 'users=mine'], '--table-name users: no template of the input has a table'],
  ])('%s: 2', async (_, files, args, message) => {
    const { code, out, error } = await run(files, ...args);
    expect([code, out]).toEqual([2, '']);
    expect(error).toContain(message);
  });

  test.each<[string, Record<string, object | string>, string[]]>([
    ['a parameter that no table uses', { 't.json': template({}, stages), 's.json': stack() }, ['--parameter', 'Other=prod']],
    ['a pseudo parameter', { 't.json': template(), 's.json': stack() }, ['--parameter', 'AWS::AccountId=1']],
    ['the name of one of two templates', { 't.json': generated, 'u.json': template({ TableName: 'others' }), 's.json': stack() }, ['--table-name', 'Users=mine']],
    ['a variable that only functions use', { 'serverless.yml': serverless }, ['--parameter', 'only-here=prod']],
    ['the stage, which the framework has', { 'serverless.yml': serverless }, ['--parameter', 'stage=prod']],
  ])('%s names something', async (_, files, args) => {
    expect((await run(files, ...args)).code).toBeLessThan(2);
  });
});
