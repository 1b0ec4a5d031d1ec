import { API_VERSION, KIND } from '../contract/names';
import { TABLE_STATUSES } from '../contract/status';

/** What the names of all metrics begin with. */
export const PREFIX = 'dynamodb_kro';

/** A metric of kube-state-metrics, in the terms of its CustomResourceState configuration. */
export interface Metric {
  /** Its name, after the prefix. */
  readonly name: string;
  readonly help: string;
  readonly each: object;
}

const gauge = (path: readonly string[], more: object = {}): object => ({ type: 'Gauge', gauge: { path, ...more } });
const flag = (path: readonly string[]): object => gauge(path, { nilIsZero: true });
const states = (labelName: string, path: readonly string[], list: readonly string[]): object => ({ type: 'StateSet', stateSet: { labelName, path, list } });
/** A condition that is neither True nor False counts as False. */
const conditions = gauge(['status', 'conditions'], { labelsFromPath: { type: ['type'] }, valueFrom: ['status'] });

export const TABLE_METRICS: readonly Metric[] = [
  { name: 'table_info', help: 'A DynamoDBTable, with its name and region in AWS.', each: { type: 'Info', info: { labelsFromPath: { table_name: ['spec', 'tableName'], region: ['spec', 'region'] } } } },
  { name: 'table_state', help: 'State that kro reports, one series for each state.', each: states('state', ['status', 'state'], ['ACTIVE', 'IN_PROGRESS', 'FAILED', 'DELETING', 'ERROR']) },
  { name: 'table_status', help: 'Status of the table in AWS, one series for each status.', each: states('status', ['status', 'tableStatus'], TABLE_STATUSES) },
  { name: 'table_condition', help: 'A condition of the DynamoDBTable: 1 for True, else 0.', each: conditions },
  { name: 'table_generation', help: 'Generation of the declaration.', each: gauge(['metadata', 'generation']) },
  { name: 'table_observed_generation', help: 'Generation that the status is about.', each: flag(['status', 'observedGeneration']) },
  { name: 'table_deletion_protection', help: 'Whether deletion protection is declared.', each: flag(['spec', 'deletionProtectionEnabled']) },
  { name: 'table_point_in_time_recovery', help: 'Whether point-in-time recovery is declared.', each: flag(['spec', 'pointInTimeRecoveryEnabled']) },
  { name: 'table_deletion_timestamp_seconds', help: 'When the deletion was requested, as a Unix time.', each: gauge(['metadata', 'deletionTimestamp']) },
];

/** kro rejects a graph by its conditions, and then it is Inactive. */
export const GRAPH_METRICS: readonly Metric[] = [
  { name: 'graph_state', help: 'State of a ResourceGraphDefinition, one series for each state.', each: states('state', ['status', 'state'], ['Active', 'Inactive']) },
  { name: 'graph_condition', help: 'A condition of a ResourceGraphDefinition: 1 for True, else 0.', each: conditions },
];

/** The CustomResourceState configuration of kube-state-metrics. */
export function customResourceState(apiGroup: string): object {
  const resource = (groupVersionKind: object, labelsFromPath: object, metrics: readonly Metric[]): object =>
    ({ groupVersionKind, metricNamePrefix: PREFIX, labelsFromPath, metrics });
  const name = { name: ['metadata', 'name'] };
  return {
    kind: 'CustomResourceStateMetrics',
    spec: {
      resources: [
        resource({ group: apiGroup, version: API_VERSION, kind: KIND }, { namespace: ['metadata', 'namespace'], ...name }, TABLE_METRICS),
        resource({ group: 'kro.run', version: 'v1alpha1', kind: 'ResourceGraphDefinition' }, name, GRAPH_METRICS),
      ],
    },
  };
}
