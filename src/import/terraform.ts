import { declaredKey } from './api-table';
import { reportScaling, scaledTable } from './auto-scaling';
import { regionOf } from './aws-cli';
import { BillingMode, reportWarmThroughput, throughput } from './capacity';
import { Orphan, Companion } from './companion';
import { accountOf, assign, Draft, Fields, given, ifAny } from './draft';
import { tableCalled, whyNoTable } from './find-table';
import { Finding } from './finding';
import { LIMITS, unknownKind } from './limits';
import { Part, Unresolved } from './part';
import { readContributorInsights, readResourcePolicy, reportReplica } from './separate-resources';
import { ImportOptions, SourceDocument, Unreadable } from './source-document';
import { reportLetGo } from './table-state';
import { addTag } from './tags';
import { otherTables } from './terraform-others';
import { reportPending } from './terraform-pending';
import { eachConfigured, isStateFile, Resource, resourcesOf, withoutKeys } from './terraform-resources';
import { readTerraformTable } from './terraform-table';
import { withUnknown } from './unknown-state';
import { Json, listOf, objectOf, objectsOf, textOf } from '../contract/json';

/** `terraform show -json` of a state or a plan, or the state file itself. */
export function isTerraform(value: Json): boolean {
  return typeof value.format_version === 'string' && ['values', 'planned_values', 'prior_state', 'resource_changes'].some((name) => name in value) || isStateFile(value);
}

interface Table {
  readonly resource: Resource;
  readonly draft: Draft;
}

/** What Terraform knows of a table beside its declaration. */
const STATE = ['arn', 'id', 'streamArn', 'streamLabel', 'timeouts', 'region'];

export function readTerraform({ file, value }: SourceDocument, options: ImportOptions, orphan: Orphan): Draft[] {
  const all = resourcesOf(value);
  const provider = providersIn(value);
  const tables = all.filter(({ type }) => type === 'aws_dynamodb_table').map((resource) => ({ resource, draft: readTable(file, resource, provider(resource).region ?? options.region) }));
  const drafts = tables.map(({ draft }) => draft);
  const references = referencesIn(value);
  const find: Find = (resource, reference) => {
    const name = reference?.replace(/^arn:.*:table\//, '').split('/')[0];
    const refers = references.get(withoutKeys(resource.address));
    const referred = tables.filter(({ resource: table }) => refers?.has(`${table.type}.${table.name}`) && moduleOf(table) === moduleOf(resource));
    if (name === undefined) {
      return referred[0]?.draft;
    }
    const isThere = ({ spec: { region } }: Draft): boolean => region === undefined || resource.region === undefined || region === resource.region;
    const named = tables.filter(({ draft }) => draft.spec.tableName === name && isThere(draft));
    // Of several of one name, the only one that is near in any way.
    const near: ReadonlyArray<(table: Table) => boolean> = [
      ({ resource: table }) => table.values.arn === reference,
      (table) => referred.includes(table),
      ({ resource: table }) => provider(table).key === (provider(resource).key ?? ''),
      ({ resource: table }) => moduleOf(table) === moduleOf(resource),
    ];
    return tableCalled(drafts, name, resource.region) ?? near.map((isNear) => named.filter(isNear)).find(({ length }) => length === 1)?.[0].draft;
  };
  tables.forEach(({ resource, draft }) => reportPending(resource, draft));
  // Replicas first: others may be settings of one.
  const targets = new Set(all.filter(({ type }) => type === SCALING_TARGET).map(scaledBy));
  const isTold = (resource: Resource): boolean => OF_TARGETS.includes(resource.type) && targets.has(scaledBy(resource));
  const companions = all.filter((resource) => belongsToTable(resource) && !isTold(resource)).flatMap(apart)
    .map((resource) => ({ ...resource, region: regionOfResource(resource, provider(resource).region) }))
    .sort((one, other) => Number(other.type === REPLICA) - Number(one.type === REPLICA));
  for (const resource of companions) {
    let table: Draft | undefined;
    readCompanion(resource, (...of) => {
      table = find(...of);
      return table && into(resource, table);
    });
    const isItem = resource.type === ITEM;
    if (table === undefined) {
      orphan(isItem ? undefined : withoutTable(resource, drafts), companionOf(resource));
    } else if (!isItem) {
      reportPending(resource, table);
    }
  }
  const others = all.flatMap(otherTables);
  if (tables.length === 0 && companions.length === 0) {
    const [first] = others;
    throw new Unreadable(`${file}: has no aws_dynamodb_table (${all.length} resource${all.length === 1 ? '' : 's'} of other types)${first === undefined ? '' : `. ${first.path}: ${first.text}`}`);
  }
  others.forEach((each) => orphan(each));
  return tables.map(({ draft }) => draft);
}

function readTable(file: string, resource: Resource, providerRegion: string | undefined): Draft {
  const { address } = resource;
  // What a plan is to create has the default of AWS.
  const values = resource.pending?.kind === 'create' ? resource.values
    : withUnknown(resource.values, 'Run terraform apply -refresh-only with a newer provider, and import again.');
  const draft: Draft = { label: address, source: `${file} ${address}`, spec: {}, findings: [], isResolved: true, isToCreate: resource.pending?.kind === 'create', account: accountOf(values.arn) };
  const part = new Part(values, address, draft.findings);
  readTerraformTable(part, draft);
  const known = part.name('region') ?? regionOf(typeof values.arn === 'string' ? values.arn : undefined);
  assign(draft, { region: known ?? (part.isUnknown('region') ? undefined : providerRegion) });
  part.ignore(...STATE).finish();
  reportLetGoOf(resource, draft, 'the table', 'it', '; prevent_destroy goes with the resource');
  return draft;
}

/** Reports what Terraform deletes with a resource, unless a plan has yet to create it, or forgets it. */
function reportLetGoOf({ address, pending }: Resource, draft: Draft, what: string, adopted: string, more = ''): void {
  if (pending?.kind !== 'create' && pending?.kind !== 'forget') {
    reportLetGo(draft, `Terraform deletes ${what} in AWS when the resource leaves the configuration, or with terraform destroy, also after ${adopted} was adopted${more}. Before that, run terraform state rm '${address}'.`, address, 'terraform');
  }
}

const SCALING_PLAN = 'aws_autoscalingplans_scaling_plan';
const SCALING_TARGET = 'aws_appautoscaling_target';
/** What has a target, which another state may have. */
const OF_TARGETS = ['aws_appautoscaling_policy', 'aws_appautoscaling_scheduled_action'];

function isScaling({ type }: Resource): boolean {
  return [SCALING_PLAN, SCALING_TARGET, ...OF_TARGETS].includes(type);
}

function scaledBy({ values: { resource_id: id, scalable_dimension: dimension } }: Resource): string {
  return `${String(id)} ${String(dimension)}`;
}

/** The parts of a resource: the instructions of a plan, each of a table of its own. */
function apart(resource: Resource): Resource[] {
  const { type, values } = resource;
  // All items of one resource are let go by its address.
  return type === ITEM ? [{ ...resource, address: resource.address.replace(/\[[^\]]*\]$/, '') }] : type !== SCALING_PLAN ? [resource] : instructionsOf(values).map((each) => ({ ...resource, values: { region: values.region, ...each } }));
}

/** What a plan of AWS Auto Scaling scales of tables. */
function instructionsOf(values: Json): Json[] {
  return objectsOf(values.scaling_instruction).filter((each) => scaledTable(each) !== undefined);
}

/** What is in a table: no declaration has it, and Terraform deletes it. */
const ITEM = 'aws_dynamodb_table_item';

function belongsToTable({ type, values }: Resource): boolean {
  return type === SCALING_PLAN ? instructionsOf(values).length > 0
    : type === SCALING_TARGET || OF_TARGETS.includes(type) ? values.service_namespace === 'dynamodb' || scaledTable(values) !== undefined
      : /^aws_dynamodb_(?!table(_export)?$)/.test(type);
}

const REPLICA = 'aws_dynamodb_table_replica';

/** Where what belongs to a table is; undefined where its values do not tell. Version 6 of the provider writes the region of each resource. */
function regionOfResource({ type, values }: Resource, ofProvider: string | undefined): string | undefined {
  const [arns, region] = type === REPLICA ? [['global_table_arn']] : [['resource_arn', 'table_arn', 'arn', 'stream_arn'], textOf(values.region) ?? ofProvider];
  return arns.map((name) => regionOf(textOf(values[name]))).find(Boolean) ?? region;
}

const NAMES_IN_AWS = ['table_name', 'resource_arn', 'table_arn', 'global_table_arn'];

function withoutTable({ address, type, values, region }: Resource, drafts: readonly Draft[]): Finding {
  const names = namesIn(values);
  const name = names.map(textOf).find(Boolean);
  const unknown = names.find((each): each is Unresolved => each instanceof Unresolved);
  const reason = name !== undefined ? whyNoTable(drafts, tableIn(name), region) : `Which table it belongs to cannot be told. ${unknown?.reason ?? ''}`.trimEnd();
  return { what: `resource of type ${type}`, path: address, effect: 'unknown', text: reason };
}

/** What may be the name of the table of a resource, or its ARN. */
function namesIn(values: Json): unknown[] {
  return [...NAMES_IN_AWS, 'resource_id', 'name'].map((each) => values[each]);
}

/** The name of the table in an ARN, or in what Application Auto Scaling calls it. */
function tableIn(reference: string): string {
  return reference.replace(/^(arn:.*:)?table\//, '').split('/')[0];
}

function readCompanion(resource: Resource, find: Find): Draft | undefined {
  return Object.hasOwn(COMPANIONS, resource.type) ? COMPANIONS[resource.type](resource, find)
    : onTable(resource, find, NAMES_IN_AWS, (part) => part.ignoreAll().report(unknownKind(resource.type)));
}

/** Where a companion is read into: what a plan is to create is not of a table that is there, and is only told. */
function into({ pending }: Resource, table: Draft): Draft {
  return pending?.kind === 'create' && !table.isToCreate ? { ...table, spec: { ...table.spec }, findings: [] } : table;
}

/** What another state may have the table of. */
function companionOf(resource: Resource): Companion | undefined {
  const name = namesIn(resource.values).map(textOf).find(Boolean);
  const read = (draft: Draft): void => {
    readCompanion(resource, () => into(resource, draft));
    reportPending(resource, draft);
  };
  return name === undefined ? undefined : { table: tableIn(name), region: resource.region, isScaling: isScaling(resource), read };
}

type Find = (resource: Resource, reference: string | undefined) => Draft | undefined;

/** The resources that belong to a table: what each makes of it. Undefined where its table is not in the input. */
const COMPANIONS: Readonly<Record<string, (resource: Resource, find: Find) => Draft | undefined>> = {
  aws_dynamodb_table_replica: (resource, find) => onTable(resource, find, ['global_table_arn'], (part, draft) => {
    const regionName = part.name('region') ?? regionOf(part.name('arn'));
    const { kmsMasterKeyID } = declaredKey(part, 'kmsKeyArn', part.name('kmsKeyArn'));
    const replica = given({ regionName, kmsMasterKeyID, tableClassOverride: part.name('tableClassOverride') });
    draft.spec.replicas = [...(draft.spec.replicas as Fields[] | undefined) ?? [], replica];
    reportReplica(part, regionName ?? '');
  }),
  aws_dynamodb_contributor_insights: (resource, find) => onTable(resource, find, ['table_name'], readContributorInsights),
  aws_dynamodb_resource_policy: (resource, find) => onTable(resource, find, ['resource_arn'], (part, draft) => {
    part.ignore('confirmRemoveSelfResourceAccess', 'revisionId');
    readResourcePolicy(part, draft);
  }),
  aws_dynamodb_kinesis_streaming_destination: (resource, find) => onTable(resource, find, ['table_name'], (part) => part.ignoreAll().report(LIMITS.kinesis)),
  aws_dynamodb_global_secondary_index: (resource, find) => onTable(resource, find, ['table_name'], readSeparateIndex),
  aws_dynamodb_tag: (resource, find) => onTable(resource, find, ['resource_arn'], (part, draft) => addTag(draft, part)),
  [SCALING_PLAN]: readTarget,
  [SCALING_TARGET]: readTarget,
  aws_appautoscaling_policy: readTarget,
  aws_appautoscaling_scheduled_action: readTarget,
  [ITEM]: (resource, find) => onTable(resource, find, ['table_name'], (part) => part.ignoreAll()),
  aws_dynamodb_global_table: (resource, find) => onTable(resource, find, ['name'], (part) => part.ignoreAll().report(LIMITS.legacyGlobalTable)),
};

function readTarget(resource: Resource, find: Find): Draft | undefined {
  const scaled = scaledTable(resource.values);
  const draft = scaled && find(resource, scaled.table);
  const { values, address, region } = resource;
  const referred = draft ?? (values.service_namespace === 'dynamodb' ? find(resource, textOf(values.resource_id)) : undefined);
  if (referred !== undefined) {
    reportScaling(referred, { index: scaled?.index, dimension: String(values.scalable_dimension), region }, values, address);
  }
  return referred;
}

/** Those that are told of a replica in words of their own. */
const TELL_REPLICA = [REPLICA, ITEM, 'aws_dynamodb_tag', 'aws_dynamodb_resource_policy'];

/** By what a resource names its table. */
const NAMES_TABLE = ['tableName', 'globalTableArn', 'resourceArn'];

function onTable(resource: Resource, find: Find, by: readonly string[], read: (part: Part, draft: Draft) => void): Draft | undefined {
  const draft = find(resource, by.map((name) => textOf(resource.values[name])).find(Boolean));
  if (draft !== undefined) {
    const part = new Part(resource.values, resource.address, draft.findings);
    const [{ type, region }, own] = [resource, draft.spec.region];
    const isOfReplica = !TELL_REPLICA.includes(type) && region !== undefined && own !== undefined && region !== own;
    isOfReplica ? part.ignoreAll().report({ ...LIMITS.replicaSettings, what: `resource of type ${type} of replica ${region}` }) : read(part, draft);
    part.ignore(...STATE, ...NAMES_TABLE).finish();
    reportLetGoOf(resource, draft, 'it', 'the table');
  }
  return draft;
}

/** An index that is a resource of its own: its keys may bring attributes that the table does not define. */
function readSeparateIndex(part: Part, draft: Draft): void {
  const keys = part.parts('keySchema').map((key) => ({ attributeName: key.text('attributeName'), attributeType: key.name('attributeType'), keyType: key.text('keyType') }));
  const projection = part.part('projection');
  const index = given({
    indexName: part.name('indexName') ?? part.name('name'),
    keySchema: keys.map(({ attributeName, keyType }) => ({ attributeName, keyType })),
    projection: projection && given({ projectionType: projection.text('projectionType'), nonKeyAttributes: ifAny(projection.texts('nonKeyAttributes')) }),
    ...throughput(part, draft.spec.billingMode as BillingMode, part.part('provisionedThroughput')),
  });
  draft.spec.globalSecondaryIndexes = [...(draft.spec.globalSecondaryIndexes as Fields[] | undefined) ?? [], index];
  const known = (draft.spec.attributeDefinitions ?? []) as ReadonlyArray<{ attributeName?: string }>;
  draft.spec.attributeDefinitions = [
    ...known,
    ...keys.filter(({ attributeName, attributeType }) => attributeType !== undefined && !known.some((each) => each.attributeName === attributeName))
      .map(({ attributeName, attributeType }) => ({ attributeName, attributeType })),
  ];
  reportWarmThroughput(part);
}

/** The configuration of the provider of a resource, and its region, where the configuration gives it as text or by a variable. */
function providersIn({ configuration, variables }: Json): (resource: Resource) => { readonly key?: string; readonly region?: string } {
  const { provider_config: providers, root_module: root } = objectOf(configuration);
  const regionOfKey = (key: string): string | undefined => {
    const region = objectOf(objectOf(objectOf(objectOf(providers)[key]).expressions).region);
    const [, variable] = /^var\.(\w+)$/.exec(String(listOf(region.references)[0])) ?? [];
    return textOf(region.constant_value ?? objectOf(objectOf(variables)[variable ?? '']).value);
  };
  const keys = new Map<string, string>();
  eachConfigured(objectOf(root), ({ provider_config_key: key }, address) => typeof key === 'string' && keys.set(address, key));
  return ({ type, address, provider }) => {
    // What the configuration has no more may have had any provider, but a table has its ARN then.
    const key = keys.get(withoutKeys(address)) ?? (type === 'aws_dynamodb_table' ? 'aws' : undefined);
    return { key: provider ?? key, region: key && regionOfKey(key) };
  };
}

/** Which resources the configuration of a resource refers to, by address without count and for_each. */
function referencesIn({ configuration }: Json): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  eachConfigured(objectOf(objectOf(configuration).root_module), ({ expressions }, address) => {
    found.set(address, new Set([...JSON.stringify(expressions ?? {}).matchAll(/"(aws_dynamodb_table\.[\w-]+)/g)].map(([, name]) => name)));
  });
  return found;
}

function moduleOf({ address, type }: Resource): string {
  return address.slice(0, address.lastIndexOf(`${type}.`));
}
