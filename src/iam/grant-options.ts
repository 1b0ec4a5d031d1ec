import { TableDefaults } from '../props/table-defaults';

/** Where the tables of a policy are, beyond what they say themselves. */
export interface GrantOptions {
  /** The AWS account of the tables: 12 digits. */
  readonly account: string;

  /**
   * The AWS partition: `aws`, or one that begins with `aws-`, such as `aws-cn`.
   * @default - that of the region: aws-cn for cn-north-1, aws-us-gov for us-gov-west-1, and so on, else aws
   */
  readonly partition?: string;

  /**
   * The defaults that the `DynamoDbKroComponent` of the cluster sets: what tables have from there, such as a key, counts too.
   * @default - none
   */
  readonly defaults?: TableDefaults;
}
