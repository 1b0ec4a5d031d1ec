import { customerKey, keyArn, VALID } from './rule-cases';
import { AttributeType, Billing, DynamoDbTable, Encryption, StreamViewType } from '../../src';
import { validate } from '../../src/contract/validate';
import { MINIMAL, synth, warned } from '../synth';

/** One way that a message names, and what whoever takes it does. */
type Way = [words: string, changed: object];
type Advice = [what: string, code: string, given: object, ways: Way[], end?: string];

const units = { readCapacityUnits: 1, writeCapacityUnits: 1 };
const stream = { streamEnabled: true };
const replica = (more: object = {}) => ({ regionName: 'eu-west-1', ...more });
const key = { kmsMasterKeyID: keyArn('us-east-1') };
const replicaWithKey = replica({ kmsMasterKeyID: keyArn('eu-west-1') });
const override = { provisionedThroughputOverride: { readCapacityUnits: 1 } };
const index = (more: object = {}) => [{ indexName: 'one', keySchema: VALID.keySchema, projection: { projectionType: 'ALL' }, ...more }];
const SAME_KIND = 'all replicas have the kind of key that the table has';

const YAML: Advice[] = [
  ['time to live that is not turned on', 'TimeToLive', { ttlAttributeName: 'at' }, [['Set ttlEnabled to true', { ttlEnabled: true }], ['remove ttlAttributeName', { ttlAttributeName: undefined }]]],
  ['time to live that is turned off', 'TimeToLive', { ttlEnabled: false, ttlAttributeName: 'at' }, [['Remove ttlAttributeName', { ttlAttributeName: undefined }]]],
  ['a stream that is not turned on', 'StreamViewType', { streamViewType: 'KEYS_ONLY' }, [['Set streamEnabled to true', { streamEnabled: true }], ['remove streamViewType', { streamViewType: undefined }]]],
  ['a stream that is turned off', 'StreamViewType', { streamEnabled: false, streamViewType: 'KEYS_ONLY' }, [['Remove streamViewType', { streamViewType: undefined }]]],
  ['recovery that is turned off', 'RecoveryPeriod', { pointInTimeRecoveryEnabled: false, recoveryPeriodInDays: 36 }, [['Remove recoveryPeriodInDays', { recoveryPeriodInDays: undefined }]]],
  ['encryption that is not turned on', 'Encryption', { sseType: 'KMS' }, [['Set sseEnabled to true', { sseEnabled: true }], ['remove sseType', { sseType: undefined }]]],
  ['encryption that is turned off', 'Encryption', { sseEnabled: false, sseType: 'KMS' }, [['Remove sseType', { sseType: undefined }]]],
  ['encryption of replicas that is not turned on', 'Encryption', { ...stream, sseType: 'KMS', replicas: [replica()] }, [['Remove sseType', { sseType: undefined }]]],
  ['a key of encryption that is not turned on', 'Encryption', { sseType: 'KMS', ...key }, [
    ['Set sseEnabled to true and sseType to KMS', { sseEnabled: true, sseType: 'KMS' }], ['remove kmsMasterKeyID and sseType', { kmsMasterKeyID: undefined, sseType: undefined }],
  ]],
  ['a key of encryption that is turned off', 'Encryption', { sseEnabled: false, sseType: 'KMS', ...key }, [['Remove kmsMasterKeyID and sseType', { kmsMasterKeyID: undefined, sseType: undefined }]]],
  ['a key beside the key that DynamoDB owns', 'Encryption', { sseEnabled: true, sseType: 'AES256', ...key }, [['Remove kmsMasterKeyID', { kmsMasterKeyID: undefined }]]],
  ['keys of replicas, with encryption that is turned off', 'Encryption', { ...stream, sseEnabled: false, ...key, replicas: [replicaWithKey] }, [
    ['Remove kmsMasterKeyID and that of each replica', { kmsMasterKeyID: undefined, replicas: [replica()] }],
  ]],
  ['a key of a table with replicas', 'Encryption', { ...stream, ...key, replicas: [replica()] }, [
    ['Set sseEnabled to true and sseType to KMS with a key of each replica', { ...customerKey('us-east-1'), replicas: [replicaWithKey] }], ['remove kmsMasterKeyID', { kmsMasterKeyID: undefined }],
  ]],
  ['the managed key of replicas', 'ReplicaManagedKey', { ...stream, sseEnabled: true, sseType: 'KMS', replicas: [replica()] }, [
    ['Give the table and each replica a kmsMasterKeyID of its own region', { ...key, replicas: [replicaWithKey] }], ['set sseEnabled to false and remove sseType', { sseEnabled: false, sseType: undefined }],
  ]],
  ['the managed key of replicas, without its type', 'ReplicaManagedKey', { ...stream, sseEnabled: true, replicas: [replica()] }, [
    ['Give the table and each replica a kmsMasterKeyID of its own region', { ...key, replicas: [replicaWithKey] }], ['set sseEnabled to false', { sseEnabled: false }],
  ]],
  ['the key of a replica, with encryption that is turned off', 'ReplicaKey', { ...stream, sseEnabled: false, replicas: [replicaWithKey] }, [['Remove it', { replicas: [replica()] }]], `: ${SAME_KIND}`],
  ['the key of a replica beside the managed key', 'ReplicaKey', { ...stream, sseEnabled: true, sseType: 'KMS', replicas: [replicaWithKey] }, [
    ['Give the table one too (sseEnabled true, sseType KMS and kmsMasterKeyID with a key of us-east-1)', customerKey('us-east-1')],
  ], `: ${SAME_KIND}`],
  ['capacity on demand', 'ThroughputForbidden', { provisionedThroughput: units }, [['Remove it', { provisionedThroughput: undefined }], ['set billingMode to PROVISIONED', { billingMode: 'PROVISIONED' }]]],
  ['capacity and caps', 'ThroughputForbidden', { provisionedThroughput: units, onDemandThroughput: { maxReadRequestUnits: 1 } }, [['Remove it', { provisionedThroughput: undefined }]]],
  ['capacity of a table with replicas', 'ThroughputForbidden', { ...stream, replicas: [replica()], provisionedThroughput: units }, [['Remove it', { provisionedThroughput: undefined }]]],
  ['capacity of a replica on demand', 'ReplicaCapacity', { ...stream, replicas: [replica(override)] }, [['Remove it', { replicas: [replica()] }]]],
  ['provisioned capacity with replicas', 'ReplicaCapacity', { ...stream, billingMode: 'PROVISIONED', provisionedThroughput: units, replicas: [replica(override)] }, [
    ['ACK sets a scaled capacity back, so set billingMode to PAY_PER_REQUEST, without any provisionedThroughput', { billingMode: 'PAY_PER_REQUEST', provisionedThroughput: undefined, replicas: [replica()] }],
  ]],
  ['caps with provisioned capacity', 'OnDemandThroughput', { billingMode: 'PROVISIONED', provisionedThroughput: units, onDemandThroughput: { maxReadRequestUnits: 1 } }, [
    ['Remove it', { onDemandThroughput: undefined }], ['set billingMode to PAY_PER_REQUEST, without provisionedThroughput', { billingMode: 'PAY_PER_REQUEST', provisionedThroughput: undefined }],
  ]],
  ['attributes with ALL', 'NonKeyAttributes', { globalSecondaryIndexes: index({ projection: { projectionType: 'ALL', nonKeyAttributes: ['a'] } }) }, [
    ['Remove it', { globalSecondaryIndexes: index() }], ['use INCLUDE', { globalSecondaryIndexes: index({ projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['a'] } }) }],
  ]],
];

test.each(YAML)('YAML, %s: what the message says ends the matter', (_, code, given, ways, end = '') => {
  const spec = { ...VALID, ...given };
  expect(validate(spec).filter((violation) => violation.code === code).map(({ fix }) => fix)).toEqual([`${ways.map(([words]) => words).join(', or ')}${end}.`]);
  expect(ways.map(([, changed]) => validate({ ...spec, ...changed }))).toEqual(ways.map(() => []));
});

const replicas = { stream: StreamViewType.NEW_AND_OLD_IMAGES, replicas: [{ region: 'eu-west-1' }] };
const withKeys = { encryption: Encryption.customerManagedKey(keyArn('us-east-1')), replicas: [{ region: 'eu-west-1', kmsKeyArn: keyArn('eu-west-1') }] };
const indexes = (more: object = {}) => [{ indexName: 'one', partitionKey: { name: 'mail', type: AttributeType.STRING }, ...more }];

/** The errors and warnings of a table. */
function report(props: object): string[] {
  const errors: string[] = [];
  const warnings = warned(() => {
    try {
      synth((chart) => new DynamoDbTable(chart, 'table', { ...MINIMAL, ...props }));
    } catch (error) {
      errors.push(...(error as Error).message.split('\n').slice(1).map((line) => line.trim()));
    }
  });
  return [...errors, ...warnings];
}

const TYPESCRIPT: Advice[] = [
  ['recovery that is turned off', 'RecoveryPeriod', { pointInTimeRecovery: false, recoveryPeriodInDays: 7 }, [['Remove recoveryPeriodInDays', { recoveryPeriodInDays: undefined }]]],
  ['capacity of a replica on demand', 'ReplicaCapacity', { ...replicas, replicas: [{ region: 'eu-west-1', readCapacityUnits: 1 }] }, [['Remove it', replicas]]],
  ['provisioned capacity with replicas', 'ReplicaCapacity', { ...replicas, billing: Billing.provisioned(units) }, [['ACK sets a scaled capacity back, so use Billing.onDemand(), without any provisionedThroughput', { billing: Billing.onDemand() }]]],
  ['the managed key of replicas', 'ReplicaManagedKey', { ...replicas, encryption: Encryption.awsManagedKey() }, [
    ['Give Encryption.customerManagedKey() and a kmsKeyArn of each replica', withKeys], ['Encryption.dynamoOwnedKey()', { encryption: Encryption.dynamoOwnedKey() }],
  ]],
  ['capacity of an index on demand', 'ThroughputForbidden', { globalSecondaryIndexes: indexes({ provisionedThroughput: units }) }, [
    ['Remove it', { globalSecondaryIndexes: indexes() }], ['use Billing.provisioned()', { billing: Billing.provisioned(units) }],
  ]],
  ['capacity of an index of a table with replicas', 'ThroughputForbidden', { ...replicas, globalSecondaryIndexes: indexes({ provisionedThroughput: units }) }, [['Remove it', { globalSecondaryIndexes: indexes() }]]],
  ['caps of an index with provisioned capacity', 'OnDemandThroughput', { billing: Billing.provisioned(units), globalSecondaryIndexes: indexes({ provisionedThroughput: units, onDemandThroughput: { maxReadRequestUnits: 1 } }) }, [
    ['Remove it', { globalSecondaryIndexes: indexes({ provisionedThroughput: units }) }],
    ['use Billing.onDemand(), without provisionedThroughput', { billing: Billing.onDemand(), globalSecondaryIndexes: indexes({ onDemandThroughput: { maxReadRequestUnits: 1 } }) }],
  ]],
];

test.each(TYPESCRIPT)('TypeScript, %s: what the message says ends the matter', (_, code, given, ways) => {
  expect(report(given).filter((line) => line.endsWith(`[${code}]`))).toEqual([expect.stringContaining(`. ${ways.map(([words]) => words).join(', or ')}. [`)]);
  expect(ways.map(([, changed]) => report({ ...given, ...changed }))).toEqual(ways.map(() => []));
});
