/**
 * What a table costs in calls to AWS and in writes to the API server: at rest, when ACK reads it again, and for each kind of change. The
 * guide (docs/what-it-costs.md) is printed from what one run recorded; each run must cost about the same.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDbApplication, DynamoDbTable, TableProps, TableTrait } from '../../../src';
import { Change, CHANGES, Props, UNCHANGED } from '../costs/changes';
import { Cost, costOf, isAbout, print, recorded, Recorded, Write } from '../costs/cost';
import { Call, CallLog } from '../harness/call-log';
import { APPLICATION, DYNAMODB_TABLE } from '../harness/cluster';
import { sleep } from '../harness/eventually';
import { GrowingLog } from '../harness/growing-log';
import { note } from '../harness/notes';
import { OwnControlPlane } from '../harness/own-control-plane';
import { connection, synthesize, withAck } from '../harness/suite';
import { versionsOfRun } from '../harness/versions';
import { id, indexes } from '../lifecycle/steps';

const NAMESPACE = 'aws';
/** Longer than ACK waits before it reconciles a table that AWS is changing (10 s). */
const QUIET = 20_000;
const WITHIN = 400_000;
/** KubeVela reconciles twice. */
const REST_SECONDS = 130;
const SLOW_SECONDS = 60;

interface Table extends Change {
  readonly name: string;
}

const tables: Table[] = [...CHANGES, ...UNCHANGED, { what: 'add an index that AWS takes a minute to make', from: {}, to: {} }].map((change, i) => ({ ...change, name: `cost-${String(i).padStart(2, '0')}` }));
const [changed, unchanged, [slow]] = [tables.slice(0, CHANGES.length), tables.slice(CHANGES.length, -1), tables.slice(-1)];
/** KubeVela sends objects of an Application with traits again each time that it reconciles. */
const TRAITS = 'cost-traits';

const own = new OwnControlPlane({ reSyncPeriod: '1m' });

let callLog: CallLog;
let auditLog: GrowingLog<Write>;
interface Log {
  readonly calls: readonly Call[];
  readonly writes: readonly Write[];
}
const log = (): Log => ({ calls: callLog.calls(), writes: auditLog.entries() });
/** How far the log was. */
const mark = (): { calls: number; writes: number } => ({ calls: log().calls.length, writes: log().writes.length });
const since = (before: ReturnType<typeof mark>): Log => ({ calls: log().calls.slice(before.calls), writes: log().writes.slice(before.writes) });
const costs = (which: readonly Table[], { calls, writes }: Log): Cost[] => which.map(({ what, name }) => costOf(what, name, calls, writes));

async function declare({ name, byApplication }: Table, props?: Props): Promise<void> {
  if (props === undefined) {
    return own.cluster.delete(byApplication ? APPLICATION : DYNAMODB_TABLE, NAMESPACE, name);
  }
  const table: TableProps = { tableName: name, region: 'us-east-1', partitionKey: id, ...props, ...props.connectionSecret && { connectionSecret: { name } } };
  return own.cluster.apply(...synthesize(NAMESPACE, (chart) => {
    byApplication ? new DynamoDbApplication(chart, name, { tables: [table] }) : new DynamoDbTable(chart, name, table);
  }));
}

/** Waits until each of these tables is as declared, and nobody has called or written anything about it for a while. */
async function quiet(declared: ReadonlyArray<readonly [Table, Props | undefined]>): Promise<void> {
  const total = (): string => JSON.stringify(costs(tables, log()));
  const ready = async (): Promise<string[]> => (await Promise.all(declared.map(async ([{ name, what }, props]) => {
    const { status } = await own.cluster.find(DYNAMODB_TABLE, NAMESPACE, name) ?? {};
    return (props === undefined ? status === undefined : status?.state === 'ACTIVE') ? [] : [`${what}: ${JSON.stringify(status?.conditions)}`];
  }))).flat();
  for (const end = Date.now() + WITHIN; Date.now() < end;) {
    const before = total();
    await sleep(QUIET);
    if (before === total() && (await ready()).length === 0) {
      return;
    }
  }
  throw new Error(`not quiet: ${(await ready()).join('\n')}`);
}

const measured: { -readonly [Part in keyof Recorded]?: Recorded[Part] } = {};

/** Each about as recorded; what it should be stands among the logs. */
function compare(part: 'atRest' | 'readAgain' | 'changes', now: readonly Cost[]): void {
  measured[part] = now;
  const before = recorded()[part];
  expect(before.map(({ what }) => what)).toEqual(now.map(({ what }) => what));
  const differ = now.flatMap((cost, i) => isAbout(cost, before[i]) ? [] : [{ cost, recorded: before[i] }]);
  expect(differ).toEqual([]);
}

if (connection.ack) {
  beforeAll(async () => {
    await own.start();
    callLog = new CallLog(own.connection.awsLog);
    auditLog = new GrowingLog(own.connection.auditLog);
    await own.installPlatform();
    await own.cluster.namespace(NAMESPACE);
    await own.cluster.apply(...synthesize(NAMESPACE, (chart) => new DynamoDbApplication(chart, TRAITS, {
      traits: [TableTrait.TIME_TO_LIVE], tables: [{ tableName: TRAITS, region: 'us-east-1', partitionKey: id, timeToLiveAttribute: 'expiresAt' }],
    })));
    for (const table of tables.filter(({ from }) => from)) {
      await declare(table, table.from);
    }
    await quiet(tables.map((table) => [table, table.from]));
  }, 2 * WITHIN);
  afterAll(async () => {
    writeFileSync(join(connection.logs, 'recorded-costs.json'), print({ versions: versionsOfRun(), restSeconds: REST_SECONDS, ...measured } as Recorded));
    await own.stop();
  }, 60_000);
}

withAck('each kind of change costs about what is recorded', async () => {
  const before = mark();
  for (const table of changed) {
    await declare(table, table.to);
  }
  await quiet(changed.map((table) => [table, table.to]));
  compare('changes', costs(changed, since(before)));
}, 2 * WITHIN);

withAck('a table at rest costs nothing, but with traits KubeVela sends its objects again', async () => {
  const before = mark();
  await sleep(REST_SECONDS * 1000);
  const rest = since(before);
  const atRest = costs(unchanged, rest);
  expect(atRest).toEqual(unchanged.map(({ what }) => ({ what, changes: {}, reads: 0, writes: {} })));
  compare('atRest', [...atRest, costOf('a table of an Application with traits', TRAITS, rest.calls, rest.writes)]);
}, 2 * REST_SECONDS * 1000);

withAck('ACK reads each table again when it starts, and changes nothing', async () => {
  const before = mark();
  await own.controlPlane.supervisor.crashAndRestart('ack');
  await sleep(QUIET);
  await quiet(unchanged.map((table) => [table, table.to]));
  compare('readAgain', costs(unchanged, since(before)));
}, 2 * WITHIN);

withAck('while AWS takes its time, ACK reads the table every ten seconds', async () => {
  await fetch(`${own.connection.aws}/_control/settings`, { method: 'POST', body: JSON.stringify({ indexSeconds: SLOW_SECONDS }) });
  const before = mark();
  const { props } = indexes('by-other');
  await declare(slow, props);
  await sleep(SLOW_SECONDS * 1000);
  await quiet([[slow, props]]);
  const [cost] = costs([slow], since(before));
  measured.slow = cost;
  note(JSON.stringify(cost));
  expect([cost, isAbout(cost, recorded().slow)]).toEqual([cost, true]);
}, 2 * WITHIN);
