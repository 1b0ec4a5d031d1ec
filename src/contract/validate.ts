import { conform } from './conform';
import { FIELDS } from './fields';
import { isObject } from './json';
import { checkRules } from './rules';
import { Field, Shape } from './shape';
import { TableSpec } from './table-spec';
import { Violation } from './violation';

/** All that is wrong with a spec: its shapes, then the rules that go across fields. */
export function validate(spec: TableSpec): Violation[] {
  const shapes = conform(spec);
  if (shapes.length === 0) {
    return checkRules(spec);
  }
  // Where a shape is wrong, the rules see the rest; what they then say of the same property adds nothing.
  const reported = shapes.map((violation) => violation.property);
  const rules = checkRules(wellTyped(spec, FIELDS))
    .filter(({ property }) => !reported.some((other) => within(property, other) || within(other, property)));
  return [...shapes, ...rules];
}

function within(inner: string, outer: string): boolean {
  return inner === outer || (inner.startsWith(outer) && /^[.[]/.test(inner.slice(outer.length)));
}

/** A copy with only those parts that have the type that the contract gives them. */
function wellTyped(value: TableSpec, fields: readonly Field[]): TableSpec {
  return Object.fromEntries(fields
    .map((field) => [field.name, wellTypedValue(value[field.name], field.shape)] as const)
    .filter(([, part]) => part !== undefined));
}

function wellTypedValue(value: unknown, shape: Shape): unknown {
  switch (shape.kind) {
    case 'object':
      return isObject(value) ? wellTyped(value as TableSpec, shape.fields) : undefined;
    case 'list':
      return Array.isArray(value) ? value.map((item) => wellTypedValue(item, shape.of) ?? (shape.of.kind === 'object' ? {} : '')) : undefined;
    case 'integer':
      return typeof value === 'number' ? value : undefined;
    default:
      return typeof value === shape.kind ? value : undefined;
  }
}
