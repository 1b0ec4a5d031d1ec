/** The calls that `plan` prints are those that come, in the order in which they come: what the model does with pairs of states. */
import * as fc from 'fast-check';
import { graphOf, printed } from './graph';
import { PARTS, specOf, state } from './states';
import { World } from './world';
import { callsBetween } from '../../src/ack/changes';
import { wantedState } from '../../src/ack/wanted-state';

const SEED = Number(process.env.SEED ?? 5);
const graph = graphOf(printed());
const PART_NAMES: Readonly<Record<string, string>> = { sse: 'SSESpecification', tableClass: 'TableClass', protection: 'DeletionProtectionEnabled', units: 'ProvisionedThroughput', caps: 'OnDemandThroughput' };

function inWords({ operation, body }: any): string {
  switch (operation) {
    case 'UpdateTable': return `UpdateTable ${partOf(body)}`;
    case 'UpdateTimeToLive': return `${operation} ${body.enabled ? 'enable' : 'disable'}`;
    case 'UpdateContributorInsights': return `${operation} ${body}`;
    default: return operation;
  }
}

function partOf(body: any): string {
  const { billing, stream, createIndex, deleteIndex, updateIndex, replica } = body;
  return billing ? 'BillingMode'
    : stream ? `StreamSpecification ${stream.streamEnabled ? 'on' : 'off'}`
      : createIndex ? `GlobalSecondaryIndexUpdates Create ${createIndex.indexName}`
        : deleteIndex ? `GlobalSecondaryIndexUpdates Delete ${deleteIndex}`
          : updateIndex ? `GlobalSecondaryIndexUpdates Update ${updateIndex.indexName}`
            : replica ? `ReplicaUpdates ${replica.create ? 'Create' : 'Delete'} ${replica.create ?? replica.remove}`
              : Object.keys(body).filter((name) => body[name] !== undefined).map((name) => PART_NAMES[name]).join(' ');
}

/** What AWS took, each once: ACK repeats some until AWS tells that they have worked. */
function comes(was: object, is: object): string[] {
  const world = new World(graph, 1);
  world.edit(was);
  world.run();
  const before = world.aws.calls.length;
  world.edit(is);
  expect(world.run() && world.isReady()).toBe(true);
  return [...new Set(world.aws.calls.slice(before).filter(({ refused }) => refused === undefined).map(inWords))];
}

const stated = (spec: object) => wantedState(spec as never, { tags: [], encryption: {} });
const planned = (was: object, is: object): string[] => [...new Set(callsBetween(stated(was), stated(is)))];

test(`of 120 random pairs of states (seed ${SEED})`, () => {
  for (const [was, is] of fc.sample(fc.tuple(state(), state()), { seed: SEED, numRuns: 120 })) {
    expect(planned(was, is)).toEqual(comes(was, is));
  }
}, 60_000);

const replicas = (...names: string[]): object => ({ replicas: names.map((regionName) => ({ regionName })), streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' });
const both = replicas('eu-west-1', 'us-west-2');
const [, keysOnly] = PARTS.stream;
const [, , , , oneIndex] = PARTS.capacity;
const [[, insights], [, protection], [, infrequent], [, expires]] = [PARTS.insights, PARTS.protection, PARTS.tableClass, PARTS.timeToLive];

test.each<[string, readonly object[], readonly object[], string]>([
  ['replicas come after the stream that they need', [], [both], 'StreamSpecification on, ReplicaUpdates Create eu-west-1, ReplicaUpdates Create us-west-2'],
  ['with protection', [], [both, protection], 'DeletionProtectionEnabled, StreamSpecification on, ReplicaUpdates Create eu-west-1, ReplicaUpdates Create us-west-2'],
  ['with a class', [keysOnly], [replicas('eu-west-1'), infrequent], 'TableClass, StreamSpecification off, StreamSpecification on, ReplicaUpdates Create eu-west-1'],
  ['with the billing mode', [PARTS.capacity[8]], [replicas('eu-west-1')], 'BillingMode, StreamSpecification on, ReplicaUpdates Create eu-west-1'],
  ['with an index and time to live', [], [replicas('eu-west-1'), oneIndex, protection, expires], 'UpdateTimeToLive enable, DeletionProtectionEnabled, GlobalSecondaryIndexUpdates Create one, StreamSpecification on, ReplicaUpdates Create eu-west-1'],
  ['a stream with replicas is not turned off before they are gone', [both], [], 'ReplicaUpdates Delete eu-west-1, ReplicaUpdates Delete us-west-2, StreamSpecification off'],
  ['another view', [replicas('eu-west-1')], [keysOnly], 'ReplicaUpdates Delete eu-west-1, StreamSpecification off, StreamSpecification on'],
  ['with insights', [replicas('eu-west-1')], [keysOnly, insights], 'UpdateContributorInsights ENABLE, ReplicaUpdates Delete eu-west-1, StreamSpecification off, StreamSpecification on'],
])('a stream and replicas: %s', (_, was, is, calls) => {
  const [before, after] = [specOf(...was), specOf(...is)];
  expect([planned(before, after), comes(before, after)].map((each) => each.join(', ').replaceAll('UpdateTable ', ''))).toEqual([calls, calls]);
});

// That is why a move without the stream loses no replica: see `src/plan/move.ts`. ACK's switch has the stream before the replicas.
test.each<[string, object, readonly object[]]>([
  ['with their stream they go', { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' }, []],
  ['without it they stay', {}, [{ regionName: 'eu-west-1', status: 'ACTIVE' }]],
  ['with another view they stay', keysOnly, [{ regionName: 'eu-west-1', status: 'ACTIVE' }]],
])('replicas that the next object does not declare: %s', (_, is, stay) => {
  const world = new World(graph, 1);
  world.edit(specOf(replicas('eu-west-1')));
  expect(world.run()).toBe(true);
  // The objects are gone, and the table is not.
  Object.assign(world, { table: undefined, instance: undefined });
  world.edit(specOf({ adoptionPolicy: 'adopt' }, is));
  world.run();
  expect(world.aws.replicas).toMatchObject(stay);
  expect(world.aws.replicas).toHaveLength(stay.length);
  expect(world.isReady()).toBe(stay.length === 0);
});
