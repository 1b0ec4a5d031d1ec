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
  readonly unit: string;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  /** What it means when it goes off, and what to do. */
  readonly description: string;
  readonly source: string;
}

const RECOMMENDED = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#DynamoDB';
const CREATING = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Monitoring-metrics-creating-cloudwatch-alarms.html';
const METRICS = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html';

const minutes = (count: number) => ({ periodSeconds: 60, evaluationPeriods: count, datapointsToAlarm: count });
const COUNT = { statistic: 'Sum', comparison: 'GreaterThanThreshold', threshold: 0, unit: 'events a period' } as const;
const CAPACITY = { statistic: 'Sum', comparison: 'GreaterThanOrEqualToThreshold', threshold: 80, unit: 'percent of the provisioned or capped capacity' } as const;
const UTILIZATION = {
  statistic: 'Maximum', comparison: 'GreaterThanThreshold', threshold: 80, unit: 'percent', periodSeconds: 300, evaluationPeriods: 2, datapointsToAlarm: 2, source: RECOMMENDED,
} as const;

export const READ_THROTTLE_EVENTS: RecommendedAlarm = {
  ...COUNT,
  ...minutes(5),
  property: 'readThrottleEvents',
  metricName: 'ReadThrottleEvents',
  description: 'Reads are throttled in five minutes on end. Raise the read capacity or its cap, or spread the keys that are read.',
  source: `${RECOMMENDED} (metric, statistic, period and datapoints; the threshold is ours)`,
};
export const WRITE_THROTTLE_EVENTS: RecommendedAlarm = {
  ...COUNT,
  ...minutes(5),
  property: 'writeThrottleEvents',
  metricName: 'WriteThrottleEvents',
  description: 'Writes are throttled in five minutes on end. Raise the write capacity or its cap, or spread the keys that are written.',
  source: `${RECOMMENDED} (metric, statistic, period and datapoints; the threshold is ours)`,
};
export const SYSTEM_ERRORS: RecommendedAlarm = {
  ...COUNT,
  ...minutes(15),
  property: 'systemErrors',
  metricName: 'SystemErrors',
  description: 'DynamoDB has answered with errors of its own (HTTP 500) for fifteen minutes. Look at the AWS Health Dashboard.',
  source: `${RECOMMENDED} (metric, statistic, period and datapoints; the threshold, and the sum over operations, are ours)`,
};
export const CONSUMED_READ_CAPACITY: RecommendedAlarm = {
  ...CAPACITY,
  ...minutes(1),
  property: 'consumedReadCapacity',
  metricName: 'ConsumedReadCapacityUnits',
  description: 'Reads use most of the capacity. Requests are throttled when it is used up.',
  source: CREATING,
};
export const CONSUMED_WRITE_CAPACITY: RecommendedAlarm = {
  ...CAPACITY,
  ...minutes(1),
  property: 'consumedWriteCapacity',
  metricName: 'ConsumedWriteCapacityUnits',
  description: 'Writes use most of the capacity. Requests are throttled when it is used up.',
  source: CREATING,
};
export const REPLICATION_LATENCY: RecommendedAlarm = {
  ...minutes(15),
  statistic: 'Average',
  comparison: 'GreaterThanThreshold',
  threshold: 180_000,
  unit: 'milliseconds',
  property: 'replicationLatency',
  metricName: 'ReplicationLatency',
  description: 'A replica is more than three minutes behind. Read where the items are written until it has caught up.',
  source: `${METRICS} (metric; threshold, period and datapoints are ours)`,
};

export const TABLE_ALARMS: readonly RecommendedAlarm[] = [
  READ_THROTTLE_EVENTS, WRITE_THROTTLE_EVENTS, SYSTEM_ERRORS, CONSUMED_READ_CAPACITY, CONSUMED_WRITE_CAPACITY, REPLICATION_LATENCY,
];

export const ACCOUNT_ALARMS: readonly RecommendedAlarm[] = [
  {
    ...UTILIZATION,
    property: 'accountReadCapacity',
    metricName: 'AccountProvisionedReadCapacityUtilization',
    description: 'The tables of this account have most of the read capacity that its quota allows. Ask AWS for a higher quota.',
  },
  {
    ...UTILIZATION,
    property: 'accountWriteCapacity',
    metricName: 'AccountProvisionedWriteCapacityUtilization',
    description: 'The tables of this account have most of the write capacity that its quota allows. Ask AWS for a higher quota.',
  },
  {
    ...UTILIZATION,
    property: 'largestTableReadCapacity',
    metricName: 'MaxProvisionedTableReadCapacityUtilization',
    description: 'A table of this account has most of the read capacity that the quota of one table allows. Ask AWS for a higher quota.',
  },
  {
    ...UTILIZATION,
    property: 'largestTableWriteCapacity',
    metricName: 'MaxProvisionedTableWriteCapacityUtilization',
    description: 'A table of this account has most of the write capacity that the quota of one table allows. Ask AWS for a higher quota.',
  },
];
