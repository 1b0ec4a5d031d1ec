/* eslint-disable @stylistic/max-len */
/** Given a declaration, the Table that is there, and what ACK reports of it, kro renders this: evaluated from the printed graph. */
import { FAILED, Instance, NO_STREAM, PROBE, REJECTED, rendered, SENT, SYNCED } from './render';
import { tableTemplate } from '../../src/ack/table-template';
import { FIELDS } from '../../src/contract/fields';
import { objectTypes } from '../../src/contract/shape';
import { resourceGraph } from '../../src/kro/resource-graph';

const { rows } = tableTemplate({ tags: [], encryption: {} });
const key = (last: number): string => `arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-12345678900${last}`;
const index = (indexName: string, more: object = {}) => ({ indexName, keySchema: [{ attributeName: 'other', keyType: 'HASH' }], projection: { projectionType: 'ALL' }, ...more });
const capped = (onDemandThroughput: object) => ({ globalSecondaryIndexes: [index('one', { onDemandThroughput })] });

test('with nothing said, the Table has only what means something else to DynamoDB or ACK where it is left out', () => {
  expect(rendered({})).toEqual({
    tableName: 'orders',
    billingMode: 'PAY_PER_REQUEST',
    attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
    keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
    continuousBackups: { pointInTimeRecoveryEnabled: false },
    sseSpecification: { enabled: false },
    deletionProtectionEnabled: false,
    tableClass: 'STANDARD',
  });
});

const ON: Array<[declared: object, field: string, value: unknown]> = [
  [{ billingMode: 'PROVISIONED', provisionedThroughput: { readCapacityUnits: 3, writeCapacityUnits: 2 } }, 'provisionedThroughput', { readCapacityUnits: 3, writeCapacityUnits: 2 }],
  [{ onDemandThroughput: { maxReadRequestUnits: 5, maxWriteRequestUnits: -1 } }, 'onDemandThroughput', { maxReadRequestUnits: 5 }],
  [{ streamEnabled: true }, 'streamSpecification', { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' }],
  [{ ttlEnabled: true, ttlAttributeName: 'expiresAt' }, 'timeToLive', { enabled: true, attributeName: 'expiresAt' }],
  [{ sseEnabled: true }, 'sseSpecification', { enabled: true, sseType: 'KMS' }],
  [{ sseEnabled: true, kmsMasterKeyID: key(1) }, 'sseSpecification', { enabled: true, sseType: 'KMS', kmsMasterKeyID: key(1) }],
  // To DynamoDB the key of its own is `enabled: false`.
  [{ sseEnabled: true, sseType: 'AES256' }, 'sseSpecification', { enabled: false }],
  [{ pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 }, 'continuousBackups', { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 }],
  [{ contributorInsights: true }, 'contributorInsights', 'ENABLE'],
  [{ contributorInsights: false }, 'contributorInsights', 'DISABLE'],
  [{ resourcePolicy: '{}' }, 'resourcePolicy', '{}'],
  [{ replicas: [{ regionName: 'eu-west-1' }], streamEnabled: true }, 'tableReplicas', [{ regionName: 'eu-west-1' }]],
  // ACK compares the list with what AWS reports in order.
  [{ tags: [{ key: 'zone', value: 'a' }, { key: 'team', value: 'web' }] }, 'tags', [{ key: 'team', value: 'web' }, { key: 'zone', value: 'a' }]],
  [capped({ maxReadRequestUnits: 7 }), 'globalSecondaryIndexes', [index('one', { onDemandThroughput: { maxReadRequestUnits: 7 } })]],
  [{ localSecondaryIndexes: [index('local')] }, 'localSecondaryIndexes', [index('local')]],
];

test.each(ON)('%j: %s is %j, and nothing is pending', (declared, field, value) => {
  const instance = new Instance(declared);
  expect(instance.rendered.spec[field]).toEqual(value);
  expect(instance.reports(SYNCED).pending).toEqual([]);
  expect(instance.isProbed).toBe(false);
});

test('the platform decides tags and encryption for tables that do not say it themselves', () => {
  const defaults = { tags: [{ key: 'team', value: 'platform' }, { key: 'cost', value: 'one' }], encryption: { sseEnabled: true, sseType: 'KMS', kmsMasterKeyID: key(1) } };
  expect(rendered({}, defaults)).toMatchObject({
    tags: [{ key: 'cost', value: 'one' }, { key: 'team', value: 'platform' }], sseSpecification: { enabled: true, sseType: 'KMS', kmsMasterKeyID: key(1) },
  });
  expect(rendered({ tags: [{ key: 'team', value: 'web' }], sseEnabled: false }, defaults)).toMatchObject({
    tags: [{ key: 'cost', value: 'one' }, { key: 'team', value: 'web' }], sseSpecification: { enabled: false },
  });
});

/** Declared first, then, the forms of the field that ACK reconciles with what it reports of each, and what is there in the end. */
const OFF: Array<[what: string, from: object, to: object, field: string, forms: Array<[form: unknown, reports: object[]]>, end: unknown]> = [
  ['a stream', { streamEnabled: true }, {}, 'streamSpecification', [[{ streamEnabled: false }, NO_STREAM]], undefined],
  [
    'a stream of another view', { streamEnabled: true }, { streamEnabled: true, streamViewType: 'KEYS_ONLY' }, 'streamSpecification',
    [[{ streamEnabled: false }, NO_STREAM]], { streamEnabled: true, streamViewType: 'KEYS_ONLY' },
  ],
  [
    'time to live', { ttlEnabled: true, ttlAttributeName: 'a' }, {}, 'timeToLive',
    [[{ enabled: true, attributeName: 'a' }, SYNCED], [{ enabled: false, attributeName: 'a' }, SENT]], undefined,
  ],
  [
    'time to live of another attribute', { ttlEnabled: true, ttlAttributeName: 'a' }, { ttlEnabled: true, ttlAttributeName: 'b' }, 'timeToLive',
    [[{ enabled: true, attributeName: 'a' }, SYNCED], [{ enabled: false, attributeName: 'a' }, SENT]], { enabled: true, attributeName: 'b' },
  ],
  [
    'caps', { onDemandThroughput: { maxReadRequestUnits: 5, maxWriteRequestUnits: 6 } }, {}, 'onDemandThroughput',
    [[{ maxReadRequestUnits: 5, maxWriteRequestUnits: 6 }, SYNCED], [{ maxReadRequestUnits: -1, maxWriteRequestUnits: -1 }, SENT]], undefined,
  ],
  [
    'one cap', { onDemandThroughput: { maxReadRequestUnits: 5, maxWriteRequestUnits: 6 } }, { onDemandThroughput: { maxReadRequestUnits: 7 } }, 'onDemandThroughput',
    [[{ maxReadRequestUnits: 5, maxWriteRequestUnits: 6 }, SYNCED], [{ maxReadRequestUnits: 7, maxWriteRequestUnits: -1 }, SENT]], { maxReadRequestUnits: 7 },
  ],
  [
    // The controller panics on a cap that is only on one side.
    'one cap of an index', capped({ maxReadRequestUnits: 5, maxWriteRequestUnits: 6 }), capped({ maxReadRequestUnits: 7 }), 'globalSecondaryIndexes',
    [
      [capped({ maxReadRequestUnits: 5, maxWriteRequestUnits: 6 }).globalSecondaryIndexes, SYNCED],
      [capped({ maxReadRequestUnits: -1, maxWriteRequestUnits: -1 }).globalSecondaryIndexes, SENT],
    ],
    capped({ maxReadRequestUnits: 7 }).globalSecondaryIndexes,
  ],
  [
    // A key that is left out is any key to ACK.
    'a key of its own', { sseEnabled: true, kmsMasterKeyID: key(1) }, { sseEnabled: true }, 'sseSpecification',
    [[{ enabled: true, sseType: 'KMS', kmsMasterKeyID: key(1) }, SYNCED], [{ enabled: true, sseType: 'KMS', kmsMasterKeyID: 'alias/aws/dynamodb' }, SENT]],
    { enabled: true, sseType: 'KMS' },
  ],
  [
    'provisioned throughput', { billingMode: 'PROVISIONED', provisionedThroughput: { readCapacityUnits: 3, writeCapacityUnits: 2 } }, {}, 'provisionedThroughput',
    [[{ readCapacityUnits: 3, writeCapacityUnits: 2 }, REJECTED]], undefined,
  ],
];

test.each(OFF)('%s is turned off in the forms that ACK needs, and left out in the end', (_what, from, to, field, forms, end) => {
  const instance = new Instance(from).reports(SYNCED).edit(to);
  for (const [form, reports] of forms) {
    instance.reports([{ type: 'ACK.ReferencesResolved', status: 'Unknown' }]);
    expect(instance.rendered.spec[field]).toEqual(form);
    instance.reports(reports);
  }
  // Another stream is turned on once the first one is off.
  for (let left = 2; instance.isProbed && left > 0; left--) {
    instance.reconciles(SYNCED);
  }
  expect(instance.rendered.spec[field]).toEqual(end);
  expect(instance.pending).toEqual([]);
});

test('contributor insights that are left out after they were on are disabled, since ACK would leave them as they are', () => {
  expect(new Instance({ contributorInsights: true }).reports(SYNCED).edit({}).rendered.spec.contributorInsights).toBe('DISABLE');
});

test('once AWS has accepted that time to live is off, the form goes, whether ACK is in sync with it while AWS disables it or not', () => {
  for (const report of [SYNCED, SENT]) {
    const instance = new Instance({ ttlEnabled: true, ttlAttributeName: 'a' }).reports(SYNCED).edit({}).reconciles(SYNCED);
    expect(instance.rendered.spec.timeToLive).toEqual({ enabled: false, attributeName: 'a' });
    expect(instance.reconciles(report).rendered.spec.timeToLive).toBeUndefined();
    expect(instance.reconciles(SYNCED).pending).toEqual([]);
  }
});

test('time to live that is set again waits until AWS has disabled it, since AWS would reject it, and ACK give up', () => {
  const on = { ttlEnabled: true, ttlAttributeName: 'a' };
  const instance = new Instance(on).reports(SYNCED).edit({}).reconciles(SYNCED).reconciles(SENT).edit(on);
  for (const _ of [1, 2]) {
    expect(instance.rendered.spec.timeToLive).toBeUndefined();
    expect(instance.rendered.annotations['dynamodb-kro/field-held']).toBe('true');
    instance.reconciles(SENT);
  }
  expect(instance.reconciles(SYNCED).rendered.spec.timeToLive).toEqual({ enabled: true, attributeName: 'a' });
});

test('a change that AWS rejects may be taken back or be another one, and what is asked for beside it waits', () => {
  const infrequent = { tableClass: 'STANDARD_INFREQUENT_ACCESS' };
  const instance = new Instance({}).reports(SYNCED).edit(infrequent).reconciles(FAILED).edit({ ...infrequent, deletionProtectionEnabled: true }).reconciles(FAILED);
  expect(instance.rendered.spec).toMatchObject({ ...infrequent, deletionProtectionEnabled: false });
  instance.edit({ deletionProtectionEnabled: true });
  // Until it is certain that AWS rejects it.
  expect(instance.rendered.spec).toMatchObject({ ...infrequent, deletionProtectionEnabled: false });
  instance.reconciles(FAILED);
  expect(instance.rendered.spec).toMatchObject({ tableClass: 'STANDARD', deletionProtectionEnabled: false });
  expect(instance.reconciles(SYNCED).rendered.spec).toMatchObject({ tableClass: 'STANDARD', deletionProtectionEnabled: true });
});

test.each([['without caps', {}], ['with caps', { onDemandThroughput: { maxReadRequestUnits: 5 } }]])('a key that AWS rejects is blamed on no other field of a table %s', (_, caps) => {
  const rejected = [{ type: 'ACK.Terminal', status: 'True', message: 'api error ValidationException: KMS validation error: Invalid keyId' }];
  const withKey = { ...caps, sseEnabled: true, kmsMasterKeyID: key(1), tableClass: 'STANDARD_INFREQUENT_ACCESS' };
  const instance = new Instance(caps).reports(SYNCED).edit(withKey).reconciles(rejected);
  instance.edit({ ...withKey, billingMode: 'PROVISIONED', provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 }, onDemandThroughput: undefined }).reconciles(rejected);
  expect(instance.rendered.spec.billingMode).toBe('PAY_PER_REQUEST');
  expect(instance.rendered.annotations['dynamodb-kro/field-held']).toBe('true');
});

test('time to live that AWS rejects to turn off is on again as soon as it is declared so', () => {
  const on = { ttlEnabled: true, ttlAttributeName: 'a' };
  const instance = new Instance(on).reports(SYNCED).edit({}).reconciles(SYNCED).reconciles(FAILED).edit(on).reconciles(FAILED);
  expect(instance.rendered.spec.timeToLive).toEqual({ enabled: true, attributeName: 'a' });
  expect(instance.edit({ ...on, ttlAttributeName: 'b' }).rendered.spec.timeToLive).toEqual({ enabled: true, attributeName: 'a' });
});

test('what AWS refuses for a while stays, until AWS has accepted it', () => {
  const instance = new Instance({ ttlEnabled: true, ttlAttributeName: 'a' }).reports(SYNCED).edit({}).reconciles(SYNCED).reconciles(FAILED).reports(FAILED);
  expect(instance.rendered.spec.timeToLive).toEqual({ enabled: false, attributeName: 'a' });
  expect(instance.reports(SENT).rendered.spec.timeToLive).toBeUndefined();
});

test('where AWS was changing the table, ACK has changed nothing: the form stays', () => {
  const instance = new Instance({ ttlEnabled: true, ttlAttributeName: 'a' }).reports(SYNCED).edit({}).reconciles(SYNCED).reconciles(SENT, 'UPDATING').reports(SENT, 'UPDATING');
  expect(instance.rendered.spec.timeToLive).toEqual({ enabled: false, attributeName: 'a' });
  // ACK keeps UPDATING where it goes through to the end: after five minutes it is no longer believed.
  for (let i = 0; i < 30; i++) {
    instance.reports(SENT, 'UPDATING');
  }
  expect(instance.rendered.spec.timeToLive).toBeUndefined();
});

test('what AWS changes only alone is changed one after the other', () => {
  const all = {
    billingMode: 'PROVISIONED',
    provisionedThroughput: { readCapacityUnits: 3, writeCapacityUnits: 2 },
    tableClass: 'STANDARD_INFREQUENT_ACCESS',
    deletionProtectionEnabled: true,
    contributorInsights: true,
    streamEnabled: true,
  };
  const instance = new Instance({}).reports(SYNCED).edit(all);
  const { billingMode, tableClass, deletionProtectionEnabled, contributorInsights, streamSpecification } = instance.rendered.spec;
  expect([billingMode, tableClass, deletionProtectionEnabled, contributorInsights, streamSpecification]).toEqual(['PROVISIONED', 'STANDARD', false, undefined, undefined]);
  for (const [field, value] of [['tableClass', 'STANDARD_INFREQUENT_ACCESS'], ['deletionProtectionEnabled', true], ['contributorInsights', 'ENABLE'], ['streamSpecification', expect.anything()]] as const) {
    expect(instance.rendered.annotations['dynamodb-kro/field-held']).toBe('true');
    expect(instance.rendered.spec[field]).not.toEqual(value);
    instance.reconciles(SYNCED);
    expect(instance.rendered.spec[field]).toEqual(value);
  }
  expect(instance.reconciles(SYNCED).pending).toEqual([]);
});

test('an edit in the middle of a change waits for it', () => {
  const instance = new Instance({}).reports(SYNCED).edit({ tableClass: 'STANDARD_INFREQUENT_ACCESS' });
  instance.edit({ tableClass: 'STANDARD_INFREQUENT_ACCESS', deletionProtectionEnabled: true });
  expect(instance.rendered.spec.deletionProtectionEnabled).toBe(false);
  expect(instance.reconciles(SYNCED).rendered.spec.deletionProtectionEnabled).toBe(true);
});

test('the stream stays until the replicas are gone, and comes before them', () => {
  const replicas = { replicas: [{ regionName: 'eu-west-1' }], streamEnabled: true };
  const on = { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' };
  expect(new Instance(replicas).reports(SYNCED).edit({}).rendered.spec).toMatchObject({ streamSpecification: on });
  const both = new Instance({}).reports(SYNCED).edit({ ...replicas, tableClass: 'STANDARD_INFREQUENT_ACCESS' });
  expect(both.rendered.spec).not.toHaveProperty('tableReplicas');
  expect(both.reconciles(SYNCED).rendered.spec).toMatchObject({ streamSpecification: on, tableReplicas: [{ regionName: 'eu-west-1' }] });
});

test('protection that is switched off counts as on until ACK has reconciled it: not before, not for the write of somebody else', () => {
  const instance = new Instance({ deletionProtectionEnabled: true }).reports(SYNCED).edit({});
  const isProtected = () => instance.rendered.annotations['dynamodb-kro/protected'] !== undefined;
  expect(isProtected()).toBe(true);
  // What ACK reports of a reconcile that began before.
  instance.reports(SYNCED).reports(SYNCED);
  expect(isProtected()).toBe(true);
  instance.reconciles(SENT, 'UPDATING');
  expect(isProtected()).toBe(true);
  instance.reports(SYNCED);
  expect(isProtected()).toBe(false);
});

test('a probe of an encrypted table keeps its key in mind', () => {
  const encrypted = { sseEnabled: true, kmsMasterKeyID: key(1) };
  const instance = new Instance(encrypted).reports(SYNCED).edit({ ...encrypted, tableClass: 'STANDARD_INFREQUENT_ACCESS' });
  expect(instance.rendered.spec.sseSpecification).toEqual({ enabled: true, sseType: 'KMS', kmsMasterKeyID: key(1), kmsMasterKeyRef: {} });
  expect(instance.reconciles(SYNCED).rendered.spec.sseSpecification).toEqual({ enabled: true, sseType: 'KMS', kmsMasterKeyID: key(1) });
});

test('at most four probes are sent for one change; after that ACK goes its own pace', () => {
  const instance = new Instance({}).reports(SYNCED).edit({ tableClass: 'STANDARD_INFREQUENT_ACCESS' });
  let probes = 0;
  for (let i = 0; i < 10 && instance.isProbed; i++) {
    probes++;
    instance.reconciles(SENT);
  }
  expect(probes).toBe(4);
});

test('a change of which an older release remembers something is probed, too, though only kro has labelled its Table', () => {
  const instance = new Instance({ ttlEnabled: true, ttlAttributeName: 'a' }).reports(SYNCED);
  instance.isOlder = true;
  Object.assign(instance.rendered.annotations, { 'dynamodb-kro/waiting': '1.3.turn' });
  instance.edit({ ttlEnabled: true, ttlAttributeName: 'a' });
  expect(instance.isProbed).toBe(true);
  expect(instance.rendered.annotations).not.toHaveProperty('dynamodb-kro/waiting');
  expect(instance.reconciles(SYNCED).pending).toEqual([]);
});

test('local indexes stay in the order in which they were first applied, since they cannot change', () => {
  const indexes = [index('one'), index('two')];
  expect(new Instance({ localSecondaryIndexes: indexes }).reports(SYNCED).edit({ localSecondaryIndexes: [...indexes].reverse() }).rendered.spec.localSecondaryIndexes).toEqual(indexes);
});

test('a row is made of fields that the contract has', () => {
  const names = FIELDS.map((field) => field.name);
  expect(rows.flatMap((row) => row.from).filter((name) => !names.includes(name))).toEqual([]);
});

test('every field of the contract reaches an object that kro makes', () => {
  const graph = JSON.stringify(resourceGraph({ apiGroup: 'kro.run', schemaDefaults: {}, tableDefaults: { tags: [], encryption: {} } }).resources);
  expect(FIELDS.map((field) => field.name).filter((name) => !new RegExp(`schema\\.spec\\.\\??${name}\\b`).test(graph))).toEqual([]);
});

test('every field of an index is rendered', () => {
  const [{ fields }] = objectTypes(FIELDS).filter(({ name }) => name === 'GlobalSecondaryIndex');
  const whole = { ...index('one'), projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['a'] }, provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 }, onDemandThroughput: { maxReadRequestUnits: 1 } };
  expect(Object.keys(whole).sort()).toEqual(fields.map(({ name }) => name).sort());
  expect(rendered({ globalSecondaryIndexes: [whole] }).globalSecondaryIndexes).toEqual([whole]);
});

describe('protection that is given up before there is a table in AWS', () => {
  const protects = { deletionProtectionEnabled: true };
  const isProtected = (instance: Instance) => instance.rendered.annotations['dynamodb-kro/protected'] !== undefined;

  test.each([
    ['no IAM role is selected', { providerConfigRef: { name: 'nobody' } }, PROBE],
    ['there is none to adopt', { adoptionPolicy: 'adopt' }, [{ type: 'ACK.Recoverable', status: 'True', message: 'resource not found' }]],
    ['AWS rejects it for good', {}, REJECTED],
  ])('%s: the table can be deleted', (_, parts, conditions) => {
    const instance = new Instance({ ...parts, ...protects }).reports(conditions, null);
    expect(isProtected(instance)).toBe(true);
    expect(isProtected(instance.edit(parts))).toBe(false);
  });

  test('nothing of it is held either: the Table is as declared last, whatever began before', () => {
    const adopts = { adoptionPolicy: 'adopt' };
    const instance = new Instance(adopts).reports([{ type: 'ACK.Recoverable', status: 'True', message: 'resource not found' }], null);
    expect(instance.edit({ ...adopts, ...protects, tableClass: 'STANDARD_INFREQUENT_ACCESS' }).rendered.spec).toMatchObject({ deletionProtectionEnabled: true, tableClass: 'STANDARD_INFREQUENT_ACCESS' });
    expect(instance.edit(adopts).rendered.spec).toMatchObject({ deletionProtectionEnabled: false, tableClass: 'STANDARD' });
    expect(instance.pending).toEqual([]);
  });

  test('ACK may be creating it: the table cannot be deleted', () => {
    expect(isProtected(new Instance(protects).edit({}))).toBe(true);
  });
});
