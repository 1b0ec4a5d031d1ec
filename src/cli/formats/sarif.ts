import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeIn, isError, Printer, violationsOf } from './report';
import { RULES } from '../../contract/rules';
import { CODES } from '../../contract/violation';

/**
 * SARIF 2.1.0, which GitHub code scanning and IDEs read.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const printSarif: Printer = (report) => {
  const statements = new Map([...Object.entries(CODES), ...RULES.map(({ code, statement }) => [code, statement] as const)]);
  const found = violationsOf(report);
  const codes = [...new Set(found.map(({ violation }) => violation.code))].sort();
  return JSON.stringify({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      columnKind: 'utf16CodeUnits',
      tool: { driver: { name: 'cdk8s-dynamodb-kro', rules: codes.map((id) => ({ id, shortDescription: { text: statements.get(id) ?? id } })) } },
      invocations: [{
        executionSuccessful: report.unreadable.length === 0,
        toolExecutionNotifications: report.unreadable.map(({ file, problem, position }) => ({ level: 'error', message: { text: problem }, locations: [{ physicalLocation: { ...artifact(file), ...region(position) } }] })),
      }],
      results: found.map(({ table, violation }) => ({
        ruleId: violation.code,
        level: isError(violation) ? 'error' : 'warning',
        message: { text: describeIn(table, violation) },
        locations: [{ physicalLocation: { ...artifact(table.file), ...region(violation.position) } }],
      })),
    }],
  }, undefined, 2);
};

function artifact(file: string): object {
  return { artifactLocation: { uri: isAbsolute(file) ? pathToFileURL(file).href : file.split('/').map(encodeURIComponent).join('/') } };
}

function region(position?: { readonly line: number; readonly col: number }): object {
  return position === undefined ? {} : { region: { startLine: position.line, startColumn: position.col } };
}
