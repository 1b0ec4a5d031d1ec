import { TableFeature } from './table-feature';

/** To what a group of actions applies. */
export type Target = 'table' | 'table and replicas' | 'replicas' | 'backups' | 'keys';

/** Actions that are needed together; each action stands in one group, with its reason as a comment: what the package holds is read at run time. */
export interface ActionGroup {
  /** What a table must use to need them; always needed without it. */
  readonly feature?: TableFeature;
  readonly sid: string;
  readonly on: Target;
  readonly actions: readonly string[];
}

/** What the ACK DynamoDB controller calls, and what AWS requires of the caller beyond the call itself. */
export const CONTROLLER_ACTIONS: readonly ActionGroup[] = [
  {
    sid: 'Read',
    on: 'table',
    actions: [
      'dynamodb:DescribeTable', // each reconcile of a table begins with it
      'dynamodb:DescribeContinuousBackups', // part of each look: point-in-time recovery
      'dynamodb:DescribeContributorInsights', // part of each look
      'dynamodb:DescribeTimeToLive', // part of each look
      'dynamodb:GetResourcePolicy', // part of each look
      'dynamodb:ListTagsOfResource', // part of each look
    ],
  },
  {
    sid: 'Update',
    on: 'table',
    actions: [
      'dynamodb:UpdateTable', // billing, capacity, indexes, stream, encryption, table class, deletion protection, replicas
      'dynamodb:TagResource', // the tags that ACK gives each table, and declared ones; creating a table with tags needs it too
    ],
  },
  { feature: TableFeature.CREATION, sid: 'Create', on: 'table and replicas', actions: ['dynamodb:CreateTable'] }, // creates a table, or a replica of it
  { feature: TableFeature.DELETION, sid: 'Delete', on: 'table and replicas', actions: ['dynamodb:DeleteTable'] }, // deletes a table, or a replica of it
  { feature: TableFeature.TAGS, sid: 'Untag', on: 'table', actions: ['dynamodb:UntagResource'] }, // tags that are no longer declared
  { feature: TableFeature.TIME_TO_LIVE, sid: 'TimeToLive', on: 'table', actions: ['dynamodb:UpdateTimeToLive'] }, // turns it on and off
  { feature: TableFeature.POINT_IN_TIME_RECOVERY, sid: 'PointInTimeRecovery', on: 'table', actions: ['dynamodb:UpdateContinuousBackups'] }, // turns it on and off
  { feature: TableFeature.CONTRIBUTOR_INSIGHTS, sid: 'ContributorInsights', on: 'table', actions: ['dynamodb:UpdateContributorInsights'] }, // turns it on and off
  {
    feature: TableFeature.RESOURCE_POLICY,
    sid: 'ResourcePolicy',
    on: 'table',
    actions: [
      'dynamodb:PutResourcePolicy', // sets and changes it
      'dynamodb:DeleteResourcePolicy', // removes it
    ],
  },
  { feature: TableFeature.BACKUPS, sid: 'CreateBackups', on: 'table', actions: ['dynamodb:CreateBackup'] }, // makes a backup
  { feature: TableFeature.BACKUPS, sid: 'ReadBackups', on: 'backups', actions: ['dynamodb:DescribeBackup'] }, // each reconcile of a backup
  { feature: TableFeature.BACKUP_DELETION, sid: 'DeleteBackups', on: 'backups', actions: ['dynamodb:DeleteBackup'] }, // deletes a backup
  {
    feature: TableFeature.REPLICAS,
    sid: 'Replicas',
    on: 'replicas',
    actions: [
      'dynamodb:CreateTableReplica', // AWS requires it when UpdateTable adds a replica
      'dynamodb:DeleteTableReplica', // AWS requires it when UpdateTable removes a replica
      // AWS requires these in the region of a replica before it fills one.
      'dynamodb:BatchWriteItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:Scan',
      'dynamodb:UpdateItem',
    ],
  },
  {
    sid: 'Keys',
    on: 'keys',
    actions: [
      'kms:CreateGrant', // DynamoDB keeps its access to the key by a grant
      'kms:DescribeKey', // DynamoDB checks the key
      // DynamoDB uses the key on behalf of who creates or updates the table.
      'kms:Decrypt',
      'kms:Encrypt',
      'kms:GenerateDataKey*',
      'kms:ReEncrypt*',
    ],
  },
];

/** A role that AWS makes for a service of its own, the first time in an account that a feature is used. */
export interface ServiceLinkedRole {
  readonly feature: TableFeature;
  readonly sid: string;
  readonly service: string;
  readonly role: string;
}

export const SERVICE_LINKED_ROLES: readonly ServiceLinkedRole[] = [
  {
    feature: TableFeature.REPLICAS,
    sid: 'ReplicationRole',
    service: 'replication.dynamodb.amazonaws.com',
    role: 'AWSServiceRoleForDynamoDBReplication',
  },
  {
    feature: TableFeature.CONTRIBUTOR_INSIGHTS,
    sid: 'ContributorInsightsRole',
    service: 'contributorinsights.dynamodb.amazonaws.com',
    role: 'AWSServiceRoleForDynamoDBCloudWatchContributorInsights',
  },
];
