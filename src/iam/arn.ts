import { StringShape } from '../contract/shape';

/** What regions of the other partitions begin with. */
const PARTITIONS: ReadonlyArray<readonly [prefix: string, partition: string]> = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
];

export function partitionOf(region: string): string {
  return PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

/** Whose tables they are. */
export interface Account {
  readonly account: string;
  /** That of the region without it. */
  readonly partition?: string;
}

/** ARN of a table; of all those whose name begins alike, where the name ends in a star. */
export function tableArn({ account, partition }: Account, region: string, tableName: string): string {
  return `arn:${partition ?? partitionOf(region)}:dynamodb:${region}:${account}:table/${tableName}`;
}

export const ACCOUNT_ID: StringShape = { kind: 'string', pattern: '^[0-9]{12}$', meaning: 'the 12 digits of an AWS account' };
export const PARTITION: StringShape = { kind: 'string', pattern: '^aws(-[a-z]+)*$', meaning: 'an AWS partition such as aws or aws-cn' };
export const ROLE_ARN: StringShape = {
  kind: 'string',
  pattern: '^arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]+$',
  meaning: 'the ARN of an IAM role (arn:aws:iam::ACCOUNT:role/NAME)',
};
