import { Draft } from './draft';
import { ImportOptions, Unreadable } from './source-document';
import { isObject, Json, objectOf } from '../contract/json';
import { didYouMean } from '../contract/violation';

/**
 * Throws Unreadable where the caller gives a value to a name that the input does not have: a slip of the pen, which would leave the
 * default in its place.
 * @param values the templates and configurations of the input, with what they include
 */
export function checkGivenNames({ parameters, tableNames }: ImportOptions, values: readonly unknown[], drafts: readonly Draft[]): void {
  if (parameters.size + tableNames.size === 0) {
    return;
  }
  const names = new Set<string>();
  const ids = new Set(drafts.flatMap(({ logicalId }) => logicalId ?? []));
  values.forEach((value) => collect(value, names, ids));
  const isKnown = (name: string): boolean => names.has(name) || /^(AWS:|(aws|ssm|cf|s3)\b)/.test(name) && values.length > 0;
  const problems = [
    ...[...parameters.keys()].filter((name) => !isKnown(name)).map((name) =>
      `--parameter ${name}: no template or serverless.yml of the input has a parameter or variable of this name.${didYouMean(name, [...names])}`),
    ...[...tableNames.keys()].filter((id) => !ids.has(id)).map((id) =>
      `--physical-name ${id}: no template of the input has a table of this logical ID.${didYouMean(id, [...ids])}`),
  ];
  problems.push(...[...tableNames.keys()].filter((id) => drafts.filter(({ logicalId }) => logicalId === id).length > 1).map((id) =>
    `--physical-name ${id}: several tables of the input have this logical ID. Import their templates one by one.`));
  problems.push(...[...parameters].flatMap(([name, value]) => refusal(name, value, values) ?? []));
  if (problems.length > 0) {
    throw new Unreadable(problems.join('\n'));
  }
}

/** Why CloudFormation refuses the value of a parameter: in each template that has it. */
function refusal(name: string, value: string, values: readonly unknown[]): string | undefined {
  const declared = values.flatMap((each) => parametersIn(each)).filter((each) => Object.hasOwn(each, name)).map((each) => objectOf(each[name]));
  const refused = declared.map(({ Type: type, AllowedValues: allowed, AllowedPattern: pattern }) => {
    const items = /^(CommaDelimitedList|List<)/.test(String(type)) ? value.split(',').map((item) => item.trim()) : [value];
    return Array.isArray(allowed) && !items.every((item) => allowed.map(String).includes(item)) ? `the template allows ${allowed.map(String).join(', ')}.${didYouMean(value, allowed.map(String))}`
      : typeof pattern === 'string' && !items.every((item) => matches(item, pattern)) ? `the template allows what matches ${pattern}.` : undefined;
  });
  return refused.length > 0 && refused.every((each) => each !== undefined) ? `--parameter ${name}=${value}: ${refused[0]}` : undefined;
}

/** A pattern of Java that is none of JavaScript refuses nothing here. */
function matches(text: string, pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return true;
  }
}

/** The parameters of a template, also of one within a configuration of the Serverless Framework. */
function parametersIn(value: unknown): Json[] {
  const { Parameters: own, resources } = objectOf(value);
  return [own, ...[resources].flat().map((each) => objectOf(each).Parameters)].filter(isObject);
}

/** The names that a value may be given to: parameters, what functions refer to, and variables of the Serverless Framework. */
function collect(value: unknown, names: Set<string>, ids: Set<string>): void {
  if (typeof value === 'string') {
    [...value.matchAll(/\$\{\s*([\w:.-]+)/g)].forEach(([, name]) => names.add(name));
    [...value.matchAll(/\b(?:opt|env|param)\s*:\s*([\w.-]+)/g)].forEach(([, variable]) => names.add(variable));
  } else if (Array.isArray(value)) {
    value.forEach((item) => collect(item, names, ids));
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (key === 'Ref' && typeof item === 'string') {
        names.add(item);
      }
      if (key === 'Parameters') {
        Object.keys(objectOf(item)).forEach((name) => names.add(name));
      }
      if (/DynamoDB::(Global)?Table$|::SimpleTable$/.test(String(objectOf(item).Type))) {
        ids.add(key);
      }
      collect(item, names, ids);
    }
    // The framework has a stage without being given one.
    if ('service' in value && 'provider' in value) {
      names.add('stage');
    }
  }
}
