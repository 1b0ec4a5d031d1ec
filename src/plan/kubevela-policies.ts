import { isObject, Json, listOf, objectOf } from '../contract/json';
import { KIND } from '../contract/names';

/** What policies of KubeVela select a DynamoDBTable by. */
export interface Selected {
  readonly name: string;
  /** Name and type of its component; a step that applies an object has none. */
  readonly component?: unknown;
  readonly componentType?: () => unknown;
}

/** The policies of one type that an Application has itself: those that are objects of their own are for steps alone. */
export function policiesOf({ spec }: Json, type: string): Json[] {
  return listed(objectOf(spec).policies).filter((policy) => policy.type === type).map(({ properties }) => objectOf(properties));
}

/** The rules of all policies of one type that select the table, in order. In most of them the first holds. */
export function rulesFor(application: Json, type: string, table: Selected): Json[] {
  return policiesOf(application, type).flatMap(({ rules }) => listed(rules)).filter(({ selector }) => selects(objectOf(selector), table));
}

/**
 * A selector selects what is in each of its lists. One without any selects nothing.
 * @see https://github.com/kubevela/kubevela/blob/master/apis/core.oam.dev/v1alpha1/resource_policy_types.go
 */
function selects(selector: Json, { name, component, componentType }: Selected): boolean {
  const labels: Json = { componentNames: component, componentTypes: componentType?.(), oamTypes: 'WORKLOAD', resourceTypes: KIND, resourceNames: name };
  const asked = [...Object.keys(labels), 'traitTypes'].filter((list) => listOf(selector[list]).length > 0);
  return asked.length > 0 && asked.every((list) => labels[list] !== undefined && listOf(selector[list]).includes(labels[list]));
}

function listed(value: unknown): Json[] {
  return listOf(value).filter(isObject);
}
