import { Lazy } from 'cdk8s';
import { isPlain } from '../contract/json';

/**
 * What a caller gave, as it is now: a later change of his does not reach the manifest, which so is what was validated.
 */
export function copyOf(value: unknown, copies = new Map<unknown, unknown>()): unknown {
  if (copies.has(value)) {
    return copies.get(value);
  }
  const given = plainly(value);
  if (typeof given !== 'object' || given === null) {
    return given;
  }
  if (Array.isArray(given)) {
    const list: unknown[] = [];
    copies.set(value, list);
    given.forEach((item) => list.push(copyOf(item, copies)));
    return list;
  }
  if (!isPlain(given)) {
    return given;
  }
  const object: { [name: string]: unknown } = {};
  copies.set(value, object);
  for (const [name, item] of Object.entries(given)) {
    // A plain assignment to __proto__ would set no entry.
    Object.defineProperty(object, name, { value: copyOf(item, copies), enumerable: true, configurable: true, writable: true });
  }
  return object;
}

/**
 * A `Lazy` of cdk8s is asked for its value, a `Map` becomes an object and a `Set` a list: as they are, JSON and YAML would show
 * them empty.
 */
export function plainly(value: unknown): unknown {
  let given = value;
  // One that produces itself has no value.
  for (let i = 0; i < 10 && given instanceof Lazy; i++) {
    given = given.produce();
  }
  return given instanceof Map ? Object.fromEntries(given) : given instanceof Set ? [...given] : given;
}
