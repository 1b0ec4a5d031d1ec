import { idOf } from './going';
import { kustomized, PlannedFile } from './kustomized';
import { makePlan, PlanOptions } from './make-plan';
import { byLoss, Plan } from './plan';
import { isRaw } from './raw-objects';
import { isObject, Json, objectOf, objectsOf } from '../contract/json';
import { KIND } from '../contract/names';
import { MADE_BY, objectsIn, WITH_EXPRESSIONS } from '../validation/objects';

interface Placed {
  readonly object: Json;
  readonly folder: string;
  /** By what it is the same, and the tables that it makes. */
  readonly ids: readonly string[];
}

type Side = readonly Placed[];

/**
 * The plan for folders. Where an object is in several folders of a side, each of them is another cluster, and is planned by itself, with
 * what is in none of them. What is in one folder alone before and afterwards is of that cluster whatever its folder is called.
 */
export function planFiles(previous: readonly PlannedFile[], next: readonly PlannedFile[], options?: PlanOptions): Plan {
  const files = kustomized(previous.map(withoutLists), next.map(withoutLists));
  const isOneFolder = files.every((side) => new Set(side.map(folderOf)).size < 2);
  const placed = isOneFolder ? [] : files.map((side) => side.flatMap(placedIn));
  const clusterOf = clustersIn(placed.flatMap(foldersIn));
  if (clusterOf === undefined) {
    const [before, after] = files.map((side) => side.flatMap(({ documents }) => documents));
    return makePlan(before, after, options);
  }
  const [was, is] = placed.map((side) => side.map((each): Placed => ({ ...each, folder: clusterOf(each.folder) })));
  const sides = [followed(was, is), is].map(byFolder);
  const ofAll = sides.map((side) => side.get('')?.filter((each) => !makesTables(each)) ?? []);
  const clusters = [...new Set(['', ...sides.flatMap((side) => [...side.keys()]).sort()])];
  const plans = clusters.map((cluster) => {
    const [before, after] = sides.map((side, i) => objectsHere(side.get(cluster) ?? [], cluster === '' ? [] : ofAll[i]));
    return makePlan(before, after, options);
  });
  const known = new Set(plans[0].unread?.map((each) => JSON.stringify(each)));
  const named = <T extends { readonly resource: string }>(each: T, i: number): T =>
    (i === 0 ? each : { ...each, resource: `${each.resource} in ${clusters[i]}` });
  const unread = plans.flatMap(({ unread: some = [] }, i) => some
    .filter((each) => i === 0 || !known.has(JSON.stringify(each))).map((each) => named(each, i)));
  return {
    tables: byLoss(plans.flatMap(({ tables }, i) => tables.map((each) => named(each, i)))),
    unchanged: plans.reduce((sum, { unchanged }) => sum + unchanged, 0),
    ...unread.length === 0 ? {} : { unread },
  };
}

/** What `jq .items` prints. */
function withoutLists({ path, documents }: PlannedFile): PlannedFile {
  const isOfObjects = (document: unknown): document is unknown[] => Array.isArray(document) && document.every((item) => isObject(item) && item.kind);
  return { path, documents: documents.flatMap((document) => (isOfObjects(document) ? document : [document])) };
}

function folderOf({ path }: PlannedFile): string {
  return path.replace(/(^|\/)[^/]*$/, '');
}

/** The objects as they are given, without those in them. */
function placedIn(file: PlannedFile): Placed[] {
  return objectsIn(file.documents).filter((object) => !(MADE_BY in object) && !(WITH_EXPRESSIONS in object))
    .map((object) => ({ object, folder: folderOf(file), ids: idsOf(object) }));
}

function idsOf(object: Json): string[] {
  const { namespace, name: own } = objectOf(object.metadata);
  // Files of kustomize have no names.
  return own === undefined ? [] : [idOf(object), ...object.kind !== 'Application' ? [] : objectsOf(objectOf(object.spec).components)
    .flatMap(({ name, properties }) => objectOf(properties).tableName === undefined ? [] : [`${String(namespace)}/${String(name)}`])];
}

/** What a cluster has: its own objects, and those of all that it has not itself. Tables of all are planned once. */
function objectsHere(own: Side, ofAll: Side): Json[] {
  const ids = new Set(own.flatMap((each) => each.ids));
  return [...own, ...ofAll.filter((each) => !each.ids.some((id) => ids.has(id)))].map(({ object }) => object);
}

function makesTables({ object, ids }: Placed): boolean {
  return ids.length > 1 || object.kind === KIND || isRaw(object) || objectsIn([object]).some((each) => MADE_BY in each);
}

function byFolder(side: Side): Map<string, Placed[]> {
  const map = new Map<string, Placed[]>();
  for (const each of side) {
    const own = map.get(each.folder);
    own === undefined ? map.set(each.folder, [each]) : own.push(each);
  }
  return map;
}

/** An object that is of another cluster afterwards is the same one where it is new to that, with the tables that it had: its folder has another name. */
function followed(before: Side, after: Side): Placed[] {
  const placeOf = ({ ids, folder }: Placed): string => `${folder}\n${ids[0]}`;
  const same = ({ object, ids }: Placed): string => [ids[0], ...JSON.stringify(object.spec ?? 0).match(/"(tableName|region)":"[^"]*"/g) ?? []].join();
  const [was, is] = [before, after].map((side) => new Set(side.map(placeOf)));
  const coming = new Map(after.filter((each) => !was.has(placeOf(each))).map((each) => [same(each), each.folder]));
  return before.map((each) => is.has(placeOf(each)) ? each : { ...each, folder: coming.get(same(each)) ?? each.folder });
}

/** The folders of each object that is in several; many objects are in the same. */
function foldersIn(side: Side): string[][] {
  const foldersOf = new Map<string, Set<string>>();
  side.forEach(({ ids, folder }) => ids.forEach((id) => {
    const some = foldersOf.get(id);
    some === undefined ? foldersOf.set(id, new Set([folder])) : some.add(folder);
  }));
  const several = [...foldersOf.values()].filter(({ size }) => size > 1).map((some) => [...some]);
  return [...new Map(several.map((some) => [some.join('\n'), some])).values()];
}

/** Which cluster the objects of a folder are of, by the last name of where paths part, or all of it where that is not enough. */
function clustersIn(several: readonly string[][]): ((folder: string) => string) | undefined {
  const roots = new Set(several.flatMap((folders) => {
    const paths = folders.map((folder) => folder.split('/'));
    const parting = paths[0].findIndex((part, i) => paths.some((path) => path[i] !== part));
    return paths.map((path) => path.slice(0, parting < 0 ? paths[0].length + 1 : parting + 1).join('/'));
  }));
  const rootOf = (folder: string): string => {
    const parts = folder.split('/');
    return parts.map((_, i) => parts.slice(0, parts.length - i).join('/')).find((path) => roots.has(path)) ?? '';
  };
  return several.length === 0 ? undefined : [(folder: string) => rootOf(folder).split('/').at(-1)!, rootOf, (folder: string) => folder]
    .find((of) => several.every((folders) => new Set(folders.map(of)).size === folders.length));
}
