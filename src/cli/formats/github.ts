import { describeIn, isError, printable, Printer, printSummary, violationsOf } from './report';

/**
 * Annotations, which GitHub Actions shows in the changed files.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const printGitHub: Printer = (report) => [
  ...violationsOf(report).map(({ table, violation }) => {
    const { line, col } = violation.position ?? {};
    const properties = Object.entries({ file: table.file, line, col, title: violation.code })
      .filter(([, value]) => value !== undefined).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
    return `::${isError(violation) ? 'error' : 'warning'} ${properties.join(',')}::${escapeData(printable(describeIn(table, violation)))}`;
  }),
  ...report.unreadable.map(({ file, problem }) => `::error file=${escapeProperty(file)}::${escapeData(printable(problem))}`),
  printSummary(report),
].join('\n');

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
