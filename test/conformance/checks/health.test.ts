/** What kstatus, Flux and Argo CD say of a table, of ACK's Table, of the graph and of an Application in each state that these can be in. */
import { stringify } from 'yaml';
import { APPLICATION, DYNAMODB_TABLE, Kind, TABLE } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { assess } from '../harness/health-assessors';
import { tableStatus } from '../harness/recorded-ack';
import { cluster, example, kubectl } from '../harness/suite';

const NAMESPACE = 'health';
const NAME = 'assessed';
const [{ spec: { components: [{ properties }] } }] = example('basic');
const TERMINAL = 'ValidationException: One or more parameter values were invalid';
const REFUSED = 'AccessDeniedException: not authorized to perform: dynamodb:CreateTable';

const condition = (type: string, status: string, message = '') => ({ type, status, message, reason: '', lastTransitionTime: '2026-11-24T00:00:00Z' });
/** ACK says Ready beside ACK.ResourceSynced, with the same status. */
const synced = (status: string, message = '') => [condition('ACK.ResourceSynced', status, message), condition('Ready', status, message)];
const statuses = async (object: unknown): Promise<string[]> => Object.values(await assess(object)).map(({ status }) => status);
const without = ({ status: _, ...object }: any): any => object;
const edited = (object: any): any => ({ ...object, metadata: { ...object.metadata, generation: object.metadata.generation + 1 } });

/** Writes what ACK would say of its Table, and gives the DynamoDBTable once kro has said it again, and the Table. */
async function ackSays(words: object): Promise<{ table: any; ackTable: any }> {
  // All of it anew: a merge would keep what the state before had.
  await cluster.writeStatus(TABLE, NAMESPACE, NAME, { tableStatus: null, ackResourceMetadata: null, conditions: null });
  await cluster.writeStatus(TABLE, NAMESPACE, NAME, words);
  const ackTable = await cluster.get(TABLE, NAMESPACE, NAME);
  const reported = (ackTable.status.conditions as Array<{ type: string; status: string; message?: string }>).filter(({ type }) => type.startsWith('ACK.'));
  const isActive = ackTable.status.tableStatus === 'ACTIVE' && reported.some(({ type, status }) => type === 'ACK.ResourceSynced' && status === 'True');
  const table = await cluster.until(DYNAMODB_TABLE, NAMESPACE, NAME, (object) => {
    expect(object.status.observedGeneration).toBe(object.metadata.generation);
    expect(object.status.tableStatus).toBe(ackTable.status.tableStatus);
    const own = object.status.conditions.filter(({ type }: any) => type.startsWith('ACK.')).map(({ type, status, message = '' }: any) => ({ type, status, message }));
    expect(own).toEqual(reported.map(({ type, status, message = '' }) => ({ type, status, message })));
    // kro mirrors the conditions before it assesses them.
    expect(object.status.state === 'ACTIVE').toBe(isActive);
    expect(object.status.conditions.find(({ type }: any) => type === 'Ready').status === 'True').toBe(isActive);
  });
  return { table, ackTable };
}

beforeAll(async () => {
  await cluster.namespace(NAMESPACE);
  await cluster.apply({ apiVersion: 'kro.run/v1alpha1', kind: 'DynamoDBTable', metadata: { name: NAME, namespace: NAMESPACE }, spec: { ...properties, tableName: NAME } });
  await cluster.until(TABLE, NAMESPACE, NAME, () => undefined);
});

describe('a table', () => {
  test('that kro has not seen yet: kstatus alone takes it for Current, which is why Flux is given a check of its own', async () => {
    const { kstatus, flux, argoCd } = await assess(without(await cluster.get(DYNAMODB_TABLE, NAMESPACE, NAME)));
    expect(kstatus.status).toBe('Current');
    // The error of an expression, with which Flux goes on waiting.
    expect(flux.status).toBe('Unknown');
    expect(argoCd).toEqual({ status: 'Progressing', message: 'waiting for kro' });
    expect(await statuses(without(await cluster.get(TABLE, NAMESPACE, NAME)))).toEqual(['Current', '', 'Progressing']);
  });

  test('that ACK has not seen yet', async () => {
    const table = await cluster.until(DYNAMODB_TABLE, NAMESPACE, NAME, ({ status }) => expect(status?.observedGeneration).toBeGreaterThan(0));
    expect(await statuses(table)).toEqual(['InProgress', 'InProgress', 'Progressing']);
  });

  test('that is being created', async () => {
    const { table, ackTable } = await ackSays({ tableStatus: 'CREATING', conditions: synced('False', 'resource is in CREATING state') });
    expect(await statuses(table)).toEqual(['InProgress', 'InProgress', 'Progressing']);
    expect(await statuses(ackTable)).toEqual(['InProgress', '', 'Progressing']);
  });

  test('that AWS rejected, and ACK tries again: in progress, with the words of AWS', async () => {
    const { table, ackTable } = await ackSays({ conditions: [...synced('False'), condition('ACK.Recoverable', 'True', REFUSED)] });
    expect(await statuses(table)).toEqual(['InProgress', 'InProgress', 'Progressing']);
    expect((await assess(table)).argoCd.message).toBe(REFUSED);
    expect(await statuses(ackTable)).toEqual(['InProgress', '', 'Progressing']);
    expect((await assess(ackTable)).argoCd.message).toBe(REFUSED);
  });

  test('that AWS rejected for good: failed, with the words of AWS', async () => {
    const { table, ackTable } = await ackSays({ conditions: [...synced('False'), condition('ACK.Terminal', 'True', TERMINAL)] });
    const { kstatus, flux, argoCd } = await assess(table);
    expect([kstatus.status, flux.status, argoCd.status]).toEqual(['Failed', 'Failed', 'Degraded']);
    expect([kstatus.message, argoCd.message]).toEqual([TERMINAL, TERMINAL]);
    // kstatus does not know ACK's conditions; of the Table, it only sees that it is not ready.
    expect(await statuses(ackTable)).toEqual(['InProgress', '', 'Degraded']);
  });

  test('that is active', async () => {
    const { table, ackTable } = await ackSays(tableStatus(await cluster.get(TABLE, NAMESPACE, NAME)));
    expect(await statuses(table)).toEqual(['Current', 'Current', 'Healthy']);
    expect((await assess(table)).argoCd.message).toContain(`:table/${NAME}`);
    expect(await statuses(ackTable)).toEqual(['Current', '', 'Healthy']);
    expect(table.status.conditions.map(({ type }: any) => type)).not.toContain('Stalled');
  });

  test('that was edited, before kro has seen it', async () => {
    expect(await statuses(edited(await cluster.get(DYNAMODB_TABLE, NAMESPACE, NAME)))).toEqual(['InProgress', 'InProgress', 'Progressing']);
  });

  test('that is being updated', async () => {
    const { table, ackTable } = await ackSays({ tableStatus: 'UPDATING', conditions: synced('False') });
    expect(await statuses(table)).toEqual(['InProgress', 'InProgress', 'Progressing']);
    expect(await statuses(ackTable)).toEqual(['InProgress', '', 'Progressing']);
  });

  test('whose key cannot be used any more: failed, though kstatus alone only sees that it is not ready', async () => {
    const { table, ackTable } = await ackSays({ tableStatus: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS', conditions: synced('True') });
    expect(await statuses(table)).toEqual(['InProgress', 'Failed', 'Degraded']);
    expect((await assess(ackTable)).argoCd.status).toBe('Degraded');
  });

  test('of another API group is assessed in the same way', async () => {
    const { table } = await ackSays(tableStatus(await cluster.get(TABLE, NAMESPACE, NAME)));
    const { flux, argoCd } = await assess({ ...table, apiVersion: 'data.example.com/v1alpha1' }, 'data.example.com');
    expect([flux.status, argoCd.status]).toEqual(['Current', 'Healthy']);
    // Without its check Argo CD would say nothing of it.
    expect((await assess({ ...table, apiVersion: 'data.example.com/v1alpha1' })).argoCd.status).toBe('');
  });

  test('that is being deleted', async () => {
    const hold = (kind: Kind, finalizers: string[] | null) => cluster.patch(kind, NAMESPACE, NAME, { metadata: { finalizers } });
    await hold(TABLE, ['conformance.invalid/hold']);
    await cluster.delete(DYNAMODB_TABLE, NAMESPACE, NAME);
    const deleting = (kind: Kind) => cluster.until(kind, NAMESPACE, NAME, ({ metadata }) => expect(metadata.deletionTimestamp).toBeDefined());
    const [table, ackTable] = [await deleting(DYNAMODB_TABLE), await deleting(TABLE)];
    for (const object of [table, ackTable]) {
      const { kstatus, argoCd } = await assess(object);
      expect([kstatus.status, argoCd.status, argoCd.message]).toEqual(['Terminating', 'Progressing', 'Pending deletion']);
    }
    await hold(TABLE, null);
    await cluster.gone(DYNAMODB_TABLE, NAMESPACE, NAME);
  });
});

describe('the graph', () => {
  const graph = async (name: string): Promise<any> => JSON.parse((await kubectl(['get', 'rgd', name, '-o', 'json'])).stdout);
  const probe = (kind: string) => ({
    apiVersion: 'kro.run/v1alpha1',
    kind: 'ResourceGraphDefinition',
    metadata: { name: 'health-probe' },
    spec: {
      schema: { apiVersion: 'v1alpha1', group: 'health.example.com', kind: 'HealthProbe', scope: 'Namespaced', spec: { text: 'string' } },
      resources: [{ id: 'it', template: { apiVersion: 'v1', kind, metadata: { name: '${schema.metadata.name}' }, data: { text: '${schema.spec.text}' } } }],
    },
  });

  test('that kro has not seen yet', async () => {
    expect(await statuses(without(await graph('dynamodbtable')))).toEqual(['Current', 'Unknown', 'Progressing']);
  });

  test('that is active', async () => {
    expect(await statuses(await graph('dynamodbtable'))).toEqual(['Current', 'Current', 'Healthy']);
  });

  test('that was edited, before kro has seen it: kstatus alone still takes it for Current', async () => {
    expect(await statuses(edited(await graph('dynamodbtable')))).toEqual(['Current', 'InProgress', 'Progressing']);
  });

  test('that kro rejects: failed, with its words; kstatus alone says that it is in progress', async () => {
    await cluster.apply(probe('NoSuchKind'));
    const refused = await eventually('kro to refuse it', async () => {
      const object = await graph('health-probe');
      expect(object.status.conditions).toContainEqual(expect.objectContaining({ type: 'GraphAccepted', status: 'False', observedGeneration: object.metadata.generation }));
      return object;
    });
    expect(await statuses(refused)).toEqual(['InProgress', 'Failed', 'Degraded']);
    expect((await assess(refused)).argoCd.message).toContain('NoSuchKind');
  });

  test('that is being deleted', async () => {
    const { metadata, ...rest } = await graph('health-probe');
    const deleting = { ...rest, metadata: { ...metadata, deletionTimestamp: '2026-11-24T00:00:00Z' } };
    const { kstatus, argoCd } = await assess(deleting);
    expect([kstatus.status, argoCd.status]).toEqual(['Terminating', 'Progressing']);
    expect((await kubectl(['delete', 'rgd', 'health-probe'])).code).toBe(0);
  });
});

describe('an Application', () => {
  const [application] = example('basic');
  const own = { ...application, metadata: { ...application.metadata, namespace: NAMESPACE } };
  const { name } = application.metadata;
  const component = application.spec.components[0].name;
  const as = (object: any, phase: string): any => ({ ...object, status: { ...object.status, status: phase } });
  const healthy = () => cluster.until(APPLICATION, NAMESPACE, name, ({ status }) => expect(status).toMatchObject({ status: 'running', services: [{ healthy: true }] }), 90_000);

  beforeAll(async () => {
    expect(await kubectl(['apply', '-f', '-'], { input: stringify(own) })).toMatchObject({ code: 0 });
    await cluster.until(TABLE, NAMESPACE, component, () => undefined);
  });

  test('whose table is being created', async () => {
    await cluster.writeStatus(TABLE, NAMESPACE, component, { tableStatus: 'CREATING', conditions: synced('False') });
    const object = await cluster.until(APPLICATION, NAMESPACE, name, ({ status }) => expect(status?.services?.[0]?.message).toContain('CREATING'));
    const { flux, argoCd } = await assess(object);
    expect([flux.status, argoCd.status]).toEqual(['InProgress', 'Progressing']);
    expect(argoCd.message).toBe(`${component}: CREATING`);
  });

  test('whose table is active', async () => {
    await cluster.writeStatus(TABLE, NAMESPACE, component, tableStatus(await cluster.get(TABLE, NAMESPACE, component)));
    const { flux, argoCd } = await assess(await healthy());
    expect([flux.status, argoCd.status]).toEqual(['Current', 'Healthy']);
    expect(argoCd.message).toContain(`:table/${component}`);
  });

  test('that KubeVela has not seen yet, and that is edited', async () => {
    const object = await healthy();
    const { flux, argoCd } = await assess(without(object));
    expect([flux.status, argoCd.status]).toEqual(['Unknown', 'Progressing']);
    expect(object.status.observedGeneration).toBe(object.metadata.generation);
    expect((await statuses(edited(object))).slice(1)).toEqual(['InProgress', 'Progressing']);
  });

  test('whose workflow has ended without success, or waits for somebody', async () => {
    const object = await healthy();
    for (const phase of ['workflowFailed', 'workflowTerminated']) {
      expect((await statuses(as(object, phase))).slice(1)).toEqual(['Failed', 'Degraded']);
    }
    expect((await statuses(as(object, 'workflowSuspending'))).slice(1)).toEqual(['InProgress', 'Suspended']);
    expect((await statuses(as(object, 'unhealthy'))).slice(1)).toEqual(['InProgress', 'Progressing']);
  });
});
