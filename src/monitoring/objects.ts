import { Yaml } from 'cdk8s';
import { grafanaDashboard } from './dashboard';
import { customResourceState } from './metrics';
import { ruleGroups } from './prometheus-rule';
import { PLURAL } from '../contract/names';
import { DeclaredPrometheus, DEFAULT_METRICS_SERVICE_ACCOUNT, DEFAULT_MONITORING_NAMESPACE } from '../props/monitoring-spec';

/** What kube-state-metrics needs to read the tables, where no option says whose ServiceAccount it is. */
const BY_DEFAULT = { namespace: DEFAULT_MONITORING_NAMESPACE, serviceAccountName: DEFAULT_METRICS_SERVICE_ACCOUNT };

export interface MonitoredPlatform {
  readonly apiGroup: string;
  /** Name of the ResourceGraphDefinition. */
  readonly graphName: string;
  readonly prometheus: DeclaredPrometheus;
}

/** The configuration of each program as the text of a file. */
export function monitoringFiles({ apiGroup, graphName, prometheus = BY_DEFAULT }: ReadingPlatform): Readonly<Record<string, string>> {
  return {
    // A copy: of what stands in several places YAML would make an alias, which is lost when one of them is copied.
    'kube-state-metrics.yaml': Yaml.stringify(JSON.parse(JSON.stringify(customResourceState(apiGroup)))),
    'kube-state-metrics-rbac.yaml': Yaml.stringify(...accessObjects({ apiGroup, graphName, prometheus }).map(({ id: _, ...object }) => object)),
    'prometheus-rules.yaml': Yaml.stringify(ruleGroups(graphName)),
    'grafana-dashboard.json': `${JSON.stringify(grafanaDashboard(), undefined, 2)}\n`,
  };
}

/** A platform that kube-state-metrics reads. */
interface ReadingPlatform extends Omit<MonitoredPlatform, 'prometheus'> {
  readonly prometheus?: Pick<DeclaredPrometheus, 'namespace' | 'serviceAccountName'>;
}

/** An object of the cluster, with the id of its construct. */
export interface MonitoringObject {
  readonly id: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly [field: string]: unknown;
}

/** The right of kube-state-metrics to read tables. */
function accessObjects({ apiGroup, graphName, prometheus: { namespace, serviceAccountName } = BY_DEFAULT }: ReadingPlatform): MonitoringObject[] {
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
  ];
}

/** The same as objects of the cluster. */
export function monitoringObjects(platform: MonitoredPlatform): MonitoringObject[] {
  const { graphName, prometheus: { namespace, prometheusOperator, ruleLabels, dashboardLabels } } = platform;
  const { 'kube-state-metrics.yaml': metrics, 'prometheus-rules.yaml': rules, 'grafana-dashboard.json': dashboard } = monitoringFiles(platform);
  const configMap = (id: string, name: string, data: object, labels?: Readonly<Record<string, string>>): MonitoringObject =>
    ({ id, apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace, labels }, data });
  return [
    ...accessObjects(platform),
    configMap('MetricsConfig', `${graphName}-metrics`, { 'kube-state-metrics.yaml': metrics }),
    prometheusOperator
      ? { id: 'PrometheusRule', apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: graphName, namespace, labels: ruleLabels }, spec: ruleGroups(graphName) }
      : configMap('PrometheusRules', `${graphName}-rules`, { 'prometheus-rules.yaml': rules }, ruleLabels),
    configMap('Dashboard', `${graphName}-dashboard`, { 'dynamodb-tables.json': dashboard }, dashboardLabels),
  ];
}
