import { basename } from 'node:path';
import { ImportOptions, SourceDocument } from './source-document';
import { Json, listOf, objectOf } from '../contract/json';

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
}

/** A template's stack, and what the caller says, with the stack's parameters and names where the caller says nothing. */
export interface KnownStack {
  readonly stack: Stack;
  readonly options: ImportOptions;
}

/**
 * The stack of a template: the one whose name the file has, or the only one.
 * @param isAlone whether the input has no other template
 */
export function stackOf(file: string, outputs: readonly SourceDocument[], options: ImportOptions, isAlone: boolean): KnownStack {
  const all = (name: string): Json[] => outputs.flatMap(({ value }) => listOf(value[name]).map(objectOf));
  const stacks = all('Stacks');
  const longestFirst = [...stacks].sort((a, b) => String(b.StackName).length - String(a.StackName).length);
  const found = isAlone && stacks.length === 1 ? stacks[0] : longestFirst.find(({ StackName: name }) => basename(file).includes(String(name)));
  if (found === undefined) {
    return { stack: {}, options };
  }
  const { StackName: stackName, StackId: id, Tags: tags, Parameters: parameters } = found;
  const [, , , region, account] = String(id).split(':');
  const pairs = (list: unknown, key: string, ...values: readonly string[]): Array<readonly [string, string]> => listOf(list).map(objectOf)
    .map((each) => [String(each[key]), String(values.map((name) => each[name]).find((value) => value !== undefined))] as const);
  const resources = all('StackResources').filter((resource) => resource.StackName === stackName && /DynamoDB/.test(String(resource.ResourceType)));
  return {
    stack: { region, account, stackName: String(stackName), stackTags: Object.fromEntries(pairs(tags, 'Key', 'Value')) },
    options: {
      ...options,
      // A secret is shown as stars.
      parameters: new Map([...pairs(parameters, 'ParameterKey', 'ResolvedValue', 'ParameterValue').filter(([, value]) => !/^\*+$/.test(value)), ...options.parameters]),
      tableNames: new Map([...pairs(resources, 'LogicalResourceId', 'PhysicalResourceId'), ...options.tableNames]),
    },
  };
}
