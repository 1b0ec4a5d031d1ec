import { App, Chart } from 'cdk8s';
import { AttributeType, Billing, DynamoDbApplication, DynamoDbKroComponent, GitOps, StreamViewType, TableProps, TableTrait } from '../src';
import { MINIMAL, refusal, synth, warned } from './synth';

test('an Application holds a table under the name of its ComponentDefinition', () => {
  expect(synth((chart) => new DynamoDbApplication(chart, 'shop', { tables: [MINIMAL] }))).toEqual([{
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name: 'shop' },
    spec: {
      components: [{
        name: 'orders',
        type: 'aws-dynamodb-kro',
        properties: {
          tableName: 'orders',
          region: 'us-east-1',
          attributeDefinitions: [{ attributeName: 'orderId', attributeType: 'S' }],
          keySchema: [{ attributeName: 'orderId', keyType: 'HASH' }],
        },
      }],
    },
  }]);
});

test('more tables can be added, each a component', () => {
  const [application] = synth((chart) => {
    const shop = new DynamoDbApplication(chart, 'id', { name: 'shop', componentName: 'dynamodb', tables: [MINIMAL] });
    shop.addTable({ ...MINIMAL, tableName: 'Carts', name: 'carts-table' });
  });
  expect(application.metadata.name).toBe('shop');
  expect(application.spec.components.map((each: any) => [each.name, each.type, each.properties.tableName])).toEqual([
    ['orders', 'dynamodb', 'orders'],
    ['carts-table', 'dynamodb', 'Carts'],
  ]);
});

test('the component adds Applications and tables that fit it', () => {
  const docs = synth((chart) => {
    const component = new DynamoDbKroComponent(chart, 'dynamodb', { componentName: 'dynamodb', apiGroup: 'data.example.com', parts: [] });
    component.addApplication(chart, 'shop', MINIMAL).addTable({ ...MINIMAL, tableName: 'carts' });
    component.addTable(chart, 'plain', { ...MINIMAL, tableName: 'users' });
  });
  expect(docs[0].spec.components.map((each: any) => each.type)).toEqual(['dynamodb', 'dynamodb']);
  expect(docs[1].apiVersion).toBe('data.example.com/v1alpha1');
});

function circular(): object {
  const env: { all?: object } = {};
  env.all = env;
  return { env };
}

describe('addApplication()', () => {
  const declare = (props: any) => (chart: Chart) =>
    new DynamoDbKroComponent(chart, 'dynamodb', { componentName: 'dynamodb', parts: [], gitOps: GitOps.argoCd() }).addApplication(chart, 'shop', props);

  test('takes several tables, traits and a name', () => {
    const tables = [{ ...MINIMAL, stream: StreamViewType.KEYS_ONLY }, { ...MINIMAL, tableName: 'carts' }];
    const [application] = synth(declare({ ...tables[0], applicationName: 'shop-tables', moreTables: [tables[1]], traits: [TableTrait.STREAM] }));
    expect([application]).toEqual(synth((chart) => new DynamoDbApplication(chart, 'shop', {
      name: 'shop-tables', componentName: 'dynamodb', gitOps: GitOps.argoCd(), tables, traits: [TableTrait.STREAM],
    })));
    expect(application.spec.components.map((each: any) => [each.name, each.type, each.traits?.map(({ type }: any) => type)])).toEqual([
      ['orders', 'dynamodb', ['dynamodb-stream']], ['carts', 'dynamodb', undefined],
    ]);
  });

  test.each([
    ['a bad name', { ...MINIMAL, applicationName: 'My App' }, 'applicationName "My App" '],
    ['tables that are no list', { ...MINIMAL, moreTables: {} }, 'moreTables (an object) is not a list. Give a list of tables. [InvalidType]'],
    ['an unknown trait', { ...MINIMAL, traits: ['ttl ', 'strem'] }, 'traits[1] "strem" is not a TableTrait'],
    ['a misspelt property', { ...MINIMAL, applicatonName: 'shop' }, 'orders: applicatonName is not a property'],
    ['a wrong table', { ...MINIMAL, moreTables: [{ ...MINIMAL, tableName: 'carts', region: 1 }] }, 'carts: region 1 '],
    ['properties that are null', null, 'tables[0]: props null is not an object'],
    ['properties that are text', 'orders', 'tables[0]: props "orders" is not an object'],
    ['properties that are a list', [MINIMAL], 'tables[0]: props (a list of 1) is not an object'],
  ])('%s is reported', (_, props, message) => {
    expect(refusal(declare(props)).join('\n')).toContain(`[chart/shop] ${message}`);
  });
});

test('what is wrong is reported for each table, under the name of its component', () => {
  expect(refusal((chart) => new DynamoDbApplication(chart, 'shop', {
    tables: [{ ...MINIMAL, region: 'mars' }, { ...MINIMAL, tableName: 'carts', stream: 'ALL' as any }],
  }))).toEqual([
    '[chart/shop] orders: region "mars" is not valid. Use an AWS region such as us-east-1. [InvalidValue]',
    expect.stringMatching(/^\[chart\/shop\] carts: stream "ALL" is not a StreamViewType\. Use StreamViewType\.KEYS_ONLY/),
  ]);
});

test.each([
  ['a bad name', { name: 'My App' }, 'name "My App" is not valid'],
  ['a bad definition', { componentName: 'My Def' }, 'componentName "My Def" is not valid'],
  ['an unknown option', { table: {} }, 'table is not a property. Did you mean "tables"?'],
  ['tables that are no list', { tables: {} }, 'tables (an object) is not a list'],
  ['properties that are null', null, 'props null is not an object'],
  ['properties that are text', 'orders', 'props "orders" is not an object'],
])('%s is refused', (_, props, message) => {
  expect(refusal((chart) => new DynamoDbApplication(chart, 'shop', props as any)).join('\n')).toContain(`[chart/shop] ${message}`);
});

test('an id that is no name needs a name', () => {
  expect(refusal((chart) => new DynamoDbApplication(chart, 'Shop Tables'))[0]).toContain('name "Shop Tables" is not valid');
});

test('two Applications of one name, two components of one name and one table in two Applications are refused', () => {
  expect(refusal((chart) => {
    new DynamoDbApplication(chart, 'one', { name: 'shop', tables: [MINIMAL, { ...MINIMAL, name: 'orders', region: 'eu-west-1' }] });
    new DynamoDbApplication(chart, 'two', { name: 'shop', tables: [MINIMAL] });
  }).map((line) => /\[(chart\S+)\].*\[(\w+)\]$/.exec(line)?.slice(1))).toEqual([
    ['chart/one', 'DuplicateName'], ['chart/two', 'DuplicateName'], ['chart/two', 'DuplicateTable'],
  ]);
});

test('one table given twice is reported with all that another name does not mend, by the place of the first', () => {
  const table = { ...MINIMAL, connectionSecret: { name: 'orders' }, backups: [{ name: 'daily' }] };
  expect(refusal((chart) => new DynamoDbApplication(chart, 'shop', { tables: [table, table] }))).toEqual([
    '[chart/shop] orders: tableName "orders" is declared in this region by tables[0] too. Declare each table once, or give it another name. [DuplicateTable]',
    '[chart/shop] orders: connectionSecret.name "orders" is the name of the connection Secret of tables[0] too. Give each table a Secret of its own. [DuplicateName]',
  ]);
});

test('what two tables of an Application have in common is reported by the place of the first', () => {
  const table = (name: string, more: object) => ({ ...MINIMAL, tableName: name, connectionSecret: { name: 'secret' }, ...more });
  expect(refusal((chart) => new DynamoDbApplication(chart, 'shop', { tables: [table('carts', {}), table('orders', { name: 'carts' })] }))).toEqual([
    '[chart/shop] carts: name "carts" is the name of the DynamoDBTable tables[0] too. Give one of them another `name`. [DuplicateName]',
    '[chart/shop] carts: connectionSecret.name "secret" is the name of the connection Secret of tables[0] too. Give each table a Secret of its own. [DuplicateName]',
  ]);
});

test('tables in two charts do not meet', () => {
  const app = new App();
  for (const id of ['one', 'two']) {
    new DynamoDbApplication(new Chart(app, id), 'shop', { tables: [MINIMAL] });
  }
  expect(app.synthYaml().match(/tableName: orders/g)).toHaveLength(2);
});

describe('traits', () => {
  const build = (traits: unknown, props: Partial<TableProps>) => (chart: Chart) =>
    new DynamoDbApplication(chart, 'shop', { componentName: 'dynamodb', traits: traits as any, tables: [{ ...MINIMAL, ...props }] });
  const component = (traits: unknown, props: Partial<TableProps>) => synth(build(traits, props))[0].spec.components[0];
  const device = { name: 'deviceId', type: AttributeType.STRING };

  test('carry their part of a table, and the component the rest', () => {
    const { properties, traits } = component([TableTrait.TIME_TO_LIVE, TableTrait.GLOBAL_INDEX, TableTrait.STREAM], {
      timeToLiveAttribute: 'expiresAt', deletionProtection: true, globalSecondaryIndexes: [{ indexName: 'by-device', partitionKey: device }],
    });
    expect(properties).toEqual({
      tableName: 'orders',
      region: 'us-east-1',
      attributeDefinitions: [{ attributeName: 'orderId', attributeType: 'S' }],
      keySchema: [{ attributeName: 'orderId', keyType: 'HASH' }],
      deletionProtectionEnabled: true,
    });
    expect(traits).toEqual([
      { type: 'dynamodb-ttl', properties: { ttlAttributeName: 'expiresAt' } },
      {
        type: 'dynamodb-global-index',
        properties: {
          attributeDefinitions: [{ attributeName: 'deviceId', attributeType: 'S' }],
          globalSecondaryIndexes: [{ indexName: 'by-device', keySchema: [{ attributeName: 'deviceId', keyType: 'HASH' }], projection: { projectionType: 'ALL' } }],
        },
      },
    ]);
  });

  test('are none where no table has such a part', () => {
    expect(component(Object.values(TableTrait), { billing: Billing.onDemand() })).toEqual(component(undefined, { billing: Billing.onDemand() }));
    expect(component([], {})).not.toHaveProperty('traits');
  });

  test('of a table that is none are no more than what is wrong with it', () => {
    const wrong = { partitionKey: 'id', globalSecondaryIndexes: [null, { indexName: 1 }], localSecondaryIndexes: 'x', timeToLiveAttribute: 5 } as any;
    expect(refusal(build(Object.values(TableTrait), wrong)).length).toBeGreaterThan(4);
    expect(refusal(build(Object.values(TableTrait), wrong))).toEqual(refusal(build([], wrong)));
  });

  test('are validated as the whole table, by the names of TableProps', () => {
    expect(refusal(build([TableTrait.STREAM], { stream: 'ALL' as any }))).toEqual([
      expect.stringMatching(/^\[chart\/shop\] orders: stream "ALL" is not a StreamViewType/),
    ]);
  });

  test('that leave a component which KubeVela rejects before it sees them are refused, with the way out', () => {
    expect(refusal(build([TableTrait.STREAM], { stream: StreamViewType.NEW_AND_OLD_IMAGES, replicas: [{ region: 'eu-west-1' }] }))).toEqual([
      '[chart/shop] orders: traits leave a component in which replicas need a stream with NEW_AND_OLD_IMAGES. Leave with the component, and not with a trait, what replicas must have. [Replicas]',
    ]);
    const capacity = { readCapacityUnits: 1, writeCapacityUnits: 1 };
    const props = {
      billing: Billing.provisioned(capacity), globalSecondaryIndexes: [{ indexName: 'by-device', partitionKey: device, provisionedThroughput: capacity }],
    };
    expect(refusal(build([TableTrait.PROVISIONED_CAPACITY], props))[0]).toContain('Let a trait carry globalSecondaryIndexes too');
    expect(component([TableTrait.PROVISIONED_CAPACITY, TableTrait.GLOBAL_INDEX], props).traits).toHaveLength(2);
  });

  test.each([
    ['ttl', 'traits "ttl" is not a list. Give a list of TableTrait. [InvalidType]'],
    [['tll'], 'traits[0] "tll" is not a TableTrait. Use one of TableTrait.TIME_TO_LIVE, TableTrait.STREAM,'],
  ])('%j is refused', (traits, message) => {
    expect(refusal(build(traits, {})).join('\n')).toContain(message);
  });
});

describe('a component that is no table', () => {
  const web = { name: 'web', type: 'webservice', properties: { image: 'web:1' } };
  const componentsOf = (build: (shop: DynamoDbApplication) => void): any[] => synth((chart) => build(new DynamoDbApplication(chart, 'shop')))[0].spec.components;

  test('comes after the tables, those that are added later too, unless it says otherwise', () => {
    const components = componentsOf((shop) => {
      shop.addComponent({ ...web, traits: [{ type: 'scaler', properties: { replicas: 2 } }] });
      shop.addComponent({ name: 'worker', type: 'worker', dependsOn: ['web'] });
      shop.addTable(MINIMAL);
    });
    expect(components.slice(0, 2)).toEqual([
      { ...web, traits: [{ type: 'scaler', properties: { replicas: 2 } }], dependsOn: ['orders'] },
      { name: 'worker', type: 'worker', dependsOn: ['web'] },
    ]);
    for (const each of [web, { ...web, type: 'webservice@v2.1' }]) {
      expect(componentsOf((shop) => shop.addComponent(each))).toEqual([each]);
    }
  });

  test.each<[string, object, string]>([
    ['no name', { name: undefined }, 'component.name is missing'],
    ['a name that is no label', { name: 'Web' }, 'component.name "Web" '],
    ['no type', { type: undefined }, 'component.type is missing'],
    ['the name of a table', { name: 'orders' }, 'component.name "orders" is the name of another component of the Application. Give one of them another `component.name`. [DuplicateName]'],
    ['a component that there is not', { dependsOn: ['order'] }, 'component.dependsOn "order" is no other component of the Application. Use the name of another component. Did you mean "orders"? [UnknownComponent]'],
    ['itself', { dependsOn: ['web'] }, 'component.dependsOn "web" is the component itself. Remove it. [UnknownComponent]'],
    ['the type of tables', { type: 'aws-dynamodb-kro' }, 'component.type "aws-dynamodb-kro" is the type of tables. Give the table to addTable()'],
    ['a version of it', { type: 'aws-dynamodb-kro@v1' }, 'is the type of tables'],
    ['traits that are text', { traits: 'x' }, 'component.traits "x" is not a list'],
    ['traits that are an object', { traits: {} }, 'component.traits (an object) is not a list'],
    ['a trait that is null', { traits: [null] }, 'component.traits[0] null is not an object'],
    ['a trait without type', { traits: [{ properties: {} }] }, 'component.traits[0].type is missing'],
    ['a trait whose properties are text', { traits: [{ type: 'scaler', properties: 'x' }] }, 'component.traits[0].properties "x" is not an object'],
    ['properties that are text', { properties: 'x' }, 'component.properties "x" is not an object'],
    ['properties that are a list', { properties: [] }, 'component.properties (a list of 0) is not an object'],
    ['the access trait of a table', { traits: [{ type: 'aws-dynamodb-kro-access', properties: { access: [] } }] }, 'component.traits[0].type "aws-dynamodb-kro-access" is a trait of tables, and this component is none'],
    ['a function', { properties: { env: [{ value: () => 1 }] } }, 'component.properties.env[0].value cannot be written as YAML. Give plain data. [InvalidType]'],
    ['what contains itself', { properties: circular(), traits: [{ type: 'service-account', properties: circular() }] }, 'component.properties.env.all contains itself'],
    ['a misspelt property', { depends: [] }, 'component.depends is not a property'],
    ['one that waits for it', { name: 'web', dependsOn: ['worker'] }, 'web: component.dependsOn waits for itself: web -> worker -> web. Remove one of these dependencies. [DependencyCycle]'],
  ])('%s: refused by synth', (_, props, message) => {
    const lines = refusal((chart) => {
      const shop = new DynamoDbApplication(chart, 'shop', { tables: [MINIMAL] });
      shop.addComponent({ ...web, ...props } as any);
      shop.addComponent({ name: 'worker', type: 'worker', dependsOn: ['orders', ...(props as any).dependsOn?.includes('worker') ? ['web'] : []] });
    });
    expect(lines.join('\n')).toContain(message);
  });
});

test('the properties of a table belong into tables', () => {
  expect(refusal((chart) => new DynamoDbApplication(chart, 'shop', MINIMAL as any)).map((line) => line.replace(/.*? /, ''))).toEqual([
    'tableName is not a property. Use tables. [UnknownProperty]', 'region is not a property. Use tables. [UnknownProperty]', 'partitionKey is not a property. Use tables. [UnknownProperty]',
  ]);
});

test('another trait of a table on a component that is none is a warning: the component may make a table of its own', () => {
  const traits = [{ type: 'aws-dynamodb-kro-ttl', properties: { ttlAttributeName: 'expiresAt' } }];
  expect(warned(() => synth((chart) => new DynamoDbApplication(chart, 'shop', { tables: [MINIMAL] }).addComponent({ name: 'web', type: 'webservice', traits })))).toEqual([
    expect.stringContaining('component.traits[0].type "aws-dynamodb-kro-ttl" is a trait of tables, and this component is none, so that it does nothing'),
  ]);
});
