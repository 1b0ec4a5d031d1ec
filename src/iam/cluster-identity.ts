import { Account } from './arn';
import { mayBeIn, partitionOf } from '../contract/partitions';
import { StringShape } from '../contract/shape';
import { Violation } from '../contract/violation';

/** How the cluster vouches for its ServiceAccounts: by EKS Pod Identity or by IRSA. */
export const CLUSTER_NAME: StringShape = {
  kind: 'string', pattern: '^[a-zA-Z0-9][a-zA-Z0-9_-]{0,99}$', meaning: 'the name of an EKS cluster: 1 to 100 of a-z A-Z 0-9 _ -',
};
export const OIDC_ISSUER: StringShape = {
  kind: 'string',
  pattern: '^(https://)?[a-z0-9-]+([.][a-z0-9-]+)+(/[a-zA-Z0-9_-][a-zA-Z0-9._-]*)*$',
  meaning: 'the OIDC issuer of the cluster (https://oidc.eks.REGION.amazonaws.com/id/ID)',
};

/** Annotation on a ServiceAccount: the role that its pods assume, with IRSA. */
export const IRSA_ROLE = 'eks.amazonaws.com/role-arn';

/** The issuer as IAM names it. */
export function issuerOf(oidcIssuer: unknown): string | undefined {
  return oidcIssuer === undefined ? undefined : String(oidcIssuer).replace(/^https:\/\//, '');
}

/** A warning of the ServiceAccount that Kubernetes makes in each namespace. */
export function sharedServiceAccount(property: string, value: unknown): Violation[] {
  return value !== 'default' ? [] : [{
    code: 'InvalidIdentity', severity: 'warning', property, value, problem: 'is that of every pod of the namespace which names none, so all of them get the access', fix: 'Give the workload a ServiceAccount of its own.',
  }];
}

/** What is wrong with the three together. */
export function validateIdentity(
  clusterName: unknown, region: unknown, oidcIssuer: unknown, property: (name: string) => string = (name) => name,
): Violation[] {
  if ((clusterName === undefined) === (oidcIssuer === undefined)) {
    return [{
      code: 'InvalidIdentity',
      property: property('clusterName'),
      problem: clusterName === undefined ? 'and oidcIssuer are missing' : 'and oidcIssuer are given together',
      fix: 'Give clusterName for EKS Pod Identity, or oidcIssuer for IRSA.',
    }];
  }
  return region === undefined || clusterName !== undefined ? [] : [{
    code: 'InvalidIdentity', property: property('clusterRegion'), value: region, problem: 'is given without clusterName', fix: 'Remove it: IRSA needs no region.',
  }];
}

/** A cluster that is in another partition than the role, which no ServiceAccount of it can assume. */
export function foreignCluster(
  { partition = 'aws' }: Account, given: { readonly clusterRegion?: unknown; readonly oidcIssuer?: unknown }, property: (name: string) => string = (name) => name,
): Violation[] {
  const { clusterRegion, oidcIssuer } = given;
  const [, ofIssuer] = /^oidc[.-]eks\.([a-z0-9-]+)\./.exec(issuerOf(oidcIssuer) ?? '') ?? [];
  const [name, region] = clusterRegion === undefined ? ['oidcIssuer', ofIssuer] : ['clusterRegion', String(clusterRegion)];
  return region === undefined || mayBeIn(partition, region) ? [] : [{
    code: 'PartitionConflict', property: property(name), value: given[name as keyof typeof given], problem: `is in the partition ${partitionOf(region).id}, and the role in ${partition}`, fix: `Set ${property('partition')} to ${partitionOf(region).id}, or give a cluster of ${partition}.`,
  }];
}
