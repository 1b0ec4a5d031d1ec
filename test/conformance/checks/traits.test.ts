/** Tables that are declared in parts: KubeVela puts the traits into the component, and the Table is the same as the flat one's. */
import { stringify } from 'yaml';
import { AttributeType, Billing, DynamoDbApplication, Encryption, Projection, RemovalPolicy, StreamViewType, TableProps, TableTrait } from '../../../src';
import { splitTable } from '../../../src/contract/trait-parts';
import { TRAITS } from '../../../src/contract/traits';
import { declareTable } from '../../../src/props/table-spec';
import { ask, callsTo } from '../harness/aws';
import { APPLICATION, DYNAMODB_TABLE, TABLE } from '../harness/cluster';
import { sleep } from '../harness/eventually';
import { cluster, example, kubectl, leavesNothingIn, synthesize, vela, withAck } from '../harness/suite';

const NAMESPACE = 'traits';
const KEY = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const string = (name: string) => ({ name, type: AttributeType.STRING });
const BASE = { region: 'us-east-1', partitionKey: string('userId'), sortKey: string('sessionId') };
const units = (readCapacityUnits: number) => ({ readCapacityUnits, writeCapacityUnits: 1 });

/** Tables which together have every trait. */
const TABLES: TableProps[] = [
  {
    ...BASE,
    tableName: 'production',
    stream: StreamViewType.NEW_AND_OLD_IMAGES,
    pointInTimeRecovery: true,
    encryption: Encryption.customerManagedKey(KEY),
    timeToLiveAttribute: 'expiresAt',
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
    tags: { environment: 'production', team: 'identity' },
  },
  {
    ...BASE,
    tableName: 'provisioned',
    billing: Billing.provisioned(units(10)),
    globalSecondaryIndexes: [
      { indexName: 'by-device', partitionKey: string('deviceId'), projection: Projection.include('total'), provisionedThroughput: units(4) },
      { indexName: 'by-session', partitionKey: string('sessionId'), sortKey: string('started'), provisionedThroughput: units(3) },
    ],
    localSecondaryIndexes: [{ indexName: 'by-start', sortKey: string('started') }],
    deletionProtection: false,
  },
  { ...BASE, tableName: 'plain', encryption: Encryption.dynamoOwnedKey(), billing: Billing.onDemand({ maxReadRequestUnits: 5 }) },
];

const application = (id: string, tables: TableProps[], traits: TableTrait[]): any =>
  synthesize(NAMESPACE, (chart) => new DynamoDbApplication(chart, id, { tables: tables.map((table) => ({ ...table, name: `${id}-${table.tableName}` })), traits }))[0];
const flat = application('flat', TABLES, []);
const all = application('all', TABLES, Object.values(TableTrait));

/** The spec of a Table; the order of its attributes means nothing, to ACK neither. */
function specOf({ spec }: any): any {
  const byName = [...spec.attributeDefinitions].sort((a, b) => (a.attributeName < b.attributeName ? -1 : 1));
  return { ...spec, attributeDefinitions: byName };
}

const GOOD = {
  tableName: 'orders',
  region: 'us-east-1',
  attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
  keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
};
const index = (indexName: string, attributeName: string) => ({ indexName, keySchema: [{ attributeName, keyType: 'HASH' }], projection: { projectionType: 'ALL' } });
const definition = (attributeName: string, attributeType = 'S') => ({ attributeName, attributeType });
const trait = (name: string, properties?: object) => ({ type: `aws-dynamodb-kro-${name}`, properties });
const handWritten = (name: string, properties: object, traits: object[]) => ({
  apiVersion: 'core.oam.dev/v1beta1',
  kind: 'Application',
  metadata: { name, namespace: NAMESPACE },
  spec: { components: [{ name, type: 'aws-dynamodb-kro', properties, traits }] },
});

async function apply(...applications: object[]): Promise<void> {
  expect(await kubectl(['apply', '-f', '-'], { input: applications.map((each) => stringify(each)).join('---\n') })).toMatchObject({ code: 0 });
}

leavesNothingIn(NAMESPACE);

beforeAll(async () => {
  await cluster.namespace(NAMESPACE);
  await apply(flat, all);
});

test('the tables have every trait', () => {
  const typesOf = ({ spec }: any) => new Set(spec.components.flatMap(({ traits = [] }: any) => traits.map(({ type }: any) => type)));
  expect(typesOf(all)).toEqual(new Set(TRAITS.map(({ name }) => trait(name).type)));
  expect(typesOf(flat)).toEqual(new Set());
});

test.each(TABLES)('declared in parts, the table $tableName gives the same Table as the flat one', async ({ tableName }) => {
  const [whole, joined] = await Promise.all(['flat', 'all'].map((id) => cluster.until(TABLE, NAMESPACE, `${id}-${tableName}`, () => undefined)));
  expect(specOf(joined)).toEqual(specOf(whole));
});

test.each(Object.values(TableTrait))('the trait %s alone gives the same Table, too', async (kind) => {
  const tables = TABLES.filter((table) => splitTable(declareTable(table).spec, [kind]).traits.length > 0);
  expect(tables).not.toEqual([]);
  // With the capacity of a table goes that of its global indexes.
  await apply(application(kind, tables, kind === TableTrait.PROVISIONED_CAPACITY ? [kind, TableTrait.GLOBAL_INDEX] : [kind]));
  for (const { tableName } of tables) {
    const [whole, joined] = await Promise.all(['flat', kind].map((id) => cluster.until(TABLE, NAMESPACE, `${id}-${tableName}`, () => undefined)));
    expect(specOf(joined)).toEqual(specOf(whole));
  }
});

test('the example as traits becomes what its flat form would, in vela dry-run', async () => {
  const { stdout } = await vela('dry-run', '-f', 'examples/traits.yaml');
  expect(stdout).toContain('ttlAttributeName: expiresAt');
  expect(stdout).toContain('indexName: by-device');
  expect(example('traits')[0].spec.components[0].properties).not.toHaveProperty('ttlAttributeName');
});

test('indexes of the component and of several traits come together, with their attributes', async () => {
  const own = { ...GOOD, attributeDefinitions: [...GOOD.attributeDefinitions, definition('own')], globalSecondaryIndexes: [index('by-own', 'own')] };
  await apply(handWritten('merged', own, [
    trait('global-index', { globalSecondaryIndexes: [index('by-a', 'a')], attributeDefinitions: [definition('a')] }),
    trait('global-index', { globalSecondaryIndexes: [index('by-b', 'b'), index('by-a-too', 'a')], attributeDefinitions: [definition('b'), definition('a')] }),
  ]));
  const { spec } = await cluster.until(DYNAMODB_TABLE, NAMESPACE, 'merged', () => undefined);
  expect(spec.globalSecondaryIndexes).toEqual([index('by-own', 'own'), index('by-a', 'a'), index('by-b', 'b'), index('by-a-too', 'a')]);
  expect(spec.attributeDefinitions).toEqual(['id', 'own', 'a', 'b'].map((name) => definition(name)));
});

test('a trait that goes turns off what it turned on', async () => {
  await apply(handWritten('turned-off', GOOD, [trait('ttl', { ttlAttributeName: 'expiresAt' }), trait('stream')]));
  const on = { ttlEnabled: true, ttlAttributeName: 'expiresAt', streamEnabled: true };
  await cluster.until(DYNAMODB_TABLE, NAMESPACE, 'turned-off', ({ spec }) => expect(spec).toMatchObject(on));
  await apply(handWritten('turned-off', GOOD, [trait('stream')]));
  await cluster.until(DYNAMODB_TABLE, NAMESPACE, 'turned-off', ({ spec }) => {
    expect(spec).toMatchObject({ ttlEnabled: false, streamEnabled: true });
    expect(spec).not.toHaveProperty('ttlAttributeName');
  });
});

test.each([
  ['a parameter that is missing', GOOD, [trait('ttl', {})], ['ttlAttributeName']],
  ['a parameter that it does not have', GOOD, [trait('ttl', { ttlAttributeName: 'a', enabled: true })], ['aws-dynamodb-kro-ttl', 'enabled']],
  ['a value out of bounds', GOOD, [trait('provisioned-capacity', { provisionedThroughput: { readCapacityUnits: 0, writeCapacityUnits: 1 } })], ['aws-dynamodb-kro-provisioned-capacity', 'readCapacityUnits']],
  ['nothing in it', GOOD, [trait('protection')], [`give one of ${TRAITS.find(({ name }) => name === 'protection')!.optional.join(', ')}`]],
  ['what contradicts the component', { ...GOOD, billingMode: 'PAY_PER_REQUEST' }, [trait('provisioned-capacity', { provisionedThroughput: units(1) })], ['aws-dynamodb-kro-provisioned-capacity', 'billingMode', 'conflicting values']],
  ['what contradicts another trait', GOOD, ['a', 'b'].map((name) => trait('ttl', { ttlAttributeName: name })), ['aws-dynamodb-kro-ttl', 'ttlAttributeName', 'conflicting values']],
  ['an attribute type that YAML read as false', GOOD, [trait('global-index', { globalSecondaryIndexes: [index('by-a', 'a')], attributeDefinitions: [{ attributeName: 'a', attributeType: false }] })], ['attributeType']],
  ['an index without its attribute', GOOD, [trait('global-index', { globalSecondaryIndexes: [index('by-a', 'a')] })], ['a is not in attributeDefinitions', '[UndefinedAttribute]']],
  ['a key without KMS', GOOD, [trait('encryption', { sseEnabled: false, kmsMasterKeyID: KEY })], ['[Encryption]']],
].map(([what, properties, traits, words], i) => ({ what, properties, traits, words, name: `bad-${i}` })))('a trait with $what is refused, and the message says so', async ({ name, properties, traits, words }) => {
  await apply(handWritten(name, properties as object, traits as object[]));
  await cluster.until(APPLICATION, NAMESPACE, name, ({ status = {} }) => (words as string[]).forEach((word) => {
    expect(JSON.stringify(status)).toContain(word);
  }));
  expect(await cluster.find(DYNAMODB_TABLE, NAMESPACE, name)).toBeUndefined();
});

withAck('a table goes from one form to the other without a call that changes it', async () => {
  const name = 'moves-to-traits';
  const build = (traits: TableTrait[]) => synthesize('aws', (chart) => new DynamoDbApplication(chart, name, {
    tables: [{ ...TABLES[1], tableName: name, stream: StreamViewType.KEYS_ONLY, timeToLiveAttribute: 'expiresAt' }], traits,
  }))[0];
  const settled = () => cluster.until(TABLE, 'aws', name, ({ metadata, spec, status }) => {
    expect(status.conditions).toContainEqual(expect.objectContaining({ type: 'ACK.ResourceSynced', status: 'True' }));
    expect(metadata.annotations).not.toHaveProperty('dynamodb-kro/pending');
    expect(spec.timeToLive).toEqual({ enabled: true, attributeName: 'expiresAt' });
  }, 150_000);
  await apply(build([]));
  await settled();
  const before = (await ask('DescribeTable', { TableName: name })).Table;
  const { length } = callsTo(name);
  await apply(build(Object.values(TableTrait)));
  await cluster.until(APPLICATION, 'aws', name, ({ metadata, status }) => expect(status).toMatchObject({ status: 'running', observedGeneration: metadata.generation }), 60_000);
  // ACK looks at a Table that changed within ten seconds.
  await sleep(15_000);
  await settled();
  expect(callsTo(name).slice(length).filter(({ reads }) => !reads)).toEqual([]);
  expect((await ask('DescribeTable', { TableName: name })).Table).toEqual(before);
}, 240_000);
