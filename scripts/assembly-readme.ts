/**
 * `prepack` and `postpack`: the npm package has README.md once. jsii puts it into .jsii too, from which PyPI gets it, and which npm packs.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const ASSEMBLY = '.jsii';
const { readme: _, ...assembly } = JSON.parse(readFileSync(ASSEMBLY, 'utf8'));
const isPacked = process.argv[2] === 'packed';
writeFileSync(ASSEMBLY, JSON.stringify(isPacked ? { ...assembly, readme: { markdown: readFileSync('README.md', 'utf8') } } : assembly));
