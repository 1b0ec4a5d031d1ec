import { readApiTable, readDeclaredFeatures } from './api-table';
import { readCompanions, reportCondition } from './cloudformation-companions';
import { Orphan } from './companion';
import { reportDefaults } from './defaults';
import { assign, Draft, report } from './draft';
import { readGlobalTable } from './global-table';
import { Resolver, TemplateScope } from './intrinsics';
import { Part, Unresolved } from './part';
import { readSimpleTable } from './simple-table';
import { ImportOptions, Unreadable } from './source-document';
import { Stack } from './stack';
import { reportStackDeletes } from './table-state';
import { declaredTags, declareTags, tagsOf } from './tags';
import { leftOut, nestedTemplate, Unread, unreadResources, unreadTransforms } from './unread-resources';
import { isObject, Json, objectOf } from '../contract/json';
import { Partition, partitionOf } from '../contract/partitions';

/** A template: what cdk.out and serverless.yml hold is one too. */
export interface Template extends Stack {
  readonly file: string;
  readonly value: Json;
  /** Where the template is in its document, before `Resources`. */
  readonly path?: string;
  /** What could not be read of the template, and may hold tables. */
  readonly missing?: readonly Missing[];
  /** The files of all templates of the input. */
  readonly templates?: readonly string[];
}

/** A part of a template that could not be read. */
export interface Missing {
  readonly path: string;
  readonly reason: string;
}

type ReadProperties = (part: Part, draft: Draft, region: string | undefined) => void;

const SIMPLE_TABLE = 'AWS::Serverless::SimpleTable';

const TYPES: Readonly<Record<string, ReadProperties>> = {
  'AWS::DynamoDB::Table': (part, draft) => {
    readApiTable(part, draft);
    readDeclaredFeatures(part, draft);
    declareTags(draft, tagsOf(part), part.pathOf('tags'));
  },
  'AWS::DynamoDB::GlobalTable': readGlobalTable,
  [SIMPLE_TABLE]: readSimpleTable,
};

export function isTemplate(value: Json): boolean {
  return isObject(value.Resources) && (typeof value.AWSTemplateFormatVersion === 'string' || 'Transform' in value || typeof value.kind !== 'string');
}

/** Whether it has a table, or a loop that may give one. */
export function mayHaveTables({ Resources: resources }: Json): boolean {
  return Object.entries(objectOf(resources)).some(([id, resource]) => id.startsWith('Fn::') || Object.hasOwn(TYPES, String(objectOf(resource).Type)));
}

/** The tables of a template. Throws Unreadable where it has none. */
export function readTemplate(template: Template, options: ImportOptions, orphan: Orphan): Draft[] {
  const { value, file, path, templates = [] } = template;
  const region = template.region ?? options.region ?? options.parameters.get('AWS::Region');
  const resolver = new Resolver(scopeOf(template, region, options));
  const unread: Unread[] = (template.missing ?? []).map((each) => ({ what: 'resources that may hold other tables', effect: 'unknown', text: each.reason, path: each.path }));
  const resources = Object.fromEntries(Object.entries(resolver.resources).filter(([id, resource]) => {
    const absent = resource instanceof Unresolved ? undefined : leftOut(objectOf(resource), [path, 'Resources', id].filter(Boolean).join('.'), resolver);
    unread.push(...absent ?? []);
    return absent === undefined;
  }));
  const drafts = new Map<string, Draft>();
  const others: Array<readonly [string, Json]> = [];
  for (const [id, resource] of Object.entries(resources)) {
    const type = String(objectOf(resource).Type);
    if (resource instanceof Unresolved) {
      continue;
    }
    if (Object.hasOwn(TYPES, type)) {
      drafts.set(id, readResource(id, objectOf(resource), { template, region, resolver, options }));
    } else {
      others.push([id, objectOf(resource)]);
    }
  }
  unread.push(...unreadResources(resources, file, path, templates), ...unreadTransforms(value, path));
  const hasCompanions = readCompanions(others, drafts, resolver, { file, region, prefix: path, orphan });
  if (drafts.size === 0) {
    unread.forEach((each) => orphan({ ...each, path: `${file} ${each.path}` }));
    if (hasCompanions || others.some(([, resource]) => nestedTemplate(resource, file, templates) !== undefined)) {
      return [];
    }
    const [first] = unread;
    throw new Unreadable(`${file}: has no DynamoDB table${path === undefined ? '' : ` in ${path}`} (${count(others.length, 'resource')} of other types)${first === undefined ? '' : `. ${first.path}: ${first.text}`}`);
  }
  const all = [...drafts.values()];
  all[0].findings.push(...unread);
  return all;
}

export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

function scopeOf({ value, stackName, account }: Template, region: string | undefined, options: ImportOptions): TemplateScope {
  const { parameters: given, tableNames } = options;
  const pseudo = new Map([...given].filter(([name]) => name.startsWith('AWS::')));
  const { id, domain }: Partial<Partition> = region === undefined ? {} : partitionOf(region);
  Object.entries({ 'AWS::Region': region, 'AWS::AccountId': account, 'AWS::StackName': stackName, 'AWS::Partition': id, 'AWS::URLSuffix': domain })
    .forEach(([name, known]) => known !== undefined && (name === 'AWS::Region' || !pseudo.has(name)) && pseudo.set(name, known));
  return {
    parameters: objectOf(value.Parameters),
    mappings: objectOf(value.Mappings),
    conditions: objectOf(value.Conditions),
    resources: objectOf(value.Resources),
    given,
    pseudo,
    tableNames,
  };
}

interface ReadContext {
  readonly template: Template;
  readonly region: string | undefined;
  readonly resolver: Resolver;
  readonly options: ImportOptions;
}

/** The table of a resource. */
function readResource(id: string, resource: Json, { template, region, resolver, options }: ReadContext): Draft {
  const path = [template.path, 'Resources', id].filter(Boolean).join('.');
  const draft: Draft = { label: id, logicalId: id, source: `${template.file} ${path}`, spec: {}, findings: [], isResolved: true, account: template.account };
  resolver.defaults.clear();
  reportCondition(draft, resource, resolver, path);
  const type = String(resource.Type);
  const globals = type === SIMPLE_TABLE ? objectOf(objectOf(template.value.Globals).SimpleTable) : {};
  const tableName = options.tableNames.get(id);
  const given = resource.Properties ?? {};
  const properties = !isObject(given) ? given : { ...globals, ...given, ...tableName !== undefined && 'TableName' in given ? { TableName: tableName } : {} };
  const holder = new Part({ Properties: resolver.resolve(properties) }, path, draft.findings);
  const part = holder.part('properties') ?? new Part({}, `${path}.Properties`, draft.findings);
  TYPES[type](part, draft, region);
  if (draft.spec.region === undefined) {
    assign(draft, { region });
  }
  if (tableName !== undefined) {
    draft.spec.tableName = tableName;
  } else if (!part.has('tableName')) {
    part.report({
      what: 'table name', effect: 'unknown', text: `CloudFormation made it. Give --physical-name ${id}=NAME; aws cloudformation describe-stack-resource shows it.`,
    }, 'TableName');
  }
  part.finish();
  declareStackTags(draft, template, path);
  reportStackDeletes(draft, 'the table', resolver.resolve(resource.DeletionPolicy), path);
  reportDefaults(draft, resolver.defaults, path);
  return draft;
}

/** Tags of the table win over those of its stack. */
function declareStackTags(draft: Draft, { stackTags, others = [], unlike = 'Add the output of aws cloudformation describe-stacks --stack-name STACK.' }: Template, path: string): void {
  if (stackTags === undefined) {
    report(draft, others.length > 0 ? {
      what: 'stack of the template', effect: 'unknown', text: `The input describes ${others.join(', ')}. It is not clear which one this is, so tags and parameters are left out. Name the file after its stack, or put both into one folder.`,
    } : {
      what: 'tags of the stack', effect: 'unknown', text: `CloudFormation gives them to the table too, and the template does not have them. Those that are not declared are removed. ${unlike}`,
    }, path);
    return;
  }
  const ofStack = new Part({ stackTags }, path, draft.findings).textMap('stackTags');
  declareTags(draft, new Map([...ofStack, ...declaredTags(draft)]), path);
}
