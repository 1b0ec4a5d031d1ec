import { Kept } from './fate';
import { secretDeleted, secretOf } from './kubernetes-changes';
import { Loss, PlannedChange, Rejection, TablePlan } from './plan';
import { DeclaredTable, EffectiveSpec } from './planned-table';
import { changesBetween } from '../ack/changes';
import { wantedState } from '../ack/wanted-state';
import { RULES } from '../contract/rules';
import { describe, isWarning, Violation } from '../contract/violation';

export const UNCHANGED = 'Nothing changes in AWS.';

/** What is said of a table that stays. */
export const KEPT: Readonly<Record<NonNullable<Kept>, string>> = {
  'protection': 'The table stays, and so does its object: the API server rejects the deletion of a protected one.',
  'retain': 'The table stays in AWS with its data, and nothing here manages it any more.',
  'read-only': 'The table stays: KubeVela only reads its DynamoDBTable, because of a read-only policy, and does not delete it.',
  'not-pruned': 'The table stays: its annotations keep the object that declares it in the cluster, and ACK goes on managing it.',
  'not-applied': 'The table stays: the change of what declares it is not applied.',
  'publish-version': 'The table stays: KubeVela does not make the change of the Application.',
  'garbage-collect': 'The table stays: the garbage-collect policy of the Application keeps its DynamoDBTable in the cluster, and ACK goes on managing it.',
};

export const PROTECTED: Rejection = {
  code: 'DeletionProtection',
  problem: 'The table is protected against deletion',
  fix: 'Set deletionProtectionEnabled to false first, and delete it with the next change.',
};

export const LEFT = 'The table stays in AWS with its data, and ACK does not manage it.';
export const NOT_ADOPTED: Rejection = { code: 'NotAdopted', problem: 'ACK does not take over a table that exists in AWS', fix: 'Set adoptionPolicy to adopt-or-create.' };

/** What goes with the object of a table: all of it, or only what does not stay with a table that stays. */
export function removal(table: DeclaredTable, before: EffectiveSpec, { tableStays }: { tableStays: boolean }): Pick<TablePlan, 'losses' | 'calls' | 'changes'> {
  const { spec, defaults } = before;
  const state = wantedState(spec, defaults);
  // ACK deletes the replicas before the table.
  const changes = tableStays ? backupsGone(before) : changesBetween(state, { ...state, replicas: new Map(), backups: new Map() });
  const secret = secretOf(table, spec);
  return {
    losses: [...tableStays ? [] : [{ kind: 'table' as const, name: table.tableName || table.declaration.name }], ...lossesOf(changes)],
    calls: [...changes.flatMap(({ calls }) => calls), ...tableStays ? [] : ['DeleteTable']],
    changes: [...changes, ...secret === undefined ? [] : [secretDeleted(secret)]],
  };
}

/** What becomes of the backups when the object is deleted. They are objects of their own, and the deletion policy of the table is not theirs. */
export function backupsGone({ spec, defaults }: EffectiveSpec): PlannedChange[] {
  const state = wantedState(spec, defaults);
  return changesBetween(state, { ...state, backups: new Map() });
}

/** What is added to a sentence that says that the table stays. */
export function unlessBackups({ losses }: Pick<TablePlan, 'losses'>): string {
  return losses.some(({ kind }) => kind === 'backup') ? ' Its backups with deletionPolicy delete are deleted.' : '';
}

const LOSSES: Readonly<Record<string, Loss['kind']>> = { replicas: 'replica', backups: 'backup' };

export function lossesOf(changes: readonly PlannedChange[]): Loss[] {
  return changes.filter(({ risk }) => risk === 'data-loss').map(({ fields: [field], subject = '' }) => ({ kind: LOSSES[field], name: subject }));
}

/** Who does not take a table that is not valid. KubeVela has the same rules, in the ComponentDefinition. */
export function rejects(table: DeclaredTable | undefined, what: string): string {
  return table?.owner?.isApplication === true ? 'KubeVela does not render the Application, nor apply its other components' : `The API server rejects ${what}`;
}

export function rejectionsOf(violations: readonly Violation[]): Rejection[] {
  return violations.filter((violation) => !isWarning(violation)).map(rejectionOf);
}

export function rejectionOf(violation: Violation): Rejection {
  const { code, fix } = violation;
  return { code, problem: describe(violation).replace(`. ${fix} [${code}]`, ''), fix };
}

/**
 * The warnings of rules across fields that hold now, and did not hold before.
 * @param before what was wrong before; asked only where something is now, as few tables have warnings
 */
export function warningsOf(violations: readonly Violation[], before: () => readonly Violation[]): Rejection[] {
  const found = violations.filter((violation) => isWarning(violation) && OF_RULES.has(violation.code));
  const known = found.length === 0 ? [] : before().map(describe);
  return found.filter((violation) => !known.includes(describe(violation))).map(rejectionOf);
}

const OF_RULES = new Set(RULES.map(({ code }) => code));

export function summaryOf(changes: readonly PlannedChange[]): string {
  const inAws = changes.filter(({ calls }) => calls.length > 0).length;
  const role = changes.find(({ code }) => code === 'ProviderConfigChanged');
  return inAws === 0 ? role === undefined ? UNCHANGED : 'From now on ACK uses another role.' : changes.some(({ risk }) => risk === 'data-loss')
    ? 'The table is changed, and data is deleted with it.' : 'The table is changed, and keeps its data.';
}

/** Something happens to the table of before, whatever the new declaration calls its own. */
export function previousOf(was: DeclaredTable, is: DeclaredTable): Partial<TablePlan> {
  const { tableName, region, account, resource, declaration: { name } } = was;
  const isSame = resource === is.resource || (was.object === is.object && was.owner?.name === is.owner?.name);
  return { tableName: tableName || name, region: region || 'no region', account, ...isSame ? {} : { previousResource: resource } };
}

export type Parts = Pick<TablePlan, 'action' | 'summary'> & Partial<TablePlan>;

export function planOf({ tableName, region, account, resource, declaration: { name } }: DeclaredTable, parts: Parts): TablePlan {
  const nothing = { calls: [], changes: [], rejections: [], warnings: [], losses: [] };
  return { tableName: tableName || name, region: region || 'no region', ...(account === undefined ? {} : { account }), resource, ...nothing, ...parts };
}
