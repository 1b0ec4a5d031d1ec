import { AlarmSettings } from './alarm-settings';
import { AlarmActions } from './metric-alarm';
import { RecommendedAlarm } from './recommended';
import { WatchedTable } from './watched-table';
import { partitionOf } from '../contract/partitions';
import { ListShape, Shape, StringShape } from '../contract/shape';
import { validateValue } from '../contract/validate-shapes';
import { Violation } from '../contract/violation';
import { Options } from '../props/options';

/** What is changed of each alarm, by property. */
export type Settings = ReadonlyMap<string, AlarmSettings>;

const HOUR = 3_600;
const DAY = 86_400;
const SETTINGS: Readonly<Record<Exclude<keyof AlarmSettings, 'threshold'>, Shape>> = {
  enabled: { kind: 'boolean' },
  periodSeconds: { kind: 'integer', minimum: 60, maximum: DAY },
  evaluationPeriods: { kind: 'integer', minimum: 1, maximum: 1_440 },
  datapointsToAlarm: { kind: 'integer', minimum: 1, maximum: 1_440 },
};

/** Also an Auto Scaling policy or a Systems Manager item may be an action; only a topic is accepted here. */
const TOPIC_ARN: StringShape = {
  kind: 'string',
  pattern: '^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[a-zA-Z0-9_.-]{1,256}$',
  meaning: 'the ARN of an SNS topic (arn:aws:sns:REGION:ACCOUNT:NAME)',
};
const TOPICS: ListShape = { kind: 'list', of: TOPIC_ARN, maxItems: 5 };
const PREFIX: StringShape = { kind: 'string', pattern: '^[a-zA-Z0-9_./-]{0,64}$', meaning: 'up to 64 of a-z A-Z 0-9 _ . / -' };

/** Reads the settings of these alarms; what is wrong with them is noted, and they count as not given. */
export function readSettings(options: Options, alarms: readonly RecommendedAlarm[], problems: Violation[]): Settings {
  return new Map(alarms.map((alarm): [string, AlarmSettings] => {
    const found: Violation[] = [];
    // What is wrong by itself does not count in what is required together.
    const right = (name: string, value: unknown, wrong: readonly Violation[]): Array<[string, unknown]> => {
      found.push(...wrong);
      return value === undefined || wrong.length > 0 ? [] : [[name, value]];
    };
    const settings = options.struct(alarm.property, (inner) => {
      const threshold = inner.take('threshold');
      return Object.fromEntries([...right('threshold', threshold, threshold === undefined ? [] : wrongThreshold(alarm, threshold)), ...Object.entries(SETTINGS).flatMap(([name, shape]) => {
        const value = inner.take(name);
        return right(name, value, value === undefined ? [] : validateValue(`${alarm.property}.${name}`, value, shape));
      })]) as AlarmSettings;
    }, { how: 'an object; { enabled: false } leaves the alarm out', elsewhere: { period: 'periodSeconds' } }) ?? {};
    found.push(...together(alarm, settings));
    problems.push(...found, ...whileOff(alarm.property, settings));
    return [alarm.property, found.length > 0 ? {} : settings];
  }));
}

const UNUSED = { code: 'UnusedSetting', severity: 'warning' } as const;

/** What is changed of an alarm that is off. */
function whileOff(property: string, { enabled, ...settings }: AlarmSettings): Violation[] {
  return enabled !== false ? [] : Object.entries(settings).map(([name, value]) => ({
    ...UNUSED, property: `${property}.${name}`, value, problem: 'has no effect, because the alarm is off', fix: 'Remove it, or remove { enabled: false }.',
  }));
}

/** Settings of alarms that none of these tables has. */
export function unusedSettings(settings: Settings, tables: readonly WatchedTable[]): Violation[] {
  const parts = tables.flatMap((table) => table.parts);
  const capacity = 'a provisioned or capped capacity';
  return ([
    ['consumedReadCapacity', capacity, parts.some(({ readCapacity }) => readCapacity !== undefined)],
    ['consumedWriteCapacity', capacity, parts.some(({ writeCapacity }) => writeCapacity !== undefined)],
    ['replicationLatency', 'a replica', tables.some(({ replicaRegions }) => replicaRegions.length > 0)],
  ] as const).filter(([property, , isThere]) => {
    const given = settings.get(property) ?? {};
    return !isThere && tables.length > 0 && given.enabled !== false && Object.keys(given).length > 0;
  }).map(([property, what]) => ({
    ...UNUSED, property, problem: `makes no alarm, because no table has ${what}`, fix: 'Remove it. Of a table that another app declares, capacity and replicas are not known.',
  }));
}

/** CloudWatch takes any number. One that the metric never reaches, or always has, makes no alarm. Bursts use more than 100 percent of a capacity. */
function wrongThreshold({ property, comparison, unit, most }: RecommendedAlarm, value: unknown): Violation[] {
  const wrong = (code: string, problem: string, fix: string): Violation[] => [{ code, property: `${property}.threshold`, value, problem, fix }];
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return wrong('InvalidType', 'is not a number', 'Give a number.');
  }
  if (value < 0) {
    return wrong('OutOfRange', 'is out of range', 'Use at least 0.');
  }
  if (value === 0 && comparison === 'GreaterThanOrEqualToThreshold') {
    return wrong('InvalidAlarm', 'is always reached', 'Give more than 0; { enabled: false } leaves the alarm out.');
  }
  return unit === 'percent' && value >= most ? wrong('InvalidAlarm', 'is never exceeded', 'Give less than 100 percent.') : [];
}

/** What CloudWatch requires of these numbers together. */
function together(alarm: RecommendedAlarm, settings: AlarmSettings): Violation[] {
  const period = settings.periodSeconds ?? alarm.periodSeconds;
  const periods = settings.evaluationPeriods ?? alarm.evaluationPeriods;
  const found: Violation[] = [];
  const wrong = (name: string, value: unknown, problem: string, fix: string) => found.push({ code: 'InvalidAlarm', property: `${alarm.property}.${name}`, value, problem, fix });
  if (period % 60 !== 0) {
    wrong('periodSeconds', period, 'is not a multiple of 60', 'Give whole minutes, in seconds.');
  }
  const [longest, what] = period < HOUR ? [DAY, 'a day'] : [7 * DAY, 'seven days'];
  if (period * periods > longest) {
    wrong('evaluationPeriods', periods, `with periods of ${period} seconds is more than ${what}`, `Give at most ${Math.floor(longest / period)}, or shorter periods.`);
  }
  const most = alarm.unit === 'events a period' ? alarm.most * period : alarm.most;
  if (alarm.unit !== 'percent' && (settings.threshold ?? 0) >= most) {
    wrong('threshold', settings.threshold, 'is never reached', `Give less than ${most} ${alarm.unit}.`);
  }
  if ((settings.datapointsToAlarm ?? 1) > periods) {
    wrong('datapointsToAlarm', settings.datapointsToAlarm, `is more than the ${periods} periods that count`, `Give at most ${periods}, or more evaluationPeriods.`);
  }
  return found;
}

export function readActions(options: Options, problems: Violation[]): AlarmActions {
  const topics = (name: string): string[] | undefined => {
    const value = options.take(name);
    const found = value === undefined ? [] : validateValue(name, value, TOPICS);
    problems.push(...found);
    return Array.isArray(value) ? value : undefined;
  };
  return { alarmActions: topics('alarmActions'), oKActions: topics('okActions') };
}

export function readPrefix(options: Options, problems: Violation[]): string {
  const value = options.take('alarmNamePrefix') ?? '';
  problems.push(...validateValue('alarmNamePrefix', value, PREFIX));
  return String(value);
}

const isTopic = new RegExp(TOPIC_ARN.pattern!);

/** A topic that is not in the region of the alarm: CloudWatch takes such an action and never carries it out. */
export function foreignTopics({ alarmActions = [], oKActions = [] }: AlarmActions, regions: readonly string[]): Violation[] {
  const foreign = (property: string, arns: readonly string[]): Violation[] => arns.flatMap((value, i) => {
    const [, partition, , ofTopic] = String(value).split(':');
    const others = regions.filter((region) => region !== ofTopic);
    const { id } = partitionOf(String(ofTopic));
    return !isTopic.test(value) ? [] : others.length === 0 && partition === id ? [] : others.length === 0 ? [{
      code: 'InvalidAlarm', property: `${property}[${i}]`, value, problem: `is in the partition ${partition}, and ${ofTopic} is in ${id}`, fix: `Give arn:${id}:….`,
    }] : [{
      code: 'InvalidAlarm',
      property: `${property}[${i}]`,
      value,
      problem: `is not in ${others.join(', ')}, where alarms are`,
      fix: 'Give a topic of the same region; alarms of another region have a construct of their own.',
    }];
  });
  return [...foreign('alarmActions', alarmActions), ...foreign('okActions', oKActions)];
}
