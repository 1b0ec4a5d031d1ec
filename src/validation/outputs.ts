import { Environment } from './environments';
import { PLAIN_STEPS } from './kubevela-steps';
import { Json, listOf, objectOf } from '../contract/json';

/** The outputs of the steps of a workflow, with those in groups; undefined where a step may set any variable. */
export function outputsOfSteps({ ref, steps }: Json): string[] | undefined {
  const all = listOf(steps).map(objectOf).flatMap((step) => [step, ...listOf(step.subSteps).map(objectOf)]);
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
