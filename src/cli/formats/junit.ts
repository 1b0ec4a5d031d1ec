import { describeIn, isError, Printer, ReportedTable, UnreadableFile } from './report';

/** JUnit's XML, which Jenkins, GitLab and Azure Pipelines read: a suite for each file, a test case for each table. */
export const printJunit: Printer = ({ tables, unreadable }) => {
  const files = [...new Set([...tables, ...unreadable].map(({ file }) => file))];
  const ofFile = <T extends { readonly file: string }>(all: readonly T[], file: string): T[] => all.filter((each) => each.file === file);
  const suites = files.map((file) => printSuite(file, ofFile(tables, file), ofFile(unreadable, file)));
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="cdk8s-dynamodb-kro validate">', ...suites, '</testsuites>'].join('\n');
};

function printSuite(file: string, tables: readonly ReportedTable[], unreadable: readonly UnreadableFile[]): string {
  const failures = tables.filter(({ violations }) => violations.some(isError)).length;
  return [
    `  <testsuite name="${escape(file)}" tests="${tables.length + unreadable.length}" failures="${failures}" errors="${unreadable.length}">`,
    ...tables.map(printCase),
    ...unreadable.map(({ problem }) => `    <testcase name="${escape(file)}" classname="${escape(file)}"><error message="${escape(problem)}"/></testcase>`),
    '  </testsuite>',
  ].join('\n');
}

function printCase(table: ReportedTable): string {
  const { file, resource, violations } = table;
  const place = ({ position }: ReportedTable['violations'][number]): string => (position === undefined ? file : `${file}:${position.line}:${position.col}`);
  const errors = violations.filter(isError).map((violation) =>
    `<failure type="${escape(violation.code)}" message="${escape(describeIn(table, violation))}">${escape(place(violation))}</failure>`);
  const warnings = violations.filter((violation) => !isError(violation)).map((violation) => `${place(violation)}: ${describeIn(table, violation)}`);
  const output = warnings.length === 0 ? '' : `<system-out>${escape(warnings.join('\n'))}</system-out>`;
  return `    <testcase name="${escape(resource === '' ? file : resource)}" classname="${escape(file)}">${errors.join('')}${output}</testcase>`;
}

// XML has no way to write most control characters.
function escape(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
