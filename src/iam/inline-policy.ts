/** The name of the inline policy in a workload's role. */
export const POLICY_NAME = 'access';

/** IAM counts the characters of all inline policies of a role together, and no white space. */
export const MAX_POLICY_LENGTH = 10_240;

/** And those of a managed policy. */
export const MAX_MANAGED_POLICY_LENGTH = 6_144;
