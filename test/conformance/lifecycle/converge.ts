/** One edit of a table, and the wait until the chain has converged with AWS as declared. */
import { describeInAws } from './described';
import { id, Step } from './steps';
import { DynamoDbTable, TableProps } from '../../../src';
import { Call, callsTo } from '../harness/aws';
import { DYNAMODB_TABLE, TABLE } from '../harness/cluster';
import { sharedFor, sleep } from '../harness/eventually';
import { cluster, synthesize } from '../harness/suite';

/** The namespace of the tables that live here. */
export const NAMESPACE = 'lifecycle';
const WITHIN = 240_000;

/** The calls that change this table. */
export const changing = (table: string): Call[] => callsTo(table).filter(({ reads }) => !reads);

export function declareTable(namespace: string, name: string, props: Partial<TableProps>): Promise<void> {
  const table = { tableName: name, region: 'us-east-1', partitionKey: id, ...props };
  return cluster.apply(...synthesize(namespace, (chart) => new DynamoDbTable(chart, name, table)));
}

const only = (object: any, like: object): object => Object.fromEntries(Object.keys(like).map((name) => [name, object[name]]));

/** The declared tables by their name, as the API server had them half a second ago at the most. */
const declaredTables = sharedFor(500, async () =>
  new Map((await cluster.list(DYNAMODB_TABLE, NAMESPACE)).map((table) => [table.metadata.name, table])));

/** All is as declared, and nobody has anything left to do. */
async function atRest(name: string, { aws, spec }: Step): Promise<void> {
  // First what is quick to ask for: of 50 tables that walk at once, nearly all are not ready, and one answer tells so of all.
  const { status } = (await declaredTables()).get(name);
  expect(status).toMatchObject({ state: 'ACTIVE', tableStatus: 'ACTIVE' });
  expect(status.conditions).toContainEqual(expect.objectContaining({ type: 'ACK.ResourceSynced', status: 'True' }));
  const table = await cluster.get(TABLE, NAMESPACE, name);
  expect(table.metadata.annotations).not.toHaveProperty('dynamodb-kro/pending');
  expect(only(table.spec, spec)).toEqual(spec);
  expect(only(await describeInAws(name), aws)).toEqual(aws);
}

/** Declares the step, waits, and tells how long it took and what it took. */
export async function converge(name: string, step: Step, what: string, within = WITHIN): Promise<string> {
  const [begin, before] = [Date.now(), changing(name).length];
  await declareTable(NAMESPACE, name, step.props);
  for (;;) {
    try {
      await atRest(name, step);
      const seconds = Math.round((Date.now() - begin) / 1000);
      // Synced is from before until ACK has looked.
      await sleep(2_000);
      await atRest(name, step);
      const calls = changing(name).slice(before);
      const refused = calls.filter(({ status }) => status >= 400).length;
      return `${what}: ${seconds} s, ${calls.length} changing calls${refused > 0 ? `, ${refused} refused` : ''}`;
    } catch (error) {
      if (Date.now() - begin > within) {
        const { spec, status } = await cluster.get(TABLE, NAMESPACE, name);
        throw new Error(`${what}: ${(error as Error).message}\nTable: ${JSON.stringify({ spec, conditions: status?.conditions })}\nCalls: ${JSON.stringify(changing(name).slice(before).slice(-3))}`);
      }
      await sleep(700);
    }
  }
}
