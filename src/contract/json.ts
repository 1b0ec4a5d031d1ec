/** An object that was read from YAML or given by a caller, of which nothing is known yet. */
export type Json = { readonly [name: string | symbol]: unknown };

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object that it is; an empty one for anything else. */
export function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** What an object has by a name that somebody gave: a name such as `constructor` is none of an empty one. */
export function at(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The list that it is; an empty one for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects in the list that it is. What is no object is an empty one. */
export function objectsOf(value: unknown): Json[] {
  return listOf(value).map(objectOf);
}

/** The text that it is; undefined for an empty one, and for anything else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** It is an object as a literal makes one, and no instance of a class. */
export function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
