import { environmentsOf, LOCAL, Place, Shared } from './environments';
import { MADE_BY, Maker } from './objects';
import { Origins } from './origins';
import { Json, objectOf } from '../contract/json';
import { nameOf } from '../contract/violation';

/** Where it is applied to: an object of a component, where KubeVela puts that. */
export function placesOf(object: Json, shared: Shared): Place[] {
  const maker = object[MADE_BY] as Maker | undefined;
  if (maker === undefined) {
    return [{ cluster: LOCAL, ...namespaceOf(object) }];
  }
  if ('applied' in maker) {
    const { cluster } = maker.applied;
    return [{ cluster: typeof cluster === 'string' && cluster !== '' ? cluster : LOCAL, namespace: 'default', ...namespaceOf(object) }];
  }
  if ('holder' in maker) {
    // A ManifestWork, or a Work of Karmada, is of the cluster that its namespace is named after.
    const { kind, metadata } = maker.holder;
    const { namespace: cluster } = objectOf(metadata);
    return [{ cluster: /^(Manifest)?Work/.test(String(kind)) && typeof cluster === 'string' ? cluster : LOCAL, ...namespaceOf(object) }];
  }
  const { application, component } = maker;
  const environments = environmentsOf(application, shared, new Origins(application))
    .filter(({ components }) => components.some(({ name }) => name === component.name));
  const { namespace: ofApplication } = namespaceOf(application);
  // A topology without a namespace leaves the object where it says.
  return environments.flatMap(({ places = [] }) => places)
    .map((place) => (place.namespace === ofApplication ? { ...place, ...namespaceOf(object) } : place));
}

export function namespaceOf({ metadata }: Json): { namespace?: string } {
  const { namespace } = objectOf(metadata);
  return namespace === undefined || namespace === null ? {} : { namespace: nameOf(namespace) };
}
