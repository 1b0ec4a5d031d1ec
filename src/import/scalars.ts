import { Unresolved } from './part';

/** What a scalar of YAML is that stands there without quotes and without a tag: a text, nothing, or why nobody can tell. */
export type ReadScalar = (text: string) => string | Unresolved | undefined;

const NOTHING = ['', '~', 'null', 'Null', 'NULL'];

/** @param number reads what may be a number or a date */
function reader(truths: readonly string[], lies: readonly string[], number: ReadScalar): ReadScalar {
  const spelled = (words: readonly string[], value: string): Array<[string, string | undefined]> =>
    words.flatMap((word) => [word, word[0].toUpperCase() + word.slice(1), word.toUpperCase()].map((each): [string, string] => [each, value]));
  const words = new Map([...NOTHING.map((word): [string, undefined] => [word, undefined]), ...spelled(truths, 'true'), ...spelled(lies, 'false')]);
  return (text) => text.length < 6 && words.has(text) ? words.get(text) : /^[-+.\d]/.test(text) ? number(text) : text;
}

/** The words of YAML 1.1. A `y` or `N` alone is a text to these readers. */
const YAML_1_1 = [['true', 'yes', 'on'], ['false', 'no', 'off']] as const;

const OCTAL = /^0[0-7]+$/;
const NUMBER = /^[-+]?(?:0(?:x[\da-f_]+|b[01_]+|o[0-7]+)|\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[-+]?\d+)?|\.(?:inf|nan))$/i;
const AS_WRITTEN = /^-?\d+(?:\.\d*)?$|^0\d*:/;

const QUOTE = 'Quote what AWS has.';

/**
 * CloudFormation makes a text of a boolean where it needs one. Of numbers, what people tell of those in other forms differs.
 * @see https://github.com/ASFHyP3/hyp3/pull/2061
 */
const TEMPLATE = reader(...YAML_1_1, (text) =>
  OCTAL.test(text) ? new Unresolved(`CloudFormation reads ${text} as an octal number. ${QUOTE}`)
    : NUMBER.test(text) && !AS_WRITTEN.test(text) ? new Unresolved(`CloudFormation may read ${text} as a number. ${QUOTE}`) : text);

/** The API server rejects a boolean or a number where a text is to be, so what is in the cluster has none there. */
const MANIFEST = reader(...YAML_1_1, (text) => OCTAL.test(text) ? String(parseInt(text, 8)) : text);

/** But for the versions of policies and templates, which AWS takes in no other form. */
const DATE = /^(?!20(?:12|08)-10-17$|2010-09-09$)\d{4}-(?:\d\d-\d\d$|\d\d?-\d\d?(?:[Tt]|[ \t]+)\d)/;
const UNDERSCORED = /^[-+]?(?:0[box][\da-f_]+|[\d.][\d_.]*(?:e[-+]?\d+)?)$/i;
const INTEGER = /^([-+]?)(0b[01]+|0x[\da-fA-F]+|0o[0-7]+)$/;
const FLOAT = /^(?:[-+]?\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
const NO_NUMBER = /^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/;

/**
 * The Serverless Framework reads by js-yaml, and gives CloudFormation JSON. Releases of js-yaml differ about underscores.
 * @see https://github.com/oss-serverless/osls/issues/438
 */
export const SERVERLESS = reader(['true'], ['false'], (text) => {
  const [, sign, digits] = INTEGER.exec(text) ?? [];
  const number = digits !== undefined ? String(Number(`${sign}1`) * Number(digits)) : FLOAT.test(text) ? String(Number(text)) : undefined;
  const isUnknown = number?.includes('e') ?? (DATE.test(text) || NO_NUMBER.test(text) || text.includes('_') && UNDERSCORED.test(text));
  return isUnknown ? new Unresolved(`The framework does not read ${text} as text. ${QUOTE}`) : number ?? text;
});

/** Of tools that quote what is no text. */
const OTHER = reader([], [], (text) => text);

/** The reader of a text, by the names at its root. */
export function scalarsOf(text: string): ReadScalar {
  const isFlow = /^\s*[{[]/.test(text);
  const has = (name: string): boolean => text.includes(name) && new RegExp(`${isFlow ? '[{,]\\s*' : '^(?:- )?'}["']?${name}["']?\\s*:`, 'm').test(text);
  return has('apiVersion') ? MANIFEST : has('service') ? SERVERLESS : has('Resources') ? TEMPLATE : OTHER;
}

/** The own property of this name, or of a name that is the same once it is read: names of conditions and mappings are not quoted either. */
export function named<T>(values: { readonly [name: string]: T }, name: string): T | undefined {
  const own = Object.hasOwn(values, name) ? name : Object.keys(values).find((each) => TEMPLATE(each) === name);
  return own === undefined ? undefined : values[own];
}
