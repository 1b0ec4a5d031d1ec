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
  /** Name of the table in DynamoDB, unique in the account and region: 3 to 255 of `a-z A-Z 0-9 _ - .`. Cannot change. */
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
   * How the table is billed: by request, or for a fixed capacity. Can change, but AWS allows a change to on-demand only 4 times in 24 hours.
   * @default Billing.onDemand()
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/switching.capacitymode.html
   */
  readonly billing?: Billing;

  /**
   * Indexes with a partition key of their own, up to 20. A new index is built from the table, which is billed and takes minutes to hours. Keys
   * and projection of an index cannot change under its name; a removed index is deleted.
   * @default - none
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html
   */
  readonly globalSecondaryIndexes?: GlobalSecondaryIndex[];

  /**
   * Indexes with the table's partition key and another sort key, up to 5. Cannot change.
   * @default - none
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html
   */
  readonly localSecondaryIndexes?: LocalSecondaryIndex[];

  /**
   * Writes changes of items to a stream, with this content. A change of the content makes a new stream, with a new ARN, because AWS turns the
   * old one off first.
   * @default - no stream
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
   */
  readonly stream?: StreamViewType;

  /**
   * Whether the table can be restored to any second of the last 35 days, or of `recoveryPeriodInDays`. AWS restores into a new table. If it is
   * turned off, the table can no longer be restored to an earlier second.
   * @default - what the platform sets, else false
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery.html
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
   * The key with which the table is encrypted. Can change; AWS allows that 4 times in 24 hours.
   * @default - what the platform sets, else Encryption.dynamoOwnedKey()
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html
   */
  readonly encryption?: Encryption;

  /**
   * Name of the number attribute that says when an item expires, in seconds since 1970: 1 to 255 characters. DynamoDB deletes expired items within
   * a few days. AWS rejects another change for about half an hour.
   * @default - items do not expire
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
   */
  readonly timeToLiveAttribute?: string;

  /**
   * Whether the deletion of the table is rejected, by DynamoDB and already by the Kubernetes API server. Turn it off before you delete the table.
   * @default - what the platform sets, else false
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html
   */
  readonly deletionProtection?: boolean;

  /**
   * Storage class of the table. Can change; AWS allows that 2 times in 30 days.
   * @default TableClass.STANDARD
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.TableClasses.html
   */
  readonly tableClass?: TableClass;

  /**
   * AWS tags: up to 50, of which ACK needs 4; keys of 1 to 128 characters, values of up to 256. They consist of letters,
   * digits, space and `+ - = _ : / @ .`. No key begins with `aws:`, or is that of a tag of ACK's.
   * @default - those that the platform sets
   */
  readonly tags?: { [key: string]: string };

  /**
   * On-demand backups: up to 50. Each is taken once, when it is declared, and stays in AWS unless its `removalPolicy` is `DELETE`.
   * @default - none
   */
  readonly backups?: Backup[];

  /**
   * Whether CloudWatch Contributor Insights records the most used keys. AWS bills it.
   * @default - turned off if this declaration had turned it on, else left as it is
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/contributorinsights.html
   */
  readonly contributorInsights?: boolean;

  /**
   * Resource-based policy of the table: an IAM policy document, up to 20 KB as JSON.
   * @default - none
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html
   */
  readonly resourcePolicy?: { [key: string]: any };

  /**
   * Replicas in other regions: up to 50. They need `StreamViewType.NEW_AND_OLD_IMAGES` and `Billing.onDemand()`. A replica that is no longer
   * declared is deleted, with its data.
   * @default - none
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html
   */
  readonly replicas?: Replica[];

  /**
   * Whether the table stays in AWS when its Kubernetes object is deleted.
   * @default - RETAIN for a table that was taken over (`adoption`); otherwise what the platform sets, else what the ACK controller is set
   * to (delete, unless changed)
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Whether a table that exists in AWS under this name and region is taken over, and whether one that does not exist is created. If another
   * object of the cluster manages the same table, the condition `Adopted` says so.
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
