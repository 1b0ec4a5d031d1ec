import { Yaml } from 'cdk8s';
import { grafanaDashboard } from './dashboard';
import { customResourceState } from './metrics';
import { ruleGroups } from './prometheus-rule';
import { PLURAL } from '../contract/names';
import { DeclaredPrometheus } from '../props/monitoring-spec';

export interface MonitoredPlatform {
  readonly apiGroup: string;
  /** Name of the ResourceGraphDefinition. */
  readonly graphName: string;
  readonly prometheus: DeclaredPrometheus;
}

/** The configuration of each program as the text of a file. */
export function monitoringFiles({ apiGroup, graphName }: Omit<MonitoredPlatform, 'prometheus'>): Readonly<Record<string, string>> {
  return {
    'kube-state-metrics.yaml': Yaml.stringify(customResourceState(apiGroup)),
    'prometheus-rules.yaml': Yaml.stringify(ruleGroups(graphName)),
    'grafana-dashboard.json': `${JSON.stringify(grafanaDashboard(), undefined, 2)}\n`,
  };
}

/** An object of the cluster, with the id of its construct. */
export interface MonitoringObject {
  readonly id: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly [field: string]: unknown;
}

/** The same as objects of the cluster, and the right of kube-state-metrics to read tables. */
export function monitoringObjects(platform: MonitoredPlatform): MonitoringObject[] {
  const { apiGroup, graphName, prometheus: { namespace, serviceAccountName, ruleLabels, dashboardLabels } } = platform;
  const { 'kube-state-metrics.yaml': metrics, 'grafana-dashboard.json': dashboard } = monitoringFiles(platform);
  const name = `${graphName}-metrics`;
  const roleName = `${graphName}:metrics`;
  const rbac = 'rbac.authorization.k8s.io';
  const reads = (group: string, resource: string) => ({ apiGroups: [group], resources: [resource], verbs: ['list', 'watch'] });
  return [
    { id: 'MetricsRole', apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata: { name: roleName }, rules: [reads(apiGroup, PLURAL), reads('kro.run', 'resourcegraphdefinitions'), reads('apiextensions.k8s.io', 'customresourcedefinitions')] },
    {
      id: 'MetricsRoleBinding',
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: roleName },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: roleName },
      subjects: [{ kind: 'ServiceAccount', name: serviceAccountName, namespace }],
    },
    { id: 'MetricsConfig', apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data: { 'kube-state-metrics.yaml': metrics } },
    { id: 'PrometheusRule', apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: graphName, namespace, labels: ruleLabels }, spec: ruleGroups(graphName) },
    { id: 'Dashboard', apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${graphName}-dashboard`, namespace, labels: dashboardLabels }, data: { 'dynamodb-tables.json': dashboard } },
  ];
}
