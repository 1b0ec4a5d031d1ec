import { Field, IntegerShape, ListShape, ObjectShape, StringShape } from './shape';

/**
 * The contract of a table: the parameters of the ComponentDefinition and, under the same names, the
 * spec of a DynamoDBTable. This is the only list of them. kro never allows a breaking change of a
 * schema, so a row here is for ever: rows are added, never removed, renamed or tightened.
 */

const text = (minLength: number, maxLength: number): StringShape => ({ kind: 'string', minLength, maxLength });
const oneOf = (...values: string[]): StringShape => ({ kind: 'string', enum: values });
const listOf = (of: ListShape['of'], minItems?: number, maxItems?: number): ListShape => ({ kind: 'list', of, minItems, maxItems });

const ATTRIBUTE_NAME = text(1, 255);

/** For how many days back AWS can restore a table at most, and does by default. */
export const LONGEST_RECOVERY_DAYS = 35;

export const TAG_KEY = text(1, 128);

export const DYNAMODB_NAME: StringShape = {
  kind: 'string',
  pattern: '^[a-zA-Z0-9_.-]{3,255}$',
  meaning: '3 to 255 of a-z A-Z 0-9 _ . -',
  minLength: 3,
  maxLength: 255,
};

export const REGION: StringShape = {
  kind: 'string',
  pattern: '^[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}$',
  meaning: 'an AWS region such as us-east-1',
  maxLength: 32,
};

export const ACCOUNT_ID: StringShape = { kind: 'string', pattern: '^[0-9]{12}$', meaning: 'the 12 digits of an AWS account' };

export const KMS_KEY_ARN: StringShape = {
  kind: 'string',
  pattern: '^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-zA-Z0-9-]+$',
  meaning: 'the ARN of a KMS key (arn:aws:kms:REGION:ACCOUNT:key/ID), not its id or an alias',
  maxLength: 2048,
};

/** The name of an object whose name kro and KubeVela also write into labels. */
export const KUBERNETES_LABEL: StringShape = {
  kind: 'string',
  pattern: '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$',
  meaning: 'a Kubernetes name: 1 to 63 of a-z 0-9 -, beginning and ending with a letter or digit',
  maxLength: 63,
};

export const LABEL_VALUE: StringShape = {
  kind: 'string',
  pattern: '^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$',
  meaning: 'a value of a Kubernetes label: at most 63 of a-z A-Z 0-9 - _ ., beginning and ending with a letter or digit',
};

export const LABEL_KEY: StringShape = {
  kind: 'string',
  pattern: '^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$',
  meaning: 'a key of a Kubernetes label: at most 63 of a-z A-Z 0-9 - _ ., perhaps after a domain and a slash',
};

const DNS_PART = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

/** The name of a DynamoDBTable: kro writes it into a label. */
export const OBJECT_NAME: StringShape = {
  kind: 'string',
  pattern: `^${DNS_PART}(\\.${DNS_PART})*$`,
  meaning: 'a Kubernetes object name: 1 to 63 of a-z 0-9 - ., beginning and ending with a letter or digit',
  maxLength: 63,
};

export const KUBERNETES_NAME: StringShape = {
  kind: 'string',
  pattern: `^${DNS_PART}(\\.${DNS_PART})*$`,
  meaning: 'a Kubernetes object name: 1 to 253 of a-z 0-9 . -',
  minLength: 1,
  maxLength: 253,
};

/** kro makes a label of it. */
export const GRAPH_NAME: StringShape = { ...KUBERNETES_NAME, meaning: 'a Kubernetes object name: 1 to 63 of a-z 0-9 . -', maxLength: 63 };

/** The key of a label or an annotation. */
export const METADATA_KEY: StringShape = {
  kind: 'string',
  pattern: `^(${DNS_PART}(\\.${DNS_PART})*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$`,
  meaning: 'a name such as team, or example.com/team: at most 63 of a-z A-Z 0-9 - _ . behind the /',
  maxLength: 317,
};

/** The CRD that kro makes of it needs a dot in it. With a name of a graph it stands in names of objects, which end at 253. */
export const API_GROUP: StringShape = {
  kind: 'string',
  pattern: `^${DNS_PART}(\\.${DNS_PART})+$`,
  meaning: 'an API group: 3 to 180 of a-z 0-9 - . with a dot in it',
  maxLength: 180,
};

const TABLE_CLASS = oneOf('STANDARD', 'STANDARD_INFREQUENT_ACCESS');

const ATTRIBUTE_DEFINITION: ObjectShape = {
  kind: 'object',
  name: 'AttributeDefinition',
  key: 'attributeName',
  fields: [
    { name: 'attributeName', shape: ATTRIBUTE_NAME, required: true, prop: 'name', doc: 'Name of the attribute.' },
    { name: 'attributeType', shape: oneOf('S', 'N', 'B'), required: true, prop: 'type', doc: 'S for string, N for number, B for binary; quote it in YAML, where a bare N means false.' },
  ],
};

const KEY_SCHEMA_ELEMENT: ObjectShape = {
  kind: 'object',
  name: 'KeySchemaElement',
  fields: [
    { name: 'attributeName', shape: ATTRIBUTE_NAME, required: true, prop: 'name', doc: 'Name of an attribute in attributeDefinitions.' },
    { name: 'keyType', shape: oneOf('HASH', 'RANGE'), required: true, doc: 'HASH for a partition key, RANGE for a sort key.' },
  ],
};

const CAPACITY: IntegerShape = { kind: 'integer', minimum: 1, zero: 'remove provisionedThroughput if requests are billed' };

const PROVISIONED_THROUGHPUT: ObjectShape = {
  kind: 'object',
  name: 'ProvisionedThroughput',
  fields: [
    { name: 'readCapacityUnits', shape: CAPACITY, required: true, doc: 'Strongly consistent reads of up to 4 KB a second.' },
    { name: 'writeCapacityUnits', shape: CAPACITY, required: true, doc: 'Writes of up to 1 KB a second.' },
  ],
};

const ON_DEMAND_THROUGHPUT: ObjectShape = {
  kind: 'object',
  name: 'OnDemandThroughput',
  fields: [
    { name: 'maxReadRequestUnits', shape: { kind: 'integer', minimum: -1 }, doc: 'Most read request units a second; -1 for no cap.' },
    { name: 'maxWriteRequestUnits', shape: { kind: 'integer', minimum: -1 }, doc: 'Most write request units a second; -1 for no cap.' },
  ],
};

const PROJECTION: ObjectShape = {
  kind: 'object',
  name: 'Projection',
  fields: [
    { name: 'projectionType', shape: oneOf('ALL', 'KEYS_ONLY', 'INCLUDE'), required: true, prop: '', doc: 'Which attributes the index holds.' },
    { name: 'nonKeyAttributes', shape: listOf(ATTRIBUTE_NAME, 1, 20), prop: '', doc: 'The further attributes of an INCLUDE projection.' },
  ],
};

const GLOBAL_SECONDARY_INDEX: ObjectShape = {
  kind: 'object',
  name: 'GlobalSecondaryIndex',
  key: 'indexName',
  fields: [
    { name: 'indexName', shape: DYNAMODB_NAME, required: true, doc: 'Name of the index, unique in the table.' },
    { name: 'keySchema', shape: listOf(KEY_SCHEMA_ELEMENT, 1, 8), required: true, doc: 'One to four partition key attributes, then up to four sort key attributes.' },
    { name: 'projection', shape: PROJECTION, required: true, doc: 'What is copied from the table into the index.' },
    { name: 'provisionedThroughput', shape: PROVISIONED_THROUGHPUT, doc: 'The capacity of the index itself, with billing mode PROVISIONED.' },
    { name: 'onDemandThroughput', shape: ON_DEMAND_THROUGHPUT, doc: 'The caps of the index itself, with billing mode PAY_PER_REQUEST.' },
  ],
};

const LOCAL_SECONDARY_INDEX: ObjectShape = {
  kind: 'object',
  name: 'LocalSecondaryIndex',
  key: 'indexName',
  fields: [
    { name: 'indexName', shape: DYNAMODB_NAME, required: true, doc: 'Name of the index, unique in the table.' },
    { name: 'keySchema', shape: { ...listOf(KEY_SCHEMA_ELEMENT, 2, 2), meaning: 'the partition key of the table (HASH), then the sort key of the index (RANGE)' }, required: true, doc: 'The partition key of the table, then the sort key of the index.' },
    { name: 'projection', shape: PROJECTION, required: true, doc: 'What is copied from the table into the index.' },
  ],
};

const READ_THROUGHPUT_OVERRIDE: ObjectShape = {
  kind: 'object',
  name: 'ReadThroughputOverride',
  fields: [
    { name: 'readCapacityUnits', shape: { kind: 'integer', minimum: 1 }, required: true, prop: '', doc: 'Read capacity units in the region of the replica.' },
  ],
};

export const REPLICA: ObjectShape = {
  kind: 'object',
  name: 'Replica',
  fields: [
    { name: 'regionName', shape: REGION, required: true, prop: 'region', doc: 'Region of the replica.' },
    { name: 'kmsMasterKeyID', shape: KMS_KEY_ARN, prop: 'kmsKeyArn', doc: 'ARN of the KMS key of the replica, a key of its region.' },
    { name: 'tableClassOverride', shape: TABLE_CLASS, prop: 'tableClass', doc: 'Table class of the replica, where it differs from the table.' },
    { name: 'provisionedThroughputOverride', shape: READ_THROUGHPUT_OVERRIDE, prop: 'readCapacityUnits', doc: 'Read capacity of the replica, where it differs from the table.' },
    {
      name: 'globalSecondaryIndexes',
      shape: listOf({
        kind: 'object',
        name: 'ReplicaGlobalSecondaryIndex',
        fields: [
          { name: 'indexName', shape: DYNAMODB_NAME, required: true, doc: 'Name of a global secondary index of the table.' },
          { name: 'provisionedThroughputOverride', shape: READ_THROUGHPUT_OVERRIDE, required: true, prop: 'readCapacityUnits', doc: 'Read capacity of the index in the region of the replica.' },
        ],
      }, 1, 20),
      doc: 'Read capacity of indexes of the replica, where it differs from the table.',
    },
  ],
};

const TAG: ObjectShape = {
  kind: 'object',
  name: 'Tag',
  fields: [
    { name: 'key', shape: TAG_KEY, required: true, doc: 'Tag key.' },
    { name: 'value', shape: { kind: 'string', maxLength: 256 }, required: true, doc: 'Tag value.' },
  ],
};

const BACKUP: ObjectShape = {
  kind: 'object',
  name: 'Backup',
  fields: [
    {
      name: 'name',
      shape: { kind: 'string', pattern: '^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$', meaning: '3 to 63 of a-z 0-9 -', minLength: 3, maxLength: 63 },
      required: true,
      doc: 'Name of the backup in DynamoDB.',
    },
    { name: 'deletionPolicy', shape: oneOf('delete', 'retain'), default: 'retain', prop: 'removalPolicy', doc: 'Whether the backup in AWS is deleted when it is no longer declared, or its table is deleted.' },
  ],
};

export const FIELDS: readonly Field[] = [
  { name: 'tableName', shape: DYNAMODB_NAME, required: true, immutable: true, doc: 'Name of the table in DynamoDB.', column: { title: 'Table', wide: true } },
  { name: 'region', shape: REGION, required: true, immutable: true, doc: 'AWS region of the table.', column: { title: 'Region', wide: true } },
  { name: 'billingMode', shape: oneOf('PAY_PER_REQUEST', 'PROVISIONED'), default: 'PAY_PER_REQUEST', prop: 'billing', doc: 'PAY_PER_REQUEST bills each request, PROVISIONED a fixed capacity.', column: { title: 'Billing' } },
  { name: 'attributeDefinitions', shape: listOf(ATTRIBUTE_DEFINITION, 1, 200), required: true, doc: 'The attributes that keys use, exactly these.' },
  { name: 'keySchema', shape: listOf(KEY_SCHEMA_ELEMENT, 1, 2), required: true, immutable: true, doc: 'The partition key (HASH), then optionally a sort key (RANGE).' },
  { name: 'provisionedThroughput', shape: PROVISIONED_THROUGHPUT, prop: 'billing', doc: 'Capacity of the table, with billing mode PROVISIONED.' },
  { name: 'onDemandThroughput', shape: ON_DEMAND_THROUGHPUT, prop: 'billing', doc: 'Caps of the table, with billing mode PAY_PER_REQUEST.' },
  { name: 'globalSecondaryIndexes', shape: listOf(GLOBAL_SECONDARY_INDEX, undefined, 20), doc: 'Indexes with keys of their own, up to 20.' },
  { name: 'localSecondaryIndexes', shape: listOf(LOCAL_SECONDARY_INDEX, undefined, 5), immutable: true, doc: 'Indexes with the partition key of the table and another sort key, up to 5; only when the table is created.' },
  { name: 'streamEnabled', shape: { kind: 'boolean' }, default: false, prop: 'stream', doc: 'Whether changes of items are written to a stream.', column: { title: 'Stream' } },
  { name: 'streamViewType', shape: oneOf('KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'), prop: 'stream', doc: 'What the stream holds of each change; NEW_AND_OLD_IMAGES when the stream is enabled without it.' },
  { name: 'pointInTimeRecoveryEnabled', shape: { kind: 'boolean' }, default: false, prop: 'pointInTimeRecovery', doc: 'Whether the table can be restored to any second of the last 35 days.' },
  { name: 'recoveryPeriodInDays', shape: { kind: 'integer', minimum: 1, maximum: LONGEST_RECOVERY_DAYS }, doc: 'For how many days back the table can be restored, with pointInTimeRecoveryEnabled; 35 without it. Needs ACK dynamodb-controller 1.11 or later.' },
  { name: 'sseEnabled', shape: { kind: 'boolean' }, prop: 'encryption', doc: 'Whether the table is encrypted with a KMS key (true with sseType KMS) or the key that DynamoDB owns.' },
  { name: 'sseType', shape: oneOf('AES256', 'KMS'), prop: 'encryption', doc: 'KMS for a KMS key, AES256 for the key that DynamoDB owns; KMS when sseEnabled is true without it.' },
  { name: 'kmsMasterKeyID', shape: KMS_KEY_ARN, prop: 'encryption', doc: 'ARN of the customer managed KMS key; the AWS managed key aws/dynamodb without it.' },
  { name: 'ttlEnabled', shape: { kind: 'boolean' }, default: false, prop: 'timeToLiveAttribute', doc: 'Whether DynamoDB deletes expired items.' },
  { name: 'ttlAttributeName', shape: ATTRIBUTE_NAME, prop: 'timeToLiveAttribute', doc: 'The number attribute with the time at which an item expires, in seconds since 1970.' },
  { name: 'deletionProtectionEnabled', shape: { kind: 'boolean' }, default: false, prop: 'deletionProtection', doc: 'Whether deleting the table is rejected.' },
  { name: 'tableClass', shape: TABLE_CLASS, default: 'STANDARD', doc: 'STANDARD, or STANDARD_INFREQUENT_ACCESS for cheaper storage and a higher price per request.', column: { title: 'Class' } },
  { name: 'tags', shape: listOf(TAG, undefined, 50), doc: 'AWS tags of the table.' },
  { name: 'backups', shape: listOf(BACKUP, undefined, 50), doc: 'On-demand backups of the table.' },
  { name: 'contributorInsights', shape: { kind: 'boolean' }, doc: 'Whether CloudWatch Contributor Insights watches the most used keys.' },
  { name: 'resourcePolicy', shape: { ...text(1, 20480), json: true }, doc: 'Resource-based IAM policy of the table, as JSON text.' },
  { name: 'replicas', shape: listOf(REPLICA, undefined, 50), doc: 'Replicas of the table in other regions (global table).' },
  { name: 'deletionPolicy', shape: oneOf('delete', 'retain'), prop: 'removalPolicy', doc: 'Whether the table in AWS is deleted with the Kubernetes object; without it, an adopted table is retained, and any other follows the setting of the ACK controller.' },
  { name: 'adoptionPolicy', shape: oneOf('adopt', 'adopt-or-create'), prop: 'adoption', doc: 'Whether a table that exists in AWS under this name is taken over.' },
  {
    name: 'providerConfigRef',
    shape: { kind: 'object', name: 'ProviderConfigRef', fields: [{ name: 'name', shape: KUBERNETES_LABEL, required: true, prop: '', doc: 'Name of the provider configuration.' }] },
    prop: 'providerConfig',
    doc: 'The AWS role that manages the table, as an ACK IAMRoleSelector names it.',
  },
  {
    name: 'writeConnectionSecretToRef',
    shape: {
      kind: 'object',
      name: 'SecretReference',
      fields: [
        { name: 'name', shape: KUBERNETES_NAME, required: true, doc: 'Name of the Secret.' },
        { name: 'namespace', shape: KUBERNETES_LABEL, doc: 'Namespace of the Secret; that of the table without it.' },
      ],
    },
    prop: 'connectionSecret',
    doc: 'The Secret that kro fills with endpoint, region, name, ARN, ID and stream ARN of the table.',
  },
];
