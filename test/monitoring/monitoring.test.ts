import { TableStatus } from '@aws-sdk/client-dynamodb';
import { Chart, Testing } from 'cdk8s';
import { parse, parseAllDocuments } from 'yaml';
import { DynamoDbKroComponent, DynamoDbKroComponentProps, GitOps, Monitoring, PrometheusOptions } from '../../src';
import { KRO_STATUS, STATUS, TABLE_STATUSES } from '../../src/contract/status';
import { platformFindings, TABLE_FINDINGS } from '../../src/monitoring/fleet';
import { GRAPH_METRICS, PREFIX, TABLE_METRICS } from '../../src/monitoring/metrics';
import { refusal } from '../synth';

const component = (options?: PrometheusOptions, props: DynamoDbKroComponentProps = {}) =>
  new DynamoDbKroComponent(new Chart(Testing.app(), 'chart'), 'dynamodb', { ...props, monitoring: Monitoring.prometheus(options) });
const objects = (options?: PrometheusOptions, props?: DynamoDbKroComponentProps): any[] =>
  component(options, props).monitoringObjects.map((each) => each.toJson());

test('nothing of it is emitted where it is not asked for', () => {
  expect(new DynamoDbKroComponent(new Chart(Testing.app(), 'chart'), 'dynamodb').monitoringObjects).toEqual([]);
});

test('objects and files hold the same', () => {
  const made = component({ namespace: 'observability', serviceAccountName: 'ksm', ruleLabels: { release: 'prometheus' }, dashboardLabels: { dashboard: 'yes' } }, { resourceGraphName: 'tables', apiGroup: 'data.example.com' });
  const [role, binding, config, rule, dashboard] = made.monitoringObjects.map((each) => each.toJson());
  const files = made.monitoringFiles();
  expect(Object.keys(files)).toEqual(['kube-state-metrics.yaml', 'kube-state-metrics-rbac.yaml', 'prometheus-rules.yaml', 'grafana-dashboard.json']);
  expect(config.data).toEqual({ 'kube-state-metrics.yaml': files['kube-state-metrics.yaml'] });
  expect(rule.spec).toEqual(parse(files['prometheus-rules.yaml']));
  expect(parseAllDocuments(files['kube-state-metrics-rbac.yaml']).map((document) => document.toJS())).toEqual([role, binding]);
  expect(dashboard.data).toEqual({ 'dynamodb-tables.json': files['grafana-dashboard.json'] });
  expect([config, rule, dashboard].map(({ metadata }) => metadata)).toEqual([
    { name: 'tables-metrics', namespace: 'observability' },
    { name: 'tables', namespace: 'observability', labels: { release: 'prometheus' } },
    { name: 'tables-dashboard', namespace: 'observability', labels: { dashboard: 'yes' } },
  ]);
  expect(binding.subjects).toEqual([{ kind: 'ServiceAccount', name: 'ksm', namespace: 'observability' }]);
  expect(binding.roleRef.name).toBe(role.metadata.name);
  expect(role.rules.map(({ apiGroups, resources, verbs }: any) => [...apiGroups, ...resources, ...verbs])).toEqual([
    ['data.example.com', 'dynamodbtables', 'list', 'watch'],
    ['kro.run', 'resourcegraphdefinitions', 'list', 'watch'],
    ['apiextensions.k8s.io', 'customresourcedefinitions', 'list', 'watch'],
  ]);
});

test('what is copied from the files stands by itself: they have no aliases of YAML', () => {
  const { 'kube-state-metrics.yaml': metrics, 'prometheus-rules.yaml': rules } = component().monitoringFiles();
  expect([metrics, rules].filter((text) => /(: |- )[&*][a-z0-9]+/.test(text))).toEqual([]);
});

test('without the Prometheus Operator the rules are a file for Prometheus, and no kind of its is used', () => {
  const made = component({ prometheusOperator: false, ruleLabels: { rules: 'yes' } });
  const without = made.monitoringObjects.map((each) => each.toJson());
  expect(without.map(({ kind }) => kind)).toEqual(['ClusterRole', 'ClusterRoleBinding', 'ConfigMap', 'ConfigMap', 'ConfigMap']);
  expect(without[3]).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'dynamodbtable-rules', namespace: 'monitoring', labels: { rules: 'yes' } },
    data: { 'prometheus-rules.yaml': made.monitoringFiles()['prometheus-rules.yaml'] },
  });
  // All else is the same.
  expect(without.filter((_, i) => i !== 3)).toEqual(objects().filter((_, i) => i !== 3));
});

test('without the option, the file with the rights is for the names of the Helm chart', () => {
  const files = new DynamoDbKroComponent(new Chart(Testing.app(), 'chart'), 'dynamodb').monitoringFiles();
  expect(files).toEqual(component().monitoringFiles());
  expect(parseAllDocuments(files['kube-state-metrics-rbac.yaml'])[1].toJS().subjects).toEqual([{ kind: 'ServiceAccount', name: 'kube-state-metrics', namespace: 'monitoring' }]);
});

test('the configuration is about the tables of this platform, and reads fields that there are', () => {
  const { kind, spec } = parse(component({}, { apiGroup: 'data.example.com' }).monitoringFiles()['kube-state-metrics.yaml']);
  expect(kind).toBe('CustomResourceStateMetrics');
  expect(spec.resources.map(({ groupVersionKind }: any) => groupVersionKind)).toEqual([
    { group: 'data.example.com', version: 'v1alpha1', kind: 'DynamoDBTable' }, { group: 'kro.run', version: 'v1alpha1', kind: 'ResourceGraphDefinition' },
  ]);
  const paths = spec.resources[0].metrics.map(({ each: { gauge, stateSet } }: any) => (gauge ?? stateSet)?.path).filter((path: any) => path?.[0] === 'status').map((path: string[]) => path[1]);
  const known = [...STATUS, ...KRO_STATUS].map(({ name }) => name);
  expect(paths.length).toBeGreaterThan(3);
  paths.forEach((path: string) => expect(known).toContain(path));
});

test('rules and dashboard use only metrics that there are', () => {
  const names = [...TABLE_METRICS, ...GRAPH_METRICS].map(({ name }) => `${PREFIX}_${name}`);
  const { 'prometheus-rules.yaml': rules, 'grafana-dashboard.json': dashboard } = component().monitoringFiles();
  for (const text of [rules, dashboard]) {
    const used = [...new Set(text.match(/dynamodb_kro_\w+/g))];
    expect(used.length).toBeGreaterThan(4);
    used.forEach((name) => expect(names).toContain(name));
  }
});

test('each finding has an alert and two panels, and nothing is code for Helm', () => {
  const { 'prometheus-rules.yaml': rules, 'grafana-dashboard.json': dashboard } = component().monitoringFiles();
  const [{ rules: alerts }] = parse(rules).groups;
  expect(alerts.map(({ alert }: any) => alert)).toEqual([...TABLE_FINDINGS, ...platformFindings('dynamodbtable')].map(({ alert }) => alert));
  alerts.forEach(({ labels, annotations }: any) => expect([labels.severity, annotations.summary, annotations.description]).toEqual([expect.stringMatching(/^(critical|warning|info)$/), expect.any(String), expect.any(String)]));
  const { panels } = JSON.parse(dashboard);
  TABLE_FINDINGS.forEach(({ title }) => expect(panels.filter((panel: any) => panel.title === title || panel.title === `${title}: which`)).toHaveLength(2));
  expect(new Set(panels.map(({ id }: any) => id)).size).toBe(panels.length);
  expect(JSON.stringify(objects())).not.toContain('{{');
});

test('with Argo CD they come with the platform', () => {
  objects({}, { gitOps: GitOps.argoCd() }).forEach(({ metadata }) => expect(metadata.annotations).toEqual(expect.objectContaining({ 'argocd.argoproj.io/sync-wave': '-2' })));
});

test.each<[string, unknown, string]>([
  ['no Monitoring', {}, 'monitoring (an object) is not a Monitoring. Use Monitoring.prometheus()'],
  ['a wrong namespace', Monitoring.prometheus({ namespace: 'A' }), 'monitoring.namespace "A"'],
  ['labels that are none', Monitoring.prometheus({ ruleLabels: 'release' as any }), 'monitoring.ruleLabels "release" is not an object'],
  ['a label with hostile text', Monitoring.prometheus({ dashboardLabels: { grafana: '{{ .Values }}' } }), 'monitoring.dashboardLabels["grafana"]'],
  ['text for a switch', Monitoring.prometheus({ prometheusOperator: 'no' as any }), 'monitoring.prometheusOperator "no" is not true or false'],
  ['a misspelt name', Monitoring.prometheus({ serviceAccount: 'ksm' } as any), 'monitoring.serviceAccount'],
])('%s is refused', (_, monitoring, message) => {
  expect(refusal((chart) => new DynamoDbKroComponent(chart, 'dynamodb', { monitoring: monitoring as Monitoring }))).toEqual([expect.stringContaining(`[chart/dynamodb] ${message}`)]);
});

test('the metric of the status has every status that AWS has', () => {
  expect([...TABLE_STATUSES].sort()).toEqual(Object.values(TableStatus).sort());
});

test('a key of a label that Kubernetes does not take is told', () => {
  const refused = (ruleLabels: Record<string, string>) => refusal((chart) => new DynamoDbKroComponent(chart, 'dynamodb', { monitoring: Monitoring.prometheus({ ruleLabels }) }));
  expect(refused({ 'rel ease': 'ok' })).toEqual([expect.stringContaining('key of monitoring.ruleLabels "rel ease" is not valid. Use a key of a Kubernetes label')]);
  expect(objects({ ruleLabels: { 'release': 'ok', 'app.kubernetes.io/part-of': 'a' } })).toHaveLength(5);
});
