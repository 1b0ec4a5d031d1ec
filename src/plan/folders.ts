import { idOf } from './going';
import { unplanned } from './graphs';
import { kustomized, PlannedFile } from './kustomized';
import { makePlan, planCluster, PlanOptions } from './make-plan';
import { withNamesakes } from './namesakes';
import { grouped } from './pair';
import { byLoss, Plan, Unread } from './plan';
import { isRaw } from './raw-objects';
import { isObject, Json, objectOf, objectsOf } from '../contract/json';
import { KIND } from '../contract/names';
import { show } from '../contract/violation';
import { MADE_BY, objectsIn, WITH_EXPRESSIONS } from '../validation/objects';

interface Placed {
  readonly object: Json;
  readonly folder: string;
  /** Empty where its folder is of none. */
  readonly cluster: string;
  /** By what it is the same, and the tables that it makes. */
  readonly ids: readonly string[];
}

type Side = readonly Placed[];

/**
 * The plan for folders. Where an object is in several folders of a side, each of them is another cluster, and is planned by itself, with
 * what is in none of them. A folder may have another name afterwards.
 */
export function planFiles(previous: readonly PlannedFile[], next: readonly PlannedFile[], options?: PlanOptions): Plan {
  const files = kustomized(previous.map(withoutLists), next.map(withoutLists));
  const placed = files.map((side) => side.flatMap(placedIn));
  const clusterOf = clustersIn(placed.flatMap(foldersIn));
  if (clusterOf === undefined) {
    const [before, after] = files.map((side) => side.flatMap(({ documents }) => documents));
    return makePlan(before, after, options);
  }
  const [was, is] = placed.map((side) => side.map((each): Placed => ({ ...each, cluster: clusterOf(each.folder) })));
  // What applies an empty file deletes what it applied.
  const [before, after] = files.map((side) => new Set(side.map(folderOf).map((folder) => rootOf({ folder, cluster: clusterOf(folder) }))));
  const moved = followed(was, is, (from, to) => !after.has(rootOf(from)) && !before.has(rootOf(to)));
  const sides = [moved.side, is].map((side) => grouped(side, ({ cluster }) => cluster));
  const ofAll = sides.map((side) => side.get('')?.filter((each) => !makesTables(each)) ?? []);
  const clusters = [...new Set(['', ...sides.flatMap((side) => [...side.keys()]).sort()])];
  const nameOf = (resource: string, i: number): string => (i === 0 ? resource : `${resource} in ${clusters[i]}`);
  // Each cluster may apply the tables of none, and a kustomization those of any folder.
  const hasTables = [was.some(makesTables), is.some((each) => each.cluster === '' && makesTables(each))] as const;
  const plans = withNamesakes(clusters.map((cluster) => {
    const [old, now] = sides.map((side, i) => objectsHere(side.get(cluster) ?? [], cluster === '' ? [] : ofAll[i]));
    return planCluster(old, now, options, hasTables);
  }), nameOf);
  const known = new Set(plans[0].unread?.map((each) => JSON.stringify(each)));
  const named = <T extends { readonly resource: string }>(each: T, i: number): T => ({ ...each, resource: nameOf(each.resource, i) });
  const unread = [...moved.unread, ...plans.flatMap(({ unread: some = [] }, i) => some
    .filter((each) => i === 0 || !known.has(JSON.stringify(each))).map((each) => named(each, i)))];
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
    .map((object) => ({ object, folder: folderOf(file), cluster: '', ids: idsOf(object) }));
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

type Place = Pick<Placed, 'folder' | 'cluster'>;

/** The cluster, or the folder where that is of none. */
function rootOf({ folder, cluster }: Place): string {
  return cluster || `./${folder}`;
}

/**
 * Objects that are of another cluster afterwards, where that is new to them: those of a folder that has another name are the same, with
 * the tables that they had. Else the one cluster deletes them. What a folder of no cluster is applied to is not known, nor which folder
 * became which where one shares tables with several. One object takes over one alone.
 */
function followed(
  before: Side, after: Side, isNew: (from: Place, to: Place) => boolean,
): { readonly side: Side; readonly unread: readonly Unread[] } {
  const placeOf = ({ ids, cluster }: Placed): string => `${cluster}\n${ids[0]}`;
  const same = ({ object, ids }: Placed): string => [ids[0], ...JSON.stringify(object.spec ?? 0).match(/"(tableName|region)":"[^"]*"/g) ?? []].join();
  const [was, is] = [before, after].map((side) => new Set(side.map(placeOf)));
  const coming = grouped(after.filter((each) => !was.has(placeOf(each))), same);
  const comingOf = (each: Placed): readonly Placed[] => is.has(placeOf(each)) ? [] : coming.get(same(each)) ?? [];
  const shared = new Map(before.filter(makesTables).flatMap((from) => comingOf(from).filter((to) => isNew(from, to))
    .map((to) => [rootOf(from), rootOf(to)])).map((roots) => [roots.join('\n'), roots]));
  const isRenamed = (from: Place, to: Place): boolean => isNew(from, to)
    && [...shared.values()].every(([old, now]) => (old === rootOf(from)) === (now === rootOf(to)));
  const taken = new Map<string, string>();
  const unread: Unread[] = [];
  const side = before.map((each) => {
    const free = comingOf(each).filter((to) => (taken.get(placeOf(to)) ?? placeOf(each)) === placeOf(each));
    const now = free.find((to) => isRenamed(each, to)) ?? free.find((to) => isNew(each, to)) ?? free[0];
    if (now === undefined || (!isNew(each, now) && ((each.cluster !== '' && now.cluster !== '') || !makesTables(each)))) {
      return each;
    }
    taken.set(placeOf(now), placeOf(each));
    if (makesTables(each) && !isRenamed(each, now)) {
      const [from, to] = [each, now].map(({ folder }) => show(folder || '.'));
      unread.push(unplanned(each.object, `moves from the folder ${from} to ${to}, and whether one cluster applies both is not known`));
    }
    return { ...each, cluster: now.cluster };
  });
  return { side, unread };
}

/** The folders of each object that is in several; many objects are in the same. */
function foldersIn(side: Side): string[][] {
  const places = grouped(side.flatMap(({ ids, folder }) => ids.map((id) => ({ id, folder }))), ({ id }) => id);
  const several = [...places.values()].map((some) => [...new Set(some.map(({ folder }) => folder))]).filter(({ length }) => length > 1);
  return [...new Map(several.map((some) => [some.join('\n'), some])).values()];
}

/** Which cluster the objects of a folder are of, by the last name of where paths part, or all of it where that is not enough. */
function clustersIn(several: readonly string[][]): ((folder: string) => string) | undefined {
  const roots = new Set(several.flatMap((folders) => {
    const paths = folders.map((folder) => folder.split('/'));
    const parting = paths[0].findIndex((part, i) => paths.some((path) => path[i] !== part));
    return paths.map((path) => path.slice(0, parting < 0 ? paths[0].length + 1 : parting + 1).join('/'));
  }));
  const pathOf = (folder: string): string => {
    const parts = folder.split('/');
    return parts.map((_, i) => parts.slice(0, parts.length - i).join('/')).find((path) => roots.has(path)) ?? '';
  };
  return several.length === 0 ? undefined : [(folder: string) => pathOf(folder).split('/').at(-1)!, pathOf, (folder: string) => folder]
    .find((of) => several.every((folders) => new Set(folders.map(of)).size === folders.length));
}
