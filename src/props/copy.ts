import { Lazy } from 'cdk8s';
import { isObject, isPlain, Json } from '../contract/json';

/**
 * What a caller gave, as it is now: a later change of his does not reach the manifest, which so is what was validated.
 */
export function copyOf(value: unknown): unknown {
  return copyWith(undefined, value);
}

/** What was copied is kept from the first object on: most of what is given is text, and there is nothing to remember of it. */
function copyWith(before: Map<unknown, unknown> | undefined, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (before?.has(value)) {
    return before.get(value);
  }
  const given = plainly(value);
  if (typeof given !== 'object' || given === null) {
    return given;
  }
  const copies = before ?? new Map<unknown, unknown>();
  if (Array.isArray(given)) {
    const list: unknown[] = [];
    copies.set(value, list);
    given.forEach((item) => list.push(copyWith(copies, item)));
    return list;
  }
  if (!isPlain(given)) {
    return given;
  }
  const object: { [name: string]: unknown } = {};
  copies.set(value, object);
  for (const name of Object.keys(given)) {
    const item = copyWith(copies, given[name as keyof typeof given]);
    if (name === '__proto__') {
      // A plain assignment would set no entry.
      Object.defineProperty(object, name, { value: item, enumerable: true, configurable: true, writable: true });
    } else {
      object[name] = item;
    }
  }
  return object;
}

/**
 * A `Lazy` of cdk8s is resolved, a `Map` becomes an object and a `Set` a list: as they are, JSON and YAML would show
 * them empty.
 */
export function plainly(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  let given: unknown = value;
  // One that produces itself has no value.
  for (let i = 0; i < 10 && given instanceof Lazy; i++) {
    given = given.produce();
  }
  return given instanceof Map ? Object.fromEntries(given) : given instanceof Set ? [...given] : given;
}

/** Under this name the properties that an instance of a class gave are true: it may have names for itself beside them. */
export const OF_CLASS = Symbol('of a class');

/** An instance of somebody's own class as an object of what it gives, by its getters too. */
export function structOf(value: unknown): unknown {
  const given = plainly(value);
  if (!isObject(given) || isPlain(given)) {
    return given;
  }
  const struct: { [name: string | symbol]: unknown } = { [OF_CLASS]: true };
  for (let of: Json = given; Object.getPrototypeOf(of) !== null; of = Object.getPrototypeOf(of) as Json) {
    Object.entries(Object.getOwnPropertyDescriptors(of)).filter(([name, { get, enumerable }]) => (enumerable || get) && !(name in struct))
      .forEach(([name]) => struct[name] = given[name]);
  }
  return struct;
}
