/** What annotations of Argo CD, Flux and Helm make of a change, by the sources of those tools. */
import { application, component, dynamoDbTable, planOf } from './tables';

const FLUX = 'kustomize.toolkit.fluxcd.io';
const HOOK = 'argocd.argoproj.io/hook';
const TAGS = { tags: [{ key: 'a', value: 'b' }] };
const LOST = [{ kind: 'table', name: 'orders' }];

const noted = (object: any, annotations: object = {}, labels: object = {}): any =>
  ({ ...object, metadata: { ...object.metadata, annotations, labels } });
const table = (annotations: object = {}, spec: object = {}) => noted(dynamoDbTable(spec), annotations);
const app = (annotations: object = {}, spec: object = {}) => noted(application([component(spec)]), annotations);
const namespace = (annotations: object = {}) => noted({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }, annotations);
const rawTable = (annotations: object = {}) => noted({ apiVersion: 'dynamodb.services.k8s.aws/v1alpha1', kind: 'Table', metadata: { name: 'orders', namespace: 'shop' }, spec: { tableName: 'orders' } }, annotations);
const deletes = (policy: string, hook = 'PreSync') => ({ [HOOK]: hook, [`${HOOK}-delete-policy`]: policy });

describe('a hook', () => {
  test.each<[string, object, string, string]>([
    ['by default', { [HOOK]: 'PreSync' }, 'replace', 'Argo CD deletes the object and makes it anew at each sync or upgrade'],
    ['of several phases', { [HOOK]: 'Sync, PostSync' }, 'replace', 'and makes it anew'],
    ['BeforeHookCreation', deletes('BeforeHookCreation'), 'replace', 'and makes it anew'],
    ['with a policy that there is not', deletes('Never'), 'replace', 'and makes it anew'],
    ['HookSucceeded', deletes('HookSucceeded'), 'delete', 'Argo CD deletes the object at the end of each sync or upgrade'],
    ['both', deletes('BeforeHookCreation,HookSucceeded'), 'delete', 'at the end of each sync'],
    ['HookFailed', deletes('HookFailed'), 'delete', 'when a sync or an upgrade fails'],
    ['a policy of Helm beside it', { [HOOK]: 'Sync', 'helm.sh/hook-delete-policy': 'hook-succeeded' }, 'delete', 'at the end of each sync'],
    ['of Helm', { 'helm.sh/hook': 'pre-upgrade' }, 'replace', 'Helm deletes the object and makes it anew'],
    ['of Helm, that succeeds', { 'helm.sh/hook': 'post-install,post-upgrade', 'helm.sh/hook-delete-policy': 'hook-succeeded' }, 'delete', 'Helm deletes the object at the end'],
    ['that is not applied with the others', { 'helm.sh/hook': 'test' }, 'delete', 'Helm does not apply the object with the others'],
    ['that there is not', { [HOOK]: 'PostDelete' }, 'delete', 'Argo CD does not apply the object with the others'],
  ])('takes the table with it: %s', (_, annotations, action, summary) => {
    for (const [was, is] of [[table(), table(annotations)], [table(), table(annotations, TAGS)], [app(), app(annotations)]]) {
      expect(planOf([was], [is]).tables).toMatchObject([{ action, losses: LOST, summary: expect.stringContaining(summary) }]);
    }
    expect(planOf([rawTable()], [rawTable(annotations)]).tables).toMatchObject([{ action: 'delete', losses: LOST, summary: expect.stringContaining(summary) }]);
  });

  test('that is one already is made anew each time, and one that is not applied with the others stays', () => {
    expect(planOf([table({ [HOOK]: 'Sync' })], [table({ [HOOK]: 'Sync' })]).tables).toMatchObject([{ action: 'replace', losses: LOST }]);
    expect(planOf([table({ 'helm.sh/hook': 'test' })], [table({ 'helm.sh/hook': 'test' })])).toEqual({ tables: [], unchanged: 1 });
    expect(planOf([table({ [HOOK]: 'Sync' })], [table()])).toEqual({ tables: [], unchanged: 1 });
  });

  test.each<[string, object]>([['Skip', { [HOOK]: 'Skip' }], ['that stands for a CustomResourceDefinition', { 'helm.sh/hook': 'crd-install' }]])('that is none deletes nothing: %s', (_, annotations) => {
    expect(planOf([table()], [table(annotations)])).toEqual({ tables: [], unchanged: 1 });
  });

  test('leaves a table that is retained or protected', () => {
    const hook = { [HOOK]: 'Sync' };
    const retained = { deletionPolicy: 'retain' };
    const adopting = { ...retained, adoptionPolicy: 'adopt-or-create' };
    expect(planOf([table({}, retained)], [table(hook, retained)]).tables).toMatchObject([{ action: 'conflict', losses: [], rejections: [{ code: 'NotAdopted' }] }]);
    expect(planOf([table({}, adopting)], [table(hook, adopting)]).tables).toMatchObject([{ action: 'move', losses: [] }]);
    expect(planOf([table({}, retained)], [table(deletes('HookSucceeded'), retained)]).tables).toMatchObject([{ action: 'keep', losses: [] }]);
    const isProtected = { deletionProtectionEnabled: true };
    expect(planOf([table({}, isProtected)], [table(hook, isProtected)]).tables).toMatchObject([{ action: 'conflict', losses: [], rejections: [{ code: 'DeletionProtection' }] }]);
  });

  test('that is new is warned of, for it goes with the next change', () => {
    expect(planOf([], [table({ [HOOK]: 'Sync' })]).tables).toMatchObject([{ action: 'create', losses: [], warnings: [{ code: 'Hook', problem: expect.stringMatching(/^Argo CD deletes the object .*, and the table in AWS with it$/) }] }]);
    expect(planOf([], [table({ 'helm.sh/hook': 'test' })]).tables).toMatchObject([{ action: 'conflict', calls: [], rejections: [{ code: 'NotApplied' }] }]);
  });

  test('takes what is in it, where it is a namespace', () => {
    const { tables } = planOf([namespace(), table()], [namespace({ [HOOK]: 'PreSync' }), table()]);
    expect(tables).toMatchObject([{ action: 'delete', losses: LOST, summary: expect.stringContaining('Namespace shop goes (Argo CD deletes the object and makes it anew') }]);
  });
});

describe('what is left in the cluster when it is no longer declared', () => {
  test.each<[string, object, object]>([
    ['Argo CD', { 'argocd.argoproj.io/sync-options': 'Prune=false' }, {}],
    ['Helm', { 'helm.sh/resource-policy': 'keep' }, {}],
    ['Flux', { [`${FLUX}/prune`]: 'disabled' }, {}],
    ['a label of Flux', {}, { [`${FLUX}/prune`]: 'Disabled' }],
    ['Flux, which does not look at it', { [`${FLUX}/reconcile`]: 'disabled' }, {}],
    ['Flux, which does not apply it', {}, { [`${FLUX}/ssa`]: 'Ignore' }],
  ])('a table, an Application, and what a Namespace holds: %s', (_, annotations, labels) => {
    for (const object of [dynamoDbTable(), application([component()])]) {
      expect(planOf([noted(object, annotations, labels)], []).tables).toMatchObject([{ action: 'keep', losses: [] }]);
    }
    const kept = noted(namespace(), annotations, labels);
    expect(planOf([kept, table()], [table()])).toEqual({ tables: [], unchanged: 1 });
    expect(planOf([kept, noted(dynamoDbTable(), annotations, labels)], []).tables).toMatchObject([{ action: 'keep', losses: [] }]);
    expect(planOf([namespace(), noted(dynamoDbTable(), annotations, labels)], []).tables).toMatchObject([{ action: 'delete', losses: LOST }]);
  });

  test('not by an annotation that says something else', () => {
    for (const annotations of [{ [`${FLUX}/prune`]: 'enabled' }, { [`${FLUX}/ssa`]: 'IfNotPresent' }, { [`${FLUX}/ssa`]: 'Merge' }]) {
      expect(planOf([table(annotations)], []).tables).toMatchObject([{ action: 'delete', losses: LOST }]);
    }
    // Only Flux reads labels.
    expect(planOf([noted(dynamoDbTable(), {}, { 'helm.sh/resource-policy': 'keep' })], []).tables).toMatchObject([{ action: 'delete' }]);
  });

  test('an object that holds a table', () => {
    const work = (annotations: object, manifests: object[]) => noted({ apiVersion: 'work.open-cluster-management.io/v1', kind: 'ManifestWork', metadata: { name: 'w', namespace: 'eu' }, spec: { workload: { manifests } } }, annotations);
    const kept = { 'argocd.argoproj.io/sync-options': 'Prune=false' };
    expect(planOf([work(kept, [table()])], []).tables).toMatchObject([{ action: 'keep', losses: [] }]);
    expect(planOf([work({}, [table()])], []).tables).toMatchObject([{ action: 'delete', losses: LOST }]);
    expect(planOf([work(kept, [table()])], [work(kept, [])]).tables).toMatchObject([{ action: 'delete', losses: LOST }]);
  });
});

describe('what is not applied', () => {
  const NOT_APPLIED = [{ code: 'NotApplied' }];

  test.each<[string, object, object]>([
    ['reconcile', {}, { [`${FLUX}/reconcile`]: 'disabled' }],
    ['reconcile, as it was', { [`${FLUX}/reconcile`]: 'disabled' }, {}],
    ['ssa: Ignore', {}, { [`${FLUX}/ssa`]: 'Ignore' }],
    ['ssa: IfNotPresent', {}, { [`${FLUX}/ssa`]: 'IfNotPresent' }],
    ['a hook that is skipped', {}, { [HOOK]: 'Skip' }],
  ])('changes nothing: %s', (_, before, after) => {
    for (const make of [table, app]) {
      expect(planOf([make(before)], [make(after, TAGS)]).tables).toMatchObject([{ action: 'conflict', changes: [], calls: [], rejections: NOT_APPLIED }]);
      expect(planOf([make(before)], [make(after)])).toEqual({ tables: [], unchanged: 1 });
    }
  });

  test('is not created, unless it is only not changed', () => {
    expect(planOf([], [table({ [`${FLUX}/reconcile`]: 'disabled' })]).tables).toMatchObject([{ action: 'conflict', calls: [], rejections: NOT_APPLIED }]);
    expect(planOf([], [table({ [`${FLUX}/ssa`]: 'IfNotPresent' })]).tables).toMatchObject([{ action: 'create' }]);
    expect(planOf([table({ [`${FLUX}/ssa`]: 'IfNotPresent' })], [table({}, TAGS)]).tables).toMatchObject([{ action: 'change' }]);
  });

  test('deletes no component', () => {
    const other = component({ tableName: 'other' }, { name: 'other' });
    const ignored = { [`${FLUX}/reconcile`]: 'disabled' };
    expect(planOf([noted(application([component(), other]), ignored)], [noted(application([other]), ignored)]).tables).toMatchObject([{ action: 'conflict', losses: [], rejections: NOT_APPLIED }]);
    expect(planOf([noted(application([component(), other]), {})], [noted(application([other]), {})]).tables).toMatchObject([{ action: 'delete' }]);
  });
});
