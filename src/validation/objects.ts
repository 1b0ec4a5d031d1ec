import { isObject, Json, listOf, objectOf } from '../contract/json';
import { KIND } from '../contract/names';

/** An object of an input, and where it stands there. */
export interface LocatedObject {
  readonly object: Json;
  /** Index of the document in its file. */
  readonly document: number;
  /** Path in the document: empty, or that of an item of a list. */
  readonly path: ReadonlyArray<string | number>;
}

/** Under this name an object that kro makes of expressions is true: `${schema.spec.name}` stands for a value there. */
export const WITH_EXPRESSIONS = Symbol('expressions');

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
      objects.push({ object: path.includes(RESOURCES) ? { ...object, [WITH_EXPRESSIONS]: true } : object, document, path });
      heldObjects(object).forEach(([within, held]) => visit(held, document, [...path, ...within]));
    }
  };
  documents.forEach((document, i) => visit(document, i, []));
  return objects;
}

type Held = readonly [within: LocatedObject['path'], object: unknown];

/** The objects in an object that somebody applies as they are, or with the expressions in them worked out. */
function heldObjects({ apiVersion, kind, spec, steps }: Json): Held[] {
  const { components, workflow, resources, forProvider, workload } = objectOf(spec);
  switch (kind) {
    case 'Application':
      return [
        ...listOf(components).map(objectOf).flatMap(({ type, properties }, i) =>
          type === 'k8s-objects' ? itemsOf(objectOf(properties).objects, ['spec', 'components', i, 'properties', 'objects']) : []),
        ...appliedBy(objectOf(workflow).steps, ['spec', 'workflow', 'steps']),
      ];
    case 'Workflow':
      return String(apiVersion).startsWith('core.oam.dev/') ? appliedBy(steps, ['steps']) : [];
    case 'ResourceGraphDefinition':
      return listOf(resources).map((resource, i): Held => [['spec', RESOURCES, i, 'template'], objectOf(resource).template]).filter(([, held]) => objectOf(held).kind === KIND);
    case 'Object':
      return /^kubernetes\.(m\.)?crossplane\.io\//.test(String(apiVersion)) ? [[['spec', 'forProvider', 'manifest'], objectOf(forProvider).manifest]] : [];
    case 'ManifestWork':
      return itemsOf(objectOf(workload).manifests, ['spec', 'workload', 'manifests']);
    default:
      return [];
  }
}

const RESOURCES = 'resources';

function itemsOf(list: unknown, within: LocatedObject['path']): Held[] {
  return listOf(list).map((item, i) => [[...within, i], item]);
}

/** What steps of a workflow apply, unless an input gives a part of it. */
function appliedBy(steps: unknown, within: LocatedObject['path']): Held[] {
  return listOf(steps).map(objectOf).flatMap(({ type, properties, inputs, subSteps }, i): Held[] => [
    ...type === 'apply-object' && listOf(inputs).length === 0 ? [[[...within, i, 'properties', 'value'], objectOf(properties).value] as const] : [],
    ...appliedBy(subSteps, [...within, i, 'subSteps']),
  ]);
}

/** Kind, namespace and name, for people. */
export function labelOf({ kind, metadata }: Json): string {
  const { namespace, name } = objectOf(metadata);
  const full = [namespace, name].filter((part) => part !== undefined && part !== null).map(String).join('/');
  return [...kind === undefined ? [] : [String(kind)], full].join(' ').trim();
}
