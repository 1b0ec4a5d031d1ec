import { Surroundings, withDocuments } from './surroundings';
import { describe } from '../contract/violation';
import { FoundTable, PlatformNames, tablesIn } from '../validation/documents';

interface Judged extends FoundTable {
  readonly file: string;
}

/** Judges the tables in these files; 0 if all are valid, 1 if one is not, 2 if a file cannot be read. */
export function validateFiles(files: readonly string[], format: string, names: PlatformNames, surroundings: Surroundings): number {
  const judged = files.map((file) =>
    withDocuments(file, surroundings, (documents) => tablesIn(documents, names).map((table): Judged => ({ file, ...table }))));
  const tables = judged.flatMap((inFile) => inFile ?? []);
  surroundings.out(format === 'json' ? json(tables) : text(tables));
  return judged.includes(undefined) ? 2 : Number(tables.some(({ violations }) => violations.some(isError)));
}

function text(tables: readonly Judged[]): string {
  const all = tables.flatMap(({ file, resource, violations }) =>
    violations.map((violation) => ({ violation, line: `${file}: ${resource}: ${isError(violation) ? '' : 'warning: '}${describe(violation)}` })));
  const errors = all.filter(({ violation }) => isError(violation)).length;
  return [...all.map(({ line }) => line), `${tables.length} tables, ${errors} violations, ${all.length - errors} warnings`].join('\n');
}

function json(tables: readonly Judged[]): string {
  return JSON.stringify(tables.map(({ violations, ...table }) => ({
    ...table,
    violations: violations.map(({ code, severity = 'error', property, problem, fix }) => ({ code, severity, property, problem, fix })),
  })), undefined, 2);
}

function isError({ severity }: { readonly severity?: string }): boolean {
  return severity !== 'warning';
}
