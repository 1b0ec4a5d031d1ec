import { Violation } from '../contract/violation';

/** Traits of KubeVela that make no object and may be of any component. */
export const PLAIN_TRAITS = ['labels', 'annotations', 'json-patch', 'json-merge-patch'];

/**
 * Traits of KubeVela for the pods of a workload, or what leads to them.
 * @see https://github.com/kubevela/kubevela/tree/master/vela-templates/definitions/internal/trait
 */
const FOR_PODS = [
  'affinity', 'command', 'container-image', 'container-ports', 'cpuscaler', 'env', 'expose', 'gateway', 'hostalias', 'hpa', 'init-container',
  'k8s-update-strategy', 'lifecycle', 'nocalhost', 'podsecuritycontext', 'pure-ingress', 'resource', 'scaler', 'securitycontext', 'service-account',
  'service-binding', 'sidecar', 'startup-probe', 'storage', 'topologyspreadconstraints',
];

/**
 * A trait of KubeVela's for pods on a table: the API server drops what the trait patches, and refuses the number of `scaler`, since a table has
 * a field of that name. A warning: a platform may have a trait of its own under the name.
 * @param known types of traits that the platform has
 */
export function validatePodTrait(path: string, type: unknown, known?: ReadonlySet<string>): Violation[] {
  if (typeof type !== 'string' || known?.has(type) || !FOR_PODS.includes(type)) {
    return [];
  }
  const found = { code: 'UnknownTrait', severity: 'warning', property: `${path}.type`, value: type } as const;
  return [type === 'scaler' ? {
    ...found, problem: 'sets replicas to a number, which are a list of regions in a table, so that the API server rejects it', fix: 'Remove it. See billingMode and provisionedThroughput.',
  } : {
    ...found, problem: 'is a trait for pods, which a table does not have, so that it does nothing for the table', fix: 'Give it to the component of the pods.',
  }];
}
