/** Which AWS role ACK uses for a table: by IAMRoleSelectors, as ACK's runtime 0.61 matches them. */
import { dynamoDbTable, planOf } from './tables';
import { matches } from '../../src/plan/roles';
import { isRejected } from '../../src/plan/summary';

const [ONE, TWO] = ['111111111111', '222222222222'];
const CONTROLLER = 'the role of the ACK controller';
const LABEL = 'dynamodb-kro/provider-config';
const TABLE_TYPE = { group: 'dynamodb.services.k8s.aws', version: 'v1alpha1', kind: 'Table' };

const selector = (spec: object = {}, account = ONE, { name = 'team', annotations = {} } = {}): any =>
  ({ apiVersion: 'services.k8s.aws/v1alpha1', kind: 'IAMRoleSelector', metadata: { name, annotations }, spec: { arn: `arn:aws:iam::${account}:role/ack`, ...spec } });
const namespace = (labels: object) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } });
const named = (...names: string[]) => ({ namespaceSelector: { names } });
const labelled = (name: string) => ({ resourceLabelSelector: { matchLabels: { [LABEL]: name } } });
const table = (provider?: string) => dynamoDbTable(provider === undefined ? {} : { providerConfigRef: { name: provider } });
const changed = (from: string, to: string) => [{ action: 'change', losses: [], rejections: [], changes: [{ code: 'ProviderConfigChanged', from, to }] }];

describe('a selector', () => {
  const TABLE = { namespace: 'shop', labels: { [LABEL]: 'a' } };

  test.each<[string, object, boolean | undefined]>([
    ['that says nothing', {}, true],
    ['with empty lists', { namespaceSelector: { names: [] }, resourceTypeSelector: [], resourceLabelSelector: { matchLabels: {} } }, true],
    ['of the namespace', named('other', 'shop'), true],
    ['of another namespace', named('other'), false],
    ['of a type', { resourceTypeSelector: [{ ...TABLE_TYPE, kind: 'Backup' }, TABLE_TYPE] }, true],
    ['of a group', { resourceTypeSelector: [{ group: TABLE_TYPE.group, version: '', kind: '' }] }, true],
    ['of another kind', { resourceTypeSelector: [{ ...TABLE_TYPE, kind: 'Backup' }] }, false],
    ['of another group', { resourceTypeSelector: [{ group: 's3.services.k8s.aws' }] }, false],
    ['of another version', { resourceTypeSelector: [{ version: 'v1' }] }, false],
    ['of the label', labelled('a'), true],
    ['of another label', labelled('b'), false],
    ['of the label and one more', { resourceLabelSelector: { matchLabels: { [LABEL]: 'a', team: 'a' } } }, false],
    ['of the label, in another namespace', { ...labelled('a'), ...named('other') }, false],
    ['of labels of a namespace that is not known', { namespaceSelector: { labelSelector: { matchLabels: { env: 'prod' } } } }, undefined],
    ['of the label that Kubernetes gives the namespace', { namespaceSelector: { labelSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } } }, true],
    ['of the same of another one', { namespaceSelector: { labelSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } } } }, false],
    ['of another namespace with labels that are not known', { namespaceSelector: { names: ['other'], labelSelector: { matchLabels: { env: 'prod' } } } }, false],
  ])('%s', (_, spec, expected) => {
    expect(matches(spec as any, TABLE)).toBe(expected);
  });

  test('of labels of a namespace that is known', () => {
    const spec = { namespaceSelector: { names: ['shop'], labelSelector: { matchLabels: { env: 'prod' } } } };
    expect(matches(spec, { ...TABLE, labelsOfNamespace: { env: 'prod', other: 'b' } })).toBe(true);
    expect(matches(spec, { ...TABLE, labelsOfNamespace: { env: 'dev' } })).toBe(false);
    expect(matches(spec, { ...TABLE, labelsOfNamespace: {} })).toBe(false);
  });
});

test.each<[string, object, string | undefined]>([
  ['all tables', {}, undefined],
  ['all types in all namespaces', { resourceTypeSelector: [TABLE_TYPE] }, undefined],
  ['a namespace', named('shop'), undefined],
  ['a namespace, and a table that names a provider configuration', { ...named('shop'), resourceTypeSelector: [TABLE_TYPE] }, 'a'],
  ['a provider configuration in all namespaces', labelled('a'), 'a'],
])('a selector that comes or goes gives its tables another role: of %s', (_, spec, provider) => {
  const own = provider ?? CONTROLLER;
  expect(planOf([selector(spec), table(provider)], [table(provider)]).tables).toMatchObject(changed(ONE, own));
  // A provider configuration that is named is there already.
  if (provider === undefined || !('resourceLabelSelector' in spec)) {
    expect(planOf([table(provider)], [selector(spec), table(provider)]).tables).toMatchObject(changed(own, ONE));
  }
});

test.each<[string, object, string | undefined]>([
  ['another kind', { resourceTypeSelector: [{ ...TABLE_TYPE, kind: 'Backup' }] }, undefined],
  ['another namespace', named('other'), 'a'],
  ['another provider configuration', labelled('b'), 'a'],
])('a selector of something else changes nothing: %s', (_, spec, provider) => {
  expect(planOf([selector(spec), table(provider)], [table(provider)])).toEqual({ tables: [], unchanged: 1 });
  expect(planOf([table(provider)], [selector(spec), table(provider)])).toEqual({ tables: [], unchanged: 1 });
});

test('a selector by labels of namespaces follows them', () => {
  const ofProd = selector({ namespaceSelector: { labelSelector: { matchLabels: { env: 'prod' } } } });
  expect(planOf([ofProd, namespace({ env: 'dev' }), table()], [ofProd, namespace({ env: 'prod' }), table()]).tables).toMatchObject(changed(CONTROLLER, ONE));
  expect(planOf([namespace({ env: 'dev' }), table()], [ofProd, namespace({ env: 'dev' }), table()])).toEqual({ tables: [], unchanged: 1 });
});

describe('the role of a selector', () => {
  const REJECTED = [{ code: 'Immutable', resource: 'IAMRoleSelector team', isRejected: true, fix: expect.stringContaining('another name') }];

  test('cannot change: the API server rejects that, and the tables keep the old one', () => {
    for (const spec of [{}, named('shop'), { ...named('shop'), ...labelled('a') }]) {
      const plan = planOf([selector(spec, ONE), table('a')], [selector(spec, TWO), table('a')]);
      expect(plan).toMatchObject({ tables: [], unchanged: 1, unread: REJECTED });
      expect(isRejected(plan)).toBe(true);
    }
    // All of the edit is rejected.
    expect(planOf([selector(named('other'), ONE), table()], [selector(named('shop'), TWO), table()])).toMatchObject({ tables: [], unread: REJECTED });
  });

  test('is another one by a selector of another name', () => {
    const plan = planOf([selector(named('shop'), ONE), table()], [selector(named('shop'), TWO, { name: 'team-2' }), table()]);
    expect(plan.tables).toMatchObject(changed(ONE, TWO));
    expect(plan.unread).toBeUndefined();
  });

  test('is another one where the selector is deleted and made anew', () => {
    const forced = { name: 'team', annotations: { 'kustomize.toolkit.fluxcd.io/force': 'enabled' } };
    expect(planOf([selector({}, ONE), table()], [selector({}, TWO, forced), table()]).tables).toMatchObject(changed(ONE, TWO));
  });
});

test('of several selectors, one that may not match counts only where no other does', () => {
  const maybe = selector({ namespaceSelector: { labelSelector: { matchLabels: { env: 'prod' } } } }, TWO, { name: 'maybe' });
  expect(planOf([selector(), table()], [selector(), maybe, table()])).toEqual({ tables: [], unchanged: 1 });
  expect(planOf([table()], [maybe, table()]).tables).toMatchObject(changed(CONTROLLER, TWO));
});
