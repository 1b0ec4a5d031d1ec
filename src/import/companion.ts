import { Draft } from './draft';
import { Finding } from './finding';

/** What belongs to a table that another file may have. */
export interface Companion {
  /** The name of the table in AWS. */
  readonly table: string;
  /** Where it is, if that is known: several tables may have the name. */
  readonly region?: string;
  /** It scales the table, and nothing else. */
  readonly isScaling?: boolean;
  readonly read: (draft: Draft) => void;
}

/** Takes what is about no table that was read, unless another file has the table: then that reads it. */
export type Orphan = (finding: Finding | undefined, companion?: Companion) => void;
