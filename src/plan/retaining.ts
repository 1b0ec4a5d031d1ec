import { Json, objectOf } from '../contract/json';
import { ACK_DELETION_POLICY } from '../contract/names';

/**
 * The namespaces in which ACK retains what does not say otherwise: what this input has no Namespace of is as in the other.
 * @see https://aws-controllers-k8s.github.io/community/docs/user-docs/deletion-policy/
 */
export function retainingIn(objects: readonly Json[], other: readonly Json[] = []): Set<string> {
  return new Set([...new Map([...other, ...objects].filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => {
    const { name, annotations } = objectOf(metadata);
    return [String(name), objectOf(annotations)[`dynamodb.${ACK_DELETION_POLICY}`] === 'retain'] as const;
  }))].filter(([, isRetaining]) => isRetaining).map(([name]) => name));
}
