import { defaultFinding } from './default-changes';
import { UpgradeFinding } from './finding';
import { defaultOf, SchemaNode } from './schema-tree';
import { accepted, note, NOTHING, rejected } from './verdicts';
import { show } from '../contract/violation';
import { Markers } from '../print/simple-schema';

/** The markers that bound a value from below, and from above. */
const LOWER = ['minimum', 'minLength', 'minItems'] as const;
const UPPER = ['maximum', 'maxLength', 'maxItems'] as const;

/** Tables that are applied as DynamoDBTable get a default of the schema when they are created. */
const KEPT = 'for new instances; existing ones keep theirs, and tables of Applications follow the ComponentDefinition';

// kro looks only at some of a schema. Where nothing else has changed, it leaves the CustomResourceDefinition as it is.
const UNNOTICED = 'kro does not notice this by itself: it takes effect with the next change that kro does notice';

/** What has changed between two versions of a field that is in both. kro's rules are in its package `graph/crd/compat`. */
export function fieldChanges(path: string, previous: SchemaNode, next: SchemaNode): UpgradeFinding[] {
  const valueChanges = previous.type !== next.type
    ? [rejected('TypeChanged', path, `was ${typeName(previous)} and is ${typeName(next)}`, 'Keep the type, and add a field of the new type under another name.')]
    : [
      ...limitChanges(path, previous.markers, next.markers),
      ...patternChange(path, previous.markers, next.markers),
      ...enumChanges(path, previous.markers, next.markers),
      ...immutableChange(path, previous.markers, next.markers),
      ...(previous.fields && next.fields ? membersChanges(path, previous.fields, next.fields) : []),
      ...(previous.items && next.items ? fieldChanges(`${path}[]`, previous.items, next.items) : []),
    ];
  return [...descriptionChange(path, previous.markers, next.markers), ...valueChanges];
}

/** What has changed between the fields of two versions of an object. */
function membersChanges(path: string, previous: ReadonlyMap<string, SchemaNode>, next: ReadonlyMap<string, SchemaNode>): UpgradeFinding[] {
  return [...new Set([...previous.keys(), ...next.keys()])].flatMap((name) => {
    const [was, is, at] = [previous.get(name), next.get(name), `${path}.${name}`];
    if (was === undefined) {
      return is === undefined ? [] : [addition(at, is)];
    }
    if (is === undefined) {
      return [rejected('FieldRemoved', at, 'is removed; the API server would drop what existing instances have there', 'Put it back; a field that has no use any more can say so in its description.')];
    }
    return [...requirementChange(at, was, is), ...defaultChange(at, was, is), ...fieldChanges(at, was, is)];
  });
}

function addition(path: string, field: SchemaNode): UpgradeFinding {
  const byDefault = defaultOf(field);
  if (byDefault !== undefined) {
    return note('FieldAdded', path, `is new; existing instances get its default ${show(byDefault)} at once`, 'See that the default means what held before.');
  }
  return field.markers.required
    ? rejected('RequiredFieldAdded', path, 'is new and required, and no existing instance has it', 'Make it optional, or give it a default.')
    : note('FieldAdded', path, 'is new and optional', NOTHING);
}

function requirementChange(path: string, previous: SchemaNode, next: SchemaNode): UpgradeFinding[] {
  const [was, is] = [previous, next].map(({ markers }) => markers.required ?? false);
  if (was === is) {
    return [];
  }
  return is
    ? [rejected('RequiredAdded', path, 'was optional and is required; an existing instance without it could not be changed any more', 'Leave it optional.')]
    : [note('RequiredRemoved', path, 'is no longer required', NOTHING)];
}

function defaultChange(path: string, previous: SchemaNode, next: SchemaNode): UpgradeFinding[] {
  const [was, is] = [defaultOf(previous), defaultOf(next)];
  if (was === is) {
    return [];
  }
  const field = path.replace(/^.*\./, '');
  if (was === undefined) {
    return [defaultFinding('DefaultAdded', field, { path, was, is, effect: 'existing instances without the field get it at once' })];
  }
  if (is !== undefined) {
    return [defaultFinding('DefaultChanged', field, { path, was, is, effect: KEPT })];
  }
  return previous.markers.required && next.markers.required
    ? [rejected('DefaultRemoved', path, `is required and has lost its default ${show(was)}`, 'Put the default back.')]
    : [defaultFinding('DefaultRemoved', field, { path, was, is, effect: KEPT })];
}

function limitChanges(path: string, previous: Markers, next: Markers): UpgradeFinding[] {
  return [...LOWER, ...UPPER].flatMap((name) => {
    const [was, is] = [previous[name], next[name]];
    if (was === is) {
      return [];
    }
    const change = `${name} is ${is ?? 'none'} instead of ${was ?? 'none'}`;
    const tightened = is !== undefined && (was === undefined || (LOWER.some((lower) => lower === name) ? is > was : is < was));
    return [tightened
      ? rejected('LimitTightened', path, `allows less: ${change}`, 'Put the limit back.')
      : note('LimitWidened', path, `allows more: ${change}`, NOTHING)];
  });
}

function patternChange(path: string, { pattern: was }: Markers, { pattern: is }: Markers): UpgradeFinding[] {
  if (was === is) {
    return [];
  }
  if (is === undefined) {
    return [note('PatternRemoved', path, `has no pattern any more; it was ${was}`, NOTHING)];
  }
  return [rejected('PatternChanged', path, `has the pattern ${is} instead of ${was ?? 'none'}; kro rejects even one that allows more`, 'Put the pattern back; a wider one needs kro\'s leave (see docs/upgrading.md).')];
}

function enumChanges(path: string, { enum: was }: Markers, { enum: is }: Markers): UpgradeFinding[] {
  if (was === undefined) {
    return is === undefined ? [] : [accepted('EnumAdded', path, `allows only ${is.join(', ')} now. ${UNNOTICED}`, 'Leave it open.')];
  }
  if (is === undefined) {
    return [note('EnumRemoved', path, `allows any value now. ${UNNOTICED}`, NOTHING)];
  }
  return [
    ...was.filter((value) => !is.includes(value)).map((value) =>
      rejected('EnumValueRemoved', path, `does not allow ${show(value)} any more`, 'Put the value back.')),
    ...is.filter((value) => !was.includes(value)).map((value) => note('EnumValueAdded', path, `allows ${show(value)} too`, NOTHING)),
  ];
}

function immutableChange(path: string, { immutable: was = false }: Markers, { immutable: is = false }: Markers): UpgradeFinding[] {
  if (was === is) {
    return [];
  }
  return [is
    ? accepted('ImmutableAdded', path, `cannot be changed any more. ${UNNOTICED}`, 'Leave it changeable.')
    : note('ImmutableRemoved', path, `can be changed now. ${UNNOTICED}`, NOTHING)];
}

function descriptionChange(path: string, { description: was }: Markers, { description: is }: Markers): UpgradeFinding[] {
  return was === is ? [] : [note('DescriptionChanged', path, 'is described in other words', NOTHING)];
}

function typeName({ type, items }: SchemaNode): string {
  switch (type) {
    case '[]': return items ? `a list (${typeName(items)})` : 'a list';
    case '{}': return 'an object';
    default: return type;
  }
}
