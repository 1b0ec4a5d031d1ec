/** Nothing is lost silently, and nothing is guessed: what a source does not tell, or tells of something else, is a finding or an error. */
import { stringify } from 'yaml';
import { STATE } from './terraform-state';
import { run as runCommand, runOnDisk } from '../cli/run';

const run = (files: Readonly<Record<string, string | object>>, ...args: string[]) =>
  runCommand(Object.fromEntries(Object.entries(files).map(([file, text]) => [file, typeof text === 'string' ? text : JSON.stringify(text)])), 'import', '-o', 'yaml', ...args, ...Object.keys(files));

const KEYS = { AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] };
const described = (name: string, more: object = {}): object => ({
  TableName: name, TableArn: `arn:aws:dynamodb:us-east-1:111122223333:table/${name}`, ...KEYS, BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' }, DeletionProtectionEnabled: false, ...more,
});
const OTHERS = { ContinuousBackupsDescription: {}, Tags: [], Policy: '{"Version":"2008-10-17","Statement":[]}' };
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

  const PANICS = 'users: cannot be determined: rule ReplicaManagedKey: Warning: replicas have the key that AWS manages, and the ACK controller panics at it, by its sources.';

  test.each([
    ['nothing tells who manages the key', [], 1, undefined, 'users: cannot be determined: KMS key KEY (Table.SSEDescription.KMSMasterKeyArn): The AWS managed key is declared, because no replica names a key. Add the output of aws kms describe-key --key-id KEY'],
    ['AWS', [{ KeyMetadata: { KeyId: 'k', KeyManager: 'AWS' } }], 1, undefined, PANICS],
    ['AWS, by its alias', [{ Aliases: [{ AliasName: 'alias/aws/dynamodb', TargetKeyId: 'k' }] }], 1, undefined, PANICS],
    ['the account', [{ KeyMetadata: { KeyId: 'k', KeyManager: 'CUSTOMER' } }], 1, 'KEY', 'replicas[0].kmsMasterKeyID is missing'],
    ['the account, by an alias', [{ Aliases: [{ AliasName: 'alias/mine', TargetKeyId: 'k' }] }], 1, 'KEY', 'replicas[0].kmsMasterKeyID is missing'],
  ])('the key of a global table whose replicas name none is inferred, and that is said, unless the input tells it: %s', async (_, answers, expected, declared, said) => {
    const key = 'arn:aws:kms:us-east-1:111122223333:key/k';
    const { code, out, error } = await run({
      'users.json': whole({ SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: key }, StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' }, Replicas: [{ RegionName: 'eu-west-1', ReplicaStatus: 'ACTIVE' }] }),
      ...Object.fromEntries(answers.map((answer, i) => [`key-${i}.json`, answer])),
    });
    expect([code, /^ {2}kmsMasterKeyID: (.*)$/m.exec(out)?.[1], error]).toEqual([expected, declared?.replace('KEY', key), expect.stringContaining(said.replaceAll('KEY', key))]);
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

  test('when it was archived is known to be nothing of the declaration', async () => {
    const { error } = await run({ 'users.json': whole({ TableStatus: 'ARCHIVED', ArchivalSummary: { ArchivalDateTime: 1735689600, ArchivalBackupArn: 'arn:b', ArchivalReason: 'x' } }) });
    expect(error).not.toContain('does not know the property');
  });

  test('DynamoDB Local has no region, so that of --region is declared', async () => {
    const table = { 'users.json': whole({ TableArn: 'arn:aws:dynamodb:ddblocal:000000000000:table/users' }) };
    expect(await run(table, '--region', 'eu-west-1')).toMatchObject({ code: 0, out: expect.stringContaining('region: eu-west-1\n') });
    expect((await run(table)).error).toContain('users: cannot be determined: region: The source does not tell it. Give --region.');
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
  values: { name, arn: `arn:aws:dynamodb:us-east-1:111122223333:table/${name}`, hash_key: 'id', attribute: [{ name: 'id', type: 'S' }], billing_mode: 'PAY_PER_REQUEST', tags_all: {}, ...STATE, ...more },
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
    const { out, error } = await run({ 't.json': template({ BillingMode: UNKNOWN_VALUE, TimeToLiveSpecification: { Enabled: true, AttributeName: UNKNOWN_VALUE } }), 's.json': stack() });
    expect(error).toMatch(/users: cannot be determined: BillingMode .*users: cannot be determined: AttributeName .*1 table, 3 findings, 2 that/);
    expect(out).toContain('billingMode: ""\n');
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
    ['a logical id', { 't.json': generated }, ['--physical-name', 'users=mine'], '--physical-name users: no template of the input has a table of this logical ID. Did you mean "Users"?'],
    ['a logical id of Terraform', { 's.json': terraform(terraformTable()) }, ['--physical-name', 'users=mine'], '--physical-name users: no template of the input has a table'],
  ])('%s: 2', async (_, files, args, message) => {
    const { code, out, error } = await run(files, ...args);
    expect([code, out]).toEqual([2, '']);
    expect(error).toContain(message);
  });

  test.each<[string, Record<string, object | string>, string[]]>([
    ['a parameter that no table uses', { 't.json': template({}, stages), 's.json': stack() }, ['--parameter', 'Other=prod']],
    ['a pseudo parameter', { 't.json': template(), 's.json': stack() }, ['--parameter', 'AWS::AccountId=1']],
    ['the name of a table of one of two templates', { 't.json': generated, 'u.json': JSON.stringify(template({ TableName: 'others' })).replace('"Users"', '"Others"'), 's.json': stack() }, ['--physical-name', 'Users=mine']],
    ['a variable that only functions use', { 'serverless.yml': serverless }, ['--parameter', 'only-here=prod']],
    ['the stage, which the framework has', { 'serverless.yml': serverless }, ['--parameter', 'stage=prod']],
  ])('%s names something', async (_, files, args) => {
    expect((await run(files, ...args)).code).toBeLessThan(2);
  });

  test('a physical name of two tables would make them one', async () => {
    const { code, error } = await run({ 't.json': generated, 'u.json': template({ TableName: 'others' }) }, '--physical-name', 'Users=mine');
    expect([code, error]).toEqual([2, '--physical-name Users: several tables of the input have this logical ID. Import their templates one by one.']);
  });
});

const UPJET = { apiVersion: 'dynamodb.aws.upbound.io/v1beta2', kind: 'Table' };
const KEY_OF_OURS = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const arn = (region: string): string => `arn:aws:dynamodb:${region}:111122223333:table/users`;
const FOR = { region: 'us-east-1', attribute: [{ name: 'id', type: 'S' }], hashKey: 'id', billingMode: 'PAY_PER_REQUEST' };
interface Xp {
  readonly metadata?: object;
  readonly forProvider?: object;
  readonly status?: object;
}

const xpTable = (name: string, { metadata = {}, forProvider = FOR, status = {} }: Xp = {}): object =>
  ({ ...UPJET, metadata: { name, ...metadata }, spec: { forProvider }, status: { atProvider: status } });
const xp = (kind: string, forProvider: object, metadata: object = {}): object =>
  ({ apiVersion: 'dynamodb.aws.upbound.io/v1beta1', kind, metadata: { name: 'x', ...metadata }, spec: { forProvider: { region: 'us-east-1', ...forProvider } } });
const list = (...items: object[]): object => ({ apiVersion: 'v1', kind: 'List', items });
const POLICY = { policy: '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"dynamodb:Scan","Resource":"*"}}' };

describe('Crossplane: status.atProvider is what AWS has', () => {
  const KEY = 'arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555';

  test.each<[string, object]>([
    ['where forProvider says nothing', xpTable('users', {
      status: { ...FOR, arn: 'a', id: 'users', deletionProtectionEnabled: true, pointInTimeRecovery: { enabled: true }, serverSideEncryption: { enabled: true, kmsKeyArn: KEY }, ttl: [{ enabled: true, attributeName: 'exp' }] },
    })],
    ['of a table that is observed only', xpTable('any', {
      forProvider: { region: 'us-east-1' },
      status: { ...FOR, id: 'users', deletionProtectionEnabled: true, pointInTimeRecovery: { enabled: true }, serverSideEncryption: { enabled: true, kmsKeyArn: KEY }, ttl: { enabled: true, attributeName: 'exp' } },
    })],
    ['inside of what forProvider says, and a reference that is resolved', xpTable('users', {
      forProvider: { ...FOR, pointInTimeRecovery: {}, serverSideEncryption: { enabled: true, kmsKeyArnSelector: { matchLabels: { a: 'b' } } }, ttl: { enabled: true }, deletionProtectionEnabled: true },
      status: { pointInTimeRecovery: { enabled: true }, serverSideEncryption: { enabled: true, kmsKeyArn: KEY }, ttl: { enabled: true, attributeName: 'exp' } },
    })],
  ])('%s', async (_, table) => {
    const { code, out, error } = await run({ 'x.json': table });
    expect([code, error]).toEqual([0, expect.stringContaining('1 table, 1 finding, 0 that')]);
    for (const line of ['tableName: users', 'pointInTimeRecoveryEnabled: true', `kmsMasterKeyID: ${KEY}`, 'ttlAttributeName: exp', 'deletionProtectionEnabled: true']) {
      expect(out).toContain(`${line}\n`);
    }
  });

  test('tags of the provider, beside those that are declared', async () => {
    const { code, out } = await run({ 'x.json': xpTable('users', { forProvider: { ...FOR, tags: { a: 'b', fresh: 'c' } }, status: { tags: { a: 'b' }, tagsAll: { a: 'b', z: 'y' } } }) });
    expect([code, out]).toEqual([0, expect.stringMatching(/- key: a\n.*\n.*- key: fresh\n.*\n.*- key: z\n/)]);
  });

  test('what it does not have, as of an older provider, is not off', async () => {
    const { code, out, error } = await run({ 'x.json': xpTable('users', { forProvider: { ...FOR, streamEnabled: false }, status: { arn: 'a', id: 'users' } }) });
    expect([code, out]).toEqual([1, expect.stringMatching(/deletionProtectionEnabled: true\n/)]);
    const found = [...error.matchAll(/cannot be determined: (\w+) \(spec\.forProvider\.\1\): The state does not have it, as of an older provider\./g)].map(([, name]) => name);
    expect(found.sort()).toEqual(['deletionProtectionEnabled', 'onDemandThroughput', 'pointInTimeRecovery', 'replica', 'serverSideEncryption', 'tableClass', 'ttl']);
    expect(out).toContain('pointInTimeRecoveryEnabled: true\n');
  });

  test.each<[string, object, object, string]>([
    ['is off in AWS', { enabled: true, attributeName: 'exp' }, { enabled: false, attributeName: '' }, 'ttl.enabled (spec.forProvider.ttl.enabled): true is declared, and AWS had false'],
    ['is on in AWS', { enabled: false }, { enabled: true, attributeName: 'exp' }, 'ttl.enabled (spec.forProvider.ttl.enabled): false is declared, and AWS had true'],
    ['is of another attribute', { enabled: true, attributeName: 'exp' }, { enabled: true, attributeName: 'old' }, 'ttl.attributeName (spec.forProvider.ttl.attributeName): exp is declared, and AWS had old'],
  ])('a block that older versions write as a list of one is one: time to live %s', async (_, declared, observed, finding) => {
    for (const asBlock of [(block: object): unknown => [block], (block: object): unknown => block]) {
      const { error } = await run({ 'x.json': xpTable('users', { forProvider: { ...FOR, ttl: asBlock(declared) }, status: { ...FOR, ttl: asBlock(observed) } }) });
      expect(error.match(/users: would change in AWS: ttl[^:]*: .*?(?= when)/g)).toEqual([`users: would change in AWS: ${finding}`]);
    }
  });

  test.each<[string, object, string]>([
    ['what AWS has goes before initProvider, which counts at the creation alone', { ...FOR, billingMode: 'PROVISIONED', readCapacity: 11, writeCapacity: 12 }, 'readCapacityUnits: 11\n    writeCapacityUnits: 12'],
    ['initProvider counts where the status has nothing', {}, 'readCapacityUnits: 5\n    writeCapacityUnits: 6'],
  ])('%s', async (_, status, units) => {
    const table: any = xpTable('users', { forProvider: { ...FOR, billingMode: 'PROVISIONED' }, status });
    table.spec.initProvider = { readCapacity: 5, writeCapacity: 6 };
    const { code, out } = await run({ 'x.json': table });
    expect([code, out]).toEqual([0, expect.stringContaining(units)]);
  });

  test('a finding has the path of what is taken from it, and of initProvider', async () => {
    const table: any = xpTable('users', { forProvider: { ...FOR, ttl: [{ enabled: true, fromSpec: 1 }] }, status: { warmThroughput: [{ readUnitsPerSecond: 20_000, writeUnitsPerSecond: 5_000 }], ttl: [{ enabled: true, attributeName: 'exp', fromStatus: 1 }] } });
    table.spec.initProvider = { fromInit: 1, serverSideEncryption: [{ fromInit: 1 }] };
    const { error } = await run({ 'x.json': table });
    expect([...error.matchAll(/users: [\w ]+: [^(]*\(((?:spec|status)\.[^)]*)/g)].map(([, path]) => path).filter((path) => !path.startsWith('spec.deletionPolicy')).sort()).toEqual([
      'spec.forProvider.ttl.fromSpec', 'spec.initProvider.fromInit', 'spec.initProvider.serverSideEncryption.fromInit', 'status.atProvider.ttl.fromStatus', 'status.atProvider.warmThroughput',
    ]);
  });

  test.each<[string, object, string]>([
    ['of the ARN', { ...FOR, region: undefined, arn: arn('us-west-2') }, 'users: would change in AWS: region (spec.forProvider.region): us-east-1 is declared, and AWS had us-west-2'],
    ['that it has', { ...FOR, region: 'us-west-2' }, 'users: would change in AWS: region (spec.forProvider.region): us-east-1 is declared, and AWS had us-west-2'],
  ])('the region %s', async (_, status, finding) => {
    expect((await run({ 'x.json': xpTable('users', { forProvider: FOR, status }) })).error).toContain(finding);
  });

  test('the region of the ARN, of the older provider', async () => {
    const table = { apiVersion: 'dynamodb.aws.crossplane.io/v1alpha1', kind: 'Table', metadata: { name: 'users' }, spec: { forProvider: { region: 'us-east-1', attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }], billingMode: 'PAY_PER_REQUEST' } }, status: { atProvider: { tableARN: arn('us-west-2') } } };
    expect((await run({ 'x.json': table })).error).toContain('users: would change in AWS: region (spec.forProvider.region): us-east-1 is declared, and AWS had us-west-2');
  });

  test('what differs is a finding', async () => {
    const index = { name: 'by-x', hashKey: 'id', projectionType: 'ALL' };
    const { code, error } = await run({
      'x.json': xpTable('users', {
        forProvider: { ...FOR, billingMode: 'PROVISIONED', readCapacity: 20, writeCapacity: 5, globalSecondaryIndex: [{ ...index, readCapacity: 1, writeCapacity: 1 }, { ...index, name: 'new', readCapacity: 1, writeCapacity: 1 }] },
        status: { ...FOR, billingMode: 'PROVISIONED', readCapacity: 35, writeCapacity: 5, globalSecondaryIndex: [{ ...index, name: 'old' }, { ...index, readCapacity: 2, writeCapacity: 1 }] },
      }),
    });
    expect(code).toBe(1);
    const text = 'when Crossplane looked last (status.atProvider). Adoption sets what is declared.';
    for (const line of [
      `readCapacity (spec.forProvider.readCapacity): 20 is declared, and AWS had 35 ${text}`,
      `globalSecondaryIndex[0].readCapacity (spec.forProvider.globalSecondaryIndex[0].readCapacity): 1 is declared, and AWS had 2 ${text}`,
      `globalSecondaryIndex[1] (spec.forProvider.globalSecondaryIndex[1]): new is declared, and AWS had none ${text}`,
      `globalSecondaryIndex (spec.forProvider.globalSecondaryIndex): none is declared, and AWS had old ${text}`,
    ]) {
      expect(error).toContain(`users: would change in AWS: ${line}`);
    }
    expect(error).toContain('5 findings, 4 that');
  });

  test('the classic provider, whose status is that of the API', async () => {
    const table = {
      apiVersion: 'dynamodb.aws.crossplane.io/v1alpha1',
      kind: 'Table',
      metadata: { name: 'users' },
      spec: { forProvider: { region: 'us-east-1', attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }], streamSpecification: { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' } } },
      status: { atProvider: { tableARN: 'a', tableID: 'b', tableName: 'users', tableStatus: 'ARCHIVED', billingModeSummary: { billingMode: 'PAY_PER_REQUEST' }, sseDescription: { status: 'ENABLED', sseType: 'KMS', kmsMasterKeyARN: KEY }, replicas: [{ regionName: 'eu-west-1', replicaStatus: 'ACTIVE', kmsMasterKeyID: KEY.replace('us-east-1', 'eu-west-1') }] } },
    };
    const { code, out, error } = await run({ 'x.json': table });
    expect([code, out]).toEqual([1, expect.stringMatching(new RegExp(`billingMode: PAY_PER_REQUEST\n[^]*kmsMasterKeyID: ${KEY}\n[^]*regionName: eu-west-1\n`))]);
    expect(error).toMatch(/cannot be determined: table that is ARCHIVED \(status\.atProvider\.tableStatus\).*1 table, 2 findings, 1 that/);
  });
});

describe('Crossplane: an object that belongs to a table', () => {
  const users = xpTable('users', { metadata: { labels: { app: 'shop' }, ownerReferences: [{ controller: true, uid: 'u1' }] } });
  const others = xpTable('others', { metadata: { labels: { app: 'shop' }, ownerReferences: [{ controller: true, uid: 'u2' }] } });

  test.each<[string, object, string]>([
    ['a controller that no table has', xp('ResourcePolicy', { ...POLICY, resourceArnSelector: { matchControllerRef: true } }), 'Its table is resolved in the cluster by resourceArnSelector, and cannot be told.'],
    ['labels that no table has', xp('TableReplica', { region: 'us-west-2', globalTableArnSelector: { matchLabels: { app: 'none' } } }), 'Its table is resolved in the cluster by globalTableArnSelector, and cannot be told.'],
    ['labels that two tables have', xp('ResourcePolicy', { ...POLICY, resourceArnSelector: { matchLabels: { app: 'shop' } } }), 'Its table is resolved in the cluster by resourceArnSelector, and cannot be told.'],
    ['a reference to another', xp('TableReplica', { region: 'us-west-2', globalTableArnRef: { name: 'none' } }), 'Its table is resolved in the cluster by globalTableArnRef, and cannot be told.'],
    ['the name of another', xp('ContributorInsights', { tableName: 'none' }), 'Its table none is not in the input.'],
    ['the name in another region', xp('ContributorInsights', { tableName: 'users', region: 'eu-west-1' }), 'Its table users of eu-west-1 is not in the input.'],
    ['nothing', xp('ResourcePolicy', POLICY), 'It does not say which table it is about.'],
    ['a kind that nobody knows', xp('NeverHeardOf', { tableName: 'none' }), 'Its table none is not in the input.'],
    ['a legacy global table', xp('GlobalTable', { replica: [] }), 'Its table x is not in the input.'],
    ['a scalable target without its table', { ...xp('Target', { resourceIdRef: { name: 'a' }, serviceNamespace: 'dynamodb' }), apiVersion: 'appautoscaling.aws.upbound.io/v1beta1' }, 'It does not say which table it is about.'],
  ])('is a finding where it names %s', async (_, companion, text) => {
    const { code, error } = await run({ 'x.json': list(users, others, companion) });
    expect(code).toBe(1);
    expect(error).toContain(`users: cannot be determined: ${(companion as { kind: string }).kind} x: ${text} Import it as kubectl get -o yaml prints it, together with its table.`);
  });

  test('is a note where it scales another table', async () => {
    const target = { ...xp('Target', { resourceId: 'table/none', serviceNamespace: 'dynamodb' }), apiVersion: 'appautoscaling.aws.upbound.io/v1beta1' };
    expect((await run({ 'x.json': list(users, others, target) })).error).toContain('users: note: Target x: Its table none is not in the input.');
  });

  test.each<[string, object]>([
    ['the controller', xp('ResourcePolicy', { ...POLICY, resourceArnSelector: { matchControllerRef: true } }, { ownerReferences: [{ controller: true, uid: 'u1' }] })],
    ['the controller and the labels', xp('ResourcePolicy', { ...POLICY, resourceArnSelector: { matchControllerRef: true, matchLabels: { app: 'shop' } } }, { ownerReferences: [{ controller: true, uid: 'u1' }] })],
    ['the ARN in its status', { ...xp('ResourcePolicy', { resourceArnSelector: { matchLabels: { app: 'shop' } } }), status: { atProvider: { ...POLICY, resourceArn: arn('us-east-1') } } }],
  ])('is given to its table by %s', async (_, companion) => {
    const { code, out } = await run({ 'x.json': list(others, users, companion) });
    expect([code, out.slice(out.indexOf('name: users'))]).toEqual([0, expect.stringContaining('resourcePolicy: ')]);
    expect(out.slice(0, out.indexOf('name: users'))).not.toContain('resourcePolicy');
  });

  test('of two tables of one name, to the one in its region', async () => {
    const elsewhere = xpTable('users-eu', { metadata: { annotations: { 'crossplane.io/external-name': 'users' } }, forProvider: { ...FOR, region: 'eu-west-1' } });
    const { code, out } = await run({ 'x.json': list(users, elsewhere, xp('ResourcePolicy', { ...POLICY, resourceArn: arn('eu-west-1'), region: 'eu-west-1' })) });
    expect([code, out]).toEqual([0, expect.stringMatching(/region: eu-west-1\n[^]*resourcePolicy: /)]);
    expect(out.slice(0, out.indexOf('region: eu-west-1'))).not.toContain('resourcePolicy');
  });

  test('an item and a scalable target of another service are about no table', async () => {
    const ecs = { ...xp('Target', { resourceId: 'service/a/b', serviceNamespace: 'ecs' }), apiVersion: 'appautoscaling.aws.upbound.io/v1beta1' };
    expect((await run({ 'x.json': list(users, xp('TableItem', { tableName: 'none' }), ecs) })).code).toBe(0);
  });
});

describe('ACK', () => {
  const SPEC = { tableName: 'users', billingMode: 'PAY_PER_REQUEST', attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }] };
  const ack = (kind: string, spec: object, { metadata = {}, status = {} }: { metadata?: object; status?: object } = {}): object =>
    ({ apiVersion: 'dynamodb.services.k8s.aws/v1alpha1', kind, metadata: { name: 'users', annotations: { 'services.k8s.aws/region': 'us-east-1', ...metadata } }, spec, status });

  test.each([[{ region: 'eu-west-2' }], [{ arn: 'arn:aws:dynamodb:eu-west-2:1:table/users' }]])('a table is where ACK has found it, whatever its annotation says: %j', async (ackResourceMetadata) => {
    expect((await run({ 'a.json': ack('Table', SPEC, { status: { ackResourceMetadata } }) })).out).toContain('region: eu-west-2\n');
  });

  test('a table that is to be adopted has the name of its adoption fields, and nothing else is told', async () => {
    const { code, out, error } = await run({ 'a.json': ack('Table', {}, { metadata: { 'services.k8s.aws/adoption-policy': 'adopt', 'services.k8s.aws/adoption-fields': '{"tableName":"legacy"}' } }) });
    expect([code, out]).toEqual([1, expect.stringContaining('tableName: legacy\n')]);
    expect(error).toContain('legacy: cannot be determined: declaration of the table (spec): ACK reads it from AWS when it adopts the table.');
  });

  test.each<[string, object, string]>([
    ['a table that is archived', ack('Table', SPEC, { status: { tableStatus: 'ARCHIVED' } }), 'cannot be determined: table that is ARCHIVED (status.tableStatus)'],
    ['a global table', list(ack('Table', SPEC), ack('GlobalTable', { globalTableName: 'users' })), 'stays as it is in AWS: global table of version 2017.11.29: GlobalTable users'],
    ['a backup', list(ack('Table', SPEC), ack('Backup', { tableName: 'users' })), 'stays as it is in AWS: backup: Backup users'],
    ['another kind', list(ack('Table', SPEC), ack('NeverHeardOf', {})), 'cannot be determined: resource of type NeverHeardOf: NeverHeardOf users'],
    ['a table that is adopted in the older way', list(ack('Table', SPEC), { apiVersion: 'services.k8s.aws/v1alpha1', kind: 'AdoptedResource', metadata: { name: 'a' }, spec: { aws: { nameOrID: 'legacy' }, kubernetes: { group: 'dynamodb.services.k8s.aws', kind: 'Table' } } }), 'cannot be determined: table that is adopted: AdoptedResource a'],
    ['a scalable target of another table', list(ack('Table', SPEC), { apiVersion: 'applicationautoscaling.services.k8s.aws/v1alpha1', kind: 'ScalableTarget', metadata: { name: 's' }, spec: { resourceID: 'table/none', serviceNamespace: 'dynamodb' } }), 'note: ScalableTarget s: Its table none is not in the input.'],
  ])('%s', async (_, documents, finding) => {
    const { error } = await run({ 'a.json': documents });
    expect(error).toContain(`users: ${finding}`);
    expect(error).toContain('1 table, 2 findings, ');
  });
});

describe('CloudFormation: what may hold other tables, or change those of the template', () => {
  const cases: Array<[string, object, string, string]> = [
    ['a nested stack', { N: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './child.yaml' } } }, 'Resources.N', 'resources that may hold other tables'],
    ['a stack set', { N: { Type: 'AWS::CloudFormation::StackSet', Properties: {} } }, 'Resources.N', 'resources that may hold other tables'],
    ['an application of SAM', { N: { Type: 'AWS::Serverless::Application', Properties: { Location: './x.yaml' } } }, 'Resources.N', 'resources that may hold other tables'],
    ['a module', { N: { Type: 'Acme::Tables::Tbl::MODULE', Properties: {} } }, 'Resources.N', 'resources that may hold other tables'],
    ['a product of the Service Catalog', { N: { Type: 'AWS::ServiceCatalog::CloudFormationProvisionedProduct', Properties: {} } }, 'Resources.N', 'resources that may hold other tables'],
    ['a resource that is included', { N: { 'Fn::Transform': { Name: 'AWS::Include' } } }, 'Resources.N', 'resources that may hold other tables'],
    ['a resource that a macro completes', { N: { 'Type': 'AWS::SQS::Queue', 'Fn::Transform': { Name: 'Mine' } } }, 'Resources.N', 'resources that may hold other tables'],
  ];

  test.each(cases)('%s', async (_, resources, path, what) => {
    const { code, error } = await run({ 't.json': template({}, {}, resources), 's.json': stack() });
    expect([code, error]).toEqual([1, expect.stringContaining(`users: cannot be determined: ${what} (${path}): `)]);
  });

  test('a large template in YAML, whose resources are not all parsed', async () => {
    const filler = Array.from({ length: 3_000 }, (_, i) => `  Q${i}:\n    Type: AWS::SQS::Queue\n    Properties: {QueueName: q${i}}\n`).join('');
    for (const [, resources, path] of cases) {
      const body = stringify(resources).replace(/^/gm, '  ');
      const { error } = await run({ 't.yaml': `Resources:\n  Users: ${JSON.stringify({ Type: 'AWS::DynamoDB::Table', Properties: PROPERTIES })}\n${filler}${body}\n`, 's.json': stack() });
      expect(error).toContain(`users: cannot be determined: resources that may hold other tables (${path}): `);
    }
  });

  test.each<[string, object, string]>([
    ['a macro', { Transform: ['MyCompanyMacro'] }, 'transform MyCompanyMacro (Transform)'],
    ['a macro with parameters', { Transform: { Name: 'Mine', Parameters: {} } }, 'transform Mine (Transform)'],
    ['an include', { Transform: ['AWS::Serverless-2016-10-31', { Name: 'AWS::Include' }] }, 'transform AWS::Include (Transform)'],
    ['a function for the whole', { 'Fn::Transform': { Name: 'Mine' } }, 'transform Mine (Fn::Transform)'],
  ])('%s', async (_, more, what) => {
    const { code, error } = await run({ 't.json': template({}, more), 's.json': stack() });
    expect([code, error]).toEqual([1, expect.stringContaining(`users: cannot be determined: ${what}: It may add tables, or change those of the template.`)]);
  });

  test('properties that a macro makes', async () => {
    const { code, error } = await run({ 't.json': { Resources: { Users: { Type: 'AWS::DynamoDB::Table', Properties: { 'Fn::Transform': { Name: 'Mine' } } } } }, 's.json': stack() });
    expect([code, error]).toEqual([1, expect.stringContaining('cannot be determined: Properties (Resources.Users.Properties): Fn::Transform is resolved by CloudFormation only.')]);
  });

  test.each<[string, unknown]>([['a text', 'foo'], ['a list', [{}, {}]]])('properties that are %s', async (_, Properties) => {
    const { code, error } = await run({ 't.json': { Resources: { Users: { Type: 'AWS::DynamoDB::Table', Properties } } }, 's.json': stack() });
    expect([code, error]).toEqual([1, expect.stringMatching(/cannot be determined: Properties \(Resources\.Users\.Properties\): \S.* is not an object\. It is left out\./)]);
  });

  test('a transform of serverless.yml', async () => {
    const { code, error } = await run({ 'serverless.yml': `service: s\nprovider: {name: aws, region: eu-west-1}\nresources:\n  Transform: Mine\n  Resources:\n    Users: {Type: AWS::DynamoDB::Table, Properties: ${JSON.stringify(PROPERTIES)}}\n` });
    expect([code, error]).toEqual([1, expect.stringContaining('cannot be determined: transform Mine (resources.Transform)')]);
  });

  test.each(['AWS::Serverless-2016-10-31', 'AWS::LanguageExtensions', 'AWS::CodeDeployBlueGreen', 'AWS::SecretsManager-2020-07-23'])('%s has no tables', async (Transform) => {
    expect((await run({ 't.json': template({}, { Transform }), 's.json': stack() })).code).toBe(0);
  });

  test('a nested stack whose template is in the input holds what that says, but for its parameters', async () => {
    const nested = (Parameters: object): object => template({ TableName: 'parent' }, {}, { N: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://bucket/child.json', Parameters } } });
    const child = template({}, { Parameters: { Stage: { Type: 'String', Default: 'dev' } } });
    const stacks = { 's1.json': { Stacks: [{ StackName: 'parent', StackId: 'arn:aws:cloudformation:eu-west-1:1:stack/parent/1' }] }, 's2.json': { Stacks: [{ StackName: 'child', StackId: 'arn:aws:cloudformation:eu-west-1:1:stack/child/1' }] } };
    expect((await run({ 'parent.json': nested({}), 'child.json': child, ...stacks })).code).toBe(0);
    const { code, error } = await run({ 'parent.json': nested({ Stage: 'prod' }), 'child.json': child, ...stacks });
    expect([code, error]).toEqual([1, expect.stringContaining('parent: cannot be determined: parameters of the nested stack (Resources.N.Properties.Parameters): child.json is read with the defaults of its parameters. Import it alone, with --parameter Stage=VALUE.')]);
  });

  test('a template without a table of its own, in a folder', async () => {
    const { error } = await runOnDisk({
      'in/a.json': JSON.stringify(template()), 'in/s.json': JSON.stringify(stack()), 'in/root.json': JSON.stringify({ Resources: { N: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'x.yaml' } } } }),
    }, 'import', '-o', 'yaml', 'in');
    expect(error).toContain('users: cannot be determined: resources that may hold other tables (in/root.json Resources.N): ');
    expect(error).toContain('1 table, 2 findings, 1 that');
  });

  test('a stack is that of one template', async () => {
    const { code, error } = await run({ 't.json': template(), 'u.json': template({ TableName: 'others' }), 's.json': stack({ Tags: [{ Key: 'a', Value: 'b' }] }) });
    expect([code, error]).toEqual([1, expect.stringContaining('others: cannot be determined: stack of the template (Resources.Users): The input describes shop. It is not clear which one this is')]);
  });

  test('the manifest of CDK has values of parameters', async () => {
    const manifest = { version: '36.0.0', artifacts: { Shop: { type: 'aws:cloudformation:stack', environment: 'aws://111122223333/eu-west-1', properties: { templateFile: 'Shop.template.json', parameters: { Stage: 'prod' } } } } };
    const { code, out } = await run({ 'manifest.json': manifest, 'Shop.template.json': template({ TableName: { 'Fn::Sub': 'users-${Stage}' } }, { Parameters: { Stage: { Type: 'String', Default: 'dev' } } }) });
    expect([code, out]).toEqual([0, expect.stringContaining('tableName: users-prod\n')]);
  });
});

describe('what a manifest has beside the table', () => {
  const crossplaneTable = (apiVersion: string, forProvider: object, more: object): string => JSON.stringify({ apiVersion, kind: 'Table', metadata: { name: 'users', namespace: 'shop' }, spec: { forProvider: { region: 'us-east-1', billingMode: 'PAY_PER_REQUEST', ...forProvider }, ...more }, status: {} });
  const upjet = (more: object): string => crossplaneTable('dynamodb.aws.upbound.io/v1beta2', { hashKey: 'id', attribute: [{ name: 'id', type: 'S' }] }, more);
  const classic = (more: object): string => crossplaneTable('dynamodb.aws.crossplane.io/v1alpha1', { keySchema: [{ attributeName: 'id', keyType: 'HASH' }], attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }] }, more);

  test.each<[string, (more: object) => string]>([['upjet', upjet], ['classic', classic]])('Crossplane: the connection Secret and the provider configuration are notes: %s', async (_, table) => {
    const { code, error } = await run({ 'a.yaml': table({ writeConnectionSecretToRef: { name: 'conn', namespace: 'web' }, providerConfigRef: { name: 'account-b' } }) });
    expect([code, error]).toEqual([0, expect.stringContaining('users: note: connection Secret web/conn (spec.writeConnectionSecretToRef): Crossplane deletes it with its object.')]);
    expect(error).toContain('users: note: provider configuration account-b (spec.providerConfigRef): If it is of another AWS account or role');
    expect((await run({ 'a.yaml': table({ publishConnectionDetailsTo: { name: 'conn' } }) })).error).toContain('users: note: connection Secret conn (spec.publishConnectionDetailsTo)');
    expect((await run({ 'a.yaml': table({ providerConfigRef: { name: 'default' } }) })).error).toMatch(/^users: note: deletion at the source [^\n]*1 table, 1 finding, 0 that adoption may change in AWS$/);
  });
});

describe('an attribute definition that no key uses', () => {
  const properties = { TableName: 'users', BillingMode: 'PAY_PER_REQUEST', KeySchema: KEYS.KeySchema, AttributeDefinitions: [...KEYS.AttributeDefinitions, { AttributeName: 'year', AttributeType: 'N' }] };
  const ofTable = (more: object): string => JSON.stringify({ Resources: { T: { Type: 'AWS::DynamoDB::Table', Properties: { ...properties, ...more } } } });
  const NOTE = 'note: attribute definition year: ';

  test.each<[string, object, string | undefined]>([
    ['nothing else does', {}, 'No key uses it, so DynamoDB does not have it.'],
    ['a vector index does', { VectorIndexes: [{ IndexName: 'v', SearchSchema: [{ AttributeName: 'year', SearchSchemaElementType: 'INLINE_FILTER' }] }] }, 'The vector index uses it, which is not declared. It stays with that in AWS.'],
    ['the vector itself', { VectorIndexes: [{ IndexName: 'v', VectorAttribute: { AttributeName: 'year' } }] }, 'The vector index uses it'],
    ['a vector index of others', { VectorIndexes: [{ IndexName: 'v', VectorAttribute: { AttributeName: 'other' } }] }, 'No key uses it, so DynamoDB does not have it.'],
    ['the keys are not known', { KeySchema: { 'Fn::Transform': { Name: 'x' } } }, undefined],
    ['an index is not known', { GlobalSecondaryIndexes: { 'Fn::ImportValue': 'x' } }, undefined],
    ['a key of an index is not known', { GlobalSecondaryIndexes: [{ IndexName: 'i', KeySchema: { 'Fn::ImportValue': 'x' }, Projection: { ProjectionType: 'ALL' } }] }, undefined],
  ])('%s', async (_, more, said) => {
    const { error } = await run({ 't.json': ofTable(more) });
    said === undefined ? expect(error).not.toContain(NOTE) : expect(error).toContain(`${NOTE}${said}`);
  });
});

describe('a policy with a variable that was not rendered', () => {
  const policy = (principal: string): string => `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"${principal}"},"Action":"dynamodb:*","Resource":"*"}]}`;
  const table = (resourcePolicy: string): string => JSON.stringify({ apiVersion: 'kro.run/v1alpha1', kind: 'DynamoDBTable', metadata: { name: 'users' }, spec: { tableName: 'users', region: 'us-east-1', attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }], resourcePolicy } });

  test.each(['arn:aws:iam::${data.aws_account_id}:root', 'arn:aws:iam::${ACCOUNT}:root'])('%s', async (principal) => {
    const { code, error } = await run({ 'a.yaml': table(policy(principal)) });
    expect([code, error]).toEqual([1, expect.stringMatching(/users: cannot be determined: resourcePolicy: \$\{[^}]*\} in it was not rendered\./)]);
  });

  test.each(['arn:aws:iam::111122223333:user/${aws:username}', 'arn:aws:iam::111122223333:user/${*}', '${$}'])('those of IAM are none: %s', async (principal) => {
    expect((await run({ 'a.yaml': table(policy(principal)) })).error).not.toContain('rendered');
  });
});

describe('the value of a parameter that the template refuses', () => {
  const withParameter = (parameter: object): string => JSON.stringify({ Parameters: { Env: { Type: 'String', Default: 'dev', ...parameter } }, Resources: { T: { Type: 'AWS::DynamoDB::Table', Properties: { ...KEYS, BillingMode: 'PAY_PER_REQUEST', TableName: { 'Fn::Sub': 'users-${Env}' } } } } });
  const given = (value: string, ...templates: object[]) => run(Object.fromEntries(templates.map((each, i) => [`t${i}.json`, withParameter(each)])), '--parameter', `Env=${value}`);

  test('is an error that names what it allows', async () => {
    expect(await given('pord', { AllowedValues: ['dev', 'prod'] })).toMatchObject({ code: 2, out: '', error: '--parameter Env=pord: the template allows dev, prod. Did you mean "prod"?' });
    expect(await given('Prod', { AllowedPattern: '[a-z]+' })).toMatchObject({ code: 2, error: '--parameter Env=Prod: the template allows what matches [a-z]+.' });
    expect(await given('1,3', { Type: 'CommaDelimitedList', AllowedValues: [1, 2] })).toMatchObject({ code: 2 });
  });

  test('is taken where one template allows it, or nothing says what is allowed', async () => {
    for (const templates of [[{ AllowedValues: ['dev'] }, { AllowedValues: ['prod'] }], [{}], [{ AllowedValues: ['prod'], AllowedPattern: '[a-z]*+' }]]) {
      expect((await given('prod', ...templates)).out).toContain('tableName: users-prod\n');
    }
    expect((await given('1,2', { Type: 'CommaDelimitedList', AllowedValues: [1, 2] })).code).toBe(1);
  });
});

describe('a global table of a template', () => {
  const replicas = (...regions: string[]): object => ({ Replicas: regions.map((Region) => ({ Region })) });
  const globalTable = (more: object): string => JSON.stringify({ Resources: { T: { Type: 'AWS::DynamoDB::GlobalTable', Properties: { TableName: 'users', BillingMode: 'PAY_PER_REQUEST', ...KEYS, StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' }, ...more } } } });

  test('in a region without a replica of it: its protection is not off', async () => {
    const { code, out, error } = await run({ 't.json': globalTable(replicas('eu-west-1', 'eu-west-2')) }, '--region', 'ap-south-1');
    expect([code, error]).toEqual([1, expect.stringContaining('users: cannot be determined: region of the table (Resources.T.Properties.Replicas): ap-south-1 has no replica of it: the template has eu-west-1, eu-west-2. Give --region')]);
    expect(out).toMatch(/pointInTimeRecoveryEnabled: true\n[^]*deletionProtectionEnabled: true\n/);
  });

  test.each([['the minimum of the scaling', 3, {}], ['with which the scaling began', 7, { SeedCapacity: 7 }]])('a capacity that is scaled: it says what is declared, %s', async (what, units, seed) => {
    const scaled = { WriteCapacityAutoScalingSettings: { MinCapacity: 3, MaxCapacity: 9, ...seed } };
    const { error } = await run({ 't.json': globalTable({ ...replicas('eu-west-1'), BillingMode: 'PROVISIONED', WriteProvisionedThroughputSettings: scaled }) });
    expect(error).toContain(`: ${units}, ${what}, is declared. AWS may have more now, and adoption lowers it.`);
  });

  test('a replica of a table in another account has the settings of that one', async () => {
    const { out, error } = await run({ 't.json': JSON.stringify({ Resources: { T: { Type: 'AWS::DynamoDB::GlobalTable', Properties: { TableName: 'users', GlobalTableSourceArn: 'arn:aws:dynamodb:us-east-1:1:table/users', ...replicas('eu-west-1') } } } }) });
    expect(error).toContain('It is that of the source table, of which this is a replica in another account. Import that table.');
    expect(error).not.toMatch(/Required|Throughput/);
    expect([...error.matchAll(/cannot be determined: (\w+) \([\w.]+\): It is that of the source table/g)].map(([, name]) => name).sort()).toEqual([
      'attributeDefinitions', 'billingMode', 'globalSecondaryIndexes', 'keySchema', 'localSecondaryIndexes', 'sseSpecification', 'streamSpecification', 'timeToLiveSpecification',
    ]);
    expect(out).toContain('billingMode: ""\n');
  });
});

describe('a type of encryption that DynamoDB does not take', () => {
  const of = (sse: object): Record<string, unknown> => ({ 't.json': template({ SSESpecification: { SSEEnabled: true, SSEType: 'AES256', ...sse } }), 's.json': stack() });

  test.each<[string, object, string]>([
    ['alone', {}, 'ARN-OF-THE-KEY'],
    ['with a key that cannot be resolved', { KMSMasterKeyId: UNKNOWN_VALUE }, 'ARN-OF-THE-KEY'],
    ['with a key', { KMSMasterKeyId: KEY_OF_OURS }, KEY_OF_OURS],
  ])('is a finding, and no key of DynamoDB: %s', async (_, more, key) => {
    const { code, out, error } = await run(of(more) as never);
    expect([code, out]).toEqual([1, expect.stringContaining(`kmsMasterKeyID: ${key}\n`)]);
    expect(error).toContain('users: cannot be determined: SSEType AES256 (Resources.Users.Properties.SSESpecification.SSEType): DynamoDB takes KMS only. Declare the key that AWS has.');
  });

  test('is none where it is off', async () => {
    expect(await run(of({ SSEEnabled: false }) as never)).toMatchObject({ code: 0, out: expect.stringContaining('sseEnabled: false\n') });
  });
});

test('a warning of a rule is no mistake, and is not told beside the note that says the same', async () => {
  const { error } = await run({ 's.json': terraform(terraformTable({ point_in_time_recovery: [{ enabled: true, recovery_period_in_days: 7 }] })) });
  expect(error).toMatch(/recovery period[^\n]*: recoveryPeriodInDays needs ACK/);
  expect(error).not.toMatch(/ControllerVersion|not valid/);
});

test('a mode of Contributor Insights that is empty, as Terraform writes it, is none', async () => {
  const table = terraformTable({});
  const { error } = await run({ 's.json': terraform(table, { address: 'aws_dynamodb_contributor_insights.c', mode: 'managed', type: 'aws_dynamodb_contributor_insights', name: 'c', values: { table_name: 'users', mode: '' } }) });
  expect(error).not.toContain('mode of');
});

test('what belongs to a table, alone, is named', async () => {
  const tag = { apiVersion: 'dynamodb.aws.upbound.io/v1beta1', kind: 'Tag', metadata: { name: 'test' }, spec: { forProvider: { key: 'a', value: 'b', resourceArn: 'arn:aws:dynamodb:us-east-1:1:table/users' } } };
  expect(await run({ 'tag.yaml': tag })).toMatchObject({ code: 2, error: 'tag.yaml: has no DynamoDB table. Tag test: Its table users is not in the input. Import it as kubectl get -o yaml prints it, together with its table.' });
});

describe('SAM: the key of a simple table', () => {
  const simple = (PrimaryKey: unknown): object => ({ Transform: 'AWS::Serverless-2016-10-31', Resources: { T: { Type: 'AWS::Serverless::SimpleTable', Properties: { TableName: 'users', PrimaryKey } } } });
  const deployed = { Stacks: [{ StackName: 'shop', StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/1', Tags: [] }] };

  test.each<[string, unknown, string]>([
    ['no type', { Name: 'uid' }, 'attributeType (Resources.T.Properties.PrimaryKey.Type): SAM needs it. Declare it.'],
    ['no name', { Type: 'Number' }, 'attributeName (Resources.T.Properties.PrimaryKey.Name): SAM needs it. Declare it.'],
    ['a type that nobody knows', { Name: 'uid', Type: { 'Fn::ImportValue': 'x' } }, 'Type (Resources.T.Properties.PrimaryKey.Type): Fn::ImportValue'],
  ])('with %s is not guessed', async (_, key, finding) => {
    const { code, out, error } = await run({ 't.json': simple(key), 's.json': deployed });
    expect([code, error]).toEqual([1, expect.stringContaining(`users: cannot be determined: ${finding}`)]);
    expect(error).not.toMatch(/attributeName is missing/);
    expect(out).not.toMatch(/attributeType: S|attributeName: id/);
  });

  test('that nobody knows is not the default', async () => {
    const { code, out } = await run({ 't.json': simple({ 'Fn::ImportValue': 'x' }), 's.json': deployed });
    expect([code, out]).toEqual([1, expect.not.stringMatching(/attributeName: id/)]);
  });

  test('is id of type S where it is not given', async () => {
    expect(await run({ 't.json': simple(undefined), 's.json': deployed })).toMatchObject({ code: 0, out: expect.stringMatching(/attributeName: id\n +attributeType: S/) });
  });
});

const REPLICA_STATE = {
  format_version: '1.0',
  values: {
    root_module: {
      resources: [
        { address: 'aws_dynamodb_table.users', type: 'aws_dynamodb_table', name: 'users', values: { name: 'users', arn: 'arn:aws:dynamodb:us-east-1:1:table/users', hash_key: 'id', attribute: [{ name: 'id', type: 'S' }] } },
        { address: 'aws_dynamodb_table_replica.r', type: 'aws_dynamodb_table_replica', name: 'r', values: { global_table_arn: 'arn:aws:dynamodb:us-east-1:1:table/users', arn: 'arn:aws:dynamodb:eu-west-1:1:table/users', tags: {}, tags_all: { def: '2' } } },
      ],
    },
  },
};

test.each([['Terraform', 'state.json', JSON.stringify(REPLICA_STATE)], ['Crossplane', 'x.json', JSON.stringify(list(xpTable('users', { status: FOR }), xp('TableReplica', { region: 'eu-west-1', globalTableArn: 'arn:aws:dynamodb:us-east-1:1:table/users', tagsAll: { def: '2' } })))]])('%s: tags that the provider gives to a replica stay', async (_, file, text) => {
  expect((await run({ [file]: text })).error).toMatch(/users: stays as it is in AWS: tags of replica eu-west-1 \(.*tags_?all\)/i);
});

test.each([['the table', {}, 'Contributor Insights (ContributorInsightsStatus)'], ['an index', { IndexName: 'by-x' }, 'Contributor Insights of an index, by-x (IndexName)']])('Contributor Insights of %s that AWS could not turn on are told', async (_, more, what) => {
  const { error } = await run({ 'users.json': { Table: described('users'), ...ANSWERS }, 'users.insights.json': { TableName: 'users', ContributorInsightsStatus: 'FAILED', ...more } });
  expect(error).toContain(`users: stays as it is in AWS: ${what}: `);
});
