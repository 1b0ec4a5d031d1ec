import { Printer } from './report';
import { printPath } from '../../validation/located';

/** The tables as data. */
export const printJson: Printer = ({ tables }) => JSON.stringify(tables.map(({ file, resource, path, violations }) => ({
  file,
  resource,
  path,
  violations: violations.map(({ code, severity = 'error', property, problem, fix, at, position }) => ({
    code, severity, property, problem, fix, path: printPath(at), line: position?.line, column: position?.col,
  })),
})), undefined, 2);
