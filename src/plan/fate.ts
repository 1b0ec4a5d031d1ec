import { gcKeeps } from './garbage-collection';
import { Going } from './going';
import { isPinned, isReadOnly } from './held-back';
import { DeclaredTable } from './planned-table';
import { isPruned, notAppliedBy } from './pruning';
import { Json } from '../contract/json';
import { TableSpec } from '../contract/table-spec';

/** What becomes of the table in AWS when its object is deleted, as the table template has it. */
export type AfterDeletion = 'retain' | 'delete' | 'retain where it was taken over' | 'that of the ACK controller';

/** @param before the declaration before: what was taken over once stays so */
export function afterDeletion({ deletionPolicy, adoptionPolicy }: TableSpec, before: TableSpec = {}): AfterDeletion {
  if (deletionPolicy === 'retain' || deletionPolicy === 'delete') {
    return deletionPolicy;
  }
  const policies = [adoptionPolicy, before.adoptionPolicy];
  return policies.includes('adopt') ? 'retain' : policies.includes('adopt-or-create') ? 'retain where it was taken over' : 'that of the ACK controller';
}

/** What is added to a sentence that says that the table is deleted. */
export function unlessTakenOver(spec: TableSpec): string {
  return afterDeletion(spec) === 'retain where it was taken over' ? ', unless it was taken over: then it stays' : '';
}

/** Why the table in AWS stays when its object is no longer declared; undefined where it is deleted. */
export type Kept = 'protection' | 'retain' | KeptObject | undefined;

/** Why its object stays too. */
type KeptObject = 'garbage-collect' | 'read-only' | 'publish-version' | 'not-applied' | 'not-pruned';

export function keepsObject(kept: Kept): kept is KeptObject {
  return kept !== undefined && kept !== 'protection' && kept !== 'retain';
}

/** Whether its object stays in the cluster when it is no longer declared. */
export function isKept({ applied, owner }: DeclaredTable): boolean {
  const application = owner?.application;
  return (applied !== undefined && !isPruned(applied)) || (application !== undefined && gcKeeps(application, application, owner!.selected));
}

/**
 * What becomes of a table in AWS when its object is no longer declared.
 * @param applicationAfter what makes it, such as its Application, where that is still declared
 * @param going why it goes, whatever is declared
 */
export function fateOf(table: DeclaredTable, spec: TableSpec, applicationAfter: Json | undefined, going?: Going): Kept {
  const { owner, applied } = table;
  if (going === undefined && applicationAfter === undefined && applied !== undefined && !isPruned(applied)) {
    return 'not-pruned';
  }
  if (going?.what !== 'object' && going?.what !== 'application' && applicationAfter !== undefined && notAppliedBy(applicationAfter, applied) !== undefined) {
    return 'not-applied';
  }
  const known = owner?.application ?? applicationAfter;
  if (going?.what !== 'object' && isReadOnly(table)) {
    return 'read-only';
  }
  if ((going === undefined || going.what === 'step') && isPinned(owner?.application, applicationAfter)) {
    return 'publish-version';
  }
  if (owner !== undefined && known !== undefined && going?.what !== 'object' && gcKeeps(known, going?.what === 'application' ? undefined : applicationAfter, owner.selected)) {
    return 'garbage-collect';
  }
  return spec.deletionProtectionEnabled === true ? 'protection' : afterDeletion(spec) === 'retain' ? 'retain' : undefined;
}
