import { Printer, ReportedViolation } from './report';
import { printPath } from '../../validation/located';

/** The tables as data, and the files that could not be read. */
export const printJson: Printer = ({ tables, unreadable }) => JSON.stringify([
  ...tables.map(({ file, resource, path, violations }) => ({ file, resource, path, violations: violations.map(dataOf) })),
  ...unreadable.map(({ file, problem, position }) => ({
    file, resource: '', path: '', violations: [dataOf({ code: 'Unreadable', property: '', problem, fix: '', at: [], position })],
  })),
], undefined, 2);

function dataOf({ code, severity = 'error', property, problem, fix, at, position }: ReportedViolation): object {
  return { code, severity, property, problem, fix, path: printPath(at), line: position?.line, column: position?.col };
}
