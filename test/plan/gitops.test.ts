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

describe('what deploys other objects, and goes', () => {
  const FINALIZER = 'resources-finalizer.argocd.argoproj.io';
  const of = (apiVersion: string, kind: string, spec: object, finalizers: string[] = []): object => ({ apiVersion, kind, metadata: { name: 'shop', namespace: 'gitops', finalizers }, spec });
  const argo = (...finalizers: string[]) => of('argoproj.io/v1alpha1', 'Application', { source: {} }, finalizers);
  const set = (spec: object) => of('argoproj.io/v1alpha1', 'ApplicationSet', spec);
  const flux = (spec: object) => of('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', spec);
  const release = (spec: object) => of('helm.toolkit.fluxcd.io/v2', 'HelmRelease', spec);
  const unread = (was: object[], is: object[]) => planOf(was, is).unread?.map(({ code, resource, problem, fix, isRejected }) => [code, resource, `${problem}. ${fix}`, isRejected]);

  test.each<[string, object, string, string]>([
    ['an Application of Argo CD', argo(FINALIZER), 'Application gitops/shop', `remove its finalizer ${FINALIZER} in a change before this one`],
    ['one that says how', argo(`${FINALIZER}/background`), 'Application gitops/shop', 'remove its finalizer'],
    ['an ApplicationSet', set({ generators: [] }), 'ApplicationSet gitops/shop', 'set spec.syncPolicy.preserveResourcesOnDeletion to true'],
    ['an ApplicationSet with the finalizer', set({ syncPolicy: { preserveResourcesOnDeletion: true }, template: { metadata: { finalizers: [FINALIZER] } } }), 'ApplicationSet gitops/shop', ''],
    ['a Kustomization of Flux', flux({ prune: true }), 'Kustomization gitops/shop', 'set spec.prune to false'],
    ['a Kustomization of Flux that deletes', flux({ prune: false, deletionPolicy: 'Delete' }), 'Kustomization gitops/shop', ''],
    ['a HelmRelease', release({ chart: {} }), 'HelmRelease gitops/shop', 'set spec.suspend to true'],
  ])('is told, for what it deployed goes with it: %s', (_, object, resource, keep) => {
    const going = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'gitops' } };
    expect(unread([object], [])).toEqual([['NotPlanned', resource, expect.stringMatching(/^is an? .* that is no longer declared, and all that it deployed is deleted with it\. See whether a table goes: /), true]]);
    expect(unread([object], [])![0][2]).toContain(keep);
    expect(unread([going, object], [object])).toEqual([['NotPlanned', resource, expect.stringContaining('that goes (Namespace gitops is no longer declared, and all that is in it goes with it), and'), true]]);
    expect(unread([object], [object])).toBeUndefined();
    expect(unread([], [object])).toBeUndefined();
    expect(unread([noted(object, { 'argocd.argoproj.io/sync-options': 'Prune=false' })], [])).toBeUndefined();
  });

  test.each<[string, object]>([
    ['an Application of Argo CD', argo()],
    ['one with another finalizer', argo('post-delete-finalizer.argocd.argoproj.io')],
    ['an ApplicationSet', set({ syncPolicy: { preserveResourcesOnDeletion: true } })],
    ['a Kustomization of Flux', flux({ prune: false })],
    ['one that leaves what it deployed', flux({ prune: true, deletionPolicy: 'Orphan' })],
    ['one that is suspended', flux({ prune: true, suspend: true })],
    ['a HelmRelease that is suspended', release({ suspend: true })],
  ])('is not told where that stays: %s', (_, object) => {
    expect(unread([object], [])).toBeUndefined();
  });

  test.each<[string, object, object]>([
    ['another path', flux({ prune: true, path: './a' }), flux({ prune: true, path: './b' })],
    ['another source', flux({ prune: true, sourceRef: { name: 'a' } }), flux({ prune: true, sourceRef: { name: 'b' } })],
    ['another namespace', release({ targetNamespace: 'a' }), release({ targetNamespace: 'b' })],
    ['another chart', release({ chart: { spec: { chart: 'a' } } }), release({ chart: { spec: { chart: 'b' } } })],
  ])('is told where it stays, and deploys something else: %s', (_, was, is) => {
    expect(unread([was], [is])).toEqual([['NotPlanned', expect.any(String), expect.stringMatching(/ that may deploy something else \(\w+\), and deletes what it no longer deploys\. See whether/), true]]);
    expect(unread([was], [was])).toBeUndefined();
    // A chart without a table changes often.
    expect(unread([was], [is])![0][2]).toMatch(/ If it never deploys a table, give the following in the command of the pipeline for good\. If that is meant: --allow-data-loss gitops\/shop$/);
    expect(unread([was], [])![0][2]).not.toContain('for good');
  });

  const argoApp = (spec: object, prune = true) => of('argoproj.io/v1alpha1', 'Application', { syncPolicy: { automated: { prune } }, source: { repoURL: 'r', path: 'a' }, destination: { namespace: 'shop' }, ...spec });
  const generating = (generators: object[], more: object = {}) => of('argoproj.io/v1alpha1', 'ApplicationSet', { generators, template: { spec: {} }, ...more });
  const elements = (...clusters: string[]) => ({ list: { elements: clusters.map((cluster) => ({ cluster })) } });
  const nested = (...clusters: string[]) => ({ matrix: { generators: [{ git: {} }, elements(...clusters)] } });

  test.each<[string, object, object]>([
    ['a path', argoApp({}), argoApp({ source: { repoURL: 'r', path: 'b' } })],
    ['a repository', argoApp({}), argoApp({ source: { repoURL: 's', path: 'a' } })],
    ['a revision', argoApp({}), argoApp({ source: { repoURL: 'r', path: 'a', targetRevision: '2' } })],
    ['a namespace', argoApp({}), argoApp({ destination: { namespace: 'other' } })],
    ['a cluster', argoApp({}), argoApp({ destination: { namespace: 'shop', name: 'eu' } })],
    ['one of several sources', argoApp({ sources: [{ path: 'a' }, { path: 'b' }] }), argoApp({ sources: [{ path: 'b' }] })],
    ['an element', generating([elements('eu', 'us')]), generating([elements('us')])],
    ['an element of a generator in another one', generating([nested('eu', 'us')]), generating([nested('us')])],
    ['a generator', generating([elements('eu'), elements('us')]), generating([elements('eu')])],
    ['a selector', generating([{ clusters: { selector: { matchLabels: { a: '1' } } } }]), generating([{ clusters: { selector: { matchLabels: { a: '2' } } } }])],
  ])('of Argo CD is told where it deploys something else: %s', (_, was, is) => {
    expect(unread([was], [is])).toEqual([['NotPlanned', expect.any(String), expect.stringMatching(/ that may deploy something else \(\w+\), and deletes what it no longer deploys\. See whether/), true]]);
    expect(unread([was], [was])).toBeUndefined();
  });

  test.each<[string, object, object]>([
    ['a person decides what is pruned', argoApp({}, false), argoApp({ source: { path: 'b' } }, false)],
    ['an element comes', generating([elements('eu')]), generating([elements('us', 'eu'), elements('asia')])],
    ['it keeps what it deployed', generating([elements('eu')], { syncPolicy: { preserveResourcesOnDeletion: true } }), generating([], { syncPolicy: { preserveResourcesOnDeletion: true } })],
  ])('of Argo CD is not told where %s', (_, was, is) => {
    expect(unread([was], [is])).toBeUndefined();
  });

  test('is not told where it stays, and deletes nothing', () => {
    expect(unread([flux({ path: './a' })], [flux({ path: './b' })])).toBeUndefined();
    expect(unread([flux({ prune: true, path: './a' })], [flux({ prune: false, path: './b' })])).toBeUndefined();
  });

  test.each(['helm', 'kustomize', 'ref-objects'])('is told of a component of KubeVela: %s', (type) => {
    const [web, chart] = [{ name: 'web', type: 'webservice', properties: { image: 'a' } }, { name: 'tables', type, properties: {} }];
    const [both, one] = [application([web, chart]), application([web])];
    for (const is of [[one], []]) {
      expect(unread([both], is)).toEqual([['NotPlanned', 'Application shop/app', expect.stringMatching(`^no longer has the component tables of type ${type}, and all that it deployed is deleted with it\\. See whether`), true]]);
    }
    expect(unread([both], [both])).toBeUndefined();
    expect(unread([one], [])).toBeUndefined();
  });

  test('is not taken for another Application of that name', () => {
    const other = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name: 'app', namespace: 'shop' }, spec: { source: {} } };
    const kept = application([component()], { policies: [{ name: 'gc', type: 'garbage-collect', properties: { rules: [{ selector: { resourceTypes: ['DynamoDBTable'] }, strategy: 'onAppDelete' }] } }] });
    expect(planOf([kept, other], [other]).tables).toMatchObject([{ action: 'delete', losses: LOST }]);
  });
});

describe('what holds tables that are not read', () => {
  const unread = (was: object[], is: object[]) => planOf(was, is).unread
    ?.map(({ code, resource, problem, isRejected }) => [code, resource, problem, isRejected]);
  const of = (apiVersion: string, kind: string, rest: object): object => ({ apiVersion, kind, metadata: { name: 'shop', namespace: 'gitops' }, ...rest });
  const TEXT = 'apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: orders}\nspec: {}\n';

  test.each<[string, object, object, string]>([
    ['a Bundle of Fleet', of('fleet.cattle.io/v1alpha1', 'Bundle', { spec: { resources: [{ content: TEXT }] } }), of('fleet.cattle.io/v1alpha1', 'Bundle', { spec: { resources: [] } }), 'spec.resources[0].content'],
    ['a ConfigMap', of('v1', 'ConfigMap', { data: { a: TEXT } }), of('v1', 'ConfigMap', { data: {} }), 'data.a'],
    ['values of Helm', of('argoproj.io/v1alpha1', 'Application', { spec: { source: { helm: { valuesObject: { extra: [table()] } } } } }), of('argoproj.io/v1alpha1', 'Application', { spec: {} }), 'spec.source.helm.valuesObject.extra[0]'],
  ])('is told where it goes or changes: %s', (_, was, is, where) => {
    expect(unread([was], [])).toEqual([['NotPlanned', expect.any(String), `holds a DynamoDBTable in ${where}, and is no longer declared`, true]]);
    expect(unread([was], [is])).toEqual([['NotPlanned', expect.any(String), `holds a DynamoDBTable in ${where}, and changes`, true]]);
    expect(unread([was], [{ ...was, status: {} }])?.filter(([code]) => code === 'NotPlanned') ?? []).toEqual([]);
    expect(unread([noted(was, { 'helm.sh/resource-policy': 'keep' })], [])).toBeUndefined();
  });

  test('is told once where it deletes what it deployed', () => {
    expect(unread([of('helm.toolkit.fluxcd.io/v2', 'HelmRelease', { spec: { values: { extra: table() } } })], [])).toHaveLength(1);
  });

  test('a composite of Crossplane that makes a DynamoDBTable is told', () => {
    const composition = of('apiextensions.crossplane.io/v1', 'Composition', { spec: { compositeTypeRef: { apiVersion: 'acme.org/v1', kind: 'XStore' }, resources: [{ base: table() }] } });
    expect(unread([composition, of('acme.org/v1', 'XStore', { spec: {} })], [composition])?.map(([, resource]) => resource)).toEqual(['XStore gitops/shop']);
  });
});

describe('what keeps the object is taken away, and the table stays', () => {
  const FREED = [{ action: 'change', calls: [], losses: [], rejections: [], changes: [{ code: 'DeletionPolicyChanged', fields: ['object'], from: 'kept', to: 'deleted' }] }];
  const annotated = (object: any, annotations: object): any => ({ ...object, metadata: { ...object.metadata, annotations } });

  test.each<[string, object]>([
    ['Argo CD', { 'argocd.argoproj.io/sync-options': 'Prune=false' }],
    ['Flux', { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' }],
    ['Helm', { 'helm.sh/resource-policy': 'keep' }],
  ])('an annotation of %s', (_, annotations) => {
    for (const object of [table(), application([component()])]) {
      expect(planOf([annotated(object, annotations)], [object]).tables).toMatchObject(FREED);
      expect(planOf([object], [annotated(object, annotations)])).toEqual({ tables: [], unchanged: 1 });
    }
  });

  test('a policy of KubeVela', () => {
    const never = (strategy: string) => application([component()], { policies: [{ name: 'gc', type: 'garbage-collect', properties: { rules: [{ selector: { componentNames: ['orders'] }, strategy }] } }] });
    expect(planOf([never('never')], [application([component()])]).tables).toMatchObject(FREED);
    expect(planOf([never('never')], [never('onAppUpdate')]).tables).toMatchObject(FREED);
    expect(planOf([never('never')], [never('never')])).toEqual({ tables: [], unchanged: 1 });
  });
});

describe('a kustomization that is not built', () => {
  const file = (more: object = {}) => ({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: ['a.yaml', 'b.yaml'], ...more });
  const unread = (was: object[], is: object[]) => planOf(was, is).unread?.map(({ code, isRejected }) => [code, isRejected]);

  test.each<[string, object[], object[]]>([
    ['leaves something out', [file()], [file({ resources: ['a.yaml'] })]],
    ['patches', [file()], [file({ patches: [{ patch: '$patch: delete' }] })]],
    ['renames', [file()], [file({ namePrefix: 'a-' })]],
    ['does not say what it is', [{ resources: ['a.yaml'] }], [{ resources: ['b.yaml'] }]],
    ['comes', [], [file()]],
  ])('is told where it changes: %s', (_, was, is) => {
    expect(unread(was, is)).toEqual([['NotRendered', false]]);
    expect(unread(was, was)).toBeUndefined();
  });

  test.each<[string, object]>([
    ['labels', { labels: [{ pairs: { 'app.kubernetes.io/part-of': 'shop', 'team': 'a' }, includeSelectors: true }] }],
    ['common labels', { commonLabels: { 'app.kubernetes.io/part-of': 'shop' } }],
    ['common annotations', { commonAnnotations: { 'acme.com/owner': 'a' } }],
  ])('changes no table by its %s', (_, more) => {
    expect(unread([file()], [file(more)])).toBeUndefined();
    expect(unread([file(more)], [file()])).toBeUndefined();
  });

  const selecting = (selector: object) => ({ apiVersion: 'services.k8s.aws/v1alpha1', kind: 'IAMRoleSelector', metadata: { name: 'team' }, spec: { arn: 'arn:aws:iam::111122223333:role/ack', ...selector } });

  test.each<[string, object, object?]>([
    ['a label of Flux', { labels: [{ pairs: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } }] }],
    ['a label of ours', { commonLabels: { 'dynamodb-kro/provider-config': 'a' } }],
    ['an annotation of Argo CD', { commonAnnotations: { 'argocd.argoproj.io/hook': 'Sync' } }],
    ['an annotation of Helm', { commonAnnotations: { 'helm.sh/resource-policy': 'keep' } }],
    ['an annotation of ACK', { commonAnnotations: { 'dynamodb.services.k8s.aws/deletion-policy': 'retain' } }],
    ['a label of KubeVela', { commonLabels: { 'app.oam.dev/name': 'a' } }],
    ['a label that a selector reads', { labels: [{ pairs: { team: 'a' } }] }, selecting({ namespaceSelector: { labelSelector: { matchLabels: { team: 'a' } } } })],
    ['fields that get labels', { labels: [{ pairs: { team: 'a' }, fields: [{ path: 'spec/tableName' }] }] }],
  ])('may change tables by %s', (...[, more, besides]) => {
    const objects = besides === undefined ? [] : [besides];
    expect(unread([file(), ...objects], [file(more), ...objects])).toEqual([['NotRendered', false]]);
    expect(unread([file(more), ...objects], [file(more), ...objects])).toBeUndefined();
  });

  test('that no longer says as a label what it says as an annotation changes', () => {
    const mark = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };
    expect(unread([file({ commonAnnotations: mark })], [file({ commonLabels: mark })])).toEqual([['NotRendered', false]]);
  });

  test('is none of a file with resources of another tool', () => {
    expect(unread([{ resources: [{ type: 'a' }] }], [{ resources: [{ type: 'b' }] }])).toBeUndefined();
  });
});
