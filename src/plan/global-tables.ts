import { lossesOf, NOT_ADOPTED } from './outcome';
import { TablePlan } from './plan';
import { DeclaredTable, EffectiveSpec, Side } from './planned-table';
import { callsBetween, changesBetween } from '../ack/changes';
import { wantedState } from '../ack/wanted-state';
import { listOf, objectOf } from '../contract/json';

/** The regions in which a table has replicas. */
function regionsOf({ declaration: { spec } }: DeclaredTable): unknown[] {
  return listOf(spec.replicas).map((replica) => objectOf(replica).regionName);
}

/** Finds the table of this side of which another one is a replica in AWS. */
export function globalTablesOf({ tables }: Side): (replica: DeclaredTable) => DeclaredTable | undefined {
  const key = ({ account, tableName }: DeclaredTable): string => `${account ?? ''}/${tableName}`;
  const byName = new Map<string, DeclaredTable[]>();
  [...tables.values()].filter((table) => regionsOf(table).length > 0)
    .forEach((table) => byName.set(key(table), [...byName.get(key(table)) ?? [], table]));
  return (replica) => byName.get(key(replica))?.find((table) => regionsOf(table).includes(replica.region));
}

/**
 * A new declaration of a table that is there as a replica of another: what it has is known, and so is what is deleted when it is taken over.
 * @param global the table of which it is a replica
 * @param isGone whether that one is no longer declared
 */
export function asReplica(plan: TablePlan, global: DeclaredTable, { spec, defaults }: EffectiveSpec, isGone: boolean): TablePlan {
  if (plan.action === 'create' && isGone) {
    return { ...plan, action: 'conflict', summary: `The table is there as a replica of ${global.declaration.resource}, and ACK does not manage it.`, rejections: [NOT_ADOPTED], calls: [] };
  }
  const after = wantedState(spec, defaults);
  if (plan.action !== 'adopt' || after.stream !== 'NEW_AND_OLD_IMAGES') {
    return plan;
  }
  const others = [global.region, ...regionsOf(global).map(String)].filter((region) => region !== plan.region);
  const before = { ...after, replicas: new Map(others.map((region) => [region, after.replicas.get(region) ?? {}])) };
  const changes = changesBetween(before, after);
  return {
    ...plan,
    summary: `${plan.summary} It is a replica of ${global.declaration.resource}.`,
    changes,
    losses: lossesOf(changes),
    calls: ['TagResource', ...callsBetween(before, after)],
  };
}

type Place = Pick<TablePlan, 'account' | 'tableName' | 'region'>;

/** Finds the plan of the object that deletes this table as a replica of its own. */
export function deletersOf(plans: ReadonlyArray<TablePlan | undefined>): (table: Place) => TablePlan | undefined {
  const key = ({ account, tableName, region }: Place): string => JSON.stringify([account, tableName, region]);
  // The first of a place holds.
  const byPlace = new Map([...plans].reverse().flatMap((plan) => (plan?.losses ?? []).filter(({ kind }) => kind === 'replica')
    .map(({ name: region }) => [key({ ...plan!, region }), plan!] as const)));
  return (table) => byPlace.get(key(table));
}

/** A table that is no longer declared, and that another object deletes as a replica. */
export function deletedAsReplica(plan: TablePlan, by: TablePlan | undefined): TablePlan {
  return by === undefined || plan.action === 'delete' ? plan : {
    ...plan,
    action: plan.action === 'keep' ? 'delete' : plan.action,
    summary: `The table is deleted with its data, as a replica that ${by.resource} does not declare.`,
    losses: [{ kind: 'table', name: plan.tableName }, ...plan.losses],
  };
}
