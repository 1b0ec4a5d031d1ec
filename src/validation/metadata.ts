import { METADATA } from './application-shape';
import { LocatedViolation } from './located';
import { GRAPH_NAME, KUBERNETES_LABEL, LABEL_VALUE, METADATA_KEY } from '../contract/fields';
import { isObject, objectOf } from '../contract/json';
import { StringShape } from '../contract/shape';
import { validateRequired, validateValue } from '../contract/validate-shapes';
import { member, Violation } from '../contract/violation';

/** kro and KubeVela write the name of an object into labels, which hold 63 characters. */
export const OBJECT_NAME: StringShape = { ...GRAPH_NAME, meaning: 'a Kubernetes name: at most 63 lower-case letters, digits, dots and hyphens, with a letter or digit at each end' };

const PREFIX: StringShape = { ...OBJECT_NAME, pattern: GRAPH_NAME.pattern!.replace(/\$$/, '[-.]?$'), maxLength: 253, meaning: 'the beginning of a Kubernetes name: lower-case letters, digits, dots and hyphens' };

const TEXT: StringShape = { kind: 'string' };

/** What the API server would reject in the metadata of an object. */
export function validateMetadata(metadata: unknown): LocatedViolation[] {
  const { name, generateName, namespace, labels, annotations } = objectOf(metadata);
  const isGenerated = isNothing(name) && typeof generateName === 'string';
  const names = [
    // The API server cuts it, and puts five characters behind it.
    ...isGenerated ? validateValue('metadata.generateName', generateName, PREFIX) : validateRequired('metadata.name', name ?? undefined, OBJECT_NAME),
    ...isNothing(namespace) ? [] : validateValue('metadata.namespace', namespace, KUBERNETES_LABEL),
  ].map((violation) => ({ ...violation, at: violation.property.split('.') }));
  const isApplied: LocatedViolation[] = !isGenerated ? [] : [{
    code: 'GeneratedName',
    severity: 'warning',
    property: 'metadata.generateName',
    value: generateName,
    problem: 'makes a new object each time, so that kubectl apply rejects it',
    fix: 'Give metadata.name, unless you apply it by kubectl create.',
    at: ['metadata', 'generateName'],
  }];
  const unknown = !isObject(metadata) ? [] : validateValue('metadata', metadata, METADATA).filter(({ code }) => code === 'UnknownProperty')
    .map((violation) => ({ ...violation, at: ['metadata', String(Object.keys(metadata).find((each) => member('metadata', each) === violation.property))] }));
  return [...names, ...unknown, ...names.length > 0 ? [] : isApplied, ...validateTexts('labels', labels, LABEL_VALUE), ...validateTexts('annotations', annotations, TEXT)];
}

function validateTexts(name: string, given: unknown, shape: StringShape): LocatedViolation[] {
  const property = `metadata.${name}`;
  const at = ['metadata', name];
  if (isNothing(given)) {
    return [];
  }
  if (!isObject(given)) {
    return [{ code: 'InvalidType', property, value: given, problem: 'is not an object', fix: `Give an object with a text for each of the ${name}.`, at }];
  }
  return Object.entries(given).flatMap(([key, value]) => {
    const path = member(property, key);
    const wrong: Violation[] = [...validateValue(path, key, METADATA_KEY), ...isNothing(value) ? [] : validateValue(path, value, shape)];
    return wrong.map((violation) => ({ ...violation, at: [...at, key] }));
  });
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}
