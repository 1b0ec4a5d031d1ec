import { VALID } from './rule-cases';
import { tableTemplate } from '../../src/ack/table-template';
import { FIELDS } from '../../src/contract/fields';
import { foreignName, foreignValue, STATUS_ELSEWHERE, STATUS_FIELDS, TABLE } from '../../src/contract/foreign-names';
import { objectTypes } from '../../src/contract/shape';
import { KRO_STATUS, STATUS } from '../../src/contract/status';
import { validate } from '../../src/contract/validate';
import { describe as explain } from '../../src/contract/violation';

const yaml = (type: string, name: string) => foreignName(type, name, 'yaml');

test('what ACK calls otherwise than the contract leads to the fields that it is made of', () => {
  const names = FIELDS.map(({ name }) => name);
  const renamed = tableTemplate({ tags: [], encryption: {} }).rows.filter(({ field }) => !names.includes(field));
  expect(renamed.map(({ field }) => field)).toEqual(['streamSpecification', 'continuousBackups', 'sseSpecification', 'timeToLive', 'tableReplicas']);
  for (const { field, from } of renamed) {
    expect([field, yaml(TABLE, field)?.meant]).toEqual([field, from]);
  }
});

test('what the status is called elsewhere leads to what it has, and is not that', () => {
  const names = STATUS.map(({ name }) => name);
  Object.entries(STATUS_ELSEWHERE).forEach(([name, meant]) => {
    expect(names).toContain(meant);
    expect(names).not.toContain(name);
  });
});

test('every property of TableProps, and of what is in it, leads to the fields that it sets', () => {
  for (const [type, fields] of [[TABLE, FIELDS] as const, ...objectTypes(FIELDS).map(({ name, fields: own }) => [name, own] as const)]) {
    const own = fields.map(({ name }) => name);
    for (const { name, prop } of fields) {
      if (prop !== undefined && prop !== '' && !own.includes(prop)) {
        expect([type, prop, yaml(type, prop)?.meant]).toEqual([type, prop, expect.arrayContaining([name])]);
        expect([type, name, foreignName(type, name, 'typescript')?.meant]).toEqual([type, name, [prop]]);
      }
    }
  }
});

test.each([
  [TABLE, 'TableName', 'is not a property', 'Use tableName.'],
  [TABLE, 'billing_mode', 'is not a property', 'Use billingMode.'],
  [TABLE, 'timeToLive', 'is ACK\'s name', 'Use ttlEnabled and ttlAttributeName.'],
  [TABLE, 'SSESpecification', 'is CloudFormation\'s name', 'Use sseEnabled, sseType and kmsMasterKeyID.'],
  [TABLE, 'TimeToLiveSpecification', 'is CloudFormation\'s name', 'Use ttlEnabled and ttlAttributeName.'],
  [TABLE, 'hash_key', 'is Terraform\'s name', 'Use keySchema and attributeDefinitions.'],
  [TABLE, 'point_in_time_recovery', 'is Terraform\'s name', 'Use pointInTimeRecoveryEnabled and recoveryPeriodInDays.'],
  [TABLE, 'dynamoStream', 'is AWS CDK\'s name', 'Use streamEnabled and streamViewType.'],
  [TABLE, 'timeToLiveAttribute', 'is the TypeScript name', 'Use ttlEnabled and ttlAttributeName.'],
  [TABLE, 'removalPolicy', 'is the TypeScript name', 'Use deletionPolicy.'],
  [TABLE, 'connectionSecret', 'is the TypeScript name', 'Use writeConnectionSecretToRef.'],
  ['GlobalSecondaryIndex', 'partitionKey', 'is the TypeScript name', 'Use keySchema.'],
  // What several have goes to who writes it so, and first to ourselves.
  [TABLE, 'partitionKey', 'is the TypeScript name', 'Use attributeDefinitions and keySchema.'],
  [TABLE, 'pointInTimeRecovery', 'is the TypeScript name', 'Use pointInTimeRecoveryEnabled.'],
  [TABLE, 'billing', 'is the TypeScript name', 'Use billingMode, provisionedThroughput and onDemandThroughput.'],
  [TABLE, 'readCapacity', 'is AWS CDK\'s name', 'Use billingMode and provisionedThroughput.'],
  [TABLE, 'read_capacity', 'is Terraform\'s name', 'Use billingMode and provisionedThroughput.'],
  [TABLE, 'PointInTimeRecovery', 'is CloudFormation\'s name', 'Use pointInTimeRecoveryEnabled.'],
  [TABLE, 'dynamo_stream', 'is not a property', 'Use streamEnabled and streamViewType.'],
  ['GlobalSecondaryIndex', 'readCapacity', 'is AWS CDK\'s name', 'Use provisionedThroughput.'],
  ['GlobalSecondaryIndex', 'read_capacity', 'is Terraform\'s name', 'Use provisionedThroughput.'],
  ['GlobalSecondaryIndex', 'non_key_attributes', 'is Terraform\'s name', 'Use projection.'],
  ['SecretReference', 'secretName', 'is not a property', 'Use name.'],
  ['access', 'serviceAccount', 'is one level too high', 'Give serviceAccount in each item of access.'],
  ['access', 'serviceAccountName', 'is one level too high', 'Give serviceAccount in each item of access.'],
  ['access', 'level', 'is one level too high', 'Give level in each item of access.'],
  ['access', 'accountId', 'is not a property', 'Use account.'],
  ['Access', 'serviceAccountName', 'is not a property', 'Use serviceAccount.'],
  ['Access', 'permission', 'is not a property', 'Use level.'],
  ['Access', 'namespace', 'is not possible here: the ServiceAccount is in the namespace of the component', 'Remove it.'],
  ['Replica', 'region', 'is the TypeScript name', 'Use regionName.'],
  ['Replica', 'kms_key_arn', 'is Terraform\'s name', 'Use kmsMasterKeyID.'],
  [TABLE, 'billingModeSummary', 'is DescribeTable\'s name', 'Use billingMode.'],
  [TABLE, 'SSEDescription', 'is DescribeTable\'s name', 'Use sseEnabled, sseType and kmsMasterKeyID.'],
  [TABLE, 'providerRef', 'is Crossplane\'s name', 'Use providerConfigRef.'],
  [TABLE, 'forProvider', 'is one level too many', 'Move the fields in it one level up.'],
  ['GlobalSecondaryIndex', 'projectionType', 'is one level too high', 'Move it into projection.'],
  ['LocalSecondaryIndex', 'nonKeyAttributes', 'is one level too high', 'Move it into projection.'],
  ['GlobalSecondaryIndex', 'projection_type', 'is Terraform\'s name', 'Use projection.'],
  ['LocalSecondaryIndex', 'provisionedThroughput', 'is not possible here: a local index uses the capacity of its table', 'Remove it.'],
  ['ttl', 'attributeName', 'is not a property', 'Use ttlAttributeName.'],
  ['ttl', 'enabled', 'is set by the trait itself', 'Remove it. To turn it off, remove the trait.'],
  ['stream', 'streamEnabled', 'is set by the trait itself', 'Remove it. To turn it off, remove the trait.'],
  ['stream', 'viewType', 'is not a property', 'Use streamViewType.'],
  ['encryption', 'enabled', 'is not a property', 'Use sseEnabled.'],
  ['encryption', 'sseSpecification', 'is ACK\'s name', 'Use sseEnabled, sseType and kmsMasterKeyID.'],
  ['protection', 'deletionProtection', 'is the TypeScript name', 'Use deletionProtectionEnabled.'],
  ['protection', 'tableClass', 'is not a property of the trait protection', 'Give tableClass in the properties of the component.'],
  ['provisioned-capacity', 'read_capacity', 'is Terraform\'s name', 'Use provisionedThroughput.'],
  ['global-index', 'indexName', 'is not a property', 'Use globalSecondaryIndexes.'],
  ['KeySchemaElement', 'AttributeName', 'is not a property', 'Use attributeName.'],
  [TABLE, 'hashKey', 'is Crossplane\'s name', 'Use keySchema and attributeDefinitions.'],
  ['Replica', 'Region', 'is CloudFormation\'s name', 'Use regionName.'],
  // Names of nobody in particular, by their words.
  ...[
    ['timeToLiveEnabled', 'ttlEnabled and ttlAttributeName'], ['expirationAttribute', 'ttlEnabled and ttlAttributeName'], ['pitr', 'pointInTimeRecoveryEnabled and recoveryPeriodInDays'],
    ['pitr_enabled', 'pointInTimeRecoveryEnabled and recoveryPeriodInDays'], ['recoveryPeriod', 'pointInTimeRecoveryEnabled and recoveryPeriodInDays'],
    ['backupEnabled', 'backups and pointInTimeRecoveryEnabled'], ['streams', 'streamEnabled and streamViewType'], ['encrypted', 'sseEnabled, sseType and kmsMasterKeyID'],
    ['sse', 'sseEnabled, sseType and kmsMasterKeyID'], ['encryptionType', 'sseEnabled, sseType and kmsMasterKeyID'], ['kmsKey', 'sseEnabled, sseType and kmsMasterKeyID'],
    ['terminationProtection', 'deletionProtectionEnabled'], ['deleteProtection', 'deletionProtectionEnabled'], ['retain', 'deletionPolicy'], ['retainOnDelete', 'deletionPolicy'],
    ['reclaimPolicy', 'deletionPolicy'], ['gsi', 'globalSecondaryIndexes'], ['GSIs', 'globalSecondaryIndexes'], ['lsis', 'localSecondaryIndexes'],
    ['indexes', 'globalSecondaryIndexes and localSecondaryIndexes'], ['primaryKey', 'keySchema and attributeDefinitions'], ['PrimaryKey', 'keySchema and attributeDefinitions'],
    ['keys', 'keySchema and attributeDefinitions'], ['pk', 'keySchema and attributeDefinitions'], ['capacity', 'provisionedThroughput'], ['rcu', 'provisionedThroughput'],
    ['payPerRequest', 'billingMode'], ['onDemand', 'billingMode'], ['storageClass', 'tableClass'], ['defaultTags', 'tags'], ['labels', 'tags'], ['policy', 'resourcePolicy'],
    ['iamPolicy', 'resourcePolicy'], ['awsRegion', 'region'], ['location', 'region'], ['globalTable', 'replicas'], ['secretName', 'writeConnectionSecretToRef'],
    ['connectionSecretName', 'writeConnectionSecretToRef'], ['publishConnectionDetailsTo', 'writeConnectionSecretToRef'], ['roleArn', 'providerConfigRef'], ['columns', 'attributeDefinitions'],
  ].map(([name, fields]) => [TABLE, name, 'is not a property', `Use ${fields}.`]),
  ['GlobalSecondaryIndex', 'primaryKey', 'is not a property', 'Use keySchema.'],
  ['GlobalSecondaryIndex', 'projectedAttributes', 'is not a property', 'Use projection.'],
  ['Replica', 'encryption', 'is not a property', 'Use kmsMasterKeyID.'],
  ['encryption', 'kms', 'is not a property', 'Use sseEnabled, sseType and kmsMasterKeyID.'],
  // What describe-table shows.
  ...['tableStatus', 'TableArn', 'itemCount', 'latestStreamArn', 'creationDateTime', 'tableSizeBytes'].map((name) => [TABLE, name, 'is reported by AWS, not declared', 'Remove it.']),
  ['GlobalSecondaryIndex', 'IndexStatus', 'is reported by AWS, not declared', 'Remove it.'],
  ['Replica', 'replicaStatus', 'is reported by AWS, not declared', 'Remove it.'],
  ['ProvisionedThroughput', 'numberOfDecreasesToday', 'is reported by AWS, not declared', 'Remove it.'],
])('%s: %s', (type, name, problem, fix) => {
  expect(yaml(type, name)).toMatchObject({ problem, fix });
});

test.each([
  [TABLE, 'warmThroughput', 'warm throughput'], ['GlobalSecondaryIndex', 'WarmThroughput', 'warm throughput'], [TABLE, 'kinesisStreamSpecification', 'Kinesis destinations'],
  [TABLE, 'import_table', 'import of data'], [TABLE, 'ImportSourceSpecification', 'import of data'], [TABLE, 'restore_source_name', 'restore of a backup'],
  [TABLE, 'multiRegionConsistency', 'strong consistency over regions'], ['Replica', 'consistency_mode', 'strong consistency over regions'],
  [TABLE, 'contributorInsightsMode', 'mode of Contributor Insights'], [TABLE, 'autoscaling_enabled', 'autoscaling'], ['Replica', 'pointInTimeRecovery', 'pointInTimeRecovery of a replica'],
])('of what ACK cannot do, %s %s, the message says so, with a link to the limits', (type, name, what) => {
  expect(yaml(type, name)).toEqual({ problem: `is not possible: ACK has no ${what}`, fix: 'Remove it. See https://github.com/cdk8s-dynamodb-kro/cdk8s-dynamodb-kro/blob/main/docs/limits.md', meant: [] });
});

test.each(['colour', 'throttle', 'stage', 'classes', 'assessment', 'scroll', 'controller', 'timeouts', 'managementPolicies', 'x'.repeat(1_000_000)])('a name that nobody knows is none: %s', (name) => {
  expect(yaml(TABLE, name)).toBeUndefined();
});

test('a misspelt name of ours is left to its neighbour', () => {
  expect(yaml(TABLE, 'streamsEnabled')).toBeUndefined();
});

test('names by their words, in TypeScript', () => {
  expect(['pitr', 'gsis', 'primaryKey', 'encrypted', 'secretName', 'roleArn', 'rcu'].map((name) => foreignName(TABLE, name, 'typescript')?.meant)).toEqual([
    ['pointInTimeRecovery', 'recoveryPeriodInDays'], ['globalSecondaryIndexes'], ['partitionKey', 'sortKey'], ['encryption'], ['connectionSecret'], ['providerConfig'], ['billing'],
  ]);
});

test('a type that there is not has no names', () => {
  expect(yaml('Nowhere', 'name')).toBeUndefined();
});

const INDEXED = {
  attributeDefinitions: ['pk', 'mail'].map((attributeName) => ({ attributeName, attributeType: 'S' })),
  globalSecondaryIndexes: [{ indexName: 'by-mail', keySchema: [{ attributeName: 'mail', keyType: 'HASH' }], projection: { projectionType: 'ALL' } }],
};

test('what stands there under another name is not missing besides', () => {
  const { tableName, ...rest } = VALID;
  expect(validate({ ...rest, TableName: tableName }).map(explain)).toEqual(['TableName is not a property. Use tableName. [UnknownProperty]']);
  expect(validate({ ...VALID, attributeDefinitions: [{ AttributeName: 'pk', attributeType: 'S' }] }).map(explain)).toEqual([
    'attributeDefinitions[0].AttributeName is not a property. Use attributeName. [UnknownProperty]',
  ]);
});

test.each([
  ['a misspelt name', { tabelName: 'abc', tableName: undefined }, ['UnknownProperty tabelName']],
  ['two letters that changed places', { regoin: 'us-east-1', region: undefined }, ['UnknownProperty regoin']],
  ['a flag of the wrong type', { ttlEnabled: 'true', ttlAttributeName: 'a', streamEnabled: 'yes', streamViewType: 'NEW_IMAGE', sseEnabled: 1, sseType: 'KMS' }, ['InvalidType sseEnabled', 'InvalidType streamEnabled', 'InvalidType ttlEnabled']],
  ['a flag under another name', { timeToLive: { enabled: true }, ttlAttributeName: 'a' }, ['UnknownProperty timeToLive']],
  ['a capacity by the names of others', { billingMode: 'PROVISIONED', readCapacity: 5, write_capacity: 5 }, ['UnknownProperty readCapacity', 'UnknownProperty write_capacity']],
  ['what a flag needs under another name', { ttlEnabled: true, timeToLiveAttribute: 'a' }, ['UnknownProperty timeToLiveAttribute']],
  ['a billing mode that is none', { billingMode: 'provisoned', provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 } }, ['InvalidValue billingMode']],
  ['a projection that is none', { ...INDEXED, globalSecondaryIndexes: [{ ...INDEXED.globalSecondaryIndexes[0], projection: { projectionType: 'INCLUDES', nonKeyAttributes: ['a'] } }] }, ['InvalidValue globalSecondaryIndexes[0].projection.projectionType']],
  ['definitions that are no list', { attributeDefinitions: {} }, ['InvalidType attributeDefinitions']],
  ['a definition without a name', { ...INDEXED, attributeDefinitions: [{ attributeName: 'pk', attributeType: 'S' }, { attributeName: true, attributeType: 'S' }] }, ['InvalidType attributeDefinitions[1].attributeName']],
  ['a key without a name', { ...INDEXED, globalSecondaryIndexes: [{ ...INDEXED.globalSecondaryIndexes[0], keySchema: [{ attributeName: 5, keyType: 'HASH' }] }] }, ['InvalidType globalSecondaryIndexes[0].keySchema[0].attributeName']],
  ['an index with another\'s names', { ...INDEXED, globalSecondaryIndexes: [{ name: 'by-mail', hash_key: 'mail', projection: { projectionType: 'ALL' } }] }, ['UnknownProperty globalSecondaryIndexes[0].hash_key', 'UnknownProperty globalSecondaryIndexes[0].name']],
  // What is wrong whatever was meant is reported.
  ['more names than could not be read', { attributeDefinitions: [{ attributeName: 'pk', attributeType: 'S' }, { attributeName: 5, attributeType: 'S' }], globalSecondaryIndexes: ['a', 'b'].map((name) => ({ ...INDEXED.globalSecondaryIndexes[0], indexName: `by-${name}`, keySchema: [{ attributeName: name, keyType: 'HASH' }] })) },
    ['InvalidType attributeDefinitions[1].attributeName', 'UndefinedAttribute globalSecondaryIndexes[0].keySchema[0].attributeName', 'UndefinedAttribute globalSecondaryIndexes[1].keySchema[0].attributeName']],
  ['a rule that another value breaks', { streamEnabled: 'yes', ttlAttributeName: 'a' }, ['InvalidType streamEnabled', 'TimeToLive ttlAttributeName']],
])('what only follows from a wrong value is not reported besides: %s', (_, more, expected) => {
  expect(validate({ ...VALID, ...more }).map(({ code, property }) => `${code} ${property}`).sort()).toEqual(expected);
});

test('ACK\'s names in a table, each with the right one', () => {
  const spec = {
    ...VALID, streamSpecification: {}, tableReplicas: [], continuousBackups: {}, sseSpecification: {}, timeToLive: {}, contributorInsights: 'ENABLE',
  };
  expect(validate(spec).map(({ property, fix }) => `${property}: ${fix}`)).toEqual([
    'contributorInsights: Give true or false.',
    'streamSpecification: Use streamEnabled and streamViewType.',
    'tableReplicas: Use replicas.',
    'continuousBackups: Use pointInTimeRecoveryEnabled and recoveryPeriodInDays.',
    'sseSpecification: Use sseEnabled, sseType and kmsMasterKeyID.',
    'timeToLive: Use ttlEnabled and ttlAttributeName.',
  ]);
});

test.each([
  ['String', ['S', 'N', 'B'], 'S'], ['NUMBER', ['S', 'N', 'B'], 'N'], ['PARTITION', ['HASH', 'RANGE'], 'HASH'], ['sort-key', ['HASH', 'RANGE'], 'RANGE'],
  ['ON_DEMAND', ['PAY_PER_REQUEST', 'PROVISIONED'], 'PAY_PER_REQUEST'], ['STANDARD_IA', ['STANDARD', 'STANDARD_INFREQUENT_ACCESS'], 'STANDARD_INFREQUENT_ACCESS'],
  ['aws:kms', ['AES256', 'KMS'], 'KMS'], ['Orphan', ['delete', 'retain'], 'retain'], ['PARTITION', ['S', 'N', 'B'], undefined],
])('%s among %j means %s', (value, values, meant) => {
  expect(foreignValue(value, values)).toBe(meant);
});

test('the fields of the status are those that kro fills', () => {
  expect([...STATUS_FIELDS].sort()).toEqual([...STATUS, ...KRO_STATUS].map(({ name }) => name).sort());
});
