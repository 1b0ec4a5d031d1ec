/** The policies of docs/policies.md on the real API server: what they reject, with which message, and what goes on working. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPLICATION, DYNAMODB_TABLE } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { cluster, documentsOf, kubectl, leavesNothingIn, ROOT } from '../harness/suite';

const NAMESPACE = 'policies';
const GUIDE = readFileSync(join(ROOT, 'docs/policies.md'), 'utf8');

/** A binding for the namespace of this check alone, since others run beside it; all else as it is. */
function here(object: any): any {
  const matchLabels = { ...object.spec.matchResources?.namespaceSelector.matchLabels, check: NAMESPACE };
  return object.kind === 'ValidatingAdmissionPolicyBinding' ? { ...object, spec: { ...object.spec, matchResources: { namespaceSelector: { matchLabels } } } } : object;
}

/** What the guide gives to apply. */
const POLICIES = [...GUIDE.matchAll(/```yaml\n(.*?)```/gs)].flatMap(([, yaml]) => documentsOf(yaml)).map(here);

const VALID = {
  tableName: 'orders',
  region: 'eu-west-1',
  attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
  keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
  deletionPolicy: 'retain',
  tags: [{ key: 'team', value: 'shop' }],
};
const PROVISIONED = { billingMode: 'PROVISIONED', provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 } };
const table = (more: object = {}, name = 'orders') => ({
  apiVersion: 'kro.run/v1alpha1', kind: 'DynamoDBTable', metadata: { name, namespace: NAMESPACE }, spec: { ...VALID, tableName: name, ...more },
});
const labelled = (labels: object) => cluster.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE, labels } });

leavesNothingIn(NAMESPACE);

beforeAll(async () => {
  await cluster.namespace(NAMESPACE);
  // Before there is a policy.
  await cluster.apply(table({ ...PROVISIONED, region: 'us-east-1', deletionPolicy: 'delete' }, 'before'));
  await labelled({ check: NAMESPACE, environment: 'production' });
  await cluster.apply(...POLICIES);
  await eventually('the policies', async () => {
    expect(await cluster.refusal(table({ tags: [] }))).toContain("'tables'");
    expect(await cluster.refusal(table({ deletionPolicy: 'delete' }))).toContain("'tables-in-production'");
  });
}, 60_000);

afterAll(() => kubectl(['delete', 'validatingadmissionpolicies,validatingadmissionpolicybindings', 'tables', 'tables-in-production']));

test('the guide has two policies, each with its binding', () => {
  expect(POLICIES.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(['tables', 'tables-in-production'].flatMap((name) => [
    `ValidatingAdmissionPolicy ${name}`, `ValidatingAdmissionPolicyBinding ${name}`,
  ]));
});

test('what they allow is accepted', async () => {
  expect(await cluster.refusal(table())).toBe('');
  expect(await cluster.refusal(table({
    streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES', replicas: [{ regionName: 'eu-central-1' }], backups: [{ name: 'first' }],
  }))).toBe('');
});

test.each<[string, object]>([
  ['billingMode: use PAY_PER_REQUEST, with onDemandThroughput as a cap', PROVISIONED],
  ['region: use eu-central-1 or eu-west-1', { region: 'us-east-1' }],
  ['replicas: use eu-central-1 or eu-west-1 only', { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES', replicas: [{ regionName: 'us-east-1' }] }],
  ['tags: team must be shop or billing', { tags: [{ key: 'team', value: 'anything' }] }],
  ['tags: team must be shop or billing', { tags: undefined }],
  ['deletionPolicy: must be retain in production', { deletionPolicy: 'delete' }],
  ['deletionPolicy: must be retain in production', { deletionPolicy: undefined }],
  ['backups: deletionPolicy must be retain in production', { backups: [{ name: 'first', deletionPolicy: 'delete' }] }],
])('%s', async (message, more) => {
  expect(await cluster.refusal(table(more))).toMatch(new RegExp(`denied request: ${message}$`));
});

test('the guide shows what kubectl prints', async () => {
  const [, shown] = /```text\n(The dynamodbtables .*)\n```/.exec(GUIDE)!;
  const { stderr } = await kubectl(['apply', '--dry-run=server', '-f', '-'], { input: JSON.stringify(table(PROVISIONED)) });
  expect(stderr.trim()).toBe(shown);
});

test('a table that was there before keeps working, and can be deleted; its next change has to follow', async () => {
  expect(await kubectl(['label', 'dynamodbtable', 'before', '-n', NAMESPACE, 'a=b'])).toMatchObject({ code: 0 });
  const { stderr } = await kubectl(['patch', 'dynamodbtable', 'before', '-n', NAMESPACE, '--type', 'merge', '-p', '{"spec":{"streamEnabled":true}}']);
  expect(stderr).toContain('denied request');
  await cluster.delete(DYNAMODB_TABLE, NAMESPACE, 'before');
  await cluster.gone(DYNAMODB_TABLE, NAMESPACE, 'before', 60_000);
}, 90_000);

test('the author of an Application sees the reason in the message of its step', async () => {
  await cluster.apply({
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name: 'shop', namespace: NAMESPACE },
    spec: { components: [{ name: 'orders', type: 'aws-dynamodb-kro', properties: { ...VALID, ...PROVISIONED } }] },
  });
  const [, shown] = /message: (function call error.*?)\)\] …/.exec(GUIDE)!;
  await cluster.until(APPLICATION, NAMESPACE, 'shop', ({ status }) => {
    expect(status.workflow.steps[0].message).toContain(shown);
  }, 60_000);
}, 90_000);

test('where the label is not, the policy of production does not hold', async () => {
  await labelled({ check: NAMESPACE });
  await eventually('the namespace without its label', async () => {
    expect(await cluster.refusal(table({ deletionPolicy: 'delete' }))).toBe('');
  });
});
