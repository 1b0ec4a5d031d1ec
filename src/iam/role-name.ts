import { createHash } from 'node:crypto';

/** IAM takes so many characters for the name of a role. */
export const MAX_ROLE_NAME = 64;

/** Stands between namespace and ServiceAccount: Kubernetes takes it in neither, so no two ServiceAccounts have one name. */
export const ROLE_NAME_SEPARATOR = '_';

/** Stands between the beginning of a name that is too long and its hash; in no name that is not. */
export const HASH_SEPARATOR = '@';

/** Characters of the hash, and of the name before it. */
export const HASH_LENGTH = 16;
export const HASHED_PART = MAX_ROLE_NAME - HASH_LENGTH - HASH_SEPARATOR.length;

/** The name of the role of a ServiceAccount, where none is given. The trait `access` makes the same in CUE. */
export function roleNameOf(namespace: string, serviceAccountName: string, prefix = ''): string {
  const name = `${prefix}${namespace}${ROLE_NAME_SEPARATOR}${serviceAccountName}`;
  return name.length <= MAX_ROLE_NAME ? name
    : `${name.slice(0, HASHED_PART)}${HASH_SEPARATOR}${createHash('sha256').update(name).digest('hex').slice(0, HASH_LENGTH)}`;
}
