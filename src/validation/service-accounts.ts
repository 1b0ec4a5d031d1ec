import { serviceAccountsOf } from './access';
import { environmentsOf, LOCAL, Place, Shared } from './environments';
import { LocatedViolation, printPath } from './located';
import { definitionOf, isOam } from './nearly-ours';
import { Origins, Path } from './origins';
import { Json, listOf, objectOf } from '../contract/json';
import { DEFAULT_COMPONENT_NAME } from '../contract/names';

/** The namespaces in which a ServiceAccount of this name is declared; undefined for whatever namespace the files are applied to. */
export type ServiceAccounts = ReadonlyMap<string, ReadonlySet<unknown>>;

/** KubeVela's trait that gives the pods of a component a ServiceAccount, which it makes itself with `create`. */
const TRAIT = 'service-account';

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
    for (const { component, places = [undefined] } of deployed(object, shared)) {
      const traits = listOf(component.traits).map(objectOf).filter((trait) => definitionOf(trait) === TRAIT)
        .map(({ properties }) => objectOf(properties));
      const brought = listOf(objectOf(component.properties).objects).map(objectOf).filter(({ kind }) => kind === 'ServiceAccount');
      const made = [
        ...definitionOf(component) === componentName ? serviceAccountsOf(component, componentName) : [],
        ...traits.filter(({ create }) => create === true),
        ...brought.map(({ metadata }) => objectOf(metadata)),
      ] as ReadonlyArray<{ readonly name?: unknown; readonly namespace?: unknown }>;
      // Where the place is not known, it may be anywhere.
      places.forEach((place) => made.forEach(({ name, namespace }) => add(name, namespace ?? place?.namespace)));
    }
  }
  return found;
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
    const there = [...namespaces].join(', ');
    return elsewhere === undefined ? [] : [{
      code: 'UnknownServiceAccount',
      severity: 'warning',
      property: printPath(at),
      value: name,
      problem: `is a ServiceAccount of ${there}, and ${String(component.name)} is deployed to ${elsewhere.namespace}, where its pods find none`,
      fix: `Make a ServiceAccount ${String(name)} with its role in ${elsewhere.namespace}, or deploy the component to ${there}.`,
      at,
    }];
  };
  return deployed(application, shared).flatMap(({ component, places = [] }) =>
    listOf(component.traits).flatMap((trait, i) => found(component, places, objectOf(trait), i)));
}

interface Deployed {
  readonly component: Json;
  readonly places?: readonly Place[];
}

/** The components of an Application in each environment that is known. */
function deployed(object: Json, shared: Shared): Deployed[] {
  return object.kind !== 'Application' || !isOam(object) ? [] : environmentsOf(object, shared, new Origins(object))
    .flatMap(({ components, places, isUnknown }) => components.map((component) => ({ component, places: isUnknown ? undefined : places })));
}
