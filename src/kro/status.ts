import { adoptedCondition } from '../contract/adoption';
import { TURN } from '../contract/last-applied';
import { ACK_READ_ONLY, ACK_WAITING } from '../contract/names';
import { STATUS } from '../contract/status';
import { cel } from '../print/cel';

const WAITING = cel`table.metadata.?annotations[?${ACK_WAITING}]`;

/** The status of a DynamoDBTable. A field whose source does not exist yet is left out by kro. */
export function statusSchema(): Record<string, unknown> {
  return {
    ...Object.fromEntries(STATUS.map(({ name, from }) => [name, `\${${from}}`])),
    observedGeneration: '${schema.metadata.generation}',
    conditions: [ackConditions(), adoptedCondition(), stalled(), ready()],
  };
}

/** When the table may be used; without this kro calls it ACTIVE as soon as the object exists. */
export function readyWhen(): string[] {
  return [
    '${table.status.tableStatus == "ACTIVE"}',
    '${table.status.conditions.exists(c, c.type == "ACK.ResourceSynced" && c.status == "True")}',
    // Nothing of the declaration waits for its turn.
    `\${${cel`!${WAITING}.orValue("").endsWith(${TURN})`}}`,
    // ACK manages the table, and does not only look for it.
    `\${${cel`!table.metadata.?annotations[?${ACK_READ_ONLY}].hasValue()`}}`,
  ];
}

// ACK puts free text, or nothing, where Kubernetes wants a reason of one word.
function ackConditions(): string {
  const reason = 'has(c.reason) && c.reason.matches("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$") ? c.reason : "AsReported"';
  return '${table.status.conditions.filter(c, c.type.startsWith("ACK."))' +
    `.map(c, runtime.newCondition({type: c.type, status: c.status, reason: ${reason}, message: c.?message.orValue("")}))}`;
}

// By this name kstatus, and so Flux, knows that waiting does not help: ACK looks again when the spec changes. On the way
// from one state to another it gives up where a step of ours goes on; then it has not answered that step yet.
function stalled(): string {
  const asked = cel`${WAITING}.orValue("").matches(${'^[0-9]+[.][1-9]'})`;
  const answered = 'table.metadata.managedFields.exists(r, has(r.subresource) && r.subresource == "status" && '
    + 'table.metadata.managedFields.filter(a, a.operation == "Apply").all(a, timestamp(r.time) - timestamp(a.time) >= duration("1s")))';
  return `\${table.status.conditions.filter(c, c.type == "ACK.Terminal" && c.status == "True" && (!${WAITING}.hasValue() || ${asked} && ${answered}))` +
    '.map(c, runtime.newCondition({type: \'Stalled\', status: \'True\', reason: \'Terminal\', message: c.?message.orValue("")}))}';
}

// Any condition of our own hides kro's, so Ready is given out again.
function ready(): string {
  const resources = "runtime.condition(schema, 'ResourcesReady')";
  return `\${runtime.newCondition({type: 'Ready', status: ${resources}.status, reason: ${resources}.reason, message: ${resources}.message})}`;
}
