/** What `vela status` and the health policy make of each state of a table, written here as kro and ACK write it. */
import { stringify } from 'yaml';
import { APPLICATION, DYNAMODB_TABLE, TABLE } from '../harness/cluster';
import { tableStatus } from '../harness/recorded-ack';
import { cluster, example, kubectl, leavesNothingIn, vela } from '../harness/suite';

// ACK does not watch it, so each status stays as it is written.
const NAMESPACE = 'states';
const NAME = 'users-table';
const [APP] = example('basic');

const says = async (text: string): Promise<void> => {
  await cluster.until(APPLICATION, NAMESPACE, APP.metadata.name, ({ status }) => expect(status?.services?.[0]?.message ?? '').toContain(text), 60_000);
  expect((await vela('status', APP.metadata.name, '-n', NAMESPACE)).stdout).toContain(text);
};
const healthy = async (): Promise<boolean> => (await cluster.get(APPLICATION, NAMESPACE, APP.metadata.name)).status.services[0].healthy;
const condition = (type: string, status: string, message: string) => ({ type, status, message, reason: '', lastTransitionTime: '2026-11-24T00:00:00Z' });

leavesNothingIn(NAMESPACE);

beforeAll(async () => {
  await cluster.namespace(NAMESPACE);
  const application = { ...APP, metadata: { ...APP.metadata, namespace: NAMESPACE } };
  expect(await kubectl(['apply', '-f', '-'], { input: stringify(application) })).toMatchObject({ code: 0 });
  await cluster.until(TABLE, NAMESPACE, NAME, () => undefined);
});

test('no status yet: not healthy, and it says what kro is doing', async () => {
  await says('IN_PROGRESS');
  expect(await healthy()).toBe(false);
});

test('creating: not healthy, and it says so', async () => {
  await cluster.writeStatus(TABLE, NAMESPACE, NAME, { tableStatus: 'CREATING', conditions: [condition('ACK.ResourceSynced', 'False', 'waiting')] });
  await says('CREATING');
  expect(await healthy()).toBe(false);
});

test('AWS rejected: not healthy, and its own words reach the DynamoDBTable and vela status', async () => {
  const message = 'ValidationException: One or more parameter values were invalid: "quoted" ${x} \\(y)';
  await cluster.writeStatus(TABLE, NAMESPACE, NAME, {
    conditions: [condition('ACK.ResourceSynced', 'False', ''), condition('ACK.Recoverable', 'True', message)],
  });
  await cluster.until(DYNAMODB_TABLE, NAMESPACE, NAME, ({ status }) =>
    expect(status.conditions).toContainEqual(expect.objectContaining({ type: 'ACK.Recoverable', status: 'True', message })));
  await says(message);
  expect(await healthy()).toBe(false);
});

test('active: healthy, with the ARN', async () => {
  const table = await cluster.get(TABLE, NAMESPACE, NAME);
  await cluster.writeStatus(TABLE, NAMESPACE, NAME, tableStatus(table));
  await says('ACTIVE arn:aws:dynamodb:us-east-1:123456789012:table/users-table');
  await cluster.until(APPLICATION, NAMESPACE, APP.metadata.name, ({ status }) => expect(status.services[0].healthy).toBe(true));
  const { status } = await cluster.get(DYNAMODB_TABLE, NAMESPACE, NAME);
  expect(status.conditions).toContainEqual(expect.objectContaining({ type: 'Ready', status: 'True' }));
});

test('kro cannot: not healthy, and its own words reach vela status', async () => {
  const secretIn = (namespace?: string): Promise<void> => cluster.patch(APPLICATION, NAMESPACE, APP.metadata.name, {
    spec: { components: [{ ...APP.spec.components[0], properties: { ...APP.spec.components[0].properties, writeConnectionSecretToRef: namespace && { name: 'connection', namespace } } }] },
  });
  await secretIn('nowhere');
  await says('namespaces "nowhere" not found');
  expect(await healthy()).toBe(false);
  await secretIn();
  await cluster.until(APPLICATION, NAMESPACE, APP.metadata.name, ({ status }) => expect(status.services[0]).toMatchObject({ healthy: true, message: expect.not.stringContaining('nowhere') }));
});

test('deleting: not healthy, and it says so', async () => {
  await cluster.writeStatus(TABLE, NAMESPACE, NAME, { tableStatus: 'DELETING' });
  await says('DELETING');
  await cluster.until(APPLICATION, NAMESPACE, APP.metadata.name, ({ status }) => expect(status.services[0].healthy).toBe(false));
});

test('deleted through kro, which leaves the status as it last was: vela status says where to look', async () => {
  await cluster.patch(TABLE, NAMESPACE, NAME, { metadata: { finalizers: ['conformance.test/hold'] } });
  await cluster.delete(DYNAMODB_TABLE, NAMESPACE, NAME);
  await says(`what AWS says to it: kubectl describe tables.dynamodb.services.k8s.aws ${NAME}`);
  await cluster.patch(TABLE, NAMESPACE, NAME, { metadata: { finalizers: null } });
});
