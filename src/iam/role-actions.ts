/** Actions on roles that are needed together, and whether IAM can ask for the permissions boundary of the role with them. */
export interface RoleActionGroup {
  readonly sid: string;
  /** Only for roles that have the boundary; IAM knows the condition key `iam:PermissionsBoundary` for these actions alone. */
  readonly withBoundary: boolean;
  /** Each with its reason as a comment. */
  readonly actions: readonly string[];
}

/**
 * What ACK iam-controller 1.8.1 calls for the roles of `WorkloadRole`. Not allowed: taking a boundary away, attaching managed
 * policies, passing a role.
 */
export const ROLE_ACTIONS: readonly RoleActionGroup[] = [
  {
    sid: 'ReadRoles',
    withBoundary: false,
    actions: [
      'iam:GetRole', // each reconcile of a role begins with it
      'iam:ListRolePolicies', // part of each look: the names of inline policies
      'iam:GetRolePolicy', // part of each look: an inline policy
      'iam:ListAttachedRolePolicies', // part of each look
      'iam:ListRoleTags', // part of each look
    ],
  },
  {
    sid: 'WriteRolesWithBoundary',
    withBoundary: true,
    actions: [
      'iam:CreateRole', // creates a role, with the boundary
      'iam:PutRolePermissionsBoundary', // sets the boundary again where it is another
      'iam:PutRolePolicy', // writes the inline policy
      'iam:DeleteRolePolicy', // removes the inline policy, when nothing is granted any more and before a role is deleted
      'iam:DetachRolePolicy', // removes a managed policy that somebody attached beside the declaration
    ],
  },
  {
    sid: 'WriteRoles',
    withBoundary: false,
    actions: [
      'iam:UpdateRole', // follows the other changes
      'iam:UpdateAssumeRolePolicy', // changes who may assume the role
      'iam:TagRole', // the tags that ACK gives each role; creating a role with tags needs it too
      'iam:UntagRole', // removes tags that somebody added beside the declaration
      'iam:DeleteRole', // deletes a role
    ],
  },
];
