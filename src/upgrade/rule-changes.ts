import { templateOf } from './definition-changes';
import { UpgradeFinding } from './finding';
import { accepted, note, weaker } from './verdicts';
import { isObject, Json, objectOf } from '../contract/json';
import { NO_CONNECTION_SECRETS } from '../contract/rules/connection-secrets';

/** The rules that a layer checks: their text by their code. */
type Rules = ReadonlyMap<string, string>;

const REQUIRED_TAGS = 'RequiredTags';

/** What has changed between the rules of two versions of a layer. */
export function ruleChanges(path: string, layer: string, was: Rules, is: Rules): UpgradeFinding[] {
  // A rule may have become part of another one.
  const stays = (code: string): boolean => is.has(code) || [...is.values()].some((text) => text.includes(was.get(code)!));
  const removed = [...was.keys()].filter((code) => !stays(code) && code !== REQUIRED_TAGS && code !== NO_CONNECTION_SECRETS.code);
  const added = [...is.keys()].filter((code) => !was.has(code) && code !== REQUIRED_TAGS);
  return [
    ...removed.map((code) => weaker('RuleRemoved', path, `has no rule ${code} any more, so ${layer} accepts what it rejected`, 'Put the rule back, or accept the change with --allow-less-safe.')),
    ...added.map((code) => code === NO_CONNECTION_SECRETS.code
      ? accepted('ConnectionSecretsOff', path, 'rejects writeConnectionSecretToRef; tables that set it cannot be changed until they no longer do',
        'Remove it from all tables before, while kro may still delete their Secrets.')
      : note('RuleAdded', path, `has the rule ${code}; a table that breaks it keeps working, and ${layer} rejects its next change`, 'Validate the tables with the validate command of this version.')),
    ...tagChanges(path, layer, ...[was, is].map((rules) => requiredTags(rules.get(REQUIRED_TAGS))) as [string[], string[]]),
  ];
}

function tagChanges(path: string, layer: string, was: readonly string[], is: readonly string[]): UpgradeFinding[] {
  return [
    ...is.filter((tag) => !was.includes(tag)).map((tag) => accepted('RequiredTagAdded', path,
      `requires the tag ${JSON.stringify(tag)}; a table that lacks it keeps working, and ${layer} rejects its next change`, 'Add the tag to all tables before.')),
    ...was.filter((tag) => !is.includes(tag)).map((tag) => note('RequiredTagRemoved', path, `no longer requires the tag ${JSON.stringify(tag)}`, 'See that nothing relies on it.')),
  ];
}

/** The tags that `contract/rules/required-tags.ts` printed into CEL or CUE. */
function requiredTags(rule: string | undefined): string[] {
  const [, list] = /(\[(?:"(?:[^"\\]|\\.)*"(?:, ?|(?=\])))*\])/.exec(rule ?? '') ?? [];
  return list === undefined ? [] : JSON.parse(list);
}

/** The rules of an admission policy: its variables that are named by a code. */
export function rulesOfPolicy({ spec }: Json): Rules {
  const { variables } = objectOf(spec);
  const all = (Array.isArray(variables) ? variables : []).filter(isObject);
  const named = all.map(({ name, expression }) => [String(name), String(expression)] as const);
  return new Map(named.filter(([name]) => /^[A-Z]/.test(name)));
}

/** The rules of a ComponentDefinition: its hidden fields that are named by a code. */
export function rulesOfDefinition(definition: Json): Rules {
  return new Map([...templateOf(definition).matchAll(/^_([A-Z]\w*): (\[\n[^]*?\n\])$/gm)].map(([, code, text]) => [code, text]));
}
