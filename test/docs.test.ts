import { readFileSync } from 'node:fs';
import { printedDocs } from '../scripts/docs';

test.each([...printedDocs()])('%s holds what the contract says today (npx projen docs prints it)', (file, text) => {
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test.each([['README.md', 'basic'], ['docs/traits.md', 'traits']])('the YAML in %s is that of the example', (file, name) => {
  expect(readFileSync(file, 'utf8')).toContain(`\`\`\`yaml\n${readFileSync(`examples/${name}.yaml`, 'utf8')}\`\`\``);
});
