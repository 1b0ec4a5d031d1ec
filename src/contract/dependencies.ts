import { didYouMean, Violation } from './violation';

/** A component of an Application, or a step of its workflow, and the names of those that it waits for. */
export interface Waiting {
  readonly name: string;
  readonly dependsOn: readonly unknown[];
}

const COMPONENTS = { code: 'UnknownComponent', what: 'component of the Application' };

/**
 * What is wrong with what a component waits for. KubeVela applies nothing of an Application with such a component, or never that component.
 * Nor does it take a step that waits for none that there is.
 * @param all components of the Application, with this one, or steps
 * @param propertyOf the property of its dependencies, or of one of them
 * @param cycleProperty the property that closes a circle, where that is another
 */
export function validateDependencies(
  { name, dependsOn }: Waiting, all: readonly Waiting[], propertyOf: (i?: number) => string, { code, what } = COMPONENTS,
  cycleProperty = propertyOf(),
): Violation[] {
  const others = all.map((other) => other.name).filter((other) => other !== name);
  const [one] = what.split(' ');
  const unknown = dependsOn.flatMap((value, i): Violation[] => {
    const violation = { code, property: propertyOf(i), value };
    if (String(value) === name) {
      return [{ ...violation, problem: `is the ${one} itself`, fix: 'Remove it.' }];
    }
    return others.includes(String(value)) ? []
      : [{ ...violation, problem: `is no other ${what}`, fix: `Use the name of another ${one}.${didYouMean(String(value), others)}` }];
  });
  const cycle = cycleOf(name, all);
  // The first of a circle tells of it. That one depends on itself was said.
  const isFirst = all.find((each) => cycle?.includes(each.name))?.name === name;
  return cycle === undefined || !isFirst || (cycle.length === 2 && dependsOn.map(String).includes(name)) ? unknown : [...unknown, {
    code: 'DependencyCycle', property: cycleProperty, problem: `waits for itself: ${cycle.join(' -> ')}`, fix: 'Remove one of these dependencies.',
  }];
}

/** The components by way of which this one waits for itself, if it does; it is the first and the last of them. */
export function cycleOf(name: string, components: readonly Waiting[]): string[] | undefined {
  // Of one name there may be several, which is reported besides.
  const byName = new Map<string, readonly unknown[]>();
  components.forEach(({ name: of, dependsOn }) => byName.set(of, [...byName.get(of) ?? [], ...dependsOn]));
  // Each with the one that waits for it.
  const reached = new Map<string, string>();
  const open = [name];
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    for (const next of (byName.get(from) ?? []).map(String).filter((each) => !reached.has(each))) {
      reached.set(next, from);
      open.push(next);
    }
  }
  const cycle = [name];
  for (let from = reached.get(name); from !== undefined && from !== name; from = reached.get(from)) {
    cycle.unshift(from);
  }
  return reached.has(name) ? [name, ...cycle] : undefined;
}
