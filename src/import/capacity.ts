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

/** The throughput that goes with the mode. AWS describes 0 units of a table without provisioned capacity, and -1 for no cap. */
export function throughput(mode: BillingMode, units: Fields | undefined, caps: Fields | undefined): Fields {
  return mode === 'PROVISIONED' ? { provisionedThroughput: units } : { onDemandThroughput: caps };
}

export function unitsOf(part: Part | undefined, read = 'readCapacityUnits', write = 'writeCapacityUnits'): Fields | undefined {
  return part && given({ readCapacityUnits: part.number(read) || undefined, writeCapacityUnits: part.number(write) || undefined });
}

export function capsOf(part: Part | undefined): Fields | undefined {
  const cap = (name: string): number | undefined => {
    const value = part?.number(name);
    return value === undefined || value < 1 ? undefined : value;
  };
  return given({ maxReadRequestUnits: cap('maxReadRequestUnits'), maxWriteRequestUnits: cap('maxWriteRequestUnits') });
}

/** What every table is warm for without asking. */
const WARM = { read: 12_000, write: 4_000 };

/** AWS describes warm throughput of every table. It is no setting where it is what every table has. */
export function reportWarmThroughput(part: Part): void {
  const warm = part.part('warmThroughput');
  const [read, write] = ['readUnitsPerSecond', 'writeUnitsPerSecond'].map((name) => warm?.number(name) ?? 0);
  if (read > WARM.read || write > WARM.write) {
    part.report({ ...LIMITS.warmThroughput, what: `${LIMITS.warmThroughput.what} of ${read} reads and ${write} writes a second` }, 'warmThroughput');
  }
}
