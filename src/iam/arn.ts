import { partitionOf } from '../contract/partitions';
import { StringShape } from '../contract/shape';
import { Violation } from '../contract/violation';

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

/** ARN of a role; its path begins and ends with a slash. */
export function roleArn({ account, partition = 'aws' }: Account, path: string, name: string): string {
  return `arn:${partition}:iam::${account}:role${path}${name}`;
}

export const ROLE_ARN: StringShape = {
  kind: 'string',
  pattern: '^arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]+$',
  meaning: 'the ARN of an IAM role (arn:aws:iam::ACCOUNT:role/NAME)',
};
export const ROLE_NAME: StringShape = { kind: 'string', pattern: '^[\\w+=,.@-]{1,64}$', meaning: '1 to 64 of a-z A-Z 0-9 _ + = , . @ -' };
/** Narrower than IAM's own: a star or a question mark would be a wildcard in the policy of who may make roles under it. */
export const ROLE_PATH: StringShape = {
  kind: 'string',
  pattern: '^/(?!aws-(service-role|reserved)/)([\\w+=,.@-]+/){0,60}$',
  maxLength: 512,
  meaning: 'an IAM path of up to 512 characters that begins and ends with a slash (/workloads/), is not one of AWS, and consists of a-z A-Z 0-9 _ + = , . @ -',
};
export const POLICY_ARN: StringShape = {
  kind: 'string',
  pattern: '^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/[\\w+=,.@/-]+$',
  meaning: 'the ARN of an IAM policy (arn:aws:iam::ACCOUNT:policy/NAME)',
};

/** Policies of AWS under which a role may do everything, or give itself the right to. */
const BOUNDS_NOTHING = /:iam::aws:policy\/(AdministratorAccess|IAMFullAccess)$/;

/**
 * A boundary that IAM does not take, because it is of another account or partition than the role; that of AWS itself is of every account. And one
 * that bounds nothing.
 */
export function foreignBoundary(property: string, value: unknown, { account, partition = 'aws' }: Account): Violation[] {
  if (typeof value !== 'string' || !new RegExp(POLICY_ARN.pattern!).test(value)) {
    return [];
  }
  const [, ofPartition, , , owner] = value.split(':');
  const wrong = (code: string, problem: string, given: string): Violation[] => [{ code, property, value, problem, fix: `Give a policy of ${given}.` }];
  return BOUNDS_NOTHING.test(value) ? [{
    code: 'InvalidValue', property, value, problem: 'bounds nothing', fix: 'Give a policy of yours that allows only what these roles may ever do.',
  }] : ofPartition !== partition ? wrong('PartitionConflict', `is in the partition ${ofPartition}, and the role in ${partition}`, partition)
    : /^[0-9]{12}$/.test(account) && owner !== 'aws' && owner !== account ? wrong('AccountConflict', `is of the account ${owner}, and the role of ${account}`, account) : [];
}
