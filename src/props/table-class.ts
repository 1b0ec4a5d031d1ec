/**
 * Storage class of a table.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.TableClasses.html
 */
export enum TableClass {
  /** For most tables. */
  STANDARD = 'STANDARD',
  /** Cheaper storage at a higher price per request, for data that is seldom read. */
  STANDARD_INFREQUENT_ACCESS = 'STANDARD_INFREQUENT_ACCESS',
}
