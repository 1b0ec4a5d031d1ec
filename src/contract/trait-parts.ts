import { isDeepStrictEqual } from 'node:util';
import { isObject } from './json';
import { DEFAULT_COMPONENT_NAME } from './names';
import { partsOf } from './rules/parts';
import { keyOfItems } from './shape';
import { TableSpec } from './table-spec';
import { Trait, traitFields, TRAITS, traitType } from './traits';
import { show, Violation } from './violation';

/** What a trait carries of a table. */
export interface TraitPart {
  readonly trait: Trait;
  readonly properties: TableSpec;
}

/** A table in the parts that KubeVela puts together again: the properties of its component, and its traits. */
export interface SplitTable {
  readonly properties: TableSpec;
  readonly traits: readonly TraitPart[];
}

/**
 * Splits a table. A trait takes its part where the table has it; everything else stays with the component. Each brings the
 * attribute definitions that its keys use, where the component does not have them already.
 * @param names the names of the traits that take their part
 */
export function splitTable(spec: TableSpec, names: readonly string[]): SplitTable {
  const takers = TRAITS.filter((trait) => names.includes(trait.name) && hasPart(spec, trait));
  if (takers.length === 0) {
    return { properties: spec, traits: [] };
  }
  const taken = takers.flatMap(({ sets, required, optional }) => [...Object.keys(sets), ...required, ...optional]);
  const properties = withDefinitions(spec, (name) => !taken.includes(name));
  const traits = takers.map((trait): TraitPart => {
    const part = withDefinitions(spec, (name) => [...trait.required, ...trait.optional].includes(name), definitionsOf(properties));
    return { trait, properties: part };
  });
  return { properties, traits };
}

function hasPart(spec: TableSpec, { sets, required, optional }: Trait): boolean {
  const given = (name: string): boolean => spec[name] !== undefined;
  return required.every(given)
    && Object.entries(sets).every(([name, value]) => spec[name] === value)
    && required.length + Object.keys(sets).length + optional.filter(given).length > 0;
}

/** The wanted fields, and of the attribute definitions those that their keys use and that are not known yet. */
function withDefinitions(spec: TableSpec, wanted: (name: string) => boolean, known: readonly Definition[] = []): TableSpec {
  const part: { [name: string]: unknown } = Object.fromEntries(Object.entries(spec).filter(([name]) => wanted(name) && name !== DEFINITIONS));
  const used = partsOf(part).keySchemas.flatMap(({ keys }) => keys.map((key) => key.attributeName));
  const definitions = definitionsOf(spec).filter((each) => used.includes(each.attributeName) && !known.includes(each));
  return definitions.length > 0 ? { ...part, [DEFINITIONS]: definitions } : part;
}

interface Definition {
  readonly attributeName?: string;
}

const DEFINITIONS = 'attributeDefinitions';

function definitionsOf(spec: TableSpec): readonly Definition[] {
  return (spec[DEFINITIONS] ?? []) as readonly Definition[];
}

/** The table that KubeVela makes of the properties of a component and its traits, and where these say two things. */
export function joinTable({ properties, traits }: SplitTable, componentName = DEFAULT_COMPONENT_NAME): { spec: TableSpec; violations: Violation[] } {
  const spec: { [name: string]: unknown } = { ...properties };
  const violations: Violation[] = [];
  for (const { trait, properties: part } of traits) {
    for (const [name, value] of Object.entries({ ...trait.sets, ...part })) {
      const joined = joinValue(spec[name], value, keyOf(trait, name));
      if (joined === undefined) {
        violations.push({
          code: 'TraitConflict',
          property: name,
          value: spec[name],
          problem: `is ${typeof value === 'object' ? 'another' : show(value)} in the trait ${traitType(trait, componentName)}`,
          fix: name in trait.sets && name in properties ? `Remove ${name} from the component, or remove the trait.` : 'Give it once, with the component or with one trait.',
        });
      }
      // What follows from a conflict is not reported besides, so that the rest fits to the trait.
      if (joined !== undefined || !Array.isArray(value)) {
        spec[name] = joined ?? value;
      }
    }
  }
  return { spec, violations };
}

function keyOf(trait: Trait, name: string): string | undefined {
  const field = traitFields(trait).find((each) => each.name === name);
  return field && keyOfItems(field.shape);
}

/** Both, if they do not contradict each other. */
function joinValue(mine: unknown, theirs: unknown, key?: string): unknown {
  if (key === undefined || !Array.isArray(mine) || !Array.isArray(theirs)) {
    return mine === undefined || isDeepStrictEqual(mine, theirs) ? theirs : undefined;
  }
  const known = (item: unknown): unknown => mine.find((other) => isObject(other) && isObject(item) && other[key] === item[key]);
  const others = theirs.filter((item) => !isDeepStrictEqual(known(item), item));
  // Two indexes of one name are told by their rule.
  return key === 'indexName' || others.every((item) => known(item) === undefined) ? [...mine, ...others] : undefined;
}
