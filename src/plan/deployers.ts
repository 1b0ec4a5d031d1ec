import { isDeepStrictEqual } from 'node:util';
import { differing, isPruning, placeOf, withoutImages } from './deployed';
import { heldOf, idOf, whatGoes } from './going';
import { unplanned } from './graphs';
import { isBuilt } from './not-built';
import { Unread } from './plan';
import { isPruned } from './pruning';
import { isObject, Json, listOf, objectOf, objectsOf } from '../contract/json';
import { DEFAULT_API_GROUP, KIND } from '../contract/names';
import { validateHeld } from '../validation/held';
import { isOam } from '../validation/nearly-ours';
import { groupKindOf } from '../validation/objects';

/** What deletes all that it deployed when it is deleted itself. */
interface Deployer {
  readonly called: string;
  readonly deletes: (object: Json) => boolean;
  /** What to set first, so that it does not. */
  readonly keep: string;
  /** Whether it deletes what it deployed and does not find any more. */
  readonly prunes: (object: Json) => boolean;
  /** Whether it goes on to do so, and had let stand meanwhile what it did not find; by default where it did not prune. */
  readonly resumes?: (before: Json, now: Json) => boolean;
}

const FLUX_KUSTOMIZATION = 'kustomize.toolkit.fluxcd.io/Kustomization';
const FINALIZER = 'resources-finalizer.argocd.argoproj.io';

const setDeletes = ({ spec }: Json): boolean => {
  const { syncPolicy, template } = objectOf(spec);
  return objectOf(syncPolicy).preserveResourcesOnDeletion !== true || hasFinalizer(objectOf(template).metadata);
};
/** Not with `create-only` and `create-update`: https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Controlling-Resource-Modification/ */
const deletesApplications = ({ spec }: Json): boolean => !/^create-(only|update)$/.test(String(objectOf(objectOf(spec).syncPolicy).applicationsSync));
const isActive = ({ spec }: Json): boolean => objectOf(spec).suspend !== true;

/** From the documentation of Argo CD and Flux. */
const DEPLOYERS = new Map<string, Deployer>([
  // https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/
  ['argoproj.io/Application', {
    called: 'an Application of Argo CD',
    deletes: ({ metadata }) => hasFinalizer(metadata),
    keep: `set spec.syncPolicy.automated.prune to false and remove its finalizer ${FINALIZER}`,
    // Without, a person decides what is pruned.
    prunes: ({ spec }) => isPruning(objectOf(spec)),
  }],
  // https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Application-Deletion/
  ['argoproj.io/ApplicationSet', {
    called: 'an ApplicationSet of Argo CD',
    deletes: setDeletes,
    keep: `set spec.syncPolicy.preserveResourcesOnDeletion to true, and in spec.template set prune to false and take out the finalizer ${FINALIZER}`,
    // An Application that is no longer generated is deleted, and each of them prunes by itself.
    prunes: (object) =>
      (deletesApplications(object) && setDeletes(object)) || isPruning(objectOf(objectOf(objectOf(object.spec).template).spec)),
  }],
  // https://fluxcd.io/flux/components/kustomize/kustomizations/#deletion-policy
  [FLUX_KUSTOMIZATION, {
    called: 'a Kustomization of Flux',
    deletes: ({ spec }) => {
      const { prune, suspend, deletionPolicy } = objectOf(spec);
      return suspend !== true && (deletionPolicy === 'Delete' || deletionPolicy === 'WaitForTermination' || (prune === true && deletionPolicy !== 'Orphan'));
    },
    keep: 'set spec.prune to false',
    prunes: ({ spec }) => objectOf(spec).prune === true && objectOf(spec).suspend !== true,
    // It forgets what it did not prune, unless it was suspended.
    resumes: ({ spec }) => objectOf(spec).suspend === true,
  }],
  // https://fluxcd.io/flux/components/helm/helmreleases/#suspend
  ['helm.toolkit.fluxcd.io/HelmRelease', { called: 'a HelmRelease of Flux', deletes: isActive, keep: 'set spec.suspend to true', prunes: isActive }],
]);

/** A chart of something else changes often. */
const FOR_GOOD = ' If it never deploys a table, give the following in the command of the pipeline for good.';

/** Behind a slash it may say how. */
function hasFinalizer(metadata: unknown): boolean {
  return listOf(objectOf(metadata).finalizers).some((each) => String(each).split('/')[0] === FINALIZER);
}

/** The components with which KubeVela deploys what is not in the input, and what that is. */
function componentsOf(object: Json): Map<string, unknown> {
  return new Map(!isOam(object) ? [] : objectsOf(objectOf(object.spec).components)
    .filter(({ type }) => type === 'helm' || type === 'kustomize' || type === 'ref-objects')
    .map(({ name, type, properties }) => [`${String(name)} of type ${String(type)}`, withoutImages(properties)]));
}

/** The Kustomization of Flux that may delete an object that cannot change, and make it anew. */
export function forcingIn(objects: readonly Json[]): (applied: Json | undefined) => Json | undefined {
  const forcing = objects.filter((object) => {
    const { force, suspend } = objectOf(object.spec);
    return force === true && suspend !== true && groupKindOf(object) === FLUX_KUSTOMIZATION;
  });
  // What Flux has applied says by which.
  return (applied) => {
    const by = objectOf(objectOf(applied?.metadata).labels)['kustomize.toolkit.fluxcd.io/name'];
    return forcing.find(({ metadata }) => by === undefined || by === objectOf(metadata).name);
  };
}

/**
 * What goes of the tools that deploy: the plan does not have what they deployed, and tells that it goes with them.
 * @param later what stays, by its id
 */
export function deployersGone(
  before: readonly Json[], later: ReadonlyMap<string, Json>, goingOf: ReturnType<typeof whatGoes>, apiGroup = DEFAULT_API_GROUP,
): Unread[] {
  const known = before.flatMap((object) => {
    const deployer = DEPLOYERS.get(groupKindOf(object));
    return deployer === undefined ? [] : [{ object, deployer }];
  });
  const ofKubeVela = before.filter(({ kind }) => kind === 'Application').flatMap((object): Unread[] => {
    const now = later.get(idOf(object));
    const left = now === undefined ? undefined : componentsOf(now);
    return left === undefined && !isPruned(object) ? [] : [...componentsOf(object)].flatMap(([name, deployed]) => {
      const what = left?.has(name) !== true ? `no longer has the component ${name}, and all that it deployed is deleted with it`
        : !isDeepStrictEqual(left.get(name), deployed) && `changes the component ${name}, which deletes what it no longer deploys`;
      return what ? [unplanned(object, what, left?.has(name) ? FOR_GOOD : '')] : [];
    });
  });
  const earlier = new Map(known.length === 0 ? [] : before.map((object) => [idOf(object), object]));
  const placesOf = (object: Json, now: Json): string => differing(
    placeOf(object, (id) => earlier.get(id) ?? later.get(id)), placeOf(now, (id) => later.get(id) ?? earlier.get(id)),
  ).join(', ');
  const others = known.filter(({ object }) => isObject(object.spec)).flatMap(({ object, deployer }): Unread[] => {
    const { called, keep, deletes, prunes, resumes = (was) => !prunes(was) } = deployer;
    const now = later.get(idOf(object));
    const going = goingOf(heldOf(object));
    const how = going !== undefined ? `goes (${going.reason.replace(/\.$/, '')})` : now === undefined && isPruned(object) ? 'is no longer declared' : undefined;
    const pruning = how === undefined && now && prunes(now) ? now : undefined;
    const places = pruning ? placesOf(object, pruning) : '';
    const what = places !== '' ? `may deploy something else (${places}), and deletes what it no longer deploys`
      : how !== undefined ? deletes(object) && `${how}, and all that it deployed is deleted with it`
        : pruning && resumes(object, pruning) && 'prunes from now on, so that what it deployed before and does not find any more is deleted';
    return what ? [unplanned(object, `is ${called} that ${what}`, ` To keep what it deployed, ${keep} in a change before this one.${places === '' ? '' : FOR_GOOD}`)] : [];
  });
  const named = new Set([...ofKubeVela, ...others].map(({ resource }) => resource));
  return [...ofKubeVela, ...others, ...holdersChanged(before, later, apiGroup).filter(({ resource }) => !named.has(resource))];
}

/** What holds a table, in values or a text, and is not read: what somebody makes of it may be another one afterwards, or none. */
function holdersChanged(before: readonly Json[], later: ReadonlyMap<string, Json>, apiGroup: string): Unread[] {
  const specs = new Set(before.map(({ spec }) => spec));
  return before.flatMap((object) => {
    // Most objects are tables, and hold none. What kustomize builds is told as that.
    if (object.kind === KIND || isBuilt(object)) {
      return [];
    }
    const now = later.get(idOf(object));
    const isChanged = now === undefined ? isPruned(object) : ['spec', 'data'].some((name) => !isDeepStrictEqual(object[name], now[name]));
    return isChanged ? validateHeld(object, apiGroup, specs).slice(0, 1)
      .map(({ property }) => unplanned(object, `holds a ${KIND} in ${property}, and ${now === undefined ? 'is no longer declared' : 'changes'}`)) : [];
  });
}
