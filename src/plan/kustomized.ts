import { posix } from 'node:path';
import { idOf } from './going';
import { FILE, isBuilt, patchOf } from './not-built';
import { grouped } from './pair';
import { isRaw } from './raw-objects';
import { isObject, Json, listOf, objectOf } from '../contract/json';
import { KIND } from '../contract/names';
import { kustomizePatches } from '../validation/kustomize-patches';

/** A file of one side. */
export interface PlannedFile {
  /** Its path in the input, with `/`; empty for the input itself. */
  readonly path: string;
  readonly documents: readonly unknown[];
}

/**
 * Both sides as far as kustomize makes them: parts of tables are no tables, and a file that a kustomization lists no more is not applied.
 */
export function kustomized(previous: readonly PlannedFile[], next: readonly PlannedFile[]): [readonly PlannedFile[], readonly PlannedFile[]] {
  const [was, is] = [previous, next].map(listedIn);
  const applied = next.filter(({ path }) => !was.has(path) || is.has(path) || !is.has(listOfFolder(posix.dirname(path))));
  const listed = ([[previous, was], [applied, is]] as const).map(([side, files]) =>
    grouped(side.filter(({ path }) => files.has(path)).flatMap(tablesIn), (id) => id));
  // Of a table that is in several folders, each is another one, and is planned by itself.
  const isThere = (id: string): boolean => listed.every((tables) => tables.get(id)?.length === 1);
  return [withoutPatches(previous, isThere), withoutPatches(applied, isThere)];
}

function tablesIn({ documents }: PlannedFile): string[] {
  return documents.filter((each): each is Json => isObject(each) && (each.kind === KIND || each.kind === 'Application' || isRaw(each))).map(idOf);
}

/** The files, and a mark of each folder that has a list. */
function listedIn(side: readonly PlannedFile[]): ReadonlySet<string> {
  return new Set(side.filter(isKustomization).flatMap(({ path, documents }) => {
    const folder = posix.dirname(path);
    const lists = documents.map((document) => objectOf(document).resources).filter(Array.isArray);
    return lists.flatMap((list) => [listOfFolder(folder), ...list.map((each) => posix.join(folder, String(each)))]);
  }));
}

/** No path that is joined looks so. */
function listOfFolder(folder: string): string {
  return `${folder}/.`;
}

function isKustomization({ path }: PlannedFile): boolean {
  return /(^|\/)kustomization\.ya?ml$/.test(path);
}

/** @param isThere whether a table is in one place before, and in one after: another kustomization may list it */
function withoutPatches(side: readonly PlannedFile[], isThere: (id: string) => boolean): readonly PlannedFile[] {
  const isPart = (document: unknown): document is Json => isObject(document) && document.kind === KIND
    && isObject(document.spec) && document.spec.tableName === undefined && document.spec.keySchema === undefined;
  const patches = kustomizePatches(side.map(({ path, documents }) =>
    ({ file: path, objects: documents.filter(isObject).map((object) => ({ object })) })));
  const whole = new Set(side.filter(({ path }) => !patches.has(path)).flatMap(({ documents }) => documents)
    .filter((document): document is Json => isObject(document) && document.kind === KIND && !isPart(document)).map(idOf));
  const files = new Map(side.map((file) => [file.path, file]));
  return side.map((file): PlannedFile => {
    const { path, documents } = file;
    const placed = (document: unknown): unknown => isObject(document) && isBuilt(document) ? { ...document, [FILE]: path } : document;
    if (patches.has(path)) {
      return { path, documents: documents.filter(isOfTables).map((document) => placed(patchOf(document, true))) };
    }
    const fileOf = (each: unknown): PlannedFile | undefined => files.get(posix.join(posix.dirname(path), String(each)));
    const patched = (given: unknown): unknown[] => listOf(given).map((each) => {
      const { path: of = each, target } = objectOf(each);
      const patch = fileOf(of)?.documents ?? [];
      return patch.length === 0 || !patch.every(isOfWorkload) ? each : target === undefined ? 'kind:' : { target };
    });
    // What is in a file that is listed is in the plan, but for who lists it.
    const listing = (document: Json): Json => ({
      ...document,
      resources: listOf(document.resources).flatMap((each) => {
        const listed = fileOf(each);
        return listed === undefined ? each : tablesIn(listed).filter(isThere);
      }).sort(),
      patches: patched(document.patches),
      patchesStrategicMerge: patched(document.patchesStrategicMerge),
    });
    return {
      path,
      documents: documents.map((document) => placed(isPart(document) && whole.has(idOf(document)) ? patchOf(document, false)
        : isKustomization(file) && isObject(document) ? listing(document) : document)),
    };
  });
}

/** Of what has nothing to do with tables, nor with who applies them. */
function isOfWorkload(document: unknown): boolean {
  return isObject(document) && /^(apps|batch|autoscaling)\//.test(String(document.apiVersion));
}

function isOfTables(document: unknown): boolean {
  return !isObject(document) || document.kind === undefined || document.kind === KIND || document.kind === 'Application';
}
