/**
 * The alarms, each once, with its defaults. Where AWS's own page says that a threshold depends on the workload, the threshold is
 * ours; `source` says so.
 */
export interface RecommendedAlarm {
  /** The property of `TableAlarmsProps` or `AccountAlarmsProps` that changes it. */
  readonly property: string;
  readonly metricName: string;
  readonly statistic: 'Sum' | 'Average' | 'Maximum';
  readonly comparison: 'GreaterThanThreshold' | 'GreaterThanOrEqualToThreshold';
  /** In `unit`. */
  readonly threshold: number;
  /** What no table reaches, in `unit`; of events, in a second. */
  readonly most: number;
  readonly unit: string;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  /** What is watched, or what it means when it goes off. */
  readonly summary: string;
  /** What to do then. */
  readonly advice: string;
  readonly source: string;
}

/** When an alarm goes off, in words: of the alarm by default, or as it is rendered. */
export function conditionOf({ comparison, threshold, unit, evaluationPeriods, datapointsToAlarm }: Pick<RecommendedAlarm, 'comparison' | 'threshold' | 'unit' | 'evaluationPeriods' | 'datapointsToAlarm'>): string {
  return `${comparison === 'GreaterThanThreshold' ? 'over' : 'at least'} ${threshold} ${unit}, in ${datapointsToAlarm} of ${evaluationPeriods}`;
}

const RECOMMENDED = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#DynamoDB';
const CREATING = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Monitoring-metrics-creating-cloudwatch-alarms.html';

const minutes = (count: number) => ({ periodSeconds: 60, evaluationPeriods: count, datapointsToAlarm: count });
const COUNT = { statistic: 'Sum', comparison: 'GreaterThanThreshold', threshold: 0, unit: 'events a period', most: 1_000_000 } as const;
const CAPACITY = { statistic: 'Sum', comparison: 'GreaterThanOrEqualToThreshold', threshold: 80, unit: 'percent of the provisioned or capped capacity', most: 10_000 } as const;
const UTILIZATION = {
  statistic: 'Maximum',
  comparison: 'GreaterThanThreshold',
  threshold: 80,
  unit: 'percent',
  most: 100,
  periodSeconds: 300,
  evaluationPeriods: 2,
  datapointsToAlarm: 2,
  source: RECOMMENDED,
} as const;

export const READ_THROTTLE_EVENTS: RecommendedAlarm = {
  ...COUNT,
  ...minutes(5),
  property: 'readThrottleEvents',
  metricName: 'ReadThrottleEvents',
  summary: 'Reads are throttled',
  advice: 'Raise the read capacity or its cap, or spread the keys that are read.',
  source: `${RECOMMENDED} (metric, statistic, period and datapoints; the threshold is ours)`,
};
export const WRITE_THROTTLE_EVENTS: RecommendedAlarm = {
  ...COUNT,
  ...minutes(5),
  property: 'writeThrottleEvents',
  metricName: 'WriteThrottleEvents',
  summary: 'Writes are throttled',
  advice: 'Raise the write capacity or its cap, or spread the keys that are written.',
  source: `${RECOMMENDED} (metric, statistic, period and datapoints; the threshold is ours)`,
};
export const SYSTEM_ERRORS: RecommendedAlarm = {
  ...COUNT,
  ...minutes(15),
  property: 'systemErrors',
  metricName: 'SystemErrors',
  summary: 'DynamoDB answers with errors of its own (HTTP 500)',
  advice: 'Look at the AWS Health Dashboard.',
  source: `${RECOMMENDED} (metric, statistic, period and datapoints; the threshold, and the sum over operations, are ours)`,
};
export const CONSUMED_READ_CAPACITY: RecommendedAlarm = {
  ...CAPACITY,
  ...minutes(1),
  property: 'consumedReadCapacity',
  metricName: 'ConsumedReadCapacityUnits',
  summary: 'Consumed read capacity',
  advice: 'Requests are throttled when it is used up.',
  source: CREATING,
};
export const CONSUMED_WRITE_CAPACITY: RecommendedAlarm = {
  ...CAPACITY,
  ...minutes(1),
  property: 'consumedWriteCapacity',
  metricName: 'ConsumedWriteCapacityUnits',
  summary: 'Consumed write capacity',
  advice: 'Requests are throttled when it is used up.',
  source: CREATING,
};
export const REPLICATION_LATENCY: RecommendedAlarm = {
  ...minutes(15),
  statistic: 'Average',
  comparison: 'GreaterThanThreshold',
  threshold: 180_000,
  // A week.
  most: 604_800_000,
  unit: 'milliseconds',
  property: 'replicationLatency',
  metricName: 'ReplicationLatency',
  summary: 'A replica is behind',
  advice: 'Read where the items are written until it has caught up.',
  source: `${RECOMMENDED} (all but the threshold; from 3 minutes on AWS advises to look into it)`,
};

export const TABLE_ALARMS: readonly RecommendedAlarm[] = [
  READ_THROTTLE_EVENTS, WRITE_THROTTLE_EVENTS, SYSTEM_ERRORS, CONSUMED_READ_CAPACITY, CONSUMED_WRITE_CAPACITY, REPLICATION_LATENCY,
];

export const ACCOUNT_ALARMS: readonly RecommendedAlarm[] = [
  {
    ...UTILIZATION,
    property: 'accountReadCapacity',
    metricName: 'AccountProvisionedReadCapacityUtilization',
    summary: 'Provisioned read capacity of this account against its quota',
    advice: 'Ask AWS for a higher quota.',
  },
  {
    ...UTILIZATION,
    property: 'accountWriteCapacity',
    metricName: 'AccountProvisionedWriteCapacityUtilization',
    summary: 'Provisioned write capacity of this account against its quota',
    advice: 'Ask AWS for a higher quota.',
  },
  {
    ...UTILIZATION,
    property: 'largestTableReadCapacity',
    metricName: 'MaxProvisionedTableReadCapacityUtilization',
    summary: 'Provisioned read capacity of the largest table against the quota of one table',
    advice: 'Ask AWS for a higher quota.',
  },
  {
    ...UTILIZATION,
    property: 'largestTableWriteCapacity',
    metricName: 'MaxProvisionedTableWriteCapacityUtilization',
    summary: 'Provisioned write capacity of the largest table against the quota of one table',
    advice: 'Ask AWS for a higher quota.',
  },
];
