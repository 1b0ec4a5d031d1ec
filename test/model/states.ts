/* eslint-disable @stylistic/max-len */
/** Whole states of the contract, and what AWS must be like then. */
import * as fc from 'fast-check';
import { Aws } from './aws';
import { same } from './cel';
import { FIELDS } from '../../src/contract/fields';

type Spec = Record<string, any>;

const index = (indexName: string, more: Spec = {}): Spec => ({
  indexName, keySchema: [{ attributeName: 'other', keyType: 'HASH' }], projection: { projectionType: 'ALL' }, ...more,
});
const units = (readCapacityUnits: number, writeCapacityUnits: number): Spec => ({ readCapacityUnits, writeCapacityUnits });
const caps = (maxReadRequestUnits?: number, maxWriteRequestUnits?: number): Spec => ({
  ...(maxReadRequestUnits ? { maxReadRequestUnits } : {}), ...(maxWriteRequestUnits ? { maxWriteRequestUnits } : {}),
});
const key = (last: number): string => `arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-12345678900${last}`;
const onDemand = (more: Spec = {}): Spec => ({ billingMode: 'PAY_PER_REQUEST', ...more });
const provisioned = (read: number, more: Spec = {}): Spec => ({ billingMode: 'PROVISIONED', provisionedThroughput: units(read, 2), ...more });

/** What can differ from state to state, each by itself. */
export const PARTS: Record<string, Spec[]> = {
  stream: [{}, ...['KEYS_ONLY', 'NEW_IMAGE', 'NEW_AND_OLD_IMAGES'].map((streamViewType) => ({ streamEnabled: true, streamViewType })), { streamEnabled: true }],
  timeToLive: [{}, ...['expiresAt', 'until'].map((ttlAttributeName) => ({ ttlEnabled: true, ttlAttributeName }))],
  capacity: [
    onDemand(), onDemand({ onDemandThroughput: caps(5, 6) }), onDemand({ onDemandThroughput: caps(7) }), onDemand({ onDemandThroughput: { maxReadRequestUnits: -1 } }),
    onDemand({ globalSecondaryIndexes: [index('one')] }), onDemand({ globalSecondaryIndexes: [index('two'), index('three')] }),
    onDemand({ globalSecondaryIndexes: [index('one', { onDemandThroughput: caps(7, 6) })] }),
    onDemand({ onDemandThroughput: caps(9), globalSecondaryIndexes: [index('one', { onDemandThroughput: caps(8) })] }),
    provisioned(3), provisioned(5), provisioned(3, { globalSecondaryIndexes: [index('one', { provisionedThroughput: units(4, 1) })] }),
  ],
  insights: [{}, { contributorInsights: true }, { contributorInsights: false }],
  policy: [{}, { resourcePolicy: '{"Version":"2012-10-17","Statement":[]}' }, { resourcePolicy: '{"Version":"2012-10-17","Id":"Two","Statement":[]}' }],
  tags: [{}, { tags: [{ key: 'team', value: 'shop' }] }, { tags: [{ key: 'zone', value: 'a' }, { key: 'team', value: 'web' }] }],
  encryption: [{}, { sseEnabled: true }, { sseEnabled: true, sseType: 'KMS', kmsMasterKeyID: key(1) }, { sseEnabled: true, kmsMasterKeyID: key(2) }, { sseEnabled: true, sseType: 'AES256' }],
  recovery: [{}, { pointInTimeRecoveryEnabled: true }],
  tableClass: [{}, { tableClass: 'STANDARD_INFREQUENT_ACCESS' }],
  protection: [{}, { deletionProtectionEnabled: true }],
};

const DEFAULTS = Object.fromEntries(FIELDS.filter((field) => field.default !== undefined).map((field) => [field.name, field.default]));

/** The spec as the API server hands it out: with the defaults of the schema. */
export function specOf(...parts: Spec[]): Spec {
  const declared = Object.assign({}, ...parts);
  const attributes = declared.globalSecondaryIndexes ? ['id', 'other'] : ['id'];
  return {
    ...DEFAULTS,
    tableName: 'orders',
    region: 'us-east-1',
    attributeDefinitions: attributes.map((attributeName) => ({ attributeName, attributeType: 'S' })),
    keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
    ...declared,
  };
}

/** Replicas go with a stream of both images and on-demand billing only. */
const REPLICAS: Spec[] = [[], ['eu-west-1'], ['eu-west-1', 'us-west-2'], ['us-west-2']].map((names) => (names.length === 0 ? {} : {
  replicas: names.map((regionName) => ({ regionName })), streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES',
}));

export const state = (): fc.Arbitrary<Spec> => fc.tuple(
  ...Object.values(PARTS).map((part) => fc.constantFrom(...part)), fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, fc.constantFrom(...REPLICAS)),
).map((parts) => specOf(...parts)).map(({ replicas, ...spec }) => (replicas && spec.billingMode === 'PAY_PER_REQUEST' ? { ...spec, replicas } : spec));

/** Where AWS is not as declared. */
export function differences(declared: Spec, aws: Aws): string[] {
  const spec = declared;
  const there = aws.describe();
  const cap = (wanted: Spec = {}): Spec | undefined => {
    const left = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== -1));
    return Object.keys(left).length > 0 ? left : undefined;
  };
  const isOnDemand = spec.billingMode === 'PAY_PER_REQUEST';
  const encrypted = spec.sseEnabled && (spec.sseType ?? 'KMS') === 'KMS';
  const found: Record<string, [unknown, unknown]> = {
    billingMode: [spec.billingMode, there.billingMode],
    provisionedThroughput: [isOnDemand ? undefined : spec.provisionedThroughput, isOnDemand ? undefined : there.provisionedThroughput],
    onDemandThroughput: [cap(spec.onDemandThroughput), cap(there.onDemandThroughput)],
    globalSecondaryIndexes: [
      indexesOf(spec.globalSecondaryIndexes, ({ onDemandThroughput, provisionedThroughput }) => (isOnDemand ? cap(onDemandThroughput) : provisionedThroughput)),
      indexesOf(there.globalSecondaryIndexes, ({ onDemandThroughput, provisionedThroughput }) => (isOnDemand ? cap(onDemandThroughput) : provisionedThroughput)),
    ],
    streamSpecification: [spec.streamEnabled ? spec.streamViewType ?? 'NEW_AND_OLD_IMAGES' : undefined, there.streamSpecification?.streamViewType],
    timeToLive: [spec.ttlEnabled ? spec.ttlAttributeName : undefined, there.timeToLive.enabled ? there.timeToLive.attributeName : undefined],
    sseSpecification: [encrypted ? spec.kmsMasterKeyID ?? 'aws' : undefined, spec.kmsMasterKeyID || !there.sseSpecification ? there.sseSpecification?.kmsMasterKeyID : /aws-dynamodb/.test(there.sseSpecification.kmsMasterKeyID) ? 'aws' : 'own'],
    continuousBackups: [spec.pointInTimeRecoveryEnabled, there.continuousBackups.pointInTimeRecoveryEnabled],
    contributorInsights: [spec.contributorInsights ?? false, /^ENABL/.test(there.insights)],
    tableClass: [spec.tableClass, there.tableClass],
    deletionProtectionEnabled: [spec.deletionProtectionEnabled, there.deletionProtectionEnabled],
    resourcePolicy: [spec.resourcePolicy, there.resourcePolicy],
    tags: [[...spec.tags ?? []].map(({ key: name }) => name).sort(), [...there.tags].map(({ key: name }) => name).sort()],
    tableReplicas: [[...spec.replicas ?? []].map(({ regionName }) => regionName).sort(), [...there.tableReplicas].map(({ regionName }) => regionName).sort()],
  };
  return Object.entries(found).filter(([, [wanted, is]]) => !same(wanted, is)).map(([field, [wanted, is]]) => `${field}: declared ${text(wanted)}, in AWS ${text(is)}`);
}

const indexesOf = (list: any[] = [], throughput: (each: any) => unknown): Spec => Object.fromEntries(list.map((each) => [each.indexName, throughput(each) ?? 'uncapped']));

export const text = (value: unknown): string => JSON.stringify(value) ?? 'none';
