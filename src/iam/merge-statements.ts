import { PolicyStatement } from './policy-statement';

/**
 * Statements that allow the same actions under the same conditions as one, with all their resources: a role has 10,240 characters
 * for its policy, and the actions are most of them.
 */
export function mergeStatements(statements: readonly PolicyStatement[]): PolicyStatement[] {
  const merged = new Map<string, PolicyStatement>();
  for (const statement of statements) {
    const { resources, ...rest } = statement;
    const key = JSON.stringify([rest.sid, rest.effect, rest.actions, rest.conditions]);
    const known = merged.get(key);
    merged.set(key, { ...rest, resources: [...new Set([...known?.resources ?? [], ...resources])] });
  }
  return [...merged.values()];
}
