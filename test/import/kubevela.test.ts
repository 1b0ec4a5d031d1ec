/** Applications of KubeVela: names and namespaces are kept, and what policies make of a table is read. */
import { FORMATS, filesOf } from '../../src/import';
import { importFiles } from '../../src/import/sources';
import { run as runCommand } from '../cli/run';

const run = (documents: readonly object[], ...args: string[]) =>
  runCommand({ 'a.json': documents.map((each) => JSON.stringify(each)).join('\n') }, 'import', '-o', 'application', ...args, 'a.json');

const properties = (tableName: string, more: object = {}): object => ({
  tableName, region: 'us-east-1', attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }], ...more,
});
const component = (name: string, more: object = {}): object => ({ name, type: 'aws-dynamodb-kro', properties: properties(`t-${name}`), ...more });
const application = (components: readonly object[], spec: object = {}, metadata: object = {}): object =>
  ({ apiVersion: 'core.oam.dev/v1beta1', kind: 'Application', metadata: { name: 'shop', namespace: 'team-x', ...metadata }, spec: { components, ...spec } });
const override = (name: string, tableClass: string): object => ({ name, type: 'override', properties: { components: [{ name: 'one', properties: { tableClass } }] } });
const deploy = (...names: readonly string[]): object => ({ workflow: { steps: names.map((name) => ({ name, type: 'deploy', properties: { policies: [name] } })) } });

test('the tables of one Application stay in it, under their names, in their order', async () => {
  const { code, out, error } = await run([application([component('one'), component('two', { dependsOn: ['one'] })])]);
  expect([code, error]).toEqual([0, expect.stringContaining('2 tables, 4 findings, 0 that adoption may change in AWS')]);
  expect(out.match(/kind: Application/g)).toHaveLength(1);
  expect(out).toMatch(/metadata:\n {2}name: shop\n {2}namespace: team-x\nspec:\n {2}components:\n {4}- name: one\n {6}type: aws-dynamodb-kro\n {6}properties:\n {8}tableName: t-one\n[^]* {4}- name: two\n {6}type: aws-dynamodb-kro\n {6}dependsOn:\n {8}- one\n {6}properties:\n {8}tableName: t-two\n/);
});

test('one file an Application', () => {
  const text = JSON.stringify(application([component('one'), component('two')]));
  const tables = importFiles([{ file: 'a.json', text }], { parameters: new Map(), tableNames: new Map() }, () => '');
  expect([...filesOf(FORMATS.application, tables)]).toEqual([['one.yaml', expect.stringMatching(/- name: one\n[^]*- name: two\n/)]]);
  expect([...filesOf(FORMATS.yaml, tables).keys()]).toEqual(['one.yaml', 'two.yaml']);
});

test('names and namespaces of the objects, in each format', async () => {
  const documents = [application([component('one')]), application([component('one', { properties: properties('t-other') })], {}, { namespace: 'team-y' })];
  expect((await run(documents, '-o', 'yaml')).out.match(/name: one\n {2}namespace: team-[xy]\n/g)).toEqual(['name: one\n  namespace: team-x\n', 'name: one\n  namespace: team-y\n']);
  expect((await run(documents, '-o', 'typescript')).out).toMatch(/const chart = new Chart\(app, 'tables', \{ namespace: 'team-x' \}\);\nconst chart2 = new Chart\(app, 'tables-team-y', \{ namespace: 'team-y' \}\);\n[^]*new DynamoDbTable\(chart, 'one', \{\n {2}tableName: 't-one',\n {2}region: 'us-east-1',\n {2}name: 'one',\n[^]*new DynamoDbTable\(chart2, 'one-2', \{\n {2}tableName: 't-other',\n {2}region: 'us-east-1',\n {2}name: 'one',\n/);
  expect((await run(documents.slice(0, 1), '-o', 'python')).out).toContain('chart = Chart(app, "tables", namespace="team-x")\n');
});

test.each<[string, object]>([
  ['ACK', { apiVersion: 'dynamodb.services.k8s.aws/v1alpha1', kind: 'Table', metadata: { name: 'one', namespace: 'team-x', annotations: { 'services.k8s.aws/region': 'us-east-1' } }, spec: properties('t-one', { billingMode: 'PAY_PER_REQUEST', region: undefined }) }],
  ['Crossplane', { apiVersion: 'dynamodb.aws.m.upbound.io/v1beta1', kind: 'Table', metadata: { name: 't-one', namespace: 'team-x' }, spec: { forProvider: { region: 'us-east-1', billingMode: 'PAY_PER_REQUEST', hashKey: 'id', attribute: [{ name: 'id', type: 'S' }] } }, status: {} }],
  ['DynamoDBTable', { apiVersion: 'kro.run/v1alpha1', kind: 'DynamoDBTable', metadata: { name: 't-one', namespace: 'team-x' }, spec: properties('any') }],
])('the namespace of %s is kept', async (_, object) => {
  const { code, out } = await run([object], '-o', 'yaml');
  expect([code, out]).toEqual([0, expect.stringContaining('  name: t-one\n  namespace: team-x\n')]);
});

test.each<[string, object, readonly object[]]>([
  ['a step that names it', { policies: [override('ia', 'STANDARD_INFREQUENT_ACCESS')], ...deploy('ia') }, []],
  ['no workflow', { policies: [override('ia', 'STANDARD_INFREQUENT_ACCESS')] }, []],
  ['a policy of its own', deploy('ia'), [{ apiVersion: 'core.oam.dev/v1alpha1', kind: 'Policy', metadata: { name: 'ia' }, ...override('ia', 'STANDARD_INFREQUENT_ACCESS') }]],
])('an override policy is a part of the table: %s', async (_, spec, others) => {
  const { code, out } = await run([application([component('one')], spec), ...others]);
  expect([code, out]).toEqual([0, expect.stringContaining('tableClass: STANDARD_INFREQUENT_ACCESS\n')]);
});

test('several environments are several tables', async () => {
  const { code, out, error } = await run([application([component('one')], { policies: [override('ia', 'STANDARD_INFREQUENT_ACCESS'), override('std', 'STANDARD')], ...deploy('ia', 'std') })]);
  expect([code, out.match(/kind: Application/g)]).toEqual([1, ['kind: Application', 'kind: Application']]);
  expect(error).toContain('cannot be determined: component one at the step ia (spec.workflow): The Application deploys it more than once');
});

test('a policy that is not in the input', async () => {
  const { code, error } = await run([application([component('one')], deploy('elsewhere'))]);
  expect([code, error]).toEqual([1, expect.stringContaining('one: cannot be determined: override policies (spec.workflow): A policy that the workflow names is not in the input, and may change the table.')]);
});

test.each<[string, object]>([
  ['the simplified one of the original', { name: 'x', type: 'aws-dynamodb-kro-simplified' }],
  ['objects', { name: 'x', type: 'k8s-objects', properties: { objects: [{ apiVersion: 'dynamodb.services.k8s.aws/v1alpha1', kind: 'Table' }] } }],
])('a component of another type that may be a table is a finding: %s', async (_, other) => {
  for (const documents of [[application([component('one'), other])], [application([component('one')]), application([other], {}, { name: 'second' })]]) {
    const { code, error } = await run(documents);
    expect([code, error]).toEqual([1, expect.stringContaining(`one: cannot be determined: component x of type ${(other as { type: string }).type} (Application `)]);
  }
});

test('what else the Application has is a note', async () => {
  const { code, error } = await run([application([component('one'), { name: 'web', type: 'webservice' }], { policies: [{ name: 'gc', type: 'garbage-collect' }], workflow: { steps: [] } }, { labels: { a: 'b' } })]);
  expect([code, error]).toEqual([0, expect.stringContaining('one: note: rest of Application shop: The output has its tables only, without component web, policy gc, the workflow, labels. To keep them, put the components of the output into your Application.')]);
});

const ON = { deletionProtectionEnabled: true, pointInTimeRecoveryEnabled: true };
const unsaid = (name: string): string => `one: cannot be determined: ${name} (traits[0].properties.${name}): The trait turns it on, or leaves it as it is, by the version that the cluster has. It is declared as on`;

test.each<[string, object, object, readonly string[], object]>([
  ['nothing', {}, {}, ['deletionProtection', 'pointInTimeRecovery'], ON],
  ['what the component turns off', { deletionProtectionEnabled: false, pointInTimeRecoveryEnabled: true }, {}, ['deletionProtection'], ON],
  ['what the component turns on', ON, {}, [], ON],
  ['one of the two', {}, { deletionProtection: false }, ['pointInTimeRecovery'], { deletionProtectionEnabled: false, pointInTimeRecoveryEnabled: true }],
  ['both', ON, { deletionProtection: false, pointInTimeRecoveryEnabled: false }, [], { deletionProtectionEnabled: false, pointInTimeRecoveryEnabled: false }],
])('what the protection trait of the original does not say is on, and cannot be determined: %s', async (_, declared, said, missing, expected) => {
  const { code, out, error } = await run([application([component('one', { properties: properties('t-one', declared), traits: [{ type: 'dynamodb-protection-kro', properties: said }] })])], '-o', 'yaml');
  expect(code).toBe(1);
  missing.forEach((name) => expect(error).toContain(unsaid(name)));
  // And the name of the table.
  expect(error).toContain(`1 table, ${missing.length + 1} finding`);
  Object.entries(expected).forEach(([field, value]) => expect(out).toContain(`  ${field}: ${value}\n`));
});

test('a trait of the original that names less than the component keeps what the component says', async () => {
  const key = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const declared = { ttlEnabled: true, ttlAttributeName: 'until', streamEnabled: true, streamViewType: 'KEYS_ONLY', sseEnabled: true, sseType: 'KMS', kmsMasterKeyID: key };
  const traits = ['ttl', 'streams', 'encryption'].map((name) => ({ type: `dynamodb-${name}-kro`, properties: { enabled: true } }));
  const { code, out } = await run([application([component('one', { properties: properties('t-one', declared), traits })])], '-o', 'yaml');
  expect([code, out]).toEqual([1, expect.stringMatching(new RegExp(`streamViewType: KEYS_ONLY\n[^]*kmsMasterKeyID: ${key}\n[^]*ttlAttributeName: until\n`))]);
});

test('the attribute that the trait of the original for time to live takes by default is not guessed', async () => {
  const { code, out, error } = await run([application([component('one', { traits: [{ type: 'dynamodb-ttl-kro' }] })])], '-o', 'yaml');
  expect([code, out]).toEqual([1, expect.stringContaining('ttlAttributeName: ""\n')]);
  expect(error).toContain('one: cannot be determined: attributeName (traits[0].properties.attributeName): Versions of the trait differ in its default, such as expiresAt. Declare the attribute that AWS has.');
  expect(error).not.toContain('rule TimeToLive');
});
