import { IConstruct } from 'constructs';
import { acknowledgedCodes } from './acknowledged';
import { formatViolations, isWarning, Violation } from '../contract/violation';
import { withoutAcknowledged } from '../contract/warning-codes';

/** The errors, as lines for people. Shows the warnings. */
export function reportViolations(declaredBy: IConstruct, violations: readonly Violation[]): string[] {
  showWarnings(declaredBy, violations.filter(isWarning));
  return formatViolations(violations.filter((violation) => !isWarning(violation)));
}

/** Shows warnings on standard error, so that Python and Go show them too; cdk8s knows errors only, and gets none. */
export function showWarnings(declaredBy: IConstruct, warnings: readonly Violation[]): string[] {
  if (warnings.length === 0) {
    return [];
  }
  printWarnings(declaredBy.node.path, withoutAcknowledged(warnings, acknowledgedCodes(declaredBy)));
  return [];
}

/** The same of what is no construct, and says it at once. */
export function printWarnings(where: string, warnings: readonly Violation[]): void {
  formatViolations(warnings).forEach((line) => process.stderr.write(`Warning: [${where}] ${line}\n`));
}
