import { TableFeature } from './table-feature';
import { keyArnStart } from '../contract/partitions';
import { Spec } from '../contract/rules/rule';
import { TableSpec } from '../contract/table-spec';
import { Violation } from '../contract/violation';
import { DeclaredDefaults } from '../props/defaults-spec';

/** What a policy must know of a table. */
export interface TableUse {
  readonly region: string;
  /** Ends in a star where it stands for all tables whose name begins alike. */
  readonly tableName: string;
  readonly features: readonly TableFeature[];
  readonly replicaRegions: readonly string[];
  /** The customer managed keys of the table, and of its replicas. */
  readonly keyArns: readonly string[];
  readonly replicaKeyArns: readonly string[];
  /** Whether the table is encrypted with the AWS managed key, where that is known. */
  readonly hasManagedKey?: boolean;
  readonly hasIndexes: boolean;
}

type Used = Omit<Spec, 'backups' | 'replicas'> & {
  readonly region: string;
  readonly tableName: string;
  readonly pointInTimeRecoveryEnabled?: boolean;
  readonly contributorInsights?: boolean;
  readonly deletionPolicy?: string;
  readonly adoptionPolicy?: string;
  readonly backups?: ReadonlyArray<{ readonly deletionPolicy?: string }>;
  readonly replicas?: ReadonlyArray<{ readonly regionName: string; readonly kmsMasterKeyID?: string }>;
};

/**
 * When a table uses a feature. What an adopted table has and its declaration lacks, ACK takes away: tags, policy, recovery
 * and time to live.
 */
const USED: Readonly<Record<TableFeature, (spec: Used) => boolean>> = {
  [TableFeature.CREATION]: (spec) => spec.adoptionPolicy !== 'adopt',
  // What is adopted is retained unless its declaration says otherwise; what ADOPT_OR_CREATE has created is not.
  [TableFeature.DELETION]: (spec) => spec.deletionPolicy === 'delete' || spec.deletionPolicy === undefined && spec.adoptionPolicy !== 'adopt',
  [TableFeature.TAGS]: (spec) => isThere(spec.tags) || isAdopted(spec),
  [TableFeature.TIME_TO_LIVE]: (spec) => spec.ttlEnabled === true || isAdopted(spec),
  [TableFeature.POINT_IN_TIME_RECOVERY]: (spec) => spec.pointInTimeRecoveryEnabled === true || isAdopted(spec),
  [TableFeature.CONTRIBUTOR_INSIGHTS]: (spec) => spec.contributorInsights !== undefined,
  [TableFeature.RESOURCE_POLICY]: (spec) => spec.resourcePolicy !== undefined || isAdopted(spec),
  [TableFeature.BACKUPS]: (spec) => isThere(spec.backups),
  [TableFeature.BACKUP_DELETION]: (spec) => (spec.backups ?? []).some(({ deletionPolicy }) => deletionPolicy === 'delete'),
  [TableFeature.REPLICAS]: (spec) => isThere(spec.replicas),
};

/** What a valid spec uses, where the platform has these defaults, and what it may use besides. */
export function tableUse(own: TableSpec, defaults: DeclaredDefaults, besides: readonly TableFeature[] = []): TableUse {
  const spec = {
    ...defaults.schema,
    ...(own.sseEnabled === undefined ? defaults.table.encryption : {}),
    ...(defaults.table.tags.length > 0 ? { tags: defaults.table.tags } : {}),
    ...own,
  } as Used;
  const { region, tableName, sseEnabled, sseType, kmsMasterKeyID, replicas = [] } = spec;
  const isKms = sseEnabled === true && sseType !== 'AES256';
  return {
    region,
    tableName,
    features: Object.values(TableFeature).filter((feature) => USED[feature](spec) || besides.includes(feature)),
    replicaRegions: replicas.map(({ regionName }) => regionName),
    keyArns: isKms && kmsMasterKeyID !== undefined ? [kmsMasterKeyID] : [],
    hasManagedKey: isKms && kmsMasterKeyID === undefined,
    replicaKeyArns: replicas.flatMap((replica) => replica.kmsMasterKeyID ?? []),
    hasIndexes: isThere(spec.globalSecondaryIndexes) || isThere(spec.localSecondaryIndexes),
  };
}

/** A key that a table has from defaults that are given, and cannot use: those of its own platform are validated with the table. */
export function keyElsewhere(name: unknown, { kmsMasterKeyID, region }: TableSpec, { keyArns }: TableUse): Violation[] {
  const [value] = kmsMasterKeyID === undefined ? keyArns : [];
  return value === undefined || value.startsWith(keyArnStart(String(region))) ? [] : [{
    code: 'PlatformKey',
    severity: 'warning',
    property: `key of ${String(name)}`,
    value,
    problem: `comes from the defaults, and is not of ${String(region)}, where the table is`,
    fix: 'Give the `encryption` of the table, the `encryptionKeyArn` of a table of another app, or the defaults of its own platform.',
  }];
}

/** What tables use whose names begin alike: one entry a region, with its replicas in the other regions. */
export function tablesByPrefix(
  prefix: string, regions: readonly string[], features: readonly TableFeature[], keyArns: readonly string[],
): TableUse[] {
  return regions.map((region) => ({
    region,
    tableName: `${prefix}*`,
    features,
    replicaRegions: features.includes(TableFeature.REPLICAS) ? regions.filter((other) => other !== region) : [],
    keyArns,
    replicaKeyArns: [],
    hasIndexes: true,
  }));
}

function isThere(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0;
}

function isAdopted({ adoptionPolicy }: Used): boolean {
  return adoptionPolicy !== undefined;
}
