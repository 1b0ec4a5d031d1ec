import { LocatedViolation } from './located';
import { withoutNulls } from './nulls';
import { Origins } from './origins';
import { KUBERNETES_LABEL } from '../contract/fields';
import { Json, listOf, objectOf } from '../contract/json';
import { ListShape, ObjectShape, Shape } from '../contract/shape';
import { validateValue } from '../contract/validate-shapes';
import { Violation } from '../contract/violation';

const TEXT: Shape = { kind: 'string' };
const FLAG: Shape = { kind: 'boolean' };
const NUMBER: Shape = { kind: 'integer', minimum: 0 };
const FREE: ObjectShape = { kind: 'object', name: '', fields: [], others: 'free' };
const TEXTS = list(TEXT);
const MAP: ObjectShape = { ...FREE, others: TEXT };

function list(of: ListShape['of']): ListShape {
  return { kind: 'list', of };
}

const DOCS: Readonly<Record<string, string>> = {
  name: 'A name of its own.', type: 'The name of a definition.', from: 'The name of an output.', valueFrom: 'The path of its value.',
};

function shape(fields: Readonly<Record<string, Shape>>, ...required: string[]): ObjectShape {
  return { kind: 'object', name: '', fields: Object.entries(fields).map(([name, of]) => ({ name, shape: of, doc: DOCS[name], required: required.includes(name) })) };
}

const PUTS = {
  inputs: list(shape({ from: TEXT, parameterKey: TEXT }, 'from')),
  outputs: list(shape({ name: TEXT, valueFrom: TEXT }, 'name', 'valueFrom')),
  dependsOn: TEXTS,
};

/** `disable` is for traits in override policies. */
export const TRAIT = shape({ type: TEXT, properties: FREE, disable: FLAG }, 'type');

const PATCHED = { name: TEXT, type: TEXT, externalRevision: TEXT, properties: FREE, traits: list(TRAIT) };

export const PATCH = shape(PATCHED);

/** @see https://github.com/kubevela/kubevela/blob/master/apis/core.oam.dev/common/types.go */
export const COMPONENT = shape({ ...PATCHED, ...PUTS, scopes: MAP }, 'name', 'type');

export const POLICY = shape({ name: TEXT, type: TEXT, properties: FREE }, 'type');

const TASK = { ...PUTS, name: TEXT, type: TEXT, meta: shape({ alias: TEXT }), if: TEXT, timeout: TEXT, properties: FREE };

/** @see https://github.com/kubevela/workflow/blob/v0.6.2/api/v1alpha1/types.go */
export const STEP = shape({ ...TASK, mode: TEXT, subSteps: list(shape(TASK, 'type')) }, 'type');

const APPLICATION = shape({
  apiVersion: TEXT,
  kind: TEXT,
  metadata: FREE,
  spec: shape({
    components: list(COMPONENT),
    policies: list(POLICY),
    workflow: shape({ ref: TEXT, mode: shape({ steps: TEXT, subSteps: TEXT }), steps: list(STEP) }),
  }),
  status: FREE,
});

/** The metadata of any object; its values are validated elsewhere. */
export const METADATA = shape(Object.fromEntries([
  'name', 'namespace', 'labels', 'annotations', 'generateName', 'finalizers', 'ownerReferences', 'uid', 'resourceVersion', 'generation',
  'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'managedFields', 'selfLink',
].map((name) => [name, FREE])));

/**
 * What stands in the properties of those policies and steps that deploy. KubeVela fails at any other field of a policy, and ignores one of a step.
 * @see https://github.com/kubevela/kubevela/blob/master/apis/core.oam.dev/v1alpha1
 * @see https://github.com/kubevela/kubevela/tree/master/vela-templates/definitions/internal/workflowstep
 */
export const PROPERTIES: Readonly<Record<string, ObjectShape>> = {
  'override': shape({ components: list(PATCH), selector: TEXTS }),
  'topology': shape({ clusters: TEXTS, clusterLabelSelector: MAP, clusterSelector: MAP, allowEmpty: FLAG, namespace: KUBERNETES_LABEL }),
  'deploy': shape({ policies: TEXTS, auto: FLAG, parallelism: NUMBER, ignoreTerraformComponent: FLAG }),
  'apply-component': shape({ component: TEXT, cluster: TEXT, namespace: TEXT }),
  'apply-object': shape({ value: FREE, cluster: TEXT }),
  'suspend': shape({ duration: TEXT, message: TEXT }),
};

export function namesIn({ fields }: ObjectShape): string[] {
  return fields.map(({ name }) => name);
}

/** What the API server or KubeVela finds wrong with the structure of an Application, whatever its components are. */
export function validateShapeOf(application: Json): LocatedViolation[] {
  const origins = new Origins(application);
  const given = withoutNulls(application, origins);
  const { policies, workflow } = objectOf(given.spec);
  const within = (path: string, items: unknown): Violation[] => listOf(items).map(objectOf).flatMap(({ type, properties, subSteps }, i) => [
    ...Object.hasOwn(PROPERTIES, String(type)) && properties !== undefined ? validateValue(`${path}[${i}].properties`, properties, PROPERTIES[String(type)]) : [],
    ...within(`${path}[${i}].subSteps`, subSteps),
  ]);
  const ofSpec = (name: string): boolean => namesIn(APPLICATION.fields[3].shape as ObjectShape).includes(name);
  return [
    ...validateValue('', given, APPLICATION),
    ...within('spec.policies', policies),
    ...within('spec.workflow.steps', objectOf(workflow).steps),
  ].map((violation) => ({
    ...violation,
    property: violation.property.replace(/^spec\./, ''),
    ...ofSpec(violation.property) ? { fix: 'Move it under spec.' } : {},
    at: origins.locate(given, violation.property, []),
  }));
}
