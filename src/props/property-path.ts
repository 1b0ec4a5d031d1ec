import { FIELDS } from '../contract/fields';
import { Field } from '../contract/shape';
import { TableSpec } from '../contract/table-spec';

/**
 * Says a path of the contract (`keySchema[0].attributeName`) as the author of TableProps knows it
 * (`partitionKey.name`).
 */
export function propertyPath(path: string, spec: TableSpec): string {
  const definition = /^attributeDefinitions\[(\d+)\]\.attribute(Name|Type)$/.exec(path);
  if (definition) {
    const key = firstKeyWith(spec, Number(definition[1]));
    return key === undefined ? path : `${keyPath(key, spec)}.${definition[2].toLowerCase()}`;
  }
  if (/^(attributeDefinitions|keySchema)$/.test(path)) {
    return 'partitionKey';
  }
  const key = /^(.*keySchema\[\d+\])(?:\.attributeName)?$/.exec(path);
  if (key) {
    return `${keyPath(key[1], spec)}${path.endsWith('attributeName') ? '.name' : ''}`;
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

// keySchema[0] is the partition key; the second HASH key of an index is partitionKeys[1].
function keyPath(path: string, spec: TableSpec): string {
  const [, prefix, position] = /^(.*)keySchema\[(\d+)\]$/.exec(path)!;
  const keys = at(spec, `${prefix}keySchema`) as ReadonlyArray<{ keyType: string }>;
  const keyType = keys[Number(position)].keyType;
  const sameType = keys.filter((key) => key.keyType === keyType).length;
  const name = keyType === 'HASH' ? 'partitionKey' : 'sortKey';
  const first = keys.findIndex((key) => key.keyType === keyType);
  return prefix + (sameType === 1 ? name : `${name}s[${Number(position) - first}]`);
}

function firstKeyWith(spec: TableSpec, definition: number): string | undefined {
  const wanted = (at(spec, `attributeDefinitions[${definition}]`) as { attributeName?: unknown }).attributeName;
  const lists = ['keySchema', ...['globalSecondaryIndexes', 'localSecondaryIndexes'].flatMap((name) =>
    ((spec[name] ?? []) as object[]).map((_, i) => `${name}[${i}].keySchema`))];
  return lists.flatMap((list) => ((at(spec, list) ?? []) as Array<{ attributeName?: unknown }>)
    .flatMap((key, i) => (key.attributeName === wanted ? [`${list}[${i}]`] : [])))[0];
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
