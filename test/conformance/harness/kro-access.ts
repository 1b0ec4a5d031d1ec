/** The rights of kro where it is installed with `rbac.mode: aggregation`, as its chart gives them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { sourceFolder } from './programs';
import { Age } from './versions';
import { AGGREGATE_TO_KRO } from '../../../src/kro/cluster-role';

const RBAC = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole' };

export async function kroAccess(user: string, age?: Age): Promise<object[]> {
  const chart = await sourceFolder('kro', age);
  const template = readFileSync(join(chart, 'helm/templates/cluster-role.yaml'), 'utf8');
  const people = join(chart, 'helm/templates/user-cluster-role.yaml');
  // Only names and labels of the template need Helm: its last list of rules is plain YAML.
  const rules = template.slice(template.lastIndexOf('\nrules:\n')).replace(/\{\{.*?\}\}/g, '');
  return [
    { ...RBAC, metadata: { name: 'kro:controller' }, aggregationRule: { clusterRoleSelectors: [{ matchLabels: AGGREGATE_TO_KRO }] } },
    { ...RBAC, metadata: { name: 'kro:controller:static', labels: AGGREGATE_TO_KRO }, ...parse(rules) },
    {
      apiVersion: RBAC.apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: { name: 'kro:controller' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'kro:controller' },
      subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: user }],
    },
    // Since kro 0.9.4 its chart gives people rights on its API group, too.
    ...existsSync(people) ? parseAllDocuments(readFileSync(people, 'utf8').replaceAll('{{ include "kro.fullname" . }}', 'kro').replace(/^\s*\{\{.*\}\}$/gm, '')).map((document) => document.toJS()) : [],
  ];
}
