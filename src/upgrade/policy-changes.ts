import { changedParts } from './changed-parts';
import { UpgradeFinding } from './finding';
import { ruleChanges, rulesOfPolicy } from './rule-changes';
import { note, weaker } from './verdicts';
import { isObject, Json, listOf, objectOf } from '../contract/json';

const ACCEPT = 'Put it back, or accept the change with --allow-less-safe.';

/** What has changed between two versions of a ValidatingAdmissionPolicy. */
export function policyChanges(path: string, previous: Json, next: Json): UpgradeFinding[] {
  const [was, is] = [previous, next].map(({ spec }) => objectOf(spec));
  const lost = [...requestsOf(was)].filter((request) => !requestsOf(is).has(request));
  const verbs = [...verbsOf(was)].filter((verb) => !verbsOf(is).has(verb));
  const findings = [
    ...(was.failurePolicy !== 'Ignore' && is.failurePolicy === 'Ignore'
      ? [weaker('PolicyWeakened', `${path} spec.failurePolicy`, 'is Ignore, so a request is accepted where the policy cannot be evaluated', ACCEPT)] : []),
    ...(lost.length > 0 ? [weaker('PolicyWeakened', `${path} spec.matchConstraints`, `no longer applies to ${lost.join(', ')}`, ACCEPT)] : []),
    ...(verbs.length > 0 ? [weaker('FewerRightsNeeded', `${path} spec.validations`, `no longer asks whether the author may ${verbs.join(', ')}`, ACCEPT)] : []),
    ...(listOf(is.validations).length < listOf(was.validations).length
      ? [weaker('PolicyWeakened', `${path} spec.validations`, `are ${listOf(is.validations).length} instead of ${listOf(was.validations).length}`, ACCEPT)] : []),
    ...ruleChanges(path, 'the API server', ...[previous, next].map(rulesOfPolicy) as [ReadonlyMap<string, string>, ReadonlyMap<string, string>]),
  ];
  const parts = findings.length > 0 ? [] : changedParts(...[was, is].map(byName) as [Json, Json]);
  return [...findings, ...(parts.length === 0 ? [] : [note('PolicyChanged', path, `is another in ${parts.join(', ')}`, 'See that it rejects what it rejected before.')])];
}

/** What has changed between two versions of the binding of a policy. */
export function bindingChanges(path: string, previous: Json, next: Json): UpgradeFinding[] {
  // It was found by the name of its policy.
  const [was, is] = [previous, next].map(({ spec }) => ({ ...objectOf(spec), policyName: undefined }) as Json);
  const parts = changedParts(was, is);
  if (parts.length === 0) {
    return [];
  }
  return [!listOf(is.validationActions).includes('Deny') && listOf(was.validationActions).includes('Deny')
    ? weaker('PolicyWeakened', `${path} spec.validationActions`, 'has no Deny any more, so nothing is rejected', ACCEPT)
    : weaker('PolicyWeakened', path, `is another in ${parts.join(', ')}, which may leave requests out`, ACCEPT)];
}

/** The policy with its variables by their names, so that one more does not shift all that follow. */
function byName(spec: Json): Json {
  return { ...spec, variables: Object.fromEntries(listOf(spec.variables).map((each) => [String(objectOf(each).name), each])) };
}

/** The kinds of request that a policy applies to. */
function requestsOf({ matchConstraints }: Json): Set<string> {
  return new Set(listOf(objectOf(matchConstraints).resourceRules).filter(isObject).flatMap((rule) =>
    listOf(rule.operations).flatMap((operation) => listOf(rule.apiGroups).flatMap((group) =>
      listOf(rule.resources).map((resource) => `${String(operation)} of ${String(resource)}${group === '' ? '' : `.${String(group)}`}`)))));
}

/** The verbs that a policy has the authorizer check. */
function verbsOf(spec: Json): Set<string> {
  const expressions = [...listOf(spec.validations), ...listOf(spec.variables)].map((each) => String(objectOf(each).expression));
  return new Set(expressions.flatMap((expression) => [...expression.matchAll(/\.check\("(\w+)"\)/g)].map(([, verb]) => verb)));
}
