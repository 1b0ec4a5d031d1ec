/**
 * Stands in for ACK where its controller is not at hand: gives each Table and Backup the status that ACK gave one
 * in a run with AWS's stand-in. It validates nothing and rejects nothing; what depends on ACK's own doing needs ACK.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BACKUP, Cluster, Kind, TABLE } from './cluster';
import { sleep } from './eventually';

const RECORDED = join(__dirname, '../fixtures/recorded-status');

export class RecordedAck {
  private running = true;
  private done: Promise<void> = Promise.resolve();
  private readonly reconciled = new Map<string, number>();

  public constructor(private readonly cluster: Cluster, private readonly namespaces: readonly string[]) {}

  public start(): void {
    this.done = this.serve();
  }

  public async stop(): Promise<void> {
    this.running = false;
    await this.done;
  }

  private async serve(): Promise<void> {
    while (this.running) {
      // An API server that is busy, or stopping, is asked again, as a controller would.
      await Promise.all(this.namespaces.map((namespace) => this.answerAll(namespace))).catch(() => undefined);
      await sleep(500);
    }
  }

  private async answerAll(namespace: string): Promise<void> {
    await this.answer(TABLE, namespace, tableStatus);
    await this.answer(BACKUP, namespace, backupStatus);
  }

  /** Once for each generation, as ACK does. */
  private async answer(kind: Kind, namespace: string, status: (object: Recorded) => object): Promise<void> {
    for (const object of await this.cluster.list(kind, namespace)) {
      const { name, uid, generation } = object.metadata;
      if (object.status?.conditions === undefined || this.reconciled.get(uid) !== generation) {
        // An object that went in the meantime needs no status.
        await this.cluster.writeStatus(kind, namespace, name, reportedNow(status(object))).catch(() => undefined);
        this.reconciled.set(uid, generation);
      }
    }
  }
}

interface Recorded {
  readonly metadata: { readonly name: string; readonly uid: string; readonly generation: number };
  readonly spec: {
    readonly tableName: string;
    readonly streamSpecification?: object;
    readonly sseSpecification?: { readonly kmsMasterKeyRef?: { readonly from?: object } };
  };
}

/** What ACK reports of a Table with a probe: nothing else. */
export const PROBE_REPORTED = [{ type: 'ACK.ReferencesResolved', status: 'Unknown', message: 'Reference resolution failed', reason: 'only one of the fields' }];

export function isProbed({ spec: { sseSpecification } }: Recorded): boolean {
  return sseSpecification?.kmsMasterKeyRef !== undefined && sseSpecification.kmsMasterKeyRef.from === undefined;
}

/** The status of an active Table, as ACK wrote it, with the names of this one. */
export function tableStatus(table: Recorded): object {
  const { spec } = table;
  if (isProbed(table)) {
    return { conditions: PROBE_REPORTED };
  }
  const { latestStreamARN, latestStreamLabel, ...status } = recorded('table-active', spec.tableName) as Record<string, unknown>;
  return spec.streamSpecification ? { ...status, latestStreamARN, latestStreamLabel } : status;
}

/** A status that was recorded under this name, with the name of this table. */
export function recorded(name: string, tableName: string): object {
  return JSON.parse(readFileSync(join(RECORDED, `${name}.json`), 'utf8').replaceAll('TABLE_NAME', tableName));
}

export function reportedNow(status: any): object {
  const lastTransitionTime = new Date().toISOString().replace(/\.\d+/, '');
  return { ...status, conditions: status.conditions.map((condition: object) => ({ ...condition, lastTransitionTime })) };
}

function backupStatus({ spec }: Recorded): object {
  return recorded('backup-available', spec.tableName);
}
