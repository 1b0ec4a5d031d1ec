import { Origins } from './origins';

/**
 * The value without the keys that are null, as the API server stores it.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting-and-nullable
 */
export function withoutNulls<T>(value: T, origins: Origins, within: readonly unknown[] = []): T {
  // An alias of YAML can put a value into itself.
  if (nullsIn(value).length === 0 || within.includes(value)) {
    return value;
  }
  const around = [...within, value];
  if (Array.isArray(value)) {
    return origins.merged(value.map((item: unknown) => withoutNulls(item, origins, around)) as T & object, value);
  }
  const kept = Object.entries(value as object).filter(([, member]) => member !== null)
    .map(([key, member]) => [key, withoutNulls(member, origins, around) as unknown] as const);
  return origins.merged(Object.fromEntries(kept) as T & object, value as object);
}

/** The paths of keys that are null. */
export function nullsIn(value: unknown, path = '', within: readonly unknown[] = []): string[] {
  if (typeof value !== 'object' || value === null || within.includes(value)) {
    return [];
  }
  const around = [...within, value];
  if (Array.isArray(value)) {
    return value.flatMap((item, i) => nullsIn(item, `${path}[${i}]`, around));
  }
  return Object.entries(value).flatMap(([key, member]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return member === null ? [at] : nullsIn(member, at, around);
  });
}
