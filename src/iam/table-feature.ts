/** What the ACK controller may do with a table beyond reading and updating it. */
export enum TableFeature {
  /** Creating the table; needed unless it must exist (`AdoptionPolicy.ADOPT`). */
  CREATION = 'Creation',
  /** Deleting the table; needed unless it is retained (`RemovalPolicy.RETAIN`). */
  DELETION = 'Deletion',
  /** Removing tags. Adding them is always needed, since ACK adds some of its own. */
  TAGS = 'Tags',
  /** Time to live. */
  TIME_TO_LIVE = 'TimeToLive',
  /** Point-in-time recovery. */
  POINT_IN_TIME_RECOVERY = 'PointInTimeRecovery',
  /** CloudWatch Contributor Insights. */
  CONTRIBUTOR_INSIGHTS = 'ContributorInsights',
  /** A resource-based policy. */
  RESOURCE_POLICY = 'ResourcePolicy',
  /** On-demand backups. */
  BACKUPS = 'Backups',
  /** Deleting on-demand backups; needed where one has `RemovalPolicy.DELETE`. */
  BACKUP_DELETION = 'BackupDeletion',
  /** Replicas in other regions. */
  REPLICAS = 'Replicas',
}
