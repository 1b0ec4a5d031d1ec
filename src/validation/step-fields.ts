import { namesIn, PROPERTIES, STEP as STEP_SHAPE } from './application-shape';
import { Envelope, validateEnvelope } from './envelope';
import { isObject, Json, listOf, objectOf } from '../contract/json';
import { didYouMean, member, Violation } from '../contract/violation';

const STEP: Envelope = { what: 'a step', fields: namesIn(STEP_SHAPE), inner: 'properties' };

/** What of their properties steps need. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = { 'deploy': [], 'apply-component': ['component'], 'apply-object': ['value'], 'suspend': [] };

/** As Go's time.ParseDuration reads it: a day is none. */
const DURATION = /^[-+]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;

function notADuration(property: string, value: unknown, outcome: string): Violation[] {
  return typeof value !== 'string' || DURATION.test(value) ? [] : [{
    code: 'InvalidValue', property, value, problem: `is not a duration of Go, so ${outcome}`, fix: 'Give hours, minutes or seconds, such as 1h30m or 90s.',
  }];
}

/** The fields of a step, and of its properties, that there are not, or that are missing. */
export function validateStepFields(step: Json, path: string): Violation[] {
  const { type, properties, inputs, timeout } = step;
  const known = typeof type === 'string' && Object.hasOwn(REQUIRED, type) ? { fields: namesIn(PROPERTIES[type]), required: REQUIRED[type] } : undefined;
  const fields = validateEnvelope(step, STEP, path).map((violation) => {
    const [name] = /\w+$/.exec(violation.property) ?? [];
    return known?.fields.includes(String(name)) ? { ...violation, fix: 'Move it under properties.' }
      : type === 'step-group' && violation.fix === 'Use properties.' ? { ...violation, fix: 'Remove it.' } : violation;
  });
  const { duration } = objectOf(properties);
  const around = [...fields, ...notADuration(member(path, 'timeout'), timeout, 'KubeVela rejects the Application'),
    // Without one it waits for a person.
    ...type !== 'suspend' || duration === '' ? [] : notADuration(`${path}.properties.duration`, duration, 'this step fails')];
  if (known === undefined) {
    return around;
  }
  const within = `${path}.properties`;
  if (properties !== undefined && properties !== null && !isObject(properties)) {
    return [...around, { code: 'InvalidType', property: within, value: properties, problem: 'is not an object', fix: `Give an object with ${known.fields[0]}.` }];
  }
  const given = objectOf(properties);
  const fromInputs = listOf(inputs).map((input) => String(objectOf(input).parameterKey));
  const unknown = Object.keys(given).filter((name) => !known.fields.includes(name));
  const meant = unknown.map((name) => didYouMean(name, known.fields));
  const isThere = (name: string): boolean => name in given || name in step || fromInputs.some((key) => key.startsWith(name))
    || meant.some((near) => near.includes(JSON.stringify(name)));
  return [
    ...around,
    ...known.required.filter((name) => !isThere(name)).map((name): Violation => ({
      code: 'Required', property: member(within, name), problem: `is missing, and KubeVela never takes a step ${String(type)} without it`, fix: 'Give it.',
    })),
    ...unknown.map((name, i): Violation => ({
      code: 'UnknownProperty',
      // A platform may have steps of its own under these names.
      ...meant[i] === '' ? { severity: 'warning' } : {},
      property: member(within, name),
      problem: `is not a property of a step ${String(type)}, so that it does nothing`,
      fix: meant[i].trim() || (/.policies$/i.test(name) ? 'Declare them in spec.policies, and give their names in policies.' : 'Remove it.'),
    })),
  ];
}
