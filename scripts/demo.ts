/** Synthesizes the examples with cdk8s-cli, as a user would, and shows what was written. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const OUTPUT = 'dist/examples';

execFileSync('node_modules/.bin/cdk8s', ['synth', '--check-upgrade=false'], { stdio: ['ignore', 'ignore', 'inherit'] });

console.log(`Written to ${OUTPUT}:\n`);
for (const file of readdirSync(OUTPUT).sort()) {
  const text = readFileSync(join(OUTPUT, file), 'utf8');
  console.log(`${file.padEnd(22)} ${String(text.split('\n').length).padStart(4)} lines  ${file.endsWith('.yaml') ? objects(text) : 'for `vela def vet` and `vela def apply`'}`);
}
console.log(`\nexamples/basic.ts becomes ${OUTPUT}/basic.yaml:\n`);
console.log(readFileSync(join(OUTPUT, 'basic.yaml'), 'utf8'));

function objects(text: string): string {
  return parseAllDocuments(text).map((document) => {
    const { kind, metadata } = document.toJS() as { kind: string; metadata: { name: string } };
    return `${kind}/${metadata.name}`;
  }).join(', ');
}
