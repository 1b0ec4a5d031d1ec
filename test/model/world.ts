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
  takes: { create: 3_000, update: 0, index: 1_000, ttl: 0, insights: 0 },
  clocksApart: 0,
  ackBehind: 0,
  restarts: [],
  others: [],
  repeats: [],
};

interface Event { readonly at: number; readonly order: number; readonly run: () => void; readonly of: 'kro' | 'ack' | 'other' }

const KRO = 'kro.run/applyset';
const ACK = 'controller';
/** Each second as the API server writes it. */
const STAMPS = new Map<number, string>();
/** As much as nobody waits for: ACK's resync. */
const LONG = 10_000_000;

export class World {
  public now = 0;
  public instance: any;
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
  private kroFields: Record<string, any> = {};
  private ackFields: Record<string, any> = {};
  private kroBusy = false;
  private kroAgain = false;
  private ackBusy = 0;
  private ackAgain = false;
  private ackBegins?: Event;
  private ackFailures = 0;
  private rendered?: { table: any; instance: any; spec: any; annotations: any; labels: any };

  public constructor(private readonly graph: Graph, seed: number, public watch: (world: World) => void = () => undefined) {
    this.random = randomOf(seed);
    this.aws = new Aws(() => this.now, CALM.takes);
  }

  /** Declares the table. */
  public edit(spec: any, circumstances: Circumstances = CALM): void {
    this.circumstances = circumstances;
    this.aws.takes = circumstances.takes;
    this.editedAt = this.now;
    this.declared = spec;
    const generation = (this.instance?.metadata.generation ?? 0) + 1;
    this.instance = {
      metadata: { name: 'orders', namespace: 'shop', uid: 'a4a5ba09-6a5d-4b5c-9f0c-3d2f5a1b7c11', generation, ...this.instance && {} },
      spec,
      status: this.instance?.status ?? {},
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
    return this.table !== undefined && this.table.status.conditions !== undefined && this.instance.status.observedGeneration === this.instance.metadata.generation
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

  private render(): { instance: any; spec: any; annotations: any; labels: any } {
    const { table, instance, graph } = this;
    if (this.rendered?.table !== table || this.rendered?.instance !== instance || !this.rendered) {
      const context = { schema: instance, observed: table ? [table] : [], observedBefore: [], sameTable: [] };
      this.rendered = { table, instance, ...graph.table(context) };
    }
    return this.rendered!;
  }

  /** A server-side apply: what kro applied before and no longer does goes, unless ACK has it, too. */
  private apply({ instance, spec: wanted, annotations, labels }: { instance: any; spec: any; annotations: any; labels: any }): void {
    for (const field of Object.keys(wanted)) {
      if (this.ackFields[field] !== undefined && !same(this.ackFields[field], wanted[field])) {
        delete this.ackFields[field];
      }
    }
    const spec = { ...this.ackFields, ...wanted };
    const metadata = this.table?.metadata ?? { generation: 0, managedFields: [], foreign: {} };
    const changedSpec = !same(spec, this.table?.spec);
    if (changedSpec || !same(annotations, metadata.annotations) || !same(labels, metadata.labels) || !same(wanted, this.kroFields)) {
      this.kroFields = wanted;
      this.kroWrites++;
      this.write({
        metadata: {
          ...metadata,
          annotations,
          labels,
          managedFields: entry(metadata.managedFields, { manager: KRO, operation: 'Apply', time: this.time(), fieldsV1: { 'f:spec': { 'f:tableName': {} } } }),
        },
        spec,
        status: this.table?.status ?? {},
      }, changedSpec);
    }
    this.kroBusy = false;
    if (this.instance === instance) {
      this.instance = { ...instance, status: this.statusOf(instance) };
      if (this.rendered && this.rendered.instance === instance) {
        this.rendered = { ...this.rendered, instance: this.instance };
      }
    }
    if (this.kroAgain) {
      this.wakeKro();
    }
  }

  private statusOf(instance: any): any {
    return {
      observedGeneration: instance.metadata.generation,
      deletionProtected: this.table.metadata.annotations['dynamodb-kro/protected'] !== undefined,
    };
  }

  private write(table: any, changedSpec: boolean): void {
    this.writes++;
    this.table = { ...table, metadata: { ...table.metadata, generation: table.metadata.generation + (changedSpec ? 1 : 0) } };
    if (changedSpec) {
      this.wakeAck(this.between(this.circumstances.ackWaits));
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

  private report({ status, writesSpec, again }: Outcome): void {
    this.ackBusy = 0;
    const { metadata } = this.table;
    const spec = { ...this.table.spec };
    for (const [field, value] of Object.entries(writesSpec ?? {})) {
      this.ackFields[field] = value;
      spec[field] = value;
    }
    const time = this.time();
    const conditions = status.conditions.map((each) => ({ ...each, lastTransitionTime: this.stamp(-this.circumstances.ackBehind) }));
    const isSame = same({ ...this.table.status, ...status, conditions }, this.table.status) && same(spec, this.table.spec);
    // What changes nothing is no write, and wakes nobody: so it is with a second report in the same second.
    if (!isSame) {
      this.write({
        metadata: {
          ...metadata,
          managedFields: entry(metadata.managedFields, {
            manager: ACK, operation: 'Update', subresource: 'status', time, fieldsV1: { 'f:status': { 'f:ackResourceMetadata': {}, 'f:conditions': {} } },
          }),
        },
        spec,
        status: { ...this.table.status, ...status, conditions },
      }, !same(spec, this.table.spec));
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
    const { metadata } = this.table;
    const manager = 'somebody';
    if (what === 'status') {
      const managedFields = entry(metadata.managedFields, { manager, operation: 'Update', subresource: 'status', time: this.time(), fieldsV1: { 'f:status': { 'f:itemCount': {} } } });
      this.write({ ...this.table, metadata: { ...metadata, managedFields }, status: { ...this.table.status, itemCount: this.order } }, false);
      return;
    }
    const fields = what === 'label' ? { 'f:labels': { 'f:team': {} } } : { 'f:annotations': { 'f:team': {} } };
    const managedFields = entry(metadata.managedFields, { manager, operation: 'Apply', time: this.time(), fieldsV1: { 'f:metadata': fields } });
    this.write({ ...this.table, metadata: { ...metadata, managedFields, foreign: { [what]: this.order } } }, false);
  }
}

/** The entries, with this one in the place of its manager's. */
function entry(entries: any[], added: any): any[] {
  return [...entries.filter(({ manager, operation, subresource }) => manager !== added.manager || operation !== added.operation || subresource !== added.subresource), added];
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
