import { Encryption } from './encryption';
import { RemovalPolicy } from './policies';

/**
 * What holds for every table of the cluster that does not say otherwise, whoever declares it and by whatever way.
 *
 * What a default that changes later does to tables that exist, and do not say it themselves:
 *
 * - `tags` and `encryption`: they follow, since these are worked out anew each time and not filled in.
 * - `pointInTimeRecovery` and `deletionProtection`: they keep what was filled in for them, be it `false`.
 * - `removalPolicy`: they keep what was filled in for them. Where nothing was, since there was no such default, they get the
 *   new one at once.
 *
 * In an Application, KubeVela fills in the last three too, so another default may reach tables that exist.
 */
export interface TableDefaults {
  /**
   * AWS tags of every table: up to 46, since AWS takes 50 and ACK adds 4; otherwise as `TableProps.tags`. A table's own tag of
   * the same key replaces it.
   * @default - none
   */
  readonly tags?: { [key: string]: string };

  /**
   * Keys of tags that every table must have: up to 50, of 1 to 128 characters. A table that lacks one is rejected by KubeVela
   * and by the API server, whoever applies it; tables that exist keep working, and must have them at their next change. Those
   * in `tags` are there anyway. What `DynamoDbKroComponent.addTable()` and `addApplication()` declare is rejected at synth, too.
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
   * Whether the deletion of tables is rejected, by DynamoDB and by the Kubernetes API server.
   * @default false
   */
  readonly deletionProtection?: boolean;

  /**
   * Whether tables stay in AWS when their Kubernetes objects are deleted. A table that was taken over (`TableProps.adoption`) is
   * retained all the same, unless it says otherwise itself.
   * @default - what the ACK controller is set to (delete, unless changed)
   */
  readonly removalPolicy?: RemovalPolicy;
}
