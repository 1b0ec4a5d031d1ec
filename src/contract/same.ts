import { isDeepStrictEqual } from 'node:util';
import { isObject } from './json';

/**
 * Whether two values of the contract say the same. The order of names says nothing, nor does that of indexes and of the
 * attributes that one projects; that of keys does. A list that is left out is an empty one.
 */
export function sameValue(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(one, other) || isDeepStrictEqual(inOrder(one ?? []), inOrder(other ?? []));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(inOrder);
    return items.every((item) => typeof item === 'string' || (isObject(item) && 'indexName' in item)) ? items.sort(byText) : items;
  }
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inOrder(item)])) : value;
}

function byText(one: unknown, other: unknown): number {
  const [a, b] = [one, other].map((item) => (isObject(item) ? String(item.indexName) : String(item)));
  return a < b ? -1 : Number(a > b);
}
