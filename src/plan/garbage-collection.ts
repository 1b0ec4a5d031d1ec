import { isObject, Json, objectOf } from '../contract/json';
import { KIND } from '../contract/names';

/**
 * Whether KubeVela keeps the DynamoDBTable of a component that an Application no longer has, or that goes with it.
 * @param before the Application as it was
 * @param after the Application as it will be, where there still is one: on an update its policy holds, else that of before
 * @see https://kubevela.io/docs/end-user/policies/gc/
 */
export function gcKeeps(before: Json, after: Json | undefined, component: string): boolean {
  return policies(after ?? before).some(({ keepLegacyResource, rules }) => {
    const strategies = list(rules).filter(({ selector }) => selects(objectOf(selector), component)).map(({ strategy }) => strategy);
    return strategies.includes('never') || (after !== undefined && (keepLegacyResource === true || strategies.includes('onAppDelete')));
  });
}

function policies({ spec }: Json): Json[] {
  return list(objectOf(spec).policies).filter(({ type }) => type === 'garbage-collect').map(({ properties }) => objectOf(properties));
}

function selects({ componentNames, resourceTypes, resourceNames }: Json, component: string): boolean {
  const has = (names: unknown, name: string): boolean => Array.isArray(names) && names.includes(name);
  return has(componentNames, component) || has(resourceTypes, KIND) || has(resourceNames, component);
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
