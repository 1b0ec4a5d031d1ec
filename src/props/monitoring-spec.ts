import { Options } from './options';
import { KUBERNETES_LABEL, KUBERNETES_NAME, LABEL_KEY, LABEL_VALUE } from '../contract/fields';
import { isObject } from '../contract/json';
import { validateValue } from '../contract/validate-shapes';
import { Violation } from '../contract/violation';

export const DEFAULT_MONITORING_NAMESPACE = 'monitoring';
export const DEFAULT_METRICS_SERVICE_ACCOUNT = 'kube-state-metrics';

/** PrometheusOptions as they were declared. */
export interface DeclaredPrometheus {
  readonly namespace: string;
  readonly serviceAccountName: string;
  readonly prometheusOperator: boolean;
  readonly ruleLabels: Readonly<Record<string, string>>;
  readonly dashboardLabels: Readonly<Record<string, string>>;
}

/** Reads PrometheusOptions, and notes what is wrong with them. */
export function declarePrometheus(given: unknown, problems: Violation[]): DeclaredPrometheus {
  const options = new Options('monitoring', given, problems);
  const namespace = options.take('namespace') ?? DEFAULT_MONITORING_NAMESPACE;
  const serviceAccountName = options.take('serviceAccountName') ?? DEFAULT_METRICS_SERVICE_ACCOUNT;
  const prometheusOperator = options.take('prometheusOperator') ?? true;
  problems.push(
    ...validateValue('monitoring.namespace', namespace, KUBERNETES_LABEL),
    ...validateValue('monitoring.serviceAccountName', serviceAccountName, KUBERNETES_NAME),
    ...validateValue('monitoring.prometheusOperator', prometheusOperator, { kind: 'boolean' }),
  );
  const labels = (name: string, byDefault: Record<string, string>): Record<string, string> => {
    const value = options.take(name) ?? byDefault;
    if (!isObject(value)) {
      options.problem(name, { code: 'InvalidType', value, problem: 'is not an object', fix: 'Give an object with a property for each label.' });
      return byDefault;
    }
    Object.entries(value).forEach(([label, text]) => problems.push(
      ...validateValue(`key of monitoring.${name}`, label, LABEL_KEY),
      ...validateValue(`monitoring.${name}[${JSON.stringify(label)}]`, text, LABEL_VALUE),
    ));
    return value as Record<string, string>;
  };
  const declared = {
    namespace: String(namespace),
    serviceAccountName: String(serviceAccountName),
    prometheusOperator: prometheusOperator !== false,
    ruleLabels: labels('ruleLabels', {}),
    dashboardLabels: labels('dashboardLabels', { grafana_dashboard: '1' }),
  };
  options.finish();
  return declared;
}
