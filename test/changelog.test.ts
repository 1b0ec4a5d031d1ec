import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { COMMIT_TYPES } from '../projenrc/trust';
import { withRelease } from '../scripts/changelog';

const release = (version: string): string => `## [${version}](https://example.com/compare) (2026-11-25)\n\n### Features\n\n* a feature of ${version}\n`;

test('the newest release is on top, below the introduction, and is written once', () => {
  const empty = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m)[0];
  const first = withRelease(empty, release('1.0.0'));
  expect(first).toBe(`${empty.trim()}\n\n${release('1.0.0')}`);
  const second = withRelease(first, `\n${release('1.1.0')}`);
  expect(second).toBe(`${empty.trim()}\n\n${release('1.1.0')}\n${release('1.0.0')}`);
  expect(withRelease(second, release('1.1.0'))).toBe(second);
});

test('the titles of pull requests are of the types that the release tool reads', () => {
  const { jobs } = parse(readFileSync('.github/workflows/pull-request-lint.yml', 'utf8'));
  expect(jobs.validate.steps[0].with.types.split('\n')).toEqual(Object.keys(COMMIT_TYPES));
  // Since titles are conventional: nothing that is on this branch would be lost to the tool.
  expect(readFileSync('.projen/tasks.json', 'utf8')).toContain('\\"type\\":\\"feat\\",\\"section\\":\\"Features\\"');
});

test('CHANGELOG.md is written by the release workflow, which attaches SBOM, checksums and provenance', () => {
  const { jobs } = parse(readFileSync('.github/workflows/release.yml', 'utf8'));
  const commands = (job: string): string => JSON.stringify(jobs[job].steps);
  expect(commands('changelog')).toContain('scripts/changelog.ts dist/changelog.md CHANGELOG.md');
  expect(commands('release_assets')).toContain('attest-build-provenance');
  expect(commands('release_assets')).toContain('npm run release-assets');
  expect(commands('release_npm')).toContain('NPM_CONFIG_PROVENANCE');
});
