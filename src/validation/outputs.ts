import { Environment } from './environments';
import { PLAIN_STEPS } from './kubevela-steps';
import { listed, STATUS_ELSEWHERE, STATUS_FIELDS } from '../contract/foreign-names';
import { Json, listOf, objectOf, objectsOf } from '../contract/json';
import { didYouMean, Violation } from '../contract/violation';

/** The outputs of the steps of a workflow, with those in groups; undefined where a step may set any variable. */
export function outputsOfSteps({ ref, steps }: Json): string[] | undefined {
  const all = objectsOf(steps).flatMap((step) => [step, ...listOf(step.subSteps).map(objectOf)]);
  return ref === undefined && all.every(({ type }) => PLAIN_STEPS.includes(String(type))) ? all.flatMap(outputsOf) : undefined;
}

/** Whether this is where an input comes from. */
export function gives(outputs: readonly string[], from: string): boolean {
  return outputs.some((output) => `${from}.`.startsWith(`${output}.`));
}

/** Whether an input comes from nowhere: no component of any environment and no step gives it. */
export function isUnknownOutput(environments: ReadonlyArray<Pick<Environment, 'components'>>, workflow: Json): (from: unknown) => boolean {
  const outputs = outputsOfSteps(workflow);
  const all = [...environments.flatMap(({ components }) => components).flatMap(outputsOf), ...outputs ?? []];
  return (from) => outputs !== undefined && typeof from === 'string' && !/^context\b/.test(from) && !gives(all, from);
}

export function outputsOf({ outputs }: Json): string[] {
  return listOf(outputs).flatMap((output) => objectOf(output).name ?? []).map(String);
}

/** What is wrong with a path of the status of a table, if there is no such field. */
export function validateStatusPath(property: string, value: string, path: string, name: string): Violation[] {
  const meant = STATUS_ELSEWHERE[name.toLowerCase()];
  return STATUS_FIELDS.includes(name) ? [] : [{
    code: 'UnknownOutput', severity: 'warning', property, value, problem: 'is not in the status of a table', fix: meant ? `Use ${path}.${meant}.` : didYouMean(name, STATUS_FIELDS).trim() || `Use one of ${listed(STATUS_FIELDS)}.`,
  }];
}

/** Outputs of a table that come from a field that its status does not have. */
export function validateStatusOutputs({ outputs }: Json): Violation[] {
  return objectsOf(outputs).flatMap(({ valueFrom: value }, i): Violation[] => {
    const [, name] = /^\s*output\.status\.(\w+)/.exec(String(value)) ?? [];
    return name === undefined ? [] : validateStatusPath(`outputs[${i}].valueFrom`, String(value), 'output.status', name);
  });
}
