import { Attribute } from './attribute';
import { OnDemandThroughput, ProvisionedThroughput } from './billing';
import { Projection } from './projection';

/**
 * An index with a partition key of its own.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html
 */
export interface GlobalSecondaryIndex {
  /** Name of the index, unique in the table: 3 to 255 of `a-z A-Z 0-9 _ - .`. */
  readonly indexName: string;

  /**
   * The partition key. Exactly one of `partitionKey` and `partitionKeys` is given.
   * @default - given as `partitionKeys`
   */
  readonly partitionKey?: Attribute;

  /**
   * A partition key of several attributes, up to 4.
   * @default - given as `partitionKey`
   */
  readonly partitionKeys?: Attribute[];

  /**
   * The sort key.
   * @default - none
   */
  readonly sortKey?: Attribute;

  /**
   * A sort key of several attributes, up to 4.
   * @default - given as `sortKey`, or none
   */
  readonly sortKeys?: Attribute[];

  /**
   * What the index holds. Cannot change under the same index name.
   * @default Projection.all()
   */
  readonly projection?: Projection;

  /**
   * Capacity of the index. Required with `Billing.provisioned()`, rejected without.
   * @default - none
   */
  readonly provisionedThroughput?: ProvisionedThroughput;

  /**
   * Caps of the index, with `Billing.onDemand()`.
   * @default - no caps
   */
  readonly onDemandThroughput?: OnDemandThroughput;
}

/**
 * An index with the table's partition key and another sort key. Needs a table with a sort key, and can only be
 * made together with the table.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html
 */
export interface LocalSecondaryIndex {
  /** Name of the index, unique in the table: 3 to 255 of `a-z A-Z 0-9 _ - .`. */
  readonly indexName: string;

  /** The sort key of the index. */
  readonly sortKey: Attribute;

  /**
   * What the index holds.
   * @default Projection.all()
   */
  readonly projection?: Projection;
}
