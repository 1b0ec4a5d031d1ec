import { describeIn, isError, Printer, printSummary, violationsOf } from './report';
import { printable } from '../../contract/printable';

/**
 * Annotations, which GitHub Actions shows in the changed files.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const printGitHub: Printer = (report) => [
  ...violationsOf(report).map(({ table, violation }) => {
    const properties = printProperties({ file: table.file, ...violation.position, title: violation.code });
    return `::${isError(violation) ? 'error' : 'warning'} ${properties}::${escapeData(printable(describeIn(table, violation)))}`;
  }),
  ...report.unreadable.map(({ file, problem, position }) => `::error ${printProperties({ file, ...position })}::${escapeData(printable(problem))}`),
  printSummary(report),
].join('\n');

function printProperties(properties: object): string {
  return Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
