import { FIELDS } from './fields';
import { LIMITS } from './names';
import { Field, objectTypes } from './shape';

/**
 * What the fields of the contract are called elsewhere, so that a name that somebody brings from there is told the right one. Names
 * are compared without case, `_` and `-`: `hash_key`, `HashKey` and `hashKey` are one.
 */

/** The object that a property is of: the name of its type, or this. */
export const TABLE = 'Table';

/** The property names of those who write YAML, and of those who write TypeScript, Python or Go. */
export type Vocabulary = 'yaml' | 'typescript';

type Names = Readonly<Record<string, readonly string[]>>;

const STREAM = ['streamEnabled', 'streamViewType'];
const RECOVERY = ['pointInTimeRecoveryEnabled', 'recoveryPeriodInDays'];
const ENCRYPTION = ['sseEnabled', 'sseType', 'kmsMasterKeyID'];
const TIME_TO_LIVE = ['ttlEnabled', 'ttlAttributeName'];
const KEYS = ['keySchema', 'attributeDefinitions'];
const THROUGHPUT = ['provisionedThroughput'];
const CAPS = ['onDemandThroughput'];

const INDEX: ReadonlyArray<readonly [whose: string, names: Names]> = [
  ['Terraform\'s', {
    name: ['indexName'],
    hash_key: KEYS,
    range_key: KEYS,
    projection_type: ['projection'],
    non_key_attributes: ['projection'],
    read_capacity: THROUGHPUT,
    write_capacity: THROUGHPUT,
  }],
  ['AWS CDK\'s', {
    partitionKey: KEYS,
    sortKey: KEYS,
    partitionKeys: KEYS,
    sortKeys: KEYS,
    readCapacityUnits: THROUGHPUT,
    writeCapacityUnits: THROUGHPUT,
    maxReadRequestUnits: CAPS,
    maxWriteRequestUnits: CAPS,
  }],
];

/** By the type of the object. What a name of several comes first is shown. */
const ELSEWHERE: Readonly<Record<string, ReadonlyArray<readonly [whose: string, names: Names]>>> = {
  [TABLE]: [
    ['ACK\'s', { timeToLive: TIME_TO_LIVE, continuousBackups: RECOVERY, sseSpecification: ENCRYPTION, streamSpecification: STREAM, tableReplicas: ['replicas'] }],
    ['CloudFormation\'s', {
      TimeToLiveSpecification: TIME_TO_LIVE,
      PointInTimeRecoverySpecification: RECOVERY,
      ContributorInsightsSpecification: ['contributorInsights'],
      UpdateReplacePolicy: ['deletionPolicy'],
    }],
    ['Terraform\'s', {
      name: ['tableName'],
      hash_key: KEYS,
      range_key: KEYS,
      attribute: ['attributeDefinitions'],
      attributes: ['attributeDefinitions'],
      read_capacity: THROUGHPUT,
      write_capacity: THROUGHPUT,
      global_secondary_index: ['globalSecondaryIndexes'],
      local_secondary_index: ['localSecondaryIndexes'],
      replica: ['replicas'],
      replica_regions: ['replicas'],
      ttl: TIME_TO_LIVE,
      point_in_time_recovery: RECOVERY,
      point_in_time_recovery_period_in_days: ['recoveryPeriodInDays'],
      server_side_encryption: ENCRYPTION,
      server_side_encryption_enabled: ENCRYPTION,
      server_side_encryption_kms_key_arn: ENCRYPTION,
      kms_key_arn: ENCRYPTION,
      prevent_destroy: ['deletionPolicy', 'deletionProtectionEnabled'],
    }],
    ['AWS CDK\'s', {
      partitionKey: KEYS,
      sortKey: KEYS,
      billing: ['billingMode', ...THROUGHPUT, ...CAPS],
      readCapacity: THROUGHPUT,
      writeCapacity: THROUGHPUT,
      maxReadRequestUnits: CAPS,
      maxWriteRequestUnits: CAPS,
      dynamoStream: STREAM,
      stream: STREAM,
      encryptionKey: ENCRYPTION,
      pointInTimeRecovery: RECOVERY,
      contributorInsightsEnabled: ['contributorInsights'],
      replicationRegions: ['replicas'],
      globalIndexes: ['globalSecondaryIndexes'],
      localIndexes: ['localSecondaryIndexes'],
    }],
  ],
  GlobalSecondaryIndex: INDEX,
  LocalSecondaryIndex: INDEX,
  Replica: [
    ['Terraform\'s', { kms_key_arn: ['kmsMasterKeyID'] }],
    ['CloudFormation\'s', {
      SSESpecification: ['kmsMasterKeyID'],
      TableClass: ['tableClassOverride'],
      ReadProvisionedThroughputSettings: ['provisionedThroughputOverride'],
      ProvisionedThroughput: ['provisionedThroughputOverride'],
    }],
    ['AWS CDK\'s', { encryptionKey: ['kmsMasterKeyID'], readCapacity: ['provisionedThroughputOverride'] }],
  ],
  Backup: [['ACK\'s', { backupName: ['name'] }]],
  AttributeDefinition: [['AWS CDK\'s', { name: ['attributeName'], type: ['attributeType'] }]],
  KeySchemaElement: [['AWS CDK\'s', { name: ['attributeName'], type: ['keyType'] }]],
  Projection: [['AWS CDK\'s', { type: ['projectionType'], attributes: ['nonKeyAttributes'] }]],
};

/** What ACK cannot do, by what names of it have in common. */
const CANNOT: ReadonlyArray<readonly [names: RegExp, what: string]> = [
  [/^warmthroughput/, 'warm throughput'],
  [/kinesis/, 'Kinesis destinations'],
  [/consistency|witness/, 'strong consistency over regions'],
  [/^import|^inputformat|^s3bucketsource/, 'import of data'],
  [/^restore|^sourcetable/, 'restore of a backup'],
  [/insightsmode/, 'a mode of Contributor Insights'],
  [/autoscal|capacityautoscal|throughputsettings$|scalingpolicy/, 'autoscaling'],
  [/vector/, 'vector indexes'],
  [/globaltablesettings|globaltablesource/, 'global tables over several accounts'],
];

/** What of a replica ACK cannot set. */
const NOT_OF_REPLICAS = /^(pointintimerecovery|contributorinsights|deletionprotection|tags|propagatetags|resourcepolicy|streamspecification|timetolive|ttl)/;

/** A property that is not one here. */
export interface ForeignName {
  /** What is wrong with it. */
  readonly problem: string;
  readonly fix: string;
  /** The properties that are meant. */
  readonly meant: readonly string[];
}

/** What is known of a name that an object of this type does not have. */
export function foreignName(type: string, name: string, vocabulary: Vocabulary): ForeignName | undefined {
  const wanted = plain(name);
  const { own, elsewhere } = lookUp(type, vocabulary);
  const same = own.get(wanted);
  if (same !== undefined) {
    return { problem: 'is not a property', fix: `Use ${same}.`, meant: [same] };
  }
  if (vocabulary === 'typescript' && type === 'LocalSecondaryIndex' && /^partitionkeys?$/.test(wanted)) {
    return { problem: 'is not possible here: a local index has the partition key of the table', fix: 'Remove it.', meant: [] };
  }
  const known = elsewhere.get(wanted);
  if (known !== undefined) {
    return { problem: `is ${known.whose} name`, fix: `Use ${list(known.meant)}.`, meant: known.meant };
  }
  const cannot = CANNOT.find(([names]) => names.test(wanted))?.[1] ?? (type === 'Replica' && NOT_OF_REPLICAS.test(wanted) ? `${name} of a replica` : undefined);
  return cannot === undefined ? undefined : { problem: `is not possible: ACK has no ${cannot}`, fix: `Remove it. See ${LIMITS}`, meant: [] };
}

interface LookUp {
  /** The right names, by how they are compared. */
  readonly own: ReadonlyMap<string, string>;
  readonly elsewhere: ReadonlyMap<string, { readonly whose: string; readonly meant: readonly string[] }>;
}

const lookUps = new Map<string, LookUp>();
function lookUp(type: string, vocabulary: Vocabulary): LookUp {
  const key = `${type} ${vocabulary}`;
  let known = lookUps.get(key);
  if (known === undefined) {
    lookUps.set(key, known = makeLookUp(type, vocabulary));
  }
  return known;
}

function makeLookUp(type: string, vocabulary: Vocabulary): LookUp {
  const fields = type === TABLE ? FIELDS : objectTypes(FIELDS).find(({ name }) => name === type)?.fields ?? [];
  const byName = new Map(fields.map((field) => [field.name, field]));
  const said = (names: readonly string[]): string[] => [...new Set(names.flatMap((name) =>
    vocabulary === 'yaml' ? [name] : typescriptNames(type, byName.get(name), name)))];
  const elsewhere = new Map<string, { whose: string; meant: string[] }>();
  const add = (whose: string, name: string, names: readonly string[]): void => {
    const meant = said(names.filter((each) => byName.has(each)));
    if (meant.length > 0 && !elsewhere.has(plain(name))) {
      elsewhere.set(plain(name), { whose, meant });
    }
  };
  (ELSEWHERE[type] ?? []).forEach(([whose, names]) => Object.entries(names).forEach(([name, meant]) => add(whose, name, meant)));
  // The names of the other vocabulary of ours.
  for (const { name } of fields) {
    if (vocabulary === 'typescript') {
      add('the YAML', name, [name]);
    } else {
      const prop = byName.get(name)!.prop;
      if (prop !== undefined && prop !== '') {
        add('the TypeScript', prop, fields.filter((field) => field.prop === prop).map((field) => field.name));
      }
    }
  }
  return { own: new Map(said(fields.map((field) => field.name)).map((name) => [plain(name), name])), elsewhere };
}

/** The property of TableProps, or of an object in it, that sets this field. */
export function typescriptNames(type: string, field: Field | undefined, name: string): string[] {
  if (name === 'keySchema' || name === 'attributeDefinitions') {
    return type === 'LocalSecondaryIndex' ? ['sortKey'] : ['partitionKey', 'sortKey'];
  }
  return field?.prop === '' ? [] : [field?.prop ?? name];
}

function plain(name: string): string {
  return name.replace(/[_-]/g, '').toLowerCase();
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
