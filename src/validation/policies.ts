import { namesIn, PATCH as PATCH_SHAPE, POLICIES, POLICY as POLICY_SHAPE } from './application-shape';
import { tableNames } from './definition-of';
import { Envelope, innerIsMisnamed, validateEnvelope } from './envelope';
import { LocatedViolation, printPath } from './located';
import { matcher } from './override';
import { selects, validateRuleSelectors } from './rule-selectors';
import { isObject, Json, listOf, objectOf, objectsOf } from '../contract/json';
import { didYouMean, member } from '../contract/violation';

const OVERRIDE = 'override';
const TOPOLOGY = 'topology';

const TYPES = Object.keys(POLICIES);

const PROPERTIES: Readonly<Record<string, Envelope>> = {
  [OVERRIDE]: { what: 'an override policy', fields: namesIn(POLICIES.override), inner: 'the properties of a component in components' },
  [TOPOLOGY]: { what: 'a topology policy', fields: namesIn(POLICIES.topology), inner: 'the properties of a component' },
};
const POLICY: Envelope = { what: 'a policy', fields: namesIn(POLICY_SHAPE), inner: 'properties' };
const PATCH: Envelope = { what: 'a component of an override policy', fields: namesIn(PATCH_SHAPE), inner: 'properties' };

/** What is wrong with the override policies in an Application, so that nothing, or something else, becomes of what they say. */
export function validatePolicies({ spec }: Json, componentName: string): LocatedViolation[] {
  const { components, policies, workflow } = objectOf(spec);
  const { steps } = objectOf(workflow);
  const wrong = [
    notAList('policies', policies, 'policies, each with name, type and properties'),
    notAList('workflow.steps', steps, 'steps, each with name, type and properties'),
    ...workflow === undefined || workflow === null || isObject(workflow) ? [] : [{
      code: 'InvalidType', property: 'workflow', value: workflow, problem: 'is not an object', fix: 'Give the steps of the workflow: workflow: {steps: [...]}.', at: ['spec', 'workflow'],
    }],
  ].filter((each) => each !== undefined);
  const own = objectsOf(policies);
  const overrides = own.filter(({ type }) => type === OVERRIDE).flatMap(({ properties }) => listOf(objectOf(properties).components));
  // A policy may add components, which have a type then.
  const named = (some: readonly unknown[]): string[] => some.map((each) => String(objectOf(each).name ?? ''));
  const there = named(listOf(components));
  const typed = (patches: readonly unknown[]): string[] => named(patches.filter((patch) => objectOf(patch).type !== undefined));
  const names = [...there, ...typed(overrides)];
  const namesBefore = (patch: unknown): string[] =>
    [...there, ...typed(overrides.slice(0, overrides.indexOf(patch))).filter((name) => !there.some(matcher(name)))];
  const tables = tableNames(objectOf(spec), componentName);
  // Steps find policies by their names, and garbage collection finds its own by the type.
  const deploysNameless = own.some(({ name, type }) => !name && (type === OVERRIDE || type === TOPOLOGY));
  return [...wrong, ...own.flatMap((policy, i) => [
    ...outsideProperties(policy, i),
    ...validateProperties(policy, i),
    ...policy.type === OVERRIDE ? validateOverride(policy, i, { names, namesBefore }, isDeployed(policy, steps)) : validateType(policy, i),
    ...validateSelector(policy, i, names),
    ...validateEffect(policy, i, own, tables, componentName),
    ...fieldsOf(policy).includes('rules') ? validateRuleSelectors(policy, ['spec', 'policies', i], objectOf(spec), componentName) : [],
    ...typeof (policy.name ?? '') !== 'string' || own.findIndex(({ name }) => (name ?? '') === (policy.name ?? '')) === i || (!policy.name && !deploysNameless) ? [] : [{
      code: 'DuplicateName',
      property: `policies[${i}].name`,
      value: policy.name || undefined,
      problem: policy.name ? 'is the name of another policy too' : 'is missing, as that of another policy is, so a step deploys with the last of them alone',
      fix: 'Give each policy a name of its own.',
      at: ['spec', 'policies', i, 'name'],
    }],
  ])];
}

function notAList(property: string, value: unknown, of: string): LocatedViolation | undefined {
  return value === undefined || value === null || Array.isArray(value) ? undefined : {
    code: 'InvalidType', property, value, problem: 'is not a list', fix: `Give a list of ${of}.`, at: ['spec', ...property.split('.')],
  };
}

/** The fields of its properties; none of a policy that is not KubeVela's. */
function fieldsOf({ type }: Json): readonly string[] {
  return TYPES.includes(String(type)) ? namesIn(POLICIES[String(type)]) : [];
}

/** Fields of a policy that it does not have; those of its properties are to be moved there. */
function outsideProperties(policy: Json, i: number): LocatedViolation[] {
  const fields = fieldsOf(policy);
  return validateEnvelope(policy, POLICY).map((violation) => ({
    ...violation,
    property: `policies[${i}].${violation.property}`,
    ...fields.includes(violation.property) ? { fix: 'Move it under properties.' } : {},
    at: ['spec', 'policies', i, violation.property],
  }));
}

function validateProperties(policy: Json, i: number): LocatedViolation[] {
  const { type, properties } = policy;
  const fields = fieldsOf(policy);
  const property = `policies[${i}].properties`;
  const at = ['spec', 'policies', i, 'properties'];
  if (fields.length === 0) {
    return [];
  }
  const fix = `Give ${fields[0]} of the policy in it.`;
  // KubeVela rejects any policy of its own without them.
  if (properties === undefined || properties === null) {
    return fields.some((name) => name in policy) || innerIsMisnamed(policy, POLICY) ? [] : [{ code: 'Required', property, problem: 'is missing', fix, at }];
  }
  if (!isObject(properties)) {
    return [{ code: 'InvalidType', property, value: properties, problem: 'is not an object', fix, at }];
  }
  const envelope = PROPERTIES[String(type)];
  if (envelope === undefined) {
    return [];
  }
  const located = (given: Json, of: Envelope, path: string, place: LocatedViolation['at']): LocatedViolation[] =>
    validateEnvelope(given, of, path).map((violation) => {
      const name = Object.keys(given).find((each) => member(path, each) === violation.property);
      return { ...violation, at: [...place, String(name)] };
    });
  const { clusters, components } = properties;
  const list = type === TOPOLOGY ? notAList(`${property}.clusters`, clusters, 'names of clusters') : undefined;
  return [
    ...located(properties, envelope, property, at),
    ...list === undefined ? [] : [{ ...list, at: [...at, 'clusters'] }],
    ...listOf(components).flatMap((patch, j) => isObject(patch) ? located(patch, PATCH, `${property}.components[${j}]`, [...at, 'components', j]) : []),
  ];
}

/** KubeVela deploys with all policies where the workflow has no steps. */
export function isDeployed({ name }: Json, steps: unknown): boolean {
  const own = objectsOf(steps);
  const all = [...own, ...own.flatMap(({ subSteps }) => objectsOf(subSteps))];
  return all.length === 0 || all.some(({ properties }) => listOf(objectOf(properties).policies).includes(name));
}

/** A policy holds for the components that it selects, and KubeVela says nothing of names that are none. */
function validateSelector({ properties }: Json, i: number, names: readonly string[]): LocatedViolation[] {
  const at = ['spec', 'policies', i, 'properties', 'selector'];
  const selector = listOf(objectOf(properties).selector);
  const outcome = selector.some((name) => names.includes(String(name))) ? 'the step deploys the others alone' : 'a step with this policy deploys nothing';
  return selector.flatMap((name, j): LocatedViolation[] => typeof name !== 'string' || names.includes(name) ? [] : [{
    code: 'UnknownComponent',
    severity: 'warning',
    property: printPath([...at.slice(1), j]),
    value: name,
    problem: `is the name of no component, so ${outcome}`,
    fix: didYouMean(name, names).trim() || 'Give the name of a component.',
    at: [...at, j],
  }]);
}

/** What KubeVela's own policies say in vain. */
function validateEffect(
  { type, properties }: Json, i: number, all: readonly Json[], tables: readonly unknown[], componentName: string,
): LocatedViolation[] {
  const { enable, rules, clusters, clusterLabelSelector, clusterSelector, selector } = objectOf(properties);
  const found = (name: string, violation: Pick<LocatedViolation, 'code' | 'value' | 'problem' | 'fix'>): LocatedViolation[] =>
    [{ severity: 'warning', property: `policies[${i}].properties.${name}`, ...violation, at: ['spec', 'policies', i, 'properties', name] }];
  const ruleFor = (name: unknown) => objectsOf(rules).find((rule) =>
    selects(objectOf(rule.selector), { name: String(name), component: name, componentType: () => componentName }));
  switch (type) {
    case 'apply-once': return listOf(rules).length === 0 || all.some((other) => other.type === type && objectOf(other.properties).enable === true) ? []
      : found('enable', { code: 'UnusedPolicy', value: enable, problem: enable === undefined ? 'is missing, so the rules do nothing' : 'turns the policy off, so the rules do nothing', fix: 'Set it to true.' });
    case TOPOLOGY: return !Array.isArray(clusters) ? [] : clusters.length === 0 ? found('clusters', { code: 'NotApplied', value: clusters, problem: 'has no cluster, so a step with this policy deploys nothing', fix: 'Give a cluster, such as local, or leave it out.' })
      : [clusterLabelSelector, clusterSelector].every((labels) => labels === undefined) ? []
        : found(clusterLabelSelector === undefined ? 'clusterSelector' : 'clusterLabelSelector', { code: 'UnusedPolicy', value: undefined, problem: 'is given beside clusters, so that KubeVela ignores it', fix: 'Give one of them.' });
    case 'replication': return listOf(selector).length === 0
      ? found('selector', { code: 'NotApplied', value: selector, problem: 'selects no component, so a step with this policy fails', fix: 'Give the names of the components that are to be replicated.' })
      : listOf(selector).filter((name) => tables.includes(name)).flatMap((name) => found('selector', { code: 'DuplicateName', value: name, problem: 'is a table, of which all replicas have one name', fix: 'Leave it out. For other regions give the table replicas.' }));
    // Of the rules that select a table the first holds.
    case 'resource-update': return tables.filter((name) => listOf(objectOf(ruleFor(name)?.strategy).recreateFields).length > 0)
      .flatMap((name) => found('rules', { code: 'RecreatedTable', value: undefined, problem: `have recreateFields for ${String(name)}: where one changes, KubeVela deletes the table and makes it anew`, fix: 'Take the table out of the selector.' }));
    // https://github.com/kubevela/kubevela/blob/master/pkg/utils/apply/apply.go: createOrGetExisting()
    case 'read-only': return tables.filter(ruleFor)
      .flatMap((name) => found('rules', { code: 'NotApplied', value: undefined, problem: `select ${String(name)}: KubeVela only reads it, changes nothing, and fails where it is not there`, fix: 'Take the table out of the selector.' }));
    default: return [];
  }
}

function validateType({ type }: Json, i: number): LocatedViolation[] {
  const near = typeof type !== 'string' || TYPES.includes(type) ? '' : didYouMean(type, TYPES);
  return near === '' ? [] : [{
    code: 'NotValidated',
    severity: 'warning',
    property: `policies[${i}].type`,
    value: type,
    problem: 'is not a policy of KubeVela, so its properties were not validated',
    fix: near.trim(),
    at: ['spec', 'policies', i, 'type'],
  }];
}

interface Names {
  /** Of the components, and of those that policies may add. */
  readonly names: readonly string[];
  /** Those that there are when a policy comes to this component of it. */
  readonly namesBefore: (patch: unknown) => string[];
}

function validateOverride({ properties }: Json, i: number, { names, namesBefore }: Names, isUsed: boolean): LocatedViolation[] {
  const { components } = objectOf(properties);
  const property = `policies[${i}].properties.components`;
  const at = ['spec', 'policies', i, 'properties', 'components'];
  if (components !== undefined && components !== null && !Array.isArray(components)) {
    return [{ code: 'InvalidType', property, value: components, problem: 'is not a list', fix: 'Give a list of components, each with name and properties.', at }];
  }
  return listOf(components).flatMap((patch, j): LocatedViolation[] => {
    const { name, type } = objectOf(patch);
    const before = [...new Set(namesBefore(patch))];
    const isThere = before.includes(String(name));
    // With a type, a plain name is meant as that of one component. Without it, a part of a name may be meant as a pattern.
    const others = typeof name === 'string' && (isThere || (type !== undefined && /^[\w-]+$/.test(name))) ? before.filter((other) => other !== name && matcher(name)(other)) : [];
    if (others.length > 0) {
      const meant = others.length === 1 ? `Did you mean ${JSON.stringify(others[0])}?` : `Give the name of a component, or ${String(name)}* for all of them.`;
      return [{
        code: 'PolicyPattern',
        severity: 'warning',
        property: `${property}[${j}].name`,
        value: name,
        problem: isThere ? `is a pattern that matches ${others.join(', ')} too, so that the policy changes that as well`
          : `is the name of no component, but a pattern that matches ${others.join(', ')}, so that KubeVela changes that`,
        fix: isThere ? `If ${String(name)} alone is meant, write ^${String(name)}$.` : `${meant} For a new component, give a name that is no part of another.`,
        at: [...at, j, 'name'],
      }];
    }
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
