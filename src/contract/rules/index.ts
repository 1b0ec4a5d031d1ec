import { CAPACITY_RULES } from './capacity';
import { ENCRYPTION_RULES } from './encryption';
import { FEATURE_RULES } from './features';
import { INDEX_RULES } from './indexes';
import { KEY_RULES } from './keys';
import { partsOf } from './parts';
import { REGION_RULES } from './region';
import { Rule } from './rule';
import { TAG_RULES } from './tags';
import { TableSpec } from '../table-spec';
import { Violation } from '../violation';

export type { Rule } from './rule';

/** The rules that go across fields, each once. */
export const RULES: readonly Rule[] = [
  ...KEY_RULES, ...INDEX_RULES, ...CAPACITY_RULES, ...ENCRYPTION_RULES, ...FEATURE_RULES, ...TAG_RULES, ...REGION_RULES,
];

/** Every rule on this spec; those of a platform, where they are given. */
export function checkRules(spec: TableSpec, rules: readonly Rule[] = RULES): Violation[] {
  const parts = partsOf(spec);
  const violations: Violation[] = [];
  for (const { code, severity, check } of rules) {
    for (const finding of check(spec, parts)) {
      violations.push(severity ? { code, severity, ...finding } : { code, ...finding });
    }
  }
  return violations;
}
