/**
 * The Secret that kro fills with what a workload needs to find the table: `endpoint`, `region`, `tableName`,
 * `tableArn`, and once they exist `tableID` and `streamArn`. No credentials.
 */
export interface ConnectionSecret {
  /**
   * Name of the Secret: 1 to 253 of `a-z 0-9 - .`. A Secret that exists under this name and was not made for the table stays as it is, and
   * the status of the table says so.
   */
  readonly name: string;

  /**
   * Namespace of the Secret: 1 to 63 of `a-z 0-9 -`. Where it is another than the table's, the cluster rejects the table
   * unless whoever applies it may create, patch and delete Secrets there (rule SecretNamespace).
   * @default - that of the table
   */
  readonly namespace?: string;
}
