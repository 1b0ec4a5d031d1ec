import { posix } from 'node:path';
import { idOf } from './going';
import { FILE, isBuilt, patchOf } from './not-built';
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
  const isLeftOut = (path: string): boolean => was.files.has(path) && !is.files.has(path) && is.folders.has(posix.dirname(path));
  return [withoutPatches(previous, was), withoutPatches(next.filter(({ path }) => !isLeftOut(path)), is)];
}

interface Listed {
  readonly files: ReadonlySet<string>;
  /** Those with a list. */
  readonly folders: ReadonlySet<string>;
}

function listedIn(side: readonly PlannedFile[]): Listed {
  const [files, folders] = [new Set<string>(), new Set<string>()];
  for (const { path, documents } of side.filter((file) => isKustomization(file))) {
    const folder = posix.dirname(path);
    const lists = documents.map((document) => objectOf(document).resources).filter(Array.isArray);
    lists.flat().forEach((each) => files.add(posix.join(folder, String(each))));
    lists.forEach(() => folders.add(folder));
  }
  return { files, folders };
}

function isKustomization({ path }: PlannedFile): boolean {
  return /(^|\/)kustomization\.ya?ml$/.test(path);
}

function withoutPatches(side: readonly PlannedFile[], { folders }: Listed): readonly PlannedFile[] {
  const isPart = (document: unknown): document is Json => isObject(document) && document.kind === KIND
    && isObject(document.spec) && document.spec.tableName === undefined && document.spec.keySchema === undefined;
  const isOfKustomize = (document: unknown): boolean => isPart(document) || (isObject(document) && isBuilt(document));
  if (folders.size === 0 && !side.some(({ documents }) => documents.some(isOfKustomize))) {
    return side;
  }
  const patches = kustomizePatches(side.map(({ path, documents }) =>
    ({ file: path, objects: documents.filter(isObject).map((object) => ({ object })) })));
  const whole = new Set(side.filter(({ path }) => !patches.has(path)).flatMap(({ documents }) => documents)
    .filter((document): document is Json => isObject(document) && document.kind === KIND && !isPart(document)).map(idOf));
  const paths = new Set(side.map(({ path }) => path));
  return side.map((file): PlannedFile => {
    const { path, documents } = file;
    const placed = (document: unknown): unknown => isObject(document) && isBuilt(document) ? { ...document, [FILE]: path } : document;
    if (patches.has(path)) {
      return { path, documents: documents.filter(isOfTables).map((document) => placed(patchOf(document, true))) };
    }
    // What is in a file that is listed is in the plan.
    const isElsewhere = (each: unknown): boolean => !paths.has(posix.join(posix.dirname(path), String(each)));
    return {
      path,
      documents: documents.map((document) => placed(isPart(document) && whole.has(idOf(document)) ? patchOf(document, false)
        : isKustomization(file) && isObject(document) ? { ...document, resources: listOf(document.resources).filter(isElsewhere) } : document)),
    };
  });
}

function isOfTables(document: unknown): boolean {
  return !isObject(document) || document.kind === undefined || document.kind === KIND || document.kind === 'Application';
}
