import { run, runOnDisk } from './run';

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

const runIn = (files: Readonly<Record<string, string>>, ...args: string[]) => runOnDisk(files, 'validate', ...args);

const tables = async (...args: string[]) => {
  const { code, out, error } = await runIn(FILES, '--format', 'json', ...args);
  return { code, error, files: JSON.parse(out).map(({ file }: { file: string }) => file) };
};

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
    expect(await tables('apps/chart/template.yaml')).toMatchObject({ code: 2, error: expect.stringContaining('apps/chart/template.yaml: not valid YAML: ') });
    const { code } = await runIn({ 'f/t.yaml': 'kind: DynamoDBTable\n{{- if }}\n' }, 'f');
    expect(code).toBe(2);
  });

  test('nothing there: 2', async () => {
    expect(await runIn(FILES, 'absent/*.yaml')).toMatchObject({ code: 2, error: 'absent/*.yaml: no file matches' });
    expect(await runIn({ 'docs/a.md': '' }, 'docs')).toMatchObject({ code: 2, error: 'docs: there is no YAML or JSON file in this folder' });
  });

  test('a file may have a name like a pattern', async () => {
    expect(await runIn({ 'a[1].yaml': table('aaa') }, 'a[1].yaml')).toMatchObject({ code: 0, out: '1 table, 0 violations, 0 warnings' });
  });

  test('what is declared once is so over all files', async () => {
    const { code, out } = await runIn({ 'f/a.yaml': table('aaa'), 'f/b.yaml': table('bbb').replace('tableName: bbb', 'tableName: aaa') }, 'f');
    expect([code, out]).toEqual([1, expect.stringContaining('f/b.yaml:4:8: DynamoDBTable shop/bbb: tableName "aaa" is declared in this region by DynamoDBTable shop/aaa in f/a.yaml too.')]);
  });
});

describe('lines and columns', () => {
  const position = async (yaml: string) => (await run({ a: yaml }, 'validate', 'a')).out.split('\n').map((line) => /^a:(\d+:\d+)/.exec(line)?.[1]).filter((place) => place !== undefined);

  test('are those of the key, of the item, or of what would hold it', async () => {
    expect(await position(`# first\n---\n${table('aaa', ',\n  tableClas: STANDARD,\n  tags: [5, {key: a, value: b}, {key: c}]')}---\n${table('bbb', ',\n  streamViewType: KEYS_ONLY')}`)).toEqual(['8:10', '8:33', '7:3', '14:3']);
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
      '::error file=a b.yaml,line=4,col=155,title=StreamViewType::DynamoDBTable shop/aaa: streamViewType "KEYS_ONLY" is given without a stream. Set streamEnabled to true, or remove it. [StreamViewType]',
      expect.stringMatching(/^::warning file=a b\.yaml,line=9,col=24,title=UnknownRegion::/),
      expect.stringMatching(/^::error file=broken\.yaml::not valid YAML: /),
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

  test('sarif', async () => {
    const { version, runs: [{ tool, results, invocations }] } = JSON.parse(await print('sarif'));
    expect(version).toBe('2.1.0');
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['StreamViewType', 'UnknownRegion']);
    expect(tool.driver.rules[0].shortDescription.text).toBe('A view type is given only for a stream that is enabled.');
    expect(results[0]).toEqual({
      ruleId: 'StreamViewType',
      level: 'error',
      message: { text: expect.stringContaining('is given without a stream') },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'a%20b.yaml' }, region: { startLine: 4, startColumn: 155 } } }],
    });
    expect(results[1].level).toBe('warning');
    expect(invocations[0]).toMatchObject({ executionSuccessful: false, toolExecutionNotifications: [{ level: 'error', message: { text: expect.stringContaining('not valid YAML') } }] });
  });

  test('junit', async () => {
    const xml = await print('junit');
    expect(xml.split('\n')).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="cdk8s-dynamodb-kro validate">',
      '  <testsuite name="a b.yaml" tests="2" failures="1" errors="0">',
      expect.stringMatching(/^ {4}<testcase name="DynamoDBTable shop\/aaa" classname="a b\.yaml"><failure type="StreamViewType" message="DynamoDBTable shop\/aaa: streamViewType &quot;KEYS_ONLY&quot; .*">a b\.yaml:4:155<\/failure><\/testcase>$/),
      expect.stringMatching(/^ {4}<testcase name="DynamoDBTable shop\/bbb" .*><system-out>a b\.yaml:9:24: .*<\/system-out><\/testcase>$/),
      '  </testsuite>',
      '  <testsuite name="broken.yaml" tests="1" failures="0" errors="1">',
      expect.stringContaining('<error message="not valid YAML: '),
      '  </testsuite>',
      '</testsuites>',
    ]);
  });

  test('junit: what XML cannot hold is replaced', async () => {
    const { out } = await run({ 'a<&.yaml': table('aaa', ', "\\u0001\\uD800<b>&": 1') }, 'validate', '--format', 'junit', 'a<&.yaml');
    expect(out).toContain('name="a&lt;&amp;.yaml"');
    // The name is printed as a text, quoted.
    expect(out).toContain('[&quot;\\u0001\\ud800&lt;b&gt;&amp;&quot;]');
  });
});
