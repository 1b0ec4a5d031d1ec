import { inAws, looksOnly } from './adoption';
import { observedTable } from './observed';
import { QUIRKS } from './quirks';
import { ACK_CHANGING, ACK_FIELD_HELD, ACK_PENDING, ACK_PROTECTED, ACK_RECONCILES, ACK_REPORTED, ACK_WAITING } from '../contract/names';
import { any, Cel, cel, when } from '../print/cel';
import { fact, Fact } from '../print/facts';

/**
 * What the Table of this instance was when kro last applied it, and what ACK has done since. The form of a field can depend on both:
 * a feature that is no longer declared often has to be disabled first, and then left out.
 *
 * ACK does not report which generation of the Table its status is about. A status update right after an apply can be of a reconcile
 * that began before. So the graph sends a probe: a Table that ACK rejects before its first call to AWS. ACK reports the rejection in
 * a condition, and kro takes the probe out again. The next status update without that condition is of a reconcile that began later:
 * ACK has certainly reconciled the change. No time is compared with another, and nobody else's write counts.
 */

/** So many probes are sent for one change. After that ACK goes its own pace: every 10 seconds while it is not in sync. */
const MOST_PROBES = 4;

/** So many where ACK gave up too soon, also after it has waited long for AWS. */
const MOST_PROBES_TOO_SOON = 60;

/** ACK keeps an old table status where it goes through to the end: after so many status updates UPDATING is no longer believed. */
const MOST_RECONCILES = 30;

/** The same of insights, which AWS switches within a minute. */
const MOST_OF_INSIGHTS = 10;

const annotations = fact('annotations', 'Those of dynamodb-kro remember a change, so that kro and ACK may restart.',
  cel`${observedTable}.?metadata.?annotations.orValue({})`);

export const conditions = fact('conditions', 'Conditions of the last status update of ACK.', cel`${observedTable}.?status.?conditions.orValue([])`);

const messages = fact('messages', 'Their messages.', cel`${conditions}.map(c, c.?message.orValue(""))`);

/** A message of ACK's last status update matches a regular expression. */
export const messageMatches = (expression: string): Cel => cel`${messages}.exists(m, m.matches(${expression}))`;

/** A message of it contains one of the texts, which have nothing special to regular expressions. */
export function messageContains(...texts: string[]): Cel {
  return texts.length === 1 ? cel`${messages}.exists(m, m.contains(${texts[0]}))` : messageMatches(texts.join('|'));
}

const isTrue = (type: string): Cel => cel`${conditions}.exists(c, c.type == ${type} && c.status == "True")`;

export const synced = fact('synced', 'ACK reports that AWS is as the Table says.', isTrue('ACK.ResourceSynced'));

export const terminal = fact('terminal', 'ACK has given up until the spec changes.', isTrue('ACK.Terminal'));

// After each change ACK calls it an error, too, that the table is now UPDATING.
const recoverable = fact('recoverable', 'Another error, and ACK tries again. UPDATING is none: ACK reports it each time.',
  cel`${conditions}.exists(c,
  c.type == "ACK.Recoverable" && c.status == "True" && !c.?message.orValue("").contains(${QUIRKS.changeSent.message}))`);

const keyRef = fact('keyRef', 'A reference to a key: of the probe, or while a role is awaited.',
  cel`${observedTable}.?spec.?sseSpecification.?kmsMasterKeyRef`);

// What is declared of a table that AWS never made is declared as at its creation: nothing of it is on, and nothing has to be off first.
export const lastSpec = fact('lastSpec', 'Spec of the ACK Table as kro applied it last. Absent while AWS cannot have the table: nothing is compared or held then.',
  cel`${inAws} || !(${any([looksOnly, terminal, cel`${keyRef}.?from.hasValue()`])}) ? ${observedTable}.?spec : optional.none()`);

/** A field of it, or a path such as `timeToLive.?enabled`, as an optional. */
export const last = (path: string): Cel => new Cel(`${lastSpec.text}.?${path}`);

const hasProbe = fact('hasProbe', 'A probe: a key and an empty reference, which ACK rejects before any call. ACK reports no generation, so a report after it is surely new.',
  cel`${keyRef}.hasValue() && !${keyRef}.?from.hasValue()`);

const probed = fact('probed', 'The last report is on a probe, so the next is surely on this spec.',
  cel`${conditions}.exists(c, c.type == "ACK.ReferencesResolved")`);

const wasPending = fact('wasPending', 'A change was pending.',
  cel`${annotations}[?${ACK_PENDING}].hasValue() || ${annotations}[?${ACK_WAITING}].hasValue()`);

export const editIsNoted = fact('editIsNoted', 'This edit is noted already.',
  cel`${annotations}[?${ACK_PENDING}].orValue("") == string(schema.metadata.generation)`);

const notedCount = fact('notedCount', 'Of this edit; the last may still be awaited. 0: none yet.',
  cel`${editIsNoted} && ${annotations}[?${ACK_RECONCILES}].orValue("").matches("^[0-9]{1,2}$") ? int(${annotations}[?${ACK_RECONCILES}].orValue("0")) : 0`);

const reportedAt = fact('reportedAt', 'When ACK reported. Nobody else writes it.',
  cel`${conditions}.filter(c, c.type == "ACK.ResourceSynced" && has(c.lastTransitionTime)).map(c, string(c.lastTransitionTime))[?0].orValue("")`);

const partChanges = fact('partChanges', 'ACK waits for an index or a replica.',
  messageContains(QUIRKS.indexesChange.message, QUIRKS.replicasChange.message));

const reconciles = fact('reconciles', 'So many surely saw the change.',
  cel`${hasProbe} || ${probed} || ${notedCount} == 0 ? 0 : ${notedCount} < ${MOST_RECONCILES} && !${partChanges} && !${recoverable}
  && ${annotations}[?${ACK_REPORTED}].orValue(${reportedAt}) != ${reportedAt} ? ${notedCount} + 1 : ${notedCount}`);

export const begunChange = fact('begunChange', 'What began last: see nextChange, below.', cel`${annotations}[?${ACK_CHANGING}].orValue("")`);

// While AWS switches contributor insights, the table is ACTIVE, and ACK makes no call all the same.
const awsIsChanging = fact('awsIsChanging', 'ACK made no call.',
  any([partChanges, cel`${messageContains(QUIRKS.changeSent.message)}
  && ${reconciles} < (${observedTable}.?status.?tableStatus.orValue("") != "ACTIVE" ? ${MOST_RECONCILES} : ${begunChange} == "insights" ? ${MOST_OF_INSIGHTS} : 0)`]));

export const callsMade = fact('callsMade', 'ACK has made its first calls: time to live, encryption, one index.',
  cel`${reconciles} > 0 && !${awsIsChanging}`);

export const callsAccepted = fact('callsAccepted', 'It made those without an error; what follows may not be done.', cel`${callsMade} && !${terminal} && !${recoverable}`);

export const unitsOffForm = fact('unitsOffForm', 'Has units still.',
  cel`${last('provisionedThroughput')}.hasValue() && ${last('billingMode')}.orValue("") == "PAY_PER_REQUEST"`);

export const settled = fact('settled', 'ACK has reconciled the last applied spec, if there is one, and AWS is as it says. After the switch to on-demand billing ACK gives up on 0 units.',
  cel`!${lastSpec}.hasValue() || (${reconciles} > 0 && (${synced} || (${unitsOffForm} && ${messageContains(QUIRKS.unitsOfZero.message)})))`);

const tooEarly = fact('tooEarly', 'AWS accepts it soon: more probes ask again.',
  messageContains(QUIRKS.capsStay.message, QUIRKS.indexCapsStay.message, QUIRKS.insightsTooSoon.message, QUIRKS.unitsTwice.message));

export const gaveUp = fact('gaveUp', 'ACK has reconciled the last applied spec, and does not try again.',
  cel`${reconciles} > 0 && ${terminal} && !${tooEarly} && !${settled}`);

export const retries = fact('retries', 'AWS rejected a call for the last applied spec, and ACK tries again.', cel`${reconciles} > 0 && ${recoverable}`);

export const awsRejects = fact('awsRejects', 'AWS rejected a call for it, either way.', any([retries, gaveUp]));

export const unsettled = fact('unsettled', 'The pending change is not done. What is held below waits for it.', cel`${wasPending} && !${settled}`);

export const protectionPending = fact('protectionPending', 'AWS may have it on: so long a DELETE of either object is rejected.',
  cel`!schema.spec.deletionProtectionEnabled
  && (${lastSpec}.?deletionProtectionEnabled.orValue(false) || (${annotations}[?${ACK_PROTECTED}].hasValue() && !${settled}))`);

/** In the order in which they depend on each other. */
export const ACK_FACTS: readonly Fact[] = [
  observedTable, inAws, looksOnly, annotations, conditions, messages, synced, terminal, recoverable, keyRef, lastSpec, hasProbe, probed, wasPending,
  editIsNoted, notedCount, reportedAt, partChanges, reconciles, begunChange, awsIsChanging, callsMade, callsAccepted, unitsOffForm,
  settled, tooEarly, gaveUp, retries, awsRejects, unsettled, protectionPending,
];

/** What is remembered of a pending change, and the probe. */
export interface Pending {
  readonly facts: readonly Fact[];
  /** The probe is in the Table now. */
  readonly probe: Cel & Fact;
  /** The annotations, each as an optional, with a sentence on it. */
  readonly annotations: Readonly<Record<string, { readonly value: Cel; readonly doc?: string }>>;
}

/**
 * @param turningOff a form that turns something off is in the Table, or gets into it now
 * @param lifting the Table lifts a cap
 * @param held a field is held until the change before it is made
 * @param begins a change is rendered for the first time, or a form that has turned something off goes
 * @param fieldBegins the field in which a change begins now, as text; empty where none does
 */
export function pendingChange({ turningOff, lifting, held, begins, nextChange }: Record<'turningOff' | 'lifting' | 'held' | 'begins' | 'nextChange', Cel>): Pending {
  const fieldHeld = fact('fieldHeld', 'A field is held, and not as declared yet.', held);
  const changeBegins = fact('changeBegins', 'A change of the order above begins now, or an off form is taken out.', begins);
  const isPending = fact('isPending', 'ACK has to reconcile a change.',
    cel`${unsettled} || ${changeBegins} || ${fieldHeld} || ${turningOff} || ${protectionPending}`);
  const countsAnew = fact('countsAnew', 'What ACK reconciled before does not count.', cel`!${editIsNoted} || ${changeBegins}`);
  // A change that AWS makes within a second is reported at once by a second probe. Without it, ACK would report it after 10 seconds.
  // AWS describes a cap that was lifted for about a second more. ACK finds nothing to do then, or gives up on an empty call: so it has to look again.
  const mostProbes = cel`${tooEarly} || (${settled} && (${lifting})) ? ${MOST_PROBES_TOO_SOON} : (${callsAccepted} || ${begunChange} == "insights") && ${unsettled} ? ${MOST_PROBES} : 0`;
  const sendsProbe = fact('sendsProbe', '1 for each step, up to 4 until it is done; up to 60 while AWS rejects for a moment, or shows lifted caps. None if looksOnly.',
    cel`${isPending} && !${hasProbe} && !${probed} && (${any([countsAnew, cel`${notedCount} == 0`, cel`${reconciles} < (${mostProbes})`])}) && !${looksOnly}`);
  // What is rendered together with a probe, or with its end, is what the next reconcile sees.
  const probe = fact('probe', 'The Table is to have the probe, until ACK reports on it.', any([sendsProbe, cel`${isPending} && ${hasProbe} && !${probed}`]));
  const counts = cel`${countsAnew} || ${notedCount} == 0 ? (${sendsProbe} || ${hasProbe} ? 1 : 0) :
  ${sendsProbe} ? ${reconciles} + 1 : ${reconciles} > 0 ? ${reconciles} : ${notedCount}`;
  return {
    facts: [fieldHeld, changeBegins, isPending, countsAnew, sendsProbe, probe],
    probe,
    annotations: {
      [ACK_PENDING]: { value: when(isPending, cel`string(schema.metadata.generation)`), doc: 'The generation that is pending.' },
      [ACK_RECONCILES]: { value: when(isPending, cel`string(${counts})`), doc: 'The count, or the one awaited.' },
      [ACK_REPORTED]: {
        value: cel`!${isPending} || ${countsAnew} || ${sendsProbe} || ${reconciles} == 0 ? optional.none() :
  ${reconciles} > ${notedCount} ? optional.of(${reportedAt}) : optional.of(${annotations}[?${ACK_REPORTED}].orValue(${reportedAt}))`,
      },
      [ACK_CHANGING]: { value: cel`${nextChange} != "" ? optional.of(${nextChange}) : ${unsettled} ? ${annotations}[?${ACK_CHANGING}] : optional.none()` },
      [ACK_FIELD_HELD]: { value: when(fieldHeld, cel`"true"`), doc: 'With it, the table is not ready to kro.' },
    },
  };
}
