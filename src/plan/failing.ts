import { idOf } from './going';
import { Unread } from './plan';
import { isPruned } from './pruning';
import { Json, listOf, objectOf, objectsOf } from '../contract/json';
import { show } from '../contract/violation';
import { sharedIn, sharedOf, workflowOf } from '../validation/environments';
import { isOam } from '../validation/nearly-ours';
import { labelOf } from '../validation/objects';

/**
 * What will be, without the changes of Applications that KubeVela cannot make: a step deploys with a policy that goes. Steps of groups do not count.
 * @see https://github.com/kubevela/kubevela/blob/master/pkg/workflow/step/dependency.go
 */
export function withoutFailing(
  before: readonly Json[], after: readonly Json[],
): { readonly objects: readonly Json[]; readonly unread: readonly Unread[] } {
  const policies = before.filter((object) => object.kind === 'Policy' && isPruned(object));
  const later = new Set(policies.length === 0 ? [] : after.map(idOf));
  const gone = sharedIn(policies.filter((policy) => !later.has(idOf(policy)))).policies;
  if (gone.size === 0) {
    return { objects: after, unread: [] };
  }
  const [earlier, shared] = [new Map(before.map((object) => [idOf(object), object])), sharedIn(after)];
  const unread: Unread[] = [];
  const objects = after.flatMap((object) => {
    const steps = object.kind === 'Application' && isOam(object) ? objectsOf(workflowOf(object, shared).steps) : [];
    const own = listOf(objectOf(object.spec).policies).map((policy) => objectOf(policy).name);
    const [policy] = steps.filter(({ type }) => type === 'deploy').flatMap(({ properties }) => listOf(objectOf(properties).policies).map(String))
      .filter((name) => !own.includes(name) && sharedOf(object, name, shared.policies) === undefined)
      .map((name) => sharedOf(object, name, gone)).filter((found) => found !== undefined);
    if (policy === undefined) {
      return [object];
    }
    unread.push({
      code: 'UnknownPolicy',
      resource: labelOf(object),
      problem: `deploys with ${show(labelOf(policy))}, which is no longer declared, so KubeVela makes no change of the Application`,
      fix: 'Declare the policy, or remove it from the step.',
      isRejected: true,
    });
    return [earlier.get(idOf(object)) ?? object, policy];
  });
  return { objects, unread };
}
