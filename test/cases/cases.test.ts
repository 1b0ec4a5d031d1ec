import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CASES } from './cases';
import { Outcome, OUTCOMES } from './outcomes';
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

async function outcomeOf(yaml: string): Promise<{ outcome: Outcome; text: string }> {
  const { code, out, error } = await run({ file: yaml }, 'validate', 'file');
  const outcome = code === 2 ? 'unreadable' : code === 1 ? 'refused' : out.includes(': warning: ') ? 'warned' : 'valid';
  return { outcome, text: `${error}\n${out}` };
}

test.each(OUTCOMES.map(([name, yaml, expected, ...says]) => ({ name, yaml, expected, says })))('outcome: $name', async ({ yaml, expected, says }) => {
  const { outcome, text } = await outcomeOf(yaml);
  expect(outcome).toBe(expected);
  says.forEach((words) => expect(text).toMatch(words));
});

/** The right outcomes of the definitions that lie beside the repository where it is developed. */
const SHARED = '../shared/cases';
const SHARED_OUTCOMES: { readonly [file: string]: Outcome } = {
  '04-replica-without-key.yaml': 'refused',
  '16-warm-throughput.yaml': 'refused',
  '17-zero-capacity-on-demand.yaml': 'refused',
  '25-eusc.yaml': 'valid',
  '36-boolean-tag.yaml': 'refused',
  '37-pitr-7-days.yaml': 'warned',
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
  const files = existsSync(SHARED) ? readdirSync(SHARED).filter((file) => file.endsWith('.yaml')).sort() : [];

  test('each has its right outcome here', () => {
    expect(files).toEqual(Object.keys(SHARED_OUTCOMES).sort());
  });

  test.each(files)('%s', async (file) => {
    expect((await outcomeOf(readFileSync(join(SHARED, file), 'utf8'))).outcome).toBe(SHARED_OUTCOMES[file]);
  });
});
