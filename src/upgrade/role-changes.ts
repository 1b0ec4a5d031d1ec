import { UpgradeFinding } from './finding';
import { accepted, note, NOTHING, weaker } from './verdicts';
import { isObject, Json } from '../contract/json';
import { AGGREGATE_TO_KRO } from '../kro/cluster-role';

/** What has changed between two versions of a ClusterRole: of kro, or of people. */
export function roleChanges(path: string, previous: Json, next: Json): UpgradeFinding[] {
  const [was, is] = [previous, next].map(rightsOf);
  const added = [...is].filter((right) => !was.has(right));
  const removed = [...was].filter((right) => !is.has(right));
  const ofKro = isRoleOfKro(previous);
  return [
    ...(added.length === 0 ? [] : [ofKro
      ? note('RightsAdded', path, `gives kro more rights: ${added.join(', ')}`, NOTHING)
      : weaker('RightsAdded', path, `gives people more rights: ${added.join(', ')}`, 'See that they may have them, and accept the change with --allow-less-safe.')]),
    ...(removed.length === 0 ? [] : [ofKro
      ? note('RightsRemoved', path, `takes rights from kro: ${removed.join(', ')}`, 'See that no table needs them any more: kro can neither change nor delete what it made with them.')
      : accepted('RightsRemoved', path, `takes rights from people: ${removed.join(', ')}`, 'Put them back, or give them by another role.')]),
    ...labelChange(path, previous, next),
  ];
}

/** The role is kro's; otherwise it is one of people. */
export function isRoleOfKro(role: Json): boolean {
  return Object.keys(AGGREGATE_TO_KRO).some((label) => labelsOf(role)[label] !== undefined);
}

function labelChange(path: string, previous: Json, next: Json): UpgradeFinding[] {
  const lost = Object.entries(labelsOf(previous)).filter(([label, value]) => label.includes('aggregate-to') && labelsOf(next)[label] !== value);
  return lost.map(([label]) => accepted('RightsRemoved', `${path} metadata.labels`, `has no label ${label} any more, so nobody has its rights through it`, 'Put it back.'));
}

function labelsOf({ metadata }: Json): Json {
  return isObject(metadata) && isObject(metadata.labels) ? metadata.labels : {};
}

function rightsOf({ rules }: Json): Set<string> {
  const list = (value: unknown): unknown[] => Array.isArray(value) ? value : [];
  return new Set(list(rules).filter(isObject).flatMap((rule) => list(rule.apiGroups).flatMap((group) => list(rule.resources).flatMap((resource) =>
    list(rule.verbs).map((verb) => `${String(verb)} ${String(resource)}${group === '' ? '' : `.${String(group)}`}`)))));
}
