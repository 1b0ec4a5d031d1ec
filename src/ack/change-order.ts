import { declaredIndexes, spec, viewType } from './declared';
import { changeInProgress, last, lastAppliedSpec, restIsPending } from './facts';
import { AWS_KEY, streamTurnsOff, TIME_TO_LIVE, ttlBegins } from './off-forms';
import { capsBegin, INDEX_CAPS, indexCapsBegin, lastIndexes, TABLE_CAPS } from './throughput-caps';
import { any, Cel, cel } from '../print/cel';
import { fact, Fact } from '../print/facts';

/** A change that ACK must not be asked for together with others. */
export interface OrderedChange {
  /** The Table is not as declared in this, as it was last applied. Its name is what the change is called in the graph. */
  readonly changes: Cel;
  /** The field stays as it was last applied; without it, the change is made at once. */
  readonly held?: Cel;
  /** It is made when all others are: ACK is never in sync with the form that it needs. */
  readonly comesLast?: boolean;
}

const differs = (field: string): Cel => cel`${last(field)}.orValue(${spec(field)}) != ${spec(field)}`;

const billingModeChanges = fact('billingModeChanges', 'The billing mode changes.', differs('billingMode'));
const indexIsAdded = fact('indexIsAdded', 'An index is added.',
  cel`${lastAppliedSpec}.hasValue() && ${declaredIndexes}.exists(i, !${lastIndexes}.exists(o, o.indexName == i.indexName))`);
export const capacityHeld = fact('capacityHeld', 'The billing mode and the indexes stay, and with them capacity.',
  // An index may be one whose removal is pending. ACK is never in sync with a lifted cap, which would stay as long as capacity is held.
  cel`${changeInProgress} && (${billingModeChanges} || ${indexIsAdded}) && !${TABLE_CAPS.goes} && !${INDEX_CAPS.goes}`);
const indexIsRemoved = fact('indexIsRemoved', 'An index is removed.',
  cel`!${capacityHeld} && ${lastIndexes}.exists(o, !${declaredIndexes}.exists(i, i.indexName == o.indexName))`);
const tableClassChanges = fact('tableClassChanges', 'The table class changes.', differs('tableClass'));
const protectionChanges = fact('protectionChanges', 'Deletion protection changes.', differs('deletionProtectionEnabled'));
const insightsChange = fact('insightsChange', 'Contributor insights change.',
  cel`${lastAppliedSpec}.hasValue()
  && ${last('contributorInsights')}.orValue("DISABLE") != (schema.spec.?contributorInsights.orValue(false) ? "ENABLE" : "DISABLE")`);
const streamChanges = fact('streamChanges', 'The stream is turned on or off, or is to hold something else.',
  cel`${lastAppliedSpec}.hasValue() && (${spec('streamEnabled')} ? ${last('streamSpecification')}.?streamViewType != optional.of(${viewType}) : ${last('streamSpecification')}.hasValue())`);

export const tableClassHeld = fact('tableClassHeld', 'The table class stays as it is until these are made.',
  any([changeInProgress, billingModeChanges, indexIsRemoved]));
export const protectionHeld = fact('protectionHeld', 'Deletion protection stays as it is until these are made, too.', any([tableClassHeld, tableClassChanges]));
export const insightsHeld = fact('insightsHeld', 'So do contributor insights.', any([protectionHeld, protectionChanges]));
export const streamHeld = fact('streamHeld', 'So does the stream, and so do replicas, which need it.', any([insightsHeld, insightsChange]));
export const ttlHeld = fact('ttlHeld', 'What ACK is never in sync with comes last, each by itself: first time to live that turns off,',
  any([streamHeld, streamChanges, streamTurnsOff, restIsPending]));
export const keyHeld = fact('keyHeld', 'then the key that AWS manages,', any([ttlHeld, ttlBegins, TIME_TO_LIVE.turnsOff]));
const awsKeyBegins = new Cel('awsKeyBegins');
const beforeCaps = [keyHeld, awsKeyBegins, AWS_KEY.turnsOff];
// A lifted cap that is held would stay: while it is there, nothing is in sync, and nothing that is held begins.
export const capsHeld = fact('capsHeld', 'then the caps of the table,', cel`(${any(beforeCaps)}) && !${TABLE_CAPS.goes}`);
export const indexCapsHeld = fact('indexCapsHeld', 'then those of its indexes.', any([...beforeCaps, capsBegin, TABLE_CAPS.turnsOff]));
export const replicasHeld = cel`${streamHeld} && ${streamChanges}`;

/**
 * What ACK must not be asked for at once, in the order in which the changes are made: it puts the billing mode, table class,
 * deletion protection and stream into one call, which AWS rejects; and contributor insights right after one that makes the table
 * UPDATING, upon which it gives up. A field is held while one before it changes; an annotation tells the next reconcile so.
 */
export const CHANGE_ORDER: readonly OrderedChange[] = [
  { changes: billingModeChanges, held: capacityHeld },
  { changes: indexIsRemoved },
  { changes: tableClassChanges, held: tableClassHeld },
  { changes: protectionChanges, held: protectionHeld },
  { changes: insightsChange, held: insightsHeld },
  { changes: streamChanges, held: streamHeld },
  { changes: ttlBegins, held: ttlHeld, comesLast: true },
  { changes: awsKeyBegins, held: keyHeld, comesLast: true },
  { changes: capsBegin, held: capsHeld, comesLast: true },
  { changes: indexCapsBegin, held: indexCapsHeld, comesLast: true },
];

export const ORDER_FACTS: readonly Fact[] = [
  billingModeChanges, indexIsAdded, capacityHeld, indexIsRemoved, tableClassHeld, tableClassChanges, protectionHeld, protectionChanges, insightsHeld,
  insightsChange, streamHeld, streamChanges, ttlHeld, keyHeld, capsHeld, indexCapsHeld,
];

/** A field is held, and not as declared. */
export function anyHeld(): Cel {
  return any([capacityHeld, ...CHANGE_ORDER.flatMap(({ changes, held }) => (held && held !== capacityHeld ? [cel`${held} && ${changes}`] : []))]);
}

/** A change is rendered for the first time now. */
export function anyBegins(): Cel {
  return any(CHANGE_ORDER.map(({ changes, held }) => (held ? cel`${changes} && !${held}` : changes)));
}
