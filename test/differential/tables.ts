/** Tables that follow every rule, over the whole of the contract that CreateTable sees. */
import * as fc from 'fast-check';

export type Spec = Record<string, any>;

/** Some regions, with the partition of each, written here a second time so that the validators are not used for it. */
const PARTITION: Record<string, string> = {
  'us-east-1': 'aws',
  'eu-central-1': 'aws',
  'ap-southeast-2': 'aws',
  'us-gov-west-1': 'aws-us-gov',
  'us-gov-east-1': 'aws-us-gov',
  'cn-north-1': 'aws-cn',
  'cn-northwest-1': 'aws-cn',
  'eusc-de-east-1': 'aws-eusc',
  'us-iso-east-1': 'aws-iso',
  'us-isob-east-1': 'aws-iso-b',
  'eu-isoe-west-1': 'aws-iso-e',
  'us-isof-south-1': 'aws-iso-f',
};

export function keyArn(region = 'us-east-1'): string {
  const near = Object.keys(PARTITION).find((known) => known.replace(/[0-9]+$/, '') === region.replace(/[0-9]+$/, ''));
  return `arn:${near === undefined ? 'aws' : PARTITION[near]}:kms:${region}:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
}

/** Another region of the same partition; where only one is listed, one that AWS may add. */
export function otherRegion(region = 'us-east-1'): string {
  return Object.keys(PARTITION).find((other) => other !== region && PARTITION[other] === PARTITION[region]) ?? region.replace(/[0-9]+$/, '9');
}

const name = (minLength = 3, maxLength = 255): fc.Arbitrary<string> => fc.oneof(
  { weight: 9, arbitrary: fc.stringMatching(/^[a-zA-Z0-9_.-]{3,12}$/) },
  { weight: 1, arbitrary: fc.integer({ min: minLength, max: maxLength }).map((length) => 'n'.repeat(length)) },
);

const attributeName = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,8}$/) },
  // A double quote in a name makes DynamoDB Local fail with an internal error, which is no verdict.
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => !text.includes('"')) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 255 }).map((length) => 'a'.repeat(length)) },
);

const attributes = fc.uniqueArray(
  fc.record({ attributeName, attributeType: fc.constantFrom('S', 'N', 'B') }),
  // DynamoDB Local fails with an internal error where two names differ only in case, too.
  { selector: (attribute) => attribute.attributeName.toLowerCase(), minLength: 4, maxLength: 10 },
);

const units = fc.record({ readCapacityUnits: fc.integer({ min: 1, max: 1000 }), writeCapacityUnits: fc.integer({ min: 1, max: 1000 }) });
const cap = fc.oneof(fc.constant(-1), fc.integer({ min: 1, max: 10_000 }));
const caps = fc.oneof(
  { weight: 18, arbitrary: fc.record({ maxReadRequestUnits: cap, maxWriteRequestUnits: cap }) },
  { weight: 1, arbitrary: fc.record({ maxReadRequestUnits: cap }) },
  { weight: 1, arbitrary: fc.record({ maxWriteRequestUnits: cap }) },
);

const projection = fc.oneof(
  fc.constant({ projectionType: 'ALL' }),
  fc.constant({ projectionType: 'KEYS_ONLY' }),
  fc.uniqueArray(attributeName, { minLength: 1, maxLength: 4 }).map((nonKeyAttributes) => ({ projectionType: 'INCLUDE', nonKeyAttributes })),
);

/** Positions in the list of attributes; each is taken modulo the number of attributes. */
const position = fc.nat(99);

interface IndexChoice {
  readonly hash: number[];
  readonly range: number[];
  readonly projection: object;
  readonly units: object;
  readonly caps: object | undefined;
}

/** An index with up to so many attributes in each part of its key; not every validator knows more than one. */
function globalIndex(most: number, ownCaps: fc.Arbitrary<object | undefined>): fc.Arbitrary<IndexChoice> {
  return fc.record({
    hash: fc.uniqueArray(position, { minLength: 1, maxLength: most }),
    range: fc.uniqueArray(position, { maxLength: most }),
    projection,
    units,
    caps: ownCaps,
  });
}

const simpleIndex = globalIndex(1, fc.option(caps, { nil: undefined }));
const globals: fc.Arbitrary<IndexChoice[]> = fc.oneof(
  { weight: 12, arbitrary: fc.array(simpleIndex, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.array(simpleIndex, { minLength: 20, maxLength: 20 }) },
  { weight: 1, arbitrary: fc.array(globalIndex(4, fc.constant(undefined)), { minLength: 1, maxLength: 2 }) },
);

const choices = fc.record({
  tableName: name(),
  region: fc.constantFrom(...Object.keys(PARTITION)),
  attributes,
  sortKey: fc.boolean(),
  provisioned: fc.boolean(),
  units,
  caps: fc.option(caps, { nil: undefined, freq: 2 }),
  globals,
  locals: fc.array(fc.record({ range: position, projection }), { maxLength: 5 }),
  view: fc.option(fc.constantFrom('KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'default')),
  encryption: fc.constantFrom({}, { sseEnabled: false }, { sseEnabled: true, sseType: 'AES256' }, { sseEnabled: true }, { sseEnabled: true, sseType: 'KMS' }),
  ownKey: fc.boolean(),
  replica: fc.integer({ min: 0, max: 3 }).map((drawn) => drawn === 0),
  replicaClass: fc.option(fc.constantFrom('STANDARD', 'STANDARD_INFREQUENT_ACCESS'), { nil: undefined }),
  recoveryPeriodInDays: fc.option(fc.integer({ min: 1, max: 35 }), { nil: undefined }),
  ttl: fc.option(fc.stringMatching(/^ttl[a-z]{0,5}$/)),
  tableClass: fc.constantFrom('STANDARD', 'STANDARD_INFREQUENT_ACCESS'),
  tags: fc.uniqueArray(fc.record({ key: fc.stringMatching(/^[a-z][a-zA-Z0-9 +=._:/@-]{0,9}$/), value: fc.stringMatching(/^[a-zA-Z0-9 +=._:/@-]{0,10}$/) }),
    { selector: (tag) => tag.key, maxLength: 5 }),
  backups: fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{1,8}[a-z]$/), { maxLength: 2 }),
  pointInTimeRecoveryEnabled: fc.boolean(),
});

/** A table that follows every rule. */
export const table: fc.Arbitrary<Spec> = choices.map((choice) => {
  const { attributes: all, provisioned } = choice;
  const hasSortKey = choice.sortKey || choice.locals.length > 0;
  const key = (at: number, keyType: string) => ({ attributeName: all[at % all.length].attributeName, keyType });
  const distinct = (keys: Array<{ attributeName: string }>) =>
    keys.filter((each, i) => keys.findIndex((other) => other.attributeName === each.attributeName) === i);
  const keySchema = [key(0, 'HASH'), ...(hasSortKey ? [key(1, 'RANGE')] : [])];
  const globalIndexes = choice.globals.map((index, i) => ({
    indexName: `global-${i}`,
    keySchema: distinct([...index.hash.map((at) => key(at, 'HASH')), ...index.range.map((at) => key(at, 'RANGE'))]),
    projection: index.projection,
    ...(provisioned ? { provisionedThroughput: index.units } : { ...(index.caps && { onDemandThroughput: index.caps }) }),
  }));
  const locals = choice.locals.map((index, i) => ({
    indexName: `local-${i}`,
    keySchema: [key(0, 'HASH'), key(1 + (index.range % (all.length - 1)), 'RANGE')],
    projection: index.projection,
  }));
  const keySchemas = [keySchema, ...[...globalIndexes, ...locals].map((index) => index.keySchema)];
  const used = new Set(keySchemas.flat().map((each) => each.attributeName));
  const encryption: Spec = choice.encryption;
  const ownKey = encryption.sseType === 'KMS' && choice.ownKey;
  const view = choice.replica ? 'default' : choice.view;
  const regionName = otherRegion(choice.region);
  const replicas = [{
    regionName, ...(ownKey && { kmsMasterKeyID: keyArn(regionName) }), ...(choice.replicaClass && { tableClassOverride: choice.replicaClass }),
  }];
  return {
    tableName: choice.tableName,
    region: choice.region,
    billingMode: provisioned ? 'PROVISIONED' : 'PAY_PER_REQUEST',
    ...(provisioned ? { provisionedThroughput: choice.units } : { ...(choice.caps && { onDemandThroughput: choice.caps }) }),
    attributeDefinitions: all.filter(({ attributeName: each }) => used.has(each)),
    keySchema,
    ...(globalIndexes.length > 0 && { globalSecondaryIndexes: globalIndexes }),
    ...(locals.length > 0 && { localSecondaryIndexes: locals }),
    ...(view !== null && { streamEnabled: true, ...(view !== 'default' && { streamViewType: view }) }),
    ...encryption,
    ...(ownKey && { kmsMasterKeyID: keyArn(choice.region) }),
    ...(choice.replica && { replicas }),
    ...(choice.ttl !== null && { ttlEnabled: true, ttlAttributeName: choice.ttl }),
    pointInTimeRecoveryEnabled: choice.pointInTimeRecoveryEnabled,
    ...(choice.pointInTimeRecoveryEnabled && choice.recoveryPeriodInDays !== undefined && { recoveryPeriodInDays: choice.recoveryPeriodInDays }),
    tableClass: choice.tableClass,
    ...(choice.tags.length > 0 && { tags: choice.tags }),
    ...(choice.backups.length > 0 && { backups: choice.backups.map((backup) => ({ name: backup })) }),
  };
});
