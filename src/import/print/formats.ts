import { oneLine } from './code';
import { commentsOf, printedTable } from './printed-table';
import { identifier, printPython, printPythonModule } from './python';
import { printTypeScript, printTypeScriptModule } from './typescript';
import { byApplication, printApplication, printYaml } from './yaml';
import { ImportedTable, isDeclared } from '../imported-table';

/** A format of the output. */
interface Format {
  /** All tables in one text. */
  readonly print: (tables: readonly ImportedTable[]) => string;
  /** One table, for a file of its own. */
  readonly printOne: (table: ImportedTable) => string;
  /** The tables that have to be in one file; each has its own without. */
  readonly group?: (tables: readonly ImportedTable[]) => ImportedTable[][];
  /** The name of the file of a table, where its own is none. */
  readonly fileName?: (name: string) => string;
  readonly extension: string;
}

/** The texts of the files, by name. */
export function filesOf(format: Format, tables: readonly ImportedTable[]): Map<string, string> {
  const { print, printOne, group, fileName = (name) => name, extension } = format;
  const files = new Map<string, string>();
  for (const [first, ...others] of group?.(tables) ?? tables.map((table) => [table])) {
    const own = fileName(first.name);
    const names = [own, ...tables.map((_, i) => `${own}_${i + 2}`)].map((name) => `${name}.${extension}`);
    files.set(names.find((name) => !files.has(name))!, others.length === 0 ? printOne(first) : print([first, ...others]));
  }
  return files;
}

// A bundle such as that of the page "Try it" leaves out the formats that it does not name: the annotations say that it may.
const PYTHON = /* @__PURE__ */ withComments('#', {
  print: (tables) => printPython(tables.map(printedTable)),
  printOne: (table) => printPythonModule(printedTable(table)),
  fileName: identifier,
  extension: 'py',
});

export const TYPESCRIPT = /* @__PURE__ */ withComments('//', {
  print: (tables) => printTypeScript(tables.map(printedTable)),
  printOne: (table) => printTypeScriptModule(printedTable(table)),
  extension: 'ts',
});

export const YAML = /* @__PURE__ */ withComments('#', { print: printYaml, printOne: (table) => printYaml([table]), extension: 'yaml' });

export const APPLICATION = /* @__PURE__ */ withComments('#', {
  print: printApplication, printOne: (table) => printApplication([table]), group: byApplication, extension: 'yaml',
});

export const FORMATS: Readonly<Record<string, Format>> = { typescript: TYPESCRIPT, python: PYTHON, yaml: YAML, application: APPLICATION };

/** Of a table that cannot be declared there are comments alone. */
function withComments(mark: string, { print, printOne, ...format }: Format): Format {
  const comments = (table: ImportedTable): string => commentsOf(table).map((line) => `${mark} ${oneLine(line)}\n`).join('');
  return {
    print: (tables) => tables.filter((table) => !isDeclared(table)).map((table) => `${comments(table)}\n`).join('') + print(tables.filter(isDeclared)),
    printOne: (table) => (isDeclared(table) ? printOne(table) : comments(table)),
    ...format,
  };
}
