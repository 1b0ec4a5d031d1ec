import { has, spec, viewType } from './declared';
import { callsAccepted, callsMade, awsRejects, retries, unsettled, last, messageContains, settled, synced, unitsOffForm } from './facts';
import { observedTable } from './observed';
import { QUIRKS } from './quirks';
import { any, Cel, cel } from '../print/cel';
import { fact, Fact } from '../print/facts';

/**
 * A feature that is no longer declared has a form of its own in the Table until AWS has disabled it, and is left out after that: otherwise
 * ACK would not disable it, or never be in sync (`QUIRKS`).
 */
export interface OffForm {
  /** The Table has that form, or gets it now. */
  readonly turnsOff: Cel;
  /** It has done its work, and goes. */
  readonly goes: Cel;
}

export const ttlDeclared = fact('ttlDeclared', 'Time to live is declared.', cel`${spec('ttlEnabled')} && ${has('ttlAttributeName')}`);
const sameAttribute = fact('sameAttribute', 'The attribute is as it was last applied.', cel`${last('timeToLive.?attributeName')} == schema.spec.?ttlAttributeName`);
const ttlOffForm = fact('ttlOffForm', 'Off form: the Table asks for it to be off.', cel`!${last('timeToLive.?enabled')}.orValue(true)`);
// ACK takes "already disabled" for success. While AWS is disabling it, ACK is not in sync with a Table without it.
const ttlIsOff = fact('ttlIsOff', 'AWS has accepted that.', cel`${ttlOffForm} && ${callsAccepted}`);
const ttlReturns = fact('ttlReturns', 'AWS rejects the off form, and the same is declared, or what AWS has: the on form comes back.',
  cel`${ttlOffForm} && ${awsRejects} && ${ttlDeclared} && (${sameAttribute} || ${messageContains(QUIRKS.otherAttribute.message)})`);
const ttlTurnsOff = fact('ttlTurnsOff', 'The off form stays in the Table until then.', cel`${ttlOffForm} && !${ttlIsOff} && !${ttlReturns}`);
// AWS rejects it in that hour, upon which ACK gives up.
export const ttlOnHeld = fact('ttlOnHeld', 'It waits for what is unsettled.',
  cel`${ttlDeclared} && (${ttlIsOff} || (!${last('timeToLive')}.hasValue() && ${unsettled} && !${retries}))`);
// AWS wants the attribute's name, and takes another one only once it is off.
export const ttlToRemove = fact('ttlToRemove', 'It is on, and not declared like that.',
  cel`${last('timeToLive.?enabled')}.orValue(false) && (!${ttlDeclared} || !${sameAttribute})`);

export const streamOffForm = fact('streamOffForm', 'The Table asks for the stream to be off.', cel`!${last('streamSpecification.?streamEnabled')}.orValue(true)`);
// Were its words others one day, the table would stay pending, and its status would say why.
const streamIsOff = fact('streamIsOff', 'AWS rejects the call, because it is off.', cel`${streamOffForm} && ${messageContains(QUIRKS.streamIsOff.message)}`);
export const streamToTurnOff = fact('streamToTurnOff', 'The stream is to be off, or to hold something else, for which it has to be off first.',
  cel`${streamOffForm} ? !${streamIsOff} : ${last('streamSpecification')}.hasValue()
  && (!${spec('streamEnabled')} || ${last('streamSpecification.?streamViewType')} != optional.of(${viewType}))`);
export const hasReplicas = fact('hasReplicas', 'They need the stream.',
  cel`size(${last('tableReplicas')}.orValue([]) + ${observedTable}.?status.?replicas.orValue([])) > 0`);

export const unitsDeclared = fact('unitsDeclared', 'Capacity units are declared.',
  cel`${spec('billingMode')} == "PROVISIONED" && ${has('provisionedThroughput')}`);
// After the switch to on-demand billing ACK ignores what stands here. That it goes is a change, upon which ACK reconciles again.
const unitsAreOff = fact('unitsAreOff', 'AWS has switched to on demand.', cel`${unitsOffForm} && ${settled}`);
export const unitsToTurnOff = fact('unitsToTurnOff', 'Kept until then: that they go is the change upon which ACK starts again.',
  cel`${unitsOffForm} ? !${unitsAreOff} : ${last('provisionedThroughput')}.hasValue() && !${unitsDeclared}`);

/** By this name ACK asks AWS for the key that AWS manages. */
const AWS_MANAGED_KEY = 'alias/aws/dynamodb';

/** What the probe puts in the place of a key. AWS would reject it, too. */
export const NO_KEY = 'dynamodb-kro-probe';

const lastKey = fact('lastKey', 'The key as it was last applied, if there was one.', last('sseSpecification.?kmsMasterKeyID'));
const awsKeyForm = fact('awsKeyForm', 'The Table names the key that AWS manages.', cel`${lastKey}.orValue("") == ${AWS_MANAGED_KEY}`);
const awsKeyIsSet = fact('awsKeyIsSet', 'AWS has it.',
  cel`${awsKeyForm} && !${synced} && (${callsAccepted} || (${callsMade} && ${messageContains(QUIRKS.keyIsSet.message)}))`);
const hasKey = fact('hasKey', 'The Table names a key, and not what the probe puts there.', cel`![${NO_KEY}, ""].exists(key, key == ${lastKey}.orValue(""))`);
// A key that is left out is, to ACK, any key.
export const awsKeyToSet = (isDeclared: Cel): Fact & Cel => fact('awsKeyToSet', 'The table is to have that key, and has another one.',
  cel`${isDeclared} && !${awsKeyForm} && ${hasKey}`);
export const keyToRemove = (kms: Cel): Fact & Cel => fact('keyToRemove', 'The table is to have no KMS key any more.', cel`!${kms} && ${hasKey}`);
// Were it turned on before the other key is off in AWS, ACK would take that one for it.
export const encryptionHeld = (isDeclared: Cel): Fact & Cel => fact('encryptionHeld', 'It waits for what is unsettled.',
  cel`${unsettled} && ${isDeclared} && !${last('sseSpecification.?enabled')}.orValue(true)`);

const awsKeyStays = fact('awsKeyStays', 'Its name stays in the Table until then.', cel`${awsKeyForm} && !${awsKeyIsSet}`);

/** The key as an optional, where none is declared. */
export const awsManagedKey = (begins: Cel, held: Cel): Cel => cel`(${begins} && ${held} ? ${lastKey} :
    ${any([begins, AWS_KEY.turnsOff])} ? optional.of(${AWS_MANAGED_KEY}) : optional.none())`;

export const TIME_TO_LIVE: OffForm = { turnsOff: ttlTurnsOff, goes: any([ttlIsOff, ttlReturns]) };
export const STREAM: OffForm = { turnsOff: streamToTurnOff, goes: streamIsOff };
export const UNITS: OffForm = { turnsOff: unitsToTurnOff, goes: unitsAreOff };
export const AWS_KEY: OffForm = { turnsOff: awsKeyStays, goes: awsKeyIsSet };

export const OFF_FACTS: readonly Fact[] = [
  ttlDeclared, sameAttribute,
  ttlOffForm, ttlIsOff, ttlReturns, ttlTurnsOff, ttlOnHeld, ttlToRemove, streamOffForm, streamIsOff, streamToTurnOff, hasReplicas,
  unitsDeclared, unitsAreOff, unitsToTurnOff, lastKey, awsKeyForm, awsKeyIsSet, awsKeyStays, hasKey,
];
