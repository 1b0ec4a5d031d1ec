import { Draft, report } from './draft';
import { LIMITS } from './limits';
import { Json } from '../contract/json';

/** What a scalable target of Application Auto Scaling scales. */
export interface Scaled {
  readonly table: string;
  readonly index?: string;
  /** `ReadCapacityUnits` or `WriteCapacityUnits`, with what it is of before it. */
  readonly dimension: string;
}

/** Reads a target as the API names it, and Terraform in snake case; undefined for one of another service. */
export function scaledTable(target: Json): Scaled | undefined {
  const resource = String(target.ResourceId ?? target.resource_id ?? target.resourceId ?? '');
  const dimension = String(target.ScalableDimension ?? target.scalable_dimension ?? target.scalableDimension ?? '');
  const [, table, index] = /^table\/([^/]+)(?:\/index\/([^/]+))?$/.exec(resource) ?? [];
  return table === undefined ? undefined : { table, index, dimension };
}

/** @param of with the region, which is another than that of the table where a replica scales */
export function reportScaling(draft: Draft, of: Pick<Scaled, 'index' | 'dimension'> & { readonly region?: string }, bounds: Json, path: string): void {
  const { index, dimension, region } = of;
  const ofIndex = index === undefined ? '' : ` of index ${index}`;
  const what = /Read/i.test(dimension) ? 'read capacity' : /Write/i.test(dimension) ? 'write capacity' : 'capacity';
  const min = bounds.MinCapacity ?? bounds.min_capacity ?? bounds.minCapacity;
  const max = bounds.MaxCapacity ?? bounds.max_capacity ?? bounds.maxCapacity;
  const range = isPlain(min) && isPlain(max) ? `, ${String(min)} to ${String(max)}` : '';
  const isReplica = region !== undefined && draft.spec.region !== undefined && region !== draft.spec.region;
  const limit = isReplica ? LIMITS.replicaSettings : draft.spec.billingMode === 'PAY_PER_REQUEST' ? LIMITS.idleAutoScaling : LIMITS.autoScaling;
  report(draft, { ...limit, what: `auto scaling of ${what}${ofIndex}${isReplica ? ` of replica ${region}` : ''}${range}` }, path);
}

function isPlain(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'string';
}
