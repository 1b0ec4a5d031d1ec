import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { ControllerPolicy, DynamoDbApplication, DynamoDbTable, PolicyStatement, TableAlarms, TableDashboard, Warnings, WorkloadRole } from '../src';
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
