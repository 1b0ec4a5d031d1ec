import { FIELDS } from './fields';
import { ENVELOPE, foreignName, ForeignName, foreignValue, listed, TABLE, whatAckCannot } from './foreign-names';
import { listOf, objectOf } from './json';
import { Field, IntegerShape, ListShape, ObjectShape, Shape, StringShape } from './shape';
import { TableSpec } from './table-spec';
import { counted, didYouMean, member, Violation } from './violation';

/** Validates a spec against the shapes of the contract: types, required fields, bounds, unknown names. */
export function validateShapes(spec: TableSpec): Violation[] {
  const violations: Violation[] = [];
  checkFields('', spec, { name: TABLE, fields: FIELDS }, violations);
  return inOneVocabulary(violations.map((violation) => ofTableItself(spec, violation)));
}

/** A global table of CloudFormation has the table itself among its replicas, with settings of its own. */
function ofTableItself({ region, replicas }: TableSpec, violation: Violation): Violation {
  const { code, property } = violation;
  const [, i, name] = /^replicas\[(\d+)\]\.(\w+)$/.exec(property) ?? [];
  const replica = objectOf(listOf(replicas)[Number(i)]);
  if (code !== 'UnknownProperty' || !Object.values(replica).includes(region)) {
    return violation;
  }
  const meant = fieldsMeantBy(name);
  return replica[name] === region ? { ...violation, code: 'Replicas', value: region, problem: 'is the region of the table', fix: 'Leave out the region of the table.' }
    : meant.length === 0 ? violation : { ...violation, problem: 'is of the table itself', fix: `Give ${listed(meant)} beside replicas.` };
}

const OF_OTHERS = /^is (?:the )?.+ name$/;

/** A definition has one author: where its names are of several, it is not said whose they are. */
function inOneVocabulary(violations: readonly Violation[]): Violation[] {
  const unknown = violations.filter(({ code, problem }) => code === 'UnknownProperty' && OF_OTHERS.test(problem));
  const problems = new Set(unknown.map(({ problem }) => problem));
  return problems.size < 2 ? [...violations]
    : violations.map((violation) => (problems.has(violation.problem) ? { ...violation, problem: NOT_A_PROPERTY } : violation));
}

const NOT_A_PROPERTY = 'is not a property';

/** Validates one value, which is not part of a spec, against a shape. */
export function validateValue(property: string, value: unknown, shape: Shape): Violation[] {
  const violations: Violation[] = [];
  checkShape(property, value, shape, violations);
  return violations;
}

/** The same for a value that must be given. */
export function validateRequired(property: string, value: unknown, shape: Shape): Violation[] {
  if (value !== undefined) {
    return validateValue(property, value, shape);
  }
  return [{ code: 'Required', property, problem: 'is missing', fix: giveOne(shape) }];
}

/** What is wrong with a name that an object of this shape does not have. */
export function validateNameIn({ name: type, fields }: ObjectShape, name: string): Violation {
  const foreign = foreignName(type, name, 'yaml');
  const known = fields.map((field) => field.name);
  return { ...unknownProperty(name, name, known, foreign), meant: foreign?.meant ?? nearest(name, known) };
}

type ObjectType = Pick<ObjectShape, 'name' | 'fields' | 'others'>;

function checkFields(path: string, value: TableSpec, type: ObjectType, out: Violation[]): void {
  const { byName, required } = lookUp(type.fields);
  const names = Object.keys(value);
  const unknown = names.filter((name) => !byName.has(name) && value[name] !== undefined);
  const { others } = type;
  if (others !== undefined) {
    unknown.forEach((name) => others === 'free' || checkShape(member(path, name), value[name], others, out));
    return;
  }
  const foreign = unknown.map((name) => foreignName(type.name, name, 'yaml') ?? (type.name !== TABLE ? undefined
    : tableIn(value[name]) ? ENVELOPE : nearest(name, [...byName.keys()]).length > 0 ? undefined : meantIn(value[name])));
  // What stands there under another name is not missing besides.
  const meantBy = unknown.map((name, i) => foreign[i]?.meant ?? nearest(name, [...byName.keys()].filter((own) => value[own] === undefined)));
  const meant = meantBy.flat();
  const missing = required.map(({ name }) => name).filter((name) => value[name] === undefined && !meant.includes(name));
  // As in { team: shop }, where key and value are wanted: what stands there is meant.
  const isMeant = type.name !== TABLE && missing.length > 0 && missing.length === required.length;
  const standsFor = isMeant && unknown.some((_, i) => foreign[i] === undefined && meantBy[i].length === 0) ? missing : [];
  for (const { name, doc, shape } of required) {
    if ((value[name] === undefined || value[name] === null) && !meant.includes(name) && !standsFor.includes(name)) {
      out.push({ code: 'Required', property: member(path, name), problem: 'is missing', fix: `Give it${shape.kind === 'object' ? `, such as {${exampleOf(shape)}}` : mayBeEmpty(shape) ? ', or "" for an empty text' : ''}: ${doc}`, typescript: { fix: giveOne(shape) } });
    }
  }
  for (const name of names) {
    const field = byName.get(name);
    if (field && value[name] !== undefined && !(field.required && value[name] === null)) {
      checkShape(path === '' ? name : `${path}.${name}`, value[name], field.shape, out);
    }
  }
  if (unknown.length === 0) {
    return;
  }
  unknown.forEach((name, i) => {
    const there = (each: string): boolean => value[each] !== undefined;
    const [known, given] = [[...byName.keys()].filter((each) => !there(each)), [...byName.keys()].filter(there)];
    const violation = unknownProperty(member(path, name), name, known, foreign[i], foreignName(type.name, name, 'typescript'), given);
    if (foreign[i] !== undefined && foreign[i] !== ENVELOPE && foreign[i].isPlaced !== true && meantBy[i].length > 0 && meantBy[i].every(there)) {
      // What it adds is not to be lost.
      const fix = `Give it in ${listed(meantBy[i])}, which ${meantBy[i].length === 1 ? 'is' : 'are'} given too, or remove it.`;
      out.push({ ...violation, fix }, ...impossibleIn(member(path, name), name, value[name]));
      return;
    }
    const stands = meantBy[i].length === 0 ? {} : { meant: meantBy[i].map((each) => member(path, each)) };
    out.push({ ...violation, ...stands, ...isMeant && violation.fix === REMOVE ? { fix: `Use ${listed(missing)}.`, meant: missing.map((each) => member(path, each)) } : {} });
    const [only, ...more] = foreign[i]?.meant ?? [];
    if (foreign[i] === ENVELOPE) {
      const inner: Violation[] = [];
      checkFields(member(path, name), tableIn(value[name]) ?? objectOf(value[name]), type, inner);
      const isOutside = type.fields.filter((field) => there(field.name)).map((field) => member(member(path, name), field.name));
      out.push(...inner.filter(({ code, property }) => code !== 'Required' || !isOutside.includes(property)));
    } else if (more.length === 0 && only?.toLowerCase() === name.toLowerCase()) {
      // But for its name it is right, so that what is in it can be validated.
      checkShape(member(path, name), value[name], byName.get(only)!.shape, out);
    } else if (only !== undefined) {
      out.push(...impossibleIn(member(path, name), name, value[name]));
    }
  });
}

const REQUIRED = FIELDS.filter(({ required }) => required).map(({ name }) => name.toLowerCase());

/** The table in a value, or in the only value in it, as in `template: {spec: {...}}`. */
function tableIn(value: unknown, depth = 2): TableSpec | undefined {
  const names = Object.keys(objectOf(value));
  if (names.filter((name) => REQUIRED.includes(name.toLowerCase())).length > 1) {
    return objectOf(value);
  }
  return names.length === 1 && depth > 0 ? tableIn(objectOf(value)[names[0]], depth - 1) : undefined;
}

/** The fields of a table that a name of it, or of some tool, means. */
function fieldsMeantBy(name: string): readonly string[] {
  const { problem, meant, isPlaced } = foreignName(TABLE, name, 'yaml') ?? {};
  return FIELDS.some((field) => field.name === name) ? [name]
    : meant && (isPlaced || OF_OTHERS.test(problem!) || nearest(name, meant).length > 0) ? meant : [];
}

/** The fields that the names in an object of some tool mean; one that has no more than a name may be anything. */
function meantIn(value: unknown): ForeignName | undefined {
  const meant = [...new Set(Object.keys(objectOf(value)).flatMap(fieldsMeantBy))];
  return meant.some((each) => each !== 'tableName') ? { problem: NOT_A_PROPERTY, fix: `Use ${listed(meant)}.`, meant } : undefined;
}

/** What under a name of elsewhere would have no place under the right one. */
function impossibleIn(path: string, name: string, value: unknown): Violation[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, i) => impossibleIn(`${path}[${i}]`, name, item));
  }
  return Object.keys(objectOf(value)).flatMap((inner) => {
    const cannot = whatAckCannot(`${name}${inner}`) ?? whatAckCannot(inner);
    return cannot === undefined ? [] : [unknownProperty(member(path, inner), inner, [], cannot)];
  });
}

const REMOVE = 'Remove it.';

function nearest(name: string, known: readonly string[]): string[] {
  const [near] = /(?<=^ Did you mean ").*(?="\?$)/.exec(didYouMean(name, known)) ?? [];
  return near === undefined ? [] : [near];
}

/** A property that there is not; with what was probably meant, as that is seldom to be removed. */
export function unknownProperty(
  property: string, name: string, known: readonly string[], foreign?: ForeignName, typescript?: ForeignName, given: readonly string[] = [],
): Violation {
  const near = didYouMean(name, known).trim() || didYouMean(name, given).trim().replace('?', ', which is given too?');
  const { problem, fix } = foreign ?? { problem: NOT_A_PROPERTY, fix: near || (/^(namespace|labels|annotations)$/.test(property) ? 'Move it under metadata.' : REMOVE) };
  return { code: 'UnknownProperty', property, problem, fix, ...(typescript ? { typescript: { problem: typescript.problem, fix: typescript.fix } } : {}) };
}

interface LookUp {
  readonly byName: ReadonlyMap<string, Field>;
  readonly required: readonly Field[];
}

// The lists of fields are constants; looking a name up must not cost more with each field that the contract gains.
const lookUps = new WeakMap<readonly Field[], LookUp>();
function lookUp(fields: readonly Field[]): LookUp {
  let known = lookUps.get(fields);
  if (!known) {
    known = { byName: new Map(fields.map((field) => [field.name, field])), required: fields.filter((field) => field.required) };
    lookUps.set(fields, known);
  }
  return known;
}

function checkShape(property: string, value: unknown, shape: Shape, out: Violation[]): void {
  switch (shape.kind) {
    case 'boolean':
      if (typeof value !== 'boolean') {
        out.push(wrongType(property, value, 'true or false', /^(true|false)$/i));
      }
      return;
    case 'integer':
      checkInteger(property, value, shape, out);
      return;
    case 'string':
      checkString(property, value, shape, out);
      return;
    case 'object':
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        out.push({ ...wrongType(property, value, 'an object'), fix: `Give an object${membersOf(shape)}.` });
      } else {
        checkFields(property, value as TableSpec, shape, out);
      }
      return;
    case 'list':
      if (!Array.isArray(value)) {
        out.push({ ...wrongType(property, value, 'a list'), fix: `Give a list${shape.of.kind === 'object' ? ` of objects${membersOf(shape.of)}` : ''}.` });
        return;
      }
      checkCount(property, value.length, shape, out);
      value.forEach((item, i) => checkShape(`${property}[${i}]`, item, shape.of, out));
  }
}

function checkInteger(property: string, value: unknown, { minimum, maximum, zero }: IntegerShape, out: Violation[]): void {
  const cannot = Object.keys(objectOf(value)).map(whatAckCannot).find(Boolean);
  const isHuge = typeof value === 'number' && value > Number.MAX_SAFE_INTEGER;
  const most = maximum ?? (isHuge ? Number.MAX_SAFE_INTEGER : undefined);
  const bound = most !== undefined ? `from ${minimum ?? -most} to ${most}` : minimum !== undefined ? `at least ${minimum}` : 'nearer to 0';
  const give = `Give a number ${bound}`;
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    out.push(Number.isInteger(value) ? { code: 'OutOfRange', property, value, problem: 'is out of range', fix: `${give}.` } : { ...wrongType(property, value, 'a whole number', /^-?[0-9]+$/), ...cannot && { problem: cannot.problem } });
  } else if (value < (minimum ?? value) || value > (maximum ?? value)) {
    const isZero = value === 0 && zero !== undefined;
    out.push({ code: 'OutOfRange', property, value, problem: 'is out of range', fix: `${give}${isZero ? `, or ${zero}` : ''}.`, ...isZero ? { typescript: { fix: `${give}.` } } : {} });
  }
}

/** What AWS CDK writes for a value that is known in its deployment only. */
const TOKEN = '${Token[';

function checkString(property: string, value: unknown, shape: StringShape, out: Violation[]): void {
  if (typeof value !== 'string') {
    out.push(notText(property, value, shape));
  } else if (value.includes(TOKEN)) {
    out.push({ code: 'InvalidValue', property, value, problem: 'is a token of AWS CDK, which has no value here', fix: 'Give the value itself.' });
  } else if (shape.enum) {
    if (!shape.enum.includes(value)) {
      out.push({ code: 'InvalidValue', property, value, problem: 'is not one of the values', fix: `Use one of ${shape.enum.join(', ')}.${meantValue(value, shape.enum)}` });
    }
  } else if (shape.pattern !== undefined) {
    if (value.length > (shape.maxLength ?? value.length) || !regularExpression(shape.pattern).test(value)) {
      out.push({ code: 'InvalidValue', property, value, problem: 'is not valid', fix: `Use ${shape.meaning}.${nearestForm(value, shape)}` });
    }
  } else {
    checkText(property, value, shape, out);
  }
}

/**
 * The value without what people most often get wrong in a name: spaces around it, upper case, `_` and spaces in it, the letter of a zone, a slash
 * too much or too little at an end of it, `http`, what comes before and behind an OIDC issuer, and upper case in its host alone.
 */
function nearestForm(given: string, { pattern, maxLength = 255 }: StringShape): string {
  const value = given.trim();
  const lower = value.toLowerCase();
  const near = value.length > maxLength ? undefined : [value, value.replace(/^http:/, 'https:'), value.replace(/^(\w+:\/\/)?[^/]*/, (host) => host.toLowerCase()), lower, lower.replaceAll(/[_\s/]+/g, '-'), lower.replace(/(?<=-[a-z]+)(?=\d$)/, '-'), value.replace(/^arn:.*:table\//, ''), lower.replaceAll(/^[-_.]+|[-_.]+$/g, ''), lower.replace(/(?<=[0-9])[a-z]$/, ''), value.replace(/^(http:\/\/|arn:.*:oidc-provider\/)|(\/\.well-known.*|\/+)$/g, ''), value.replace(/^\/?(.*?)\/?$/, '/$1/')]
    .find((candidate) => regularExpression(pattern!).test(candidate));
  return near === undefined ? '' : ` Did you mean ${JSON.stringify(near)}?`;
}

// YAML reads bare text of some forms as something else, and a policy is easily written as YAML itself.
function notText(property: string, value: unknown, { enum: values, json, meaning }: StringShape): Violation {
  const wrong = wrongType(property, value, values ? `one of ${values.join(', ')}` : json ? 'JSON text' : 'text');
  const violation = typeof value === 'object' && value !== null && meaning !== undefined ? { ...wrong, fix: `Give ${meaning}.` } : wrong;
  const inYaml = value === false && values?.includes('N') ? 'In YAML, quote it: "N".'
    : json && typeof value === 'object' ? `In YAML, write "${property}: |", and the JSON below it, indented.` : '';
  return inYaml === '' ? violation : { ...violation, fix: `${violation.fix} ${inYaml}`, typescript: { fix: violation.fix } };
}

function checkText(property: string, value: string, { minLength = 0, maxLength = Infinity }: StringShape, out: Violation[]): void {
  // Counted as the API server counts, in code points; DynamoDB counts bytes of UTF-8 in places, which are never fewer.
  const length = value.length <= maxLength && value.length >= 2 * minLength ? value.length : [...value].length;
  if (length < minLength || length > maxLength) {
    out.push({ code: 'InvalidLength', property, value, problem: `has ${counted(length, 'character')}`, fix: `Use ${minLength} to ${maxLength}.` });
  }
  // Most text has no half at all, which is seen sooner.
  if (/[\ud800-\udfff]/.test(value) && /\p{Surrogate}/u.test(value)) {
    out.push({ code: 'InvalidText', property, value, problem: 'holds half of a surrogate pair, which is no Unicode text', fix: 'Take the half out.' });
  }
}

function checkCount(property: string, count: number, { minItems = 0, maxItems = Infinity, meaning }: ListShape, out: Violation[]): void {
  if (count < minItems || count > maxItems) {
    const bound = maxItems === Infinity ? `at least ${minItems}` : minItems === maxItems ? `exactly ${minItems}` : `${minItems} to ${maxItems}`;
    out.push({ code: 'InvalidCount', property, problem: `has ${counted(count, 'item')}`, fix: `Give ${bound}${meaning === undefined ? '' : `: ${meaning}`}.` });
  }
}

/** @param quoted what is right but for the quotes around it */
function wrongType(property: string, value: unknown, wanted: string, quoted?: RegExp): Violation {
  const isQuoted = typeof value === 'string' && quoted?.test(value);
  return { code: 'InvalidType', property, value, problem: `is not ${wanted}`, fix: isQuoted ? `Remove the quotes: ${value.toLowerCase()}.` : `Give ${wanted}.` };
}

function mayBeEmpty(shape: Shape): boolean {
  return shape.kind === 'string' && (shape.enum ?? shape.pattern) === undefined && !shape.minLength;
}

/** What an object may have in it at least. */
function exampleOf({ fields: [{ name, shape }] }: ObjectShape): string {
  return `${name}: ${shape.kind === 'string' ? shape.enum?.[0] ?? 'NAME' : 1}`;
}

/** What an object must have in it. */
function membersOf({ fields }: ObjectShape): string {
  const names = fields.filter(({ required }) => required).map(({ name }) => name);
  return names.length === 0 ? '' : ` with ${listed(names)}`;
}

function meantValue(value: string, values: readonly string[]): string {
  const meant = foreignValue(value, values);
  return meant === undefined ? didYouMean(value, values) : ` Did you mean ${JSON.stringify(meant)}?`;
}

function giveOne(shape: Shape): string {
  if (shape.kind !== 'string') {
    return 'Give it.';
  }
  return shape.enum ? `Give one of ${shape.enum.join(', ')}.` : shape.meaning ? `Give ${shape.meaning}.` : 'Give it.';
}

const compiled = new Map<string, RegExp>();
function regularExpression(pattern: string): RegExp {
  let expression = compiled.get(pattern);
  if (!expression) {
    // In JavaScript `$` is the very end only without the m flag, as in RE2.
    compiled.set(pattern, expression = new RegExp(pattern, 'u'));
  }
  return expression;
}
