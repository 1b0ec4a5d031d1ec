import { certain } from './certain';
import { FIELDS } from './fields';
import { isObject, isPlain } from './json';
import { checkRules, Rule } from './rules';
import { Field, Shape } from './shape';
import { TableSpec } from './table-spec';
import { validateShapes, validateValue } from './validate-shapes';
import { member, Violation } from './violation';

/** All that is wrong with a spec: its shapes, then the rules that go across fields, or others. */
export function validate(given: TableSpec, others?: readonly Rule[]): Violation[] {
  const empties: Violation[] = [];
  const spec = withoutEmpty('', given, FIELDS, empties);
  const shapes = validateShapes(spec);
  const typed = shapes.length === 0 ? spec : wellTyped(spec, FIELDS);
  const found = checkRules(typed, others);
  const rules = withoutMeant(shapes.length === 0 ? found
    : certain(found, shapes, typed, others).map((rule) => withSeverity(withValues(rule, shapes), shapes)));
  // As nearly all tables are.
  if (shapes.length === 0 && rules.length === 0 && empties.length === 0) {
    return [];
  }
  // A value that has to go altogether need not have its shape first.
  const remove = rules.flatMap(({ code, removes, property }) => removes ? [property] : code === 'UnusedAttribute' ? [property.replace(/Name$/, 'Type')] : []);
  const stays = ({ property }: Violation) => !remove.some((other) => within(property, other));
  const kept = shapes.filter(stays);
  // Where a shape is wrong, the rules see the rest; what they then say of the same property adds nothing.
  const reported = kept.map(({ property }) => property);
  const isReported = ({ property, ofList, anyValue }: Violation) => !anyValue
    && reported.some((other) => within(property, other) || (!ofList && within(other, property)));
  const all = [...kept, ...rules.filter((rule) => !isReported(rule))];
  // What must be there, and is not, is reported by its rule.
  return [...all, ...empties.filter(stays).filter(({ property }) => !all.some((other) => other.property === property))];
}

/** An attribute that is meant by the misspelt name of a key is used. */
function withoutMeant(found: readonly Violation[]): readonly Violation[] {
  const meant = new Set(found.filter(({ code }) => code === 'UndefinedAttribute').map(({ fix }) => /Did you mean ("(?:[^"\\]|\\.)*")\?$/.exec(fix)?.[1]));
  return meant.size === 0 ? found : found.filter(({ code, value }) => code !== 'UnusedAttribute' || !meant.has(JSON.stringify(value)));
}

/** What is to be removed, or given something else that it needs, needs one of its values then. */
function withValues(rule: Violation, shapes: readonly Violation[]): Violation {
  const wrong = rule.removes && !rule.fix.startsWith('Remove') ? shapes.find(({ code, property }) => code === 'InvalidValue' && property === rule.property) : undefined;
  return wrong === undefined ? rule : { ...rule, fix: `${rule.fix} ${wrong.fix}` };
}

/** What is to be removed, and is wrong by itself, is no warning. */
function withSeverity({ severity, ...rule }: Violation, shapes: readonly Violation[]): Violation {
  const isWrong = rule.removes && shapes.some(({ property }) => within(property, rule.property));
  return severity === undefined || isWrong ? rule : { ...rule, severity };
}

/** Whether a property is the other one, or in it. */
export function within(inner: string, outer: string): boolean {
  return inner === outer || (inner.startsWith(outer) && /^[.[]/.test(inner.slice(outer.length)));
}

/**
 * The spec without optional values that are empty where they must not be, as tools write them to mean none: DynamoDB would reject
 * them, and to the other rules they are not there. Each is noted.
 */
function withoutEmpty(path: string, value: TableSpec, fields: readonly Field[], out: Violation[]): TableSpec {
  let copy: { [name: string]: unknown } | undefined;
  for (const field of fields) {
    const part = value[field.name];
    if (part === undefined) {
      continue;
    }
    const { name, shape, required, default: otherwise } = field;
    const [violation] = required || !isEmpty(part) ? [] : validateValue(member(path, name), part, shape);
    if (violation) {
      // A text that is empty in an object is what its author wrote.
      const isInner = violation.value === '' && part !== '';
      const fix = (called: string) => isInner ? `Give a value, or remove ${called}: without it, there is none.`
        : otherwise === undefined ? 'Remove it: without it, there is none.' : `Remove it: the default is ${otherwise}, if the platform has no other.`;
      out.push({ ...violation, ...isInner ? {} : { property: member(path, name), value: part }, problem: 'is empty', fix: fix(name), typescript: { fix: fix(field.prop ?? name) } });
      copy ??= { ...value };
      delete copy[name];
    } else if (shape.kind === 'list' || shape.kind === 'object') {
      const rest = withoutEmptyParts(member(path, name), part, shape, out);
      if (rest !== part) {
        copy ??= { ...value };
        copy[name] = rest;
      }
    }
  }
  return copy ?? value;
}

/** The value itself where nothing in it is empty. */
function withoutEmptyParts(path: string, value: unknown, shape: Shape, out: Violation[]): unknown {
  if (shape.kind === 'list' && shape.of.kind === 'object' && Array.isArray(value)) {
    const items = value.map((item, i) => withoutEmptyParts(`${path}[${i}]`, item, shape.of, out));
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  return shape.kind === 'object' && isObject(value) ? withoutEmpty(path, value, shape.fields, out) : value;
}

/** It says nothing, nor does what is in it. */
function isEmpty(value: unknown): boolean {
  return isNothing(value) || (isObject(value) && isPlain(value) && Object.values(value).every(isNothing));
}

function isNothing(value: unknown): boolean {
  return value === '' || value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/** A copy with only those parts that have the type that the contract gives them. An optional part stays, empty, so that it is there. */
function wellTyped(value: TableSpec, fields: readonly Field[]): TableSpec {
  const partOf = ({ name, shape, required }: Field): unknown =>
    wellTypedValue(value[name], shape) ?? (required || value[name] === undefined ? undefined : NOTHING[shape.kind]);
  return Object.fromEntries(fields.map((field) => [field.name, partOf(field)] as const).filter(([, part]) => part !== undefined));
}

const NOTHING: Partial<Record<Shape['kind'], unknown>> = { object: {}, list: [], string: '' };

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
