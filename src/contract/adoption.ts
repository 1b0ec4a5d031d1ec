import { OBSERVED } from './last-applied';
import { ACK_READ_ONLY } from './names';
import { Cel, cel } from '../print/cel';

/**
 * How a table that exists in AWS is taken over.
 *
 * ACK's own policy `adopt` writes what it finds into its Table, where kro can never remove it again: what the declaration
 * leaves out, now or later, would stay on in AWS without a word. So for `adopt` ACK first only looks, and once it has found
 * the table it gets the policy `adopt-or-create`, which leaves the declaration alone.
 */

const isAdopt = cel`schema.spec.?adoptionPolicy.orValue("") == "adopt"`;
const found = new Cel(`${OBSERVED}[?0].?status.?tableStatus.hasValue()`);

/** The table is to exist, and ACK has not found it yet. */
export const looksForTable = cel`${isAdopt} && !${found}`;

/** The value of ACK's annotation of the policy, as an optional. */
export const ackAdoptionPolicy = cel`${isAdopt} ? (${found} ? optional.of("adopt-or-create") : optional.none()) : schema.spec.?adoptionPolicy`;

/** The condition that tells whether the table was found; none where none has to be. */
export function adoptedCondition(): string {
  const text = '"table " + schema.spec.tableName + " is not found in " + schema.spec.region + ": adoptionPolicy adopt takes over a table that exists"';
  const condition = (status: string, reason: string, message: string): string =>
    `runtime.newCondition({type: 'Adopted', status: '${status}', reason: '${reason}', message: ${message}})`;
  return `\${${isAdopt.text} ? [table.?metadata.?annotations[?"${ACK_READ_ONLY}"].hasValue() ? ${condition('False', 'NotFound', text)} : ${condition('True', 'Found', '""')}] : []}`;
}
