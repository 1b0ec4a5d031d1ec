import { Going, whatGoes } from './going';
import { DeclaredTable, Side } from './planned-table';

/** A table before and after: one of them is missing where it comes or goes. */
export interface Pair {
  readonly was?: DeclaredTable;
  readonly is?: DeclaredTable;
  /** The table that this one goes for, or comes for: the same, under another name. */
  readonly renamed?: DeclaredTable;
  /** The declaration of the same object that holds, where this one is another's. */
  readonly beside?: DeclaredTable;
  /** Whether another object of its name was declared too. */
  readonly isOneOfSeveral?: boolean;
  /** Why its object goes, where that is not for want of a declaration. */
  readonly going?: Going;
}

/**
 * What was declared and what will be, in pairs: by the object in the cluster first, for that is what is applied, then by
 * the table in AWS. What is left over comes and goes; where two of these differ in nothing but their names, that is said.
 */
export function pairs(was: Side, is: Side): Pair[] {
  const gone = grouped([...was.tables.values()].filter(({ object }) => !is.tables.has(object)), ({ table }) => table);
  const after = [...is.tables.values()].map((table): Pair => ({ was: was.tables.get(table.object) ?? gone.get(table.table)?.shift(), is: table }));
  return withRenames([...after, ...[...gone.values()].flat().map((table): Pair => ({ was: table }))]);
}

/** What goes although it is declared is as good as not declared. */
export function withGoing(all: readonly Pair[], after: Side, goingOf: ReturnType<typeof whatGoes>): Pair[] {
  return all.map(({ was, is, renamed }): Pair => {
    const [before, then] = [was && goingOf(was.held), is && goingOf(is.held)];
    if (was === undefined) {
      return { is, renamed, going: then };
    }
    if (is === undefined) {
      return { was, renamed, going: before ?? (after.notApplied.has(was.object) ? NOT_APPLIED : undefined) };
    }
    // From an Application that goes, an object that is declared by itself is taken over.
    const same = was.object === is.object && (before?.what === 'object' || was.owner?.name === is.owner?.name) ? before : undefined;
    return then !== undefined || same !== undefined ? { was, going: then ?? same } : { was, is, going: before };
  });
}

const NOT_APPLIED: Going = { reason: 'No step of the workflow applies the component.', what: 'step' };

// Where several are alike, nobody knows which became which.
function withRenames(all: readonly Pair[]): Pair[] {
  const coming = grouped(all.filter(({ was }) => was === undefined), contentOf);
  const going = grouped(all.filter(({ is }) => is === undefined), contentOf);
  return all.map((pair) => {
    if (pair.was !== undefined && pair.is !== undefined) {
      return pair;
    }
    const key = contentOf(pair);
    const [come, go] = [coming.get(key) ?? [], going.get(key) ?? []];
    return come.length === 1 && go.length === 1 ? { ...pair, renamed: pair.is === undefined ? come[0].is : go[0].was } : pair;
  });
}

export function grouped<T>(some: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const item of some) {
    const key = keyOf(item);
    const alike = map.get(key);
    alike ? alike.push(item) : map.set(key, [item]);
  }
  return map;
}

/** All of a table that comes or goes but its name. */
function contentOf({ was, is }: Pair): string {
  const { declaration: { spec }, region, account } = (is ?? was)!;
  return JSON.stringify([region, account, Object.entries(spec).filter(([name]) => name !== 'tableName').sort(([a], [b]) => (a < b ? -1 : 1))]);
}
