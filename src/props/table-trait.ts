/**
 * A part of a table that is declared beside its component, as a trait of KubeVela's. The `type` of the trait is the
 * name of the ComponentDefinition and this value: `aws-dynamodb-kro-ttl`.
 *
 * @see https://kubevela.io/docs/getting-started/core-concept
 */
export enum TableTrait {
  /** Time to live. */
  TIME_TO_LIVE = 'ttl',
  /** The stream. */
  STREAM = 'stream',
  /** The key with which the table is encrypted. */
  ENCRYPTION = 'encryption',
  /** Deletion protection and point-in-time recovery. */
  PROTECTION = 'protection',
  /** Billing by a fixed capacity. */
  PROVISIONED_CAPACITY = 'provisioned-capacity',
  /** Global secondary indexes, with the attributes that their keys use. */
  GLOBAL_INDEX = 'global-index',
  /** Local secondary indexes, with the attributes that their keys use. */
  LOCAL_INDEX = 'local-index',
}
