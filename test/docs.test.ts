import { readFileSync } from 'node:fs';
import { printedDocs } from '../scripts/docs';

test.each([...printedDocs()])('%s holds what the contract says today (npx projen docs prints it)', (file, text) => {
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('the YAML in the README is that of the example', () => {
  expect(readFileSync('README.md', 'utf8')).toContain(`\`\`\`yaml\n${readFileSync('examples/basic.yaml', 'utf8')}\`\`\``);
});
