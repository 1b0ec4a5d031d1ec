import { RemovalPolicy } from './policies';

/**
 * An on-demand backup of the table, taken once, when it is declared.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/BackupRestore.html
 */
export interface Backup {
  /** Name of the backup, unique in the table: 3 to 63 of `a-z 0-9 -`, beginning and ending with a letter or digit. */
  readonly name: string;

  /**
   * What becomes of the backup in AWS when it is no longer declared, or its table is deleted.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}
