import { Encryption } from './encryption';
import { RemovalPolicy } from './policies';
import { TableDefaults } from './table-defaults';

/** What `Presets.production()` leaves to the platform. */
export interface ProductionPresetOptions {
  /**
   * Keys of tags that every table must have: up to 50, of 1 to 128 characters.
   * @default ['team']
   */
  readonly requiredTags?: string[];

  /**
   * AWS tags of every table: up to 46, since AWS takes 50 and ACK adds 4; otherwise as `TableProps.tags`.
   * @default - none
   */
  readonly tags?: { [key: string]: string };

  /**
   * The key with which tables are encrypted. A customer managed key belongs to one region, and so do then all tables
   * that do not name a key of their own; their replicas name one each (rule PlatformKey).
   * @default Encryption.awsManagedKey()
   */
  readonly encryption?: Encryption;
}

/**
 * Defaults for all tables of a cluster, for `DynamoDbKroComponent`. A table can still say otherwise in each point,
 * but for the tags that are required.
 */
export class Presets {
  /**
   * Nothing is lost, and everybody is known: point-in-time recovery, a KMS key, deletion protection, a table that
   * stays in AWS when its Kubernetes object is deleted, and required tags. With on-demand billing, the default, this
   * satisfies the controls DynamoDB.1, .2, .5 and .6 of AWS Security Hub.
   *
   * @param options tags and key
   * @see https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html
   */
  public static production(options: ProductionPresetOptions = {}): TableDefaults {
    return {
      pointInTimeRecovery: true,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...options,
      encryption: options?.encryption ?? Encryption.awsManagedKey(),
      requiredTags: options?.requiredTags ?? ['team'],
    };
  }

  /** For short-lived tables: no deletion protection, no backups, and the AWS table is deleted with the Kubernetes object. Of the controls above, DynamoDB.1 only. */
  public static development(): TableDefaults {
    return {
      pointInTimeRecovery: false,
      deletionProtection: false,
      removalPolicy: RemovalPolicy.DELETE,
      encryption: Encryption.dynamoOwnedKey(),
    };
  }
}
