import { copyOf } from './copy';
import { memberOf } from './enums';
import { NO_OBJECT, Options, StructType } from './options';
import { givenAt } from './property-path';
import { readRemovalPolicy } from './removal-policy';
import { validateWritable, writableJson } from './unwritable';
import { TABLE } from '../contract/foreign-names';
import { isObject, isPlain } from '../contract/json';
import { TableSpec } from '../contract/table-spec';
import { member, show, Violation } from '../contract/violation';

/** A table as it was declared: the name of its object, and its spec in terms of the contract. */
export interface DeclaredTable {
  readonly name: unknown;
  /** The name is not given, and made from that of the table. */
  readonly unnamed?: boolean;
  readonly spec: TableSpec;
  /** What is wrong with the properties themselves; the contract says what is wrong with the spec. */
  readonly problems: readonly Violation[];
  /** Declared elsewhere: only what is known of it stands in the spec. */
  readonly isReference?: boolean;
}

/** Reads TableProps. Takes anything, as JavaScript may pass anything. */
export function declareTable(props: unknown): DeclaredTable {
  const problems: Violation[] = [];
  const options = new Options('', props, problems, { type: TABLE });
  const tableName = options.take('tableName');
  const name = options.take('name') ?? undefined;
  const spec = tableSpec(options, tableName);
  options.finish();
  problems.push(...validateWritable(spec));
  const made = typeof tableName === 'string' ? objectName(tableName) : tableName;
  return { name: name ?? made, unnamed: name === undefined, spec, problems: problems.map(withoutNull) };
}

/** JavaScript has two values for none, and only undefined leaves an optional property out. */
function withoutNull(problem: Violation): Violation {
  const { property, value, fix } = problem;
  return value !== null || property === 'partitionKey' || property === NO_OBJECT || /[.[]/.test(property) ? problem : { ...problem, fix: `Leave it out, or ${fix[0].toLowerCase()}${fix.slice(1)}` };
}

const KEY: StructType = { type: 'AttributeDefinition', how: 'an object with name and type' };
const INDEX_KEYS = 4;

function tableSpec(options: Options, tableName: unknown): TableSpec {
  const attributes: Attribute[] = [];
  const key = (inner: Options, keyType: string): object => {
    const attributeName = inner.take('name');
    define(attributes, attributeName, inner.take('type'), inner);
    return givenAt(inner.path, { attributeName, keyType });
  };
  const hash = (inner: Options) => key(inner, 'HASH');
  const range = (inner: Options) => key(inner, 'RANGE');

  const partitionKey = needed(options, 'partitionKey', hash);
  const sortKey = options.struct('sortKey', range, KEY);
  const stream = options.take('stream');
  const timeToLive = options.take('timeToLiveAttribute');
  const providerConfig = options.take('providerConfig');

  const globalSecondaryIndexes = options.list('globalSecondaryIndexes', (index) => compact({
    indexName: index.take('indexName'),
    keySchema: indexKeys(index, 'partitionKey', hash, true).concat(indexKeys(index, 'sortKey', range, false)),
    projection: projection(index),
    provisionedThroughput: index.take('provisionedThroughput'),
    onDemandThroughput: index.take('onDemandThroughput'),
  }), { type: 'GlobalSecondaryIndex', how: 'an object with indexName and partitionKey' });
  const localSecondaryIndexes = options.list('localSecondaryIndexes', (index) => compact({
    indexName: index.take('indexName'),
    keySchema: present([partitionKey, needed(index, 'sortKey', range)]),
    projection: projection(index),
  }), { type: 'LocalSecondaryIndex', how: 'an object with indexName and sortKey' });

  return compact({
    tableName,
    region: options.take('region'),
    ...billing(options),
    attributeDefinitions: attributes.map(({ definition }) => definition),
    keySchema: partitionKey && (sortKey === undefined ? [partitionKey] : [partitionKey, sortKey]),
    globalSecondaryIndexes: ifAny(globalSecondaryIndexes),
    localSecondaryIndexes: ifAny(localSecondaryIndexes),
    ...(stream === undefined ? {} : { streamEnabled: true, streamViewType: stream }),
    pointInTimeRecoveryEnabled: options.take('pointInTimeRecovery'),
    recoveryPeriodInDays: options.take('recoveryPeriodInDays'),
    ...options.part('encryption', 'Encryption.dynamoOwnedKey(), awsManagedKey() or customerManagedKey(keyArn)'),
    ...(timeToLive === undefined ? {} : { ttlEnabled: true, ttlAttributeName: timeToLive }),
    deletionProtectionEnabled: options.take('deletionProtection'),
    tableClass: options.take('tableClass'),
    tags: tags(options),
    backups: ifAny(options.list('backups', (backup) => compact({ name: backup.take('name'), deletionPolicy: readRemovalPolicy(backup) }), { type: 'Backup', how: 'an object with name' })),
    contributorInsights: options.take('contributorInsights'),
    resourcePolicy: json(options, 'resourcePolicy'),
    replicas: ifAny(options.list('replicas', replica, { type: 'Replica', how: 'an object with region' })),
    deletionPolicy: readRemovalPolicy(options),
    adoptionPolicy: options.take('adoption'),
    providerConfigRef: providerConfig === undefined ? undefined : { name: providerConfig },
    writeConnectionSecretToRef: options.struct('connectionSecret', (secret) => compact({ name: secret.take('name'), namespace: secret.take('namespace') }), { type: 'SecretReference', how: 'an object with name' }),
  });
}

/** Tags as DynamoDB has them: a sorted list, so that the same tags always give the same text. */
export function tags(options: Options): unknown {
  const given = options.take('tags');
  // A date or a promise has no entries.
  if (given === undefined || (isObject(given) && (isPlain(given) || Object.keys(given).length > 0))) {
    return given && ifAny(Object.entries(given).map(([key, value]) => ({ key, value })).sort((a, b) => (a.key < b.key ? -1 : 1)));
  }
  options.problem('tags', { code: 'InvalidType', value: given, problem: isObject(given) ? 'is not a plain object' : 'is not an object', fix: 'Give an object with a property for each tag, such as { team: \'shop\' }.' });
  return undefined;
}

/** The table's name as the name of a Kubernetes object. */
export function objectName(tableName: string): string {
  return tableName.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

// `billing` gives throughput together with its mode, so that both are in one place of the YAML.
function billing(options: Options): object {
  return options.part('billing', 'Billing.onDemand() or Billing.provisioned(capacity)');
}

function projection(index: Options): object {
  const given = index.part('projection', 'Projection.all(), keysOnly() or include(…)');
  return Object.keys(given).length === 0 ? { projectionType: 'ALL' } : given;
}

function replica(options: Options): object {
  const units = options.take('readCapacityUnits');
  return compact({
    regionName: options.take('region'),
    kmsMasterKeyID: options.take('kmsKeyArn'),
    tableClassOverride: options.take('tableClass'),
    provisionedThroughputOverride: units === undefined ? undefined : { readCapacityUnits: units },
    globalSecondaryIndexes: ifAny(options.list('globalSecondaryIndexes', (index) => ({
      indexName: index.take('indexName'),
      provisionedThroughputOverride: { readCapacityUnits: index.take('readCapacityUnits') },
    }), { type: 'ReplicaGlobalSecondaryIndex' })),
  });
}

/** A key that there has to be. */
function needed(options: Options, name: string, read: (inner: Options) => object): object | undefined {
  if (!options.gives(name)) {
    options.problem(name, { code: 'Required', problem: 'is missing', fix: `Give ${KEY.how}.` });
  }
  return options.struct(name, read, KEY);
}

/** `partitionKey` or `partitionKeys`, `sortKey` or `sortKeys`. */
function indexKeys(options: Options, name: string, read: (inner: Options) => object, isNeeded: boolean): object[] {
  const several = `${name}s`;
  const [isGiven, severalGiven] = [options.gives(name), options.gives(several)];
  const one = options.struct(name, read, KEY);
  const more = options.list(several, read, KEY);
  if (isGiven && more.length > 0) {
    options.problem(several, { code: 'InvalidKeySchema', problem: `is given together with ${name}`, fix: 'Give one of the two.' });
  } else if (more.length > INDEX_KEYS) {
    options.problem(several, { code: 'InvalidCount', problem: `has ${more.length}`, fix: `Give at most ${INDEX_KEYS}.` });
  } else if (isNeeded && !isGiven && !severalGiven) {
    options.problem(name, { code: 'Required', problem: 'is missing', fix: `Give ${KEY.how}, or several as ${several}.` });
  } else if (isNeeded && severalGiven && more.length === 0 && !isGiven) {
    options.problem(several, { code: 'InvalidCount', problem: 'is empty', fix: `Give 1 to ${INDEX_KEYS}.` });
  }
  return one ? [one, ...more] : more;
}

interface Attribute {
  readonly definition: { readonly attributeName?: unknown; readonly attributeType?: unknown };
  /** The key that brought it. */
  readonly of: Options;
}

/** The attribute definitions are those that the keys use, each once. */
function define(attributes: Attribute[], attributeName: unknown, attributeType: unknown, of: Options): void {
  const known = attributes.find(({ definition }) => definition.attributeName === attributeName && typeof attributeName === 'string');
  const type = known?.definition.attributeType;
  if (known === undefined) {
    attributes.push({ definition: givenAt(of.path, compact({ attributeName, attributeType })), of });
  } else if (type !== attributeType && attributeType !== undefined && type !== undefined) {
    of.problem('type', {
      code: 'DuplicateAttribute', problem: `${memberOf('AttributeType', attributeType)} is not the type of ${show(attributeName)} in ${known.of.path}, which is ${memberOf('AttributeType', type)}`, fix: 'Give an attribute one type.',
    });
  }
}

/** A policy document as JSON: a plain object, or one that knows how it is written, such as our `PolicyDocument`. */
function json(options: Options, name: string): unknown {
  const value = options.take(name);
  if (value === undefined) {
    return undefined;
  }
  if (value === '') {
    options.problem(name, { code: 'InvalidType', value, problem: 'is empty', fix: 'Remove it: without it, there is none.' });
    return undefined;
  }
  if (!isObject(value)) {
    options.problem(name, { code: 'InvalidType', value, problem: 'is not a policy document', fix: 'Give an object with Version and Statement, or a PolicyDocument.' });
    return undefined;
  }
  try {
    const policy = typeof value.toObject === 'function' ? copyOf(value.toObject()) : value;
    const text: string | undefined = JSON.stringify(policy);
    if (text === undefined) {
      throw new Error('it gives nothing');
    }
    lostIn(policy, name, 0).forEach((path) => options.problem(path, { code: 'Required', problem: 'has no value, and JSON leaves it out', fix: 'Give one, or leave the whole element out.' }));
    return writableJson(text);
  } catch (error) {
    options.problem(name, { code: 'InvalidType', problem: 'cannot be written as JSON', fix: `Give plain data (${(error as Error).message.split('\n')[0]}).` });
    return undefined;
  }
}

/** What JSON leaves out, or makes null of, within an element of a statement: a condition without its value would allow more. */
function lostIn(value: unknown, path: string, depth: number): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, i) => lostIn(item, `${path}[${i}]`, depth));
  }
  if (isObject(value)) {
    return typeof value.toJSON === 'function' ? [] : Object.entries(value).flatMap(([name, each]) => each === undefined && depth < 2 ? [] : lostIn(each, member(path, name), depth + 1));
  }
  return value === undefined || typeof value === 'function' || (typeof value === 'number' && !isFinite(value)) ? [path] : [];
}

function compact(value: { readonly [name: string]: unknown }): TableSpec {
  const kept: { [name: string]: unknown } = {};
  for (const name of Object.keys(value)) {
    if (value[name] !== undefined) {
      kept[name] = value[name];
    }
  }
  return kept;
}

function present<T>(values: ReadonlyArray<T | undefined>): T[] {
  return values.filter((value) => value !== undefined);
}

function ifAny<T>(values: T[]): T[] | undefined {
  return values.length === 0 ? undefined : values;
}
