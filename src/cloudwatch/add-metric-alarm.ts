import { createHash } from 'node:crypto';
import { ApiObject } from 'cdk8s';
import { Construct, IValidation } from 'constructs';
import { registerNames } from './duplicates';
import { Alarm, AlarmActions } from './metric-alarm';
import { reportViolations } from '../app/show-warnings';
import { ACK_REGION } from '../contract/names';
import { isWarning, Violation } from '../contract/violation';
import { once } from '../once';
import { DeclaredTable } from '../props/table-spec';

/** The L1s, loaded when one is needed. */
function l1(): typeof import('./l1') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./l1');
}

/** Adds ACK's object for an alarm. */
export function addMetricAlarm(scope: Construct, { name, spec }: Alarm, region: string, actions: AlarmActions): ApiObject {
  // A slash would divide the path of the construct.
  return new ApiObject(scope, `${name} ${region}`.replaceAll('/', '|'), l1().MetricAlarm.manifest({
    metadata: { name: objectName(name, region), annotations: { [ACK_REGION]: region } },
    // Given, because CloudWatch returns it and ACK would take the answer for a change, and write the alarm again at each reconcile.
    spec: { ...spec, name, actionsEnabled: true, alarmActions: actions.alarmActions, oKActions: actions.oKActions },
  }));
}

/** CloudWatch takes so many characters for the name of an alarm. */
const MAX_NAME = 255;

/**
 * What `cdk8s synth` reports of these alarms, beside the problems with the options.
 * @param tables those that they are about
 */
export function alarmValidation(
  scope: Construct, problems: readonly Violation[], alarms: readonly ApiObject[], tables: readonly DeclaredTable[] = [], hasPrefix = true,
): IValidation {
  const named = alarms.map((alarm) => {
    const { metadata, spec } = alarm.toJson();
    return { name: String(spec.name), region: metadata.annotations[ACK_REGION], tables };
  });
  // Alarms that are wrong may lie in no region, where all would meet.
  const duplicates = problems.some((problem) => !isWarning(problem)) ? [] : registerNames(scope, named, 'alarmNamePrefix', 'alarm');
  const tooLong = named.filter(({ name }) => name.length > MAX_NAME).map(({ name }): Violation => ({
    code: 'InvalidLength', property: hasPrefix ? 'alarmNamePrefix' : 'tables', value: name, problem: `${hasPrefix ? 'makes' : 'make'} a name of ${name.length} characters`, fix: `CloudWatch takes ${MAX_NAME}. ${hasPrefix ? 'Use a shorter prefix, or leave' : 'Leave'} this table out: its name, or that of an index, is too long.`,
  }));
  const none: Violation[] = alarms.length > 0 || problems.length > 0 ? [] : [{
    code: 'NotWatched', severity: 'warning', property: 'alarms', problem: 'are none, as each is left out', fix: 'Turn one on, or remove the construct.',
  }];
  return { validate: once(() => reportViolations(scope, [...problems, ...none, ...tooLong, ...duplicates])) };
}

/** The name of a table may have what Kubernetes does not take, and two names may differ in nothing else: so a hash of it ends this one. */
function objectName(name: string, region: string): string {
  const hash = createHash('sha256').update(`${region}/${name}`).digest('hex').slice(0, 8);
  return `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-/, '').slice(0, 200)}-${hash}`;
}
