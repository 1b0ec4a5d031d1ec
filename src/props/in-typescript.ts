import { enumFix } from './enums';
import { propertyPath } from './property-path';
import { TableSpec } from '../contract/table-spec';
import { Violation } from '../contract/violation';

/** The violations by the names of TableProps. */
export function inTypeScript(violations: readonly Violation[], spec: TableSpec): Violation[] {
  return violations.map((violation) => ({
    ...violation,
    property: propertyPath(violation.property, spec),
    // The key of a tag stands in its path.
    value: /^tags\[\d+\]\.key$/.test(violation.property) ? undefined : violation.value,
    ...violation.typescript,
    ...enumFix(violation),
  }));
}
