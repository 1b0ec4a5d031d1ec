/**
 * The expressions of the node `table` in kro's own CEL environment: the model's evaluator gives the same for states that the model comes
 * through, and none is near the limit of cost that kro is about to have.
 */
import * as fc from 'fast-check';
import { compile, Program } from '../../model/cel';
import { Graph, graphOf, printed } from '../../model/graph';
import { specOf } from '../../model/states';
import { problemOf, realistic, walks } from '../../model/walk';
import { note } from '../harness/notes';
import { must } from '../harness/run-command';
import { connection } from '../harness/suite';

type Context = Record<string, any>;

const { template, readyWhen }: any = printed().resources!.find(({ id }) => id === 'table')!;
const EXPRESSIONS: Readonly<Record<string, string>> = {
  spec: template.spec,
  annotations: template.metadata.annotations,
  labels: template.metadata.labels,
  ...Object.fromEntries(readyWhen.map((text: string, i: number) => [`readyWhen ${i}`, text])),
};
/** A tenth of what kro proposes. */
const MOST = 1_000_000;

interface Evaluated { readonly value: unknown; readonly cost: number }

/** What kro's environment makes of each expression in each state. */
async function evaluate(contexts: Context[]): Promise<Array<Record<string, Evaluated>>> {
  const expressions = Object.fromEntries(Object.entries(EXPRESSIONS).map(([name, text]) => [name, text.trim().slice(2, -1)]));
  const input = { expressions, names: ['schema', 'table'], lists: ['observed', 'observedBefore', 'sameTable'], states: contexts };
  return JSON.parse(await must(connection.programs.cel!, [], { input: JSON.stringify(input) }));
}

/** States in which the model evaluates the graph, every so many. */
function states(): Context[] {
  const graph = graphOf(printed());
  const found: Context[] = [];
  let count = 0;
  const watched: Graph = {
    ...graph,
    table: (context: Context) => {
      if (count++ % 11 === 0) {
        found.push(structuredClone({ ...context, table: context.observed[0] ?? { metadata: {}, status: { tableStatus: 'CREATING', conditions: [] } } }));
      }
      return graph.table(context);
    },
  };
  for (const walk of fc.sample(walks(5).map(realistic), { seed: 16, numRuns: 20 })) {
    problemOf(watched, walk);
  }
  return found.filter(({ table }) => table.status.conditions !== undefined);
}

test('the model evaluates the expressions as kro does', async () => {
  const programs = new Map<string, Program>(Object.entries(EXPRESSIONS).map(([name, text]) => [name, compile(text)]));
  const contexts = states();
  expect(contexts.length).toBeGreaterThan(200);
  const results = await evaluate(contexts);
  for (const [i, context] of contexts.entries()) {
    for (const [name, program] of programs) {
      expect([i, name, results[i][name].value]).toEqual([i, name, JSON.parse(JSON.stringify(program(context)))]);
    }
  }
  note(`${contexts.length} states, ${programs.size} expressions each`);
}, 120_000);

test(`no expression costs more than ${MOST} at the largest table of the contract`, async () => {
  const many = <T>(count: number, of: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => of(i));
  const attribute = (i: number): string => `attribute-${i}`.padEnd(255, 'x');
  const largest = specOf({
    attributeDefinitions: many(100, (i) => ({ attributeName: attribute(i), attributeType: 'S' })),
    keySchema: [{ attributeName: attribute(0), keyType: 'HASH' }, { attributeName: attribute(1), keyType: 'RANGE' }],
    globalSecondaryIndexes: many(25, (i) => ({
      indexName: `index-${i}`.padEnd(255, 'x'),
      keySchema: [{ attributeName: attribute(2 * i), keyType: 'HASH' }, { attributeName: attribute(2 * i + 1), keyType: 'RANGE' }],
      projection: { projectionType: 'INCLUDE', nonKeyAttributes: many(4, (j) => `${i}-${j}`.padEnd(255, 'x')) },
      onDemandThroughput: { maxReadRequestUnits: 5, maxWriteRequestUnits: 6 },
    })),
    onDemandThroughput: { maxReadRequestUnits: 5, maxWriteRequestUnits: 6 },
    tags: many(50, (i) => ({ key: `tag-${i}`.padEnd(128, 'x'), value: 'x'.repeat(256) })),
    replicas: many(50, (i) => ({ regionName: `region-${i}` })),
    streamEnabled: true,
    ttlEnabled: true,
    ttlAttributeName: 'expiresAt',
    sseEnabled: true,
    resourcePolicy: 'x'.repeat(20_480),
    deletionProtectionEnabled: true,
  });
  const graph = graphOf(printed());
  const schema = (spec: object): object => ({ metadata: { name: 'orders', namespace: 'shop', uid: 'a4a5', generation: 1 }, spec });
  const { spec, annotations } = graph.table({ schema: schema(largest), observed: [], observedBefore: [], sameTable: [] });
  const conditions = ['ResourceSynced', 'Recoverable', 'Terminal', 'Adopted', 'IAMRoleSelected']
    .map((type) => ({ type: `ACK.${type}`, status: 'True', message: 'x'.repeat(1_000) }));
  const managedFields = many(10, (i) => ({
    manager: `manager-${i}`, operation: i % 2 === 0 ? 'Apply' : 'Update', time: `2026-11-25T00:00:${10 + i}Z`, ...i % 2 === 0 ? {} : { subresource: 'status' },
  }));
  const table = { metadata: { uid: 'b5b6', annotations: { ...annotations, 'dynamodb-kro/pending': '1', 'dynamodb-kro/ack-reconciles': '1', 'dynamodb-kro/field-held': 'true' }, managedFields }, spec, status: { tableStatus: 'ACTIVE', conditions } };
  // At rest, and everything turned off at once.
  const results = await evaluate([largest, specOf({ attributeDefinitions: largest.attributeDefinitions, keySchema: largest.keySchema })]
    .map((declared) => ({ schema: schema(declared), observed: [table], observedBefore: [], sameTable: [], table })));
  for (const name of Object.keys(EXPRESSIONS)) {
    const cost = Math.max(...results.map((result) => result[name].cost));
    note(`${name} costs ${cost}`);
    expect([name, cost < MOST]).toEqual([name, true]);
  }
}, 60_000);
