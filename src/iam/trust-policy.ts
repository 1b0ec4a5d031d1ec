import { Account } from './arn';

/** The ServiceAccount that assumes a role, and by which way. */
export interface TrustedServiceAccount {
  readonly namespace: string;
  readonly name: string;
  /** EKS Pod Identity: the name of the cluster. */
  readonly clusterName?: string;
  /** IAM roles for service accounts: the issuer of the cluster, without `https://`. */
  readonly oidcIssuer?: string;
}

/** The trust policy of a role: this ServiceAccount may assume it, and nobody else. */
export function trustPolicy({ account, partition = 'aws' }: Account, { namespace, name, clusterName, oidcIssuer }: TrustedServiceAccount): object {
  const statement = oidcIssuer === undefined
    ? {
      Effect: 'Allow',
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      // The session tags that EKS sets; without them every association of the account could use the role. Role and cluster are in one account.
      Condition: {
        StringEquals: {
          'aws:SourceAccount': account,
          'aws:RequestTag/eks-cluster-name': clusterName,
          'aws:RequestTag/kubernetes-namespace': namespace,
          'aws:RequestTag/kubernetes-service-account': name,
        },
      },
    }
    : {
      Effect: 'Allow',
      Principal: { Federated: `arn:${partition}:iam::${account}:oidc-provider/${oidcIssuer}` },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          [`${oidcIssuer}:aud`]: 'sts.amazonaws.com',
          [`${oidcIssuer}:sub`]: `system:serviceaccount:${namespace}:${name}`,
        },
      },
    };
  return { Version: '2012-10-17', Statement: [statement] };
}
