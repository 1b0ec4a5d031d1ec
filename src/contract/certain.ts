import { FIELDS } from './fields';
import { checkRules, Rule } from './rules';
import { Field, Shape } from './shape';
import { TableSpec } from './table-spec';
import { Violation } from './violation';

/**
 * What rules find, without what only follows from a value that is wrong by itself, which is reported already: with the value that is
 * meant, it may be gone.
 * @param wrong what is wrong with values by themselves
 */
export function certain(found: readonly Violation[], wrong: readonly Violation[], spec: TableSpec, rules?: readonly Rule[]): Violation[] {
  const properties = [...new Set(wrong.flatMap(({ property, meant = [] }) => [property, ...meant]))];
  // What stands there under another name is not missing besides.
  const meantBy = new Set(wrong.flatMap(({ meant = [] }) => meant));
  const left = withoutNames(found.filter(({ property }) => !meantBy.has(property)), properties);
  return properties.reduce((rest, property) => possibleValues(property).reduce((stay, value) => {
    if (stay.length === 0) {
      return stay;
    }
    const there = new Set(checkRules(withValue(spec, tokensOf(property), value) as TableSpec, rules).map(keyOf));
    return stay.filter((violation) => there.has(keyOf(violation)));
  }, rest), left);
}

function keyOf({ code, property }: Violation): string {
  return `${code} ${property}`;
}

/** The shape of a property of a table, such as `tags[0].value`. */
export function shapeAt(property: string): Shape | undefined {
  let fields: readonly Field[] = FIELDS;
  let shape: Shape | undefined;
  for (const name of property.replaceAll(/\[\d+\]/g, '').split('.')) {
    const found = fields.find((field) => field.name === name)?.shape;
    shape = found?.kind === 'list' ? found.of : found;
    fields = shape?.kind === 'object' ? shape.fields : [];
  }
  return shape;
}

/** All values that it may have, where they are few. */
function possibleValues(property: string): ReadonlyArray<string | boolean> {
  const shape = shapeAt(property);
  return shape?.kind === 'boolean' ? [true, false] : shape?.kind === 'string' ? shape.enum ?? [] : [];
}

function tokensOf(property: string): Array<string | number> {
  return property.split(/[.[\]]+/).filter((token) => token !== '').map((token) => (/^\d+$/.test(token) ? Number(token) : token));
}

function withValue(node: unknown, [token, ...rest]: ReadonlyArray<string | number>, value: unknown): unknown {
  if (token === undefined) {
    return value;
  }
  if (typeof token === 'number') {
    return Array.isArray(node) ? node.map((item: unknown, i) => (i === token ? withValue(item, rest, value) : item)) : node;
  }
  return { ...node as object, [token]: withValue((node as TableSpec | undefined)?.[token], rest, value) };
}

/** By what is wrong with the names of attributes in one place, those in another seem to be wrong. */
const NAMES: ReadonlyArray<readonly [code: string, list: RegExp, item: RegExp]> = [
  ['UndefinedAttribute', /^attributeDefinitions$/, /^attributeDefinitions\[\d+\](\.attributeName)?$/],
  ['UnusedAttribute', /^\w+Indexes(\[\d+\])?$|^(\w+Indexes\[\d+\]\.)?keySchema$/, /^(\w+Indexes\[\d+\]\.)?keySchema\[\d+\](\.attributeName)?$/],
  ['LocalIndexKeys', /^keySchema$/, /^keySchema\[\d+\]/],
];

/** Without the names that may be those that could not be read; where there are more, some are wrong for certain. */
function withoutNames(found: readonly Violation[], wrong: readonly string[]): Violation[] {
  const gone = NAMES.filter(([code, list, item]) => {
    const names = new Set(found.filter((violation) => violation.code === code).map(({ value }) => value));
    const most = wrong.some((property) => list.test(property)) ? Infinity : new Set(wrong.filter((property) => item.test(property)).map((property) => property.replace(/\.attributeName$/, ''))).size;
    return names.size <= most;
  }).map(([code]) => code);
  return found.filter(({ code }) => !gone.includes(code));
}
