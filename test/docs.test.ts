import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CDK_MEMBERS, cdkProperties } from '../scripts/cdk-names';
import { printedDocs } from '../scripts/docs';
import * as library from '../src';

test.each([...printedDocs()])('%s holds what the contract says today (npx projen docs prints it)', (file, text) => {
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('what the reference gives for a type or a method of AWS CDK is public here', () => {
  const properties = cdkProperties().flatMap(([, name, ours]) => (ours === 'the same' ? [name] : []));
  expect(properties).toEqual(expect.arrayContaining(['billing', 'replicas', 'timeToLiveAttribute']));
  const isHere = (name: string): boolean => {
    const [first, second] = name.replace('()', '').split('.');
    const type = (library as unknown as { readonly [name: string]: { readonly [member: string]: unknown } })[first];
    return second === undefined
      ? type !== undefined || first in library.DynamoDbTable.prototype || properties.includes(first)
      : type?.[second] !== undefined || second in Object(type?.prototype);
  };
  expect(['Billing.autoscaled()', 'Capacity', 'grantFullAccess()'].filter(isHere)).toEqual([]);
  const named = CDK_MEMBERS.flatMap(([theirs, ours]) => [...(ours.startsWith('the same') ? `${theirs} ${ours}` : ours).matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((name) => !isHere(name))).toEqual([]);
});

test('the reference has every code that a message may end with, and the guide every one of a change', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => readFileSync(join('src', file), 'utf8'));
  const codes = new Set(sources.flatMap((source) => [...source.matchAll(/code: '(\w+)'/g)].map(([, code]) => code)));
  expect(codes.size).toBeGreaterThan(30);
  const reference = ['docs/reference.md', 'docs/review-a-change.md'].map((file) => readFileSync(file, 'utf8')).join('\n');
  expect([...codes].filter((code) => !reference.includes(`\`${code}\``))).toEqual([]);
});

test.each([['python', 'python/main.py'], ['go', 'go/main.go']])('the %s program of the tutorial is the example', (language, file) => {
  expect(readFileSync('docs/tutorials/python-and-go.md', 'utf8')).toContain(`\`\`\`${language}\n${readFileSync(`examples/${file}`, 'utf8')}\`\`\``);
});

test('the guides upgrade charts in the version that the README installs, and keep values in one way', () => {
  const pages = ['README.md', ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md')).map((file) => join('docs', file))];
  const commands = pages.flatMap((page) => [...readFileSync(page, 'utf8').replaceAll(/\\\n\s*/g, '').matchAll(/helm (?:install|upgrade|show crds) .*(?:oci:|kubevela\/).*/g)].map(([line]) => `${page}: ${line}`));
  expect(commands.length).toBeGreaterThan(10);
  expect(commands.filter((line) => !/--version [\d.]+( |$)/.test(line))).toEqual([]);
  expect(commands.filter((line) => line.includes('helm upgrade') !== line.includes('--reset-then-reuse-values'))).toEqual([]);
});

test('no guide replaces the policy that another one puts into a role', () => {
  const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
  const documents = new Map<string, Set<string>>();
  for (const page of pages) {
    for (const [line] of readFileSync(join('docs', page), 'utf8').matchAll(/aws iam put-role-policy .*/g)) {
      const option = (name: string): string => new RegExp(`--${name} (\\S+)`).exec(line)![1];
      const policy = `${option('role-name')} ${option('policy-name')}`;
      documents.set(policy, (documents.get(policy) ?? new Set()).add(option('policy-document')));
    }
  }
  expect(documents.size).toBeGreaterThan(2);
  expect([...documents].filter(([, { size }]) => size > 1)).toEqual([]);
});

test('each controller that makes what AWS can tag may tag it, because the charts of ACK give default tags', () => {
  const rows = readFileSync('docs/access.md', 'utf8').split('\n').filter((line) => /^\| (EKS|CloudWatch) \|/.test(line));
  expect(rows.map((row) => /`(\w+:TagResource)`/.exec(row)?.[1])).toEqual(['eks:TagResource', 'cloudwatch:TagResource']);
});

test('the YAML in docs/traits.md is that of the example', () => {
  expect(readFileSync('docs/traits.md', 'utf8')).toContain(`\`\`\`yaml\n${readFileSync('examples/traits.yaml', 'utf8')}\`\`\``);
});
