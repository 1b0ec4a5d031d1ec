/**
 * Nothing vanishes: each property that a source publishes is in the declaration or in a finding, and so is one that nobody has heard of.
 * A definition with all properties is read; then each property is taken out in turn, which has to show.
 */
import * as sdk from '@aws-sdk/client-dynamodb';
import { stringify } from 'yaml';
import { importFiles } from '../../src/import/sources';

const ARN = 'arn:aws:dynamodb:us-east-1:111122223333:table/orders';
const KEY = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const parameters = new Map<string, string>();

type Json = { [name: string]: any };

interface Case {
  readonly what: string;
  /** The documents, with all properties that the source has. */
  readonly documents: readonly Json[];
  /** Where in a document the properties begin; all of the document without. */
  readonly below?: RegExp;
  /** Properties that may be left out silently, for the reason that stands beside them. */
  readonly silent?: RegExp;
  readonly file?: string;
  /** The region of --region. */
  readonly region?: string;
}

const THROUGHPUT = { ReadCapacityUnits: 5, WriteCapacityUnits: 6 };
const WARM = { ReadUnitsPerSecond: 15_000, WriteUnitsPerSecond: 5_000 };
const CAPS = { MaxReadRequestUnits: 1, MaxWriteRequestUnits: 2 };
const INSIGHTS = { Enabled: true, Mode: 'THROTTLED_KEYS' };
const POLICY = { PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow' }] } };
const ATTRIBUTES = ['id', 'at', 'g', 'l'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' }));
const KEYS = [{ AttributeName: 'id', KeyType: 'HASH' }, { AttributeName: 'at', KeyType: 'RANGE' }];
const INDEX = { IndexName: 'by-g', KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }], Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['x'] } };
const LOCAL = { IndexName: 'by-l', KeySchema: [KEYS[0], { AttributeName: 'l', KeyType: 'RANGE' }], Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['y'] } };
const template = (Type: string, Properties: Json): Json => ({ Resources: { T: { Type, Properties } } });

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
const TABLE: Json = {
  TableName: 'orders',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ATTRIBUTES,
  KeySchema: KEYS,
  ContributorInsightsSpecification: INSIGHTS,
  DeletionProtectionEnabled: true,
  GlobalSecondaryIndexes: [
    { ...INDEX, ContributorInsightsSpecification: INSIGHTS, OnDemandThroughput: CAPS, WarmThroughput: WARM },
  ],
  ImportSourceSpecification: { InputCompressionType: 'GZIP', InputFormat: 'CSV', InputFormatOptions: { Csv: { Delimiter: ',', HeaderList: ['a'] } }, S3BucketSource: { S3Bucket: 'b', S3BucketOwner: '1', S3KeyPrefix: 'p' } },
  KinesisStreamSpecification: { StreamArn: 'arn:stream', ApproximateCreationDateTimePrecision: 'MILLISECOND' },
  LocalSecondaryIndexes: [LOCAL],
  OnDemandThroughput: { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 20 },
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
  ResourcePolicy: POLICY,
  SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: KEY },
  StreamSpecification: { StreamViewType: 'KEYS_ONLY', ResourcePolicy: POLICY },
  TableClass: 'STANDARD_INFREQUENT_ACCESS',
  Tags: [{ Key: 'a', Value: 'b' }],
  TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
  WarmThroughput: WARM,
};
const { OnDemandThroughput: _, ...OTHERS } = TABLE;
const PROVISIONED = { ...OTHERS, BillingMode: 'PROVISIONED', ProvisionedThroughput: THROUGHPUT, SSESpecification: { SSEEnabled: false, KMSMasterKeyId: KEY }, GlobalSecondaryIndexes: [{ ...INDEX, ProvisionedThroughput: THROUGHPUT }] };

const scaled = (kind: string): Json => ({
  [`${kind}CapacityAutoScalingSettings`]: { MinCapacity: 1, MaxCapacity: 9, SeedCapacity: 3, TargetTrackingScalingPolicyConfiguration: { TargetValue: 70, DisableScaleIn: true, ScaleInCooldown: 1, ScaleOutCooldown: 2 } },
});
const replica = (Region: string, reading: Json): Json => ({
  Region,
  ContributorInsightsSpecification: INSIGHTS,
  DeletionProtectionEnabled: true,
  GlobalSecondaryIndexes: [{ IndexName: 'by-g', ContributorInsightsSpecification: INSIGHTS, ...reading }],
  GlobalTableSettingsReplicationMode: 'ENABLED',
  KinesisStreamSpecification: TABLE.KinesisStreamSpecification,
  PointInTimeRecoverySpecification: TABLE.PointInTimeRecoverySpecification,
  ...reading,
  ReplicaStreamSpecification: { ResourcePolicy: POLICY },
  ResourcePolicy: POLICY,
  SSESpecification: { KMSMasterKeyId: KEY.replace('us-east-1', Region) },
  TableClass: 'STANDARD_INFREQUENT_ACCESS',
  Tags: [{ Key: 'a', Value: 'b' }],
});
const globalTable = (BillingMode: string, write: Json, reads: readonly Json[]): Json => ({
  TableName: 'orders',
  BillingMode,
  AttributeDefinitions: ATTRIBUTES,
  KeySchema: KEYS,
  GlobalSecondaryIndexes: [{ ...INDEX, ...write, ...reads[0], WarmThroughput: WARM }],
  LocalSecondaryIndexes: [LOCAL],
  GlobalTableSourceArn: ARN,
  GlobalTableWitnesses: [{ Region: 'us-west-1' }],
  MultiRegionConsistency: 'STRONG',
  ...write,
  ...reads[0],
  Replicas: [replica('us-east-1', reads[1]), replica('us-west-2', reads[2])],
  SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
  StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  TimeToLiveSpecification: TABLE.TimeToLiveSpecification,
  WarmThroughput: WARM,
});

const terraformIndex = { name: 'by-g', hash_key: 'g', range_key: 'at', projection_type: 'INCLUDE', non_key_attributes: ['x'] };
/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dynamodb_table */
const terraform = (more: Json): Json => ({
  name: 'orders',
  hash_key: 'id',
  range_key: 'at',
  attribute: ATTRIBUTES.map(({ AttributeName: name }) => ({ name, type: 'S' })),
  deletion_protection_enabled: true,
  local_secondary_index: [{ name: 'by-l', range_key: 'l', projection_type: 'INCLUDE', non_key_attributes: ['y'] }],
  import_table: [{ input_format: 'CSV', input_compression_type: 'GZIP', input_format_options: [{ csv: [{ delimiter: ',', header_list: ['a'] }] }], s3_bucket_source: [{ bucket: 'b', bucket_owner: '1', key_prefix: 'p' }] }],
  point_in_time_recovery: [{ enabled: true, recovery_period_in_days: 7 }],
  restore_backup_arn: 'arn:b',
  restore_date_time: '2026-01-01',
  restore_source_name: 'old',
  restore_source_table_arn: ARN,
  restore_to_latest_time: true,
  replica: [{ region_name: 'us-west-2', consistency_mode: 'STRONG', deletion_protection_enabled: true, kms_key_arn: KEY.replace('us-east-1', 'us-west-2'), point_in_time_recovery: true, propagate_tags: true, arn: ARN, stream_arn: ARN, stream_label: 'x' }],
  global_table_witness: [{ region_name: 'us-west-1' }],
  server_side_encryption: [{ enabled: true, kms_key_arn: KEY }],
  stream_enabled: true,
  stream_view_type: 'KEYS_ONLY',
  table_class: 'STANDARD_INFREQUENT_ACCESS',
  tags: { a: 'b' },
  ttl: [{ attribute_name: 'ttl', enabled: true }],
  warm_throughput: [{ read_units_per_second: 15_000, write_units_per_second: 5_000 }],
  ...more,
});
const ON_DEMAND = terraform({
  billing_mode: 'PAY_PER_REQUEST',
  on_demand_throughput: [{ max_read_request_units: 1, max_write_request_units: 2 }],
  global_secondary_index: [{
    ...terraformIndex,
    on_demand_throughput: [{ max_read_request_units: 1, max_write_request_units: 2 }],
    warm_throughput: [{ read_units_per_second: 15_000, write_units_per_second: 5_000 }],
  }],
});
const UNITS = terraform({
  billing_mode: 'PROVISIONED',
  read_capacity: 5,
  write_capacity: 6,
  region: 'us-east-1',
  arn: ARN,
  id: 'orders',
  stream_arn: ARN,
  stream_label: 'x',
  tags_all: { a: 'b', c: 'd' },
  timeouts: { create: '1m', delete: '1m', update: '1m' },
  global_secondary_index: [{ ...terraformIndex, range_key: '', key_schema: [{ attribute_name: 'g', key_type: 'HASH' }], read_capacity: 7, write_capacity: 8 }],
});
const resource = (type: string, values: Json, name = 'x'): Json => ({ address: `${type}.${name}`, type, name, values });
const COMPANIONS = [
  resource('aws_dynamodb_table_replica', { global_table_arn: ARN, arn: ARN.replace('us-east-1', 'eu-west-1'), region: 'eu-west-1', kms_key_arn: KEY, deletion_protection_enabled: true, point_in_time_recovery: true, table_class_override: 'STANDARD', tags: { a: 'b' } }),
  resource('aws_dynamodb_contributor_insights', { table_name: 'orders', mode: 'THROTTLED_KEYS' }),
  resource('aws_dynamodb_contributor_insights', { table_name: 'orders', index_name: 'by-g' }, 'of_index'),
  resource('aws_dynamodb_resource_policy', { resource_arn: ARN, policy: '{"Version":"2012-10-17"}', confirm_remove_self_resource_access: true, revision_id: '1' }),
  resource('aws_dynamodb_kinesis_streaming_destination', { table_name: 'orders', stream_arn: 'arn:stream', approximate_creation_date_time_precision: 'MILLISECOND' }),
  resource('aws_dynamodb_tag', { resource_arn: ARN, key: 'k', value: 'v' }),
  resource('aws_dynamodb_global_secondary_index', {
    table_name: 'orders', index_name: 'own', key_schema: [{ attribute_name: 'o', attribute_type: 'S', key_type: 'HASH' }], projection: [{ projection_type: 'INCLUDE', non_key_attributes: ['z'] }], provisioned_throughput: [{ read_capacity_units: 1, write_capacity_units: 2 }], warm_throughput: [{ read_units_per_second: 15_000, write_units_per_second: 5_000 }],
  }),
  resource('aws_appautoscaling_target', { service_namespace: 'dynamodb', resource_id: 'table/orders', scalable_dimension: 'dynamodb:table:ReadCapacityUnits', min_capacity: 1, max_capacity: 9 }),
  resource('aws_dynamodb_never_heard_of', { table_name: 'orders' }),
];
const state = (...resources: readonly Json[]): Json => ({ format_version: '1.0', values: { root_module: { resources } } });

const camel = (value: any): any => Array.isArray(value) ? value.map(camel)
  : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name.replace(/_(\w)/g, (_all, letter) => letter.toUpperCase()), camel(item)])) : value;
const NOT_OF_UPJET = ['name', 'arn', 'id', 'stream_arn', 'stream_label', 'tags_all', 'timeouts'];
const upjet = Object.fromEntries(Object.entries(UNITS).filter(([name]) => !NOT_OF_UPJET.includes(name)));
const crossplane = (kind: string, forProvider: Json, metadata: Json = { name: 'orders' }): Json => ({ apiVersion: 'dynamodb.aws.upbound.io/v1beta2', kind, metadata, spec: { forProvider } });
const lower = (value: any): any => Array.isArray(value) ? value.map(lower)
  : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (start) => start.toLowerCase()).replace(/Id$/, 'ID'), lower(item)])) : value;

/** ACK's, as of its controller 1.9 (`imports/dynamodb.services.k8s.aws.ts`), and what 1.11 has besides. */
const ACK = {
  apiVersion: 'dynamodb.services.k8s.aws/v1alpha1',
  kind: 'Table',
  metadata: { name: 'orders', annotations: { 'services.k8s.aws/region': 'us-east-1' } },
  spec: {
    ...lower({ TableName: 'orders', BillingMode: 'PROVISIONED', AttributeDefinitions: ATTRIBUTES, KeySchema: KEYS, LocalSecondaryIndexes: [LOCAL], ProvisionedThroughput: THROUGHPUT, TableClass: TABLE.TableClass, Tags: TABLE.Tags }),
    globalSecondaryIndexes: [{ ...lower(INDEX), provisionedThroughput: lower(THROUGHPUT) }],
    continuousBackups: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 },
    contributorInsights: 'ENABLE',
    deletionProtectionEnabled: true,
    resourcePolicy: '{"Version":"2012-10-17"}',
    sseSpecification: { enabled: true, sseType: 'KMS', kmsMasterKeyID: KEY },
    streamSpecification: { streamEnabled: true, streamViewType: 'KEYS_ONLY' },
    tableReplicas: [{
      regionName: 'us-west-2',
      kmsMasterKeyID: KEY,
      tableClassOverride: 'STANDARD',
      provisionedThroughputOverride: { readCapacityUnits: 3 },
      onDemandThroughputOverride: { maxReadRequestUnits: 1 },
      globalSecondaryIndexes: [{ indexName: 'by-g', provisionedThroughputOverride: { readCapacityUnits: 3 }, onDemandThroughputOverride: { maxReadRequestUnits: 1 } }],
    }],
    timeToLive: { enabled: true, attributeName: 'ttl' },
    warmThroughput: lower(WARM),
  },
};

/** What the SDK has for an answer, with all that AWS may say in it. */
function answer(schema: any, name = ''): any {
  if (typeof schema === 'function') {
    return answer(schema(), name);
  }
  if (Array.isArray(schema) && schema[0] === 3) {
    return Object.fromEntries(schema[4].map((member: string, i: number) => [member, answer(schema[5][i], member)]));
  }
  if (Array.isArray(schema) && schema[0] === 1) {
    return [answer(schema[4], name)];
  }
  return MEMBERS[name] ?? (schema === 1 ? 20_000 : schema === 2 ? true : schema === 4 ? 1_700_000_000 : 'x');
}
const MEMBERS: Json = {
  TableArn: ARN,
  AttributeName: 'id',
  AttributeType: 'S',
  KeyType: 'HASH',
  RegionName: 'us-west-2',
  BillingMode: 'PROVISIONED',
  TableClass: 'STANDARD_INFREQUENT_ACCESS',
  StreamViewType: 'NEW_IMAGE',
  Status: 'ENABLED',
  SSEType: 'KMS',
  KMSMasterKeyArn: KEY,
  KMSMasterKeyId: KEY,
  TableStatus: 'ARCHIVED',
  GlobalTableVersion: '2017.11.29',
  MultiRegionConsistency: 'STRONG',
  ProjectionType: 'INCLUDE',
  IndexStatus: 'DELETING',
  PointInTimeRecoveryStatus: 'ENABLED',
  RecoveryPeriodInDays: 7,
  TimeToLiveStatus: 'ENABLED',
  ContributorInsightsStatus: 'ENABLED',
  DestinationStatus: 'ACTIVE',
};
const schemas = sdk as unknown as { readonly [name: string]: unknown };
const members = (name: string): Json => answer(schemas[name]);
const DESCRIBED = [
  { Table: members('TableDescription$') },
  members('DescribeTimeToLiveOutput$'), members('DescribeContinuousBackupsOutput$'), { ...members('DescribeContributorInsightsOutput$'), TableName: 'x', IndexName: undefined }, { ...members('DescribeKinesisStreamingDestinationOutput$'), TableName: 'x' },
  { Tags: [{ Key: 'a', Value: 'b' }] }, { Policy: '{"Version":"2012-10-17"}', RevisionId: '1' },
];

const SCALING = /TargetTrackingScalingPolicyConfiguration/;
/** What is told as a whole: the part of it need not be. */
const WHOLE = /(ImportSourceSpecification|importTable|import_table|KinesisStreamSpecification|Witness(es)?|witness|StreamSpecification\.ResourcePolicy|Replicas\[1\]\.ResourcePolicy|ContributorInsightsSpecification)\b.*\./i;
/** What says the default, or says it twice. */
const DEFAULTS = /(SSEType|BillingMode|billing_mode)$/i;
const join = (...patterns: readonly RegExp[]): RegExp => new RegExp(patterns.map(({ source }) => source).join('|'), 'i');
/** Times, sizes and states, which are of no declaration. */
const STATE = join(/DateTime|SizeBytes|ItemCount|IndexArn|ReplicaArn|ReplicaStatus|TableId|LatestStream|RestoreSummary|ArchivalSummary|NumberOfDecreases|Backfilling|ContinuousBackupsStatus|RuleList|FailureException/);

const CASES: readonly Case[] = [
  { what: 'AWS::DynamoDB::Table', documents: [template('AWS::DynamoDB::Table', TABLE)], below: /Properties\./, silent: join(WHOLE, DEFAULTS) },
  { what: 'AWS::DynamoDB::Table, provisioned', documents: [template('AWS::DynamoDB::Table', PROVISIONED)], below: /Properties\./, silent: join(WHOLE, DEFAULTS, /SSEEnabled/) },
  { what: 'AWS::DynamoDB::Table, with the throughput of both billing modes', documents: [template('AWS::DynamoDB::Table', { ...TABLE, ProvisionedThroughput: THROUGHPUT })], below: /Properties\.ProvisionedThroughput$/ },
  {
    what: 'AWS::DynamoDB::GlobalTable',
    documents: [template('AWS::DynamoDB::GlobalTable', globalTable('PAY_PER_REQUEST', { WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: 2 } }, [1, 2, 3].map((MaxReadRequestUnits) => ({ ReadOnDemandThroughputSettings: { MaxReadRequestUnits } }))))],
    below: /Properties\./,
    // What the replica here has goes before what the table has; of other replicas what they have is told as a whole.
    silent: join(WHOLE, DEFAULTS, /Properties\.(GlobalSecondaryIndexes\[0\]\.)?ReadOnDemand|Replicas\[1\]\.\w+Specification\.|Replicas\[1\].*ReadOnDemandThroughputSettings\.|Replicas\[\d\]\.ReplicaStreamSpecification\.|Insights.*Mode|Replicas\[1\]\.Tags/),
  },
  {
    what: 'AWS::DynamoDB::GlobalTable, provisioned and scaled',
    documents: [template('AWS::DynamoDB::GlobalTable', globalTable('PROVISIONED', { WriteProvisionedThroughputSettings: scaled('Write') }, [{ ReadProvisionedThroughputSettings: { ReadCapacityUnits: 4 } }, { ReadProvisionedThroughputSettings: scaled('Read') }, { ReadProvisionedThroughputSettings: scaled('Read') }]))],
    below: /ThroughputSettings/,
    silent: join(SCALING, /Properties\.(GlobalSecondaryIndexes\[0\]\.)?ReadProvisioned/),
  },
  {
    what: 'AWS::Serverless::SimpleTable',
    documents: [{
      Globals: { SimpleTable: { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } } },
      ...template('AWS::Serverless::SimpleTable', { TableName: 'things', PrimaryKey: { Name: 'k', Type: 'Number' }, ProvisionedThroughput: THROUGHPUT, SSESpecification: { SSEEnabled: true, KMSMasterKeyId: KEY }, Tags: { a: 'b' } }),
    }],
    below: /Properties\.|SimpleTable\./,
  },
  {
    what: 'serverless.yml',
    file: 'serverless.yml',
    documents: [{ service: 's', provider: { name: 'aws', region: 'us-east-1', stackTags: { x: 'y' } }, resources: { ...template('AWS::DynamoDB::Table', TABLE), extensions: { T: { Properties: { TableClass: 'STANDARD' } } } } }],
    below: /Properties\.|stackTags/,
    silent: join(WHOLE, DEFAULTS, /Resources\.T\.Properties\.TableClass/),
  },
  { what: 'terraform show -json, on demand', documents: [state(resource('aws_dynamodb_table', ON_DEMAND))], below: /\]\.values\./, silent: join(WHOLE, /\.(stream_)?(arn|label)$/) },
  {
    what: 'terraform show -json, provisioned',
    documents: [state(resource('aws_dynamodb_table', UNITS))],
    below: /\]\.values\./,
    // `tags_all` has them all; the region is in the ARN.
    silent: join(WHOLE, DEFAULTS, /(arn|label|\.id|\.region|timeouts.*|values\.tags(\.a)?\.?|index\[0\]\.(hash_key|range_key|key_schema))$/),
  },
  { what: 'terraform show -json, what belongs to a table', documents: [state(resource('aws_dynamodb_table', { ...UNITS, arn: ARN }), ...COMPANIONS)], below: /resources\[([1-9]|\d\d)\]\.values\./, silent: /confirm_remove|revision_id|resources\[1\]\.values\.(arn|region|tags\.)|stream_arn|precision|service_namespace|resources\[[589]\]\.values\.$/ },
  { what: 'Crossplane, upjet', documents: [crossplane('Table', camel(upjet))], below: /forProvider\./, silent: join(WHOLE, /billingMode$|forProvider\.region$|replica\[0\]\.(arn|stream\w+)$|index\[0\]\.(hashKey|rangeKey|keySchema)$/) },
  {
    what: 'Crossplane, upjet, what belongs to a table',
    documents: [
      crossplane('Table', camel(upjet)),
      crossplane('TableReplica', { globalTableArn: ARN, region: 'eu-west-1', kmsKeyArn: KEY, deletionProtectionEnabled: true, pointInTimeRecovery: true, tableClassOverride: 'STANDARD', tags: { a: 'b' } }),
      crossplane('ContributorInsights', { tableName: 'orders', indexName: 'by-g' }),
      crossplane('ResourcePolicy', { resourceArn: ARN, policy: '{}' }), crossplane('Tag', { resourceArn: ARN, key: 'k', value: 'v' }),
      crossplane('KinesisStreamingDestination', { tableName: 'orders' }), crossplane('NeverHeardOf', { tableName: 'orders' }),
    ],
    below: /^[1-9]\.spec\.forProvider\./,
    silent: /^1\.spec\.forProvider\.tags\.|^5\.spec\.forProvider\.$/,
  },
  {
    what: 'Crossplane, the classic provider',
    documents: [{
      apiVersion: 'dynamodb.aws.crossplane.io/v1alpha1',
      kind: 'Table',
      metadata: { name: 'orders' },
      spec: { forProvider: { region: 'us-east-1', ...lower({ ...PROVISIONED, TableName: undefined, ContributorInsightsSpecification: undefined, ImportSourceSpecification: undefined, KinesisStreamSpecification: undefined, ResourcePolicy: undefined, PointInTimeRecoverySpecification: undefined, WarmThroughput: undefined, StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' }, SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: KEY } }), pointInTimeRecoveryEnabled: true } },
    }],
    below: /forProvider\./,
    // Where it is given by the options, the region is not needed, and a view of a stream without more is one.
    silent: join(DEFAULTS, /region|streamEnabled/),
  },
  { what: 'ACK', documents: [ACK], below: /spec\./, silent: join(DEFAULTS, /streamEnabled|ThroughputOverride\.$/) },
  {
    what: 'describe-table and the other calls, as the SDK has them',
    documents: DESCRIBED,
    region: 'us-west-2',
    below: /^\d+\./,
    // The table is matched by it, or the rest says the same; what ACK does not manage is told as a whole.
    silent: join(STATE, /^0\.Table$|TableName|^[1-6]\.[A-Za-z]+$|GlobalTableWitnesses\[0\]\.|VectorIndexes\[0\]\.|KinesisDataStreamDestinations\[0\]\.|Warm.*Status|Summary$|Replicas\[0\]\.RegionName|RevisionId|StreamSpecification\.StreamEnabled|SSEDescription\.SSEType|BillingMode$|OnDemandThroughput(Override)?\./),
  },
];

/** Without what is undefined. */
const plain = (value: readonly Json[]): readonly Json[] => JSON.parse(JSON.stringify(value));

function read({ documents, file = 'in.json', region = 'us-east-1' }: Pick<Case, 'documents' | 'file' | 'region'>): string {
  const text = file.endsWith('.yml') ? stringify(documents[0]) : documents.map((document) => JSON.stringify(document)).join('\n');
  try {
    return JSON.stringify(importFiles([{ file, text }], { region, parameters, tableNames: new Map() }, () => '').map(({ spec, findings }) => ({ spec, findings })), undefined, 1);
  } catch (error) {
    return `unreadable: ${(error as Error).message}`;
  }
}

type Path = ReadonlyArray<string | number>;

function pathsOf(value: unknown, path: Path = []): Path[] {
  const inner = typeof value === 'object' && value !== null ? (Array.isArray(value) ? [...value.keys()] : Object.keys(value)).flatMap((key) => pathsOf((value as Json)[key], [...path, key])) : [];
  return [path, ...inner];
}

function changed(value: any, [first, ...rest]: Path, change: (container: any, key: string | number) => void): any {
  const copy = Array.isArray(value) ? [...value] : { ...value };
  rest.length === 0 ? change(copy, first) : copy[first] = changed(copy[first], rest, change);
  return copy;
}

const text = (path: Path): string => path.map((step, i) => typeof step === 'number' && i > 0 ? `[${step}]` : `${i > 0 ? '.' : ''}${step}`).join('');

describe.each(CASES.map((each) => ({ ...each, documents: plain(each.documents) })))('$what', ({ documents, below = /./, silent = /^$/, file, region }) => {
  const whole = read({ documents, file, region });
  const inside = pathsOf(documents).filter((path) => path.length > 1 && below.test(text(path)));

  test('is read', () => {
    expect(whole).not.toMatch(/^unreadable/);
    expect(inside.length).toBeGreaterThan(0);
  });

  test('each property is in the declaration or a finding', () => {
    const vanish = inside.filter((path) => typeof path.at(-1) === 'string' && !silent.test(text(path)))
      .filter((path) => read({ documents: changed(documents, path, (container, key) => delete container[key]), file, region }) === whole);
    expect(vanish.map(text)).toEqual([]);
  });

  test('a property that nobody has heard of is a finding, wherever it is', () => {
    const objects = pathsOf(documents).filter((path) => path.length > 0 && below.test(`${text(path)}.`) && isPlain(path.reduce<any>((value, step) => value[step], documents)));
    const isReported = (path: Path): boolean => read({ documents: changed(documents, [...path, 'NeverHeardOf'], (container, key) => container[key] = 'x'), file, region }) !== whole;
    const vanish = objects.filter((path) => !silent.test(`${text(path)}.`) && !isReported(path));
    expect(vanish.map(text)).toEqual([]);
  });
});

function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
