/** What becomes of the table, or the backup, in AWS when its Kubernetes object is deleted. */
export enum RemovalPolicy {
  /** It is deleted, with its data. */
  DELETE = 'delete',
  /** The same as `DELETE`, under the name that AWS CDK gives it. */
  DESTROY = 'destroy',
  /** It stays, and can be taken over again with `AdoptionPolicy`. */
  RETAIN = 'retain',
}

/**
 * Whether a table that is already in AWS under this name and region is taken over.
 *
 * @see https://aws-controllers-k8s.github.io/community/docs/user-docs/features/#resource-adoption
 */
export enum AdoptionPolicy {
  /** The table must exist: nothing is created, and the condition `Adopted` says so as long as it is not found. */
  ADOPT = 'adopt',
  /** The table is taken over if it exists, else created. */
  ADOPT_OR_CREATE = 'adopt-or-create',
}
