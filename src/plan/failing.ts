import { idOf } from './going';
import { Unread } from './plan';
import { isPruned } from './pruning';
import { Json, listOf, objectOf } from '../contract/json';
import { show } from '../contract/violation';
import { sharedIn, sharedOf, workflowOf } from '../validation/environments';
import { isOam } from '../validation/nearly-ours';
import { labelOf } from '../validation/objects';

/**
 * What will be, without the changes of Applications that KubeVela cannot make: a step deploys with a policy that goes.
 * @see https://github.com/kubevela/kubevela/blob/v1.11.0/pkg/workflow/step/dependency.go
 */
export function withoutFailing(
  before: readonly Json[], after: readonly Json[],
): { readonly objects: readonly Json[]; readonly unread: readonly Unread[] } {
  const policies = before.filter((object) => object.kind === 'Policy' && isOam(object));
  const later = new Set(policies.length === 0 ? [] : after.map(idOf));
  const gone = policies.filter((policy) => !later.has(idOf(policy)) && isPruned(policy));
  if (gone.length === 0) {
    return { objects: after, unread: [] };
  }
  const earlier = new Map(before.map((object) => [idOf(object), object]));
  const [shared, known] = [sharedIn(after), sharedIn(gone).policies];
  const unread: Unread[] = [];
  const stays = new Set<Json>();
  const objects = after.map((object) => {
    if (object.kind !== 'Application' || !isOam(object)) {
      return object;
    }
    const own = listOf(objectOf(object.spec).policies).map((policy) => objectOf(policy).name);
    // Steps of groups are not looked at.
    const policy = listOf(workflowOf(object, shared).steps).map(objectOf).filter(({ type }) => type === 'deploy')
      .flatMap(({ properties }) => listOf(objectOf(properties).policies).map(String))
      .filter((name) => !own.includes(name) && sharedOf(object, name, shared.policies) === undefined)
      .map((name) => sharedOf(object, name, known)).find((found) => found !== undefined);
    if (policy === undefined) {
      return object;
    }
    stays.add(policy);
    unread.push({
      code: 'UnknownPolicy',
      resource: labelOf(object),
      problem: `deploys with ${show(labelOf(policy))}, which is no longer declared, so KubeVela makes no change of the Application`,
      fix: 'Declare the policy, or remove it from the step.',
      isRejected: true,
    });
    return earlier.get(idOf(object)) ?? object;
  });
  return { objects: [...objects, ...stays], unread };
}
