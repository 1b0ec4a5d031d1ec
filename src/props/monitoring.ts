import { PrometheusOptions } from './prometheus-options';

/** How whoever runs the platform sees the state of all tables of the cluster. */
export class Monitoring {
  /**
   * kube-state-metrics, Prometheus and Grafana: a CustomResourceState configuration for the `DynamoDBTable` and the graph, alert rules, and
   * a dashboard. The rules are a `PrometheusRule` of the Prometheus Operator; without it, turn `prometheusOperator` off.
   * `DynamoDbKroComponent.monitoringFiles()` gives all as plain files.
   * @param options where kube-state-metrics runs, and what the Operator and Grafana go by
   */
  public static prometheus(options: PrometheusOptions = {}): Monitoring {
    return new Monitoring(options);
  }

  private constructor(private readonly options: PrometheusOptions) {}

  /** @internal */
  public _spec(): object {
    return { prometheus: this.options };
  }
}
