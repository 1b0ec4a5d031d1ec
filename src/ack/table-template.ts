import { looksForTable } from './adoption';
import { turnOf, TURNS, waitsForTurn } from './change-order';
import { has, notEmpty, spec, viewType } from './declared';
import { acted, asks, gaveUp, open, said, settled, synced, took, tried, unanswered, waitingAnnotation, waits, was, withLastApplied } from './facts';
import { QUIRKS } from './quirks';
import { indexCapGoes, indexCaps, tableCapGoes, tableCaps } from './throughput-caps';
import { LONGEST_RECOVERY_DAYS } from '../contract/fields';
import { ACK_PROTECTED } from '../contract/names';
import { all, any, Cel, cel, celBind, CelEntry, celMap } from '../print/cel';

/**
 * How the contract becomes the spec of an ACK Table. One row for each field of ACK's TableSpec.
 *
 * "Off" and "left out" differ from field to field, and the wrong one is an error for ever or silently
 * does nothing: a row that must always be there has no `when`, one that must be absent as long as the
 * feature was never on has one, and one that left out would not be turned off has an `off`.
 */
export interface AckField {
  /** Field of TableSpec. */
  readonly field: string;
  /** The fields of the contract that it is made of. */
  readonly from: readonly string[];
  readonly value: Cel;
  /** Rendered only where this holds; always without it. */
  readonly when?: Cel;
  /** The value is an optional of CEL's own: there or not. */
  readonly optional?: boolean;
  readonly off?: OffForm;
  /** The Table has a form of the field that has to go again; without it, `off` tells. */
  readonly goes?: Cel;
  /** Where this holds, the field stays as it was last applied. */
  readonly held?: Cel;
}

/** The form that turns a field off. Rendered as long as the Table still has the field and it is not wanted, until that is done. */
export interface OffForm {
  readonly value: Cel;
  /** The Table has this form; without it, this form stays. */
  readonly is?: Cel;
  /** This form has done its work and goes. Without it: ACK has acted on it, and it is not in sync, as it never will be then. */
  readonly done?: Cel;
  /** The field is wanted, but not as the Table has it, and AWS changes it only by turning it off first. */
  readonly differs?: Cel;
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

const hasReplicas = cel`(size(${was}.?tableReplicas.orValue([])) > 0 || size(observed[?0].?status.?replicas.orValue([])) > 0)`;
const always = (field: string): AckField => ({ field, from: [field], value: spec(field) });
const ifNotEmpty = (field: string, from = field): AckField => ({ field, from: [from], value: spec(from), when: notEmpty(from) });

/** The rows, in the order in which the Table shows them. */
export function ackTableSpec(defaults: TableDefaultsSpec): AckField[] {
  return [
    always('tableName'),
    // Left out means PROVISIONED to DynamoDB.
    always('billingMode'),
    always('attributeDefinitions'),
    always('keySchema'),
    {
      field: 'provisionedThroughput',
      from: ['provisionedThroughput', 'billingMode'],
      value: spec('provisionedThroughput'),
      // DynamoDB rejects it together with PAY_PER_REQUEST.
      when: cel`${spec('billingMode')} == "PROVISIONED" && ${has('provisionedThroughput')}`,
      // After the switch to PAY_PER_REQUEST, ACK asks for a throughput of 0 and gives up. It ignores what stands here
      // then, so this goes afterwards: a change, upon which ACK looks again and finds all as it should be. Where it did not
      // give up, since others changed with it, this goes once all is in sync.
      off: { value: cel`was.?provisionedThroughput.value()`, is: cel`was.?billingMode.orValue("") == "PAY_PER_REQUEST"`, done: cel`${gaveUp} || ${settled}` },
    },
    {
      field: 'onDemandThroughput',
      from: ['onDemandThroughput', 'billingMode'],
      value: tableCaps(),
      optional: true,
      goes: tableCapGoes,
    },
    globalSecondaryIndexes(),
    // They cannot change, and to ACK's CRD another order is a change: so they stay in the order in which they were first applied.
    { ...ifNotEmpty('localSecondaryIndexes'), held: cel`${was}.?localSecondaryIndexes.hasValue()` },
    {
      field: 'streamSpecification',
      from: ['streamEnabled', 'streamViewType'],
      value: mixed({
        streamEnabled: cel`true`,
        streamViewType: viewType,
      }),
      // `{streamEnabled: false}` without a stream fails for ever.
      when: spec('streamEnabled'),
      off: {
        value: mixed({ streamEnabled: cel`false` }),
        is: cel`!${was}.?streamSpecification.?streamEnabled.orValue(false)`,
        // AWS says so soon; were its words others one day, the time would tell.
        done: cel`${said(QUIRKS.streamIsOff.message)} || ${acted} && !${synced}`,
        // AWS never changes the view type of a stream.
        differs: cel`${was}.?streamSpecification.?streamViewType != optional.of(${viewType})`,
      },
      // Replicas need the stream until they are gone.
      held: cel`!${spec('streamEnabled')} && ${hasReplicas} || ${turnOf('streamSpecification')}`,
    },
    // Left out means off to ACK, so the three below are always there.
    {
      field: 'continuousBackups',
      from: ['pointInTimeRecoveryEnabled', 'recoveryPeriodInDays'],
      value: continuousBackups(),
    },
    { field: 'sseSpecification', from: ['sseEnabled', 'sseType', 'kmsMasterKeyID'], value: encryption(defaults.encryption), goes: awsManagedKeyGoes },
    { ...always('deletionProtectionEnabled'), held: turnOf('deletionProtectionEnabled') },
    {
      field: 'timeToLive',
      from: ['ttlEnabled', 'ttlAttributeName'],
      value: mixed({ enabled: cel`true`, attributeName: spec('ttlAttributeName') }),
      // `{enabled: false}` on a table without it never gets in sync.
      when: cel`${spec('ttlEnabled')} && ${has('ttlAttributeName')}`,
      // Left out while it is on, it stays on. AWS wants the attribute's name, and takes another one only once it is off.
      off: {
        value: mixed({ enabled: cel`false`, attributeName: cel`${was}.?timeToLive.?attributeName.orValue("")` }),
        is: cel`!${was}.?timeToLive.?enabled.orValue(false)`,
        // AWS takes an hour for it, in which this is in sync; then it never is again, and ACK takes "already disabled" for success.
        done: cel`${took} && !${synced}`,
        differs: cel`${was}.?timeToLive.?attributeName != schema.spec.?ttlAttributeName`,
      },
    },
    // Left out means STANDARD: the table would be moved back.
    { ...always('tableClass'), held: turnOf('tableClass') },
    {
      field: 'contributorInsights',
      from: ['contributorInsights'],
      value: cel`${spec('contributorInsights')} ? "ENABLE" : "DISABLE"`,
      when: has('contributorInsights'),
      // Left out, ACK leaves it as it is.
      off: { value: cel`"DISABLE"` },
      held: turnOf('contributorInsights'),
    },
    { field: 'resourcePolicy', from: ['resourcePolicy'], value: spec('resourcePolicy'), when: has('resourcePolicy') },
    tableReplicas(),
    tags(defaults.tags),
  ];
}

/** The whole spec as one map with optional entries: the one form in which kro can leave a field out. */
export function ackTableSpecExpression(rows: readonly AckField[]): Cel {
  return withNames(celMap(rows.map(entry)));
}

function entry({ field: key, value, when, optional, off, held }: AckField): CelEntry {
  if (optional) {
    return { key, value, optional };
  }
  const last = lastOf(key);
  if (!when) {
    return { key, value: held ? cel`${held} ? ${last}.orValue(${value}) : ${value}` : value };
  }
  let rendered = cel`${when} ? optional.of(${off ? cel`dyn(${value})` : value}) : optional.none()`;
  if (off) {
    rendered = cel`${last}.hasValue() && ${turning(when, off)} ? optional.of(dyn(${off.value})) : ${rendered}`;
  }
  if (held) {
    rendered = cel`(${held}) && ${was}.hasValue() ? ${last}.optMap(x, dyn(x)) : ${rendered}`;
  }
  return { key, value: rendered, optional: true };
}

function lastOf(field: string): Cel {
  return new Cel(`${was.text}.?${field}`);
}

/** Where the Table has the field: its off form is to be rendered, until it is done. */
function turning(when: Cel, { is, differs, done = cel`${acted} && !${synced}` }: OffForm): Cel {
  const unwanted = differs ? cel`(!(${when}) || ${differs})` : cel`!(${when})`;
  return is ? cel`(${is} ? !(${done}) : ${unwanted})` : unwanted;
}

/** The expression, with names for what was last applied, what ACK has done since, and what changes. */
function withNames(expression: Cel): Cel {
  return withLastApplied(celBind(TURNS.map(({ name, change }) => [name, change]), expression));
}

/** The value of the annotation `dynamodb-kro/waiting`: there while a field waits for its turn, and as long as the Table has an off form. */
export function waiting(rows: readonly AckField[]): Cel {
  return withNames(waitingAnnotation({
    off: any([...rows.flatMap(goes), protectionGoes(), unanswered]),
    turn: cel`${was}.hasValue() && (${waitsForTurn()})`,
    begins: cel`!${waits} && (${any(TURNS.map(({ name }) => new Cel(name)))})`,
  }));
}

/** The off form of a field comes into the Table now, or is in it and has to go again. */
function goes({ field, when, off, goes: itself }: AckField): Cel[] {
  if (itself) {
    return [itself];
  }
  return off?.is && when ? [cel`${lastOf(field)}.hasValue() && ${turning(when, off)}`] : [];
}

/** The annotation's value: there while the table in AWS may be protected against deletion. */
export function protectedInAws(): Cel {
  return withLastApplied(cel`${spec('deletionProtectionEnabled')} || ${protectionGoes()} ? optional.of("true") : optional.none()`);
}

/** The protection is to be off, and ACK has not certainly switched it off yet. */
function protectionGoes(): Cel {
  const pending = cel`observed[?0].?metadata.?annotations[?${ACK_PROTECTED}].hasValue() && !${settled}`;
  return cel`!${spec('deletionProtectionEnabled')} && (${was}.?deletionProtectionEnabled.orValue(false) || ${pending})`;
}

/**
 * Left out where there were some, replicas are deleted by ACK. An empty list says the same as none to ACK, but is another
 * spec: where none are declared it comes or goes to make ACK look again. It is there, too, while ACK only looks for a table
 * that it is to take over, since it does not notice a change of annotations.
 */
function tableReplicas(): AckField {
  const empty = cel`${asks} ? !${was}.?tableReplicas.hasValue() : ${open} && ${was}.?tableReplicas.hasValue() && size(${was}.?tableReplicas.orValue([])) == 0`;
  return {
    field: 'tableReplicas',
    from: ['replicas'],
    value: cel`${looksForTable} ? optional.of(dyn([])) : ${notEmpty('replicas')} ? optional.of(dyn(${spec('replicas')})) : (${empty}) ? optional.of(dyn([])) : optional.none()`,
    optional: true,
  };
}

/**
 * ACK before 1.11 has no recovery period, so it is rendered only where it is given. Taken out, it is set back to 35 days in so
 * many words, since to ACK a period that is left out may be any period. The 35 then stay: they are what AWS reports.
 */
function continuousBackups(): AckField['value'] {
  const period = cel`schema.spec.?recoveryPeriodInDays`;
  // Untyped, because kro rejects a read of a field that the CRD lacks, and ACK before 1.11 lacks it.
  const toDefault = cel`${was}.optMap(applied, dyn(applied)).?continuousBackups.?recoveryPeriodInDays.optMap(days, ${LONGEST_RECOVERY_DAYS})`;
  return celMap([
    { key: 'pointInTimeRecoveryEnabled', value: cel`dyn(${spec('pointInTimeRecoveryEnabled')})` },
    { key: 'recoveryPeriodInDays', value: cel`${spec('pointInTimeRecoveryEnabled')} ? ${period}.or(${toDefault}) : optional.none()`, optional: true },
  ]);
}

// DynamoDB rejects an empty list of indexes when the table is created.
function globalSecondaryIndexes(): AckField {
  const field = 'globalSecondaryIndexes';
  const index = mixed(
    { indexName: cel`i.indexName`, keySchema: cel`i.keySchema`, projection: cel`i.projection` },
    {
      provisionedThroughput: cel`i.?provisionedThroughput`,
      onDemandThroughput: indexCaps(),
    },
  );
  return { field, from: [field, 'billingMode'], value: cel`${spec(field)}.map(i, ${index})`, when: notEmpty(field), goes: indexCapGoes };
}

const AWS_MANAGED_KEY = 'alias/aws/dynamodb';

// `sseSpecification` without `enabled` makes the controller panic; AES256, to DynamoDB, is `enabled: false`;
// without `sseType` the difference to what AWS reports never ends.
// A key that is left out is, to ACK, any key: so the AWS managed key is named until ACK has asked for it.
const lastKey = cel`${was}.?sseSpecification.?kmsMasterKeyID`;
const awsManagedKeyGoes = cel`${lastKey}.orValue("") == ${AWS_MANAGED_KEY} && (${synced} || !(${took} || ${tried} && ${said(QUIRKS.keyIsSet.message)}))`;

function encryption(byDefault: TableDefaultsSpec['encryption']): Cel {
  const awsManaged = cel`${lastKey}.hasValue() && (${lastKey}.value() != ${AWS_MANAGED_KEY} || ${awsManagedKeyGoes}) ? optional.of(${AWS_MANAGED_KEY}) : optional.none()`;
  const kms = mixed({ enabled: cel`true`, sseType: cel`"KMS"` }, { kmsMasterKeyID: cel`schema.spec.?kmsMasterKeyID.or(${awsManaged})` });
  const wanted = all([
    cel`schema.spec.?sseEnabled.orValue(false)`,
    cel`schema.spec.?sseType.orValue("KMS") == "KMS"`,
  ]);
  const declared = cel`${wanted} ? ${kms} : {"enabled": dyn(false)}`;
  if (!byDefault.sseEnabled || byDefault.sseType !== 'KMS') {
    return declared;
  }
  const platform = mixed({
    enabled: cel`true`,
    sseType: cel`"KMS"`,
    ...(byDefault.kmsMasterKeyID === undefined ? {} : { kmsMasterKeyID: cel`${byDefault.kmsMasterKeyID}` }),
  }, byDefault.kmsMasterKeyID === undefined ? { kmsMasterKeyID: awsManaged } : {});
  return cel`${has('sseEnabled')} ? (${declared}) : ${platform}`;
}

// Sorted, since ACK compares the list with what AWS reports in order; a table's own tag replaces the platform's.
function tags(byDefault: TableDefaultsSpec['tags']): AckField {
  const row = { field: 'tags', from: ['tags'] };
  const own = spec('tags');
  if (byDefault.length === 0) {
    return { ...row, value: cel`${own}.sortBy(tag, tag.key)`, when: notEmpty('tags') };
  }
  const platform = [...byDefault].sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ key, value }) => ({ key, value }));
  return {
    ...row,
    value: cel`${has('tags')} ? (${platform}.filter(tag, !${own}.exists(t, t.key == tag.key)) + ${own}.map(t, {"key": t.key, "value": t.value})).sortBy(tag, tag.key) : ${platform}`,
  };
}

/** A map whose values differ in type; CEL wants each of them marked as `dyn`. */
function mixed(entries: Record<string, Cel>, optional: Record<string, Cel> = {}): Cel {
  return celMap([
    ...Object.entries(entries).map(([key, value]) => ({ key, value: cel`dyn(${value})` })),
    ...Object.entries(optional).map(([key, value]) => ({ key, value, optional: true })),
  ]);
}
