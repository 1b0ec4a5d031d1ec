import { Json, objectOf } from '../contract/json';

/** Annotations by which Argo CD, Flux and Helm leave an object in the cluster that is no longer declared. */
const KEEPING: Readonly<Record<string, (value: string) => boolean>> = {
  'argocd.argoproj.io/sync-options': (value) => value.split(',').some((option) => option.trim() === 'Prune=false'),
  'kustomize.toolkit.fluxcd.io/prune': (value) => value.toLowerCase() === 'disabled',
  'helm.sh/resource-policy': (value) => value === 'keep',
};

/** Whether the object goes from the cluster when it is no longer declared. */
export function isPruned({ metadata }: Json): boolean {
  const annotations = objectOf(objectOf(metadata).annotations);
  return !Object.entries(KEEPING).some(([name, keeps]) => typeof annotations[name] === 'string' && keeps(annotations[name]));
}
