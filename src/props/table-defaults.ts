import { Encryption } from './encryption';
import { RemovalPolicy } from './policies';

/**
 * What holds for every table of the cluster that does not say otherwise, whoever declares it and by whatever way.
 * A default that changes later applies to new tables; tables that exist keep what was filled in for them, but for
 * tags and encryption, which follow.
 */
export interface TableDefaults {
  /**
   * AWS tags of every table. A table's own tag of the same key replaces it.
   * @default - none
   */
  readonly tags?: { [key: string]: string };

  /**
   * Keys of tags that every table must have. A table that lacks one is refused by KubeVela and by the API server,
   * whoever applies it; tables that exist keep working, and must have them at their next change. Those in `tags` are there anyway.
   * @default - none
   */
  readonly requiredTags?: string[];

  /**
   * The key with which tables are encrypted.
   * @default Encryption.dynamoOwnedKey()
   */
  readonly encryption?: Encryption;

  /**
   * Whether tables can be restored to any second of the last 35 days.
   * @default false
   */
  readonly pointInTimeRecovery?: boolean;

  /**
   * Whether deleting tables is refused.
   * @default false
   */
  readonly deletionProtection?: boolean;

  /**
   * What becomes of tables in AWS when their Kubernetes objects are deleted.
   * @default - what the ACK controller is set to (delete, unless changed)
   */
  readonly removalPolicy?: RemovalPolicy;
}
