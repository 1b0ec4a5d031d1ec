/** What the trait `access` of the table's component needs to know of AWS, the same for all Applications. */
export interface AccessTraitOptions {
  /**
   * The AWS account of the roles: 12 digits. The tables are in it, too, unless the trait has `account`, or a `ProviderConfig` in the app of the
   * platform says otherwise.
   */
  readonly account: string;

  /**
   * ARN of the policy that bounds what the roles can ever do: `arn:aws:iam::ACCOUNT:policy/NAME`. It is required, because whoever
   * writes an Application chooses the table name to which its pods get access.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary: string;

  /**
   * Name of the EKS cluster, for EKS Pod Identity: 1 to 100 of `a-z A-Z 0-9 _ -`. The ACK EKS controller associates the roles with
   * the ServiceAccounts; the nodes need the EKS Pod Identity Agent.
   * @default - none; required without `oidcIssuer`
   * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
   */
  readonly clusterName?: string;

  /**
   * AWS region of the EKS cluster, with `clusterName`.
   * @default - the region that the ACK EKS controller is set to
   */
  readonly clusterRegion?: string;

  /**
   * The OIDC issuer of the cluster, for IAM roles for service accounts (IRSA) instead of EKS Pod Identity:
   * `https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE`. IAM must have it as an identity provider.
   * @default - none: EKS Pod Identity
   * @see https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
   */
  readonly oidcIssuer?: string;

  /**
   * The AWS partition: `aws`, or one that begins with `aws-`, such as `aws-cn`.
   * @default aws
   */
  readonly partition?: string;

  /**
   * Path of the roles, such as `/workloads/`. `ControllerPolicy.forRoles()` lets the ACK IAM controller make roles under one path only.
   * @default /
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-friendly-names
   */
  readonly path?: string;

  /**
   * What the names of the roles in AWS begin with, before the namespace, an underscore, and the name of the ServiceAccount: 1 to 32 of
   * `a-z A-Z 0-9 _ + = , . @ -`. Clusters that share an account need one each, such as `prod-`. Of a name beyond 64 characters the role has
   * the first 47, an `@`, and a hash of it.
   * @default - none
   */
  readonly roleNamePrefix?: string;
}
