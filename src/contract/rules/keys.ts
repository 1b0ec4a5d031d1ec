import { GLOBAL_INDEX_KEYS, TABLE_KEYS } from './parts';
import { API, duplicates, Finding, GUIDE, Key, Rule } from './rule';
import { cel } from '../../print/cel';
import { cue } from '../../print/cue';
import { didYouMean } from '../violation';

const MOST_BYTES = 255;
const KEY_TYPES = new Map([TABLE_KEYS, GLOBAL_INDEX_KEYS].map((pattern) => [pattern, new RegExp(pattern)]));
const DEFINITIONS = `${API}API_CreateTable.html#DDB-CreateTable-request-AttributeDefinitions`;

/** Rules on attributes, and on the keys of the table and its indexes. */
export const KEY_RULES: readonly Rule[] = [
  {
    code: 'InvalidKeySchema',
    statement: 'A key schema has its HASH keys first, then its RANGE keys, and names no attribute twice. A table and a local index have one HASH key and at most one RANGE key. A global index has up to four of each.',
    source: `${API}API_KeySchemaElement.html`,
    check: (_, { keySchemas }) => keySchemas.flatMap(({ path, keys, pattern }) => [
      ...keyOrder(path, keys, pattern),
      ...duplicates(keys.map((key) => key.attributeName), (i) => `${path}[${i}].attributeName`, 'is a key twice', 'Use another attribute, or leave it out.'),
    ]),
    cel: cel`variables.keySchemas.filter(s, !s.keys.map(k, k.keyType).join(",").matches(s.pattern)).map(s, s.path + " has the key types " + s.keys.map(k, k.keyType).join(", ") + ": HASH comes first, then RANGE")
+ variables.keySchemas.filter(s, !s.keys.all(k, s.keys.exists_one(o, o.attributeName == k.attributeName))).map(s, s.path + " names one attribute twice: " + s.keys.map(k, k.attributeName).join(", "))`,
    cue: cue`for s in _keySchemas let types = strings.Join([for k in s.keys {k.keyType}], ",") if types !~ s.pattern {"\\(s.path) has the key types \\(types): HASH comes first, then RANGE"},
for s in _keySchemas let names = [for k in s.keys {k.attributeName}] if !list.UniqueItems(names) {"\\(s.path) names one attribute twice: " + strings.Join(names, ", ")},`,
  },
  {
    code: 'UndefinedAttribute',
    statement: 'Every key attribute is defined in attributeDefinitions.',
    source: DEFINITIONS,
    check: ({ keySchema = [] }, { keySchemas, attributeNames }) => keySchemas.flatMap(({ path, keys }) =>
      keys.flatMap(({ attributeName: value }, i): Finding[] => {
        const isReported = i === 0 && path.startsWith('local') && isOther(value, keySchema[0]);
        return value === undefined || attributeNames.includes(value) || isReported ? [] : [{
          property: `${path}[${i}].attributeName`,
          value,
          problem: 'is not in attributeDefinitions',
          fix: definedAs(value, attributeNames, keys),
        }];
      })),
    cel: cel`variables.keySchemas.filter(s, !s.keys.all(k, k.attributeName in variables.attributeNames)).map(s, s.path + ": " + s.keys.map(k, k.attributeName).filter(n, !(n in variables.attributeNames)).join(", ") + " is not in attributeDefinitions")`,
    cue: cue`for s in _keySchemas for k in s.keys if !list.Contains(_attributeNames, k.attributeName) {"\\(s.path): \\(k.attributeName) is not in attributeDefinitions"},`,
  },
  {
    code: 'UnusedAttribute',
    statement: 'Every attribute in attributeDefinitions is used by a key.',
    source: DEFINITIONS,
    check: (_, { keySchemas, attributeNames }) => {
      const used = new Set<string | undefined>();
      keySchemas.forEach(({ keys }) => keys.forEach((key) => used.add(key.attributeName)));
      // One without a name has a violation of its own.
      return attributeNames.flatMap((value, i): Finding[] => value === '' || used.has(value) ? [] : [{
        property: `attributeDefinitions[${i}].attributeName`,
        value,
        problem: 'is used by no key',
        fix: 'Remove it: only key attributes are defined.',
      }]);
    },
    cel: cel`variables.attributeNames.filter(n, !variables.keySchemas.exists(s, s.keys.exists(k, k.attributeName == n))).map(n, "attributeDefinitions: " + n + " is used by no key, only key attributes are defined")`,
    cue: cue`for used in [[for s in _keySchemas for k in s.keys {k.attributeName}]] for n in _attributeNames if !list.Contains(used, n) {"attributeDefinitions: \\(n) is used by no key, only key attributes are defined"},`,
  },
  {
    code: 'DuplicateAttribute',
    statement: 'No attribute is defined twice, nor with two types.',
    source: `${API}API_AttributeDefinition.html`,
    check: ({ attributeDefinitions = [] }) => definedTwice(attributeDefinitions),
    cel: cel`variables.attributeNames.all(n, variables.attributeNames.exists_one(o, o == n)) ? [] : ["attributeDefinitions defines an attribute twice: " + variables.attributeNames.join(", ")]`,
    cue: cue`if !list.UniqueItems(_attributeNames) {"attributeDefinitions defines an attribute twice: " + strings.Join(_attributeNames, ", ")},`,
  },
  {
    code: 'InvalidAttributeName',
    statement: 'The name of an attribute that a key uses or an index projects has at most 255 bytes of UTF-8.',
    source: `${GUIDE}ServiceQuotas.html#limits-attributes`,
    check: (spec, { indexes }) => [
      ...tooLong((spec.attributeDefinitions ?? []).map(({ attributeName }) => attributeName), (i) => `attributeDefinitions[${i}].attributeName`),
      ...indexes.flatMap(({ path, index }) => tooLong(index.projection?.nonKeyAttributes ?? [], (i) => `${path}.projection.nonKeyAttributes[${i}]`)),
    ],
    cel: cel`(variables.attributeNames + variables.indexes.filter(i, has(i.index.projection.nonKeyAttributes)).map(i, i.index.projection.nonKeyAttributes.filter(n, size(bytes(n)) > ${MOST_BYTES}).join(", "))).filter(n, size(bytes(n)) > ${MOST_BYTES}).map(n, "attribute name " + n + " has more than 255 bytes of UTF-8")`,
    cue: cue`for n in _attributeNames if len(n) > ${MOST_BYTES} {"attribute name \\(n) has \\(len(n)) bytes of UTF-8, the limit is 255"},
for i in _indexes if i.index.projection.nonKeyAttributes != _|_ for n in i.index.projection.nonKeyAttributes if len(n) > ${MOST_BYTES} {"attribute name \\(n) has \\(len(n)) bytes of UTF-8, the limit is 255"},`,
  },
];

/** What is nearly so, unless it is a key of the list already. */
function definedAs(value: string, defined: readonly string[], keys: readonly Key[]): string {
  const blank = defined.find((name) => name !== value && name.trim() === value.trim());
  const others = defined.filter((name) => name !== '' && !keys.some(({ attributeName }) => attributeName === name));
  return blank === undefined ? `Define it there.${didYouMean(value, others)}` : `There it is ${JSON.stringify(blank)}: remove the blank.`;
}

/** A local index that has not the partition key of its table has a violation of its own. */
function isOther(value: string | undefined, hash: Key | undefined): boolean {
  return hash?.attributeName !== undefined && hash.attributeName !== value;
}

/** Says both places, and both types where they differ. */
function definedTwice(definitions: ReadonlyArray<{ readonly attributeName?: string; readonly attributeType?: string }>): Finding[] {
  const first = new Map<string, number>();
  return definitions.flatMap(({ attributeName: value, attributeType: type }, i): Finding[] => {
    if (value === undefined) {
      return [];
    }
    const before = first.get(value);
    if (before === undefined) {
      first.set(value, i);
      return [];
    }
    const other = definitions[before].attributeType;
    return [{
      property: `attributeDefinitions[${i}].attributeName`,
      value,
      // What has no type has a violation of its own.
      problem: other === type || other === undefined || type === undefined ? `is defined in attributeDefinitions[${before}] too` : `has the type ${type} here, and ${other} in attributeDefinitions[${before}]`,
      fix: 'Define it once, with one type.',
    }];
  });
}

function tooLong(names: ReadonlyArray<string | undefined>, property: (i: number) => string): Finding[] {
  return names.flatMap((value = '', i): Finding[] => {
    // A character has at most three bytes, so most names need not be counted.
    const bytes = 3 * value.length <= MOST_BYTES ? 0 : Buffer.byteLength(value);
    return bytes <= MOST_BYTES ? [] : [{ property: property(i), value, problem: `has ${bytes} bytes of UTF-8`, fix: `Use at most ${MOST_BYTES}.` }];
  });
}

function keyOrder(path: string, keys: readonly Key[], pattern: string): Finding[] {
  const types = keys.map((key) => key.keyType);
  // A missing or unknown type is reported as such.
  if (keys.length === 0 || types.some((type) => type !== 'HASH' && type !== 'RANGE') || KEY_TYPES.get(pattern)!.test(types.join(','))) {
    return [];
  }
  return [{
    property: path,
    problem: `has the key types ${types.join(', ')}`,
    fix: pattern === TABLE_KEYS ? 'Give one HASH key, then at most one RANGE key.' : 'Give 1 to 4 HASH keys, then at most 4 RANGE keys.',
  }];
}
