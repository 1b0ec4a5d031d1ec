/** A table of this library that leaves recovery, protection or encryption out has what the platform gives it: import does not turn that off. */
import { run as runCommand } from '../cli/run';

const FIELDS = { pointInTimeRecoveryEnabled: false, sseEnabled: false, deletionProtectionEnabled: false };
const spec = (more: object = {}): object => ({ tableName: 'orders', region: 'us-east-1', attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }], ...more });
const table = (more: object): object => ({ apiVersion: 'kro.run/v1alpha1', kind: 'DynamoDBTable', metadata: { name: 'orders' }, spec: spec(more) });
const application = (more: object, traits: object[] = []): object =>
  ({ apiVersion: 'core.oam.dev/v1beta1', kind: 'Application', metadata: { name: 'shop' }, spec: { components: [{ name: 'orders', type: 'aws-dynamodb-kro', properties: spec(more), traits }] } });
const run = (object: object, output: string) => runCommand({ 'a.json': JSON.stringify(object) }, 'import', '-o', output, 'a.json');

const SOURCES: ReadonlyArray<readonly [string, (more: object) => object]> = [['a DynamoDBTable', table], ['an Application', application]];
const NOTE = (...names: readonly string[]): string =>
  `orders: note: defaults of the platform: The source leaves out ${names.join(', ')}, and so does the output: the platform decides, as before. If the original component made the table, declare what AWS has.`;

describe.each(SOURCES)('%s', (_, source) => {
  test.each(['yaml', 'application', 'typescript', 'python'])('what it leaves out is left out of %s, and told', async (output) => {
    const { code, out, error } = await run(source({}), output);
    expect([code, error.split('\n')[0]]).toEqual([0, expect.stringContaining(NOTE('pointInTimeRecoveryEnabled', 'deletionProtectionEnabled', 'sseEnabled'))]);
    expect(out.replace(/^ *(#|\/\/).*$/gm, '')).not.toMatch(/point_?in_?time_?recovery|deletion_?protection|sse|encryption/i);
  });

  test.each(Object.keys(FIELDS))('what it says stays: %s', async (name) => {
    const { code, out, error } = await run(source({ [name]: false }), 'yaml');
    const others = Object.keys(FIELDS).filter((each) => each !== name);
    expect([code, out]).toEqual([0, expect.stringContaining(`  ${name}: false\n`)]);
    expect(others.filter((each) => out.includes(`${each}:`))).toEqual([]);
    others.forEach((each) => expect(error).toContain(each));
    expect(error).not.toContain(name);
  });

  test('nothing is told of one that says all', async () => {
    expect((await run(source({ ...FIELDS, deletionPolicy: 'retain' }), 'yaml')).error).toBe('1 table, 0 findings, 0 that adoption may change in AWS');
    expect((await run(source({ pointInTimeRecoveryEnabled: null }), 'yaml')).out).not.toContain('pointInTimeRecoveryEnabled:');
    expect((await run(source({ ...FIELDS, sseEnabled: undefined, sseType: 'AES256' }), 'yaml')).out).toContain('  sseEnabled: false\n');
  });
});

test('an Application with a trait of the original is of that, which has no defaults, and may have named its table otherwise', async () => {
  const { code, out, error } = await run(application({}, [{ type: 'dynamodb-streams-kro', properties: { viewType: 'KEYS_ONLY' } }]), 'yaml');
  expect([code, error.includes('defaults of the platform')]).toEqual([1, false]);
  Object.keys(FIELDS).forEach((name) => expect(out).toContain(`  ${name}: false\n`));
  expect(error).toContain('orders: cannot be determined: original component: A published version puts tenant-atlantis- before tableName, and does not pass on to ACK streamEnabled, streamViewType. Declare what AWS has. The DynamoDBTable in the cluster has the name.');
});

describe('an Application without traits, which the original component may have made', () => {
  const NAME = 'orders: note: original component: It may have made the table. A published version puts tenant-atlantis- before tableName';
  const END = '. Declare what AWS has. The DynamoDBTable in the cluster has the name.';

  test.each<[string, object, string]>([
    ['its name', FIELDS, NAME + END],
    ['what never came to ACK', { ...FIELDS, streamEnabled: true, streamViewType: 'KEYS_ONLY', deletionProtectionEnabled: true }, `${NAME}, and does not pass on to ACK deletionProtectionEnabled, streamEnabled, streamViewType${END}`],
  ])('is told %s', async (_, more, note) => {
    expect(await run(application(more), 'yaml')).toMatchObject({ code: 0, error: expect.stringContaining(note) });
  });

  test.each<[string, object, object[]]>([
    ['a property', { ...FIELDS, replicas: [] }, []],
    ['a trait', FIELDS, [{ type: 'aws-dynamodb-kro-ttl', properties: { ttlEnabled: true, ttlAttributeName: 'exp' } }]],
  ])('is told nothing where %s is of this library', async (_, more, traits) => {
    expect((await run(application(more, traits), 'yaml')).error).not.toContain('original component');
  });

  test('is told nothing of what import has made', async () => {
    const { out } = await run(application(FIELDS), 'application');
    expect((await runCommand({ 'a.yaml': out }, 'import', 'a.yaml')).error).toBe('1 table, 0 findings, 0 that adoption may change in AWS');
  });
});

test.each(['streamEnabled', 'ttlEnabled', 'sseEnabled', 'pointInTimeRecoveryEnabled', 'deletionProtectionEnabled'])('of the original, %s without its trait may be on or not', async (name) => {
  const { code, error } = await run(application({ [name]: true, ttlAttributeName: 'exp' }, [{ type: 'dynamodb-provisioned-capacity-kro', properties: {} }]), 'yaml');
  expect([code, error]).toEqual([1, expect.stringContaining(`orders: cannot be determined: ${name} (properties.${name}): The component turns it on, or leaves it to a trait`)]);
});

test('what a trait of the original does not say is its default, or nobody knows it', async () => {
  const { code, out, error } = await run(application({}, ['provisioned-capacity', 'encryption', 'streams'].map((name) => ({ type: `dynamodb-${name}-kro`, properties: {} }))), 'yaml');
  expect(code).toBe(1);
  expect(out).toContain('provisionedThroughput:\n    readCapacityUnits: 5\n    writeCapacityUnits: 5\n');
  ['sseType', 'viewType'].forEach((name) => expect(error).toMatch(new RegExp(`cannot be determined: ${name} \\(.*\\): The trait does not say it`)));
});

test('a configuration of the Serverless Framework without a region has that of the framework', async () => {
  const text = 'service: shop\nprovider: {name: aws, stage: prod}\nresources: {Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders, KeySchema: [{AttributeName: id, KeyType: HASH}], AttributeDefinitions: [{AttributeName: id, AttributeType: S}], BillingMode: PAY_PER_REQUEST}}}}\n';
  const { code, out, error } = await runCommand({ 'serverless.yml': text }, 'import', '-o', 'yaml', 'serverless.yml');
  expect([code, out, error]).toEqual([0, expect.stringContaining('  region: us-east-1\n'), expect.stringContaining('note: region us-east-1 (provider.region): ')]);
  expect((await runCommand({ 'serverless.yml': text }, 'import', '-o', 'yaml', '--region', 'eu-west-1', 'serverless.yml')).error).not.toContain('note: region');
});
