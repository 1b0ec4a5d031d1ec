/**
 * Metrics, alerts and dashboard of the fleet, with kube-state-metrics' and Prometheus' own code: kube-state-metrics runs with the rights
 * that the library gives it, Prometheus scrapes it and answers each query, promtool tests the rules. The API server has Prometheus Operator's CRD
 * of PrometheusRule.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { parse, stringify } from 'yaml';
import { DynamoDbKroComponent, Monitoring } from '../../../src';
import { Finding, platformFindings, TABLE_FINDINGS } from '../../../src/monitoring/fleet';
import { DYNAMODB_TABLE, Kind, TABLE } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { freePorts } from '../harness/ports';
import { downloadedModuleFolder } from '../harness/programs';
import { must } from '../harness/run-command';
import { cluster, connection, kubectl, leavesNothingIn } from '../harness/suite';
import { Supervisor } from '../harness/supervisor';

const NAMESPACE = 'monitored';
const GRAPH = 'dynamodbtable';
const WITHIN = 60_000;
const LOCALHOST = '127.0.0.1';

const component = new DynamoDbKroComponent(new Chart(Testing.app(), 'chart'), 'dynamodb', { monitoring: Monitoring.prometheus() });
const FILES = component.monitoringFiles();
const OBJECTS: any[] = component.monitoringObjects.map((each) => each.toJson());
const PROMETHEUS_RULE: Kind = { group: 'monitoring.coreos.com', version: 'v1', plural: 'prometheusrules' };
const FINDINGS: readonly Finding[] = [...TABLE_FINDINGS, ...platformFindings(GRAPH)];
const { panels } = JSON.parse(FILES['grafana-dashboard.json']);

const folder = mkdtempSync(join(tmpdir(), 'monitoring-'));
const supervisor = new Supervisor(connection.logs);
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
let target: string;

const table = (name: string, spec: object = {}): object => ({
  apiVersion: 'kro.run/v1alpha1',
  kind: 'DynamoDBTable',
  metadata: { name, namespace: NAMESPACE },
  spec: { tableName: `${name}-in-aws`, region: 'us-east-1', attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }], ...spec },
});
const synced = (status: string) => ({ type: 'ACK.ResourceSynced', status, lastTransitionTime: '2026-11-25T00:00:00Z' });
const terminal = { type: 'ACK.Terminal', status: 'True', message: 'ValidationException', lastTransitionTime: '2026-11-25T00:00:00Z' };
const arn = { ackResourceMetadata: { arn: 'arn:aws:dynamodb:us-east-1:123456789012:table/x', ownerAccountID: '123456789012', region: 'us-east-1' } };
const PROTECTED = { deletionProtectionEnabled: true };

/** Each table, with what ACK says of it, and which findings it is to have. */
const TABLES: ReadonlyArray<{ name: string; spec: object; says?: object; findings: readonly string[] }> = [
  { name: 'fine', spec: PROTECTED, says: { tableStatus: 'ACTIVE', conditions: [synced('True')] }, findings: [] },
  { name: 'stalled', spec: PROTECTED, says: { tableStatus: 'ACTIVE', conditions: [terminal] }, findings: ['DynamoDBTableStalled'] },
  { name: 'not-ready', spec: PROTECTED, says: { tableStatus: 'CREATING', conditions: [synced('False')] }, findings: ['DynamoDBTableNotReady'] },
  { name: 'unusable', spec: PROTECTED, says: { tableStatus: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS', conditions: [synced('True')] }, findings: ['DynamoDBTableNotReady', 'DynamoDBTableUnusable'] },
  { name: 'drifted', spec: PROTECTED, says: { tableStatus: 'ACTIVE', conditions: [synced('False')] }, findings: ['DynamoDBTableDrifted', 'DynamoDBTableNotReady'] },
  { name: 'unprotected', spec: {}, says: { tableStatus: 'ACTIVE', conditions: [synced('True')] }, findings: ['DynamoDBTableUnprotected'] },
  { name: 'deleted', spec: {}, findings: ['DynamoDBTableDeletionBlocked', 'DynamoDBTableUnprotected'] },
];

async function ask(queries: readonly string[]): Promise<Array<{ error?: string; result?: any }>> {
  const config = stringify({ scrape_configs: [{ job_name: 'kube-state-metrics', honor_labels: true, scrape_interval: '1s', scrape_timeout: '1s' }] });
  return JSON.parse(await must(connection.programs.prometheus!, [], { input: JSON.stringify({ config, targets: { 'kube-state-metrics': target }, queries }) }));
}

/** The tables of the check in an answer. */
const names = ({ error, result }: { error?: string; result?: any }): string[] => {
  expect(error).toBeUndefined();
  return result.filter(({ metric }: any) => metric.namespace === NAMESPACE).map(({ metric }: any) => metric.name).sort();
};

leavesNothingIn(NAMESPACE);

beforeAll(async () => {
  await cluster.namespace(NAMESPACE);
  await cluster.namespace('monitoring');
  const operator = await downloadedModuleFolder('prometheus-operator', 'github.com/prometheus-operator/prometheus-operator');
  const crd = join(operator, 'example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml');
  expect(await kubectl(['apply', '--server-side', '-f', crd])).toMatchObject({ code: 0 });
  expect(await kubectl(['wait', '--for=condition=Established', 'crd/prometheusrules.monitoring.coreos.com', '--timeout=60s'])).toMatchObject({ code: 0 });
  await cluster.apply(...OBJECTS, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'kube-state-metrics', namespace: 'monitoring' } });
  await cluster.apply(...TABLES.map(({ name, spec }) => table(name, spec)));
  const { stdout: token } = await kubectl(['create', 'token', 'kube-state-metrics', '-n', 'monitoring']);
  const kubeconfig = parse(await must('cat', [connection.kubeconfigs.admin]));
  kubeconfig.users[0].user = { token: token.trim() };
  const [port, telemetry] = await freePorts(2);
  target = `${LOCALHOST}:${port}`;
  await supervisor.start('kube-state-metrics', {
    command: connection.programs['kube-state-metrics']!,
    args: [
      '--kubeconfig', write('kubeconfig.yaml', stringify(kubeconfig)), '--custom-resource-state-only',
      '--custom-resource-state-config-file', write('kube-state-metrics.yaml', FILES['kube-state-metrics.yaml']),
      '--host', LOCALHOST, '--port', String(port), '--telemetry-host', LOCALHOST, '--telemetry-port', String(telemetry),
    ],
    ready: async () => expect((await fetch(`http://${target}/healthz`)).ok).toBe(true),
  });
  for (const { name, says } of TABLES.filter((each) => each.says)) {
    await cluster.until(TABLE, NAMESPACE, name, () => undefined, WITHIN);
    await cluster.writeStatus(TABLE, NAMESPACE, name, { ...arn, ...says });
  }
  await cluster.until(TABLE, NAMESPACE, 'deleted', () => undefined, WITHIN);
  const { metadata: { finalizers } } = await cluster.get(DYNAMODB_TABLE, NAMESPACE, 'deleted');
  await cluster.patch(DYNAMODB_TABLE, NAMESPACE, 'deleted', { metadata: { finalizers: [...finalizers, 'example.com/hold'] } });
  await cluster.delete(DYNAMODB_TABLE, NAMESPACE, 'deleted');
}, 4 * WITHIN);

afterAll(async () => {
  await supervisor.stop();
  const left = await cluster.find(DYNAMODB_TABLE, NAMESPACE, 'deleted');
  if (left) {
    await cluster.patch(DYNAMODB_TABLE, NAMESPACE, 'deleted', { metadata: { finalizers: left.metadata.finalizers.filter((each: string) => each !== 'example.com/hold') } });
  }
  rmSync(folder, { recursive: true });
});

test('the API server takes the objects, and kube-state-metrics may read what it needs, and nothing else', async () => {
  const can = async (resource: string) => (await kubectl(['auth', 'can-i', 'list', resource, '-A', '--as=system:serviceaccount:monitoring:kube-state-metrics'])).stdout.trim();
  expect(await Promise.all(['dynamodbtables.kro.run', 'resourcegraphdefinitions.kro.run', 'secrets', 'tables.dynamodb.services.k8s.aws'].map(can))).toEqual(['yes', 'yes', 'no', 'no']);
});

test('without the Prometheus Operator: its objects, and the file with the rights, are applied by kubectl', async () => {
  const without = new DynamoDbKroComponent(new Chart(Testing.app(), 'chart'), 'dynamodb', { monitoring: Monitoring.prometheus({ prometheusOperator: false }) });
  const objects: any[] = without.monitoringObjects.map((each) => each.toJson());
  expect(objects.map(({ apiVersion }) => apiVersion)).not.toContain('monitoring.coreos.com/v1');
  const applied = await kubectl(['apply', '--dry-run=server', '-f', '-'], { input: objects.map((each) => stringify(each)).join('---\n') });
  expect(applied).toMatchObject({ code: 0, stdout: expect.stringContaining('configmap/dynamodbtable-rules created (server dry run)') });
  // The same objects as those that are there.
  expect(await kubectl(['diff', '-f', write('kube-state-metrics-rbac.yaml', FILES['kube-state-metrics-rbac.yaml'])])).toMatchObject({ code: 0, stdout: '' });
});

test('the PrometheusRule is one by Prometheus Operator\'s CRD, which drops nothing of it and rejects what is none', async () => {
  const rule = OBJECTS.find(({ kind }) => kind === 'PrometheusRule');
  expect((await cluster.get(PROMETHEUS_RULE, rule.metadata.namespace, rule.metadata.name)).spec).toEqual(rule.spec);
  const [group] = rule.spec.groups;
  const wrong = { ...rule, metadata: { ...rule.metadata, name: 'wrong' }, spec: { groups: [{ ...group, rules: [{ ...group.rules[0], for: 'soon' }] }] } };
  expect(await cluster.refusal(wrong)).toContain('spec.groups[0].rules[0].for');
});

test('kube-state-metrics serves each metric of each table, with its name in AWS', async () => {
  await eventually('the metrics', async () => {
    const text = await (await fetch(`http://${target}/metrics`)).text();
    const line = (metric: string, labels: string[], value: string) =>
      expect(text.split('\n').filter((each) => each.startsWith(`dynamodb_kro_${metric}{`) && labels.every((label) => each.includes(label)) && each.endsWith(` ${value}`))).toHaveLength(1);
    line('table_info', ['name="fine"', 'namespace="monitored"', 'table_name="fine-in-aws"', 'region="us-east-1"'], '1');
    line('table_state', ['name="fine"', 'state="ACTIVE"'], '1');
    line('table_state', ['name="fine"', 'state="ERROR"'], '0');
    line('table_condition', ['name="stalled"', 'type="Stalled"'], '1');
    line('table_condition', ['name="drifted"', 'type="ACK.ResourceSynced"'], '0');
    line('table_deletion_protection', ['name="unprotected"'], '0');
    line('table_point_in_time_recovery', ['name="fine"'], '0');
    line('table_observed_generation', ['name="fine"'], '1');
    line('graph_state', [`name="${GRAPH}"`, 'state="Active"'], '1');
  }, WITHIN);
}, 2 * WITHIN);

test('Prometheus finds for each alert the tables that it is about', async () => {
  await eventually('the findings', async () => {
    const answers = await ask(FINDINGS.map(({ expr }) => expr));
    const found = Object.fromEntries(FINDINGS.map(({ alert }, i) => [alert, names(answers[i])]));
    const tablesOf = (alert: string) => TABLES.filter(({ findings }) => findings.includes(alert)).map(({ name }) => name).sort();
    expect(found).toEqual(Object.fromEntries(FINDINGS.map(({ alert }) => [alert, tablesOf(alert)])));
  }, WITHIN);
}, 2 * WITHIN);

test('Prometheus answers each query of the dashboard, for the namespaces that are chosen', async () => {
  const queries = panels.flatMap(({ title, targets }: any) => targets.map(({ expr }: any) => ({ title, expr: expr.replaceAll('$namespace', NAMESPACE) })));
  // A scrape that fails on a busy machine ends each series, until the next.
  await eventually('the answers', async () => {
    const answers = await ask(queries.map(({ expr }: any) => expr));
    const answer = (title: string) => answers[queries.findIndex((query: any) => query.title === title)];
    const valueOf = (title: string) => Number(answer(title).result[0].value[1]);
    answers.forEach(({ error }, i) => expect([queries[i].title, error]).toEqual([queries[i].title, undefined]));
    // No panel is empty but those of a finding that no table has.
    const empty = queries.filter((_: any, i: number) => answers[i].result.length === 0).map(({ title }: any) => title);
    expect(empty).toEqual(TABLE_FINDINGS.filter(({ alert }) => !TABLES.some(({ findings }) => findings.includes(alert))).map(({ title }) => `${title}: which`));
    expect(valueOf('Tables')).toBe(TABLES.length);
    for (const { title, alert } of TABLE_FINDINGS) {
      const wanted = TABLES.filter(({ findings }) => findings.includes(alert)).map(({ name }) => name).sort();
      expect([title, valueOf(title), names(answer(`${title}: which`))]).toEqual([title, wanted.length, wanted]);
    }
    const byState = Object.fromEntries(answer('Tables by state').result.map(({ metric, value }: any) => [metric.state, Number(value[1])]));
    expect(byState.ACTIVE).toBeGreaterThanOrEqual(2);
  }, WITHIN);
}, 2 * WITHIN);

const ID = 'namespace="team", name="orders"';
/** The series of a table that is in order, by name; and of the graph. */
const HEALTHY: Readonly<Record<string, string>> = {
  [`dynamodb_kro_table_info{${ID}}`]: '1',
  [`dynamodb_kro_table_status{${ID}, status="ACTIVE"}`]: '1',
  [`dynamodb_kro_table_status{${ID}, status="ARCHIVED"}`]: '0',
  [`dynamodb_kro_table_condition{${ID}, type="Ready"}`]: '1',
  [`dynamodb_kro_table_condition{${ID}, type="ACK.ResourceSynced"}`]: '1',
  [`dynamodb_kro_table_generation{${ID}}`]: '3',
  [`dynamodb_kro_table_observed_generation{${ID}}`]: '3',
  [`dynamodb_kro_table_deletion_protection{${ID}}`]: '1',
  [`dynamodb_kro_graph_state{name="${GRAPH}", state="Active"}`]: '1',
};
const READY = `dynamodb_kro_table_condition{${ID}, type="Ready"}`;
const SYNCED = `dynamodb_kro_table_condition{${ID}, type="ACK.ResourceSynced"}`;
const STALLED = `dynamodb_kro_table_condition{${ID}, type="Stalled"}`;
const DELETED = `dynamodb_kro_table_deletion_timestamp_seconds{${ID}}`;
const GRAPH_STATE = `dynamodb_kro_graph_state{name="${GRAPH}", state="Active"}`;

/** What makes an alert, with all the alerts that it makes after two hours; a series that is undefined is not there. */
const RULE_CASES: ReadonlyArray<readonly [what: string, changes: Record<string, string | undefined>, alerts: readonly string[]]> = [
  ['a table in order', {}, []],
  ['stalled', { [STALLED]: '1', [READY]: '0', [SYNCED]: '0' }, ['DynamoDBTableStalled']],
  ['archived', { [`dynamodb_kro_table_status{${ID}, status="ARCHIVED"}`]: '1' }, ['DynamoDBTableUnusable']],
  ['not ready', { [READY]: '0' }, ['DynamoDBTableNotReady']],
  ['without a status', { [READY]: undefined, [SYNCED]: undefined }, ['DynamoDBTableNotReady']],
  ['a change that kro has not processed', { [`dynamodb_kro_table_generation{${ID}}`]: '4' }, ['DynamoDBTablePending']],
  ['drifted', { [SYNCED]: '0' }, ['DynamoDBTableDrifted']],
  ['a deletion that does not end', { [DELETED]: '1', [READY]: '0', [SYNCED]: '0' }, ['DynamoDBTableDeletionBlocked']],
  ['unprotected', { [`dynamodb_kro_table_deletion_protection{${ID}}`]: '0' }, ['DynamoDBTableUnprotected']],
  ['a graph that is not active', { [GRAPH_STATE]: '0' }, ['DynamoDBGraphNotActive']],
  ['no metrics', { [GRAPH_STATE]: undefined }, ['DynamoDBMetricsMissing']],
];

test('promtool takes the rules, and each alert is tested', async () => {
  expect(await must(connection.programs.promtool!, ['check', 'rules', '--lint=all', '--lint-fatal', write('prometheus-rules.yaml', FILES['prometheus-rules.yaml'])])).toContain(`${FINDINGS.length} rules found`);
  expect([...new Set(RULE_CASES.flatMap(([, , alerts]) => alerts))].sort()).toEqual(FINDINGS.map(({ alert }) => alert).sort());
});

const MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60 };
const minutes = (duration: string): number => Number(duration.slice(0, -1)) * MINUTES[duration.slice(-1)];

test.each(RULE_CASES)('promtool test rules: %s', async (_, changes, alerts) => {
  const series = Object.entries({ ...HEALTHY, ...changes }).filter((entry) => entry[1] !== undefined).map(([name, value]) => ({ series: name, values: `${value}x200` }));
  // Which alerts fire at a time, as the series ALERTS says.
  const firing = (at: number, wanted: readonly string[]) => ({
    expr: 'count by (alertname) (ALERTS{alertstate="firing"})',
    eval_time: `${at}m`,
    exp_samples: wanted.map((alertname) => ({ labels: `{alertname="${alertname}"}`, value: 1 })),
  });
  const due = (alert: string) => minutes(FINDINGS.find((finding) => finding.alert === alert)!.for);
  const boundaries = alerts.flatMap((alert) => due(alert) === 0 ? [] : [firing(due(alert) - 1, []), firing(due(alert), [alert])]);
  const file = write('test.yaml', stringify({
    rule_files: ['prometheus-rules.yaml'], evaluation_interval: '1m', tests: [{ interval: '1m', input_series: series, promql_expr_test: [...boundaries, firing(120, alerts)] }],
  }));
  expect(await must(connection.programs.promtool!, ['test', 'rules', file])).toContain('SUCCESS');
});
