import { count, describeIn, isError, placeIn, Printer, ReportedTable, ReportedViolation, UnreadableFile } from './report';

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
    ...unreadable.map((each) => `    <testcase name="${escape(file)}" classname="${escape(file)}"><error message="${escape(each.position === undefined ? each.problem : `${placeIn(each)}: ${each.problem}`)}"/></testcase>`),
    '  </testsuite>',
  ].join('\n');
}

/** One failure, with all that is wrong with the table: Jenkins shows no second one. */
function printCase(table: ReportedTable): string {
  const { file, resource, violations } = table;
  const line = (violation: ReportedViolation): string => `${placeIn({ file, position: violation.position })}: ${describeIn(table, violation)}`;
  const errors = violations.filter(isError);
  const warnings = violations.filter((violation) => !isError(violation));
  const [first] = errors;
  const failure = first === undefined ? '' : `<failure type="${escape(first.code)}" message="${escape(errors.length === 1 ? describeIn(table, first) : `${resource}: ${count(errors.length, 'violation')}`)}">${escape(errors.map(line).join('\n'))}</failure>`;
  const output = warnings.length === 0 ? '' : `<system-out>${escape(warnings.map(line).join('\n'))}</system-out>`;
  return `    <testcase name="${escape(resource === '' ? file : resource)}" classname="${escape(file)}">${failure}${output}</testcase>`;
}

// XML has no way to write most control characters.
function escape(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    // As they are, a reader makes spaces of them in an attribute.
    .replaceAll(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
