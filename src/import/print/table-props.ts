import { isDeepStrictEqual } from 'node:util';
import { Code, data, text } from './code';
import { isObject } from '../../contract/json';
import { TableSpec } from '../../contract/table-spec';
import { AttributeType } from '../../props/attribute';
import { AdoptionPolicy, RemovalPolicy } from '../../props/policies';
import { StreamViewType } from '../../props/stream';
import { TableClass } from '../../props/table-class';
import { objectName } from '../../props/table-spec';

/**
 * The properties of `TableProps` that give this spec: what `declareTable` does, the other way round. What it takes no spec of, such as
 * a key that is neither HASH nor RANGE, stands as it is where it belongs, so that a program is refused where YAML is.
 */
export function tableProps(name: string, spec: TableSpec): Code {
  const attributes = new Map(objects(spec.attributeDefinitions).map(({ attributeName, attributeType }) => [attributeName, attributeType] as const));
  const [partition, sort] = keysOf(spec.keySchema, attributes);
  const isPlain = partition.length < 2 && sort.length < 2 && areKeys(spec.keySchema);
  return struct('TableProps', {
    tableName: text(spec.tableName ?? ''),
    region: text(spec.region ?? ''),
    name: name === objectName(String(spec.tableName ?? '')) ? undefined : text(name),
    partitionKey: partition[0],
    sortKey: isPlain ? sort[0] : data(spec.keySchema),
    billing: billing(spec),
    globalSecondaryIndexes: list(objects(spec.globalSecondaryIndexes).map((index) => globalIndex(index, attributes))),
    localSecondaryIndexes: list(objects(spec.localSecondaryIndexes).map((index) => localIndex(index, spec.keySchema, attributes))),
    stream: spec.streamEnabled === true ? member('StreamViewType', StreamViewType, spec.streamViewType ?? StreamViewType.NEW_AND_OLD_IMAGES) : undefined,
    pointInTimeRecovery: optional(spec.pointInTimeRecoveryEnabled),
    recoveryPeriodInDays: optional(spec.recoveryPeriodInDays),
    encryption: encryption(spec),
    timeToLiveAttribute: spec.ttlEnabled === true ? data(spec.ttlAttributeName ?? '') : undefined,
    deletionProtection: optional(spec.deletionProtectionEnabled),
    tableClass: spec.tableClass === undefined ? undefined : member('TableClass', TableClass, spec.tableClass),
    tags: map(objects(spec.tags).map(({ key, value }) => [named(key), data(value ?? null)] as const)),
    backups: list(objects(spec.backups).map((backup) => struct('Backup', {
      name: text(named(backup.name)),
      removalPolicy: backup.deletionPolicy === undefined ? undefined : member('RemovalPolicy', RemovalPolicy, backup.deletionPolicy),
    }))),
    contributorInsights: optional(spec.contributorInsights),
    resourcePolicy: policy(spec.resourcePolicy),
    replicas: list(objects(spec.replicas).map(replica)),
    removalPolicy: spec.deletionPolicy === undefined ? undefined : member('RemovalPolicy', RemovalPolicy, spec.deletionPolicy),
    adoption: spec.adoptionPolicy === undefined ? undefined : member('AdoptionPolicy', AdoptionPolicy, spec.adoptionPolicy),
    providerConfig: isObject(spec.providerConfigRef) ? text(named(spec.providerConfigRef.name)) : undefined,
    connectionSecret: isObject(spec.writeConnectionSecretToRef) ? struct('ConnectionSecret', {
      name: text(named(spec.writeConnectionSecretToRef.name)),
      namespace: optional(spec.writeConnectionSecretToRef.namespace),
    }) : undefined,
  });
}

type Attributes = ReadonlyMap<unknown, unknown>;

/** The partition keys and the sort keys. */
function keysOf(schema: unknown, attributes: Attributes): [Code[], Code[]] {
  const ofType = (type: string): Code[] => objects(schema).filter(({ keyType }) => keyType === type).map(({ attributeName }) => struct('Attribute', {
    name: text(named(attributeName)),
    type: attributes.has(attributeName) ? member('AttributeType', AttributeType, attributes.get(attributeName)) : undefined,
  }));
  return [ofType('HASH'), ofType('RANGE')];
}

function areKeys(schema: unknown): boolean {
  return objects(schema).every(({ keyType }) => keyType === 'HASH' || keyType === 'RANGE');
}

function globalIndex(index: TableSpec, attributes: Attributes): Code {
  const [partition, sort] = keysOf(index.keySchema, attributes);
  return struct('GlobalSecondaryIndex', {
    indexName: text(named(index.indexName)),
    partitionKey: partition.length === 1 ? partition[0] : undefined,
    partitionKeys: partition.length > 1 ? list(partition) : undefined,
    sortKey: !areKeys(index.keySchema) ? data(index.keySchema) : sort.length === 1 ? sort[0] : undefined,
    sortKeys: sort.length > 1 ? list(sort) : undefined,
    projection: projection(index.projection),
    provisionedThroughput: throughput('ProvisionedThroughput', index.provisionedThroughput),
    onDemandThroughput: throughput('OnDemandThroughput', index.onDemandThroughput),
  });
}

/** Its partition key is that of the table. */
function localIndex(index: TableSpec, ofTable: unknown, attributes: Attributes): Code {
  const hashes = (schema: unknown): unknown[] => objects(schema).filter(({ keyType }) => keyType === 'HASH').map(({ attributeName }) => attributeName);
  const [, sort] = keysOf(index.keySchema, attributes);
  const isPlain = sort.length < 2 && areKeys(index.keySchema) && isDeepStrictEqual(hashes(index.keySchema), hashes(ofTable));
  return struct('LocalSecondaryIndex', {
    indexName: text(named(index.indexName)), sortKey: isPlain ? sort[0] : data(index.keySchema), projection: projection(index.projection),
  });
}

/** Without one, TableProps take all attributes. */
function projection(value: unknown): Code {
  const { projectionType, nonKeyAttributes } = isObject(value) ? value : {};
  switch (projectionType) {
    case 'ALL': return call('Projection', 'all');
    case 'KEYS_ONLY': return call('Projection', 'keysOnly');
    case 'INCLUDE': return call('Projection', 'include', ...(Array.isArray(nonKeyAttributes) ? nonKeyAttributes : []).map(text));
    default: return text(named(projectionType));
  }
}

function throughput(type: string, value: unknown): Code | undefined {
  return isObject(value) ? struct(type, Object.fromEntries(Object.entries(value).filter(([name]) => /^\w+Units$/.test(name)).map(([name, units]) => [name, data(units)]))) : undefined;
}

function billing(spec: TableSpec): Code | undefined {
  if (spec.billingMode === 'PROVISIONED') {
    return call('Billing', 'provisioned', throughput('ProvisionedThroughput', isObject(spec.provisionedThroughput) ? spec.provisionedThroughput : {})!);
  }
  if (spec.billingMode !== undefined && spec.billingMode !== 'PAY_PER_REQUEST') {
    return text(spec.billingMode);
  }
  const caps = throughput('OnDemandThroughput', spec.onDemandThroughput);
  return call('Billing', 'onDemand', ...(caps === undefined ? [] : [caps]));
}

function encryption({ sseEnabled, sseType, kmsMasterKeyID }: TableSpec): Code | undefined {
  if (sseEnabled === undefined) {
    return undefined;
  }
  if (sseEnabled !== true || sseType === 'AES256') {
    return call('Encryption', 'dynamoOwnedKey');
  }
  if (sseType !== undefined && sseType !== 'KMS') {
    return text(sseType);
  }
  return kmsMasterKeyID === undefined ? call('Encryption', 'awsManagedKey') : call('Encryption', 'customerManagedKey', text(kmsMasterKeyID));
}

/** The policy as an object where its text is that of one, to the letter. */
function policy(value: unknown): Code | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  try {
    return data(JSON.parse(value));
  } catch {
    return text(value);
  }
}

function replica(value: TableSpec): Code {
  const units = (override: unknown): Code | undefined => isObject(override) ? optional(override.readCapacityUnits) : undefined;
  return struct('Replica', {
    region: text(named(value.regionName)),
    kmsKeyArn: optional(value.kmsMasterKeyID),
    tableClass: value.tableClassOverride === undefined ? undefined : member('TableClass', TableClass, value.tableClassOverride),
    readCapacityUnits: units(value.provisionedThroughputOverride),
    globalSecondaryIndexes: list(objects(value.globalSecondaryIndexes).map((index) => struct('ReplicaGlobalSecondaryIndex', {
      indexName: text(named(index.indexName)),
      readCapacityUnits: units(index.provisionedThroughputOverride),
    }))),
  });
}

function struct(type: string, fields: { readonly [name: string]: Code | undefined }): Code {
  return { kind: 'struct', type, fields: Object.entries(fields).filter((field): field is [string, Code] => field[1] !== undefined) };
}

function call(type: string, method: string, ...given: readonly Code[]): Code {
  return { kind: 'call', type, method, arguments: given };
}

/** The member of an enum by its value; the value itself where there is none, which validation reports. */
function member(type: string, values: { readonly [name: string]: string }, value: unknown): Code {
  const name = Object.keys(values).find((each) => values[each] === value);
  return name === undefined ? text(value) : { kind: 'member', type, name };
}

/** A name that has to be there: empty where it is not known, which is refused. */
function named(value: unknown): string {
  return String(value ?? '');
}

function optional(value: unknown): Code | undefined {
  return value === undefined ? undefined : data(value);
}

function list(items: readonly Code[]): Code | undefined {
  return items.length === 0 ? undefined : { kind: 'list', items };
}

function map(entries: ReadonlyArray<readonly [string, Code]>): Code | undefined {
  return entries.length === 0 ? undefined : { kind: 'map', entries };
}

function objects(value: unknown): TableSpec[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
