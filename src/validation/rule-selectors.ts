import { definitionOf } from './definition-of';
import { PLAIN_STEPS } from './kubevela-steps';
import { PLAIN_TRAITS } from './kubevela-traits';
import { LocatedViolation, printPath } from './located';
import { Path } from './origins';
import { ourTraitTypes } from './unknown-traits';
import { accessTraitType } from '../contract/access-trait';
import { Json, listOf, objectOf, objectsOf } from '../contract/json';
import { KIND } from '../contract/names';
import { didYouMean } from '../contract/violation';

/** What a list of a selector can select; an end that is open may be anything but what is nearly one of these. */
interface Selectable {
  readonly code: string;
  readonly what: string;
  readonly known: readonly string[];
  readonly isOpen?: boolean;
}

/** KubeVela's name for what a component makes beside its main object, as the type of a trait. */
const AUXILIARY = 'AuxiliaryWorkload';

/**
 * What the rules of policies select by name that is not there: KubeVela says nothing, and the rule does nothing. One of these is enough, since all
 * lists of a selector must hold.
 *
 * @see https://github.com/kubevela/kubevela/blob/master/apis/core.oam.dev/v1alpha1/resource_policy_types.go
 */
export function validateRuleSelectors(policy: Json, at: Path, spec: Json, componentName: string): LocatedViolation[] {
  const selectable = selectableIn(spec, componentName);
  return listOf(objectOf(policy.properties).rules).flatMap((rule, i) => {
    const { selector } = objectOf(rule);
    const within = [...at, 'properties', 'rules', i, 'selector'];
    if (selector === undefined || selector === null || Object.values(selector).every((list) => Array.isArray(list) && list.length === 0)) {
      return [warning('UnusedPolicy', within, undefined, 'selects nothing, so the rule does nothing', 'Give componentNames.')];
    }
    return Object.entries(selectable).flatMap(([name, { code, what, known, isOpen }]) =>
      listOf(objectOf(selector)[name]).flatMap((value, j): LocatedViolation[] => {
        const near = typeof value !== 'string' || known.includes(value) || value === AUXILIARY ? undefined : didYouMean(value, known).trim();
        return near === undefined || (isOpen && near === '') ? []
          : [warning(code, [...within, name, j], value, `is ${what}, so the policy does not hold for it`, near || (known.length > 0 ? `Use ${known[0]}.` : 'Remove it.'))];
      }));
  });
}

function warning(code: string, at: Path, value: unknown, problem: string, fix: string): LocatedViolation {
  return { code, severity: 'warning', property: printPath(at.slice(1)), value, problem, fix, at };
}

function selectableIn({ components: given, policies, workflow }: Json, componentName: string): Readonly<Record<string, Selectable>> {
  const patches = objectsOf(policies).flatMap(({ properties }) => objectsOf(objectOf(properties).components));
  const components = [...listOf(given).map(objectOf), ...patches.filter(({ type }) => type !== undefined)];
  const typesOf = (each: Json): string[] => [each.type, definitionOf(each)].map(String);
  const types = components.flatMap(typesOf);
  const traits = [...components, ...patches].flatMap((component) => objectsOf(component.traits)).flatMap(typesOf);
  const access = accessTraitType(componentName);
  const without = [...ourTraitTypes(componentName), ...PLAIN_TRAITS].filter((type) => type !== access);
  const making = traits.filter((type) => !without.includes(type));
  const { steps, ref } = objectOf(workflow);
  // Nothing makes objects but the tables.
  const isOpen = ref !== undefined || types.some((type) => !type.startsWith(componentName))
    || making.length > 0 || !listOf(steps).every((step) => PLAIN_STEPS.includes(String(objectOf(step).type)));
  const names = components.map(({ name }) => String(name));
  const code = 'UnusedPolicy';
  return {
    componentNames: { code: 'UnknownComponent', what: 'the name of no component', known: names },
    componentTypes: { code, what: 'the type of no component', known: types },
    traitTypes: { code, what: 'the type of no trait that makes an object here', known: making },
    oamTypes: { code, what: 'neither WORKLOAD nor TRAIT', known: ['WORKLOAD', 'TRAIT'] },
    resourceTypes: { code, what: 'the kind of no object that KubeVela makes here', known: [KIND], isOpen },
    // Of other objects a name may be nearly that of a table.
    ...isOpen ? {} : { resourceNames: { code, what: 'the name of no object that KubeVela makes here', known: names } },
  };
}

/** What policies of KubeVela select a DynamoDBTable by. */
export interface Selected {
  readonly name: string;
  /** Name and type of its component; a step that applies an object has none. */
  readonly component?: unknown;
  readonly componentType?: () => unknown;
}

/**
 * A selector selects what is in each of its lists. One without any selects nothing.
 * @see https://github.com/kubevela/kubevela/blob/master/apis/core.oam.dev/v1alpha1/resource_policy_types.go
 */
export function selects(selector: Json, { name, component, componentType }: Selected): boolean {
  const labels: Json = { componentNames: component, componentTypes: componentType?.(), oamTypes: 'WORKLOAD', resourceTypes: KIND, resourceNames: name };
  const asked = [...Object.keys(labels), 'traitTypes'].filter((list) => listOf(selector[list]).length > 0);
  return asked.length > 0 && asked.every((list) => labels[list] !== undefined && listOf(selector[list]).includes(labels[list]));
}
