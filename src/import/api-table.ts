import { billingMode, BillingMode, reportWarmThroughput, throughput } from './capacity';
import { assign, Draft, Fields, given, ifAny } from './draft';
import { LIMITS } from './limits';
import { canonicalName } from './names';
import { Part } from './part';
import { LONGEST_RECOVERY_DAYS } from '../contract/fields';
import { isObject } from '../contract/json';

/**
 * A table in the terms of the DynamoDB API, as `describe-table` prints it and as CloudFormation, ACK and Crossplane's
 * classic provider declare it. They differ in what they nest, not in what they mean.
 */
export function readApiTable(part: Part, draft: Draft): void {
  const mode = billingMode(part, part.text('billingMode') ?? part.part('billingModeSummary')?.ignore('lastUpdateToPayPerRequestDateTime').text('billingMode'));
  assign(draft, {
    tableName: part.name('tableName'),
    billingMode: part.isUnknown('billingMode') || part.has('globalTableSourceArn') && !part.has('billingMode') ? UNKNOWN : mode,
    attributeDefinitions: ifAny(part.parts('attributeDefinitions').map(attribute)),
    keySchema: keySchema(part),
    ...apiThroughput(part, mode),
    globalSecondaryIndexes: ifAny(part.parts('globalSecondaryIndexes').map((index) => globalIndex(index, mode))),
    localSecondaryIndexes: ifAny(part.parts('localSecondaryIndexes').map(localIndex)),
    ...part.isUnknown('streamSpecification') ? declaredStream(true, VIEW_TO_GIVE) : {},
    ...apiStream(part.part('streamSpecification')),
    ...encryption(part),
    deletionProtectionEnabled: part.protects('deletionProtectionEnabled'),
    tableClass: tableClass(part),
  });
  reportWarmThroughput(part);
  if (part.limit('vectorIndexes', LIMITS.vectorIndexes)) {
    draft.usedElsewhere = { names: new Set(attributeNamesIn(part.take('vectorIndexes'))), by: LIMITS.vectorIndexes.what };
  }
  part.limit('globalTableWitnesses', LIMITS.witnesses);
  if (part.limit('globalTableSourceArn', LIMITS.severalAccounts)) {
    OF_SOURCE.filter((name) => !part.has(name)).forEach((name) => part.report({
      what: name, effect: 'unknown', text: 'It is that of the source table, of which this is a replica in another account. Import that table.',
    }, name));
  }
  part.limit('globalTableSettingsReplicationMode', LIMITS.severalAccounts);
  if (part.flag('disassociationProtectionEnabled')) {
    part.report(LIMITS.disassociationProtection, 'disassociationProtectionEnabled');
  }
  if (part.text('multiRegionConsistency') === 'STRONG') {
    part.report(LIMITS.multiRegionConsistency, 'multiRegionConsistency');
  }
}

/** What a replica in another account has from its source table. */
const OF_SOURCE = ['billingMode', 'keySchema', 'attributeDefinitions', 'globalSecondaryIndexes', 'localSecondaryIndexes', 'streamSpecification', 'timeToLiveSpecification', 'sseSpecification'];

function attributeNamesIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value.flatMap(attributeNamesIn)
    : isObject(value) ? Object.entries(value).flatMap(([name, item]) => (canonicalName(name) === 'attributeName' ? [item] : attributeNamesIn(item))) : [];
}

/** The properties that CloudFormation and ACK declare with the table and that the API has calls of their own for. */
export function readDeclaredFeatures(part: Part, draft: Draft): void {
  const recovery = part.part('pointInTimeRecoverySpecification') ?? part.part('continuousBackups');
  assign(draft, { pointInTimeRecoveryEnabled: recovery?.protects('pointInTimeRecoveryEnabled') ?? part.isUnknown('pointInTimeRecoverySpecification') });
  if (recovery) {
    readRecoveryPeriod(recovery, draft);
  }
  readTimeToLive(part, draft);
  const insights = part.part('contributorInsightsSpecification');
  if (insights?.flag('enabled')) {
    draft.spec.contributorInsights = true;
  }
  if (insights) {
    readInsightsMode(insights, 'mode');
  }
  const policy = part.take('resourcePolicy');
  const isWrapped = isObject(policy) && 'PolicyDocument' in policy;
  assign(draft, { resourcePolicy: isWrapped ? part.part('resourcePolicy')!.json('policyDocument') : part.json('resourcePolicy') });
  part.limit('kinesisStreamSpecification', LIMITS.kinesis);
  part.limit('importSourceSpecification', LIMITS.importSource);
}

export function readTimeToLive(part: Part, draft: Draft): void {
  readTimeToLiveOf(part, draft, part.has('timeToLive') ? 'timeToLive' : 'timeToLiveSpecification');
}

/** By the name that the source has for it. */
export function readTimeToLiveOf(part: Part, draft: Draft, name: string): void {
  const ttl = part.part(name);
  if (ttl) {
    declareTimeToLive(draft, ttl);
  } else if (part.isUnknown(name)) {
    assign(draft, { ttlEnabled: true, ttlAttributeName: UNKNOWN });
  }
}

/** Items expire or stay by it, so where a part of it is unknown, the name of the attribute is left to whoever reads the declaration. */
export function declareTimeToLive(draft: Draft, ttl: Part): void {
  const [enabled, attributeName] = [ttl.protects('enabled'), ttl.name('attributeName')];
  const isUnknown = ['enabled', 'attributeName'].some((name) => ttl.isUnknown(name));
  assign(draft, enabled ? { ttlEnabled: true, ttlAttributeName: isUnknown ? UNKNOWN : attributeName } : {});
}

export function readRecoveryPeriod(recovery: Part, draft: Draft): void {
  const days = recovery.number('recoveryPeriodInDays');
  if (days !== undefined && days !== LONGEST_RECOVERY_DAYS && draft.spec.pointInTimeRecoveryEnabled === true) {
    draft.spec.recoveryPeriodInDays = days;
    recovery.report(LIMITS.recoveryPeriod, 'recoveryPeriodInDays');
  }
}

/** DynamoDB watches all accesses unless told otherwise. */
export function readInsightsMode(part: Part, name: string): void {
  const mode = part.name(name);
  if (mode !== undefined && mode !== 'ACCESSED_AND_THROTTLED_KEYS') {
    part.report({ ...LIMITS.insightsMode, what: `${LIMITS.insightsMode.what} ${mode}` }, name);
  }
}

function attribute(part: Part): Fields {
  return { attributeName: part.text('attributeName'), attributeType: attributeType(part.text('attributeType')) };
}

/** A bare N is false to YAML 1.1. */
export function attributeType(type: string | undefined): string | undefined {
  return type === 'false' ? 'N' : type;
}

function keySchema(part: Part): readonly Fields[] | undefined {
  return ifAny(part.parts('keySchema').map((key) => ({ attributeName: key.text('attributeName'), keyType: key.text('keyType') })));
}

function apiThroughput(part: Part, mode: BillingMode): Fields {
  return throughput(part, mode, part.part('provisionedThroughput')?.ignore('lastIncreaseDateTime', 'lastDecreaseDateTime', 'numberOfDecreasesToday'));
}

const INDEX_STATE = ['indexStatus', 'backfilling', 'indexSizeBytes', 'itemCount', 'indexArn'];

function globalIndex(part: Part, mode: BillingMode): Fields {
  const fields = { ...commonIndex(part), ...apiThroughput(part, mode) };
  reportWarmThroughput(part);
  reportIndexInsights(part);
  if (part.text('indexStatus') === 'DELETING') {
    part.report({ what: 'index that is being deleted', effect: 'unknown', text: 'Import again once it is gone, or remove it from the declaration.' }, 'indexStatus');
  }
  return given(fields) ?? {};
}

/** CloudFormation's, of an index. */
export function reportIndexInsights(part: Part): void {
  const insights = part.part('contributorInsightsSpecification');
  if (insights?.ignore('mode').flag('enabled')) {
    part.report(LIMITS.indexInsights, 'contributorInsightsSpecification');
  }
}

function localIndex(part: Part): Fields {
  return given(commonIndex(part)) ?? {};
}

function commonIndex(part: Part): Fields {
  part.ignore(...INDEX_STATE);
  return { indexName: part.text('indexName'), keySchema: keySchema(part), projection: readProjection(part.part('projection')) };
}

function readProjection(part: Part | undefined): Fields | undefined {
  return part && given({ projectionType: part.text('projectionType'), nonKeyAttributes: ifAny(part.texts('nonKeyAttributes')) });
}

function apiStream(part: Part | undefined): Fields {
  if (part === undefined) {
    return {};
  }
  part.limit('resourcePolicy', LIMITS.streamPolicy);
  return readStream(part);
}

/** A stream that may be there is declared without its view, so that whoever reads the declaration says which it is. */
export function readStream(part: Part): Fields {
  const isUnknown = part.isUnknown('streamViewType') || part.isUnknown('streamEnabled');
  const [enabled, known] = [part.flag('streamEnabled'), part.name('streamViewType')];
  const view = isUnknown ? VIEW_TO_GIVE : known;
  return declaredStream(enabled ?? view !== undefined, view);
}

export function declaredStream(enabled: boolean, view: string | undefined): Fields {
  return enabled ? { streamEnabled: true, streamViewType: view ?? 'NEW_AND_OLD_IMAGES' } : {};
}

/** Said in every table, so that no default of the platform changes it. */
export const OWNED_KEY: Fields = { sseEnabled: false };

function encryption(part: Part): Fields {
  const described = part.part('sseDescription');
  if (described) {
    described.ignore('inaccessibleEncryptionDateTime');
    const [status, type] = [described.text('status') ?? '', described.text('sseType')];
    const on = ['ENABLED', 'ENABLING', 'UPDATING'].includes(status) && type !== 'AES256';
    const arn = described.name('kmsMasterKeyArn');
    return on ? declaredKey(described, 'kmsMasterKeyArn', arn) : OWNED_KEY;
  }
  const declared = part.part('sseSpecification');
  if (declared === undefined) {
    return part.isUnknown('sseSpecification') ? UNKNOWN_KEY : OWNED_KEY;
  }
  const on = declared.flag('enabled') ?? declared.flag('sseEnabled') ?? ['enabled', 'sseEnabled'].some((name) => declared.isUnknown(name));
  declared.ignore('sseEnabled');
  const type = declared.name('sseType');
  const key = declared.name('kmsMasterKeyId');
  const references = ['kmsMasterKeyRef', 'kmsMasterKeyIdRef', 'kmsMasterKeyIdSelector'].filter((name) => declared.limit(name, {
    what: 'reference to a KMS key', effect: 'unknown', text: 'It is resolved in the cluster. Declare the ARN of the key.',
  }));
  const isOther = type !== undefined && type !== 'KMS';
  if (!on && key !== undefined) {
    declared.report(LIMITS.unusedKey, 'kmsMasterKeyId');
  }
  if (on && isOther) {
    declared.report({ what: `SSEType ${type}`, effect: 'unknown', text: 'DynamoDB takes KMS only. Declare the key that AWS has.' }, 'sseType');
  }
  return !on ? OWNED_KEY : key === undefined && (isOther || references.length > 0) ? UNKNOWN_KEY : declaredKey(declared, 'kmsMasterKeyId', key);
}

/** What nobody knows is declared as nothing at all, which is rejected until somebody gives it. */
export const UNKNOWN = '';

/** They are no key and no view, so they are rejected, and say what to give in their place. */
export const KEY_TO_GIVE = 'ARN-OF-THE-KEY';
export const VIEW_TO_GIVE = 'VIEW-OF-THE-STREAM';
export const UNKNOWN_KEY: Fields = { sseEnabled: true, sseType: 'KMS', kmsMasterKeyID: KEY_TO_GIVE };

const AWS_MANAGED_KEY = /(^|:)alias\/aws\/dynamodb$/;

/** A customer managed key by its ARN, or the AWS managed key. Any other form of a key cannot be declared. */
export function declaredKey(part: Part, name: string, key: string | undefined): Fields {
  const on = { sseEnabled: true, sseType: 'KMS' };
  if (part.isUnknown(name) || part.isUnknown('enabled') || part.isUnknown('sseEnabled')) {
    return UNKNOWN_KEY;
  }
  if (key === undefined || AWS_MANAGED_KEY.test(key)) {
    return on;
  }
  if (!/^arn:[^:]+:kms:[^:]*:[^:]*:key\//.test(key)) {
    part.report({
      what: `KMS key ${key}`, effect: 'unknown', text: 'It is not the ARN of a key, which ACK needs. Get it with aws kms describe-key, and declare it as the customer managed key.',
    }, name);
    return UNKNOWN_KEY;
  }
  return { ...on, kmsMasterKeyID: key };
}

function tableClass(part: Part): string | undefined {
  const value = part.name('tableClass') ?? part.part('tableClassSummary')?.ignore('lastUpdateDateTime').name('tableClass');
  return value === 'STANDARD' ? undefined : value;
}
