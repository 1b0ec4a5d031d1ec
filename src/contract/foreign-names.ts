import { ACCESS_FIELDS, ACCESS_ITEM, ACCESS_TRAIT } from './access-trait';
import { FIELDS } from './fields';
import { LIMITS } from './names';
import { Field, objectTypes } from './shape';
import { Trait, traitFields, TRAITS } from './traits';
import { didYouMean } from './violation';

/**
 * What the fields of the contract are called elsewhere, so that the message about such a name gives the right one. Names
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
/** Elsewhere, a table without a billing mode has a capacity. */
const PROVISIONED = ['billingMode', ...THROUGHPUT];
const CAPS = ['onDemandThroughput'];

/** A name that is found in many places. */
const NOBODY = '';

/** The fields of one index, given where a list of indexes is wanted. */
const ofAnIndex = (list: string): Names => Object.fromEntries(
  ['indexName', 'name', 'keySchema', 'projection', 'projectionType', 'partitionKey', 'sortKey', 'hashKey', 'rangeKey', 'indexes'].map((name) => [name, [list]]));

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
    partitionKeys: KEYS,
    sortKeys: KEYS,
    projectionType: ['projection'],
    nonKeyAttributes: ['projection'],
    readCapacity: THROUGHPUT,
    writeCapacity: THROUGHPUT,
    readCapacityUnits: THROUGHPUT,
    writeCapacityUnits: THROUGHPUT,
    maxReadRequestUnits: CAPS,
    maxWriteRequestUnits: CAPS,
  }],
];

const UNITS: Names = { readCapacity: ['readCapacityUnits'], writeCapacity: ['writeCapacityUnits'] };

/** By the type of the object. What a name of several comes first is shown. */
const ELSEWHERE: Readonly<Record<string, ReadonlyArray<readonly [whose: string, names: Names]>>> = {
  [TABLE]: [
    ['ACK\'s', { timeToLive: TIME_TO_LIVE, continuousBackups: RECOVERY, sseSpecification: ENCRYPTION, streamSpecification: STREAM, tableReplicas: ['replicas'], replicationGroup: ['replicas'] }],
    ['CloudFormation\'s', {
      TimeToLiveSpecification: TIME_TO_LIVE,
      PointInTimeRecoverySpecification: RECOVERY,
      ContributorInsightsSpecification: ['contributorInsights'],
      UpdateReplacePolicy: ['deletionPolicy'],
    }],
    ['DescribeTable\'s', {
      BillingModeSummary: ['billingMode'],
      TableClassSummary: ['tableClass'],
      SSEDescription: ENCRYPTION,
      TimeToLiveDescription: TIME_TO_LIVE,
      ContinuousBackupsDescription: RECOVERY,
      PointInTimeRecoveryDescription: RECOVERY,
    }],
    ['Crossplane\'s', { providerRef: ['providerConfigRef'], connectionSecretRef: ['writeConnectionSecretToRef'] }],
    ['Terraform\'s', {
      name: ['tableName'],
      hash_key: KEYS,
      range_key: KEYS,
      attribute: ['attributeDefinitions'],
      attributes: ['attributeDefinitions'],
      read_capacity: PROVISIONED,
      write_capacity: PROVISIONED,
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
      readCapacity: PROVISIONED,
      writeCapacity: PROVISIONED,
      maxReadRequestUnits: CAPS,
      maxWriteRequestUnits: CAPS,
      dynamoStream: STREAM,
      pointInTimeRecoverySpecification: RECOVERY,
      contributorInsightsSpecification: ['contributorInsights'],
      stream: STREAM,
      encryptionKey: ENCRYPTION,
      contributorInsightsEnabled: ['contributorInsights'],
      replicationRegions: ['replicas'],
      globalIndexes: ['globalSecondaryIndexes'],
      localIndexes: ['localSecondaryIndexes'],
      tableEncryption: ENCRYPTION,
    }],
    [NOBODY, {
      viewType: ['streamViewType'],
      secondaryIndexes: ['globalSecondaryIndexes', 'localSecondaryIndexes'],
      kmsKeyId: ['kmsMasterKeyID'],
      enablePointInTimeRecovery: RECOVERY,
      enableDeletionProtection: ['deletionProtectionEnabled'],
      readCapacityUnits: THROUGHPUT,
      writeCapacityUnits: THROUGHPUT,
    }],
  ],
  // By the name of a trait, which knows the names of its part of the table besides.
  'ttl': [[NOBODY, { attributeName: ['ttlAttributeName'], attribute: ['ttlAttributeName'] }]],
  'encryption': [[NOBODY, { enabled: ['sseEnabled'], type: ['sseType'] }]],
  'global-index': [[NOBODY, ofAnIndex('globalSecondaryIndexes')]],
  'local-index': [[NOBODY, ofAnIndex('localSecondaryIndexes')]],
  'GlobalSecondaryIndex': INDEX,
  'LocalSecondaryIndex': INDEX,
  'Replica': [
    ['Terraform\'s', { kms_key_arn: ['kmsMasterKeyID'] }],
    ['CloudFormation\'s', {
      SSESpecification: ['kmsMasterKeyID'],
      TableClass: ['tableClassOverride'],
      ReadProvisionedThroughputSettings: ['provisionedThroughputOverride'],
      ProvisionedThroughput: ['provisionedThroughputOverride'],
    }],
    ['AWS CDK\'s', {
      encryptionKey: ['kmsMasterKeyID'], readCapacity: ['provisionedThroughputOverride'], tableClass: ['tableClassOverride'], globalSecondaryIndexOptions: ['globalSecondaryIndexes'],
    }],
  ],
  'ProvisionedThroughput': [['AWS CDK\'s', UNITS], [NOBODY, { read: ['readCapacityUnits'], write: ['writeCapacityUnits'], rcu: ['readCapacityUnits'], wcu: ['writeCapacityUnits'] }]],
  'ReadThroughputOverride': [['AWS CDK\'s', UNITS]],
  'Tag': [[NOBODY, { name: ['key'], tagKey: ['key'], tagName: ['key'], tagValue: ['value'] }]],
  'Backup': [['ACK\'s', { backupName: ['name'] }]],
  'SecretReference': [[NOBODY, { secretName: ['name'], secretRef: ['name'], secretNamespace: ['namespace'] }]],
  // The trait `access`, and an item of its list.
  'access': [[NOBODY, { accountId: ['account'], awsAccount: ['account'], serviceAccounts: ['access'], grants: ['access'] }]],
  'Access': [[NOBODY, {
    serviceAccountName: ['serviceAccount'], name: ['serviceAccount'], permission: ['level'], permissions: ['level'], access: ['level'], mode: ['level'], create: ['createServiceAccount'],
  }]],
  'AttributeDefinition': [['AWS CDK\'s', { name: ['attributeName'], type: ['attributeType'] }]],
  'KeySchemaElement': [['AWS CDK\'s', { name: ['attributeName'], type: ['keyType'] }]],
  'Projection': [[NOBODY, { type: ['projectionType'], attributes: ['nonKeyAttributes'] }]],
};

/** What ACK cannot do, by what names of it have in common. */
const CANNOT: ReadonlyArray<readonly [names: RegExp, what: string]> = [
  [/^warmthroughput/, 'warm throughput'],
  [/kinesis/, 'Kinesis destinations'],
  [/consistency|witness/, 'strong consistency over regions'],
  [/^import|^inputformat|^s3bucketsource/, 'import of data'],
  [/^restore|^sourcetable/, 'restore of a backup'],
  [/insights(specification)?mode/, 'mode of Contributor Insights'],
  [/autoscal|capacityautoscal|throughputsettings$|scalingpolicy|^m(in|ax)capacity/, 'autoscaling'],
  [/vector/, 'vector indexes'],
  [/globaltablesettings|globaltablesource/, 'global tables over several accounts'],
  [/^stream(specification)?resourcepolicy/, 'resource policy of a stream'],
];

/** What AWS reports of a table, an index, a replica and a capacity, beside what was declared. */
const REPORTED = /^(table|index|replica)(status|arn|id|sizebytes)|^(item|replica)count$|^creationdatetime$|^lateststream|^(archival|restore)summary$|^backfilling$|^globaltableversion$|^numberofdecreases|^last(in|de)crease|^streamarn$|^arn$|^id$|^status$/;

/** The fields of the status of a table. A test compares them with those that kro fills. */
export const STATUS_FIELDS = 'tableArn tableStatus tableID latestStreamArn itemCount tableSizeBytes creationDateTime deletionProtected backups conditions observedGeneration state'.split(' ');

/** What the status of a table is called elsewhere, in lower case. */
export const STATUS_ELSEWHERE: Readonly<Record<string, string>> = {
  ackresourcemetadata: 'tableArn', arn: 'tableArn', tablearn: 'tableArn', streamarn: 'latestStreamArn', lateststreamarn: 'latestStreamArn',
};

/** The words by which a name tells what is meant, as it is called nowhere in particular: `pitrEnabled`, `gsis`, `encrypted`. */
const MEANINGS: ReadonlyArray<readonly [words: RegExp, fields: readonly string[]]> = [
  [/\bsecret\b|secretname$|connection-?details/, ['writeConnectionSecretToRef']],
  [/\broles?\b|rolearn$|\baccount\b|^accountid|\bcredentials?\b|\bassume\b|\bprovider\b/, ['providerConfigRef']],
  [/\bttl\b|time-?to-?live|\bexpir/, TIME_TO_LIVE],
  [/\bpitr\b|point-?in-?time|\brecovery\b|continuous-?backups?/, RECOVERY],
  [/\bbackups?\b|\bsnapshots?\b/, ['backups', 'pointInTimeRecoveryEnabled']],
  [/\bstreams?\b/, STREAM],
  [/encrypt|\bsse\b|\bkms|\bcmk\b/, ENCRYPTION],
  [/\bprotect/, ['deletionProtectionEnabled']],
  [/\bretain|\bretention\b|\breclaim|\bremoval\b|\bdestroy|\borphan|on-?delet/, ['deletionPolicy']],
  [/\badopt/, ['adoptionPolicy']],
  [/\bgsis?\b|global-?(secondary-?)?ind/, ['globalSecondaryIndexes']],
  [/\blsis?\b|local-?(secondary-?)?ind/, ['localSecondaryIndexes']],
  [/\b(secondary-?)?(index|indexes|indices)\b/, ['globalSecondaryIndexes', 'localSecondaryIndexes']],
  [/\bhash\b|\bpartition\b|\brange\b|\bsort\b|primary-?key|\bkeys?$|^[ps]k\b/, KEYS],
  [/\bcapacity\b|\bthroughput\b|\b[rw]cus?\b|(read|write)-?units/, [...THROUGHPUT, 'provisionedThroughputOverride']],
  [/\bbilling\b|pay-?per|on-?demand/, ['billingMode']],
  [/\bclass\b/, ['tableClass', 'tableClassOverride']],
  [/\btags?\b|tags$|\blabels?\b/, ['tags']],
  [/\binsights?\b/, ['contributorInsights']],
  [/^((iam|table|access)-?)?policy(-?(document|json|text))?\b|resource-?based-?policy/, ['resourcePolicy']],
  [/\bregion\b|\blocation\b/, ['region', 'regionName']],
  [/\breplicas?\b|global-?tables?\b/, ['replicas']],
  [/^(attributes?|columns?|fields?)\b|\battributes$/, ['attributeDefinitions']],
  [/\bproject|non-?key|\binclude/, ['projection']],
];

/** Names that have their place in a list beside. */
const PLACED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AttributeDefinition: { keytype: 'keySchema' },
  KeySchemaElement: { attributetype: 'attributeDefinitions' },
};

/** What of a backup AWS Backup does, and ACK does not. */
const NOT_OF_BACKUPS = /schedul|cron|retention|retain|lifecycle|expir|vault|^every|^days|days$/;

/** What of a replica ACK cannot set. */
const NOT_OF_REPLICAS = /^(replicastream|streamresourcepolicy|maxreadrequestunits|ondemandthroughput|pointintimerecovery|contributorinsights|deletionprotection|tags|propagatetags|resourcepolicy|streamspecification|timetolive|ttl)/;

/** What has a capacity of its own only in a table and a global index. */
const OF_CAPACITY = /^(provisionedthroughput|ondemandthroughput|warmthroughput|(read|write)capacity(units)?|max(read|write)requestunits)$/;

/** Fields that hold a whole table elsewhere: of a Kubernetes object, KubeVela, CloudFormation and Crossplane. */
const ENVELOPES: readonly string[] = ['spec', 'properties', 'forprovider', 'parameters', 'table'];

/** A property that is not one here. */
export interface ForeignName {
  /** What is wrong with it. */
  readonly problem: string;
  readonly fix: string;
  /** The properties that are meant. */
  readonly meant: readonly string[];
  /** It belongs in what is meant, so that it is not given there already. */
  readonly isPlaced?: boolean;
}

/** A name that holds a whole table. */
export const ENVELOPE: ForeignName = {
  problem: 'is one level too many', fix: 'Move the fields in it one level up.', meant: FIELDS.filter(({ required }) => required).map(({ name }) => name),
};

/** What is known of a name that an object of this type does not have. */
export function foreignName(type: string, name: string, vocabulary: Vocabulary): ForeignName | undefined {
  const wanted = plain(name);
  const { own, elsewhere, fields, byName } = lookUp(type, vocabulary);
  const same = own.get(wanted);
  if (same !== undefined) {
    return { problem: 'is not a property', fix: `Use ${same}.`, meant: [same] };
  }
  if (vocabulary === 'typescript' && type === 'LocalSecondaryIndex' && /^partitionkeys?$/.test(wanted)) {
    return { problem: 'is not possible here: a local index has the partition key of the table', fix: 'Remove it.', meant: [] };
  }
  if (type === 'LocalSecondaryIndex' && OF_CAPACITY.test(wanted)) {
    return { problem: 'is not possible here: a local index uses the capacity of its table', fix: 'Remove it.', meant: [] };
  }
  const known = elsewhere.get(wanted);
  if (known !== undefined) {
    const { whose, meant } = writtenBy(known, name, vocabulary);
    const isAccess = type === ACCESS_TRAIT && meant.includes('access');
    const only = byName.get(meant[0])?.shape;
    // The right name, one level too high.
    if (vocabulary === 'yaml' && meant.length === 1 && only?.kind === 'object' && only.fields.some((field) => field.name === name)) {
      return { problem: 'is one level too high', fix: `Move it into ${meant[0]}.`, meant, isPlaced: true };
    }
    const fix = isAccess ? 'Give access, a list of objects with serviceAccount and level.' : `Use ${listed(meant)}.`;
    return { problem: whose === NOBODY ? 'is not a property' : `is ${whose} name`, fix, meant };
  }
  const inAccess = type === ACCESS_TRAIT ? lookUp(ACCESS_ITEM, vocabulary) : undefined;
  const ofItem = inAccess?.own.get(wanted) ?? inAccess?.elsewhere.get(wanted)?.[0].meant[0];
  if (ofItem !== undefined) {
    return { problem: 'is one level too high', fix: `Give ${ofItem} in each item of access.`, meant: ['access'], isPlaced: true };
  }
  const ofTrait = type === ACCESS_ITEM ? lookUp(ACCESS_TRAIT, vocabulary).own.get(wanted) : undefined;
  if (ofTrait !== undefined && ofTrait !== 'access') {
    return { problem: 'is one level too low', fix: `Give ${ofTrait} beside access.`, meant: [] };
  }
  if (type === ACCESS_ITEM && plain(name) === 'namespace') {
    return { problem: 'is not possible here: the ServiceAccount is in the namespace of the component', fix: 'Remove it.', meant: [] };
  }
  const elsewhereGiven = PLACED[type]?.[wanted];
  if (elsewhereGiven !== undefined && vocabulary === 'yaml') {
    return { problem: 'is not a property', fix: `Give it in ${elsewhereGiven}.`, meant: [] };
  }
  const trait = TRAITS.find((each) => each.name === type);
  const ofTable = trait && nameBesideTrait(trait, name);
  if (ofTable !== undefined) {
    return ofTable;
  }
  if (type === TABLE && vocabulary === 'yaml' && ENVELOPES.includes(wanted)) {
    return ENVELOPE;
  }
  const cannot = whatAckCannot(name) ?? (type === 'Replica' && NOT_OF_REPLICAS.test(wanted) ? notPossible(`${name} of a replica`)
    : type === 'Backup' && NOT_OF_BACKUPS.test(wanted) ? notPossible('schedule and no retention of backups, as AWS Backup has') : undefined);
  if (cannot !== undefined) {
    return cannot;
  }
  if (REPORTED.test(wanted)) {
    return { problem: 'is reported by AWS, not declared', fix: 'Remove it.', meant: [] };
  }
  // A misspelt name of ours is near it.
  return didYouMean(name, [...own.values()]) === '' ? namedByWords(name, fields) : undefined;
}

/** What ACK has nothing for, whoever calls it so. */
export function whatAckCannot(name: string): ForeignName | undefined {
  const what = CANNOT.find(([names]) => names.test(plain(name)))?.[1];
  return what === undefined ? undefined : notPossible(what);
}

function notPossible(what: string): ForeignName {
  return { problem: `is not possible: ACK has no ${what}`, fix: `Remove it. See ${LIMITS}`, meant: [] };
}

/** What the words in a name mean, where it is a field of this type. A name too long to be one is not looked at. */
function namedByWords(name: string, fields: LookUp['fields']): ForeignName | undefined {
  const words = name.length > 100 ? '' : name.replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3-$2').replaceAll(/[_\s]+/g, '-').toLowerCase();
  const meanings = MEANINGS.filter(([expression]) => expression.test(words) || expression.test(plain(words)));
  const meant = meanings.map(([, names]) => [...new Set(names.flatMap((each) => fields.get(each) ?? []))]).find(({ length }) => length > 0);
  return meant && { problem: 'is not a property', fix: `Use ${listed(meant)}.`, meant };
}

/** What a trait does not take, but the table has, or the trait sets by being there. */
function nameBesideTrait({ sets, name: type }: Trait, name: string): ForeignName | undefined {
  if (name in sets || plain(name) === 'enabled') {
    return { problem: 'is set by the trait itself', fix: 'Remove it. To turn it off, remove the trait.', meant: [] };
  }
  const field = FIELDS.find((each) => plain(each.name) === plain(name));
  return field && { problem: `is not a property of the trait ${type}`, fix: `Give ${field.name} in the properties of the component.`, meant: [] };
}

/** A name that somebody else has for fields of ours. */
interface Elsewhere {
  readonly whose: string;
  readonly meant: readonly string[];
}

type Style = 'upper' | 'snake' | 'camel';

/** How those write their names that do not write `camelCase`. */
const STYLES: Readonly<Record<string, Style>> = { 'CloudFormation\'s': 'upper', 'DescribeTable\'s': 'upper', 'Terraform\'s': 'snake' };

/** Of those that have the name, who writes it in this way. CloudFormation has ACK's names in upper case, Crossplane has Terraform's without `_`. */
function writtenBy(known: readonly Elsewhere[], name: string, vocabulary: Vocabulary): Elsewhere {
  const style: Style | undefined = /^[A-Z]/.test(name) ? 'upper' : name.includes('_') ? 'snake' : /[A-Z]/.test(name) ? 'camel' : undefined;
  const [first] = known;
  if (style === undefined) {
    return first;
  }
  const { whose, meant } = known.find((each) => (STYLES[each.whose] ?? 'camel') === style) ?? first;
  if (style === 'upper') {
    return { whose: whose === 'ACK\'s' || whose === 'the TypeScript' ? 'CloudFormation\'s' : whose, meant };
  }
  if (style === 'snake') {
    return { whose: STYLES[whose] === 'snake' ? whose : NOBODY, meant };
  }
  return { whose: vocabulary === 'yaml' && whose === 'Terraform\'s' ? 'Crossplane\'s' : whose, meant };
}

/** What values are called elsewhere, compared as names are. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  S: ['string', 'str', 'text'],
  N: ['number', 'num', 'int', 'integer', 'float'],
  B: ['binary', 'bytes', 'blob'],
  HASH: ['partition', 'partitionkey', 'pk'],
  RANGE: ['sort', 'sortkey', 'sk'],
  PAY_PER_REQUEST: ['ondemand'],
  STANDARD_INFREQUENT_ACCESS: ['standardia', 'infrequentaccess', 'ia'],
  KMS: ['awskms', 'awsmanaged', 'customermanaged'],
  AES256: ['awsowned', 'default'],
  retain: ['orphan', 'keep'],
  delete: ['destroy'],
};

/** The value that is meant by one of elsewhere. */
export function foreignValue(value: string, values: readonly string[]): string | undefined {
  return values.find((each) => VALUES[each]?.includes(plain(value.replaceAll(/[ :]/g, ''))));
}

interface LookUp {
  /** The right names, by how they are compared. */
  readonly own: ReadonlyMap<string, string>;
  readonly elsewhere: ReadonlyMap<string, readonly Elsewhere[]>;
  /** What each field is called. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly byName: ReadonlyMap<string, Field>;
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
  const trait = TRAITS.find(({ name }) => name === type);
  const fields = type === TABLE ? FIELDS : type === ACCESS_TRAIT ? ACCESS_FIELDS : trait ? traitFields(trait)
    : objectTypes([...FIELDS, ...ACCESS_FIELDS]).find(({ name }) => name === type)?.fields ?? [];
  const byName = new Map(fields.map((field) => [field.name, field]));
  const namesOf = (names: readonly string[]): string[] => [...new Set(names.flatMap((name) =>
    vocabulary === 'yaml' ? [name] : typescriptNames(type, byName.get(name), name)))];
  const elsewhere = new Map<string, Elsewhere[]>();
  const add = (whose: string, name: string, names: readonly string[]): void => {
    const meant = namesOf(names.filter((each) => byName.has(each)));
    if (meant.length > 0) {
      elsewhere.set(plain(name), [...elsewhere.get(plain(name)) ?? [], { whose, meant }]);
    }
  };
  const known = [...ELSEWHERE[type] ?? [], ...trait ? ELSEWHERE[TABLE] : []];
  // Of ours, the names of the other vocabulary: TypeScript has words that others have, too.
  if (vocabulary === 'yaml') {
    const propsOf = ({ name }: Field): string[] => typescriptNames(type, byName.get(name), name);
    const props = fields.flatMap((field) => propsOf(field).filter((prop) => prop !== field.name));
    props.forEach((prop) => add('the TypeScript', prop, fields.filter((field) => propsOf(field).includes(prop)).map(({ name }) => name)));
  }
  known.forEach(([whose, names]) => Object.entries(names).forEach(([name, meant]) => add(whose, name, meant)));
  if (vocabulary === 'typescript') {
    fields.forEach(({ name }) => add('the YAML', name, [name]));
  }
  return {
    own: new Map(namesOf(fields.map((field) => field.name)).map((name) => [plain(name), name])),
    elsewhere,
    fields: new Map(fields.map(({ name }) => [name, namesOf([name])])),
    byName,
  };
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

/** "a, b and c" */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
