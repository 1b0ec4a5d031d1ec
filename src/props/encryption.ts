import { TableSpec } from '../contract/table-spec';

/**
 * The key with which a table is encrypted at rest.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html
 */
export class Encryption {
  /** A key that DynamoDB owns (AES256): free of charge, not visible in the account. */
  public static dynamoOwnedKey(): Encryption {
    return new Encryption({ sseEnabled: false });
  }

  /** The AWS managed KMS key `aws/dynamodb` of the account. KMS charges apply. */
  public static awsManagedKey(): Encryption {
    return new Encryption({ sseEnabled: true, sseType: 'KMS' });
  }

  /**
   * A KMS key of the account's own. KMS charges apply.
   *
   * Each replica of the table then names a key of its own region.
   *
   * @param keyArn ARN of the key, in the table's region: `arn:aws:kms:REGION:ACCOUNT:key/ID`. Not its id or an alias: ACK
   * compares this text with what AWS reports, and would never find them equal.
   */
  public static customerManagedKey(keyArn: string): Encryption {
    // What was not given must not stand for the AWS managed key.
    return new Encryption({ sseEnabled: true, sseType: 'KMS', kmsMasterKeyID: keyArn ?? String(keyArn) });
  }

  private constructor(private readonly spec: TableSpec) {}

  /** @internal */
  public _spec(): TableSpec {
    return this.spec;
  }
}
