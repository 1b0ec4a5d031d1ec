/** Manifests without a namespace, beside what a cluster has: the tool that applies them may give them one. */
import { application, component, dynamoDbTable, planOf } from './tables';

const bare = ({ metadata: { namespace: _, ...metadata }, ...object }: any): any => ({ ...object, metadata });
const unread = (was: object[], is: object[]) => (planOf(was, is).unread ?? []).filter(({ code }) => code === 'NoNamespace').map(({ resource, problem, fix }) => `${resource} ${problem}. ${fix}`);
const raw = { apiVersion: 'dynamodb.services.k8s.aws/v1alpha1', kind: 'Table', metadata: { name: 'orders', namespace: 'shop' }, spec: { tableName: 'orders' } };

test.each<[string, object, string]>([
  ['a table', dynamoDbTable(), 'DynamoDBTable'],
  ['a table of another kind', raw, 'Table'],
])('%s that has none on one side is told', (_, object, kind) => {
  const taken = 'A table is then taken to be in default, and another object not to be that in shop.';
  const fix = 'Give it metadata.namespace shop, if what applies it puts it there.';
  expect(unread([object], [bare(object)])).toEqual([`${kind} orders has no namespace in NEW. ${taken} ${fix}`]);
  expect(unread([bare(object)], [object])).toEqual([`${kind} orders has no namespace in OLD. ${taken} ${fix}`]);
  expect(unread([bare(object)], [bare(object)])).toEqual([]);
  expect(unread([object], [object])).toEqual([]);
  expect(unread([object, bare(object)], [object, bare(object)])).toEqual([]);
});

test('all of a side are reported together, and Applications too', () => {
  const both = [application([component()], { name: 'a' }), dynamoDbTable({}, { name: 'b' }), dynamoDbTable({}, { name: 'c' })];
  expect(unread(both, both.map(bare))).toEqual([expect.stringMatching(/^Application a has no namespace in NEW, as 2 more\. A/)]);
  expect(unread([dynamoDbTable()], [bare(dynamoDbTable({}, { name: 'new' }))])).toEqual([]);
});
