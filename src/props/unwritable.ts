import { propertyPath } from './property-path';
import { TableSpec } from '../contract/table-spec';
import { member, Violation } from '../contract/violation';

/** What cdk8s writes into YAML as it is, and the readers of Kubernetes take for the end of a line, or refuse. */
const UNWRITABLE = /[\u007f-\u009f\u2028\u2029\ufffe\uffff]/;

/** Texts of a table that would not come out of the YAML as they went in. */
export function validateWritable(spec: TableSpec): Violation[] {
  const found = new Map<string, Violation>();
  const visit = (value: unknown, path: string, depth: number): void => {
    const character = typeof value === 'string' ? UNWRITABLE.exec(value)?.[0] : undefined;
    if (character !== undefined) {
      const property = propertyPath(path, spec);
      found.set(property, { code: 'InvalidText', property, value, problem: `holds ${codeOf(character)}, which YAML does not keep`, fix: 'Take it out.' });
    } else if (typeof value === 'object' && value !== null && depth > 0) {
      Object.entries(value).forEach(([name, each]) => visit(each, Array.isArray(value) ? `${path}[${name}]` : member(path, name), depth - 1));
    }
  };
  visit(spec, '', 5);
  return [...found.values()];
}

export function isWritable(text: string): boolean {
  return !UNWRITABLE.test(text);
}

/** The same text of JSON with these characters escaped. */
export function writableJson(text: string): string {
  return text.replace(new RegExp(UNWRITABLE, 'g'), (character) => `\\u${hex(character)}`);
}

function codeOf(character: string): string {
  return `U+${hex(character).toUpperCase()}`;
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, '0');
}
