/** A table as AWS tells of it: what the checks of day two change. */
import { ask } from '../harness/aws';

/** An index without caps. Not undefined, which is as good as no such index to `toEqual`. */
export const UNCAPPED = 'uncapped';

/** What AWS tells of a table, what these checks change only. */
export interface Described {
  readonly stream: string | undefined;
  readonly ttl: string | undefined;
  readonly caps: object | undefined;
  readonly indexes: Record<string, object | typeof UNCAPPED>;
  readonly insights: string;
  readonly policy: string | undefined;
  readonly replicas: string[];
  readonly tags: Record<string, string>;
  readonly key: string | undefined;
  readonly billing: string;
  readonly units: [number, number];
  readonly recovery: string;
  readonly tableClass: string;
  readonly protection: boolean;
}

export async function describeInAws(name: string): Promise<Described> {
  const { Table: table } = await ask('DescribeTable', { TableName: name });
  const { TimeToLiveDescription: timeToLive } = await ask('DescribeTimeToLive', { TableName: name });
  const { ContributorInsightsStatus } = await ask('DescribeContributorInsights', { TableName: name });
  const { Policy } = await ask('GetResourcePolicy', { ResourceArn: table.TableArn }, 'PolicyNotFound');
  const { Tags } = await ask('ListTagsOfResource', { ResourceArn: table.TableArn });
  const { ContinuousBackupsDescription } = await ask('DescribeContinuousBackups', { TableName: name });
  const kmsKey = table.SSEDescription?.KMSMasterKeyArn;
  const own = /key\/1234abcd/.test(kmsKey ?? '') ? kmsKey : kmsKey && 'aws/dynamodb';
  return {
    stream: table.StreamSpecification?.StreamEnabled ? table.StreamSpecification.StreamViewType : undefined,
    ttl: timeToLive.TimeToLiveStatus === 'ENABLED' ? timeToLive.AttributeName : undefined,
    caps: table.OnDemandThroughput,
    indexes: Object.fromEntries((table.GlobalSecondaryIndexes ?? []).map((each: any) => [each.IndexName, each.OnDemandThroughput ?? UNCAPPED])),
    insights: ContributorInsightsStatus,
    policy: Policy,
    replicas: (table.Replicas ?? []).map((each: any) => each.RegionName).sort(),
    tags: Object.fromEntries(Tags.filter((tag: any) => !tag.Key.startsWith('services.k8s.aws/')).map((tag: any) => [tag.Key, tag.Value])),
    key: own,
    billing: table.BillingModeSummary?.BillingMode ?? 'PROVISIONED',
    units: [table.ProvisionedThroughput.ReadCapacityUnits, table.ProvisionedThroughput.WriteCapacityUnits],
    recovery: ContinuousBackupsDescription.PointInTimeRecoveryDescription.PointInTimeRecoveryStatus,
    tableClass: table.TableClassSummary?.TableClass ?? 'STANDARD',
    protection: table.DeletionProtectionEnabled,
  };
}
