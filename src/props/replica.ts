import { TableClass } from './table-class';

/**
 * Read capacity of an index in the region of a replica; as `Replica.readCapacityUnits`.
 */
export interface ReplicaGlobalSecondaryIndex {
  /** Name of a global secondary index of the table: 3 to 255 of `a-z A-Z 0-9 _ - .`, each at most once in a replica. */
  readonly indexName: string;

  /** Read capacity units of the index in this region, at least 1. */
  readonly readCapacityUnits: number;
}

/**
 * A replica of the table in another region. Needs a stream with `StreamViewType.NEW_AND_OLD_IMAGES`, and
 * `Billing.onDemand()`: with provisioned billing, DynamoDB takes replicas only of a table whose write capacity is scaled
 * automatically, which ACK cannot set up; so synth warns of it (rule ReplicaCapacity).
 *
 * A replica that is no longer declared is deleted.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html
 */
export interface Replica {
  /** Region of the replica, for example `eu-west-1`: another than the table's, and each at most once. */
  readonly region: string;

  /**
   * ARN of a KMS key in the region of the replica: `arn:aws:kms:REGION:ACCOUNT:key/ID`, not its id or an alias.
   * Required where the table has a customer managed key.
   * @default - the key that DynamoDB or AWS manages, as for the table
   */
  readonly kmsKeyArn?: string;

  /**
   * Storage class of the replica.
   * @default - that of the table
   */
  readonly tableClass?: TableClass;

  /**
   * Read capacity units of the replica, at least 1. DynamoDB applies it only with provisioned billing, so it has
   * a use only where you scale the write capacity of the table yourself (rule ReplicaCapacity).
   * @default - that of the table
   */
  readonly readCapacityUnits?: number;

  /**
   * Read capacity of indexes in this region, where it differs from the table: up to 20; as `readCapacityUnits`.
   * @default - that of the table's indexes
   */
  readonly globalSecondaryIndexes?: ReplicaGlobalSecondaryIndex[];
}
