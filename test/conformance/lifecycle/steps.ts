/** What can be declared of a table, each with what AWS must tell of it then, and what ACK's Table must be like in the end. */
import { Described, UNCAPPED } from './described';
import { AttributeType, Billing, Encryption, OnDemandThroughput, StreamViewType, TableClass, TableProps } from '../../../src';

export interface Step {
  readonly props: Partial<TableProps>;
  /** What AWS tells of the table afterwards. */
  readonly aws: Partial<Described>;
  /** What the Table must be like in the end: nothing of an off form is left that never gets in sync. */
  readonly spec: object;
}

export const id = { name: 'id', type: AttributeType.STRING };
export const key = (last: number): string => `arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-12345678900${last}`;
const policy = (sid: string) => ({ Version: '2012-10-17', Statement: [{ Sid: sid, Effect: 'Deny', Principal: '*', Action: 'dynamodb:DeleteItem', Resource: '*' }] });
const index = (name: string, onDemandThroughput?: OnDemandThroughput) => ({ indexName: name, partitionKey: { name: 'other', type: AttributeType.NUMBER }, onDemandThroughput });
export const units = (read: number, write: number) => ({ readCapacityUnits: read, writeCapacityUnits: write });

/** All of these steps in one; of what two of them say, the last holds. */
export const merge = (...steps: Step[]): Step => ({
  props: Object.assign({}, ...steps.map(({ props }) => props)),
  aws: Object.assign({}, ...steps.map(({ aws }) => aws)),
  spec: Object.assign({}, ...steps.map(({ spec }) => spec)),
});
export const stream = (type?: StreamViewType): Step => ({
  props: { stream: type },
  aws: { stream: type },
  spec: { streamSpecification: type && { streamEnabled: true, streamViewType: type } },
});
export const ttl = (name?: string): Step => ({
  props: { timeToLiveAttribute: name },
  aws: { ttl: name },
  spec: { timeToLive: name && { enabled: true, attributeName: name } },
});
export const caps = (read?: number, write?: number): Step => ({
  props: read || write ? { billing: Billing.onDemand({ maxReadRequestUnits: read, maxWriteRequestUnits: write }) } : {},
  aws: { caps: read || write ? { MaxReadRequestUnits: read, MaxWriteRequestUnits: write } : undefined },
  spec: { onDemandThroughput: read || write ? { maxReadRequestUnits: read, maxWriteRequestUnits: write } : undefined },
});
export const indexCaps = (read?: number, write?: number): Step => ({
  props: { globalSecondaryIndexes: [index('by-other', read || write ? { maxReadRequestUnits: read, maxWriteRequestUnits: write } : undefined)] },
  aws: { indexes: { 'by-other': read || write ? { MaxReadRequestUnits: read, MaxWriteRequestUnits: write } : UNCAPPED } },
  spec: {},
});
export const indexes = (...names: string[]): Step => ({
  props: names.length > 0 ? { globalSecondaryIndexes: names.map((name) => index(name)) } : {},
  aws: { indexes: Object.fromEntries(names.map((name) => [name, UNCAPPED])) },
  spec: {},
});
export const insights = (on?: boolean): Step => ({ props: { contributorInsights: on }, aws: { insights: on ? 'ENABLED' : 'DISABLED' }, spec: {} });
export const resourcePolicy = (sid?: string): Step => ({
  props: sid ? { resourcePolicy: policy(sid) } : {},
  aws: { policy: sid && JSON.stringify(policy(sid)) },
  spec: {},
});
export const replicas = (...regions: string[]): Step => ({
  props: regions.length > 0 ? { stream: StreamViewType.NEW_AND_OLD_IMAGES, replicas: regions.map((region) => ({ region })) } : {},
  aws: { replicas: regions, stream: regions.length > 0 ? 'NEW_AND_OLD_IMAGES' : undefined },
  spec: regions.length > 0 ? {} : { tableReplicas: undefined, streamSpecification: undefined },
});
export const tags = (own: Record<string, string> = {}): Step => ({ props: { tags: own }, aws: { tags: own }, spec: {} });
export const encryption = (how?: Encryption, kmsKey?: string): Step => ({
  props: { encryption: how },
  aws: { key: kmsKey },
  spec: { sseSpecification: kmsKey ? { enabled: true, sseType: 'KMS', kmsMasterKeyID: kmsKey === 'aws/dynamodb' ? undefined : kmsKey } : { enabled: false } },
});
export const provisioned = (read: number, write: number): Step => ({
  props: { billing: Billing.provisioned(units(read, write)) },
  aws: { billing: 'PROVISIONED', units: [read, write] },
  spec: { billingMode: 'PROVISIONED' },
});
export const onDemand = (): Step => ({ props: {}, aws: { billing: 'PAY_PER_REQUEST' }, spec: { billingMode: 'PAY_PER_REQUEST', provisionedThroughput: undefined } });
export const provisionedIndex = (): Step => ({
  props: { billing: Billing.provisioned(units(3, 2)), globalSecondaryIndexes: [{ ...index('by-other'), provisionedThroughput: units(4, 1) }] },
  aws: { billing: 'PROVISIONED', units: [3, 2], caps: undefined, indexes: { 'by-other': UNCAPPED } },
  spec: { billingMode: 'PROVISIONED', onDemandThroughput: undefined },
});
export const cappedIndex = (): Step => ({
  props: { billing: Billing.onDemand({ maxReadRequestUnits: 9 }), globalSecondaryIndexes: [index('by-other', { maxReadRequestUnits: 8 })] },
  aws: { billing: 'PAY_PER_REQUEST', caps: { MaxReadRequestUnits: 9 }, indexes: { 'by-other': { MaxReadRequestUnits: 8 } } },
  spec: { billingMode: 'PAY_PER_REQUEST' },
});
export const recovery = (on?: boolean): Step => ({ props: { pointInTimeRecovery: on }, aws: { recovery: on ? 'ENABLED' : 'DISABLED' }, spec: {} });
export const tableClass = (infrequent: boolean): Step => {
  const name = infrequent ? TableClass.STANDARD_INFREQUENT_ACCESS : TableClass.STANDARD;
  return { props: { tableClass: name }, aws: { tableClass: name }, spec: { tableClass: name } };
};
export const protection = (on: boolean): Step => ({
  props: { deletionProtection: on },
  aws: { protection: on },
  spec: { deletionProtectionEnabled: on },
});
export const both = (on: boolean): Step => merge(tableClass(on), protection(on));
export const everything = (on: boolean, view = StreamViewType.NEW_IMAGE, attribute = 'expiresAt'): Step => on
  ? merge(stream(view), ttl(attribute), provisioned(3, 2), both(true), insights(true), resourcePolicy('One'), tags({ team: 'shop' }),
    encryption(Encryption.awsManagedKey(), 'aws/dynamodb'), recovery(true))
  : merge(stream(), ttl(), caps(5, 6), onDemand(), both(false), insights(), resourcePolicy(), tags(), encryption(), recovery(false));
