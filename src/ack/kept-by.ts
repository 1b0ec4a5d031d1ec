import { Json, listOf, objectOf } from '../contract/json';
import { ACK_DELETION_POLICY, ACK_READ_ONLY } from '../contract/names';

/**
 * What of an object of ACK keeps the table in AWS when the object goes.
 * @param isRetaining whether its namespace says so
 * @see https://aws-controllers-k8s.github.io/community/docs/user-docs/deletion-policy/
 */
export function keptByAck({ metadata }: Json, isRetaining = false): string | undefined {
  const annotations = objectOf(objectOf(metadata).annotations);
  const own = annotations[ACK_DELETION_POLICY];
  return own === 'retain' ? 'its deletion policy is retain' : own === undefined && isRetaining ? 'the deletion policy of its namespace is retain'
    : annotations[ACK_READ_ONLY] === 'true' ? 'ACK only reads it' : undefined;
}

/**
 * The same of an object of Crossplane.
 * @see https://docs.crossplane.io/latest/managed-resources/managed-resources/
 */
export function keptByCrossplane({ spec }: Json): string | undefined {
  const { deletionPolicy, managementPolicies } = objectOf(spec);
  const policies = listOf(managementPolicies);
  return deletionPolicy === 'Orphan' ? 'its deletionPolicy is Orphan'
    : policies.length > 0 && !policies.includes('*') && !policies.includes('Delete') ? 'its managementPolicies lack Delete' : undefined;
}
