import { definitionOf } from './definition-of';
import { environmentsOf, Shared } from './environments';
import { LocatedViolation, printPath } from './located';
import { isNearType } from './near-type';
import { looksLikeSpec } from './nearly-ours';
import { Origins, Path } from './origins';
import { matcher } from './override';
import { validateTraitType } from './unknown-traits';
import { isObject, Json, listOf, objectOf, objectsOf } from '../contract/json';

/**
 * What policies do by a type: replace a table by a component of another type, change no component, or add one that is nearly a table.
 * KubeVela does each silently.
 *
 * @see https://github.com/kubevela/kubevela/blob/master/pkg/policy/envbinding/patch.go
 */
export function validateTypesInPolicies(application: Json, componentName: string, shared: Shared, tables: readonly Json[]): LocatedViolation[] {
  const { components: given, policies, workflow } = objectOf(application.spec);
  if (application.kind !== 'Application' || (policies === undefined && workflow === undefined)) {
    return [];
  }
  const components = objectsOf(given);
  const replaced = replacedTables(application, components, componentName, shared);
  return [...replaced, ...typesOfPatches(application, components, componentName, shared, tables)];
}

function replacedTables(application: Json, components: readonly Json[], componentName: string, shared: Shared): LocatedViolation[] {
  const tables = components.filter((component) => definitionOf(component) === componentName);
  const origins = new Origins(application);
  const environments = tables.length === 0 ? [] : environmentsOf(application, shared, origins);
  return environments.flatMap((environment) => tables.flatMap(({ name }): LocatedViolation[] => {
    const now = environment.components.find((each) => each.name === name);
    return now === undefined || definitionOf(now) === componentName ? [] : [wrongType(now, origins.locate(now, 'type', ['spec', 'policies']), componentName, {
      problem: `is not the type of the table ${String(name)}, so that KubeVela replaces the whole component, and there is no table`,
      fix: 'Leave the type out, to change the table.',
    })];
  }));
}

function typesOfPatches(
  application: Json, components: readonly Json[], componentName: string, { definitions }: Shared, tables: readonly Json[],
): LocatedViolation[] {
  const hasTable = components.some((component) => definitionOf(component) === componentName);
  const policies = objectsOf(objectOf(application.spec).policies);
  return policies.flatMap(({ type: kind, properties }, i) => kind !== 'override' ? [] : listOf(objectOf(properties).components).flatMap((patch, j): LocatedViolation[] => {
    const { name, type } = objectOf(patch);
    const at = ['spec', 'policies', i, 'properties', 'components', j, 'type'];
    if (!isObject(patch) || typeof type !== 'string' || definitionOf(patch) === componentName) {
      return hasTable ? disabledTraits(objectOf(patch), at.slice(0, -1), components, componentName) : [];
    }
    if (name === undefined || name === '') {
      const found = components.some((component) => component.type === type) ? [] : [wrongType(patch, at, componentName, {
        problem: 'is the type of no component, so that the policy changes nothing', fix: 'Give the type of a component.',
      })];
      return found.filter(({ severity }) => hasTable || severity !== 'warning');
    }
    if (definitions.has(definitionOf(patch)) || components.some((component) => matcher(String(name))(String(component.name)))) {
      return [];
    }
    const added = wrongType(patch, at, componentName, {
      problem: 'is not the component type of tables, so that the component that the policy adds was not validated', fix: `Use ${componentName}.`,
    });
    const isAlike = looksLikeSpec(patch.properties);
    // Somebody else's component may be added.
    return added.severity !== 'warning' || isAlike ? [isAlike && tables.length === 0 ? { ...added, severity: 'error' } : added] : [];
  }));
}

/** What a policy adds is validated with the table, but not what it takes away. */
function disabledTraits({ traits }: Json, patch: Path, components: readonly Json[], componentName: string): LocatedViolation[] {
  const attached = components.flatMap((component) => listOf(component.traits).map((trait) => objectOf(trait).type));
  return listOf(traits).flatMap((trait, i) => {
    const at = [...patch, 'traits', i];
    return objectOf(trait).disable !== true || attached.includes(objectOf(trait).type) ? [] : validateTraitType(printPath(at.slice(1)), trait, componentName).map((violation) => ({ ...violation, at: [...at, 'type'] }));
  });
}

/** An error where the type of tables is plainly meant. */
function wrongType(component: Json, at: Path, componentName: string, { problem, fix }: Pick<LocatedViolation, 'problem' | 'fix'>): LocatedViolation {
  const isNear = isNearType(String(definitionOf(component)), componentName);
  return {
    code: 'UnknownComponentType',
    ...isNear ? {} : { severity: 'warning' },
    property: printPath(at).replace(/^spec\./, ''),
    value: component.type,
    problem,
    fix: isNear ? `Did you mean ${JSON.stringify(componentName)}?` : fix,
    at,
  };
}
