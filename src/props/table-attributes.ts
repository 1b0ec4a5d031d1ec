/** What has to be known of a table that another app declares. */
export interface TableAttributes {
  /** Name of the table in AWS: 3 to 255 of `a-z A-Z 0-9 _ - .`. */
  readonly tableName: string;

  /** AWS region of the table, such as `us-east-1`. */
  readonly region: string;

  /**
   * Names of its global secondary indexes. A table with an index grants access to its indexes, too.
   * @default - none
   */
  readonly globalIndexes?: string[];

  /**
   * Names of its local secondary indexes; otherwise as `globalIndexes`.
   * @default - none
   */
  readonly localIndexes?: string[];

  /**
   * ARN of its customer managed KMS key: `arn:aws:kms:REGION:ACCOUNT:key/ID`.
   * @default - none, or that of the defaults of the platform
   */
  readonly encryptionKeyArn?: string;

  /**
   * Whether it has a stream.
   * @default false
   */
  readonly stream?: boolean;

  /**
   * Name of the Secret that kro fills for it (`TableProps.connectionSecret`): 1 to 253 of `a-z 0-9 - .`.
   * @default - none
   */
  readonly connectionSecretName?: string;
}
