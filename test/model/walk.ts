/* eslint-disable @stylistic/max-len */
/** Random walks of a table through whole states of the contract, and what must hold at every moment of them. */
import * as fc from 'fast-check';
import { Denial } from './aws';
import { same } from './cel';
import { Graph } from './graph';
import { differences, specOf, state, text } from './states';
import { CALM, Circumstances, Other, Range, World } from './world';

export interface Edit {
  readonly spec: Record<string, any>;
  readonly circumstances: Circumstances;
  /** The next edit comes after so long, in the middle of this one; without it, once all is quiet. */
  readonly cutAfter?: number;
}

export interface Walk {
  readonly seed: number;
  readonly edits: Edit[];
}

const range = (least: number, most: number): fc.Arbitrary<Range> => fc.tuple(fc.integer({ min: 0, max: least }), fc.integer({ min: 0, max: most })).map(([from, span]) => [from, from + span] as const);
const after = fc.integer({ min: 0, max: 30_000 });
const rarely = <T>(weight: number, arbitrary: fc.Arbitrary<T>, otherwise: T): fc.Arbitrary<T> => fc.oneof({ weight, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary });

/** The others by their weight in 20. What takes long has many reconciles, and the model takes long for it, too. */
const mostly = (value: number, ...others: Array<readonly [value: number, weight: number]>): fc.Arbitrary<number> => fc.oneof(
  { weight: 20 - others.reduce((sum, [, weight]) => sum + weight, 0), arbitrary: fc.constant(value) }, ...others.map(([other, weight]) => ({ weight, arbitrary: fc.constant(other) })),
);

/** How a cluster is, all the way; and what goes wrong around one edit. */
const cluster = fc.record({
  ackWaits: fc.oneof(fc.constant<Range>([5, 50]), range(100, 3_000)),
  ackTakes: fc.oneof(fc.constant<Range>([50, 300]), range(500, 8_000)),
  kroWaits: fc.oneof(fc.constant<Range>([5, 50]), range(100, 3_000)),
  kroTakes: fc.oneof(fc.constant<Range>([20, 100]), range(200, 3_000)),
  takes: fc.record({
    create: fc.constantFrom(1_000, 8_000),
    update: mostly(0, [2_000, 5], [45_000, 2], [200_000, 1]),
    index: mostly(1_000, [12_000, 5], [60_000, 2], [200_000, 1]),
    ttl: fc.constant(0),
    insights: mostly(0, [5_000, 5]),
    caps: mostly(0, [1_000, 6], [5_000, 1]),
    repeated: fc.boolean(),
  }),
  clocksApart: fc.constantFrom(0, 0, 300, 900),
  ackBehind: fc.constantFrom(0, 0, 400, 90_000, -90_000),
});
const mishaps = fc.record({
  restarts: rarely(3, fc.array(after, { minLength: 1, maxLength: 2 }), []),
  refuses: rarely<Range | undefined>(4, fc.tuple(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 5_000, max: 120_000 })), undefined),
  others: rarely(2, fc.array(fc.record({ after, what: fc.constantFrom<Other>('label', 'annotation', 'status') }), { minLength: 1, maxLength: 4 }), []),
  repeats: rarely(2, fc.array(after, { minLength: 1, maxLength: 4 }), []),
});

/** A change that AWS may refuse for good, and the fields that it is in. */
interface Limit {
  readonly fields: readonly string[];
  readonly changes: (is: any, was: any) => boolean;
  readonly denies: (is: any) => (operation: string, body: any) => Denial;
  /** What the next edit changes beside it. */
  readonly beside?: (was: any) => object;
}

const CAPACITY = ['billingMode', 'provisionedThroughput', 'onDemandThroughput', 'globalSecondaryIndexes', 'attributeDefinitions', 'replicas', 'streamEnabled', 'streamViewType'];
const staysOnDemand = (is: any, was: any): boolean => is.billingMode === 'PAY_PER_REQUEST' && was.billingMode === 'PAY_PER_REQUEST';
const indexWithCaps = (spec: any): any => (spec.globalSecondaryIndexes ?? []).find((index: any) => index.onDemandThroughput !== undefined);
const INVALID = ['ValidationException', 'One or more parameter values were invalid'];
const RANGE = ['ValidationException', 'One or more parameter values were invalid: Requested MaxReadRequestUnits for OnDemandThroughput is outside of valid range'];
const isAdded = (is: any, was: any): any => (is.globalSecondaryIndexes ?? []).find(({ indexName }: any) => !(was.globalSecondaryIndexes ?? []).some((index: any) => index.indexName === indexName));
const MORE = { indexName: 'more', keySchema: [{ attributeName: 'other', keyType: 'HASH' }], projection: { projectionType: 'ALL' } };
const ATTRIBUTES = ['id', 'other'].map((attributeName) => ({ attributeName, attributeType: 'S' }));

const LIMITS: readonly Limit[] = [
  // By day or by month. ACK tries again.
  {
    fields: ['tableClass'],
    changes: (is, was) => is.tableClass !== was.tableClass,
    denies: (is) => (operation, body) => operation === 'UpdateTable' && body.tableClass === is.tableClass,
  },
  {
    fields: ['deletionProtectionEnabled'],
    changes: (is, was) => is.deletionProtectionEnabled !== was.deletionProtectionEnabled,
    denies: (is) => (operation, body) => operation === 'UpdateTable' && body.protection === is.deletionProtectionEnabled,
  },
  {
    fields: CAPACITY,
    changes: (is, was) => is.billingMode === 'PAY_PER_REQUEST' && was.billingMode === 'PROVISIONED',
    denies: () => (operation, body) => operation === 'UpdateTable' && body.billing === 'PAY_PER_REQUEST',
  },
  {
    fields: CAPACITY,
    changes: (is, was) => is.billingMode === 'PROVISIONED' && was.billingMode === 'PAY_PER_REQUEST' && was.onDemandThroughput === undefined && indexWithCaps(was) === undefined,
    denies: () => (operation, body) => operation === 'UpdateTable' && body.billing === 'PROVISIONED',
  },
  {
    fields: ['sseEnabled', 'sseType', 'kmsMasterKeyID'],
    changes: (is, was) => is.kmsMasterKeyID !== undefined && is.kmsMasterKeyID !== was.kmsMasterKeyID,
    denies: (is) => (operation, body) => operation === 'UpdateTable' && body.sse?.kmsMasterKeyID === is.kmsMasterKeyID && ['AccessDeniedException', 'KMS key access denied error: com.amazonaws.services.kms.model.AWSKMSException: User is not authorized to perform: kms:CreateGrant'],
  },
  // ACK gives up.
  {
    fields: ['ttlEnabled', 'ttlAttributeName'],
    changes: (is, was) => is.ttlEnabled && is.ttlAttributeName !== was.ttlAttributeName,
    denies: (is) => (operation, body) => operation === 'UpdateTimeToLive' && body.enabled && body.attributeName === is.ttlAttributeName && ['ValidationException', 'Time to live has been modified multiple times within a fixed interval'],
  },
  {
    fields: CAPACITY,
    changes: (is, was) => staysOnDemand(is, was) && is.onDemandThroughput !== undefined && !same(is.onDemandThroughput, was.onDemandThroughput),
    denies: (is) => (operation, body) => operation === 'UpdateTable' && same(body.caps, is.onDemandThroughput) && RANGE,
  },
  {
    fields: CAPACITY,
    changes: (is, was) => staysOnDemand(is, was) && is.onDemandThroughput !== undefined && !same(is.onDemandThroughput, was.onDemandThroughput),
    denies: (is) => (operation, body) => operation === 'UpdateTable' && same(body.caps, is.onDemandThroughput) && RANGE,
    beside: (was) => ({ globalSecondaryIndexes: [...was.globalSecondaryIndexes ?? [], MORE], attributeDefinitions: ATTRIBUTES }),
  },
  {
    fields: CAPACITY,
    changes: (is, was) => staysOnDemand(is, was) && indexWithCaps(is) !== undefined && was.globalSecondaryIndexes?.length === 1 && same(was.globalSecondaryIndexes[0], { ...indexWithCaps(is), onDemandThroughput: undefined }),
    denies: (is) => (operation, body) => operation === 'UpdateTable' && same(body.updateIndex?.onDemandThroughput, indexWithCaps(is).onDemandThroughput) && RANGE,
  },
  {
    fields: ['contributorInsights'],
    changes: (is, was) => is.contributorInsights && !was.contributorInsights,
    denies: () => (operation, body) => operation === 'UpdateContributorInsights' && body === 'ENABLE' && ['ValidationException', 'Contributor Insights cannot be enabled'],
  },
  {
    fields: ['tableClass'],
    changes: (is, was) => is.tableClass !== was.tableClass,
    denies: (is) => (operation, body) => operation === 'UpdateTable' && body.tableClass === is.tableClass && INVALID,
  },
  {
    fields: ['deletionProtectionEnabled'],
    changes: (is, was) => is.deletionProtectionEnabled !== was.deletionProtectionEnabled,
    denies: (is) => (operation, body) => operation === 'UpdateTable' && body.protection === is.deletionProtectionEnabled && INVALID,
  },
  {
    fields: ['sseEnabled', 'sseType', 'kmsMasterKeyID'],
    changes: (is, was) => is.kmsMasterKeyID !== undefined && is.kmsMasterKeyID !== was.kmsMasterKeyID,
    denies: (is) => (operation, body) => operation === 'UpdateTable' && body.sse?.kmsMasterKeyID === is.kmsMasterKeyID && ['LimitExceededException', 'Subscriber limit exceeded: Encryption mode changes are limited in the 24h window'],
  },
  {
    fields: CAPACITY,
    changes: (is, was) => staysOnDemand(is, was) && isAdded(is, was) !== undefined,
    denies: (is) => (operation, body) => operation === 'UpdateTable' && (is.globalSecondaryIndexes ?? []).some(({ indexName }: any) => indexName === body.createIndex?.indexName)
      && INVALID,
  },
  {
    // Another index is declared in its place.
    fields: CAPACITY,
    changes: (is, was) => staysOnDemand(is, was) && isAdded(is, was) !== undefined,
    denies: (is) => (operation, body) => operation === 'UpdateTable' && (is.globalSecondaryIndexes ?? []).some(({ indexName }: any) => indexName === body.createIndex?.indexName)
      && INVALID,
    beside: (was) => ({ globalSecondaryIndexes: [...was.globalSecondaryIndexes ?? [], MORE], attributeDefinitions: ATTRIBUTES }),
  },
  {
    fields: CAPACITY,
    // Where billing changes, too, it waits: caps that the table had would be forgotten.
    changes: (is, was) => was.replicas !== undefined && is.replicas === undefined && is.billingMode === was.billingMode,
    denies: () => (operation, body) => operation === 'UpdateTable' && body.replica?.remove !== undefined && ['ValidationException', 'Replica cannot be deleted because it has acted as a source region for new replica(s) being added to the table in the last 24 hours.'],
  },
];

/** Where AWS limits a change, the next edit takes it back, whatever else it changes, and AWS still refuses it. */
function limited(edits: Edit[], limits: ReadonlyArray<number | undefined>): Edit[] {
  const result = [...edits];
  for (let i = 1; i < result.length - 1; i++) {
    const [was, edit, next] = [result[i - 1], result[i], result[i + 1]];
    const limit = limits[i] === undefined || was.circumstances.denies || was.cutAfter !== undefined || edit.circumstances.refuses ? undefined : LIMITS[limits[i]!];
    if (limit?.changes(edit.spec, was.spec)) {
      const denies = limit.denies(edit.spec);
      const taken = specOf(Object.fromEntries(Object.entries(next.spec).filter(([field]) => !limit.fields.includes(field))), Object.fromEntries(limit.fields.filter((field) => field in was.spec).map((field) => [field, was.spec[field]])), limit.beside?.(was.spec) ?? {});
      result[i] = { ...edit, cutAfter: edit.cutAfter ?? 60_000, circumstances: { ...edit.circumstances, denies } };
      result[i + 1] = { ...next, spec: taken, circumstances: { ...next.circumstances, denies } };
    }
  }
  return result;
}

export const walks = (edits: number): fc.Arbitrary<Walk> => fc.record({
  seed: fc.integer({ min: 0, max: 1_000_000_000 }),
  calm: fc.boolean(),
  cluster,
  limits: fc.array(fc.option(fc.nat(LIMITS.length - 1), { freq: 2 }), { minLength: edits + 1, maxLength: edits + 1 }),
  states: fc.array(fc.record({ spec: state(), mishaps, cutAfter: rarely(4, fc.option(fc.integer({ min: 0, max: 40_000 }), { nil: undefined }), undefined) }), { minLength: edits + 1, maxLength: edits + 1 }),
}).map(({ seed, calm, cluster: all, limits, states }) => ({
  seed,
  edits: limited(states.map(({ spec, mishaps: around, cutAfter }, i) => ({
    spec,
    circumstances: calm ? CALM : { ...all, ...(i === 0 ? { restarts: [], others: [], repeats: [] } : around) },
    cutAfter: calm || i === 0 || i === edits ? undefined : cutAfter,
  })), calm ? [] : limits.map((limit) => limit ?? undefined)),
}));

/** ACK asks AWS a dozen things before it reports. Set so that walks go as on the real chain, and not measured yet. */
export const MEASURED: Circumstances = { ...CALM, ackTakes: [800, 2_500] };

/** The walk in calm circumstances, one edit after the other. */
export function realistic({ seed, edits }: Walk): Walk {
  return { seed, edits: edits.map(({ spec }) => ({ spec, circumstances: MEASURED })) };
}

/** What is wrong with the walk; undefined: nothing. And how long each edit took, in seconds. */
export function problemOf(graph: Graph, { seed, edits }: Walk, watch?: (world: World) => void): { problem?: string; seconds: number[]; writes: number } {
  let problem: string | undefined;
  const world = new World(graph, seed, (each) => {
    watch?.(each);
    problem ??= momentarily(each);
  });
  const seconds: number[] = [];
  for (const [i, { spec, circumstances, cutAfter }] of edits.entries()) {
    const begin = world.now;
    world.edit(spec, circumstances);
    if (cutAfter !== undefined) {
      world.run(world.now + cutAfter);
      continue;
    }
    let quiet: boolean;
    try {
      quiet = world.run();
    } catch (error) {
      return { problem: `edit ${i}: ${(error as Error).message}`, seconds, writes: world.writes };
    }
    problem ??= finally_(world, spec, quiet);
    if (problem) {
      return { problem: `edit ${i} at ${world.now / 1000} s: ${problem}`, seconds, writes: world.writes };
    }
    seconds.push((world.now - begin) / 1000);
  }
  return { seconds, writes: world.writes };
}

/** At every moment. */
function momentarily(world: World): string | undefined {
  const { table, instance, instanceStatus, aws } = world;
  if (aws.protection && !instance.spec.deletionProtectionEnabled) {
    if (!instanceStatus.deletionProtected) {
      return 'AWS protects the table, and the guard would let the DynamoDBTable be deleted';
    }
    if (table && !table.spec.deletionProtectionEnabled && table.metadata.annotations['dynamodb-kro/protected'] === undefined) {
      return 'AWS protects the table, and the guard would let the Table be deleted';
    }
  }
  if (world.isIdle() && aws.settledAt <= world.now && world.isReady()) {
    const found = differences(world.declared, aws);
    if (found.length > 0) {
      return `ready, and nobody does anything, but ${found.join('; ')}`;
    }
  }
  if (aws.settledAt <= world.now && world.isReady()) {
    const found = differences(world.declared, aws).filter((each) => STEPWISE.test(each));
    if (found.length > 0) {
      return `ready, but ${found.join('; ')}`;
    }
  }
  return undefined;
}

/** What changes step by step, each with a probe: until AWS has it, the table is not ready. What is turned on without waiting is ready a moment too early, as a Table is. */
const STEPWISE = /^(billingMode|tableClass|deletionProtectionEnabled|contributorInsights|streamSpecification|timeToLive: declared none|sseSpecification: declared "aws", in AWS "own")/;

/** In the end. */
function finally_(world: World, spec: any, quiet: boolean): string | undefined {
  const { table, aws } = world;
  const said = (): string => text([table.metadata.annotations, table.spec, table.status]);
  const found = differences(spec, aws);
  if (!quiet) {
    return `does not end${found.length > 0 ? `: ${found.join('; ')}` : ''} ${said()}`;
  }
  if (found.length > 0) {
    return `${found.join('; ')} ${said()}`;
  }
  if (!world.isReady()) {
    return `not ready ${said()}`;
  }
  const left = Object.keys(table.metadata.annotations).filter((name) => /dynamodb-kro\/(pending|ack-|field-held)/.test(name));
  if (left.length > 0) {
    return `${left.join(', ')} left ${said()}`;
  }
  const { tableReplicas, timeToLive, streamSpecification } = table.spec;
  return table.spec.sseSpecification.kmsMasterKeyRef !== undefined || tableReplicas?.length === 0 || timeToLive?.enabled === false || streamSpecification?.streamEnabled === false ? `a form is left ${said()}` : undefined;
}
