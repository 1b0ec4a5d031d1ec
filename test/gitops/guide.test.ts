/** docs/gitops.md, block by block as it is copied: from an empty folder to what the conformance checks bring into a cluster. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { installLibrary } from './repository';

jest.setTimeout(120_000);

const EXAMPLES = 'examples/gitops';
const GUIDE = readFileSync('docs/gitops.md', 'utf8');

/** The blocks to copy of the sections of the guide that hold for this tool. */
function blocks(tool: string): string[] {
  const sections = GUIDE.split(/^## /m).filter((section) => !section.startsWith('With ') || section.startsWith(`With ${tool}`));
  return sections.flatMap((section) => [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, code]) => code));
}

function filesIn(folder: string, below = folder): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    (entry.isDirectory() ? filesIn(join(folder, entry.name), below) : [relative(below, join(folder, entry.name))]));
}

const folder = mkdtempSync(join(tmpdir(), 'guide-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([['Argo CD', 'argo-cd'], ['Flux', 'flux']])('the blocks for %s make the repository of the example, push it, and tell the tool', (name, tool) => {
  const home = join(folder, tool);
  const bin = join(home, 'bin');
  mkdirSync(bin, { recursive: true });
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch', 'main', join(home, 'remote')]);
  writeFileSync(join(home, '.gitconfig'), `[user]\nname = test\nemail = test@example.com\n[url "${join(home, 'remote')}"]\ninsteadOf = https://github.com/YOU/tables\n`);
  // There is no registry and no cluster here: the library is that of this checkout, and what kubectl is asked is written down.
  const npm = execFileSync('which', ['npm'], { encoding: 'utf8' }).trim();
  writeFileSync(join(bin, 'npm'), `#!/bin/sh\n[ "$1" = install ] || exec ${npm} "$@"\n`, { mode: 0o755 });
  writeFileSync(join(bin, 'kubectl'), `#!/bin/sh\necho "$@" >> ${join(home, 'kubectl.log')}\n`, { mode: 0o755 });
  installLibrary(join(home, 'tables/node_modules'));

  const env = { ...process.env, HOME: home, GIT_CONFIG_NOSYSTEM: '1', PATH: `${bin}${delimiter}${process.env.PATH}` };
  execFileSync('bash', ['-euo', 'pipefail', '-c', blocks(name).join('\n')], { cwd: home, env, stdio: 'pipe' });

  const expected = new Map([join(EXAMPLES, 'pipeline'), join(EXAMPLES, tool)].flatMap((from) => filesIn(from).map((file) => [file, readFileSync(join(from, file), 'utf8')])));
  const made = filesIn(join(home, 'tables')).filter((file) => !/^(node_modules|\.git)\//.test(file));
  expect(made.sort()).toEqual([...expected.keys()].sort());
  made.forEach((file) => expect(readFileSync(join(home, 'tables', file), 'utf8')).toBe(expected.get(file)));
  expect(execFileSync('git', ['-C', join(home, 'remote'), 'log', '--format=%s', 'main'], { encoding: 'utf8' })).toBe('Check each change\nAdd the first table\n');
  expect(execFileSync('git', ['-C', join(home, 'remote'), 'ls-tree', '-r', '--name-only', 'main'], { encoding: 'utf8' })).toContain('manifests/tables/shop.yaml');
  expect(readFileSync(join(home, 'kubectl.log'), 'utf8')).toContain('apply --filename');
});
