import { AlarmSettings } from './alarm-settings';
import { OPERATIONS } from './operations';
import { conditionOf, RecommendedAlarm } from './recommended';
import { Dimension, dimensionsOf, Watched, WatchedTable } from './watched-table';
import { MetricAlarmSpec } from '../../imports/cloudwatch.services.k8s.aws';

/** What CloudWatch is given for an alarm beside its name. */
type AlarmSpec = Omit<MetricAlarmSpec, 'name'>;

/** An alarm as it is rendered: its name in CloudWatch, and what it watches. */
export interface Alarm {
  readonly name: string;
  readonly spec: AlarmSpec;
}

export interface AlarmActions {
  readonly alarmActions?: string[];
  readonly oKActions?: string[];
}

const NAMESPACE = 'AWS/DynamoDB';

/** The alarm, with what the author changes of it. */
function conditions(alarm: RecommendedAlarm, settings: AlarmSettings, unitsOf?: (percent: number) => number): AlarmSpec {
  const threshold = settings.threshold ?? alarm.threshold;
  const units = unitsOf?.(threshold);
  const evaluationPeriods = settings.evaluationPeriods ?? alarm.evaluationPeriods;
  // Fewer periods and no datapoints given: all of them.
  const datapointsToAlarm = settings.datapointsToAlarm ?? Math.min(alarm.datapointsToAlarm, evaluationPeriods);
  const unit = units === undefined ? alarm.unit : `${alarm.unit} (${units} units a period)`;
  const condition = conditionOf({ ...alarm, threshold, unit, evaluationPeriods, datapointsToAlarm });
  const periods = `${evaluationPeriods === 1 ? 'period' : 'periods'} of ${settings.periodSeconds ?? alarm.periodSeconds} seconds`;
  return {
    alarmDescription: `${alarm.summary}: ${condition} ${periods}. ${alarm.advice}`,
    comparisonOperator: alarm.comparison,
    threshold: units ?? threshold,
    evaluationPeriods,
    datapointsToAlarm,
    // DynamoDB writes no datapoint where nothing happened.
    treatMissingData: 'notBreaching',
  };
}

function metric({ metricName, statistic, periodSeconds }: RecommendedAlarm, settings: AlarmSettings, dimensions: Dimension[]): AlarmSpec {
  return { namespace: NAMESPACE, metricName, statistic, period: settings.periodSeconds ?? periodSeconds, dimensions };
}

/** One metric of a table or an index. */
export function partAlarm(alarm: RecommendedAlarm, settings: AlarmSettings, part: Watched, prefix: string): Alarm {
  // No name of a table has a slash.
  const of = part.indexName === undefined ? part.tableName : `${part.tableName}/${part.indexName}`;
  const spec = { ...conditions(alarm, settings), ...metric(alarm, settings, dimensionsOf(part)) };
  return { name: `${prefix}${of}-${alarm.metricName}`, spec };
}

/** Consumed units in a period, against what a second may use. The threshold is a percentage. */
export function capacityAlarm(alarm: RecommendedAlarm, settings: AlarmSettings, part: Watched, capacity: number, prefix: string): Alarm {
  const seconds = settings.periodSeconds ?? alarm.periodSeconds;
  const { name, spec } = partAlarm(alarm, settings, part, prefix);
  return { name, spec: { ...spec, ...conditions(alarm, settings, (percent) => Math.round(percent * capacity * seconds) / 100) } };
}

/** The errors of all operations together: CloudWatch keeps them by operation only. */
export function operationsAlarm(alarm: RecommendedAlarm, settings: AlarmSettings, { tableName }: WatchedTable, prefix: string): Alarm {
  const period = settings.periodSeconds ?? alarm.periodSeconds;
  const metrics = OPERATIONS.map((operation, i) => {
    const dimensions = [{ name: 'TableName', value: tableName }, { name: 'Operation', value: operation }];
    return { id: `m${i}`, returnData: false, metricStat: { stat: alarm.statistic, period, metric: { namespace: NAMESPACE, metricName: alarm.metricName, dimensions } } };
  });
  const sum = { id: 'sum', expression: 'SUM(FILL(METRICS(), 0))', label: alarm.metricName, returnData: true };
  return { name: `${prefix}${tableName}-${alarm.metricName}`, spec: { ...conditions(alarm, settings), metrics: [sum, ...metrics] } };
}

/** How far a replica is behind. */
export function replicaAlarm(
  alarm: RecommendedAlarm, settings: AlarmSettings, { tableName }: WatchedTable, receivingRegion: string, prefix: string,
): Alarm {
  const dimensions = [{ name: 'TableName', value: tableName }, { name: 'ReceivingRegion', value: receivingRegion }];
  const name = `${prefix}${tableName}/${receivingRegion}-${alarm.metricName}`;
  return { name, spec: { ...conditions(alarm, settings), ...metric(alarm, settings, dimensions) } };
}

/** A metric of the whole account, in a region. */
export function accountAlarm(alarm: RecommendedAlarm, settings: AlarmSettings, prefix: string): Alarm {
  return { name: `${prefix}DynamoDB-${alarm.metricName}`, spec: { ...conditions(alarm, settings), ...metric(alarm, settings, []) } };
}
