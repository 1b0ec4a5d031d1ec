import { isObject, Json, listOf, objectOf } from '../contract/json';
import { KIND } from '../contract/names';

/**
 * Whether KubeVela keeps the DynamoDBTable of a component that an Application no longer has, or that goes with it.
 * @param before the Application as it was
 * @param after the Application as it will be, where there still is one: on an update its policy holds, else that of before
 * @see https://kubevela.io/docs/end-user/policies/gc/
 */
export function gcKeeps(before: Json, after: Json | undefined, component: string): boolean {
  const own = policies(after ?? before);
  const type = [after ?? {}, before].flatMap(({ spec }) => list(objectOf(spec).components)).find(({ name }) => name === component)?.type;
  // The first rule that selects it holds, of all policies together.
  const rule = own.flatMap(({ rules }) => list(rules)).find(({ selector }) => selects(objectOf(selector), component, type));
  return rule?.strategy === 'never' || (after !== undefined && (own.some(({ keepLegacyResource }) => keepLegacyResource === true) || rule?.strategy === 'onAppDelete'));
}

function policies({ spec }: Json): Json[] {
  return list(objectOf(spec).policies).filter(({ type }) => type === 'garbage-collect').map(({ properties }) => objectOf(properties));
}

/**
 * A selector selects what is in each of its lists. One without any selects nothing.
 * @see https://github.com/kubevela/kubevela/blob/master/apis/core.oam.dev/v1alpha1/resource_policy_types.go
 */
function selects(selector: Json, component: string, type: unknown): boolean {
  const labels: Json = { componentNames: component, componentTypes: type, oamTypes: 'WORKLOAD', resourceTypes: KIND, resourceNames: component };
  const asked = [...Object.keys(labels), 'traitTypes'].filter((name) => listOf(selector[name]).length > 0);
  return asked.length > 0 && asked.every((name) => labels[name] !== undefined && listOf(selector[name]).includes(labels[name]));
}

function list(value: unknown): Json[] {
  return listOf(value).filter(isObject);
}
