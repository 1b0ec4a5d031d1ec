/** A statement of an IAM policy, under the names that AWS CDK gives its parts. */
export interface PolicyStatement {
  /**
   * What the statement is for, letters and digits only.
   * @default - none
   */
  readonly sid?: string;

  /** `Allow` or `Deny`. */
  readonly effect: string;

  /** The actions, such as `dynamodb:GetItem`. */
  readonly actions: string[];

  /** ARNs of what the actions apply to. */
  readonly resources: string[];

  /**
   * What must hold besides: operator, then condition key, then a value or a list of them: text, numbers, booleans.
   * @default - nothing
   */
  readonly conditions?: { [operator: string]: { [key: string]: any } };
}
