import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CASES } from './cases';
import { run } from '../cli/run';

test.each(CASES)('$name', async ({ yaml, found, says = [] }) => {
  const { code, out } = await run({ 'case.yaml': yaml }, 'validate', '--format', 'sarif', 'case.yaml');
  const { results } = JSON.parse(out).runs[0];
  const json = JSON.parse((await run({ 'case.yaml': yaml }, 'validate', '--format', 'json', 'case.yaml')).out)
    .flatMap(({ violations }: { violations: Array<{ severity: string; code: string; path: string }> }) => violations.map((violation) => `${violation.severity} ${violation.code} ${violation.path}`));
  expect(json).toEqual(found);
  expect(code).toBe(Number(found.some((line) => line.startsWith('error'))));
  const messages = results.map(({ message }: { message: { text: string } }) => message.text).join('\n');
  says.forEach((words) => expect(messages).toMatch(words));
});

/** The right outcomes of the definitions that lie beside the repository where it is developed. */
const SHARED = '../shared/cases';
const OUTCOMES: { readonly [file: string]: 'valid' | 'warned' | 'refused' } = {
  '04-replica-without-key.yaml': 'refused',
  '16-warm-throughput.yaml': 'refused',
  '17-zero-capacity-on-demand.yaml': 'refused',
  '25-eusc.yaml': 'valid',
  '36-boolean-tag.yaml': 'refused',
  '42-ack-field-names.yaml': 'refused',
  '53-object-name-upper-case.yaml': 'refused',
  '55-one-table-twice.yaml': 'refused',
  '56-date-tag.yaml': 'valid',
  '58-policy-as-object.yaml': 'refused',
  '66-traits-of-the-original.yaml': 'warned',
  '71-trait-misspelt.yaml': 'refused',
  '73-vela-override-policy.yaml': 'valid',
};

(existsSync(SHARED) ? describe : describe.skip)('definitions that strangers wrote', () => {
  // Until the rules that they need are there.
  const waiting = ['04-replica-without-key.yaml', '25-eusc.yaml', '37-pitr-7-days.yaml'];

  test.each((existsSync(SHARED) ? readdirSync(SHARED) : []).filter((file) => file in OUTCOMES && !waiting.includes(file)))('%s', async (file) => {
    const { code, out } = await run({ file: readFileSync(join(SHARED, file), 'utf8') }, 'validate', 'file');
    expect(code === 1 ? 'refused' : out.includes(': warning: ') ? 'warned' : 'valid').toBe(OUTCOMES[file]);
  });
});
