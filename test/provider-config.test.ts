import { Table } from '../imports/dynamodb.services.k8s.aws';
import { ProviderConfig } from '../src';
import { refusal, synth } from './synth';
import { PROVIDER_CONFIG_LABEL } from '../src/contract/names';

const ROLE = 'arn:aws:iam::123456789012:role/team-a';

test('selects the objects of the tables that name it', () => {
  const [selector] = synth((chart) => new ProviderConfig(chart, 'team-a', { roleArn: ROLE, namespaces: ['shop'] }));
  expect(selector).toMatchObject({
    apiVersion: 'services.k8s.aws/v1alpha1',
    kind: 'IAMRoleSelector',
    metadata: { name: 'team-a' },
    spec: {
      arn: ROLE,
      namespaceSelector: { names: ['shop'] },
      resourceLabelSelector: { matchLabels: { [PROVIDER_CONFIG_LABEL]: 'team-a' } },
    },
  });
  expect(selector.spec.resourceTypeSelector).toContainEqual({ group: Table.GVK.apiVersion.split('/')[0], version: 'v1alpha1', kind: 'Table' });
});

test('without namespaces it holds for all', () => {
  const [selector] = synth((chart) => new ProviderConfig(chart, 'team-a', { name: 'team-b', roleArn: ROLE }));
  expect(selector.spec).not.toHaveProperty('namespaceSelector');
  expect(selector.metadata.name).toBe('team-b');
});

test.each([
  ['no role', {}, 'roleArn is missing'],
  ['a role that is none', { roleArn: 'team-a' }, 'roleArn "team-a" is not valid'],
  ['an unknown option', { roleArn: ROLE, namespace: 'a' }, 'namespace is not a property. Did you mean "namespaces"?'],
  ['namespaces that are none', { roleArn: ROLE, namespaces: ['A B'] }, 'namespaces[0] "A B" is not valid'],
  ['no namespaces', { roleArn: ROLE, namespaces: [] }, 'namespaces has 0 items'],
  ['a name that is none', { roleArn: ROLE, name: 'A' }, 'name "A" is not valid'],
  ['properties that are none', undefined, 'roleArn is missing'],
])('%s is refused', (_, props, message) => {
  expect(refusal((chart) => new ProviderConfig(chart, 'team-a', props as any)).join('\n')).toContain(message);
});

test('two of one name are refused', () => {
  expect(refusal((chart) => ['one', 'two'].forEach((id) => new ProviderConfig(chart, id, { name: 'team-a', roleArn: ROLE })))).toEqual([
    expect.stringContaining('[chart/two] name "team-a" is the name of the IAMRoleSelector chart/one too'),
  ]);
});
