import { describeIn, isError, printable, Printer, printSummary, violationsOf } from './report';

/** A line for each violation, as compilers print it: `file:line:column: …`. */
export const printText: Printer = (report) => [
  ...violationsOf(report).map(({ table, violation }) => {
    const { line, col } = violation.position ?? {};
    const place = [table.file, line, col].filter((part) => part !== undefined).join(':');
    return printable(`${place}: ${isError(violation) ? '' : 'warning: '}${describeIn(table, violation)}`);
  }),
  printSummary(report),
].join('\n');
