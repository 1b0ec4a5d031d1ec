/**
 * The graph of the last release is replaced by this one, then kro and KubeVela by another version, there and back, while tables are in use, in the middle of a change, protected,
 * and being deleted: nothing is lost, nothing hangs, and nothing is called in AWS for tables that nobody changed. On a control
 * plane of its own, from the oldest to the newest version that is pinned.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { AttributeType, Billing, DynamoDbApplication, DynamoDbTable, Encryption, StreamViewType, TableProps } from '../../../src';
import { ask } from '../harness/aws';
import { CallLog } from '../harness/call-log';
import { APPLICATION, Cluster, DYNAMODB_TABLE, TABLE } from '../harness/cluster';
import { eventually, sleep } from '../harness/eventually';
import { note } from '../harness/notes';
import { OwnControlPlane } from '../harness/own-control-plane';
import { connection, ROOT, synthesize, withAck } from '../harness/suite';
import { Age, versionOfAge } from '../harness/versions';

const NAMESPACE = 'aws';
const WITHIN = 240_000;
const id = { name: 'id', type: AttributeType.STRING };

const own = new OwnControlPlane({ ages: { 'kro': 'oldest', 'vela-core': 'oldest' } });
let cluster: Cluster;
let calls: CallLog;

const props = (tableName: string, more: Partial<TableProps> = {}): TableProps => ({ tableName, region: 'us-east-1', partitionKey: id, ...more });
const declare = (name: string, more?: Partial<TableProps>): Promise<void> =>
  cluster.apply(...synthesize(NAMESPACE, (chart) => new DynamoDbTable(chart, name, props(name, more))));
const declareApplication = (name: string, more?: Partial<TableProps>): Promise<void> =>
  cluster.apply(...synthesize(NAMESPACE, (chart) => new DynamoDbApplication(chart, name, { tables: [props(name, more)] })));

/** All that can be turned off, so that much is in the middle of it when the program is replaced. */
const FULL: Partial<TableProps> = {
  pointInTimeRecovery: true,
  encryption: Encryption.awsManagedKey(),
  timeToLiveAttribute: 'expires',
  stream: StreamViewType.NEW_IMAGE,
  billing: Billing.onDemand({ maxReadRequestUnits: 10 }),
  contributorInsights: true,
  tags: { team: 'shop' },
};
const RESTING = ['resting', 'resting-connected', 'resting-application'];

async function active(name: string): Promise<void> {
  await cluster.until(DYNAMODB_TABLE, NAMESPACE, name, ({ metadata, status }) => {
    expect(status).toMatchObject({ state: 'ACTIVE', tableStatus: 'ACTIVE', observedGeneration: metadata.generation });
  }, WITHIN);
}

/** Each table that nobody changes: what it is in AWS and in the cluster. */
const identities = () => Promise.all(RESTING.map(async (name) => {
  const { metadata, status } = await cluster.get(TABLE, NAMESPACE, name);
  return { name, uid: metadata.uid, tableID: status.tableID };
}));
const changing = (names: readonly string[]) => names.flatMap((name) => calls.callsTo(name)).filter(({ reads }) => !reads).map(({ operation, table }) => `${operation} ${table}`);

beforeAll(async () => {
  await own.start();
  ({ cluster } = own);
  calls = new CallLog(own.connection.awsLog);
  await own.installPlatform(parse(readFileSync(join(ROOT, 'test/upgrade/released.yaml'), 'utf8')));
  await eventually('the API to be served', () => declare('resting', FULL));
  await declare('resting-connected', { connectionSecret: { name: 'resting-connected' } });
  await eventually('the Application to be taken', () => declareApplication('resting-application', { stream: StreamViewType.KEYS_ONLY }));
  await declare('guarded', { deletionProtection: true });
  for (const name of [...RESTING, 'guarded']) {
    await active(name);
  }
}, 400_000);
afterAll(() => own.stop(), 60_000);

interface Step { readonly what: string; readonly to: string; readonly kro: () => Promise<void>; readonly vela: () => Promise<void> }

const versions = (to: Age): Step => ({
  what: `kro ${versionOfAge('kro', to)} and KubeVela ${versionOfAge('kubevela', to)}, the ${to}`,
  to,
  kro: () => own.controlPlane.replace('kro', to),
  vela: () => own.controlPlane.replace('vela-core', to),
});
const STEPS: Step[] = [
  { what: 'this graph in the place of the last release', to: 'graph', kro: () => own.installPlatform(), vela: async () => undefined },
  versions('newest'),
  versions('oldest'),
];

describe.each(STEPS)('with $what', ({ what, to, kro, vela }) => {
  const named = (name: string): string => `${name}-${to}`;
  let before: Awaited<ReturnType<typeof identities>>;
  let called: string[];

  beforeAll(async () => {
    await declare(named('changing'), FULL);
    await declare(named('leaving'));
    await declare(named('left'), { connectionSecret: { name: named('left') } });
    for (const name of ['changing', 'leaving', 'left'].map(named)) {
      await active(name);
    }
    // ACK looks once more at what was just created.
    await sleep(connection.ack ? 15_000 : 0);
    [before, called] = [await identities(), changing(RESTING)];
    await declare(named('changing'));
    // The first step of turning off is in the Table, and the next is not.
    await cluster.until(TABLE, NAMESPACE, named('changing'), ({ metadata }) => expect(Object.keys(metadata.annotations).join(' ')).toMatch(/dynamodb-kro\/(pending|waiting)/));
    await cluster.delete(DYNAMODB_TABLE, NAMESPACE, named('leaving'));
    const begun = Date.now();
    const replaced = kro();
    await sleep(500);
    await declare(named('arriving'));
    await cluster.delete(DYNAMODB_TABLE, NAMESPACE, named('left'));
    await replaced;
    await vela();
    note(`${what}: replaced within ${Math.round((Date.now() - begun) / 1000)} s`);
  }, 400_000);

  // ACK's own looks carry the change on; its recorded status does not.
  withAck('a table in the middle of a change converges', async () => {
    const name = named('changing');
    const begun = Date.now();
    await cluster.until(TABLE, NAMESPACE, name, ({ metadata, spec }) => {
      expect(metadata.annotations).not.toHaveProperty('dynamodb-kro/pending');
      expect(metadata.annotations).not.toHaveProperty('dynamodb-kro/waiting');
      expect(spec).not.toHaveProperty('timeToLive');
      expect(spec).not.toHaveProperty('streamSpecification');
      expect(spec).not.toHaveProperty('onDemandThroughput');
    }, WITHIN);
    await active(name);
    const aws = (operation: string) => ask(operation, { TableName: name }, undefined, own.connection.aws);
    const { Table: table } = await aws('DescribeTable');
    expect(table.StreamSpecification?.StreamEnabled ?? false).toBe(false);
    expect(table.OnDemandThroughput).toBeUndefined();
    expect((await aws('DescribeTimeToLive')).TimeToLiveDescription.TimeToLiveStatus).toBe('DISABLED');
    note(`${what}: the change converged ${Math.round((Date.now() - begun) / 1000)} s after that`);
  }, WITHIN + 60_000);

  test('what was being deleted goes, also what was deleted while kro was away, and a table declared meanwhile is created', async () => {
    for (const name of ['leaving', 'left'].map(named)) {
      await cluster.gone(DYNAMODB_TABLE, NAMESPACE, name, WITHIN);
      expect(await cluster.find(TABLE, NAMESPACE, name)).toBeUndefined();
    }
    expect(await cluster.secret(NAMESPACE, named('left'))).toBeUndefined();
    await active(named('arriving'));
  }, WITHIN + 60_000);

  test('a protected table is still protected', async () => {
    await active('guarded');
    await expect(cluster.delete(DYNAMODB_TABLE, NAMESPACE, 'guarded')).rejects.toThrow('deletion protection of table guarded is on');
    await expect(cluster.delete(TABLE, NAMESPACE, 'guarded')).rejects.toThrow('deletion protection of table guarded is on');
  });

  test('tables that nobody changed are the same, ready, and nothing was called in AWS for them', async () => {
    for (const name of RESTING) {
      await active(name);
    }
    // Long enough for ACK to look at whatever was written.
    await sleep(connection.ack ? 20_000 : 2_000);
    expect(await identities()).toEqual(before);
    expect(changing(RESTING)).toEqual(called);
    expect(await cluster.secret(NAMESPACE, 'resting-connected')).toMatchObject({ tableName: 'resting-connected', region: 'us-east-1' });
    const { status } = await cluster.get(APPLICATION, NAMESPACE, 'resting-application');
    expect(status).toMatchObject({ status: 'running', services: [expect.objectContaining({ healthy: true })] });
  }, WITHIN);

  test('a change after it arrives', async () => {
    await declare('resting-connected', { connectionSecret: { name: 'resting-connected' }, tags: { upgraded: to } });
    await cluster.until(TABLE, NAMESPACE, 'resting-connected', ({ spec }) => expect(spec.tags).toEqual([{ key: 'upgraded', value: to }]));
    await declareApplication('resting-application', { stream: StreamViewType.KEYS_ONLY, tags: { upgraded: to } });
    await cluster.until(TABLE, NAMESPACE, 'resting-application', ({ spec }) => expect(spec.tags).toEqual([{ key: 'upgraded', value: to }]));
    await active('resting-application');
  }, WITHIN);
});
