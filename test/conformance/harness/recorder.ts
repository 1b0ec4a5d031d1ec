/**
 * Records what becomes of each ACK Table of a namespace, for `test/model/replay.test.ts`: `RECORD=folder WALKS=4 EDITS=3 npm run conformance -- walks`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubeConfig, Watch } from '@kubernetes/client-node';
import { callsTo } from './aws';
import { DYNAMODB_TABLE, Kind, TABLE } from './cluster';
import { connection } from './suite';

/**
 * One table, in the order of time. `at` is in milliseconds since the recording began, and `uid` stands for the uid of the DynamoDBTable.
 * A version of the Table has only those parts that a write has changed: kro's have `spec` or `annotations`, and ACK's `status`. Of the spec
 * it has only the fields that are different; null stands for one that is gone.
 */
export interface Trace {
  readonly declared: ReadonlyArray<{ readonly at: number; readonly generation: number; readonly spec: any }>;
  readonly versions: ReadonlyArray<Partial<Parts> & { readonly at: number }>;
  /** The calls to AWS that change the table, and what AWS answered where it rejected one. */
  readonly calls: ReadonlyArray<{ readonly at: number; readonly operation: string; readonly body: any; readonly rejected?: string }>;
}

interface Parts { readonly spec: any; readonly annotations: Record<string, string>; readonly status: any }

export class Recorder {
  private readonly began = Date.now();
  private readonly seen = new Map<string, Array<{ readonly at: number; readonly kind: Kind; readonly object: any }>>();
  private readonly watches: AbortController[] = [];

  public async start(namespace: string): Promise<void> {
    const config = new KubeConfig();
    config.loadFromFile(connection.kubeconfigs.admin);
    for (const kind of [TABLE, DYNAMODB_TABLE]) {
      const path = `/apis/${kind.group}/${kind.version}/namespaces/${namespace}/${kind.plural}`;
      const keep = (_: string, object: any): void => {
        const { name } = object.metadata;
        this.seen.set(name, [...this.seen.get(name) ?? [], { at: Date.now() - this.began, kind, object }]);
      };
      this.watches.push(await new Watch(config).watch(path, {}, keep, () => undefined));
    }
  }

  /** Ends, and writes a file for each table. */
  public stop(folder: string): void {
    this.watches.forEach((each) => each.abort());
    mkdirSync(folder, { recursive: true });
    for (const name of this.seen.keys()) {
      const { uid } = this.of(name, DYNAMODB_TABLE)[0].object.metadata;
      writeFileSync(join(folder, `${name}.json`), print(this.trace(name)).replaceAll(uid, 'uid'));
    }
  }

  private of(name: string, kind: Kind): Array<{ at: number; object: any }> {
    return this.seen.get(name)!.filter((each) => each.kind === kind);
  }

  private trace(name: string): Trace {
    const declared = this.of(name, DYNAMODB_TABLE).map(({ at, object: { metadata, spec } }) => ({ at, generation: metadata.generation, spec }));
    const versions = this.of(name, TABLE).map(({ at, object: { metadata, spec, status } }) => ({
      at, parts: { spec, annotations: ofGraph(metadata.annotations), status: reported(status) },
    }));
    return {
      declared: declared.filter(({ generation }, i) => generation !== declared[i - 1]?.generation),
      versions: versions.map(({ at, parts }, i) => ({ at, ...changed(parts, versions[i - 1]?.parts) }))
        .filter((version) => Object.keys(version).length > 1),
      calls: callsTo(name).filter(({ reads }) => !reads).map(({ time, operation, body, status, message }) => ({
        at: Date.parse(time) - this.began, operation, body, ...status >= 400 ? { rejected: message } : {},
      })),
    };
  }
}

/** One entry a line. */
function print(trace: Trace): string {
  const lines = (entries: object[]): string => entries.map((entry) => JSON.stringify(entry)).join(',\n');
  const parts = Object.entries(trace).map(([part, entries]) => `"${part}": [\n${lines(entries)}\n]`);
  return `{\n${parts.join(',\n')}\n}\n`;
}

/** What the graph reads of ACK's status. */
function reported(status: any): any {
  const conditions = status?.conditions?.map(({ type, status: is, message, lastTransitionTime }: any) => (
    { type, status: is, message, lastTransitionTime }
  ));
  return status && { tableStatus: status.tableStatus, replicas: status.replicas, conditions };
}

/** kro has annotations of its own. */
const ofGraph = (annotations: Record<string, string>): Record<string, string> => Object.fromEntries(
  Object.entries(annotations).filter(([name]) => !name.startsWith('internal.kro.run/')),
);

function changed(parts: Parts, before?: Parts): Partial<Parts> {
  const { spec, ...others } = different(parts, before);
  return spec ? { spec: { ...different(spec, before?.spec), ...gone(spec, before?.spec) }, ...others } : others;
}

const different = (now: any, before: any = {}): any => Object.fromEntries(
  Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])),
);
const gone = (now: object, before: object = {}): object => Object.fromEntries(
  Object.keys(before).filter((name) => !(name in now)).map((name) => [name, null]),
);
