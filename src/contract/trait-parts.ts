import { isDeepStrictEqual } from 'node:util';
import { isObject } from './json';
import { partsOf } from './rules/parts';
import { TableSpec } from './table-spec';
import { Trait, traitFields, TRAITS } from './traits';
import { Violation } from './violation';

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
 * Splits a table. A trait takes its part where the table has it; everything else stays with the component.
 * @param names the names of the traits that take their part
 */
export function splitTable(spec: TableSpec, names: readonly string[]): SplitTable {
  const traits = TRAITS.filter(({ name }) => names.includes(name)).flatMap((trait) => takePart(spec, trait));
  if (traits.length === 0) {
    return { properties: spec, traits };
  }
  const taken = new Set(traits.flatMap(({ trait, properties }) => [...Object.keys(trait.sets), ...Object.keys(properties)]));
  taken.delete(DEFINITIONS);
  return { properties: withDefinitions(spec, (name) => !taken.has(name)), traits };
}

function takePart(spec: TableSpec, trait: Trait): TraitPart[] {
  const given = traitFields(trait).map(({ name }) => name).filter((name) => spec[name] !== undefined);
  const has = trait.required.every((name) => given.includes(name))
    && Object.entries(trait.sets).every(([name, value]) => spec[name] === value)
    && given.length + Object.keys(trait.sets).length > 0;
  return has ? [{ trait, properties: withDefinitions(spec, (name) => given.includes(name)) }] : [];
}

const DEFINITIONS = 'attributeDefinitions';

/** The wanted fields, and of the attribute definitions those that their keys use. */
function withDefinitions(spec: TableSpec, wanted: (name: string) => boolean): TableSpec {
  const part = Object.fromEntries(Object.entries(spec).filter(([name]) => wanted(name)));
  const used = partsOf(part).keySchemas.flatMap(({ keys }) => keys.map((key) => key.attributeName));
  const definitions = part[DEFINITIONS] as ReadonlyArray<{ readonly attributeName?: string }> | undefined;
  return definitions ? { ...part, [DEFINITIONS]: definitions.filter(({ attributeName }) => used.includes(attributeName)) } : part;
}

/** The table that KubeVela makes of the properties of a component and its traits, and where these say two things. */
export function joinTable({ properties, traits }: SplitTable): { spec: TableSpec; violations: Violation[] } {
  const spec: { [name: string]: unknown } = { ...properties };
  const violations: Violation[] = [];
  for (const { trait, properties: part } of traits) {
    for (const [name, value] of Object.entries({ ...trait.sets, ...part })) {
      const joined = joinValue(spec[name], value, keyOf(trait, name));
      if (joined === undefined) {
        violations.push({
          code: 'TraitConflict', property: name, value: spec[name], problem: `is not what the trait ${trait.name} says`, fix: 'Give it once, with the component or with one trait.',
        });
      } else {
        spec[name] = joined;
      }
    }
  }
  return { spec, violations };
}

function keyOf(trait: Trait, name: string): string | undefined {
  const shape = traitFields(trait).find((field) => field.name === name)?.shape;
  return shape?.kind === 'list' && shape.of.kind === 'object' ? shape.of.key : undefined;
}

/** Both, if they do not contradict each other. */
function joinValue(mine: unknown, theirs: unknown, key?: string): unknown {
  if (key === undefined || !Array.isArray(mine) || !Array.isArray(theirs)) {
    return mine === undefined || isDeepStrictEqual(mine, theirs) ? theirs : undefined;
  }
  const known = (item: unknown): unknown => mine.find((other) => isObject(other) && isObject(item) && other[key] === item[key]);
  const agree = theirs.every((item) => known(item) === undefined || isDeepStrictEqual(known(item), item));
  return agree ? [...mine, ...theirs.filter((item) => known(item) === undefined)] : undefined;
}
