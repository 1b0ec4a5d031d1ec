import { App, Chart, Testing } from 'cdk8s';
import {
  AdoptionPolicy, AttributeType, Billing, DynamoDbApplication, DynamoDbKroComponent, DynamoDbTable, Encryption,
  Projection, RemovalPolicy, StreamViewType, TableClass,
} from '../src';
import { MINIMAL, refusal, specOf, synth, tableRefusal, warned } from './synth';

const KEY_ARN = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const string = (name: string) => ({ name, type: AttributeType.STRING });

describe('a DynamoDBTable', () => {
  test('holds name, region and key, and nothing that was not given', () => {
    expect(synth((chart) => new DynamoDbTable(chart, 'table', MINIMAL))).toEqual([{
      apiVersion: 'kro.run/v1alpha1',
      kind: 'DynamoDBTable',
      metadata: { name: 'orders' },
      spec: {
        tableName: 'orders',
        region: 'us-east-1',
        attributeDefinitions: [{ attributeName: 'orderId', attributeType: 'S' }],
        keySchema: [{ attributeName: 'orderId', keyType: 'HASH' }],
      },
    }]);
  });

  test('goes into the namespace of its chart', () => {
    const chart = new Chart(Testing.app(), 'chart', { namespace: 'shop' });
    const table = new DynamoDbTable(chart, 'table', MINIMAL);
    expect(table.metadata.namespace).toBe('shop');
  });

  test('is named after its table, in the letters that Kubernetes takes', () => {
    const [table] = synth((chart) => new DynamoDbTable(chart, 'table', { ...MINIMAL, tableName: '_Shop.Orders_2' }));
    expect(table.metadata.name).toBe('shop-orders-2');
    expect(table.spec.tableName).toBe('_Shop.Orders_2');
  });

  test('takes a name and an API group of its own', () => {
    const [table] = synth((chart) => new DynamoDbTable(chart, 'table', { ...MINIMAL, name: 'mine', apiGroup: 'data.example.com' }));
    expect(table.apiVersion).toBe('data.example.com/v1alpha1');
    expect(table.metadata.name).toBe('mine');
    expect(table.spec).not.toHaveProperty('apiGroup');
  });
});

describe('keys', () => {
  test('a sort key follows the partition key', () => {
    const spec = specOf({ sortKey: { name: 'at', type: AttributeType.NUMBER } });
    expect(spec.keySchema).toEqual([{ attributeName: 'orderId', keyType: 'HASH' }, { attributeName: 'at', keyType: 'RANGE' }]);
    expect(spec.attributeDefinitions).toEqual([{ attributeName: 'orderId', attributeType: 'S' }, { attributeName: 'at', attributeType: 'N' }]);
  });

  test('an attribute that several keys use is defined once', () => {
    const spec = specOf({ globalSecondaryIndexes: [{ indexName: 'by-mail', partitionKey: string('mail'), sortKey: string('orderId') }] });
    expect(spec.attributeDefinitions.map((each: any) => each.attributeName)).toEqual(['orderId', 'mail']);
  });

  test('an attribute with two types is refused', () => {
    expect(tableRefusal({ globalSecondaryIndexes: [{ indexName: 'odd', partitionKey: { name: 'orderId', type: 'N' } }] })).toEqual([
      '[chart/table] globalSecondaryIndexes[0].partitionKey.type AttributeType.NUMBER is not the type of "orderId" in partitionKey, which is AttributeType.STRING. Give an attribute one type. [DuplicateAttribute]',
    ]);
  });
});

describe('billing', () => {
  test('on demand is written where it was given, with its caps', () => {
    expect(specOf({ billing: Billing.onDemand() })).toMatchObject({ billingMode: 'PAY_PER_REQUEST' });
    expect(specOf({ billing: Billing.onDemand({ maxReadRequestUnits: 10 }) }).onDemandThroughput).toEqual({ maxReadRequestUnits: 10 });
  });

  test('provisioned capacity comes with its mode', () => {
    expect(specOf({ billing: Billing.provisioned({ readCapacityUnits: 2, writeCapacityUnits: 1 }) })).toMatchObject({
      billingMode: 'PROVISIONED', provisionedThroughput: { readCapacityUnits: 2, writeCapacityUnits: 1 },
    });
  });
});

describe('indexes', () => {
  test('a global index has keys, projection and capacity of its own', () => {
    expect(specOf({
      billing: Billing.provisioned({ readCapacityUnits: 2, writeCapacityUnits: 1 }),
      globalSecondaryIndexes: [{
        indexName: 'by-mail',
        partitionKey: string('mail'),
        sortKey: string('at'),
        projection: Projection.include('total', 'currency'),
        provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
      }],
    }).globalSecondaryIndexes).toEqual([{
      indexName: 'by-mail',
      keySchema: [{ attributeName: 'mail', keyType: 'HASH' }, { attributeName: 'at', keyType: 'RANGE' }],
      projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['total', 'currency'] },
      provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
    }]);
  });

  test('a global index projects everything by default, and may have caps', () => {
    const [index] = specOf({ globalSecondaryIndexes: [{ indexName: 'by-mail', partitionKey: string('mail'), onDemandThroughput: { maxWriteRequestUnits: 5 } }] })
      .globalSecondaryIndexes;
    expect(index.projection).toEqual({ projectionType: 'ALL' });
    expect(index.onDemandThroughput).toEqual({ maxWriteRequestUnits: 5 });
  });

  test('a global index may have keys of several attributes', () => {
    const [index] = specOf({ globalSecondaryIndexes: [{ indexName: 'many', partitionKeys: [string('a'), string('b')], sortKeys: [string('c'), string('d')] }] })
      .globalSecondaryIndexes;
    expect(index.keySchema.map((key: any) => key.attributeName + key.keyType)).toEqual(['aHASH', 'bHASH', 'cRANGE', 'dRANGE']);
  });

  test('a local index has the partition key of the table', () => {
    expect(specOf({ sortKey: string('at'), localSecondaryIndexes: [{ indexName: 'by-total', sortKey: { name: 'total', type: AttributeType.NUMBER }, projection: Projection.keysOnly() }] })
      .localSecondaryIndexes).toEqual([{
      indexName: 'by-total',
      keySchema: [{ attributeName: 'orderId', keyType: 'HASH' }, { attributeName: 'total', keyType: 'RANGE' }],
      projection: { projectionType: 'KEYS_ONLY' },
    }]);
  });

  test('an empty list is no list', () => {
    expect(specOf({ globalSecondaryIndexes: [], localSecondaryIndexes: [], backups: [], replicas: [], tags: {} })).toEqual(specOf({}));
  });

  const indexes = (count: number) => Array.from({ length: count }, (_, i) =>
    ({ indexName: `index-${i}`, partitionKey: string('mail'), sortKey: string('at'), projection: Projection.all() }));

  test('20 global and 5 local indexes are taken, one more is not', () => {
    const locals = indexes(26).map(({ indexName, sortKey, projection }) => ({ indexName, sortKey, projection }));
    const sortKey = string('first');
    const most = specOf({ sortKey, globalSecondaryIndexes: indexes(20), localSecondaryIndexes: locals.slice(20, 25) });
    expect([most.globalSecondaryIndexes.length, most.localSecondaryIndexes.length]).toEqual([20, 5]);
    expect(tableRefusal({ sortKey, globalSecondaryIndexes: indexes(21), localSecondaryIndexes: locals.slice(20) })).toEqual([
      '[chart/table] globalSecondaryIndexes has 21 items. Give 0 to 20. [InvalidCount]',
      '[chart/table] localSecondaryIndexes has 6 items. Give 0 to 5. [InvalidCount]',
    ]);
  });
});

describe('features', () => {
  test.each(Object.values(StreamViewType))('a stream with %s', (stream) => {
    expect(specOf({ stream })).toMatchObject({ streamEnabled: true, streamViewType: stream });
  });

  test.each([
    ['point-in-time recovery', { pointInTimeRecovery: true }, { pointInTimeRecoveryEnabled: true }],
    ['a recovery period', { pointInTimeRecovery: true, recoveryPeriodInDays: 7 }, { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 }],
    ['point-in-time recovery, off', { pointInTimeRecovery: false }, { pointInTimeRecoveryEnabled: false }],
    ['the key that DynamoDB owns', { encryption: Encryption.dynamoOwnedKey() }, { sseEnabled: false }],
    ['the AWS managed key', { encryption: Encryption.awsManagedKey() }, { sseEnabled: true, sseType: 'KMS' }],
    ['a customer managed key', { encryption: Encryption.customerManagedKey(KEY_ARN) }, { sseEnabled: true, sseType: 'KMS', kmsMasterKeyID: KEY_ARN }],
    ['deletion protection', { deletionProtection: true }, { deletionProtectionEnabled: true }],
    ['time to live', { timeToLiveAttribute: 'expiresAt' }, { ttlEnabled: true, ttlAttributeName: 'expiresAt' }],
    ['a table class', { tableClass: TableClass.STANDARD_INFREQUENT_ACCESS }, { tableClass: 'STANDARD_INFREQUENT_ACCESS' }],
    ['tags, sorted', { tags: { team: 'shop', env: 'prod' } }, { tags: [{ key: 'env', value: 'prod' }, { key: 'team', value: 'shop' }] }],
    ['backups', { backups: [{ name: 'first' }, { name: 'second', removalPolicy: RemovalPolicy.DELETE }] }, { backups: [{ name: 'first' }, { name: 'second', deletionPolicy: 'delete' }] }],
    ['contributor insights', { contributorInsights: true }, { contributorInsights: true }],
    ['contributor insights, off', { contributorInsights: false }, { contributorInsights: false }],
    ['a resource policy', { resourcePolicy: { Version: '2012-10-17', Statement: [] } }, { resourcePolicy: '{"Version":"2012-10-17","Statement":[]}' }],
    ['retain', { removalPolicy: RemovalPolicy.RETAIN }, { deletionPolicy: 'retain' }],
    ['destroy, as AWS CDK calls it', { removalPolicy: RemovalPolicy.DESTROY }, { deletionPolicy: 'delete' }],
    ['destroy a backup', { backups: [{ name: 'first', removalPolicy: RemovalPolicy.DESTROY }] }, { backups: [{ name: 'first', deletionPolicy: 'delete' }] }],
    ['adoption', { adoption: AdoptionPolicy.ADOPT_OR_CREATE }, { adoptionPolicy: 'adopt-or-create' }],
    ['a provider configuration', { providerConfig: 'team-a' }, { providerConfigRef: { name: 'team-a' } }],
    ['a connection Secret', { connectionSecret: { name: 'orders-table', namespace: 'apps' } }, { writeConnectionSecretToRef: { name: 'orders-table', namespace: 'apps' } }],
  ])('%s', (_, props, expected) => {
    const spec = specOf(props);
    expect(spec).toEqual({ ...specOf({}), ...expected });
  });

  test('replicas, with what differs in their regions', () => {
    expect(specOf({
      encryption: Encryption.customerManagedKey(KEY_ARN),
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      globalSecondaryIndexes: [{ indexName: 'by-mail', partitionKey: { name: 'mail', type: AttributeType.STRING } }],
      replicas: [
        { region: 'eu-west-1', kmsKeyArn: KEY_ARN.replace('us-east-1', 'eu-west-1') },
        { region: 'eu-north-1', kmsKeyArn: KEY_ARN.replace('us-east-1', 'eu-north-1'), tableClass: TableClass.STANDARD, readCapacityUnits: 3, globalSecondaryIndexes: [{ indexName: 'by-mail', readCapacityUnits: 2 }] },
      ],
    }).replicas).toEqual([
      { regionName: 'eu-west-1', kmsMasterKeyID: KEY_ARN.replace('us-east-1', 'eu-west-1') },
      {
        regionName: 'eu-north-1',
        kmsMasterKeyID: KEY_ARN.replace('us-east-1', 'eu-north-1'),
        tableClassOverride: 'STANDARD',
        provisionedThroughputOverride: { readCapacityUnits: 3 },
        globalSecondaryIndexes: [{ indexName: 'by-mail', provisionedThroughputOverride: { readCapacityUnits: 2 } }],
      },
    ]);
  });
});

describe('what is wrong is refused, all of it at once, and nothing is written', () => {
  test('several things in one table', () => {
    expect(tableRefusal({ tableName: 'a', region: 'nowhere', partitionKey: { name: '' }, pointInTimeRecovery: 'yes' })).toEqual([
      '[chart/table] tableName "a" is not valid. Use 3 to 255 of a-z A-Z 0-9 _ . -. [InvalidValue]',
      '[chart/table] region "nowhere" is not valid. Use an AWS region such as us-east-1. [InvalidValue]',
      expect.stringContaining('[chart/table] partitionKey.type is missing.'),
      '[chart/table] partitionKey.name "" has 0 characters. Use 1 to 255. [InvalidLength]',
      '[chart/table] pointInTimeRecovery "yes" is not true or false. Give true or false. [InvalidType]',
    ]);
  });

  test.each([
    ['no key', { partitionKey: undefined }, 'partitionKey is missing'],
    ['a key that is no object', { partitionKey: 'orderId' }, 'partitionKey "orderId" is not an object'],
    ['an empty name', { tableName: '' }, 'tableName "" is not valid'],
    ['a number for a name', { tableName: 5 }, 'tableName 5 is not text'],
    ['null for a name', { tableName: null }, 'tableName is missing. Give 3 to 255'],
    ['not a number', { billing: Billing.provisioned({ readCapacityUnits: NaN, writeCapacityUnits: 1 }) }, 'billing.readCapacityUnits NaN is not a whole number'],
    ['no capacity', { billing: Billing.provisioned({ readCapacityUnits: 0, writeCapacityUnits: 1 }) }, 'billing.readCapacityUnits 0 is out of range'],
    ['a billing mode instead of Billing', { billing: 'PROVISIONED' }, 'billing "PROVISIONED" is not a Billing. Use Billing.onDemand()'],
    ['null for Billing', { billing: null }, 'billing null is not a Billing'],
    ['a type that DynamoDB does not have', { partitionKey: { name: 'id', type: 'X' } }, 'partitionKey.type "X" is not an AttributeType. Use AttributeType.STRING, AttributeType.NUMBER or AttributeType.BINARY.'],
    ['what YAML makes of a bare N', { partitionKey: { name: 'id', type: false } }, 'partitionKey.type false is not an AttributeType. Use AttributeType.STRING, AttributeType.NUMBER or AttributeType.BINARY. [InvalidType]'],
    ['an unknown option', { partitonKey: {} }, 'partitonKey is not a property. Did you mean "partitionKey"?'],
    ['an unknown option deeper down', { connectionSecret: { name: 'a', namespce: 'b' } }, 'connectionSecret.namespce is not a property. Did you mean "namespace"?'],
    ['a list that is none', { backups: 'daily' }, 'backups "daily" is not a list'],
    ['items that are none', { backups: ['daily'] }, 'backups[0] "daily" is not an object'],
    ['tags that are a list', { tags: ['a'] }, 'tags (a list of 1) is not an object. Give an object with a property for each tag'],
    ['a tag that is no text', { tags: { a: 1 } }, 'tags["a"] 1 is not text'],
    ['an empty policy', { resourcePolicy: '' }, 'resourcePolicy "" is empty. Remove it: without it, there is none. [InvalidType]'],
    ['a policy that is text', { resourcePolicy: '{}' }, 'resourcePolicy "{}" is not a policy document'],
    ['an alias for a key', { encryption: Encryption.customerManagedKey('alias/shop') }, 'encryption "alias/shop" is not valid'],
    ['a name that is too long for a label', { tableName: 'x'.repeat(64) }, 'name is missing: the table name makes one of 64 characters. Give a Kubernetes name'],
    ['both forms of a key', { globalSecondaryIndexes: [{ indexName: 'odd', partitionKey: string('a'), partitionKeys: [string('b')] }] }, 'globalSecondaryIndexes[0].partitionKeys is given together with partitionKey'],
    ['half a character', { timeToLiveAttribute: '\ud800' }, 'timeToLiveAttribute "\\ud800" holds half of a surrogate pair'],
    ['an item behind one that is none, by its own place', { stream: 'NEW_AND_OLD_IMAGES', replicas: [null, { region: 'us-east-1' }] }, 'replicas[1].region "us-east-1" is the region of the table'],
    ['a key of an index behind one that is none', { globalSecondaryIndexes: ['by-mail', { indexName: 'by-day', partitionKey: { name: 'day', type: 'X' } }] }, 'globalSecondaryIndexes[1].partitionKey.type "X" is not an AttributeType'],
    ['a replica in the same region', { stream: 'NEW_AND_OLD_IMAGES', replicas: [{ region: 'us-east-1' }] }, 'replicas[0].region "us-east-1" is the region of the table'],
  ])('%s', (_, props, message) => {
    expect(tableRefusal(props).join('\n')).toContain(`[chart/table] ${message}`);
  });

  test('a cyclic object anywhere', () => {
    const cyclic: any = { Version: '2012-10-17' };
    cyclic.Statement = cyclic;
    expect(tableRefusal({ resourcePolicy: cyclic })[0]).toContain('[chart/table] resourcePolicy cannot be written as JSON');
    expect(tableRefusal({ tableName: cyclic })[0]).toContain('[chart/table] tableName (an object) is not text');
    expect(tableRefusal({ tags: cyclic }).join()).toContain('tags["Statement"] (an object) is not text');
  });

  test.each<[string, object, string[]]>([
    ['a condition', { Condition: { StringEquals: { 'aws:PrincipalOrgID': undefined } } }, ['Condition.StringEquals["aws:PrincipalOrgID"]']],
    ['conditions', { Condition: { StringEquals: undefined, Bool: { 'aws:SecureTransport': NaN } } }, ['Condition.StringEquals', 'Condition.Bool["aws:SecureTransport"]']],
    ['a principal', { Effect: 'Deny', Principal: { AWS: undefined } }, ['Principal.AWS']],
    ['a list', { Action: ['dynamodb:Query', undefined, () => 'dynamodb:Scan'] }, ['Action[1]', 'Action[2]']],
  ])('a policy never loses what has no value: %s', (_, more, lost) => {
    const statement = { Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'dynamodb:Query', Resource: '*', ...more };
    for (const [Statement, path] of [[statement, 'Statement'], [[statement], 'Statement[0]']] as const) {
      const message = (at: string) => `[chart/table] resourcePolicy.${path}.${at} has no value, and JSON leaves it out. Give one, or leave the whole element out. [Required]`;
      expect(tableRefusal({ resourcePolicy: { Version: '2012-10-17', Statement } })).toEqual(lost.map(message));
    }
  });

  test('an element of a policy that has no value is none, as that of any object', () => {
    const statement = { Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'dynamodb:Query', Resource: '*' };
    expect(specOf({ resourcePolicy: { Version: '2012-10-17', Statement: [{ ...statement, Condition: undefined }] } }).resourcePolicy).toBe(JSON.stringify({ Version: '2012-10-17', Statement: [statement] }));
  });

  test.each([undefined, null])('properties that are %s', (props) => {
    expect(refusal((chart) => new DynamoDbTable(chart, 'table', props as any)).join('\n')).toContain('tableName is missing');
  });

  test.each([[5, '5'], ['text', '"text"'], [['a'], '(a list of 1)']])('properties that are %j', (props, shown) => {
    expect(refusal((chart) => new DynamoDbTable(chart, 'table', props as any))).toEqual([`[chart/table] props ${shown} is not an object. Give an object. [InvalidType]`]);
  });

  test('properties that are a Map, as other languages may give them', () => {
    const map: any = new Map<string, unknown>([...Object.entries(MINIMAL), ['tags', new Map([['team', 'shop']])]]);
    expect(synth((chart) => new DynamoDbTable(chart, 'table', map))[0].spec).toMatchObject({ tableName: 'orders', tags: [{ key: 'team', value: 'shop' }] });
    expect(synth((chart) => new DynamoDbApplication(chart, 'app', { tables: [map] }))[0].spec.components[0].properties).toMatchObject({ tableName: 'orders' });
  });

  test('an API group that is no name', () => {
    expect(tableRefusal({ apiGroup: 'Not a group' })[0]).toContain('apiGroup "Not a group" is not valid');
  });

  test('a table that is declared twice in a chart', () => {
    expect(refusal((chart) => {
      new DynamoDbTable(chart, 'one', { ...MINIMAL, name: 'one' });
      new DynamoDbTable(chart, 'two', { ...MINIMAL, name: 'two' });
    })).toEqual(['[chart/two] tableName "orders" is declared in this region by chart/one too. Declare each table once, or give it another name. [DuplicateTable]']);
  });

  test('two objects of one name in a chart', () => {
    expect(refusal((chart) => {
      new DynamoDbTable(chart, 'one', { ...MINIMAL, tableName: 'a_b' });
      new DynamoDbTable(chart, 'two', { ...MINIMAL, tableName: 'a.b' });
    })).toEqual(['[chart/two] name "a-b" (from tableName "a.b") is the name of the DynamoDBTable chart/one (from tableName "a_b") too. Give one of them another `name`. [DuplicateName]']);
  });

  test('one name in two regions, or under two roles, is two tables', () => {
    expect(synth((chart) => {
      new DynamoDbTable(chart, 'one', MINIMAL);
      new DynamoDbTable(chart, 'two', { ...MINIMAL, name: 'two', region: 'eu-west-1' });
      new DynamoDbTable(chart, 'three', { ...MINIMAL, name: 'three', providerConfig: 'team-b' });
    })).toHaveLength(3);
  });
});

test('a warning is shown with the path of the table, once however many charts there are, and refuses nothing', () => {
  const shown: string[] = [];
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => shown.push(String(text)) > 0);
  const app = Testing.app();
  const chart = new Chart(app, 'shop');
  new Chart(app, 'other');
  new DynamoDbTable(chart, 'orders', { tableName: 'orders', region: 'us-eats-1', partitionKey: { name: 'id', type: AttributeType.STRING } });
  expect(app.synthYaml()).toContain('us-eats-1');
  chart.node.findAll().forEach((construct) => expect(construct.node.validate()).toEqual([]));
  write.mockRestore();
  expect(shown).toEqual(['Warning: [shop/orders] region "us-eats-1" is not a known AWS region. Did you mean "us-east-1"? [UnknownRegion]\n']);
});

describe('two tables of an app with one connection Secret', () => {
  const connectionSecret = { name: 'orders' };

  test.each([
    ['in one chart', (chart: Chart) => [chart, chart], {}, {}],
    ['in two charts of one namespace', (chart: Chart) => [new Chart(chart, 'a', { namespace: 'shop' }), new Chart(chart, 'b', { namespace: 'shop' })], {}, {}],
  ])('%s', (_, charts, first, second) => {
    expect(refusal((chart) => {
      const [a, b] = charts(chart);
      new DynamoDbTable(a, 'one', { ...MINIMAL, tableName: 'one', connectionSecret: { ...connectionSecret, ...first } });
      new DynamoDbTable(b, 'two', { ...MINIMAL, tableName: 'two', connectionSecret: { ...connectionSecret, ...second } });
    }).join()).toMatch(/connectionSecret.name "orders" is the name of the connection Secret of chart(\/a)?\/one too. Give each table a Secret of its own. \[DuplicateName\]/);
  });

  test('in charts of two namespaces, which may be for two clusters', () => {
    const app = Testing.app();
    const [a, b] = ['shop', 'web'].map((namespace) => new Chart(app, namespace, { namespace }));
    new DynamoDbTable(a, 'one', { ...MINIMAL, tableName: 'one', connectionSecret });
    new DynamoDbTable(b, 'two', { ...MINIMAL, tableName: 'two', connectionSecret: { ...connectionSecret, namespace: 'shop' } });
    expect(warned(() => Testing.synth(b))).toEqual([
      'Warning: [web/two] connectionSecret.name "orders" is the name of the connection Secret of shop/one too. Give each table a Secret of its own, or acknowledge this where the charts are for two clusters. [DuplicateName]',
    ]);
  });

  test('as one object, in two charts of one namespace, which are for two clusters', () => {
    const app = Testing.app();
    const charts = ['dev', 'prod'].map((id) => new Chart(app, id, { namespace: 'shop' }));
    charts.forEach((chart) => new DynamoDbTable(chart, 'orders', { ...MINIMAL, connectionSecret }));
    expect(charts.flatMap((chart) => Testing.synth(chart))).toHaveLength(2);
  });

  test('beside one name of a table, with an explicit name of the object', () => {
    const table = { ...MINIMAL, name: 'same', connectionSecret, backups: [{ name: 'daily' }], replicas: [{ region: 'eu-west-1' }], stream: StreamViewType.NEW_AND_OLD_IMAGES };
    expect(refusal((chart) => ['one', 'two'].forEach((id) => new DynamoDbTable(chart, id, table))).map((line) => line.split(' ')[1])).toEqual(['tableName', 'name', 'connectionSecret.name']);
  });

  test('in one Application', () => {
    expect(refusal((chart) => new DynamoDbApplication(chart, 'app', {
      tables: ['one', 'two'].map((tableName) => ({ ...MINIMAL, tableName, connectionSecret })),
    })).join()).toContain('two: connectionSecret.name "orders" is the name of the connection Secret of tables[0] too');
  });

  test('in two namespaces, and in charts that may go anywhere, they are two', () => {
    const app = Testing.app();
    const [a, b] = ['a', 'b'].map((id) => new Chart(app, id));
    new DynamoDbTable(a, 'one', { ...MINIMAL, tableName: 'one', connectionSecret });
    new DynamoDbTable(a, 'three', { ...MINIMAL, tableName: 'three', connectionSecret: { ...connectionSecret, namespace: 'web' } });
    new DynamoDbTable(b, 'two', { ...MINIMAL, tableName: 'two', connectionSecret });
    expect([...Testing.synth(a), ...Testing.synth(b)]).toHaveLength(3);
    expect([a, b].flatMap((chart) => chart.node.findAll().flatMap((construct) => construct.node.validate()))).toEqual([]);
  });
});

describe('one table by two charts of an app', () => {
  const warnings = (namespaces: ReadonlyArray<string | undefined>, second: object = {}, besides: (app: App) => void = () => undefined): string[] => {
    const shown: string[] = [];
    const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => shown.push(String(text)) > 0);
    const app = Testing.app();
    namespaces.forEach((namespace, i) => new DynamoDbTable(new Chart(app, `c${i}`, { namespace }), 'orders', { ...MINIMAL, tableName: 'orders', ...i > 0 ? second : {} }));
    besides(app);
    app.node.findAll().forEach((construct) => construct.node.validate());
    write.mockRestore();
    return shown;
  };

  test('in two namespaces is warned of', () => {
    expect(warnings(['dev', 'prod'])).toEqual(['Warning: [c1/orders] tableName "orders" is declared in this region by c0/orders too, in the namespace dev. Declare each table once, or acknowledge this where the namespaces have AWS accounts of their own, or the charts are for two clusters. [DuplicateTable]\n']);
    expect(warnings(['dev', 'prod', 'dev'], { name: 'other' })).toEqual([expect.stringContaining('in the namespace dev'), expect.stringContaining('by c0/orders too, in the same namespace')]);
  });

  test('no word where they are two, or may be', () => {
    expect(warnings(['dev', 'prod'], { tableName: 'carts' })).toEqual([]);
    expect(warnings(['dev', 'prod'], { region: 'eu-west-1' })).toEqual([]);
    expect(warnings(['dev', 'prod'], { providerConfig: 'team-a' })).toEqual([]);
    expect(warnings([undefined, 'prod'])).toEqual([]);
    // Platforms of two clusters.
    expect(warnings(['dev', 'prod'], {}, (app) => ['a', 'b'].forEach((id) => new DynamoDbKroComponent(new Chart(app, id), 'dynamodb', {})))).toEqual([]);
  });
});
