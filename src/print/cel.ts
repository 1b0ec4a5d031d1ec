/**
 * The only place where CEL is put together. An expression is made with the `cel` tag: what stands
 * in the template is code, what is interpolated is a value and becomes a quoted literal, unless it
 * is an expression itself. So text of a user's can never become code.
 */
import { commented } from './comment';
import { wrapped } from './wrapped';

export class Cel {
  /** @internal use the `cel` tag. */
  public constructor(public readonly text: string) {}

  public toString(): string {
    return this.text;
  }
}

/** A value that has a literal form in CEL. */
export type CelLiteral = string | number | boolean | readonly CelLiteral[] | { readonly [key: string]: CelLiteral };

/** Makes a CEL expression; interpolated expressions are spliced in, every other value is quoted. */
export function cel(code: TemplateStringsArray, ...values: ReadonlyArray<Cel | CelLiteral>): Cel {
  let text = code[0];
  values.forEach((value, i) => {
    text += (value instanceof Cel ? value.text : literal(value)) + code[i + 1];
  });
  return new Cel(text);
}

/** An entry of a CEL map; an optional one is left out when its value is `optional.none()`. */
export interface CelEntry {
  readonly key: string;
  readonly value: Cel;
  readonly optional?: boolean;
  /** A sentence on it, printed as a comment. */
  readonly doc?: string;
}

/** A CEL map literal, one entry a line where it is a long one, since people read it in the synthesized YAML. */
export function celMap(entries: readonly CelEntry[]): Cel {
  const items = entries.map(({ key, value, optional }) => `${optional ? '?' : ''}${literal(key)}: ${value.text}`);
  const short = `{${items.join(', ')}}`;
  if (short.length < SHORT && !short.includes('\n') && entries.every(({ doc }) => doc === undefined)) {
    return new Cel(short);
  }
  const lines = entries.flatMap(({ doc }, i) => {
    const item = wrapped(`${items[i]}${i < items.length - 1 ? ',' : ''}`).split('\n').map((line) => `  ${line}`);
    return doc === undefined ? item : commented(item, doc);
  });
  return new Cel(['{', ...lines, '}'].join('\n'));
}

/** A map up to this length is printed on one line. */
const SHORT = 120;

/** All conditions hold. */
export function all(conditions: readonly Cel[]): Cel {
  return new Cel(conditions.map((condition) => condition.text).join(' && '));
}

/** One of the conditions holds. One of several parts stands in parentheses: nobody has to know which operator binds closer. */
export function any(conditions: readonly Cel[]): Cel {
  return new Cel(conditions.map(({ text }) => (/ &&\s/.test(withoutParentheses(text)) && conditions.length > 1 ? `(${text})` : text)).join(' || '));
}

const withoutParentheses = (text: string): string => {
  const less = text.replace(/\([^()]*\)/g, '');
  return less === text ? text : withoutParentheses(less);
};

/** The value as an optional: there where the condition holds. */
export function when(condition: Cel, value: Cel): Cel {
  return cel`${condition} ? optional.of(${value}) : optional.none()`;
}

/** The expression as kro wants it in a template: `${…}`. A map is kept apart from it, since `{{` is Helm's. */
export function expression(value: Cel): string {
  return value.text.startsWith('{') ? '${ ' + value.text + ' }' : '${' + value.text + '}';
}

// CEL takes JSON's escapes, and its maps and lists look like JSON's. kro finds the end of an
// expression by counting braces outside double quotes, so strings are always in double quotes.
function literal(value: CelLiteral): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError(`${value} has no exact literal in CEL`);
  }
  if (typeof value === 'string') {
    return quote(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(literal).join(', ')}]`;
  }
  if (typeof value === 'object') {
    return `{${Object.entries(value).map(([key, item]) => `${quote(key)}: ${literal(item)}`).join(', ')}}`;
  }
  return String(value);
}

// `$` is written as its code point, so that no literal of ours ever looks like the start of a kro expression, and so
// is a brace after a brace, which in a chart would be code of Helm's.
function quote(text: string): string {
  return JSON.stringify(text).replaceAll('$', '\\u0024').replaceAll('{{', '{\\u007b');
}
