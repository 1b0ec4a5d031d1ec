import { celEntries } from './cel-entries';
import { isObject } from '../contract/json';

/** The parts in which two versions of a template differ, as paths: down to the entries of an expression that makes a map. */
export function changedParts(previous: unknown, next: unknown, path = ''): string[] {
  const [was, is] = [previous, next].map(partsOf);
  if (was === undefined || is === undefined) {
    return previous === next ? [] : [path];
  }
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((name) =>
    changedParts(was.get(name), is.get(name), name === '' ? path : inner(path, name)));
}

function partsOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (isObject(value)) {
    return new Map(Object.entries(value));
  }
  if (Array.isArray(value)) {
    return new Map(value.map((item, i) => [`[${i}]`, item]));
  }
  const entries = typeof value === 'string' && value.startsWith('${') ? celEntries(value) : undefined;
  return entries !== undefined && entries.size > 1 ? entries : undefined;
}

function inner(path: string, name: string): string {
  if (path === '' || name.startsWith('[')) {
    return path + name;
  }
  return /^\w+$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}
