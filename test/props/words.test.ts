import { Chart, Lazy, Testing } from 'cdk8s';
import { AttributeType, Billing, DynamoDbApplication, DynamoDbKroComponent, DynamoDbKroComponentProps, DynamoDbTable, Encryption, PolicyDocument, Presets, Projection, TableDefaults, TableProps, TableTrait } from '../../src';
import { FIELDS } from '../../src/contract/fields';
import { typescriptNames } from '../../src/contract/foreign-names';
import { objectTypes } from '../../src/contract/shape';
import { MINIMAL, refusal, specOf, synth, tableRefusal } from '../synth';

const string = (name: string) => ({ name, type: AttributeType.STRING });
const units = { readCapacityUnits: 1, writeCapacityUnits: 1 };
const keyArn = (region: string) => `arn:aws:kms:${region}:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const keys = (count: number) => Array.from({ length: count }, (_, i) => string(`k${i}`));
const NEED_KEY = 'Give an object with name and type';

/** Wrong properties, each with all that is said of them. */
const WRONG: Array<[what: string, props: object, said: string[]]> = [
  ['no partition key', { partitionKey: undefined }, [`partitionKey is missing. ${NEED_KEY}. [Required]`]],
  ['the names of YAML in a key', { partitionKey: { attributeName: 'id', attributeType: 'S' } }, ['partitionKey.attributeName is the YAML name. Use name. [UnknownProperty]', 'partitionKey.attributeType is the YAML name. Use type. [UnknownProperty]']],
  ['Terraform\'s name for the key', { partitionKey: undefined, hashKey: 'id' }, ['hashKey is Terraform\'s name. Use partitionKey and sortKey. [UnknownProperty]']],
  ['the names of YAML in a replica', { stream: 'NEW_AND_OLD_IMAGES', replicas: [{ regionName: 'eu-west-1' }] }, ['replicas[0].regionName is the YAML name. Use region. [UnknownProperty]']],
  ['texts where objects are wanted', { replicas: ['eu-west-1'], backups: ['daily'], connectionSecret: 'db' }, [
    'backups[0] "daily" is not an object. Give an object with name. [InvalidType]', 'replicas[0] "eu-west-1" is not an object. Give an object with region. [InvalidType]',
    'connectionSecret "db" is not an object. Give an object with name. [InvalidType]',
    'replicas need a stream with NEW_AND_OLD_IMAGES. Set stream to StreamViewType.NEW_AND_OLD_IMAGES. [Replicas]',
  ]],
  ['keys and indexes that are texts', { partitionKey: 'id', billing: Billing.provisioned({ readCapacityUnits: 1, writeCapacityUnits: 1 }), globalSecondaryIndexes: ['by-mail', { indexName: 'by-x', partitionKeys: ['x'] }], localSecondaryIndexes: ['by-at'] }, [
    `partitionKey "id" is not an object. ${NEED_KEY}. [InvalidType]`,
    'globalSecondaryIndexes[0] "by-mail" is not an object. Give an object with indexName and partitionKey. [InvalidType]',
    `globalSecondaryIndexes[1].partitionKeys[0] "x" is not an object. ${NEED_KEY}. [InvalidType]`,
    'localSecondaryIndexes[0] "by-at" is not an object. Give an object with indexName and sortKey. [InvalidType]',
    'globalSecondaryIndexes[1].provisionedThroughput is missing with Billing.provisioned(). Give readCapacityUnits and writeCapacityUnits. [ThroughputRequired]',
  ]],
  ['empty texts', { providerConfig: '', connectionSecret: { name: '' } }, [
    'providerConfig "" is empty. Give a value, or remove providerConfig: without it, there is none. [InvalidValue]',
    'connectionSecret.name "" is empty. Give a value, or remove connectionSecret: without it, there is none. [InvalidValue]',
  ]],
  ['a cap of 0, as others mean none', { billing: Billing.onDemand({ maxReadRequestUnits: 0 }) }, ['billing.maxReadRequestUnits 0 is out of range. Give at least 1, or -1 for no cap. [OnDemandThroughput]']],
  ['a name that is too short', { tableName: 'o1', name: 'orders' }, ['tableName "o1" is not valid. Use 3 to 255 of a-z A-Z 0-9 _ . -. [InvalidValue]']],
  ['no attribute for the time to live', { timeToLiveAttribute: '' }, ['timeToLiveAttribute is empty. Name the attribute that holds the expiry time, or leave it out. [TimeToLive]']],
  ['a key that is not there', { encryption: Encryption.customerManagedKey(undefined as never) }, ['encryption "undefined" is not valid. Use the ARN of a KMS key (arn:aws:kms:REGION:ACCOUNT:key/ID), not its id or an alias. [InvalidValue]']],
  ['null for a partition key', { partitionKey: null }, [`partitionKey null is not an object. ${NEED_KEY}. [InvalidType]`]],
  ['a key of nothing', { partitionKey: {} }, ['partitionKey.type is missing. Use AttributeType.STRING, AttributeType.NUMBER or AttributeType.BINARY. [Required]', 'partitionKey.name is missing. Give it. [Required]']],
  ['an index without a key', { globalSecondaryIndexes: [{ indexName: 'one' }] }, [`globalSecondaryIndexes[0].partitionKey is missing. ${NEED_KEY}, or several as partitionKeys. [Required]`]],
  ['an index with a sort key only', { globalSecondaryIndexes: [{ indexName: 'one', sortKey: string('a') }] }, [`globalSecondaryIndexes[0].partitionKey is missing. ${NEED_KEY}, or several as partitionKeys. [Required]`]],
  ['an index with no keys of several', { globalSecondaryIndexes: [{ indexName: 'one', partitionKeys: [] }] }, ['globalSecondaryIndexes[0].partitionKeys is empty. Give 1 to 4. [InvalidCount]']],
  ['an index with five keys', { globalSecondaryIndexes: [{ indexName: 'one', partitionKeys: keys(5) }] }, ['globalSecondaryIndexes[0].partitionKeys has 5. Give at most 4. [InvalidCount]']],
  ['an index with five sort keys', { globalSecondaryIndexes: [{ indexName: 'one', partitionKey: string('pk'), sortKeys: keys(5) }] }, ['globalSecondaryIndexes[0].sortKeys has 5. Give at most 4. [InvalidCount]']],
  ['keys of both forms', { globalSecondaryIndexes: [{ indexName: 'one', partitionKey: string('a'), partitionKeys: [string('b'), { name: 'a', type: AttributeType.NUMBER }], sortKey: string('s'), sortKeys: [string('t'), string('s')] }] }, [
    'globalSecondaryIndexes[0].partitionKeys[1].type AttributeType.NUMBER is not the type of "a" in globalSecondaryIndexes[0].partitionKey, which is AttributeType.STRING. Give an attribute one type. [DuplicateAttribute]',
    'globalSecondaryIndexes[0].partitionKeys is given together with partitionKey. Give one of the two. [InvalidKeySchema]',
    'globalSecondaryIndexes[0].sortKeys is given together with sortKey. Give one of the two. [InvalidKeySchema]',
    'globalSecondaryIndexes[0].partitionKeys[1].name "a" is a key twice. Use another attribute, or leave it out. [InvalidKeySchema]',
    'globalSecondaryIndexes[0].sortKeys[1].name "s" is a key twice. Use another attribute, or leave it out. [InvalidKeySchema]',
  ]],
  ['lists of one key without a type', { globalSecondaryIndexes: [{ indexName: 'one', partitionKeys: [{ name: 'a' }], sortKeys: [{ name: 'b' }] }] }, ['partitionKeys', 'sortKeys'].map((list) =>
    `globalSecondaryIndexes[0].${list}[0].type is missing. Use AttributeType.STRING, AttributeType.NUMBER or AttributeType.BINARY. [Required]`)],
  ['several keys of nothing', { sortKey: {}, globalSecondaryIndexes: [{ indexName: 'one', partitionKeys: [{}] }] }, [
    ...['sortKey', 'globalSecondaryIndexes[0].partitionKeys[0]'].map((path) => `${path}.type is missing. Use AttributeType.STRING, AttributeType.NUMBER or AttributeType.BINARY. [Required]`),
    ...['sortKey', 'globalSecondaryIndexes[0].partitionKeys[0]'].map((path) => `${path}.name is missing. Give it. [Required]`),
  ]],
  ['a local index with a partition key', { sortKey: string('sk'), localSecondaryIndexes: [{ indexName: 'one', partitionKey: string('pk') }] }, [
    `localSecondaryIndexes[0].sortKey is missing. ${NEED_KEY}. [Required]`, 'localSecondaryIndexes[0].partitionKey is not possible here: a local index has the partition key of the table. Remove it. [UnknownProperty]',
  ]],
  ['tags with a character that AWS does not take', { tags: { 'zebra': 'x', 'a#b': 'y' } }, ['tags["a#b"] has a character that a tag cannot have. Use letters, digits, space and + - = . _ : / @. [Tags]']],
  ['null for tags', { tags: null }, ['tags null is not an object. Leave it out, or give an object with a property for each tag, such as { team: \'shop\' }. [InvalidType]']],
  ['a table name that makes no name', { tableName: '___' }, ['name is missing: the table name has no letter or digit to make one from. Give a Kubernetes name: 1 to 63 of a-z 0-9 -, beginning and ending with a letter or digit. [Required]']],
  ['capacity of an index on demand', { globalSecondaryIndexes: [{ indexName: 'one', partitionKey: string('a'), provisionedThroughput: { readCapacityUnits: 0, writeCapacityUnits: 0 } }] }, [
    'globalSecondaryIndexes[0].provisionedThroughput cannot be given with Billing.onDemand(), the default. Remove it, or use Billing.provisioned(). [ThroughputForbidden]',
  ]],
  ['no capacity of an index', { billing: Billing.provisioned(units), globalSecondaryIndexes: [{ indexName: 'one', partitionKey: string('a') }] }, [
    'globalSecondaryIndexes[0].provisionedThroughput is missing with Billing.provisioned(). Give readCapacityUnits and writeCapacityUnits. [ThroughputRequired]',
  ]],
  ['caps of an index with provisioned billing', { billing: Billing.provisioned(units), globalSecondaryIndexes: [{ indexName: 'one', partitionKey: string('a'), provisionedThroughput: units, onDemandThroughput: { maxReadRequestUnits: 1 } }] }, [
    'globalSecondaryIndexes[0].onDemandThroughput cannot be given with Billing.provisioned(). Remove it, or use Billing.onDemand(), without provisionedThroughput. [OnDemandThroughput]',
  ]],
  ['a projection of nothing', { globalSecondaryIndexes: [{ indexName: 'one', partitionKey: string('a'), projection: Projection.include() }] }, [
    'globalSecondaryIndexes[0].projection includes nothing. Name attributes in Projection.include(), or use keysOnly(). [NonKeyAttributes]',
  ]],
  ['a list of no attributes', { globalSecondaryIndexes: [{ indexName: 'one', partitionKey: string('a'), projection: Projection.include([] as any) }] }, [
    'globalSecondaryIndexes[0].projection includes nothing. Name attributes in Projection.include(), or use keysOnly(). [NonKeyAttributes]',
  ]],
  ['an attribute included twice', { globalSecondaryIndexes: [{ indexName: 'one', partitionKey: string('a'), projection: Projection.include('x', 'x') }] }, [
    'globalSecondaryIndexes[0].projection[1] "x" is named twice. Name it once. [NonKeyAttributes]',
  ]],
  ['a replica without a stream', { replicas: [{ region: 'eu-west-1' }] }, ['replicas need a stream with NEW_AND_OLD_IMAGES. Set stream to StreamViewType.NEW_AND_OLD_IMAGES. [Replicas]']],
  ['a recovery period without recovery', { pointInTimeRecovery: false, recoveryPeriodInDays: 7 }, ['recoveryPeriodInDays 7 is given, and pointInTimeRecovery is false. Remove recoveryPeriodInDays. [RecoveryPeriod]']],
  ['a key of another region', { encryption: Encryption.customerManagedKey(keyArn('us-west-2')) }, [
    `encryption "${keyArn('us-west-2')}" is not a key of us-east-1. Use a key of this region: its ARN begins with arn:aws:kms:us-east-1: [KeyRegion]`,
  ]],
  ['the names of YAML', { ttlAttributeName: 'at', deletionPolicy: 'retain', keySchema: [], globalSecondaryIndexes: [{ indexName: 'one', partitionKey: string('a'), keySchema: [] }] }, [
    'globalSecondaryIndexes[0].keySchema is the YAML name. Use partitionKey and sortKey. [UnknownProperty]',
    'ttlAttributeName is the YAML name. Use timeToLiveAttribute. [UnknownProperty]',
    'deletionPolicy is the YAML name. Use removalPolicy. [UnknownProperty]',
    'keySchema is the YAML name. Use partitionKey and sortKey. [UnknownProperty]',
  ]],
  ['the names of AWS CDK', { dynamoStream: 'X', pointInTimeRecoverySpecification: {}, replicationRegions: [], readCapacity: 5, kinesisStream: {} }, [
    'dynamoStream is AWS CDK\'s name. Use stream. [UnknownProperty]',
    'pointInTimeRecoverySpecification is AWS CDK\'s name. Use pointInTimeRecovery and recoveryPeriodInDays. [UnknownProperty]',
    'replicationRegions is AWS CDK\'s name. Use replicas. [UnknownProperty]',
    'readCapacity is AWS CDK\'s name. Use billing. [UnknownProperty]',
    'kinesisStream is not possible: ACK has no Kinesis destinations. Remove it. See https://github.com/cdk8s-dynamodb-kro/cdk8s-dynamodb-kro/blob/main/docs/limits.md [UnknownProperty]',
  ]],
];

test.each(WRONG)('%s is reported once, by the names of TableProps', (_, props, said) => {
  expect(tableRefusal(props)).toEqual(said.map((line) => `[chart/table] ${line}`));
});

test('no message has a name that only YAML has, nor advice about YAML', () => {
  const types = [['Table', FIELDS] as const, ...objectTypes(FIELDS).map(({ name, fields }) => [name, fields] as const)];
  const names = (typescript: boolean) => types.flatMap(([type, fields]) =>
    fields.flatMap((field) => typescript ? typescriptNames(type, field, field.name) : [field.name]));
  const both = new Set(names(true));
  const onlyYaml = new RegExp(`\\b(${[...new Set(names(false))].filter((name) => !both.has(name)).join('|')}|In YAML)\\b`);
  expect(onlyYaml.test('keySchema') && onlyYaml.test('ttlEnabled') && onlyYaml.test('billingMode')).toBe(true);
  const wrong = WRONG.filter(([what]) => !what.startsWith('the names of YAML')).flatMap(([, props]) => tableRefusal(props));
  expect(wrong.length).toBeGreaterThan(20);
  expect(wrong.filter((line) => onlyYaml.test(line))).toEqual([]);
});

describe('of an Application', () => {
  test('without a table', () => {
    expect(refusal((chart) => new DynamoDbApplication(chart, 'shop'))).toEqual(['[chart/shop] tables are none, and an Application needs a component. Give a table, or add one with addTable(). [Required]']);
    expect(synth((chart) => new DynamoDbApplication(chart, 'shop').addTable(MINIMAL))).toHaveLength(1);
  });

  test('what is no table is reported once', () => {
    expect(refusal((chart) => new DynamoDbApplication(chart, 'shop', { tables: [null, 'orders'] as any }))).toEqual([
      '[chart/shop] tables[0]: props null is not an object. Give an object. [InvalidType]', '[chart/shop] tables[1]: props "orders" is not an object. Give an object. [InvalidType]',
    ]);
  });

  test('a table without a name is named by its place', () => {
    expect(refusal((chart) => new DynamoDbApplication(chart, 'shop', { tables: [{ ...MINIMAL, tableName: undefined } as any] }))).toEqual([
      '[chart/shop] tables[0]: tableName is missing. Give 3 to 255 of a-z A-Z 0-9 _ . -. [Required]',
    ]);
  });
});

describe('names that meet in a chart', () => {
  const table = (chart: Chart, tableName: string, more: Partial<TableProps> = {}) =>
    new DynamoDbTable(chart, tableName, { ...MINIMAL, tableName, ...more });
  const replicated = { stream: 'NEW_AND_OLD_IMAGES' as any, replicas: [{ region: 'eu-west-1' }] };

  test.each<[string, (chart: Chart) => void, string]>([
    ['components of two Applications', (chart) => ['one', 'two'].forEach((id, i) => new DynamoDbApplication(chart, id, { tables: [{ ...MINIMAL, tableName: `t-${i}`, name: 'orders' }] })),
      '[chart/two] orders: name "orders" is the name of the DynamoDBTable chart/one too.'],
    ['a component and a table', (chart) => { table(chart, 'orders'); new DynamoDbApplication(chart, 'shop', { tables: [{ ...MINIMAL, tableName: 'other', name: 'orders' }] }); },
      '[chart/shop] orders: name "orders" is the name of the DynamoDBTable chart/orders too.'],
    ['backups', (chart) => { table(chart, 'orders', { backups: [{ name: 'eu-daily' }] }); table(chart, 'orders-eu', { backups: [{ name: 'daily' }] }); },
      '[chart/orders-eu] backups[0].name "daily" makes the object "orders-eu-daily", as a backup of chart/orders does.'],
    ['connection Secrets', (chart) => { table(chart, 'orders', { connectionSecret: { name: 'same' } }); table(chart, 'carts', { connectionSecret: { name: 'same' } }); },
      '[chart/carts] connectionSecret.name "same" is the name of the connection Secret of chart/orders too.'],
    ['connection Secrets of one Application', (chart) => new DynamoDbApplication(chart, 'shop', { tables: ['orders', 'carts'].map((tableName) => ({ ...MINIMAL, tableName, connectionSecret: { name: 'same' } })) }),
      '[chart/shop] carts: connectionSecret.name "same" is the name of the connection Secret of tables[0] too.'],
    ['a replica and a table', (chart) => { table(chart, 'orders', replicated); new DynamoDbTable(chart, 'eu', { ...MINIMAL, name: 'eu', region: 'eu-west-1' }); },
      '[chart/eu] tableName "orders" is declared in this region by chart/orders too, as a replica. Leave out this table, or the replica.'],
    ['a table and a replica', (chart) => { new DynamoDbTable(chart, 'eu', { ...MINIMAL, name: 'eu', region: 'eu-west-1' }); table(chart, 'orders', replicated); },
      '[chart/orders] replicas[0].region "eu-west-1" has a table orders already, which chart/eu declares. '],
    ['two replicas', (chart) => { table(chart, 'orders', replicated); new DynamoDbTable(chart, 'us', { ...MINIMAL, ...replicated, name: 'us', region: 'us-west-2' }); },
      '[chart/us] replicas[0].region "eu-west-1" has a table orders already, which chart/orders declares as a replica.'],
  ])('%s are refused', (_, build, message) => {
    expect(refusal(build)).toEqual([expect.stringContaining(message)]);
  });

  test('Secrets of one name in two namespaces are two', () => {
    expect(synth((chart) => {
      table(chart, 'orders', { connectionSecret: { name: 'same', namespace: 'a' } });
      table(chart, 'carts', { connectionSecret: { name: 'same', namespace: 'b' } });
    })).toHaveLength(2);
  });
});

describe('a key of a replica, where the table has no customer managed key', () => {
  const replicas = { stream: 'NEW_AND_OLD_IMAGES' as any, replicas: [{ region: 'us-west-2', kmsKeyArn: keyArn('us-west-2') }] };
  const GIVE = 'Give the table Encryption.customerManagedKey() with a key of us-east-1 too';
  const because = (fix: string, place: string) => `replicas[0].kmsKeyArn "${keyArn('us-west-2')}" is given, and the table has no customer managed key${place}. ${fix}: all replicas have the kind of key that the table has.`;

  test.each<[string, DynamoDbKroComponentProps | undefined, Partial<TableProps>, string, string]>([
    ['in an app without a platform', undefined, {}, `${GIVE}, or remove it`, ''],
    ['on a platform without a key', {}, {}, `${GIVE}, or remove it`, ''],
    ['on a platform with the key of AWS', { defaults: { encryption: Encryption.awsManagedKey() } }, {}, GIVE, ' (with the defaults of the platform)'],
    ['beside the key of AWS', undefined, { encryption: Encryption.awsManagedKey() }, GIVE, ''],
    ['beside the key of DynamoDB, whatever the platform has', { defaults: { encryption: Encryption.customerManagedKey(keyArn('us-east-1')) } }, { encryption: Encryption.dynamoOwnedKey() }, 'Remove it', ''],
  ])('%s', (_, platform, props, fix, place) => {
    expect(refusal((chart) => {
      if (platform) {
        new DynamoDbKroComponent(chart, 'dynamodb', platform);
      }
      new DynamoDbTable(chart, 'orders', { ...MINIMAL, ...replicas, ...props });
    })).toEqual([`[chart/orders] ${because(fix, place)} [ReplicaKey]`]);
  });

  test('is fine where the encryption of the component comes from a trait', () => {
    const own = { encryption: Encryption.customerManagedKey(keyArn('us-east-1')) };
    expect(synth((chart) => {
      new DynamoDbKroComponent(chart, 'dynamodb');
      new DynamoDbApplication(chart, 'shop', { tables: [{ ...MINIMAL, ...replicas, ...own }], traits: [TableTrait.ENCRYPTION] });
    }).filter(({ kind }) => kind === 'Application')).toHaveLength(1);
  });
});

describe('a recovery period, where the table does not say that recovery is on', () => {
  const declare = (defaults?: TableDefaults) => (chart: Chart) => {
    if (defaults) {
      new DynamoDbKroComponent(chart, 'dynamodb', { defaults });
    }
    new DynamoDbTable(chart, 'orders', { ...MINIMAL, recoveryPeriodInDays: 7, tags: { team: 'shop' } });
  };

  test('is a warning where the platform is not known', () => {
    const printed = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(synth(declare())).toHaveLength(1);
    expect(printed.mock.calls.flat()).toEqual([
      'recoveryPeriodInDays 7 needs ACK dynamodb-controller 1.11 or later; with an older one the table is in state ERROR. Compare with the version in the cluster (check-cluster shows it), and acknowledge this warning. [ControllerVersion]',
      'recoveryPeriodInDays 7 is rejected by the cluster, unless the default of its platform is to turn point-in-time recovery on. Set pointInTimeRecovery to true. [RecoveryPeriod]',
    ].map((line) => expect.stringContaining(line)));
    printed.mockRestore();
  });

  test('is refused on a platform that does not turn it on, and fine on one that does', () => {
    expect(refusal(declare({}))).toEqual([
      '[chart/orders] recoveryPeriodInDays 7 is given, and pointInTimeRecovery is false (with the defaults of the platform). Remove recoveryPeriodInDays. [RecoveryPeriod]',
    ]);
    expect(synth(declare(Presets.production({}))).filter(({ kind }) => kind === 'DynamoDBTable')).toHaveLength(1);
  });
});

describe('a platform whose default is a customer managed key', () => {
  const declare = (props: Partial<TableProps>) => (chart: Chart) => {
    const platform = new DynamoDbKroComponent(chart, 'dynamodb', { defaults: Presets.production({ encryption: Encryption.customerManagedKey(keyArn('us-east-1')) }) });
    platform.addTable(chart, 'orders', { ...MINIMAL, tags: { team: 'shop' }, ...props });
  };
  const replicas = { stream: 'NEW_AND_OLD_IMAGES' as any, replicas: [{ region: 'us-west-2' }] };

  test('refuses a table of another region, and a replica without a key', () => {
    expect(refusal(declare({ region: 'eu-central-1', ...replicas }))).toEqual([
      `[chart/orders] encryption "${keyArn('us-east-1')}" is not a key of eu-central-1 (with the defaults of the platform). `
      + 'Use a key of this region: its ARN begins with arn:aws:kms:eu-central-1: [KeyRegion]',
      '[chart/orders] replicas[0].kmsKeyArn is missing: the table has a customer managed key (with the defaults of the platform). Give the ARN of a KMS key of us-west-2. [ReplicaKey]',
    ]);
  });

  test.each<[string, Partial<TableProps>]>([
    ['of its region', {}],
    ['with a key of its own', { region: 'eu-central-1', encryption: Encryption.customerManagedKey(keyArn('eu-central-1')) }],
    ['with the key of DynamoDB', { region: 'eu-central-1', encryption: Encryption.dynamoOwnedKey(), ...replicas }],
    ['with a key for its replica', { ...replicas, replicas: [{ region: 'us-west-2', kmsKeyArn: keyArn('us-west-2') }] }],
  ])('takes a table %s', (_, props) => {
    expect(synth(declare(props)).filter(({ kind }) => kind === 'DynamoDBTable')).toHaveLength(1);
  });
});

describe('what is given is taken as it is when it is given', () => {
  const change = (value: any, name: string): void => { value[name] = 'changed'; };

  test('a later change of it does not reach the YAML', () => {
    const caps = { maxReadRequestUnits: 5 };
    const tags = { team: 'shop' };
    const partitionKey: any = string('id');
    const included = ['a'];
    const index: any = { indexName: 'one', partitionKey: string('b'), projection: Projection.include(...included) };
    const props: any = { ...MINIMAL, partitionKey, billing: Billing.onDemand(caps), tags, globalSecondaryIndexes: [index] };
    const chart = new Chart(Testing.app(), 'chart');
    const table = new DynamoDbTable(chart, 'table', props);
    const before = JSON.stringify(table.toJson());
    change(caps, 'maxReadRequestUnits');
    change(tags, 'team');
    change(partitionKey, 'name');
    change(index, 'indexName');
    change(props, 'region');
    props.globalSecondaryIndexes.push('x');
    expect(JSON.stringify(Testing.synth(chart)[0])).toBe(before);
  });

  test('frozen, without a prototype, or an instance of a class', () => {
    class Props implements TableProps {
      public readonly tableName = 'orders';
      public readonly region = 'us-east-1';
      public readonly partitionKey = Object.freeze({ name: 'orderId', type: AttributeType.STRING });
    }
    for (const props of [Object.freeze(new Props()), Object.assign(Object.create(null), MINIMAL)]) {
      expect(synth((chart) => new DynamoDbTable(chart, 'table', props))[0].spec).toEqual(specOf({}));
    }
  });

  test('a Lazy is asked for its value, which is validated', () => {
    const lazy = (value: unknown): any => Lazy.any({ produce: () => value });
    expect(specOf({ region: lazy('eu-west-1'), partitionKey: lazy({ name: lazy('orderId'), type: 'S' }), globalSecondaryIndexes: lazy([]) })).toEqual(specOf({ region: 'eu-west-1' }));
    expect(tableRefusal({ region: lazy('mars') })).toEqual(['[chart/table] region "mars" is not valid. Use an AWS region such as us-east-1. [InvalidValue]']);
    const self: any = lazy(undefined);
    self.produce = () => self;
    expect(tableRefusal({ region: self })).toEqual([expect.stringContaining('region (an object) is not text')]);
  });

  test('a Map is an object, and a Set a list', () => {
    expect(specOf({ tags: new Map([['team', 'shop']]) as any, globalSecondaryIndexes: new Set([]) as any }).tags).toEqual([{ key: 'team', value: 'shop' }]);
    const policy = { Version: '2012-10-17', Statement: [new Map([['Effect', 'Deny']])] };
    expect(specOf({ resourcePolicy: new Map(Object.entries(policy)) as any }).resourcePolicy).toBe('{"Version":"2012-10-17","Statement":[{"Effect":"Deny"}]}');
  });

  test('a policy may be a PolicyDocument of this library, or what writes itself as JSON', () => {
    const document = new PolicyDocument([{ effect: 'Allow', actions: ['dynamodb:GetItem'], resources: ['*'] }]);
    expect(JSON.parse(specOf({ resourcePolicy: document as any }).resourcePolicy)).toEqual(document.toObject());
    expect(specOf({ resourcePolicy: { toJSON: () => ({ Version: '2012-10-17' }) } }).resourcePolicy).toBe('{"Version":"2012-10-17"}');
    expect(tableRefusal({ resourcePolicy: { toJSON: () => undefined } })).toEqual([expect.stringContaining('resourcePolicy cannot be written as JSON')]);
    expect(tableRefusal({ resourcePolicy: '{}' })).toEqual([expect.stringContaining('resourcePolicy "{}" is not a policy document. Give an object with Version and Statement, or a PolicyDocument.')]);
  });

  test('a tag named __proto__ is a tag', () => {
    expect(specOf({ tags: JSON.parse('{"__proto__": "x"}') }).tags).toEqual([{ key: '__proto__', value: 'x' }]);
  });
});

test('a name of 300 KB is reported shortly, and soon', () => {
  const begin = Date.now();
  const [line] = tableRefusal({ ['x'.repeat(300_000)]: 1 });
  expect(line.length).toBeLessThan(400);
  expect(line).toContain('… is not a property');
  expect(Date.now() - begin).toBeLessThan(5_000);
});

describe('what a platform requires', () => {
  const build = (props: object) => refusal((chart) => {
    new DynamoDbKroComponent(chart, 'platform', { defaults: { requiredTags: ['team'] } });
    new DynamoDbTable(chart, 'table', { ...MINIMAL, ...props } as any);
  });
  const LACK = '[chart/table] tags lack team, which the platform requires. Add this tag. [RequiredTags]';

  test.each([{ region: 'x y' }, { tableNames: 'x' }, { replicas: ['eu-west-1'] }])('is reported beside what is wrong with the table itself: %j', (props) => {
    expect(build(props)).toContain(LACK);
  });

  test.each([{ tag: { team: 'a' } }, { tags: 'team' }, { tgas: { team: 'a' } }])('is not reported where it may be meant: %j', (props) => {
    expect(build(props)).not.toContain(LACK);
  });

  test('is not reported of what is no table', () => {
    expect(build({ tableName: undefined, region: undefined, partitionKey: undefined, tags: { team: 'a' } })).toHaveLength(3);
  });
});
