/** The L1s of ACK's CloudWatch controller, loaded when one is needed: most apps declare no alarms here. */
export { Dashboard, MetricAlarm } from '../../imports/cloudwatch.services.k8s.aws';
