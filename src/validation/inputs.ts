import { isObject, Json, listOf } from '../contract/json';
import { Rule } from '../contract/rules';
import { partsOf } from '../contract/rules/parts';
import { TableSpec } from '../contract/table-spec';
import { Violation } from '../contract/violation';

/** Values of a table that are there only when the workflow of its Application runs. */
export interface UnknownValues {
  /** Fields that an input sets, each with where its value comes from. */
  readonly fields: ReadonlyMap<string, string>;
  /** A policy that is not among the input may set any field. */
  readonly anyField: boolean;
}

/** What the inputs of a component set, each with where its value comes from. */
export interface Inputs {
  /** Fields of the table, by the component or by a trait of the table. */
  readonly fields: ReadonlyMap<string, string>;
  /** Properties of traits: `traits[0].properties.ttlAttributeName`. */
  readonly ofTraits: ReadonlySet<string>;
}

/**
 * What the inputs of a component set. A key without `properties` in front is one of the properties.
 * @param isOfTable whether the trait at this index is one of the table
 *
 * @see https://kubevela.io/docs/end-user/workflow/inputs-outputs/
 */
export function inputsOf({ inputs }: Json, isOfTable: (trait: number) => boolean): Inputs {
  const fields = new Map<string, string>();
  const ofTraits = new Set<string>();
  for (const { from, parameterKey } of listOf(inputs).filter(isObject)) {
    const [, trait, field] = /^(?:traits\[(\d+)\]\.)?(?:properties\.)?([^.[\]]+)/.exec(String(parameterKey ?? '').trim()) ?? [];
    if (trait !== undefined) {
      ofTraits.add(`traits[${trait}].properties.${field}`);
    }
    if (field !== undefined && (trait === undefined || isOfTable(Number(trait)))) {
      fields.set(field, String(from));
    }
  }
  return { fields, ofTraits };
}

/** Without the violations that an unknown value may mend, and with a warning that an input was not validated. */
export function withUnknownValues(violations: readonly Violation[], spec: TableSpec, unknown: UnknownValues, rules: readonly Rule[]): Violation[] {
  return [
    ...certainWith(violations, spec, unknown, rules),
    ...[...unknown.fields].map(([field, from]): Violation => ({
      code: 'NotValidated', severity: 'warning', property: field, problem: `comes from the input ${from} when the workflow runs, so it was not validated`, fix: 'See that the input is valid.',
    })),
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
