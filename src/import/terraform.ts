import { declaredKey, readInsightsMode } from './api-table';
import { reportScaling, scaledTable } from './auto-scaling';
import { regionOf } from './aws-cli';
import { BillingMode, reportWarmThroughput, throughput } from './capacity';
import { assign, Draft, Fields, given, ifAny, report } from './draft';
import { LIMITS, unknownKind } from './limits';
import { Part, Unresolved } from './part';
import { ImportOptions, SourceDocument, Unreadable } from './source-document';
import { addTag } from './tags';
import { readTerraformTable } from './terraform-table';
import { isObject, Json, listOf, objectOf } from '../contract/json';

/** `terraform show -json` of a state or a plan, or the state file itself. */
export function isTerraform(value: Json): boolean {
  return typeof value.format_version === 'string' && ('values' in value || 'planned_values' in value) || isStateFile(value);
}

function isStateFile(value: Json): boolean {
  return typeof value.terraform_version === 'string' && Array.isArray(value.resources);
}

interface Table {
  readonly resource: Resource;
  readonly draft: Draft;
}

interface Resource {
  /** Such as `module.shop.aws_dynamodb_table.orders["eu"]`. */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly values: Json;
}

/** What Terraform knows of a table beside its declaration. */
const STATE = ['arn', 'id', 'streamArn', 'streamLabel', 'timeouts', 'region'];

export function readTerraform({ file, value }: SourceDocument, options: ImportOptions): Draft[] {
  const { root_module: root } = objectOf(value.planned_values ?? value.values);
  const resources = isStateFile(value) ? stateResources(value) : [...moduleResources(objectOf(root))];
  const unknown = unknownValues(value);
  const all = resources.map((resource) => ({ ...resource, values: markUnknown(resource.values, unknown.get(resource.address)) as Json }));
  const regionOfProvider = providerRegions(value, options.region);
  const tables = all.filter(({ type }) => type === 'aws_dynamodb_table').map((resource) => ({ resource, draft: readTable(file, resource, regionOfProvider(resource)) }));
  if (tables.length === 0) {
    throw new Unreadable(`${file}: has no aws_dynamodb_table (${resources.length} resource${resources.length === 1 ? '' : 's'} of other types)`);
  }
  const references = referencesIn(value);
  const find = (resource: Resource, ...properties: readonly string[]): Draft | undefined => {
    const reference = properties.map((name) => resource.values[name]).find((each): each is string => typeof each === 'string' && each !== '');
    const name = reference?.replace(/^arn:.*:table\//, '').split('/')[0];
    const byName = tables.filter(({ draft }) => name !== undefined && draft.spec.tableName === name);
    const inReach = ({ resource: table }: Table): boolean => table.values.arn === reference || moduleOf(table) === moduleOf(resource);
    const named = byName.length > 1 ? byName.filter(inReach) : byName;
    const refers = references.get(withoutKeys(resource.address));
    return (named[0] ?? tables.find(({ resource: table }) => name === undefined && refers?.has(`${table.type}.${table.name}`) && moduleOf(table) === moduleOf(resource)))?.draft;
  };
  const [{ draft: first }] = tables;
  const findOrTell: Find = (resource, ...properties) => {
    const draft = find(resource, ...properties);
    const unknownName = properties.map((name) => resource.values[name]).find((each) => each instanceof Unresolved);
    if (draft === undefined && unknownName instanceof Unresolved) {
      report(first, { what: `resource of type ${resource.type}`, effect: 'unknown', text: `Which table it belongs to cannot be told. ${unknownName.reason}` }, resource.address);
    }
    return draft;
  };
  for (const resource of all) {
    if (Object.hasOwn(COMPANIONS, resource.type)) {
      COMPANIONS[resource.type](resource, findOrTell);
    } else if (/^aws_dynamodb_(?!table$)/.test(resource.type)) {
      onTable(resource, findOrTell, ['table_name', 'resource_arn', 'table_arn'], (part) => part.ignoreAll().report(unknownKind(resource.type)));
    }
  }
  return tables.map(({ draft }) => draft);
}

function readTable(file: string, { address, values }: Resource, providerRegion: string | undefined): Draft {
  const draft: Draft = { label: address, source: `${file} ${address}`, spec: {}, findings: [], isResolved: true };
  const part = new Part(values, address, draft.findings);
  readTerraformTable(part, draft);
  const known = part.name('region') ?? regionOf(typeof values.arn === 'string' ? values.arn : undefined);
  assign(draft, { region: known ?? (part.isUnknown('region') ? undefined : providerRegion) });
  part.ignore(...STATE).finish();
  return draft;
}

type Find = (resource: Resource, ...properties: readonly string[]) => Draft | undefined;

/** The resources that belong to a table. One whose table is not in the input is not about a table that is imported. */
const COMPANIONS: Readonly<Record<string, (resource: Resource, find: Find) => void>> = {
  aws_dynamodb_table_replica: (resource, find) => onTable(resource, find, ['global_table_arn'], (part, draft) => {
    const regionName = part.name('region') ?? regionOf(part.name('arn'));
    const { kmsMasterKeyID } = declaredKey(part, 'kmsKeyArn', part.name('kmsKeyArn'));
    const replica = given({ regionName, kmsMasterKeyID, tableClassOverride: part.name('tableClassOverride') });
    draft.spec.replicas = [...(draft.spec.replicas as Fields[] | undefined) ?? [], replica];
    part.ignore('tagsAll').limit('tags', { ...LIMITS.replicaSettings, what: `tags of replica ${regionName ?? ''}` });
    ['pointInTimeRecovery', 'deletionProtectionEnabled'].forEach((name) => part.flag(name) && part.report({ ...LIMITS.replicaSettings, what: `${name} of replica ${regionName ?? ''}` }, name));
  }),
  aws_dynamodb_contributor_insights: (resource, find) => onTable(resource, find, ['table_name'], (part, draft) => {
    if (part.name('indexName') === undefined) {
      draft.spec.contributorInsights = true;
      readInsightsMode(part, 'mode');
    } else {
      part.report({ ...LIMITS.indexInsights, what: `${LIMITS.indexInsights.what}, ${part.name('indexName')}` }, 'indexName');
    }
  }),
  aws_dynamodb_resource_policy: (resource, find) => onTable(resource, find, ['resource_arn'], (part, draft) => {
    const arn = part.name('resourceArn') ?? '';
    part.ignore('confirmRemoveSelfResourceAccess', 'revisionId');
    const region = regionOf(arn);
    if (arn.includes('/stream/')) {
      part.ignoreAll().report(LIMITS.streamPolicy, 'resourceArn');
    } else if (region !== undefined && draft.spec.region !== undefined && region !== draft.spec.region) {
      part.ignoreAll().report({ ...LIMITS.replicaSettings, what: `resource policy of replica ${region}` });
    } else {
      assign(draft, { resourcePolicy: part.json('policy') });
    }
  }),
  aws_dynamodb_kinesis_streaming_destination: (resource, find) => onTable(resource, find, ['table_name'], (part) => part.ignoreAll().report(LIMITS.kinesis)),
  aws_dynamodb_global_secondary_index: (resource, find) => onTable(resource, find, ['table_name'], readSeparateIndex),
  aws_dynamodb_tag: (resource, find) => onTable(resource, find, ['resource_arn'], (part, draft) => addTag(draft, part)),
  aws_appautoscaling_target: (resource, find) => {
    const scaled = scaledTable(resource.values);
    const draft = scaled && find({ ...resource, values: { name: scaled.table } }, 'name');
    const referred = draft ?? (resource.values.service_namespace === 'dynamodb' ? find(resource, 'resource_id') : undefined);
    if (referred !== undefined) {
      reportScaling(referred, { index: scaled?.index, dimension: String(resource.values.scalable_dimension) }, resource.values, resource.address);
    }
  },
  aws_dynamodb_global_table: (resource, find) => onTable(resource, find, ['name'], (part) => part.ignoreAll().report(LIMITS.legacyGlobalTable)),
  // What is in the table, or was taken from it.
  aws_dynamodb_table_item: () => undefined,
  aws_dynamodb_table_export: () => undefined,
};

/** By what a resource names its table. */
const NAMES_TABLE = ['tableName', 'globalTableArn', 'resourceArn'];

function onTable(resource: Resource, find: Find, by: readonly string[], read: (part: Part, draft: Draft) => void): void {
  const draft = find(resource, ...by);
  if (draft !== undefined) {
    const part = new Part(resource.values, resource.address, draft.findings);
    read(part, draft);
    part.ignore(...STATE, ...NAMES_TABLE).finish();
  }
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

function* moduleResources(module: Json): Generator<Resource> {
  for (const resource of listOf(module.resources).map(objectOf)) {
    // A deposed object is one that Terraform is about to delete.
    if (resource.mode !== 'data' && resource.deposed_key === undefined) {
      yield { address: String(resource.address), type: String(resource.type), name: String(resource.name), values: objectOf(resource.values) };
    }
  }
  for (const child of listOf(module.child_modules).map(objectOf)) {
    yield* moduleResources(child);
  }
}

function stateResources({ resources }: Json): Resource[] {
  return listOf(resources).map(objectOf).filter(({ mode }) => mode !== 'data').flatMap(({ module, type, name, instances }) =>
    listOf(instances).map(objectOf).filter(({ deposed }) => deposed === undefined).map((instance) => ({
      address: [module, type, name].filter(Boolean).map(String).join('.') + (instance.index_key === undefined ? '' : `[${JSON.stringify(instance.index_key)}]`),
      type: String(type),
      name: String(name),
      values: objectOf(instance.attributes),
    })));
}

/** What a plan does not know yet, by address. What nobody has configured will have the default of AWS, but for tags of the provider. */
function unknownValues({ resource_changes: changes, configuration }: Json): Map<string, unknown> {
  const configured = new Map<string, Json>();
  eachConfigured(objectOf(objectOf(configuration).root_module), ({ expressions }, address) => configured.set(address, objectOf(expressions)));
  return new Map(listOf(changes).map(objectOf).map(({ address, change }) => {
    const expressions = configured.get(withoutKeys(String(address)));
    const unknown = Object.entries(objectOf(objectOf(change).after_unknown))
      .filter(([name]) => expressions === undefined || name in expressions || name === 'tags_all' || name === 'name');
    return [String(address), Object.fromEntries(unknown)] as const;
  }));
}

/** Computed by AWS: that a plan does not know them is no loss. */
const COMPUTED = ['arn', 'id', 'stream_arn', 'stream_label'];

function markUnknown(value: unknown, unknown: unknown, name = ''): unknown {
  if (unknown === true) {
    return COMPUTED.includes(name) ? undefined : new Unresolved('The plan does not know the value yet. Import the state after apply, or declare the value.');
  }
  if (Array.isArray(unknown)) {
    return listOf(value).map((item, i) => markUnknown(item, unknown[i]));
  }
  if (!isObject(unknown) || Object.keys(unknown).length === 0) {
    return value;
  }
  const names = new Set([...Object.keys(objectOf(value)), ...Object.keys(unknown)]);
  return Object.fromEntries([...names].map((each) => [each, markUnknown(objectOf(value)[each], unknown[each], each)]));
}

/** The region of the provider of a resource, where the configuration gives it as text or by a variable. */
function providerRegions({ configuration, variables }: Json, otherwise: string | undefined): (resource: Resource) => string | undefined {
  const { provider_config: providers, root_module: root } = objectOf(configuration);
  const regionOfKey = (key: string): string | undefined => {
    const region = objectOf(objectOf(objectOf(objectOf(providers)[key]).expressions).region);
    const [, variable] = /^var\.(\w+)$/.exec(String(listOf(region.references)[0])) ?? [];
    const value = region.constant_value ?? objectOf(objectOf(variables)[variable ?? '']).value;
    return typeof value === 'string' ? value : undefined;
  };
  const keys = new Map<string, string>();
  eachConfigured(objectOf(root), ({ provider_config_key: key }, address) => typeof key === 'string' && keys.set(address, key));
  return ({ address }) => regionOfKey(keys.get(withoutKeys(address)) ?? 'aws') ?? otherwise;
}

function eachConfigured(module: Json, run: (resource: Json, address: string) => void, prefix = ''): void {
  listOf(module.resources).map(objectOf).forEach((resource) => run(resource, prefix + String(resource.address)));
  for (const [name, call] of Object.entries(objectOf(module.module_calls))) {
    eachConfigured(objectOf(objectOf(call).module), run, `${prefix}module.${name}.`);
  }
}

/** Which resources the configuration of a resource refers to, by address without count and for_each. */
function referencesIn({ configuration }: Json): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  eachConfigured(objectOf(objectOf(configuration).root_module), ({ expressions }, address) => {
    found.set(address, new Set([...JSON.stringify(expressions ?? {}).matchAll(/"(aws_dynamodb_table\.[\w-]+)/g)].map(([, name]) => name)));
  });
  return found;
}

function withoutKeys(address: string): string {
  return address.replace(/\[[^\]]*\]/g, '');
}

function moduleOf({ address, type }: Resource): string {
  return address.slice(0, address.lastIndexOf(`${type}.`));
}
