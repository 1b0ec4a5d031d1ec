/**
 * A part of the control plane is killed at any moment of what is done to tables, and started again: all tables converge,
 * nothing is made twice, nothing is lost or left behind. On a control plane of its own.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { AttributeType, DynamoDbApplication, DynamoDbTable, TableProps } from '../../../src';
import { CallLog } from '../harness/call-log';
import { APPLICATION, Cluster, DYNAMODB_TABLE, TABLE } from '../harness/cluster';
import { AWS_NAMESPACES, ControlPlane } from '../harness/control-plane';
import { eventually, sleep } from '../harness/eventually';
import { note } from '../harness/notes';
import { STARTED_WITHIN } from '../harness/own-control-plane';
import { RecordedAck } from '../harness/recorded-ack';
import { connection, example, synthesize } from '../harness/suite';

const SEED = 20261124;
const KILLS = 20;
const NAMESPACE = 'aws';
const WITHIN = 180_000;

interface Step {
  readonly part: string;
  readonly milliseconds: number;
  readonly action: 'create' | 'update' | 'delete';
  readonly byApplication: boolean;
  /** Which of the tables that are there. */
  readonly which: number;
}

interface Declared {
  readonly name: string;
  readonly byApplication: boolean;
  readonly team: string;
}

const folder = mkdtempSync(join(tmpdir(), 'faults-'));
const ackController = connection.ack ? process.env.ACK_CONTROLLER : undefined;
const controlPlane = new ControlPlane({ programs: connection.programs, folder, ackController });
const PARTS = ['kro', 'kube-apiserver', 'vela-core', ...connection.ack ? ['ack'] : []];
process.on('exit', () => controlPlane.supervisor.killAll());

let cluster: Cluster;
let awsCalls: CallLog;
let recordedAck: RecordedAck | undefined;
const declared = new Map<string, Declared>();
const deleted: Declared[] = [];

beforeAll(async () => {
  const own = await controlPlane.start();
  awsCalls = new CallLog(own.awsLog);
  cluster = new Cluster(own);
  recordedAck = own.ack ? undefined : new RecordedAck(cluster, AWS_NAMESPACES);
  recordedAck?.start();
  await cluster.apply(...example('platform'));
}, STARTED_WITHIN);

afterAll(async () => {
  await recordedAck?.stop();
  await controlPlane.stop();
  rmSync(folder, { recursive: true });
}, 60_000);

const steps = (): Step[] => fc.sample(fc.record<Step>({
  part: fc.constantFrom(...PARTS),
  milliseconds: fc.integer({ min: 0, max: 2_500 }),
  action: fc.constantFrom('create', 'create', 'update', 'delete'),
  byApplication: fc.boolean(),
  which: fc.nat(),
}), { seed: SEED, numRuns: KILLS });

async function declare({ name, byApplication, team }: Declared): Promise<void> {
  const props: TableProps = {
    tableName: name, region: 'us-east-1', partitionKey: { name: 'id', type: AttributeType.STRING }, tags: { team }, connectionSecret: { name },
  };
  await cluster.apply(...synthesize(NAMESPACE, (chart) => {
    if (byApplication) {
      new DynamoDbApplication(chart, name, { tables: [props] });
    } else {
      new DynamoDbTable(chart, name, props);
    }
  }));
}

/** Does to a table what the step says, or makes one where there is none. */
async function act({ action, byApplication, which }: Step, i: number): Promise<void> {
  const table = [...declared.values()][which % declared.size];
  if (action === 'create' || table === undefined) {
    const created = { name: `table-${i}`, byApplication, team: 'first' };
    declared.set(created.name, created);
    await declare(created);
  } else if (action === 'update') {
    const updated = { ...table, team: `team-${i}` };
    declared.set(updated.name, updated);
    await declare(updated);
  } else {
    declared.delete(table.name);
    deleted.push(table);
    await cluster.delete(table.byApplication ? APPLICATION : DYNAMODB_TABLE, NAMESPACE, table.name);
  }
}

async function expectConverged({ name, byApplication, team }: Declared): Promise<void> {
  await cluster.until(TABLE, NAMESPACE, name, ({ spec }) => expect(spec.tags).toEqual([{ key: 'team', value: team }]), WITHIN);
  await cluster.until(DYNAMODB_TABLE, NAMESPACE, name, ({ status }) => expect(status).toMatchObject({ state: 'ACTIVE', tableStatus: 'ACTIVE' }), WITHIN);
  expect(await cluster.secret(NAMESPACE, name)).toMatchObject({ tableName: name });
  if (byApplication) {
    await cluster.until(APPLICATION, NAMESPACE, name, ({ status }) => expect(status).toMatchObject({ status: 'running', services: [{ healthy: true }] }), WITHIN);
  }
}

/** The names of the tables whose calls of this operation AWS has taken. */
function taken(operation: string): string[] {
  return awsCalls.calls().filter((call) => call.operation === operation && call.status === 200).map(({ table }) => table!).sort();
}

test(`${KILLS} kills at random moments of create, update and delete lose nothing, and leave nothing behind`, async () => {
  await eventually('the API DynamoDBTable', () => cluster.list(DYNAMODB_TABLE, NAMESPACE));
  const killed: string[] = [];
  for (const [i, step] of steps().entries()) {
    await eventually(`step ${i} to be taken`, () => act(step, i));
    await sleep(step.milliseconds);
    await Promise.race([controlPlane.supervisor.crashAndRestart(step.part), controlPlane.supervisor.crash]);
    killed.push(step.part);
  }
  await Promise.all([...declared.values()].map(expectConverged));
  for (const { name, byApplication } of deleted) {
    await cluster.gone(DYNAMODB_TABLE, NAMESPACE, name, WITHIN);
    await cluster.gone(byApplication ? APPLICATION : TABLE, NAMESPACE, name, WITHIN);
  }
  expect((await cluster.list(TABLE, NAMESPACE)).map(({ metadata }) => metadata.name).sort()).toEqual([...declared.keys()].sort());
  if (connection.ack) {
    // Each table that is there was made once, and of those deleted each that was made was deleted once.
    const created = taken('CreateTable');
    const gone = taken('DeleteTable');
    expect(created).toEqual([...new Set(created)]);
    expect(created.filter((name) => !gone.includes(name))).toEqual([...declared.keys()].sort());
    expect(gone).toEqual([...new Set(gone)]);
  }
  const count = (part: string): number => killed.filter((each) => each === part).length;
  note(`killed: ${PARTS.map((part) => `${part} ${count(part)} times`).join(', ')}; ${declared.size} tables there, ${deleted.length} deleted`);
}, 900_000);
