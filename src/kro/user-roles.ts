import { PolicyRule } from './cluster-role';
import { PLURAL } from '../contract/names';

/** What a role of people may do with tables; each is given to those who have the Kubernetes role of its label in a namespace. */
export interface UserRole {
  readonly labels: { [key: string]: string };
  readonly rules: PolicyRule[];
}

const READ = ['get', 'list', 'watch'];

/** Whoever may edit a namespace may have tables in it, and whoever may admin it. ACK's objects stay kro's. */
export function authorRole(apiGroup: string): UserRole {
  return role('edit', apiGroup, [...READ, 'create', 'update', 'patch', 'delete', 'deletecollection']);
}

/** Whoever may view a namespace sees its tables. */
export function viewerRole(apiGroup: string): UserRole {
  return role('view', apiGroup, READ);
}

function role(to: string, apiGroup: string, verbs: string[]): UserRole {
  return {
    labels: { [`rbac.authorization.k8s.io/aggregate-to-${to}`]: 'true' },
    rules: [{ apiGroups: [apiGroup], resources: [PLURAL], verbs }],
  };
}
