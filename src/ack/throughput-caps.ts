import { declaredIndexes, onDemand } from './declared';
import { callsAccepted, last, synced } from './facts';
import { OffForm } from './off-forms';
import { any, Cel, cel, celMap } from '../print/cel';
import { fact, Fact } from '../print/facts';

/**
 * The caps of on-demand throughput, of a table and of its indexes. -1 lifts a cap, and to ACK differs for ever from a table without one: so
 * it is in the Table where the Table had the cap, until AWS has accepted it. -1 in a declaration says the same as nothing.
 */
const CAPS = ['maxReadRequestUnits', 'maxWriteRequestUnits'] as const;

const capOf = (throughput: Cel, name: string): Cel => new Cel(`${throughput.text}.?${name}`);
const isDeclared = (throughput: Cel, name: string): Cel => cel`${capOf(throughput, name)}.orValue(-1) > -1`;
const isLifted = (throughput: Cel): Cel => any(CAPS.map((name) => cel`${capOf(throughput, name)}.orValue(0) == -1`));

const declaredCaps = fact('declaredCaps', 'The declared caps of the table, if there are any.', cel`schema.spec.?onDemandThroughput`);
const lastCaps = fact('lastCaps', 'Those that were last applied.', last('onDemandThroughput'));

export const capsToLift = fact('capsToLift', 'A cap is no longer declared.',
  cel`${onDemand} && (${any(CAPS.map((name) => cel`${capOf(lastCaps, name)}.orValue(0) > 0 && !(${isDeclared(declaredCaps, name)})`))})`);
const capsOffForm = fact('capsOffForm', 'The Table lifts a cap.', isLifted(lastCaps));
const capsAreOff = fact('capsAreOff', 'Once lifted, AWS shows none: ACK differs. While it shows -1, ACK agrees.',
  cel`${capsOffForm} && ${callsAccepted} && !${synced}`);

const capsTurnOff = fact('capsTurnOff', 'It stays -1 until then.', cel`${capsOffForm} && !${capsAreOff}`);

export const TABLE_CAPS: OffForm = { turnsOff: capsTurnOff, goes: capsAreOff };

/** The caps of the table, as an optional; those it had, while they are held. */
export function tableCaps(held: Cel): Cel {
  return cel`${held} ? ${lastCaps} : ${both((name) => {
    const had = capOf(lastCaps, name);
    return cel`${isDeclared(declaredCaps, name)} ? ${capOf(declaredCaps, name)} :
    ${onDemand} && (${had}.orValue(0) > 0 || (${had}.orValue(0) == -1 && !${capsAreOff})) ? optional.of(-1) : optional.none()`;
  })}`;
}

export const lastIndexes = fact('lastIndexes', 'The global secondary indexes as they were last applied.', cel`${last('globalSecondaryIndexes')}.orValue([])`);

// The controller panics, for ever, where it has to compare a cap of an index with none beside another cap: so where there will be other
// caps than there were, all are lifted first. It updates only the first of several indexes that differ: so one index at a time.
const otherCaps = (declared: Cel, had: Cel): Cel => any(CAPS.map((name) => cel`${capOf(had, name)}.hasValue() != (${isDeclared(declared, name)})`));

const liftingIndex = fact('liftingIndex', 'Its caps are -1 in the Table.',
  cel`${lastIndexes}.filter(o, ${isLifted(cel`o.?onDemandThroughput`)}).map(o, o.indexName)[?0].orValue("")`);
const indexCapsAreOff = fact('indexCapsAreOff', 'AWS has lifted them.', cel`${liftingIndex} != "" && ${callsAccepted} && !${synced}`);
const indexCapsTurnOff = fact('indexCapsTurnOff', 'They stay -1 until then.', cel`${liftingIndex} != "" && !${indexCapsAreOff}`);
const indexesToLift = fact('indexesToLift',
  'An index that has caps and gets another kind, or loses one: all are lifted first, as ACK panics where one side lacks it. First caps are safe.',
  cel`${lastIndexes}.filter(o, o.?onDemandThroughput.hasValue() && ${declaredIndexes}.exists(i, i.indexName == o.indexName
  && (${otherCaps(cel`i.?onDemandThroughput`, cel`o.?onDemandThroughput`)}))).map(o, o.indexName)`);
const nextToLift = fact('nextToLift', 'The next.',
  cel`!${onDemand} || ${indexCapsTurnOff} ? "" : ${indexesToLift}.filter(n, n != ${liftingIndex})[?0].orValue("")`);

export const hasCaps = fact('hasCaps', 'The Table or an index of it has a cap.',
  any([cel`${lastCaps}.hasValue()`, cel`${lastIndexes}.exists(o, o.?onDemandThroughput.hasValue())`]));

/** The Table lifts a cap. */
export const liftsCap = any([capsOffForm, cel`${liftingIndex} != ""`]);
export const indexCapsToLift = cel`${nextToLift} != ""`;
export const INDEX_CAPS: OffForm = { turnsOff: indexCapsTurnOff, goes: indexCapsAreOff };

export const CAPS_FACTS: readonly Fact[] = [
  declaredCaps, lastCaps, capsToLift, capsOffForm, capsAreOff, capsTurnOff, lastIndexes, liftingIndex, indexCapsAreOff, indexCapsTurnOff,
  indexesToLift, nextToLift, hasCaps,
];

/** The caps of the index `i`, as an optional. */
export function indexCaps(held: Cel): Cel {
  const [declared, had, lifts] = ['declared', 'had', 'lifts'].map((name) => new Cel(name));
  return cel`cel.bind(declared, i.?onDemandThroughput, // As declared,
  cel.bind(had, ${lastIndexes}.filter(o, o.indexName == i.indexName)[?0].?onDemandThroughput, // as last applied,
  cel.bind(lifts, ${onDemand} && ((${liftingIndex} == i.indexName && !${indexCapsAreOff}) || (${nextToLift} == i.indexName && !${held})),
  ${onDemand} && !${lifts} && ${liftingIndex} != i.indexName && i.indexName in ${indexesToLift} ? ${had} :
    ${both((name) => cel`${lifts} ? ${capOf(had, name)}.optMap(cap, -1) : ${isDeclared(declared, name)} ? ${capOf(declared, name)} : optional.none()`)})))`;
}

/** Both caps as an optional map: none where there is neither. */
function both(value: (name: string) => Cel): Cel {
  const map = celMap(CAPS.map((name) => ({ key: name, value: value(name), optional: true })));
  return cel`[dyn(${map})].filter(caps, size(caps) > 0)[?0]`;
}
