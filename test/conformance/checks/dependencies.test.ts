/** What an Application names and does not have: what KubeVela makes of it, and what `validate` says before. */
import { run } from '../../cli/run';
import { APPLICATION, DYNAMODB_TABLE } from '../harness/cluster';
import { cluster, installDefinitions, leavesNothingIn } from '../harness/suite';

const NAMESPACE = 'dependencies';
const KEYS = { attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }] };
const component = (name: string, more: object) =>
  ({ name, type: 'aws-dynamodb-kro', properties: { tableName: name, region: 'us-east-1', ...KEYS }, ...more });
const override = (properties: object) => ({ policies: [{ name: 'o', type: 'override', properties }] });
const step = (name: string) => ({ workflow: { steps: [{ name: 's', type: 'apply-component', properties: { component: name } }] } });

const steps = (...all: readonly object[]) => ({ workflow: { steps: all } });
const inAnyOrder = (...all: readonly object[]) => ({ workflow: { mode: { steps: 'DAG' }, steps: all } });
const apply = (name: string, applied: string, ...dependsOn: readonly string[]) =>
  ({ name, type: 'apply-component', properties: { component: applied }, ...dependsOn.length > 0 ? { dependsOn } : {} });

/** Two components, what else is in the Application, what KubeVela says, the tables that it applies, and what `validate` says. */
type Case = readonly [name: string, db: object, web: object, rest: object, message: string, tables: readonly string[], found: readonly string[]];
const CASES: readonly Case[] = [
  ['depends', {}, { dependsOn: ['depends-dbb'] }, {}, 'component depends-dbb not found', [], ['error UnknownComponent']],
  ['deployed', {}, { dependsOn: ['deployed-dbb'] }, override({ components: [{ name: 'deployed-db', properties: { tableClass: 'STANDARD' } }] }), 'deployed-web is waiting dependents', ['db'], ['error UnknownComponent']],
  ['elsewhere', {}, { dependsOn: ['elsewhere-db'] }, override({ components: [], selector: ['elsewhere-web'] }), 'elsewhere-web is waiting dependents', [], ['warning NotApplied', 'error UnknownComponent']],
  ['itself', {}, { dependsOn: ['itself-web'] }, {}, 'Pending on DependsOn: itself-web', ['db'], ['error UnknownComponent']],
  ['cycle', { dependsOn: ['cycle-web'] }, { dependsOn: ['cycle-db'] }, {}, 'runningWorkflow', [], ['error DependencyCycle']],
  ['input', { outputs: [{ name: 'arn', valueFrom: 'output.status.tableArn' }] }, { inputs: [{ from: 'arm', parameterKey: 'tableClass' }] }, {}, 'Pending on Input: arm', ['db'], ['error UnknownOutput']],
  ['step', {}, {}, step('step-dbb'), 'component step-dbb not found', [], ['error UnknownComponent', 'warning NotApplied']],
  ['patched', {}, {}, override({ components: [{ name: 'patched-dbb', properties: { tableClass: 'STANDARD' } }] }), 'fetch component/policy type of patched-dbb', ['db', 'web'], ['error UnknownComponent']],
  ['selected', {}, {}, override({ components: [], selector: ['selected-db', 'selected-webb'] }), '"name":"selected-db"', ['db'], ['warning UnknownComponent']],
  ['flat', {}, {}, override({ tableClass: 'STANDARD' }), 'failed to parse override policy o', [], ['error UnknownProperty']],
  ['nowhere', {}, {}, { policies: [{ name: 't', type: 'topology' }] }, 'must not have empty properties', [], ['error Required']],
  ['clusters', {}, {}, { policies: [{ name: 't', type: 'topology', properties: { clusters: 'local' } }] }, 'failed to parse topology policy t', [], ['error InvalidType']],
  ['typo', {}, {}, { policies: [{ name: 't', type: 'topolgy', properties: {} }] }, 'topolgy', [], ['warning NotValidated']],
  ['policy', {}, {}, { ...override({ components: [] }), ...steps({ name: 's', type: 'deploy', properties: { policies: ['oo'] } }) }, 'policy oo not found', [], ['error UnknownPolicy']],
  ['unused', {}, {}, { ...override({ components: [{ name: 'unused-db', properties: { tableClass: 'STANDARD' } }] }), ...step('unused-db') }, '"name":"unused-db"', ['db'], ['warning UnusedPolicy', 'warning NotApplied']],
  ['later', {}, {}, steps(apply('one', 'later-db', 'two'), apply('two', 'later-web')), 'Pending on DependsOn: two', [], ['error DependencyCycle']],
  ['no-step', {}, {}, inAnyOrder(apply('one', 'no-step-db'), apply('two', 'no-step-web', 'on')), 'Pending on DependsOn: on', ['db'], ['error UnknownStep']],
];

leavesNothingIn(NAMESPACE);

const applications = CASES.map(([name, db, web, rest]) => ({
  apiVersion: 'core.oam.dev/v1beta1', kind: 'Application', metadata: { name, namespace: NAMESPACE }, spec: { components: [component(`${name}-db`, db), component(`${name}-web`, web)], ...rest },
}));

beforeAll(async () => {
  await installDefinitions('deploy', 'apply-component');
  await cluster.namespace(NAMESPACE);
  await cluster.apply(...applications);
}, 60_000);

test.each(CASES)('%s', async (name, _db, _web, _rest, message, tables, found) => {
  await cluster.until(APPLICATION, NAMESPACE, name, ({ status }) => expect(JSON.stringify(status)).toContain(message), 60_000);
  const applied = (await cluster.list(DYNAMODB_TABLE, NAMESPACE)).map(({ metadata }) => metadata.name).filter((each) => each.startsWith(`${name}-`));
  expect(applied.sort()).toEqual(tables.map((each) => `${name}-${each}`));
  const file = JSON.stringify(applications.find(({ metadata }) => metadata.name === name));
  const { out } = await run({ 'app.json': file }, 'validate', '-o', 'json', 'app.json');
  expect(JSON.parse(out).flatMap(({ violations }: any) => violations.map(({ severity, code }: any) => `${severity} ${code}`))).toEqual(found);
}, 90_000);
