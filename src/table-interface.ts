import { GrantOptions } from './iam/grant-options';
import { PolicyStatement } from './iam/policy-statement';
import { DeclaredTable } from './props/table-spec';

/**
 * A DynamoDB table, wherever it is declared: by `new DynamoDbTable`, in a `DynamoDbApplication`, or by another app
 * (`DynamoDbTable.fromTableName()`).
 */
export interface IDynamoDbTable {
  /** Name of the table in AWS. */
  readonly tableName: string;

  /** AWS region of the table. */
  readonly region: string;

  /**
   * Name of the Secret with what a workload needs to find the table (`TableProps.connectionSecret`). Throws where the table has none.
   */
  readonly connectionSecretName: string;

  /**
   * What a workload needs to read the table and its indexes, as AWS CDK's `grantReadData` gives it: IAM statements, one for the
   * data, one for its customer managed key if it has one. They are added to the `grantee`, if one is given.
   *
   * What is wrong with the table or an option is reported by `cdk8s synth`; without a `grantee` it throws, with everything at once.
   * @param options to whom, and where the table is
   */
  grantReadData(options: GrantOptions): PolicyStatement[];

  /**
   * What a workload needs to write the table and its indexes, as AWS CDK's `grantWriteData` gives it; otherwise as `grantReadData()`.
   * @param options to whom, and where the table is
   */
  grantWriteData(options: GrantOptions): PolicyStatement[];

  /**
   * What a workload needs to read and write the table and its indexes, as AWS CDK's `grantReadWriteData` gives it; otherwise as
   * `grantReadData()`.
   * @param options to whom, and where the table is
   */
  grantReadWriteData(options: GrantOptions): PolicyStatement[];

  /**
   * What a workload needs to read the table's stream, as AWS CDK's `grantStreamRead` gives it; otherwise as
   * `grantReadData()`. A table without a stream is an error.
   * @param options to whom, and where the table is
   */
  grantStreamRead(options: GrantOptions): PolicyStatement[];

  /** @internal */
  _declaredTables(): readonly DeclaredTable[];
}
