import { WorkloadAccess, WRITE } from './workload-statements';
import { listOf, objectOf } from '../contract/json';
import { isDenied, isRefused, mayAllow, Wanted, Who } from '../contract/resource-policy-access';
import { TableSpec } from '../contract/table-spec';

/** Why a table refuses what a grant gives to a role. */
export interface Refusal {
  /** A statement denies it; else none allows it. */
  readonly isDenied: boolean;
  /** What a workload wants, such as `read items`. */
  readonly what: string;
  readonly actions: readonly string[];
  /** Where, behind the ARN of the table. */
  readonly on: string;
}

const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:Scan'];
const OF_INDEXES = ['dynamodb:Query', 'dynamodb:Scan'];

/** Who wants what of a table. */
export interface Request {
  readonly access: WorkloadAccess;
  readonly who: Who;
  readonly spec: TableSpec;
  /** Of the table, if it is known. */
  readonly arn?: string;
  /** Whether the table has to allow it: in an account of the role, that the policy of the role allows it is enough. */
  readonly needsAllow: boolean;
}

/**
 * What the resource policy of a table certainly refuses a role of what a grant gives it. A policy that allows some of the calls that read, or
 * some that write, is narrower than the grant, as its owner wants it.
 */
export function refusalsOf({ access, who, spec, arn, needsAllow }: Request): Refusal[] {
  const { resourcePolicy } = spec;
  const given = access.table ?? [];
  const indexes = [spec.globalSecondaryIndexes, spec.localSecondaryIndexes].flatMap(listOf)
    .map((index) => `/index/${String(objectOf(index).indexName)}`);
  const wanted = (action: string, on: string): Wanted => ({ action, resource: arn === undefined ? undefined : arn + on });
  const isWantedDenied = (action: string, on: string): boolean => isDenied(resourcePolicy, who, wanted(action, on));
  const refuses = (action: string, on: string): boolean =>
    needsAllow ? isRefused(resourcePolicy, who, wanted(action, on)) : isWantedDenied(action, on);
  const part = (what: string, actions: readonly string[], places: readonly string[], on: string): Refusal[] => {
    const all = actions.flatMap((action) => places.map((each) => [action, each] as const));
    const isRefusal = all.length > 0 && all.every((each) => refuses(...each));
    return !isRefusal ? [] : [{ isDenied: all.some((each) => isWantedDenied(...each)), what, actions, on }];
  };
  const granted = (actions: readonly string[]): string[] => actions.filter((action) => given.includes(action));
  const found = [...part('read items', granted(READ), [''], ''), ...part('write items', granted(WRITE), [''], '')];
  // Whoever may query the table is meant to query its indexes.
  return [...found, ...part('query indexes', granted(OF_INDEXES).filter((action) => !refuses(action, '')), indexes, '/index/*')];
}

/** Whether the policy may allow the role anything. */
export function knowsRole(who: Who, { resourcePolicy }: TableSpec): boolean {
  return mayAllow(resourcePolicy, who);
}
