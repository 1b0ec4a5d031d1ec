import { STATUS } from '../contract/status';

/** The status of a DynamoDBTable. A field whose source does not exist yet is left out by kro. */
export function statusSchema(): Record<string, unknown> {
  return {
    ...Object.fromEntries(STATUS.map(({ name, from }) => [name, `\${${from}}`])),
    observedGeneration: '${schema.metadata.generation}',
    conditions: [ackConditions(), stalled(), ready()],
  };
}

/** When the table may be used; without this kro calls it ACTIVE as soon as the object exists. */
export function readyWhen(): string[] {
  return [
    '${table.status.tableStatus == "ACTIVE"}',
    '${table.status.conditions.exists(c, c.type == "ACK.ResourceSynced" && c.status == "True")}',
  ];
}

// ACK puts free text, or nothing, where Kubernetes wants a reason of one word.
function ackConditions(): string {
  const reason = 'has(c.reason) && c.reason.matches("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$") ? c.reason : "AsReported"';
  return '${table.status.conditions.filter(c, c.type.startsWith("ACK."))' +
    `.map(c, runtime.newCondition({type: c.type, status: c.status, reason: ${reason}, message: c.?message.orValue("")}))}`;
}

// By this name kstatus, and so Flux, knows that waiting does not help. ACK looks again when the spec changes.
function stalled(): string {
  return '${table.status.conditions.filter(c, c.type == "ACK.Terminal" && c.status == "True")' +
    '.map(c, runtime.newCondition({type: \'Stalled\', status: \'True\', reason: \'Terminal\', message: c.?message.orValue("")}))}';
}

// Any condition of our own hides kro's, so Ready is given out again.
function ready(): string {
  const resources = "runtime.condition(schema, 'ResourcesReady')";
  return `\${runtime.newCondition({type: 'Ready', status: ${resources}.status, reason: ${resources}.reason, message: ${resources}.message})}`;
}
