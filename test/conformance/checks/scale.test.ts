/** Many tables at once. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AttributeType, DynamoDbTable } from '../../../src';
import { usageOf } from '../costs/fleet';
import { DYNAMODB_TABLE, TABLE } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { note } from '../harness/notes';
import { cluster, connection, synthesize } from '../harness/suite';

const NAMESPACE = 'scale';
const COUNT = connection.ack ? 500 : 100;
const WITHIN = 240_000;

test(`${COUNT} tables applied at once all ${connection.ack ? 'become ACTIVE with ACK' : 'reach a rendered Table'}`, async () => {
  const documents = synthesize(NAMESPACE, (chart) => {
    for (let i = 0; i < COUNT; i++) {
      new DynamoDbTable(chart, `table-${i}`, { tableName: `scale-${i}`, region: 'us-east-1', partitionKey: { name: 'id', type: AttributeType.STRING } });
    }
  });
  const start = Date.now();
  await Promise.all(documents.map((document) => cluster.apply(document)));
  const applied = Date.now();
  await eventually(`${COUNT} Tables`, async () => {
    const tables = await cluster.list(TABLE, NAMESPACE);
    expect(new Set(tables.map(({ spec }) => spec.tableName)).size).toBe(COUNT);
  }, WITHIN, 1_000);
  if (connection.ack) {
    await eventually(`${COUNT} ACTIVE tables`, async () => {
      const tables = await cluster.list(DYNAMODB_TABLE, NAMESPACE);
      expect(tables.filter(({ status }) => status?.state === 'ACTIVE' && status.tableStatus === 'ACTIVE')).toHaveLength(COUNT);
    }, WITHIN, 1_000);
  }
  note(`applied in ${seconds(applied - start)}, done after ${seconds(Date.now() - start)}; memory: ${memory()}`);
}, 2 * WITHIN);

test('kro says no error', () => {
  const errors = readFileSync(join(connection.logs, 'kro.log'), 'utf8').split('\n').filter((line) => /"level":"error"|\bERROR\b/.test(line));
  // Until ACK has said the ARN, or where two write at once, kro tries again; that is its way, and no error of the graph.
  const tolerated = /the object has been modified|data pending|no such key|not ready|status subresource/i;
  expect(errors.filter((line) => !tolerated.test(line) && /scale/.test(line)).slice(0, 3)).toEqual([]);
});

/** Resident memory of the parts of this control plane, which all carry its folder or a program of it in their command line. */
function memory(): string {
  const parts = Object.entries({ 'kube-apiserver': connection.programs['kube-apiserver'], 'kro': connection.programs.kro, 'vela-core': connection.programs['vela-core'] });
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      return [{ command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0], ...usageOf(Number(pid)) }];
    } catch {
      // It ended in the meantime.
      return [];
    }
  });
  return parts.map(([name, program]) => {
    return `${name} ${Math.max(...processes.filter(({ command }) => command === program).map(({ memory: megabytes }) => megabytes))} MB`;
  }).join(', ');
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1000)} s`;
}
