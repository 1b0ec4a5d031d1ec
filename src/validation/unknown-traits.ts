import { accessTraitType } from '../contract/access-trait';
import { objectOf } from '../contract/json';
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

/**
 * What is wrong with a trait of a table that is none of ours: an error where one of ours is misspelt, a warning where it plainly
 * means the table. KubeVela rejects a trait that it does not know, or ignores what it sets; the stream would be lost either way.
 * @param known types of traits that the platform has
 */
export function validateTraitType(property: string, trait: unknown, componentName: string, known: ReadonlySet<string>): Violation[] {
  const { type, properties } = objectOf(trait);
  const ours = [...TRAITS.map((each) => traitType(each, componentName)), accessTraitType(componentName)];
  if (typeof type !== 'string' || ours.includes(type) || known.has(type)) {
    return [];
  }
  const near = didYouMean(type, ours);
  if (near !== '' || type.startsWith(`${componentName}-`)) {
    const meant = suggest(type, componentName);
    return [{
      code: 'UnknownTrait',
      property: `${property}.type`,
      value: type,
      problem: 'is not a trait of the table',
      fix: near === '' && meant ? `Use ${meant}.` : `Use one of ${ours.join(', ')}.${near}`,
    }];
  }
  if (/dynamo|ddb/i.test(type) || Object.keys(objectOf(properties)).some((name) => TELLING.has(name))) {
    const meant = suggest(type, componentName);
    return [{
      code: 'UnknownTrait',
      severity: 'warning',
      property: `${property}.type`,
      value: type,
      problem: 'is not a trait of the table, which stays without what it sets',
      fix: `Use ${meant ?? `one of ${ours.join(', ')}`}, or set it in the properties of the component.`,
    }];
  }
  return [];
}

function suggest(type: string, componentName: string): string | undefined {
  const [, name] = WORDS.find(([words]) => words.test(type.toLowerCase())) ?? [];
  const trait: Trait | undefined = TRAITS.find((each) => each.name === name);
  return trait && traitType(trait, componentName);
}
