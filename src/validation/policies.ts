import { LocatedViolation } from './located';
import { matcher } from './override';
import { isObject, Json, listOf, objectOf } from '../contract/json';
import { didYouMean } from '../contract/violation';

const OVERRIDE = 'override';

/** What is wrong with the override policies in an Application, so that nothing, or something else, becomes of what they say. */
export function validatePolicies({ spec }: Json): LocatedViolation[] {
  const { components, policies } = objectOf(spec);
  const own = listOf(policies).map(objectOf);
  const overrides = own.filter(({ type }) => type === OVERRIDE).flatMap(({ properties }) => listOf(objectOf(properties).components));
  // A policy may add components, which have a type then.
  const names = [...listOf(components), ...overrides.filter((patch) => objectOf(patch).type !== undefined)].map((each) => String(objectOf(each).name ?? ''));
  return own.flatMap((policy, i) => policy.type === OVERRIDE ? validateOverride(policy, i, names) : validateType(policy, i));
}

function validateType({ type }: Json, i: number): LocatedViolation[] {
  return typeof type !== 'string' || didYouMean(type, [OVERRIDE]) === '' ? [] : [{
    code: 'NotValidated',
    severity: 'warning',
    property: `policies[${i}].type`,
    value: type,
    problem: `is not ${OVERRIDE}, so what it sets was not validated`,
    fix: `Use ${OVERRIDE}, if it is meant.`,
    at: ['spec', 'policies', i, 'type'],
  }];
}

function validateOverride({ properties }: Json, i: number, names: readonly string[]): LocatedViolation[] {
  const { components } = objectOf(properties);
  const property = `policies[${i}].properties.components`;
  const at = ['spec', 'policies', i, 'properties', 'components'];
  if (components !== undefined && components !== null && !Array.isArray(components)) {
    return [{ code: 'InvalidType', property, value: components, problem: 'is not a list', fix: 'Give a list of components, each with name and properties.', at }];
  }
  return listOf(components).flatMap((patch, j): LocatedViolation[] => {
    const { name, type } = objectOf(patch);
    const isKnown = !isObject(patch) || typeof name !== 'string' || type !== undefined || names.some(matcher(name));
    return isKnown ? [] : [{
      code: 'UnknownComponent',
      severity: 'warning',
      property: `${property}[${j}].name`,
      value: name,
      problem: 'is the name of no component, so KubeVela adds one without a type',
      fix: didYouMean(name, names).trim() || 'Give the name of a component.',
      at: [...at, j, 'name'],
    }];
  });
}
