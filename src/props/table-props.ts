import { Attribute } from './attribute';
import { Backup } from './backup';
import { Billing } from './billing';
import { ConnectionSecret } from './connection-secret';
import { Encryption } from './encryption';
import { GlobalSecondaryIndex, LocalSecondaryIndex } from './indexes';
import { AdoptionPolicy, RemovalPolicy } from './policies';
import { Replica } from './replica';
import { StreamViewType } from './stream';
import { TableClass } from './table-class';

/** A DynamoDB table. */
export interface TableProps {
  /** Name of the table in DynamoDB: 3 to 255 of `a-z A-Z 0-9 _ - .`. Cannot change. */
  readonly tableName: string;

  /** AWS region of the table, for example `us-east-1`. Cannot change. */
  readonly region: string;

  /** The partition key. Cannot change. */
  readonly partitionKey: Attribute;

  /**
   * The sort key. Cannot change.
   * @default - none
   */
  readonly sortKey?: Attribute;

  /**
   * Name of the Kubernetes object; in an Application, of the component: 1 to 63 of `a-z 0-9 -`, beginning and ending with
   * a letter or digit. Changing it makes another object, which for a table means another table.
   *
   * Must be given where the default has more than 63 characters, or none.
   * @default - the table name in lower case, with one `-` for other characters in a row, and without them at both ends
   */
  readonly name?: string;

  /**
   * How the table is billed.
   * @default Billing.onDemand()
   */
  readonly billing?: Billing;

  /**
   * Indexes with a partition key of their own, up to 20.
   * @default - none
   */
  readonly globalSecondaryIndexes?: GlobalSecondaryIndex[];

  /**
   * Indexes with the table's partition key and another sort key, up to 5. Cannot change.
   * @default - none
   */
  readonly localSecondaryIndexes?: LocalSecondaryIndex[];

  /**
   * Writes changes of items to a stream, with this content. Another content makes another stream, with another ARN: the
   * old one is switched off first.
   * @default - no stream
   */
  readonly stream?: StreamViewType;

  /**
   * Whether the table can be restored to any second of the last 35 days, or of `recoveryPeriodInDays`.
   * @default - what the platform sets, else false
   */
  readonly pointInTimeRecovery?: boolean;

  /**
   * The number of days for which continuous backups are kept, and so how far back the table can be restored: 1 to 35. Needs
   * `pointInTimeRecovery: true` here, and ACK's DynamoDB controller 1.11 or later.
   * @default 35
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PointInTimeRecoverySpecification.html
   */
  readonly recoveryPeriodInDays?: number;

  /**
   * The key with which the table is encrypted.
   * @default - what the platform sets, else Encryption.dynamoOwnedKey()
   */
  readonly encryption?: Encryption;

  /**
   * The number attribute that says when an item expires, in seconds since 1970: 1 to 255 characters.
   * @default - items do not expire
   */
  readonly timeToLiveAttribute?: string;

  /**
   * Whether deleting the table is rejected, by DynamoDB and already by the Kubernetes API server.
   * @default - what the platform sets, else false
   */
  readonly deletionProtection?: boolean;

  /**
   * Storage class of the table.
   * @default TableClass.STANDARD
   */
  readonly tableClass?: TableClass;

  /**
   * AWS tags: up to 50, of which ACK needs 4; keys of 1 to 128 characters, values of up to 256. They consist of letters,
   * digits, space and `+ - = _ : / @ .`. No key begins with `aws:`, or is that of a tag of ACK's.
   * @default - those that the platform sets
   */
  readonly tags?: { [key: string]: string };

  /**
   * On-demand backups: up to 50.
   * @default - none
   */
  readonly backups?: Backup[];

  /**
   * Whether CloudWatch Contributor Insights watches the most used keys.
   * @default - turned off if this declaration had turned it on, else left as it is
   */
  readonly contributorInsights?: boolean;

  /**
   * Resource-based policy of the table: an IAM policy document, up to 20 KB as JSON.
   * @default - none
   */
  readonly resourcePolicy?: { [key: string]: any };

  /**
   * Replicas in other regions: up to 50. They need `StreamViewType.NEW_AND_OLD_IMAGES` and `Billing.onDemand()`.
   * @default - none
   */
  readonly replicas?: Replica[];

  /**
   * What becomes of the table in AWS when its Kubernetes object is deleted.
   * @default - RETAIN for a table that was taken over (`adoption`); otherwise what the platform sets, else what the ACK controller is set
   * to (delete, unless changed)
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Whether a table that exists in AWS under this name is taken over. If another object of the cluster manages the same table, the condition
   * `Adopted` says so.
   * @default - a table that exists is an error
   */
  readonly adoption?: AdoptionPolicy;

  /**
   * Name of the `ProviderConfig` whose AWS role manages the table: 1 to 63 of `a-z 0-9 -`. The table is created only once ACK has
   * selected that role; until then the condition `ProviderConfig` says what is missing.
   * @default - the role of the ACK controller
   */
  readonly providerConfig?: string;

  /**
   * A Secret with what a workload needs to find the table.
   * @default - none
   */
  readonly connectionSecret?: ConnectionSecret;
}
