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
export const inAws = fact('inAws', 'ACK has made or found the table in AWS.', cel`${observedTable}.?status.?tableStatus.hasValue()`);

export const looksOnly = fact('looksOnly', 'ACK is to find the table, and has not yet. It makes none.', cel`${takesOver} && !${inAws}`);

/** The value of ACK's annotation of the policy, as an optional. */
export const ackAdoptionPolicy = cel`${looksOnly} ? optional.none() : schema.spec.?adoptionPolicy.optMap(p, p == "adopt" ? "adopt-or-create" : p)`;
