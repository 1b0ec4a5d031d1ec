/* eslint-disable @stylistic/max-len */
/** The model of kro, ACK and AWS: walks through whole states of the contract, and mistakes that it has to find. `npm run model` walks more. */
import * as fc from 'fast-check';
import { graphOf, printed, spoilt } from './graph';
import { MENDED } from './mended';
import { PARTS, specOf } from './states';
import { Edit, MEASURED, problemOf, realistic, Walk, walks } from './walk';
import { Circumstances, World } from './world';

const SEED = Number(process.env.SEED ?? 300);
const graph = graphOf(printed());

test(`30 random walks of 10 edits converge (seed ${SEED})`, () => {
  for (const walk of fc.sample(walks(10).map(realistic), { seed: SEED, numRuns: 30 })) {
    expect(problemOf(graph, walk).problem).toBeUndefined();
  }
}, 120_000);

test('10 random walks of 10 edits converge against all odds, with replicas (seed 77)', () => {
  for (const walk of fc.sample(walks(10), { seed: 77, numRuns: 10 })) {
    expect(problemOf(graph, walk).problem).toBeUndefined();
  }
}, 120_000);

const walk = (circumstances: Partial<Circumstances>, ...specs: object[]): Walk => ({ seed: 1, edits: specs.map((spec) => ({ spec, circumstances: { ...MEASURED, ...circumstances } })) });
/** The last edit but one is cut short by the last. */
const cutShort = (cutAfter: number, { seed, edits }: Walk): Walk => ({ seed, edits: edits.map((edit, i): Edit => (i === edits.length - 2 ? { ...edit, cutAfter } : edit)) });

/** Each with a walk that shows it, and goes well without it. */
const MISTAKES: Array<{ what: string; mistake: (text: string) => string; shows: Walk }> = [
  {
    what: 'a reconcile counts that may have begun before the change',
    mistake: (text) => text.replaceAll('cel.bind(reconciles, hasProbe || probed || notedCount == 0 ? 0 :', 'cel.bind(reconciles, false ? 0 :').replaceAll('notedCount + 1 : notedCount', 'notedCount + 1 : 1'),
    shows: walk({ ackTakes: [5_000, 6_000] }, specOf(PARTS.protection[1]), specOf()),
  },
  {
    what: 'a fact is negated: an error is taken for success',
    mistake: (text) => text.replaceAll('callsMade && !terminal && !recoverable', 'callsMade && !terminal && recoverable'),
    shows: walk({ refuses: [0, 60_000] }, specOf(PARTS.timeToLive[1]), specOf()),
  },
  {
    what: 'time to live has no form that turns it off',
    mistake: (text) => text.replaceAll('ttlToRemove || ttlTurnsOff', 'false'),
    shows: walk({}, specOf(PARTS.timeToLive[1]), specOf()),
  },
  {
    what: 'the probe is taken out before ACK has reported on it',
    mistake: (text) => text.replaceAll('isPending && hasProbe && !probed', 'false'),
    shows: walk({ ackTakes: [5_000, 6_000], ackWaits: [2_000, 3_000] }, specOf(PARTS.protection[1]), specOf()),
  },
  {
    what: 'the table class does not wait for the billing mode',
    mistake: (text) => text.replaceAll(/classHeld,\s+blamed\s+!=\s+"class"\s+&&/g, 'classHeld, false &&'),
    shows: walk({}, specOf(PARTS.capacity[8]), specOf(PARTS.capacity[0], PARTS.tableClass[1])),
  },
];

test.each(MISTAKES)('finds the mistake that $what', ({ mistake, shows }) => {
  expect(problemOf(graph, shows).problem).toBeUndefined();
  const begun = performance.now();
  expect(problemOf(spoilt(mistake), shows).problem).toBeDefined();
  // A second on an idle machine.
  expect(performance.now() - begun).toBeLessThan(5_000);
}, 60_000);

test('a second edit in the middle of the first converges', () => {
  const both = walk({}, specOf(PARTS.timeToLive[1], PARTS.tableClass[1]), specOf(), specOf(PARTS.timeToLive[2], PARTS.protection[1]));
  for (const after of [500, 3_000, 15_000]) {
    expect(problemOf(graph, cutShort(after, both)).problem).toBeUndefined();
  }
}, 60_000);

test('ACK is restarted in the middle of a change', () => {
  expect(problemOf(graph, walk({ restarts: [500, 4_000] }, specOf(PARTS.timeToLive[1], PARTS.tableClass[1]), specOf())).problem).toBeUndefined();
}, 60_000);

test.each(MENDED)('what once went wrong: $what', ({ shows }) => {
  expect(problemOf(graph, shows).problem).toBeUndefined();
}, 60_000);

/** A world in which AWS denies something in the second edit alone, each edit for so many minutes. */
function worldOf(denies: Circumstances['denies'], minutes: number, ...specs: object[]): { readonly world: World; readonly last: { readonly writes: number; readonly calls: World['aws']['calls'] } } {
  const world = new World(graph, 1, () => undefined);
  let [writes, calls] = [0, 0];
  specs.forEach((spec, i) => {
    [writes, calls] = [world.writes, world.aws.calls.length];
    world.edit(spec, { ...MEASURED, denies: i === 1 ? denies : undefined });
    world.run(world.now + minutes * 60_000);
  });
  return { world, last: { writes: world.writes - writes, calls: world.aws.calls.slice(calls) } };
}

const GLOBAL = { replicas: [{ regionName: 'eu-west-1' }], streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' };

test.each([
  ['off', {}],
  ['to hold something else', { streamEnabled: true, streamViewType: 'KEYS_ONLY' }],
])('AWS lets no replica go, and the stream is to be %s: nothing is applied or called without end', (_, stream) => {
  const { world, last } = worldOf((operation, body) => operation === 'UpdateTable' && body.replica?.remove !== undefined
    && ['ValidationException', 'Replica cannot be deleted because it has acted as a source region for new replica(s) being added to the table in the last 24 hours.'], 30, specOf(GLOBAL), specOf(stream));
  expect(last.calls).toHaveLength(1);
  expect(last.writes).toBeLessThan(10);
  expect(world.aws.stream).toBe('NEW_AND_OLD_IMAGES');
  expect(world.isReady()).toBe(false);
});

test.each([
  ['taken back', {}],
  ['of another attribute', { ttlEnabled: true, ttlAttributeName: 'right' }],
])('time to live that AWS locked is not turned on when it is %s', (_, then) => {
  const { world, last } = worldOf((operation, body) => operation === 'UpdateTimeToLive' && body.enabled
    && ['ValidationException', 'Time to live has been modified multiple times within a fixed interval'], 5, specOf(), specOf({ ttlEnabled: true, ttlAttributeName: 'wrong' }), specOf(then));
  expect(last.calls.filter(({ body }) => body.attributeName === 'wrong' && body.enabled)).toEqual([]);
  expect(world.aws.ttl).toBe((then as { ttlAttributeName?: string }).ttlAttributeName);
  expect(world.isReady()).toBe(true);
});

test.each([
  ['the one that AWS manages', { sseEnabled: true }],
  ['none', {}],
  ['another one', PARTS.encryption[3]],
])('a key that AWS does not take for a new table is given up for %s', (_, then) => {
  const [{ kmsMasterKeyID: wrong }] = [PARTS.encryption[2]];
  const denies: Circumstances['denies'] = (operation, body) => operation === 'CreateTable' && body.sseSpecification?.kmsMasterKeyID === wrong
    && ['ValidationException', 'KMS validation error: com.amazonaws.services.kms.model.NotFoundException: Key does not exist'];
  const world = new World(graph, 1, () => undefined);
  for (const spec of [specOf(PARTS.encryption[2]), specOf(then)]) {
    world.edit(spec, { ...MEASURED, denies });
    world.run(world.now + 5 * 60_000);
  }
  expect(world.aws.exists).toBe(true);
  expect(world.isReady()).toBe(true);
});

test('time to live that somebody else has moved to another attribute is declared as AWS has it', () => {
  const world = new World(graph, 1, () => undefined);
  const declare = (spec: object): void => {
    world.edit(spec, MEASURED);
    world.run(world.now + 5 * 60_000);
  };
  declare(specOf(PARTS.timeToLive[1]));
  world.aws.ttl = 'until';
  declare(specOf(PARTS.timeToLive[1], PARTS.tags[1]));
  expect(world.isReady()).toBe(false);
  declare(specOf(PARTS.timeToLive[2]));
  expect(world.isReady()).toBe(true);
  expect(world.aws.calls.filter(({ operation, refused }) => operation === 'UpdateTimeToLive' && refused === undefined)).toHaveLength(1);
});
