/** What the AWS CLI prints of a table with this spec, and what the import makes of it: the spec with all defaults said. */
import { Spec } from '../differential/tables';

const ACCOUNT = '123456789012';
export const AWS_MANAGED_KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/aaaaaaaa-12ab-34cd-56ef-1234567890ab`;

export function pascal(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(pascal);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)
      .map(([name, item]) => [name[0].toUpperCase() + name.slice(1), pascal(item)]))
    : value;
}

const caps = (of: Spec): object => ({
  ...of,
  ...(of.onDemandThroughput && { onDemandThroughput: { maxReadRequestUnits: -1, maxWriteRequestUnits: -1, ...of.onDemandThroughput } }),
  ...(of.provisionedThroughput ? {} : { provisionedThroughput: { numberOfDecreasesToday: 0, readCapacityUnits: 0, writeCapacityUnits: 0 } }),
});

/** The outputs of all calls about the table, in one object. */
export function awsCliOutput(spec: Spec): Spec {
  const arn = `arn:aws:dynamodb:${spec.region}:${ACCOUNT}:table/${spec.tableName}`;
  const kms = spec.sseEnabled && spec.sseType !== 'AES256';
  return {
    Table: pascal({
      ...caps({ onDemandThroughput: spec.onDemandThroughput, provisionedThroughput: spec.provisionedThroughput }),
      tableName: spec.tableName,
      tableArn: arn,
      tableId: 'd0f5e9b1-0000-4000-8000-000000000000',
      tableStatus: 'ACTIVE',
      creationDateTime: 1_700_000_000,
      tableSizeBytes: 0,
      itemCount: 0,
      // A table that was never billed on demand has no summary.
      billingModeSummary: spec.billingMode === 'PROVISIONED' ? undefined : { billingMode: spec.billingMode, lastUpdateToPayPerRequestDateTime: 1_700_000_000 },
      attributeDefinitions: [...spec.attributeDefinitions].reverse(),
      keySchema: spec.keySchema,
      globalSecondaryIndexes: spec.globalSecondaryIndexes?.map((index: Spec) => ({ ...caps(index), indexStatus: 'ACTIVE', indexArn: `${arn}/index/${index.indexName}`, indexSizeBytes: 0, itemCount: 0 })),
      localSecondaryIndexes: spec.localSecondaryIndexes?.map((index: Spec) => ({ ...index, indexArn: `${arn}/index/${index.indexName}`, indexSizeBytes: 0, itemCount: 0 })),
      streamSpecification: spec.streamEnabled ? { streamEnabled: true, streamViewType: spec.streamViewType ?? 'NEW_AND_OLD_IMAGES' } : undefined,
      latestStreamArn: spec.streamEnabled ? `${arn}/stream/2026-01-01T00:00:00.000` : undefined,
      SSEDescription: kms ? { status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: spec.kmsMasterKeyID ?? AWS_MANAGED_KEY } : undefined,
      tableClassSummary: spec.tableClass === 'STANDARD' ? undefined : { tableClass: spec.tableClass },
      deletionProtectionEnabled: spec.deletionProtectionEnabled ?? false,
      replicas: spec.replicas?.map(({ kmsMasterKeyID, tableClassOverride, ...replica }: Spec) => ({
        ...replica, replicaStatus: 'ACTIVE', KMSMasterKeyId: kmsMasterKeyID, replicaTableClassSummary: tableClassOverride && { tableClass: tableClassOverride },
      })),
    }),
    TimeToLiveDescription: spec.ttlEnabled ? { TimeToLiveStatus: 'ENABLED', AttributeName: spec.ttlAttributeName } : { TimeToLiveStatus: 'DISABLED' },
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: spec.pointInTimeRecoveryEnabled ? 'ENABLED' : 'DISABLED', ...(spec.pointInTimeRecoveryEnabled && { RecoveryPeriodInDays: spec.recoveryPeriodInDays ?? 35 }) },
    },
    Tags: pascal(spec.tags ?? []),
    Policy: spec.resourcePolicy ?? '',
    TableName: spec.tableName,
    ContributorInsightsStatus: spec.contributorInsights ? 'ENABLED' : 'DISABLED',
  };
}

/** The keys that AWS manages, as `aws kms list-aliases` tells them. */
export const ALIASES = { Aliases: [{ AliasName: 'alias/aws/dynamodb', TargetKeyId: AWS_MANAGED_KEY.split('/')[1] }] };

const withoutNoCap = (of: Spec): Spec => {
  const { onDemandThroughput, ...rest } = of;
  const given = Object.fromEntries(Object.entries(onDemandThroughput ?? {}).filter(([, units]) => units !== -1));
  return Object.keys(given).length === 0 ? rest : { ...rest, onDemandThroughput: given };
};

/** The spec that the import gives: the same table, with nothing left to the defaults of a platform. */
export function importedSpec(spec: Spec): Spec {
  const { backups, sseType, ...rest } = withoutNoCap(spec);
  const indexes: Spec[] = [...rest.globalSecondaryIndexes ?? [], ...rest.localSecondaryIndexes ?? []];
  const used: string[] = [rest.keySchema, ...indexes.map((index) => index.keySchema)].flat().map((key) => key.attributeName);
  const kms = rest.sseEnabled && sseType !== 'AES256';
  const { tableClass, ...others } = rest;
  return {
    ...others,
    attributeDefinitions: [...new Set(used)].map((name) => rest.attributeDefinitions.find((definition: Spec) => definition.attributeName === name)),
    ...(rest.globalSecondaryIndexes && { globalSecondaryIndexes: rest.globalSecondaryIndexes.map(withoutNoCap) }),
    ...(rest.streamEnabled && { streamViewType: rest.streamViewType ?? 'NEW_AND_OLD_IMAGES' }),
    pointInTimeRecoveryEnabled: rest.pointInTimeRecoveryEnabled ?? false,
    deletionProtectionEnabled: rest.deletionProtectionEnabled ?? false,
    sseEnabled: Boolean(kms),
    ...(kms && { sseType: 'KMS' }),
    ...(tableClass !== 'STANDARD' && { tableClass }),
    ...(rest.tags && { tags: [...rest.tags].sort((a, b) => (a.key < b.key ? -1 : 1)) }),
    adoptionPolicy: 'adopt',
    deletionPolicy: 'retain',
  };
}
