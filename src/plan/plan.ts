import { MadeChange } from '../ack/changes';

/** What a change of what is declared does to the tables in AWS. */
export interface Plan {
  /** The tables that something happens to, those with loss of data first. */
  readonly tables: readonly TablePlan[];
  /** How many stay as they are. */
  readonly unchanged: number;
  /** Objects that look like tables and are none to the cluster, so that they are not in the plan, and what else is wrong with no table alone. */
  readonly unread?: readonly Unread[];
}

export interface Unread extends Rejection {
  readonly resource: string;
  /** The change fails by it: the API server rejects it, or a loss cannot be excluded. */
  readonly isRejected: boolean;
}

/** A loss that cannot be excluded, and can be allowed. */
export const NOT_PLANNED = 'NotPlanned';

/** Namespace and name of what is called by its kind too. */
export function nameIn(resource: string): string {
  return resource.split(' ')[1];
}

/**
 * What happens to a table.
 *
 * - `create`: a new table; `adopt`: a table that exists in AWS is taken over
 * - `change`: of the table, or only of what Kubernetes has beside it
 * - `move`: another object takes it over, and it stays as it is, apart from its changes
 * - `delete`: in AWS, with its data; `replace`: the same, and an empty one takes its place
 * - `keep`: it stays in AWS, and is managed no more
 * - `reject`: the API server rejects the change, and nothing happens; `conflict`: ACK does
 */
export type Action = 'create' | 'adopt' | 'change' | 'move' | 'delete' | 'replace' | 'keep' | 'reject' | 'conflict';

export interface TablePlan {
  readonly action: Action;
  /** Name of the table in AWS. */
  readonly tableName: string;
  readonly region: string;
  /** AWS account, or provider configuration, where it is not that of the controller. */
  readonly account?: string;
  /** The object that declares it, after the change where there is one then. */
  readonly resource: string;
  /** The object that declared it before, where that is another one. */
  readonly previousResource?: string;
  /** One sentence: what happens. */
  readonly summary: string;
  /** The calls that ACK makes in AWS, in order. */
  readonly calls: readonly string[];
  readonly changes: readonly PlannedChange[];
  /** Why it is rejected. */
  readonly rejections: readonly Rejection[];
  /** Warnings of rules that hold of it from now on: AWS, or somebody, may object. */
  readonly warnings: readonly Rejection[];
  /** What data is lost. */
  readonly losses: readonly Loss[];
}

/** Those with loss of data first. */
export function byLoss(tables: readonly TablePlan[]): TablePlan[] {
  return [true, false].flatMap((isLost) => tables.filter(({ losses }) => (losses.length > 0) === isLost));
}

export type PlannedChange = Omit<MadeChange, 'source'> & { readonly source?: string };

export interface Rejection {
  readonly code: string;
  readonly problem: string;
  readonly fix: string;
}

export interface Loss {
  readonly kind: 'table' | 'replica' | 'backup' | 'item';
  /** The table, the region of the replica, the backup, or the object of the item. */
  readonly name: string;
}
