import { policiesOf, rulesFor } from './kubevela-policies';
import { Json, listOf, objectOf } from '../contract/json';
import { Selected } from '../validation/rule-selectors';

const TYPE = 'garbage-collect';
const ORPHANS = 'app.oam.dev/orphan-resource';

/**
 * Whether KubeVela keeps the DynamoDBTable of a component that an Application no longer has, or that goes with it. The strategy is
 * recorded when the object is applied, so that of before holds. All else is read when objects are deleted.
 * @param before the Application as it was
 * @param after the Application as it will be, where there still is one
 * @see https://kubevela.io/docs/end-user/policies/gc/
 */
export function gcKeeps(before: Json, after: Json | undefined, table: Selected): boolean {
  const last = after ?? before;
  // The first rule holds.
  const [strategy] = rulesFor(before, TYPE, table).map((rule) => rule.strategy);
  const [propagation] = rulesFor(last, TYPE, table).map((rule) => rule.propagation).filter((each) => each === 'orphan' || each === 'cascading');
  return strategy === 'never' || propagation === 'orphan' || listOf(objectOf(last.metadata).finalizers).includes(ORPHANS)
    || (after !== undefined && (strategy === 'onAppDelete' || policiesOf(last, TYPE).some(({ keepLegacyResource }) => keepLegacyResource === true)));
}
