import { run } from './run';
import { COMMANDS } from '../../src/cli/commands';

const table = (region: string) => `apiVersion: kro.run/v1alpha1
kind: DynamoDBTable
metadata: {name: orders, namespace: shop}
spec:
  tableName: orders
  region: ${region}
  attributeDefinitions: [{attributeName: id, attributeType: S}]
  keySchema: [{attributeName: id, keyType: HASH}]
`;
const FILES = { 'a.yaml': table('us-east-1'), 'b.yaml': table('us-eats-1') };

describe('options are named as those of kubectl, and of one meaning everywhere', () => {
  const KUBECTL = { o: 'output', f: 'filename', n: 'namespace', A: 'all-namespaces' };

  test.each(COMMANDS.map((command) => [command.name, command] as const))('%s', (_, { options, exitCodes }) => {
    for (const [name, { short }] of Object.entries(options)) {
      expect([name, short]).toEqual([name, Object.entries(KUBECTL).find(([, wanted]) => wanted === name)?.[0]]);
    }
    expect(options.output.choices).toContain(options.output.default);
    expect(options.output.formerly).toBe('format');
    expect(Object.keys(exitCodes)).toEqual(expect.arrayContaining(['0', '1', '2']));
  });

  test('an option of several commands has one text', () => {
    const texts = new Map<string, Set<string>>();
    COMMANDS.flatMap(({ options }) => Object.entries(options)).forEach(([name, { doc }]) => texts.set(name, (texts.get(name) ?? new Set()).add(doc)));
    expect([...texts].filter(([, docs]) => docs.size > 1)).toEqual([]);
  });
});

test.each([
  [['-o', 'json']], [['-ojson']], [['-o=json']], [['--output', 'json']], [['--output=json']], [['--format', 'json']], [['--format=json']],
])('%j prints JSON', async (args) => {
  const { code, out, error } = await run(FILES, 'validate', ...args, 'a.yaml');
  expect({ code, error, out: JSON.parse(out) }).toMatchObject({ code: 0, error: '', out: [{ file: 'a.yaml' }] });
});

test('-f names files, beside arguments and more than once', async () => {
  for (const args of [['-f', 'a.yaml', '-f', 'b.yaml'], ['-f', 'a.yaml', 'b.yaml'], ['--filename=a.yaml', '--filename', 'b.yaml']]) {
    expect((await run(FILES, 'validate', ...args)).out).toContain('2 tables, ');
  }
});

test.each([
  [['--format', 'xml'], '--format is one of text, json, github, sarif, junit, not xml.'],
  [['-o', 'jsn'], '--output is one of text, json, github, sarif, junit, not jsn. Did you mean "json"?'],
  [['-o', 'json', '--format', 'text'], '--format is an older spelling of --output. Give one of them.'],
  [['--outptu', 'json'], "Unknown option '--outptu'. Did you mean \"--output\"?"],
  [['-x'], "Unknown option '-x'"],
])('%j: 2', async (args, message) => {
  const { code, out, error } = await run(FILES, 'validate', ...args, 'a.yaml');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(error).toContain(message);
});

test('a warning is acknowledged by its code; an error is not', async () => {
  const { code, out } = await run(FILES, 'validate', '--acknowledge', 'UnknownRegion', '--acknowledge', 'DuplicateTable', 'b.yaml');
  expect({ code, out }).toEqual({ code: 0, out: '1 table, 0 violations, 0 warnings' });
  const twice = { 'b.yaml': `${FILES['b.yaml']}---\n${FILES['b.yaml'].replace('name: orders,', 'name: other,')}` };
  expect(await run(twice, 'validate', '--acknowledge', 'DuplicateTable', 'b.yaml')).toMatchObject({ code: 1, out: expect.stringContaining('[DuplicateTable]') });
});

test('a code that no warning has is a mistake', async () => {
  const { code, error } = await run(FILES, 'validate', '--acknowledge', 'UnknwonRegion', '--acknowledge', 'Required', 'b.yaml');
  expect(code).toBe(2);
  expect(error).toMatch(/^--acknowledge UnknwonRegion is not the code of a warning\. Use one of .*ReplicaCapacity.* Did you mean "UnknownRegion"\?\n--acknowledge Required is not/);
});
