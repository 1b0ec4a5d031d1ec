import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'prose-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the lint says of these pages, each a text; what it is written in is an ES module, which jest does not take. */
function lint(...texts: readonly string[]): { code: number | null; lines: string[] } {
  return lintAs('md', ...texts);
}

function lintAs(ext: string, ...texts: readonly string[]): { code: number | null; lines: string[] } {
  const files = texts.map((text, i) => {
    const file = join(folder, `${i}.${ext}`);
    writeFileSync(file, text);
    return file;
  });
  const { status, stdout } = spawnSync('node_modules/.bin/tsx', ['scripts/prose.ts', ...files], { encoding: 'utf8' });
  return { code: status, lines: stdout.trim().replaceAll(`${folder}/`, '').split('\n') };
}

test('terms, sentences that run on, and the mean are found; code is not prose', () => {
  const long = `${Array.from({ length: 36 }, (_, i) => (i % 9 === 8 ? 'word\n' : 'word')).join(' ')}.`;
  expect(lint('# Apply\n\nApply the platform part.\n', `${long}\n`, 'Apply the `platform part`.\n\n```sh\nthe platform part\n```\n', `${long.replace('word ', '')}\n`)).toEqual({
    code: 1,
    lines: [
      '0.md:3:11: Incorrect term: “platform part”, use “platform resources” instead',
      expect.stringMatching(/^1\.md:1:1: A sentence has 36 words, and at most 35 are allowed: "word word/),
      '4 sentences in 4 files: 19.8 words on average, 36 at most; 2 problems',
    ],
  });
}, 60_000);

test('a mean of 18 words is too many, and short sentences pass', () => {
  const words = (count: number): string => `One ${'word '.repeat(count - 2)}more.\n`;
  expect(lint(words(18)).code).toBe(1);
  expect(lint(words(17), '# A title with words\n\nOne two three. One two three four five, e.g. six.\n')).toEqual({ code: 0, lines: ['3 sentences in 2 files: 9.0 words on average, 17 at most; 0 problems'] });
}, 60_000);

test('the words of code count one by one, and so do those of a table', () => {
  const words = (count: number): string => `One ${'word '.repeat(count - 2)}more`;
  expect(lint(`${words(30)} \`kubectl get pods -n shop -o yaml\`.\n`, `| a |\n|---|\n| ${words(36)} |\n`)).toMatchObject({
    code: 1,
    lines: [
      expect.stringContaining('0.md:1:1: A sentence has 37 words'), expect.stringContaining('1.md:3:1: A sentence has 36 words'), expect.any(String),
    ],
  });
}, 60_000);

test('the same terms in code: in a comment over two lines, a message, a name', () => {
  const { code, lines } = lintAs('ts', `/**
 * What the platform
 * part has.
 */
export function explainTable(claimant: string): string {
  const told = 'it is judged';
  return claimant + told + 'has a part of the platform';
}
`);
  expect(code).toBe(1);
  expect(lines.slice(0, -1).map((line) => /:(\d+): Incorrect term: (.*?), /.exec(line)!.slice(1)).sort()).toEqual([
    ['2', '“platform * part”'], ['5', '“explainTable”'], ['6', '“const told”'], ['6', '“judged”'],
  ]);
}, 60_000);
