/** An object that several declare, that stays undeclared, or that shares something with what goes; and how the plan is printed. */
import { application, component, dynamoDbTable as table, planOf } from './tables';
import { print } from '../../src/plan';

const app = (name: string, spec: object = {}, policies: object[] = []) => application([component(spec)], { name, policies });
const policy = (type: string) => [{ name: type, type, properties: { rules: [{ selector: { componentNames: ['orders'] } }] } }];
const LOST = [{ kind: 'table', name: 'orders' }];
const noted = (annotations: object, spec: object = {}): any => ({ ...table(spec), metadata: { name: 'orders', namespace: 'shop', annotations } });

describe('an object that is there stays with who has it', () => {
  test.each<[string, object[], object[], string]>([
    ['beside a component of another Application', [app('a')], [app('a'), app('b')], 'KubeVela does not take over'],
    ['beside a component that calls the table otherwise', [app('a')], [app('a'), app('b', { tableName: 'invoices' })], 'KubeVela does not take over'],
    ['beside a component', [table()], [table(), app('a')], 'KubeVela does not take over'],
    ['beside a component that takes it over', [table()], [table(), app('a', {}, policy('take-over'))], 'Two declare one object'],
    ['beside an object', [app('a')], [app('a'), table()], 'Two declare one object'],
  ])('%s: a conflict, and no loss', (_, was, is, summary) => {
    for (const after of [is, [...is].reverse()]) {
      expect(planOf(was, after)).toMatchObject({ tables: [{ action: 'conflict', losses: [], calls: [], summary: expect.stringContaining(summary), rejections: [{ code: 'DuplicateName' }] }], unchanged: 1 });
    }
  });

  test('what was so before is not told again', () => {
    expect(planOf([app('a'), app('b')], [app('a'), app('b')])).toEqual({ tables: [], unchanged: 1 });
  });

  test('a component that only reads it is none of it', () => {
    const reader = app('a', {}, policy('read-only'));
    expect(planOf([table(), reader], [table()])).toEqual({ tables: [], unchanged: 1 });
    expect(planOf([table()], [table(), reader])).toEqual({ tables: [], unchanged: 1 });
    expect(planOf([table(), reader], [reader]).tables).toMatchObject([{ losses: LOST }]);
  });

  test('of two that had it, the one that goes deletes it', () => {
    const taken = app('a', {}, policy('take-over'));
    for (const was of [[table(), taken], [taken, table()]]) {
      expect(planOf(was, [taken]).tables).toMatchObject([{ action: 'replace', losses: LOST }]);
    }
  });
});

describe('an object that is not deleted when it is no longer declared', () => {
  const ARGO = 'argocd.argoproj.io/sync-options';
  const FLUX = 'kustomize.toolkit.fluxcd.io/prune';

  test.each([
    { [ARGO]: 'Prune=false' }, { [ARGO]: 'Force=true, Prune=false' }, { [FLUX]: 'disabled' }, { 'helm.sh/resource-policy': 'keep' },
  ])('%j', (annotations) => {
    expect(planOf([noted(annotations)], []).tables).toMatchObject([{ action: 'keep', losses: [], calls: [], summary: expect.stringContaining('in the cluster') }]);
    const whole: any = app('a');
    expect(planOf([{ ...whole, metadata: { ...whole.metadata, annotations } }], []).tables).toMatchObject([{ action: 'keep', losses: [] }]);
    const raw = { apiVersion: 'dynamodb.services.k8s.aws/v1alpha1', kind: 'Table', metadata: { name: 'raw', annotations }, spec: { tableName: 'raw' } };
    expect(planOf([raw], []).tables).toEqual([]);
  });

  test.each([{ [ARGO]: 'Prune=true' }, { [FLUX]: 'enabled' }, { 'helm.sh/resource-policy': 'delete' }])('%j is deleted', (annotations) => {
    expect(planOf([noted(annotations)], []).tables).toMatchObject([{ action: 'delete' }]);
  });

  test('goes with its namespace, and from an Application that stays', () => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
    expect(planOf([namespace, noted({ [ARGO]: 'Prune=false' })], []).tables).toMatchObject([{ action: 'delete' }]);
    const noTables: any = application([]);
    const annotated: any = app('app');
    expect(planOf([{ ...annotated, metadata: { ...annotated.metadata, annotations: { [ARGO]: 'Prune=false' } } }], [noTables]).tables).toMatchObject([{ action: 'delete' }]);
  });
});

describe('the way out of what two share', () => {
  test('of a step that deploys a component no more, the other step is left alone', () => {
    const policies = [
      { name: 'dev', type: 'topology', properties: { namespace: 'dev' } },
      { name: 'prod', type: 'topology', properties: { namespace: 'prod' } },
      { name: 'named', type: 'override', properties: { components: [{ name: 'orders', properties: { tableName: 'orders-prod' } }] } },
    ];
    const deploys = (...steps: string[][]): any => {
      const of: any = application([component()], { policies });
      return { ...of, spec: { ...of.spec, workflow: { steps: steps.map(([name, ...more]) => ({ type: 'deploy', name, properties: { policies: [name, ...more] } })) } } };
    };
    expect(planOf([deploys(['dev'], ['prod', 'named'])], [deploys(['prod', 'named'])])).toMatchObject({ tables: [{ action: 'delete', tableName: 'orders' }], unchanged: 1 });
  });

  test('of two objects that declared one table, the one that stays is in no conflict', () => {
    const [a, b] = ['a', 'b'].map((name) => table({ deletionPolicy: 'retain' }, { name }));
    expect(planOf([a, b], [a])).toMatchObject({ tables: [{ action: 'keep' }], unchanged: 1 });
    expect(planOf([a, b], [b])).toMatchObject({ tables: [{ action: 'keep' }], unchanged: 1 });
  });
});

test('a table that is there as a replica is not said to be created', () => {
  const STREAM = { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' };
  const global = table({ ...STREAM, replicas: [{ regionName: 'eu-west-1' }] });
  expect(planOf([global], [global, table({ region: 'eu-west-1' }, { name: 'orders-eu' })]).tables)
    .toMatchObject([{ action: 'conflict', calls: [], summary: expect.stringContaining('does not take over'), rejections: [{ code: 'DuplicateTable' }] }]);
});

test('a name makes no line, moves no cursor, and is no command of a pipeline', () => {
  const hostile = 'orders\n::error::x\u001b[2J\u202e';
  const plan = planOf([], [table({ 'tableName': hostile, '::warning::x': 1 }, { name: hostile })]);
  for (const format of ['text', 'markdown']) {
    const text = print(plan, format, new Set([hostile]));
    expect(text).toContain('error');
    expect(text).not.toMatch(/^\s*::/m);
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  }
});

describe('a workflow that waits for a person', () => {
  const of = (spec: object, ...steps: object[]): any => {
    const whole: any = app('a', spec);
    return { ...whole, spec: { ...whole.spec, workflow: { steps } } };
  };
  const deploy = (properties: object = {}) => ({ type: 'deploy', name: 'deploy', properties });
  const suspend = (properties: object = {}) => ({ type: 'suspend', name: 'wait', properties });

  test.each<[string, object[], boolean]>([
    ['before it deploys', [suspend(), deploy()], true],
    ['at a step that does not begin by itself', [deploy({ auto: false })], true],
    ['after it has deployed', [deploy(), suspend()], false],
    ['for a time only', [suspend({ duration: '1h' }), deploy()], false],
    ['at a step that is skipped', [{ ...suspend(), if: 'false' }, deploy()], false],
  ])('%s', (_, steps, waits) => {
    const [{ summary }] = planOf([of({}, ...steps)], [of({ contributorInsights: true }, ...steps)]).tables;
    expect(summary.includes('waits for a person')).toBe(waits);
    expect(planOf([of({}, ...steps)], [of({}, ...steps)]).tables).toEqual([]);
  });
});

describe('an object that Applications share by a policy', () => {
  const shared = (name: string, spec: object = {}, selector: object = { componentNames: ['orders'] }) =>
    application([component(spec)], { name, policies: [{ name: 'shared', type: 'shared-resource', properties: { rules: [{ selector }] } }] });

  // https://github.com/kubevela/kubevela/blob/v1.11.0/pkg/resourcekeeper/gc.go: it goes with the last.
  test('stays while one has it', () => {
    for (const staying of ['a', 'b']) {
      expect(planOf([shared('a'), shared('b')], [shared(staying)])).toEqual({ tables: [], unchanged: 1 });
    }
    expect(planOf([shared('a'), shared('b'), shared('c')], [shared('b')])).toEqual({ tables: [], unchanged: 1 });
    expect(planOf([shared('a'), shared('b')], []).tables).toMatchObject([{ action: 'delete' }]);
  });

  test('is shared with another one that comes', () => {
    expect(planOf([shared('a')], [shared('a'), shared('b')])).toEqual({ tables: [], unchanged: 1 });
  });

  test.each<[string, object, object]>([
    ['the policy of another component', shared('b', {}, { componentNames: ['other'] }), shared('b', {}, { componentNames: ['other'] })],
    ['a policy that goes too', shared('b'), application([component()], { name: 'b' })],
    ['no policy', application([component()], { name: 'b' }), application([component()], { name: 'b' })],
  ])('does not stay by %s', (_, before, after) => {
    expect(planOf([shared('a'), before], [after]).tables).toMatchObject([{ losses: [{ kind: 'table', name: 'orders' }] }]);
  });
});

describe('the same object twice in one input', () => {
  const CLASS = { tableClass: 'STANDARD_INFREQUENT_ACCESS' };
  const inApplication = (spec: object = {}) => app('app', spec);
  const both = 'It is declared more than once before, and which one is in the cluster is not known.';

  test.each([['a table', table], ['an Application', inApplication]])('is rejected: %s', (_, of) => {
    for (const is of [[of(), of(CLASS)], [of(CLASS), of()], [of(), of()]]) {
      for (const was of [[], [of()], is]) {
        expect(planOf(was, is).tables.flatMap(({ rejections }) => rejections.map(({ code }) => code))).toEqual(['DuplicateName']);
      }
    }
  });

  test('of those before, any may be the one that is there', () => {
    const [kept, other] = [table({ deletionPolicy: 'retain' }), table({ tableName: 'other' })];
    for (const was of [[kept, other], [other, kept]]) {
      expect(planOf(was, []).tables.map(({ action, tableName, summary }) => [action, tableName, summary.endsWith(both)])).toEqual([['delete', 'other', true], ['keep', 'orders', true]]);
    }
    expect(planOf([table(), table(CLASS)], [table(CLASS)]).tables).toMatchObject([{ action: 'change', summary: expect.stringContaining(both) }]);
    expect(planOf([kept, kept], [kept])).toEqual({ tables: [], unchanged: 1 });
  });

  test('a cluster has what an Application makes beside it', () => {
    const made = { ...table(), metadata: { name: 'orders', namespace: 'shop', labels: { 'app.oam.dev/name': 'app', 'app.oam.dev/namespace': 'shop', 'app.oam.dev/component': 'orders' } } };
    expect(planOf([app('app'), made], [app('app'), made]).tables).toEqual([]);
  });
});
