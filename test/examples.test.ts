import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TRAITS } from '../src/contract/traits';

const outdir = mkdtempSync(join(tmpdir(), 'examples-'));
beforeAll(() => {
  execFileSync('node_modules/.bin/tsx', ['--tsconfig', 'tsconfig.dev.json', 'examples/main.ts'], { env: { ...process.env, CDK8S_OUTDIR: outdir } });
});
afterAll(() => rmSync(outdir, { recursive: true }));

const committed = readdirSync('examples').filter((file) => /\.(yaml|cue)$/.test(file));

test('there is an example of each kind', () => {
  expect(committed.filter((file) => file.endsWith('.yaml')).sort()).toEqual([
    'app-with-table.yaml', 'basic.yaml', 'environments.yaml', 'kro-only.yaml', 'operations.yaml', 'plain-app.yaml', 'plain-dev.yaml', 'plain-prod.yaml', 'platform.yaml', 'production.yaml', 'provisioned.yaml', 'traits-provisioned.yaml', 'traits.yaml', 'with-gsi.yaml',
  ]);
  const definitions = ['', ...TRAITS.map(({ name }) => `-${name}`)].map((name) => `aws-dynamodb-kro${name}.cue`);
  expect(committed.filter((file) => file.endsWith('.cue')).sort()).toEqual(definitions.sort());
});

test('none names a file outside the examples, so whoever copies one need not edit it', () => {
  const programs = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter((file) => /\.(ts|js|py|go)$/.test(file));
  expect(programs).toEqual(expect.arrayContaining(['basic.ts', 'gitops/flux/main.ts', 'go/main.go', 'javascript/main.js', 'python/main.py']));
  const outside = programs.filter((file) => /(?:from|require\(|import\(?|include) *["'](?:\.\.|\/)/.test(readFileSync(join('examples', file), 'utf8')));
  expect(outside).toEqual([]);
});

test('nothing more is synthesized than is committed', () => {
  expect(readdirSync(outdir).sort()).toEqual([...committed].sort());
});

test.each(committed)('%s is what its example synthesizes today (npx projen examples writes it)', (file) => {
  expect(readFileSync(join('examples', file), 'utf8')).toBe(readFileSync(join(outdir, file), 'utf8'));
});
