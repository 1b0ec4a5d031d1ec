import { Chart, JsonPatch } from 'cdk8s';
import { Table } from '../imports/dynamodb.services.k8s.aws';
import { DynamoDbApplication, DynamoDbKroComponent, DynamoDbTable, ProviderConfig, ProviderConfigProps } from '../src';
import { MINIMAL, refusal, synth, warned } from './synth';
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

describe('the tables that name it', () => {
  const TABLE = { ...MINIMAL, name: 'orders', providerConfig: 'team-a' };
  const table = (scope: Chart) => new DynamoDbTable(scope, 'orders', TABLE);
  const inShop = (props: Partial<ProviderConfigProps>, declare: (scope: Chart) => void = table) => (chart: Chart) => {
    declare(new Chart(chart.node.root, 'shop', { namespace: 'shop' }));
    new ProviderConfig(chart, 'team-a', { roleArn: ROLE, ...props });
  };
  const lines = (...args: Parameters<typeof inShop>) => warned(() => synth(inShop(...args)));
  const LINE = 'providerConfig "team-a" is for the namespaces other, so ACK does not make the table of shop. Add shop to its namespaces, or give a provider configuration of shop. [ProviderNamespace]';

  test('are in its namespaces', () => {
    expect(lines({ namespaces: ['other'] })).toEqual([`Warning: [shop/orders] ${LINE}`]);
    expect(lines({ namespaces: ['other', 'shop'] })).toEqual([]);
    expect(lines({})).toEqual([]);
    expect(lines({ namespaces: ['other'] }, ({ node }) => table(new Chart(node.root, 'anywhere')))).toEqual([]);
  });

  test('are in its namespaces where the policies of an Application put them', () => {
    const application = (...policies: object[]) => (scope: Chart) => {
      const shop = new DynamoDbApplication(scope, 'shop', { tables: [TABLE] });
      shop.addJsonPatch(...policies.length === 0 ? [] : [JsonPatch.add('/spec/policies', policies)]);
    };
    const to = (namespace: string, clusters = ['local']) => application({ name: 'a', type: 'topology', properties: { clusters, namespace } });
    expect(lines({ namespaces: ['other'] }, application())).toEqual([`Warning: [shop/shop] ${LINE}`]);
    expect(lines({ namespaces: ['other'] }, to('other'))).toEqual([]);
    expect(lines({ namespaces: ['shop'] }, to('other'))).toHaveLength(1);
    expect(lines({ namespaces: ['shop'] }, to('other', ['eu']))).toEqual([]);
  });

  test('are in the partition of its role', () => {
    expect(refusal(inShop({ roleArn: ROLE.replace('aws', 'aws-cn') }))).toEqual([
      '[shop/orders] providerConfig "team-a" has a role in the partition aws-cn, and us-east-1 is in aws. Give a provider configuration whose role is in aws. [PartitionConflict]',
    ]);
    expect(refusal(inShop({ roleArn: 'none' }))).toEqual([expect.stringContaining('roleArn "none" is not valid')]);
  });
});

test('a cluster has one of a name: charts with other roles are warned of, unless the app is for several clusters', () => {
  const both = (roleArn: string, platforms: number) => warned(() => synth((chart) => {
    const charts = ['dev', 'prod'].map((name) => new Chart(chart.node.root, name));
    charts.slice(0, platforms).forEach((each) => new DynamoDbKroComponent(each, 'dynamodb'));
    charts.forEach((each, i) => new ProviderConfig(each, 'team-a', { roleArn: i === 0 ? ROLE : roleArn }));
  }));
  expect(both(`${ROLE}-prod`, 1)).toEqual([
    'Warning: [prod/team-a] name "team-a" is the name of the provider configuration dev/team-a too, which has another role, and a cluster has one of a name. Give one of them another `name`; where the charts are for several clusters, acknowledge this warning. [DuplicateName]',
  ]);
  expect(both(`${ROLE}-prod`, 2)).toEqual([]);
  expect(both(ROLE, 1)).toEqual([]);
});
