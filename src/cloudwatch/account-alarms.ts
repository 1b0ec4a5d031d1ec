import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { AlarmSettings } from './alarm-settings';
import { render } from './load-render';
import { checkScope } from '../arguments';
import { REGION } from '../contract/fields';
import { unknownRegion } from '../contract/rules/region';
import { validateRequired } from '../contract/validate-shapes';
import { Violation } from '../contract/violation';
import { Options } from '../props/options';

/** Alarms of an AWS account, in one region. */
export interface AccountAlarmsProps {
  /** The AWS region, such as `us-east-1`. */
  readonly region: string;

  /**
   * SNS topics that are notified when an alarm goes off: ARNs, up to 5, in the region.
   * @default - none: the alarm is only seen in CloudWatch
   */
  readonly alarmActions?: string[];

  /**
   * SNS topics that are notified when the alarm is OK again; otherwise as `alarmActions`.
   * @default - none
   */
  readonly okActions?: string[];

  /**
   * What the names of the alarms in CloudWatch begin with: up to 64 of `a-z A-Z 0-9 _ / - .`.
   * @default - nothing
   */
  readonly alarmNamePrefix?: string;

  /**
   * Read capacity of all tables against the quota of the account: `AccountProvisionedReadCapacityUtilization`, maximum of five minutes,
   * over 80 percent in 2 of 2.
   * @default - on, as above
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#DynamoDB
   */
  readonly accountReadCapacity?: AlarmSettings;

  /**
   * Write capacity of all tables: `AccountProvisionedWriteCapacityUtilization`; otherwise as `accountReadCapacity`.
   * @default - on, as above
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#DynamoDB
   */
  readonly accountWriteCapacity?: AlarmSettings;

  /**
   * Read capacity of the largest table against the quota of one table: `MaxProvisionedTableReadCapacityUtilization`; otherwise as
   * `accountReadCapacity`.
   * @default - on, as above
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#DynamoDB
   */
  readonly largestTableReadCapacity?: AlarmSettings;

  /**
   * Write capacity of the largest table: `MaxProvisionedTableWriteCapacityUtilization`; otherwise as `accountReadCapacity`.
   * @default - on, as above
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#DynamoDB
   */
  readonly largestTableWriteCapacity?: AlarmSettings;
}

/**
 * CloudWatch alarms on the quotas of DynamoDB in an AWS account and region, for whoever runs the platform: ACK's `MetricAlarm`s. Needs the ACK
 * CloudWatch controller.
 *
 * What is wrong with the options is reported by `cdk8s synth`, all of it at once; nothing is written then.
 */
export class AccountAlarms extends Construct {
  /** ACK's `MetricAlarm`s. */
  public readonly alarms: ApiObject[];

  public constructor(scope: Construct, id: string, props: AccountAlarmsProps) {
    super(checkScope('new AccountAlarms', scope, id), id);
    const { ACCOUNT_ALARMS, accountAlarm, addMetricAlarm, alarmValidation, foreignTopics, readActions, readPrefix, readSettings } = render();
    const problems: Violation[] = [];
    const options = new Options('', props, problems);
    const region = options.take('region');
    problems.push(...validateRequired('region', region, REGION), ...unknownRegion('region', region));
    const actions = readActions(options, problems);
    const prefix = readPrefix(options, problems);
    const settings = readSettings(options, ACCOUNT_ALARMS, problems);
    options.finish();
    problems.push(...foreignTopics(actions, [String(region)]));
    this.alarms = ACCOUNT_ALARMS.filter(({ property }) => settings.get(property)!.enabled !== false)
      .map((alarm) => addMetricAlarm(this, accountAlarm(alarm, settings.get(alarm.property)!, prefix), String(region), actions));
    this.node.addValidation(alarmValidation(this, problems, this.alarms));
  }
}
