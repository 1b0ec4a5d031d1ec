import { ACK_WAITING } from './names';
import { Cel, cel } from '../print/cel';

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
 * sync, as an off form that has done its work, makes it go on writing; what is in sync is left alone.
 */
export const acted = cel`acted`;

/**
 * ACK has given up on what was last applied, and says no more until the spec changes. Times are whole seconds, so it may
 * also be what was applied before within the same second.
 */
export const gaveUp = cel`gaveUp`;

/** ACK is done with what was last applied. Its second look comes 10 s after a change, and finds it in sync. */
export const settled = cel`settled`;

/** A field waited for its turn when the Table was last applied, and ACK is neither done with the one whose turn it was, nor has given up on it. */
export const waits = cel`waits`;

/** ACK's last word has this in it. */
export const said = (words: string): Cel => cel`observed[?0].?status.?conditions.orValue([]).exists(c, c.?message.orValue("").contains(${words}))`;

const condition = (type: string): Cel => cel`observed[?0].?status.?conditions.orValue([]).exists(c, c.type == ${type} && c.status == "True")`;
const wroteAfter = (seconds: string): Cel => cel`applied.all(a, reported.exists(r, r - a >= duration(${seconds})))`;

const BINDINGS: ReadonlyArray<readonly [string, Cel]> = [
  ['was', cel`observed[?0].?spec`],
  ['applied', cel`observed.map(t, t.metadata.managedFields.filter(m, m.operation == "Apply").map(m, timestamp(m.time))).flatten()`],
  ['reported', cel`observed.map(t, t.metadata.managedFields.filter(m, has(m.subresource) && m.subresource == "status").map(m, timestamp(m.time))).flatten()`],
  ['acted', wroteAfter('66s')],
  ['gaveUp', cel`${condition('ACK.Terminal')} && ${wroteAfter('0s')}`],
  ['settled', cel`acted || ${condition('ACK.ResourceSynced')} && ${wroteAfter('9s')}`],
  // What has given up says no more: whoever waited would wait for ever.
  ['waits', cel`observed[?0].?metadata.?annotations[?${ACK_WAITING}].hasValue() && !settled && !(gaveUp && ${wroteAfter('2s')})`],
];

/** The expression, with the names above; each line is one of them, and the names are bound from the first on. */
export function withLastApplied(expression: Cel): Cel {
  const open = BINDINGS.map(([name, value]) => `cel.bind(${name}, ${value.text},\n`).join('');
  return new Cel(`${open}${expression.text}${')'.repeat(BINDINGS.length)}`);
}
