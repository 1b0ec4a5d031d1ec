import { Cel, cel } from '../print/cel';
import { fact } from '../print/facts';

/** Id of the externalRef in the graph to the Tables of this instance by our own label: one or, at first, none. */
export const OBSERVED = 'observed';

/** Id of the externalRef to the same by the label of kro, which is all that a Table of an older release has until kro applies it again. */
export const OBSERVED_BEFORE = 'observedBefore';

/** How many Tables of this instance there are. */
export const observedTables = cel`size(${new Cel(OBSERVED)}) + size(${new Cel(OBSERVED_BEFORE)})`;

/**
 * The Table of this instance as it is now, as an optional. Untyped: to kro the two lists differ in type, and so does what is read from a Table
 * from what is declared.
 */
export const observedTable = fact('observedTable', 'The ACK Table as it is now, by its label or that of an older release.',
  cel`dyn(${new Cel(OBSERVED)})[?0].or(dyn(${new Cel(OBSERVED_BEFORE)})[?0])`);
