import { isOam } from './nearly-ours';
import { Origins } from './origins';
import { overrideComponents } from './override';
import { Json, listOf, objectOf } from '../contract/json';

/** The components of an Application as KubeVela deploys them at one step of the workflow. */
export interface Environment {
  /** Name of the workflow step; undefined where nothing is overridden. */
  readonly step?: string;
  readonly components: readonly Json[];
  /** Policies that are not among the input, so that what they override is not known. */
  readonly unknownPolicies: readonly string[];
}

/** Policies that are objects of their own, by name. */
export type SharedPolicies = ReadonlyMap<string, Json>;

/** Those among these objects. */
export function sharedPolicies(objects: readonly Json[]): SharedPolicies {
  return new Map(objects.filter((object) => object.kind === 'Policy' && isOam(object)).map((policy) => [String(objectOf(policy.metadata).name), policy]));
}

const OVERRIDE = 'override';
const NONE: readonly string[] = [];

/**
 * The environments of an Application, one for each step that deploys it with override policies of its own. KubeVela
 * generates the steps where the Application has none.
 *
 * @see https://github.com/kubevela/kubevela/blob/master/pkg/workflow/step/generator.go
 */
export function environmentsOf(application: Json, shared: SharedPolicies, origins: Origins): Environment[] {
  const spec = objectOf(application.spec);
  const components = listOf(spec.components).map(objectOf);
  const own = listOf(spec.policies).map(objectOf);
  const asWritten: Environment = { components, unknownPolicies: NONE };
  const workflow = objectOf(spec.workflow);
  const steps = listOf(workflow.steps).flatMap((step) => [objectOf(step), ...listOf(objectOf(step).subSteps).map(objectOf)]);
  const deploys = steps.filter(({ type }) => type === 'deploy');

  if (deploys.length > 0) {
    const deployed = deploys.map(({ name, properties }) => {
      const { policies: names, inlinePolicies } = objectOf(properties);
      return deploy(String(name ?? 'deploy'), listOf(names).map(String), listOf(inlinePolicies).map(objectOf));
    });
    // Other steps may apply a component as it is written.
    const applied = new Set(steps.filter(({ type }) => type === 'apply-component').map(({ properties }) => objectOf(properties).component));
    const single = components.filter(({ name }) => applied.has(name));
    return single.length > 0 ? [...deployed, { components: single, unknownPolicies: NONE }] : deployed;
  }
  const ref = steps.length === 0 ? workflow.ref : undefined;
  if (typeof ref === 'string') {
    return [{ ...asWritten, unknownPolicies: own.some(({ type }) => type === OVERRIDE) ? [`of the workflow ${ref}`] : NONE }];
  }
  const overrides = own.filter(({ type }) => type === OVERRIDE);
  if (steps.length === 0 && overrides.length > 0) {
    return [{ step: 'deploy', components: overrideComponents(components, overrides.map(({ properties }) => objectOf(properties)), origins), unknownPolicies: NONE }];
  }
  const environments = own.filter(({ type }) => type === 'env-binding').flatMap(({ properties }) => listOf(objectOf(properties).envs).map(objectOf));
  return environments.length === 0 ? [asWritten] : environments.map(({ name, patch, selector }) => ({
    step: String(name),
    components: overrideComponents(components, [{ components: objectOf(patch).components, selector: objectOf(selector).components }], origins),
    unknownPolicies: NONE,
  }));

  function deploy(step: string, names: readonly string[], inline: readonly Json[]): Environment {
    const known = names.map((name) => own.find((policy) => policy.name === name) ?? shared.get(name));
    const overriding = [...known, ...inline].filter((policy) => policy?.type === OVERRIDE).map((policy) => objectOf(policy?.properties));
    return {
      step: overriding.length > 0 ? step : undefined,
      components: overrideComponents(components, overriding, origins),
      unknownPolicies: names.filter((_, i) => known[i] === undefined),
    };
  }
}
