/** The programs of the control plane: where each comes from, and how it is had on this machine. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { progress } from './progress';
import { must } from './run-command';
import { Age, AGES, isVersioned, moduleFolder, versionOfAge } from './versions';

const PROGRAMS = resolve(__dirname, '../programs');
export const CACHE = resolve(__dirname, '../../../.cache/conformance');

/** Each Go program: the folder whose go.mod pins its version, and its package. */
const GO_PROGRAMS = {
  'etcd': ['etcd', 'go.etcd.io/etcd/server/v3'],
  'kube-apiserver': ['kubernetes', 'k8s.io/kubernetes/cmd/kube-apiserver'],
  'kube-controller-manager': ['kubernetes', 'k8s.io/kubernetes/cmd/kube-controller-manager'],
  'kubectl': ['kubernetes', 'k8s.io/kubernetes/cmd/kubectl'],
  'kro': ['kro', 'github.com/kubernetes-sigs/kro/cmd/controller'],
  'vela-core': ['kubevela', 'github.com/oam-dev/kubevela/cmd/core'],
  'vela': ['kubevela', 'github.com/oam-dev/kubevela/references/cmd/cli'],
  'helm': ['helm', 'helm.sh/helm/v3/cmd/helm'],
} as const;

/** Programs that only some checks need. `argo-cd`, `flux`, `prometheus` and `cel` are our own, over the code of the tools. */
const OTHER_PROGRAMS = {
  'argo-cd': ['argo-cd', '.'],
  'flux': ['flux', '.'],
  'kustomize-controller': ['flux', 'github.com/fluxcd/kustomize-controller'],
  'kube-state-metrics': ['kube-state-metrics', 'k8s.io/kube-state-metrics/v2'],
  'promtool': ['prometheus', 'github.com/prometheus/prometheus/cmd/promtool'],
  'prometheus': ['prometheus', '.'],
  // Beside the folders of the versions, since it is the same for each.
  'cel': ['kro', '../../kro-cel/main.go'],
} as const;

/** What the check of the chain's upgrade replaces while tables are there. */
const UPGRADED = ['kro', 'vela-core'] as const;
export type Upgraded = typeof UPGRADED[number];

export type Program = keyof typeof GO_PROGRAMS | 'python';
export type OtherProgram = keyof typeof OTHER_PROGRAMS;

/** What each check needs beyond the control plane. */
const NEEDED: Readonly<Record<string, readonly OtherProgram[]>> = {
  'health': ['argo-cd', 'flux'],
  'argo-cd': ['argo-cd'],
  'flux': ['kustomize-controller'],
  'cel': ['cel'],
  'monitoring': ['kube-state-metrics', 'promtool', 'prometheus'],
};

/** The path of each program. */
export type Programs = Readonly<Record<Program, string>> & Readonly<Partial<Record<OtherProgram | 'aws' | `${Upgraded}-${Age}`, string>>>;

// One module that KubeVela is replaced with is absent from the checksum database. The tag leaves out of promtool how Prometheus finds targets
// in two dozen clouds, which would take as long to build as all else of it.
const GO_ENV = { GONOSUMDB: 'github.com/kmodules/*', GOFLAGS: '-mod=readonly -tags=remove_all_sd' };

/**
 * Builds what is not there yet.
 * @param checks patterns of the names of checks; what only others need is not built
 */
export async function buildPrograms(checks: readonly string[] = []): Promise<Programs> {
  await expectTools();
  const go = (await must('go', ['env', 'GOVERSION'], { cwd: moduleFolder('etcd') })).trim();
  const paths: Record<string, string> = {};
  // One after the other: a Go build takes all cores that there are.
  const others = Object.entries(NEEDED).filter(([check]) => isWanted(check, checks)).flatMap(([, names]) => names);
  const wanted = { ...GO_PROGRAMS, ...Object.fromEntries(others.map((name) => [name, OTHER_PROGRAMS[name]])) };
  for (const [name, [folder, goPackage]] of Object.entries(wanted)) {
    paths[name] = await buildGo(name, moduleFolder(folder), goPackage, go);
  }
  if (isWanted('chain-upgrade', checks)) {
    for (const name of UPGRADED) {
      const [folder, goPackage] = GO_PROGRAMS[name];
      for (const age of AGES) {
        paths[`${name}-${age}`] = await buildGo(name, moduleFolder(folder, versionOfAge(folder, age)), goPackage, go);
      }
    }
  }
  paths.python = await installMoto();
  if (process.env.ACK_CONTROLLER && isWanted('two-aws-accounts', checks)) {
    // To be run with -m awscli: the program `aws` beside it names the folder that it was installed from, which may be gone.
    paths.aws = await installPython('aws-cli');
  }
  return paths as Programs;
}

function isWanted(check: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => new RegExp(`^${pattern}\\.`).test(`${check}.`));
}

/** The folder of the Go module that a program is built from; its CRDs and charts lie there too. */
export async function sourceFolder(program: keyof typeof GO_PROGRAMS, age?: Age): Promise<string> {
  const [folder, goPackage] = GO_PROGRAMS[program];
  const version = age && isVersioned(folder) ? versionOfAge(folder, age) : undefined;
  return (await must('go', ['list', '-f', '{{.Module.Dir}}', goPackage], { cwd: moduleFolder(folder, version), env: GO_ENV })).trim();
}

/** The folder of the source of a Go module that the module of a program asks for. */
export async function goModuleFolder(program: string, module: string): Promise<string> {
  return (await must('go', ['list', '-m', '-f', '{{.Dir}}', module], { cwd: moduleFolder(program), env: GO_ENV })).trim();
}

/** The folder of the source of a Go module of which nothing is built, in the version that the module of a program pins. */
export async function downloadedModuleFolder(program: string, module: string): Promise<string> {
  return JSON.parse(await must('go', ['mod', 'download', '-json', module], { cwd: moduleFolder(program), env: GO_ENV })).Dir;
}

/** The folder of the source of a Go module that is not built, in the version that the module of a program asks for of `as`. */
export async function goModuleFolderAs(program: string, module: string, as: string): Promise<string> {
  const options = { cwd: moduleFolder(program), env: GO_ENV };
  const version = (await must('go', ['list', '-m', '-f', '{{.Version}}', as], options)).trim();
  return JSON.parse(await must('go', ['mod', 'download', '-json', `${module}@${version}`], options)).Dir;
}

async function expectTools(): Promise<void> {
  const missing: string[] = [];
  for (const [tool, args] of [['go', ['version']], ['python3', ['-c', 'import venv, ensurepip']]] as const) {
    await must(tool, args).catch(() => missing.push(tool === 'go' ? 'Go (1.26, or any that downloads toolchains)' : 'Python 3 with venv'));
  }
  if (missing.length > 0) {
    throw new Error(`This machine lacks ${missing.join(' and ')}, which the control plane is built with. Install it and run again.`);
  }
}

async function buildGo(name: string, folder: string, goPackage: string, go: string): Promise<string> {
  const sources = readdirSync(folder).filter((file) => goPackage === '.' || /^go\.(mod|sum)$/.test(file)).concat(goPackage.endsWith('.go') ? goPackage : []);
  const binary = join(CACHE, 'bin', `${name}-${fingerprint(go, ...sources.map((file) => readFileSync(join(folder, file))))}`);
  if (!existsSync(binary)) {
    // With the process in its name, so that two runs that build at once do not meet.
    const part = `${binary}.${process.pid}.part`;
    await progress(`building ${name}`, () => must('go', ['build', '-o', part, goPackage], { cwd: folder, env: GO_ENV }));
    // So that a build that was cut off is never taken for a program.
    renameSync(part, binary);
  }
  return binary;
}

/** The Python that has moto. */
export function installMoto(): Promise<string> {
  return installPython('moto');
}

/** A Python that has what the folder of this name asks for. */
async function installPython(name: string): Promise<string> {
  const requirements = join(PROGRAMS, name, 'requirements.txt');
  const version = await must('python3', ['--version']);
  const folder = join(CACHE, `${name}-${fingerprint(version, readFileSync(requirements))}`);
  if (!existsSync(folder)) {
    // A virtual environment stays where it was made. So the name is a link, which is there once all is installed, whoever installs at the same time.
    const own = `${folder}.${process.pid}`;
    await progress(`installing ${name}`, async () => {
      await must('python3', ['-m', 'venv', own]);
      await must(join(own, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
      symlinkSync(basename(own), `${own}.link`);
      renameSync(`${own}.link`, folder);
    });
  }
  return join(folder, 'bin/python');
}

function fingerprint(...parts: Array<string | Buffer>): string {
  const hash = createHash('sha256');
  parts.forEach((part) => hash.update(part).update('\0'));
  return hash.digest('hex').slice(0, 12);
}
