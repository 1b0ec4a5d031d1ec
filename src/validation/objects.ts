import { isObject, Json, listOf, objectOf, objectsOf } from '../contract/json';
import { KIND } from '../contract/names';
import { nameOf } from '../contract/violation';

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

/** Under this name an object that KubeVela makes has what makes it, which tells where it is. */
export const MADE_BY = Symbol('made by');

/** A component of an Application, which is put where its policies say, a step that applies an object by itself, or an object that holds it. */
export type Maker = { readonly application: Json; readonly component: Json } | AppliedBy | { readonly holder: Json };

interface AppliedBy {
  /** The properties of the step. */
  readonly applied: Json;
  readonly isSkipped: boolean;
  /** What the step depends on. */
  readonly conditions: readonly string[];
  /** The Application, or the Workflow, that has the step. */
  readonly by: Json;
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
  const visit = (given: unknown, document: number, path: LocatedObject['path'], maker?: Maker): void => {
    if (Array.isArray(given) && path.length === 0) {
      objects.push({ object: { [BARE_LIST]: given }, document, path });
    }
    // An alias of YAML can put a list into itself.
    if (!isObject(given) || seen.has(given)) {
      return;
    }
    seen.add(given);
    const object = maker === undefined ? given : madeBy(maker, given);
    if (isListOfObjects(object) && !isObject(object.items)) {
      listOf(object.items).forEach((item, i) => visit(withKind(item, object), document, [...path, 'items', i]));
    } else {
      objects.push({ object: maker === undefined && path.includes(RESOURCES) ? { ...object, [WITH_EXPRESSIONS]: true } : object, document, path });
      heldObjects(object).forEach(([within, held, madeFor]) => visit(held, document, [...path, ...within], madeFor));
    }
  };
  documents.forEach((document, i) => visit(document, i, []));
  return objects;
}

/** kubectl takes what an item of a typed list is from the list. */
function withKind(item: unknown, { apiVersion, kind }: Json): unknown {
  return kind === 'List' || !isObject(item) || item.kind !== undefined ? item : { apiVersion, ...item, kind: String(kind).slice(0, -'List'.length) };
}

type Held = readonly [within: LocatedObject['path'], object: unknown, maker?: Maker];

/**
 * KubeVela gives an object without a namespace that of its Application, and one that a step applies that of this name.
 * @see https://github.com/kubevela/workflow/blob/v0.6.2/pkg/providers/kube/kube.go
 */
function madeBy(maker: Maker, held: Json): Json {
  const namespace = 'applied' in maker ? 'default' : 'holder' in maker ? undefined : objectOf(maker.application.metadata).namespace;
  const metadata = { namespace, ...objectOf(held.metadata) };
  return { ...held, ...namespace === undefined || held.kind !== KIND ? {} : { metadata }, [MADE_BY]: maker };
}

/** The objects in an object that somebody applies as they are, or with the expressions in them worked out. */
export function heldObjects(object: Json): Held[] {
  const { apiVersion, kind, spec, steps } = object;
  const { components, workflow, resources, forProvider, workload, inputs, inputsFrom } = objectOf(spec);
  switch (kind) {
    case 'Application':
      return [
        ...listOf(components).map(objectOf).flatMap((component, i) => {
          const { type, properties } = component;
          const [at, maker] = [['spec', 'components', i, 'properties'], { application: object, component }];
          return type === 'raw' ? [[at, properties, maker] as const] : type === 'k8s-objects' ? itemsOf(objectOf(properties).objects, [...at, 'objects'], maker) : [];
        }),
        ...appliedBy(object, objectOf(workflow).steps, ['spec', 'workflow', 'steps']),
      ];
    case 'WorkflowRun':
      return appliedBy(object, objectOf(objectOf(spec).workflowSpec).steps, ['spec', 'workflowSpec', 'steps']);
    case 'Workflow':
      return String(apiVersion).startsWith('core.oam.dev/') ? appliedBy(object, steps, ['steps']) : [];
    case 'ResourceGraphDefinition':
      return listOf(resources).map((resource, i): Held => [['spec', RESOURCES, i, 'template'], objectOf(resource).template]).filter(([, held]) => objectOf(held).kind === KIND);
    case 'Object':
      return /^kubernetes\.(m\.)?crossplane\.io\//.test(String(apiVersion)) && !onlyObserves(spec) ? [[['spec', 'forProvider', 'manifest'], objectOf(forProvider).manifest, { holder: object }]] : [];
    case 'ResourceSet':
      // Of its inputs Flux makes something else.
      return (inputs ?? inputsFrom) === undefined ? itemsOf(resources, ['spec', RESOURCES], { holder: object }) : [];
    case 'ManifestWork':
    case 'Work':
      return itemsOf(objectOf(workload).manifests, ['spec', 'workload', 'manifests'], { holder: object });
    default:
      return [];
  }
}

/** An `Object` of Crossplane that reads what somebody else declares. */
function onlyObserves(spec: unknown): boolean {
  const { managementPolicies, managementPolicy } = objectOf(spec);
  const policies = [...listOf(managementPolicies), managementPolicy ?? []].flat();
  return policies.length > 0 && policies.every((policy) => policy === 'Observe');
}

const RESOURCES = 'resources';

function itemsOf(list: unknown, within: LocatedObject['path'], maker: Maker): Held[] {
  return listOf(list).map((item, i) => [[...within, i], item, maker]);
}

/** What steps of a workflow apply, unless an input gives a part of it. */
function appliedBy(by: Json, steps: unknown, within: LocatedObject['path'], group: Pick<AppliedBy, 'isSkipped' | 'conditions'> = { isSkipped: false, conditions: [] }): Held[] {
  return objectsOf(steps).flatMap((step, i): Held[] => {
    const { type, properties, inputs, subSteps } = step;
    const runs = { isSkipped: group.isSkipped || isSkipped(step), conditions: [...group.conditions, openCondition(step) ?? []].flat() };
    return [
      ...type === 'apply-object' && listOf(inputs).length === 0
        ? [[[...within, i, 'properties', 'value'], objectOf(properties).value, { applied: objectOf(properties), ...runs, by }] as const] : [],
      ...appliedBy(by, subSteps, [...within, i, 'subSteps'], runs),
    ];
  });
}

/** KubeVela does not run a step with this condition, whatever comes before it. */
export function isSkipped({ if: condition }: Json): boolean {
  return valueOf(condition) === false;
}

/** The condition of a step that only KubeVela can work out, as it is written. */
export function openCondition({ if: condition }: Json): string | undefined {
  const text = String(condition ?? '').trim();
  return text === '' || text === 'always' || valueOf(text) !== undefined ? undefined : text;
}

const LITERAL = '(true|false|-?\\d+(?:\\.\\d+)?|"[^"\\\\]*")';
const COMPARED = new RegExp(`^${LITERAL}(?:\\s*([=!]=|[<>]=?)\\s*${LITERAL})?$`);

/** What a condition of constants is; KubeVela reads it as CUE, which does not compare what is of another type. */
function valueOf(condition: unknown): boolean | undefined {
  const [, left, sign, right] = COMPARED.exec(String(condition).trim()) ?? [];
  const [one, other] = [left, right].map((text) => (text === undefined ? undefined : JSON.parse(text) as unknown));
  if (left === undefined || sign === undefined || typeof one !== typeof other) {
    return sign === undefined && typeof one === 'boolean' ? one : undefined;
  }
  const order = one! < other! ? '<' : one === other ? '=' : '>';
  return sign === '!=' ? order !== '=' : sign.includes(order);
}

/** Group and kind, such as `kro.run/DynamoDBTable`. */
export function groupKindOf({ apiVersion, kind }: Json): string {
  return `${String(apiVersion).replace(/\/.*/, '')}/${String(kind)}`;
}

/** Kind, namespace and name, for people. */
export function labelOf({ kind, metadata }: Json): string {
  const { namespace, name } = objectOf(metadata);
  const full = [namespace, name].filter((part) => part !== undefined && part !== null).map(nameOf).join('/');
  return [...kind === undefined ? [] : [nameOf(kind)], full].join(' ').trim();
}
