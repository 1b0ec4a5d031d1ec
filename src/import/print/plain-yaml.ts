import { Yaml } from 'cdk8s';
import { isObject } from '../../contract/json';
import { isPlainText } from '../../validation/plain-yaml';

/** A number to YAML 1.2, which kubectl reads, and a text to the printer. */
const OCTAL = /^[-+]?0o[0-7]+$/;

/**
 * An object as YAML, as `Yaml.stringify` of cdk8s writes it. That takes a millisecond for a table, so here it writes only the
 * texts that need quotes, and the objects that hold anything else than maps, lists, texts, integers and booleans.
 */
export function printYamlOf(object: object): string {
  const lines: string[] = [];
  try {
    printMap(object, '', '', lines);
  } catch (error) {
    if (error === beyond) {
      return Yaml.stringify(object);
    }
    throw error;
  }
  return `${lines.join('\n')}\n`;
}

const beyond = new Error('beyond this printer');

/** @param first what the first line begins with: `indent`, or the dash of an item */
function printMap(map: object, first: string, indent: string, out: string[]): void {
  const entries = Object.entries(map);
  if (entries.length === 0) {
    throw beyond;
  }
  entries.forEach(([key, value], i) => printEntry(`${i === 0 ? first : indent}${scalar(key)}:`, value, indent, out));
}

function printEntry(start: string, value: unknown, indent: string, out: string[]): void {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) {
      throw beyond;
    }
    out.push(start);
    value.forEach((item: unknown) => isObject(item) ? printMap(item, `${inner}- `, `${inner}  `, out) : out.push(`${inner}- ${scalar(item)}`));
  } else if (isObject(value)) {
    out.push(start);
    printMap(value, inner, inner, out);
  } else {
    out.push(`${start} ${scalar(value)}`);
  }
}

function scalar(value: unknown): string {
  if (typeof value === 'boolean' || (Number.isSafeInteger(value) && !Object.is(value, -0))) {
    return String(value);
  }
  if (typeof value !== 'string') {
    throw beyond;
  }
  let text = texts.get(value);
  if (text === undefined) {
    text = BREAK.test(value) ? JSON.stringify(value).replace(BREAKS, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`) : isPlainText(value) && !EXPONENT.test(value) ? value : OCTAL.test(value) ? `"${value}"` : Yaml.stringify(value).slice(0, -'\n'.length);
    // In several lines it would have to be indented.
    if (text.includes('\n')) {
      throw beyond;
    }
    // Not all of a large file is to be kept.
    if (texts.size < 1_000) {
      texts.set(value, text);
    }
  }
  return text;
}

/** What ends a line to kubectl, and not to the printer. */
const BREAK = /[\u0085\u2028\u2029]/;
const BREAKS = new RegExp(BREAK, 'g');

/** The library takes it for a number without digits before the exponent. */
const EXPONENT = /^e[-+]?\d+$/i;

/** The names of fields, and values such as tags, are the same ones in each table. */
const texts = new Map<string, string>();
