import { environmentsOf, Environment, SharedPolicies } from './environments';
import { LocatedViolation } from './located';
import { definitionOf } from './nearly-ours';
import { Origins } from './origins';
import { validateDependencies, Waiting } from '../contract/dependencies';
import { Json, listOf, objectOf } from '../contract/json';
import { didYouMean, Violation } from '../contract/violation';

/** Steps that set no variables but their outputs. */
const PLAIN_STEPS: readonly unknown[] = ['deploy', 'apply-component', 'suspend', 'step-group', 'notification'];

/** What an Application names and does not have: components that others or steps of the workflow wait for, and outputs that inputs come from. */
export function validateReferences(application: Json, componentName: string, shared: SharedPolicies): LocatedViolation[] {
  const spec = objectOf(application.spec);
  if (application.kind !== 'Application' || !listOf(spec.components).some((component) => definitionOf(objectOf(component)) === componentName)) {
    return [];
  }
  const origins = new Origins(application);
  const components = listOf(spec.components).map(objectOf);
  const steps = stepsOf(objectOf(spec.workflow));
  const found = stepsWithoutComponent(steps, components.map(nameOf));
  if (components.some(({ dependsOn, inputs }) => listOf(dependsOn).length + listOf(inputs).length > 0)) {
    const isKnown = objectOf(spec.workflow).ref === undefined && steps.every(({ step }) => PLAIN_STEPS.includes(step.type));
    const outputs = isKnown ? steps.flatMap(({ step }) => outputsOf(step)) : undefined;
    for (const environment of environmentsOf(application, shared, origins)) {
      const severity = environment.unknownPolicies.length > 0 ? { severity: 'warning' as const } : {};
      components.forEach((component, i) => validateComponent(component, `components[${i}]`, environment, outputs)
        .forEach((violation) => found.push({ ...violation, ...severity })));
    }
  }
  return found.map((violation) => ({ ...violation, at: origins.locate(spec, violation.property, ['spec']) }));
}

interface Step {
  readonly step: Json;
  readonly property: string;
}

function stepsOf({ steps }: Json): Step[] {
  const within = (list: unknown, path: string): Step[] => listOf(list).map((step, i) => ({ step: objectOf(step), property: `${path}[${i}]` }));
  return within(steps, 'workflow.steps').flatMap((each) => [each, ...within(each.step.subSteps, `${each.property}.subSteps`)]);
}

function stepsWithoutComponent(steps: readonly Step[], names: readonly string[]): Violation[] {
  return steps.flatMap(({ step: { type, properties }, property }) => {
    const { component } = objectOf(properties);
    return type !== 'apply-component' || typeof component !== 'string' || names.includes(component) ? [] : [{
      code: 'UnknownComponent',
      property: `${property}.properties.component`,
      value: component,
      problem: 'is the name of no component, so KubeVela applies nothing of the Application',
      fix: `Use the name of a component.${didYouMean(component, names)}`,
    }];
  });
}

/** @param outputs those of steps; undefined where a step may set any variable */
function validateComponent(component: Json, property: string, { components }: Environment, outputs?: readonly string[]): Violation[] {
  const name = nameOf(component);
  // In this environment it may be left out.
  if (!components.some((each) => nameOf(each) === name)) {
    return [];
  }
  const given = [...components.flatMap(outputsOf), ...outputs ?? []];
  const inputs = outputs === undefined ? [] : listOf(component.inputs).map(objectOf).flatMap(({ from }, i): Violation[] =>
    typeof from !== 'string' || /^context\b/.test(from) || given.some((each) => `${from}.`.startsWith(`${each}.`)) ? [] : [{
      code: 'UnknownOutput',
      // Where nothing has an output, this may be a part of an Application.
      ...given.length > 0 ? {} : { severity: 'warning' },
      property: `${property}.inputs[${i}].from`,
      value: from,
      problem: 'is the output of no component and no workflow step, so KubeVela never applies this component',
      fix: `Use the name of an output.${didYouMean(from, given)}`,
    }]);
  const dependencies = listOf(component.dependsOn).length === 0 ? []
    : validateDependencies(waiting(component), components.map(waiting), (i) => `${property}.dependsOn${i === undefined ? '' : `[${i}]`}`);
  return [...dependencies, ...inputs];
}

function waiting(component: Json): Waiting {
  return { name: nameOf(component), dependsOn: listOf(component.dependsOn) };
}

function nameOf({ name }: Json): string {
  return String(name ?? '');
}

function outputsOf({ outputs }: Json): string[] {
  return listOf(outputs).flatMap((output) => objectOf(output).name ?? []).map(String);
}
