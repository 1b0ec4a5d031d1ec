import { idOf } from './going';
import { kustomized, PlannedFile } from './kustomized';
import { makePlan, PlanOptions } from './make-plan';
import { byLoss, Plan, TablePlan, Unread } from './plan';
import { isRaw } from './raw-objects';
import { isObject, Json, listOf, objectOf } from '../contract/json';
import { KIND } from '../contract/names';
import { MADE_BY, objectsIn, WITH_EXPRESSIONS } from '../validation/objects';

interface InFolder {
  /** Empty for the input itself. */
  readonly folder: string;
  readonly documents: readonly unknown[];
}

interface Placed {
  readonly object: Json;
  readonly ids: readonly string[];
  /** Name of the cluster, after its folder; empty for what is of all. */
  readonly cluster: string;
}

/**
 * The plan for folders. Where an object is in several folders of a side, each of them is another cluster, and is planned by itself, with
 * what is in none of them. What is in one folder alone before and afterwards is of that cluster whatever its folder is called.
 */
export function planFiles(previousFiles: readonly PlannedFile[], nextFiles: readonly PlannedFile[], options?: PlanOptions): Plan {
  const [previous, next] = kustomized(previousFiles.map(withoutLists), nextFiles.map(withoutLists))
    .map((side) => side.map(({ path, documents }): InFolder => ({ folder: path.replace(/(^|\/)[^/]*$/, ''), documents })));
  const plan = (was: readonly unknown[], is: readonly unknown[]): Plan => makePlan(was, is, options);
  const clusterOf = clustersIn([previous, next]);
  if (clusterOf === undefined) {
    return plan(...[previous, next].map((side) => side.flatMap(({ documents }) => documents)) as [unknown[], unknown[]]);
  }
  const [before, after] = [previous, next].map((side) => side.flatMap(({ folder, documents }) => separate(documents)
    .map((object): Placed => ({ object, ids: idsOf(object), cluster: clusterOf(folder) }))));
  const sides = [followed(before, after), after].map(byCluster);
  const clusters = ['', ...[...new Set(sides.flatMap((side) => [...side.keys()]))].filter((cluster) => cluster !== '').sort()];
  const ofAll = sides.map((side) => side.get('')?.filter((each) => !makesTables(each)) ?? []);
  const plans = clusters.map((cluster) => plan(...sides.map((side, i) => objectsOf(side.get(cluster) ?? [], cluster === '' ? [] : ofAll[i])) as [Json[], Json[]]));
  const known = new Set(plans[0].unread?.map((each) => JSON.stringify(each)));
  const unread = plans.flatMap(({ unread: some = [] }, i): Unread[] => i === 0 ? [...some]
    : some.filter((each) => !known.has(JSON.stringify(each))).map((each) => ({ ...each, resource: named(each.resource, clusters[i]) })));
  const inCluster = (table: TablePlan, cluster: string): TablePlan => ({
    ...table,
    resource: named(table.resource, cluster),
    ...table.previousResource === undefined ? {} : { previousResource: named(table.previousResource, cluster) },
  });
  return {
    tables: byLoss(plans.flatMap(({ tables }, i) => i === 0 ? tables : tables.map((table) => inCluster(table, clusters[i])))),
    unchanged: plans.reduce((sum, { unchanged }) => sum + unchanged, 0),
    ...unread.length === 0 ? {} : { unread },
  };
}

/** What `jq .items` prints. */
function withoutLists({ path, documents }: PlannedFile): PlannedFile {
  const isOfObjects = (document: unknown): document is unknown[] => Array.isArray(document) && document.every((item) => isObject(item) && item.kind);
  return { path, documents: documents.flatMap((document) => (isOfObjects(document) ? document : [document])) };
}

function named(resource: string, cluster: string): string {
  return `${resource} in ${cluster}`;
}

/** What a cluster has: its own objects, and those of all that it has not itself. Tables of all are planned once. */
function objectsOf(own: readonly Placed[], ofAll: readonly Placed[]): Json[] {
  const ids = new Set(own.flatMap((each) => each.ids));
  return [...own, ...ofAll.filter((each) => !each.ids.some((id) => ids.has(id)))].map(({ object }) => object);
}

function makesTables({ object, ids }: Placed): boolean {
  return ids.length > 1 || object.kind === KIND || isRaw(object) || objectsIn([object]).some((each) => MADE_BY in each);
}

function byCluster(side: readonly Placed[]): Map<string, Placed[]> {
  const map = new Map<string, Placed[]>();
  for (const each of side) {
    const own = map.get(each.cluster);
    own === undefined ? map.set(each.cluster, [each]) : own.push(each);
  }
  return map;
}

/** A table, or what makes it, that is of another cluster afterwards is the same one where that cluster is new to it. Its folder has another name, or none. */
function followed(before: readonly Placed[], after: readonly Placed[]): Placed[] {
  const [was, is] = [before, after].map((side) => new Set(side.map(({ ids, cluster }) => `${cluster}\n${ids[0]}`)));
  const [clustersBefore, clustersAfter] = [before, after].map((side) => new Set(side.map(({ cluster }) => cluster)));
  const coming = new Map(after.filter(({ ids, cluster }) => !was.has(`${cluster}\n${ids[0]}`)).map((each) => [tableOf(each), each.cluster]));
  const moves = before.map((each) => (is.has(`${each.cluster}\n${each.ids[0]}`) ? undefined : coming.get(tableOf(each))));
  // All that is in a folder moves with it.
  const renamed = new Map(before.flatMap(({ cluster }, i): Array<[string, string]> =>
    moves[i] === undefined || clustersAfter.has(cluster) || clustersBefore.has(moves[i]) ? [] : [[cluster, moves[i]]]));
  return before.map((each, i) => ({ ...each, cluster: renamed.get(each.cluster) ?? moves[i] ?? each.cluster }));
}

/** The object with its tables in AWS; undefined where it has none. */
function tableOf({ object, ids }: Placed): string | undefined {
  const names = JSON.stringify(object.spec)?.match(/"(tableName|region)":"[^"]*"/g);
  return names ? [ids[0], ...names].join() : undefined;
}

/** The objects as they are given, without those in them. */
function separate(documents: readonly unknown[]): Json[] {
  return objectsIn(documents).filter((object) => !(MADE_BY in object) && !(WITH_EXPRESSIONS in object));
}

/** By what an object is the same, and the tables that it makes. */
function idsOf(object: Json): string[] {
  const { namespace, name: own } = objectOf(object.metadata);
  // Files of kustomize have no names.
  return own === undefined ? [] : [idOf(object), ...object.kind !== 'Application' ? [] : listOf(objectOf(object.spec).components).map(objectOf)
    .flatMap(({ name, properties }) => objectOf(properties).tableName === undefined ? [] : [`${String(namespace)}/${String(name)}`])];
}

/** Which cluster the objects of a folder are of; undefined where no object is in several folders. */
function clustersIn(sides: ReadonlyArray<readonly InFolder[]>): ((folder: string) => string) | undefined {
  // Most inputs are one file, or one folder.
  if (sides.every((side) => new Set(side.map(({ folder }) => folder)).size < 2)) {
    return undefined;
  }
  const found = sides.map((side) => {
    const foldersOf = new Map<string, Set<string>>();
    side.forEach(({ folder, documents }) => separate(documents).flatMap(idsOf).forEach((id) => {
      const some = foldersOf.get(id);
      some === undefined ? foldersOf.set(id, new Set([folder])) : some.add(folder);
    }));
    return [...foldersOf.values()].filter(({ size }) => size > 1);
  }).flat().map((some) => [...some]);
  // Many objects are in the same folders.
  const several = [...new Map(found.map((some) => [some.join('\n'), some])).values()];
  const roots = new Set(several.flatMap(rootsOf));
  if (roots.size === 0) {
    return undefined;
  }
  const rootOf = (folder: string): string => {
    const parts = folder.split('/');
    return parts.map((_, i) => parts.slice(0, parts.length - i).join('/')).find((path) => roots.has(path)) ?? '';
  };
  const lastOf = (folder: string): string => rootOf(folder).split('/').at(-1)!;
  return several.some((some) => new Set(some.map(lastOf)).size < new Set(some.map(rootOf)).size) ? rootOf : lastOf;
}

/** Where the paths of these folders part, from the one before or the one behind. */
function rootsOf(folders: readonly string[]): string[] {
  const paths = folders.map((folder) => folder.split('/')).sort((a, b) => (a.join('\0') < b.join('\0') ? -1 : 1));
  const alike = (one: readonly string[], other: readonly string[] = []): number => one.findIndex((part, i) => part !== other[i]);
  const shared = (i: number, j: number): number => (paths[j] === undefined ? 0 : alike(paths[i], paths[j]));
  return paths.map((path, i) => {
    const [above, below] = [shared(i, i - 1), shared(i, i + 1)];
    return above < 0 || below < 0 ? path.join('/') : path.slice(0, Math.max(above, below) + 1).join('/');
  });
}
