/**
 * Day two at random: each table walks from state to state of the contract, whole, one edit a step, and converges after each.
 */
import * as fc from 'fast-check';
import { Encryption, StreamViewType } from '../../../src';
import { note } from '../harness/notes';
import { Recorder } from '../harness/recorder';
import { cluster, withAck } from '../harness/suite';
import { converge, NAMESPACE } from '../lifecycle/converge';
import {
  cappedIndex, caps, encryption, indexCaps, indexes, insights, key, merge, onDemand, protection, provisioned, provisionedIndex, recovery,
  resourcePolicy, Step, stream, tableClass, tags, ttl,
} from '../lifecycle/steps';

const SEED = Number(process.env.SEED ?? 20261124);
const WALKS = Number(process.env.WALKS ?? 50);
const EDITS = Number(process.env.EDITS ?? 10);
/** The folder to which traces go for the model; undefined records none. */
const { RECORD } = process.env;
const uncapped = merge(onDemand(), caps(), indexes());
const withoutIndexes: Step = { props: {}, spec: {}, aws: { caps: undefined, indexes: {} } };

/** What can differ from state to state, each by itself. */
const PARTS: Step[][] = [
  [stream(), stream(StreamViewType.KEYS_ONLY), stream(StreamViewType.NEW_IMAGE)],
  [ttl(), ttl('expiresAt'), ttl('until')],
  [
    uncapped, merge(uncapped, caps(5, 6)), merge(uncapped, caps(7)), merge(uncapped, indexes('one')), merge(uncapped, indexes('two', 'three')),
    merge(uncapped, indexCaps(7, 6)), cappedIndex(), merge(provisioned(3, 2), withoutIndexes), provisionedIndex(),
  ],
  [insights(), insights(true), insights(false)],
  [resourcePolicy(), resourcePolicy('One'), resourcePolicy('Two')],
  [tags(), tags({ team: 'shop' }), tags({ team: 'web', zone: 'a' })],
  [encryption(), encryption(Encryption.awsManagedKey(), 'aws/dynamodb'), encryption(Encryption.customerManagedKey(key(1)), key(1))],
  [recovery(), recovery(true)],
  [tableClass(false), tableClass(true)],
  [protection(false), protection(true)],
];

const walks = (): Step[][] => fc.sample(
  fc.array(fc.tuple(...PARTS.map((part) => fc.constantFrom(...part))).map((parts) => merge(...parts)), {
    minLength: EDITS + 1, maxLength: EDITS + 1,
  }),
  { seed: SEED, numRuns: WALKS },
);

/** The seconds that each edit took, and what was wrong with those that did not converge. */
async function walk(name: string, steps: Step[]): Promise<{ seconds: number[]; problems: string[] }> {
  const seconds: number[] = [];
  for (const [i, step] of steps.entries()) {
    try {
      const line = await converge(name, step, `${name} ${i}`, 600_000);
      seconds.push(...(i === 0 ? [] : [Number(/: (\d+) s/.exec(line)![1])]));
    } catch (error) {
      return { seconds, problems: [`from ${JSON.stringify(steps[i - 1]?.props)} to ${JSON.stringify(step.props)}: ${(error as Error).message}`] };
    }
  }
  return { seconds, problems: [] };
}

withAck(`${WALKS} random walks of ${EDITS} edits (seed ${SEED}) converge, each edit by itself`, async () => {
  await cluster.namespace(NAMESPACE);
  const recorder = RECORD ? new Recorder() : undefined;
  await recorder?.start(NAMESPACE);
  const all = await Promise.all(walks().map((steps, i) => walk(`walk-${i}`, steps)));
  recorder?.stop(RECORD!);
  const seconds = all.flatMap((each) => each.seconds).sort((a, b) => a - b);
  const at = (share: number): number => seconds[Math.min(seconds.length - 1, Math.floor(share * seconds.length))];
  note(`${seconds.length} of ${WALKS * EDITS} edits converged; half of them within ${at(0.5)} s, nine of ten within ${at(0.9)} s, the last after ${at(1)} s`);
  const problems = all.flatMap((each) => each.problems);
  problems.forEach((problem) => note(problem));
  expect(problems).toEqual([]);
}, 7_200_000);
