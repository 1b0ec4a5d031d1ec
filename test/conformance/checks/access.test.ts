/** A team that may only create Applications in its namespace gets its tables, and nothing more. */
import { stringify } from 'yaml';
import { APPLICATION, DYNAMODB_TABLE } from '../harness/cluster';
import { cluster, example, kubectl } from '../harness/suite';

const NAMESPACE = 'team';
const RBAC = 'rbac.authorization.k8s.io';

beforeAll(async () => {
  await cluster.namespace(NAMESPACE);
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
  });
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
