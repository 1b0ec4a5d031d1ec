import { isObject, objectOf } from '../contract/json';

/** One that is no longer declared is no other. */
export function hasOtherKey(was: unknown, is: unknown): boolean {
  return keyOf(is) !== undefined && keyOf(is) !== keyOf(was);
}

export function keyOf(replica: unknown): string | undefined {
  const { kmsMasterKeyID: key } = objectOf(replica);
  return key === undefined ? undefined : String(key);
}

/** Each setting of a replica of its own, as `name=value`; of its indexes too. */
export function settingsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => settingsOf(item, `${path}.${String(objectOf(item).indexName)}`));
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([name, item]) => settingsOf(item, `${path}.${name}`));
  }
  return value === undefined ? [] : [`${path}=${String(value)}`];
}

export function namesOf(replica: unknown): string[] {
  return settingsOf(replica).map(nameOf);
}

export function nameOf(setting: string): string {
  return setting.split('=', 1)[0];
}
