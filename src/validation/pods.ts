import { Path } from './origins';
import { Json, objectOf } from '../contract/json';

/** The kinds of Kubernetes that have pods, with the path to their spec. */
const PODS: { readonly [kind: string]: readonly string[] } = {
  Pod: ['spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  ...Object.fromEntries(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'].map((kind) => [kind, ['spec', 'template', 'spec']])),
};

export const WORKLOAD_KINDS = Object.keys(PODS);

/** The spec of the pods of an object, where it has some, with its path. */
export function podsOf(object: Json): { readonly pods: Json; readonly at: Path } | undefined {
  const at = Object.hasOwn(PODS, String(object.kind)) ? PODS[String(object.kind)] : undefined;
  return at && { pods: at.reduce((value: Json, name) => objectOf(value[name]), object), at };
}
