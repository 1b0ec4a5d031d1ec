import { observedTable } from './observed';
import { cel } from '../print/cel';
import { fact } from '../print/facts';

/**
 * How a table that exists in AWS is taken over.
 *
 * ACK's own policy `adopt` writes what it finds into its Table, where kro can never remove it again: what the declaration
 * leaves out, now or later, would stay on in AWS without a word. So for `adopt` ACK first only looks, and once it has found
 * the table it gets the policy `adopt-or-create`, which leaves the declaration alone.
 */

/** The table is one that exists, and is taken over. */
export const takesOver = cel`schema.spec.?adoptionPolicy.orValue("") == "adopt"`;
const found = cel`${observedTable}.?status.?tableStatus.hasValue()`;

export const looksForTable = fact('looksForTable', 'The adoption policy is adopt, and ACK has not found the table in AWS yet.', cel`${takesOver} && !${found}`);

/** The value of ACK's annotation of the policy, as an optional. */
export const ackAdoptionPolicy = cel`${takesOver} ? (${found} ? optional.of("adopt-or-create") : optional.none()) : schema.spec.?adoptionPolicy`;
