import { TableClass } from './table-class';

/** Read capacity of an index in the region of a replica. */
export interface ReplicaGlobalSecondaryIndex {
  /** Name of a global secondary index of the table. */
  readonly indexName: string;

  /** Read capacity units of the index in this region, at least 1. */
  readonly readCapacityUnits: number;
}

/**
 * A replica of the table in another region. Needs a stream with `StreamViewType.NEW_AND_OLD_IMAGES`.
 *
 * A replica that is no longer declared is deleted.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html
 */
export interface Replica {
  /** Region of the replica, another than the table's. */
  readonly region: string;

  /**
   * ARN of a KMS key in the region of the replica.
   * @default - the key that DynamoDB or AWS manages, as for the table
   */
  readonly kmsKeyArn?: string;

  /**
   * Storage class of the replica.
   * @default - that of the table
   */
  readonly tableClass?: TableClass;

  /**
   * Read capacity units of the replica, at least 1, with `Billing.provisioned()`.
   * @default - that of the table
   */
  readonly readCapacityUnits?: number;

  /**
   * Read capacity of indexes in this region, where it differs from the table.
   * @default - that of the table's indexes
   */
  readonly globalSecondaryIndexes?: ReplicaGlobalSecondaryIndex[];
}
