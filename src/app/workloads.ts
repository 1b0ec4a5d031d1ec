import { ApiObject, Chart } from 'cdk8s';
import { objectsInApp } from './objects';
import { Json, objectOf } from '../contract/json';
import { Violation } from '../contract/violation';
import { sharedIn } from '../validation/environments';
import { serviceAccountsIn, validateServiceAccounts } from '../validation/service-accounts';

/** A workload that an Application deploys to another namespace than that of its ServiceAccount. */
export function validateWorkloads(application: ApiObject, componentName: string): Violation[] {
  const policies = Chart.of(application).apiObjects.filter(({ kind }) => kind === 'Policy').map((policy): Json => policy.toJson());
  const own: Json = application.toJson();
  const shared = sharedIn(policies);
  const serviceAccounts = ['ServiceAccount', 'Role'].flatMap((kind) => objectsInApp(application, kind))
    .map(({ apiVersion, kind, name, metadata: { namespace } }): Json => ({ apiVersion, kind, metadata: { name, namespace } }));
  const validate = (applications: readonly Json[]) =>
    validateServiceAccounts(own, serviceAccountsIn([...serviceAccounts, ...applications], shared, componentName), shared);
  // Those of other Applications count where something would be wrong without them.
  const found = validate([own]).length === 0 ? [] : validate(objectsInApp(application, 'Application').map((each): Json => each.toJson()));
  return found.map(({ at, ...violation }) => ({ ...violation, property: `traits of ${String(componentAt(own, at[2]))}` }));
}

function componentAt(application: Json, index: unknown): unknown {
  const { components } = objectOf(application.spec);
  return objectOf((components as readonly unknown[])[Number(index)]).name;
}
