import { Unread } from './plan';
import { isPruned } from './pruning';
import { Json, listOf, objectOf } from '../contract/json';
import { DEFAULT_API_GROUP, KIND } from '../contract/names';
import { groupKindOf, labelOf } from '../validation/objects';

/** Graphs of kro that make tables of their own instances: the plan does not work them out, and tells what of them goes. */
export function graphsGone(before: readonly Json[], after: readonly Json[]): Unread[] {
  const graphs = before.filter(({ kind }) => kind === 'ResourceGraphDefinition').map((graph) => ({ graph, tables: tablesOf(graph) })).filter(({ tables }) => tables.length > 0);
  if (graphs.length === 0) {
    return [];
  }
  const later = new Map(after.map((object) => [labelOf(object), object]));
  const kinds = new Set(graphs.map(({ graph }) => kindOf(graph)));
  return [
    ...graphs.flatMap(({ graph, tables }) => {
      const now = later.get(labelOf(graph));
      const left = now && tablesOf(now);
      return left === undefined ? [unplanned(graph, 'is a graph of kro that makes tables, and is no longer declared')]
        : tables.filter((id) => !left.includes(id)).map((id) => unplanned(graph, `no longer makes the table of its resource ${id}`));
    }),
    ...before.filter((object) => kinds.has(groupKindOf(object)) && !later.has(labelOf(object)))
      .map((object) => unplanned(object, 'is an instance of a graph of kro that makes tables, and is no longer declared')),
  ];
}

/**
 * The same of Crossplane: composite resources that a Composition makes tables for, their claims, and the kind of them.
 * @see https://docs.crossplane.io/latest/composition/compositions/
 */
export function compositesGone(before: readonly Json[], after: readonly Json[]): Unread[] {
  const composed = new Set(before.filter(({ kind, spec }) => kind === 'Composition' && /dynamodb\.(aws|services)\./.test(JSON.stringify(spec) ?? ''))
    .map(({ spec }) => groupKindOf(objectOf(objectOf(spec).compositeTypeRef))));
  if (composed.size === 0) {
    return [];
  }
  const definitions = before.filter(({ kind, spec }) => kind === 'CompositeResourceDefinition' && composed.has(kindIn(objectOf(spec), 'names')));
  const kinds = new Set([...composed, ...definitions.map(({ spec }) => kindIn(objectOf(spec), 'claimNames'))]);
  const stay = new Set(after.map((object) => `${groupKindOf(object)} ${labelOf(object)}`));
  return before.filter((object) => (kinds.has(groupKindOf(object)) || definitions.includes(object)) && isPruned(object) && !stay.has(`${groupKindOf(object)} ${labelOf(object)}`))
    .map((object) => unplanned(object, `is ${definitions.includes(object) ? 'the kind of composites' : 'a composite'} of Crossplane that makes tables, and is no longer declared`));
}

function kindIn(spec: Json, names: string): string {
  return `${String(spec.group)}/${String(objectOf(spec[names]).kind)}`;
}

/** The ids of the resources that are tables. */
function tablesOf({ spec }: Json): string[] {
  return listOf(objectOf(spec).resources).map(objectOf).filter(({ template }) => objectOf(template).kind === KIND).map(({ id }) => String(id));
}

function kindOf({ spec }: Json): string {
  const { group = DEFAULT_API_GROUP, kind } = objectOf(objectOf(spec).schema);
  return `${String(group)}/${String(kind)}`;
}

function unplanned(object: Json, problem: string): Unread {
  return { code: 'NotPlanned', resource: labelOf(object), problem, fix: 'See what becomes of its tables: without deletionPolicy retain (Orphan in Crossplane) they are deleted from AWS, with their data.', isRejected: false };
}
