/** What kro makes of a Table, evaluated from the printed graph: one reconcile after the other, with what ACK reports in between. */
import { TableDefaultsSpec } from '../../src/ack/table-template';
import { graphOf, printed } from '../model/graph';
import { specOf } from '../model/states';

export interface Rendered { readonly spec: any; readonly annotations: any }

const condition = (type: string, status: string, message?: string) => ({ type: `ACK.${type}`, status, message });
export const SYNCED = [condition('ResourceSynced', 'True')];
/** After each change that AWS accepted. */
export const SENT = [condition('ResourceSynced', 'Unknown'), condition('Recoverable', 'True', "table in 'UPDATING' state, cannot be modified or deleted")];
export const FAILED = [condition('ResourceSynced', 'Unknown'), condition('Recoverable', 'True', 'cannot update table AccessDenied')];
export const REJECTED = [condition('ResourceSynced', 'False'), condition('Terminal', 'True', "1 validation error detected: Value '0' at 'provisionedThroughput.readCapacityUnits' failed to satisfy constraint")];
export const NO_STREAM = [condition('ResourceSynced', 'Unknown'), condition('Recoverable', 'True', 'cannot update table Table has no stream to disable: TableName: orders')];
export const PROBE = [condition('ReferencesResolved', 'Unknown', 'Reference resolution failed')];

/** One instance and its Table. */
export class Instance {
  public rendered!: Rendered;
  /** The Table is of an older release, which gave it only the label of kro. */
  public isOlder = false;
  private readonly graph;
  private declared: any;
  private generation = 0;
  private table: any;
  private seconds = 0;

  /** @param parts the declaration, as in `PARTS` of the model */
  public constructor(parts: object, defaults?: TableDefaultsSpec) {
    this.graph = graphOf(printed(defaults));
    this.edit(parts);
  }

  /** A new declaration, and what kro applies at once. */
  public edit(parts: object): this {
    this.declared = specOf(parts);
    this.generation++;
    return this.apply();
  }

  /**
   * ACK reports this, and kro applies what it makes of it.
   * @param tableStatus null: there is no table in AWS
   */
  public reports(conditions: object[], tableStatus: string | null = 'ACTIVE'): this {
    const lastTransitionTime = `2026-11-26T00:00:${String(this.seconds += 10).padStart(2, '0')}Z`;
    const reported = conditions.map((each) => ({ ...each, lastTransitionTime }));
    this.table = { ...this.table, status: { ...tableStatus === null ? {} : { tableStatus }, conditions: reported } };
    return this.apply();
  }

  /** ACK rejects the probe, reconciles what follows, and reports this. */
  public reconciles(conditions: object[], tableStatus?: string): this {
    expect(this.isProbed).toBe(true);
    this.reports(PROBE);
    expect(this.isProbed).toBe(false);
    return this.reports(conditions, tableStatus);
  }

  public get isProbed(): boolean {
    return this.rendered.spec.sseSpecification.kmsMasterKeyRef !== undefined;
  }

  public get pending(): string[] {
    return Object.keys(this.rendered.annotations).filter((name) => /^dynamodb-kro\/(pending|ack-|field-held)/.test(name));
  }

  private apply(): this {
    const schema = { metadata: { name: 'orders', namespace: 'shop', uid: 'a4a5', generation: this.generation }, spec: this.declared };
    const observedBefore = this.table ? [this.table] : [];
    this.rendered = this.graph.table({ schema, observed: this.isOlder ? [] : observedBefore, observedBefore, sameTable: [] });
    this.table = { metadata: { annotations: this.rendered.annotations }, spec: this.rendered.spec, status: this.table?.status ?? {} };
    return this;
  }
}

export const rendered = (parts: object, defaults?: TableDefaultsSpec): any => new Instance(parts, defaults).rendered.spec;
