import { Code } from './code';
import { tableProps } from './table-props';
import { describeFinding } from '../finding';
import { ImportedTable } from '../imported-table';

/** A table as the printers want it. */
export interface PrintedTable {
  readonly name: string;
  /** The namespace of the chart. */
  readonly namespace?: string;
  readonly props: Code;
  /** Where it was read, and what the declaration does not express. */
  readonly comments: readonly string[];
}

export function printedTable(table: ImportedTable): PrintedTable {
  const { name } = table;
  // A scope of constructs has what every object of JavaScript has.
  return { name: name in {} ? `table-${name}` : name, namespace: table.namespace, props: tableProps(table.objectName ?? name, table.spec), comments: commentsOf(table) };
}

export function commentsOf({ source, findings }: ImportedTable): string[] {
  return [`Imported from ${source}.`, ...findings.map(describeFinding)];
}

interface PrintedChart {
  readonly variable: string;
  readonly id: string;
}

/** The charts that the tables are in: one a namespace, with its variable. */
export function chartsOf(tables: readonly PrintedTable[], variable: string): Map<string | undefined, PrintedChart> {
  const namespaces = [...new Set(tables.map(({ namespace }) => namespace))];
  return new Map(namespaces.map((namespace, i) =>
    [namespace, i === 0 ? { variable, id: 'tables' } : { variable: `${variable}${i + 1}`, id: `tables-${namespace ?? i + 1}` }]));
}

/** The comments of a table in a module, which is added to a chart that somebody else makes. */
export function commentsOfModule({ namespace, comments }: PrintedTable): readonly string[] {
  return namespace === undefined ? comments : [...comments, `It is in the namespace ${namespace}: give that to the chart.`];
}
