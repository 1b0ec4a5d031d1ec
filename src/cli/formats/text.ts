import { describeIn, isError, placeIn, Printer, printSummary, violationsOf } from './report';
import { printable } from '../../contract/printable';

/** A line for each violation, as compilers print it: `file:line:column: …`. */
export const printText: Printer = (report) => [
  ...violationsOf(report).map(({ table, violation }) => {
    const place = placeIn({ file: table.file, position: violation.position });
    return printable(`${place}: ${isError(violation) ? '' : 'warning: '}${describeIn(table, violation)}`);
  }),
  printSummary(report),
].join('\n');
