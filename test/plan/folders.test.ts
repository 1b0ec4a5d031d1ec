/** One folder for each cluster, as docs/tutorials/platform-engineer.md has them: the same names are in each. */
import { application, component, dynamoDbTable, VALID } from './tables';
import { planFiles } from '../../src/plan/folders';

type Folders = Readonly<Record<string, readonly object[]>>;

const planOf = (was: Folders, is: Folders) => {
  const [previous, next] = [was, is].map((side) => Object.entries(side).map(([folder, documents]) => ({ path: `${folder}/t.yaml`, documents })));
  return planFiles(previous, next);
};
const planned = (was: Folders, is: Folders) => planOf(was, is).tables.map(({ action, resource, tableName, losses }) => [action, resource, tableName, ...losses.map(({ kind, name }) => `${kind} ${name}`)]);

const inCluster = (cluster: string, spec: object = {}) => dynamoDbTable({ tableName: `orders-${cluster}`, ...spec });
const BOTH = { 'eu-west': [inCluster('eu-west')], 'us-east': [inCluster('us-east')] };
const GONE = (cluster: string, folder = cluster) => ['delete', `DynamoDBTable shop/orders in ${folder}`, `orders-${cluster}`, `table orders-${cluster}`];
const namespace = (annotations: object = {}) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', annotations } });
const RETAIN = { 'dynamodb.services.k8s.aws/deletion-policy': 'retain' };

test('each is a table of its own', () => {
  expect(planOf(BOTH, BOTH)).toEqual({ tables: [], unchanged: 2 });
  for (const [gone, other] of [['eu-west', 'us-east'], ['us-east', 'eu-west']] as const) {
    expect(planned(BOTH, { [other]: [inCluster(other)] })).toEqual([GONE(gone)]);
  }
  expect(planned({ 'us-east': BOTH['us-east'] }, BOTH)).toEqual([['create', 'DynamoDBTable shop/orders in eu-west', 'orders-eu-west']]);
  expect(planned(BOTH, { ...BOTH, 'eu-west': [inCluster('eu-west', { tableClass: 'STANDARD_INFREQUENT_ACCESS' })] })).toEqual([['change', 'DynamoDBTable shop/orders in eu-west', 'orders-eu-west']]);
});

test('of each, its replicas', () => {
  const global = { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' };
  expect(planned({ ...BOTH, 'eu-west': [inCluster('eu-west', { ...global, replicas: [{ regionName: 'eu-central-1' }] })] }, { ...BOTH, 'eu-west': [inCluster('eu-west', global)] }))
    .toEqual([['change', 'DynamoDBTable shop/orders in eu-west', 'orders-eu-west', 'replica eu-central-1']]);
});

test('also where they have one name in AWS, as in accounts of their own', () => {
  const all = { dev: [dynamoDbTable()], prod: [dynamoDbTable()] };
  expect(planned(all, { prod: all.prod })).toEqual([['delete', 'DynamoDBTable shop/orders in dev', 'orders', 'table orders']]);
});

test('tables of Applications, of one name or of two', () => {
  const of = (name: string, tableName: string) => application([component({ tableName })], { name });
  for (const other of ['app', 'other']) {
    expect(planned({ eu: [of('app', 'orders-eu')], us: [of(other, 'orders-us')] }, { us: [of(other, 'orders-us')] }))
      .toEqual([['delete', 'Application shop/app orders in eu', 'orders-eu', 'table orders-eu']]);
  }
});

test('further folders below, and those beside for all', () => {
  const some = (cluster: string) => ({ [`${cluster}/shop/tables`]: [inCluster(cluster)], [`${cluster}/users`]: [dynamoDbTable({ tableName: `users-${cluster}` }, { name: `users-${cluster}` })] });
  const common = { '': [dynamoDbTable({ tableName: 'common' }, { name: 'common' })] };
  expect(planOf({ ...common, ...some('eu'), ...some('us') }, { ...common, ...some('us') })).toMatchObject({
    tables: [{ action: 'delete', resource: 'DynamoDBTable shop/orders in eu' }, { action: 'delete', resource: 'DynamoDBTable shop/users-eu in eu' }], unchanged: 3,
  });
});

test('a folder in another one', () => {
  const all = { 'base': [inCluster('a')], 'base-b': [], 'base/b': [inCluster('b')] };
  expect(planned(all, { base: all.base })).toEqual([GONE('b')]);
  expect(planned(all, { 'base/b': all['base/b'] })).toEqual([GONE('a', 'base')]);
});

test('folders of one name are one cluster, unless they have something twice', () => {
  const retaining = { 'namespaces/eu': [namespace(RETAIN)], 'namespaces/us': [namespace()] };
  const all = { ...retaining, 'tables/eu': [inCluster('eu')], 'tables/us': [inCluster('us')] };
  expect(planned(all, retaining)).toEqual([GONE('us'), ['keep', 'DynamoDBTable shop/orders in eu', 'orders-eu']]);
  const twice = { 'a/eu': [inCluster('a-eu')], 'a/us': [inCluster('a-us')], 'b/eu': [inCluster('b-eu')], 'b/us': [inCluster('b-us')] };
  expect(planned(twice, { ...twice, 'b/eu': [] })).toEqual([GONE('b-eu', 'b/eu')]);
});

test('what is looked up is that of the cluster, or that of all', () => {
  const only = { 'us-east': [...BOTH['us-east'], namespace()] };
  expect(planned({ ...BOTH, 'eu-west': [...BOTH['eu-west'], namespace(RETAIN)], 'us-east': only['us-east'] }, { ...only, 'eu-west': [namespace(RETAIN)] }))
    .toEqual([['keep', 'DynamoDBTable shop/orders in eu-west', 'orders-eu-west']]);
  const common = { common: [namespace(RETAIN)] };
  expect(planned({ ...BOTH, ...common }, { ...common, 'eu-west': [], 'us-east': BOTH['us-east'] })).toEqual([['keep', 'DynamoDBTable shop/orders in eu-west', 'orders-eu-west']]);
  // The Namespace of one cluster goes, and that of another stays.
  const each = { 'eu-west': [namespace(), ...BOTH['eu-west']], 'us-east': [namespace(), ...BOTH['us-east']] };
  expect(planned(each, { ...each, 'us-east': BOTH['us-east'] })).toEqual([GONE('us-east')]);
});

test('folders that are renamed, joined or split', () => {
  const renamed = { west: BOTH['eu-west'], east: BOTH['us-east'] };
  expect(planOf(BOTH, renamed)).toEqual({ tables: [], unchanged: 2 });
  expect(planned(BOTH, { west: BOTH['eu-west'] })).toEqual([GONE('us-east')]);
  expect(planned(BOTH, { '': BOTH['us-east'] })).toEqual([GONE('eu-west')]);
  expect(planned({ '': BOTH['us-east'] }, BOTH)).toEqual([['create', 'DynamoDBTable shop/orders in eu-west', 'orders-eu-west']]);
  // What is beside a table moves with it.
  const retained = { 'eu-west': [...BOTH['eu-west'], namespace(RETAIN)], 'us-east': BOTH['us-east'] };
  expect(planOf(retained, { 'us-east': BOTH['us-east'], 'west': retained['eu-west'] })).toEqual({ tables: [], unchanged: 2 });
});

describe('which folder became which', () => {
  const [orders, users] = ['orders', 'users'].map((name) => dynamoDbTable({ tableName: name }, { name }));
  const outcomeOf = (was: Folders, is: Folders) => {
    const { tables, unchanged, unread = [] } = planOf(was, is);
    return { tables: tables.map(({ action, resource }) => `${action} ${resource}`), unchanged, unread: unread.map(({ code, isRejected, problem }) => [code, isRejected, ...problem.match(/"[^"]*"/g) ?? []]) };
  };

  test('is not known where several have the same tables', () => {
    expect(outcomeOf({ eu: [orders], us: [orders] }, { 'eu-1': [orders], 'us-1': [orders] })).toEqual({
      tables: [], unchanged: 2, unread: [['NotPlanned', true, '"eu"', '"eu-1"'], ['NotPlanned', true, '"us"', '"us-1"']],
    });
    expect(outcomeOf({ '': [orders] }, { eu: [orders], us: [orders] })).toEqual({
      tables: ['create DynamoDBTable shop/orders in us'], unchanged: 1, unread: [['NotPlanned', true, '"."', '"eu"']],
    });
  });

  test('one takes over the tables of one alone', () => {
    for (const [to, name] of [['eu-1', '"eu-1"'], ['', '"."'], ['prod', '"prod"']]) {
      expect(outcomeOf({ eu: [orders], us: [orders] }, { [to]: [orders] })).toEqual({
        tables: ['delete DynamoDBTable shop/orders in us'], unchanged: 1, unread: [['NotPlanned', true, '"eu"', name]],
      });
    }
    expect(outcomeOf({ eu: [orders, users], us: [orders, users] }, { 'eu-1': [orders, users], 'us-1': [orders] })).toMatchObject({
      tables: ['delete DynamoDBTable shop/users in us'], unchanged: 3,
    });
  });

  test('of one folder that has another name, and loses a table, that table alone goes', () => {
    expect(outcomeOf({ eu: [orders, users], us: [orders] }, { 'eu-1': [orders], 'us': [orders] })).toEqual({ tables: ['delete DynamoDBTable shop/users in eu'], unchanged: 2, unread: [] });
  });

  test('no table vanishes, and none is lost in silence', () => {
    const namespaced = (...tables: object[]) => [namespace(), ...tables];
    const contents = [namespaced(orders), namespaced(users), namespaced(orders, users)];
    const names = ['eu', 'us', 'eu-1', 'us-1', ''];
    const sides = names.flatMap((a, i) => contents.flatMap((first): Folders[] => [
      { [a]: first }, ...names.slice(i + 1).flatMap((b) => contents.map((second) => ({ [a]: first, [b]: second }))),
    ]));
    const tablesIn = (side: Folders) => Object.values(side).flat().length - Object.keys(side).length;
    const isKept = ([[name, objects], ...more]: Array<[string, readonly object[]]>, is: Folders): boolean => Object.keys(is)
      .some((to) => (!(name in is) || to === name) && objects.slice(1).every((each) => is[to].includes(each))
        && (more.length === 0 || isKept(more, Object.fromEntries(Object.entries(is).filter(([other]) => other !== to)))));
    for (const was of sides.filter((side) => 'eu' in side && 'us' in side)) {
      for (const is of sides) {
        const { tables, unchanged, unread = [] } = planOf(was, is);
        expect(unchanged + tables.filter(({ action }) => action !== 'create').length).toBe(tablesIn(was));
        const isSilent = tables.every(({ losses }) => losses.length === 0) && !unread.some(({ isRejected }) => isRejected);
        expect([isSilent && !isKept(Object.entries(was), is), Object.keys(was), Object.keys(is)]).toEqual([false, Object.keys(was), Object.keys(is)]);
      }
    }
  });
});

describe('a table that moves from a folder that stays', () => {
  const users = (spec: object = {}) => dynamoDbTable({ tableName: 'users', ...spec }, { name: 'users' });
  const moves = (was: object, is = was, of: Folders = BOTH, to = 'us-east') => planOf({ ...of, 'eu-west': [...of['eu-west'], was] }, { ...of, [to]: [...of[to] ?? [], is] });
  const actions = ({ tables }: ReturnType<typeof planOf>) => tables.map(({ action, resource, losses, rejections }) => [action, resource.replace(/.* in /, ''), losses.length, ...rejections.map(({ code }) => code)]);
  const [GOES, COMES] = [['delete', 'eu-west', 1], ['create', 'us-east', 0]];

  test('to another cluster goes from the first, and is a new one in the second', () => {
    const three = { ...BOTH, asia: [inCluster('asia')] };
    for (const of of [BOTH, three, { 'eu-west': [namespace()], 'us-east': [namespace()] }]) {
      expect(actions(moves(users(), users(), of))).toEqual([GOES, COMES]);
    }
    expect(moves(users()).tables[1].summary).toContain('DynamoDBTable shop/users in eu-west has this name and region too. If both clusters use one AWS account, it is the same table, and none is created.');
    expect(actions(moves(users(), users({ tags: [{ key: 'a', value: 'b' }] })))).toEqual([GOES, COMES]);
    const app = application([component()]);
    expect(actions(moves(app, app, { 'eu-west': [namespace()], 'us-east': [namespace()] }))).toEqual([GOES, COMES]);
    // The folder of the first goes with its last object, or has an empty file.
    for (const left of [{}, { 'eu-west': [] }] as Folders[]) {
      expect(actions(planOf({ 'eu-west': [namespace(), app], 'us-east': [namespace()] }, { 'us-east': [namespace(), app], ...left }))).toEqual([GOES, COMES]);
    }
    expect(actions(planOf(BOTH, { 'west': BOTH['eu-west'], 'us-east': [inCluster('us-east')], 'eu-west': [] }))).toEqual([GOES, ['create', 'west', 0]]);
    // A new folder beside the one that stays.
    expect(actions(moves(inCluster('asia'), inCluster('asia'), { 'eu-west': [namespace()], 'us-east': [namespace()], 'asia': [namespace()] }, 'asia'))).toEqual([GOES, ['create', 'asia', 0]]);
  });

  test('that is retained is left in AWS, and taken over only by what adopts it', () => {
    const retained = users({ deletionPolicy: 'retain' });
    expect(actions(moves(retained))).toEqual([['keep', 'eu-west', 0], ['conflict', 'us-east', 0, 'NotAdopted']]);
    expect(actions(moves(retained, users({ adoptionPolicy: 'adopt-or-create' })))).toEqual([['keep', 'eu-west', 0], ['adopt', 'us-east', 0]]);
  });

  test('its namespace goes with all that is in it', () => {
    const of = { 'eu-west': [namespace(), ...BOTH['eu-west']], 'us-east': BOTH['us-east'] };
    expect(planned(of, { 'eu-west': BOTH['eu-west'], 'us-east': [namespace(), ...BOTH['us-east']] })).toEqual([GONE('eu-west')]);
  });

  test('to or from a folder of no cluster may be lost', () => {
    const [inOne, beside] = [{ ...BOTH, 'eu-west': [...BOTH['eu-west'], users()] }, { ...BOTH, common: [users()] }];
    for (const [was, is] of [[inOne, beside], [beside, inOne]]) {
      expect(planOf(was, is)).toMatchObject({ tables: [], unchanged: 3, unread: [{ code: 'NotPlanned', resource: 'DynamoDBTable shop/users', problem: expect.stringContaining('"common"'), isRejected: true }] });
    }
  });

  test('that comes beside the same one of another cluster is told', () => {
    const all = { eu: [namespace(), users()], us: [namespace()] };
    for (const [spec, action] of [[{}, 'create'], [{ adoptionPolicy: 'adopt' }, 'adopt']] as const) {
      expect(planOf(all, { ...all, us: [namespace(), users(spec)] })).toMatchObject({ tables: [{ action, rejections: [], summary: expect.stringContaining('in eu has this name and region too. If both clusters ') }], unchanged: 1 });
    }
    expect(planOf(all, { ...all, us: [namespace(), users({ region: 'eu-west-1' })] }).tables[0].summary).not.toContain('in eu');
  });
});

test('an object that comes, in another folder than one of its name that goes, is another one', () => {
  const asia = { asia: [inCluster('asia')] };
  expect(planned({ ...asia, eu: [inCluster('eu')] }, { ...asia, us: [inCluster('us')] })).toEqual([GONE('eu'), ['create', 'DynamoDBTable shop/orders in us', 'orders-us']]);
});

test('what is told of no table is told once, with its folder', () => {
  const flux = { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata: { name: 'tables', namespace: 'flux' }, spec: { prune: true, path: 'a' } };
  const resources = (was: Folders, is: Folders) => planOf(was, is).unread?.map(({ resource }) => resource);
  expect(resources({ ...BOTH, common: [flux] }, BOTH)).toEqual(['Kustomization flux/tables']);
  expect(resources({ ...BOTH, 'eu-west': [...BOTH['eu-west'], flux] }, BOTH)).toEqual(['Kustomization flux/tables in eu-west']);
});

test('lists of objects', () => {
  const list = (...items: object[]) => ({ apiVersion: 'v1', kind: 'List', items });
  expect(planned({ eu: [list(inCluster('eu'))], us: [list(inCluster('us'))] }, { us: [list(inCluster('us'))] })).toEqual([GONE('eu')]);
});

test('the table that each declares has its own defaults of the platform', () => {
  const definition = (policy: string) => ({
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'ComponentDefinition',
    metadata: { name: 'aws-dynamodb-kro' },
    spec: { schematic: { cue: { template: `kind: "DynamoDBTable"\n#Parameter: {\n\tdeletionPolicy: *"${policy}" | "retain"\n}\n` } } },
  });
  const all = { eu: [definition('retain'), application([{ ...component(), properties: VALID }])], us: [definition('delete'), application([component()])] };
  expect(planned(all, { eu: [all.eu[0]], us: [all.us[0]] }).map(([action, resource]) => [action, resource])).toEqual([
    ['delete', 'Application shop/app orders in us'], ['keep', 'Application shop/app orders in eu'],
  ]);
});

describe('what kustomize builds', () => {
  const STREAM = { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' };
  const kustomization = (more: object) => [{ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', ...more }];
  const patch = (spec: object = { deletionPolicy: 'retain' }) => [{ apiVersion: 'kro.run/v1alpha1', kind: 'DynamoDBTable', metadata: { name: 'orders', namespace: 'shop' }, spec }];
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { replicas: 2 } };
  const plan = (was: Folders, is: Folders) => {
    const [previous, next] = [was, is].map((side) => Object.entries(side).map(([path, documents]) => ({ path, documents })));
    const { tables, unchanged, unread = [] } = planFiles(previous, next);
    const some = tables.map(({ action, resource, losses }) => [action, resource, losses.length]);
    return { tables: some, unchanged, unread: unread.map(({ code, isRejected }) => [code, isRejected]) };
  };
  const overlaid = (spec: object = {}, of: readonly object[] = patch()): Folders => ({
    'base/kustomization.yaml': kustomization({ resources: ['orders.yaml'] }),
    'base/orders.yaml': [dynamoDbTable(spec)],
    'overlays/prod/kustomization.yaml': kustomization({ resources: ['../../base'], patches: [{ path: 'patch.yaml' }] }),
    'overlays/prod/patch.yaml': of,
  });
  const BUILT = { tables: [], unchanged: 1, unread: [] };
  const NOT_BUILT = { ...BUILT, unread: [['NotRendered', true]] };

  test('a patch is no table', () => {
    expect(plan(overlaid(), overlaid())).toEqual(BUILT);
    expect(plan(overlaid({ ...STREAM, replicas: [{ regionName: 'eu-west-1' }] }), overlaid(STREAM))).toEqual({ tables: [['change', 'DynamoDBTable shop/orders', 1]], unchanged: 0, unread: [] });
    const beside = (spec: object) => ({ 'a.yaml': [dynamoDbTable(spec)], 'b.yaml': patch() });
    expect(plan(beside(STREAM), beside({}))).toEqual({ tables: [['change', 'DynamoDBTable shop/orders', 0]], unchanged: 0, unread: [] });
    // A table that lacks what it needs is none for want of a whole one.
    expect(plan({ '': [] }, { 'b.yaml': patch() }).tables).toEqual([['reject', 'DynamoDBTable shop/orders', 0]]);
  });

  test('what a patch changes, or what takes another away, may lose the table', () => {
    expect(plan(overlaid(), overlaid({}, patch({ deletionPolicy: 'delete' })))).toEqual(NOT_BUILT);
    expect(plan(overlaid(), overlaid({}, []))).toEqual(NOT_BUILT);
    expect(plan(overlaid(), { ...overlaid(), 'overlays/prod/kustomization.yaml': kustomization({ resources: ['../../base'] }) })).toEqual(NOT_BUILT);
    expect(plan(overlaid(), { ...overlaid(), 'overlays/prod/kustomization.yaml': kustomization({ resources: [], patches: [{ path: 'patch.yaml' }] }) })).toEqual(NOT_BUILT);
    expect(plan(overlaid(), { ...overlaid(), 'base/kustomization.yaml': kustomization({ resources: ['orders.yaml'], namePrefix: 'a-' }) })).toEqual(NOT_BUILT);
  });

  test('also where the tables are in the folder of no cluster, or of another one', () => {
    const cluster = (name: string, ...resources: string[]) => ({ [`${name}/kustomization.yaml`]: kustomization({ resources }), [`${name}/ns.yaml`]: [namespace()] });
    for (const folder of ['base', 'eu']) {
      const all = { [`${folder}/kustomization.yaml`]: kustomization({ resources: ['t.yaml'] }), [`${folder}/t.yaml`]: [dynamoDbTable()], ...cluster('eu', 'ns.yaml'), ...cluster('us', 'ns.yaml', `../${folder}`) };
      for (const us of [cluster('us', 'ns.yaml'), { 'us/kustomization.yaml': [] }, { 'us/kustomization.yaml': kustomization({ namePrefix: 'a-', resources: ['ns.yaml', `../${folder}`] }) }]) {
        expect(plan(all, { ...all, ...us })).toEqual(NOT_BUILT);
      }
      // A cluster that is new loses nothing.
      expect(plan(all, { ...all, ...cluster('asia', 'ns.yaml', `../${folder}`) })).toEqual({ ...BUILT, unread: [['NotRendered', false]] });
    }
    const definition = { apiVersion: 'kro.run/v1alpha1', kind: 'ResourceGraphDefinition', metadata: { name: 'tables' }, spec: { schema: { kind: 'DynamoDBTable' } } };
    const all = { 'apps/t.yaml': [dynamoDbTable()], 'eu/p.yaml': [definition], 'us/p.yaml': [definition] };
    expect(plan(all, { ...all, 'us/p.yaml': [] })).toEqual({ ...BUILT, unread: [['NotPlanned', true]] });
  });

  describe('a table that another kustomization lists', () => {
    const apps = ['shop', 'web'].map((name) => dynamoDbTable({ tableName: name }, { name }));
    const side = (lists: Readonly<Record<string, readonly string[]>>, file: string): Folders => ({
      ...Object.fromEntries(Object.entries(lists).map(([folder, resources]) => [`${folder}/kustomization.yaml`, kustomization({ resources })])),
      [file]: [dynamoDbTable()],
      'base/d.yaml': [deployment],
    });
    const inBase = side({ base: ['d.yaml', 't.yaml'], eu: ['../base'], us: ['../base'] }, 'base/t.yaml');
    const inOne = side({ base: ['d.yaml'], eu: ['../base', 't.yaml'], us: ['../base'] }, 'eu/t.yaml');
    const inOther = side({ base: ['d.yaml'], eu: ['../base'], us: ['../base', 't.yaml'] }, 'us/t.yaml');

    test('may be lost in an overlay', () => {
      for (const [was, is] of [[inBase, inOne], [inOne, inOther], [inOther, inOne]]) {
        expect(plan(was, is)).toEqual(NOT_BUILT);
      }
    });

    test('is told for tables alone, and not where a file, a folder or another table changes', () => {
      expect(plan(inBase, side({ base: ['d.yaml', 'new.yaml'], eu: ['../base'], us: ['../base'] }, 'base/new.yaml'))).toEqual(BUILT);
      const web = side({ base: ['t.yaml'], eu: ['../base', '../base/d.yaml'], us: ['../base'] }, 'base/t.yaml');
      expect(plan(web, side({ base: ['t.yaml'], eu: ['../base'], us: ['../base', '../base/d.yaml'] }, 'base/t.yaml'))).toEqual(BUILT);
      const folders = (...names: string[]): Folders => Object.fromEntries(names.flatMap((name, i) => [[`${name}/kustomization.yaml`, kustomization({ resources: ['t.yaml'] })], [`${name}/t.yaml`, [apps[i]]]]));
      expect(plan(folders('shop', 'web'), folders('zshop', 'web'))).toEqual({ ...BUILT, unchanged: 2 });
      expect(plan(folders('shop'), folders('shop', 'web')).unread.filter(([code]) => code !== 'NotRendered')).toEqual([]);
      const added = { ...inOne, 'eu/new.yaml': [apps[0]], 'eu/kustomization.yaml': kustomization({ resources: ['../base', 'new.yaml', 't.yaml'] }) };
      expect(plan(inOne, added)).toMatchObject({ tables: [['create', 'DynamoDBTable shop/shop', 0]], unread: [] });
      expect(plan(added, inOne)).toMatchObject({ tables: [['delete', 'DynamoDBTable shop/shop', 1]], unread: [] });
    });
  });

  test('a patch file of a workload changes no table', () => {
    const all = overlaid();
    const patched = (more: object, of: object = deployment): Folders => ({
      ...all, 'overlays/prod/p.yaml': [of], 'overlays/prod/kustomization.yaml': kustomization({ resources: ['../../base'], ...more }),
    });
    const path = 'p.yaml';
    const none = patched({});
    for (const more of [{ patches: [{ path }] }, { patches: [{ path, target: { kind: 'Deployment' } }] }, { patchesStrategicMerge: [path] }]) {
      expect(plan(none, patched(more))).toEqual(BUILT);
      expect(plan(patched(more), none)).toEqual(BUILT);
      // What is not in the input, and what tables may depend on.
      const { 'overlays/prod/p.yaml': _, ...absent } = patched(more);
      expect(plan(none, absent)).toEqual(NOT_BUILT);
      for (const of of [{ ...namespace(), $patch: 'delete' }, ...patch()]) {
        expect(plan(none, patched(more, of))).toEqual(NOT_BUILT);
      }
    }
    expect(plan(none, patched({ patches: [{ path, target: { kind: 'DynamoDBTable' } }] }))).toEqual(NOT_BUILT);
    expect(plan(none, patched({ patches: [{ path, target: { name: 'orders' } }] }))).toEqual(NOT_BUILT);
  });

  test('the files that change are named', () => {
    const both = (prod: object, dev: readonly object[] = patch()) => {
      const of = overlaid({}, patch(prod));
      const all: Folders = { ...of, 'overlays/dev/kustomization.yaml': of['overlays/prod/kustomization.yaml'], 'overlays/dev/patch.yaml': dev };
      return Object.entries(all).map(([path, documents]) => ({ path, documents }));
    };
    const named = (...[was, is]: Array<ReturnType<typeof both>>) => planFiles(was, is).unread?.map(({ resource }) => resource);
    expect(named(both({}), both({ deletionPolicy: 'delete' }))).toEqual(['Kustomization overlays/prod/patch.yaml']);
    expect(named(both({}), both({ deletionPolicy: 'delete' }, []))).toEqual(['Kustomization overlays/dev/patch.yaml, overlays/prod/patch.yaml']);
    const one = (...resources: string[]) => [{ path: '', documents: kustomization({ resources }) }];
    expect(named(one('a.yaml'), one('b.yaml'))).toEqual(['Kustomization']);
  });

  test('what cannot be of a table is not told', () => {
    const other = (more: object) => ({ ...overlaid(), 'base/kustomization.yaml': kustomization({ resources: ['orders.yaml'], ...more }) });
    for (const more of [
      { images: [{ name: 'web', newTag: '2' }] }, { replicas: [{ name: 'web', count: 2 }] }, { configMapGenerator: [{ name: 'a' }] },
      { patches: [{ target: { kind: 'Deployment' }, patch: '- op: remove' }] }, { patchesStrategicMerge: ['kind: Deployment'] },
    ]) {
      expect(plan(overlaid(), other(more))).toEqual(BUILT);
    }
    expect(plan(overlaid({}, [deployment]), overlaid({}, [{ ...deployment, spec: {} }]))).toEqual(BUILT);
    expect(plan(overlaid(), other({ patches: [{ target: { kind: 'DynamoDBTable' }, patch: '- op: remove' }] }))).toEqual(NOT_BUILT);
    expect(plan(overlaid(), other({ patches: [{ patch: '$patch: delete' }] }))).toEqual(NOT_BUILT);
  });

  test('a file that it lists no more is left out, and one that it lists is not', () => {
    const side = (...resources: string[]) => ({ 'a.yaml': [dynamoDbTable()], 'b.yaml': [dynamoDbTable({ tableName: 'xtra' }, { name: 'xtra' })], 'kustomization.yaml': kustomization({ resources }) });
    expect(plan(side('a.yaml', './b.yaml'), side('b.yaml'))).toEqual({ tables: [['delete', 'DynamoDBTable shop/orders', 1]], unchanged: 1, unread: [] });
    expect(plan(side('b.yaml'), side('a.yaml', 'b.yaml'))).toEqual({ ...BUILT, unchanged: 2 });
    expect(plan(side('a.yaml', 'b.yaml'), { ...side(), 'kustomization.yaml': [] })).toEqual({ ...NOT_BUILT, unchanged: 2 });
  });

  test('a list of objects, as jq prints it, is its objects', () => {
    const [orders, xtra] = [dynamoDbTable(), dynamoDbTable({ tableName: 'xtra' }, { name: 'xtra' })];
    expect(plan({ a: [[orders, xtra]] }, { a: [xtra] })).toEqual({ tables: [['delete', 'DynamoDBTable shop/orders', 1]], unchanged: 1, unread: [] });
  });
});
