import { Options } from './options';
import { TableSpec } from '../contract/table-spec';
import { Violation } from '../contract/violation';

/** A table as it was declared: the name of its object, and its spec in terms of the contract. */
export interface DeclaredTable {
  readonly name: unknown;
  readonly spec: TableSpec;
  /** What is wrong with the properties themselves; the contract says what is wrong with the spec. */
  readonly problems: readonly Violation[];
  /** Declared elsewhere: only what is known of it stands in the spec. */
  readonly isReference?: boolean;
}

/** Reads TableProps. Takes anything, as JavaScript may pass anything. */
export function declareTable(props: unknown): DeclaredTable {
  const problems: Violation[] = [];
  const options = new Options('', props, problems);
  const tableName = options.take('tableName');
  const name = options.take('name') ?? (typeof tableName === 'string' ? objectName(tableName) : tableName);
  const spec = tableSpec(options, tableName);
  options.finish();
  return { name, spec, problems };
}

function tableSpec(options: Options, tableName: unknown): TableSpec {
  const attributes: object[] = [];
  const key = (inner: Options, keyType: string): object => {
    const attributeName = inner.take('name');
    define(attributes, attributeName, inner.take('type'));
    return { attributeName, keyType };
  };
  const hash = (inner: Options) => key(inner, 'HASH');
  const range = (inner: Options) => key(inner, 'RANGE');

  const partitionKey = options.struct('partitionKey', hash);
  const sortKey = options.struct('sortKey', range);
  const stream = options.take('stream');
  const timeToLive = options.take('timeToLiveAttribute');
  const policy = options.take('resourcePolicy');
  const providerConfig = options.take('providerConfig');

  const globalSecondaryIndexes = options.list('globalSecondaryIndexes', (index) => compact({
    indexName: index.take('indexName'),
    keySchema: [...oneOrMore(index, 'partitionKey', hash), ...oneOrMore(index, 'sortKey', range)],
    projection: projection(index),
    provisionedThroughput: index.take('provisionedThroughput'),
    onDemandThroughput: index.take('onDemandThroughput'),
  }));
  const localSecondaryIndexes = options.list('localSecondaryIndexes', (index) => compact({
    indexName: index.take('indexName'),
    keySchema: present([partitionKey, index.struct('sortKey', range)]),
    projection: projection(index),
  }));

  return compact({
    tableName,
    region: options.take('region'),
    ...billing(options),
    attributeDefinitions: attributes,
    keySchema: partitionKey && present([partitionKey, sortKey]),
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
    backups: ifAny(options.list('backups', (backup) => compact({ name: backup.take('name'), deletionPolicy: backup.take('removalPolicy') }))),
    contributorInsights: options.take('contributorInsights'),
    resourcePolicy: policy === undefined ? undefined : json(options, 'resourcePolicy', policy),
    replicas: ifAny(options.list('replicas', replica)),
    deletionPolicy: options.take('removalPolicy'),
    adoptionPolicy: options.take('adoption'),
    providerConfigRef: providerConfig === undefined ? undefined : { name: providerConfig },
    writeConnectionSecretToRef: options.struct('connectionSecret', (secret) => compact({ name: secret.take('name'), namespace: secret.take('namespace') })),
  });
}

/** Tags as DynamoDB has them: a sorted list, so that the same tags always give the same text. */
export function tags(options: Options): unknown {
  const given = options.take('tags');
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return given === undefined ? undefined : given;
  }
  return ifAny(Object.entries(given).map(([key, value]) => ({ key, value })).sort((a, b) => (a.key < b.key ? -1 : 1)));
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
    }))),
  });
}

/** `partitionKey` or `partitionKeys`, `sortKey` or `sortKeys`. */
function oneOrMore(options: Options, name: string, read: (inner: Options) => object): object[] {
  const one = options.struct(name, read);
  const more = options.list(`${name}s`, read);
  if (one && more.length > 0) {
    options.problem(`${name}s`, { code: 'InvalidKeySchema', problem: `is given together with ${name}`, fix: 'Give one of the two.' });
  }
  return one ? [one, ...more] : more;
}

/** The attribute definitions are those that the keys use; an attribute with two types is kept twice, for the rule to see. */
function define(attributes: object[], attributeName: unknown, attributeType: unknown): void {
  if (!attributes.some((known: any) => known.attributeName === attributeName && known.attributeType === attributeType)) {
    attributes.push(compact({ attributeName, attributeType }));
  }
}

function json(options: Options, name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    options.problem(name, { code: 'InvalidType', value, problem: 'is not a policy document', fix: 'Give an object with Version and Statement.' });
    return undefined;
  }
  try {
    return JSON.stringify(value);
  } catch (error) {
    options.problem(name, { code: 'InvalidType', problem: 'cannot be written as JSON', fix: `Give plain data (${(error as Error).message.split('\n')[0]}).` });
    return undefined;
  }
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
