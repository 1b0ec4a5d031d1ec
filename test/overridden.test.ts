import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { ControllerPolicy, DynamoDbApplication, DynamoDbTable, PolicyStatement, ProviderConfig, TableAlarms, TableDashboard, Warnings, WorkloadRole } from '../src';
import { MINIMAL, synth, warned } from './synth';

const ACCOUNT = '123456789012';
const POLICY = { name: 'protected', type: 'override', properties: { components: [{ name: 'carts', properties: { tableName: 'carts-prod', pointInTimeRecoveryEnabled: true } }] } };
const STEPS = { steps: [{ name: 'dev', type: 'deploy', properties: { policies: [] } }, { name: 'prod', type: 'deploy', properties: { policies: ['protected'] } }] };

/** An Application whose table has another name in prod. */
function cartsIn(chart: Chart, policies: object[] = [POLICY], workflow: object = STEPS): DynamoDbApplication {
  const carts = new DynamoDbApplication(chart, 'carts', { tables: [{ ...MINIMAL, name: 'carts', tableName: 'carts-dev' }] });
  carts.addJsonPatch(JsonPatch.add('/spec/policies', policies), JsonPatch.add('/spec/workflow', workflow));
  return carts;
}

const linesOf = (build: (chart: Chart) => void): string[] => warned(() => synth(build)).filter((line) => line.includes('OverriddenTable'));
const grantee = (chart: Chart): WorkloadRole => new WorkloadRole(chart, 'role', { account: ACCOUNT, serviceAccountName: 'shop', namespace: 'prod', clusterName: 'prod' });

test('a grant, alarms and a dashboard warn of the names that policies give a table', () => {
  const line = (what: string) => expect.stringContaining(`tableName of carts "carts-dev" is "carts-prod" (us-east-1) in other environments of the Application, which the ${what} not cover. Use DynamoDbTable.fromTableName()`);
  expect(linesOf((chart) => cartsIn(chart).grantReadWriteData({ grantee: grantee(chart) }))).toEqual([line('grant does')]);
  expect(linesOf((chart) => cartsIn(chart).grantReadWriteData({ account: ACCOUNT }))).toEqual([line('grant does')]);
  expect(linesOf((chart) => new TableAlarms(chart, 'alarms', { scopes: [cartsIn(chart)] }))).toEqual([line('alarms do')]);
  expect(linesOf((chart) => new TableDashboard(chart, 'dashboard', { scopes: [cartsIn(chart)] }))).toEqual([line('dashboard does')]);
});

test('policies that come after the grant, and those that are objects of their own, count too', () => {
  expect(linesOf((chart) => {
    const carts = new DynamoDbApplication(chart, 'carts', { tables: [{ ...MINIMAL, name: 'carts', tableName: 'carts-dev' }] });
    carts.grantReadData({ grantee: grantee(chart) });
    carts.addJsonPatch(JsonPatch.add('/spec/policies', [POLICY]));
  })).toHaveLength(1);
  expect(linesOf((chart) => {
    const { name, ...spec } = POLICY;
    new ApiObject(chart, 'policy', { apiVersion: 'core.oam.dev/v1alpha1', kind: 'Policy', metadata: { name }, ...spec });
    cartsIn(chart, []).grantReadData({ grantee: grantee(chart) });
  })).toHaveLength(1);
});

test('no warning without another name, nor where it is acknowledged', () => {
  const same = { ...POLICY, properties: { components: [{ name: 'carts', properties: { deletionProtectionEnabled: true } }] } };
  expect(linesOf((chart) => cartsIn(chart, [same]).grantReadData({ grantee: grantee(chart) }))).toEqual([]);
  expect(linesOf((chart) => {
    cartsIn(chart).grantReadData({ grantee: grantee(chart) });
    Warnings.of(chart).acknowledge('OverriddenTable');
  })).toEqual([]);
});

test('the policy of the controller covers the tables of all environments, with what each of them uses', () => {
  let statements: PolicyStatement[] = [];
  synth((chart) => ({ statements } = ControllerPolicy.forTables({ account: ACCOUNT, scopes: [cartsIn(chart)] })));
  const resources = (wanted: string) => statements.find(({ sid }) => sid === wanted)?.resources.map((arn) => arn.split('/')[1]);
  expect([resources('Read'), resources('PointInTimeRecovery')]).toEqual([['carts-dev', 'carts-prod'], ['carts-prod']]);
});

test('another region alone is said as such', () => {
  const elsewhere = { ...POLICY, properties: { components: [{ name: 'carts', properties: { region: 'eu-west-1' } }] } };
  expect(linesOf((chart) => new TableAlarms(chart, 'alarms', { scopes: [cartsIn(chart, [elsewhere])] }))).toEqual([
    'Warning: [chart/alarms] region of carts "us-east-1" is eu-west-1 in other environments of the Application, which the alarms do not cover. Use DynamoDbTable.fromTableName() for each, and acknowledge this warning. [OverriddenTable]\n',
  ].map((line) => line.trim()));
});

test('a plain table that a patch gives another name is warned of, and the policy of the controller covers it', () => {
  const patched = (chart: Chart, path: string, value: unknown): DynamoDbTable => {
    const table = new DynamoDbTable(chart, 'carts', { ...MINIMAL, tableName: 'carts' });
    table.grantReadData({ grantee: grantee(chart) });
    table.addJsonPatch(JsonPatch.add(path, value));
    return table;
  };
  expect(linesOf((chart) => patched(chart, '/spec/tableName', 'carts-v2'))).toEqual([
    'Warning: [chart/role] tableName of carts "carts" is "carts-v2" (us-east-1) after a JSON patch, which the grant does not cover. Give the table its tableName by its properties, not by a patch. [OverriddenTable]',
  ]);
  expect(linesOf((chart) => patched(chart, '/spec/deletionProtectionEnabled', true))).toEqual([]);
  let statements: PolicyStatement[] = [];
  synth((chart) => ({ statements } = ControllerPolicy.forTables({ account: ACCOUNT, scopes: [patched(chart, '/spec/tableName', 'carts-v2')] })));
  expect(statements[0].resources.map((arn) => arn.split('/')[1])).toEqual(['carts', 'carts-v2']);
});

const KEY = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const INDEX = { indexName: 'by-sku', keySchema: [{ attributeName: 'sku', keyType: 'HASH' }], projection: { projectionType: 'ALL' } };
const DENY = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: 'dynamodb:*', Resource: '*' }] });

/** What the role may do with the table, and the lines that are told, where a policy of the Application sets these properties. */
function granted(
  properties: object, build: (carts: DynamoDbApplication, chart: Chart) => void = () => {},
): { statements: PolicyStatement[]; lines: string[] } {
  let statements: PolicyStatement[] = [];
  const lines = warned(() => synth((chart) => {
    const carts = cartsIn(chart, [{ ...POLICY, properties: { components: [{ name: 'carts', properties }] } }]);
    build(carts, chart);
    statements = carts.grantReadData({ grantee: grantee(chart) });
  }));
  return { statements, lines };
}

test('a grant covers the indexes and keys that policies and patches add', () => {
  const attributes = [{ attributeName: 'orderId', attributeType: 'S' }, { attributeName: 'sku', attributeType: 'S' }];
  const { statements, lines } = granted({
    sseEnabled: true, sseType: 'KMS', kmsMasterKeyID: KEY, globalSecondaryIndexes: [INDEX], attributeDefinitions: attributes,
  });
  const arn = `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/carts`;
  expect(lines).toEqual([]);
  expect(statements.map(({ resources }) => resources)).toEqual([[`${arn}-dev`, `${arn}-dev/index/*`], [KEY]]);
  synth((chart) => {
    const table = new DynamoDbTable(chart, 'carts', { ...MINIMAL, tableName: 'carts' });
    table.addJsonPatch(JsonPatch.add('/spec/globalSecondaryIndexes', [INDEX]), JsonPatch.add('/spec/attributeDefinitions', attributes));
    expect(table.grantReadData({ account: ACCOUNT })[0].resources).toEqual([arn, `${arn}/index/*`]);
  });
});

test('a grant covers the account that a policy moves the table to, and so does the policy of its controller', () => {
  const OTHER = '222222222222';
  let resources: string[] = [];
  const { statements, lines } = granted({ providerConfigRef: { name: 'team-a' } }, (carts, chart) => {
    new ProviderConfig(chart, 'team-a', { name: 'team-a', roleArn: `arn:aws:iam::${OTHER}:role/ack` });
    ([{ resources }] = ControllerPolicy.forTables({ account: OTHER, providerConfig: 'team-a', scopes: [carts] }).statements);
  });
  const arn = (account: string) => `arn:aws:dynamodb:us-east-1:${account}:table/carts-dev`;
  expect(resources).toEqual([arn(OTHER)]);
  expect(statements[0].resources).toEqual([arn(ACCOUNT), arn(OTHER)]);
  expect(lines).toContainEqual(expect.stringContaining(`account of carts "${OTHER}" is not that of the role, so the table has to allow the role, too`));
});

test('a grant warns of a resource policy that a policy adds', () => {
  expect(granted({ resourcePolicy: DENY }).lines).toContainEqual(expect.stringContaining('[DeniedGrant]'));
});

test('alarms and a dashboard warn of capacities, indexes and replicas that they do not know', () => {
  const provisioned = { ...POLICY, properties: { components: [{ name: 'carts', properties: { billingMode: 'PROVISIONED', provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 } } }] } };
  const line = (what: string) => expect.stringContaining(`capacities of carts are others after a policy of the Application or a JSON patch, which the ${what} not cover.`);
  expect(linesOf((chart) => new TableAlarms(chart, 'alarms', { scopes: [cartsIn(chart, [provisioned])] }))).toEqual([line('alarms do')]);
  expect(linesOf((chart) => new TableDashboard(chart, 'dashboard', { scopes: [cartsIn(chart, [provisioned])] }))).toEqual([line('dashboard does')]);
});
