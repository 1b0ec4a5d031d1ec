import { printedTable } from './printed-table';
import { printPython, printPythonModule } from './python';
import { printTypeScript, printTypeScriptModule } from './typescript';
import { printApplication, printYaml } from './yaml';
import { ImportedTable } from '../imported-table';

/** A format of the output. */
interface Format {
  /** All tables in one text. */
  readonly print: (tables: readonly ImportedTable[]) => string;
  /** One table, for a file of its own. */
  readonly printOne: (table: ImportedTable) => string;
  readonly extension: string;
}

export const FORMATS: Readonly<Record<string, Format>> = {
  typescript: {
    print: (tables) => printTypeScript(tables.map(printedTable)),
    printOne: (table) => printTypeScriptModule(printedTable(table)),
    extension: 'ts',
  },
  python: {
    print: (tables) => printPython(tables.map(printedTable)),
    printOne: (table) => printPythonModule(printedTable(table)),
    extension: 'py',
  },
  yaml: { print: printYaml, printOne: (table) => printYaml([table]), extension: 'yaml' },
  application: { print: printApplication, printOne: (table) => printApplication([table]), extension: 'yaml' },
};
