/** A repository as a user makes it from examples/gitops, in a temporary folder; the library in it is that of this checkout. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

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
 * many seconds, because here the library is all of its source: `tsc` does it only where a test is about that.
 */
export function installLibrary(modules: string, { checksTypes = false } = {}): void {
  const library = join(modules, 'cdk8s-dynamodb-kro');
  const bin = join(modules, '.bin');
  [bin, library].forEach((folder) => mkdirSync(folder, { recursive: true }));
  ['cdk8s', 'constructs', 'tsx'].forEach((name) => symlinkSync(join(ROOT, 'node_modules', name), join(modules, name)));
  symlinkSync(join(ROOT, 'node_modules/.bin/tsx'), join(bin, 'tsx'));
  const tsc = `exec "${join(ROOT, 'node_modules/.bin/tsc')}" "$@" --types node --typeRoots "${join(ROOT, 'node_modules/@types')}"`;
  writeFileSync(join(bin, 'tsc'), `#!/bin/sh\n${checksTypes ? tsc : 'exit 0'}\n`, { mode: 0o755 });
  writeFileSync(join(library, 'package.json'), JSON.stringify({ name: 'cdk8s-dynamodb-kro', version: '0.0.0', main: 'index.ts' }));
  writeFileSync(join(library, 'index.ts'), `export * from ${JSON.stringify(join(ROOT, 'src'))};\n`);
  const program = readFileSync(join(ROOT, 'bin/cdk8s-dynamodb-kro'), 'utf8').replace(/^#!.*/, '').replaceAll('../lib/', `${ROOT}/`).replace('../package.json', join(ROOT, 'package.json'));
  writeFileSync(join(library, 'cli.ts'), program);
  writeFileSync(join(bin, 'cdk8s-dynamodb-kro'), `#!/bin/sh\nexec "${join(bin, 'tsx')}" "${join(library, 'cli.ts')}" "$@"\n`, { mode: 0o755 });
}
