import { Draft } from './draft';
import { listOf, objectOf, textOf } from '../contract/json';

/**
 * The table of a name: of several, the one in the region, or with a replica there. Undefined where that is none, or several: the
 * settings of one would be declared of another.
 * @param region where what belongs to the table is; undefined where nobody knows
 */
export function tableCalled(drafts: readonly Draft[], name: string, region?: string): Draft | undefined {
  const named = drafts.filter(({ spec }) => spec.tableName === name);
  const there = named.filter((draft) => region === undefined || draft.spec.region === undefined || draft.spec.region === region);
  const [found, ...others] = there.length > 0 ? there
    : named.filter(({ spec }) => listOf(spec.replicas).some((replica) => objectOf(replica).regionName === region));
  return others.length > 0 ? undefined : found;
}

/** Whether a table is none of those that were read: what scales it changes nothing of them. */
export function isAnother(drafts: readonly Draft[], name: string): boolean {
  return drafts.every(({ spec }) => textOf(spec.tableName) !== undefined && spec.tableName !== name);
}

/** Why there is none. */
export function whyNoTable(drafts: readonly Draft[], name: string, region?: string, toDo = 'Import it together with its table.'): string {
  const named = drafts.filter(({ spec }) => spec.tableName === name);
  return region === undefined && named.length > 1 ? `${named.length} tables are called ${name}, and it does not say in which region its table is.`
    : `Its table ${name}${named.length > 0 && region !== undefined ? ` of ${region}` : ''} is not in the input. ${toDo}`;
}
