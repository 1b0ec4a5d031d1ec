import { FIELDS } from '../contract/fields';
import { TABLE } from '../contract/foreign-names';
import { isObject, Json, listOf } from '../contract/json';
import { Rule } from '../contract/rules';
import { partsOf } from '../contract/rules/parts';
import { ObjectShape, Shape } from '../contract/shape';
import { TableSpec } from '../contract/table-spec';
import { Trait, traitShape } from '../contract/traits';
import { validateNameIn } from '../contract/validate-shapes';
import { Violation } from '../contract/violation';

/** Values of a table that are there only when the workflow of its Application runs. */
export interface UnknownValues {
  /** Fields that an input sets, each with where its value comes from; undefined where another violation says it. */
  readonly fields: ReadonlyMap<string, string | undefined>;
  /** A policy that is not among the input may set any field. */
  readonly anyField: boolean;
}

/** What the inputs of a component set, each with where its value comes from. */
export interface Inputs {
  /** Fields of the table, by the component or by a trait of the table. */
  readonly fields: UnknownValues['fields'];
  /** Properties of traits: `traits[0].properties.ttlAttributeName`. */
  readonly ofTraits: ReadonlySet<string>;
  /** What is wrong with their keys, by paths in the component. */
  readonly violations: readonly Violation[];
}

const TABLE_SHAPE: ObjectShape = { kind: 'object', name: TABLE, fields: FIELDS };

/**
 * What the inputs of a component set. A key without `properties` in front is one of the properties.
 * @param traitAt the trait of the table at this index, if it is one
 * @param isUnknown whether it is told that there is no such output
 *
 * @see https://kubevela.io/docs/end-user/workflow/inputs-outputs/
 */
export function inputsOf({ inputs }: Json, traitAt: (index: number) => Trait | undefined, isUnknown: (from: unknown) => boolean): Inputs {
  const fields = new Map<string, string | undefined>();
  const ofTraits = new Set<string>();
  const violations: Violation[] = [];
  listOf(inputs).forEach((input, i) => {
    const { from, parameterKey } = isObject(input) ? input : {};
    const [, index, rest] = /^(?:traits\[(\d+)\]\.)?(?:properties\.)?([^.[\]].*)/s.exec(String(parameterKey ?? '').trim()) ?? [];
    if (rest === undefined || rest === 'properties') {
      return;
    }
    const trait = index === undefined ? undefined : traitAt(Number(index));
    const names = rest.split(/[.[\]"]+/).filter((name) => name !== '');
    if (index !== undefined) {
      ofTraits.add(`traits[${index}].properties.${names[0]}`);
    }
    if (index !== undefined && trait === undefined) {
      return;
    }
    const found = misspelt(names, trait === undefined ? TABLE_SHAPE : traitShape(trait));
    if (found === undefined) {
      fields.set(names[0], typeof from !== 'string' || isUnknown(from) ? undefined : from);
      return;
    }
    violations.push({ ...found, property: `inputs[${i}].parameterKey`, value: parameterKey, meant: [] });
    // What is meant is not missing besides.
    (found.meant ?? []).forEach((name) => {
      fields.set(name, fields.get(name));
      ofTraits.add(`traits[${index}].properties.${name}`);
    });
  });
  return { fields, ofTraits, violations };
}

/** The first of the names of a path that there is not. */
function misspelt([name, ...rest]: readonly string[], shape: Shape): Violation | undefined {
  if (name === undefined) {
    return undefined;
  }
  if (shape.kind === 'list') {
    return misspelt(/^\d+$/.test(name) ? rest : [name, ...rest], shape.of);
  }
  const field = shape.kind === 'object' ? shape.fields.find((each) => each.name === name) : undefined;
  return field === undefined ? shape.kind === 'object' ? validateNameIn(shape, name) : undefined : misspelt(rest, field.shape);
}

/** Without the violations that an unknown value may mend, and with a warning that an input was not validated. */
export function withUnknownValues(violations: readonly Violation[], spec: TableSpec, unknown: UnknownValues, rules: readonly Rule[]): Violation[] {
  return [
    ...certainWith(violations, spec, unknown, rules),
    ...[...unknown.fields].flatMap(([field, from]): Violation[] => from === undefined ? [] : [{
      code: 'NotValidated', severity: 'warning', property: field, problem: `comes from the input ${from} when the workflow runs, so it was not validated`, fix: 'See that the input is valid.',
    }]),
  ];
}

/** Without the violations that an unknown value may mend. */
export function certainWith(violations: readonly Violation[], spec: TableSpec, unknown: UnknownValues, rules: readonly Rule[]): Violation[] {
  const { fields, anyField } = unknown;
  if (fields.size === 0 && !anyField) {
    return [...violations];
  }
  const isUnknown = (field: string): boolean => anyField || fields.has(field);
  const uncertain = new Set(rules.filter((rule) => reads(rule, spec, isUnknown)).map(({ code }) => code));
  return violations.filter(({ code, property }) => {
    const [field] = /^[^.[\]]*/.exec(property)!;
    return !uncertain.has(code) && !(isUnknown(field) && (code === 'Required' || fields.has(field)));
  });
}

// What Parts are made of.
const PARTS_OF = ['attributeDefinitions', 'keySchema', 'globalSecondaryIndexes', 'localSecondaryIndexes'];

/** Whether what the rule says of this table depends on an unknown field. */
function reads(rule: Rule, spec: TableSpec, isUnknown: (field: string) => boolean): boolean {
  let found = false;
  const watch = <T extends object>(target: T, tellsUnknown: (name: string) => boolean): T => new Proxy(target, {
    get(of, name) {
      found ||= typeof name === 'string' && tellsUnknown(name);
      return Reflect.get(of, name) as unknown;
    },
  });
  try {
    const parts = partsOf(spec);
    const watched = watch(spec, isUnknown);
    const throughputs = parts.throughputs.map((each) => (each.of === spec ? { ...each, of: watched } : each));
    rule.check(watched, watch({ ...parts, throughputs }, () => PARTS_OF.some(isUnknown)));
  } catch {
    // A rule may trust the types of a spec, and this one may have wrong ones.
    return true;
  }
  return found;
}
