import { looksOnly } from './adoption';
import {
  anyBegins, anyHeld, capacityHeld, capsHeld, nextChange, indexCapsHeld, insightsHeld, keyHeld, ORDER_FACTS, protectionHeld, replicasHeld,
  streamStays, classHeld, ttlOffHeld,
} from './change-order';
import { declaredIndexes, has, notEmpty, onDemand, spec, viewType } from './declared';
import { ACK_FACTS, last, Pending, pendingChange, protectionPending } from './facts';
import { observedTable } from './observed';
import {
  AWS_KEY, awsKeyToSet, awsManagedKey, encryptionHeld, keyToRemove, NO_KEY, OFF_FACTS, STREAM, streamOffForm, TIME_TO_LIVE,
  ttlToRemove, ttlDeclared, ttlOnHeld, UNITS, unitsDeclared,
} from './off-forms';
import { CAPS_FACTS, capsToLift, INDEX_CAPS, indexCaps, liftsCap, TABLE_CAPS, tableCaps } from './throughput-caps';
import { LONGEST_RECOVERY_DAYS, REPLICA } from '../contract/fields';
import { any, Cel, cel, celMap, when } from '../print/cel';
import { fact, Fact, withFacts } from '../print/facts';

/**
 * How the contract becomes the spec of an ACK Table. One row for each field of ACK's TableSpec.
 *
 * "Off" and "left out" differ from field to field, and the wrong one is an error for ever or silently
 * does nothing: a row that must always be there is not optional, one that must be absent as long as the
 * feature was never on is.
 */
export interface AckField {
  /** Field of TableSpec. */
  readonly field: string;
  /** The fields of the contract that it is made of. */
  readonly from: readonly string[];
  readonly value: Cel;
  /** The value is an optional of CEL's own: there or not. */
  readonly optional?: boolean;
  /** Why it is rendered like this, as a sentence in the graph. */
  readonly doc?: string;
}

export interface TableTemplate {
  readonly rows: readonly AckField[];
  /** What the rows and the annotations refer to. */
  readonly facts: readonly Fact[];
  readonly pending: Pending;
}

/** What the platform decides for tables that do not say it themselves, where a schema default cannot express it. */
export interface TableDefaultsSpec {
  readonly tags: ReadonlyArray<{ readonly key: string; readonly value: string }>;
  /** Only `delete`: where it is `retain`, the schema says so. */
  readonly deletionPolicy?: 'delete';
  readonly encryption: { readonly sseEnabled?: boolean; readonly sseType?: string; readonly kmsMasterKeyID?: string };
}

/** The fields of ACK's TableSpec that no parameter reaches, each with its reason. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'sseSpecification.kmsMasterKeyRef': 'needs the Key kind of the ACK KMS controller in the cluster; the key ARN says the same without it',
};

const always = (field: string): AckField => ({ field, from: [field], value: spec(field) });

/** The rows, in the order in which the Table shows them. */
export function tableTemplate(defaults: TableDefaultsSpec): TableTemplate {
  const offForms = [UNITS, TABLE_CAPS, INDEX_CAPS, STREAM, AWS_KEY, TIME_TO_LIVE];
  const kms = kmsDeclared(defaults.encryption);
  const awsKey = awsKeyDeclared(defaults.encryption, kms);
  const keyBegins = awsKeyToSet(awsKey);
  const givenUp = keyToRemove(kms);
  const waits = encryptionHeld(awsKey);
  const pending = pendingChange({
    turningOff: any(offForms.map(({ turnsOff }) => turnsOff)),
    lifting: liftsCap,
    held: any([anyHeld(), waits, ttlOnHeld]),
    begins: any([anyBegins(), givenUp, ...offForms.map(({ goes }) => goes)]),
    nextChange,
  });
  const rows = [
    { ...always('tableName'), doc: 'It cannot change.' },
    held('billingMode', capacityHeld, 'Left out means PROVISIONED.'),
    {
      field: 'attributeDefinitions',
      from: ['attributeDefinitions'],
      doc: 'Held with the indexes.',
      value: cel`${capacityHeld} ? ${last('attributeDefinitions')}.value() : ${spec('attributeDefinitions')}`,
    },
    { ...always('keySchema'), doc: 'It cannot change.' },
    {
      field: 'provisionedThroughput',
      from: ['provisionedThroughput', 'billingMode'],
      doc: 'With PAY_PER_REQUEST only until AWS has switched.',
      value: cel`${capacityHeld} || ${UNITS.turnsOff} ? ${last('provisionedThroughput')} :
  ${when(unitsDeclared, cel`dyn(${spec('provisionedThroughput')})`)}`,
      optional: true,
    },
    {
      field: 'onDemandThroughput',
      from: ['onDemandThroughput', 'billingMode'],
      doc: 'On demand, a cap that is no longer declared is -1 until AWS has lifted it.',
      value: tableCaps(cel`${capacityHeld} || (${capsToLift} && ${capsHeld})`),
      optional: true,
    },
    globalSecondaryIndexes(),
    localSecondaryIndexes(),
    {
      field: 'streamSpecification',
      from: ['streamEnabled', 'streamViewType'],
      doc: 'A stream that is to be off where there is none fails for ever. Left out while there is one, it stays on.',
      value: cel`${streamStays} && !${streamOffForm} ? ${last('streamSpecification')} :
  ${STREAM.turnsOff} ? optional.of(dyn(${mixed({ streamEnabled: cel`false` })})) :
  ${when(cel`${spec('streamEnabled')} && !${streamStays}`, cel`dyn(${mixed({ streamEnabled: cel`true`, streamViewType: viewType })})`)}`,
      optional: true,
    },
    {
      field: 'continuousBackups',
      from: ['pointInTimeRecoveryEnabled', 'recoveryPeriodInDays'],
      doc: 'A period that is taken out is set back to 35 days: to ACK, a period that is left out may be any period.',
      value: continuousBackups(),
    },
    {
      field: 'sseSpecification',
      from: ['sseEnabled', 'sseType', 'kmsMasterKeyID'],
      doc: 'Without enabled ACK panics, without sseType it is never in sync, and a key that is left out is, to ACK, any key.',
      value: encryption(defaults.encryption, { kms, waits, keyBegins, probe: pending.probe }),
    },
    held('deletionProtectionEnabled', protectionHeld, 'Left out means off to ACK.'),
    {
      field: 'timeToLive',
      from: ['ttlEnabled', 'ttlAttributeName'],
      doc: 'Off where there is none is never in sync. Left out while it is on, it stays on.',
      value: cel`${ttlToRemove} && ${ttlOffHeld} ? ${last('timeToLive')} :
  ${any([ttlToRemove, TIME_TO_LIVE.turnsOff])} ? optional.of(dyn(${mixed({ enabled: cel`false`, attributeName: cel`${last('timeToLive')}.?attributeName.orValue("")` })})) :
  ${when(cel`${ttlDeclared} && !${ttlOnHeld}`, cel`dyn(${mixed({ enabled: cel`true`, attributeName: spec('ttlAttributeName') })})`)}`,
      optional: true,
    },
    held('tableClass', classHeld, 'Left out means STANDARD.'),
    {
      field: 'contributorInsights',
      from: ['contributorInsights'],
      doc: 'Left out, ACK leaves insights as they are.',
      value: cel`${insightsHeld} ? ${last('contributorInsights')} :
  schema.spec.?contributorInsights.hasValue() || ${last('contributorInsights')}.hasValue()
    ? optional.of(schema.spec.?contributorInsights.orValue(false) ? "ENABLE" : "DISABLE") : optional.none()`,
      optional: true,
    },
    { field: 'resourcePolicy', from: ['resourcePolicy'], doc: 'Left out, ACK deletes the policy.', value: cel`schema.spec.?resourcePolicy`, optional: true },
    tableReplicas(),
    tags(defaults.tags),
  ];
  const declared = [onDemand, viewType, declaredIndexes];
  const encrypted = [kms, awsKey, keyBegins, givenUp, waits];
  const facts = [...ACK_FACTS, ...declared, ...OFF_FACTS, ...encrypted, ...CAPS_FACTS, ...ORDER_FACTS, ...pending.facts];
  return { rows, facts, pending };
}

/**
 * The whole spec as one map with optional entries. It is the one form in which kro 0.9 can leave a field out: `omit()` is a gated
 * alpha, a `def:` node for the facts is only announced, and `forEach` of one or none would make the Table a list for whoever refers to it. The
 * facts are data, so that they can become such nodes.
 * @param explained names of facts that an expression of the same object explains already
 */
export function ackTableSpecExpression({ rows, facts }: TableTemplate, explained: readonly string[] = []): Cel {
  return withFacts(facts, celMap(rows.map(({ field: key, ...row }) => ({ key, ...row }))), { explainedAbove: explained });
}

/** The annotation's value: there while the table in AWS may be protected against deletion. */
export function protectedInAws(): Cel {
  return when(cel`${spec('deletionProtectionEnabled')} || ${protectionPending}`, cel`"true"`);
}

/** A field that is always there, and stays as it was last applied while a change before it is made. */
function held(field: string, isHeld: Cel, doc: string): AckField {
  return { field, from: [field], doc, value: cel`${isHeld} ? ${last(field)}.orValue(${spec(field)}) : ${spec(field)}` };
}

function localSecondaryIndexes(): AckField {
  const field = 'localSecondaryIndexes';
  return {
    field,
    from: [field],
    doc: 'They cannot change. To the CRD another order is a change.',
    value: cel`${observedTable}.?spec.?${new Cel(field)}
  .or(${when(notEmpty(field), cel`dyn(${spec(field)})`)})`,
    optional: true,
  };
}

const OF_REPLICA = REPLICA.fields.filter(({ required }) => !required).map(({ name }) => name);

// AWS tells of all indexes of a replica. ACK takes those that the Table does not name for a difference, for which it has no call.
function replica(): Cel {
  const indexNames = cel`replicaInAws.?globalSecondaryIndexes.optMap(indexes, indexes.map(i, ${celMap([{ key: 'indexName', value: cel`i.indexName` }])}))`;
  return mixed({ regionName: cel`r.regionName` }, Object.fromEntries(OF_REPLICA.map((name) => [
    name, name === 'globalSecondaryIndexes' ? cel`replicaInAws.hasValue() ? ${indexNames} : ${new Cel(`r.?${name}`)}` : new Cel(`r.?${name}`),
  ])));
}

// ACK does not notice a change of annotations, so something else has to change once it has found a table to take over.
function tableReplicas(): AckField {
  const field = 'tableReplicas';
  const inAws = cel`${observedTable}.?status.?replicas.orValue([]).filter(t, t.regionName == r.regionName)[?0]`;
  return {
    field,
    from: ['replicas'],
    doc: 'Left out, ACK deletes replicas. While ACK looks for a table, an empty list: taking it out is a change, so ACK reconciles when it has found one.',
    value: cel`${looksOnly} ? optional.of(dyn([])) :
  (!(${notEmpty('replicas')}) ? optional.none() : ${replicasHeld} ? ${last(field)} : optional.of(dyn(${spec('replicas')})))
    .optMap(replicas, replicas.map(r, cel.bind(replicaInAws, ${inAws}, ${replica()})))`,
    optional: true,
  };
}

// ACK before 1.11 has no recovery period, so it is rendered only where it is given. The 35 days then stay: they are what AWS reports.
function continuousBackups(): AckField['value'] {
  const period = cel`schema.spec.?recoveryPeriodInDays`;
  const toDefault = cel`${last('continuousBackups.?recoveryPeriodInDays')}.optMap(days, ${LONGEST_RECOVERY_DAYS})`;
  return celMap([
    { key: 'pointInTimeRecoveryEnabled', value: cel`dyn(${spec('pointInTimeRecoveryEnabled')})` },
    { key: 'recoveryPeriodInDays', value: cel`${spec('pointInTimeRecoveryEnabled')} ? ${period}.or(${toDefault}) : optional.none()`, optional: true },
  ]);
}

function globalSecondaryIndexes(): AckField {
  const field = 'globalSecondaryIndexes';
  const index = mixed(
    { indexName: cel`i.indexName`, keySchema: cel`i.keySchema`, projection: cel`i.projection` },
    {
      provisionedThroughput: cel`i.?provisionedThroughput`,
      onDemandThroughput: indexCaps(indexCapsHeld),
    },
  );
  return {
    field,
    from: [field, 'billingMode'],
    doc: 'DynamoDB rejects an empty list of indexes when the table is created.',
    value: cel`${capacityHeld} ? ${last(field)} :
  ${when(cel`size(${declaredIndexes}) > 0`, cel`dyn(${declaredIndexes}.map(i, ${index}))`)}`,
    optional: true,
  };
}

// AES256, to DynamoDB, is `enabled: false`.
function encryption(byDefault: TableDefaultsSpec['encryption'], { kms, waits, keyBegins, probe }: Record<'kms' | 'waits' | 'keyBegins' | 'probe', Cel>): Cel {
  const platformKey = hasPlatformKey(byDefault)
    ? cel`.or(${has('sseEnabled')} ? optional.none() : optional.of(${byDefault.kmsMasterKeyID!}))` : cel``;
  const key = cel`schema.spec.?kmsMasterKeyID${platformKey}.or(${awsManagedKey(keyBegins, keyHeld)})`;
  const isOn = cel`${kms} && !${waits}`;
  return mixed({ enabled: isOn }, {
    sseType: when(isOn, cel`"KMS"`),
    kmsMasterKeyID: cel`(${isOn} ? ${key} : optional.none())
  .or(${when(probe, cel`${NO_KEY}`)})`,
    kmsMasterKeyRef: when(probe, cel`{}`),
  });
}

const hasPlatformKey = ({ sseEnabled, sseType, kmsMasterKeyID }: TableDefaultsSpec['encryption']): boolean =>
  sseEnabled === true && sseType === 'KMS' && kmsMasterKeyID !== undefined;

/** The table is to be encrypted with a KMS key. */
function kmsDeclared({ sseEnabled, sseType }: TableDefaultsSpec['encryption']): Fact & Cel {
  const declared = cel`schema.spec.?sseEnabled.orValue(false) && schema.spec.?sseType.orValue("KMS") == "KMS"`;
  return sseEnabled && sseType === 'KMS'
    ? fact('kmsIsDeclared', 'A KMS key is declared, or left to the platform, which wants one.', cel`!${has('sseEnabled')} || ${declared}`)
    : fact('kmsIsDeclared', 'A KMS key is declared.', declared);
}

/** The table is to be encrypted with the key that AWS manages. */
function awsKeyDeclared(byDefault: TableDefaultsSpec['encryption'], kms: Cel): Fact & Cel {
  const own = cel`!has(schema.spec.kmsMasterKeyID)`;
  return fact('awsKeyIsDeclared', 'It is to be the key that AWS manages.',
    hasPlatformKey(byDefault) ? cel`${kms} && ${has('sseEnabled')} && ${own}` : cel`${kms} && ${own}`);
}

// A table's own tag replaces the platform's.
function tags(byDefault: TableDefaultsSpec['tags']): AckField {
  const row = { field: 'tags', from: ['tags'], doc: 'Sorted: ACK compares their order with that of AWS.' };
  const own = spec('tags');
  if (byDefault.length === 0) {
    return { ...row, value: when(notEmpty('tags'), cel`${own}.sortBy(tag, tag.key)`), optional: true };
  }
  const platform = [...byDefault].sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ key, value }) => ({ key, value }));
  return {
    ...row,
    value: cel`${has('tags')} ? (${platform}.filter(tag, !${own}.exists(t, t.key == tag.key))
  + ${own}.map(t, {"key": t.key, "value": t.value})).sortBy(tag, tag.key) :
  ${platform}`,
  };
}

/** A map whose values differ in type; CEL wants each of them marked as `dyn`. */
function mixed(entries: Record<string, Cel>, optional: Record<string, Cel> = {}): Cel {
  return celMap([
    ...Object.entries(entries).map(([key, value]) => ({ key, value: cel`dyn(${value})` })),
    ...Object.entries(optional).map(([key, value]) => ({ key, value, optional: true })),
  ]);
}
