import { afterDeletion, keepsObject, Kept, unlessTakenOver } from './fate';
import { kubernetesChanges } from './kubernetes-changes';
import { backupsGone, KEPT, LEFT, lossesOf, NOT_ADOPTED, Parts, planOf, previousOf, PROTECTED, rejectionsOf, rejects, removal, unlessBackups } from './outcome';
import { PlannedChange, Rejection, TablePlan } from './plan';
import { DeclaredTable, EffectiveSpec } from './planned-table';
import { callsBetween, callsToCreate, changesBetween, needsLastApplied } from '../ack/changes';
import { WantedState, wantedState } from '../ack/wanted-state';
import { checkTransitions } from '../contract/rules/transitions';
import { Platform } from '../validation/platform';

/**
 * A table in AWS that another object declares now, or the same object, applied by another. What happens then was found by doing
 * it: the new object is applied while the old one is there, and the old one is deleted afterwards, with all that this means.
 */
export interface Move {
  readonly was: DeclaredTable;
  readonly is: DeclaredTable;
  readonly before: EffectiveSpec;
  readonly after: EffectiveSpec;
  /** Why the table stays in AWS when the old object is deleted. */
  readonly kept: Kept;
  /** What the platform asks of the table, where that is known. */
  readonly platform?: Platform;
  /** Whether KubeVela renders it again although it stays as it is, for a platform that asks something else. */
  readonly isRendered?: boolean;
}

const WAY_OUT = 'In one change set deletionPolicy to retain where it is, and deletionProtectionEnabled to false if it is on. Apply it, and wait until the table is ready. In the next, remove it there, and declare it here with adoptionPolicy adopt-or-create';
/** It tries ten times, which takes about a minute; the old object needs some ten seconds to go. */
const KUBEVELA_RETRIES = 'If the old object is gone before its workflow gives up (`vela workflow restart` starts it again), KubeVela creates';
export const STILL_DECLARED: Rejection = { code: 'StillDeclared', problem: 'The old object stays, and manages the table too', fix: `${WAY_OUT}.` };

/** Another object: of another namespace, another name, or another API group. */
export function planMove(move: Move): TablePlan {
  const { was, is, before, after, kept } = move;
  const problems = rejectionsOf(is.validate(move.platform));
  if (problems.length > 0) {
    return planRejectedMove(move, problems);
  }
  const adopts = after.spec.adoptionPolicy !== undefined;
  // ACK's tag with the namespace of the object changes.
  const adoption = adopts ? ['TagResource'] : [];
  if (kept === undefined) {
    const { losses, calls, changes } = removal(was, before, { tableStays: false });
    return result(move, {
      action: 'replace',
      summary: `The table is deleted from AWS, with its data, when the old object is deleted${unlessTakenOver(before.spec)}${adopts
        ? ', although the new one has taken it over. Afterwards there is none, or a new, empty one if the old object went first.'
        : '. ACK does not take it over for the new one, since adoptionPolicy is not set, nor create it by itself.'} ${WAY_OUT}.`,
      losses,
      changes,
      calls: [...adoption, ...calls],
    });
  }
  if (kept !== 'retain') {
    return result(move, {
      action: 'conflict',
      summary: 'The table stays, and two objects declare it.',
      rejections: [kept === 'protection' ? PROTECTED : STILL_DECLARED, ...adopts ? [] : [NOT_ADOPTED]],
      calls: adoption,
    });
  }
  return adopts ? takenOver(move, { adoption }) : notAdopted(move);
}

interface Words {
  /** Why the old object has to go first. */
  readonly why: string;
  /** Who makes the new one, up to the verb. */
  readonly makes: string;
  readonly wayOut: string;
}

const TO_APPLICATION: Words = { why: 'KubeVela does not take over an object that another has made.', makes: KUBEVELA_RETRIES, wayOut: `${WAY_OUT}.` };

/** The same DynamoDBTable, deleted and made anew, by whom it belongs to. */
export function planMadeAnew(move: Move, why: string): TablePlan {
  return planToApplication(move, { why, makes: 'Then there is', wayOut: 'To keep the table, take that out before.' });
}

/** The same DynamoDBTable, from now on made by an Application: KubeVela does not touch an object that it did not make. */
export function planToApplication(move: Move, { why, makes, wayOut } = TO_APPLICATION): TablePlan {
  const { was, is, before, after, kept } = move;
  const problems = rejectionsOf(is.validate(move.platform));
  if (problems.length > 0) {
    return planRejectedMove(move, problems);
  }
  const adopts = after.spec.adoptionPolicy !== undefined;
  if (kept === undefined) {
    const { losses, calls, changes } = removal(was, before, { tableStays: false });
    return result(move, {
      action: 'replace',
      summary: `${why} With the old one the table in AWS is deleted, and its data${unlessTakenOver(before.spec)}. ${makes} a new, empty one. ${wayOut}`,
      losses,
      changes,
      calls,
    });
  }
  if (kept !== 'retain') {
    return result(move, { action: 'conflict', summary: `The table stays as it is. ${why}`, rejections: [kept === 'protection' ? PROTECTED : STILL_DECLARED] });
  }
  if (was.table !== is.table) {
    const gone = removal(was, before, { tableStays: true });
    return result(move, { action: 'keep', summary: `${KEPT[kept]}${unlessBackups(gone)} ${makes} another table, ${is.tableName} in ${is.region}${adopts ? '' : ', new and empty'}.`, ...gone, calls: [...gone.calls, ...adopts ? [] : callsToCreate(wantedState(after.spec, after.defaults))] });
  }
  return adopts ? takenOver(move, { oldGoesFirst: true, summary: `The table keeps its data. ${makes} a new object, for which ACK takes the table over.` })
    : notAdopted(move);
}

/** The same DynamoDBTable, which another applies over the old one: who applied that deletes it, whoever applied it since. */
export function planHandover(move: Move): TablePlan {
  const { was, is, before, after, kept } = move;
  const problems = rejectionsOf([...is.validate(move.platform), ...checkTransitions(before.spec, after.spec)]);
  if (problems.length > 0) {
    return planRejectedMove(move, problems);
  }
  const deletes = was.owner === undefined ? 'The object is no longer declared where it was, and is deleted'
    : was.owner.isApplication ? 'KubeVela deletes the object with the Application' : `The object is deleted with ${was.owner.name}`;
  const [stateBefore, stateAfter] = statesOf(move);
  const changes = [...changesBetween(stateBefore, stateAfter), ...kubernetesChanges(move.was, is, before.spec, after.spec)];
  const made = { changes, losses: lossesOf(changes), calls: callsBetween(stateBefore, stateAfter) };
  if (keepsObject(kept)) {
    return result(move, { action: 'move', summary: 'The table stays: KubeVela keeps its object when the Application goes.', ...made });
  }
  // The new object has been applied over the old one by then.
  if (after.spec.deletionProtectionEnabled === true) {
    return result(move, { action: 'conflict', summary: 'The table stays, and so does the object that declared it: the API server rejects the deletion, because the table is protected.', rejections: [PROTECTED], ...made });
  }
  if (afterDeletion(after.spec, before.spec) === 'retain') {
    const gone = removal(is, after, { tableStays: true });
    return result(move, {
      action: after.spec.adoptionPolicy === undefined ? 'conflict' : 'move',
      summary: `${deletes}, and the table stays in AWS with its data.${unlessBackups(gone)} Apply the object again, and ACK takes the table over.`,
      rejections: after.spec.adoptionPolicy === undefined ? [NOT_ADOPTED] : [],
      changes: [...made.changes, ...gone.changes],
      losses: [...made.losses, ...gone.losses],
      calls: [...made.calls, ...gone.calls],
    });
  }
  const { losses, calls, changes: deleted } = removal(is, after, { tableStays: false });
  return result(move, {
    action: 'replace',
    summary: `${deletes}, although somebody else has applied it since, and with it the table in AWS and its data. Applied again, it is a new, empty one. ${WAY_OUT}.`,
    losses,
    changes: [...changes, ...deleted],
    calls: [...made.calls, ...calls],
  });
}

/** The new object is rejected, and the old one goes all the same. */
export function planRejectedMove(move: Omit<Move, 'after'>, rejections: readonly Rejection[], rejected = rejects(move.is, 'the new object')): TablePlan {
  const { was, before, kept } = move;
  if (kept === 'protection' || keepsObject(kept)) {
    return result(move, { action: 'reject', summary: `${rejected}, and the table stays as it is.`, rejections });
  }
  const gone = removal(was, before, { tableStays: kept === 'retain' });
  return result(move, {
    action: 'reject',
    summary: `${rejected}. The old one is deleted all the same, and ${kept === 'retain' ? `the table stays in AWS with its data.${unlessBackups(gone)}` : `with it the table in AWS and its data${unlessTakenOver(before.spec)}.`}`,
    rejections,
    ...gone,
  });
}

/** The old object is deleted, the table stays, and no object manages it. */
function notAdopted(move: Move): TablePlan {
  const gone = removal(move.was, move.before, { tableStays: true });
  return result(move, {
    action: 'conflict', summary: `${LEFT}${unlessBackups(gone)}`, rejections: [NOT_ADOPTED], ...gone,
  });
}

interface TakingOver {
  /** The calls with which ACK takes the table over. */
  readonly adoption?: readonly string[];
  readonly summary?: string;
  /** The new object is made when the old one is gone. */
  readonly oldGoesFirst?: boolean;
}

/** ACK goes on with the table for another object. */
function takenOver(move: Move, { adoption = [], summary = 'The table keeps its data, and ACK manages it for the new object.', oldGoesFirst = false }: TakingOver): TablePlan {
  const { was, is, before, after } = move;
  const rejections = rejectionsOf(checkTransitions(before.spec, after.spec));
  // The table is handed over, the backups are not: each object has its own.
  const handedOver = { ...before, spec: { ...before.spec, backups: undefined } };
  const [stateBefore, stateAfter] = statesOf({ before: handedOver, after });
  const all = changesBetween(stateBefore, stateAfter);
  // kro has not applied this object before, so it does not know what there is to be turned off. ACK changes replicas only with their stream.
  const isLeft = (change: Pick<PlannedChange, 'code'>): boolean => needsLastApplied(change) || (change.code === 'ReplicaRemoved' && stateAfter.stream !== 'NEW_AND_OLD_IMAGES');
  const stays = all.filter(isLeft);
  const made: PlannedChange[] = [...all.filter((change) => !stays.includes(change)), ...kubernetesChanges(was, is, handedOver.spec, after.spec)];
  const gone = backupsGone(before);
  const changes = oldGoesFirst ? [...gone, ...made] : [...made, ...gone];
  const losses = lossesOf(changes);
  const [callsMade, callsOfGone] = [callsBetween(stateBefore, stateAfter, (change) => !isLeft(change)), gone.flatMap(({ calls }) => calls)];
  return result(move, {
    action: rejections.length > 0 || stays.length > 0 ? 'conflict' : 'move',
    summary: `${summary}${unlessBackups({ losses })}`,
    rejections: [...rejections, ...stays.map(({ fields: [field], subject }): Rejection => ({
      code: 'StaysOn', problem: `${[field, subject].filter(Boolean).join(' ')} stays as it is in AWS, since what another object has turned on is not turned off`, fix: 'Declare it as it is, and change it after the move.',
    }))],
    changes,
    losses,
    calls: [...adoption, ...oldGoesFirst ? [...callsOfGone, ...callsMade] : [...callsMade, ...callsOfGone]],
  });
}

function statesOf({ before, after }: Pick<Move, 'before' | 'after'>): [WantedState, WantedState] {
  return [wantedState(before.spec, before.defaults), wantedState(after.spec, after.defaults)];
}

function result({ was, is }: Pick<Move, 'was' | 'is'>, parts: Parts): TablePlan {
  return planOf(is, { ...previousOf(was, is), ...parts });
}
