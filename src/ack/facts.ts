import { notEmpty } from './declared';
import { QUIRKS } from './quirks';
import { ACK_WAITING } from '../contract/names';
import { any, Cel, cel, celBind } from '../print/cel';

/**
 * What the Table of this instance was when kro last applied it, and what ACK has done since. A field's right form
 * can depend on both: what is no longer wanted often has to be turned off in so many words, and then left out.
 *
 * ACK does not tell what its words are about: the first one after an apply may come from a look that began before. But it
 * looks at a Table once at a time, so the look that a second word tells of has begun after the first one. Each word is
 * counted in an annotation, and ACK is made to look again (`asks`), until all is done that waits for it.
 *
 * The names are bound once around an expression by `withLastApplied`. Before there is a Table, `was` is none.
 */

/** Id of the externalRef in the graph: the Tables of this instance, one or, at first, none. */
export const OBSERVED = 'observed';

/** The spec as it was last applied, as an optional. */
export const was = cel`was`;

/**
 * ACK has certainly acted on all that was last applied. A look does one of these: remove an index, change the stream, the
 * capacity, the caps. Where it cannot be asked, its last word is more than 65 s younger than what was applied: it gives a
 * call to AWS at most 60 s, and goes on looking at what never gets in sync.
 */
export const acted = cel`acted`;

/** ACK has certainly acted on what comes first in each look, time to live and encryption. */
export const tried = cel`tried`;

/** The same, and AWS took it. */
export const took = cel`took`;

/** ACK says that all is as declared. */
export const synced = cel`synced`;

/**
 * ACK has given up on what was last applied, and says no more until the spec changes. Times are whole seconds, so it may
 * also be what was applied before within the same second.
 */
export const gaveUp = cel`gaveUp`;

/** ACK is done with what was last applied: in sync, or acted upon. */
export const settled = cel`settled`;

/** A field waited for its turn when the Table was last applied, and ACK is neither done with the one whose turn it was, nor has given up on it. */
export const waits = cel`waits`;

/** The same of anything that waited for ACK. */
export const open = cel`open`;

/** ACK had given up before what was last applied, and has not said anything since. */
export const unanswered = cel`unanswered`;

/** ACK is made to look again, by a change of the spec that says nothing to it. */
export const asks = cel`asks`;

/** ACK's last word has this in it. */
export const said = (words: string): Cel => cel`conditions.exists(c, c.?message.orValue("").contains(${words}))`;

/** The end of the annotation where a field waits for its turn. */
export const TURN = '.turn';

/** After so many looks ACK has acted on everything. */
const ALL_LOOKS = 4;

const condition = (type: string): Cel => cel`conditions.exists(c, c.type == ${type} && c.status == "True")`;
const wroteAfter = (seconds: string): Cel => cel`applied.all(a, reported.exists(r, r - a >= duration(${seconds})))`;
const annotation = cel`observed[?0].?metadata.?annotations[?${ACK_WAITING}]`;
const generation = cel`string(schema.metadata.generation)`;

const BINDINGS: ReadonlyArray<readonly [string, Cel]> = [
  ['was', cel`observed[?0].?spec`],
  ['applied', cel`observed.map(t, t.metadata.managedFields.filter(m, m.operation == "Apply").map(m, timestamp(m.time))).flatten()`],
  ['reported', cel`observed.map(t, t.metadata.managedFields.filter(m, has(m.subresource) && m.subresource == "status").map(m, timestamp(m.time))).flatten()`],
  ['conditions', cel`observed[?0].?status.?conditions.orValue([])`],
  ['synced', condition('ACK.ResourceSynced')],
  ['terminal', condition('ACK.Terminal')],
  // Then a look changes nothing, and another one follows by itself.
  ['blocked', any([said(QUIRKS.tableIsUpdating.message), said(QUIRKS.indexesChange.message)])],
  // In the same second it may have been before.
  ['spoke', wroteAfter('1s')],
  ['words', cel`${annotation}.orValue("").split(".")`],
  ['counted', cel`size(words) > 1 && words[0] == ${generation} && words[1].matches(${'^[0-9]$'}) ? int(words[1]) : 0`],
  // How often ACK has certainly looked, and could act, since the declaration or what was rendered of it last changed.
  ['looks', cel`spoke && !blocked ? counted : 0`],
  ['acted', cel`looks >= ${ALL_LOOKS} || ${wroteAfter('66s')} && !blocked`],
  ['tried', cel`looks > 0 || acted`],
  // After each change ACK calls it an error, too, that the table is now UPDATING.
  ['took', cel`tried && !terminal && !conditions.exists(c, c.type == "ACK.Recoverable" && c.status == "True" && !c.?message.orValue("").contains(${QUIRKS.changeSent.message}))`],
  ['gaveUp', cel`terminal && ${wroteAfter('0s')}`],
  ['heard', cel`(synced || terminal) && (looks > 0 || ${wroteAfter('9s')})`],
  ['settled', cel`acted || heard && synced`],
  ['waits', cel`size(words) > 2 && !acted && !heard`],
  ['unanswered', cel`${annotation}.hasValue() && terminal && !spoke`],
  // Where replicas are declared, nothing can be changed that says nothing to ACK; what is not in sync it looks at by itself.
  ['canAsk', cel`!(${notEmpty('replicas')})`],
  ['open', cel`${annotation}.hasValue() && !acted && !heard`],
  ['counts', cel`open && spoke && !blocked && counted < ${ALL_LOOKS} && (canAsk || !synced && !terminal)`],
  ['asks', cel`canAsk && (counts || open && (synced || terminal) && !spoke && ${wroteAfter('0s')})`],
];

/** The expression, with the names above. */
export function withLastApplied(expression: Cel): Cel {
  return celBind(BINDINGS, expression);
}

/**
 * The value of the annotation, none where nothing waits: the generation of the DynamoDBTable, the words counted, and
 * whether a field waits for its turn.
 * @param off an off form is in the Table, or comes into it now
 * @param turn a field waits for its turn
 * @param begins what waits begins to wait with what is rendered now
 */
export function waitingAnnotation({ off, turn, begins }: { off: Cel; turn: Cel; begins: Cel }): Cel {
  const count = cel`string(counts ? counted + 1 : ${begins} ? 0 : counted)`;
  return cel`cel.bind(turn, ${turn}, !(turn || ${off}) ? optional.none() : optional.of(${generation} + "." + ${count} + (turn ? ${TURN} : "")))`;
}
