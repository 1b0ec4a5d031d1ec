import { readFileSync } from 'node:fs';
import { run, runOnDisk } from './run';

const table = (name: string, more = '') => `apiVersion: kro.run/v1alpha1
kind: DynamoDBTable
metadata: {name: ${name}, namespace: shop}
spec:
  tableName: ${name}
  region: us-east-1
  attributeDefinitions: [{attributeName: id, attributeType: S}]
  keySchema: [{attributeName: id, keyType: HASH}]
${more}`;

const plan = (files: Record<string, string>, ...args: string[]) => run(files, 'plan', ...args);

const ORDERS = table('orders');
const STREAM = '  streamEnabled: true\n  streamViewType: KEYS_ONLY\n';

test('a change: 0', async () => {
  expect(await plan({ 'old.yaml': ORDERS, 'new.yaml': table('orders', STREAM) }, 'old.yaml', 'new.yaml')).toEqual({
    code: 0,
    error: '',
    out: `~ change orders (us-east-1): DynamoDBTable shop/orders
    The table is changed, and keeps its data.
    streamViewType: none -> KEYS_ONLY
      There is a stream with a new ARN. It holds the changes from now on.
      Takes effect in place; the table is UPDATING for some minutes, and can be used.
    AWS calls: UpdateTable StreamSpecification on

1 table: 1 changed, 0 unchanged.`,
  });
});

test('no change, from standard input', async () => {
  expect(await plan({ '-': ORDERS, 'new.yaml': ORDERS }, '-', 'new.yaml')).toEqual({ code: 0, error: '', out: '1 table: 1 unchanged.' });
});

test.each(['', '\n', '---\n', '# nothing\n'])('nothing from standard input, as of a command that failed: %j', async (empty) => {
  const problem = { code: 2, out: '', error: expect.stringMatching(/^-: standard input is empty\..*$/) };
  expect(await plan({ '-': empty, 'new.yaml': ORDERS }, '-', 'new.yaml')).toEqual(problem);
  expect(await plan({ '-': empty, 'old.yaml': ORDERS }, 'old.yaml', '-')).toEqual(problem);
  expect(await plan({ '-': 'apiVersion: v1\nkind: List\nitems: []\n', 'new.yaml': ORDERS }, '-', 'new.yaml')).toMatchObject({ code: 0 });
});

test('a rejection: 1', async () => {
  expect(await plan({ old: ORDERS, new: ORDERS.replace('us-east-1', 'eu-west-1') }, 'old', 'new')).toMatchObject({
    code: 1, out: expect.stringContaining('    region cannot change once the table exists. Declare another table, and move the data. [Immutable]\n'),
  });
});

test('a rejection says what to quote, and what is a template', async () => {
  const wrong = (name: string) => table('orders').replaceAll('attributeName: id', `attributeName: ${name}`);
  expect((await plan({ old: ORDERS, new: `---\n${wrong('y')}` }, 'old', 'new')).out).toContain('keySchema[0].attributeName true is not text. Give text. In YAML, quote it: "y". [InvalidType]');
  expect(await plan({ old: wrong('no'), new: ORDERS }, 'old', 'new')).toMatchObject({ code: 2, error: expect.stringContaining('In YAML, quote it: "no".') });
  expect((await plan({ old: '', new: wrong('"{{ .Values.key }}"') }, 'old', 'new')).out).toContain('is a template that was not rendered. Render it first');
});

test('each environment of an Application is a table of its own', async () => {
  const application = (protectedToo: string) => `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop, namespace: default}
spec:
  components:
    - {name: orders, type: aws-dynamodb-kro, properties: {tableName: orders-dev, region: us-east-1, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]${protectedToo}}}
  policies:
    - {name: dev, type: topology, properties: {clusters: [local], namespace: dev}}
    - {name: prod, type: topology, properties: {clusters: [local], namespace: prod}}
    - {name: own, type: override, properties: {components: [{name: orders, properties: {tableName: orders-prod, deletionProtectionEnabled: true}}]}}
  workflow: {steps: [{name: a, type: deploy, properties: {policies: [dev]}}, {name: b, type: deploy, properties: {policies: [prod, own]}}]}
`;
  const { code, out } = await plan({ old: application(''), new: application(', pointInTimeRecoveryEnabled: true') }, 'old', 'new');
  expect(code).toBe(0);
  expect(out).toContain('~ change orders-dev (us-east-1): Application default/shop orders in dev\n');
  expect(out).toContain('~ change orders-prod (us-east-1): Application default/shop orders (b) in prod\n');
  expect((await plan({ old: application(''), new: '' }, 'old', 'new')).out).toContain('2 tables: 1 deleted with its data, 1 rejected, 0 unchanged.');
});

test('a loss of data: 3, unless it is allowed of each table', async () => {
  const files = { old: `${ORDERS}---\n${table('carts')}`, new: '' };
  const lost = await plan(files, 'old', 'new');
  expect(lost).toMatchObject({ code: 3, out: expect.stringContaining('Data is lost: orders, carts. If that is meant: --allow-data-loss orders --allow-data-loss carts') });
  expect(lost.out).toContain('    DATA LOSS: table orders\n');
  expect((await plan(files, '--allow-data-loss', 'orders', 'old', 'new')).code).toBe(3);
  expect(await plan(files, '--allow-data-loss', 'orders', '--allow-data-loss', 'carts', 'old', 'new')).toMatchObject({ code: 0, error: '', out: expect.stringContaining('Data is lost, and that is allowed: orders, carts.') });
});

test('a loss that is allowed, beside a rejection: 1', async () => {
  const files = { old: `${ORDERS}---\n${table('carts')}`, new: ORDERS.replace('us-east-1', 'eu-west-1') };
  expect((await plan(files, 'old', 'new')).code).toBe(3);
  expect((await plan(files, '--allow-data-loss', 'carts', 'old', 'new')).code).toBe(1);
  expect((await plan({}, '--help')).out.replaceAll(/\s+/g, ' ')).toContain('whether or not something else would be rejected');
});

test('a name that loses nothing is reported', async () => {
  // What deploys no table is named for good.
  expect(await plan({ old: ORDERS, new: ORDERS }, '--allow-data-loss', 'shop/web', 'old', 'new')).toMatchObject({ code: 0, error: '' });
  expect(await plan({ old: ORDERS, new: '' }, '--allow-data-loss', 'order', 'old', 'new')).toMatchObject({ code: 3, error: '--allow-data-loss order: no data of this table is lost. Did you mean "orders"?' });
});

const INDEX = '  globalSecondaryIndexes: [{indexName: by-id, keySchema: [{attributeName: id, keyType: HASH}], projection: {projectionType: ALL}}]\n';

test.each([
  ['an index that is there no more', INDEX, '', 'globalSecondaryIndexes by-id: removed'],
  ['a new one', '', INDEX, 'globalSecondaryIndexes by-id: added'],
  ['a backup', '', '  backups: [{name: one}]\n', 'backups one: added'],
  ['a backup that stays', '  backups: [{name: one}]\n', '', 'backups one: no longer declared'],
  ['a Secret', '  writeConnectionSecretToRef: {name: one}\n', '', 'writeConnectionSecretToRef shop/one: removed'],
  ['other settings of a replica', `${STREAM.replace('KEYS_ONLY', 'NEW_AND_OLD_IMAGES')}  replicas: [{regionName: eu-west-1}]\n`, `${STREAM.replace('KEYS_ONLY', 'NEW_AND_OLD_IMAGES')}  replicas: [{regionName: eu-west-1, tableClassOverride: STANDARD_INFREQUENT_ACCESS}]\n`, 'replicas eu-west-1: other settings'],
  ['an attribute whose name is a word of ours', '  ttlEnabled: true\n  ttlAttributeName: there\n', '', 'ttlAttributeName: there -> none'],
])('what changes, in words: %s', async (_, was, is, title) => {
  expect((await plan({ old: table('orders', was), new: table('orders', is) }, 'old', 'new')).out).toContain(`\n    ${title}\n`);
});

test('--platform: the platform of the cluster holds where the input has none', async () => {
  const platform = readFileSync('examples/platform.yaml', 'utf8');
  const team = platform.replace(/^( +deletionPolicy: string) \|/m, '$1 | default="retain"');
  expect(team).not.toBe(platform);
  expect(await plan({ old: ORDERS, new: '', team }, '--platform', 'team', 'old', 'new')).toMatchObject({ code: 0, out: expect.stringContaining('1 table: 1 kept, 0 unchanged.') });
  // The platform of the input comes first.
  expect((await plan({ old: `${ORDERS}---\n${platform}`, new: '', team }, '--platform', 'team', 'old', 'new')).code).toBe(3);
  expect(await plan({ old: ORDERS, new: '', team: ORDERS }, '--platform', 'team', 'old', 'new')).toEqual({ code: 2, out: '', error: '--platform team: there is no ResourceGraphDefinition of DynamoDBTable in it' });
  expect(await plan({ old: ORDERS, new: '' }, '--platform', 'team', 'old', 'new')).toMatchObject({ code: 2, out: '', error: expect.stringContaining('team') });
});

test('JSON', async () => {
  const { code, out } = await plan({ old: ORDERS, new: '' }, '--format', 'json', 'old', 'new');
  expect(code).toBe(3);
  expect(JSON.parse(out)).toEqual({
    unchanged: 0,
    tables: [{
      action: 'delete',
      tableName: 'orders',
      region: 'us-east-1',
      resource: 'DynamoDBTable shop/orders',
      summary: 'The table is deleted from AWS, with its data.',
      calls: ['DeleteTable'],
      changes: [],
      rejections: [],
      warnings: [],
      losses: [{ kind: 'table', name: 'orders' }],
    }],
  });
});

describe('Markdown', () => {
  test('is a comment with the details folded', async () => {
    const { out } = await plan({ old: ORDERS, new: table('orders', STREAM) }, '--format', 'markdown', 'old', 'new');
    expect(out).toBe(`### DynamoDB plan

1 table: 1 changed, 0 unchanged.

| | Table | What happens | Object |
| --- | --- | --- | --- |
| ✏️ | orders (us-east-1) | **change** The table is changed, and keeps its data. | DynamoDBTable shop/orders |

<details><summary>orders</summary>

- streamViewType: none -&#62; KEYS&#95;ONLY<br>There is a stream with a new ARN. It holds the changes from now on. Takes effect in place; the table is UPDATING for some minutes, and can be used.
- AWS calls: UpdateTable StreamSpecification on

</details>`);
  });

  test('has no details where there is nothing to say', async () => {
    const { out } = await plan({ old: table('orders', '  deletionPolicy: retain\n'), new: '' }, '--format', 'markdown', 'old', 'new');
    expect(out).toContain('| **keep** The table stays in AWS');
    expect(out).not.toContain('details');
  });

  test('makes no markup of what is declared', async () => {
    const tag = '  tags: [{key: "a`|</details>@team#1", value: "<img src=x>\\n\\n# [x](y) **z** ~~w~~"}]\n';
    const { out } = await plan({ old: ORDERS, new: table('orders', tag) }, '--format', 'markdown', 'old', 'new');
    expect(out).not.toMatch(/<img|@team|team#1|\[x\]|\*\*z|~~|`/);
    expect(out.match(/<\/details>/g)).toHaveLength(1);
  });

  test('is never longer than a comment may be, and cut at whole tables', async () => {
    const many = (more: string) => Array.from({ length: 700 }, (_, i) => table(`table-${i}`, more)).join('---\n');
    const { out } = await plan({ old: many(''), new: many(STREAM) }, '--format', 'markdown', 'old', 'new');
    expect(out.length).toBeLessThan(65_536);
    expect(/\n… and \d+ more\. The text of the job has all of them\./.test(out)).toBe(true);
    const { out: some } = await plan({ old: many('').slice(0, 100 * ORDERS.length), new: many(STREAM).slice(0, 100 * ORDERS.length) }, '--format', 'markdown', 'old', 'new');
    expect(some.length).toBeLessThan(65_536);
  });

  test('without a change', async () => {
    expect((await plan({ old: ORDERS, new: ORDERS }, '--format', 'markdown', 'old', 'new')).out).toBe('### DynamoDB plan\n\n1 table: 1 unchanged.');
  });
});

test.each([
  ['one argument', ['old'], 'plan takes two arguments, OLD and NEW, not 1.'],
  ['three arguments', ['old', 'new', 'new'], 'not 3. Quote a pattern, so that the shell leaves it to the command.'],
  ['standard input twice', ['-', '-'], 'Only one of OLD and NEW can be standard input.'],
  ['a file that is not there', ['old', 'absent'], 'absent: ENOENT'],
  ['a file that is no YAML', ['old', 'broken'], 'broken:2:1: not valid YAML: '],
  ['a binary file', ['binary', 'old'], 'binary:1:1: not valid YAML: '],
  ['a schema that cannot be read', ['old', 'odd'], 'old, odd: spec.schema.spec.tags cannot be read'],
])('%s: 2, and one line', async (_, args, message) => {
  const odd = 'apiVersion: kro.run/v1alpha1\nkind: ResourceGraphDefinition\nspec: {schema: {kind: DynamoDBTable, spec: {tags: "string | odd=1"}}}\n';
  const { code, out, error } = await plan({ old: ORDERS, new: ORDERS, broken: 'a: [1\n', binary: '\u0089PNG\r\n\u001a\u0000', odd }, ...args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(error).toContain(message);
});

test.each([
  ['JSON in JSON', table('orders', `  tags: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`)],
  ['objects in objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ['lines in lines', Array.from({ length: 3_000 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
  ['more levels than 200', JSON.stringify(Array.from({ length: 201 }).reduce((inner) => ({ a: inner }), 1))],
])('YAML without an end is not read: %s', async (_, text) => {
  const line = 'not valid YAML: values are nested more than 200 levels deep';
  expect(await plan({ old: ORDERS, new: text }, 'old', 'new')).toEqual({ code: 2, out: '', error: `new: ${line}` });
  expect(await plan({ old: text, new: ORDERS }, 'old', 'new')).toEqual({ code: 2, out: '', error: `old: ${line}` });
  expect(await run({ 'a.yaml': text }, 'validate', 'a.yaml')).toMatchObject({ code: 2, error: `a.yaml: ${line}` });
  expect(await run({ 'a.yaml': text }, 'check-upgrade', 'a.yaml', 'a.yaml')).toMatchObject({ code: 2, error: `a.yaml: ${line}`.repeat(2) });
});

test('YAML that contains itself is taken as it is', async () => {
  expect(await plan({ old: 'kind: ConfigMap\ndata: &a [*a, *a]\n', new: 'kind: List\nitems: &a [{kind: List, items: *a}]\n' }, 'old', 'new')).toMatchObject({ code: 0, out: '0 tables: 0 unchanged.' });
  expect(await plan({ old: ORDERS, new: table('orders', '  tags: &a {team: *a}\n') }, 'old', 'new')).toMatchObject({ code: 1, out: expect.stringContaining('tags (an object) is not a list.') });
});

test('200 levels are read', async () => {
  const text = JSON.stringify({ kind: 'ConfigMap', a: Array.from({ length: 199 }).reduce((inner) => ({ a: inner }), 1) });
  expect(await plan({ old: text, new: text }, 'old', 'new')).toMatchObject({ code: 0 });
});

test('what is of another type than the contract has: refused where it will be, unreadable where it was', async () => {
  const odd = table('orders', '  tags: {team: shop}\n');
  expect(await plan({ old: ORDERS, new: odd }, 'old', 'new')).toMatchObject({ code: 1, out: expect.stringContaining('tags (an object) is not a list.') });
  expect(await plan({ old: '', new: odd }, 'old', 'new')).toMatchObject({ code: 1, out: expect.stringContaining('nothing is created.\n    tags (an object) is not a list.') });
  expect(await plan({ old: odd, new: ORDERS }, 'old', 'new')).toEqual({
    code: 2, out: '', error: 'old, new: DynamoDBTable shop/orders: tags (an object) is not a list. Give a list of objects with key and value. [InvalidType]',
  });
});

test('folders and patterns, and in them only what speaks of tables', async () => {
  const files = { 'main/dist/a.yaml': ORDERS, 'main/dist/template.yaml': '{{ helm }', 'dist/in/b.yaml': ORDERS, 'dist/none.yaml': '' };
  expect(await runOnDisk(files, 'plan', 'main/dist', 'dist')).toMatchObject({ code: 0, out: '1 table: 1 unchanged.' });
  expect(await runOnDisk(files, 'plan', 'main/dist/*.yaml', 'dist/**/*.yaml')).toMatchObject({ code: 0, out: '1 table: 1 unchanged.' });
  expect(await runOnDisk(files, 'plan', 'main/dist', 'dist/none.yaml')).toMatchObject({ code: 3 });
});

test.each([
  'apiVersion: v1\nkind: Namespace\nmetadata: {name: NS}\n', '{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"NS"}}',
  '{apiVersion: v1, kind: "Namespace", metadata: {name: NS}}\n', 'apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Namespace, metadata: {name: NS}}]\n',
])('a namespace that has a file of its own in a folder goes with its tables: %s', async (text) => {
  const [, namespace] = /namespace: (\S+?)[,}\n]/.exec(ORDERS)!;
  const files = { 'old/a.yaml': ORDERS, 'old/ns.yaml': text.replace('NS', namespace), 'new/a.yaml': ORDERS, 'same/a.yaml': ORDERS, 'same/ns.yaml': text.replace('NS', namespace), 'new/b.yaml': '{{ if .Values.ns }}\nkind: Namespace\n{{ end }}' };
  expect(await runOnDisk(files, 'plan', 'old', 'new')).toMatchObject({ code: 3, out: expect.stringContaining('DATA LOSS: table orders') });
  expect(await runOnDisk(files, 'plan', 'old', 'same')).toMatchObject({ code: 0, out: '1 table: 1 unchanged.' });
});

test('a side that is of another tool: 2, as validate tells it', async () => {
  const template = JSON.stringify({ Resources: { Orders: { Type: 'AWS::DynamoDB::Table', Properties: {} } } });
  for (const [args, files] of [[['t', 'new'], { t: template, new: ORDERS }], [['old', 't'], { old: ORDERS, t: template }]] as const) {
    expect(await plan(files, ...args)).toMatchObject({ code: 2, out: '', error: expect.stringMatching(/t: Resources has tables of CloudFormation.*\[ForeignFormat\]/) });
  }
  // Beside tables it is told, and no more.
  expect(await plan({ old: ORDERS, new: `${ORDERS}---\n${template}` }, 'old', 'new')).toMatchObject({ code: 0, out: expect.stringContaining('[ForeignFormat]') });
  expect(await plan({ old: '', new: ORDERS }, 'old', 'new')).toMatchObject({ code: 0 });
});

const LOGGED = 'E1127 12:00:00.000000   12345 memcache.go:265] couldn\'t get current server API group list: Get "https://a"\n';
const NONE = 'apiVersion: v1\nitems: []\nkind: List\n';

test.each<[string, string, RegExp]>([
  ['an error of kubectl', 'Error from server (Forbidden): dynamodbtables is forbidden\n', /^old: it holds no object of Kubernetes, with apiVersion and kind, but "Error from server \(Forbidden\): dynamodbtables is forbidden"\. /],
  ['an error with nothing behind it', 'error: the server does not have a resource type "dynamodbtables"\n', /^old: it holds no object of Kubernetes.*but "error: the server does not have/],
  ['text of several lines', 'fatal: not a git repository\nStopping at filesystem boundary\n', /^old: it holds no objects of Kubernetes, but "fatal: not a git repository"\. /],
  ['an error with colons in it', 'Error: INSTALLATION FAILED: no\n', /^old: it holds no objects of Kubernetes, but "Error: INSTALLATION FAILED: no"\. /],
  ['a panic', 'panic: runtime error: nil\n\ngoroutine 1 [running]:\nmain.main()\n\t/a.go:1 +0x1\n', /^old: it holds no objects of Kubernetes, but "panic: runtime error: nil"\. /],
  ['a page', '<!DOCTYPE html>\n<html><body>Sign in</body></html>\n', /^old: it holds no object of Kubernetes.*but the text "<!DOCTYPE html>/],
  ['an answer of the API server', '{"kind":"Status","apiVersion":"v1","status":"Failure","message":"Unauthorized","code":401}', /^old: it holds an answer of the API server instead of objects: "Unauthorized"\. The command that wrote it has failed$/],
  ['a list of texts', '["a","b"]', /^old: .* but a list by itself\. /],
  ['an empty list', '[]', /^old: .* but a list by itself\. /],
  ['an empty object', '{}', /^old: .* but an empty one\. /],
  ['a number', '42\n', /^old: it holds no objects of Kubernetes, only text\. /],
  ['an error of another API', '{"errors":[{"message":"no"}]}', /^old: .* but "errors: …"\. /],
  ['values of Helm', 'dynamodb: {tables: []}\n', /^old: .* but "dynamodb: …"\. /],
  ['an error behind tables', `${ORDERS}---\nError: exit status 1\n`, /^old: document 2 of 2 is no object of Kubernetes, with apiVersion and kind, but "Error: exit status 1"\. /],
  ['text behind tables', `${ORDERS}---\nwarning\n`, /^old: document 2 of 2 is no object of Kubernetes, with apiVersion and kind, but the text "warning"\. /],
  ['a list with a text in it', 'apiVersion: v1\nkind: List\nitems: [gone]\n', /^old: .* but a List of something else\. /],
  ['what kubectl shows on a screen', JSON.stringify({ kind: 'Table', apiVersion: 'meta.k8s.io/v1', rows: [{ cells: ['orders'], object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1' } }] }), /^old: it holds Table of meta\.k8s\.io\/v1, which tells of objects, and is none\. Give them as kubectl get -o yaml prints them$/],
  ['objects without their specs', '{"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","items":[{"metadata":{"name":"orders"}}]}', /^old: it holds PartialObjectMetadataList of meta/],
  ['the kinds of an API', '{"kind":"APIResourceList","apiVersion":"v1","groupVersion":"kro.run/v1alpha1","resources":[]}', /^old: it holds APIResourceList of v1/],
  ['a log', `${LOGGED}`, /^old: it holds no object of Kubernetes.* but "E1127 12:00:00/],
  ['a log before objects', `${LOGGED}${NONE}`, /^old: it holds a line of a log, or an error, among the objects: "E1127 12:00:00\.000000 {3}12345 memcache\.go:265\] .*\. Give /],
  ['a log before text that is no YAML with it', `W1127 12:00:00.000000 1 gcp.go:119] the plugin is deprecated\n${NONE}`, /^old: it holds no objects of Kubernetes, but "W1127 12:00:00\.000000 1 gcp\.go:119\] the plugin is deprecated"\. /],
  ['a log before JSON', `${LOGGED}${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [] })}`, /^old: it holds no objects of Kubernetes, but "E1127/],
  ['a log behind objects', `${NONE}${LOGGED}`, /^old: it holds a line of a log/],
  ['an error before objects', `error: You must be logged in to the server (Unauthorized)\n${NONE}`, /^old: it holds a line of a log, or an error, among the objects: "error: You must be logged in to the server \(Unauthorized\)"\. /],
  ['an error behind objects', `${ORDERS}Error from server (Forbidden): no\n`, /^old: it holds a line of a log, or an error, among the objects: "Error from server \(Forbidden\): no"\. /],
  ['a List whose objects have no kind', 'apiVersion: v1\nkind: List\nitems: [{metadata: {name: orders}, spec: {}}]\n', /^old: it holds no object of Kubernetes, with apiVersion and kind, but a List of something else\. /],
  ['a list that is cut off', `apiVersion: v1\nitems:\n- ${ORDERS.trimEnd().replaceAll('\n', '\n  ')}\n`, /^old: it holds no object of Kubernetes, with apiVersion and kind, but "apiVersion: v1"\. /],
])('what is no object of Kubernetes is no side of a plan: %s', async (_, text, problem) => {
  expect(await plan({ old: text, new: ORDERS }, 'old', 'new')).toEqual({ code: 2, out: '', error: expect.stringMatching(problem) });
  expect(await plan({ old: ORDERS, new: text }, 'old', 'new')).toMatchObject({ code: 2, out: '' });
  expect(await plan({ '-': text, 'new': ORDERS }, '-', 'new')).toMatchObject({ code: 2, out: '' });
});

test('what is objects, of whatever kind, is a side', async () => {
  const others = ['apiVersion: v1\nkind: ConfigMap\n', 'apiVersion: v1\nkind: List\nitems: []\n', `[${JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap' })}]`, 'apiVersion: example.org/v1\nkind: Status\nmessage: fine\n', '---\n---\n# none\n'];
  for (const old of others) {
    expect((await plan({ old, new: ORDERS }, 'old', 'new')).out).toContain('+ create orders');
  }
  expect(await plan({ 'kustomization.yaml': 'resources: [a.yaml]\n', 'new': 'apiVersion: v1\nkind: List\n' }, 'kustomization.yaml', 'new')).toMatchObject({ code: 0 });
});

test.each([
  ['a namespace', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop\n'],
  ['a list', 'apiVersion: v1\nkind: List\nitems: [{\n'],
  ['JSON', '{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop"}'],
])('in a folder, an object that is broken is not passed over: %s', async (_, broken) => {
  const whole = { 'old/t.yaml': ORDERS, 'new/t.yaml': ORDERS };
  for (const file of ['old/a.yaml', 'new/a.yaml']) {
    expect(await runOnDisk({ ...whole, [file]: broken }, 'plan', 'old', 'new')).toMatchObject({ code: 2, out: '', error: expect.stringMatching(new RegExp(`^${file}:`)) });
  }
});

test.each([
  ['a template of Helm', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Values.name }}\n{{- if x }}\n'],
  ['a template of Jinja', 'apiVersion: v1\nkind: ConfigMap\n{% if x %}\n'],
  ['a text', 'apiVersion: see the page\n  a: [b\n'],
])('in a folder, what is none is passed over: %s', async (_, other) => {
  expect(await runOnDisk({ 'old/t.yaml': ORDERS, 'new/t.yaml': ORDERS, 'old/a.yaml': other }, 'plan', 'old', 'new')).toMatchObject({ code: 0 });
});

test('in a folder, settings of other tools are passed over, and what a command left that failed is not', async () => {
  const settings = { 'new/values.yaml': 'dynamodb: {}\n', 'new/package.json': '{"dependencies": {"cdk8s-dynamodb-kro": "1"}}', 'new/other.yaml': 'error rate: 1\nkind of: dynamodb\n---\n1\n' };
  expect(await runOnDisk({ 'old': ORDERS, 'new/a.yaml': ORDERS, ...settings }, 'plan', 'old', 'new')).toMatchObject({ code: 0, error: '' });
  for (const [text, shown] of [['Unable to connect to the server: dial tcp: i/o timeout\n', 'Unable to connect'], ['Error from server (NotFound): dynamodbtables "a" not found\n', 'Error from server'], ['apiVersion: v1\nkind: Status\nmessage: Forbidden\n', 'apiVersion: v1'], [`${ORDERS}---\nwithout: kind\n`, 'without: kind'], ['time="2026" level=fatal msg="rpc error"\n', 'level=fatal']]) {
    expect(await runOnDisk({ 'old': ORDERS, 'new/a.yaml': ORDERS.replaceAll('orders', 'carts'), 'new/b.yaml': text }, 'plan', 'old', 'new'))
      .toMatchObject({ code: 2, out: '', error: expect.stringMatching(new RegExp(`^new/b\\.yaml: .*${shown}`)) });
  }
});

test.each(['', '# nothing\n', '---\n', 'null\n'])('an OLD with nothing in it has no tables, and that is told: %j', async (old) => {
  const note = 'old: there is nothing in it, so that every table is taken to be new. See whether the command that writes it has failed.';
  expect(await plan({ old, new: ORDERS }, 'old', 'new')).toMatchObject({ code: 0, error: note, out: expect.stringContaining('+ create orders') });
  expect(await plan({ old, new: '' }, 'old', 'new')).toMatchObject({ code: 0, error: '' });
  expect(await plan({ old: 'apiVersion: v1\nkind: List\nitems: []\n', new: ORDERS }, 'old', 'new')).toMatchObject({ code: 0, error: '' });
});

test.each([
  ['a table', 'apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: x, namespace: s}\n', 'DynamoDBTable s/x has no spec'],
  ['a table, behind the word', 'apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: x, namespace: s}\nspec:\n', 'DynamoDBTable s/x has no spec'],
  ['a table behind others', `${ORDERS}---\napiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\n`, 'DynamoDBTable has no spec'],
  ['a table in a list', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'kro.run/v1alpha1', kind: 'DynamoDBTable', metadata: { name: 'x' } }] }), 'DynamoDBTable x has no spec'],
  ['an Application', 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: x}\n', 'Application x has no spec'],
  ['a Table of ACK', 'apiVersion: dynamodb.services.k8s.aws/v1alpha1\nkind: Table\nmetadata: {name: x}\n', 'Table x has no spec'],
  ['a Table of Crossplane', 'apiVersion: dynamodb.aws.m.upbound.io/v1beta1\nkind: Table\nmetadata: {name: x}\n', 'Table x has no spec'],
  ['a kind', 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: x}\n', 'CustomResourceDefinition x has no spec'],
  ['a list', 'apiVersion: v1\nkind: List\nitems:\n', 'List has no items'],
])('an OLD that is cut off is none: %s', async (_, old, what) => {
  const error = `old: it is cut off: ${what}, and more objects may be missing behind it. Give what a program or a template renders, and see whether the command that wrote this has failed`;
  expect(await plan({ old, new: ORDERS }, 'old', 'new')).toEqual({ code: 2, out: '', error });
  expect((await plan({ old: ORDERS, new: old }, 'old', 'new')).code).not.toBe(2);
  expect(await runOnDisk({ 'old/a.yaml': old, 'old/b.yaml': ORDERS, 'new': ORDERS }, 'plan', 'old', 'new')).toMatchObject({ code: what.includes('List') || what.includes('CustomR') ? 0 : 2 });
});

test('a file that is not UTF-8 says so, where it is asked for or speaks of tables', async () => {
  const latin = (text: string) => Buffer.from(text, 'latin1');
  const problem = (file: string, line: number) => new RegExp(`${file}:${line}:1: .* is not UTF-8. Save the file as UTF-8`);
  const files = { 'old.yaml': latin(`${ORDERS}  tags: [{key: caf\u00e9, value: a}]\n`), 'new/a.yaml': ORDERS, 'new/b.yaml': latin('kind: ConfigMap\ndata: {a: caf\u00e9}\n') };
  const line = ORDERS.split('\n').length;
  expect(await runOnDisk(files, 'plan', 'old.yaml', 'new')).toEqual({ code: 2, out: '', error: expect.stringMatching(problem('old.yaml', line)) });
  expect(await runOnDisk(files, 'validate', 'old.yaml')).toMatchObject({ code: 2, error: expect.stringMatching(problem('old.yaml', line)) });
  expect(await runOnDisk(files, 'import', 'old.yaml')).toMatchObject({ code: 2, error: expect.stringMatching(/old.yaml.* is not UTF-8/) });
  expect(await runOnDisk({ ...files, 'old.yaml': ORDERS }, 'plan', 'old.yaml', 'new')).toMatchObject({ code: 0, out: '1 table: 1 unchanged.' });
  expect(await runOnDisk({ ...files, 'old.yaml': ORDERS, 'new/c.yaml': files['old.yaml'] }, 'plan', 'old.yaml', 'new')).toMatchObject({ code: 2, error: expect.stringMatching(/new.c.yaml.* is not UTF-8/) });
  expect(await runOnDisk({ 'new/a.yaml': ORDERS, 'new/b.yaml': files['new/b.yaml'] }, 'import', 'new')).toMatchObject({ out: expect.stringContaining('orders') });
});

test('each folder that has the same objects is a cluster of its own', async () => {
  const inCluster = (name: string) => ORDERS.replace('tableName: orders', `tableName: orders-${name}`);
  const files = { 'old/eu-west/shop.yaml': inCluster('eu-west'), 'old/us-east/shop.yaml': inCluster('us-east'), 'new/us-east/shop.yaml': inCluster('us-east') };
  for (const args of [['old', 'new'], ['./old/', 'new/'], ['old/**/*.yaml', 'new/*/shop.yaml']]) {
    expect(await runOnDisk(files, 'plan', ...args)).toMatchObject({ code: 3, error: '', out: expect.stringMatching(/^- delete orders-eu-west \(us-east-1\): DynamoDBTable shop\/orders in eu-west\n[^]*\n2 tables: 1 deleted with its data, 1 unchanged\.\n/) });
  }
});
