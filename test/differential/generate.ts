/** The tables of a run: every second one follows all rules, the others have one to three faults. */
import * as fc from 'fast-check';
import { Fault, FAULTS } from './faults';
import { Spec, table } from './tables';

export interface Case {
  readonly spec: Spec;
  readonly planted: readonly Fault[];
}

export function cases(seed: number, count: number): Case[] {
  const faults = fc.array(fc.nat(FAULTS.length - 1), { minLength: 1, maxLength: 3 });
  const drawn = fc.sample(fc.tuple(table, faults), { seed, numRuns: count });
  return drawn.map(([drawnSpec, drawnFaults], i) => {
    // A name of its own for each, as several are there at a time.
    const spec: Spec = { ...structuredClone(drawnSpec), tableName: `${drawnSpec.tableName.slice(0, 240)}-${i}` };
    // Each fault alone once and again, so that none is missed by chance.
    const wanted = i % 2 === 0 ? [] : i % 4 === 1 ? [((i - 1) / 4) % FAULTS.length] : [...new Set(drawnFaults)];
    return { spec, planted: wanted.map((fault) => FAULTS[fault]).filter((fault) => plant(fault, spec)) };
  });
}

function plant(fault: Fault, spec: Spec): boolean {
  return fault.plant(spec) !== false;
}
