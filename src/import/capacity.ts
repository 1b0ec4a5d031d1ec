import { Fields, given } from './draft';
import { LIMITS } from './limits';
import { Part } from './part';

export type BillingMode = 'PROVISIONED' | 'PAY_PER_REQUEST';

/** Left out means PROVISIONED to the API, CloudFormation, Terraform and ACK alike. */
export function billingMode(part: Part, mode: string | undefined): BillingMode {
  if (mode !== undefined && mode !== 'PROVISIONED' && mode !== 'PAY_PER_REQUEST') {
    part.report({ what: 'billing mode', effect: 'unknown', text: `${JSON.stringify(mode)} is not a billing mode. PROVISIONED is declared.` });
  }
  return mode === 'PAY_PER_REQUEST' ? mode : 'PROVISIONED';
}

/**
 * The throughput that goes with the mode, of a table or an index. AWS describes 0 units of a table without provisioned capacity,
 * and -1 for no cap.
 * @param units what has the provisioned units
 */
export function throughput(part: Part, mode: BillingMode, units: Part | undefined, read?: string, write?: string): Fields {
  const provisionedThroughput = unitsOf(units, read, write);
  const onDemandThroughput = capsOf(part.part('onDemandThroughput'));
  if ((mode === 'PROVISIONED' ? onDemandThroughput : provisionedThroughput) !== undefined) {
    part.report(LIMITS.otherBilling);
  }
  return mode === 'PROVISIONED' ? { provisionedThroughput } : { onDemandThroughput };
}

function unitsOf(part: Part | undefined, read = 'readCapacityUnits', write = 'writeCapacityUnits'): Fields | undefined {
  return part && given({ readCapacityUnits: part.number(read) || undefined, writeCapacityUnits: part.number(write) || undefined });
}

function capsOf(part: Part | undefined): Fields | undefined {
  const cap = (name: string): number | undefined => {
    const value = part?.number(name);
    return value === undefined || value < 1 ? undefined : value;
  };
  return given({ maxReadRequestUnits: cap('maxReadRequestUnits'), maxWriteRequestUnits: cap('maxWriteRequestUnits') });
}

/** What an on-demand table is warm for without asking, at no cost. */
const WARM = { read: 12_000, write: 4_000 };

/** AWS describes warm throughput of every table, and some tools write that back. What every table has is nothing that could be lost. */
export function reportWarmThroughput(part: Part): void {
  const warm = part.part('warmThroughput')?.ignore('status');
  const [read, write] = ['readUnitsPerSecond', 'writeUnitsPerSecond'].map((name) => warm?.number(name));
  if ((read ?? 0) > WARM.read || (write ?? 0) > WARM.write) {
    const units = [[read, 'reads'], [write, 'writes']].filter(([number]) => number !== undefined).map((each) => each.join(' '));
    part.report({ ...LIMITS.warmThroughput, what: `${LIMITS.warmThroughput.what} of ${units.join(' and ')} a second` }, 'warmThroughput');
  }
}
