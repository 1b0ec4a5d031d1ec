/** What KubeVela, Argo CD and Flux make of a declaration by their own settings. */
import { application, component, dynamoDbTable as table, planOf } from './tables';

const TAGS = { tags: [{ key: 'a', value: '1' }] };
const OTHER = { tags: [{ key: 'a', value: '2' }] };
const policy = (type: string, properties: object) => [{ name: type, type, properties }];
const rule = (more: object = {}) => ({ rules: [{ selector: { componentNames: ['orders'] }, ...more }] });
const app = (spec: object, policies: object[] = [], annotations?: object): any => {
  const made: any = application([component(spec), component({ tableName: 'other' }, { name: 'other' })], { policies });
  return annotations === undefined ? made : { ...made, metadata: { ...made.metadata, annotations } };
};
const without = (name: string, of: any): any => ({
  ...of, spec: { ...of.spec, components: of.spec.components.filter((each: any) => each.name !== name) },
});
const NOT_APPLIED = [{ code: 'NotApplied' }];

describe('a change that KubeVela does not make', () => {
  const once = (strategy: object) => policy('apply-once', { enable: true, ...rule({ strategy }) });
  const version = (value: string) => ({ 'app.oam.dev/publishVersion': value });

  test.each<[string, object[], object?]>([
    ['applied once, always', once({ affect: 'always', path: ['*'] })],
    ['applied once, at no certain time', once({ path: ['*'] })],
    ['applied once, on updates', once({ affect: 'onUpdate', path: ['spec'] })],
    ['only read', policy('read-only', rule())],
    ['of a version that is as before', [], version('v1')],
  ])('of a table that is %s', (...[, policies, annotations]) => {
    expect(planOf([app(TAGS, policies, annotations)], [app(OTHER, policies, annotations)]).tables)
      .toMatchObject([{ action: 'conflict', summary: 'Nothing changes in AWS.', calls: [], changes: [], losses: [], rejections: NOT_APPLIED }]);
    expect(planOf([app(TAGS, policies, annotations)], [app(TAGS, policies, annotations)])).toEqual({ tables: [], unchanged: 2 });
  });

  test.each<[string, object[], object?, object?]>([
    ['applied once, while it is kept', once({ affect: 'onStateKeep', path: ['*'] })],
    ['applied once, with a rule that is off', policy('apply-once', { enable: false, ...rule({ strategy: { path: ['*'] } }) })],
    ['applied once without rules', policy('apply-once', { enable: true })],
    ['applied once in another field', once({ path: ['spec.replicas'] })],
    ['of another version', [], version('v1'), version('v2')],
  ])('is made of a table that is %s', (...[, policies, was, is]) => {
    expect(planOf([app(TAGS, policies, was)], [app(OTHER, policies, is)]).tables).toMatchObject([{ action: 'change', rejections: [] }]);
  });

  test('in one field leaves the others', () => {
    const replicated = { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES', replicas: [{ regionName: 'eu-west-1' }] };
    const policies = once({ path: ['spec.replicas'] });
    const stream = { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' };
    expect(planOf([app(replicated, policies)], [app(stream, policies)]).tables).toMatchObject([{ action: 'conflict', losses: [], calls: [], rejections: NOT_APPLIED }]);
    expect(planOf([app(replicated, policies)], [app({ ...stream, ...TAGS }, policies)]).tables)
      .toMatchObject([{ action: 'conflict', losses: [], changes: [{ code: 'TagsChanged' }], rejections: [{ code: 'NotApplied', problem: expect.stringContaining('replicas stays') }] }]);
  });

  test('a table that is only read is neither created nor deleted', () => {
    const read = policy('read-only', rule());
    expect(planOf([without('orders', app({}, read))], [app({}, read)]).tables).toMatchObject([{ action: 'conflict', calls: [], rejections: NOT_APPLIED }]);
    expect(planOf([app({}, read)], [without('orders', app({}, read))]).tables).toMatchObject([{ action: 'keep', calls: [], losses: [] }]);
    expect(planOf([table()], [app({}, read)]).tables).toMatchObject([{ losses: [{ name: 'orders' }], rejections: NOT_APPLIED }, { action: 'create', tableName: 'other' }]);
  });

  test('a version that is as before neither creates nor deletes', () => {
    expect(planOf([app({}, [], version('v1'))], [without('orders', app({}, [], version('v1')))]).tables).toMatchObject([{ action: 'conflict', losses: [], rejections: NOT_APPLIED }]);
    expect(planOf([without('orders', app({}, [], version('v1')))], [app({}, [], version('v1'))]).tables).toMatchObject([{ action: 'conflict', calls: [], rejections: NOT_APPLIED }]);
    expect(planOf([app({}, [], version('v1'))], []).tables).toMatchObject([{ action: 'delete' }, { action: 'delete' }]);
  });
});

describe('an object that is made anew', () => {
  const recreates = (...recreateFields: string[]) => policy('resource-update', rule({ strategy: { recreateFields } }));
  const noted = (spec: object, annotations: object): any => ({ ...table(spec), metadata: { name: 'orders', namespace: 'shop', annotations } });
  const argo = (options: string) => ({ 'argocd.argoproj.io/sync-options': options });
  const LOST = { action: 'replace', losses: [{ kind: 'table', name: 'orders' }], calls: ['DeleteTable'] };
  const RENAMED = { tableName: 'invoices' };

  test.each<[string, object, object]>([
    ['by KubeVela, for tags', app(TAGS, recreates('spec.tags')), app(OTHER, recreates('spec.tags'))],
    ['by KubeVela, for the first tag', app(TAGS, recreates('spec.tags[0].value')), app(OTHER, recreates('spec.tags[0].value'))],
    ['by KubeVela, for its name in AWS', app({}, recreates('spec.tableName')), app(RENAMED, recreates('spec.tableName'))],
    ['by Argo CD, of what is rejected', noted({}, argo('Force=true')), noted(RENAMED, argo('Prune=true, Force=true'))],
    ['by Argo CD, of what changes', noted(TAGS, argo('Force=true,Replace=true')), noted(OTHER, argo('Force=true,Replace=true'))],
    ['by Argo CD, for the annotation that says so', noted(TAGS, {}), noted(TAGS, argo('Force=true,Replace=true'))],
    ['by Flux', noted({}, {}), noted(RENAMED, { 'kustomize.toolkit.fluxcd.io/force': 'enabled' })],
  ])('%s: the table is lost', (_, was, is) => {
    expect(planOf([was], [is]).tables).toMatchObject([LOST]);
  });

  test.each<[string, object, object, object]>([
    ['another field', app(TAGS, recreates('spec.region')), app(OTHER, recreates('spec.region')), { action: 'change', losses: [] }],
    // https://github.com/kubevela/kubevela/blob/v1.11.0/pkg/utils/apply/apply.go: KubeVela fails for want of the field.
    ['a field that the object lacks', app(TAGS, recreates('spec.replicas')), app(OTHER, recreates('spec.replicas')), { action: 'conflict', losses: [], changes: [], rejections: NOT_APPLIED }],
    ['forced, and not rejected', noted(TAGS, argo('Force=true')), noted(OTHER, argo('Force=true')), { action: 'change', losses: [] }],
    ['replaced, and not forced', noted({}, argo('Replace=true')), noted(RENAMED, argo('Replace=true')), { action: 'reject', losses: [] }],
    ['Flux, with nothing to reject', noted(TAGS, {}), noted(OTHER, { 'kustomize.toolkit.fluxcd.io/force': 'enabled' }), { action: 'change', losses: [] }],
  ])('%s: it is not', (_, was, is, what) => {
    expect(planOf([was], [is]).tables).toMatchObject([what]);
  });

  test('protected, retained, or rejected by itself', () => {
    const policies = recreates('spec.tags');
    const plan = (spec: object, bad: object = {}) =>
      planOf([app({ ...TAGS, ...spec }, policies)], [app({ ...OTHER, ...spec, ...bad }, policies)]).tables;
    expect(plan({ deletionProtectionEnabled: true })).toMatchObject([{ action: 'conflict', losses: [], rejections: [{ code: 'DeletionProtection' }] }]);
    expect(plan({ deletionPolicy: 'retain' })).toMatchObject([{ action: 'conflict', losses: [], rejections: [{ code: 'NotAdopted' }] }]);
    expect(plan({ deletionPolicy: 'retain', adoptionPolicy: 'adopt' })).toMatchObject([{ action: 'move', losses: [] }]);
    expect(plan({}, { ttlEnabled: true })).toMatchObject([{ action: 'reject', losses: [{ name: 'orders' }] }]);
  });

  test('an Application that Argo CD makes anew takes all its tables with it', () => {
    const options = argo('Replace=true,Force=true');
    expect(planOf([app({}, [], options)], [app(TAGS, [], options)]).tables).toMatchObject([{ action: 'replace', tableName: 'orders' }, { action: 'replace', tableName: 'other' }]);
    expect(planOf([app({}, [], options)], [app({}, [], options)])).toEqual({ tables: [], unchanged: 2 });
    expect(planOf([app({})], [app({}, [], options)]).tables).toMatchObject([{ action: 'replace', tableName: 'orders' }, { action: 'replace', tableName: 'other' }]);
  });
});

describe('traits that the plan cannot compare', () => {
  const patch = { type: 'json-merge-patch', properties: { spec: { deletionPolicy: 'delete' } } };
  const traits = (...list: object[]) => application([component({ deletionPolicy: 'retain' }, { traits: list })]);
  const WARNED = [{ code: 'NotValidated' }];

  test('a patch is warned of where it comes, changes, or its table goes', () => {
    expect(planOf([traits()], [traits(patch)]).tables).toMatchObject([{ action: 'change', warnings: WARNED }]);
    expect(planOf([traits(patch)], [traits({ ...patch, properties: { spec: { replicas: null } } })]).tables).toMatchObject([{ action: 'change', warnings: WARNED }]);
    expect(planOf([traits(patch)], []).tables).toMatchObject([{ action: 'keep', warnings: WARNED }]);
    expect(planOf([traits(patch)], [traits(patch)])).toEqual({ tables: [], unchanged: 1 });
    expect(planOf([traits()], [traits({ type: 'json-merge-patch', properties: { metadata: { labels: { a: 'b' } } } })]).tables).toEqual([]);
  });

  test('a trait of ours that is misspelt is rejected', () => {
    expect(planOf([traits()], [traits({ type: 'aws-dynamodb-kro-tll', properties: { ttlAttributeName: 'at' } })]).tables).toMatchObject([{ action: 'reject', rejections: [{ code: 'UnknownTrait' }] }]);
  });
});

describe('what makes tables, and is not worked out', () => {
  const resource = { id: 'orders', template: { ...table({ tableName: '${schema.spec.name}' }) } };
  const graph = (...resources: object[]) => ({ apiVersion: 'kro.run/v1alpha1', kind: 'ResourceGraphDefinition', metadata: { name: 'shop' }, spec: { schema: { apiVersion: 'v1alpha1', kind: 'Shop', spec: { name: 'string' } }, resources } });
  const shop = { apiVersion: 'kro.run/v1alpha1', kind: 'Shop', metadata: { name: 'one', namespace: 'shop' }, spec: { name: 'one' } };
  const unplanned = (was: object[], is: object[]) => planOf(was, is).unread?.filter(({ code }) => code === 'NotPlanned').map(({ resource: of }) => of);

  const ACK = { apiVersion: 'dynamodb.services.k8s.aws/v1alpha1', kind: 'Table', metadata: { name: '${schema.metadata.name}-a' }, spec: { tableName: 'a-${schema.spec.name}' } };
  const all = [graph(resource), shop];
  const LOSS = [{ kind: 'table', name: 'one' }];

  test('a graph, or one of its resources that goes is told', () => {
    expect(planOf(all, all)).toEqual({ tables: [], unchanged: 0 });
    expect(unplanned(all, [graph(), shop])).toEqual(['ResourceGraphDefinition shop']);
    expect(unplanned(all, [])).toEqual(['ResourceGraphDefinition shop']);
    expect(unplanned([graph(), shop], [])).toBeUndefined();
  });

  test.each<[string, object[], object[]]>([
    ['that goes', all, [graph(resource)]],
    ['that goes with its graph', all, []],
    ['that stays, of a graph that no longer makes it', all, [graph(), shop]],
    ['that goes with its namespace', [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }, ...all], all],
  ])('the table of an instance of a graph is lost: %s', (_, was, is) => {
    expect(planOf(was, is).tables).toMatchObject([{ action: 'delete', tableName: 'one', region: 'us-east-1', losses: LOSS }]);
  });

  test('the table of an instance of a graph is what the graph makes of it', () => {
    const of = (spec: object, more: object = {}, schema: object = {}) => {
      const made = graph({ id: 'orders', template: table({ tableName: '${schema.spec.name}', ...spec }), ...more }) as any;
      made.spec.schema.spec = { name: 'string', ...schema };
      return planOf([made, shop], [made]);
    };
    expect(of({ deletionPolicy: 'retain' }).tables).toMatchObject([{ action: 'keep', losses: [] }]);
    expect(of({ deletionPolicy: '${schema.spec.policy}' }, {}, { policy: 'string | default=retain' }).tables).toMatchObject([{ action: 'keep', losses: [] }]);
    expect(of({ deletionProtectionEnabled: '${schema.spec.safe}' }, {}, { safe: 'boolean | default=true' }).tables).toMatchObject([{ action: 'reject', losses: [] }]);
    expect(of({ tableName: '${schema.metadata.namespace}-${schema.spec.name}-${schema.spec.x}' }, {}, { x: 'string | default="a b" | description="c"' }).tables).toMatchObject([{ tableName: 'shop-one-a b' }]);
    expect(of({ tableName: '${schema.spec.other}', streamEnabled: '${schema.spec.stream}' }).tables).toMatchObject([{ action: 'delete', losses: [{ name: 'orders' }] }]);
    for (const unknown of [of({ deletionPolicy: '${schema.spec.policy}' }), of({}, { includeWhen: ['${schema.spec.on}'] })]) {
      expect(unknown).toMatchObject({ tables: [], unread: [{ code: 'NotPlanned', resource: 'Shop shop/one' }] });
    }
  });

  test('so is a Table of ACK in a graph', () => {
    const was = [graph({ id: 'a', template: ACK }), shop];
    expect(planOf(was, was)).toEqual({ tables: [], unchanged: 0 });
    expect(planOf(was, []).tables).toMatchObject([{ action: 'delete', resource: 'Table shop/one-a', losses: [{ kind: 'table', name: 'a-one' }] }]);
  });

  test('an instance that another tool leaves keeps its table', () => {
    expect(planOf([graph(resource), { ...shop, metadata: { ...shop.metadata, annotations: { 'helm.sh/resource-policy': 'keep' } } }], [])).toMatchObject({ tables: [] });
  });

  test('the graph of our own kind is part of the platform', () => {
    const own = { apiVersion: 'kro.run/v1alpha1', kind: 'ResourceGraphDefinition', metadata: { name: 'own' }, spec: { schema: { apiVersion: 'v1alpha1', kind: 'DynamoDBTable' }, resources: [{ id: 'table', template: ACK }] } };
    expect(planOf([own, table()], [table()])).toMatchObject({ tables: [], unchanged: 1, unread: [{ problem: expect.stringContaining('What they do for tables ends') }] });
  });

  test('a composite of Crossplane, its claim, or its kind that goes is told', () => {
    const composition = (base: object) => ({ apiVersion: 'apiextensions.crossplane.io/v1', kind: 'Composition', metadata: { name: 'store' }, spec: { compositeTypeRef: { apiVersion: 'acme.org/v1', kind: 'XStore' }, resources: [{ base }] } });
    const definition = { apiVersion: 'apiextensions.crossplane.io/v1', kind: 'CompositeResourceDefinition', metadata: { name: 'xstores.acme.org' }, spec: { group: 'acme.org', names: { kind: 'XStore' }, claimNames: { kind: 'Store' } } };
    const of = (kind: string) => ({ apiVersion: 'acme.org/v1', kind, metadata: { name: 'one' }, spec: {} });
    const makes = composition({ apiVersion: 'dynamodb.aws.upbound.io/v1beta1', kind: 'Table' });
    const every = [makes, definition, of('XStore'), of('Store')];
    expect(unplanned(every, every)).toBeUndefined();
    expect(unplanned(every, [makes])).toEqual(['CompositeResourceDefinition xstores.acme.org', 'XStore one', 'Store one']);
    expect(unplanned([makes, of('XStore')], [])).toEqual(['XStore one']);
    expect(unplanned([composition({ apiVersion: 's3.aws.upbound.io/v1beta1', kind: 'Bucket' }), of('XStore')], [])).toBeUndefined();
  });

  test('a component of another type that goes is told', () => {
    expect(planOf([application([component({}, { type: 'acme' })])], []).unread).toMatchObject([{ code: 'UnknownComponentType', resource: 'Application shop/app' }]);
  });
});

describe('the account of a role', () => {
  const selector = (name: string, account: string) => ({
    apiVersion: 'services.k8s.aws/v1alpha1',
    kind: 'IAMRoleSelector',
    metadata: { name },
    spec: { arn: `arn:aws:iam::${account}:role/${name}`, resourceLabelSelector: { matchLabels: { 'dynamodb-kro/provider-config': name } }, namespaceSelector: { names: ['shop'] } },
  });
  const [ONE, TWO] = ['111111111111', '222222222222'];
  const of = (name: string) => table({ providerConfigRef: { name } });
  const roles = (a: string, b: string) => [selector('a', a), selector('b', b)];

  test.each<[string, object[], object[]]>([
    ['is that of another role', [...roles(ONE, TWO), of('a')], [...roles(ONE, TWO), of('b')]],
  ])('%s: the table is left alone', (_, was, is) => {
    expect(planOf(was, is).tables).toMatchObject([{ action: 'change', summary: expect.stringContaining('another role'), changes: [{ code: 'ProviderConfigChanged' }], calls: [] }]);
  });

  test('is the same, of another role', () => {
    expect(planOf([...roles(ONE, ONE), of('a')], [...roles(ONE, ONE), of('b')]).tables).toMatchObject([{ summary: 'From now on ACK uses another role.' }]);
  });

  test('that is not known of one side is the same', () => {
    expect(planOf([of('a')], [...roles(ONE, TWO), of('a')])).toEqual({ tables: [], unchanged: 1 });
  });

  test('of a selector that comes or goes', () => {
    const ofNamespace = { ...selector('team', ONE), spec: { arn: `arn:aws:iam::${ONE}:role/team`, namespaceSelector: { names: ['shop'] } } };
    const consequence = expect.stringContaining('If the role is of another AWS account, ACK looks for the table there');
    const changed = (from: string, to: string) => [{ action: 'change', changes: [{ code: 'ProviderConfigChanged', from, to, consequence }], losses: [], rejections: [] }];
    const controller = 'the role of the ACK controller';
    expect(planOf([table()], [ofNamespace, table()]).tables).toMatchObject(changed(controller, ONE));
    expect(planOf([ofNamespace, table()], [table()]).tables).toMatchObject(changed(ONE, controller));
    expect(planOf([selector('a', ONE), of('a')], [of('a')]).tables).toMatchObject(changed(ONE, 'a'));
    const kept = { ...ofNamespace, metadata: { name: 'team', annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' } } };
    expect(planOf([kept, table()], [table()])).toEqual({ tables: [], unchanged: 1 });
    // kubectl prints tables alone.
    const [{ metadata, ...rest }] = [table()] as any[];
    expect(planOf([{ ...rest, metadata: { ...metadata, uid: 'a' } }], [ofNamespace, table()])).toEqual({ tables: [], unchanged: 1 });
  });

  test('of some tables of a namespace is not that of the others', () => {
    expect(planOf([selector('a', ONE), table()], [table()])).toEqual({ tables: [], unchanged: 1 });
  });

  test('of a namespace changes', () => {
    const space = (account: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', annotations: { 'services.k8s.aws/owner-account-id': account } } });
    expect(planOf([space(ONE), table()], [space(TWO), table()]).tables).toMatchObject([{ changes: [{ code: 'ProviderConfigChanged', from: ONE, to: TWO }] }]);
  });
});

describe('the condition of a step that applies the table', () => {
  const conditional = (condition: unknown, { group = undefined as unknown, spec = {}, type = 'apply-component' } = {}): any => {
    const step = { type, name: 'orders', if: condition, properties: type === 'apply-component' ? { component: 'orders' } : { value: table(spec) } };
    const made: any = application(type === 'apply-component' ? [component(spec), { name: 'web', type: 'webservice' }] : [{ name: 'web', type: 'webservice' }]);
    return { ...made, spec: { ...made.spec, workflow: { steps: [{ type: 'apply-component', name: 'web', properties: { component: 'web' } }, group === undefined ? step : { type: 'step-group', name: 'group', if: group, subSteps: [step] }] } } };
  };
  const TYPES = ['apply-component', 'apply-object'];

  test.each(['false', ' false ', false, '1 == 2', '1 > 2', '2 <= 1', '"a" == "b"', '"a" != "a"', '1.5 < -1', 'true == false'])('is false: %j', (condition) => {
    for (const type of TYPES) {
      expect(planOf([conditional(undefined, { type })], [conditional(condition, { type })]).tables).toMatchObject([{ action: 'delete', losses: [{ kind: 'table', name: 'orders' }] }]);
      expect(planOf([conditional(undefined, { type })], [conditional(undefined, { type, group: condition })]).tables).toMatchObject([{ action: 'delete' }]);
    }
  });

  test.each(['true', true, 'always', '', undefined, '1 == 1', '2 != 1', '"a" <= "a"', '2 >= 1', '1 < 2'])('is true: %j', (condition) => {
    for (const type of TYPES) {
      expect(planOf([conditional(undefined, { type })], [conditional(condition, { type })])).toEqual({ tables: [], unchanged: 1 });
    }
  });

  test.each(['status["web"].failed', 'context.appRevisionNum < 3', '1 == "1"', '5', '!true', 'status.web.succeeded || 1 == 2'])('may be false: %j', (condition) => {
    const summary = `Nothing changes in AWS. If ${JSON.stringify(condition)} is false, KubeVela skips the step that applies the table, and deletes it.`;
    for (const type of TYPES) {
      const was = [conditional(undefined, { type })];
      for (const is of [conditional(condition, { type }), conditional(undefined, { type, group: condition })]) {
        expect(planOf(was, [is])).toMatchObject({ tables: [{ action: 'change', summary, losses: [{ kind: 'table', name: 'orders' }] }] });
        expect(planOf([is], [is])).toEqual({ tables: [], unchanged: 1 });
        expect(planOf([is], was)).toEqual({ tables: [], unchanged: 1 });
      }
      const retained = (given?: string): any => conditional(given, { type, spec: { deletionPolicy: 'retain' } });
      expect(planOf([retained()], [retained(condition)])).toEqual({ tables: [], unchanged: 1 });
    }
  });

  test('of two steps, one is enough', () => {
    const is = conditional('status.web.failed');
    is.spec.workflow.steps.push({ type: 'apply-component', name: 'again', properties: { component: 'orders' } });
    expect(planOf([conditional(undefined)], [is])).toEqual({ tables: [], unchanged: 1 });
  });
});

describe('a step that deploys with a policy that goes', () => {
  const POLICY = { apiVersion: 'core.oam.dev/v1alpha1', kind: 'Policy', metadata: { name: 'prod', namespace: 'shop' }, type: 'override', properties: { components: [{ name: 'orders', properties: { deletionPolicy: 'retain' } }] } };
  const deploying = (components: object[], policies = ['prod'], own: object[] = []): any => {
    const made: any = application(components, { policies: own });
    return { ...made, spec: { ...made.spec, workflow: { steps: [{ type: 'deploy', name: 'deploy', properties: { policies } }] } } };
  };
  const FAILS = [{ code: 'UnknownPolicy', resource: 'Application shop/app', isRejected: true, problem: 'deploys with "Policy shop/prod", which is no longer declared, so KubeVela makes no change of the Application' }];

  test('changes nothing', () => {
    const was = [POLICY, deploying([component(), component({ tableName: 'other' }, { name: 'other' })])];
    for (const components of [[component()], [component(), component({ tableName: 'new' }, { name: 'new' })], [component({ tableName: 'renamed' })]]) {
      expect(planOf(was, [deploying(components)])).toMatchObject({ tables: [], unchanged: 2, unread: FAILS });
    }
    expect(planOf([POLICY], [deploying([component()])])).toMatchObject({ unread: FAILS });
  });

  test.each<[string, object[]]>([
    ['in the Application', [deploying([component()], ['prod'], [{ name: 'prod', type: POLICY.type, properties: POLICY.properties }])]],
    ['no longer named', [deploying([component({ deletionPolicy: 'retain' })], [])]],
    ['still there', [deploying([component()]), POLICY]],
  ])('changes what it says otherwise: %s', (_, is) => {
    expect(planOf([POLICY, deploying([component()])], is).unread).toBeUndefined();
  });

  test('is there where it is kept', () => {
    const kept = { ...POLICY, metadata: { ...POLICY.metadata, annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' } } };
    expect(planOf([kept, deploying([component()])], [deploying([component()])]).unread?.filter(({ isRejected }) => isRejected)).toBeUndefined();
  });
});
