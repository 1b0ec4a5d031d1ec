import { ACK_WAITING } from './names';
import { Cel, cel, celBind } from '../print/cel';

/**
 * What the Table of this instance was when kro last applied it, and what ACK has done since. A field's right form
 * can depend on both: what is no longer wanted often has to be turned off in so many words, and then left out.
 *
 * The names are bound once around an expression by `withLastApplied`. Before there is a Table, `was` is none.
 */

/** Id of the externalRef in the graph: the Tables of this instance, one or, at first, none. */
export const OBSERVED = 'observed';

/** The spec as it was last applied, as an optional. */
export const was = cel`was`;

/**
 * ACK has certainly acted on what was last applied: its last word is more than 65 s younger. It reconciles a Table one
 * run at a time, gives a call to AWS at most 60 s, and writes the status at the end of each run. What never gets in
 * sync, as an off form that has done its work, makes it go on writing; what is in sync is left alone. As long as the
 * table is UPDATING it only looks, which can take AWS hours.
 */
export const acted = cel`acted`;

/** AWS took what ACK acted on. */
export const took = cel`took`;

/**
 * ACK has given up on what was last applied, and says no more until the spec changes. Times are whole seconds, so it may
 * also be what was applied before within the same second.
 */
export const gaveUp = cel`gaveUp`;

/**
 * ACK is done with what was last applied: in sync, or acted upon. Its second look comes 10 s after a change, and finds it
 * in sync. Where AWS refused a call that was not needed, it looks again sooner, and then no more: it has to be asked.
 */
export const settled = cel`settled`;

/** A field waited for ACK when the Table was last applied, and ACK is neither done with that, nor has given up on it. */
export const waits = cel`waits`;

/** A field waits, and ACK has said its last word too soon to tell whether it is about what was last applied. */
export const asks = cel`asks`;

/** ACK's last word has this in it. */
export const said = (words: string): Cel => cel`conditions.exists(c, c.?message.orValue("").contains(${words}))`;

/** The value of the annotation `dynamodb-kro/waiting`: a field waits, or waits and ACK was asked to look again. */
export const WAITING = 'true';
export const ASKED = 'asked';

const condition = (type: string): Cel => cel`conditions.exists(c, c.type == ${type} && c.status == "True")`;
const wroteAfter = (seconds: string): Cel => cel`applied.all(a, reported.exists(r, r - a >= duration(${seconds})))`;
const annotation = cel`observed[?0].?metadata.?annotations[?${ACK_WAITING}]`;

const BINDINGS: ReadonlyArray<readonly [string, Cel]> = [
  ['was', cel`observed[?0].?spec`],
  ['applied', cel`observed.map(t, t.metadata.managedFields.filter(m, m.operation == "Apply").map(m, timestamp(m.time))).flatten()`],
  ['reported', cel`observed.map(t, t.metadata.managedFields.filter(m, has(m.subresource) && m.subresource == "status").map(m, timestamp(m.time))).flatten()`],
  ['conditions', cel`observed[?0].?status.?conditions.orValue([])`],
  ['synced', condition('ACK.ResourceSynced')],
  ['terminal', condition('ACK.Terminal')],
  ['acted', cel`${wroteAfter('66s')} && !${said('table is currently being updated')}`],
  // After each change ACK calls it an error, too, that the table is now UPDATING.
  ['took', cel`acted && !terminal && !conditions.exists(c, c.type == "ACK.Recoverable" && c.status == "True" && !c.?message.orValue("").contains("cannot be modified or deleted"))`],
  ['gaveUp', cel`terminal && ${wroteAfter('0s')}`],
  // The last word, about what was last applied. Who was asked in another second than it answers had begun to look after that.
  ['heard', cel`(synced || terminal) && (${wroteAfter('9s')} || ${annotation}.orValue("") == ${ASKED} && ${wroteAfter('1s')})`],
  ['settled', cel`acted || heard && synced`],
  ['waits', cel`${annotation}.hasValue() && !acted && !heard`],
  ['asks', cel`waits && (synced || terminal) && ${wroteAfter('0s')}`],
];

/** The expression, with the names above. */
export function withLastApplied(expression: Cel): Cel {
  return celBind(BINDINGS, expression);
}

/** The value of the annotation: none where nothing waits. */
export function waitingAnnotation(waiting: Cel): Cel {
  return cel`!(${waiting}) ? optional.none() : optional.of(asks ? ${ASKED} : waits ? ${annotation}.value() : ${WAITING})`;
}
