import { Cel } from '../print/cel';

/** Id of the externalRef in the graph: the Tables of this instance, one or, at first, none. */
export const OBSERVED = 'observed';

/** The Table of this instance as it is now, as an optional. */
export const observedTable = new Cel(`${OBSERVED}[?0]`);
