import { readFileSync } from 'node:fs';
import { run } from './run';
import { COMMANDS } from '../../src/cli/commands';

const table = (more = '') => `apiVersion: kro.run/v1alpha1
kind: DynamoDBTable
metadata: {name: orders, namespace: shop}
spec:
  tableName: orders
  region: us-east-1
  attributeDefinitions: [{attributeName: id, attributeType: S}]
  keySchema: [{attributeName: id, keyType: HASH}]
${more}`;

test('valid tables: 0', async () => {
  expect(await run({ 'a.yaml': `${table()}---\n${table()}` }, 'validate', 'a.yaml')).toEqual({ code: 0, out: '2 tables, 0 violations, 0 warnings', error: '' });
});

test('violations: 1, one line each, from standard input too', async () => {
  expect(await run({ '-': table('  streamViewType: KEYS_ONLY\n') }, 'validate', '-')).toEqual({
    code: 1,
    out: '-:9:3: DynamoDBTable shop/orders: streamViewType "KEYS_ONLY" is given without streamEnabled. Set streamEnabled to true, or remove streamViewType. [StreamViewType]\n1 table, 1 violation, 0 warnings',
    error: '',
  });
});

test('a bare N, which YAML reads as false, is to be quoted', async () => {
  const { code, out } = await run({ 'a.yaml': table().replace('attributeType: S', 'attributeType: N') }, 'validate', 'a.yaml');
  expect(code).toBe(1);
  expect(out).toContain('attributeDefinitions[0].attributeType false is not one of S, N, B. Give one of S, N, B. In YAML, quote it: "N". [InvalidType]');
});

test('a warning is shown, and is no violation', async () => {
  expect(await run({ 'a.yaml': table().replace('us-east-1', 'us-eats-1') }, 'validate', 'a.yaml')).toMatchObject({ code: 0, out: expect.stringMatching(/^a\.yaml:6:3: warning: DynamoDBTable shop\/orders: region "us-eats-1" .*\n1 table, 0 violations, 1 warning$/) });
});

test('JSON', async () => {
  const { code, out } = await run({ 'a.yaml': table('  streamViewType: KEYS_ONLY\n') }, 'validate', '--format', 'json', 'a.yaml');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual([{
    file: 'a.yaml',
    resource: 'DynamoDBTable shop/orders',
    path: 'spec',
    violations: [{ code: 'StreamViewType', severity: 'error', property: 'streamViewType', problem: 'is given without streamEnabled', fix: 'Set streamEnabled to true, or remove streamViewType.', path: 'spec.streamViewType', line: 9, column: 3 }],
  }]);
});

test('what cannot be read: 2, with file and line, and the other files are validated all the same', async () => {
  const { code, out, error } = await run({ 'broken.yaml': 'a: [1\nb: 2\n', 'good.yaml': table() }, 'validate', 'broken.yaml', 'absent.yaml', 'good.yaml');
  expect(code).toBe(2);
  expect(error).toMatch(/broken\.yaml:2:1: not valid YAML: /);
  expect(error).toContain("absent.yaml: ENOENT: no such file or directory, open 'absent.yaml'");
  expect(out).toBe('1 table, 0 violations, 0 warnings');
});

test('an alias that nothing defines is unreadable too', async () => {
  for (const text of ['b: &none 1\na: *nothing\n', 'b: 1\na: {<<: *nothing}\nc: &nothing {}\n', 'b: 1\na: [*nothing]\n']) {
    expect(await run({ 'a.yaml': text }, 'validate', 'a.yaml')).toMatchObject({ code: 2, error: expect.stringMatching(/^a\.yaml:2:\d+: not valid YAML: The alias \*nothing has no anchor &nothing before it/) });
  }
});

test.each([
  ['a:\n  region: 1\n  region: 2\n', 'a.yaml:3:3: not valid YAML: Map keys must be unique, and region is given twice'],
  ['a: 1\n---\nb: {"x y": 1, "x y": 2}\n', 'a.yaml:3:15: not valid YAML: Map keys must be unique, and "x y" is given twice'],
])('a key that is there twice is named: %j', async (text, expected) => {
  expect((await run({ 'a.yaml': text }, 'validate', 'a.yaml')).error.trim()).toBe(expected);
});

test.each([
  ['no command', [], 'A command is missing.'],
  ['one file to compare', ['check-upgrade', 'a.yaml'], 'check-upgrade takes two files, OLD and NEW, not 1.'],
  ['an unknown command', ['check'], 'There is no command check.'],
  ['no file', ['validate'], 'A file is missing.'],
  ['an unknown format', ['validate', '--format', 'xml', 'a.yaml'], '--format is one of text, json, github, sarif, junit, not xml.'],
  ['a misspelt command', ['validat'], 'There is no command validat. Did you mean "validate"?'],
  ['an option before the command', ['--format', 'json', 'validate'], 'The command comes first, then its options; --format is not a command.'],
  ['a misspelt option', ['validate', '--fomat', 'json', 'a.yaml'], 'Did you mean "--format"?'],
  ['a misspelt value', ['validate', '--format', 'jsn', 'a.yaml'], 'Did you mean "json"?'],
  ['an option without its value', ['validate', 'a.yaml', '--format'], "'--format <value>' argument missing"],
  ['an unknown option', ['validate', '--colour', 'a.yaml'], "Unknown option '--colour'."],
])('%s: 2, with the usage', async (_, args, message) => {
  const { code, error } = await run({}, ...args);
  expect(code).toBe(2);
  expect(error).toContain(message);
  expect(error).toMatch(/--help" for (its arguments|the options)/);
});

test.each([[['--help']], [['-h']], [['help']]])('%j lists every command', async (args) => {
  const { code, out } = await run({}, ...args);
  expect(code).toBe(0);
  expect([...out.matchAll(/^ {2}([a-z-]+) {2,}/gm)].map(([, name]) => name)).toEqual(COMMANDS.map(({ name }) => name));
});

test('no example writes over main.ts, which the guides have the platform in', () => {
  const written = COMMANDS.flatMap(({ examples }) => examples.flatMap(({ line }) => / > (\S+)/.exec(line)?.[1] ?? []));
  expect(written).toContain('orders.ts');
  expect(written).not.toContain('main.ts');
});

test.each(COMMANDS.flatMap(({ name, options }) => [[[name, '--help'], options], [['help', name], options], [[name, 'x', '-h', '--format', 'odd'], options]] as const))(
  '%j shows every option of the command', async (args, options) => {
    const { code, out, error } = await run({}, ...args);
    expect([code, error]).toEqual([0, '']);
    expect([...out.matchAll(/^ {2}(?:-\w, | {4})--([a-z-]+)/gm)].map(([, name]) => name)).toEqual([...Object.keys(options), 'help']);
  });

test.each(['--version', 'version'])('%s', async (arg) => {
  expect(await run({}, arg)).toEqual({ code: 0, out: '1.2.3', error: '' });
});

test('names of the platform can differ', async () => {
  const other = table().replace('kro.run', 'data.example.com');
  expect(await run({ 'a.yaml': other }, 'validate', 'a.yaml')).toMatchObject({ code: 1, out: expect.stringMatching(/--api-group data\.example\.com\. \[UnknownApi\]\n0 tables, 1 violation/) });
  expect((await run({ 'a.yaml': other }, 'validate', '--api-group', 'data.example.com', 'a.yaml')).out).toContain('1 table,');
});

describe('check-upgrade', () => {
  const graph = (field: string, name = 'dynamodbtable') => `apiVersion: kro.run/v1alpha1
kind: ResourceGraphDefinition
metadata: {name: ${name}}
spec:
  schema: {kind: DynamoDBTable, apiVersion: v1alpha1, spec: {region: string, ${field}}}
`;
  const files = { 'old.yaml': `${table()}---\n${graph('tags: "[]string"')}`, 'new.yaml': graph('class: string'), 'tables.yaml': table() };

  test('breaking changes: 1, one line each', async () => {
    expect(await run(files, 'check-upgrade', 'old.yaml', 'new.yaml')).toEqual({
      code: 1,
      out: [
        'new.yaml: rejected by kro: spec.schema.spec.tags is removed; the API server would drop what existing instances have there. ' +
          'Put it back; a field that has no use any more can say so in its description. [FieldRemoved]',
        'new.yaml: note: spec.schema.spec.class is new and optional. Nothing is to be done. [FieldAdded]',
        '1 breaking change (1 rejected by kro), 0 changes that weaken safety, 1 note',
      ].join('\n'),
      error: '',
    });
  });

  test('notes alone: 0, from standard input too', async () => {
    expect(await run({ '-': graph('tags: string'), 'new.yaml': graph('tags: string | default="x"') }, 'check-upgrade', '-', 'new.yaml')).toMatchObject({
      code: 0, out: expect.stringContaining('new.yaml: note: spec.schema.spec.tags has a default now'),
    });
  });

  test('a change that breaks, though kro takes it', async () => {
    expect(await run({ a: graph('tags: string'), b: graph('tags: string | immutable=true') }, 'check-upgrade', 'a', 'b')).toMatchObject({
      code: 1, out: expect.stringMatching(/^b: breaking: spec\.schema\.spec\.tags cannot be changed any more.*\n1 breaking change \(0 rejected by kro\), 0 changes that weaken safety, 0 notes$/),
    });
  });

  test('a change that makes tables less safe: 1, and 0 where it is allowed', async () => {
    const safe = { a: graph('deletionPolicy: string | default="retain"'), b: graph('deletionPolicy: string | default="delete"') };
    expect(await run(safe, 'check-upgrade', 'a', 'b')).toMatchObject({ code: 1, out: expect.stringContaining('b: less safe: spec.schema.spec.deletionPolicy has the default "delete" instead of "retain"') });
    for (const allow of ['--allow-less-safe', '--allow']) {
      expect(await run(safe, 'check-upgrade', allow, 'a', 'b')).toMatchObject({ code: 0, out: expect.stringMatching(/0 breaking changes \(0 rejected by kro\), 1 change that weakens safety, 0 notes$/) });
    }
    expect(await run(safe, 'check-upgrade', 'b', 'a')).toMatchObject({ code: 0 });
  });

  test('its help has the command of the guide, which gives all platform resources', async () => {
    const [, command] = /^(kubectl get rgd,[\s\S]*?) \|/m.exec(readFileSync('docs/upgrading.md', 'utf8'))!;
    expect((await run({}, 'check-upgrade', '--help')).out).toContain(command.replace(/\\\n\s*/, ''));
  });

  test('JSON', async () => {
    const { code, out } = await run(files, 'check-upgrade', '--format', 'json', 'old.yaml', 'new.yaml');
    expect(code).toBe(1);
    expect(JSON.parse(out)[0]).toEqual({
      code: 'FieldRemoved',
      path: 'spec.schema.spec.tags',
      statement: expect.stringMatching(/^is removed/),
      fix: expect.stringMatching(/^Put it back/),
      breaking: true,
      weakens: false,
      refusedByKro: true,
    });
  });

  test.each([
    ['a file without platform resources', ['tables.yaml', 'new.yaml'], 'tables.yaml: There is no ResourceGraphDefinition of DynamoDBTable.'],
    ['a file that is not there', ['old.yaml', 'absent.yaml'], 'absent.yaml: ENOENT'],
    ['a file that is no YAML', ['old.yaml', 'broken.yaml'], 'broken.yaml:2:1: not valid YAML: '],
    ['a schema that cannot be read', ['old.yaml', 'odd.yaml'], 'old.yaml, odd.yaml: spec.schema.spec.tags cannot be read: "odd=1" is no marker'],
    ['a file with two platforms', ['old.yaml', 'two.yaml'], 'two.yaml: There are several ResourceGraphDefinitions of DynamoDBTable (a, b).'],
  ])('%s: 2', async (_, args, message) => {
    const more = { 'broken.yaml': 'a: [1\n', 'odd.yaml': graph('tags: string | odd=1'), 'two.yaml': `${graph('a: string', 'a')}---\n${graph('a: string', 'b')}` };
    const { code, out, error } = await run({ ...files, ...more }, 'check-upgrade', ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toContain(message);
  });

  test('of two platforms, the one of the given name', async () => {
    const two = `${graph('a: string', 'a')}---\n${graph('a: integer', 'b')}`;
    const three = `${graph('a: string', 'a')}---\n${graph('a: string', 'b')}`;
    expect((await run({ two, three }, 'check-upgrade', '--resource-graph-name', 'a', 'two', 'three')).code).toBe(0);
    expect((await run({ two, three }, 'check-upgrade', '--resource-graph-name', 'b', 'two', 'three')).code).toBe(1);
  });
});
