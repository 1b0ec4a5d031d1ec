import { isDeepStrictEqual } from 'node:util';
import { hasOtherKey, keyOf, nameOf, namesOf, settingsOf } from './replica-settings';
import { indexCapsToLift } from './throughput-caps';
import { Caps, MANAGED_BY_AWS, WantedIndex, WantedState } from './wanted-state';

/**
 * What follows from a change of a table: one row for each kind of change, in the order in which ACK makes them when it
 * reconciles (`customUpdateTable` in its `pkg/resource/table/hooks.go`). The conformance check `plan` makes each of them
 * on the chain, and holds the calls that AWS got against those here.
 */
export interface Consequence {
  readonly code: string;
  /** The fields of the contract that it is a change of, first the one whose value is shown. */
  readonly fields: readonly string[];
  /** The name of the change in `change-order.ts`, where ACK makes it apart from others. */
  readonly turn?: string;
  /** The change that comes first where both are made. */
  readonly after?: string;
  /** kro makes it by a form that it renders only where it knows what it has applied before, as of a table that is taken over it does not. */
  readonly needsLastApplied?: boolean;
  /** ACK cannot make it; what to do instead. */
  readonly wayOut?: string;
  /** The changes of this kind from one state to the next; each names what of several it is about. */
  readonly find: (was: WantedState, is: WantedState) => ChangeItem[];
  /** What it means for who uses the table. */
  readonly consequence: string;
  /** How AWS makes the change, and how long that takes. */
  readonly takes: string;
  /** How often AWS allows it. */
  readonly limit?: string;
  readonly risk: Risk;
  /** Where that is written. */
  readonly source: string;
}

/** `attention`: nothing is lost, but somebody has to know. */
export type Risk = 'none' | 'attention' | 'data-loss';

export interface ChangeItem {
  /** The name of the index, replica or backup. */
  readonly subject?: string;
  /** What becomes of one of several, which has no value before or after. */
  readonly change?: 'added' | 'removed' | 'other settings' | 'no longer declared';
  readonly from?: string;
  readonly to?: string;
  /** The calls that ACK makes, in order: the operation, and of UpdateTable the part that changes. */
  readonly calls: readonly string[];
  /** As that of the row, where it is about this change only. */
  readonly turn?: string;
}

const GUIDE = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/';
const API = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/';
const QUOTAS = `${GUIDE}ServiceQuotas.html`;
const AT_ONCE = 'in place, within seconds';
const IN_STEPS = 'in steps';
const UPDATING = 'in place; the table is UPDATING for some minutes, and can be used';
// AWS documents an hour. Others measured about 31 minutes, also after the change that follows CreateTable.
const TTL_LIMIT = 'once in half an hour or so; sooner, ACK gives up, until the declaration is edited after that time';
const LAG = 'about 4 minutes until it holds';

export const CONSEQUENCES: readonly Consequence[] = [
  {
    code: 'TagsChanged',
    fields: ['tags'],
    find: ({ tags: was }, { tags: is }) => {
      const gone = [...was.keys()].filter((key) => !is.has(key));
      const set = [...is].filter(([key, value]) => was.get(key) !== value).map(([key]) => key);
      return [...gone, ...set].length === 0 ? [] : [{
        from: list([...gone, ...set].filter((key) => was.has(key)).map((key) => `${key}=${was.get(key)}`)),
        to: list(set.map((key) => `${key}=${is.get(key)}`)),
        calls: [...gone.length > 0 ? ['UntagResource'] : [], ...set.length > 0 ? ['TagResource'] : []],
      }];
    },
    consequence: 'Cost allocation and policies that read tags see the new ones.',
    takes: AT_ONCE,
    risk: 'none',
    source: `${GUIDE}Tagging.html`,
  },
  {
    code: 'ResourcePolicySet',
    fields: ['resourcePolicy'],
    find: ({ policy: was }, { policy: is }) => is === undefined || samePolicy(was, is) ? [] : [{ from: was && 'a policy', to: was ? 'another policy' : 'a policy', calls: ['PutResourcePolicy'] }],
    consequence: 'Access of other accounts and roles follows the new policy.',
    takes: `in place; ${LAG}, of the first policy of a table seconds`,
    limit: 'once in 15 seconds',
    risk: 'attention',
    source: `${API}API_PutResourcePolicy.html`,
  },
  {
    code: 'ResourcePolicyRemoved',
    fields: ['resourcePolicy'],
    find: ({ policy: was }, { policy: is }) => was === undefined || is !== undefined ? [] : [{ from: 'a policy', calls: ['DeleteResourcePolicy'] }],
    consequence: 'Principals that have access only by this policy lose it.',
    takes: `in place; ${LAG}`,
    limit: 'once in 15 seconds',
    risk: 'attention',
    source: `${API}API_DeleteResourcePolicy.html`,
  },
  {
    code: 'TimeToLiveEnabled',
    fields: ['ttlAttributeName', 'ttlEnabled'],
    find: ({ timeToLive: was }, { timeToLive: is }) => was !== undefined || is === undefined ? [] : [{ to: is, calls: ['UpdateTimeToLive enable'] }],
    consequence: 'DynamoDB deletes expired items, also those that exist already, within a few days.',
    takes: AT_ONCE,
    limit: TTL_LIMIT,
    risk: 'attention',
    source: `${API}API_UpdateTimeToLive.html`,
  },
  {
    code: 'TimeToLiveDisabled',
    fields: ['ttlAttributeName', 'ttlEnabled'],
    turn: 'ttlToRemove',
    needsLastApplied: true,
    find: ({ timeToLive: was }, { timeToLive: is }) => was === undefined || is !== undefined ? [] : [{ from: was, calls: ['UpdateTimeToLive disable'] }],
    consequence: 'Expired items are no longer deleted.',
    takes: AT_ONCE,
    limit: TTL_LIMIT,
    risk: 'attention',
    source: `${API}API_UpdateTimeToLive.html`,
  },
  {
    code: 'TimeToLiveAttributeChanged',
    fields: ['ttlAttributeName'],
    turn: 'ttlToRemove',
    needsLastApplied: true,
    find: ({ timeToLive: was }, { timeToLive: is }) => was === undefined || is === undefined || was === is ? [] : [{ from: was, to: is, calls: ['UpdateTimeToLive disable', 'UpdateTimeToLive enable'] }],
    consequence: 'Time to live is disabled, and then enabled with the other attribute: no item expires in between. Then items that are expired by the other attribute are deleted.',
    takes: `${IN_STEPS}; AWS rejects the second for about half an hour, so time to live is off until the declaration is edited after that time`,
    limit: TTL_LIMIT,
    risk: 'attention',
    source: `${API}API_UpdateTimeToLive.html`,
  },
  {
    code: 'EncryptionKeyChanged',
    fields: ['kmsMasterKeyID', 'sseEnabled', 'sseType'],
    find: ({ key: was }, { key: is }) => was === is ? [] : [{
      from: was, to: is, calls: ['UpdateTable SSESpecification'], ...was.startsWith('arn:') && is === MANAGED_BY_AWS ? { turn: 'awsKeyToSet' } : {},
    }],
    consequence: 'The table is encrypted with the other key. Who reads and writes it needs access to that key, unless DynamoDB owns it; the old one must stay usable for old backups.',
    takes: 'in place, in the background',
    limit: '4 times in 24 hours, and once more after 6 hours without a change',
    risk: 'attention',
    source: QUOTAS,
  },
  {
    code: 'IndexRemoved',
    fields: ['globalSecondaryIndexes'],
    turn: 'indexRemoved',
    find: ({ indexes: was }, { indexes: is }) => [...was.keys()].filter((name) => !is.has(name))
      .map((subject) => ({ subject, change: 'removed', calls: [`UpdateTable GlobalSecondaryIndexUpdates Delete ${subject}`] })),
    consequence: 'Queries of this index fail from now on. To have it back, it has to be built anew.',
    takes: 'in place; one index at a time, seconds each',
    risk: 'attention',
    source: `${GUIDE}GSI.OnlineOps.html`,
  },
  {
    code: 'BillingModeProvisioned',
    fields: ['billingMode', 'provisionedThroughput'],
    turn: 'billingChanges',
    find: (was, is) => was.billingMode === is.billingMode || is.billingMode !== 'PROVISIONED' ? [] : [{ from: was.billingMode, to: `${is.billingMode}, ${units(is)}`, calls: ['UpdateTable BillingMode'] }],
    consequence: 'Requests beyond the capacity are throttled. On-demand caps go; indexes get their capacity in the same call.',
    takes: UPDATING,
    limit: 'at any time, but back to PAY_PER_REQUEST only 4 times in 24 hours',
    risk: 'attention',
    source: `${GUIDE}switching.capacitymode.html`,
  },
  {
    code: 'BillingModeOnDemand',
    fields: ['billingMode', 'provisionedThroughput'],
    turn: 'billingChanges',
    find: (was, is) => was.billingMode === is.billingMode || is.billingMode !== 'PAY_PER_REQUEST' ? [] : [{ from: `${was.billingMode}, ${units(was)}`, to: is.billingMode, calls: ['UpdateTable BillingMode'] }],
    consequence: 'Each request is billed instead of the capacity.',
    takes: UPDATING,
    limit: '4 times in 24 hours',
    risk: 'attention',
    source: `${GUIDE}switching.capacitymode.html`,
  },
  {
    code: 'TableClassChanged',
    fields: ['tableClass'],
    turn: 'classChanges',
    find: ({ tableClass: was }, { tableClass: is }) => was === is ? [] : [{ from: was, to: is, calls: ['UpdateTable TableClass'] }],
    consequence: 'Storage and requests have other prices, those of its replicas too.',
    takes: UPDATING,
    limit: '2 times in 30 days, and of each replica',
    risk: 'attention',
    source: `${GUIDE}WorkingWithTables.tableclasses.html`,
  },
  {
    code: 'DeletionProtectionEnabled',
    fields: ['deletionProtectionEnabled'],
    turn: 'protectionChanges',
    find: ({ protection: was }, { protection: is }) => was || !is ? [] : [{ from: 'off', to: 'on', calls: ['UpdateTable DeletionProtectionEnabled'] }],
    consequence: 'Deleting the table is rejected, here and in AWS.',
    takes: AT_ONCE,
    risk: 'none',
    source: `${GUIDE}WorkingWithTables.Basics.html`,
  },
  {
    code: 'DeletionProtectionDisabled',
    fields: ['deletionProtectionEnabled'],
    turn: 'protectionChanges',
    find: ({ protection: was }, { protection: is }) => !was || is ? [] : [{ from: 'on', to: 'off', calls: ['UpdateTable DeletionProtectionEnabled'] }],
    consequence: 'From now on the table can be deleted.',
    takes: AT_ONCE,
    risk: 'attention',
    source: `${GUIDE}WorkingWithTables.Basics.html`,
  },
  {
    code: 'RecoveryEnabled',
    fields: ['pointInTimeRecoveryEnabled'],
    find: ({ recovery: was }, { recovery: is }) => was !== undefined || is === undefined ? [] : [{ from: 'off', to: `${is} days`, calls: ['UpdateContinuousBackups'] }],
    consequence: 'The table can be restored to any second from now on.',
    takes: AT_ONCE,
    risk: 'none',
    source: `${GUIDE}PointInTimeRecovery_Howitworks.html`,
  },
  {
    code: 'RecoveryDisabled',
    fields: ['pointInTimeRecoveryEnabled'],
    find: ({ recovery: was }, { recovery: is }) => was === undefined || is !== undefined ? [] : [{ from: `${was} days`, to: 'off', calls: ['UpdateContinuousBackups'] }],
    consequence: 'The restore window is lost: the table can no longer be restored to an earlier second. Enabled again, the window begins anew.',
    takes: AT_ONCE,
    risk: 'attention',
    source: `${GUIDE}PointInTimeRecovery_Howitworks.html`,
  },
  {
    code: 'RecoveryPeriodChanged',
    fields: ['recoveryPeriodInDays'],
    find: ({ recovery: was }, { recovery: is }) => was === undefined || is === undefined || was === is ? [] : [{ from: `${was} days`, to: `${is} days`, calls: ['UpdateContinuousBackups'] }],
    consequence: 'A shorter window loses at once what is older; a longer one grows from now on.',
    takes: AT_ONCE,
    risk: 'attention',
    source: `${API}API_PointInTimeRecoverySpecification.html`,
  },
  {
    code: 'ContributorInsightsChanged',
    fields: ['contributorInsights'],
    turn: 'insightsChange',
    find: ({ insights: was }, { insights: is }) => was === is ? [] : [{ from: was ? 'on' : 'off', to: is ? 'on' : 'off', calls: [`UpdateContributorInsights ${is ? 'ENABLE' : 'DISABLE'}`] }],
    consequence: 'CloudWatch records the most used keys while it is on, and AWS bills that. Turned off, it no longer records them.',
    takes: AT_ONCE,
    limit: 'for up to 100 rules of CloudWatch in a region, 2 for each table, or 4 with a sort key',
    risk: 'none',
    source: `${GUIDE}contributorinsights_HowItWorks.html`,
  },
  {
    code: 'IndexCapacityChanged',
    fields: ['globalSecondaryIndexes'],
    find: (was, is) => [...is.indexes].flatMap(([subject, now]): ChangeItem[] => {
      const before = was.indexes.get(subject);
      // A switch to PROVISIONED carries the capacity of each index.
      if (before === undefined || (was.billingMode !== is.billingMode && is.billingMode === 'PROVISIONED')) {
        return [];
      }
      const call = `UpdateTable GlobalSecondaryIndexUpdates Update ${subject}`;
      const capacity = was.billingMode === is.billingMode && !isDeepStrictEqual(before.units, now.units);
      const capped = !isDeepStrictEqual(before.caps, now.caps);
      // The controller cannot compare a cap with none beside another cap, so where there will be other caps all are lifted first.
      const lifts = capped && names(before.caps) !== '' && names(before.caps) !== names(now.caps);
      const calls = [...(capacity || lifts) ? [call] : [], ...capped && names(now.caps) !== '' ? [call] : []];
      const turn = lifts ? { turn: indexCapsToLift.text } : {};
      return calls.length === 0 ? [] : [{ subject, from: throughput(before), to: throughput(now), calls, ...turn }];
    }),
    consequence: 'Requests to the index beyond its capacity or cap are throttled, and so are writes to the table that the index cannot take.',
    takes: `${IN_STEPS}, one index at a time, about a minute each`,
    limit: 'at any time, but decreases of capacity only 4 times a day, and once more after each hour without one',
    risk: 'attention',
    source: QUOTAS,
  },
  {
    code: 'StreamEnabled',
    fields: ['streamViewType', 'streamEnabled'],
    turn: 'streamChanges',
    find: ({ stream: was }, { stream: is }) => was !== undefined || is === undefined ? [] : [{ to: is, calls: ['UpdateTable StreamSpecification on'] }],
    consequence: 'There is a stream with a new ARN. It holds the changes from now on.',
    takes: UPDATING,
    risk: 'none',
    source: `${GUIDE}Streams.html`,
  },
  {
    code: 'StreamDisabled',
    fields: ['streamViewType', 'streamEnabled'],
    turn: 'streamChanges',
    needsLastApplied: true,
    // Replicas need the stream until they are gone.
    after: 'ReplicaRemoved',
    find: ({ stream: was }, { stream: is }) => was === undefined || is !== undefined ? [] : [{ from: was, calls: ['UpdateTable StreamSpecification off'] }],
    consequence: 'Readers of the stream get no more changes. What it holds can be read for 24 hours. Enabled again, it has a new ARN.',
    takes: UPDATING,
    risk: 'attention',
    source: `${GUIDE}Streams.html`,
  },
  {
    code: 'StreamViewTypeChanged',
    fields: ['streamViewType'],
    turn: 'streamChanges',
    needsLastApplied: true,
    after: 'ReplicaRemoved',
    find: ({ stream: was }, { stream: is }) => was === undefined || is === undefined || was === is ? [] : [{ from: was, to: is, calls: ['UpdateTable StreamSpecification off', 'UpdateTable StreamSpecification on'] }],
    consequence: 'The stream is disabled and another one enabled, with a new ARN: its readers must follow. Changes in between are in neither; the old one can be read for 24 hours.',
    takes: `${IN_STEPS}, some minutes`,
    risk: 'attention',
    source: `${GUIDE}Streams.html`,
  },
  {
    code: 'CapacityChanged',
    fields: ['provisionedThroughput'],
    find: (was, is) => was.units === undefined || is.units === undefined || isDeepStrictEqual(was.units, is.units) ? [] : [{ from: units(was), to: units(is), calls: ['UpdateTable ProvisionedThroughput'] }],
    consequence: 'Requests beyond the capacity are throttled.',
    takes: UPDATING,
    limit: 'at any time, but decreases only 4 times a day, and once more after each hour without one',
    risk: 'attention',
    source: QUOTAS,
  },
  {
    code: 'CapsChanged',
    fields: ['onDemandThroughput'],
    find: (was, is) => is.billingMode !== 'PAY_PER_REQUEST' || isDeepStrictEqual(was.caps, is.caps) ? [] : [{
      from: capsText(was.caps),
      to: capsText(is.caps),
      calls: ['UpdateTable OnDemandThroughput'],
      ...Object.keys(was.caps).some((cap) => !(cap in is.caps)) ? { turn: 'capsToLift' } : {},
    }],
    consequence: 'Requests beyond a cap are throttled; without a cap they are not.',
    takes: 'in place, about a minute',
    risk: 'attention',
    source: `${GUIDE}on-demand-capacity-mode-max-throughput.html`,
  },
  {
    code: 'IndexAdded',
    fields: ['globalSecondaryIndexes'],
    find: ({ indexes: was }, { indexes: is }) => [...is.keys()].filter((name) => !was.has(name))
      .map((subject) => ({ subject, change: 'added', calls: [`UpdateTable GlobalSecondaryIndexUpdates Create ${subject}`] })),
    consequence: 'The index is backfilled from the table, which is billed, and cannot be queried until it is ACTIVE.',
    takes: 'in place; one index at a time, minutes for a small table, hours for a large one',
    risk: 'attention',
    source: `${GUIDE}GSI.OnlineOps.html`,
  },
  {
    code: 'ReplicaAdded',
    fields: ['replicas'],
    find: ({ replicas: was }, { replicas: is }) => [...is.keys()].filter((region) => !was.has(region))
      .map((subject) => ({ subject, change: 'added', calls: [`UpdateTable ReplicaUpdates Create ${subject}`] })),
    consequence: 'The table is copied to this region, and kept the same in both. Storage and writes are billed there too.',
    takes: 'in place; one replica at a time, minutes for a small table, hours for a large one',
    risk: 'attention',
    source: `${GUIDE}V2globaltables_HowItWorks.html`,
  },
  {
    code: 'ReplicaChanged',
    fields: ['replicas'],
    find: ({ replicas: was }, { replicas: is }) => [...is]
      .filter(([region, replica]) => was.has(region) && !hasOtherKey(was.get(region), replica))
      .filter(([region, replica]) => settingsOf(replica).some((setting) => !settingsOf(was.get(region)).includes(setting)))
      .map(([subject]) => ({ subject, change: 'other settings', calls: [`UpdateTable ReplicaUpdates Update ${subject}`] })),
    consequence: 'The replica gets other settings.',
    takes: 'in place; one replica at a time, some minutes',
    risk: 'attention',
    source: `${API}API_UpdateReplicationGroupMemberAction.html`,
  },
  {
    code: 'ReplicaKeyChanged',
    fields: ['replicas'],
    find: ({ replicas: was }, { replicas: is }) => [...is]
      .filter(([region, replica]) => was.has(region) && hasOtherKey(was.get(region), replica))
      .map(([subject, replica]) => {
        const [from, to] = [was.get(subject), replica].map(keyOf);
        return { subject, ...(from === undefined ? {} : { from }), to, calls: [`UpdateTable ReplicaUpdates Update ${subject}`] };
      }),
    consequence: 'AWS rejects the call with which ACK changes the key of a replica, and what else is in it. ACK gives up, and the table does not become ready.',
    takes: 'never',
    wayOut: 'Remove the replica, wait until it is gone, and add it again with this key: its data is copied anew.',
    risk: 'attention',
    source: `${API}API_UpdateReplicationGroupMemberAction.html`,
  },
  {
    code: 'ReplicaOverrideRemoved',
    fields: ['replicas'],
    find: ({ replicas: was }, { replicas: is }) => [...is].flatMap(([subject, replica]): ChangeItem[] => {
      const gone = settingsOf(was.get(subject)).filter((setting) => !namesOf(replica).includes(nameOf(setting)));
      return gone.length === 0 ? [] : [{ subject, from: gone.map((setting) => setting.slice(1)).join(', '), calls: [] }];
    }),
    consequence: 'An override that is no longer declared stays as it is in AWS, since ACK has no call that removes one. The table does not become ready.',
    takes: 'never',
    wayOut: 'Declare the value that it is to have; of a key, the one that it has.',
    risk: 'attention',
    source: `${API}API_UpdateReplicationGroupMemberAction.html`,
  },
  {
    code: 'ReplicaRemoved',
    fields: ['replicas'],
    find: ({ replicas: was }, { replicas: is }) => [...was.keys()].filter((region) => !is.has(region))
      .map((subject) => ({ subject, change: 'removed', calls: [`UpdateTable ReplicaUpdates Delete ${subject}`] })),
    consequence: 'The table in this region is deleted with its data. Applications that use it there fail.',
    takes: 'in place; one replica at a time, some minutes',
    risk: 'data-loss',
    source: `${GUIDE}V2globaltables_HowItWorks.html`,
  },
  {
    code: 'BackupAdded',
    fields: ['backups'],
    find: ({ backups: was }, { backups: is }) => [...is.keys()].filter((name) => !was.has(name)).map((subject) => ({ subject, change: 'added', calls: [`CreateBackup ${subject}`] })),
    consequence: 'AWS makes a backup of the table as it is then.',
    takes: AT_ONCE,
    risk: 'none',
    source: `${GUIDE}Backup.Tutorial.html`,
  },
  {
    code: 'BackupKept',
    fields: ['backups'],
    find: (was, is) => goneBackups(was, is, 'retain').map((subject) => ({ subject, change: 'no longer declared', calls: [] })),
    consequence: 'The backup stays in AWS, and nothing here manages it any more.',
    takes: AT_ONCE,
    risk: 'none',
    source: 'services.k8s.aws/deletion-policy of the Backup is retain',
  },
  {
    code: 'BackupDeleted',
    fields: ['backups'],
    find: (was, is) => goneBackups(was, is, 'delete').map((subject) => ({ subject, change: 'removed', calls: [`DeleteBackup ${subject}`] })),
    consequence: 'The backup in AWS is deleted.',
    takes: AT_ONCE,
    risk: 'data-loss',
    source: 'services.k8s.aws/deletion-policy of the Backup is delete',
  },
];

function goneBackups({ backups: was }: WantedState, { backups: is }: WantedState, policy: string): string[] {
  return [...was].filter(([name, kept]) => !is.has(name) && kept === policy).map(([name]) => name);
}

function samePolicy(one: string | undefined, other: string): boolean {
  try {
    return one !== undefined && isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
  } catch {
    return one === other;
  }
}

function list(items: readonly string[]): string | undefined {
  return items.length === 0 ? undefined : items.join(', ');
}

function names(caps: Caps): string {
  return Object.keys(caps).sort().join();
}

function throughput({ units: capacity, caps }: WantedIndex): string {
  return capacity === undefined ? capsText(caps) : units({ units: capacity });
}

function units({ units: capacity }: Pick<WantedState, 'units'>): string {
  return capacity === undefined ? 'no capacity' : `${capacity.readCapacityUnits} read and ${capacity.writeCapacityUnits} write units`;
}

function capsText({ maxReadRequestUnits: read, maxWriteRequestUnits: write }: Caps): string {
  return list([...read === undefined ? [] : [`at most ${read} read units`], ...write === undefined ? [] : [`at most ${write} write units`]]) ?? 'no caps';
}
