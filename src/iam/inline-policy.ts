import { policyLength } from './policy-document';
import { PolicyStatement } from './policy-statement';
import { Violation } from '../contract/violation';

/** The name of the inline policy in a workload's role. */
export const POLICY_NAME = 'access';

/** IAM counts the characters of all inline policies of a role together, and no white space. */
export const MAX_POLICY_LENGTH = 10_240;

/** And those of a managed policy. */
export const MAX_MANAGED_POLICY_LENGTH = 6_144;

/**
 * What is wrong with the policy of a role for its length.
 * @param found the property, with the problem before the number
 */
export function policyTooLong(statements: readonly PolicyStatement[], found: Pick<Violation, 'property' | 'value' | 'problem'>): Violation[] {
  const length = policyLength(statements);
  return length <= MAX_POLICY_LENGTH ? [] : [{
    ...found,
    code: 'PolicyTooLong',
    problem: `${found.problem} ${length} characters, and IAM takes ${MAX_POLICY_LENGTH}`,
    fix: 'Grant access to fewer tables, or split the workload into several ServiceAccounts.',
  }];
}
