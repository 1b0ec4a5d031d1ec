import { Backup, Table } from '../../imports/dynamodb.services.k8s.aws';
import { PLURAL } from '../contract/names';

export interface PolicyRule {
  readonly apiGroups: string[];
  readonly resources: string[];
  readonly verbs: string[];
}

/** By this label kro's own ClusterRole takes in the rules of another, where kro is installed with `rbac.mode: aggregation`. */
export const AGGREGATE_TO_KRO = { 'rbac.kro.run/aggregate-to-controller': 'true' };

/** What kro needs for tables, and no more, in a cluster where it is not an administrator. */
export function kroRules(apiGroup: string, connectionSecrets = true): PolicyRule[] {
  const ack = Table.GVK.apiVersion.split('/')[0];
  return [
    // kro writes labels and finalizers on the object itself; it never creates or deletes one.
    { apiGroups: [apiGroup], resources: [PLURAL], verbs: ['get', 'list', 'watch', 'update', 'patch'] },
    { apiGroups: [apiGroup], resources: [`${PLURAL}/status`], verbs: ['get', 'update', 'patch'] },
    { apiGroups: [apiGroup], resources: [`${PLURAL}/finalizers`], verbs: ['update'] },
    { apiGroups: [ack], resources: [Table.GVK.kind, Backup.GVK.kind].map((kind) => `${kind.toLowerCase()}s`), verbs: MANAGE },
    // RBAC cannot limit this to the Secrets of tables: see docs/access.md.
    ...(connectionSecrets ? [{ apiGroups: [''], resources: ['secrets'], verbs: MANAGE }] : []),
  ];
}

const MANAGE = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
