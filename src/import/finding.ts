/**
 * What becomes in AWS of something that was read and is not, or not fully, in the declaration:
 * - `stays`: ACK leaves it as it is.
 * - `changes`: adopting the table changes it, or turns it off.
 * - `unknown`: it cannot be told, because a value, or a part of the input, is missing.
 * - `note`: nothing becomes of it; it is said so that nobody misses it.
 */
export type Effect = 'stays' | 'changes' | 'unknown' | 'note';

/** Something that the declaration does not express as the source has it. */
export interface Finding {
  /** What it is, such as `auto scaling of read capacity`. */
  readonly what: string;
  /** Where it is in the source, such as `Resources.Orders.Properties.WarmThroughput`. */
  readonly path: string;
  readonly effect: Effect;
  /** What becomes of it in AWS, and what to do. */
  readonly text: string;
}

const LABELS: Readonly<Record<Effect, string>> = {
  stays: 'stays as it is in AWS',
  changes: 'would change in AWS',
  unknown: 'cannot be determined',
  note: 'note',
};

/** The finding on one line. */
export function describeFinding({ what, path, effect, text }: Finding): string {
  return `${LABELS[effect]}: ${what}${path === '' ? '' : ` (${path})`}: ${text}`;
}

/** Whether adoption may change something in AWS. */
export function mayChange({ effect }: Finding): boolean {
  return effect === 'changes' || effect === 'unknown';
}
