import { LEFT, NOT_ADOPTED } from './outcome';
import { grouped } from './pair';
import { Plan, TablePlan } from './plan';
import { DeclaredTable } from './planned-table';

/** A sentence on a new table whose name another one has in another cluster: whether they have one AWS account is not known. */
export function namesakeText(resource: string): string {
  return ` ${resource} has this name and region too. If both clusters use one AWS account, it is the same table, and none is created.`;
}

/** A cluster that was planned by itself. */
export interface PlannedCluster {
  readonly plan: Plan;
  /** What it declares afterwards. */
  readonly declared: readonly DeclaredTable[];
}

/**
 * The same plans, where new tables are told of those of other clusters that have their name.
 * @param nameOf the name of an object, with its cluster
 */
export function withNamesakes(clusters: readonly PlannedCluster[], nameOf: (resource: string, cluster: number) => string): Plan[] {
  const known = grouped(clusters.flatMap(({ plan, declared }, i) => [...plan.tables, ...declared.map((table) => ({ ...table, action: undefined }))]
    .map((table) => ({ i, key: keyOf(table), resource: nameOf(table.resource, i), isLeft: table.action === 'keep' }))), ({ key }) => key);
  return clusters.map(({ plan }, i) => ({
    ...plan,
    tables: plan.tables.map((table): TablePlan => {
      const alike = table.action === 'create' || table.action === 'adopt' ? known.get(keyOf(table)) ?? [] : [];
      const others = alike.filter((other) => other.i !== i);
      const isLeft = others.some((other) => other.isLeft);
      return isLeft && table.action === 'create' ? { ...table, action: 'conflict', summary: LEFT, rejections: [NOT_ADOPTED], calls: [] }
        : isLeft || others.length === 0 ? table : { ...table, summary: `${table.summary}${namesakeText(others[0].resource)}` };
    }),
  }));
}

function keyOf({ account, region, tableName }: Pick<TablePlan, 'account' | 'region' | 'tableName'>): string {
  return [account, region, tableName].join('/');
}
