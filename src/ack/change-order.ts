import { declaredIndexes, spec, viewType } from './declared';
import { begunChange, awsRejects, retries, unsettled, last, lastSpec, messageMatches, gaveUp, editIsNoted, terminal } from './facts';
import { AWS_KEY, hasReplicas, streamOffForm, streamToTurnOff, TIME_TO_LIVE, ttlToRemove, UNITS } from './off-forms';
import { REJECTED } from './quirks';
import { capsToLift, hasCaps, INDEX_CAPS, indexCapsToLift, lastIndexes, TABLE_CAPS } from './throughput-caps';
import { any, Cel, cel } from '../print/cel';
import { fact, Fact } from '../print/facts';

/** A change that ACK must not be asked for together with others. */
export interface OrderedChange {
  /** What the graph remembers of a change that began, so that it can be taken back where AWS rejects it. */
  readonly field?: string;
  /** Only then. */
  readonly remembered?: Cel;
  /** The Table is not as declared in this, as it was last applied. Its name is what the change is called in the graph. */
  readonly changes: Cel;
  /** The field stays as it was last applied; without it, the change is made at once. */
  readonly held?: Cel;
  /** It is made when all others are: ACK is never in sync with the form that it needs. */
  readonly comesLast?: boolean;
}

const differs = (field: string): Cel => cel`${last(field)}.orValue(${spec(field)}) != ${spec(field)}`;

const billingChanges = fact('billingChanges', 'The billing mode changes.', differs('billingMode'));
const indexAdded = fact('indexAdded', 'An index is added.',
  cel`${lastSpec}.hasValue() && ${declaredIndexes}.exists(i, !${lastIndexes}.exists(o, o.indexName == i.indexName))`);
const classChanges = fact('classChanges', 'The table class changes.', differs('tableClass'));
const protectionChanges = fact('protectionChanges', 'Deletion protection changes.', differs('deletionProtectionEnabled'));
const insightsChange = fact('insightsChange', 'Contributor insights change.',
  cel`${lastSpec}.hasValue() && ${last('contributorInsights')}.orValue("DISABLE")
  != (schema.spec.?contributorInsights.orValue(false) ? "ENABLE" : "DISABLE")`);
const streamChanges = fact('streamChanges', 'The stream is turned on or off, or is to hold something else.',
  cel`${lastSpec}.hasValue() && (${spec('streamEnabled')} ? ${last('streamSpecification')}.?streamViewType != optional.of(${viewType}) : ${last('streamSpecification')}.hasValue())`);

// What is turned on waits for nothing, so nothing is remembered of it. Sent once more, it may be on when it is to be off.
const ttlRejected = fact('ttlRejected', 'ACK gave up on time to live.', cel`${terminal} && ${messageMatches(REJECTED.timeToLive)}`);
const saysInsights = fact('saysInsights', 'ACK reports on insights.', messageMatches(REJECTED.insights));
const saysKey = fact('saysKey', 'ACK reports what AWS has against a key.', messageMatches(REJECTED.key));
const capsRejected = fact('capsRejected', 'No hint in a message: caps are blamed.', cel`${gaveUp} && ${hasCaps} && !${ttlRejected} && !${saysInsights} && !${saysKey}`);

/**
 * What AWS rejects holds all that follows, since ACK does not come further, and would ask for all of it at once when it does. So it may be
 * changed again: otherwise a limit of a day or of a month would hold the others for as long.
 */
const blamed = fact('blamed', 'Blamed, so not held: an edit may take it back.', cel`${awsRejects} && !${ttlRejected} && !${capsRejected} ? ${begunChange} : ""`);

const restRejected = fact('restRejected', 'No hint, no caps: blame what is left.', cel`${gaveUp} && !(${any([capsRejected, ttlRejected, saysKey, saysInsights])})`);

export const capacityHeld = fact('capacityHeld', 'First in the order: billing, indexes, caps and declared replicas stay as last applied.',
  // An index may be one whose removal is pending. ACK is never in sync with a lifted cap, which would stay as long as capacity is held.
  cel`${unsettled} && ${blamed} != "billing" && !${capsRejected} && !${restRejected} && (${billingChanges} || ${indexAdded}) && !${TABLE_CAPS.goes} && !${INDEX_CAPS.goes}`);
const indexRemoved = fact('indexRemoved', 'An index is removed.',
  cel`!${capacityHeld} && ${lastIndexes}.exists(o, !${declaredIndexes}.exists(i, i.indexName == o.indexName))`);

/** While changes before it are made. That which AWS rejects is not held. */
const heldWhile = (field: string, ...before: Cel[]): Cel => cel`${blamed} != ${field} && (${any([unsettled, ...before])})`;

/** Any of these may be what AWS rejects, and they are not in a call with others. */
const unless = (isRejected: Cel, ...before: Cel[]): Cel => cel`!${isRejected} && (${any(before)})`;

export const classHeld = fact('classHeld', 'Held: the class, until what is before it is done.',
  heldWhile('class', billingChanges, indexRemoved));
export const protectionHeld = fact('protectionHeld', 'Held: protection, until the class is done.',
  heldWhile('protection', classHeld, classChanges));
// ACK gives up on insights that AWS rejects after an index is removed.
export const insightsHeld = fact('insightsHeld', 'Held: insights.', any([indexRemoved, cel`(${heldWhile('insights', protectionHeld, protectionChanges)})`]));
export const streamHeld = fact('streamHeld', 'Held: the stream. Declared replicas wait with it.',
  any([TABLE_CAPS.turnsOff, cel`(${blamed} != "stream" || ${streamOffForm}) && (${any([unsettled, insightsHeld, insightsChange])})`]));
export const streamStays = fact('streamStays', 'It stays as last applied: held by what is before it, or needed by replicas.', any([streamHeld, hasReplicas]));
export const ttlOffHeld = fact('ttlOffHeld', 'Off forms that are never in sync come last, one at a time, when all else is in sync. First: time to live.',
  unless(ttlRejected, unsettled, UNITS.goes, streamHeld, streamChanges, streamToTurnOff, cel`!${editIsNoted}`));
export const keyHeld = fact('keyHeld', 'The AWS key.', unless(cel`((${awsRejects} && ${saysKey}) || (${retries} && ${begunChange} == ""))`, unsettled, ttlOffHeld, ttlToRemove, TIME_TO_LIVE.turnsOff));
const awsKeyToSet = new Cel('awsKeyToSet');
const capsLater = fact('capsLater', 'Caps come last: then ACK has no call before theirs.', unless(capsRejected, retries, keyHeld, awsKeyToSet, AWS_KEY.turnsOff));
// A lifted cap that is held would stay: while it is there, nothing is in sync, and nothing that is held begins.
export const capsHeld = fact('capsHeld', 'Held: those of the table.', cel`${capsLater} && !${TABLE_CAPS.goes}`);
export const indexCapsHeld = fact('indexCapsHeld', 'Held: those of its indexes, one by one.', cel`${capsLater} || (${unless(capsRejected, capsToLift, TABLE_CAPS.turnsOff)})`);
export const replicasHeld = cel`${capacityHeld} || (${streamHeld} && ${streamChanges}) || (${streamToTurnOff} && !${hasReplicas})`;

/**
 * What ACK must not be asked for at once, in the order in which the changes are made: it puts the billing mode, table class,
 * deletion protection and stream into one call, which AWS rejects; and contributor insights right after one that makes the table
 * UPDATING, upon which it gives up. A field is held while one before it changes; an annotation tells the next reconcile so.
 */
export const CHANGE_ORDER: readonly OrderedChange[] = [
  // From provisioned capacity AWS takes it so many times a day, to it so many units. Where there were caps, they would be forgotten.
  { field: 'billing', remembered: cel`!${hasCaps}`, changes: billingChanges, held: capacityHeld },
  { changes: indexRemoved },
  { field: 'class', changes: classChanges, held: classHeld },
  { field: 'protection', changes: protectionChanges, held: protectionHeld },
  { field: 'insights', changes: insightsChange, held: insightsHeld },
  { field: 'stream', changes: streamChanges, held: streamStays },
  { changes: ttlToRemove, held: ttlOffHeld, comesLast: true },
  { changes: awsKeyToSet, held: keyHeld, comesLast: true },
  { changes: capsToLift, held: capsHeld, comesLast: true },
  { changes: indexCapsToLift, held: indexCapsHeld, comesLast: true },
];

export const nextChange = fact('nextChange', 'The field in which a change begins now. Billing with caps is other: an edit of it waits, unless ACK gives up.', CHANGE_ORDER.flatMap(({ field, ...rest }) => (field ? [{ field, ...rest }] : []))
  .reduceRight((otherwise, { field, remembered, changes, held }) => cel`${changes} && !${held!} ? ${remembered ? cel`(${remembered} ? ${field} : "other")` : cel`${field}`} : ${otherwise}`, cel`""`));

export const ORDER_FACTS: readonly Fact[] = [
  billingChanges, indexAdded, classChanges, protectionChanges, insightsChange, streamChanges, ttlRejected, saysInsights, saysKey, capsRejected,
  blamed, restRejected, capacityHeld, indexRemoved,
  classHeld, protectionHeld, insightsHeld, streamHeld, streamStays, ttlOffHeld, keyHeld, capsLater, capsHeld, indexCapsHeld, nextChange,
];

/** A field is held, and not as declared. */
export function anyHeld(): Cel {
  return any([capacityHeld, ...CHANGE_ORDER.flatMap(({ changes, held }) => (held && held !== capacityHeld ? [cel`${held} && ${changes}`] : []))]);
}

/** A change is rendered for the first time now. */
export function anyBegins(): Cel {
  return any([cel`${nextChange} != ""`, ...CHANGE_ORDER.filter(({ field }) => field === undefined).map(({ changes, held }) => (held ? cel`${changes} && !${held}` : changes))]);
}
