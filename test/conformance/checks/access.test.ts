/**
 * A team that may only create Applications in its namespace gets its tables, and nothing more. Whoever may edit a
 * namespace may have tables in it, and whoever may view it sees them; ACK's objects and the platform are none of theirs.
 */
import { stringify } from 'yaml';
import { AttributeType, DynamoDbTable } from '../../../src';
import { APPLICATION, DYNAMODB_TABLE, TABLE } from '../harness/cluster';
import { User } from '../harness/connection';
import { eventually } from '../harness/eventually';
import { cluster, example, kubectl, leavesNothingIn, synthesize } from '../harness/suite';

const NAMESPACE = 'team';
const ELSEWHERE = 'other-team';
const RBAC = 'rbac.authorization.k8s.io';
/** Users, and the role of Kubernetes that each has in the namespace. */
const PEOPLE = { author: 'edit', viewer: 'view' } as const;
const ACK_TABLES = 'tables.dynamodb.services.k8s.aws';
const TABLES = 'dynamodbtables.kro.run';

/** Gives a user a role of Kubernetes' own in a namespace. */
const bindingOf = (user: string, role: string, namespace: string) => ({
  apiVersion: `${RBAC}/v1`,
  kind: 'RoleBinding',
  metadata: { name: user, namespace },
  roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
  subjects: [{ kind: 'User', apiGroup: RBAC, name: user }],
});

leavesNothingIn(NAMESPACE);

beforeAll(async () => {
  await cluster.namespace(NAMESPACE);
  await cluster.namespace(ELSEWHERE);
  await cluster.apply({
    apiVersion: `${RBAC}/v1`,
    kind: 'Role',
    metadata: { name: 'applications', namespace: NAMESPACE },
    rules: [{ apiGroups: [APPLICATION.group], resources: [APPLICATION.plural], verbs: ['get', 'list', 'create', 'patch'] }],
  }, {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata: { name: 'applications', namespace: NAMESPACE },
    roleRef: { apiGroup: RBAC, kind: 'Role', name: 'applications' },
    subjects: [{ kind: 'User', apiGroup: RBAC, name: 'developer' }],
  }, ...Object.entries(PEOPLE).map(([user, role]) => bindingOf(user, role, NAMESPACE)));
});

test('a developer who may only create Applications gets a DynamoDBTable', async () => {
  const [application] = example('basic');
  const own = { ...application, metadata: { ...application.metadata, namespace: NAMESPACE } };
  expect(await kubectl(['apply', '-f', '-'], { user: 'developer', input: stringify(own) })).toMatchObject({ code: 0 });
  await cluster.until(DYNAMODB_TABLE, NAMESPACE, 'users-table', ({ spec }) => expect(spec.tableName).toBe('users-table'));
});

test('the same developer may touch neither tables, nor Secrets, nor another namespace', async () => {
  const asDeveloper = async (...args: string[]): Promise<string> => (await kubectl([...args], { user: 'developer' })).stderr;
  expect(await asDeveloper('get', 'dynamodbtables', '-n', NAMESPACE)).toContain('forbidden');
  expect(await asDeveloper('get', 'tables.dynamodb.services.k8s.aws', '-n', NAMESPACE)).toContain('forbidden');
  expect(await asDeveloper('get', 'secrets', '-n', NAMESPACE)).toContain('forbidden');
  expect(await asDeveloper('get', 'applications', '-n', 'default')).toContain('forbidden');
});

describe('the roles of people', () => {
  const [table] = synthesize(NAMESPACE, (chart) => new DynamoDbTable(chart, 'authored', {
    tableName: 'authored', region: 'us-east-1', partitionKey: { name: 'id', type: AttributeType.STRING },
  }));
  const as = (user: User, args: string, input?: object) => kubectl([...args.split(' '), '-n', NAMESPACE], { user, input: input && stringify(input) });
  const may = async (user: User, verb: string, resource: string): Promise<boolean> => (await as(user, `auth can-i ${verb} ${resource}`)).stdout.trim() === 'yes';
  const taggedAs = (value: string) => ({ ...table, spec: { ...table.spec, tags: [{ key: 'team', value }] } });

  beforeAll(() => eventually('the roles to be part of edit and view', async () => {
    expect(await may('viewer', 'get', TABLES)).toBe(true);
    expect(await may('author', 'create', TABLES)).toBe(true);
  }));

  test('who may edit the namespace creates, reads, changes and deletes a table there', async () => {
    expect(await as('author', 'apply -f -', table)).toMatchObject({ code: 0 });
    expect((await as('author', 'get dynamodbtables -o name')).stdout).toContain('dynamodbtable.kro.run/authored');
    expect(await as('author', 'apply -f -', taggedAs('shop'))).toMatchObject({ code: 0 });
    await cluster.until(TABLE, NAMESPACE, 'authored', ({ spec }) => expect(spec.tags).toEqual([{ key: 'team', value: 'shop' }]));
    expect((await as('viewer', 'get dynamodbtables authored -o jsonpath={.spec.tags[0].value}')).stdout).toBe('shop');
    expect(await as('author', 'delete dynamodbtable authored --wait=false')).toMatchObject({ code: 0 });
  });

  test('who may edit the namespace has kro write a Secret there, and elsewhere only where they may write Secrets themselves', async () => {
    const withSecret = (namespace?: string, tags: object[] = []) => ({
      ...table,
      metadata: { ...table.metadata, name: 'connected' },
      spec: { ...table.spec, tableName: 'connected', tags, writeConnectionSecretToRef: { name: 'connection', namespace } },
    });
    const refusal = `writeConnectionSecretToRef.namespace ${ELSEWHERE}: you may not create, patch and delete Secrets there`;
    expect((await as('author', 'apply -f -', withSecret(ELSEWHERE))).stderr).toContain(refusal);
    expect(await as('author', 'apply -f -', withSecret(NAMESPACE))).toMatchObject({ code: 0 });
    expect((await as('author', 'apply -f -', withSecret(ELSEWHERE))).stderr).toContain(refusal);

    // Named by someone who may, it stays when others change the table.
    expect(await as('admin', 'apply -f -', withSecret(ELSEWHERE))).toMatchObject({ code: 0 });
    expect(await as('author', 'apply -f -', withSecret(ELSEWHERE, [{ key: 'team', value: 'shop' }]))).toMatchObject({ code: 0 });

    expect(await as('author', 'apply -f -', withSecret())).toMatchObject({ code: 0 });

    // All that kro does there is asked for, each by itself.
    for (const missing of ['create', 'patch', 'delete']) {
      const verbs = ['create', 'patch', 'delete'].filter((verb) => verb !== missing);
      await cluster.apply({ apiVersion: `${RBAC}/v1`, kind: 'Role', metadata: { name: 'secrets', namespace: ELSEWHERE }, rules: [{ apiGroups: [''], resources: ['secrets'], verbs }] },
        { ...bindingOf('author', '', ELSEWHERE), metadata: { name: 'secrets', namespace: ELSEWHERE }, roleRef: { apiGroup: RBAC, kind: 'Role', name: 'secrets' } });
      await eventually(`the author to have all rights but ${missing}`, async () => {
        const canI = async (verb: string) => (await kubectl(['auth', 'can-i', verb, 'secrets', '-n', ELSEWHERE], { user: 'author' })).stdout.trim();
        expect([await canI(missing), ...await Promise.all(verbs.map(canI))]).toEqual(['no', 'yes', 'yes']);
      });
      expect((await as('author', 'apply -f -', withSecret(ELSEWHERE))).stderr).toContain(refusal);
    }
    await cluster.apply(bindingOf('author', 'edit', ELSEWHERE));
    await eventually('the author to have the right', async () => expect((await kubectl(['auth', 'can-i', 'patch', 'secrets', '-n', ELSEWHERE], { user: 'author' })).stdout.trim()).toBe('yes'));
    expect(await as('author', 'apply -f -', withSecret(ELSEWHERE))).toMatchObject({ code: 0 });
  });

  test('who may view the namespace only reads', async () => {
    await cluster.apply({ ...table, metadata: { ...table.metadata, name: 'seen' }, spec: { ...table.spec, tableName: 'seen' } });
    expect((await as('viewer', 'get dynamodbtables -o name')).stdout).toContain('dynamodbtable.kro.run/seen');
    for (const command of ['apply -f -', 'create -f -']) {
      expect((await as('viewer', command, taggedAs('web'))).stderr).toContain('forbidden');
    }
    expect((await as('viewer', 'delete dynamodbtable seen')).stderr).toContain('forbidden');
    expect((await as('viewer', 'annotate dynamodbtable seen a=b')).stderr).toContain('forbidden');
  });

  test.each(Object.keys(PEOPLE) as Array<keyof typeof PEOPLE>)('%s may touch neither ACK nor the platform, nor another namespace', async (user) => {
    expect((await as(user, `get ${ACK_TABLES}`)).stderr).toContain('forbidden');
    expect((await kubectl(['get', 'resourcegraphdefinitions'], { user })).stderr).toContain('forbidden');
    expect((await kubectl(['get', 'dynamodbtables', '-n', 'default'], { user })).stderr).toContain('forbidden');
    // Asked as it would be used: in the namespace, or, of what is in none, in the cluster. Since kro 0.9.4, its own roles name graphs, too.
    const everywhere = async (verb: string, resource: string): Promise<boolean> => (await kubectl(['auth', 'can-i', verb, resource, '-A'], { user })).stdout.trim() === 'yes';
    for (const verb of ['get', 'create', 'patch', 'delete']) {
      for (const resource of [ACK_TABLES, 'backups.dynamodb.services.k8s.aws']) {
        expect([resource, verb, await may(user, verb, resource)]).toEqual([resource, verb, false]);
      }
      for (const resource of ['resourcegraphdefinitions.kro.run', 'iamroleselectors.services.k8s.aws']) {
        expect([resource, verb, await everywhere(verb, resource)]).toEqual([resource, verb, false]);
      }
    }
  });
});
