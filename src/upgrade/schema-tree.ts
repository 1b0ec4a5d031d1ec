import { isObject, Json } from '../contract/json';
import { ParsedField, parseSimpleSchema } from '../print/parse-simple-schema';
import { Markers } from '../print/simple-schema';

/** A field as kro puts it into the CustomResourceDefinition: with its custom types written out. */
export interface SchemaNode {
  /** `string`, `[]` for a list, `{}` for an object; a type that this version does not know stands for itself. */
  readonly type: string;
  readonly markers: Markers;
  /** What is in a list. */
  readonly items?: SchemaNode;
  /** What is in an object. */
  readonly fields?: ReadonlyMap<string, SchemaNode>;
}

/** Writes out the fields of a SimpleSchema. Throws for what cannot be read, and names it by its path. */
export function schemaTree(spec: unknown, types: Json, path: string): SchemaNode {
  return object(spec, { types, path, within: [] });
}

interface Place {
  readonly types: Json;
  readonly path: string;
  /** The types around this place. */
  readonly within: readonly string[];
}

function object(fields: unknown, place: Place): SchemaNode {
  if (!isObject(fields)) {
    throw new Error(`${place.path} is not a list of fields by name.`);
  }
  const nodes = Object.entries(fields).map(([name, field]) => [name, node(field, { ...place, path: `${place.path}.${name}` })] as const);
  return { type: '{}', markers: {}, fields: new Map(nodes) };
}

function node(field: unknown, place: Place): SchemaNode {
  if (typeof field !== 'string') {
    return object(field, place);
  }
  const { type, markers } = parse(field, place.path);
  const inner = typed(type, place);
  return { ...inner, markers: { ...inner.markers, ...markers } };
}

function parse(field: string, path: string): ParsedField {
  try {
    return parseSimpleSchema(field);
  } catch (error) {
    throw new Error(`${path} cannot be read: ${(error as Error).message}.`);
  }
}

function typed(type: string, place: Place): SchemaNode {
  if (type.startsWith('[]')) {
    return { type: '[]', markers: {}, items: typed(type.slice(2), { ...place, path: `${place.path}[]` }) };
  }
  if (!Object.hasOwn(place.types, type)) {
    return { type, markers: {} };
  }
  if (place.within.includes(type)) {
    throw new Error(`${place.path}: the type ${type} contains itself.`);
  }
  return node(place.types[type], { ...place, within: [...place.within, type] });
}

/** The default that an instance without the field gets. kro gives `{}` to an object that needs nothing and has defaults within. */
export function defaultOf({ markers, fields = new Map() }: SchemaNode): string | number | boolean | undefined {
  const within = [...fields.values()];
  const empty = within.some((inner) => defaultOf(inner) !== undefined) && !within.some((inner) => inner.markers.required);
  return markers.default ?? (empty ? '{}' : undefined);
}
