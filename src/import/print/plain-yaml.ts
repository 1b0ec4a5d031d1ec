import { Yaml } from 'cdk8s';
import { isObject } from '../../contract/json';
import { isWritable, writableJson } from '../../props/unwritable';
import { isPlainText } from '../../validation/plain-yaml';

/** A number to kubectl, and a text to the printer; and what it writes in several lines. */
const BEYOND = /^[-+]?0(?:[oO][0-7]+|X[\dA-Fa-f]+|B[01]+)$|\n/;

/**
 * An object as YAML, as `Yaml.stringify` of cdk8s writes it. That takes a millisecond for a table, so here it writes only the
 * texts that need quotes. What it does not write as it is to be read, or in several lines, stands as JSON, which is YAML too.
 */
export function printYamlOf(object: object): string {
  const lines: string[] = [];
  printMap(object, '', '', lines);
  return `${lines.join('\n')}\n`;
}

/** @param first what the first line begins with: `indent`, or the dash of an item */
function printMap(map: object, first: string, indent: string, out: string[]): void {
  Object.entries(map).forEach(([key, value], i) => printEntry(`${i === 0 ? first : indent}${scalar(key)}:`, value, indent, out));
}

function printEntry(start: string, value: unknown, indent: string, out: string[]): void {
  const inner = `${indent}  `;
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
    out.push(`${start} ${scalar(value)}`);
  } else if (Array.isArray(value)) {
    out.push(start);
    value.forEach((item: unknown) => isObject(item) && Object.keys(item).length > 0 ? printMap(item, `${inner}- `, `${inner}  `, out) : out.push(`${inner}- ${scalar(item)}`));
  } else {
    out.push(start);
    printMap(value, inner, inner, out);
  }
}

function scalar(value: unknown): string {
  if (typeof value !== 'string') {
    return writableJson(JSON.stringify(value ?? null));
  }
  let text = texts.get(value);
  if (text === undefined) {
    text = isPlainText(value) && !EXPONENT.test(value) ? value
      : !isWritable(value) || BEYOND.test(value) ? writableJson(JSON.stringify(value)) : Yaml.stringify(value).slice(0, -'\n'.length);
    // Not all of a large file is to be kept.
    if (texts.size < 1_000) {
      texts.set(value, text);
    }
  }
  return text;
}

/** The library takes it for a number without digits before the exponent. */
const EXPONENT = /^e[-+]?\d+$/i;

/** The names of fields, and values such as tags, are the same ones in each table. */
const texts = new Map<string, string>();
