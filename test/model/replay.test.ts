/**
 * Runs of the real chain, with ACK, recorded by the check `walks` of the conformance suite (`test/conformance/harness/recorder.ts`): what kro
 * wrote each time is what the printed graph gives here for the Table and the declaration that it had read.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { same } from './cel';
import { Graph, graphOf, printed, spoilt } from './graph';
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

/** What is gone is null in a trace. */
const without = (spec: object): object => Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== null));

const isRendered = ({ written, rendered }: Write): boolean => rendered.some((each) => same(each, written));

test.each(TRACES)('%s: kro wrote what the graph gives', (name, trace) => {
  const all = writes(graphOf(printed()), name, trace);
  expect(all.length).toBeGreaterThan(trace.declared.length);
  for (const { at, written, rendered } of all.filter((write) => !isRendered(write))) {
    expect({ at, ...rendered[0] }).toEqual({ at, ...written });
  }
});

test.each([
  ['a reconcile is counted too early', 'counted + 1 : counted', 'counted + 2 : counted'],
  ['the probe stays', 'isPending && probed && !probeReported', 'isPending && probed'],
  ['an error is taken for success', 'attempted && !terminal && !failed', 'attempted && !terminal && failed'],
])('a mistake is found: %s', (_, text, mistaken) => {
  const mistaking = spoilt((expression) => expression.replaceAll(text, mistaken));
  expect(TRACES.flatMap(([name, trace]) => writes(mistaking, name, trace)).every(isRendered)).toBe(false);
});
