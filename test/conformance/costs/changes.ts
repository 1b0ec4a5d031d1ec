/** The kinds of change of which the guide says what they cost. */
import { AttributeType, Billing, Encryption, RemovalPolicy, StreamViewType, TableClass, TableProps } from '../../../src';
import { indexes, key, replicas, resourcePolicy, units } from '../lifecycle/steps';

export type Props = Partial<TableProps>;

/** What a table is before and after; undefined where there is none. */
export interface Change {
  readonly what: string;
  readonly from?: Props;
  readonly to?: Props;
  /** Declared as a component of an Application, and not as a DynamoDBTable. */
  readonly byApplication?: boolean;
}

const STREAM: Props = { stream: StreamViewType.NEW_IMAGE };
const TTL: Props = { timeToLiveAttribute: 'expiresAt' };
const INDEX = indexes('by-other').props;
const PROVISIONED: Props = { billing: Billing.provisioned(units(3, 2)) };
const CAPS: Props = { billing: Billing.onDemand({ maxReadRequestUnits: 5, maxWriteRequestUnits: 5 }) };
const BACKUP: Props = { backups: [{ name: 'first', removalPolicy: RemovalPolicy.DELETE }] };
const STREAMED = { stream: StreamViewType.NEW_AND_OLD_IMAGES };
const MANY: Props = {
  ...STREAM,
  ...TTL,
  ...INDEX,
  ...resourcePolicy('One').props,
  pointInTimeRecovery: true,
  contributorInsights: true,
  tags: { team: 'shop' },
  connectionSecret: { name: 'costs' },
  sortKey: { name: 'at', type: AttributeType.NUMBER },
};

export const CHANGES: readonly Change[] = [
  { what: 'create a table', to: {} },
  { what: 'create a table by an Application', to: {}, byApplication: true },
  { what: 'create a table with an index, stream, time to live, recovery, insights, policy, tags and Secret', to: MANY },
  { what: 'apply the same declaration again', from: MANY, to: MANY },
  { what: 'change a tag', from: { tags: { team: 'shop' } }, to: { tags: { team: 'web' } } },
  { what: 'change the resource policy', from: resourcePolicy('One').props, to: resourcePolicy('Two').props },
  { what: 'turn point-in-time recovery on', from: {}, to: { pointInTimeRecovery: true } },
  { what: 'turn Contributor Insights on', from: {}, to: { contributorInsights: true } },
  { what: 'turn deletion protection on', from: {}, to: { deletionProtection: true } },
  { what: 'change the table class', from: {}, to: { tableClass: TableClass.STANDARD_INFREQUENT_ACCESS } },
  { what: 'change the encryption key', from: { encryption: Encryption.customerManagedKey(key(1)) }, to: { encryption: Encryption.customerManagedKey(key(2)) } },
  { what: 'turn the stream on', from: {}, to: STREAM },
  { what: 'turn the stream off', from: STREAM, to: {} },
  { what: 'change the view of the stream', from: STREAM, to: { stream: StreamViewType.KEYS_ONLY } },
  { what: 'turn time to live on', from: {}, to: TTL },
  { what: 'turn time to live off', from: TTL, to: {} },
  { what: 'set on-demand caps', from: {}, to: CAPS },
  { what: 'remove on-demand caps', from: CAPS, to: {} },
  { what: 'change to provisioned capacity', from: {}, to: PROVISIONED },
  { what: 'change to on-demand billing', from: PROVISIONED, to: {} },
  { what: 'add an index', from: {}, to: INDEX },
  { what: 'remove an index', from: INDEX, to: {} },
  { what: 'add a replica', from: STREAMED, to: replicas('eu-west-1').props },
  { what: 'remove a replica', from: replicas('eu-west-1').props, to: STREAMED },
  { what: 'add a backup', from: {}, to: BACKUP },
  { what: 'delete a table', from: {} },
  { what: 'delete an Application with a table', from: {}, byApplication: true },
];

/** Declared throughout: what it costs that a table is there. */
export const UNCHANGED: readonly Change[] = [
  { what: 'a table', from: {}, to: {} },
  { what: 'a table of an Application', from: {}, to: {}, byApplication: true },
  { what: 'a table with an index, stream, time to live, recovery, insights, policy, tags and Secret', from: MANY, to: MANY },
];
