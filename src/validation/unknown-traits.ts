import { definitionOf } from './definition-of';
import { accessTraitType } from '../contract/access-trait';
import { listOf, objectOf } from '../contract/json';
import { Trait, TRAITS, traitType } from '../contract/traits';
import { didYouMean, Violation } from '../contract/violation';

// What a trait of ours takes, nobody else calls so.
const TELLING = new Set(TRAITS.flatMap(({ required, optional }) => [...required, ...optional]));

/** Words by which other products name what a trait of ours does. */
const WORDS: ReadonlyArray<readonly [words: RegExp, trait: string]> = [
  [/ttl|timetolive|expir/, 'ttl'],
  [/stream/, 'stream'],
  [/encrypt|sse|kms/, 'encryption'],
  [/protect|backup|pitr|recover/, 'protection'],
  [/capacity|provision|throughput|billing/, 'provisioned-capacity'],
  [/global|gsi/, 'global-index'],
  [/local|lsi/, 'local-index'],
];

/** Of these words nobody speaks but of a table. */
const OF_TABLES = /\b(ttl|time-?to-?live|gsi|lsi|pitr|point-?in-?time|streams?|sse|(global|local|secondary)-?index(es)?|deletion-?protection)\b|encrypt/i;

/** The types of all traits of a table. */
export function ourTraitTypes(componentName: string): string[] {
  return [...TRAITS.map((each) => traitType(each, componentName)), accessTraitType(componentName)];
}

/**
 * What is wrong with a trait of a table that is none of ours: an error where one of ours is misspelt, a warning where it plainly
 * means the table. KubeVela rejects a trait that it does not know, or ignores what it sets; the stream would be lost either way.
 * @param known types of traits that the platform has; undefined where that cannot be told
 */
export function validateTraitType(property: string, trait: unknown, componentName: string, known?: ReadonlySet<string>): Violation[] {
  const { properties } = objectOf(trait);
  const type = definitionOf(objectOf(trait));
  const ours = ourTraitTypes(componentName);
  if (type === undefined || type === null) {
    return [{ code: 'Required', property: `${property}.type`, problem: 'is missing', fix: `Give the type of the trait, for example ${ours[0]}.` }];
  }
  if (typeof type !== 'string' || known?.has(type)) {
    return [];
  }
  if (ours.includes(type)) {
    return known === undefined ? [] : [{
      code: 'UnknownTrait',
      property: `${property}.type`,
      value: objectOf(trait).type,
      problem: 'has no TraitDefinition on this platform, so KubeVela rejects the Application',
      fix: type === accessTraitType(componentName) ? 'Remove the trait, or ask the platform team for accessTrait.'
        : 'Set its properties in those of the component, or ask the platform team for its TraitDefinition.',
    }];
  }
  const meant = grantsAccess(properties) ? accessTraitType(componentName) : suggest(type, componentName);
  const prefix = `${componentName}-`;
  if (type.startsWith(prefix) || didYouMean(type, ours) !== '') {
    // What all names begin with would make every one of them near.
    const [ending] = /(?<=^ Did you mean ")[^"]+/.exec(didYouMean(type.slice(prefix.length), ours.map((each) => each.slice(prefix.length)))) ?? [];
    const near = meant ?? (ending && prefix + ending);
    return [{
      code: 'UnknownTrait',
      property: `${property}.type`,
      value: type,
      problem: 'is not a trait of the table',
      fix: `Use one of ${ours.join(', ')}.${near === undefined ? didYouMean(type.startsWith(prefix) ? '' : type, ours) : ` Did you mean "${near}"?`}`,
    }];
  }
  if (/dynamo|ddb/i.test(type) || grantsAccess(properties) || OF_TABLES.test(type) || Object.keys(objectOf(properties)).some((name) => TELLING.has(name))) {
    return [{
      code: 'UnknownTrait',
      severity: 'warning',
      property: `${property}.type`,
      value: type,
      problem: 'is not a trait of the table, and KubeVela rejects the Application where it has no such TraitDefinition',
      fix: grantsAccess(properties) ? `Did you mean ${JSON.stringify(meant)}?` : `Use ${meant ?? `one of ${ours.join(', ')}`}, or set it in the properties of the component.`,
    }];
  }
  return [];
}

/** What the trait `access` takes, nobody else calls so. */
function grantsAccess(properties: unknown): boolean {
  return listOf(objectOf(properties).access).some((each) => 'serviceAccount' in objectOf(each));
}

function suggest(type: string, componentName: string): string | undefined {
  const ending = (type.startsWith(`${componentName}-`) ? type.slice(componentName.length) : type).toLowerCase().replaceAll(/[-_]/g, '');
  const [, name] = WORDS.find(([words]) => words.test(ending)) ?? [];
  const trait: Trait | undefined = TRAITS.find((each) => each.name === name);
  return trait && traitType(trait, componentName);
}
