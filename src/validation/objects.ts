import { isObject, Json, listOf, objectOf } from '../contract/json';

/** An object of an input, and where it stands there. */
export interface LocatedObject {
  readonly object: Json;
  /** Index of the document in its file. */
  readonly document: number;
  /** Path in the document: empty, or that of an item of a list. */
  readonly path: ReadonlyArray<string | number>;
}

/** Under this name a document that is a list by itself is an object, of no kind: kubectl rejects it. */
export const BARE_LIST = Symbol('list');

export function isListOfObjects({ kind }: Json): boolean {
  return String(kind).endsWith('List');
}

/** The objects in these documents, those in lists and in Applications too. Takes anything. */
export function objectsIn(documents: readonly unknown[]): Json[] {
  return locatedObjectsIn(documents).map(({ object }) => object);
}

/** The same with their places. */
export function locatedObjectsIn(documents: readonly unknown[]): LocatedObject[] {
  const objects: LocatedObject[] = [];
  const seen = new Set<unknown>();
  const visit = (object: unknown, document: number, path: LocatedObject['path']): void => {
    if (Array.isArray(object) && path.length === 0) {
      objects.push({ object: { [BARE_LIST]: object }, document, path });
    }
    // An alias of YAML can put a list into itself.
    if (!isObject(object) || seen.has(object)) {
      return;
    }
    seen.add(object);
    if (isListOfObjects(object) && !isObject(object.items)) {
      listOf(object.items).forEach((item, i) => visit(item, document, [...path, 'items', i]));
    } else {
      objects.push({ object, document, path });
      componentsWithObjects(object).forEach(([within, given]) => listOf(given).forEach((item, i) => visit(item, document, [...path, ...within, i])));
    }
  };
  documents.forEach((document, i) => visit(document, i, []));
  return objects;
}

/** The lists of objects that KubeVela applies as they are, which an Application has in components. */
function componentsWithObjects({ kind, spec }: Json): Array<[LocatedObject['path'], unknown]> {
  return kind !== 'Application' ? [] : listOf(objectOf(spec).components).map(objectOf).flatMap(({ type, properties }, i) =>
    type === 'k8s-objects' ? [[['spec', 'components', i, 'properties', 'objects'], objectOf(properties).objects]] : []);
}

/** Kind, namespace and name, for people. */
export function labelOf({ kind, metadata }: Json): string {
  const { namespace, name } = objectOf(metadata);
  const full = [namespace, name].filter((part) => part !== undefined && part !== null).map(String).join('/');
  return [...kind === undefined ? [] : [String(kind)], full].join(' ').trim();
}
