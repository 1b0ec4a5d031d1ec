import { FIELDS } from '../contract/fields';
import { offeredFields } from '../contract/rules/connection-secrets';
import { Field, immutableInSchema, objectTypes, SchemaDefaults, Shape, withDefaults } from '../contract/shape';
import { Markers, simpleSchema } from '../print/simple-schema';

/** The contract as the `types` and the `spec` of kro's schema. */
export function schemaTypes(): Record<string, Record<string, string>> {
  return Object.fromEntries(objectTypes(FIELDS).map((type) => [type.name, printFields(type.fields)]));
}

export function schemaSpec(defaults: SchemaDefaults, connectionSecrets = true): Record<string, string> {
  return printFields(withDefaults(offeredFields(FIELDS, connectionSecrets), defaults));
}

function printFields(fields: readonly Field[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field.name, printField(field)]));
}

function printField(field: Field): string {
  const { shape, required, default: byDefault, doc } = field;
  return simpleSchema(typeName(shape), { required, immutable: immutableInSchema(field), default: byDefault, ...bounds(shape), description: doc });
}

function typeName(shape: Shape): string {
  switch (shape.kind) {
    case 'list': return `[]${typeName(shape.of)}`;
    case 'object': return shape.name;
    default: return shape.kind;
  }
}

// SimpleSchema bounds a list, not what is in it: bounds of a list's plain strings are left to the other layers.
function bounds(shape: Shape): Markers {
  switch (shape.kind) {
    case 'string': return { enum: shape.enum, pattern: shape.pattern, minLength: shape.minLength, maxLength: shape.maxLength };
    case 'integer': return { minimum: shape.minimum, maximum: shape.maximum };
    case 'list': return { minItems: shape.minItems, maxItems: shape.maxItems };
    default: return {};
  }
}
