import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { SUPPORTED, SUPPORTED_NAMES as NAMES, SupportedName } from '../src/support-matrix';
import { pinnedVersions, VERSIONED } from './conformance/harness/versions';

test.each(VERSIONED)('the versions of %s that are called tested are those that the conformance suite can run on', (program) => {
  expect(pinnedVersions(program)).toEqual(SUPPORTED[program].tested);
});

test('imports/ is generated from versions that are tested', () => {
  const pinned = [...readFileSync('cdk8s.yaml', 'utf8').matchAll(/\/(dynamodb-controller|kro|kubevela)\/v([\d.]+)\//g)];
  expect(pinned.length).toBeGreaterThan(5);
  for (const [, repository, version] of pinned) {
    expect(SUPPORTED[repository === 'dynamodb-controller' ? 'ack' : repository as SupportedName].tested).toContain(version);
  }
});

describe('versions are written in src/support-matrix.ts only', () => {
  const PROGRAMS = '(?:kro|KubeVela|Kubernetes|ACK|dynamodb-controller|vela|kubectl)';
  const anyVersion = `v?(?:${NAMES.flatMap((name) => SUPPORTED[name].tested).map((version) => version.replaceAll('.', '\\.')).join('|')})(?![\\d.]*\\d)`;
  /** A fact about a version is no claim of support, and does not change with the next one: "since kro 0.9.4". */
  const FACT = new RegExp(`(?:before|since|until|from|with) ${PROGRAMS} ${anyVersion}`, 'gi');
  /** Examples of a command for any version. */
  const COMMAND = /^(?:npm run conformance -- --kro|1\. Pin the version:).*$/gm;
  /** What check-cluster has found in one cluster. */
  const FOUND = /^✓ .*$/gm;
  const PRINTED = /<!-- [\w-]+: printed by npx projen docs -->.*?<!-- \/[\w-]+ -->/gs;
  /** The claims themselves, and the quirks of ACK, which name the version in which each was read. */
  const NOT_CLAIMS = ['src/support-matrix.ts', 'src/ack/quirks.ts'];
  const handwritten = (text: string): string[] => text.replace(PRINTED, '').replace(FOUND, '').replace(COMMAND, '').replace(FACT, '').match(new RegExp(`^.*(?<![\\d.])${anyVersion}.*$`, 'gm')) ?? [];

  test.each(execFileSync('git', ['ls-files', 'README.md', 'docs', 'src', 'examples', 'scripts', '.github', '.projenrc.ts'], { encoding: 'utf8' }).trim().split('\n')
    .filter((file) => /\.(md|ts|ya?ml|cue|py|go)$/.test(file) && !NOT_CLAIMS.includes(file)))('%s', (file) => {
    expect(handwritten(readFileSync(file, 'utf8'))).toEqual([]);
  });

  test('a claim is found, a fact and what is printed are not', () => {
    const { tested: [newest] } = SUPPORTED.kro;
    expect(handwritten(`Install kro ${newest}.`)).toHaveLength(1);
    expect(handwritten(`kro/v${newest}/helm`)).toHaveLength(1);
    expect(handwritten(`Editors have this right since kro ${newest}.`)).toEqual([]);
    expect(handwritten(`<!-- versions: printed by npx projen docs -->\nkro ${newest}\n<!-- /versions -->`)).toEqual([]);
    expect(handwritten(`version ${newest}1`)).toEqual([]);
  });
});
