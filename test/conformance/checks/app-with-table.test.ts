/**
 * A web service and its table in one Application (examples/app-with-table): the service comes after the table, has the Secret of the
 * table in its environment, and all of it goes together. No pod runs here, so the status of the Deployment is written by the check.
 */
import { APPLICATION, DYNAMODB_TABLE, Kind, TABLE } from '../harness/cluster';
import { cluster, example, installDefinitions, kubectl } from '../harness/suite';

const NAMESPACE = 'default';
const WITHIN = 150_000;
const DEPLOYMENT: Kind = { group: 'apps', version: 'v1', plural: 'deployments' };
const TABLE_NAME = 'shop-orders';

beforeAll(() => installDefinitions('webservice', 'service-account'), 60_000);

test('the API server takes each object of the example', async () => {
  expect(await kubectl(['apply', '-f', 'examples/app-with-table.yaml'])).toMatchObject({ code: 0 });
});

test.each(['plain-app', 'operations'])('it takes each object of %s, too', async (name) => {
  expect(await kubectl(['apply', '--dry-run=server', '-f', `examples/${name}.yaml`])).toMatchObject({ code: 0 });
});

test('without KubeVela, the Deployment of cdk8s-plus reads the Secret that kro writes', async () => {
  const [table, ...others] = example('plain-app');
  const { spec: { template } } = others.find(({ kind }) => kind === 'Deployment');
  await cluster.apply(table);
  const { name } = table.spec.writeConnectionSecretToRef;
  await cluster.until(DYNAMODB_TABLE, NAMESPACE, table.metadata.name, ({ status }) => expect(status.state).toBe('ACTIVE'), WITHIN);
  const secret = await cluster.secret(NAMESPACE, name);
  const values = template.spec.containers[0].env.map(({ valueFrom: { secretKeyRef } }: any) => [secretKeyRef.name, secret?.[secretKeyRef.key]]);
  expect(values).toEqual([[name, table.spec.tableName], [name, 'us-east-1']]);
  await cluster.delete(DYNAMODB_TABLE, NAMESPACE, table.metadata.name);
  await cluster.gone(DYNAMODB_TABLE, NAMESPACE, table.metadata.name, WITHIN);
}, 3 * WITHIN);

test('the service comes when the table is there, with the values of its Secret and its ServiceAccount', async () => {
  const { spec } = await cluster.until(DEPLOYMENT, NAMESPACE, 'web', () => undefined, WITHIN);
  expect(await cluster.get(DYNAMODB_TABLE, NAMESPACE, TABLE_NAME)).toMatchObject({ status: { state: 'ACTIVE' } });
  const pod = spec.template.spec;
  expect(pod.serviceAccountName).toBe('shop');
  const secret = await cluster.secret(NAMESPACE, 'shop-orders-table');
  const values = pod.containers[0].env.map(({ name, valueFrom: { secretKeyRef } }: any) => [name, secretKeyRef.name, secret?.[secretKeyRef.key]]);
  expect(values).toEqual([['TABLE_NAME', 'shop-orders-table', TABLE_NAME], ['AWS_REGION', 'shop-orders-table', 'us-east-1']]);
}, 2 * WITHIN);

test('the Application is healthy when the service is', async () => {
  const { metadata, spec } = await cluster.get(DEPLOYMENT, NAMESPACE, 'web');
  const { replicas = 1 } = spec;
  await cluster.writeStatus(DEPLOYMENT, NAMESPACE, 'web', {
    observedGeneration: metadata.generation, replicas, readyReplicas: replicas, updatedReplicas: replicas, availableReplicas: replicas,
  });
  await cluster.until(APPLICATION, NAMESPACE, 'shop', ({ status }) => {
    expect(status.status).toBe('running');
    expect(status.services.map(({ name, healthy }: any) => [name, healthy]).sort()).toEqual([[TABLE_NAME, true], ['web', true]]);
  }, WITHIN);
}, 2 * WITHIN);

test('deleting the Application leaves nothing of it', async () => {
  expect(example('app-with-table')[0].metadata.name).toBe('shop');
  await cluster.delete(APPLICATION, NAMESPACE, 'shop');
  await cluster.gone(APPLICATION, NAMESPACE, 'shop', WITHIN);
  for (const [kind, name] of [[DEPLOYMENT, 'web'], [DYNAMODB_TABLE, TABLE_NAME], [TABLE, TABLE_NAME]] as const) {
    await cluster.gone(kind, NAMESPACE, name, WITHIN);
  }
  expect(await cluster.secret(NAMESPACE, 'shop-orders-table')).toBeUndefined();
}, 4 * WITHIN);
