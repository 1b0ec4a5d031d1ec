import { serviceAccountsOf } from './access';
import { definitionOf } from './definition-of';
import { deployedOf, LOCAL, Place, Shared } from './environments';
import { LocatedViolation, printPath } from './located';
import { misspelt } from './misspelt';
import { Path } from './origins';
import { placesOf } from './places';
import { podsOf } from './pods';
import { Json, listOf, objectOf, objectsOf } from '../contract/json';
import { DEFAULT_COMPONENT_NAME } from '../contract/names';
import { IRSA_ROLE } from '../iam/cluster-identity';

/** The namespaces in which a ServiceAccount of this name is declared; undefined for whatever namespace the files are applied to. */
export type ServiceAccounts = ReadonlyMap<string, ReadonlySet<unknown>>;

/** KubeVela's trait that gives the pods of a component a ServiceAccount, which it makes itself with `create`. */
const TRAIT = 'service-account';

/** Before the name of one that the trait `access` makes in the cluster of KubeVela, and of its role; no name has a space. */
const MADE = 'made ';
const MADE_ROLE = 'role ';
/** Before the name of one that is an object, and of one that has a role, whoever makes it. */
const DECLARED = 'declared ';
const WITH_ROLE = 'has role ';

/** The ServiceAccounts among these objects, and those that the trait `access` makes, wherever the Application is deployed to. */
export function serviceAccountsIn(objects: readonly Json[], shared: Shared, componentName = DEFAULT_COMPONENT_NAME): ServiceAccounts {
  const found = new Map<string, Set<unknown>>();
  const add = (name: unknown, namespace: unknown): void => {
    found.set(String(name), (found.get(String(name)) ?? new Set()).add(namespace));
  };
  for (const object of objects) {
    const { name: own, namespace: within, annotations } = objectOf(object.metadata);
    const { serviceAccount, namespace: associated } = objectOf(object.spec);
    if (object.kind === 'ServiceAccount') {
      add(own, within ?? undefined);
      placesOf(object, shared).forEach(({ namespace }) => add(`${DECLARED}${String(own)}`, namespace));
      objectOf(annotations)[IRSA_ROLE] !== undefined && add(`${WITH_ROLE}${String(own)}`, within ?? undefined);
    }
    isIamRole(object) && add(`${WITH_ROLE}${String(own)}`, within ?? undefined);
    object.kind === 'PodIdentityAssociation' && add(`${WITH_ROLE}${String(serviceAccount)}`, associated ?? within ?? undefined);
    for (const { component, places = [undefined] } of deployedOf(object, shared)) {
      const traits = objectsOf(component.traits).filter((trait) => definitionOf(trait) === TRAIT)
        .map(({ properties }) => objectOf(properties));
      const brought = objectsOf(objectOf(component.properties).objects).filter(({ kind }) => kind === 'ServiceAccount');
      const made = [
        ...definitionOf(component) === componentName ? serviceAccountsOf(component, componentName) : [],
        ...traits.filter(({ create }) => create === true),
        ...brought.map(({ metadata }) => objectOf(metadata)),
      ] as ReadonlyArray<{ readonly name?: unknown; readonly namespace?: unknown; readonly created?: boolean }>;
      const here = places.filter((place) => place?.cluster === LOCAL);
      made.filter(({ created }) => created !== undefined).forEach(({ name, created }) =>
        (created ? [MADE, MADE_ROLE, WITH_ROLE] : [MADE_ROLE, WITH_ROLE]).forEach((what) => here.forEach((place) => add(`${what}${String(name)}`, place?.namespace))));
      // Where the place is not known, it may be anywhere.
      places.forEach((place) => made.forEach(({ name, namespace }) => add(name, namespace ?? place?.namespace)));
    }
  }
  return found;
}

function isIamRole({ apiVersion, kind }: Json): boolean {
  return kind === 'Role' && String(apiVersion).startsWith('iam.services.k8s.aws/');
}

/** The ServiceAccounts that the trait `access` makes, and their roles. Another object of that name replaces them, or they replace it. */
export function validateMadeAccounts(object: Json, known: ServiceAccounts, shared: Shared): LocatedViolation[] {
  const { kind } = object;
  const { name } = objectOf(object.metadata);
  const isRole = isIamRole(object);
  const what = isRole ? MADE_ROLE : kind === 'ServiceAccount' ? MADE : undefined;
  const made = what === undefined ? undefined : known.get(`${what}${String(name)}`);
  return made === undefined || !placesOf(object, shared).some(({ namespace }) => made.has(namespace)) ? [] : [{
    code: 'DuplicateName',
    severity: 'warning',
    property: 'metadata.name',
    value: name,
    problem: `is the name of the ${String(kind)} that a trait access makes too, so the one that is applied last replaces the other`,
    fix: isRole ? 'Use the trait for this ServiceAccount, or the WorkloadRole, but not both.' : 'Set createServiceAccount: false in the trait, or remove this one.',
    at: ['metadata', 'name'],
  }];
}

/** A workload of Kubernetes itself whose ServiceAccount is declared for other namespaces only. */
export function validatePodAccount(object: Json, known: ServiceAccounts): LocatedViolation[] {
  const { pods: { serviceAccountName: value } = {}, at = [] } = podsOf(object) ?? {};
  const { name, namespace } = objectOf(object.metadata);
  const namespaces = typeof value === 'string' && value !== 'default' ? known.get(value) : undefined;
  const misspelling = misspeltAccount(value, [namespace], [...at, 'serviceAccountName'], known);
  return misspelling.length > 0 ? misspelling : typeof namespace !== 'string' || namespaces === undefined || namespaces.has(undefined) || namespaces.has(namespace) ? []
    : [unknownAccount(String(value), [...at, 'serviceAccountName'], String(name), namespace, namespaces)];
}

/** One that is nowhere, with nearly the name of one that has a role where the pods are. */
function misspeltAccount(value: unknown, namespaces: readonly unknown[], at: Path, known: ServiceAccounts): LocatedViolation[] {
  if (typeof value !== 'string' || value === 'default' || known.has(value) || known.has(`${WITH_ROLE}${value}`)) {
    return [];
  }
  const isNear = (where: ReadonlySet<unknown>): boolean =>
    [undefined, ...namespaces].some((each) => where.has(each)) || namespaces.includes(undefined);
  const meant = misspelt(value, [...known].flatMap(([name, where]) =>
    name.startsWith(WITH_ROLE) && isNear(where) ? [name.slice(WITH_ROLE.length)] : []));
  return meant === undefined ? [] : [{
    code: 'UnknownServiceAccount',
    severity: 'warning',
    property: printPath(at),
    value,
    problem: 'is a ServiceAccount that is not declared, and nearly the name of one that has a role',
    fix: `Did you mean ${JSON.stringify(meant)}?`,
    at,
  }];
}

/** One that KubeVela's trait makes, and something else too. */
function madeTwice(value: unknown, places: readonly Place[], at: Path, known: ServiceAccounts): LocatedViolation[] {
  const has = (what: string): boolean => places.some(({ cluster, namespace }) => cluster === LOCAL && known.get(`${what}${String(value)}`)?.has(namespace) === true);
  const by = has(MADE) ? 'a trait access makes' : has(DECLARED) && has(WITH_ROLE) ? 'is declared with a role' : undefined;
  return by === undefined ? [] : [{
    code: 'DuplicateName',
    severity: 'warning',
    property: printPath(at),
    value,
    problem: `is the name of a ServiceAccount that ${by} too, and this one names no role`,
    fix: 'Remove create: true, so that the pods use that one.',
    at,
  }];
}

function unknownAccount(value: string, at: Path, workload: string, namespace: string, namespaces: ReadonlySet<unknown>): LocatedViolation {
  const there = [...namespaces].join(', ');
  return {
    code: 'UnknownServiceAccount',
    severity: 'warning',
    property: printPath(at),
    value,
    problem: `is a ServiceAccount of ${there}, and ${workload} is deployed to ${namespace}, where its pods find none`,
    fix: `Make a ServiceAccount ${value} with its role in ${namespace}, or deploy ${workload} to ${there}.`,
    at,
  };
}

/** A component that is deployed to a namespace in which the ServiceAccount that it names is not, and is declared for another. */
export function validateServiceAccounts(application: Json, known: ServiceAccounts, shared: Shared): LocatedViolation[] {
  if (known.size === 0) {
    return [];
  }
  const written = objectsOf(objectOf(application.spec).components);
  const found = (component: Json, places: readonly Place[], trait: Json, i: number): LocatedViolation[] => {
    const { name, create } = objectOf(trait.properties);
    if (definitionOf(trait) !== TRAIT) {
      return [];
    }
    const namespaces = typeof name === 'string' ? known.get(name) : undefined;
    const here = places.filter(({ cluster }) => cluster === LOCAL);
    const own = written.findIndex((each) => each.name === component.name);
    const traits = listOf(objectOf(written[own]).traits);
    const ofTrait = traits.findIndex((each, j) => each === trait || j === i && definitionOf(objectOf(each)) === TRAIT);
    const at: Path = ['spec', 'components', Math.max(own, 0), ...ofTrait < 0 ? [] : ['traits', ofTrait, 'properties', 'name']];
    if (create === true || namespaces === undefined) {
      return create === true ? madeTwice(name, here, at, known)
        : here.length === 0 ? [] : misspeltAccount(name, here.map(({ namespace }) => namespace), at, known);
    }
    const elsewhere = namespaces.has(undefined) ? undefined : here.find(({ namespace }) => namespace !== undefined && !namespaces.has(namespace));
    return elsewhere === undefined ? [] : [unknownAccount(String(name), at, String(component.name), String(elsewhere.namespace), namespaces)];
  };
  return deployedOf(application, shared).flatMap(({ component, places = [] }) =>
    listOf(component.traits).flatMap((trait, i) => found(component, places, objectOf(trait), i)));
}
