import { describe, Violation } from '../../contract/violation';
import { LocatedViolation } from '../../validation/located';
import { Position } from '../../validation/yaml';

/** What a validation found, for each output format. */
export interface ValidationReport {
  readonly tables: readonly ReportedTable[];
  readonly unreadable: readonly UnreadableFile[];
}

/** A table, or an object that was meant as one. */
export interface ReportedTable {
  readonly file: string;
  readonly resource: string;
  readonly path: string;
  readonly isTable: boolean;
  readonly violations: readonly ReportedViolation[];
}

export interface ReportedViolation extends LocatedViolation {
  readonly position?: Position;
}

export interface UnreadableFile {
  readonly file: string;
  readonly problem: string;
  readonly position?: Position;
}

/** `file:line:column`, as far as it is known. */
export function placeIn({ file, position }: { readonly file: string; readonly position?: Position }): string {
  return position === undefined ? file : `${file}:${position.line}:${position.col}`;
}

export type Printer = (report: ValidationReport) => string;

/** Each violation with the table it is in. */
export function violationsOf({ tables }: ValidationReport): Array<{ readonly table: ReportedTable; readonly violation: ReportedViolation }> {
  return tables.flatMap((table) => table.violations.map((violation) => ({ table, violation })));
}

export function isError({ severity }: Violation): boolean {
  return severity !== 'warning';
}

/** The violation for people, with the table it is in. */
export function describeIn({ resource }: ReportedTable, violation: Violation): string {
  return resource === '' ? describe(violation) : `${resource}: ${describe(violation)}`;
}

/** "1 table, 2 violations, 0 warnings" */
export function printSummary(report: ValidationReport): string {
  const errors = violationsOf(report).filter(({ violation }) => isError(violation)).length;
  const warnings = violationsOf(report).length - errors;
  return [
    count(report.tables.filter(({ isTable }) => isTable).length, 'table'), count(errors, 'violation'), count(warnings, 'warning'),
  ].join(', ');
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
