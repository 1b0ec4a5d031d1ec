/**
 * `prepack` and `postpack`: what is packed, and no longer than it need be. The npm package has README.md once: jsii puts it into .jsii too, from
 * which PyPI gets it, and which npm packs. And its package.json has nothing that only this repository reads.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

const ASSEMBLY = '.jsii';
const PACKAGE = 'package.json';
const WHOLE_PACKAGE = 'node_modules/.package.whole.json';
const OF_REPOSITORY = ['scripts', 'devDependencies', 'devEngines', 'jest', '//'];

function pack(): void {
  const { readme: _, ...assembly } = JSON.parse(readFileSync(ASSEMBLY, 'utf8'));
  writeFileSync(ASSEMBLY, JSON.stringify(assembly));
  const text = readFileSync(PACKAGE, 'utf8');
  writeFileSync(WHOLE_PACKAGE, text);
  const read = Object.entries(JSON.parse(text)).filter(([name]) => !OF_REPOSITORY.includes(name));
  writeFileSync(PACKAGE, JSON.stringify(Object.fromEntries(read), null, 2));
}

function restore(): void {
  writeFileSync(ASSEMBLY, JSON.stringify({ ...JSON.parse(readFileSync(ASSEMBLY, 'utf8')), readme: { markdown: readFileSync('README.md', 'utf8') } }));
  writeFileSync(PACKAGE, readFileSync(WHOLE_PACKAGE));
  rmSync(WHOLE_PACKAGE);
}

process.argv[2] === 'packed' ? restore() : pack();
