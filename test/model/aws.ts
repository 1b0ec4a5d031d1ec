/* eslint-disable @stylistic/max-len */
/**
 * DynamoDB, as far as a Table's spec reaches: what it refuses, what takes time, what is asynchronous. The same rules as those of the
 * conformance suite's AWS (`test/conformance/aws`), whose texts are AWS's own.
 */
import { same } from './cel';

/** How long AWS takes, in milliseconds. */
export interface Takes {
  readonly create: number;
  /** A change that makes the table UPDATING: class, billing, throughput, stream, replicas. */
  readonly update: number;
  /** An index is made or deleted. */
  readonly index: number;
  /** Time to live is DISABLING; AWS takes up to an hour. */
  readonly ttl: number;
  /** Contributor insights are ENABLING or DISABLING. */
  readonly insights: number;
  /** A cap that was lifted is described as -1. AWS takes about a second. */
  readonly caps?: number;
  /** A call that AWS rejects while the table changes is repeated by ACK's SDK when AWS is done. */
  readonly repeated?: boolean;
}

export class AwsError extends Error {
  public constructor(public readonly code: string, message: string) {
    super(message);
  }

  /** As AWS's SDK says it: shorter, if it has a type of its own for the error. */
  public get text(): string {
    return `${/^(ResourceInUse|LimitExceeded)/.test(this.code) ? '' : 'api error '}${this.code}: ${this.message}`;
  }
}

/** Whether a call is refused, or by which code and message. */
export type Denial = boolean | readonly string[] | undefined;

type Caps = Record<string, number>;
interface Index { name: string; definition: any; units?: any; caps: Caps; status: string; until: number }
interface Replica { regionName: string; status: string; until: number }

export interface Call { readonly at: number; readonly operation: string; readonly body: any; readonly refused?: string }

/** A name that has words of AWS's messages in it: nothing may be told by them. */
export const TABLE = 'TimeToLive.KMS_Insights-Encryption.OnDemandThroughput';
const AWS_KEY = 'arn:aws:kms:us-east-1:123456789012:key/aws-dynamodb';
const ALONE: Record<string, string> = {
  sse: 'Server-Side Encryption modification', tableClass: 'TableClass modification', protection: 'DeletionProtection modification', replica: 'Replica modification',
};

const refuse = (message: string, code = 'ValidationException'): never => {
  throw new AwsError(code, message);
};
const bad = (message: string): never => refuse(`One or more parameter values were invalid: ${message}`);

export class Aws {
  public exists = false;
  public billing = 'PROVISIONED';
  public units?: any;
  public caps: Caps = {};
  public indexes: Index[] = [];
  public stream?: string;
  public sse?: string;
  public ttl?: string;
  public recovery = false;
  public insights = false;
  public tableClass = 'STANDARD';
  public protection = false;
  public replicas: Replica[] = [];
  public policy?: string;
  public tags: any[] = [];
  public readonly calls: Call[] = [];
  private updating = { status: 'ACTIVE', until: 0 };
  private ttlOffUntil = 0;
  private ttlWas?: string;
  private insightsUntil = 0;
  private liftedUntil = 0;
  /** Until then AWS refuses each change. */
  public refusesUntil = 0;
  /** What AWS refuses for as long as it is asked: by a limit of a day or of a month. */
  public denies?: (operation: string, body: any) => Denial;

  public constructor(private readonly now: () => number, public takes: Takes) {}

  public get status(): string {
    return this.updating.until > this.now() ? this.updating.status : 'ACTIVE';
  }

  /** When nothing is in progress any more, time to live aside. */
  public get settledAt(): number {
    return Math.max(this.updating.until, this.insightsUntil, ...this.indexes.map(({ until }) => until), ...this.replicas.map(({ until }) => until));
  }

  /** As it is now, on a clock of its own. */
  public copy(now: () => number): Aws {
    const { now: _, denies, ...state } = this as any;
    return Object.assign(new Aws(now, this.takes), structuredClone(state), { denies });
  }

  /** What ACK's ReadOne makes of DescribeTable and the other reads; the fields of a Table's spec. */
  public describe(): any {
    this.settle();
    return {
      billingMode: this.billing,
      provisionedThroughput: this.billing === 'PROVISIONED' ? this.units : { readCapacityUnits: 0, writeCapacityUnits: 0 },
      onDemandThroughput: Object.keys(this.caps).length > 0 ? { ...this.caps } : undefined,
      globalSecondaryIndexes: this.indexes.length === 0 ? undefined : this.indexes.map(({ name, definition, units, caps }) => ({
        ...definition,
        indexName: name,
        provisionedThroughput: this.billing === 'PROVISIONED' ? units : { readCapacityUnits: 0, writeCapacityUnits: 0 },
        ...(Object.keys(caps).length > 0 ? { onDemandThroughput: { ...caps } } : {}),
      })),
      streamSpecification: this.stream && { streamEnabled: true, streamViewType: this.stream },
      sseSpecification: this.sse && { enabled: true, sseType: 'KMS', kmsMasterKeyID: this.sse },
      timeToLive: this.ttl ? { enabled: true, attributeName: this.ttl }
        : { enabled: false, ...(this.ttlOffUntil > this.now() ? { attributeName: this.ttlWas } : {}) },
      continuousBackups: { pointInTimeRecoveryEnabled: this.recovery },
      tableClass: this.tableClass,
      deletionProtectionEnabled: this.protection,
      insights: this.insightsUntil > this.now() ? (this.insights ? 'ENABLING' : 'DISABLING') : this.insights ? 'ENABLED' : 'DISABLED',
      resourcePolicy: this.policy,
      tableReplicas: this.replicas.map(({ regionName }) => ({
        regionName,
        ...(this.indexes.length > 0 ? { globalSecondaryIndexes: this.indexes.map(({ name: indexName }) => ({ indexName })) } : {}),
      })),
      tags: this.tags,
      indexStatus: this.indexes.every(({ status }) => status === 'ACTIVE'),
      status: this.status,
    };
  }

  public call(operation: string, body: any): void {
    this.settle();
    try {
      if (this.refusesUntil > this.now()) {
        refuse('Rate exceeded', 'ThrottlingException');
      }
      const denied = this.denies?.(operation, body);
      if (denied) {
        const [code, message] = denied === true ? ['LimitExceededException', 'Subscriber limit exceeded'] : denied;
        refuse(message, code);
      }
      (this as any)[operation](body);
      this.calls.push({ at: this.now(), operation, body });
    } catch (error) {
      this.calls.push({ at: this.now(), operation, body, refused: (error as Error).message });
      throw error;
    }
  }

  private settle(): void {
    if (this.liftedUntil <= this.now()) {
      for (const caps of [this.caps, ...this.indexes.map((index) => index.caps)]) {
        Object.keys(caps).filter((name) => caps[name] === -1).forEach((name) => delete caps[name]);
      }
    }
    for (const each of [...this.indexes, ...this.replicas]) {
      if (each.until <= this.now() && each.status !== 'ACTIVE') {
        each.status = each.status === 'DELETING' ? 'GONE' : 'ACTIVE';
      }
    }
    if (this.indexes.some(({ status }) => status === 'GONE') || this.replicas.some(({ status }) => status === 'GONE')) {
      this.indexes = this.indexes.filter(({ status }) => status !== 'GONE');
      this.replicas = this.replicas.filter(({ status }) => status !== 'GONE');
    }
  }

  private becomesUpdating(takes = this.takes.update): void {
    this.updating = { status: 'UPDATING', until: this.now() + takes };
  }

  protected CreateTable(spec: any): void {
    this.exists = true;
    this.updating = { status: 'CREATING', until: this.now() + this.takes.create };
    this.billing = spec.billingMode;
    this.units = spec.provisionedThroughput;
    if (this.billing === 'PAY_PER_REQUEST' && this.units) {
      bad('Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST');
    }
    this.caps = { ...spec.onDemandThroughput };
    this.indexes = (spec.globalSecondaryIndexes ?? []).map((each: any) => this.index(each, 'ACTIVE', 0));
    this.stream = spec.streamSpecification?.streamViewType;
    this.encrypt(spec.sseSpecification, false);
    this.tableClass = spec.tableClass;
    this.protection = spec.deletionProtectionEnabled;
    this.policy = spec.resourcePolicy;
    this.tags = spec.tags ?? [];
  }

  private index({ indexName: name, provisionedThroughput: units, onDemandThroughput: caps, ...definition }: any, status: string, takes: number): Index {
    return { name, definition, units, caps: { ...caps }, status, until: this.now() + takes };
  }

  protected UpdateTable(changes: any): void {
    const names = Object.keys(changes).filter((name) => changes[name] !== undefined);
    if (names.length === 0) {
      refuse('At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required');
    }
    const { units } = changes;
    if (units && (units.readCapacityUnits < 1 || units.writeCapacityUnits < 1)) {
      refuse(`1 validation error detected: Value '${units.readCapacityUnits}' at 'provisionedThroughput.readCapacityUnits' failed to satisfy constraint: Member must have value greater than or equal to 1`);
    }
    for (const [name, text] of Object.entries(ALONE)) {
      if (names.includes(name) && names.length > 1) {
        bad(`${text} must be the only operation in the request`);
      }
    }
    const iops = changes.units !== undefined || changes.billing === 'PROVISIONED';
    if (changes.stream && iops) {
      bad('You cannot modify stream status while updating table IOPS');
    }
    if ((changes.createIndex || changes.deleteIndex) && (iops || changes.stream)) {
      bad('You cannot create or delete index while updating table IOPS');
    }
    const admitted = names.every((name) => name === 'sse' || name === 'protection');
    if (this.status !== 'ACTIVE' && !(this.status === 'UPDATING' && admitted)) {
      refuse(`Attempt to change a resource which is still in use: Table is being updated: ${TABLE}`, 'ResourceInUseException');
    }
    const onDemand = (changes.billing ?? this.billing) === 'PAY_PER_REQUEST';
    this.checkUnits(changes, onDemand);
    if (changes.caps && Object.keys(changes.caps).length === 0) {
      refuse('', 'InternalFailure');
    }
    if (changes.stream) {
      this.checkStream(changes.stream);
    }
    if (changes.sse) {
      this.encrypt(changes.sse, true);
    }
    this.changeIndexes(changes, onDemand);
    this.apply(changes);
  }

  private checkUnits({ units, caps, updateIndex, billing, indexUnits }: any, onDemand: boolean): void {
    if (units && onDemand) {
      bad('Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST');
    }
    if (billing === 'PROVISIONED' && !units) {
      bad('ProvisionedThroughput must be specified when BillingMode is PROVISIONED');
    }
    if (units && billing === undefined && same(units, this.units)) {
      refuse('The provisioned throughput for the table will not change. The requested value equals the current value.');
    }
    if (!onDemand && (caps || updateIndex?.onDemandThroughput)) {
      bad('MaxReadRequestUnits for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED');
    }
    if (billing === 'PROVISIONED' && this.billing !== billing) {
      const missing = this.indexes.find(({ name }) => !(indexUnits ?? []).some((each: any) => each.indexName === name && each.provisionedThroughput));
      if (missing) {
        bad(`ProvisionedThroughput must be specified for index: ${missing.name}`);
      }
    }
  }

  private checkStream({ streamEnabled, streamViewType }: any): void {
    if (streamEnabled && this.stream) {
      refuse(`Table already has an enabled stream: TableName: ${TABLE}`);
    }
    if (streamEnabled && !streamViewType) {
      bad('If stream is being enabled then UpdateViewType is required');
    }
    if (!streamEnabled && !this.stream) {
      refuse(`Table has no stream to disable: TableName: ${TABLE}`);
    }
    if (!streamEnabled && this.replicas.length > 0) {
      bad('Disabling Stream is not allowed for a Global Table replica.');
    }
  }

  private changeIndexes({ createIndex, deleteIndex, updateIndex }: any, onDemand: boolean): void {
    if ((createIndex || deleteIndex) && this.indexes.some(({ status }) => status === 'CREATING' || status === 'DELETING')) {
      refuse('Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table', 'LimitExceededException');
    }
    if (createIndex) {
      if (this.indexes.some(({ name }) => name === createIndex.indexName)) {
        refuse('Attempting to create an index which already exists');
      }
      if (onDemand === (createIndex.provisionedThroughput !== undefined)) {
        bad(`ProvisionedThroughput is not specified for index: ${createIndex.indexName}`);
      }
    }
    const updated = updateIndex && this.indexes.find(({ name }) => name === updateIndex.indexName);
    if (updateIndex) {
      const { provisionedThroughput: units, onDemandThroughput: caps } = updateIndex;
      if (onDemand && (units || !caps)) {
        bad(`The only Updates for index: ${updateIndex.indexName} when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput`);
      }
      if (!onDemand && (!units || same(units, updated!.units))) {
        refuse(`The provisioned throughput for the index ${updateIndex.indexName} will not change. The requested value equals the current value.`);
      }
    }
  }

  private apply(changes: any): void {
    const { billing, units, caps, stream, tableClass, protection, replica, createIndex, deleteIndex, updateIndex, indexUnits } = changes;
    if (billing && billing !== this.billing) {
      this.becomesUpdating(Math.max(1_000, this.takes.update));
      this.billing = billing;
      if (billing === 'PROVISIONED') {
        this.caps = {};
        this.indexes.forEach((each) => {
          each.caps = {};
        });
      } else {
        this.units = undefined;
      }
    }
    this.units = units ?? this.units;
    this.mergeCaps(this.caps, caps);
    for (const each of indexUnits ?? []) {
      this.indexes.find(({ name }) => name === each.indexName)!.units = each.provisionedThroughput;
    }
    if (stream) {
      this.stream = stream.streamEnabled ? stream.streamViewType : undefined;
    }
    this.tableClass = tableClass ?? this.tableClass;
    this.protection = protection ?? this.protection;
    if (replica) {
      this.changeReplica(replica);
    }
    if (createIndex) {
      this.indexes.push(this.index(createIndex, 'CREATING', this.takes.index));
    }
    const found = this.indexes.find(({ name }) => name === (deleteIndex ?? updateIndex?.indexName));
    if (deleteIndex && found) {
      found.status = 'DELETING';
      found.until = this.now() + this.takes.index;
    }
    if (updateIndex && found) {
      found.units = updateIndex.provisionedThroughput ?? found.units;
      this.mergeCaps(found.caps, updateIndex.onDemandThroughput);
      found.status = 'UPDATING';
      found.until = this.now() + this.takes.update;
    }
    if (units || stream || tableClass || replica || createIndex || deleteIndex) {
      this.becomesUpdating(Math.max(this.takes.update, this.updating.until - this.now()));
    }
  }

  private changeReplica({ create, remove }: any): void {
    const found = this.replicas.find(({ regionName }) => regionName === (create ?? remove));
    if (create) {
      if (this.billing !== 'PAY_PER_REQUEST') {
        refuse('Table write capacity should either be Pay-Per-Request or AutoScaled.');
      }
      if (this.stream !== 'NEW_AND_OLD_IMAGES') {
        refuse('Table must have a stream with the view type NEW_AND_OLD_IMAGES');
      }
      if (found) {
        refuse('one or more replicas already existed as tables');
      }
      this.replicas.push({ regionName: create, status: 'CREATING', until: this.now() + this.takes.create });
    } else if (found) {
      found.status = 'DELETING';
      found.until = this.now() + this.takes.update;
    }
  }

  private encrypt(sse: any, update: boolean): void {
    if (!sse?.enabled) {
      if (update && !this.sse) {
        bad('Table is already encrypted by default');
      }
      this.sse = undefined;
      return;
    }
    const key = !sse.kmsMasterKeyID || sse.kmsMasterKeyID === 'alias/aws/dynamodb' ? AWS_KEY : sse.kmsMasterKeyID;
    // An alias is never found to be the key.
    if (update && this.sse && this.sse === sse.kmsMasterKeyID) {
      bad('Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key');
    }
    this.sse = key;
  }

  protected UpdateTimeToLive({ enabled, attributeName }: any): void {
    if (this.ttl && this.ttl !== attributeName) {
      refuse(`TimeToLive is active on a different AttributeName: current AttributeName is ${this.ttl}`);
    }
    if (enabled === (this.ttl !== undefined)) {
      refuse(`TimeToLive is already ${this.ttl ? 'enabled' : 'disabled'}`);
    }
    if (this.ttlOffUntil > this.now()) {
      refuse('Time to live has been modified multiple times within a fixed interval');
    }
    if (enabled) {
      this.ttl = attributeName;
    } else {
      this.ttlWas = this.ttl;
      this.ttl = undefined;
      this.ttlOffUntil = this.now() + this.takes.ttl;
    }
  }

  protected UpdateContinuousBackups({ pointInTimeRecoveryEnabled }: any): void {
    this.recovery = pointInTimeRecoveryEnabled;
  }

  protected UpdateContributorInsights(action: string): void {
    if (this.status !== 'ACTIVE') {
      refuse('Table or Index is not in a valid state to update Key Access Insights: TableStatus must be ACTIVE to enable ContributorInsights.');
    }
    this.insights = action === 'ENABLE';
    this.insightsUntil = this.now() + this.takes.insights;
  }

  protected UntagResource(keys: string[]): void {
    this.tags = this.tags.filter(({ key }) => !keys.includes(key));
  }

  protected TagResource(tags: any[]): void {
    this.tags = [...this.tags.filter(({ key }) => !tags.some((tag) => tag.key === key)), ...tags];
  }

  protected PutResourcePolicy(policy: string): void {
    this.policy = policy;
  }

  protected DeleteResourcePolicy(): void {
    this.policy = undefined;
  }

  /** A cap that is not named stays; -1 lifts one, and AWS no longer tells of it, but for a moment. */
  private mergeCaps(caps: Caps, wanted: Caps | undefined): void {
    if (Object.values(wanted ?? {}).includes(-1)) {
      this.liftedUntil = this.now() + (this.takes.caps ?? 0);
    }
    Object.assign(caps, wanted);
    this.settle();
  }
}
