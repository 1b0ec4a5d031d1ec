/** Where kube-state-metrics runs, and what the Prometheus Operator and Grafana go by. */
export interface PrometheusOptions {
  /**
   * Namespace of the objects, and of kube-state-metrics: 1 to 63 of `a-z 0-9 -`.
   * @default monitoring
   */
  readonly namespace?: string;

  /**
   * ServiceAccount of kube-state-metrics, which gets the right to read tables and graphs.
   * @default kube-state-metrics
   */
  readonly serviceAccountName?: string;

  /**
   * Whether the Prometheus Operator runs in the cluster. Without it, the alert rules are a ConfigMap with a file for `rule_files` of Prometheus
   * (`prometheus-rules.yaml`) instead of a `PrometheusRule`, a kind that only the Operator brings.
   * @default true
   */
  readonly prometheusOperator?: boolean;

  /**
   * Labels of the PrometheusRule, or of the ConfigMap with the rules, as the `ruleSelector` of the Prometheus requires: `{ release: 'kube-prometheus-stack' }`.
   * @default - none
   */
  readonly ruleLabels?: { [name: string]: string };

  /**
   * Labels of the ConfigMap with the dashboard, by which the sidecar of Grafana finds it.
   * @default - `grafana_dashboard: "1"`, as Grafana's Helm chart has it
   */
  readonly dashboardLabels?: { [name: string]: string };
}
