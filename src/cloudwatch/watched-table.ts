import { objectOf } from '../contract/json';
import { DeclaredTable } from '../props/table-spec';

/** A table or one of its indexes, as CloudWatch measures it. */
export interface Watched {
  readonly tableName: string;
  readonly indexName?: string;
  /** Units a second: provisioned, or the cap of on-demand; undefined where there is no limit. */
  readonly readCapacity?: number;
  readonly writeCapacity?: number;
}

/** What alarms and dashboards must know of a table. It may be wrong in any way: that is reported by the table itself. */
export interface WatchedTable {
  readonly tableName: string;
  readonly region: string;
  /** The table, then its global secondary indexes. */
  readonly parts: readonly Watched[];
  readonly replicaRegions: readonly string[];
}

export function watchedTable({ spec }: DeclaredTable): WatchedTable {
  const tableName = String(spec.tableName);
  const provisioned = spec.billingMode === 'PROVISIONED';
  const part = (given: unknown, indexName?: string): Watched => {
    const { provisionedThroughput, onDemandThroughput } = objectOf(given);
    const capacity = objectOf(provisioned ? provisionedThroughput : onDemandThroughput);
    const [read, write] = provisioned ? ['readCapacityUnits', 'writeCapacityUnits'] : ['maxReadRequestUnits', 'maxWriteRequestUnits'];
    return { tableName, indexName, readCapacity: limit(capacity[read]), writeCapacity: limit(capacity[write]) };
  };
  return {
    tableName,
    region: String(spec.region),
    parts: [part(spec), ...list(spec.globalSecondaryIndexes).map((index) => part(index, String(objectOf(index).indexName)))],
    replicaRegions: list(spec.replicas).map((replica) => String(objectOf(replica).regionName)),
  };
}

function limit(units: unknown): number | undefined {
  return typeof units === 'number' && units > 0 ? units : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A dimension by which CloudWatch keeps a metric. */
export interface Dimension {
  readonly name: string;
  readonly value: string;
}

/** The dimensions of a table, or of an index. */
export function dimensionsOf({ tableName, indexName }: Watched): Dimension[] {
  return [{ name: 'TableName', value: tableName }, ...(indexName === undefined ? [] : [{ name: 'GlobalSecondaryIndexName', value: indexName }])];
}
