import { TableSpec } from '../contract/table-spec';

/**
 * Which attributes an index holds besides its keys.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Projection.html
 */
export class Projection {
  /** All attributes of the table. */
  public static all(): Projection {
    return new Projection({ projectionType: 'ALL' });
  }

  /** Only the keys of the index and of the table. */
  public static keysOnly(): Projection {
    return new Projection({ projectionType: 'KEYS_ONLY' });
  }

  /**
   * The keys, and these attributes.
   * @param nonKeyAttributes 1 to 20 names; at most 100 in all indexes of a table together, repeats counted
   */
  public static include(...nonKeyAttributes: string[]): Projection {
    return new Projection({ projectionType: 'INCLUDE', nonKeyAttributes: nonKeyAttributes.flat() });
  }

  private constructor(private readonly spec: TableSpec) {}

  /** @internal */
  public _spec(): TableSpec {
    return this.spec;
  }
}
