import { Code } from './code';
import { tableProps } from './table-props';
import { describeFinding } from '../finding';
import { ImportedTable } from '../imported-table';

/** A table as the printers want it. */
export interface PrintedTable {
  readonly name: string;
  readonly props: Code;
  /** Where it was read, and what the declaration does not express. */
  readonly comments: readonly string[];
}

export function printedTable(table: ImportedTable): PrintedTable {
  return { name: table.name, props: tableProps(table.name, table.spec), comments: commentsOf(table) };
}

export function commentsOf({ source, findings }: ImportedTable): string[] {
  return [`Imported from ${source}.`, ...findings.map(describeFinding)];
}
