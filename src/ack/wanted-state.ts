import { TableDefaultsSpec } from './table-template';
import { LONGEST_RECOVERY_DAYS } from '../contract/fields';
import { TableSpec } from '../contract/table-spec';

/** What a spec asks of the table in AWS, with "off", "left out" and the defaults of the platform made one. */
export interface WantedState {
  readonly billingMode: string;
  readonly units?: Units;
  readonly caps: Caps;
  readonly indexes: ReadonlyMap<string, WantedIndex>;
  /** The view type of the stream, where there is one. */
  readonly stream?: string;
  /** For how many days back the table can be restored, where it can be at all. */
  readonly recovery?: number;
  /** `DynamoDB`, `aws/dynamodb`, or the ARN of a KMS key. */
  readonly key: string;
  readonly timeToLive?: string;
  readonly protection: boolean;
  readonly tableClass: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly insights: boolean;
  readonly policy?: string;
  readonly replicas: ReadonlyMap<string, object>;
  /** By name, whether the backup in AWS is kept when it is no longer declared. */
  readonly backups: ReadonlyMap<string, string>;
}

export interface Units {
  readonly readCapacityUnits: number;
  readonly writeCapacityUnits: number;
}

export interface Caps {
  readonly maxReadRequestUnits?: number;
  readonly maxWriteRequestUnits?: number;
}

export interface WantedIndex {
  readonly units?: Units;
  readonly caps: Caps;
}

/** The parts of a spec as types. It is valid, or nobody would apply it. */
interface ValidSpec {
  readonly billingMode?: string;
  readonly provisionedThroughput?: Units;
  readonly onDemandThroughput?: Caps;
  readonly globalSecondaryIndexes?: ReadonlyArray<{
    readonly indexName: string; readonly provisionedThroughput?: Units; readonly onDemandThroughput?: Caps;
  }>;
  readonly streamEnabled?: boolean;
  readonly streamViewType?: string;
  readonly pointInTimeRecoveryEnabled?: boolean;
  readonly recoveryPeriodInDays?: number;
  readonly sseEnabled?: boolean;
  readonly sseType?: string;
  readonly kmsMasterKeyID?: string;
  readonly ttlEnabled?: boolean;
  readonly ttlAttributeName?: string;
  readonly deletionProtectionEnabled?: boolean;
  readonly tableClass?: string;
  readonly tags?: TableDefaultsSpec['tags'];
  readonly backups?: ReadonlyArray<{ readonly name: string; readonly deletionPolicy?: string }>;
  readonly contributorInsights?: boolean;
  readonly resourcePolicy?: string;
  readonly replicas?: ReadonlyArray<{ readonly regionName: string }>;
}

const OWNED_BY_DYNAMODB = 'DynamoDB';
export const MANAGED_BY_AWS = 'aws/dynamodb';

/** @param defaults what the table template works out for a table that does not say it itself */
export function wantedState(declared: TableSpec, defaults: TableDefaultsSpec): WantedState {
  const spec = declared as ValidSpec;
  const { billingMode = 'PAY_PER_REQUEST', globalSecondaryIndexes = [], tags = [], backups = [], replicas = [] } = spec;
  const onDemand = billingMode === 'PAY_PER_REQUEST';
  const throughput = (of: Pick<ValidSpec, 'provisionedThroughput' | 'onDemandThroughput'>): WantedIndex =>
    ({ units: onDemand ? undefined : of.provisionedThroughput, caps: onDemand ? capsOf(of.onDemandThroughput) : {} });
  return {
    billingMode,
    ...throughput(spec),
    indexes: new Map(globalSecondaryIndexes.map((index) => [index.indexName, throughput(index)])),
    stream: spec.streamEnabled ? spec.streamViewType ?? 'NEW_AND_OLD_IMAGES' : undefined,
    recovery: spec.pointInTimeRecoveryEnabled ? spec.recoveryPeriodInDays ?? LONGEST_RECOVERY_DAYS : undefined,
    key: keyOf(spec.sseEnabled === undefined ? defaults.encryption : spec),
    timeToLive: spec.ttlEnabled ? spec.ttlAttributeName : undefined,
    protection: spec.deletionProtectionEnabled ?? false,
    tableClass: spec.tableClass ?? 'STANDARD',
    tags: new Map([...defaults.tags, ...tags].map(({ key, value }) => [key, value])),
    insights: spec.contributorInsights ?? false,
    policy: spec.resourcePolicy,
    replicas: new Map(replicas.map((replica) => [replica.regionName, replica])),
    backups: new Map(backups.map(({ name, deletionPolicy = 'retain' }) => [name, deletionPolicy])),
  };
}

/** -1 says the same as nothing. */
function capsOf(caps: Caps = {}): Caps {
  return Object.fromEntries(Object.entries(caps).filter(([, cap]) => cap !== -1));
}

function keyOf({ sseEnabled, sseType = 'KMS', kmsMasterKeyID = MANAGED_BY_AWS }: Pick<ValidSpec, 'sseEnabled' | 'sseType' | 'kmsMasterKeyID'>): string {
  return sseEnabled && sseType === 'KMS' ? kmsMasterKeyID : OWNED_BY_DYNAMODB;
}
