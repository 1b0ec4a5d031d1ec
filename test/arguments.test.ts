import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import * as library from '../src';
import { MINIMAL } from './synth';

const {
  ControllerPolicy, DynamoDbApplication, DynamoDbKroComponent, DynamoDbKroPlatform, DynamoDbTable, PolicyDocument, Presets, Warnings, WorkloadRole,
} = library as any;
const message = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('what is no scope is refused in words of ours', () => {
  const constructs = Object.entries(library as { readonly [name: string]: any })
    .filter(([, each]) => each.prototype instanceof Construct && each !== DynamoDbKroPlatform);
  const calls: Array<[string, (...given: any[]) => unknown]> = [
    ...constructs.map(([name, Each]): [string, (...given: any[]) => unknown] => [`new ${name}`, (...given) => new Each(...given)]),
    ['addTable', (...given) => new DynamoDbKroComponent(new Chart(Testing.app(), 'chart'), 'dynamodb').addTable(...given)],
    ['addApplication', (...given) => new DynamoDbKroComponent(new Chart(Testing.app(), 'chart'), 'dynamodb').addApplication(...given)],
    ['DynamoDbKroPlatform.fromFile', (...given) => DynamoDbKroPlatform.fromFile(...given)],
    ['DynamoDbKroPlatform.fromYaml', (...given) => DynamoDbKroPlatform.fromYaml(...given)],
  ];

  test('all constructs are there', () => expect(constructs.length).toBeGreaterThan(6));

  test.each(calls)('%s', (name, call) => {
    const noScope = 'is not a construct. Give the chart or the construct that it goes into. [InvalidType]';
    // As CDK's users forget the scope.
    expect(message(() => call('orders', MINIMAL))).toBe(
      `${name}(scope, id, …):\n  scope "orders" ${noScope}\n  id (an object) is not text. Give the id of the construct; the properties come after it. [InvalidType]`);
    expect(message(() => call(new Chart(Testing.app(), 'chart'), MINIMAL))).toBe(`${name}(scope, id, …):\n  id (an object) is not text. Give the id of the construct; the properties come after it. [InvalidType]`);
    for (const scope of [undefined, null, {}, 3, []]) {
      expect(message(() => call(scope, 'orders', MINIMAL))).toMatch(new RegExp(`^.*\\n {2}scope .*${noScope.replace(/[.[\]]/g, '\\$&')}$`));
    }
  });
});

test.each<[string, () => unknown, string]>([
  ['a path', () => DynamoDbKroPlatform.fromFile(new App(), 'platform'), 'DynamoDbKroPlatform.fromFile():\n  path is not text. Give the path of the file. [InvalidType]'],
  ['a YAML', () => DynamoDbKroPlatform.fromYaml(new App(), 'platform', {}), 'DynamoDbKroPlatform.fromYaml():\n  yaml (an object) is not text. Give the text of the file. [InvalidType]'],
  ['a previous version', () => component().checkUpgrade({}), 'checkUpgrade():\n  previousYaml (an object) is not text. Give the text of the previous YAML. [InvalidType]'],
  ['a folder', () => component().writeAddon(), 'writeAddon():\n  folder is not text. Give the path of the folder. [InvalidType]'],
  ['a list of statements', () => new PolicyDocument({ effect: 'Allow' }), 'new PolicyDocument(statements):\n  statements (an object) is not a list. Give a list of statements, as the grants return it. [InvalidType]'],
  ['a construct', () => Warnings.of('orders'), 'Warnings.of():\n  scope "orders" is not a construct. Give a table, a chart or the app. [InvalidType]'],
])('what is not %s', (_, call, wanted) => {
  expect(message(call)).toBe(wanted);
});

const component = () => new DynamoDbKroComponent(new Chart(Testing.app(), 'chart'), 'dynamodb');

test('null stands for no options, as in JavaScript', () => {
  expect(Presets.production(null)).toEqual(Presets.production());
});

describe('grants', () => {
  const chart = new Chart(Testing.app(), 'chart');
  const role = new WorkloadRole(chart, 'role', { account: '123456789012', serviceAccountName: 'shop', namespace: 'web', clusterName: 'prod' });
  const shop = new DynamoDbApplication(chart, 'shop', { tables: [{ ...MINIMAL, tableName: 'carts' }] });
  const how = 'Give { grantee: role }, with a WorkloadRole, or { account }, an AWS account. [InvalidType]';

  test.each([
    ['a table', new DynamoDbTable(chart, 'orders', MINIMAL), 'chart/orders'],
    ['an Application', shop, 'chart/shop'],
    ['a table of an Application', shop.table('carts'), 'chart/shop: carts'],
    ['a reference', DynamoDbTable.fromTableName('users', 'us-east-1'), 'table users'],
  ])('of %s: to a role as AWS CDK takes one, to its name, and to no role', (_, table, where) => {
    for (const method of ['grantReadData', 'grantWriteData', 'grantReadWriteData', 'grantStreamRead']) {
      const lines = (given?: unknown): string[] => message(() => table[method](given)).split('\n  ').filter((line) => !line.includes('[NoStream]'));
      const heading = `[${where}] no access can be granted:`;
      expect(lines(role)).toEqual([heading, `options is a construct, not an object. ${how}`]);
      expect(lines(role.serviceAccount)).toEqual(lines(role));
      expect(lines('shop')[1]).toBe(`options "shop" is not an object. ${how}`);
      expect(lines({ role })).toEqual([heading, 'role is not a property. Use grantee. [UnknownProperty]']);
      expect(lines({ serviceAccount: 'shop' })).toEqual([heading, 'serviceAccount is not a property. Use grantee. [UnknownProperty]']);
    }
  });

  test('the policy of a controller', () => {
    expect(message(() => ControllerPolicy.forTables(chart))).toBe('no policy can be made:\n  props is a construct, not an object. Give an object with account and scopes. [InvalidType]');
    expect(message(() => ControllerPolicy.forRoles(role))).toBe('no policy can be made:\n  props is a construct, not an object. Give an object with account, path and permissionsBoundary. [InvalidType]');
  });
});

test('the namespace of a chart is validated once, whatever is in it', () => {
  const lines = (namespace: string, hasRole = false): string[] => {
    const app = Testing.app();
    const chart = new Chart(app, 'chart', { namespace });
    new DynamoDbTable(chart, 'one', MINIMAL);
    new DynamoDbTable(chart, 'two', { ...MINIMAL, tableName: 'two' });
    new library.AccountAlarms(chart, 'alarms', { region: 'us-east-1' });
    hasRole && new WorkloadRole(chart, 'role', { account: '123456789012', serviceAccountName: 'shop', clusterName: 'prod' });
    return app.node.findAll().flatMap(({ node }) => node.validate());
  };
  expect(lines('Shop_NS', true)).toEqual(lines('Shop_NS'));
  expect(lines('Shop_NS')).toEqual([expect.stringContaining('namespace "Shop_NS" is not valid')]);
  // None, to cdk8s and to kubectl.
  expect(lines('')).toEqual([]);
  expect(lines('shop')).toEqual([]);
});
