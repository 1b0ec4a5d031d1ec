/**
 * Runs of the real chain, with ACK, recorded by the check `walks` of the conformance suite (`test/conformance/harness/recorder.ts`): what kro
 * wrote each time is what the printed graph gives here for the Table and the declaration that it had read; and the calls and the status of each
 * reconcile of ACK are those of the model's.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Outcome, reconcile } from './ack';
import { Aws } from './aws';
import { same } from './cel';
import { Graph, graphOf, printed, spoilt } from './graph';
import { Reconcile, reconciles, without } from './reconciles';
import type { Trace } from '../conformance/harness/recorder';

const FOLDER = join(__dirname, 'traces');
const TRACES = readdirSync(FOLDER).map((file): [string, Trace] => [file.replace('.json', ''), JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))]);

type Written = Record<'spec' | 'annotations', unknown>;
interface Write { readonly at: number; readonly written: Written; readonly rendered: Written[] }

/** Each write of kro, and what the graph gives for what kro can have read before: ACK may have written in the time between. */
function writes(graph: Graph, name: string, { declared, versions }: Trace): Write[] {
  const result: Write[] = [];
  let table: any;
  let read: any[] = [undefined];
  for (const { at, spec: changes, annotations = table?.metadata.annotations, status = table?.status } of versions) {
    const spec = changes ? without({ ...table?.spec, ...changes }) : table?.spec;
    if (changes || annotations !== table?.metadata.annotations) {
      const { generation, spec: declaration } = declared.filter((each) => each.at <= at).pop()!;
      const schema = { metadata: { name, namespace: 'lifecycle', uid: 'uid', generation }, spec: declaration };
      const rendered = read.map((each) => graph.table({ schema, observed: each ? [each] : [], observedBefore: [], sameTable: [] }));
      const parts = rendered.reverse().map((each) => ({ spec: each.spec, annotations: each.annotations }));
      result.push({ at, written: { spec, annotations }, rendered: parts });
      read = [];
    }
    table = { metadata: { annotations }, spec, status };
    read.push(table);
  }
  return result;
}

const isRendered = ({ written, rendered }: Write): boolean => rendered.some((each) => same(each, written));

test.each(TRACES)('%s: kro wrote what the graph gives', (name, trace) => {
  const all = writes(graphOf(printed()), name, trace);
  expect(all.length).toBeGreaterThan(trace.declared.length);
  for (const { at, written, rendered } of all.filter((write) => !isRendered(write))) {
    expect({ at, ...rendered[0] }).toEqual({ at, ...written });
  }
});

test.each([
  ['a reconcile is counted too early', 'notedCount + 1 : notedCount', 'notedCount + 2 : notedCount'],
  ['the probe stays', 'isPending && hasProbe && !probed', 'isPending && hasProbe'],
  ['an error is taken for success', 'callsMade && !terminal && !recoverable', 'callsMade && !terminal && recoverable'],
])('a mistake is found: %s', (_, text, mistaken) => {
  const mistaking = spoilt((expression) => expression.replaceAll(text, mistaken));
  expect(TRACES.flatMap(([name, trace]) => writes(mistaking, name, trace)).every(isRendered)).toBe(false);
});

const isModelled = ({ modelled, recorded }: Reconcile): boolean => modelled.some((each) => same(each, recorded));

/** ACK reads before it calls, on a machine that has more to do: it never comes earlier, and not 5 seconds later. */
function isAwaited({ again }: Reconcile): boolean {
  const [after, late] = again?.modelled === 'backoff' ? [0, 10_000] : [Number(again?.modelled), 5_000];
  return !again || again.recorded >= after && again.recorded <= after + late;
}

test.each(TRACES)('%s: ACK did what the model does', (name, trace) => {
  const all = reconciles(name, trace);
  // None is left out, and no call is outside of one; the others are those on a probe.
  expect(all.flatMap(({ recorded }) => recorded.calls)).toHaveLength(trace.calls.length);
  expect(all.filter(({ recorded }) => recorded.status.conditions[0].type !== 'ACK.ReferencesResolved').length).toBeGreaterThan(20);
  expect(all.filter(({ again }) => typeof again?.modelled === 'number').length).toBeGreaterThan(1);
  for (const { at, recorded, modelled } of all.filter((each) => !isModelled(each))) {
    expect({ at, ...modelled[0] }).toEqual({ at, ...recorded });
  }
  expect(all.flatMap(({ answers }) => answers)).toEqual(all.flatMap(({ recorded }) => recorded.calls));
  expect(all.filter((each) => !isAwaited(each))).toEqual([]);
});

test.each<[string, (table: any, aws: Aws) => Outcome]>([
  ['a call comes before another', (table, aws) => {
    const before = aws.calls.length;
    const outcome = reconcile(table, aws);
    aws.calls.push(...aws.calls.splice(before).reverse());
    return outcome;
  }],
  ['no requeue', (table, aws) => ({ ...reconcile(table, aws), again: undefined })],
  ['an error is final', (table, aws) => JSON.parse(JSON.stringify(reconcile(table, aws)).replaceAll('ACK.Recoverable', 'ACK.Terminal'))],
  ['tags are not compared', (table, aws) => reconcile({ ...table, spec: { ...table.spec, tags: aws.tags } }, aws)],
])('a mistake of ACK is found: %s', (_, mistaken) => {
  const all = TRACES.flatMap(([name, trace]) => reconciles(name, trace, mistaken));
  expect(all.every((each) => isModelled(each) && isAwaited(each))).toBe(false);
});
