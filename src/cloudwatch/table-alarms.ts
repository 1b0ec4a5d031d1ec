import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { AlarmSettings } from './alarm-settings';
import { render } from './load-render';
import { showWarnings } from '../app/show-warnings';
import { checkScope } from '../arguments';
import { Violation } from '../contract/violation';
import { once } from '../once';
import { Options } from '../props/options';
import { IDynamoDbTable } from '../table-interface';

/** Alarms of tables. */
export interface TableAlarmsProps {
  /**
   * The tables.
   * @default - those of `scopes`
   */
  readonly tables?: IDynamoDbTable[];

  /**
   * Constructs whose tables count, with all that is in them: a `DynamoDbApplication`, a chart, an app. Tables that are added
   * later have no alarms, and a warning says so.
   * @default - none
   */
  readonly scopes?: IConstruct[];

  /**
   * SNS topics that are notified when an alarm goes off: ARNs, up to 5, in the region of the tables.
   * @default - none: the alarm is only seen in CloudWatch
   */
  readonly alarmActions?: string[];

  /**
   * SNS topics that are notified when the alarm is OK again; otherwise as `alarmActions`.
   * @default - none
   */
  readonly okActions?: string[];

  /**
   * What the names of the alarms in CloudWatch begin with: up to 64 of `a-z A-Z 0-9 _ / - .`. An alarm is named
   * `PREFIXtable-metric`, of an index `PREFIXtable/index-metric`, and its name is unique in account and region.
   * @default - nothing
   */
  readonly alarmNamePrefix?: string;

  /**
   * Throttled reads of the table and of each global secondary index: `ReadThrottleEvents`, sum of a minute, over 0 in 5 of 5.
   * @default - on, as above
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#DynamoDB
   */
  readonly readThrottleEvents?: AlarmSettings;

  /**
   * Throttled writes of the table and of each global secondary index: `WriteThrottleEvents`, sum of a minute, over 0 in 5 of 5.
   * @default - on, as above
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#DynamoDB
   */
  readonly writeThrottleEvents?: AlarmSettings;

  /**
   * Errors of DynamoDB itself, of all operations of a workload together: `SystemErrors`, sum of a minute, over 0 in 15 of 15.
   * @default - on, as above
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#DynamoDB
   */
  readonly systemErrors?: AlarmSettings;

  /**
   * Consumed read capacity of the table and of each global secondary index that has a provisioned capacity or a cap:
   * `ConsumedReadCapacityUnits`, sum of a minute, at least 80 percent of that. The threshold is a percentage.
   * @default - on, as above
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Monitoring-metrics-creating-cloudwatch-alarms.html
   */
  readonly consumedReadCapacity?: AlarmSettings;

  /**
   * Consumed write capacity: `ConsumedWriteCapacityUnits`; otherwise as `consumedReadCapacity`.
   * @default - on, as above
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Monitoring-metrics-creating-cloudwatch-alarms.html
   */
  readonly consumedWriteCapacity?: AlarmSettings;

  /**
   * How far each replica is behind: `ReplicationLatency`, average of a minute, over 180,000 milliseconds in 15 of 15.
   * @default - on, as above
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#DynamoDB
   */
  readonly replicationLatency?: AlarmSettings;
}

/**
 * CloudWatch alarms of tables, those that AWS recommends, as ACK's `MetricAlarm`s. Needs the ACK CloudWatch controller. Each can be
 * changed or left out. Of a table that another app declares, capacity and replicas are not known, and its indexes only where they are named.
 *
 * What is wrong with the options is reported by `cdk8s synth`, all of it at once; nothing is written then.
 */
export class TableAlarms extends Construct {
  /** ACK's `MetricAlarm`s. */
  public readonly alarms: ApiObject[] = [];

  public constructor(scope: Construct, id: string, props: TableAlarmsProps) {
    super(checkScope('new TableAlarms', scope, id), id);
    const {
      addMetricAlarm, alarmsOf, alarmValidation, foreignTopics, inOnePartition, inOtherAccounts, readTables, TABLE_ALARMS, unwatched, watchedTable,
      ...read
    } = render();
    const problems: Violation[] = [];
    const options = new Options('', props, problems, {
      elsewhere: { table: 'tables', scope: 'scopes', actions: 'alarmActions', topics: 'alarmActions', prefix: 'alarmNamePrefix', throttledRequests: 'readThrottleEvents' },
    });
    const given = readTables(options, problems);
    problems.push(...given.validate(', and declare it before the alarms'));
    const declared = given.now();
    const tables = declared.map(watchedTable);
    const actions = read.readActions(options, problems);
    const prefix = read.readPrefix(options, problems);
    const settings = read.readSettings(options, TABLE_ALARMS, problems);
    options.finish();
    problems.push(...inOnePartition(declared, 'alarms'), ...read.unusedSettings(settings, tables), ...foreignTopics(actions, [...new Set(tables.map(({ region }) => region))]));
    for (const table of tables) {
      this.alarms.push(...alarmsOf(table, settings, prefix).map((alarm) => addMetricAlarm(this, alarm, table.region, actions)));
    }
    this.node.addValidation(alarmValidation(this, problems, this.alarms, declared, prefix !== ''));
    this.node.addValidation({ validate: once(() => showWarnings(this, [...inOtherAccounts(given, 'alarms'), ...declared.length === 0 ? [] : unwatched(declared, given.now())])) });
  }
}
