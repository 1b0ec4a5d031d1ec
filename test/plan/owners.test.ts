/** Who applies a DynamoDBTable deletes it when it is declared there no more, whoever applied it since. */
import { application, component, dynamoDbTable as table, planOf } from './tables';

const objects = (...held: object[]) => ({ name: 'objects', type: 'k8s-objects', properties: { objects: held } });
const steps = (app: any, ...list: object[]): any => ({ ...app, spec: { ...app.spec, workflow: { steps: list } } });
const web = { name: 'web', type: 'webservice', properties: { image: 'web' } };
const applies = (name: string, value: object = table(), step: object = {}) => steps(application([web], { name }),
  { type: 'apply-component', name: 'web', properties: { component: 'web' } }, { type: 'apply-object', name: 'orders', properties: { value }, ...step });
const crossplane = (manifest: object) => ({ apiVersion: 'kubernetes.crossplane.io/v1alpha2', kind: 'Object', metadata: { name: 'orders' }, spec: { forProvider: { manifest } } });
const work = (cluster: string, manifest: object) => ({ apiVersion: 'work.open-cluster-management.io/v1', kind: 'ManifestWork', metadata: { name: 'work', namespace: cluster }, spec: { workload: { manifests: [manifest] } } });
const karmada = (manifest: object) => ({ apiVersion: 'work.karmada.io/v1alpha1', kind: 'Work', metadata: { name: 'work', namespace: 'karmada-es-one' }, spec: { workload: { manifests: [manifest] } } });
const resourceSet = (...resources: object[]) => ({ apiVersion: 'fluxcd.controlplane.io/v1', kind: 'ResourceSet', metadata: { name: 'set', namespace: 'flux' }, spec: { resources } });
const raw = (properties: object) => application([{ name: 'orders', type: 'raw', properties } as never]);
const LOST = { action: 'replace', losses: [{ kind: 'table', name: 'orders' }] };
const takesOver = [{ name: 'take', type: 'take-over', properties: { rules: [{ selector: { componentNames: ['orders'] } }] } }];
const keeps = (properties: object) => [{ name: 'keep', type: 'garbage-collect', properties }];
const never = { rules: [{ selector: { componentNames: ['orders'] }, strategy: 'never' }] };

test.each<[string, object[], object[]]>([
  ['an object, to a component with objects', [table()], [application([objects(table())])]],
  ['a component with objects, to an object', [application([objects(table())])], [table()]],
  ['a component with objects, to one of another Application', [application([objects(table())])], [application([objects(table())], { name: 'other' })]],
  ['a step that applies it, to an object', [applies('app')], [table()]],
  ['a step that applies it, to one of another Application', [applies('app')], [applies('other')]],
  ['an Object of Crossplane, to an object', [crossplane(table())], [table()]],
  ['an object, to an Object of Crossplane', [table()], [crossplane(table())]],
  ['a ManifestWork, to one of another cluster', [work('one', table())], [work('two', table())]],
  ['an object, to an Application that takes it over', [table()], [application([component()], { policies: takesOver })]],
])('from %s: the table is deleted with the old one', (_, was, is) => {
  expect(planOf(was, is).tables).toMatchObject([LOST]);
});

test('an Object of Crossplane that only observes a table declares none', () => {
  const observing = { ...crossplane(table()), spec: { managementPolicies: ['Observe'], forProvider: { manifest: { ...table(), spec: undefined } } } };
  expect(planOf([table(), observing], [table()])).toEqual({ tables: [], unchanged: 1 });
  expect(planOf([table()], [table(), observing])).toEqual({ tables: [], unchanged: 1 });
});

test('an object that an Application takes over is not said to be left alone', () => {
  expect(planOf([table()], [application([component()], { policies: takesOver })]).tables[0].summary).not.toContain('does not take over');
});

test.each<[string, object[], object[]]>([
  ['a component with objects', [application([objects(table())])], [application([objects(table())])]],
  ['a component with objects, to one of ours', [application([objects(table())])], [application([component()])]],
  ['a step that applies it', [applies('app')], [applies('app')]],
  ['a step that applies it, to a component', [applies('app')], [application([component()])]],
  ['an Object of Crossplane', [crossplane(table())], [crossplane(table())]],
  ['a ManifestWork', [work('one', table())], [work('one', table())]],
  ['a Work of Karmada', [karmada(table())], [karmada(table())]],
  ['a ResourceSet of Flux', [resourceSet(table())], [resourceSet(table())]],
  ['a component of the type raw', [raw(table())], [raw(table())]],
])('of one owner nothing changes: %s', (_, was, is) => {
  expect(planOf(was, is)).toEqual({ tables: [], unchanged: 1 });
});

const ackTable = { apiVersion: 'dynamodb.services.k8s.aws/v1alpha1', kind: 'Table', metadata: { name: 'orders', namespace: 'shop' }, spec: { tableName: 'orders' } };

test.each<[string, (object: object) => object]>([
  ['a Work of Karmada', karmada],
  ['a ResourceSet of Flux', resourceSet],
  ['a component of the type raw', raw],
])('what %s holds is deleted with it', (_, holds) => {
  for (const held of [table(), ackTable]) {
    expect(planOf([holds(held)], []).tables).toMatchObject([{ action: 'delete', losses: [{ kind: 'table', name: 'orders' }] }]);
  }
  expect(planOf([{ ...holds(table()), metadata: { name: 'app', namespace: 'shop', annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' } } }], []).tables).toMatchObject([{ action: 'keep' }]);
});

test('what a ResourceSet of Flux makes of its inputs is not worked out', () => {
  const templates = (...resources: object[]) => ({ ...resourceSet(), spec: { inputs: [{ tenant: 'a' }], resources } });
  expect(planOf([templates(table())], [templates(table())])).toEqual({ tables: [], unchanged: 0 });
  for (const is of [[], [templates()]]) {
    expect(planOf([templates(table())], is)).toMatchObject({ tables: [], unread: [{ code: 'NotPlanned', resource: 'ResourceSet flux/set', isRejected: true }] });
  }
  expect(planOf([templates({ kind: 'ConfigMap' })], [templates()]).unread).toBeUndefined();
});

test('defaults that the API server filled in stay for a component with objects, and go from a component of ours', () => {
  const held = (spec: object = {}) => application([objects(table(spec))]);
  expect(planOf([held({ tableClass: 'STANDARD_INFREQUENT_ACCESS' })], [held()]).tables).toMatchObject([{ action: 'change', losses: [] }]);
});

test('what a step applies goes with a step that is skipped', () => {
  expect(planOf([applies('app')], [applies('app', table(), { if: 'false' })]).tables).toMatchObject([{ action: 'delete' }]);
});

describe('a new object that is rejected, where the old one goes', () => {
  const BAD = { ttlEnabled: true };
  const KEY = { keySchema: [{ attributeName: 'at', keyType: 'HASH' }], attributeDefinitions: [{ attributeName: 'at', attributeType: 'S' }] };
  const TYPE = { tableClass: 5 };
  const gone = { action: 'reject', losses: [{ kind: 'table', name: 'orders' }], calls: ['DeleteTable'] };

  test.each<[string, object, object]>([
    ['of another namespace', table(), table(BAD, { namespace: 'web' })],
    ['of another name', table(), table(BAD, { name: 'again' })],
    ['of another name, of a wrong type', table(), table(TYPE, { name: 'again' })],
    ['of an Application', table(), application([component(BAD)])],
    ['of another Application', application([component()]), application([component(BAD)], { name: 'other' })],
    ['of no Application', application([component()]), table(BAD)],
    ['of no Application, with another key', application([component()]), table(KEY)],
    ['of no Application, with another name in AWS', application([component()]), table({ tableName: 'invoices' })],
  ])('%s', (_, was, is) => {
    expect(planOf([was], [is]).tables).toMatchObject([{ ...gone, tableName: 'orders' }]);
  });

  test('a table that is kept is not lost, and its backups may be', () => {
    const bad = table(BAD, { namespace: 'web' });
    const backups = [{ name: 'one', deletionPolicy: 'delete' }];
    expect(planOf([table({ deletionPolicy: 'retain', backups })], [bad]).tables).toMatchObject([{ action: 'reject', losses: [{ kind: 'backup', name: 'one' }], calls: ['DeleteBackup one'] }]);
    expect(planOf([table({ deletionProtectionEnabled: true, backups })], [bad]).tables).toMatchObject([{ action: 'reject', losses: [], calls: [] }]);
  });
});

describe('one object, another table', () => {
  const other = { tableName: 'invoices' };

  test('the one of before is lost, and has its name', () => {
    expect(planOf([application([component()])], [application([component(other)], { name: 'other' })]).tables)
      .toMatchObject([{ ...LOST, tableName: 'orders' }]);
  });

  test('the one of before stays where the change is rejected', () => {
    expect(planOf([table()], [table(other)]).tables).toMatchObject([{ action: 'reject', tableName: 'orders', losses: [] }]);
  });

  test('the one of before is kept', () => {
    expect(planOf([table({ deletionPolicy: 'retain' })], [application([component(other)])]).tables)
      .toMatchObject([{ action: 'keep', tableName: 'orders', summary: expect.stringContaining('another table, invoices in us-east-1, new and empty.'), calls: ['CreateTable'] }]);
    expect(planOf([table({ deletionPolicy: 'retain' })], [application([component({ ...other, adoptionPolicy: 'adopt' })])]).tables)
      .toMatchObject([{ action: 'keep', summary: expect.stringMatching(/invoices in us-east-1\.$/), calls: [] }]);
  });
});

describe('what garbage collection keeps', () => {
  const before = (properties: object, more: object = {}) => application([component(), component({ tableName: 'other' }, { name: 'other' })], { policies: keeps(properties), ...more });
  const after = (properties: object) => application([component({ tableName: 'other' }, { name: 'other' })], { policies: keeps(properties) });
  const select = { selector: { componentNames: ['orders'] } };

  test.each<[string, object, object, string]>([
    ['never, of before alone', never, {}, 'keep'],
    ['never, of after alone', {}, never, 'delete'],
    ['onAppDelete, of before alone', { rules: [{ ...select, strategy: 'onAppDelete' }] }, {}, 'keep'],
    ['onAppDelete, of after alone', {}, { rules: [{ ...select, strategy: 'onAppDelete' }] }, 'delete'],
    ['keepLegacyResource, of before alone', { keepLegacyResource: true }, {}, 'delete'],
    ['keepLegacyResource, of after alone', {}, { keepLegacyResource: true }, 'keep'],
    ['orphan, of before alone', { rules: [{ ...select, propagation: 'orphan' }] }, {}, 'delete'],
    ['orphan, of after alone', {}, { rules: [{ ...select, propagation: 'orphan' }] }, 'keep'],
    ['cascading before orphan', {}, { rules: [{ ...select, propagation: 'cascading' }, { ...select, propagation: 'orphan' }] }, 'delete'],
  ])('%s', (_, was, is, action) => {
    expect(planOf([before(was)], [after(is)]).tables.filter(({ resource }) => resource.endsWith('orders'))).toMatchObject([{ action }]);
  });

  test('an Application with the finalizer leaves all', () => {
    const app: any = application([component()]);
    expect(planOf([{ ...app, metadata: { ...app.metadata, finalizers: ['app.oam.dev/orphan-resource'] } }], []).tables).toMatchObject([{ action: 'keep' }]);
  });

  test('by the component that holds the object', () => {
    expect(planOf([application([objects(table())], { policies: keeps({ rules: [{ selector: { componentNames: ['objects'], componentTypes: ['k8s-objects'] }, strategy: 'never' }] }) })], []).tables)
      .toMatchObject([{ action: 'keep' }]);
  });

  test('another Application takes it over', () => {
    const was = application([component()], { policies: keeps(never) });
    expect(planOf([was], [application([component()], { name: 'other', policies: takesOver })]).tables).toMatchObject([{ action: 'move', losses: [], rejections: [] }]);
    expect(planOf([was], [application([component()], { name: 'other' })]).tables).toMatchObject([{ action: 'conflict', losses: [] }]);
  });
});

describe('a step that applies a component', () => {
  const at = (properties: object, more: object = {}) => steps(application([component()]), { type: 'apply-component', name: 'orders', properties: { component: 'orders', ...properties }, ...more });

  test.each<[string, object]>([
    ['to another cluster', at({ cluster: 'eu' })],
    ['to another namespace', at({ namespace: 'web' })],
  ])('%s: the one that is there goes', (_, is) => {
    expect(planOf([at({})], [is]).tables).toMatchObject([LOST]);
  });

  test('to no other cluster changes nothing', () => {
    expect(planOf([at({})], [at({ cluster: '', namespace: '' })])).toEqual({ tables: [], unchanged: 1 });
  });

  test.each(['false', ' false ', false])('with the condition %j is not run', (condition) => {
    expect(planOf([at({})], [at({}, { if: condition })]).tables).toMatchObject([{ action: 'delete' }]);
    const group = steps(application([component()]), { type: 'step-group', name: 'all', if: condition, subSteps: [{ type: 'apply-component', name: 'orders', properties: { component: 'orders' } }] });
    expect(planOf([at({})], [group]).tables).toMatchObject([{ action: 'delete' }]);
  });

  test('with another condition may be run', () => {
    expect(planOf([at({})], [at({}, { if: 'always' })])).toEqual({ tables: [], unchanged: 1 });
  });
});

test('a protected table stays when its namespace goes, and its backups do not', () => {
  const guarded = table({ deletionProtectionEnabled: true, backups: [{ name: 'one', deletionPolicy: 'delete' }] });
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
  expect(planOf([namespace, guarded], []).tables).toMatchObject([{ action: 'reject', losses: [{ kind: 'backup', name: 'one' }], calls: ['DeleteBackup one'] }]);
  expect(planOf([guarded], []).tables).toMatchObject([{ action: 'reject', losses: [], calls: [] }]);
});
