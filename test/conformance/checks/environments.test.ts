/**
 * One table definition for two environments. With KubeVela (examples/environments), its policies give each its namespace, its name in AWS
 * and its protection; without it (examples/plain-environments), the function that declares both does.
 */
import { ask } from '../harness/aws';
import { APPLICATION, DYNAMODB_TABLE, Kind, TABLE } from '../harness/cluster';
import { cluster, example, installDefinitions, kubectl, withAck } from '../harness/suite';

const WITHIN = 150_000;
const DEPLOYMENT: Kind = { group: 'apps', version: 'v1', plural: 'deployments' };
const NAME = 'carts';
const ENVIRONMENTS = [
  ['dev', { deletionProtectionEnabled: false, pointInTimeRecoveryEnabled: false }],
  ['prod', { deletionProtectionEnabled: true, pointInTimeRecoveryEnabled: true, deletionPolicy: 'retain' }],
] as const;

const inAws = async (TableName: string): Promise<any> => (await ask('DescribeTable', { TableName }, 'ResourceNotFound')).Table;

describe('with KubeVela', () => {
  beforeAll(() => installDefinitions('deploy'), 60_000);

  test('the Application is healthy in both environments', async () => {
    expect(await kubectl(['apply', '-f', 'examples/environments.yaml'])).toMatchObject({ code: 0 });
    await cluster.until(APPLICATION, 'default', NAME, ({ status }) => {
      expect(status.status).toBe('running');
      expect(status.services.map(({ namespace, healthy }: any) => [namespace, healthy]).sort()).toEqual([['dev', true], ['prod', true]]);
    }, WITHIN);
  }, 2 * WITHIN);

  test.each(ENVIRONMENTS)('%s has a table of its own, protected or not', async (namespace, protection) => {
    const { spec, status } = await cluster.get(DYNAMODB_TABLE, namespace, NAME);
    expect(spec).toMatchObject({ tableName: `carts-${namespace}`, ttlAttributeName: 'expiresAt', ...protection });
    expect(status.state).toBe('ACTIVE');
    const { tableName, deletionProtectionEnabled } = spec;
    expect((await cluster.get(TABLE, namespace, NAME)).spec).toMatchObject({ tableName, deletionProtectionEnabled });
  });

  withAck.each(ENVIRONMENTS)('the table of %s is in AWS, protected or not', async (namespace, { deletionProtectionEnabled }) => {
    expect(await inAws(`carts-${namespace}`)).toMatchObject({ TableStatus: 'ACTIVE', DeletionProtectionEnabled: deletionProtectionEnabled });
  });

  test('deleting the Application deletes the table of dev, and waits for the protection of prod', async () => {
    await cluster.delete(APPLICATION, 'default', NAME);
    await cluster.gone(DYNAMODB_TABLE, 'dev', NAME, WITHIN);
    await cluster.until(APPLICATION, 'default', NAME, ({ status }) => expect(JSON.stringify(status)).toContain('deletion protection of table carts-prod is on'), WITHIN);
    expect(await cluster.find(DYNAMODB_TABLE, 'prod', NAME)).toBeDefined();
  }, 3 * WITHIN);

  test('without the protection everything of it goes', async () => {
    await cluster.patch(DYNAMODB_TABLE, 'prod', NAME, { spec: { deletionProtectionEnabled: false } });
    await cluster.gone(APPLICATION, 'default', NAME, WITHIN);
    await cluster.gone(TABLE, 'prod', NAME, WITHIN);
  }, 3 * WITHIN);

  withAck('the table of prod stays in AWS, that of dev is gone', async () => {
    expect(await inAws('carts-prod')).toMatchObject({ TableStatus: 'ACTIVE', DeletionProtectionEnabled: false });
    expect(await inAws('carts-dev')).toBeUndefined();
  });
});

describe.each(ENVIRONMENTS)('without KubeVela, %s', (namespace, protection) => {
  const [table, ...others] = example(`plain-${namespace}`);
  const { name } = table.metadata;

  test('the API server takes each object', async () => {
    expect(await kubectl(['apply', '-f', `examples/plain-${namespace}.yaml`])).toMatchObject({ code: 0 });
  });

  test('has a table of its own, protected or not, whose Secret the Deployment reads', async () => {
    const { spec } = await cluster.until(DYNAMODB_TABLE, namespace, name, ({ status }) => expect(status.state).toBe('ACTIVE'), WITHIN);
    expect(spec).toMatchObject({ tableName: `baskets-${namespace}`, ...protection });
    const { spec: { template } } = await cluster.get(DEPLOYMENT, namespace, 'web');
    const secret = await cluster.secret(namespace, 'baskets-table');
    const { env } = template.spec.containers[0];
    expect(env.map(({ valueFrom: { secretKeyRef } }: any) => secretKeyRef.name)).toEqual(['baskets-table', 'baskets-table']);
    const values = env.map(({ name: variable, valueFrom: { secretKeyRef } }: any) => [variable, secret?.[secretKeyRef.key]]);
    expect(Object.fromEntries(values)).toEqual({ TABLE_NAME: `baskets-${namespace}`, AWS_REGION: 'us-east-1' });
  }, 2 * WITHIN);

  test('is deleted, where it is protected after its protection is off', async () => {
    if (protection.deletionProtectionEnabled) {
      await expect(cluster.delete(DYNAMODB_TABLE, namespace, name)).rejects.toThrow(`deletion protection of table baskets-${namespace} is on`);
      await cluster.patch(DYNAMODB_TABLE, namespace, name, { spec: { deletionProtectionEnabled: false } });
      await cluster.until(DYNAMODB_TABLE, namespace, name, ({ status }) => expect(status.deletionProtected).toBe(false), WITHIN);
    }
    await cluster.delete(DYNAMODB_TABLE, namespace, name);
    await cluster.gone(TABLE, namespace, name, WITHIN);
    expect(await kubectl(['delete', '-f', `examples/plain-${namespace}.yaml`, '--ignore-not-found'])).toMatchObject({ code: 0 });
    expect(others.length).toBeGreaterThan(2);
  }, 3 * WITHIN);
});
