/**
 * Writes to dist/assets what a release has beside its packages: the add-on of KubeVela, the Helm chart, the SBOM of the npm package, and
 * the checksums of them and of the packages. `npm run release-assets -- VERSION`.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { App } from 'cdk8s';
import { platform } from '../examples/platform';

const PACKAGE = 'cdk8s-dynamodb-kro';
const ROOT = resolve(__dirname, '..');
const BIN = join(ROOT, 'node_modules/.bin');

/** Writes the assets of a version into a folder, and returns their paths. */
export function writeAssets(version: string, folder: string, packages: readonly string[] = []): string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(tmpdir(), 'assets-'));
  try {
    const addon = platform(new App()).writeAddon(work, { version });
    pack(addon, join(folder, `${basename(addon)}-addon-${version}.tgz`));
    pack(writeChart(version, work), join(folder, `${PACKAGE}-chart-${version}.tgz`));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  writeFileSync(join(folder, `${PACKAGE}-${version}.cdx.json`), sbom(version));
  const files = readdirSync(folder).sort().map((name) => join(folder, name));
  const sums = [...files, ...packages].map((file) => `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${basename(file)}\n`);
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
  return [...files, join(folder, 'SHA256SUMS')];
}

/** What the npm package brings along. npm names it after the folder, with the version that stands in the repository. */
function sbom(version: string): string {
  const text = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'], { cwd: ROOT, encoding: 'utf8' });
  const bill = JSON.parse(text.replaceAll(`${PACKAGE}@0.0.0`, `${PACKAGE}@${version}`));
  Object.assign(bill.metadata.component, { name: PACKAGE, version });
  return `${JSON.stringify(bill, undefined, 2)}\n`;
}

/** Helm's chart of the platform resources. cdk8s-cli names it after the folder in which it runs, and puts the CRDs of `imports` into it. */
function writeChart(version: string, work: string): string {
  const [app, chart] = [join(work, 'app', PACKAGE), join(work, 'chart', PACKAGE)];
  mkdirSync(app, { recursive: true });
  writeFileSync(join(app, 'cdk8s.yaml'), 'language: typescript\nimports: []\n');
  writeFileSync(join(app, 'main.ts'), [
    `import { App } from ${JSON.stringify(join(ROOT, 'node_modules/cdk8s'))};`,
    `import { platform } from ${JSON.stringify(join(ROOT, 'examples/platform'))};`,
    'const app = new App();',
    'platform(app);',
    'app.synth();',
  ].join('\n'));
  execFileSync(join(BIN, 'cdk8s'), [
    'synth', '--check-upgrade=false', '--app', `${join(BIN, 'tsx')} --tsconfig ${join(ROOT, 'tsconfig.dev.json')} main.ts`, '--output', chart,
    '--format', 'helm', '--chart-api-version', 'v2', '--chart-version', version,
  ], { cwd: app, stdio: ['ignore', 'ignore', 'inherit'] });
  return chart;
}

function pack(folder: string, archive: string): void {
  execFileSync('tar', ['-czf', archive, '--owner=0', '--group=0', '--numeric-owner', '-C', join(folder, '..'), basename(folder)]);
}

if (require.main === module) {
  const [version] = process.argv.slice(2);
  const packages = ['js', 'python'].map((name) => join('dist', name)).filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  writeAssets(version, 'dist/assets', packages).forEach((file) => console.log(file));
}
