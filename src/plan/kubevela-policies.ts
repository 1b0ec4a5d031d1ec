import { isObject, Json, listOf, objectOf } from '../contract/json';
import { Selected, selects } from '../validation/rule-selectors';

/** The policies of one type that an Application has itself: those that are objects of their own are for steps alone. */
export function policiesOf({ spec }: Json, type: string): Json[] {
  return listed(objectOf(spec).policies).filter((policy) => policy.type === type).map(({ properties }) => objectOf(properties));
}

/** The rules of all policies of one type that select the table, in order. In most of them the first holds. */
export function rulesFor(application: Json, type: string, table: Selected): Json[] {
  return policiesOf(application, type).flatMap(({ rules }) => listed(rules)).filter(({ selector }) => selects(objectOf(selector), table));
}

function listed(value: unknown): Json[] {
  return listOf(value).filter(isObject);
}
