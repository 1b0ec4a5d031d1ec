import { FIELDS } from './fields';
import { all, Cel, cel, celMap } from '../print/cel';

/**
 * How the contract becomes the spec of an ACK Table. One row for each field of ACK's TableSpec.
 *
 * "Off" and "left out" differ from field to field, and the wrong one is an error for ever or silently
 * does nothing: a row that must always be there has no `when`, one that must be absent as long as the
 * feature was never on has one.
 */
export interface AckField {
  /** Field of TableSpec. */
  readonly field: string;
  /** The fields of the contract that it is made of. */
  readonly from: readonly string[];
  readonly value: Cel;
  /** Rendered only where this holds; always without it. */
  readonly when?: Cel;
}

/** What the platform decides for tables that do not say it themselves, where a schema default cannot express it. */
export interface TableDefaultsSpec {
  readonly tags: ReadonlyArray<{ readonly key: string; readonly value: string }>;
  readonly encryption: { readonly sseEnabled?: boolean; readonly sseType?: string; readonly kmsMasterKeyID?: string };
}

/** The fields of ACK's TableSpec that no parameter reaches, each with its reason. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'sseSpecification.kmsMasterKeyRef': 'needs the Key kind of the ACK KMS controller in the cluster; the key ARN says the same without it',
};

const names = new Set(FIELDS.map((field) => field.name));

/** `schema.spec.<name>`, checked against the contract. */
function spec(name: string): Cel {
  if (!names.has(name)) {
    throw new Error(`the contract has no field ${name}`);
  }
  return new Cel(`schema.spec.${name}`);
}

const has = (name: string): Cel => cel`has(${spec(name)})`;
const notEmpty = (name: string): Cel => cel`has(${spec(name)}) && size(${spec(name)}) > 0`;
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
    },
    { field: 'onDemandThroughput', from: ['onDemandThroughput'], value: spec('onDemandThroughput'), when: has('onDemandThroughput') },
    // DynamoDB rejects an empty list of indexes when the table is created.
    ifNotEmpty('globalSecondaryIndexes'),
    ifNotEmpty('localSecondaryIndexes'),
    {
      field: 'streamSpecification',
      from: ['streamEnabled', 'streamViewType'],
      value: mixed({
        streamEnabled: cel`true`,
        streamViewType: cel`has(${spec('streamViewType')}) ? ${spec('streamViewType')} : "NEW_AND_OLD_IMAGES"`,
      }),
      // `{streamEnabled: false}` without a stream fails for ever.
      when: spec('streamEnabled'),
    },
    // Left out means off to ACK, so the three below are always there.
    {
      field: 'continuousBackups',
      from: ['pointInTimeRecoveryEnabled'],
      value: cel`{"pointInTimeRecoveryEnabled": ${spec('pointInTimeRecoveryEnabled')}}`,
    },
    { field: 'sseSpecification', from: ['sseEnabled', 'sseType', 'kmsMasterKeyID'], value: encryption(defaults.encryption) },
    always('deletionProtectionEnabled'),
    {
      field: 'timeToLive',
      from: ['ttlEnabled', 'ttlAttributeName'],
      value: mixed({ enabled: cel`true`, attributeName: spec('ttlAttributeName') }),
      // `{enabled: false}` on a table without it never gets in sync.
      when: cel`${spec('ttlEnabled')} && ${has('ttlAttributeName')}`,
    },
    // Left out means STANDARD: the table would be moved back.
    always('tableClass'),
    {
      field: 'contributorInsights',
      from: ['contributorInsights'],
      value: cel`${spec('contributorInsights')} ? "ENABLE" : "DISABLE"`,
      when: has('contributorInsights'),
    },
    { field: 'resourcePolicy', from: ['resourcePolicy'], value: spec('resourcePolicy'), when: has('resourcePolicy') },
    // Left out where there were some, replicas are deleted by ACK.
    ifNotEmpty('tableReplicas', 'replicas'),
    tags(defaults.tags),
  ];
}

/** The whole spec as one map with optional entries: the one form in which kro can leave a field out. */
export function ackTableSpecExpression(rows: readonly AckField[]): Cel {
  return celMap(rows.map(({ field, value, when }) => when
    ? { key: field, value: cel`${when} ? optional.of(${value}) : optional.none()`, optional: true }
    : { key: field, value }));
}

// `sseSpecification` without `enabled` makes the controller panic; AES256, to DynamoDB, is `enabled: false`;
// without `sseType` the difference to what AWS reports never ends.
function encryption(byDefault: TableDefaultsSpec['encryption']): Cel {
  const kms = mixed({ enabled: cel`true`, sseType: cel`"KMS"` }, { kmsMasterKeyID: cel`schema.spec.?kmsMasterKeyID` });
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
  });
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
