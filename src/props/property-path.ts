import { FIELDS } from '../contract/fields';
import { Field } from '../contract/shape';
import { TableSpec } from '../contract/table-spec';

/** By a key or an attribute definition of a spec the path of the key that it was made of: of `partitionKey` and `partitionKeys` one list is made. */
const GIVEN_AT = new WeakMap<object, string>();

export function givenAt<T extends object>(path: string, made: T): T {
  GIVEN_AT.set(made, path);
  return made;
}

/**
 * Says a path of the contract (`keySchema[0].attributeName`) as the author of TableProps knows it
 * (`partitionKey.name`).
 */
export function propertyPath(path: string, spec: TableSpec): string {
  const [, made, leaf] = /^((?:.*keySchema|attributeDefinitions)\[\d+\])(?:\.attribute(Name|Type))?$/.exec(path) ?? [];
  if (made !== undefined) {
    const given = GIVEN_AT.get(at(spec, made) as object) ?? made;
    return leaf === undefined ? given : `${given}.${leaf.toLowerCase()}`;
  }
  if (/^(attributeDefinitions|keySchema)$/.test(path)) {
    return 'partitionKey';
  }
  const tag = /^tags\[(\d+)\]/.exec(path);
  if (tag) {
    return tagPath(Number(tag[1]), spec) ?? path;
  }
  return rename(path, FIELDS);
}

// Tags are given as an object of keys and values.
function tagPath(position: number, spec: TableSpec): string | undefined {
  const key: unknown = (at(spec, `tags[${position}]`) as { key?: unknown } | undefined)?.key;
  return typeof key === 'string' ? `tags[${JSON.stringify(key)}]` : undefined;
}

function rename(path: string, fields: readonly Field[]): string {
  // What has no plain name is no field.
  const [, name, index, rest] = /^(\w+)((?:\[\d+\])?)\.?(.*)$/s.exec(path) ?? [undefined, path, '', ''];
  const field = fields.find((each) => each.name === name);
  const shape = field?.shape.kind === 'list' ? field.shape.of : field?.shape;
  const inner = rest !== '' && shape?.kind === 'object' ? rename(rest, shape.fields) : rest;
  const outer = (field?.prop ?? name) + index;
  return outer === '' || inner === '' || inner.startsWith('[') ? outer + inner : `${outer}.${inner}`;
}

function at(spec: TableSpec, path: string): unknown {
  return path.split(/[.[\]]+/).filter(Boolean).reduce<any>((value, step) => value?.[step], spec);
}
