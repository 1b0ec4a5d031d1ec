/** Puts what the release tool wrote about one release on top of CHANGELOG.md: `tsx scripts/changelog.ts dist/changelog.md CHANGELOG.md`. */
import { readFileSync, writeFileSync } from 'node:fs';

/** The changelog with one more release: after the introduction, before the releases that are there. Once is enough. */
export function withRelease(changelog: string, release: string): string {
  const [title] = release.trim().split('\n');
  if (changelog.split('\n').includes(title)) {
    return changelog;
  }
  const firstRelease = /^#{2,3} .*\d+\.\d+\.\d+/m.exec(changelog)?.index ?? changelog.length;
  const [introduction, releases] = [changelog.slice(0, firstRelease).trim(), changelog.slice(firstRelease).trim()];
  return `${[introduction, release.trim(), releases].filter((part) => part !== '').join('\n\n')}\n`;
}

if (require.main === module) {
  const [release, changelog] = process.argv.slice(2);
  writeFileSync(changelog, withRelease(readFileSync(changelog, 'utf8'), readFileSync(release, 'utf8')));
}
