import { serviceAccountsOf } from './access';
import { deployedOf, LOCAL, Place, Shared } from './environments';
import { LocatedViolation, printPath } from './located';
import { definitionOf } from './nearly-ours';
import { Path } from './origins';
import { podsOf } from './pods';
import { Json, listOf, objectOf } from '../contract/json';
import { DEFAULT_COMPONENT_NAME } from '../contract/names';

/** The namespaces in which a ServiceAccount of this name is declared; undefined for whatever namespace the files are applied to. */
export type ServiceAccounts = ReadonlyMap<string, ReadonlySet<unknown>>;

/** KubeVela's trait that gives the pods of a component a ServiceAccount, which it makes itself with `create`. */
const TRAIT = 'service-account';

/** Before the name of one that the trait `access` makes in the cluster of KubeVela, and of its role; no name has a space. */
const MADE = 'made ';
const MADE_ROLE = 'role ';

/** The ServiceAccounts among these objects, and those that the trait `access` makes, wherever the Application is deployed to. */
export function serviceAccountsIn(objects: readonly Json[], shared: Shared, componentName = DEFAULT_COMPONENT_NAME): ServiceAccounts {
  const found = new Map<string, Set<unknown>>();
  const add = (name: unknown, namespace: unknown): void => {
    found.set(String(name), (found.get(String(name)) ?? new Set()).add(namespace));
  };
  for (const object of objects) {
    if (object.kind === 'ServiceAccount') {
      const { name, namespace } = objectOf(object.metadata);
      add(name, namespace ?? undefined);
    }
    for (const { component, places = [undefined] } of deployedOf(object, shared)) {
      const traits = listOf(component.traits).map(objectOf).filter((trait) => definitionOf(trait) === TRAIT)
        .map(({ properties }) => objectOf(properties));
      const brought = listOf(objectOf(component.properties).objects).map(objectOf).filter(({ kind }) => kind === 'ServiceAccount');
      const made = [
        ...definitionOf(component) === componentName ? serviceAccountsOf(component, componentName) : [],
        ...traits.filter(({ create }) => create === true),
        ...brought.map(({ metadata }) => objectOf(metadata)),
      ] as ReadonlyArray<{ readonly name?: unknown; readonly namespace?: unknown; readonly created?: boolean }>;
      const here = places.filter((place) => place?.cluster === LOCAL);
      made.filter(({ created }) => created !== undefined).forEach(({ name, created }) =>
        (created ? [MADE, MADE_ROLE] : [MADE_ROLE]).forEach((what) => here.forEach((place) => add(`${what}${String(name)}`, place?.namespace))));
      // Where the place is not known, it may be anywhere.
      places.forEach((place) => made.forEach(({ name, namespace }) => add(name, namespace ?? place?.namespace)));
    }
  }
  return found;
}

/** The ServiceAccounts that the trait `access` makes, and their roles. Another object of that name replaces them, or they replace it. */
export function validateMadeAccounts({ apiVersion, kind, metadata }: Json, known: ServiceAccounts): LocatedViolation[] {
  const { name, namespace } = objectOf(metadata);
  const isRole = kind === 'Role' && String(apiVersion).startsWith('iam.services.k8s.aws/');
  const what = isRole ? MADE_ROLE : kind === 'ServiceAccount' ? MADE : undefined;
  return what === undefined || known.get(`${what}${String(name)}`)?.has(namespace ?? undefined) !== true ? [] : [{
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
  return typeof namespace !== 'string' || namespaces === undefined || namespaces.has(undefined) || namespaces.has(namespace) ? []
    : [unknownAccount(String(value), [...at, 'serviceAccountName'], String(name), namespace, namespaces)];
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
  const written = listOf(objectOf(application.spec).components).map(objectOf);
  const found = (component: Json, places: readonly Place[], trait: Json, i: number): LocatedViolation[] => {
    const { name, create } = objectOf(trait.properties);
    const namespaces = typeof name === 'string' ? known.get(name) : undefined;
    if (definitionOf(trait) !== TRAIT || create === true || namespaces === undefined || namespaces.has(undefined)) {
      return [];
    }
    const elsewhere = places.find(({ cluster, namespace }) => cluster === LOCAL && namespace !== undefined && !namespaces.has(namespace));
    const own = written.findIndex((each) => each.name === component.name);
    const traits = listOf(objectOf(written[own]).traits);
    const ofTrait = traits.findIndex((each, j) => each === trait || j === i && definitionOf(objectOf(each)) === TRAIT);
    const at: Path = ['spec', 'components', Math.max(own, 0), ...ofTrait < 0 ? [] : ['traits', ofTrait, 'properties', 'name']];
    return elsewhere === undefined ? [] : [unknownAccount(String(name), at, String(component.name), String(elsewhere.namespace), namespaces)];
  };
  return deployedOf(application, shared).flatMap(({ component, places = [] }) =>
    listOf(component.traits).flatMap((trait, i) => found(component, places, objectOf(trait), i)));
}
