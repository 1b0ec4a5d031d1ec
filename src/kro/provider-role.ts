import { conditions } from '../ack/facts';
import { observedTable } from '../ack/observed';
import { AckField } from '../ack/table-template';
import { PROVIDER_CONFIG_LABEL } from '../contract/names';
import { Cel, cel } from '../print/cel';
import { fact } from '../print/facts';

/**
 * A table that names a provider configuration is created only once ACK says which IAM role it uses. Where no IAMRoleSelector matches, or ACK's
 * feature gate is off, ACK would create it with the controller's own role, in the wrong account, silently.
 *
 * ACK says it in the condition ACK.IAMRoleSelected of each Table that it reconciles, be it in vain. So until then the Table refers to a
 * KMS key that does not exist: ACK resolves references before its first call to AWS, stops there, reports the role, and tries again
 * (`Sync` in `pkg/runtime/reconciler.go` of ACK's runtime).
 */

const REFERS = cel`has(schema.spec.providerConfigRef)`;
const NAME = cel`schema.spec.providerConfigRef.name`;
const SELECTED = 'ACK.IAMRoleSelected';
// Beside a condition ACK.ReferencesResolved, ACK's runtime 0.61 writes it into that one (`SetIAMRoleSelected` in `pkg/condition`).
const selectedIn = (reported: Cel): Cel => cel`${reported}.exists(c, c.status == "True" && (c.type == ${SELECTED} || c.?reason.orValue("").startsWith("roleARN: ")))`;

/** The table must not be created yet. One that exists in AWS is left alone: its status says what is wrong. */
export const awaitsRole = fact('awaitsRole', 'ACK has selected no role, which it names in one of these two places, and would create the table by its own, in the wrong account.',
  cel`${REFERS} && !${observedTable}.?status.?ackResourceMetadata.?arn.hasValue() && !${selectedIn(conditions)}`);

const REFERENCE = 'dynamodb-kro-waits-for-an-iam-role';

/** The rows of the Table, held back while there is no role. */
export function heldForRole(rows: readonly AckField[]): AckField[] {
  const held = cel`{"enabled": dyn(true), "sseType": dyn("KMS"), "kmsMasterKeyRef": dyn({"from": {"name": ${REFERENCE}}})}`;
  return rows.map((row) => row.field === 'sseSpecification' ? { ...row, value: cel`${awaitsRole} ? ${held} : (${row.value})` } : row);
}

/** The Table is held back, or has the probe: what ACK reports of it is about a key that does not exist. */
export const HAS_KEY_REFERENCE = cel`table.?spec.?sseSpecification.?kmsMasterKeyRef.hasValue()`;
const IS_HELD = cel`table.?spec.?sseSpecification.?kmsMasterKeyRef.?from.hasValue()`;

/** One of three: no provider configuration, ACK selected a role, or it did not; `missing` gets what its condition says. */
export function roleSelected({ none, selected, missing }: { none: Cel; selected: Cel; missing: (message: Cel) => Cel }): Cel {
  const consequence = cel`(${IS_HELD} ? "the table is not created" : "the table is managed with the role of the ACK controller")`;
  const message = cel`"providerConfigRef " + ${NAME} + ": ACK has selected no IAM role, so " + ${consequence}
  + ". Needed are an IAMRoleSelector for the label " + ${PROVIDER_CONFIG_LABEL} + ": " + ${NAME} + " that applies to the namespace " + schema.metadata.namespace + ", and the feature gate IAMRoleSelector of the ACK controller, which reconciles again within minutes"`;
  return cel`!${REFERS} || !table.?status.?conditions.hasValue() ? ${none} :
  ${selectedIn(cel`table.?status.?conditions.orValue([])`)} ? ${selected} :
  ${missing(message)}`;
}
