/* eslint-disable @stylistic/max-len, no-bitwise */
/**
 * kro, ACK and AWS with one table, on a clock of their own. Everything that takes time, and in which order things happen, is drawn from
 * one seed: so a run can be repeated, and every interleaving can come.
 */
import { Outcome, reconcile } from './ack';
import { Aws, Takes } from './aws';
import { same } from './cel';
import { Graph } from './graph';

/** From and to, in milliseconds. */
export type Range = readonly [number, number];

/** What can be different from cluster to cluster, and go wrong. */
export interface Circumstances {
  /** From a change of the Table until ACK begins, and how long its reconcile takes. */
  readonly ackWaits: Range;
  readonly ackTakes: Range;
  /** From a change that kro watches until it reads, and until it applies what it made of that. */
  readonly kroWaits: Range;
  readonly kroTakes: Range;
  readonly takes: Takes;
  /** Two API servers, whose clocks are so far apart, and ACK's clock, which is so far behind. */
  readonly clocksApart: number;
  readonly ackBehind: number;
  /** After the edit: ACK ends and is started again. */
  readonly restarts: readonly number[];
  /** After the edit: AWS refuses all changes. */
  readonly refuses?: Range;
  /** What AWS refuses from this edit on, for as long as it is asked. */
  readonly denies?: Aws['denies'];
  /** After the edit: somebody else writes. */
  readonly others: ReadonlyArray<{ readonly after: number; readonly what: Other }>;
  /** After the edit: kro reconciles without a cause. */
  readonly repeats: readonly number[];
}

/** What others do to ACK's Table: a server-side apply of a label or an annotation, a write of the status. */
export type Other = 'label' | 'annotation' | 'status';

export const CALM: Circumstances = {
  ackWaits: [5, 50],
  ackTakes: [50, 300],
  kroWaits: [5, 50],
  kroTakes: [20, 100],
  takes: { create: 3_000, update: 0, index: 1_000, ttl: 0, insights: 0, caps: 1_000 },
  clocksApart: 0,
  ackBehind: 0,
  restarts: [],
  others: [],
  repeats: [],
};

/** What kro makes of the Table and the declaration. */
interface Rendered { readonly table: any; readonly instance: any; readonly spec: any; readonly annotations: any; readonly labels: any }

interface Event { readonly at: number; readonly order: number; readonly run: () => void; readonly of: 'kro' | 'ack' | 'other' }

/** An entry of `managedFields`. */
interface Entry { readonly manager: string; readonly operation: string; readonly subresource?: string; readonly fieldsV1: object; readonly time: string }

/** Who writes what of the Table. */
const APPLIES_TABLE = { manager: 'kro.run/applyset', operation: 'Apply', fieldsV1: { 'f:spec': { 'f:tableName': {} } } };
const REPORTS_STATUS = {
  manager: 'controller', operation: 'Update', subresource: 'status', fieldsV1: { 'f:status': { 'f:ackResourceMetadata': {}, 'f:conditions': {} } },
};
const SOMEBODY = {
  label: { manager: 'somebody', operation: 'Apply', fieldsV1: { 'f:metadata': { 'f:labels': { 'f:team': {} } } } },
  annotation: { manager: 'somebody', operation: 'Apply', fieldsV1: { 'f:metadata': { 'f:annotations': { 'f:team': {} } } } },
  status: { manager: 'somebody', operation: 'Update', subresource: 'status', fieldsV1: { 'f:status': { 'f:itemCount': {} } } },
};
/** Each second as the API server writes it. */
const STAMPS = new Map<number, string>();
/** As much as nobody waits for: ACK's resync. */
const LONG = 10_000_000;

export class World {
  public now = 0;
  /** The DynamoDBTable as it is declared, the same object from edit to edit, and its status. */
  public instance: any;
  public instanceStatus: { observedGeneration?: number; deletionProtected?: boolean } = {};
  /** The spec that was declared last. */
  public declared: any;
  public table: any;
  public readonly aws: Aws;
  /** Writes to the Table, by kro and by ACK. */
  public writes = 0;
  public kroWrites = 0;
  private readonly events: Event[] = [];
  private order = 0;
  private circumstances: Circumstances = CALM;
  private random: () => number;
  private editedAt = 0;
  private kroBusy = false;
  private kroAgain = false;
  private ackBusy = 0;
  private ackAgain = false;
  private ackBegins?: Event;
  private ackFailures = 0;
  private rendered?: Rendered;

  public constructor(private readonly graph: Graph, seed: number, public watch: (world: World) => void = () => undefined) {
    this.random = randomOf(seed);
    this.aws = new Aws(() => this.now, CALM.takes);
  }

  /** Declares the table. */
  public edit(spec: any, circumstances: Circumstances = CALM): void {
    this.circumstances = circumstances;
    this.aws.takes = circumstances.takes;
    this.aws.denies = circumstances.denies;
    this.editedAt = this.now;
    this.declared = spec;
    const generation = (this.instance?.metadata.generation ?? 0) + 1;
    this.instance = {
      metadata: { name: 'orders', namespace: 'shop', uid: 'a4a5ba09-6a5d-4b5c-9f0c-3d2f5a1b7c11', generation },
      spec,
    };
    this.wakeKro();
    for (const after of circumstances.restarts) {
      this.at(this.now + after, 'other', () => this.restartAck());
    }
    for (const after of circumstances.repeats) {
      this.at(this.now + after, 'other', () => this.wakeKro());
    }
    for (const { after, what } of circumstances.others) {
      this.at(this.now + after, 'other', () => this.other(what));
    }
    if (circumstances.refuses) {
      const [from, until] = circumstances.refuses;
      this.at(this.now + from, 'other', () => {
        this.aws.refusesUntil = this.editedAt + until;
      });
    }
  }

  /** Lets time pass until nobody has anything to do any more, or until `until`. Whether it got quiet. */
  public run(until = this.now + 20_000_000, mostEvents = 2_000): boolean {
    for (let count = 0; count < mostEvents; count++) {
      const next = this.events[0];
      if (!next || next.at > until || this.isQuiet()) {
        return !next || this.isQuiet();
      }
      this.events.shift();
      this.now = next.at;
      next.run();
      this.watch(this);
    }
    return false;
  }

  /** Nobody does anything, and nobody will within a minute. */
  public isIdle(span = 60_000): boolean {
    return !this.kroBusy && this.ackBusy === 0 && (this.events[0]?.at ?? Infinity) > this.now + span;
  }

  private isQuiet(): boolean {
    return this.isIdle(LONG);
  }

  public isReady(): boolean {
    return this.table !== undefined && this.table.status.conditions !== undefined && this.table.status.tableStatus !== undefined && this.instanceStatus.observedGeneration === this.instance.metadata.generation
      && this.graph.readyWhen.every((program) => program({ table: this.table, schema: this.instance }));
  }

  private between([from, to]: Range): number {
    return Math.round(from + this.random() * (to - from));
  }

  private at(at: number, of: Event['of'], run: () => void): Event {
    const event = { at, of, run, order: this.order++ };
    let i = this.events.length;
    while (i > 0 && (this.events[i - 1].at > at)) {
      i--;
    }
    this.events.splice(i, 0, event);
    return event;
  }

  private cancel(event: Event | undefined): void {
    const i = event ? this.events.indexOf(event) : -1;
    if (i >= 0) {
      this.events.splice(i, 1);
    }
  }

  /** What the API server writes down as the time, in whole seconds. */
  private time(): string {
    return this.stamp(this.circumstances.clocksApart * (this.random() < 0.5 ? 0 : 1));
  }

  private stamp(offset: number): string {
    const second = Math.floor((this.now + offset) / 1_000);
    return STAMPS.get(second) ?? (STAMPS.set(second, new Date(1_700_000_000_000 + second * 1_000).toISOString().replace(/\.\d+/, '')), STAMPS.get(second)!);
  }

  // kro

  private wakeKro(): void {
    if (this.kroBusy) {
      this.kroAgain = true;
      return;
    }
    this.kroBusy = true;
    this.at(this.now + this.between(this.circumstances.kroWaits), 'kro', () => {
      this.kroAgain = false;
      const rendered = this.render();
      this.at(this.now + this.between(this.circumstances.kroTakes), 'kro', () => this.apply(rendered));
    });
  }

  private render(): Rendered {
    const { table, instance, graph } = this;
    if (this.rendered?.table !== table || this.rendered?.instance !== instance || !this.rendered) {
      const context = { schema: instance, observed: table ? [table] : [], observedBefore: [], sameTable: [] };
      const { spec, annotations, labels } = graph.table(context);
      this.rendered = { table, instance, spec, annotations, labels };
    }
    return this.rendered;
  }

  /** A server-side apply: what kro applied before and no longer does goes. What changes nothing is no write. */
  private apply({ instance, spec, annotations, labels }: Rendered): void {
    const before = this.table ?? { metadata: { generation: 0, managedFields: [] }, status: {} };
    const changedSpec = !same(spec, before.spec);
    if (changedSpec || !same(annotations, before.metadata.annotations) || !same(labels, before.metadata.labels)) {
      this.kroWrites++;
      this.write({ ...before, metadata: { ...before.metadata, annotations, labels }, spec }, this.by(APPLIES_TABLE), changedSpec);
    }
    this.kroBusy = false;
    if (this.instance === instance) {
      this.instanceStatus = {
        observedGeneration: instance.metadata.generation,
        deletionProtected: this.table.metadata.annotations['dynamodb-kro/protected'] !== undefined,
      };
    }
    if (this.kroAgain) {
      this.wakeKro();
    }
  }

  private by(writer: Omit<Entry, 'time'>): Entry {
    const { manager, operation, subresource, fieldsV1 } = writer;
    return { manager, operation, subresource, fieldsV1, time: this.time() };
  }

  /** @param by the entry of `managedFields` of whoever writes */
  private write({ metadata, spec, status }: any, by: Entry, changedSpec = false): void {
    this.writes++;
    const { annotations, labels, foreign, generation } = metadata;
    const managedFields = entry(metadata.managedFields, by);
    this.table = { metadata: { generation: generation + (changedSpec ? 1 : 0), annotations, labels, foreign, managedFields }, spec, status };
    if (changedSpec) {
      // A reconcile that begins before ACK hears of it has read it already: another one comes then.
      this.at(this.now + this.between(this.circumstances.ackWaits), 'ack', () => this.wakeAck(0));
    }
    this.wakeKro();
  }

  // ACK

  private wakeAck(after: number): void {
    if (this.ackBusy > 0) {
      this.ackAgain = true;
      return;
    }
    if (this.ackBegins && this.ackBegins.at <= this.now + after) {
      return;
    }
    this.cancel(this.ackBegins);
    this.ackBegins = this.at(this.now + after, 'ack', () => this.reconcile());
  }

  private reconcile(): void {
    this.ackBegins = undefined;
    this.ackAgain = false;
    const run = ++this.order;
    this.ackBusy = run;
    const { table } = this;
    // What ACK rejects itself needs no call to AWS.
    const takes = this.between(table.spec.sseSpecification?.kmsMasterKeyRef ? [5, 50] : this.circumstances.ackTakes);
    const whileItRuns = (then: () => void) => () => this.ackBusy === run && then();
    this.at(this.now + Math.round(takes * this.random()), 'ack', whileItRuns(() => {
      const outcome = reconcile(table, this.aws);
      this.at(this.now + Math.round(takes * this.random()), 'ack', whileItRuns(() => this.report(outcome)));
    }));
  }

  private report({ status, again }: Outcome): void {
    this.ackBusy = 0;
    const by = this.by(REPORTS_STATUS);
    const lastTransitionTime = this.stamp(-this.circumstances.ackBehind);
    const conditions = status.conditions.map(({ type, status: is, message }) => ({ type, status: is, message, lastTransitionTime }));
    const whole = { ...status, conditions, itemCount: this.table.status.itemCount };
    // What changes nothing is no write, and wakes nobody: so it is with a second report in the same second.
    if (!same(whole, this.table.status)) {
      this.write({ ...this.table, status: whole }, by);
    }
    this.ackFailures = again === 'backoff' ? this.ackFailures + 1 : 0;
    if (this.ackAgain) {
      this.wakeAck(this.between([1, 20]));
    } else if (again !== undefined) {
      this.wakeAck(again === 'backoff' ? Math.min(1_000_000, 5 * 2 ** this.ackFailures) : again);
    }
  }

  /** What it did in AWS is done; what it would have said is lost. */
  private restartAck(): void {
    this.ackBusy = 0;
    this.ackAgain = false;
    this.ackFailures = 0;
    this.cancel(this.ackBegins);
    this.ackBegins = undefined;
    this.wakeAck(this.between([2_000, 10_000]));
  }

  // Others

  private other(what: Other): void {
    if (!this.table) {
      return;
    }
    const { metadata, status } = this.table;
    if (what === 'status') {
      this.write({ ...this.table, status: { ...status, itemCount: this.order } }, this.by(SOMEBODY.status));
      return;
    }
    this.write({ ...this.table, metadata: { ...metadata, foreign: { [what]: this.order } } }, this.by(SOMEBODY[what]));
  }
}

/** The entries, with this one in the place of its manager's. */
function entry(entries: Entry[], added: Entry): Entry[] {
  const { manager, operation, subresource } = added;
  const others = entries.filter((each) => each.manager !== manager || each.operation !== operation || each.subresource !== subresource);
  others.push(added);
  return others;
}

/** mulberry32 */
function randomOf(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9E3779B1);
  return () => {
    state = Math.trunc(state + 0x6D2B79F5);
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = Math.trunc(t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
