import { TableSpec } from '../contract/table-spec';

/** A fixed capacity. */
export interface ProvisionedThroughput {
  /** Read capacity units, at least 1: strongly consistent reads of up to 4 KB a second. */
  readonly readCapacityUnits: number;

  /** Write capacity units, at least 1: writes of up to 1 KB a second. */
  readonly writeCapacityUnits: number;
}

/** Caps of on-demand billing; requests above them are throttled. */
export interface OnDemandThroughput {
  /**
   * Most read request units a second: at least 1, or `-1` for no cap.
   * @default - no cap
   */
  readonly maxReadRequestUnits?: number;

  /**
   * Most write request units a second: at least 1, or `-1` for no cap.
   * @default - no cap
   */
  readonly maxWriteRequestUnits?: number;
}

/**
 * How a table is billed.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-mode.html
 */
export class Billing {
  /**
   * Each request is billed (PAY_PER_REQUEST).
   * @param caps the most that the table may use; each at least 1
   */
  public static onDemand(caps?: OnDemandThroughput): Billing {
    return new Billing({ billingMode: 'PAY_PER_REQUEST', ...(caps === undefined ? {} : { onDemandThroughput: caps }) });
  }

  /**
   * A fixed capacity is billed (PROVISIONED). Global secondary indexes then need a capacity of their own.
   *
   * Autoscaling is not possible: ACK sets the capacity back to the declared value.
   *
   * @param capacity the capacity of the table
   */
  public static provisioned(capacity: ProvisionedThroughput): Billing {
    return new Billing({ billingMode: 'PROVISIONED', provisionedThroughput: capacity });
  }

  private constructor(private readonly spec: TableSpec) {}

  /** @internal */
  public _spec(): TableSpec {
    return this.spec;
  }
}
