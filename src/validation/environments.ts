import { IDLE_STEPS } from './kubevela-steps';
import { isOam } from './nearly-ours';
import { isSkipped, openCondition } from './objects';
import { Origins, Path } from './origins';
import { overrideComponents } from './override';
import { Json, listOf, objectOf, objectsOf } from '../contract/json';
import { PLATFORM } from '../contract/names';
import { nameOf } from '../contract/violation';

/** Where objects are deployed to. */
export interface Place {
  /** Name of the cluster, or what selects several. */
  readonly cluster: string;
  /** Undefined where none is said: that of the context of kubectl. */
  readonly namespace?: string;
}

/** The cluster that KubeVela runs in. */
export const LOCAL = 'local';

/** The components of an Application as KubeVela deploys them at one step of the workflow. */
export interface Environment {
  /** Name of the workflow step; undefined where nothing is overridden. */
  readonly step?: string;
  readonly components: readonly Json[];
  /** Undefined where a policy that is not among the input may say it. */
  readonly places?: readonly Place[];
  /** Whether what is overridden is not known, because a policy is not among the input. */
  readonly isUnknown: boolean;
  /** Where a step applies the component by itself, the names of the steps and components that it can wait for. */
  readonly after?: readonly string[];
}

/** Policies, workflows and definitions that are objects of their own. */
export interface Shared {
  readonly policies: ByName;
  readonly workflows: ByName;
  /** The types of components that others define: a platform describes itself in those of tables. */
  readonly definitions: ReadonlySet<unknown>;
}

/** One name may be in several namespaces. */
type ByName = ReadonlyMap<string, readonly Json[]>;

/** Those among these objects. */
export function sharedIn(objects: readonly Json[]): Shared {
  const [policies, workflows] = ['Policy', 'Workflow'].map((wanted) => {
    const byName = new Map<string, Json[]>();
    objects.filter((object) => object.kind === wanted && isOam(object)).forEach((object) => {
      const name = String(objectOf(object.metadata).name);
      const others = byName.get(name);
      others === undefined ? byName.set(name, [object]) : others.push(object);
    });
    return byName;
  });
  const definitions = objects.filter(({ kind }) => kind === 'ComponentDefinition').map(({ metadata }) => objectOf(metadata)).filter(({ annotations }) => !(PLATFORM in objectOf(annotations)));
  return { policies, workflows, definitions: new Set(definitions.map(({ name }) => name)) };
}

/** KubeVela finds it in the namespace of the Application. An object without a namespace may be in any. */
export function sharedOf({ metadata }: Json, name: string, byName: ByName): Json | undefined {
  const { namespace: wanted } = objectOf(metadata);
  const inNamespace = (namespace: unknown) => byName.get(name)?.find((object) => objectOf(object.metadata).namespace === namespace);
  return inNamespace(wanted) ?? (wanted === undefined ? byName.get(name)?.[0] : inNamespace(undefined));
}

/** The workflow of an Application: its own, or the object that it names, if that is known. */
export function workflowOf(application: Json, { workflows }: Shared): Json {
  const own = objectOf(objectOf(application.spec).workflow);
  return (typeof own.ref === 'string' && listOf(own.steps).length === 0 ? sharedOf(application, own.ref, workflows) : undefined) ?? own;
}

/** Whether a step of the workflow applies the component, as far as that is known: a step of another type may apply any. */
export function isApplied(application: Json, component: unknown, shared: Shared): boolean {
  const workflow = workflowOf(application, shared);
  return listOf(workflow.steps).length === 0 || stepsOf(workflow).some((step) => mayApply(step, component));
}

function mayApply({ type, properties }: Json, component: unknown): boolean {
  return type === APPLY ? objectOf(properties).component === component : !NOT_APPLYING.includes(String(type));
}

/** On which conditions of its workflow it depends whether the component is applied; none where a step applies it in any case. */
export function conditionsOf(application: Json, component: unknown, shared: Shared): string[] {
  const workflow = workflowOf(application, shared);
  const conditions = (some: unknown, group: readonly string[] = []): string[][] => mayRun(some).flatMap((step) => {
    const own = [...group, openCondition(step) ?? []].flat();
    return [...mayApply(step, component) ? [own] : [], ...conditions(step.subSteps, own)];
  });
  const steps = conditions(workflow.steps);
  return steps.some(({ length }) => length === 0) ? [] : [...new Set(steps.flat())];
}

/** Whether the workflow waits for a person before it applies the component the first time. */
export function waitsForPerson(application: Json, component: unknown, shared: Shared): boolean {
  const steps = stepsOf(workflowOf(application, shared));
  const first = steps.findIndex((step) => mayApply(step, component));
  return steps.slice(0, first + 1).some(({ type, properties }, i) => {
    const { duration, auto } = objectOf(properties);
    return (type === 'suspend' && (duration ?? '') === '') || (i === first && type === 'deploy' && auto === false);
  });
}

const APPLY = 'apply-component';
/** All of KubeVela's that apply no component. */
const NOT_APPLYING = [
  ...IDLE_STEPS, 'apply-deployment', 'apply-object', 'apply-terraform-config', 'apply-terraform-provider', 'build-push-image', 'check-metrics', 'clean-jobs',
  'collect-service-endpoints', 'create-config', 'delete-config', 'depends-on-app', 'export-data', 'export-service', 'export2config', 'export2secret',
  'generate-jdbc-connection', 'list-config', 'print-message-in-status', 'read-config', 'read-object', 'request', 'restart-workflow', 'webhook',
];

/** All steps of a workflow that may run, those of its groups too. */
function stepsOf({ steps }: Json): Json[] {
  return mayRun(steps).flatMap((step) => [step, ...mayRun(step.subSteps)]);
}

function mayRun(steps: unknown): Json[] {
  return objectsOf(steps).filter((step) => !isSkipped(step));
}

/** A component as it is deployed, and where; without places, they are not known. */
export interface Deployed {
  readonly component: Json;
  readonly places?: readonly Place[];
}

/** The components of an Application in each environment that is known. */
export function deployedOf(object: Json, shared: Shared): Deployed[] {
  return object.kind !== 'Application' || !isOam(object) ? [] : environmentsOf(object, shared, new Origins(object))
    .flatMap(({ components, places, isUnknown }) => components.map((component) => ({ component, places: isUnknown ? undefined : places })));
}

const OVERRIDE = 'override';
const TOPOLOGY = 'topology';

/**
 * The environments of an Application, one for each step that deploys it with override policies of its own. KubeVela
 * generates the steps where the Application has none.
 *
 * @see https://github.com/kubevela/kubevela/blob/master/pkg/workflow/step/generator.go
 */
export function environmentsOf(application: Json, shared: Shared, origins: Origins): Environment[] {
  const spec = objectOf(application.spec);
  const components = objectsOf(spec.components);
  const own = objectsOf(spec.policies);
  const asWritten: Environment = { components, places: placesOf(own), isUnknown: false };
  const workflow = workflowOf(application, shared);
  const steps = stepsOf(workflow);
  const deploys = steps.filter(({ type }) => type === 'deploy');
  const isOwn = workflow === spec.workflow;
  // These apply a component as it is written, where they say.
  const applying = steps.filter(({ type }) => type === APPLY).map(({ properties }) => objectOf(properties));
  const isInOrder = objectOf(workflow.mode).steps !== 'DAG';
  const applied = steps.flatMap(({ type, properties }, i): Environment[] => {
    const { component, cluster, namespace } = objectOf(properties);
    const single = type !== APPLY ? [] : components.filter(({ name }) => name === component);
    // A step that applies a component is known by its name, too.
    const after = (isInOrder ? steps.slice(0, i) : steps)
      .flatMap((step) => [step.name, ...step.type === APPLY ? [objectOf(step.properties).component] : []]).map(String);
    return single.length === 0 ? [] : [{ components: single, places: [place(cluster || LOCAL, namespace || undefined)], isUnknown: false, after }];
  });

  if (deploys.length > 0) {
    const deployed = deploys.map(({ name, properties }) => deploy(nameOf(name ?? 'deploy'), objectOf(properties).policies));
    return [...deployed, ...applied];
  }
  if (applied.length > 0) {
    const names = new Set(applying.map(({ component }) => component));
    const others = components.filter(({ name }) => !names.has(name));
    return [...applied, ...others.length === 0 ? [] : [{ ...asWritten, components: others }]];
  }
  const hasSteps = listOf(workflow.steps).length > 0;
  const ref = hasSteps ? undefined : workflow.ref;
  if (typeof ref === 'string') {
    return [{ components, isUnknown: own.some(({ type }) => type === OVERRIDE) }];
  }
  const overrides = own.filter(({ type }) => type === OVERRIDE);
  if (!hasSteps && overrides.length > 0) {
    return [{ ...asWritten, step: 'deploy', components: overrideComponents(components, overrides.map(({ properties }) => objectOf(properties)), origins) }];
  }
  const environments = own.filter(({ type }) => type === 'env-binding').flatMap(({ properties }) => objectsOf(objectOf(properties).envs));
  return environments.length === 0 ? [asWritten] : environments.map(({ name, patch, selector, placement }) => {
    const { clusterSelector, namespaceSelector } = objectOf(placement);
    return {
      step: nameOf(name),
      components: overrideComponents(components, [{ components: objectOf(patch).components, selector: objectOf(selector).components }], origins),
      places: [place(objectOf(clusterSelector).name ?? clusterSelector ?? LOCAL, objectOf(namespaceSelector).name)],
      isUnknown: false,
    };
  });

  function deploy(step: string, names: unknown): Environment {
    const known = listOf(names).map(String).map((name, i) => own.find((policy) => policy.name === name) ?? sharedPolicy(name, isOwn ? [...origins.locate(names, '', []), i] : ['spec', 'workflow', 'ref']));
    const policies = known.filter((policy) => policy !== undefined);
    const overriding = policies.filter(({ type }) => type === OVERRIDE).map(({ properties }) => objectOf(properties));
    const isUnknown = known.includes(undefined);
    const saysWhere = !isUnknown || policies.some(({ type }) => type === TOPOLOGY);
    return {
      step: overriding.length > 0 ? step : undefined,
      components: overrideComponents(components, overriding, origins),
      ...saysWhere ? { places: placesOf(policies) } : {},
      isUnknown,
    };
  }

  /** @param at where the Application names it, or the workflow that does */
  function sharedPolicy(name: string, at: Path): Json | undefined {
    const policy = sharedOf(application, name, shared.policies);
    if (policy !== undefined) {
      origins.bring(policy, at);
    }
    return policy;
  }

  /** @see https://github.com/kubevela/kubevela/blob/master/pkg/policy/topology.go */
  function placesOf(policies: readonly Json[]): Place[] {
    const topologies = policies.filter(({ type }) => type === TOPOLOGY).map(({ properties }) => objectOf(properties));
    return topologies.length === 0 ? [place(LOCAL, undefined)] : topologies.flatMap(({ clusters, clusterLabelSelector, namespace }) =>
      (Array.isArray(clusters) ? clusters : [clusterLabelSelector ?? LOCAL]).map((cluster) => place(cluster, namespace)));
  }

  function place(cluster: unknown, namespace: unknown): Place {
    const given = namespace ?? objectOf(application.metadata).namespace ?? undefined;
    return { cluster: typeof cluster === 'string' ? cluster : JSON.stringify(cluster), ...given === undefined ? {} : { namespace: String(given) } };
  }
}
