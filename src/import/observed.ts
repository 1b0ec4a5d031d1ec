import { at, isObject, Json } from '../contract/json';

/** A property that is declared otherwise than AWS has it. */
export interface Difference {
  /** Such as `globalSecondaryIndex[0].readCapacity`. */
  readonly path: string;
  readonly declared: unknown;
  /** Undefined where AWS has none. */
  readonly observed: unknown;
}

/**
 * What is declared, with what AWS has where nothing is declared: that is left as it is.
 * @param differences takes what is declared otherwise
 */
export function withObserved(declared: Json, observed: Json, differences: Difference[], path = ''): Json {
  const names = [...new Set([...Object.keys(declared), ...Object.keys(observed)])];
  return Object.fromEntries(names.map((name) => [name, merged(at(declared, name), at(observed, name), differences, path === '' ? name : `${path}.${name}`)]));
}

function merged(declared: unknown, observed: unknown, differences: Difference[], path: string): unknown {
  if (isEmpty(declared)) {
    return observed ?? declared;
  }
  if (isEmpty(observed)) {
    return declared;
  }
  const [one, other] = [single(declared), single(observed)];
  if (isObject(one) && isObject(other)) {
    return withObserved(one, other, differences, path);
  }
  if (Array.isArray(declared) && Array.isArray(observed)) {
    return declared.every(isObject) && observed.every(isObject) ? mergedLists(declared, observed, differences, path)
      : same(texts(declared), texts(observed), { path, declared, observed }, differences);
  }
  return same(String(declared), String(observed), { path, declared, observed }, differences);
}

function same(declared: string, observed: string, difference: Difference, differences: Difference[]): unknown {
  if (declared !== observed) {
    differences.push(difference);
  }
  return difference.declared;
}

/** Lists of blocks, which are in no order: those of the same name are the same. */
function mergedLists(declared: readonly Json[], observed: readonly Json[], differences: Difference[], path: string): unknown[] {
  const byName = new Map(observed.map((item, i) => [nameOf(item, i), item]));
  const items = declared.map((item, i) => {
    const [name, place] = [nameOf(item, i), `${path}[${i}]`];
    const found = byName.get(name);
    byName.delete(name);
    if (found === undefined) {
      differences.push({ path: place, declared: name, observed: undefined });
    }
    return found === undefined ? item : withObserved(item, found, differences, place);
  });
  byName.forEach((_, name) => differences.push({ path, declared: undefined, observed: name }));
  return items;
}

function nameOf(item: Json, i: number): string {
  return String(item.name ?? item.regionName ?? item.indexName ?? item.attributeName ?? item.key ?? i);
}

/** The block of a list of one, as the older versions of Crossplane's API write it. Time to live has a name in it, and is one. */
function single(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 && isObject(value[0]) && (nameOf(value[0], 0) === '0' || 'enabled' in value[0]) ? value[0] : value;
}

function texts(list: readonly unknown[]): string {
  return list.map(String).sort().join('\n');
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}
