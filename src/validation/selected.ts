import { Json, listOf } from '../contract/json';
import { KIND } from '../contract/names';

/** What policies of KubeVela select a DynamoDBTable by. */
export interface Selected {
  readonly name: string;
  /** Name and type of its component; a step that applies an object has none. */
  readonly component?: unknown;
  readonly componentType?: () => unknown;
}

/**
 * A selector selects what is in each of its lists. One without any selects nothing.
 * @see https://github.com/kubevela/kubevela/blob/master/apis/core.oam.dev/v1alpha1/resource_policy_types.go
 */
export function selects(selector: Json, { name, component, componentType }: Selected): boolean {
  const labels: Json = { componentNames: component, componentTypes: componentType?.(), oamTypes: 'WORKLOAD', resourceTypes: KIND, resourceNames: name };
  const asked = [...Object.keys(labels), 'traitTypes'].filter((list) => listOf(selector[list]).length > 0);
  return asked.length > 0 && asked.every((list) => labels[list] !== undefined && listOf(selector[list]).includes(labels[list]));
}
