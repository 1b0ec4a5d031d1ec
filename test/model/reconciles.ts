/** The reconciles of ACK in a recorded run, and what the model's ACK and AWS make of each. */
import { Outcome, reconcile } from './ack';
import { Aws, AwsError, Takes } from './aws';
import { same } from './cel';
import { Call, modelCall, modelText } from './wire';
import type { Trace } from '../conformance/harness/recorder';

/** The calls that change the table, in order, and the status. */
interface Done { readonly calls: Call[]; readonly status: { readonly tableStatus?: string; readonly conditions: any[] } }

export interface Reconcile {
  readonly at: number;
  readonly recorded: Done;
  /** For each Table that ACK can have read, at the last and the first moment in which it can have looked at AWS. */
  readonly modelled: Done[];
  /** The recorded calls, as the model's AWS answers them. */
  readonly answers: Call[];
  /** When ACK comes again, if the spec stays as it is: by the model, and as it did. */
  readonly again?: { readonly modelled: Outcome['again']; readonly recorded: number };
}

/** What the conformance suite's AWS takes by default (`test/conformance/aws/table_state.py`). */
const TAKES: Takes = { create: 1_000, update: 0, index: 1_000, ttl: 0, insights: 0, caps: 1_000 };

/** The model's AWS gets the recorded calls, each at its time; the model's ACK tries on a copy. */
export function reconciles(name: string, trace: Trace, ack = reconcile): Reconcile[] {
  let now = 0;
  const aws = new Aws(() => now, TAKES);
  const all = windows(trace);
  return all.map(({ from, at, tables, calls, status }, i) => {
    const moments = [calls[0]?.at ?? at, from];
    const tries = moments.flatMap((moment) => tables.map((table) => tried(ack, table, aws.copy(() => moment))));
    const sent = calls.map((call) => modelCall(name, call));
    const answers = sent.map(({ operation, body }, j) => {
      now = calls[j].at;
      return answered(aws, operation, body);
    });
    const recorded = { calls: sent, status: modelStatus(name, status) };
    const found = tries.find(({ done }) => same(done, recorded));
    const next = all[i + 1];
    const stays = next && [...tables, ...next.tables].every(({ spec }) => spec === tables[0].spec);
    return {
      at,
      recorded,
      modelled: tries.map(({ done }) => done),
      answers,
      again: found && stays ? { modelled: found.again, recorded: (next.calls[0]?.at ?? next.at) - at } : undefined,
    };
  });
}

interface Window { readonly from: number; readonly at: number; readonly tables: any[]; readonly calls: Trace['calls']; readonly status: any }

/** A reconcile ends with its status: it has what is between the status before and its own. The last Table comes first. */
function windows({ versions, calls }: Trace): Window[] {
  const result: Window[] = [];
  let from = 0;
  let table: any = { status: {} };
  let tables: any[] = [];
  for (const { at, spec, status = table.status } of versions) {
    if (status !== table.status) {
      let own = calls.filter((call) => call.at > from && call.at <= at);
      if (own.length > 0 && isOfProbe(status)) {
        // Before its first call ACK rejects a probe. So these are of a reconcile whose status was that of the one before, which nobody sees.
        const seen = own[own.length - 1].at;
        result.push({ from, at: seen, tables, status: table.status, calls: own });
        [from, own] = [seen, []];
      }
      result.push({ from, at, tables, status, calls: own });
      from = at;
      tables = [];
    }
    table = { spec: spec ? without({ ...table.spec, ...spec }) : table.spec, status };
    tables = [table, ...tables];
  }
  return result;
}

const isOfProbe = ({ conditions }: any): boolean => conditions.some(({ type }: any) => type === 'ACK.ReferencesResolved');

/** What is gone is null in a trace. */
export const without = (spec: object): object => Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== null));

function tried(ack: typeof reconcile, table: any, aws: Aws): { readonly done: Done; readonly again: Outcome['again'] } {
  const before = aws.calls.length;
  const { status: { ackResourceMetadata, ...status }, again } = ack(table, aws);
  return { done: { calls: aws.calls.slice(before).map(({ operation, body, refused: rejected }) => ({ operation, body, rejected })), status }, again };
}

function answered(aws: Aws, operation: string, body: any): Call {
  try {
    aws.call(operation, body);
    return { operation, body };
  } catch (error) {
    if (!(error instanceof AwsError)) {
      throw error;
    }
    return { operation, body, rejected: error.message };
  }
}

/** Without the condition Ready: it repeats another one, and the graph does not read it. */
const modelStatus = (name: string, { tableStatus, replicas, conditions }: any): any => ({
  tableStatus,
  replicas,
  conditions: conditions.filter(({ type }: any) => type !== 'Ready')
    .map(({ type, status, message }: any) => ({ type, status, message: modelText(name, message) })),
});
