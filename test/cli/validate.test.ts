import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, runOnDisk } from './run';
import { listFiles } from '../../src/cli/list-files';

const KEYS = 'attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]';
const table = (name: string, more = '') => `apiVersion: kro.run/v1alpha1
kind: DynamoDBTable
metadata: {name: ${name}, namespace: shop}
spec: {tableName: ${name}, region: us-east-1, ${KEYS}${more}}
`;
const FILES = {
  'apps/a.yaml': table('aaa'),
  'apps/shop/b.yml': table('bbb'),
  'apps/shop/c.json': '{"kind": "ConfigMap"}',
  'apps/shop/notes.md': 'not: [yaml',
  'apps/node_modules/d.yaml': table('ddd'),
  'apps/.git/e.yaml': table('eee'),
  'apps/chart/template.yaml': 'a: {{ .Values.a }}\n{{- if }}\n',
  'other.yaml': table('other'),
};

const runIn = (files: Readonly<Record<string, string | Buffer>>, ...args: string[]) => runOnDisk(files, 'validate', ...args);

const tables = async (...args: string[]) => {
  const { code, out, error } = await runIn(FILES, '--format', 'json', ...args);
  return { code, error, files: JSON.parse(out).map(({ file }: { file: string }) => file) };
};

describe('Kustomize', () => {
  const patch = 'apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: aaa, namespace: shop}\nspec: {tableName: aaa, deletionProtectionEnabled: true}\n';
  const files = (kustomization: string) => ({ 'base/a.yaml': table('aaa'), 'prod/kustomization.yaml': kustomization, 'prod/patch.yaml': patch, 'prod/b.yaml': table('bbb', ', ttlEnabled: 5') });

  test.each(['resources: [../base]\npatches: [{path: ./patch.yaml}]\n', 'kind: Kustomization\npatchesStrategicMerge: [patch.yaml]\n'.replace('kind', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind')])('a file that a Kustomization names as a patch is no table: %j', async (kustomization) => {
    const { code, out } = await runIn(files(kustomization), '.');
    expect(code).toBe(1);
    expect(out.split('\n').map((line) => line.replace(/^([^:]*):.*\[(\w+)\]$/, '$1 $2'))).toEqual(['prod/b.yaml InvalidType', 'prod/patch.yaml NotRendered', '2 tables, 1 violation, 1 warning']);
  });

  test('without one it lacks what a table needs', async () => {
    expect((await runIn(files('resources: [patch.yaml]\n'), 'prod')).out).toContain('attributeDefinitions is missing.');
  });
});

describe('one object in two files with different content', () => {
  const copy = table('aaa').replace('tableName: aaa', 'tableName: bbb');
  const application = (tableName: string) => `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop, namespace: shop}\nspec: {components: [{name: ${tableName}, type: aws-dynamodb-kro, properties: {tableName: ${tableName}, region: us-east-1, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]}}]}\n`;
  const says = (kind: string, file: string) => `is the name of another ${kind} in ${file} too, and both make one object. Give each a name of its own, or acknowledge this where the files are for two clusters. [DuplicateName]`;

  test.each<[string, Record<string, string>, string[]]>([
    ['tables of one folder', { 'a.yaml': table('aaa'), './b.yaml': copy }, [`b.yaml:3:12: warning: DynamoDBTable shop/aaa: metadata.name "aaa" ${says('DynamoDBTable', 'a.yaml')}`]],
    ['Applications of one folder', { 'a.yaml': application('aaa'), 'b.yaml': application('bbb') }, [`b.yaml:3:12: warning: Application shop/shop bbb: metadata.name "shop" ${says('Application', 'a.yaml')}`]],
    ['the same table', { 'a.yaml': table('aaa'), 'b.yaml': table('aaa') }, []],
    ['tables of two folders', { 'dev/a.yaml': table('aaa'), 'prod/a.yaml': copy }, []],
    ['two of three in one folder', { 'dev/a.yaml': table('aaa'), 'prod/a.yaml': table('aaa'), 'prod/b.yaml': copy }, [expect.stringMatching(/^prod\/b\.yaml:.* in prod\/a\.yaml too/)]],
    ['a patch', { 'a.yaml': table('aaa'), 'b.yaml': copy, 'kustomization.yaml': 'resources: [a.yaml]\npatches: [{path: b.yaml}]\n' }, [expect.stringContaining('[NotRendered]')]],
  ])('%s', async (_, files, lines) => {
    const { code, out } = await runIn(files, '.');
    expect([code, ...out.split('\n').slice(0, -1)]).toEqual([0, ...lines]);
  });
});

test.each([['nope.yaml', '--platform nope.yaml: no such file\n'], ['dir', '--platform dir: is a folder. Name a file\n']])('a platform that is no file: %s', async (file, error) => {
  expect(await runIn({ 'a.yaml': table('aaa'), 'dir/b.yaml': table('bbb') }, '--platform', file, 'a.yaml')).toMatchObject({ code: 2, error: error.trim() });
});

describe('folders and patterns', () => {
  test.each([
    ['apps', ['apps/a.yaml', 'apps/shop/b.yml']],
    ['apps/', ['apps/a.yaml', 'apps/shop/b.yml']],
    ['.', ['apps/a.yaml', 'apps/shop/b.yml', 'other.yaml']],
    ['apps/*.yaml', ['apps/a.yaml']],
    ['apps/**/*.y*ml', ['apps/a.yaml', 'apps/shop/b.yml']],
    ['**/[ab].{yaml,yml}', ['apps/a.yaml', 'apps/shop/b.yml']],
    ['apps/sh?p/[!c]*', ['apps/shop/b.yml']],
    ['*.yaml', ['other.yaml']],
  ])('%s', async (arg, files) => {
    expect(await tables(arg)).toEqual({ code: 0, error: '', files });
  });

  test('a file that several arguments name is validated once', async () => {
    expect(await tables('apps/a.yaml', 'apps', 'apps/*.yaml')).toEqual({ code: 0, error: '', files: ['apps/a.yaml', 'apps/shop/b.yml'] });
  });

  test('a template that does not speak of tables is passed over in a folder, and reported where it is named', async () => {
    expect(await tables('apps/chart')).toEqual({ code: 0, error: '', files: [] });
    expect(await tables('apps/chart/template.yaml')).toMatchObject({ code: 2, error: expect.stringContaining('apps/chart/template.yaml:2:1: not valid YAML: ') });
    const { code } = await runIn({ 'f/t.yaml': 'kind: DynamoDBTable\n{{- if }}\n' }, 'f');
    expect(code).toBe(2);
  });

  test('what AWS prints of a table is no silence in a folder either', async () => {
    const described = JSON.stringify({ Table: { TableName: 'carts', KeySchema: [], AttributeDefinitions: [] } });
    expect(await runIn({ 'f/t.json': described }, 'f')).toMatchObject({ code: 1, out: expect.stringContaining('[ForeignFormat]') });
  });

  test('a policy in a file of its own that does not speak of tables counts', async () => {
    const files = {
      'f/app.yaml': 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop}\nspec:\n  components: [{name: orders, type: aws-dynamodb-kro, properties: {tableName: orders, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]}}]\n'
        + '  workflow: {steps: [{name: s, type: deploy, properties: {policies: [prod]}}]}\n',
      'f/prod.yaml': 'apiVersion: core.oam.dev/v1alpha1\nkind: Policy\nmetadata: {name: prod}\ntype: override\nproperties: {components: [{name: orders, properties: {region: us-east-1}}]}\n',
    };
    expect(await runIn(files, 'f')).toMatchObject({ code: 0, out: '1 table, 0 violations, 0 warnings', error: '' });
  });

  test('nothing there: 2', async () => {
    expect(await runIn(FILES, 'absent/*.yaml')).toMatchObject({ code: 2, error: 'absent/*.yaml: no file matches' });
    expect(await runIn({ 'docs/a.md': '' }, 'docs')).toMatchObject({ code: 2, error: 'docs: there is no YAML or JSON file in this folder. Put an empty one into it, if that is meant' });
  });

  test('a file may have a name like a pattern', async () => {
    expect(await runIn({ 'a[1].yaml': table('aaa') }, 'a[1].yaml')).toMatchObject({ code: 0, out: '1 table, 0 violations, 0 warnings' });
  });

  test('links in a circle, pipes, and links to nowhere', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'list-'));
    mkdirSync(join(folder, 'a'));
    writeFileSync(join(folder, 'a/t.yaml'), '');
    symlinkSync('..', join(folder, 'a/up'));
    symlinkSync('a', join(folder, 'folder.yaml'));
    symlinkSync('self.yaml', join(folder, 'self.yaml'));
    symlinkSync('a/t.yaml', join(folder, 'link.yaml'));
    execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
    expect(listFiles(folder)).toEqual(['a/t.yaml', 'link.yaml', 'self.yaml'].map((file) => join(folder, file)));
    expect(listFiles(join(folder, 'folder.yaml'))).toEqual([join(folder, 'folder.yaml/t.yaml')]);
    // Named by itself, as a shell does with <(…), a pipe is read.
    expect(listFiles(join(folder, 'pipe.yaml'))).toEqual([join(folder, 'pipe.yaml')]);
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['UTF-16, as Windows PowerShell writes it', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'), '1 table, 0 violations, 0 warnings'],
    ['UTF-16 the other way round', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), '1 table, 0 violations, 0 warnings'],
    ['a byte order mark, twice', (text: string) => Buffer.from(`\ufeff${text}---\n\ufeff${text.replaceAll('aaa', 'bbb')}`), '2 tables, 0 violations, 0 warnings'],
    ['Windows line breaks', (text: string) => Buffer.from(`${text}---\n${text.replaceAll('aaa', 'bbb')}`.replaceAll('\n', '\r\n')), '2 tables, 0 violations, 0 warnings'],
    ['line breaks of old Macs', (text: string) => Buffer.from(text.replaceAll('\n', '\r')), '1 table, 0 violations, 0 warnings'],
    ['control characters', (text: string) => Buffer.from(text.replace('aaa', 'a\u007faa')), 'a.yaml:3:1: not valid YAML: control characters are not allowed'],
  ])('a file is read as kubectl reads it: %s', async (_, encode, said) => {
    const { out, error } = await runIn({ 'a.yaml': encode(table('aaa')) }, 'a.yaml');
    expect(error || out).toBe(said);
  });

  test('what is declared once is so over all files', async () => {
    const { code, out } = await runIn({ 'f/a.yaml': table('aaa'), 'f/b.yaml': table('bbb').replace('tableName: bbb', 'tableName: aaa') }, 'f');
    expect([code, out]).toEqual([1, expect.stringContaining('f/b.yaml:4:8: DynamoDBTable shop/bbb: tableName "aaa" is declared in this region by DynamoDBTable shop/aaa in f/a.yaml too.')]);
  });
});

test.each([
  ['validate', 'a.yaml'], ['validate', '--platform', 'a.yaml', 'a.yaml'], ['plan', 'a.yaml', 'a.yaml'], ['check-upgrade', 'a.yaml', 'a.yaml'],
])('a template that is not rendered is told so: %s', async (...args) => {
  const { code, error } = await runOnDisk({ 'a.yaml': 'kind: DynamoDBTable\nspec:\n  tableName: {{ .Values.name }}\n' }, ...args);
  expect([code, error]).toEqual([2, expect.stringContaining('This is a template, with "{{ .Values.name }}" at line 3. Render it first')]);
});

describe('lines and columns', () => {
  const position = async (yaml: string) => (await run({ a: yaml }, 'validate', 'a')).out.split('\n').map((line) => /^a:(\d+:\d+)/.exec(line)?.[1]).filter((place) => place !== undefined);

  test('are those of the key, of the item, or of what would hold it', async () => {
    expect(await position(`# first\n---\n${table('aaa', ',\n  tableClas: STANDARD,\n  tags: [5, {key: a, value: b}, {key: c}]')}---\n${table('bbb', ',\n  streamViewType: KEYS_ONLY')}`)).toEqual(['8:10', '8:33', '7:3', '14:3']);
  });

  test('of a name that is quoted in messages', async () => {
    expect(await position(table('aaa', ',\n  1: x,\n  "a.b": y,\n  tags: [{key: a, value: b, "c]": d}]'))).toEqual(['7:29', '5:3', '6:3']);
  });

  test('in a List, and in JSON', async () => {
    expect(await position('{"kind": "List",\n "items": [\n  {"apiVersion": "kro.run/v1alpha1", "kind": "DynamoDBTable",\n   "metadata": {"name": "A"}, "spec": {"tableName": 5}}]}')).toEqual(expect.arrayContaining(['4:17', '4:40']));
  });

  test('behind an alias, they are those of what it stands for', async () => {
    expect(await position(`x: &tags [{key: a}]\n---\n${table('aaa')}`)).toEqual([]);
    expect(await position(table('aaa', ',\n  tags: [&t {key: a}, *t]'))).toEqual(['5:13', '5:14']);
  });
});

describe('formats', () => {
  const files = { 'a b.yaml': `${table('aaa', ', streamViewType: KEYS_ONLY')}---\n${table('bbb').replace('us-east-1', 'us-eats-1')}`, 'broken.yaml': 'kind: [' };
  const print = async (format: string) => (await run(files, 'validate', '--format', format, 'a b.yaml', 'broken.yaml')).out;

  test('github: annotations', async () => {
    expect((await print('github')).split('\n')).toEqual([
      '::error file=a b.yaml,line=4,col=155,title=StreamViewType::DynamoDBTable shop/aaa: streamViewType "KEYS_ONLY" is given without streamEnabled. Set streamEnabled to true, or remove streamViewType. [StreamViewType]',
      expect.stringMatching(/^::warning file=a b\.yaml,line=9,col=24,title=UnknownRegion::/),
      expect.stringMatching(/^::error file=broken\.yaml,line=1,col=8::not valid YAML: /),
      '2 tables, 1 violation, 1 warning',
    ]);
  });

  test('github: what would end an annotation is escaped', async () => {
    const { out } = await run({ 'a,b:c%.yaml': table('aaa', ', "x\\n::error::%": 1') }, 'validate', '--format', 'github', 'a,b:c%.yaml');
    expect(out.split('\n')).toHaveLength(2);
    expect(out).toContain('file=a%2Cb%3Ac%25.yaml,');
    // The name is printed as a text, quoted.
    expect(out).toContain('["x\\n::error::%25"]');
  });

  test.each([
    ['text', ['a\\u000ab.yaml:4:155: DynamoDBTable shop/a\\u001b[31m\\u202eb: ']],
    ['github', ['::error file=a%0Ab.yaml,line=4,col=155,title=StreamViewType::DynamoDBTable shop/a\\u001b[31m\\u202eb: ']],
    ['junit', ['<testsuite name="a&#10;b.yaml"', '<testcase name="DynamoDBTable shop/a\ufffd[31m\u202eb" classname="a&#10;b.yaml">']],
    ['sarif', ['"uri": "a%0Ab.yaml"', '"columnKind": "utf16CodeUnits"']],
  ])('%s: names that others chose break no line and move no cursor', async (format, expected) => {
    const yaml = table('aaa', ', streamViewType: KEYS_ONLY').replace('name: aaa,', 'name: "a\\e[31m\\u202Eb",');
    const { out } = await run({ 'a\nb.yaml': yaml }, 'validate', '--format', format, 'a\nb.yaml');
    expected.forEach((text) => expect(out).toContain(text));
  });

  test('sarif: an absolute path is the URI of a file', async () => {
    const { out } = await run({ '/tmp/a b.yaml': table('aaa', ', x: 1') }, 'validate', '--format', 'sarif', '/tmp/a b.yaml');
    expect(out).toContain('"uri": "file:///tmp/a%20b.yaml"');
  });

  test('2,000 violations are printed in any format, each with its place', async () => {
    const yaml = Array.from({ length: 100 }, (_, i) => table(`table-${i}`, Array.from({ length: 20 }, (__, j) => `, xyz${j}: 1`).join(''))).join('---\n');
    for (const [format, one] of [['text', /^a:\d+:\d+: /gm], ['github', /^::error file=a,line=\d+,col=/gm], ['junit', /a:\d+:\d+: Dyn/g], ['sarif', /"startLine"/g], ['json', /"line": \d/g]] as const) {
      expect((await run({ a: yaml }, 'validate', '--format', format, 'a')).out.match(one)).toHaveLength(2000);
    }
  });

  test('sarif', async () => {
    const { version, runs: [{ tool, results, invocations }] } = JSON.parse(await print('sarif'));
    expect(version).toBe('2.1.0');
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['StreamViewType', 'UnknownRegion']);
    expect(tool.driver.rules[0].shortDescription.text).toBe('A view type is given only for a stream that is enabled.');
    expect(results[0]).toEqual({
      ruleId: 'StreamViewType',
      level: 'error',
      message: { text: expect.stringContaining('is given without streamEnabled') },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'a%20b.yaml' }, region: { startLine: 4, startColumn: 155 } } }],
    });
    expect(results[1].level).toBe('warning');
    const region = { startLine: 1, startColumn: 8 };
    const locations = [{ physicalLocation: { artifactLocation: { uri: 'broken.yaml' }, region } }];
    const message = { text: expect.stringContaining('not valid YAML') };
    expect(invocations[0]).toMatchObject({ executionSuccessful: false, toolExecutionNotifications: [{ level: 'error', message, locations }] });
  });

  test('json', async () => {
    const found = JSON.parse(await print('json'));
    expect(found.map(({ file }: any) => file)).toEqual(['a b.yaml', 'a b.yaml', 'broken.yaml']);
    expect(found[2]).toEqual({
      file: 'broken.yaml',
      resource: '',
      path: '',
      violations: [{ code: 'Unreadable', severity: 'error', property: '', problem: expect.stringContaining('not valid YAML: '), fix: '', path: '', line: 1, column: 8 }],
    });
  });

  test.each(['json', 'sarif', 'junit', 'github'])('%s: a file that is not there', async (format) => {
    expect((await run(files, 'validate', '-o', format, 'a b.yaml', 'gone.yaml')).out).toContain('gone.yaml');
  });

  test('junit', async () => {
    const xml = await print('junit');
    expect(xml.split('\n')).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="cdk8s-dynamodb-kro validate">',
      '  <testsuite name="a b.yaml" tests="2" failures="1" errors="0">',
      expect.stringMatching(/^ {4}<testcase name="DynamoDBTable shop\/aaa" classname="a b\.yaml"><failure type="StreamViewType" message="DynamoDBTable shop\/aaa: streamViewType &quot;KEYS_ONLY&quot; .*">a b\.yaml:4:155: DynamoDBTable .*<\/failure><\/testcase>$/),
      expect.stringMatching(/^ {4}<testcase name="DynamoDBTable shop\/bbb" .*><system-out>a b\.yaml:9:24: .*<\/system-out><\/testcase>$/),
      '  </testsuite>',
      '  <testsuite name="broken.yaml" tests="1" failures="0" errors="1">',
      expect.stringContaining('<error message="broken.yaml:1:8: not valid YAML: '),
      '  </testsuite>',
      '</testsuites>',
    ]);
  });

  test('junit: all that is wrong with a table is one failure, because Jenkins shows no second', async () => {
    const { out } = await run({ 'a.yaml': table('aaa', ', streamViewType: KEYS_ONLY, tableClas: x') }, 'validate', '--format', 'junit', 'a.yaml');
    expect(out).toContain('<failure type="UnknownProperty" message="DynamoDBTable shop/aaa: 2 violations">a.yaml:4:182: ');
    expect(out).toContain(' [UnknownProperty]&#10;a.yaml:4:155: DynamoDBTable shop/aaa: streamViewType');
    expect(out.match(/<failure/g)).toHaveLength(1);
  });

  test('junit: what XML cannot hold is replaced', async () => {
    const { out } = await run({ 'a<&.yaml': table('aaa', ', "\\u0001\\uD800<b>&": 1') }, 'validate', '--format', 'junit', 'a<&.yaml');
    expect(out).toContain('name="a&lt;&amp;.yaml"');
    // The name is printed as a text, quoted.
    expect(out).toContain('[&quot;\\u0001\\ud800&lt;b&gt;&amp;&quot;]');
  });
});

describe('--platform', () => {
  const platform = (description: object | string, name = 'graph') => `kind: ResourceGraphDefinition
apiVersion: kro.run/v1alpha1
metadata: {name: ${name}, annotations: {dynamodb-kro/platform: ${JSON.stringify(typeof description === 'string' ? description : JSON.stringify(description))}}}
`;
  const [kro, data] = [{ apiGroup: 'kro.run' }, { apiGroup: 'data.example.com', componentName: 'acme', requiredTags: ['team'] }];
  const validate = (yaml: string, ...args: string[]) => run({ 'p.yaml': yaml, 'a.yaml': table('aaa') }, 'validate', '--platform', 'p.yaml', ...args, 'a.yaml');

  test.each([
    ['no YAML', 'a: [', '--platform p.yaml:1:5: not valid YAML: '],
    ['nothing', '', '--platform p.yaml: there is no ResourceGraphDefinition of DynamoDBTable'],
    ['tables', table('aaa'), '--platform p.yaml: there is no ResourceGraphDefinition of DynamoDBTable'],
    ['two platforms', `${platform(kro)}---\n${platform(data, 'other')}`, '--platform p.yaml: there are 2 platforms that differ: '
      + 'ResourceGraphDefinition graph (API group kro.run, component aws-dynamodb-kro), ResourceGraphDefinition other (API group data.example.com, component acme). Give the resources of one'],
    ['a platform whose resources differ', `${platform(kro)}---\n${platform({ ...kro, requiredTags: ['team'] }, 'other')}`, 'there are 2 platforms that differ: '],
    ['a value of another type', platform({ requiredTags: 'team' }), 'the annotation dynamodb-kro/platform of ResourceGraphDefinition graph is not as this version reads it: requiredTags "team" is not a list. Give a list. [InvalidType]. '
      + 'Synthesize the platform resources again, or update cdk8s-dynamodb-kro'],
    ['a tag without a value', platform({ table: { tags: [{ key: 'a' }] } }), 'is not as this version reads it: table.tags[0].value is missing.'],
    ['a default that is none', platform({ defaults: { tableClass: 'GLACIER' } }), 'is not as this version reads it: defaults.tableClass "GLACIER" is not one of the values.'],
  ])('with %s', async (_, yaml, error) => {
    expect(await validate(yaml)).toEqual({ code: 2, out: '0 tables, 0 violations, 0 warnings', error: expect.stringContaining(error) });
  });

  test.each([
    ['json', '"code": "Unreadable"'], ['sarif', '"executionSuccessful": false'], ['junit', '<error message="there is no ResourceGraphDefinition'],
    ['github', '::error file=p.yaml::there is no ResourceGraphDefinition'],
  ])('%s has the platform that cannot be read', async (format, expected) => {
    const { code, out } = await validate('', '-o', format);
    expect([code, out]).toEqual([2, expect.stringContaining(expected)]);
    expect(out).toContain('p.yaml');
  });

  test('of two platforms, the names tell which', async () => {
    const both = `${platform(kro)}---\n${platform(data, 'other')}`;
    expect(await validate(both, '--api-group', 'kro.run')).toEqual({ code: 0, out: '1 table, 0 violations, 0 warnings', error: '' });
    expect(await validate(both, '--component-name', 'acme', '--api-group', 'kro')).toMatchObject({ code: 2, error: expect.stringContaining('there are 2 platforms') });
  });

  test('two resources of one platform are one', async () => {
    expect(await validate(`${platform(kro)}---\n${platform(kro, 'other')}`)).toMatchObject({ code: 0, error: '' });
  });

  test('of a newer version, what is not known is told, and the rest holds', async () => {
    expect(await validate(platform({ ...kro, requiredTags: ['team'], quotas: { tables: 5 }, defaults: { colour: 'red' } }))).toEqual({
      code: 1,
      out: expect.stringContaining('[RequiredTags]'),
      error: '--platform p.yaml: warning: the platform has the settings defaults.colour, quotas, which this version of cdk8s-dynamodb-kro does not know. Update it to validate as that platform does',
    });
  });
});

describe('a file that holds text only', () => {
  const TEXTS: Array<[string, string]> = [
    ['HCL', 'resource "aws_dynamodb_table" "orders" {\n  name = "orders"\n}\n'],
    ['a program', "import { TableV2 } from 'aws-cdk-lib/aws-dynamodb';\n"],
    ['a page', 'How to make a table of DynamoDB\n'],
  ];

  test.each(TEXTS)('%s, named itself: 2', async (_, text) => {
    const expected = { code: 2, error: expect.stringContaining('orders: it holds no objects of Kubernetes, only text.') };
    expect(await run({ orders: text }, 'validate', 'orders')).toMatchObject(expected);
    expect(await run({ orders: text, new: '' }, 'plan', 'orders', 'new')).toMatchObject(expected);
  });

  test.each(['NAME     STATE    STATUS\norders   ACTIVE   ACTIVE\n', 'NAMESPACE   NAME\nshop        orders\n'])('what kubectl prints for people is none in a folder either: 2', async (text) => {
    const expected = { code: 2, error: expect.stringContaining('orders.yaml: it holds no objects of Kubernetes, only text.') };
    expect(await runOnDisk({ 'old/orders.yaml': text }, 'validate', 'old')).toMatchObject(expected);
    expect(await runOnDisk({ 'old/orders.yaml': text, 'new/none.yaml': '' }, 'plan', 'old', 'new')).toMatchObject(expected);
  });

  test('a template of SAM in a folder is told, as one that is named', async () => {
    const template = 'Transform: AWS::Serverless-2016-10-31\nResources: {Orders: {Type: AWS::Serverless::SimpleTable, Properties: {TableName: orders}}}\n';
    const inFolder = await runOnDisk({ 'all/t.yaml': template }, 'validate', 'all');
    expect(inFolder).toEqual(await runOnDisk({ 'all/t.yaml': template }, 'validate', 'all/t.yaml'));
    expect(inFolder.out).toContain('[ForeignFormat]');
  });

  test.each(['', '# nothing yet\n', '---\n---\n', '[]\n'])('nothing is no text: %j', async (text) => {
    expect(await run({ orders: text }, 'validate', 'orders')).toMatchObject({ code: 0, error: '' });
  });
});

test('objects of JSON one after the other are told apart by their lines', async () => {
  const objects = [1, 2].map((i) => `{"kind": "DynamoDBTable",\n"apiVersion": "kro.run/v1alpha1", "metadata": {"name": "A${i}"},\n "spec": {}}`);
  const { out } = await run({ 'a.json': `${objects[0]} ${objects[1]}\n${objects[0]}` }, 'validate', 'a.json');
  expect(out.match(/^.*metadata\.name/gm)).toEqual(['a.json:2:48: DynamoDBTable A1: metadata.name', 'a.json:4:48: DynamoDBTable A2: metadata.name', 'a.json:7:48: DynamoDBTable A1: metadata.name']);
  expect(out.match(/^.*region/gm)!.map((line) => line.slice(0, 12))).toEqual(['a.json:3:2: ', 'a.json:5:2: ', 'a.json:8:2: ']);
});

test('a folder may hold files in other encodings that are not of interest', async () => {
  const latin1 = Buffer.from('# caf\xe9\n', 'latin1');
  expect(await runIn({ 'a.yaml': table('aaa'), 'b.yaml': latin1 }, '.')).toMatchObject({ code: 0 });
  expect(await runIn({ 'a.yaml': table('aaa'), 'b.yaml': Buffer.concat([Buffer.from(table('bbb')), latin1]) }, '.')).toMatchObject({ code: 2, error: expect.stringMatching(/^b\.yaml:5:1: not valid YAML: byte \d+ \(0xe9\) is not UTF-8\. Save the file as UTF-8/) });
});

test('an API group is none with a version', async () => {
  expect(await run({ 'a.yaml': '' }, 'validate', '--api-group', 'kro.run/v1alpha1', 'a.yaml')).toMatchObject({ code: 2, error: expect.stringMatching(/^--api-group kro\.run\/v1alpha1 is no API group\. Give the group alone: kro\.run\./) });
  expect(await run({ 'a.yaml': '' }, 'validate', 'a.yaml', '--api-group', '/tmp/old.yaml')).toMatchObject({ code: 2, error: expect.stringMatching(/^--api-group \/tmp\/old\.yaml is no API group\. Give the group alone: kro\.run\./) });
});

describe('steps and what stands beside tables', () => {
  const application = (step: object) => JSON.stringify({
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name: 'a', namespace: 'shop' },
    spec: {
      components: [{
        name: 'orders',
        type: 'aws-dynamodb-kro',
        properties: {
          tableName: 'orders', region: 'us-east-1', attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }], writeConnectionSecretToRef: { name: 'orders-table' },
        },
      }],
      workflow: { steps: [{ name: 's', type: 'apply-component', properties: { component: 'orders' }, ...step }] },
    },
  });

  test.each([['10min', 1], ['1d', 1], ['1h30m', 0], ['90s', 0], ['1.5h', 0], ['0', 0], ['10', 1]])('a timeout of %s', async (timeout, code) => {
    const { code: ended, out } = await run({ 'a.json': application({ timeout }) }, 'validate', 'a.json');
    expect(ended).toBe(code);
    expect(out.includes(`timeout ${JSON.stringify(timeout)} is not a duration of Go`)).toBe(code === 1);
  });

  test('a workload in a file of its own is validated with the table, and what cannot be read is passed over', async () => {
    const web = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: { template: { spec: { containers: [{ name: 'web', image: 'web', env: [{ name: 'T', valueFrom: { secretKeyRef: { name: 'orders-table', key: 'table_name' } } }] }] } } } };
    const files = { 'a.json': application({}), 'web.yaml': JSON.stringify(web), 'chart.yaml': 'apiVersion: v1\n{{ if }}\n', 'values.yaml': 'replicas: 2\n' };
    expect(await runIn(files, '.')).toMatchObject({ code: 1, out: expect.stringMatching(/web\.yaml.*table_name.*\[UnknownSecretKey\]/) });
  });
});
