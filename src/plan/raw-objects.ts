import { Going, heldOf, idOf, namespaceOf, whatGoes } from './going';
import { PROTECTED } from './outcome';
import { Loss, TablePlan, Unread } from './plan';
import { hookThatDeletes, isPruned } from './pruning';
import { keptByAck, keptByCrossplane } from '../ack/kept-by';
import { regionOf } from '../ack/region-of';
import { Json, listOf, objectOf } from '../contract/json';
import { groupKindOf, labelOf } from '../validation/objects';

/** What of these is deleted in AWS with its object. */
const KINDS: { readonly [kind: string]: (object: Raw) => What } = {
  Table: ({ tableName }) => ({ noun: 'table', end: ', with its data', calls: ['DeleteTable'], losses: [{ kind: 'table', name: tableName }] }),
  Backup: ({ name }) => ({ noun: 'backup', end: '', calls: [`DeleteBackup ${name}`], losses: [{ kind: 'backup', name }] }),
  GlobalTable: ({ regions }) => ({
    noun: 'global table', end: ': its regions are no longer kept the same, and the tables in them may be deleted', calls: ['UpdateGlobalTable'], losses: replicas(regions.length > 0 ? regions : ['of every region']),
  }),
  // Of Crossplane alone.
  TableItem: ({ name }) => ({ noun: 'item', end: '', calls: ['DeleteItem'], losses: [{ kind: 'item', name }] }),
  TableReplica: ({ regions }) => ({ noun: 'replica', end: ', with its data', calls: regions.map((region) => `UpdateTable ReplicaUpdates Delete ${region}`), losses: replicas(regions) }),
};

interface What {
  readonly noun: string;
  /** What follows in the sentence that says that it is deleted from AWS. */
  readonly end: string;
  readonly calls: readonly string[];
  readonly losses: readonly Loss[];
}

interface Raw {
  /** Its name in AWS. */
  readonly name: string;
  /** The table that it is, or is of. */
  readonly tableName: string;
  readonly region: unknown;
  /** Those that a global table, or a replica, is in. */
  readonly regions: readonly string[];
  readonly isProtected: boolean;
  /** What keeps it in AWS when its object goes. */
  readonly keeps?: string;
}

/**
 * Tables, replicas and backups that ACK or Crossplane manages by objects of their own kind, and that go: what they are in AWS goes
 * with them. Those of another object, such as a DynamoDBTable, go with that.
 * @param later what stays, by its id
 * @param retaining namespaces in which ACK retains what does not say otherwise
 */
export function rawObjectsGone(
  before: readonly Json[], later: ReadonlyMap<string, Json>, goingOf: ReturnType<typeof whatGoes>, retaining: ReadonlySet<string>,
): TablePlan[] {
  return before.filter((object) => isRaw(object) && !isOwned(object)).flatMap((object): TablePlan[] => {
    const now = later.get(idOf(object));
    const going = goingOf(heldOf(object)) ?? hookThatDeletes(object, now);
    if (going !== undefined || (now === undefined && isPruned(object))) {
      return [gone(object, going, retaining.has(namespaceOf(object)))];
    }
    return now === undefined ? [] : replicasGone(object, now);
  });
}

/** ACK deletes the replicas that a Table no longer has, where it has their stream. */
function replicasGone(before: Json, after: Json): TablePlan[] {
  const [was, is] = [before, after].map(({ spec }) => regionsOf(objectOf(spec).tableReplicas));
  const { streamEnabled, streamViewType } = objectOf(objectOf(after.spec).streamSpecification);
  const regions = was.filter((region) => !is.includes(region));
  if (!groupKindOf(after).startsWith(ACK) || regions.length === 0 || streamEnabled !== true || streamViewType !== 'NEW_AND_OLD_IMAGES') {
    return [];
  }
  const raw = ofAck(after, false);
  return [{
    action: 'change',
    tableName: raw.tableName,
    region: String(raw.region ?? 'region of the controller'),
    resource: labelOf(after),
    summary: 'Replicas that are no longer declared are deleted, with their data.',
    calls: KINDS.TableReplica({ ...raw, regions }).calls,
    changes: [],
    rejections: [],
    warnings: [],
    losses: replicas(regions),
  }];
}

function gone(object: Json, going: Pick<Going, 'reason'> | undefined, isRetaining: boolean): TablePlan {
  const raw = readRaw(object, isRetaining);
  const { tableName, region, isProtected, keeps } = raw;
  const { noun, end, calls, losses } = KINDS[String(object.kind)](raw);
  const stays = isProtected || keeps !== undefined;
  const what = keeps !== undefined ? `The ${noun} stays in AWS, and nothing here manages it any more: ${keeps}.`
    : isProtected ? 'The table stays, and so does its object: AWS does not delete a protected one.' : `The ${noun} is deleted from AWS${end}.`;
  return {
    action: keeps !== undefined ? 'keep' : isProtected ? 'conflict' : object.kind === 'Table' ? 'delete' : 'change',
    tableName,
    region: String(region ?? 'region of the controller'),
    resource: labelOf(object),
    summary: going === undefined ? what : `${what} ${going.reason}`,
    calls: stays ? [] : calls,
    changes: [],
    rejections: isProtected && keeps === undefined ? [PROTECTED] : [],
    warnings: [],
    losses: stays ? [] : losses,
  };
}

const ACK = 'dynamodb.services.k8s.aws/';

function ofAck(object: Json, isRetaining: boolean): Raw {
  const { tableName, tableRef, globalTableName, backupName, replicationGroup, deletionProtectionEnabled } = objectOf(object.spec);
  return {
    ...namesOf(object, { tableName: tableName ?? globalTableName ?? objectOf(objectOf(tableRef).from).name, backupName }),
    region: regionOf(object),
    regions: regionsOf(replicationGroup),
    isProtected: deletionProtectionEnabled === true,
    keeps: keptByAck(object, isRetaining),
  };
}

function ofCrossplane(object: Json): Raw {
  const { metadata, spec } = object;
  const { annotations, name } = objectOf(metadata);
  const { region, tableName, tableNameRef, globalTableArn, globalTableArnRef, ...others } = objectOf(objectOf(spec).forProvider);
  const ofGlobal = typeof globalTableArn === 'string' ? globalTableArn.replace(/^.*\//, '') : objectOf(globalTableArnRef).name;
  return {
    ...namesOf(object, { tableName: tableName ?? objectOf(tableNameRef).name ?? ofGlobal ?? objectOf(annotations)['crossplane.io/external-name'] ?? name, backupName: others.backupName }),
    region,
    regions: object.kind === 'TableReplica' ? [String(region)] : regionsOf(others.replicationGroup ?? others.replica),
    isProtected: others.deletionProtectionEnabled === true,
    keeps: keptByCrossplane(object),
  };
}

/** A table of another kind. */
export interface RawTable {
  readonly resource: string;
  readonly tableName: string;
  readonly region: unknown;
  /** Undefined for an object of the whole cluster. */
  readonly namespace: unknown;
  readonly stays: boolean;
}

/** Those that are there, or are left in AWS, when what is declared has been applied. */
export function rawTables(
  before: readonly Json[], after: readonly Json[], later: ReadonlyMap<string, Json>, retaining: ReadonlySet<string>,
): RawTable[] {
  const isTable = (object: Json): boolean => object.kind === 'Table' && isRaw(object) && !isOwned(object);
  return [...after.filter(isTable), ...before.filter((object) => isTable(object) && !later.has(idOf(object)))].flatMap((object) => {
    const { namespace } = objectOf(object.metadata);
    const { tableName, region, keeps } = readRaw(object, retaining.has(namespaceOf(object)));
    const stays = later.has(idOf(object));
    return stays || keeps !== undefined ? [{ resource: labelOf(object), tableName, region, namespace, stays }] : [];
  });
}

function readRaw(object: Json, isRetaining: boolean): Raw {
  return groupKindOf(object).startsWith(ACK) ? ofAck(object, isRetaining) : ofCrossplane(object);
}

function namesOf({ metadata }: Json, { tableName, backupName }: { readonly tableName: unknown; readonly backupName: unknown }): Pick<Raw, 'name' | 'tableName'> {
  const { name } = objectOf(metadata);
  return { name: String(backupName ?? name), tableName: String(tableName ?? name) };
}

function regionsOf(replicationGroup: unknown): string[] {
  return listOf(replicationGroup).map((each) => String(objectOf(each).regionName));
}

function replicas(regions: readonly string[]): Loss[] {
  return regions.map((name) => ({ kind: 'replica', name }));
}

export function isRaw(object: Json): boolean {
  return Object.hasOwn(KINDS, String(object.kind)) && /(^|\.)dynamodb\./.test(groupKindOf(object));
}

/** kro labels what it makes; others name its owner. */
function isOwned(object: Json): boolean {
  return listOf(objectOf(object.metadata).ownerReferences).length > 0 || isOfKro(object);
}

function isOfKro({ metadata }: Json): boolean {
  return Object.keys(objectOf(objectOf(metadata).labels)).some((name) => name.startsWith('kro.run/'));
}

/** What kro made of objects that are not in the input, as `kubectl get tables` prints it: nothing of it is in the plan. */
export function madeByKro(before: readonly Json[]): Unread[] {
  return before.filter((object) => isRaw(object) && isOfKro(object)).map((object): Unread => ({
    code: 'NotPlanned',
    resource: labelOf(object),
    problem: 'was made by kro, and what declares it is not beside it, so that nobody would see that its table goes',
    fix: 'Give the DynamoDBTables: kubectl get dynamodbtables --all-namespaces --output yaml.',
    isRejected: false,
  }));
}
