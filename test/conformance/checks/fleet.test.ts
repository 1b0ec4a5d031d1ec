/**
 * Many tables at once, beside as many Tables of ACK by hand. The guide (docs/what-it-costs.md) is printed from what runs recorded.
 * `FLEET=100:ack,100:kro,1000:kro:settings` measures others than the ten of a usual run.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AttributeType, DynamoDbApplication, DynamoDbTable } from '../../../src';
import { isCounted, WRITERS, Write } from '../costs/cost';
import { Fleet, FLAGS, PARTS, recorded, RecordedFleets, usageOf, Way, WAYS } from '../costs/fleet';
import { DYNAMODB_TABLE, TABLE } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { GrowingLog } from '../harness/growing-log';
import { note } from '../harness/notes';
import { OwnControlPlane } from '../harness/own-control-plane';
import { connection, synthesize, withAck } from '../harness/suite';
import { versionsOfRun } from '../harness/versions';

const NAMESPACE = 'scale';
const REGION = 'us-east-1';
/** Requests at once, when the tables are applied. */
const AT_ONCE = 100;

const WANTED = (process.env.FLEET ?? '10:ack,10:kro,10:kubevela').split(',').map((each) => {
  const [tables, way, settings] = each.split(':');
  return { tables: Number(tables), way: way as Way, settings: settings !== undefined };
});

const measured: Fleet[] = [];

afterAll(() => {
  const all: RecordedFleets = { versions: versionsOfRun(), fleets: measured };
  writeFileSync(join(connection.logs, 'recorded-fleets.json'), `${JSON.stringify(all, undefined, 2)}\n`);
});

function declared(way: Way, tables: number): any[] {
  const names = Array.from({ length: tables }, (_, i) => `fleet-${i}`);
  if (way === 'ack') {
    return names.map((name) => ({
      apiVersion: `${TABLE.group}/${TABLE.version}`,
      kind: 'Table',
      metadata: { name, namespace: NAMESPACE },
      spec: { tableName: name, billingMode: 'PAY_PER_REQUEST', attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }] },
    }));
  }
  return synthesize(NAMESPACE, (chart) => names.forEach((tableName) => {
    const table = { tableName, region: REGION, partitionKey: { name: 'id', type: AttributeType.STRING } };
    way === 'kro' ? new DynamoDbTable(chart, tableName, table) : new DynamoDbApplication(chart, tableName, { tables: [table] });
  }));
}

const isReady = (way: Way) => ({ status }: any): boolean => way === 'ack'
  ? status?.conditions?.some(({ type, status: value }: any) => type === 'ACK.ResourceSynced' && value === 'True')
  : status?.state === 'ACTIVE' && status.tableStatus === 'ACTIVE';

async function measure({ tables, way, settings }: typeof WANTED[number]): Promise<Fleet> {
  const own = new OwnControlPlane({ kroFlags: settings ? FLAGS : [], reSyncPeriod: '5m' });
  await own.start();
  try {
    await own.installPlatform();
    await own.cluster.namespace(NAMESPACE);
    const log = new GrowingLog<Write>(own.connection.auditLog);
    const usage = () => Object.keys(PARTS).map((name) => [name, usageOf(own.controlPlane.supervisor.pidOf(name))] as const);
    const [before, writesBefore] = [usage(), log.entries().length];
    const documents = declared(way, tables);
    const begin = Date.now();
    for (let i = 0; i < tables; i += AT_ONCE) {
      await Promise.all(documents.slice(i, i + AT_ONCE).map((document) => own.cluster.apply(document)));
    }
    await eventually(`${tables} tables to be ready`, async () => {
      const all = await own.cluster.list(way === 'ack' ? TABLE : DYNAMODB_TABLE, NAMESPACE);
      expect(all.filter(isReady(way)).length).toBe(tables);
    }, 60_000 + 1_000 * tables, Math.max(500, 2 * tables));
    const seconds = Math.round((Date.now() - begin) / 1000);
    const writes = log.entries().slice(writesBefore).filter(isCounted);
    const by = Object.keys(WRITERS).map((writer) => [writer, writes.filter(({ user }) => user.username === writer).length] as const);
    const parts = usage().map(([name, { cpu, memory }], i) => [name, { cpu: Math.round(cpu - before[i][1].cpu), memory }] as const);
    return { tables, way, settings, seconds, writes: Object.fromEntries(by.filter(([, count]) => count > 0)), parts: Object.fromEntries(parts) as Fleet['parts'] };
  } finally {
    await own.stop();
  }
}

/** Writes for each table. */
const each = ({ writes, tables }: Fleet) => Object.fromEntries(Object.entries(writes).map(([writer, count]) => [writer, count / tables]));

/** Which writers wrote more than twice as much as in the run that was recorded, and two; with their writes for each table. Ten at once write more each than a hundred. */
function tooMuch(fleet: Fleet): Record<string, number> {
  const usual = recorded().fleets.find(({ way, tables }) => way === fleet.way && tables === 100);
  return usual ? Object.fromEntries(Object.entries(each(fleet)).filter(([writer, count]) => count > 2 * each(usual)[writer] + 2)) : {};
}

withAck.each(WANTED)('$tables tables at once, way $way, settings $settings: all get ready, by about as many writes as recorded', async (wanted) => {
  let fleet = await measure(wanted);
  // How often kro is faster than ACK is chance, and a busy machine adds to it; it takes nothing away.
  for (let again = 0; again < 2 && Object.keys(tooMuch(fleet)).length > 0; again++) {
    note(`measured again, since a busy machine adds writes: ${JSON.stringify(tooMuch(fleet))} for each table`);
    fleet = await measure(wanted);
  }
  measured.push(fleet);
  const parts = Object.entries(fleet.parts).map(([name, { cpu, memory }]) => `${PARTS[name as keyof typeof PARTS]} ${cpu} s, ${memory} MB`);
  note(`${fleet.tables} ${WAYS[fleet.way]}${fleet.settings ? ', kro with the settings' : ''}: ${fleet.seconds} s; writes ${JSON.stringify(fleet.writes)}; ${parts.join('; ')}`);
  expect(tooMuch(fleet)).toEqual({});
}, 7_200_000);
