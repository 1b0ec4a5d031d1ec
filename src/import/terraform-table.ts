import { attributeType, declaredKey, OWNED_KEY, readRecoveryPeriod, readStream, readTimeToLiveOf, UNKNOWN, UNKNOWN_KEY } from './api-table';
import { billingMode, BillingMode, reportWarmThroughput, throughput } from './capacity';
import { assign, Draft, Fields, given, ifAny } from './draft';
import { LIMITS } from './limits';
import { Part } from './part';
import { declareTags } from './tags';

/** A table in the terms of Terraform's `aws_dynamodb_table`, as Crossplane's upjet `Table` has it too, in camel case. */
export function readTerraformTable(part: Part, draft: Draft): void {
  const mode = billingMode(part, part.name('billingMode'));
  const recovery = part.part('pointInTimeRecovery');
  assign(draft, {
    tableName: part.name('name'),
    billingMode: part.isUnknown('billingMode') ? UNKNOWN : mode,
    attributeDefinitions: ifAny(part.parts('attribute').map(attribute)),
    keySchema: ifAny(keySchema(part)),
    ...readThroughput(part, mode),
    globalSecondaryIndexes: ifAny(part.parts('globalSecondaryIndex').map((index) => globalIndex(index, mode))),
    localSecondaryIndexes: ifAny(part.parts('localSecondaryIndex').map((index) => localIndex(index, part.name('hashKey')))),
    ...stream(part),
    pointInTimeRecoveryEnabled: recovery?.protects('enabled') ?? part.isUnknown('pointInTimeRecovery'),
    ...encryption(part),
    deletionProtectionEnabled: part.protects('deletionProtectionEnabled'),
    tableClass: part.name('tableClass') === 'STANDARD' ? undefined : part.name('tableClass'),
  });
  if (recovery) {
    readRecoveryPeriod(recovery, draft);
  }
  part.part('ttl')?.ignore('kmsKeyArn');
  readTimeToLiveOf(part, draft, 'ttl');
  draft.spec.replicas = ifAny(part.parts('replica').map(replica));
  reportWarmThroughput(part);
  part.limit('globalTableWitness', LIMITS.witnesses);
  part.limit('importTable', LIMITS.importSource);
  ['restoreSourceName', 'restoreSourceTableArn', 'restoreDateTime', 'restoreToLatestTime', 'restoreBackupArn'].forEach((name) => part.limit(name, LIMITS.restore));
  readTags(part, draft);
}

/** All tags, with those of the provider's `default_tags`, which only `tags_all` holds. */
function readTags(part: Part, draft: Draft): void {
  const [own, all] = [part.textMap('tags'), part.textMap('tagsAll')];
  declareTags(draft, part.knows('tagsAll') ? all : own, part.pathOf('tags'));
}

function attribute(part: Part): Fields {
  return { attributeName: part.text('name'), attributeType: attributeType(part.text('type')) };
}

function keySchema(part: Part): Fields[] {
  const schema = part.parts('keySchema').map((key) => ({ attributeName: key.text('attributeName'), keyType: key.text('keyType') }));
  const [hash, range] = [part.name('hashKey'), part.name('rangeKey')];
  return schema.length > 0 ? schema : [
    ...(hash === undefined ? [] : [{ attributeName: hash, keyType: 'HASH' }]),
    ...(range === undefined ? [] : [{ attributeName: range, keyType: 'RANGE' }]),
  ];
}

/** Without `stream_enabled` there is none, whatever the view. */
function stream(part: Part): Fields {
  const isGiven = part.has('streamEnabled');
  part.ignore('streamViewType');
  return isGiven ? readStream(part) : {};
}

function readThroughput(part: Part, mode: BillingMode): Fields {
  return throughput(part, mode, part, 'readCapacity', 'writeCapacity');
}

function globalIndex(part: Part, mode: BillingMode): Fields {
  const fields = given({ indexName: part.text('name'), keySchema: ifAny(keySchema(part)), projection: projection(part), ...readThroughput(part, mode) });
  reportWarmThroughput(part);
  return fields ?? {};
}

function localIndex(part: Part, hash: string | undefined): Fields {
  const range = part.name('rangeKey');
  const fields = given({
    indexName: part.text('name'),
    keySchema: [{ attributeName: hash, keyType: 'HASH' }, { attributeName: range, keyType: 'RANGE' }],
    projection: projection(part),
  });
  return fields ?? {};
}

function projection(part: Part): Fields | undefined {
  return given({ projectionType: part.name('projectionType'), nonKeyAttributes: ifAny(part.texts('nonKeyAttributes')) });
}

/** A provider without the block leaves the key that DynamoDB owns. */
function encryption(part: Part): Fields {
  const sse = part.part('serverSideEncryption');
  if (sse === undefined) {
    return part.isUnknown('serverSideEncryption') ? UNKNOWN_KEY : OWNED_KEY;
  }
  const on = sse.protects('enabled');
  const key = sse.name('kmsKeyArn');
  const isReferred = reportReferences(sse, 'kmsKeyArn');
  if (!on && key !== undefined) {
    sse.report(LIMITS.unusedKey, 'kmsKeyArn');
  }
  return !on ? OWNED_KEY : isReferred ? UNKNOWN_KEY : declaredKey(sse, 'kmsKeyArn', key);
}

/**
 * Crossplane resolves `…Ref` and `…Selector` in the cluster; what they gave is in the field itself, unless only the manifest is at hand.
 * Returns whether that is so.
 */
export function reportReferences(part: Part, field: string): boolean {
  const references = [`${field}Ref`, `${field}Selector`].filter((name) => part.take(name) !== undefined && !part.has(field));
  references.forEach((name) => part.report({
    what: `reference ${name}`, effect: 'unknown', text: 'It is resolved in the cluster. Import the object as kubectl get -o yaml prints it, or declare the value.',
  }, name));
  return references.length > 0;
}

function replica(part: Part): Fields {
  const isReferred = reportReferences(part, 'kmsKeyArn');
  const fields = given({
    regionName: part.text('regionName'),
    kmsMasterKeyID: (isReferred ? UNKNOWN_KEY : declaredKey(part, 'kmsKeyArn', part.name('kmsKeyArn'))).kmsMasterKeyID,
  });
  const of = ` of replica ${String(fields?.regionName ?? '')}`;
  for (const name of ['pointInTimeRecovery', 'deletionProtectionEnabled', 'propagateTags']) {
    if (part.flag(name)) {
      part.report({ ...LIMITS.replicaSettings, what: `${name}${of}` }, name);
    }
  }
  if (part.name('consistencyMode') === 'STRONG') {
    part.report(LIMITS.multiRegionConsistency, 'consistencyMode');
  }
  part.ignore('arn', 'streamArn', 'streamLabel');
  return fields ?? {};
}
