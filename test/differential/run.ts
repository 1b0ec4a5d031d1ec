/**
 * `npm run test:differential [-- --seed N --tables N]`: generated tables, half of them with one to three planted
 * faults, validated by our rules, by DynamoDB Local and by the ComponentDefinition's CUE.
 */
import { parseArgs } from 'node:util';
import { validateWithCue } from './cue';
import { DISAGREEMENTS, explain } from './disagreements';
import { Refusal, startDynamoDbLocal } from './dynamodb-local';
import { FAULTS } from './faults';
import { Case, cases } from './generate';
import { validate } from '../../src/contract/validate';
import { Violation } from '../../src/contract/violation';
import { progress } from '../conformance/harness/progress';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { seed: { type: 'string' }, tables: { type: 'string', default: '5000' } } });
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
  console.log(`seed ${seed}`);
  const all = cases(seed, Number(values.tables));
  const ours = all.map(({ spec }) => validate(spec).filter(({ severity }) => severity !== 'warning'));
  // Each keeps one core busy.
  const [local, cue] = await Promise.all([validateWithLocal(all), validateWithCue(all.map(({ spec }) => spec))]);

  const failures: string[] = [];
  const seen = new Map<string, number>();
  all.forEach((each, i) => {
    const fail = (why: string): void => void failures.push(`${why}\n  planted: ${each.planted.map(({ what }) => what).join(', ') || 'nothing'}\n` +
      `  ours: ${ours[i].map((violation) => `${violation.property} [${violation.code}]`).join(', ') || 'passes'}\n` +
      `  Local: ${local[i] ?? 'passes'}\n  CUE: ${cue[i]?.slice(0, 300) ?? 'passes'}\n  ${JSON.stringify(each.spec).slice(0, 1500)}`);
    checkOurs(each, ours[i], fail);
    if ((ours[i].length > 0) !== (local[i] !== undefined)) {
      const known = explain(ours[i], local[i]);
      known?.forEach((name) => seen.set(name, (seen.get(name) ?? 0) + 1));
      if (!known) {
        fail(local[i] === undefined ? 'refused by us, taken by DynamoDB Local' : 'taken by us, rejected by DynamoDB Local');
      }
    }
    if (ours[i].length === 0 && cue[i] !== undefined) {
      fail('taken by us, refused by CUE');
    }
  });
  DISAGREEMENTS.filter(({ name }) => !seen.has(name)).forEach(({ name }) => failures.push(`the disagreement "${name}" was not seen: take it off the list`));
  report(all, { ours: ours.map((violations) => violations.length > 0), local: local.map(Boolean), cue: cue.map(Boolean) });
  console.log('\nDisagreements with DynamoDB Local:');
  DISAGREEMENTS.forEach(({ name, reason }) => console.log(`  ${String(seen.get(name) ?? 0).padStart(5)}  ${name}: ${reason}`));
  failures.slice(0, 10).forEach((failure) => console.log(`\n✗ ${failure}`));
  console.log(`\n${all.length + DISAGREEMENTS.length - failures.length} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

/** What was planted is found under its code, and nothing else is. */
function checkOurs({ planted }: Case, violations: readonly Violation[], fail: (why: string) => void): void {
  const codes = new Set(violations.map((violation) => violation.code));
  if (planted.length === 0 && codes.size > 0) {
    fail('refused by us, though nothing was planted');
  }
  if (planted.length === 1 && !codes.has(planted[0].code)) {
    fail(`${planted[0].code} was planted and not found`);
  }
  if (planted.length > 1 && codes.size === 0) {
    fail('faults were planted and none was found');
  }
}

async function validateWithLocal(all: readonly Case[]): Promise<Refusal[]> {
  const dynamodb = await startDynamoDbLocal();
  const verdicts: Refusal[] = [];
  try {
    // One after the other: asked for several tables at once, DynamoDB Local answers with errors of its own.
    await progress(`validating ${all.length} tables with DynamoDB Local`, async () => {
      for (const { spec } of all) {
        verdicts.push(await dynamodb.validate(spec));
      }
    });
  } finally {
    dynamodb.stop();
  }
  return verdicts;
}

/** How many of the tables with a fault, planted alone, each layer refuses. */
function report(all: readonly Case[], refused: Record<string, boolean[]>): void {
  const layers = Object.keys(refused);
  console.log(`\n${'fault'.padEnd(50)} tables  ${layers.map((layer) => layer.padStart(6)).join('  ')}`);
  for (const { what } of FAULTS) {
    const at = all.flatMap(({ planted }, i) => (planted.length === 1 && planted[0].what === what ? [i] : []));
    const counts = layers.map((layer) => String(at.filter((i) => refused[layer][i]).length).padStart(6));
    console.log(`${what.padEnd(50)} ${String(at.length).padStart(6)}  ${counts.join('  ')}`);
  }
  const valid = all.flatMap(({ planted }, i) => (planted.length === 0 ? [i] : []));
  console.log(`${'none'.padEnd(50)} ${String(valid.length).padStart(6)}  ${layers.map((layer) => String(valid.filter((i) => refused[layer][i]).length).padStart(6)).join('  ')}`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
