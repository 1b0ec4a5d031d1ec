import { NOT_ADOPTED } from './outcome';
import { Plan, TablePlan } from './plan';
import { DeclaredTable } from './planned-table';

/** A sentence on a new table whose name another one has in another cluster: whether they have one AWS account is not known. */
export function namesakeText(resource: string, adopts: boolean): string {
  return ` ${resource} has this name and region too. If both clusters use one AWS account, it is the same table, and ${adopts ? 'each object sets it back to what it declares' : 'ACK does not take it over for this object'}.`;
}

/** A cluster that was planned by itself. */
export interface PlannedCluster {
  readonly plan: Plan;
  /** What it declares afterwards. */
  readonly declared: readonly DeclaredTable[];
}

interface Namesake {
  readonly i: number;
  readonly resource: string;
  /** It is left in AWS. */
  readonly isLeft: boolean;
}

/**
 * The same plans, where new tables are told of those of other clusters that have their name.
 * @param nameOf the name of an object, with its cluster
 */
export function withNamesakes(clusters: readonly PlannedCluster[], nameOf: (resource: string, cluster: number) => string): Plan[] {
  const known = new Map<string, Namesake[]>();
  const add = (table: string, namesake: Namesake): unknown => known.get(table)?.push(namesake) ?? known.set(table, [namesake]);
  clusters.forEach(({ plan, declared }, i) => {
    plan.tables.forEach((table) => add(keyOf(table), { i, resource: nameOf(table.resource, i), isLeft: table.action === 'keep' }));
    declared.forEach(({ table, declaration }) => add(table, { i, resource: nameOf(declaration.resource, i), isLeft: false }));
  });
  return clusters.map(({ plan }, i) => ({
    ...plan,
    tables: plan.tables.map((table): TablePlan => {
      const { action, summary } = table;
      const others = action === 'create' || action === 'adopt' ? known.get(keyOf(table))!.filter((other) => other.i !== i) : [];
      const left = others.find(({ isLeft }) => isLeft);
      if (left !== undefined) {
        return action === 'adopt' ? table
          : { ...table, action: 'conflict', summary: `${left.resource} leaves the table in AWS with its data, and ACK does not take it over for this object.`, rejections: [NOT_ADOPTED], calls: [] };
      }
      return others.length === 0 ? table : { ...table, summary: `${summary}${namesakeText(others[0].resource, action === 'adopt')}` };
    }),
  }));
}

function keyOf({ account = '', region, tableName }: TablePlan): string {
  return `${account}/${region}/${tableName}`;
}
