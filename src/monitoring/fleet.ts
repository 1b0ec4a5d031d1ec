import { PREFIX } from './metrics';
import { LOST } from '../contract/status';

/** What may be wrong with tables, each as a query that gives a series for each table of which it holds. Alerts and dashboard are made of them. */
export interface Finding {
  readonly alert: string;
  readonly title: string;
  readonly severity: 'critical' | 'warning' | 'info';
  readonly for: string;
  readonly summary: string;
  /** What to do. */
  readonly description: string;
  readonly expr: string;
}

const ON = 'on (namespace, name)';
const condition = (type: string, value: 0 | 1): string => `${PREFIX}_table_condition{type="${type}"} == ${value}`;
// Without the templates of Prometheus, which would be code of Helm's in a chart; the labels name the table.
const LOOK = 'kubectl describe dynamodbtable NAME -n NAMESPACE';
const isStalled = condition('Stalled', 1);
const isDeleted = `${PREFIX}_table_deletion_timestamp_seconds`;

export const TABLE_FINDINGS: readonly Finding[] = [
  {
    alert: 'DynamoDBTableStalled',
    title: 'Stalled',
    severity: 'critical',
    for: '5m',
    summary: 'A DynamoDBTable is stalled',
    description: `ACK has given up until the declaration changes, because AWS rejects it. The condition Stalled has the message of AWS: ${LOOK}`,
    expr: isStalled,
  },
  {
    alert: 'DynamoDBTableUnusable',
    title: 'Unusable',
    severity: 'critical',
    for: '0m',
    summary: 'A DynamoDBTable cannot be used',
    description: 'DynamoDB cannot use the KMS key of the table. Make the key usable within seven days, because AWS archives the table then.',
    expr: `${PREFIX}_table_status{status=~"${LOST.join('|')}"} == 1`,
  },
  {
    alert: 'DynamoDBTableNotReady',
    title: 'Not ready',
    severity: 'warning',
    for: '15m',
    summary: 'A DynamoDBTable is not ready',
    description: `The conditions have the reason: ${LOOK}`,
    expr: `(${PREFIX}_table_info unless ${ON} (${condition('Ready', 1)})) unless ${ON} (${isStalled}) unless ${ON} ${isDeleted}`,
  },
  {
    alert: 'DynamoDBTablePending',
    title: 'Pending',
    severity: 'warning',
    for: '10m',
    summary: 'A change of a DynamoDBTable is pending',
    description: 'kro has not processed the last change of the declaration. Look at the logs of kro, and whether the ResourceGraphDefinition is Active.',
    expr: `(${PREFIX}_table_generation > ${ON} ${PREFIX}_table_observed_generation) unless ${ON} ${isDeleted}`,
  },
  {
    alert: 'DynamoDBTableDrifted',
    title: 'Drifted',
    severity: 'warning',
    for: '30m',
    summary: 'A DynamoDBTable differs from its declaration',
    description: `The table is ACTIVE in AWS, and ACK could not make it what is declared. The conditions have the reason: ${LOOK}`,
    expr: `(${condition('ACK.ResourceSynced', 0)}) and ${ON} (${PREFIX}_table_status{status="ACTIVE"} == 1) unless ${ON} (${isStalled}) unless ${ON} ${isDeleted}`,
  },
  {
    alert: 'DynamoDBTableDeletionBlocked',
    title: 'Deletion blocked',
    severity: 'warning',
    for: '30m',
    summary: 'The deletion of a DynamoDBTable does not end',
    description: 'ACK reports the reason on its Table: kubectl describe tables.dynamodb.services.k8s.aws NAME -n NAMESPACE',
    expr: `${isDeleted} > 0`,
  },
  {
    alert: 'DynamoDBTableUnprotected',
    title: 'Unprotected',
    severity: 'info',
    for: '1h',
    summary: 'A DynamoDBTable has no deletion protection',
    description: 'Set deletionProtectionEnabled, or silence this alert for namespaces whose tables may go.',
    expr: `${PREFIX}_table_deletion_protection == 0`,
  },
];

/** What is wrong with the platform itself; `graph` is the name of its ResourceGraphDefinition. */
export function platformFindings(graph: string): Finding[] {
  const active = `${PREFIX}_graph_state{name="${graph}", state="Active"}`;
  return [
    {
      alert: 'DynamoDBGraphNotActive',
      title: 'Graph not active',
      severity: 'critical',
      for: '5m',
      summary: 'kro does not serve DynamoDBTables',
      description: `The ResourceGraphDefinition is not Active, and no table changes. Its conditions have the reason: kubectl describe rgd ${graph}`,
      expr: `${active} == 0`,
    },
    {
      alert: 'DynamoDBMetricsMissing',
      title: 'Metrics missing',
      severity: 'warning',
      for: '15m',
      summary: 'There are no metrics of DynamoDBTables',
      description: 'kube-state-metrics lacks the CustomResourceState configuration or the rights, or Prometheus does not scrape it. The other alerts say nothing now.',
      expr: `absent(${active})`,
    },
  ];
}
