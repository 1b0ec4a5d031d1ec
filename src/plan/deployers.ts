import { isDeepStrictEqual } from 'node:util';
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
  /** Whether it prunes when it deploys something else, also where it keeps all when it is deleted. */
  readonly places?: boolean;
  /** By what of its spec it finds and places what it deploys; undefined where it does not prune what it does not find any more. */
  readonly place: (spec: Json) => Json | undefined;
}

const FINALIZER = 'resources-finalizer.argocd.argoproj.io';

/** From the documentation of Argo CD and Flux. */
const DEPLOYERS: ReadonlyMap<string, Deployer> = new Map([
  // https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/
  ['argoproj.io/Application', {
    called: 'an Application of Argo CD',
    deletes: ({ metadata }) => hasFinalizer(metadata),
    keep: `set spec.syncPolicy.automated.prune to false and remove its finalizer ${FINALIZER}`,
    places: true,
    place: (spec) => (isPruning(spec) ? placeOfArgo(spec) : undefined),
  }],
  // https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Application-Deletion/
  ['argoproj.io/ApplicationSet', {
    called: 'an ApplicationSet of Argo CD',
    deletes: ({ spec }) => {
      const { syncPolicy, template } = objectOf(spec);
      return objectOf(syncPolicy).preserveResourcesOnDeletion !== true || hasFinalizer(objectOf(template).metadata);
    },
    keep: 'set spec.syncPolicy.preserveResourcesOnDeletion to true',
    place: ({ generators, template }) => {
      const of = objectOf(objectOf(template).spec);
      return { generators, ...isPruning(of) ? placeOfArgo(of) : {} };
    },
  }],
  // https://fluxcd.io/flux/components/kustomize/kustomizations/#deletion-policy
  ['kustomize.toolkit.fluxcd.io/Kustomization', {
    called: 'a Kustomization of Flux',
    deletes: ({ spec }) => {
      const { prune, suspend, deletionPolicy } = objectOf(spec);
      return suspend !== true && (deletionPolicy === 'Delete' || deletionPolicy === 'WaitForTermination' || (prune === true && deletionPolicy !== 'Orphan'));
    },
    keep: 'set spec.prune to false',
    place: ({ prune, path, sourceRef, targetNamespace }) => (prune === true ? { path, sourceRef, targetNamespace } : undefined),
  }],
  // https://fluxcd.io/flux/components/helm/helmreleases/#suspend
  ['helm.toolkit.fluxcd.io/HelmRelease', {
    called: 'a HelmRelease of Flux',
    deletes: ({ spec }) => objectOf(spec).suspend !== true,
    keep: 'set spec.suspend to true',
    place: ({ releaseName, targetNamespace, storageNamespace, chart }) =>
      ({ releaseName, targetNamespace, storageNamespace, chart: objectOf(objectOf(chart).spec).chart }),
  }],
]);

/** Without, a person decides what is pruned. */
function isPruning({ syncPolicy }: Json): boolean {
  return objectOf(objectOf(syncPolicy).automated).prune === true;
}

function placeOfArgo({ source, sources, destination }: Json): Json {
  const places = [source, ...listOf(sources)].map(objectOf);
  return { destination, sources: places.map(({ repoURL, path, targetRevision, chart }) => ({ repoURL, path, targetRevision, chart })) };
}

/** Behind a slash it may say how. */
function hasFinalizer(metadata: unknown): boolean {
  return listOf(objectOf(metadata).finalizers).some((each) => String(each).split('/')[0] === FINALIZER);
}

/** The components with which KubeVela deploys what is not in the input. */
function componentsOf(object: Json): string[] {
  return !isOam(object) ? [] : objectsOf(objectOf(object.spec).components)
    .filter(({ type }) => type === 'helm' || type === 'kustomize' || type === 'ref-objects').map(({ name, type }) => `${String(name)} of type ${String(type)}`);
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
  const applications = before.filter((object) => object.kind === 'Application' && componentsOf(object).length > 0);
  const ofKubeVela = applications.flatMap((object): Unread[] => {
    const now = later.get(idOf(object));
    const left = now === undefined ? [] : componentsOf(now);
    const gone = now === undefined && !isPruned(object) ? [] : componentsOf(object).filter((each) => !left.includes(each));
    return gone.map((each) => unplanned(object, `no longer has the component ${each}, and all that it deployed is deleted with it`));
  });
  const others = known.filter(({ object }) => isObject(object.spec)).flatMap(({ object, deployer }): Unread[] => {
    const { called, keep, places = deployer.deletes(object) } = deployer;
    const now = later.get(idOf(object));
    const going = goingOf(heldOf(object));
    const how = going !== undefined ? `goes (${going.reason.replace(/\.$/, '')})` : now === undefined && isPruned(object) ? 'is no longer declared' : undefined;
    const what = how === undefined ? places && now && isPlacedElsewhere(deployer, object, now) && 'deploys from or to somewhere else, and what it deployed and does not find there is deleted'
      : deployer.deletes(object) && `${how}, and all that it deployed is deleted with it`;
    return what ? [unplanned(object, `is ${called} that ${what}`, ` To keep what it deployed, ${keep} in a change before this one.`)] : [];
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

function isPlacedElsewhere({ place }: Deployer, before: Json, after: Json): boolean {
  const [from, to] = [before, after].map(({ spec }) => place(objectOf(spec)));
  return from !== undefined && to !== undefined && !holds(to, from);
}

/** Whether it is the same, but for what these lists have besides: nothing goes by that. */
function holds(value: unknown, before: unknown, name = ''): boolean {
  if (Array.isArray(value) && Array.isArray(before) && ['elements', 'generators', 'sources'].includes(name)) {
    return before.every((one) => value.some((other) => holds(other, one)));
  }
  return isObject(value) && isObject(before)
    ? Object.keys({ ...value, ...before }).every((key) => holds(value[key], before[key], key)) : isDeepStrictEqual(value, before);
}
