/**
 * The language in which the contract is written down: what a value looks like, and what a field is.
 * Everything is data, so that each printer (SimpleSchema, CUE, documentation) and the validator can read it.
 */
export type Shape = StringShape | IntegerShape | BooleanShape | ListShape | ObjectShape;

export interface StringShape {
  readonly kind: 'string';
  readonly enum?: readonly string[];
  /** A regular expression in the syntax that RE2 (Go, CEL, CUE) and JavaScript share; anchored. */
  readonly pattern?: string;
  /** What the pattern requires, for messages. */
  readonly meaning?: string;
  /** It holds JSON. */
  readonly json?: boolean;
  /** In characters. */
  readonly minLength?: number;
  readonly maxLength?: number;
}

export interface IntegerShape {
  readonly kind: 'integer';
  readonly minimum?: number;
  readonly maximum?: number;
  /** What to do where AWS shows a 0 for none, for messages. */
  readonly zero?: string;
}

export interface BooleanShape {
  readonly kind: 'boolean';
}

export interface ListShape {
  readonly kind: 'list';
  readonly of: StringShape | ObjectShape;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** What its items are, for messages about their number. */
  readonly meaning?: string;
}

export interface ObjectShape {
  readonly kind: 'object';
  /** The type's name in SimpleSchema (`schema.types`), in CUE (`#Name`) and in the documentation. */
  readonly name: string;
  readonly fields: readonly Field[];
  /** What stands under other names, where there may be any: of this shape, or free. */
  readonly others?: Shape | 'free';
  /** The field that tells objects of this type apart in a list, where several declarations may add to one list. */
  readonly key?: string;
}

export interface Field {
  readonly name: string;
  readonly shape: Shape;
  /** One sentence, shown by `vela show`, `kubectl explain` and the reference. */
  readonly doc: string;
  readonly required?: boolean;
  /** Cannot change once the table exists. */
  readonly immutable?: boolean;
  readonly default?: string | boolean;
  /** The property of the TypeScript API that sets this field, where its name differs; empty where that of the object around it does. */
  readonly prop?: string;
  readonly column?: Column;
}

/** A column of `kubectl get dynamodbtables`. */
export interface Column {
  readonly title: string;
  /** Shown with `-o wide` only. */
  readonly wide?: boolean;
}

/** All object types that the fields use, each once, those that others use first. */
export function objectTypes(fields: readonly Field[]): ObjectShape[] {
  const types = new Map<string, ObjectShape>();
  const collect = (shape: Shape): void => {
    if (shape.kind === 'list') {
      collect(shape.of);
    } else if (shape.kind === 'object' && !types.has(shape.name)) {
      shape.fields.forEach((field) => collect(field.shape));
      types.set(shape.name, shape);
    }
  };
  fields.forEach((field) => collect(field.shape));
  return [...types.values()];
}

/** Defaults that the platform sets instead of the contract's own, by field. */
export type SchemaDefaults = Readonly<Record<string, string | boolean>>;

/** The fields, with the platform's defaults in place of their own. */
export function withDefaults(fields: readonly Field[], defaults: SchemaDefaults): Field[] {
  return fields.map((field) => ({ ...field, default: defaults[field.name] ?? field.default }));
}

/**
 * The schema can compare a value with the one before only as a whole. Where the order of a list says nothing, that would reject
 * what is no change, so there the admission policy compares alone.
 */
export function immutableInSchema({ immutable, shape }: Field): boolean {
  return immutable === true && keyOfItems(shape) === undefined;
}

/** The field that tells the items of a list apart, where they have one. */
export function keyOfItems(shape: Shape): string | undefined {
  return shape.kind === 'list' && shape.of.kind === 'object' ? shape.of.key : undefined;
}
