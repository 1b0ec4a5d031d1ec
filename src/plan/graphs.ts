import { heldOf, idOf, whatGoes } from './going';
import { nameIn, NOT_PLANNED, Unread } from './plan';
import { isPruned } from './pruning';
import { isRaw } from './raw-objects';
import { Json, objectOf, objectsOf } from '../contract/json';
import { DEFAULT_API_GROUP, KIND } from '../contract/names';
import { groupKindOf, labelOf, MADE_BY } from '../validation/objects';

/**
 * Graphs of kro that make tables of their own instances. What goes with an instance is made here, for the plan to work it out, but for
 * what only kro knows: that is told, and what becomes of a graph.
 * @see https://kro.run/docs/advanced/instance-deletion
 */
export function graphsGone(
  before: readonly Json[], after: readonly Json[], goingOf: ReturnType<typeof whatGoes>,
): { readonly made: readonly Json[]; readonly unread: readonly Unread[] } {
  const graphs = before.filter(isGraph);
  const later = new Map(graphs.length === 0 ? [] : after.map((object) => [labelOf(object), object]));
  const made: Json[] = [];
  const unread = graphs.flatMap((graph) => {
    const [tables, now, kind] = [tablesOf(graph), later.get(labelOf(graph)), kindOf(graph)];
    const left = now && tablesOf(now).map(({ id }) => id);
    const gone = left === undefined ? [] : tables.filter(({ id }) => !left.includes(id));
    const ofInstances = tables.length === 0 ? [] : before.filter((object) => groupKindOf(object) === kind).flatMap((object) => {
      const isGoing = goingOf(heldOf(object)) !== undefined || (!later.has(labelOf(object)) && isPruned(object));
      const some = (isGoing ? tables : gone).map((resource) => madeOf(graph, resource, object));
      made.push(...some.filter((each) => each !== undefined));
      return some.includes(undefined) ? [unplanned(object, 'is an instance of a graph of kro that makes tables, and one of them may go')] : [];
    });
    return [
      ...tables.length > 0 && now === undefined ? [unplanned(graph, 'is a graph of kro that makes tables, and is no longer declared')]
        : gone.map(({ id }) => unplanned(graph, `no longer makes the table of its resource ${String(id)}`)),
      ...ofInstances,
    ];
  });
  return { made, unread };
}

/** The graph of our own kind is part of the platform. */
function isGraph({ kind, spec }: Json): boolean {
  return kind === 'ResourceGraphDefinition' && objectOf(objectOf(spec).schema).kind !== KIND;
}

/** What kro makes of a resource for an instance, with what that says, or its defaults; undefined where kro alone knows whether it is there, or goes. */
function madeOf({ spec }: Json, { template, includeWhen }: Json, instance: Json): Json | undefined {
  const { schema } = objectOf(spec);
  const at = (object: unknown, path: string): unknown => path.split('.').reduce((value, name) => objectOf(value)[name], object);
  const valueOf = (path: string): unknown => {
    const byDefault = /default=("[^"]*"|[^\s|]+)/.exec(String(at(schema, path)))?.[1];
    return at(instance, path) ?? (byDefault !== undefined && /^("|\d|true$|false$)/.test(byDefault) ? JSON.parse(byDefault) : byDefault);
  };
  // What is an expression alone, and not known, is as good as not given.
  const filled = JSON.stringify(template).replace(/"\$\{(?:schema\.([\w.]+)|[^"}]*)\}"(?!:)|\$\{schema\.([\w.]+)\}/g, (given, whole, part) => (
    part === undefined ? JSON.stringify((whole && valueOf(whole)) ?? null) : JSON.stringify(String(valueOf(part) ?? given)).slice(1, -1)));
  if (includeWhen !== undefined || /"(deletion(Policy|ProtectionEnabled)|adoptionPolicy)":(null|"[^"]*\$\{)|kro\.run\/deletion-policy/.test(filled)) {
    return undefined;
  }
  const object = JSON.parse(filled) as Json;
  const { name, namespace } = objectOf(instance.metadata);
  const own = objectOf(object.metadata);
  return { ...object, metadata: { namespace, ...own, name: own.name ?? name }, [MADE_BY]: { holder: instance } };
}

/**
 * The same of Crossplane: composite resources that a Composition makes tables for, their claims, and the kind of them.
 * @param later what stays, by its id
 * @see https://docs.crossplane.io/latest/composition/compositions/
 */
export function compositesGone(before: readonly Json[], later: ReadonlyMap<string, Json>): Unread[] {
  const composed = new Set(before.filter(({ kind, spec }) => kind === 'Composition' && /dynamodb\.(aws|services)\.|DynamoDBTable/.test(JSON.stringify(spec) ?? ''))
    .map(({ spec }) => groupKindOf(objectOf(objectOf(spec).compositeTypeRef))));
  if (composed.size === 0) {
    return [];
  }
  const definitions = before.filter(({ kind, spec }) => kind === 'CompositeResourceDefinition' && composed.has(kindIn(objectOf(spec), 'names')));
  const kinds = new Set([...composed, ...definitions.map(({ spec }) => kindIn(objectOf(spec), 'claimNames'))]);
  return before.filter((object) => (kinds.has(groupKindOf(object)) || definitions.includes(object)) && isPruned(object) && !later.has(idOf(object)))
    .map((object) => unplanned(object, `is ${definitions.includes(object) ? 'the kind of composites' : 'a composite'} of Crossplane that makes tables, and is no longer declared`));
}

function kindIn(spec: Json, names: string): string {
  return `${String(spec.group)}/${String(objectOf(spec[names]).kind)}`;
}

/** The resources that are tables. */
function tablesOf({ spec }: Json): Json[] {
  return objectsOf(objectOf(spec).resources).filter(({ template }) => isRaw(objectOf(template)) || objectOf(template).kind === KIND);
}

function kindOf({ spec }: Json): string {
  const { group = DEFAULT_API_GROUP, kind } = objectOf(objectOf(spec).schema);
  return `${String(group)}/${String(kind)}`;
}

/**
 * What becomes of tables that nobody sees here: their loss cannot be excluded, so it fails until a person allows it.
 * @param more what else to do
 */
export function unplanned(object: Json, problem: string, more = ''): Unread {
  const resource = labelOf(object);
  return {
    code: NOT_PLANNED,
    resource,
    problem,
    fix: `See whether a table goes: without deletionPolicy retain (Orphan in Crossplane) it is deleted from AWS, with its data.${more} If that is meant: --allow-data-loss ${nameIn(resource)}`,
    isRejected: true,
  };
}
