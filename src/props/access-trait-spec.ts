import { Options } from './options';
import { ACCOUNT_ID, REGION } from '../contract/fields';
import { PARTITION } from '../contract/partitions';
import { Shape } from '../contract/shape';
import { validateRequired, validateValue } from '../contract/validate-shapes';
import { Violation } from '../contract/violation';
import { Account, foreignBoundary, POLICY_ARN, ROLE_NAME, ROLE_PATH } from '../iam/arn';
import { CLUSTER_NAME, foreignCluster, issuerOf, OIDC_ISSUER, validateIdentity } from '../iam/cluster-identity';

/** AccessTraitOptions as they were declared. */
export interface DeclaredAccessTrait {
  readonly account: Account;
  readonly permissionsBoundary: string;
  readonly clusterName?: string;
  readonly clusterRegion?: string;
  /** Without `https://`. */
  readonly oidcIssuer?: string;
  readonly path: string;
  readonly roleNamePrefix: string;
}

/** Reads AccessTraitOptions, and notes what is wrong with them. */
export function declareAccessTrait(options: Options, problems: Violation[]): DeclaredAccessTrait {
  const required = (name: string, shape: Shape): string => {
    const value = options.take(name);
    problems.push(...validateRequired(options.property(name), value, shape));
    return String(value);
  };
  const optional = (name: string, shape: Shape): string | undefined => {
    const value = options.take(name);
    problems.push(...(value === undefined ? [] : validateValue(options.property(name), value, shape)));
    return value === undefined ? undefined : String(value);
  };
  const account = { account: required('account', ACCOUNT_ID), partition: optional('partition', PARTITION) ?? 'aws' };
  const permissionsBoundary = required('permissionsBoundary', POLICY_ARN);
  const [clusterName, clusterRegion, oidcIssuer] = [optional('clusterName', CLUSTER_NAME), optional('clusterRegion', REGION), optional('oidcIssuer', OIDC_ISSUER)];
  problems.push(...validateIdentity(clusterName, clusterRegion, oidcIssuer, (name) => options.property(name)));
  problems.push(
    ...foreignCluster(account, { clusterRegion, oidcIssuer }, (name) => options.property(name)),
    ...foreignBoundary(options.property('permissionsBoundary'), permissionsBoundary, account),
  );
  return {
    account,
    permissionsBoundary,
    clusterName,
    clusterRegion,
    oidcIssuer: issuerOf(oidcIssuer),
    path: optional('path', ROLE_PATH) ?? '/',
    roleNamePrefix: optional('roleNamePrefix', { ...ROLE_NAME, pattern: '^[\\w+=,.@-]{1,32}$', meaning: '1 to 32 of a-z A-Z 0-9 _ + = , . @ -' }) ?? '',
  };
}
