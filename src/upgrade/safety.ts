/** The defaults that keep tables safe, and what a table without the field is like when the default is lost. */
const SAFE: Readonly<Record<string, { readonly value: string | boolean; readonly lost: string }>> = {
  deletionPolicy: { value: 'retain', lost: 'are deleted in AWS, with their items, when their Kubernetes objects are' },
  pointInTimeRecoveryEnabled: { value: true, lost: 'have no point-in-time recovery' },
  deletionProtectionEnabled: { value: true, lost: 'have no deletion protection' },
};

/** What becomes of tables that do not set the field when its default changes like this; undefined where they stay as safe as they were. */
export function safetyLost(field: string, previous: unknown, next: unknown): string | undefined {
  const safe = SAFE[field];
  const lost = previous === safe?.value && next !== safe?.value;
  // Without a default, the ACK controller may be set to retain.
  const deletes = field === 'deletionPolicy' && next === 'delete' && previous !== 'delete';
  return safe !== undefined && (lost || deletes) ? safe.lost : undefined;
}

/** What to do about a default that makes tables less safe. */
export function keepSafe(field: string): string {
  return `Set ${field} in each table that must stay as it is, or accept the change with --allow-less-safe.`;
}
