import { LocatedViolation, printPath } from './located';
import { matcher } from './override';
import { isObject, Json, listOf, objectOf } from '../contract/json';
import { didYouMean } from '../contract/violation';

const OVERRIDE = 'override';

/** What is wrong with the override policies in an Application, so that nothing, or something else, becomes of what they say. */
export function validatePolicies({ spec }: Json): LocatedViolation[] {
  const { components, policies, workflow } = objectOf(spec);
  const { steps } = objectOf(workflow);
  const own = listOf(policies).map(objectOf);
  const overrides = own.filter(({ type }) => type === OVERRIDE).flatMap(({ properties }) => listOf(objectOf(properties).components));
  // A policy may add components, which have a type then.
  const names = [...listOf(components), ...overrides.filter((patch) => objectOf(patch).type !== undefined)].map((each) => String(objectOf(each).name ?? ''));
  return own.flatMap((policy, i) => [
    ...policy.type === OVERRIDE ? validateOverride(policy, i, names, isDeployed(policy, steps)) : validateType(policy, i),
    ...validateSelectors(policy, i, names),
  ]);
}

/** KubeVela deploys with all policies where the workflow has no steps. */
function isDeployed({ name }: Json, steps: unknown): boolean {
  const own = listOf(steps).map(objectOf);
  const all = [...own, ...own.flatMap(({ subSteps }) => listOf(subSteps).map(objectOf))];
  return all.length === 0 || all.some(({ properties }) => listOf(objectOf(properties).policies).includes(name));
}

/** A policy holds for the components that it selects, and KubeVela says nothing of names that are none. */
function validateSelectors({ properties }: Json, i: number, names: readonly string[]): LocatedViolation[] {
  const { selector, rules } = objectOf(properties);
  const within = ['spec', 'policies', i, 'properties'];
  const selected = [
    { of: selector, at: [...within, 'selector'] },
    ...listOf(rules).map((rule, j) => ({ of: objectOf(objectOf(rule).selector).componentNames, at: [...within, 'rules', j, 'selector', 'componentNames'] })),
  ];
  return selected.flatMap(({ of, at }) => listOf(of).flatMap((name, j): LocatedViolation[] => typeof name !== 'string' || names.includes(name) ? [] : [{
    code: 'UnknownComponent',
    severity: 'warning',
    property: printPath([...at.slice(1), j]),
    value: name,
    problem: 'is the name of no component, so the policy does not hold for it',
    fix: didYouMean(name, names).trim() || 'Give the name of a component.',
    at: [...at, j],
  }]));
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

function validateOverride({ properties }: Json, i: number, names: readonly string[], isUsed: boolean): LocatedViolation[] {
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
      ...isUsed ? {} : { severity: 'warning' },
      property: `${property}[${j}].name`,
      value: name,
      problem: 'is the name of no component, so KubeVela adds one without a type, and fails',
      fix: didYouMean(name, names).trim() || 'Give the name of a component.',
      at: [...at, j, 'name'],
    }];
  });
}
