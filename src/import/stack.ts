import { basename, dirname } from 'node:path';
import { regionOf } from './aws-cli';
import { ImportOptions, SourceDocument } from './source-document';
import { Json, listOf, objectOf, objectsOf } from '../contract/json';

/** What the AWS CLI prints of stacks that are deployed: `describe-stacks`, and `describe-stack-resources`. */
export function isStackOutput({ Stacks: stacks, StackResources: resources }: Json): boolean {
  return Array.isArray(stacks) || Array.isArray(resources);
}

/** What is known of a stack beside its template. */
export interface Stack {
  readonly region?: string;
  readonly account?: string;
  readonly stackName?: string;
  /** Tags of the stack, which CloudFormation gives to its tables; undefined where they are not known. */
  readonly stackTags?: Json;
  /** Stacks in the input, of which nobody knows whether one is that of the template. */
  readonly others?: readonly string[];
  /** Why the stack in the input is not that of the template. */
  readonly unlike?: string;
}

/** A template's stack, and what the caller says, with the stack's parameters and names where the caller says nothing. */
export interface KnownStack {
  readonly stack: Stack;
  readonly options: ImportOptions;
}

/** A stack as the AWS CLI describes it. */
interface DescribedStack extends Stack {
  readonly file: string;
  readonly name: string;
  readonly parameters?: ReadonlyMap<string, string>;
  readonly tableNames: ReadonlyMap<string, string>;
}

/** What people call the files of templates, beside the name of the stack. */
const OF_TEMPLATES = /\b(template|stack|cfn|cloudformation|sam|packaged|processed|output|out|json|ya?ml)\b/gi;

/**
 * The stack of a template: the one whose name the file has, the only one in its folder, or the only one at all.
 * @param templates all templates of the input that have tables
 */
export function stackOf(
  { file, value }: SourceDocument, outputs: readonly SourceDocument[], options: ImportOptions, templates: readonly SourceDocument[],
): KnownStack {
  const declared = objectOf(value.Parameters);
  const all = describedStacks(outputs);
  const foreign = ({ parameters }: DescribedStack): string | undefined =>
    [...parameters?.keys() ?? []].find((name) => !Object.hasOwn(declared, name));
  const own = all.filter((each) => foreign(each) === undefined);
  const isAlone = (those: readonly SourceDocument[]): boolean => those.every((each) => each.file === file);
  const around = templates.filter((each) => dirname(each.file) === dirname(file));
  const choose = (stacks: readonly DescribedStack[]): readonly DescribedStack[] => [
    stacks.filter(({ name }) => isCalled(file, name)),
    isAlone(around) ? stacks.filter((each) => dirname(each.file) === dirname(file)) : [],
    isAlone(templates) ? stacks : [],
  ].find(({ length }) => length > 0) ?? [];
  const [found, another] = choose(own);
  const [unlike] = own.length > 0 ? [] : choose(all);
  return found !== undefined && another === undefined ? known(found, options) : {
    stack: {
      others: own.map(({ name }) => name),
      unlike: unlike && `The template lacks the parameter ${foreign(unlike)} of stack ${unlike.name}. Import what is deployed: aws cloudformation get-template --stack-name ${unlike.name}.`,
    },
    options,
  };
}

/** The stack of a template of an assembly, which tells its name and may tell its region. */
export function stackCalled({ stackName, region }: Stack, outputs: readonly SourceDocument[], options: ImportOptions): KnownStack | undefined {
  const isThere = (each: Stack): boolean => region === undefined || each.region === undefined || region === each.region;
  const [found, ...others] = describedStacks(outputs).filter((each) => each.name === stackName && isThere(each));
  return found === undefined || others.length > 0 ? undefined : known(found, options);
}

function isCalled(file: string, name: string): boolean {
  const stem = basename(file).replace(/\.[a-z]+$/i, '');
  return stem === name || stem.split(name).length === 2 && stem.replace(name, ' ').replace(OF_TEMPLATES, '').replace(/[^a-z0-9]/gi, '') === '';
}

function known({ region, account, name, stackTags, parameters, tableNames }: DescribedStack, options: ImportOptions): KnownStack {
  return {
    stack: { region, account, stackName: name, stackTags },
    options: {
      ...options,
      parameters: new Map([...parameters ?? [], ...options.parameters]),
      tableNames: new Map([...tableNames, ...options.tableNames]),
    },
  };
}

function describedStacks(outputs: readonly SourceDocument[]): DescribedStack[] {
  const all = (list: string): Array<{ readonly file: string; readonly value: Json }> =>
    outputs.flatMap(({ file, value }) => listOf(value[list]).map((each) => ({ file, value: objectOf(each) })));
  const described = all('Stacks');
  const resources = all('StackResources');
  const isOf = (stack: Json, { StackName: name, StackId: id }: Json): boolean =>
    stack.StackName === name && (stack.StackId === undefined || id === undefined || stack.StackId === id);
  // Resources alone tell the names of tables, and the region.
  const others = resources.filter(({ value }, i) => [...described, ...resources.slice(0, i)].every((each) => !isOf(each.value, value)));
  return [...described, ...others].map(({ file, value: stack }): DescribedStack => {
    const { StackName: name, StackId: id, Tags: tags, Parameters: parameters } = stack;
    const isWhole = described.some(({ value }) => value === stack);
    const tables = resources.map(({ value }) => value).filter((each) => isOf(stack, each) && /DynamoDB/.test(String(each.ResourceType)));
    return {
      file,
      name: String(name),
      region: regionOf(id === undefined ? undefined : String(id)),
      account: String(id).split(':')[4],
      ...isWhole && {
        stackTags: Object.fromEntries(pairs(tags, 'Key', 'Value')),
        parameters: new Map(pairs(parameters, 'ParameterKey', 'ResolvedValue', 'ParameterValue')),
      },
      tableNames: new Map(pairs(tables, 'LogicalResourceId', 'PhysicalResourceId')),
    };
  });
}

function pairs(list: unknown, key: string, ...values: readonly string[]): Array<readonly [string, string]> {
  return objectsOf(list).map((each) => {
    const value = values.map((name) => each[name]).find((given) => given !== undefined);
    return [String(each[key]), String(value)] as const;
  });
}
