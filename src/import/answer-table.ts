import { basename, dirname } from 'node:path';
import { calledAlike, foldersToNameIt, isNamedAfter, isNamedOtherwise, isOfAnotherRegion, nearest } from './file-names';

/** A table that answers of the AWS CLI may be about. */
export interface DescribedTable {
  /** Where it is described. */
  readonly file: string;
  readonly name: string;
  readonly region?: string;
}

/** An answer of the AWS CLI, of which most do not name their table. */
export interface Answer<T> {
  readonly file: string;
  readonly tableName?: string;
  /** The table that is described before it in its file. */
  readonly before?: T;
}

/**
 * The tables that an answer may be about, by its name or else by where it is: one where that is clear, several where it is not.
 * A wrong one would have the settings of another in its declaration, and adoption would make them true.
 */
export function answersFinder<T extends DescribedTable>(tables: readonly T[]): (answer: Answer<T>) => readonly T[] {
  const byName = group(tables, ({ name }) => name);
  const byFile = group(tables, ({ file }) => file);
  const byFolder = group(tables, ({ file }) => dirname(file));
  const byCalling = group(tables, ({ file }) => calledAlike(file));
  const lower = [...byName].map(([name, ofName]) => [String(name).toLowerCase(), String(name), ofName] as const);
  return ({ file, tableName, before }) => {
    const inFile = byFile.get(file) ?? [];
    const reach = (candidates: readonly T[] = []): readonly T[] =>
      nearest(file, candidates.filter((table) => table.file === file || !isOfAnotherRegion(file, table)));
    if (tableName !== undefined) {
      const named = byName.get(tableName) ?? [];
      return before !== undefined && named.includes(before) ? [before] : one(named.filter((table) => inFile.includes(table))) ?? reach(named);
    }
    if (before !== undefined || inFile.length === 1) {
      return [before ?? inFile[0]];
    }
    const called = basename(file).toLowerCase();
    const places = [
      longest(lower.filter(([name]) => called.includes(name)).flatMap(([, name, ofName]) => (isNamedAfter(file, name) ? ofName : [])), file),
      byCalling.get(calledAlike(file)),
      ...foldersToNameIt(file).map((folder) => byName.get(folder)),
    ];
    const found = places.map(reach).find(({ length }) => length > 0);
    return found ?? reach(one(byFolder.get(dirname(file)) ?? []) ?? one(tables)).filter((table) => !isNamedOtherwise(file, table));
  };
}

function group<T>(tables: readonly T[], key: (table: T) => string | undefined): Map<string | undefined, T[]> {
  const groups = new Map<string | undefined, T[]>();
  for (const table of tables) {
    const known = groups.get(key(table));
    known === undefined ? groups.set(key(table), [table]) : known.push(table);
  }
  groups.delete(undefined);
  return groups;
}

function one<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 1 ? list : undefined;
}

/** Those with the longest name, which `orders-archive.tags.json` has beside `orders`; of `Orders` and `orders` the one that the file spells. */
function longest<T extends DescribedTable>(tables: readonly T[], file: string): readonly T[] {
  const most = tables.reduce((length, { name }) => Math.max(length, name.length), 0);
  const found = tables.filter(({ name }) => name.length === most);
  const spelled = found.filter(({ name }) => basename(file).includes(name));
  return spelled.length > 0 ? spelled : found;
}
