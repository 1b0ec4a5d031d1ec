import { HAS_KEY_REFERENCE, roleSelected } from './provider-role';
import { ifShared } from './shared-table';
import { takesOver } from '../ack/adoption';
import { ACK_FIELD_HELD, ACK_PENDING, ACK_READ_ONLY, ACK_RECONCILES } from '../contract/names';
import { STATUS } from '../contract/status';
import { Cel, cel, CelLiteral, expression } from '../print/cel';
import { explained } from '../print/facts';
import { NEWER_ACK_FIELDS } from '../support-matrix';

const annotation = (name: string): Cel => cel`table.metadata.?annotations[?${name}]`;
const LOOKS_ONLY = cel`table.metadata.?annotations[?${ACK_READ_ONLY}].hasValue()`;

/** The status of a DynamoDBTable. A field whose source does not exist yet is left out by kro. */
export function statusSchema(connectionSecrets = true): Record<string, unknown> {
  return {
    ...Object.fromEntries(STATUS.map(({ name, from }) => [name, expression(from)])),
    observedGeneration: expression(cel`schema.metadata.generation`),
    conditions: [
      explained('What ACK reports, unless the Table has a reference to a key: then it is about that.', ackConditions()),
      explained('Whether ACK has selected the role of the provider configuration, where one is declared.', providerConfig()),
      explained('Whether the table that is to be taken over was found, and whether another object manages it, too.', adopted()),
      ...(connectionSecrets ? [] : [explained('That a connection Secret is declared, and this platform offers none.', noConnectionSecret())]),
      explained('That ACK has given up until the spec changes, by the name that kstatus and Flux know. On a step to another state it may.', stalled()),
      explained('What kro reports: a condition of our own hides it. A field that this version of ACK lacks is named.', ready()),
    ].map(expression),
  };
}

/** When the table may be used; without this kro calls it ACTIVE as soon as the object exists. */
export function readyWhen(): string[] {
  return [
    cel`table.status.tableStatus == "ACTIVE"`,
    cel`table.status.conditions.exists(c, c.type == "ACK.ResourceSynced" && c.status == "True")`,
    // No field of the declaration is held, and ACK has seen the last change: until then it reports what was before.
    cel`!${annotation(ACK_FIELD_HELD)}.hasValue() && !${HAS_KEY_REFERENCE}`,
    // ACK manages the table, and does not only look for it.
    cel`!${LOOKS_ONLY}`,
  ].map(expression);
}

// ACK puts free text, or nothing, where Kubernetes wants a reason of one word.
function ackConditions(): Cel {
  const reason = cel`has(c.reason) && c.reason.matches("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$") ? c.reason : "AsReported"`;
  const mirrored = condition({ type: cel`c.type`, status: cel`c.status`, reason, message: cel`c.?message.orValue("")` });
  return cel`table.status.conditions.filter(c, c.type.startsWith("ACK.") && !${HAS_KEY_REFERENCE})
  .map(c, ${mirrored})`;
}

function providerConfig(): Cel {
  const type = 'ProviderConfig';
  return roleSelected({
    none: cel`[]`,
    selected: cel`[${condition({ type, status: 'True', reason: 'RoleSelected', message: '' })}]`,
    missing: (message) => cel`[${condition({ type, status: 'False', reason: 'NoRoleSelected', message })}]`,
  });
}

function adopted(): Cel {
  const missing = cel`"table " + schema.spec.tableName + " is not found in " + schema.spec.region + ": adoptionPolicy adopt takes over a table that exists"`;
  const notFound = condition({ type: 'Adopted', status: 'False', reason: 'NotFound', message: missing });
  const found = condition({ type: 'Adopted', status: 'True', reason: 'Found', message: '' });
  const shared = (others: Cel): Cel => cel`[${condition({
    type: 'Adopted',
    status: 'False',
    reason: 'Shared',
    message: cel`"table " + schema.spec.tableName + " is managed by " + ${others}[0].metadata.namespace + "/" + ${others}[0].metadata.name + " too, and each undoes what the other declares: remove one of them, with deletionPolicy retain"`,
  })}]`;
  return ifShared(shared, cel`${takesOver} ? [${LOOKS_ONLY} ? ${notFound} : ${found}] : []`);
}

// A table from before the platform left connection Secrets out, or in a cluster without the admission policy.
function noConnectionSecret(): Cel {
  const message = 'writeConnectionSecretToRef is ignored: this platform offers no connection Secrets';
  return cel`has(schema.spec.writeConnectionSecretToRef) ? [${condition({ type: 'ConnectionSecret', status: 'False', reason: 'NotOffered', message })}] : []`;
}

// By this name kstatus, and so Flux, knows that waiting does not help: ACK looks again when the spec changes. On the way
// from one state to another it gives up where a step of ours goes on; then it has not reported on that step yet.
function stalled(): Cel {
  const reported = cel`!${HAS_KEY_REFERENCE} && ${annotation(ACK_RECONCILES)}.orValue("0") != "0"`;
  const gaveUp = cel`c.type == "ACK.Terminal" && c.status == "True" && (!${annotation(ACK_PENDING)}.hasValue() || ${reported})`;
  const told = condition({ type: 'Stalled', status: 'True', reason: 'Terminal', message: cel`c.?message.orValue("")` });
  return cel`table.status.conditions.filter(c, ${gaveUp})
  .map(c, ${told})`;
}

function ready(): Cel {
  const resources = cel`runtime.condition(schema, "ResourcesReady")`;
  const message = NEWER_ACK_FIELDS.reduce((otherwise, { field, since }) => {
    const advice = `${field} needs ACK dynamodb-controller ${since} or later: upgrade it, or take ${field} out. `;
    return cel`(${resources}.message.contains(${`.${field}: field not declared in schema`}) ? ${advice} : "")
  + ${otherwise}`;
  }, cel`${resources}.message`);
  return condition({ type: 'Ready', status: cel`${resources}.status`, reason: cel`${resources}.reason`, message });
}

/** A condition, as kro makes one. */
function condition({ type, status, reason, message }: Record<'type' | 'status' | 'reason' | 'message', Cel | CelLiteral>): Cel {
  return cel`runtime.newCondition({type: ${type}, status: ${status},
  reason: ${reason},
  message: ${message}})`;
}
