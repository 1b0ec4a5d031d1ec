/* eslint-disable @stylistic/max-len */
/**
 * One reconcile of ACK's dynamodb-controller 1.9.2, after its source (`pkg/resource/table/hooks.go`, `delta.go`, and `reconciler.go` of
 * its runtime 0.62): what it compares, what it calls, in which order, and what it says. Recorded runs hold this model to the real one.
 */
import { Aws, AwsError } from './aws';
import { same } from './cel';

export interface Condition { readonly type: string; readonly status: string; readonly message?: string }

/** What a reconcile ends with: ACK's status, and when it comes again. */
export interface Outcome {
  readonly status: { tableStatus?: string; conditions: Condition[]; ackResourceMetadata: object; replicas?: object[] };
  /** Milliseconds until the next reconcile; undefined: none before the spec changes; `backoff`: controller-runtime's. */
  readonly again?: number | 'backoff';
}

const UPDATING = "table in 'UPDATING' state, cannot be modified or deleted";
const CREATING = "table in 'CREATING' state, cannot be modified or deleted";
const INDEXES = "table GSIs in 'CREATING' state, cannot be modified or deleted";
const REPLICAS = "table replica in 'UPDATING' state, cannot be modified or deleted";
const RESYNC = 36_000_000;
/** What the condition ResourceSynced says besides. */
const SYNCED = { True: 'Resource synced successfully', False: 'Resource not synced', Unknown: 'Unable to determine if desired resource state matches latest observed state' };

// Errors are part of the game here, and their stacks of no use.
Error.stackTraceLimit = 0;

/** An error that says when to come again; ACK calls it recoverable. */
class Requeue extends Error {
  public constructor(message: string, public readonly after: number) {
    super(message);
  }
}

/** An error of AWS whose type ACK loses by formatting it: never terminal. */
class Wrapped extends Error {
  public constructor(error: Error) {
    super(`cannot update table ${textOf(error)}`);
  }
}

export function reconcile(table: any, aws: Aws): Outcome {
  const wants = preCompared(table.spec);
  // `validateReferenceFields`, before the first call to AWS. What it reports has no other condition.
  const { kmsMasterKeyID, kmsMasterKeyRef } = wants.sseSpecification;
  if (kmsMasterKeyID !== undefined && kmsMasterKeyRef !== undefined) {
    const { tableStatus, replicas } = table.status;
    const conditions = [{ type: 'ACK.ReferencesResolved', status: 'Unknown', message: 'Reference resolution failed' }];
    return { status: { tableStatus, replicas, ackResourceMetadata: { region: 'us-east-1' }, conditions }, again: 'backoff' };
  }
  if (!aws.exists) {
    return create(table, aws);
  }
  const latest = aws.describe();
  // What ACK reads replaces its status, except where an update goes through to the end: there it keeps the one it had.
  const read = { tableStatus: latest.status, replicas: latest.tableReplicas.length > 0 ? latest.tableReplicas : undefined };
  try {
    if (latest.status === 'CREATING') {
      throw new Requeue(CREATING, 5_000);
    }
    if (!latest.indexStatus) {
      throw new Requeue(INDEXES, 10_000);
    }
    if (latest.status === 'UPDATING' || wants.contributorInsights !== undefined && /ING$/.test(latest.insights)) {
      throw new Requeue(UPDATING, 10_000);
    }
    const differs = delta(wants, latest);
    if (differs.size > 0) {
      const independent = ['tags', 'resourcePolicy'];
      update(wants, latest, differs, aws);
      if ([...differs].some((field) => !independent.includes(field))) {
        return said({ tableStatus: table.status.tableStatus, replicas: table.status.replicas }, new Requeue(UPDATING, 10_000));
      }
      return said({ tableStatus: table.status.tableStatus, replicas: table.status.replicas });
    }
    return said(read);
  } catch (error) {
    return said(read, error as Error);
  }
}

function said(status: { tableStatus?: string; replicas?: object[] }, error?: Error): Outcome {
  const whole = { ...status, ackResourceMetadata: { region: 'us-east-1' } };
  if (!error) {
    const inSync = status.tableStatus === 'ACTIVE';
    return {
      status: { ...whole, conditions: [synced(inSync ? 'True' : 'False')] },
      again: inSync ? RESYNC : 30_000,
    };
  }
  if (error instanceof AwsError && error.code === 'ValidationException') {
    return { status: { ...whole, conditions: [condition('Terminal', 'True', textOf(error)), synced('False')] } };
  }
  return {
    status: { ...whole, conditions: [condition('Recoverable', 'True', textOf(error)), synced('Unknown')] },
    again: error instanceof Requeue ? error.after : 'backoff',
  };
}

const condition = (type: string, status: string, message?: string): Condition => ({ type: `ACK.${type}`, status, message });
const synced = (status: keyof typeof SYNCED): Condition => condition('ResourceSynced', status, SYNCED[status]);

const textOf = (error: Error): string => (error instanceof AwsError ? error.text : error.message);

function create(table: any, aws: Aws): Outcome {
  try {
    const { timeToLive, continuousBackups, contributorInsights, ...sent } = table.spec;
    aws.call('CreateTable', sent);
  } catch (error) {
    return said({}, error as Error);
  }
  return {
    status: { tableStatus: aws.status, conditions: [condition('ResourceSynced', 'False')], ackResourceMetadata: { region: 'us-east-1' } },
    again: 5_000,
  };
}

/** `customPreCompare` sets defaults in what is wanted itself: so it is sent with them, and on demand with no units. */
const preCompared = (spec: any): any => ({
  ...spec,
  provisionedThroughput: spec.billingMode === 'PAY_PER_REQUEST' ? undefined : spec.provisionedThroughput,
  tableClass: spec.tableClass ?? 'STANDARD',
  deletionProtectionEnabled: spec.deletionProtectionEnabled ?? false,
  timeToLive: spec.timeToLive ?? { enabled: false },
  continuousBackups: spec.continuousBackups ?? { pointInTimeRecoveryEnabled: false },
});

/** The fields that ACK finds different; `a` is what is wanted. */
function delta(a: any, b: any): Set<string> {
  const differs = new Set<string>();
  const find = (field: string, equal: boolean): void => {
    if (!equal) {
      differs.add(field);
    }
  };
  find('sseSpecification', equalEncryption(a.sseSpecification, b.sseSpecification));
  find('globalSecondaryIndexes', indexDelta(a, b).equal);
  find('tags', same(sorted(a.tags), sorted(b.tags)));
  find('timeToLive', equalTimeToLive(a.timeToLive, b.timeToLive));
  find('continuousBackups', same(a.continuousBackups, b.continuousBackups));
  find('tableReplicas', same(byRegion(a.tableReplicas), byRegion(b.tableReplicas)));
  find('contributorInsights', a.contributorInsights === undefined || (a.contributorInsights === 'ENABLE') === (b.insights === 'ENABLED'));
  find('resourcePolicy', same(a.resourcePolicy, b.resourcePolicy));
  find('billingMode', a.billingMode === b.billingMode);
  const units = (each: any) => (each.billingMode === 'PAY_PER_REQUEST' ? undefined : each.provisionedThroughput);
  find('provisionedThroughput', same(units(a), units(b)));
  find('onDemandThroughput', same(a.onDemandThroughput, b.onDemandThroughput));
  find('streamSpecification', same(a.streamSpecification, b.streamSpecification));
  find('tableClass', a.tableClass === b.tableClass);
  find('deletionProtectionEnabled', a.deletionProtectionEnabled === b.deletionProtectionEnabled);
  return differs;
}

const sorted = (tags: any[] = []): any[] => [...tags].sort((x, y) => (x.key < y.key ? -1 : 1));
/** `equalReplicaArrays`: of the indexes only the names. */
const byRegion = (replicas: any[] = []): Record<string, string[]> =>
  Object.fromEntries(replicas.map(({ regionName, globalSecondaryIndexes = [] }) => [regionName, globalSecondaryIndexes.map(({ indexName }: any) => indexName).sort()]));
const regions = (replicas: any[] = []): string[] => replicas.map(({ regionName }) => regionName).sort();

// A key that is left out is any key.
function equalEncryption(a: any, b: any): boolean {
  if (b === undefined) {
    return !a?.enabled;
  }
  return a !== undefined && a.enabled === b.enabled && a.sseType === b.sseType && (a.kmsMasterKeyID === undefined || a.kmsMasterKeyID === b.kmsMasterKeyID);
}

function equalTimeToLive(a: any, b: any): boolean {
  return a.attributeName === b.attributeName && a.enabled === b.enabled;
}

interface IndexDelta { readonly added: any[]; readonly updated: any[]; readonly removed: string[]; readonly equal: boolean }

function indexDelta(a: any, b: any): IndexDelta {
  const [wanted, there]: any[][] = [a.globalSecondaryIndexes ?? [], b.globalSecondaryIndexes ?? []];
  const of = (list: any[], name: string) => list.find(({ indexName }) => indexName === name);
  const added = wanted.filter(({ indexName }) => !of(there, indexName));
  const removed = there.filter(({ indexName }) => !of(wanted, indexName)).map(({ indexName }) => indexName);
  const updated = wanted.filter((each) => {
    const other = of(there, each.indexName);
    return other && !equalIndex(each, other);
  });
  return { added, updated, removed, equal: added.length + removed.length + updated.length === 0 };
}

function equalIndex(a: any, b: any): boolean {
  const free = (units: any): boolean => units === undefined || units.readCapacityUnits === 0 && units.writeCapacityUnits === 0;
  if (!(free(a.provisionedThroughput) && free(b.provisionedThroughput)) && !same(a.provisionedThroughput, b.provisionedThroughput)) {
    return false;
  }
  const [x, y] = [a.onDemandThroughput, b.onDemandThroughput];
  // `equalInt64s` takes the value of each, if one is none beside another that is not: the controller panics.
  if (x && y && ['maxReadRequestUnits', 'maxWriteRequestUnits'].some((name) => (x[name] === undefined) !== (y[name] === undefined))) {
    throw new Panic(`caps of index ${a.indexName}`);
  }
  return same(x, y);
}

/** The controller ends, and with it all tables stand still. */
export class Panic extends Error {}

function update(a: any, b: any, differs: Set<string>, aws: Aws): void {
  const has = (field: string): boolean => differs.has(field);
  const { added, updated, removed } = indexDelta(a, b);
  if (has('tags')) {
    updateTags(a.tags ?? [], b.tags, aws);
  }
  if (has('resourcePolicy')) {
    wrapped(() => (a.resourcePolicy ? aws.call('PutResourcePolicy', a.resourcePolicy) : aws.call('DeleteResourcePolicy', undefined)));
  }
  if ([...differs].every((field) => field === 'tags' || field === 'resourcePolicy')) {
    return;
  }
  if (has('timeToLive')) {
    updateTimeToLive(a.timeToLive, aws);
  }
  if (has('sseSpecification')) {
    wrapped(() => aws.call('UpdateTable', { sse: a.sseSpecification }));
  }
  if (removed.length > 0) {
    limited(() => aws.call('UpdateTable', { deleteIndex: removed[0] }));
    waitFor(removed);
  }
  if (has('billingMode') || has('tableClass') || has('deletionProtectionEnabled')) {
    updateTable(a, b, differs, aws);
  }
  if (has('continuousBackups')) {
    wrapped(() => aws.call('UpdateContinuousBackups', a.continuousBackups));
  }
  if (has('contributorInsights')) {
    aws.call('UpdateContributorInsights', a.contributorInsights);
  }
  if (updated.length > 0) {
    const { indexName, provisionedThroughput, onDemandThroughput } = updated[0];
    limited(() => aws.call('UpdateTable', { updateIndex: { indexName, provisionedThroughput, onDemandThroughput } }));
    waitFor(updated);
  }
  if (has('streamSpecification')) {
    updateTable(a, b, differs, aws);
  } else if (has('provisionedThroughput')) {
    updateUnits(a.provisionedThroughput ?? { readCapacityUnits: 0, writeCapacityUnits: 0 }, aws);
  } else if (has('onDemandThroughput')) {
    aws.call('UpdateTable', { caps: a.onDemandThroughput });
  } else if (added.length > 0) {
    limited(() => aws.call('UpdateTable', { createIndex: added[0] }));
    waitFor(added);
  } else if (has('tableReplicas')) {
    updateReplicas(a, b, aws);
  }
}

/** After the switch to provisioned billing they are sent a second time, and the SDK repeats that call while the table is in use. */
function updateUnits(units: any, aws: Aws): void {
  try {
    aws.call('UpdateTable', { units });
  } catch (error) {
    throw aws.takes.repeated && error instanceof AwsError && error.code === 'ResourceInUseException'
      ? new AwsError('ValidationException', 'The provisioned throughput for the table will not change. The requested value equals the current value.') : error;
  }
}

function waitFor(queue: unknown[]): void {
  if (queue.length > 1) {
    throw new Requeue(INDEXES, 10_000);
  }
}

function wrapped(call: () => void): void {
  try {
    call();
  } catch (error) {
    throw new Wrapped(error as Error);
  }
}

function limited(call: () => void): void {
  try {
    call();
  } catch (error) {
    throw error instanceof AwsError && error.code === 'LimitExceededException' ? new Requeue(INDEXES, 10_000) : error;
  }
}

function updateTags(wanted: any[], there: any[], aws: Aws): void {
  const removed = there.map(({ key }) => key).filter((key) => !wanted.some((each) => each.key === key));
  const added = wanted.filter((tag) => !there.some((each) => same(each, tag)));
  if (removed.length > 0) {
    aws.call('UntagResource', removed);
  }
  if (added.length > 0) {
    aws.call('TagResource', added);
  }
}

function updateTimeToLive(wanted: any, aws: Aws): void {
  // Left out, it is compared as `{enabled: false}`, and sent so: the SDK refuses the missing name, and ACK drops an error that is not of AWS.
  const attributeName = wanted?.attributeName;
  if (!attributeName) {
    return;
  }
  try {
    aws.call('UpdateTimeToLive', { enabled: wanted.enabled, attributeName });
  } catch (error) {
    if (!/^TimeToLive is already disabled/.test((error as Error).message)) {
      throw error;
    }
  }
}

/** ACK's one call for what is not a throughput: all of it that differs at once. */
function updateTable(a: any, b: any, differs: Set<string>, aws: Aws): void {
  const switches = differs.has('billingMode');
  const provisioned = switches && a.billingMode === 'PROVISIONED';
  const updated = provisioned ? indexDelta(a, b).updated : [];
  wrapped(() => aws.call('UpdateTable', {
    ...(switches ? { billing: a.billingMode } : {}),
    ...(provisioned ? { units: a.provisionedThroughput ?? { readCapacityUnits: 0, writeCapacityUnits: 0 } } : {}),
    ...(updated.length > 0 ? { indexUnits: updated.map(({ indexName, provisionedThroughput }) => ({ indexName, provisionedThroughput })) } : {}),
    ...(differs.has('streamSpecification') && a.streamSpecification ? { stream: a.streamSpecification } : {}),
    ...(differs.has('tableClass') ? { tableClass: a.tableClass } : {}),
    ...(differs.has('deletionProtectionEnabled') ? { protection: a.deletionProtectionEnabled } : {}),
  }));
  if (updated.length > 0) {
    throw new Requeue(INDEXES, 10_000);
  }
}

function updateReplicas(a: any, b: any, aws: Aws): void {
  if (a.streamSpecification?.streamViewType !== 'NEW_AND_OLD_IMAGES') {
    throw new AwsError('ValidationException', 'table must have DynamoDB Streams enabled with StreamViewType set to NEW_AND_OLD_IMAGES for replica updates');
  }
  const [wanted, there] = [regions(a.tableReplicas), regions(b.tableReplicas)];
  const [added, removed] = [wanted.filter((each) => !there.includes(each)), there.filter((each) => !wanted.includes(each))];
  // It creates, then updates, then deletes. For an index it has no update.
  const [is, was] = [byRegion(a.tableReplicas), byRegion(b.tableReplicas)];
  const updated = added.length > 0 ? undefined : wanted.find((each) => there.includes(each) && !same(is[each], was[each]));
  if (updated !== undefined) {
    throw new Requeue(REPLICAS, 10_000);
  }
  const [first] = added.length > 0 ? added : removed;
  if (aws.replicas.some(({ regionName, status }) => regionName === first && status !== 'ACTIVE')) {
    throw new Requeue(REPLICAS, 10_000);
  }
  aws.call('UpdateTable', { replica: added.length > 0 ? { create: first } : { remove: first } });
  if (added.length + removed.length > 1) {
    throw new Requeue(UPDATING, 10_000);
  }
}
