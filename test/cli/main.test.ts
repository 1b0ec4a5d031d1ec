import { main } from '../../src/cli/main';

const table = (more = '') => `apiVersion: kro.run/v1alpha1
kind: DynamoDBTable
metadata: {name: orders, namespace: shop}
spec:
  tableName: orders
  region: us-east-1
  attributeDefinitions: [{attributeName: id, attributeType: S}]
  keySchema: [{attributeName: id, keyType: HASH}]
${more}`;

function run(files: Record<string, string>, ...args: string[]) {
  const said = { out: '', error: '' };
  const code = main(args, {
    read: (file) => {
      if (!(file in files)) {
        throw new Error(`ENOENT: no such file or directory, open '${file}'`);
      }
      return files[file];
    },
    out: (text) => said.out += text,
    error: (text) => said.error += text,
  });
  return { code, ...said };
}

test('valid tables: 0', () => {
  expect(run({ 'a.yaml': `${table()}---\n${table()}` }, 'validate', 'a.yaml')).toEqual({ code: 0, out: '2 tables, 0 violations, 0 warnings', error: '' });
});

test('violations: 1, one line each, from standard input too', () => {
  expect(run({ '-': table('  streamViewType: KEYS_ONLY\n') }, 'validate', '-')).toEqual({
    code: 1,
    out: '-: DynamoDBTable shop/orders: streamViewType "KEYS_ONLY" is given without a stream. Set streamEnabled to true, or remove it. [StreamViewType]\n1 tables, 1 violations, 0 warnings',
    error: '',
  });
});

test('a bare N, which YAML reads as false, is to be quoted', () => {
  const { code, out } = run({ 'a.yaml': table().replace('attributeType: S', 'attributeType: N') }, 'validate', 'a.yaml');
  expect(code).toBe(1);
  expect(out).toContain('attributeDefinitions[0].attributeType false is not one of S, N, B. Give one of S, N, B. In YAML, quote it: "N". [InvalidType]');
});

test('a warning is shown, and is no violation', () => {
  expect(run({ 'a.yaml': table().replace('us-east-1', 'us-eats-1') }, 'validate', 'a.yaml')).toMatchObject({ code: 0, out: expect.stringContaining('warning: region "us-eats-1"') });
});

test('JSON', () => {
  const { code, out } = run({ 'a.yaml': table('  streamViewType: KEYS_ONLY\n') }, 'validate', '--format', 'json', 'a.yaml');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual([{
    file: 'a.yaml',
    resource: 'DynamoDBTable shop/orders',
    path: 'spec',
    violations: [{ code: 'StreamViewType', severity: 'error', property: 'streamViewType', problem: 'is given without a stream', fix: 'Set streamEnabled to true, or remove it.' }],
  }]);
});

test('what cannot be read: 2, with file and line, and the other files are judged all the same', () => {
  const { code, out, error } = run({ 'broken.yaml': 'a: [1\nb: 2\n', 'good.yaml': table() }, 'validate', 'broken.yaml', 'absent.yaml', 'good.yaml');
  expect(code).toBe(2);
  expect(error).toMatch(/broken\.yaml: no YAML: .* line 2/);
  expect(error).toContain("absent.yaml: ENOENT: no such file or directory, open 'absent.yaml'");
  expect(out).toBe('1 tables, 0 violations, 0 warnings');
});

test('an alias that nothing defines is unreadable too', () => {
  expect(run({ 'a.yaml': 'a: *nothing\n' }, 'validate', 'a.yaml')).toMatchObject({ code: 2, error: expect.stringContaining('a.yaml: no YAML: ') });
});

test.each([
  ['no command', [], 'There is no command.'],
  ['an unknown command', ['check'], 'There is no command check.'],
  ['no file', ['validate'], 'There is no file.'],
  ['an unknown format', ['validate', '--format', 'xml', 'a.yaml'], '--format is text or json, not xml.'],
  ['an unknown option', ['validate', '--colour', 'a.yaml'], "Unknown option '--colour'"],
])('%s: 2, with the usage', (_, args, message) => {
  const { code, error } = run({}, ...args);
  expect(code).toBe(2);
  expect(error).toContain(message);
  expect(error).toContain('Usage: cdk8s-dynamodb-kro validate');
});

test('--help: 0', () => {
  expect(run({}, '--help')).toMatchObject({ code: 0, out: expect.stringContaining('Usage:') });
});

test('names of the platform can differ', () => {
  const other = table().replace('kro.run', 'data.example.com');
  expect(run({ 'a.yaml': other }, 'validate', 'a.yaml').out).toContain('0 tables');
  expect(run({ 'a.yaml': other }, 'validate', '--api-group', 'data.example.com', 'a.yaml').out).toContain('1 tables');
});
