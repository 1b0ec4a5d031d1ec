import { WorkloadRole } from './workload-role';
import { TableDefaults } from '../props/table-defaults';

/** Where the tables of a policy are, beyond what they say themselves, and to which role access is granted. */
export interface GrantOptions {
  /**
   * The role to which the statements are added. They are returned as well.
   * @default - none: the statements are only returned
   */
  readonly grantee?: WorkloadRole;

  /**
   * The AWS account of the tables: 12 digits.
   * @default - that of the `ProviderConfig` that a table names, where it is declared in the app; otherwise that of the grantee; required without one
   */
  readonly account?: string;

  /**
   * The AWS partition: `aws`, or one that begins with `aws-`, such as `aws-cn`.
   * @default - that of the grantee; without one that of the region: aws-cn for cn-north-1, aws-us-gov for us-gov-west-1, and so on, else aws
   */
  readonly partition?: string;

  /**
   * The defaults that the `DynamoDbKroComponent` of the cluster sets: what tables have from there, such as a key, counts too.
   * @default - those of the grantee; otherwise those of the platform that is declared or imported beside the table; none without one
   */
  readonly defaults?: TableDefaults;
}
