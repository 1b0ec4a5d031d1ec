import { Finding, platformFindings, TABLE_FINDINGS } from './fleet';

/** The groups of alert rules, as Prometheus reads them from a file and the Prometheus Operator from a PrometheusRule. */
export function ruleGroups(graph: string): object {
  const rule = ({ alert, severity, summary, description, expr, for: duration }: Finding): object =>
    ({ alert, expr, for: duration, labels: { severity }, annotations: { summary, description } });
  return { groups: [{ name: 'dynamodb-kro', rules: [...TABLE_FINDINGS, ...platformFindings(graph)].map(rule) }] };
}
