/**
 * The scalars of YAML as kubectl reads them, by go-yaml v2: mostly YAML 1.1, but dates, times and sexagesimal numbers are text,
 * and `0o17` is a number. `test/conformance/checks/yaml.test.ts` compares with the real kubectl.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2.4.4/resolve.go
 */
export interface ScalarTag {
  readonly tag: string;
  readonly default: boolean;
  readonly test?: RegExp;
  resolve(text: string): unknown;
}

const TAG = 'tag:yaml.org,2002:';
const TRUE = /^(?:[yY]|yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(?:[nN]|no|No|NO|false|False|FALSE|off|Off|OFF)$/;
// Underscores may stand anywhere behind the first character.
const INTEGER = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const NUMBER_LIKE = /^[-+.0-9][-+.\w]*$/;
const SPECIAL: ReadonlyMap<string, number> = new Map([
  ...['.nan', '.NaN', '.NAN'].map((text) => [text, NaN] as const),
  ...['.inf', '.Inf', '.INF'].flatMap((text) => [[text, Infinity], [`+${text}`, Infinity], [`-${text}`, -Infinity]] as const),
]);

export const SCALARS: readonly ScalarTag[] = [
  { tag: `${TAG}null`, default: true, test: /^(?:~|null|Null|NULL)?$/, resolve: () => null },
  { tag: `${TAG}bool`, default: true, test: new RegExp(`${TRUE.source}|${FALSE.source}`), resolve: (text) => TRUE.test(text) },
  { tag: `${TAG}float`, default: true, test: NUMBER_LIKE, resolve: numberOrText },
  { tag: `${TAG}int`, default: false, resolve: numberOrText },
  { tag: `${TAG}timestamp`, default: false, resolve: (text) => text },
  { tag: `${TAG}binary`, default: false, resolve: (text) => Buffer.from(text, 'base64').toString('utf8') },
];

/** The number that Go reads from this text, or the text. */
function numberOrText(text: string): unknown {
  const plain = text.startsWith('.') ? text : text.replaceAll('_', '');
  if (INTEGER.test(plain) && !text.startsWith('_')) {
    return integer(plain);
  }
  const value = FLOAT.test(plain) ? Number(plain) : SPECIAL.get(text);
  // Go leaves a number that no float64 holds as text.
  return value === undefined || (!Number.isFinite(value) && !SPECIAL.has(text)) ? text : value;
}

function integer(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[-+]/, '').toLowerCase();
  const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
  return sign * Number(octal);
}
