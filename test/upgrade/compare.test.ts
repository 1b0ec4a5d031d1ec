import { DynamoDbKroComponent, DynamoDbKroComponentProps } from '../../src';
import { compareResourceGraphs } from '../../src/upgrade/compare';
import { synth } from '../synth';

function platform(props: DynamoDbKroComponentProps = {}): any {
  return synth((chart) => new DynamoDbKroComponent(chart, 'dynamodb', props))[0];
}

/** What is found when the platform resources are changed like this. */
function findings(change: (graph: any) => void): string[] {
  const next = structuredClone(platform());
  change(next);
  return compareResourceGraphs(platform(), next).map(({ code, path, breaking, refusedByKro }) =>
    `${code} ${path}${breaking ? ' breaking' : ''}${refusedByKro ? ' refused' : ''}`);
}

const tableOf = (graph: any): any => graph.spec.resources.find(({ id }: any) => id === 'table');
const schema = (change: (spec: any, types: any) => void) => (graph: any) => change(graph.spec.schema.spec, graph.spec.schema.types);

test('the same version twice: nothing', () => {
  expect(compareResourceGraphs(platform(), platform())).toEqual([]);
});

test('the order of names says nothing', () => {
  const backwards = (value: any): any => Array.isArray(value) ? value.map(backwards)
    : typeof value === 'object' ? Object.fromEntries(Object.entries(value).reverse().map(([name, inner]) => [name, backwards(inner)])) : value;
  expect(compareResourceGraphs(platform(), backwards(platform()))).toEqual([]);
});

test.each([
  ['a field less', schema((spec) => delete spec.tableClass), ['FieldRemoved spec.schema.spec.tableClass breaking refused']],
  ['an optional field more', schema((spec) => spec.more = 'string'), ['FieldAdded spec.schema.spec.more']],
  ['a required field more', schema((spec) => spec.more = 'string | required=true'), ['RequiredFieldAdded spec.schema.spec.more breaking refused']],
  ['another type', schema((spec) => spec.replicas = 'string'), ['DescriptionChanged spec.schema.spec.replicas', 'TypeChanged spec.schema.spec.replicas breaking refused']],
  ['a type within types', schema((_, types) => delete types.Projection.nonKeyAttributes), [
    'FieldRemoved spec.schema.spec.globalSecondaryIndexes[].projection.nonKeyAttributes breaking refused',
    'FieldRemoved spec.schema.spec.localSecondaryIndexes[].projection.nonKeyAttributes breaking refused',
  ]],
  ['a value less', schema((spec) => spec.tableClass = spec.tableClass.replace(',STANDARD_INFREQUENT_ACCESS', '')), ['EnumValueRemoved spec.schema.spec.tableClass breaking refused']],
  ['mutable', schema((spec) => spec.tableName = spec.tableName.replace('immutable=true ', '')), ['ImmutableRemoved spec.schema.spec.tableName']],
  ['immutable', schema((spec) => spec.tableClass += ' immutable=true'), ['ImmutableAdded spec.schema.spec.tableClass breaking']],
  ['limits', schema((spec) => spec.tableName = spec.tableName.replace('minLength=3', 'minLength=2').replace('maxLength=255', 'maxLength=200')), [
    'LimitTightened spec.schema.spec.tableName breaking refused', 'LimitWidened spec.schema.spec.tableName',
  ]],
  ['the group', (graph: any) => graph.spec.schema.group = 'data.example.com', ['ApiChanged spec.schema.group breaking refused']],
  ['the name', (graph: any) => graph.metadata.name = 'tables', ['NameChanged metadata.name breaking refused']],
  ['a status field less', (graph: any) => delete graph.spec.schema.status.tableArn, ['StatusFieldRemoved spec.schema.status.tableArn breaking refused']],
  ['a status field more', (graph: any) => graph.spec.schema.status.more = '${table.status.more}', ['StatusFieldAdded spec.schema.status.more']],
  ['a status field from elsewhere', (graph: any) => graph.spec.schema.status.tableArn = '${table.status.more}', ['StatusExpressionChanged spec.schema.status.tableArn']],
  ['a condition less', (graph: any) => graph.spec.schema.status.conditions.pop(), []],
  ['a resource under another name', (graph: any) => tableOf(graph).template.metadata.name = 'a', [
    'ResourceRemoved spec.resources[table] breaking', 'ResourceAdded spec.resources[table]',
  ]],
  ['a resource of another id and version', (graph: any) => {
    tableOf(graph).template.apiVersion = 'dynamodb.services.k8s.aws/v1';
    tableOf(graph).id = 'a';
  }, ['ResourceChanged spec.resources[a]']],
  ['a resource that is only read', (graph: any) => graph.spec.resources.shift(), []],
])('%s', (_, change, expected) => {
  expect(findings(change).sort()).toEqual([...expected].sort());
});

test('breaking changes come first', () => {
  expect(findings(schema((spec) => {
    spec.before = 'string';
    delete spec.tableClass;
  }))).toEqual(['FieldRemoved spec.schema.spec.tableClass breaking refused', 'FieldAdded spec.schema.spec.before']);
});

test('by force, kro takes breaking changes of fields, but not what cannot change at all', () => {
  expect(findings((graph) => {
    graph.metadata.annotations = { 'kro.run/allow-breaking-changes': 'true' };
    graph.spec.schema.scope = 'Cluster';
    delete graph.spec.schema.spec.tableClass;
  })).toEqual(['ApiChanged spec.schema.scope breaking refused', 'FieldRemoved spec.schema.spec.tableClass breaking']);
});

test('what kro fills in by itself is no change', () => {
  expect(findings((graph) => {
    delete graph.spec.schema.group;
    delete graph.spec.schema.scope;
  })).toEqual([]);
});

test('other defaults of the platform', () => {
  const found = compareResourceGraphs(platform(), platform({ defaults: { pointInTimeRecovery: true, tags: { team: 'shop' } } }));
  expect(found.map(({ code, path }) => `${code} ${path}`)).toEqual(['DefaultChanged spec.schema.spec.pointInTimeRecoveryEnabled', 'ResourceChanged spec.resources[table]']);
  expect(found[0].statement).toBe('has the default true instead of false, for new instances; existing ones keep theirs, and tables of Applications follow the ComponentDefinition');
});

test.each([
  ['a marker that this version does not know', schema((spec) => spec.tags = '[]Tag | listType=set'), 'spec.schema.spec.tags cannot be read: "listType=set" is no marker that this version knows.'],
  ['a type that contains itself', schema((_, types) => types.Tag.more = 'Tag'), 'spec.schema.spec.tags[].more: the type Tag contains itself.'],
  ['fields that are none', schema((_, types) => types.Tag = 3), 'spec.schema.spec.tags[] is not a list of fields by name.'],
])('%s cannot be compared', (_, change, message) => {
  expect(() => findings(change)).toThrow(message);
});
