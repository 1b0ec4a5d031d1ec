import { Effect } from './finding';
import { LIMITS as PAGE } from '../contract/names';

/**
 * What DynamoDB has and the contract lacks, by the name that the sources share (`canonicalName`), and what ACK does to it.
 * ACK never calls the APIs of what `stays`.
 */
export interface Limit {
  readonly what: string;
  readonly effect: Effect;
  readonly text: string;
}

const SEE = ` See ${PAGE}`;
const NOT_MANAGED = `ACK does not manage it.${SEE}`;

export const LIMITS = {
  warmThroughput: { what: 'warm throughput', effect: 'stays', text: NOT_MANAGED },
  kinesis: { what: 'Kinesis data stream destination', effect: 'stays', text: `Changes are still sent to the stream. ${NOT_MANAGED}` },
  insightsMode: { what: 'mode of Contributor Insights', effect: 'stays', text: `ACK turns Contributor Insights on and off, and leaves the mode.${SEE}` },
  indexInsights: { what: 'Contributor Insights of an index', effect: 'stays', text: `ACK manages Contributor Insights of the table only.${SEE}` },
  recoveryPeriod: {
    what: 'recovery period',
    effect: 'note',
    text: 'recoveryPeriodInDays needs ACK dynamodb-controller 1.11 or later. With an earlier one the table is in state ERROR: take it out, and the period stays as it is.',
  },
  multiRegionConsistency: { what: 'multi-Region strong consistency', effect: 'stays', text: `ACK cannot set it up. Do not add or remove replicas here.${SEE}` },
  strongWithoutStream: {
    what: 'strongly consistent global table without a stream',
    effect: 'stays',
    text: 'The table is not declared, because replicas are declared with a stream only [Replicas], and nothing changes in AWS. To adopt it, turn on its stream with NEW_AND_OLD_IMAGES in AWS, and import again.',
  },
  witnesses: { what: 'witness of the global table', effect: 'stays', text: NOT_MANAGED },
  severalAccounts: { what: 'setting of a global table over several accounts', effect: 'stays', text: NOT_MANAGED },
  disassociationProtection: { what: 'disassociation protection', effect: 'stays', text: NOT_MANAGED },
  legacyGlobalTable: { what: 'global table of version 2017.11.29', effect: 'stays', text: 'ACK manages replicas of version 2019.11.21 only. Convert the global table first.' },
  streamPolicy: { what: 'resource policy of the stream', effect: 'stays', text: `ACK manages the resource policy of the table only.${SEE}` },
  replicaSettings: { what: 'setting of a replica', effect: 'stays', text: `ACK cannot set it for a replica.${SEE}` },
  importSource: { what: 'import from Amazon S3', effect: 'note', text: 'It was done when the table was created.' },
  restore: { what: 'restore settings', effect: 'note', text: 'They were used when the table was created.' },
  vectorIndexes: { what: 'vector index', effect: 'stays', text: NOT_MANAGED },
  otherBilling: { what: 'throughput of the other billing mode', effect: 'note', text: 'It has no effect with the billing mode of the table, and is left out.' },
  unusedKey: { what: 'KMS key without encryption', effect: 'note', text: 'Encryption with a KMS key is not enabled, so the key has no effect and is left out.' },
  autoScaling: {
    what: 'auto scaling',
    effect: 'changes',
    text: 'ACK sets the capacity back to the declared value, against the scaling policy. Use on-demand billing, with caps if you need them, or delete the scalable target.' + SEE,
  },
  idleAutoScaling: {
    what: 'auto scaling',
    effect: 'stays',
    text: 'On-demand billing has no capacity to scale, so it does nothing. It would scale again after a change to provisioned billing: delete the scalable target.',
  },
  ownTags: { what: 'tag of AWS or a tool', effect: 'stays', text: 'It is not declared, because ACK neither adds nor removes tags of AWS and sets its own.' },
} as const satisfies Readonly<Record<string, Limit>>;

/** A resource that is about DynamoDB by its type, of which nothing is known. */
export function unknownKind(type: string): Limit {
  return { what: `resource of type ${type}`, effect: 'unknown', text: 'This version does not know it. It is left out. If it is a table, import that from AWS: --region REGION --table NAME.' };
}
