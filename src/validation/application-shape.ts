import { LocatedViolation } from './located';
import { withoutNulls } from './nulls';
import { Origins } from './origins';
import { KUBERNETES_LABEL } from '../contract/fields';
import { Json, objectOf, objectsOf } from '../contract/json';
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

function oneOf(...values: string[]): Shape {
  return { kind: 'string', enum: values };
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
export const TRAIT_SHAPE = shape({ type: TEXT, properties: FREE, disable: FLAG }, 'type');

const PATCHED = { name: TEXT, type: TEXT, externalRevision: TEXT, properties: FREE, traits: list(TRAIT_SHAPE) };

export const PATCH = shape(PATCHED);

/** @see https://github.com/kubevela/kubevela/blob/master/apis/core.oam.dev/common/types.go */
export const COMPONENT_SHAPE = shape({ ...PATCHED, ...PUTS, scopes: MAP }, 'name', 'type');

export const POLICY = shape({ name: TEXT, type: TEXT, properties: FREE }, 'type');

const MODE = oneOf('StepByStep', 'DAG');

const TASK = { ...PUTS, name: TEXT, type: TEXT, meta: shape({ alias: TEXT }), if: TEXT, timeout: TEXT, properties: FREE };

/** @see https://github.com/kubevela/workflow/blob/v0.6.2/api/v1alpha1/types.go */
export const STEP = shape({ ...TASK, mode: MODE, subSteps: list(shape(TASK, 'type')) }, 'type');

const OBJECT = { apiVersion: TEXT, kind: TEXT, metadata: FREE };
const STEPS = { mode: shape({ steps: MODE, subSteps: MODE }), steps: list(STEP) };
const SPEC = shape({ components: list(COMPONENT_SHAPE), policies: list(POLICY), workflow: shape({ ref: TEXT, ...STEPS }) });

/** An Application, and what may be an object of its own. */
export const KINDS: Readonly<Record<string, ObjectShape>> = {
  Application: shape({ ...OBJECT, spec: SPEC, status: FREE }),
  Policy: shape({ ...OBJECT, type: TEXT, properties: FREE }, 'type'),
  Workflow: shape({ ...OBJECT, ...STEPS }),
};

/** The metadata of any object; its values are validated elsewhere. */
export const METADATA = shape(Object.fromEntries([
  'name', 'namespace', 'labels', 'annotations', 'generateName', 'finalizers', 'ownerReferences', 'uid', 'resourceVersion', 'generation',
  'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'managedFields', 'selfLink',
].map((name) => [name, FREE])));

function rules(fields: Readonly<Record<string, Shape>> = {}): { readonly rules: Shape } {
  const names = ['componentNames', 'componentTypes', 'oamTypes', 'traitTypes', 'resourceTypes', 'resourceNames'];
  return { rules: list(shape({ selector: shape(Object.fromEntries(names.map((name) => [name, TEXTS]))), ...fields })) };
}

const PATCHES = list(PATCH);

/**
 * What stands in the properties of KubeVela's own policies. It fails at another field of those that deploy, the first two, and ignores one of others.
 * @see https://github.com/kubevela/kubevela/blob/master/apis/core.oam.dev/v1alpha1
 */
export const POLICIES: Readonly<Record<string, ObjectShape>> = {
  'override': shape({ components: PATCHES, selector: TEXTS }),
  'topology': shape({ clusters: TEXTS, clusterLabelSelector: MAP, clusterSelector: MAP, allowEmpty: FLAG, namespace: KUBERNETES_LABEL }),
  'garbage-collect': shape({
    ...rules({ strategy: oneOf('never', 'onAppDelete', 'onAppUpdate'), propagation: oneOf('orphan', 'cascading') }),
    applicationRevisionLimit: NUMBER,
    keepLegacyResource: FLAG,
    continueOnFailure: FLAG,
    order: oneOf('dependency'),
  }),
  'apply-once': shape({ ...rules({ strategy: shape({ affect: oneOf('onUpdate', 'onStateKeep', 'always'), path: TEXTS }) }), enable: FLAG }),
  'shared-resource': shape(rules()),
  'take-over': shape(rules()),
  'read-only': shape(rules()),
  'resource-update': shape(rules({ strategy: shape({ op: oneOf('patch', 'replace'), recreateFields: TEXTS }) })),
  'replication': shape({ keys: TEXTS, selector: TEXTS }),
  'env-binding': shape({ envs: list(shape({ name: TEXT, placement: FREE, selector: shape({ components: TEXTS }), patch: shape({ components: PATCHES }) }, 'name')) }),
};

/**
 * The same of those steps that deploy. KubeVela ignores any other field.
 * @see https://github.com/kubevela/kubevela/tree/master/vela-templates/definitions/internal/workflowstep
 */
export const PROPERTIES: Readonly<Record<string, ObjectShape>> = {
  ...POLICIES,
  'deploy': shape({ policies: TEXTS, auto: FLAG, parallelism: NUMBER, ignoreTerraformComponent: FLAG }),
  'apply-component': shape({ component: TEXT, cluster: TEXT, namespace: TEXT }),
  'apply-object': shape({ value: FREE, cluster: TEXT }),
  'suspend': shape({ duration: TEXT, message: TEXT }),
};

export function namesIn({ fields }: ObjectShape): string[] {
  return fields.map(({ name }) => name);
}

function validateProperties({ type, properties }: Json, path: string): Violation[] {
  const isStrict = !Object.hasOwn(POLICIES, String(type)) || type === 'override' || type === 'topology';
  return !Object.hasOwn(PROPERTIES, String(type)) || properties === undefined ? [] : validateValue(path, properties, PROPERTIES[String(type)])
    // Another version may have it.
    .map((violation) => isStrict || violation.fix !== 'Remove it.' ? violation : { ...violation, severity: 'warning' });
}

function fixIn(property: string): Pick<Violation, 'fix'> | undefined {
  const [, name] = /^spec\.(\w+)$/.exec(property) ?? [];
  return namesIn(SPEC).includes(property) ? { fix: 'Move it under spec.' }
    : !namesIn(SPEC).includes(name) && namesIn(COMPONENT_SHAPE).includes(name) ? { fix: 'Move it into a component.' } : undefined;
}

/** What the API server or KubeVela finds wrong with the structure of an Application, a Policy or a Workflow, whatever the components are. */
export function validateShapeOf(object: Json): LocatedViolation[] {
  const origins = new Origins(object);
  const given = withoutNulls(object, origins);
  const { policies, workflow } = objectOf(given.spec);
  const within = (path: string, items: unknown): Violation[] => objectsOf(items).flatMap((each, i) => [
    ...validateProperties(each, `${path}[${i}].properties`),
    ...within(`${path}[${i}].subSteps`, each.subSteps),
  ]);
  const isApplication = object.kind === 'Application';
  return [
    ...validateValue('', given, KINDS[String(object.kind)]),
    ...isApplication ? [...within('spec.policies', policies), ...within('spec.workflow.steps', objectOf(workflow).steps)]
      : [...validateProperties(given, 'properties'), ...within('steps', given.steps)],
  // An empty text is as good as none to Go.
  ].filter(({ code, value }) => code !== 'InvalidValue' || value !== '').map((violation) => ({
    ...violation,
    property: violation.property.replace(/^spec\./, ''),
    ...isApplication ? fixIn(violation.property) : violation.property === 'spec' && { fix: 'Move what is in it one level out.' },
    at: origins.locate(given, violation.property, []),
  }));
}
