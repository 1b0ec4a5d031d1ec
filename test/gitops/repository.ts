/** A repository as a user makes it from examples/gitops, in a temporary folder; the library in it is that of this checkout. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = resolve(__dirname, '../..');
const GITOPS = join(ROOT, 'examples/gitops');

export class Repository {
  public readonly folder = mkdtempSync(join(tmpdir(), 'repository-'));

  public constructor(tool: 'argo-cd' | 'flux', { checksTypes = false } = {}) {
    cpSync(join(GITOPS, 'pipeline'), this.folder, { recursive: true });
    cpSync(join(GITOPS, tool), this.folder, { recursive: true });
    installLibrary(join(this.folder, 'node_modules'), { checksTypes });
    this.git('init', '--quiet', '--initial-branch', 'main');
    this.git('config', 'user.name', 'test');
    this.git('config', 'user.email', 'test@example.com');
    this.commit('Add the first table');
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  public git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.folder, encoding: 'utf8' }).trim();
  }

  /** Commits all that has changed, and gives the id of the commit. */
  public commit(message: string): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
    return this.git('rev-parse', 'HEAD');
  }

  public read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  public edit(file: string, from: string, to: string): void {
    const text = this.read(file);
    if (!text.includes(from)) {
      throw new Error(`${file} has no ${from}`);
    }
    writeFileSync(join(this.folder, file), text.replace(from, to));
  }

  /** Runs a command as the pipeline of the repository does. */
  public run(command: string, ...args: string[]): { code: number | null; output: string } {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: this.folder, encoding: 'utf8' });
    return { code: status, output: stdout + stderr };
  }
}

/**
 * What `npm install` does, without a registry and without a package of the library that would have to be built first. To check the types takes
 * many seconds, because then the library is all of its source: `tsc` does it only where a test is about that.
 */
export function installLibrary(modules: string, { checksTypes = false } = {}): void {
  const library = join(modules, 'cdk8s-dynamodb-kro');
  const bin = join(modules, '.bin');
  [bin, library].forEach((folder) => mkdirSync(folder, { recursive: true }));
  ['cdk8s', 'constructs', 'tsx'].forEach((name) => symlinkSync(join(ROOT, 'node_modules', name), join(modules, name)));
  symlinkSync(join(ROOT, 'node_modules/.bin/tsx'), join(bin, 'tsx'));
  const tsc = `exec "${join(ROOT, 'node_modules/.bin/tsc')}" "$@" --types node --typeRoots "${join(ROOT, 'node_modules/@types')}"`;
  writeFileSync(join(bin, 'tsc'), `#!/bin/sh\n${checksTypes ? tsc : 'exit 0'}\n`, { mode: 0o755 });
  const main = checksTypes ? 'index.ts' : 'index.js';
  writeFileSync(join(library, 'package.json'), JSON.stringify({ name: 'cdk8s-dynamodb-kro', version: '0.0.0', main }));
  writeFileSync(join(library, main), checksTypes ? `export * from ${JSON.stringify(join(ROOT, 'src'))};\n` : program('library'));
  writeFileSync(join(library, 'cli.js'), program('cli'));
  writeFileSync(join(bin, 'cdk8s-dynamodb-kro'), `#!/bin/sh\nexec node "${join(library, 'cli.js')}" "$@"\n`, { mode: 0o755 });
}

const SOURCES = {
  library: () => "export * from './src';",
  cli: () => readFileSync(join(ROOT, 'bin/cdk8s-dynamodb-kro'), 'utf8').replaceAll('../lib/', './').replaceAll('../package.json', './package.json'),
} as const;
const made = new Map<keyof typeof SOURCES, string>();

/** Made once of the sources, since each command of a pipeline would translate all of them anew. */
function program(name: keyof typeof SOURCES): string {
  const known = made.get(name);
  const text = known ?? buildSync({
    stdin: { contents: SOURCES[name](), resolveDir: ROOT, loader: 'ts' }, bundle: true, platform: 'node', external: ['cdk8s', 'constructs', '@aws-sdk/*'], write: false,
  }).outputFiles[0].text;
  made.set(name, text);
  return text;
}
