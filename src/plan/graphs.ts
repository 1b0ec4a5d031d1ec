import { Unread } from './plan';
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

/** The ids of the resources that are tables. */
function tablesOf({ spec }: Json): string[] {
  return listOf(objectOf(spec).resources).map(objectOf).filter(({ template }) => objectOf(template).kind === KIND).map(({ id }) => String(id));
}

function kindOf({ spec }: Json): string {
  const { group = DEFAULT_API_GROUP, kind } = objectOf(objectOf(spec).schema);
  return `${String(group)}/${String(kind)}`;
}

function unplanned(object: Json, problem: string): Unread {
  return { code: 'NotPlanned', resource: labelOf(object), problem, fix: 'See what becomes of its tables: without deletionPolicy retain they are deleted from AWS, with their data.', isRejected: false };
}
