import { definitionOf } from './definition-of';
import { environmentsOf, Environment, isApplied, Shared, sharedOf, workflowOf } from './environments';
import { PLAIN_STEPS } from './kubevela-steps';
import { LocatedViolation } from './located';
import { Origins } from './origins';
import { gives, isUnknownOutput, outputsOf, outputsOfSteps, validateStatusOutputs } from './outputs';
import { validateStepFields } from './step-fields';
import { cycleOf, validateDependencies } from '../contract/dependencies';
import { Json, listOf, objectOf, objectsOf } from '../contract/json';
import { didYouMean, nameOf as textOf, show, Violation } from '../contract/violation';

/** The steps of KubeVela that a definition of somebody's own is seldom called nearly like. */
const KNOWN_STEPS = [...PLAIN_STEPS, 'apply-object', 'apply-remaining'];

/**
 * What an Application names and does not have: components that others or steps of the workflow wait for, steps that steps wait for,
 * policies, and outputs that inputs come from.
 */
export function validateReferences(application: Json, componentName: string, shared: Shared): LocatedViolation[] {
  const spec = objectOf(application.spec);
  if (application.kind !== 'Application' || !listOf(spec.components).some((component) => definitionOf(objectOf(component)) === componentName)) {
    return [];
  }
  const origins = new Origins(application);
  const components = objectsOf(spec.components);
  const own = objectOf(spec.workflow);
  const workflow = workflowOf(application, shared);
  const steps = stepsOf(workflow);
  const environments = environmentsOf(application, shared, origins);
  const policies = objectsOf(spec.policies);
  const inSteps = [
    ...stepsWithoutComponent(steps, components.map(nameOf)),
    ...stepsWithoutPolicy(steps, policies, (name) => sharedOf(application, name, shared.policies) !== undefined),
    ...stepsWithoutStep(steps, workflow),
    ...wrongSteps(steps),
    ...inputsOfSteps(steps, environments, workflow),
    ...steps.flatMap(({ step, property }) => validateStepFields(step, property)),
    ...steps.filter(({ step: { type, properties } }) => type === 'apply-component' && components.some((each) => each.name === objectOf(properties).component && definitionOf(each) === componentName))
      .flatMap(({ step, property }) => validateStatusOutputs(step).map((violation) => ({ ...violation, property: `${property}.${violation.property}` }))),
  ];
  const found = [
    ...workflow === own ? inSteps : inSteps.map((violation) => throughRef(violation, own)),
    ...sameNames(components),
    ...unusedPolicies(steps, policies, workflow),
    ...workflowElsewhere(workflow),
    ...tablesNotApplied(application, componentName, shared, environments),
  ];
  if (components.some(waits)) {
    for (const environment of environments) {
      const severity = environment.isUnknown ? { severity: 'warning' as const } : {};
      const circles = new Set<string>();
      components.forEach((component, i) => isApplied(application, component.name, shared) && validateComponent(component, `components[${i}]`, environment, workflow, components)
        // Of two components of one name, one tells of a circle.
        .filter(({ code, problem }) => code !== 'DependencyCycle' || (waits(component) && !circles.has(problem) && circles.add(problem)))
        .forEach((violation) => found.push({ ...leftOut(violation, components, environment), ...severity })));
    }
  }
  return found.map((violation) => ({ ...violation, at: origins.locate(spec, violation.property, ['spec']) }));
}

function waits({ dependsOn, inputs }: Json): boolean {
  return listOf(dependsOn).length + listOf(inputs).length > 0;
}

/** @see https://github.com/kubevela/kubevela/blob/master/pkg/appfile/parser.go ValidateComponentNames */
function sameNames(components: readonly Json[]): Violation[] {
  const names = new Set<unknown>();
  return components.flatMap(({ name }, i) => typeof name !== 'string' || name === '' || !names.has(name) ? names.add(name) && [] : [{
    code: 'DuplicateName', property: `components[${i}].name`, value: name, problem: 'is the name of another component too, so KubeVela rejects the Application', fix: 'Give each component a name of its own.',
  }]);
}

interface Step {
  readonly step: Json;
  readonly property: string;
  /** Its place, or that of its group, among the steps. */
  readonly order: number;
}

function stepsOf({ steps }: Json): Step[] {
  return objectsOf(steps).flatMap((step, order) => {
    const property = `workflow.steps[${order}]`;
    const inner = listOf(step.subSteps).map((each, i) => ({ step: objectOf(each), property: `${property}.subSteps[${i}]`, order }));
    return [{ step, property, order }, ...inner];
  });
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

/**
 * A policy may be an object of its own that only the cluster has. A name that is nearly that of one that no step uses is misspelt, and so is
 * one with a letter too much or too little; `eu-1` and `eu-2` may be two.
 */
function stepsWithoutPolicy(steps: readonly Step[], policies: readonly Json[], isShared: (name: string) => boolean): Violation[] {
  const deploys = steps.filter(({ step }) => step.type === 'deploy').flatMap(({ step, property }) =>
    listOf(objectOf(step.properties).policies).map((value, i) => ({ value, property: `${property}.properties.policies[${i}]` })));
  const names = policies.map(nameOf);
  const unused = names.filter((name) => !deploys.some(({ value }) => value === name));
  return deploys.flatMap(({ value, property }): Violation[] => {
    if (typeof value !== 'string' || names.includes(value) || isShared(value)) {
      return [];
    }
    const near = didYouMean(value, unused) || didYouMean(value, names.filter((name) => lettersDiffer(name, value)));
    return [near === '' ? {
      code: 'NotValidated', severity: 'warning', property, value, problem: 'is a policy that is not among the files, so its overrides were not validated', fix: `Validate it together with the Application.${didYouMean(value, names)}`,
    } : {
      code: 'UnknownPolicy', property, value, problem: 'is the name of no policy, so KubeVela never takes this step', fix: `Use the name of a policy.${near}`,
    }];
  });
}

/** One has a letter that the other lacks, or the same letters in another order. */
function lettersDiffer(one: string, other: string): boolean {
  const [shorter, longer] = [one, other].sort((a, b) => a.length - b.length);
  return shorter.length === longer.length ? [...shorter].sort().join('') === [...longer].sort().join('')
    : [...longer].some((letter, i) => /[a-z]/i.test(letter) && longer.slice(0, i) + longer.slice(i + 1) === shorter);
}

/** Steps of one name, of a misspelt type, and policies that are no list: KubeVela rejects the Application, or never gets to its end. */
function wrongSteps(steps: readonly Step[]): Violation[] {
  const names = steps.map(({ step }) => step.name);
  return steps.flatMap(({ step: { name, type, properties }, property }, i): Violation[] => {
    const { policies } = objectOf(properties);
    const near = typeof type === 'string' && !KNOWN_STEPS.includes(type) ? didYouMean(type, KNOWN_STEPS) : '';
    return [
      ...typeof name !== 'string' || names.indexOf(name) === i ? [] : [{
        code: 'DuplicateName', property: `${property}.name`, value: name, problem: 'is the name of another step too', fix: 'Give each step a name of its own.',
      }],
      ...near === '' ? [] : [{
        code: 'NotValidated', severity: 'warning' as const, property: `${property}.type`, value: type, problem: 'is not a step of KubeVela, so what it deploys was not validated', fix: near.trim(),
      }],
      ...type !== 'deploy' || policies === undefined || policies === null || Array.isArray(policies) ? [] : [{
        code: 'InvalidType', property: `${property}.properties.policies`, value: policies, problem: 'is not a list', fix: 'Give a list of names of policies.',
      }],
    ];
  });
}

/** Policies for steps that deploy, and what is without one. */
const EFFECTS: Readonly<Record<string, string>> = {
  override: 'what it overrides does not hold', topology: 'nothing is deployed where it says', replication: 'nothing is replicated',
};

/** With steps of its own, a workflow deploys with the policies that they name, and with no others. */
function unusedPolicies(steps: readonly Step[], policies: readonly Json[], { ref }: Json): Violation[] {
  // A step that we do not know may use them.
  if (steps.length === 0 || ref !== undefined || !steps.every(({ step }) => KNOWN_STEPS.includes(String(step.type)))) {
    return [];
  }
  const used = new Set(steps.flatMap(({ step }) => listOf(objectOf(step.properties).policies)));
  return policies.flatMap(({ name, type }, i): Violation[] => !Object.hasOwn(EFFECTS, String(type)) || typeof (name ?? '') !== 'string' || used.has(name ?? '') ? [] : [{
    code: 'UnusedPolicy',
    severity: 'warning',
    property: `policies[${i}].name`,
    value: name || undefined,
    ...name ? {
      problem: `is a policy that no step of the workflow names, so ${EFFECTS[String(type)]}`,
      fix: 'Name it in the policies of a deploy step, or remove it.',
    } : {
      problem: `is missing, so no step of the workflow names the policy, and ${EFFECTS[String(type)]}`,
      fix: 'Give it a name, and that to a deploy step.',
    },
  }]);
}

/** With steps of its own, a workflow applies what they name or select, and nothing else. */
function tablesNotApplied(application: Json, componentName: string, shared: Shared, environments: readonly Environment[]): Violation[] {
  return objectsOf(objectOf(application.spec).components).flatMap((component, i): Violation[] =>
    definitionOf(component) !== componentName || typeof component.name !== 'string' || (isApplied(application, component.name, shared)
      && environments.some(({ components, isUnknown }) => isUnknown || components.some(({ name }) => name === component.name))) ? [] : [{
        code: 'NotApplied', severity: 'warning', property: `components[${i}].name`, value: component.name, problem: 'is the name of a component that no step applies and no policy selects, so there is no table', fix: 'Name it in a step, or in the selector, or remove it.',
      }]);
}

function workflowElsewhere({ ref, steps }: Json): Violation[] {
  return typeof ref !== 'string' || listOf(steps).length > 0 ? [] : [{
    code: 'NotValidated', severity: 'warning', property: 'workflow.ref', value: ref, problem: 'is a workflow that is not among the files, so what it overrides was not validated', fix: 'Validate it together with the Application.',
  }];
}

/** A violation in the workflow that an Application names, told of the Application. */
function throughRef({ property, value, problem, ...violation }: Violation, { ref }: Json): Violation {
  return { ...violation, property: 'workflow.ref', value: ref, problem: `is a workflow in which ${property.replace(/^workflow\./, '')}${value === undefined ? '' : ` ${show(value)}`} ${problem}` };
}

/** KubeVela takes a step once those that it waits for are done, and steps one after another unless the workflow says otherwise. */
function stepsWithoutStep(steps: readonly Step[], { mode }: Json): Violation[] {
  const isInOrder = objectOf(mode).steps !== 'DAG';
  // A step that applies a component is known by its name, too.
  const namesOf = ({ step }: Step): string[] =>
    [nameOf(step), ...step.type === 'apply-component' ? [String(objectOf(step.properties).component)] : []];
  const named = new Map(steps.flatMap((each) => namesOf(each).map((name) => [name, each] as const)).reverse());
  const waitingSteps = steps.map((each) => ({
    name: nameOf(each.step),
    dependsOn: [
      ...listOf(each.step.dependsOn).map((name) => nameOf(named.get(textOf(name))?.step ?? { name })),
      ...giversOf(each.step, steps.map(({ step }) => step)),
    ],
  }));
  return steps.flatMap((each, i) => {
    const given = listOf(each.step.dependsOn);
    const inputs = objectsOf(each.step.inputs);
    if (given.length + inputs.length === 0) {
      return [];
    }
    const all = waitingSteps.filter((other, j) => i === j || other.name !== waitingSteps[i].name);
    const propertyOf = (j?: number): string => `${each.property}.dependsOn${j === undefined ? '' : `[${j}]`}`;
    const own = { name: waitingSteps[i].name, dependsOn: waitingSteps[i].dependsOn.slice(0, given.length) };
    const wrong = validateDependencies(own, all, propertyOf, STEPS, given.length > 0 ? undefined : `${each.property}.inputs`);
    const isSound = wrong.length === 0 && cycleOf(own.name, all) === undefined;
    const isLater = (name: unknown): boolean => isInOrder && isSound && (named.get(String(name))?.order ?? 0) > each.order;
    const later = (property: string, value: unknown, what: string): Violation => ({
      code: 'DependencyCycle',
      property,
      value,
      problem: `is ${what} later step, and KubeVela takes the steps in their order, so that this one waits forever`,
      fix: 'Put that step before this one, or set workflow.mode.steps to DAG.',
    });
    return [
      ...wrong,
      ...given.flatMap((value, j) => isLater(value) ? later(propertyOf(j), value, 'a') : []),
      ...inputs.flatMap((input, j) => giversOf({ inputs: [input] }, steps.map(({ step }) => step)).some(isLater)
        ? later(`${each.property}.inputs[${j}].from`, input.from, 'an output of a') : []),
    ];
  });
}

/** KubeVela waits with a step for what its inputs come from. */
function inputsOfSteps(steps: readonly Step[], environments: readonly Environment[], workflow: Json): Violation[] {
  const isUnknown = isUnknownOutput(environments, workflow);
  const severity = environments.some((environment) => environment.isUnknown) ? { severity: 'warning' as const } : {};
  const known = [...environments.flatMap(({ components }) => components), ...steps.map(({ step }) => step)].flatMap(outputsOf);
  return steps.flatMap(({ step, property }) => objectsOf(step.inputs).flatMap(({ from }, i): Violation[] => !isUnknown(from) ? [] : [{
    code: 'UnknownOutput', ...severity, property: `${property}.inputs[${i}].from`, value: from, problem: 'is the output of no component and no workflow step, so KubeVela never takes this step', fix: `Use the name of an output.${didYouMean(String(from), known)}`,
  }]));
}

const STEPS = { code: 'UnknownStep', what: 'step of the workflow' };

function validateComponent(
  component: Json, property: string, { components, after = [] }: Environment, workflow: Json, written: readonly Json[],
): Violation[] {
  const name = nameOf(component);
  // In this environment it may be left out.
  if (!components.some((each) => nameOf(each) === name)) {
    return [];
  }
  const outputs = outputsOfSteps(workflow);
  const isUnknown = isUnknownOutput([{ components }], workflow);
  const inputs = objectsOf(component.inputs).flatMap(({ from }, i): Violation[] => !isUnknown(from) ? [] : [{
    code: 'UnknownOutput',
    property: `${property}.inputs[${i}].from`,
    value: from,
    problem: 'is the output of no component and no workflow step, so KubeVela never applies this component',
    fix: `Use the name of an output.${didYouMean(String(from), [...components.flatMap(outputsOf), ...outputs ?? []])}`,
  }]);
  const others = after.filter((each) => each !== name).map((each) => written.find((other) => nameOf(other) === each) ?? { name: each });
  const all = [...components, ...others].map((each) => ({
    name: nameOf(each),
    dependsOn: [...listOf(each.dependsOn), ...outputs === undefined ? [] : giversOf(each, components, outputs)],
  }));
  const within = (i?: number): string => `${property}.dependsOn${i === undefined ? '' : `[${i}]`}`;
  const dependencies = validateDependencies({ name, dependsOn: listOf(component.dependsOn) }, all, within, undefined, listOf(component.dependsOn).length > 0 ? undefined : `${property}.inputs`);
  return [...dependencies, ...inputs];
}

/** A dependency that there is, but not where the component is deployed. */
function leftOut(violation: Violation, components: readonly Json[], { step, components: deployed }: Environment): Violation {
  const { code, value } = violation;
  const isOther = code === 'UnknownComponent' && components.some(({ name }) => name === value) && !deployed.some(({ name }) => name === value);
  return !isOther ? violation : {
    ...violation,
    problem: step === undefined ? 'is a component that no step apply-component applies before this one' : `is a component that the selector of a policy leaves out in the step ${step}`,
    fix: step === undefined ? `Apply ${String(value)} in a step before, or remove the dependency.` : `Add ${String(value)} to the selector, or remove the dependency.`,
  };
}

/**
 * The names of those that give what this one takes as inputs, which it waits for as for its dependencies.
 * @param elsewhere outputs that are there without them
 */
function giversOf(waiting: Json, givers: readonly Json[], elsewhere: readonly string[] = []): string[] {
  return objectsOf(waiting.inputs).flatMap(({ from }) => typeof from !== 'string' || gives(elsewhere, from) ? []
    : givers.filter((each) => gives(outputsOf(each), from)).map(nameOf).slice(0, 1));
}

function nameOf({ name }: Json): string {
  return textOf(name ?? '');
}
