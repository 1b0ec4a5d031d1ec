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
  private readonly seen = new Map<string, { generation: number; changed?: number }>();

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

  private async answer(kind: Kind, namespace: string, status: (object: Recorded) => object): Promise<void> {
    for (const object of await this.cluster.list(kind, namespace)) {
      if (object.status?.conditions === undefined || this.isDue(object.metadata)) {
        // An object that went in the meantime needs no status.
        await this.cluster.writeStatus(kind, namespace, object.metadata.name, lookedAtNow(status(object))).catch(() => undefined);
      }
    }
  }

  /** Ten seconds after a change of an object ACK looks at it again. */
  private isDue({ uid, generation }: Recorded['metadata']): boolean {
    const known = this.seen.get(uid);
    if (known?.generation !== generation) {
      this.seen.set(uid, { generation, changed: known && Date.now() });
      return false;
    }
    const due = known.changed !== undefined && Date.now() - known.changed > 12_000;
    if (due) {
      this.seen.set(uid, { generation });
    }
    return due;
  }
}

interface Recorded {
  readonly metadata: { readonly name: string; readonly uid: string; readonly generation: number };
  readonly spec: { readonly tableName: string; readonly streamSpecification?: object };
}

/** The status of an active Table, as ACK wrote it, with the names of this one. */
export function tableStatus({ spec }: Recorded): object {
  const { latestStreamARN, latestStreamLabel, ...status } = recorded('table-active', spec.tableName) as Record<string, unknown>;
  return spec.streamSpecification ? { ...status, latestStreamARN, latestStreamLabel } : status;
}

/** A status that was recorded under this name, with the name of this table. */
export function recorded(name: string, tableName: string): object {
  return JSON.parse(readFileSync(join(RECORDED, `${name}.json`), 'utf8').replaceAll('TABLE_NAME', tableName));
}

function lookedAtNow(status: any): object {
  const lastTransitionTime = new Date().toISOString().replace(/\.\d+/, '');
  return { ...status, conditions: status.conditions.map((condition: object) => ({ ...condition, lastTransitionTime })) };
}

function backupStatus({ spec }: Recorded): object {
  return recorded('backup-available', spec.tableName);
}
