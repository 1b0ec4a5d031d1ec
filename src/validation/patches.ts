import { definitionOf, tableNames } from './definition-of';
import { isTableField } from './envelope';
import { Shared, sharedOf, workflowOf } from './environments';
import { LocatedViolation, printPath } from './located';
import { withoutNulls } from './nulls';
import { Origins, Path } from './origins';
import { matcher } from './override';
import { isDeployed } from './policies';
import { Json, listOf, objectOf, objectsOf } from '../contract/json';
import { traitOfType, traitShape } from '../contract/traits';
import { validateShapes, validateValue } from '../contract/validate-shapes';
import { didYouMean, Violation } from '../contract/violation';

/**
 * The same in a policy that is an object of its own, where no Application among the files deploys with it: a warning. Else it is reported with the table.
 * @param applications those with tables
 */
export function validateSharedPatches(policy: Json, applications: readonly Json[], componentName: string, shared: Shared): LocatedViolation[] {
  const { name } = objectOf(policy.metadata);
  const isUsed = applications.some((application) => {
    const { steps } = workflowOf(application, shared);
    return listOf(steps).length > 0 && isDeployed({ name }, steps) && sharedOf(application, String(name), shared.policies) === policy;
  });
  const tables = applications.flatMap((application) => tableNames(objectOf(application.spec), componentName));
  const origins = new Origins(policy);
  return isUsed ? [] : patchesIn(policy, ['properties']).filter(({ patch }) => isOfTable(patch, tables, componentName) || (patch.type === undefined && looksLikePatch(patch.properties)))
    .flatMap(({ patch, at }) => validatePatch(patch, at, componentName, origins)).map((violation) => ({ ...violation, severity: 'warning' as const }));
}

/** Other components have these, too. */
const COMMON = ['region', 'tags', 'replicas', 'deletionPolicy'];

function looksLikePatch(properties: unknown): boolean {
  const names = Object.keys(objectOf(properties));
  return names.every(isTableField) && names.some((name) => !COMMON.includes(name));
}

/**
 * What is wrong by itself in the patches of tables, whether a step deploys with their policy or not. Of a table that a patch changes, the same is
 * reported with the table. An error where it takes effect, else a warning.
 */
export function validatePatches(application: Json, componentName: string): LocatedViolation[] {
  const { policies, workflow } = objectOf(application.spec);
  const tables = tableNames(objectOf(application.spec), componentName);
  const origins = new Origins(application);
  return objectsOf(policies).flatMap((policy, i) => {
    // A policy that nobody knows may be somebody's own.
    const severity = KNOWN.includes(String(policy.type)) && isDeployed(policy, objectOf(workflow).steps) ? {} : { severity: 'warning' as const };
    return patchesIn(policy, ['spec', 'policies', i, 'properties']).filter(({ patch }) => isOfTable(patch, tables, componentName))
      .flatMap(({ patch, at }) => validatePatch(patch, at, componentName, origins)).map((violation) => ({ ...violation, ...severity }));
  });
}

const KNOWN = ['override', 'env-binding'];

interface Patch {
  readonly patch: Json;
  readonly at: Path;
}

function patchesIn({ type, properties }: Json, within: Path): Patch[] {
  const { components, envs } = objectOf(properties);
  const patches = (list: unknown, at: Path): Patch[] => objectsOf(list).map((patch, i) => ({ patch, at: [...at, i] }));
  return type === KNOWN[1] ? listOf(envs).flatMap((env, i) => patches(objectOf(objectOf(env).patch).components, [...within, 'envs', i, 'patch', 'components']))
    // The type may be misspelt.
    : didYouMean(String(type), KNOWN.slice(0, 1)) !== '' ? patches(components, [...within, 'components']) : [];
}

function isOfTable(patch: Json, tables: readonly string[], componentName: string): boolean {
  const { name, type } = patch;
  return type !== undefined ? definitionOf(patch) === componentName
    : typeof name === 'string' && name !== '' && (tables.some(matcher(name)) || didYouMean(name, tables) !== '');
}

function validatePatch(given: Json, at: Path, componentName: string, origins: Origins): LocatedViolation[] {
  const { properties, traits } = withoutNulls(given, origins);
  const located = (value: unknown, within: Path, violations: readonly Violation[]): LocatedViolation[] => violations
    // What a patch leaves out comes from the component; a list is replaced as a whole.
    .filter(({ code, property }) => code !== 'Required' || property.includes('['))
    .map((violation) => ({ ...violation, property: `${printPath(within).replace(/^spec\./, '')}.${violation.property}`, at: origins.locate(value, violation.property, within) }));
  return [
    ...located(properties, [...at, 'properties'], validateShapes(objectOf(properties))),
    ...listOf(traits).map(objectOf).flatMap((trait, i) => {
      const known = traitOfType(definitionOf(trait), componentName);
      const own = objectOf(trait.properties);
      return known === undefined ? [] : located(own, [...at, 'traits', i, 'properties'], validateValue('', own, traitShape(known)));
    }),
  ];
}
