/**
 * npm run add-version -- PROGRAM VERSION|latest: pins one more version of kro, KubeVela or Kubernetes, as
 * `test/conformance/programs/PROGRAM/VERSION/go.mod`, which `npm run conformance -- --PROGRAM VERSION` then builds from.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { must } from './run-command';

interface Source {
  /** The Go module, whose tag is `v` and the version. */
  readonly module: string;
  /** The packages that the programs are built from. */
  readonly packages: readonly string[];
}

const SOURCES: Readonly<Record<string, Source>> = {
  kro: { module: 'github.com/kubernetes-sigs/kro', packages: ['cmd/controller'] },
  kubevela: { module: 'github.com/oam-dev/kubevela', packages: ['cmd/core', 'references/cmd/cli'] },
  kubernetes: { module: 'k8s.io/kubernetes', packages: ['cmd/kube-apiserver', 'cmd/kube-controller-manager', 'cmd/kubectl'] },
};

// One module that KubeVela is replaced with is absent from the checksum database.
const GO_ENV = { GONOSUMDB: 'github.com/kmodules/*', GOFLAGS: '-mod=mod' };

async function main(program: string, wanted: string): Promise<void> {
  const source = SOURCES[program];
  if (!source || !/^(\d+\.\d+\.\d+|latest)$/.test(wanted ?? '')) {
    throw new Error(`Usage: npm run add-version -- ${Object.keys(SOURCES).join('|')} VERSION, a release such as 1.2.3, or latest`);
  }
  const version = wanted === 'latest' ? await latest(source) : wanted;
  const folder = resolve(__dirname, '../programs', program, version);
  if (existsSync(folder)) {
    console.log(`${program} ${version} is pinned already.`);
    return;
  }
  mkdirSync(folder, { recursive: true });
  try {
    await pin(folder, program, source, version);
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
}

/** The newest release that the Go module proxy serves. */
async function latest({ module }: Source): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'latest-'));
  try {
    writeFileSync(join(folder, 'go.mod'), 'module latest\n');
    return (await must('go', ['list', '-m', '-f', '{{.Version}}', `${module}@latest`], { cwd: folder, env: GO_ENV })).trim().slice(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function pin(folder: string, program: string, { module, packages }: Source, version: string): Promise<void> {
  const go = (args: string[]) => must('go', args, { cwd: folder, env: GO_ENV });
  writeFileSync(join(folder, 'go.mod'), `module conformance/${program}\n\ngo 1.26.0\n`);
  const { GoMod } = JSON.parse(await go(['mod', 'download', '-json', `${module}@v${version}`]));
  const replaced = await replacements(GoMod, version);
  if (replaced.length > 0) {
    await go(['mod', 'edit', ...replaced.map((line) => `-replace=${line}`)]);
  }
  await go(['get', '-tool', ...packages.map((path) => `${module}/${path}@v${version}`)]);
  await go(['mod', 'tidy']);
  console.log(`${program} ${version} is pinned in ${folder}.`);
}

/**
 * The replacements of the module's own go.mod, which hold only for itself. Those by a folder are Kubernetes' staging
 * modules, which are published as v0 of the same minor and patch.
 */
async function replacements(goMod: string, version: string): Promise<string[]> {
  const { Replace } = JSON.parse(await must('go', ['mod', 'edit', '-json', goMod]));
  const own = (Replace ?? []).map(({ Old, New }: any) => [
    [Old.Path, Old.Version].filter(Boolean).join('@'),
    New.Path.startsWith('.') ? `${Old.Path}@v0${version.slice(version.indexOf('.'))}` : `${New.Path}@${New.Version}`,
  ].join('='));
  // From 1.34 on (and whatever names them by a workspace), the staging modules are required as v0.0.0 and replaced nowhere.
  const staged = [...readFileSync(goMod, 'utf8').matchAll(/^\s*(k8s\.io\/\S+) v0\.0\.0$/gm)].map(([, path]) => `${path}=${path}@v0${version.slice(version.indexOf('.'))}`);
  return [...new Set([...own, ...staged])];
}

const [program, version] = process.argv.slice(2);
main(program, version).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
