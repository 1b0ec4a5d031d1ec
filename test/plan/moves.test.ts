/** A table that another object declares, or the same object by another way. The conformance check `plan` sees the same on the chain. */
import { application, component, dynamoDbTable as table, planOf } from './tables';

const RETAIN = { deletionPolicy: 'retain' };
const ADOPT = { adoptionPolicy: 'adopt-or-create' };
const PROTECT = { deletionProtectionEnabled: true };
const there = (spec: object = {}) => table(spec, { namespace: 'web' });
const app = (spec: object = {}, more: object = {}) => application([component(spec)], more);
const keeps = { policies: [{ type: 'garbage-collect', name: 'gc', properties: { rules: [{ selector: { componentNames: ['orders'] }, strategy: 'never' }] } }] };
const KEY = { keySchema: [{ attributeName: 'at', keyType: 'HASH' }], attributeDefinitions: [{ attributeName: 'at', attributeType: 'S' }] };
const TTL = { ttlEnabled: true, ttlAttributeName: 'at' };

test.each<[what: string, was: object, is: object, action: string, calls: string[], rejections: string[]]>([
  ['to another namespace', table(), there(), 'replace', ['DeleteTable'], []],
  ['to another namespace, adopting', table(), there(ADOPT), 'replace', ['TagResource', 'DeleteTable'], []],
  ['to another namespace, retained', table(RETAIN), there(), 'conflict', [], ['NotAdopted']],
  ['to another namespace, retained and adopting', table(RETAIN), there({ ...RETAIN, ...ADOPT }), 'move', ['TagResource'], []],
  ['to another namespace, and changed', table(RETAIN), there({ ...ADOPT, ...TTL }), 'move', ['TagResource', 'UpdateTimeToLive enable'], []],
  ['to another namespace, and something turned off', table({ ...RETAIN, ...TTL }), there(ADOPT), 'conflict', ['TagResource'], ['StaysOn']],
  ['to another namespace, with another key', table(RETAIN), there({ ...ADOPT, ...KEY }), 'conflict', ['TagResource'], ['Immutable']],
  ['to another namespace, protected', table(PROTECT), there(), 'conflict', [], ['DeletionProtection', 'NotAdopted']],
  ['to another namespace, protected and adopting', table(PROTECT), there({ ...PROTECT, ...ADOPT }), 'conflict', ['TagResource'], ['DeletionProtection']],
  ['to another namespace, not valid there', table(), there({ ttlEnabled: true }), 'reject', ['DeleteTable'], ['TimeToLive']],
  ['to another namespace, from an Application that keeps its object', app({}, keeps), there(ADOPT), 'conflict', ['TagResource'], ['StillDeclared']],
  ['to an Application', table(), app(), 'replace', ['DeleteTable'], []],
  ['to an Application, retained', table(RETAIN), app(), 'conflict', [], ['NotAdopted']],
  ['to an Application, retained and adopting', table(RETAIN), app({ ...RETAIN, ...ADOPT }), 'move', [], []],
  ['to an Application, protected', table(PROTECT), app(PROTECT), 'conflict', [], ['DeletionProtection']],
  ['to an Application, not valid there', table(), app({ ttlEnabled: true }), 'reject', ['DeleteTable'], ['TimeToLive']],
  ['to another Application', app(), app({}, { name: 'other' }), 'replace', ['DeleteTable'], []],
  ['to another Application, from one that keeps its object', app({}, keeps), app({}, { name: 'other' }), 'conflict', [], ['StillDeclared']],
  ['from an Application', app(), table(), 'replace', ['DeleteTable'], []],
  ['from an Application, changed', app(), table(TTL), 'replace', ['UpdateTimeToLive enable', 'DeleteTable'], []],
  ['from an Application, retained', app(), table(RETAIN), 'conflict', [], ['NotAdopted']],
  ['from an Application, retained and adopting', app(), table({ ...RETAIN, ...ADOPT }), 'move', [], []],
  ['from an Application, protected', app(), table(PROTECT), 'conflict', ['UpdateTable DeletionProtectionEnabled'], ['DeletionProtection']],
  ['from an Application that keeps its object', app({}, keeps), table(TTL), 'move', ['UpdateTimeToLive enable'], []],
  ['from an Application, with another key', app(), table(KEY), 'reject', ['DeleteTable'], ['Immutable']],
])('%s', (_, was, is, action, calls, rejections) => {
  const { tables } = planOf([was], [is]);
  expect(tables.map((each) => ({ action: each.action, calls: each.calls, rejections: each.rejections.map(({ code }) => code) })))
    .toEqual([{ action, calls, rejections }]);
  expect(tables[0].losses).toEqual(calls.includes('DeleteTable') ? [{ kind: 'table', name: 'orders' }] : []);
  expect(tables[0].previousResource).not.toBe(tables[0].resource);
});

test('the way out of two declarations holds for a protected table: protection, and a wait, come before the removal', () => {
  const { tables: [{ rejections: [{ fix }] }] } = planOf([app(PROTECT, keeps)], [app(PROTECT, { name: 'other' })]);
  expect(fix).toMatch(/^In one change set deletionPolicy to retain .*deletionProtectionEnabled to false .*Apply it, and wait .*In the next, remove it there, .*adopt-or-create\.$/);
});

const BACKUPS = { backups: [{ name: 'one', deletionPolicy: 'delete' }, { name: 'two' }] };
const LOST = [{ kind: 'backup', name: 'one' }];

// The backups belong to the object, not to the table: they go with the old one, and the new one makes its own.
test.each<[what: string, was: object, is: object, action: string, calls: string[], losses: object[]]>([
  ['to another namespace', table({ ...RETAIN, ...BACKUPS }), there({ ...RETAIN, ...ADOPT, ...BACKUPS }), 'move', ['TagResource', 'CreateBackup one', 'CreateBackup two', 'DeleteBackup one'], LOST],
  ['to another namespace, where they stay', table({ ...RETAIN, ...BACKUPS }), there({ ...RETAIN, ...ADOPT, backups: [{ name: 'one' }] }), 'move', ['TagResource', 'CreateBackup one', 'DeleteBackup one'], LOST],
  ['to another namespace, from where they stay', table({ ...RETAIN, backups: [{ name: 'one' }] }), there({ ...RETAIN, ...ADOPT, ...BACKUPS }), 'move', ['TagResource', 'CreateBackup one', 'CreateBackup two'], []],
  ['to another namespace, not adopting', table({ ...RETAIN, ...BACKUPS }), there({ ...RETAIN, ...BACKUPS }), 'conflict', ['DeleteBackup one'], LOST],
  ['to another namespace, protected', table({ ...PROTECT, ...BACKUPS }), there({ ...PROTECT, ...ADOPT, ...BACKUPS }), 'conflict', ['TagResource'], []],
  ['to another namespace, with something turned off', table({ ...RETAIN, ...TTL, ...BACKUPS }), there(ADOPT), 'conflict', ['TagResource', 'DeleteBackup one'], LOST],
  ['to an Application', table({ ...RETAIN, ...BACKUPS }), app({ ...RETAIN, ...ADOPT, ...BACKUPS }), 'move', ['DeleteBackup one', 'CreateBackup one', 'CreateBackup two'], LOST],
  ['to an Application, not adopting', table({ ...RETAIN, ...BACKUPS }), app({ ...RETAIN, ...BACKUPS }), 'conflict', ['DeleteBackup one'], LOST],
  ['from an Application', app(BACKUPS), table({ ...RETAIN, ...ADOPT, ...BACKUPS }), 'move', ['DeleteBackup one'], LOST],
  ['from an Application, not adopting', app(BACKUPS), table({ ...RETAIN, ...BACKUPS }), 'conflict', ['DeleteBackup one'], LOST],
  ['from an Application that keeps its object', app(BACKUPS, keeps), table(BACKUPS), 'move', [], []],
])('the backups of a table that stays: %s', (_, was, is, action, calls, losses) => {
  expect(planOf([was], [is]).tables).toMatchObject([{ action, calls, losses }]);
});

test('what is said of a backup that the new object makes anew', () => {
  const { changes } = planOf([table({ ...RETAIN, backups: [{ name: 'one' }] })], [there({ ...RETAIN, ...ADOPT, backups: [{ name: 'one', deletionPolicy: 'delete' }] })]).tables[0];
  expect(changes.map(({ code, subject }) => `${code} ${subject}`)).toEqual(['BackupAdded one', 'BackupKept one']);
});

test('two objects that declared one table, and one that does', () => {
  expect(planOf([table(RETAIN), there(RETAIN)], [table({ ...RETAIN, ...ADOPT }, { namespace: 'new' })]).tables.map(({ action }) => action)).toEqual(['move', 'keep']);
});

test.each<[what: string, was: object[], is: object[], twin: object]>([
  ['beside one that is there', [table()], [table({}, { name: 'again' }), table()], { resource: 'DynamoDBTable shop/again', summary: 'ACK does not take over a table that another object manages, and the new object does not become ready.' }],
  ['beside one that is there, adopting', [table()], [table(), table(ADOPT, { name: 'again' })], { resource: 'DynamoDBTable shop/again', summary: 'Two objects manage one table, and each sets it back to what it declares.' }],
  ['beside one that is new too', [], [table(), table({}, { name: 'again' })], { resource: 'DynamoDBTable shop/again' }],
])('a table that two objects declare: %s', (_, was, is, twin) => {
  const tables = planOf(was, is).tables.filter(({ action }) => action !== 'create');
  expect(tables).toMatchObject([{ ...twin, action: 'conflict', calls: [], rejections: [{ code: 'DuplicateTable', problem: 'The table is declared by DynamoDBTable shop/orders too' }] }]);
});

test('one name in two namespaces is one table, made by one of them', () => {
  expect(planOf([], [table(), there()]).tables.map(({ action }) => action)).toEqual(['create', 'conflict']);
});

describe('objects as KubeVela applied them', () => {
  const LABELS = { 'app.oam.dev/name': 'app', 'app.oam.dev/namespace': 'shop', 'app.oam.dev/component': 'orders' };
  const applied = (spec: object = {}, labels: object = LABELS) => ({ ...table(spec), metadata: { name: 'orders', namespace: 'shop', labels } });

  test('are those of their Application', () => {
    expect(planOf([applied()], [application([component()])]).tables).toEqual([]);
    expect(planOf([applied()], [application([component({ tableClass: 'STANDARD_INFREQUENT_ACCESS' })])]).tables).toMatchObject([
      { action: 'change', resource: 'Application shop/app orders', changes: [{ fields: ['tableClass'] }], losses: [] },
    ]);
    expect(planOf([applied({}, { ...LABELS, 'app.oam.dev/name': 'other' })], [application([component()])]).tables).toMatchObject([{ action: 'replace' }]);
  });

  test('are kept by the policy of an Application that no longer has them', () => {
    const policies = [{ name: 'keep', type: 'garbage-collect', properties: { keepLegacyResource: true } }];
    expect(planOf([applied()], [application([], { policies })]).tables).toMatchObject([{ action: 'keep' }]);
    expect(planOf([applied()], [application([])]).tables).toMatchObject([{ action: 'delete' }]);
  });
});

describe('the table of a replica that is deleted', () => {
  const STREAM = { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' };
  const was = (more: object = {}) => table({ ...STREAM, replicas: [{ regionName: 'eu-west-1' }], ...more });
  const other = (adoptionPolicy?: string) => table({ ...STREAM, region: 'eu-west-1', ...adoptionPolicy === undefined ? {} : { adoptionPolicy } }, { name: 'orders-eu' });
  const inEurope = (...args: Parameters<typeof planOf>) => planOf(...args).tables.find(({ region }) => region === 'eu-west-1');

  test.each(['adopt', 'adopt-or-create', undefined])('is not taken over, with its data: %s', (adoptionPolicy) => {
    const conflict = { action: 'conflict', summary: expect.stringContaining('is deleted with its data'), rejections: [{ code: 'DuplicateTable', problem: expect.stringContaining('DynamoDBTable shop/orders') }] };
    expect(inEurope([was()], [other(adoptionPolicy)])).toMatchObject(conflict);
    expect(inEurope([was()], [table(STREAM), other(adoptionPolicy)])).toMatchObject(conflict);
  });

  test('is taken over where it stays', () => {
    expect(inEurope([was({ deletionPolicy: 'retain' })], [other('adopt')])).toMatchObject({ action: 'adopt', rejections: [] });
    expect(inEurope([table()], [other('adopt')])).toMatchObject({ action: 'adopt', rejections: [] });
  });
});

test('one name in two clusters of KubeVela is told', () => {
  const policies = ['dev', 'prod'].map((name) => ({ name, type: 'topology', properties: { clusters: [name], namespace: name } }));
  const { tables } = planOf([], [application([component()], { policies })]);
  expect(tables.map(({ action, summary }) => [action, summary.includes('If both clusters use one AWS account')])).toEqual([['create', false], ['create', true]]);
});
