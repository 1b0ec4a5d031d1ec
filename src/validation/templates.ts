import { Declaration } from './documents';
import { LocatedViolation } from './located';
import { WITH_EXPRESSIONS } from './objects';
import { isObject } from '../contract/json';
import { TableSpec } from '../contract/table-spec';
import { member, Violation } from '../contract/violation';

/** Helm's, Go's, Jinja's and Argo CD's, and those of ERB. */
const TEMPLATE = /\{\{(?:[^{}\n]|\{[^{}\n]*\})*\}\}|\{%[^%\n]*%\}|<%[^%\n]*%>/;
/** Variables of Flux, envsubst, shells and Kustomize besides. A policy of IAM has variables that look like these, so they tell only where a value is wrong. */
const PLACEHOLDER = /\$\{[^{}\n]+\}|\$\([^()\n]+\)|\$[A-Za-z_]\w*/;

/** In the name of an attribute, which may be any text, they are told by their form. */
const IN_NAME = /\$\{[^{}\n]+\}|\$\([^()\n]+\)|^\$[A-Z_][A-Z0-9_]*$/;
const NAMES = ['attributeName', 'ttlAttributeName'];

/** Tags of YAML that CloudFormation, Ansible, Home Assistant, GitLab and others work out. kubectl ignores them, and takes what is behind for the value. */
const TAG = /(?<=^|[\s,[{])!(?:Ref|Sub|GetAtt|GetAZs|ImportValue|Join|Select|Split|FindInMap|If|Equals|And|Or|Not|Condition|Base64|Cidr|Transform|ToJsonString|Length|vault|unsafe|secret|include|reference|env|env_var|ENV)(?![\w!])/g;

/** Reads a value behind such a tag as a text that begins with it, which is seen as a template. */
export function toolTags(text: string): object[] {
  return [...new Set(text.match(TAG) ?? [])].flatMap((tag) => [
    { tag, resolve: (value: string) => `${tag} ${value}`.trim() },
    ...['map', 'seq'].map((collection) => ({ tag, collection, resolve: () => tag })),
  ]);
}

function isTemplateText(text: string): boolean {
  return TEMPLATE.test(text) || (text.startsWith('!') && text.match(TAG)?.[0] === /^\S+/.exec(text)?.[0]);
}

const RENDER_FIRST = 'Render it first, for example with helm template, kustomize build or envsubst, and give the output.';

/**
 * Says of a text that cannot be read that it is a template, if it is one: it is seldom YAML before it is rendered.
 * @param line where it cannot be read: a variable there is why
 */
export function templateHint(text: string, line?: number): string | undefined {
  const inLine = line === undefined ? undefined : PLACEHOLDER.exec(text.split('\n')[line - 1] ?? '')?.[0];
  const found = firstTemplate(text) ?? (inLine === undefined || line === undefined ? undefined : { text: inLine, line });
  return found && `This is a template, with ${JSON.stringify(found.text)} at line ${found.line}. ${RENDER_FIRST} [NotRendered]`;
}

/** The first expression of a template in a text, outside of comments, and its line. */
function firstTemplate(text: string): { readonly text: string; readonly line: number } | undefined {
  const found = text.split('\n').map((line, i) => ({ text: /^\s*#/.test(line) ? undefined : TEMPLATE.exec(line)?.[0], line: i + 1 }));
  return found.find((each): each is { text: string; line: number } => each.text !== undefined);
}

/**
 * The violations, where a value that is a template says so, once, instead of what is wrong with it as text. One that happens to be right
 * as text was not validated either.
 */
export function withTemplates(violations: readonly LocatedViolation[], { spec, locate, object }: Declaration): LocatedViolation[] {
  const wrong = violations.filter(isTemplate).map(({ property, value, at }) => ({ ...notRendered(property, value), at }));
  const others = templatesIn(spec).filter(({ value }) => isTemplateText(value) || !(WITH_EXPRESSIONS in object)).map(({ property, value }) => ({
    ...notRendered(property, value), ...isTemplateText(value) ? {} : { severity: 'warning' as const }, at: locate(property),
  }));
  // Where the text is wrong besides, it is no warning.
  const places = new Set(wrong.map(({ at }) => JSON.stringify(at)));
  return withFound(violations, [...wrong, ...others.filter(({ at }) => !places.has(JSON.stringify(at)))], ({ at }) => JSON.stringify(at));
}

/**
 * The same of a spec alone, which nobody wrote so.
 * @param isResolved whether the source has no variables of the kind `${x}` any more
 */
export function withTemplatesOf(violations: readonly Violation[], spec: TableSpec, isResolved: boolean): Violation[] {
  const wrong = isResolved ? [] : violations.filter(isTemplate);
  const found = [...wrong, ...templatesIn(spec).filter(({ value }) => isTemplateText(value))];
  return withFound(violations, found.map(({ property, value }) => notRendered(property, value)), ({ property }) => property);
}

/** The violations, and what was found; instead of those that are at the same place. */
function withFound<V>(violations: readonly V[], given: readonly V[], placeOf: (violation: V) => string): V[] {
  const found = new Map(given.map((violation) => [placeOf(violation), violation]));
  return found.size === 0 ? [...violations] : [...violations.filter((violation) => !found.has(placeOf(violation))), ...found.values()];
}

function isTemplate({ value }: Violation): boolean {
  return typeof value === 'string' && (isTemplateText(value) || PLACEHOLDER.test(value));
}

function notRendered(property: string, value: unknown): Violation {
  return { code: 'NotRendered', property, value, problem: 'is a template that was not rendered', fix: RENDER_FIRST };
}

/** The texts with an expression of a template in them. */
function templatesIn(value: unknown, property = '', within: unknown[] = [], found: Array<{ readonly property: string; readonly value: string }> = []): typeof found {
  if (typeof value === 'string') {
    found.push({ property, value });
    return found;
  }
  // An alias of YAML can put a value into itself.
  if (within.includes(value)) {
    return found;
  }
  within.push(value);
  if (Array.isArray(value)) {
    value.forEach((item, i) => mayHoldTemplate(item) && templatesIn(item, `${property}[${i}]`, within, found));
  } else if (isObject(value)) {
    Object.keys(value).forEach((name) => mayHoldTemplate(value[name], name) && templatesIn(value[name], member(property, name), within, found));
  }
  within.pop();
  return found;
}

function mayHoldTemplate(value: unknown, name = ''): boolean {
  return typeof value === 'string' ? isTemplateText(value) || (NAMES.includes(name) && IN_NAME.test(value)) : typeof value === 'object' && value !== null;
}
