import { partitionOf } from '../contract/partitions';
import { StringShape } from '../contract/shape';

/** Whose tables they are. */
export interface Account {
  readonly account: string;
  /** That of the region without it. */
  readonly partition?: string;
}

/** The partition of a region of this account. */
export function partitionId({ partition }: Account, region: string): string {
  return partition ?? partitionOf(region).id;
}

/** ARN of a table; of all those whose name begins alike, where the name ends in a star. */
export function tableArn(account: Account, region: string, tableName: string): string {
  return `arn:${partitionId(account, region)}:dynamodb:${region}:${account.account}:table/${tableName}`;
}

export const ACCOUNT_ID: StringShape = { kind: 'string', pattern: '^[0-9]{12}$', meaning: 'the 12 digits of an AWS account' };
export const PARTITION: StringShape = { kind: 'string', pattern: '^aws(-[a-z]+)*$', meaning: 'an AWS partition such as aws or aws-cn' };
export const ROLE_ARN: StringShape = {
  kind: 'string',
  pattern: '^arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]+$',
  meaning: 'the ARN of an IAM role (arn:aws:iam::ACCOUNT:role/NAME)',
};
