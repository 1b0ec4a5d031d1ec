/**
 * What ACK's dynamodb-controller does otherwise than one would expect, and the graph works around. One row each; a row goes once what
 * stands in `until` has happened in every version of ACK that this library supports.
 */
export interface Quirk {
  /** The version in which it was found, by running it. */
  readonly version: string;
  readonly does: string;
  /** The part of ACK's or AWS's message that the graph looks for. */
  readonly message?: string;
  readonly issue?: string;
  readonly until: string;
}

const VERSION = '1.9.2';

export const QUIRKS = {
  /** After each change that it sent, and where it finds the table UPDATING. */
  changeSent: {
    version: VERSION,
    does: 'reports each change that AWS accepted as an error (ACK.Recoverable), and reconciles again after 10 seconds; it says the same where it finds the table UPDATING and changes nothing',
    message: 'cannot be modified or deleted',
    until: 'ACK reports ResourceSynced=False without ACK.Recoverable after a change',
  },
  indexesChange: {
    version: VERSION,
    does: 'changes nothing while an index is being created, changed or deleted',
    message: 'table GSIs in',
    until: 'never: so does DynamoDB',
  },
  replicasChange: {
    version: VERSION,
    does: 'changes nothing while a replica is being created or deleted',
    message: 'table replica in',
    until: 'never: so does DynamoDB',
  },
  unitsOfZero: {
    version: VERSION,
    does: 'asks for 0 units after the switch to on-demand billing, where the Table still has provisionedThroughput, and gives up',
    message: 'CapacityUnits',
    until: 'ACK compares no units of an on-demand table',
  },
  unitsTwice: {
    version: VERSION,
    does: 'sends the units of a table that it switches to provisioned billing a second time, and gives up where AWS has switched before the call is repeated',
    message: 'not change',
    until: 'ACK sends them once',
  },
  streamIsOff: {
    version: VERSION,
    does: 'does not disable a stream whose streamSpecification is removed, and never gets in sync with the one that disables it',
    message: 'no stream to disable',
    issue: 'aws-controllers-k8s/community#2782',
    until: 'ACK disables the stream when streamSpecification is removed',
  },
  keyIsSet: {
    version: VERSION,
    does: 'takes an SSE specification without key for in sync with any key, and compares the alias of a key with its ARN',
    message: 'already encrypted',
    until: 'ACK resolves alias/aws/dynamodb before it compares',
  },
  timeToLiveStays: {
    version: VERSION,
    does: 'leaves time to live on when timeToLive is removed: the SDK rejects the empty attribute name, and ACK drops that error',
    until: 'ACK disables time to live when timeToLive is removed',
  },
  otherAttribute: {
    version: VERSION,
    does: 'takes time to live on another attribute for none, and asks AWS to turn off the one that the Table names, which AWS rejects for ever',
    message: 'different AttributeName',
    until: 'ACK disables time to live under the name that AWS has',
  },
  capsStay: {
    version: VERSION,
    does: 'sends an empty UpdateTable when caps are removed, and never gets in sync with -1, which lifts them, but in the second in which AWS describes it',
    message: 'least one of',
    until: 'ACK sends -1 when onDemandThroughput is removed',
  },
  indexCapsStay: {
    version: VERSION,
    does: 'sends an update without content for an index whose caps AWS still describes',
    message: 'only Updates',
    until: 'as for the caps of the table',
  },
  indexCapsPanic: {
    version: VERSION,
    does: 'panics where an index has one cap of two and AWS has the other, and updates only the first of several indexes that differ',
    until: 'ACK compares optional integers without dereferencing them',
  },
  oneCall: {
    version: VERSION,
    does: 'sends billing mode, table class, deletion protection and stream in one UpdateTable, which DynamoDB rejects',
    until: 'ACK sends each in a call of its own',
  },
  insightsTooSoon: {
    version: VERSION,
    does: 'updates contributor insights right after a call that makes the table UPDATING, which DynamoDB rejects, and gives up',
    message: 'valid state',
    until: 'ACK waits until the table is ACTIVE',
  },
  reconcileOfReport: {
    version: VERSION,
    does: 'does not say which generation of the Table its status is about, so that the graph has to send a probe',
    until: 'ACK has status.observedGeneration',
  },
  probeIsRejected: {
    version: VERSION,
    does: 'rejects a key beside a reference to a key before its first call to AWS, reports it in ACK.ReferencesResolved, and leaves that out of the next status',
    until: 'ACK has status.observedGeneration',
  },
  statusIsKept: {
    version: VERSION,
    does: 'keeps the tableStatus of the reconcile before where it has changed something, so that UPDATING may be long over',
    until: 'ACK reports the table status that it has read',
  },
} as const satisfies Readonly<Record<string, Quirk>>;

/**
 * By these words of AWS, as regular expressions, the graph tells what it rejects of the changes that wait for nothing, and of which it
 * remembers nothing. AWS spells time to live in two ways. Each has a blank, which no name of a table, an index or an attribute has.
 */
export const REJECTED = {
  timeToLive: ': Time ?[Tt]o ?[Ll]ive ',
  insights: '(Contributor|Access) Insights',
  key: ': (KMS|Encryption mode) ',
} as const satisfies Readonly<Record<string, string>>;
