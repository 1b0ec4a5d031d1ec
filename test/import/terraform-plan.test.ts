/** A plan of Terraform tells what is in AWS, and what is pending: what is in AWS is declared, and each pending change is a finding. */
import { STATE } from './terraform-state';
import { run as runCommand } from '../cli/run';

const run = (document: object) => runCommand({ 'plan.json': JSON.stringify(document) }, 'import', '-o', 'yaml', 'plan.json');

const ARN = 'arn:aws:dynamodb:us-east-1:111122223333:table/';
const values = (more: object = {}, name = 'users'): object => ({
  ...STATE, name, arn: ARN + name, hash_key: 'id', attribute: [{ name: 'id', type: 'S' }], billing_mode: 'PAY_PER_REQUEST', tags_all: {}, ttl: [], point_in_time_recovery: [{ enabled: true }], ...more,
});
interface Change {
  readonly address?: string;
  readonly actions: readonly string[];
  readonly before?: object | null;
  readonly after?: object | null;
  readonly unknown?: object;
  readonly deposed?: string;
}
const resource = (address: string, of: object): object => ({ address, mode: 'managed', type: address.split('.')[0], name: address.split('.')[1], values: of });
const plan = (...changes: readonly Change[]): object => ({
  format_version: '1.2',
  planned_values: { root_module: { resources: changes.filter(({ after }) => after).map(({ address = 'aws_dynamodb_table.users', after }) => resource(address, after!)) } },
  resource_changes: changes.map(({ address = 'aws_dynamodb_table.users', actions, before = null, after = null, unknown = {}, deposed }) => ({
    ...resource(address, {}), deposed, change: { actions, before, after, after_unknown: unknown },
  })),
});
const still = { actions: ['no-op'], before: values(), after: values() };

test('what does not change is no finding', async () => {
  const { code, error } = await run(plan(still));
  expect([code, error]).toEqual([0, expect.stringContaining('1 table, 1 finding, 0 that adoption may change in AWS')]);
});

test('an update: what is in AWS is declared, and each property that the plan changes is a finding', async () => {
  const { code, out, error } = await run(plan({ actions: ['update'], before: values({ tags_all: { a: '1' } }), after: values({ tags_all: { a: '2' }, deletion_protection_enabled: true }) }));
  expect([code, out]).toEqual([1, expect.stringMatching(/deletionProtectionEnabled: false\n {2}tags:\n {4}- key: a\n {6}value: "1"\n/)]);
  expect(error).toContain('users: cannot be determined: tags_all (aws_dynamodb_table.users.tags_all): A change is pending: the plan sets {"a":"2"}. What AWS had before is declared: {"a":"1"}. Apply the plan first and import the state, or declare the change.');
  expect(error).toContain('users: cannot be determined: deletion_protection_enabled (aws_dynamodb_table.users.deletion_protection_enabled): A change is pending: the plan sets true. What AWS had before is declared: false.');
  expect(error).toContain('3 findings, 2 that');
});

test.each([['state.json', 'plan.json'], ['plan.json', 'state.json']])('what is pending is told beside the state, whatever comes first: %s', async (...order) => {
  const files: Record<string, object> = {
    'state.json': { format_version: '1.0', values: { root_module: { resources: [resource('aws_dynamodb_table.users', values())] } } },
    'plan.json': plan({ actions: ['update'], before: values(), after: values({ table_class: 'STANDARD_INFREQUENT_ACCESS' }) }),
  };
  const { code, error } = await runCommand(Object.fromEntries(order.map((file) => [file, JSON.stringify(files[file])])), 'import', '-o', 'yaml', ...order);
  expect([code, error]).toEqual([1, expect.stringMatching(/^users: note: deletion at the source [^\n]*\n?users: cannot be determined: table_class \(aws_dynamodb_table\.users\.table_class\): A change is pending: [^\n]*\n?1 table, 2 findings, 1 that/)]);
});

test('a value that the plan does not know yet', async () => {
  const { code, error } = await run(plan({ actions: ['update'], before: values(), after: values(), unknown: { server_side_encryption: [{ kms_key_arn: true }] } }));
  expect([code, error]).toEqual([1, expect.stringContaining('users: cannot be determined: server_side_encryption (aws_dynamodb_table.users.server_side_encryption): A change is pending: the plan sets a value that is not known yet.')]);
});

test.each([[['delete', 'create']], [['create', 'delete']]])('a table that is replaced: the one with the data is declared: %j', async (actions) => {
  const { code, out, error } = await run(plan({ actions, before: values({}, 'old-users'), after: values({}, 'new-users'), unknown: { arn: true } }));
  expect([code, out]).toEqual([1, expect.stringContaining('tableName: old-users\n')]);
  expect(out).not.toContain('tableName: new-users');
  expect(error).toContain('old-users: cannot be determined: table that is to be replaced (aws_dynamodb_table.users): The plan deletes it with its data, and creates new-users in its place. It is still in AWS, and is declared. Do not apply the plan if you want to keep it.');
});

test.each<[string, object]>([
  ['a table', plan({ actions: ['delete'], before: values() })],
  ['beside another one', plan({ ...still, address: 'aws_dynamodb_table.aaa', before: values({}, 'aaa'), after: values({}, 'aaa') }, { actions: ['delete'], before: values() })],
  ['an object that is deposed', plan({ ...still, before: values({}, 'fresh'), after: values({}, 'fresh') }, { actions: ['delete'], before: values(), deposed: 'ab12' })],
])('a table that is to be deleted is still in AWS: %s', async (_, document) => {
  const { code, out, error } = await run(document);
  expect([code, out]).toEqual([1, expect.stringContaining('tableName: users\n')]);
  expect(error).toContain('users: cannot be determined: table that is to be deleted (aws_dynamodb_table.users): The plan deletes it with its data. It is still in AWS, and is declared. Do not apply the plan if you want to keep it.');
});

test('a table that is to be created is not in AWS yet', async () => {
  const { code, error } = await run(plan({ actions: ['create'], after: values() }));
  expect([code, error]).toEqual([1, expect.stringContaining('users: cannot be determined: table that is to be created (aws_dynamodb_table.users): It is not in AWS yet. Apply the plan, and import the state.')]);
});

test('a table that Terraform is to forget stays as it is', async () => {
  const { code, out, error } = await run(plan({ actions: ['forget'], before: values() }));
  expect([code, out]).toEqual([0, expect.stringContaining('tableName: users\n')]);
  expect(error).toContain('users: note: table that is to be forgotten (aws_dynamodb_table.users): The plan takes it out of the state, and leaves it in AWS.');
});

const policy = { resource_arn: `${ARN}users`, policy: '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"dynamodb:Scan","Resource":"*"}}' };

test.each<[string, Change, string]>([
  ['created', { actions: ['create'], after: policy }, 'resource that is to be created (aws_dynamodb_resource_policy.p): It is not in AWS yet. Apply the plan, and import the state.'],
  ['deleted', { actions: ['delete'], before: policy }, 'resource that is to be deleted (aws_dynamodb_resource_policy.p): The plan deletes it. It is still in AWS.'],
  ['changed', { actions: ['update'], before: policy, after: { ...policy, policy: '{}' } }, 'policy (aws_dynamodb_resource_policy.p.policy): A change is pending: the plan sets {}. What AWS had before is declared: {"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"dynamodb:Scan","Resource":"*"}}.'],
])('what belongs to a table and is to be %s', async (_, change, finding) => {
  const { code, out, error } = await run(plan(still, { address: 'aws_dynamodb_resource_policy.p', ...change }));
  // What is in AWS is declared.
  expect([code, out.includes('resourcePolicy: ')]).toEqual([1, change.before !== undefined]);
  expect(error).toContain(`users: cannot be determined: ${finding}`);
  // What is in AWS is deleted with its resource.
  expect(error).toContain(`1 table, ${change.before === undefined ? 2 : 3} findings, 1 that`);
});

test.each([['beside its table', true], ['in the plan of another state', false]])('what a plan is to create is of no table that is there: %s', async (_, isBeside) => {
  const created = [
    { address: 'aws_dynamodb_table_replica.r', actions: ['create'], after: { global_table_arn: `${ARN}users` }, unknown: { region: true } },
    { address: 'aws_dynamodb_contributor_insights.i', actions: ['create'], after: { table_name: 'users' } },
    { address: 'aws_dynamodb_tag.t', actions: ['create'], after: { resource_arn: `${ARN}users`, key: 'a', value: 'b' } },
    { address: 'aws_dynamodb_global_secondary_index.g', actions: ['create'], after: { table_name: 'users', index_name: 'by-id' } },
  ];
  const documents = isBeside ? [plan(still, ...created)] : [plan(still), plan(...created)];
  const files = Object.fromEntries(documents.map((each, i) => [`${i}.json`, JSON.stringify(each)]));
  const { code, out, error } = await runCommand(files, 'import', '-o', 'yaml', ...Object.keys(files));
  expect([code, out.match(/replicas|contributorInsights|tags|globalSecondaryIndexes/g)]).toEqual([1, null]);
  expect(error).toContain('1 table, 5 findings, 4 that');
});

test('what a plan is to create with its table is in the declaration', async () => {
  const { out } = await run(plan({ actions: ['create'], after: values() }, { address: 'aws_dynamodb_contributor_insights.i', actions: ['create'], after: { table_name: 'users' } }));
  expect(out).toContain('contributorInsights: true');
});

const state = (...resources: readonly object[]): object => ({ format_version: '1.0', values: { root_module: { resources: [resource('aws_dynamodb_table.users', values()), ...resources] } } });

test.each<[string, object, string]>([
  ['a policy that is created', plan(still, { address: 'aws_dynamodb_resource_policy.p', actions: ['create'], after: { policy: '{}' }, unknown: { resource_arn: true } }), 'resource of type aws_dynamodb_resource_policy (aws_dynamodb_resource_policy.p): Which table it belongs to cannot be told. The plan does not know the value yet.'],
  ['a replica that is created', plan(still, { address: 'aws_dynamodb_table_replica.r', actions: ['create'], after: {}, unknown: { global_table_arn: true } }), 'resource of type aws_dynamodb_table_replica (aws_dynamodb_table_replica.r): Which table it belongs to cannot be told. The plan does not know the value yet.'],
  ['a policy of another table', state(resource('aws_dynamodb_resource_policy.p', { resource_arn: `${ARN}none`, policy: '{}' })), 'resource of type aws_dynamodb_resource_policy (aws_dynamodb_resource_policy.p): Its table none is not in the input. Import it together with its table.'],
  ['insights of another table', state(resource('aws_dynamodb_contributor_insights.i', { table_name: 'none' })), 'resource of type aws_dynamodb_contributor_insights (aws_dynamodb_contributor_insights.i): Its table none is not in the input. Import it together with its table.'],
  ['what nobody knows', state(resource('aws_dynamodb_never_heard_of.i', { table_name: 'none' })), 'resource of type aws_dynamodb_never_heard_of (aws_dynamodb_never_heard_of.i): Its table none is not in the input. Import it together with its table.'],
])('what cannot be tied to a table is a finding: %s', async (_, document, finding) => {
  const { code, error } = await run(document);
  expect([code, error]).toEqual([1, expect.stringContaining(`users: cannot be determined: ${finding}`)]);
  expect(error).toContain('1 table, 2 findings, 1 that');
});

test.each(['aws_appautoscaling_target', 'aws_appautoscaling_policy', 'aws_autoscalingplans_scaling_plan'])('what scales another table changes nothing here: %s', async (type) => {
  const target = { service_namespace: 'dynamodb', resource_id: 'table/none' };
  const { code, error } = await run(state(resource(`${type}.t`, { ...target, scaling_instruction: [target] })));
  expect([code, error]).toEqual([0, expect.stringContaining(`users: note: resource of type ${type} (${type}.t): Its table none is not in the input. Import it together with its table.`)]);
  const unnamed = { format_version: '1.0', values: { root_module: { resources: [resource('aws_dynamodb_table.users', values({ name: null })), resource(`${type}.t`, { ...target, scaling_instruction: [target] })] } } };
  expect((await run(unnamed)).error).toContain(`cannot be determined: resource of type ${type}`);
});

test.each<[string, object]>([
  ['terraform show -json', state({ ...resource('aws_dynamodb_table.users', values({}, 'old')), deposed_key: 'ab12' })],
  ['the state file', {
    version: 4,
    terraform_version: '1.9.0',
    resources: [{ mode: 'managed', type: 'aws_dynamodb_table', name: 'users', instances: [{ attributes: values() }, { deposed: 'ab12', attributes: values({}, 'old') }] }],
  }],
])('an object that is deposed in the state is still in AWS: %s', async (_, document) => {
  const { code, out, error } = await run(document);
  expect([code, out]).toEqual([1, expect.stringContaining('tableName: old\n')]);
  expect(error).toContain('old: cannot be determined: table that is to be deleted (aws_dynamodb_table.users): Terraform deletes it with its data at the next apply. It is still in AWS, and is declared.');
});

test.each<[string, object]>([
  ['terraform show -json', state({ ...resource('aws_dynamodb_table.users', values()), tainted: true })],
  ['the state file', { version: 4, terraform_version: '1.9.0', resources: [{ mode: 'managed', type: 'aws_dynamodb_table', name: 'users', instances: [{ status: 'tainted', attributes: values() }] }] }],
])('a table that is tainted is to be replaced: %s', async (_, document) => {
  const { code, out, error } = await run(document);
  expect([code, out]).toEqual([1, expect.stringContaining('tableName: users\n')]);
  expect(error).toContain('users: cannot be determined: table that is to be replaced (aws_dynamodb_table.users): It is tainted: Terraform replaces it, with its data, at the next apply. To keep it, run terraform untaint.');
});

test('what is tainted and has no data is said to be replaced', async () => {
  const insights = { ...resource('aws_dynamodb_contributor_insights.x', { table_name: 'users' }), tainted: true };
  expect((await run(state(insights))).error).toContain('resource that is to be replaced (aws_dynamodb_contributor_insights.x): It is tainted: Terraform replaces it at the next apply. To keep it, run terraform untaint.');
});

describe('a table that is not among the planned values', () => {
  const prior = (...tables: object[]): object => ({ prior_state: { format_version: '1.0', values: { root_module: { resources: tables } } } });
  const there = resource('aws_dynamodb_table.users', values());
  const names = (out: string): string[] => [...out.matchAll(/ tableName: (.*)/g)].map(([, name]) => name);

  test('is read from the state before, as of a plan of other targets', async () => {
    const { code, out } = await run({ ...plan(), ...prior(there) });
    expect([code, names(out)]).toEqual([0, ['users']]);
    expect(names((await run({ format_version: '1.2', ...prior(there) })).out)).toEqual(['users']);
    // What the plan has is not read twice, nor what it has moved.
    expect(names((await run({ ...plan(still), ...prior(there) })).out)).toEqual(['users']);
    const moved: any = plan(still);
    moved.resource_changes[0].previous_address = 'aws_dynamodb_table.people';
    expect(names((await run({ ...moved, ...prior(resource('aws_dynamodb_table.people', values())) })).out)).toEqual(['users']);
  });

  test('is read from the changes', async () => {
    const { resource_changes: changes }: any = plan({ actions: ['update'], before: values(), after: values({ deletion_protection_enabled: true }) }, { address: 'aws_dynamodb_table.carts', actions: ['create'], after: values({}, 'carts') });
    const { code, out, error } = await run({ format_version: '1.2', resource_changes: changes });
    expect([code, names(out)]).toEqual([1, ['users', 'carts']]);
    expect(error).toContain('users: cannot be determined: deletion_protection_enabled (aws_dynamodb_table.users.deletion_protection_enabled): A change is pending: the plan sets true.');
    expect(error).toContain('carts: cannot be determined: table that is to be created');
  });

  test('and that the plan deletes, or takes out of the state, is read once', async () => {
    for (const action of ['delete', 'forget']) {
      expect(names((await run({ ...plan({ actions: [action], before: values() }), ...prior(there) })).out)).toEqual(['users']);
    }
  });
});
