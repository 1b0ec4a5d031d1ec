import { consequencesByCode, dynamoDbTable, planOf, VALID } from './tables';
import { CHANGE_ORDER } from '../../src/ack/change-order';
import { CONSEQUENCES } from '../../src/ack/consequences';
import { wantedState } from '../../src/ack/wanted-state';
import { FIELDS } from '../../src/contract/fields';
import { isRejected, print } from '../../src/plan';

const stream = (streamViewType: string) => ({ streamEnabled: true, streamViewType });
const units = (readCapacityUnits: number) => ({ readCapacityUnits, writeCapacityUnits: 1 });
const index = (indexName: string, more: object = {}) => ({ indexName, keySchema: [{ attributeName: 'id', keyType: 'HASH' }], projection: { projectionType: 'ALL' }, ...more });
const provisioned = (read: number, ...indexes: object[]) => ({ billingMode: 'PROVISIONED', provisionedThroughput: units(read), globalSecondaryIndexes: indexes });
const kms = (last: number) => ({ sseEnabled: true, sseType: 'KMS', kmsMasterKeyID: `arn:aws:kms:us-east-1:123456789012:key/${last}` });
const replicaKey = (last: number) => `arn:aws:kms:eu-west-1:123456789012:key/${last}`;
const tags = (value: string) => ({ tags: [{ key: 'team', value }] });
const replica = (regionName: string, more: object = {}) => ({ regionName, ...more });

const wanted = (spec: object) => wantedState({ ...VALID, ...spec } as never, { tags: [], encryption: {} });

/** Each kind of change: what was, what is, and `code subject: from -> to` with the calls. */
const CHANGES: Array<[what: string, was: object, is: object, changes: string[], calls: string[]]> = [
  ['a tag', tags('a'), tags('b'), ['TagsChanged: team=a -> team=b'], ['TagResource']],
  ['a tag removed', tags('a'), {}, ['TagsChanged: team=a -> none'], ['UntagResource']],
  ['a policy', {}, { resourcePolicy: '{"a":1}' }, ['ResourcePolicySet: none -> a policy'], ['PutResourcePolicy']],
  ['a policy, written otherwise', { resourcePolicy: '{"a":1,"b":2}' }, { resourcePolicy: '{ "b": 2, "a": 1 }' }, [], []],
  ['another policy', { resourcePolicy: '{"a":1}' }, { resourcePolicy: '{"a":2}' }, ['ResourcePolicySet: a policy -> another policy'], ['PutResourcePolicy']],
  ['no policy', { resourcePolicy: '{"a":1}' }, {}, ['ResourcePolicyRemoved: a policy -> none'], ['DeleteResourcePolicy']],
  ['time to live on', {}, { ttlEnabled: true, ttlAttributeName: 'at' }, ['TimeToLiveEnabled: none -> at'], ['UpdateTimeToLive enable']],
  ['time to live off', { ttlEnabled: true, ttlAttributeName: 'at' }, {}, ['TimeToLiveDisabled: at -> none'], ['UpdateTimeToLive disable']],
  ['time to live by another attribute', { ttlEnabled: true, ttlAttributeName: 'at' }, { ttlEnabled: true, ttlAttributeName: 'to' }, ['TimeToLiveAttributeChanged: at -> to'], ['UpdateTimeToLive disable', 'UpdateTimeToLive enable']],
  ['a key', {}, kms(1), [`EncryptionKeyChanged: DynamoDB -> ${kms(1).kmsMasterKeyID}`], ['UpdateTable SSESpecification']],
  ['the AWS managed key', kms(1), { sseEnabled: true }, [`EncryptionKeyChanged: ${kms(1).kmsMasterKeyID} -> aws/dynamodb`], ['UpdateTable SSESpecification']],
  ['AES256, which is what was', {}, { sseEnabled: true, sseType: 'AES256' }, [], []],
  ['an index', {}, { globalSecondaryIndexes: [index('one')] }, ['IndexAdded one: added'], ['UpdateTable GlobalSecondaryIndexUpdates Create one']],
  ['no index', { globalSecondaryIndexes: [index('one')] }, {}, ['IndexRemoved one: removed'], ['UpdateTable GlobalSecondaryIndexUpdates Delete one']],
  ['indexes in another order', { globalSecondaryIndexes: [index('one'), index('two')] }, { globalSecondaryIndexes: [index('two'), index('one')] }, [], []],
  ['a capped index', { globalSecondaryIndexes: [index('one')] }, { globalSecondaryIndexes: [index('one', { onDemandThroughput: { maxReadRequestUnits: 5 } })] }, ['IndexCapacityChanged one: no caps -> at most 5 read units'], ['UpdateTable GlobalSecondaryIndexUpdates Update one']],
  ['another cap of an index, which is lifted first', { globalSecondaryIndexes: [index('one', { onDemandThroughput: { maxReadRequestUnits: 5 } })] }, { globalSecondaryIndexes: [index('one', { onDemandThroughput: { maxWriteRequestUnits: 6 } })] }, ['IndexCapacityChanged one: at most 5 read units -> at most 6 write units'], ['UpdateTable GlobalSecondaryIndexUpdates Update one', 'UpdateTable GlobalSecondaryIndexUpdates Update one']],
  ['the capacity of an index', provisioned(1, index('one', { provisionedThroughput: units(1) })), provisioned(1, index('one', { provisionedThroughput: units(2) })), ['IndexCapacityChanged one: 1 read and 1 write units -> 2 read and 1 write units'], ['UpdateTable GlobalSecondaryIndexUpdates Update one']],
  ['provisioned capacity', { globalSecondaryIndexes: [index('one')] }, provisioned(3, index('one', { provisionedThroughput: units(2) })), ['BillingModeProvisioned: PAY_PER_REQUEST -> PROVISIONED, 3 read and 1 write units'], ['UpdateTable BillingMode']],
  ['on-demand', provisioned(3), { onDemandThroughput: { maxReadRequestUnits: 7 } }, ['BillingModeOnDemand: PROVISIONED, 3 read and 1 write units -> PAY_PER_REQUEST', 'CapsChanged: no caps -> at most 7 read units'], ['UpdateTable BillingMode', 'UpdateTable OnDemandThroughput']],
  ['a cap lifted', { onDemandThroughput: { maxReadRequestUnits: 5, maxWriteRequestUnits: 6 } }, { onDemandThroughput: { maxReadRequestUnits: 5 } }, ['CapsChanged: at most 5 read units, at most 6 write units -> at most 5 read units'], ['UpdateTable OnDemandThroughput']],
  ['capacity', provisioned(3), provisioned(4), ['CapacityChanged: 3 read and 1 write units -> 4 read and 1 write units'], ['UpdateTable ProvisionedThroughput']],
  ['a cap of -1, which is none', {}, { onDemandThroughput: { maxReadRequestUnits: -1 } }, [], []],
  ['the table class', {}, { tableClass: 'STANDARD_INFREQUENT_ACCESS' }, ['TableClassChanged: STANDARD -> STANDARD_INFREQUENT_ACCESS'], ['UpdateTable TableClass']],
  ['protection on', {}, { deletionProtectionEnabled: true }, ['DeletionProtectionEnabled: off -> on'], ['UpdateTable DeletionProtectionEnabled']],
  ['protection off', { deletionProtectionEnabled: true }, { deletionProtectionEnabled: false }, ['DeletionProtectionDisabled: on -> off'], ['UpdateTable DeletionProtectionEnabled']],
  ['recovery on', {}, { pointInTimeRecoveryEnabled: true }, ['RecoveryEnabled: off -> 35 days'], ['UpdateContinuousBackups']],
  ['recovery off', { pointInTimeRecoveryEnabled: true }, {}, ['RecoveryDisabled: 35 days -> off'], ['UpdateContinuousBackups']],
  ['a shorter recovery', { pointInTimeRecoveryEnabled: true }, { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 }, ['RecoveryPeriodChanged: 35 days -> 7 days'], ['UpdateContinuousBackups']],
  ['insights', {}, { contributorInsights: true }, ['ContributorInsightsChanged: off -> on'], ['UpdateContributorInsights ENABLE']],
  ['insights left out', { contributorInsights: true }, {}, ['ContributorInsightsChanged: on -> off'], ['UpdateContributorInsights DISABLE']],
  ['a stream', {}, { streamEnabled: true }, ['StreamEnabled: none -> NEW_AND_OLD_IMAGES'], ['UpdateTable StreamSpecification on']],
  ['no stream', stream('KEYS_ONLY'), {}, ['StreamDisabled: KEYS_ONLY -> none'], ['UpdateTable StreamSpecification off']],
  ['another view of a stream', stream('KEYS_ONLY'), stream('NEW_IMAGE'), ['StreamViewTypeChanged: KEYS_ONLY -> NEW_IMAGE'], ['UpdateTable StreamSpecification off', 'UpdateTable StreamSpecification on']],
  ['a replica', { streamEnabled: true }, { streamEnabled: true, replicas: [replica('eu-west-1')] }, ['ReplicaAdded eu-west-1: added'], ['UpdateTable ReplicaUpdates Create eu-west-1']],
  ['another class of a replica', { streamEnabled: true, replicas: [replica('eu-west-1')] }, { streamEnabled: true, replicas: [replica('eu-west-1', { tableClassOverride: 'STANDARD_INFREQUENT_ACCESS' })] }, ['ReplicaChanged eu-west-1: other settings'], ['UpdateTable ReplicaUpdates Update eu-west-1']],
  ['a replica less', { streamEnabled: true, replicas: [replica('eu-west-1')] }, { streamEnabled: true }, ['ReplicaRemoved eu-west-1: removed'], ['UpdateTable ReplicaUpdates Delete eu-west-1']],
  ['the last replica, and the stream after it', { streamEnabled: true, replicas: [replica('eu-west-1')] }, {}, ['ReplicaRemoved eu-west-1: removed', 'StreamDisabled: NEW_AND_OLD_IMAGES -> none'], ['UpdateTable ReplicaUpdates Delete eu-west-1', 'UpdateTable StreamSpecification off']],
  ['a backup', {}, { backups: [{ name: 'one' }] }, ['BackupAdded one: added'], ['CreateBackup one']],
  ['a backup that stays', { backups: [{ name: 'one' }] }, {}, ['BackupKept one: no longer declared'], []],
  ['a backup that is removed', { backups: [{ name: 'one', deletionPolicy: 'delete' }] }, {}, ['BackupDeleted one: removed'], ['DeleteBackup one']],
  ['a Secret', {}, { writeConnectionSecretToRef: { name: 'one' } }, ['SecretCreated shop/one: added'], []],
  ['another Secret', { writeConnectionSecretToRef: { name: 'one' } }, { writeConnectionSecretToRef: { name: 'one', namespace: 'web' } }, ['SecretCreated web/one: added', 'SecretDeleted shop/one: removed'], []],
  ['retain', {}, { deletionPolicy: 'retain' }, ['DeletionPolicyChanged: that of the ACK controller -> retain'], []],
  ['taken over from now on', {}, { adoptionPolicy: 'adopt' }, ['DeletionPolicyChanged: that of the ACK controller -> retain'], []],
  ['taken over if it is there', { deletionPolicy: 'delete' }, { adoptionPolicy: 'adopt-or-create' }, ['DeletionPolicyChanged: delete -> retain where it was taken over'], []],
  ['taken over, and retained too', { adoptionPolicy: 'adopt', deletionPolicy: 'retain' }, { adoptionPolicy: 'adopt' }, [], []],
  ['taken over once', { adoptionPolicy: 'adopt' }, {}, ['DeletionPolicyChanged: retain -> retain where it was taken over'], []],
  ['a backup that goes with its declaration', { backups: [{ name: 'one' }] }, { backups: [{ name: 'one', deletionPolicy: 'delete' }] }, ['DeletionPolicyChanged one: retain -> delete'], []],
  ['no policy any more', { deletionPolicy: 'retain' }, {}, ['DeletionPolicyChanged: retain -> that of the ACK controller'], []],
  ['another role', {}, { providerConfigRef: { name: 'team' } }, ['ProviderConfigChanged: the role of the ACK controller -> team'], []],
];

const shown = (changes: readonly any[]) => changes.map(({ code, subject, change, from = 'none', to = 'none' }) => `${code}${subject === undefined ? '' : ` ${subject}`}: ${change ?? `${from} -> ${to}`}`);

test.each(CHANGES)('%s', (_, was, is, changes, calls) => {
  const { tables, unchanged } = planOf([dynamoDbTable(was)], [dynamoDbTable(is)]);
  expect({ unchanged, changes: tables.flatMap((table) => shown(table.changes)), calls: tables.flatMap((table) => table.calls) })
    .toEqual({ unchanged: Number(changes.length === 0), changes, calls });
  expect(tables.every(({ action }) => action === 'change')).toBe(true);
});

test('each kind of change has a case, names fields of the contract, and says where it is written', () => {
  const cases = new Set(CHANGES.flatMap(([, , , changes]) => changes.map((change) => change.split(/[ :]/)[0])));
  expect(CONSEQUENCES.filter(({ code, wayOut }) => wayOut === undefined && !cases.has(code))).toEqual([]);
  const names = FIELDS.map(({ name }) => name);
  expect(CONSEQUENCES.flatMap(({ fields }) => fields).filter((name) => !names.includes(name))).toEqual([]);
  expect(CONSEQUENCES.filter(({ consequence, takes, source }) => !/\.$/.test(consequence) || takes === '' || source === '')).toEqual([]);
});

const overridden = (overrides: object) => ({ streamEnabled: true, globalSecondaryIndexes: [index('one')], replicas: [replica('eu-west-1', overrides)] });

test.each<[what: string, was: object, is: object]>([
  ['a table class', { tableClassOverride: 'STANDARD' }, {}],
  ['a key, and another class', { kmsMasterKeyID: 'one', tableClassOverride: 'STANDARD' }, { tableClassOverride: 'STANDARD_INFREQUENT_ACCESS' }],
  ['the capacity of an index', { globalSecondaryIndexes: [{ indexName: 'one', provisionedThroughputOverride: { readCapacityUnits: 1 } }] }, {}],
])('an override of a replica that is removed stays in AWS: %s', (_, was, is) => {
  const { tables: [table] } = planOf([dynamoDbTable(overridden(was))], [dynamoDbTable(overridden(is))]);
  expect(table).toMatchObject({ action: 'conflict', rejections: [{ code: 'ReplicaOverrideRemoved', problem: expect.stringContaining('replicas eu-west-1'), fix: 'Declare the value that it is to have; of a key, the one that it has.' }] });
  expect(shown(table.changes)).toEqual('tableClassOverride' in is ? ['ReplicaChanged eu-west-1: other settings'] : []);
});

// AWS rejects the call, also for what else is in it.
test.each<[what: string, was: object, from: object, changes: string[]]>([
  ['another one', { ...kms(1), replicas: [replica('eu-west-1', { kmsMasterKeyID: replicaKey(2) })] }, { from: replicaKey(2) }, []],
  ['one where there was none', { replicas: [replica('eu-west-1')] }, {}, ['EncryptionKeyChanged']],
])('the key of a replica that stays cannot change: %s', (_, was, from, changes) => {
  const [before, after] = [was, { ...kms(1), replicas: [replica('eu-west-1', { kmsMasterKeyID: replicaKey(3), tableClassOverride: 'STANDARD' })] }].map((spec) => ({ ...spec, streamEnabled: true }));
  const { tables: [table] } = planOf([dynamoDbTable(before)], [dynamoDbTable(after)]);
  expect(table).toMatchObject({ action: 'conflict', rejections: [{ code: 'ReplicaKeyChanged', problem: expect.stringContaining('eu-west-1'), fix: expect.stringContaining('Remove the replica, wait until it is gone') }] });
  expect(table.changes.map(({ code }) => code)).toEqual(changes);
  expect(CONSEQUENCES.find(({ code }) => code === 'ReplicaKeyChanged')!.find(wanted(before), wanted(after)))
    .toEqual([{ subject: 'eu-west-1', ...from, to: replicaKey(3), calls: ['UpdateTable ReplicaUpdates Update eu-west-1'] }]);
});

test('each field of the contract that can change has a kind of change', () => {
  const changed = new Set([...CONSEQUENCES.flatMap(({ fields }) => fields), ...consequencesByCode(CHANGES.map(([, was, is]) => [was, is]))]);
  const silent = ['attributeDefinitions', 'adoptionPolicy'];
  expect(FIELDS.filter(({ name, immutable }) => !immutable && !changed.has(name)).map(({ name }) => name)).toEqual(silent);
});

test('what ACK makes apart from others is the same here as where the table is rendered', () => {
  const items = CHANGES.flatMap(([, was, is]) => CONSEQUENCES.flatMap(({ find }) => find(wanted(was), wanted(is))));
  const turns = [...CONSEQUENCES, ...items].flatMap(({ turn }) => turn ?? []);
  expect(new Set(turns)).toEqual(new Set(CHANGE_ORDER.map(({ changes }) => changes.text)));
});

test('changes come in the order in which ACK makes them, those that wait for others after these', () => {
  const { tables: [{ calls }] } = planOf(
    [dynamoDbTable({ ...provisioned(1), globalSecondaryIndexes: [index('one', { provisionedThroughput: units(1) })] })],
    [dynamoDbTable({ ...stream('KEYS_ONLY'), ...tags('a'), tableClass: 'STANDARD_INFREQUENT_ACCESS', deletionProtectionEnabled: true, pointInTimeRecoveryEnabled: true, globalSecondaryIndexes: [index('two')] })],
  );
  expect(calls).toEqual([
    'TagResource', 'UpdateTable GlobalSecondaryIndexUpdates Delete one', 'UpdateTable BillingMode', 'UpdateContinuousBackups', 'UpdateTable TableClass',
    'UpdateTable GlobalSecondaryIndexUpdates Create two', 'UpdateTable DeletionProtectionEnabled', 'UpdateTable StreamSpecification on',
  ]);
});

test.each([
  ['a misspelt kind', { kind: 'DynamodbTable' }, 'DynamodbTable shop/orders looks like a table, and is not in the plan: kind "DynamodbTable" is not a kind of the API kro.run/v1alpha1. Use DynamoDBTable. [UnknownApi]'],
  ['another version', { apiVersion: 'kro.run/v1' }, 'DynamoDBTable shop/orders looks like a table, and is not in the plan: apiVersion "kro.run/v1" is not a version of the API. Use kro.run/v1alpha1. [UnknownApi]'],
])('what looks like a table and is none is told: %s', (_, more, line) => {
  const plan = planOf([], [{ ...dynamoDbTable(), ...more }]);
  expect([print(plan, 'text', new Set()), isRejected(plan)]).toEqual([`0 tables: 0 unchanged.\n${line}`, true]);
  expect(planOf([], [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: {} }])).toEqual({ tables: [], unchanged: 0 });
});
