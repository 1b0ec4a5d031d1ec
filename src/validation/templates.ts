import { Declaration } from './documents';
import { LocatedViolation } from './located';
import { isObject } from '../contract/json';
import { member } from '../contract/violation';

/** Helm's, Go's, Jinja's and Argo CD's, and those of ERB. */
const TEMPLATE = /\{\{(?:[^{}\n]|\{[^{}\n]*\})*\}\}|\{%[^%\n]*%\}|<%[^%\n]*%>/;
/** Variables of Flux, envsubst, shells and Kustomize besides. A policy of IAM has variables that look like these, so they tell only where a value is wrong. */
const PLACEHOLDER = /\$\{[^{}\n]+\}|\$\([^()\n]+\)|\$[A-Za-z_]\w*/;

export const RENDER_FIRST = 'Render it first, for example with helm template, kustomize build or envsubst, and give the output.';

/** The first expression of a template in a text, outside of comments, and its line. */
export function firstTemplate(text: string): { readonly text: string; readonly line: number } | undefined {
  const found = text.split('\n').map((line, i) => ({ text: /^\s*#/.test(line) ? undefined : TEMPLATE.exec(line)?.[0], line: i + 1 }));
  return found.find((each): each is { text: string; line: number } => each.text !== undefined);
}

/**
 * The violations, where a value that is a template says so, once, instead of what is wrong with it as text. One that happens to be right
 * as text was not validated either.
 */
export function withTemplates(violations: readonly LocatedViolation[], { spec, locate }: Declaration): LocatedViolation[] {
  const wrong = violations.filter(({ value }) => typeof value === 'string' && (TEMPLATE.test(value) || PLACEHOLDER.test(value)))
    .map(({ property, value, at }) => notRendered(property, value, at));
  const others = templatesIn(spec).map(({ property, value }) => notRendered(property, value, locate(property)));
  const found = [...new Map([...wrong, ...others].map((violation) => [JSON.stringify(violation.at), violation])).values()];
  const reported = new Set(found.map(({ at }) => JSON.stringify(at)));
  return found.length === 0 ? [...violations] : [...violations.filter(({ at }) => !reported.has(JSON.stringify(at))), ...found];
}

function notRendered(property: string, value: unknown, at: LocatedViolation['at']): LocatedViolation {
  return { code: 'NotRendered', property, value, problem: 'is a template that was not rendered', fix: RENDER_FIRST, at };
}

/** The texts with an expression of a template in them. */
function templatesIn(value: unknown, property = '', within: readonly unknown[] = []): Array<{ readonly property: string; readonly value: string }> {
  if (typeof value === 'string') {
    return TEMPLATE.test(value) ? [{ property, value }] : [];
  }
  // An alias of YAML can put a value into itself.
  if (within.includes(value)) {
    return [];
  }
  const around = [...within, value];
  if (Array.isArray(value)) {
    return value.flatMap((item, i) => templatesIn(item, `${property}[${i}]`, around));
  }
  return isObject(value) ? Object.entries(value).flatMap(([name, each]) => templatesIn(each, member(property, name), around)) : [];
}
