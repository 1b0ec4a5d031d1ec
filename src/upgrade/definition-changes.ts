import { changedParts } from './changed-parts';
import { defaultFinding } from './default-changes';
import { UpgradeFinding } from './finding';
import { accepted, note, NOTHING } from './verdicts';
import { Json, objectOf } from '../contract/json';

/** KubeVela writes the defaults of a component into the table that it renders. */
const AT_NEXT_CHANGE = 'for tables of Applications that do not set it, for existing ones at the next change of their Application';

/** What has changed between two versions of a ComponentDefinition. */
export function definitionChanges(path: string, previous: Json, next: Json): UpgradeFinding[] {
  const [was, is] = [previous, next].map(parametersOf);
  return [
    ...[...new Set([...was.keys(), ...is.keys()])].flatMap((name) => parameterChange(`${path} parameter.${name}`, name, was.get(name), is.get(name))),
    ...otherChanges(path, previous, next, 'Applications get it at their next change'),
  ];
}

/** What has changed between two versions of a TraitDefinition. */
export function traitChanges(path: string, previous: Json, next: Json): UpgradeFinding[] {
  const [was, is] = [previous, next].map(parametersOf);
  return [
    ...[...was.keys()].filter((name) => !is.has(name)).map((name) =>
      accepted('ParameterRemoved', `${path} parameter.${name}`, 'is removed; KubeVela rejects the next change of an Application that sets it', 'Put it back.')),
    ...(JSON.stringify(previous.spec) === JSON.stringify(next.spec) ? [] : [
      note('DefinitionChanged', path, 'is rendered in another way; Applications get it at their next change', 'See that it means the same for existing tables.'),
    ]),
  ];
}

interface Parameter {
  readonly text: string;
  readonly default?: string | boolean | number;
}

function parameterChange(path: string, field: string, was?: Parameter, is?: Parameter): UpgradeFinding[] {
  if (is === undefined) {
    return [accepted('ParameterRemoved', path, 'is removed; KubeVela rejects the next change of an Application that sets it', 'Put it back.')];
  }
  if (was === undefined) {
    return [note('ParameterAdded', path, 'is new', NOTHING)];
  }
  if (was.default !== is.default) {
    const code = was.default === undefined ? 'DefaultAdded' : is.default === undefined ? 'DefaultRemoved' : 'DefaultChanged';
    return [defaultFinding(code, field, { path, was: was.default, is: is.default, effect: AT_NEXT_CHANGE })];
  }
  return was.text === is.text ? [] : [note('ParameterChanged', path, `is ${is.text} instead of ${was.text}`, 'See what the same field of the ResourceGraphDefinition says.')];
}

/** The parts of a definition beside its parameters and rules. */
function otherChanges(path: string, previous: Json, next: Json, effect: string): UpgradeFinding[] {
  const [was, is] = [previous, next].map(({ spec }) => ({ ...objectOf(spec), schematic: undefined }));
  return changedParts(was, is).map((part) => note('DefinitionChanged', `${path} ${part}`, `is another; ${effect}`, NOTHING));
}

/** The parameters, as `vela/parameters.ts` prints them: one a line. */
function parametersOf(definition: Json): ReadonlyMap<string, Parameter> {
  const [, block] = /^#Parameter: \{\n([^]*?)^\}/m.exec(templateOf(definition)) ?? [];
  return new Map((block ?? '').split('\n').flatMap((line) => {
    const [, name, text] = /^\t(\w+)\??: (.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, { text, default: defaultIn(text) }] as const];
  }));
}

function defaultIn(text: string): string | boolean | number | undefined {
  const [, value] = /\*("[^"]*"|true|false|-?\d+)(?: \||$)/.exec(text) ?? [];
  return value === undefined ? undefined : JSON.parse(value);
}

/** The CUE of a definition. */
export function templateOf({ spec }: Json): string {
  return String(objectOf(objectOf(objectOf(spec).schematic).cue).template);
}
