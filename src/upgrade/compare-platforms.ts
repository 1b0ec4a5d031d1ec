import { compareResourceGraphs } from './compare';
import { templateDefaultChanges } from './default-changes';
import { definitionChanges, templateOf, traitChanges } from './definition-changes';
import { itemsIn, resourceGraphIn } from './find';
import { UpgradeFinding } from './finding';
import { bindingChanges, policyChanges } from './policy-changes';
import { isRoleOfKro, roleChanges } from './role-changes';
import { ruleChanges, rulesOfDefinition } from './rule-changes';
import { accepted, note, weaker } from './verdicts';
import { isObject, Json, objectOf } from '../contract/json';
import { DEFAULT_API_GROUP, KIND, PLURAL } from '../contract/names';

/**
 * What has changed between the resources of two versions of a platform: first what breaks, then what makes tables less safe, then what is only
 * good to know. Throws where a version has no ResourceGraphDefinition, or a schema that cannot be read.
 * @param name which ResourceGraphDefinition, where there are several
 */
export function comparePlatforms(previous: readonly unknown[], next: readonly unknown[], name?: string): UpgradeFinding[] {
  const [was, is] = [previous, next].map((documents) => platformIn(documents, name));
  const findings = [
    ...compareResourceGraphs(was.graph, is.graph),
    ...templateDefaultChanges(was.graph, is.graph),
    ...(was.others.size === 0 ? notCompared(is) : otherChanges(was.others, is.others)),
  ];
  const rank = ({ breaking, weakens }: UpgradeFinding): number => breaking ? 0 : weakens ? 1 : 2;
  return [0, 1, 2].flatMap((wanted) => findings.filter((finding) => rank(finding) === wanted));
}

interface Platform {
  readonly graph: Json;
  /** All but the graph, by kind and name; the name of the graph, with which some names begin or end, may differ. */
  readonly others: ReadonlyMap<string, Json>;
}

function platformIn(documents: readonly unknown[], name?: string): Platform {
  const all = itemsIn(documents).filter(isObject);
  const graph = resourceGraphIn(all, name);
  const group = String(objectOf(objectOf(graph.spec).schema).group ?? DEFAULT_API_GROUP);
  const policies = all.filter((each) => each.kind === 'ValidatingAdmissionPolicy' && (isPolicyOn(group, each) || nameOf(each).endsWith(`.${nameOf(graph)}.${group}`))).map(nameOf);
  const belongs = (each: Json): boolean => {
    switch (each.kind) {
      case 'ComponentDefinition': return templateOf(each).includes(`apiVersion: "${group}/`) && templateOf(each).includes(`kind: "${KIND}"`);
      case 'TraitDefinition': return JSON.stringify(objectOf(each.spec).appliesToWorkloads ?? []).includes(`"${PLURAL}.${group}"`);
      case 'ClusterRole': return JSON.stringify(each.rules ?? []).includes(`"${PLURAL}"`) && JSON.stringify(each.rules).includes(`"${group}"`);
      case 'ValidatingAdmissionPolicy': return policies.includes(nameOf(each));
      case 'ValidatingAdmissionPolicyBinding': return policies.includes(String(objectOf(each.spec).policyName));
      default: return false;
    }
  };
  const keyOf = (each: Json): string => `${String(each.kind)}/${nameOf(each).replace(`${nameOf(graph)}.${group}`, '*').replace(nameOf(graph), '*')}`;
  return { graph, others: new Map(all.filter(belongs).map((each) => [keyOf(each), each])) };
}

function isPolicyOn(group: string, { spec }: Json): boolean {
  const constraints = JSON.stringify(objectOf(spec).matchConstraints ?? {});
  return constraints.includes(`"${PLURAL}"`) && constraints.includes(`"${group}"`);
}

function notCompared({ others }: Platform): UpgradeFinding[] {
  return others.size === 0 ? [] : [note('NotCompared', [...new Set([...others.values()].map(({ kind }) => String(kind)))].join(', '),
    'cannot be compared, because the previous version has only the ResourceGraphDefinition',
    'Give all that was synthesized, or export these kinds from the cluster too (see docs/upgrading.md).')];
}

function otherChanges(was: ReadonlyMap<string, Json>, is: ReadonlyMap<string, Json>): UpgradeFinding[] {
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [previous, next] = [was.get(key), is.get(key)];
    const shown = (next ?? previous)!;
    const path = `${String(shown.kind)}/${nameOf(shown)}`;
    if (previous === undefined) {
      return [note('DocumentAdded', path, 'is new', 'Nothing is to be done.')];
    }
    return next === undefined ? removal(path, previous) : changes(path, previous, next);
  });
}

function changes(path: string, previous: Json, next: Json): UpgradeFinding[] {
  switch (previous.kind) {
    case 'ComponentDefinition': return [
      ...definitionChanges(path, previous, next),
      ...ruleChanges(path, 'KubeVela', rulesOfDefinition(previous), rulesOfDefinition(next)),
    ];
    case 'TraitDefinition': return traitChanges(path, previous, next);
    case 'ClusterRole': return roleChanges(path, previous, next);
    case 'ValidatingAdmissionPolicy': return policyChanges(path, previous, next);
    default: return bindingChanges(path, previous, next);
  }
}

function removal(path: string, previous: Json): UpgradeFinding[] {
  switch (previous.kind) {
    case 'ComponentDefinition':
    case 'TraitDefinition':
      return [accepted('DefinitionRemoved', path, 'is removed or renamed; an Application that uses it cannot be changed any more', 'Keep it, under the same name.')];
    case 'ClusterRole':
      return [isRoleOfKro(previous)
        ? accepted('RoleRemoved', path, 'is removed; kro, where it is no administrator, can no longer manage tables', 'Keep it, or give kro the rights by another role.')
        : accepted('RoleRemoved', path, 'is removed; people who had its rights through it have them no longer', 'Keep it, or give them the rights by another role.')];
    default:
      return [weaker('PolicyRemoved', path, 'is removed, so that the API server no longer rejects what it rejected', 'Keep it, or accept the change with --allow-less-safe.')];
  }
}

function nameOf({ metadata }: Json): string {
  return String(objectOf(metadata).name);
}
