/**
 * Where DynamoDB Local and our rules differ, each with its reason. A difference that is not here fails the run,
 * and so does one that is here and was not seen.
 */
import { Refusal } from './dynamodb-local';
import { Violation } from '../../src/contract/violation';

export interface Disagreement {
  readonly name: string;
  readonly reason: string;
  /** The tables that we pass and Local refuses. */
  readonly theirs?: (refusal: string) => boolean;
  /** What we refuse and Local lets pass. */
  readonly ours?: (violation: Violation) => boolean;
}

const code = (...codes: string[]) => (violation: Violation): boolean => codes.includes(violation.code);
const property = (pattern: RegExp) => (violation: Violation): boolean => pattern.test(violation.property);

export const DISAGREEMENTS: readonly Disagreement[] = [
  { name: 'keys of several attributes', reason: 'new in November 2025; Local 3.1.0 does not know them', theirs: (refusal) => /Key Schema too big|Too many hash keys/.test(refusal) },
  { name: 'one cap of the two', reason: 'OnDemandThroughput: one of the two, or both; Local wants both', theirs: (refusal) => /read and write throughput must be at least 1/i.test(refusal) },
  { name: 'throughput on demand', reason: 'CreateTable: neither unit may be specified with PAY_PER_REQUEST; Local ignores it', ours: code('ThroughputForbidden') },
  { name: 'caps', reason: 'OnDemandThroughput: Local checks 0 only, and takes caps with PROVISIONED', ours: (violation) => code('OnDemandThroughput')(violation) || property(/onDemandThroughput/)(violation) },
  { name: 'more than 20 attributes in a list', reason: 'Projection: NonKeyAttributes has at most 20 items; Local counts all lists only', ours: property(/nonKeyAttributes$/) },
  { name: 'view type', reason: 'StreamSpecification: one of four values; Local takes any, and without a stream none is sent', ours: property(/^streamViewType$/) },
  { name: 'unused attributes', reason: 'CreateTable: the attributes of the keys; Local does not always count, where there are indexes', ours: code('UnusedAttribute') },
  { name: 'encryption', reason: 'Local does not encrypt; a key without KMS would be lost', ours: (violation) => code('Encryption', 'KeyRegion')(violation) || property(/^kmsMasterKeyID$/)(violation) },
  { name: 'time to live', reason: 'set by a call of its own after CreateTable', ours: code('TimeToLive') },
  { name: 'tags', reason: 'Local does not validate tags', ours: property(/^tags/) },
  { name: 'table class', reason: 'Local ignores it', ours: property(/^tableClass$/) },
  { name: 'backups', reason: 'each is made by a call of its own', ours: property(/^backups/) },
  { name: 'resource policy', reason: 'Local has none', ours: property(/^resourcePolicy$/) },
  { name: 'replicas', reason: 'Local has no global tables', ours: property(/^replicas/) },
  { name: 'recovery period', reason: 'set by a call of its own after CreateTable', ours: property(/^recoveryPeriodInDays$/) },
  { name: 'another name', reason: 'a property that there is not is no part of the request', ours: code('UnknownProperty') },
  { name: 'region', reason: 'no part of the request', ours: property(/^region$/) },
];

/** The names of the disagreements that explain a difference; nothing where one is not explained. */
export function explain(violations: readonly Violation[], refusal: Refusal): string[] | undefined {
  if (refusal !== undefined) {
    const known = DISAGREEMENTS.find(({ theirs }) => theirs?.(refusal));
    return known && [known.name];
  }
  const known = violations.map((violation) => DISAGREEMENTS.find(({ ours }) => ours?.(violation))?.name);
  return known.every((name) => name !== undefined) ? known : undefined;
}
