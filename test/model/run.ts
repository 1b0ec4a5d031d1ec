/* eslint-disable @stylistic/max-len */
/**
 * `npm run model -- --walks N --edits N --seed N`: walks in the model, on all cores; with --adversaries also where ACK is slow or restarted,
 * AWS refuses, others write, and edits come in the middle of others. --all prints all problems.
 */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { graphOf, printed } from './graph';
import { problemOf, realistic, walks } from './walk';

interface Outcome { readonly walks: number; readonly edits: number; readonly writes: number; readonly seconds: number[]; readonly problems: string[] }

const { values } = parseArgs({
  options: {
    walks: { type: 'string', default: '10000' },
    edits: { type: 'string', default: '10' },
    seed: { type: 'string' },
    adversaries: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    worker: { type: 'string' },
  },
});

function work(seed: number, count: number, edits: number): Outcome {
  const graph = graphOf(printed());
  const result: Outcome & { writes: number } = { walks: count, edits: count * edits, writes: 0, seconds: [], problems: [] };
  for (const walk of fc.sample(values.adversaries ? walks(edits) : walks(edits).map(realistic), { seed, numRuns: count })) {
    const { problem, seconds, writes } = problemOf(graph, walk);
    result.seconds.push(...seconds.slice(1));
    result.writes += writes;
    if (problem) {
      result.problems.push(`walk ${walk.seed}: ${problem}`);
    }
  }
  return result;
}

async function main(): Promise<void> {
  const [count, edits] = [Number(values.walks), Number(values.edits)];
  const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
  const begin = Date.now();
  const workers = Math.max(1, Math.min(availableParallelism(), count));
  const outcomes = await Promise.all(Array.from({ length: workers }, (_, i) => new Promise<Outcome>((done, fail) => {
    const share = Math.floor(count / workers) + (i < count % workers ? 1 : 0);
    const child = fork(__filename, ['--worker', String(i), '--walks', String(share), '--edits', String(edits), '--seed', String(seed + i), ...values.adversaries ? ['--adversaries'] : []], { execArgv: process.execArgv });
    child.once('message', (outcome) => done(outcome as Outcome));
    // After a message this is nothing any more; without one, nothing was checked.
    child.once('disconnect', () => fail(new Error('a worker ended, and told nothing')));
  })));
  const problems = outcomes.flatMap((each) => each.problems);
  const seconds = outcomes.flatMap((each) => each.seconds).sort((a, b) => a - b);
  const at = (share: number): string => (seconds[Math.floor(share * (seconds.length - 1))] ?? 0).toFixed(1);
  const writes = outcomes.reduce((sum, each) => sum + each.writes, 0);
  console.log(`seed ${seed}: ${count} walks of ${edits} edits in ${((Date.now() - begin) / 1000).toFixed(1)} s, ${problems.length} problems; `
    + `edits took ${at(0.5)} s (half), ${at(0.9)} s (nine of ten), ${at(1)} s (all) of the model's time, and ${(writes / count / (edits + 1)).toFixed(1)} writes each`);
  problems.slice(0, values.all ? Infinity : 5).forEach((problem) => console.log(problem));
  process.exitCode = problems.length > 0 ? 1 : 0;
}

if (values.worker === undefined) {
  void main();
} else {
  // What ten thousand walks have to tell is more than goes out at once.
  process.send!(work(Number(values.seed), Number(values.walks), Number(values.edits)), () => process.disconnect());
}
