/**
 * The plan tells the truth: each edit is planned, and then made: what is declared is applied, what is declared no more is deleted. The
 * calls that AWS got, in their order, what was rejected and what became of the table are what the plan showed.
 */
import { makePlan } from '../../../src/plan/make-plan';
import { Plan } from '../../../src/plan/plan';
import { ask, callsTo } from '../harness/aws';
import { APPLICATION, DYNAMODB_TABLE } from '../harness/cluster';
import { eventually, sleep } from '../harness/eventually';
import { note } from '../harness/notes';
import { cluster, connection, vela, withAck } from '../harness/suite';
import { made, planned } from '../plan/calls';
import { ALL_EDITS, Edit, HERE, THERE } from '../plan/edits';

const WITHIN = 300_000;
/** What the API server accepts, and ACK or KubeVela does not do. */
const BY_ACK = ['NotAdopted', 'StillDeclared', 'StaysOn'];
/** So long ACK makes no more calls. */
const QUIET = 20_000;

// Not as a table of another check: they all share one account in AWS.
const slug = (what: string): string => `plan-${what.replace(/[^a-z]+/gi, '-').toLowerCase()}`;
const kindOf = (object: any) => (object.kind === 'Application' ? APPLICATION : DYNAMODB_TABLE);
const nameOf = ({ kind, metadata }: any): string => `${kind} ${metadata.namespace}/${metadata.name}`;
const tableId = (name: string): Promise<string | undefined> => ask('DescribeTable', { TableName: name }, 'ResourceNotFound').then(({ Table }) => Table?.TableId);

/** Every table that these objects declare, by the DynamoDBTable in the cluster. */
const tablesOf = (objects: readonly any[]): Array<{ namespace: string; name: string; tableName: string }> => objects.flatMap((object) => object.kind === 'Application'
  ? object.spec.components.map(({ name, properties }: any) => ({ namespace: object.metadata.namespace, name, tableName: properties.tableName }))
  : [{ namespace: object.metadata.namespace, name: object.metadata.name, tableName: object.spec.tableName }]);

const specsIn = (objects: readonly any[]): any[] => objects.flatMap(({ spec }) => spec.components?.map((each: any) => each.properties) ?? [spec]);
const backupsIn = (objects: readonly any[]): number => specsIn(objects).flatMap(({ backups = [] }) => backups).length;

async function settled({ namespace, name }: { namespace: string; name: string }): Promise<void> {
  const { status, metadata } = await cluster.get(DYNAMODB_TABLE, namespace, name);
  expect(status).toMatchObject({ state: 'ACTIVE', tableStatus: 'ACTIVE', observedGeneration: metadata.generation });
  expect(status.conditions).toContainEqual(expect.objectContaining({ type: 'ACK.ResourceSynced', status: 'True' }));
}

interface Outcome {
  readonly plan: Plan;
  /** What the plan says, and what was: the same, if it tells the truth. */
  readonly expected: object;
  readonly seen: object;
  readonly seconds: number;
}

async function live({ what, was, is }: Edit): Promise<Outcome> {
  const name = slug(what);
  const [before, after]: any[][] = [was(name), is(name)];
  const plan = makePlan(before, after);
  await cluster.apply(...before);
  for (const table of tablesOf(before)) {
    await eventually(`${name} to settle`, () => settled(table), WITHIN, 1_000);
  }
  await eventually('backups', async () => expect(callsTo(name).filter(({ operation }) => operation === 'CreateBackup').length).toBe(backupsIn(before)), WITHIN, 1_000);
  await sleep(5_000);
  const names = [...new Set([...tablesOf(before), ...tablesOf(after)].map(({ tableName }) => tableName))];
  const marks = new Map(names.map((each) => [each, callsTo(each).length]));
  const ids = new Map(await Promise.all(names.map(async (each) => [each, await tableId(each)] as const)));
  const seenCalls = (): Record<string, string[]> => Object.fromEntries(names.map((each) => [each, made(callsTo(each).slice(marks.get(each))).filter((call) => call !== 'CreateTable' || !replaced.has(each))] as const).filter(([, calls]) => calls.length > 0));
  const expectedCalls = Object.fromEntries(plan.tables.map(({ tableName, calls }) => [tableName, planned(calls)])
    .filter(([, calls]) => calls.length > 0));
  const replaced = new Set(plan.tables.filter(({ action }) => action === 'replace').map(({ tableName }) => tableName));
  const adopts = plan.tables.some(({ action, calls: [first] }) => ['move', 'replace', 'conflict'].includes(action) && first === 'TagResource');
  const begin = Date.now();
  const refused: string[] = [];
  const trying = (act: Promise<void>): Promise<void> => act.catch((error: Error) => void refused.push(error.message));
  for (const object of after) {
    await trying(cluster.apply(object));
  }
  for (const object of before.filter((each) => !after.some((other) => nameOf(other) === nameOf(each)))) {
    // What applies and then prunes leaves some time between; here, so much that ACK has taken over what it can. KubeVela tries ten times, for
    // some twenty seconds, to apply a DynamoDBTable that is there already; by then the old one must be gone.
    await (adopts && after.length > 0 ? eventually('ACK to take the table over', () => expect(seenCalls()).not.toEqual({}), 120_000, 1_000) : sleep(after.length > 0 ? 5_000 : 0));
    await trying(cluster.delete(kindOf(object), object.metadata.namespace, object.metadata.name));
  }
  // As the plan says: where KubeVela gave up before the old object was gone, its workflow is started again.
  const moved = plan.tables.some(({ action }) => action === 'move') ? after.filter(({ kind }) => kind === 'Application') : [];
  for (const { metadata: { namespace, name: named } } of moved) {
    for (const old of before.filter((each) => kindOf(each) === DYNAMODB_TABLE && !after.some((other) => nameOf(other) === nameOf(each)))) {
      await cluster.gone(DYNAMODB_TABLE, old.metadata.namespace, old.metadata.name, 120_000).catch(() => undefined);
    }
    if ((await cluster.find(APPLICATION, namespace, named))?.status?.status === 'workflowFailed') {
      await vela('workflow', 'restart', named, '-n', namespace);
    }
  }
  // Waits for what was told, and then whether more comes.
  await eventually('the calls', () => expect(seenCalls()).toEqual(expectedCalls), WITHIN, 1_000).catch(() => undefined);
  const seconds = Math.round((Date.now() - begin) / 1000);
  for (let last = -1, since = Date.now(); Date.now() - since < QUIET && Date.now() - begin < WITHIN;) {
    const count = names.flatMap((each) => made(callsTo(each))).length;
    [last, since] = [count, count === last ? since : Date.now()];
    await sleep(1_000);
  }
  const fates = Object.fromEntries(await Promise.all(names.map(async (each) => {
    const now = await tableId(each);
    const fate = now === undefined ? 'none' : ids.get(each) === undefined ? 'new' : now === ids.get(each) ? 'same' : 'another';
    // Whether an empty table takes the place of the one that is gone depends on who is first.
    return [each, replaced.has(each) && fate !== 'same' ? 'gone' : fate] as const;
  })));
  const codes = refused.flatMap((message) => [...message.matchAll(/\[(\w+)\]/g)].map(([, code]) => code).concat(/field is immutable|immutable/i.test(message) && !/\[/.test(message) ? ['Immutable'] : []));
  return {
    plan,
    expected: {
      calls: expectedCalls,
      fates: Object.fromEntries(names.map((each) => [each, fateTold(plan, each, ids.get(each) !== undefined)])),
      rejections: [...new Set(plan.tables.flatMap(({ rejections }) => rejections.map(({ code }) => code))
        .filter((code) => !BY_ACK.includes(code)))].sort(),
    },
    seen: { calls: seenCalls(), fates, rejections: [...new Set(codes)].sort() },
    seconds,
  };
}

/** What a plan says becomes of a table in AWS. */
function fateTold({ tables }: Plan, name: string, isThere: boolean): string {
  const mine = tables.filter(({ tableName }) => tableName === name).map(({ action }) => action);
  if (mine.includes('delete')) {
    return 'none';
  }
  if (mine.includes('replace')) {
    return 'gone';
  }
  return isThere ? 'same' : mine.some((action) => action === 'create' || action === 'adopt') ? 'new' : 'none';
}

const lives = new Map<string, Promise<Outcome>>();

beforeAll(async () => {
  await cluster.namespace(HERE);
  await cluster.namespace(THERE);
  if (connection.ack) {
    for (const edit of ALL_EDITS) {
      const run = live(edit);
      run.catch(() => undefined);
      lives.set(edit.what, run);
    }
  }
});

withAck.each(ALL_EDITS)('$what: the calls, and what becomes of the table, are those of the plan', async ({ what }) => {
  const { expected, seen, seconds, plan } = await lives.get(what)!;
  note(`${plan.tables.map(({ action }) => action).join(', ') || 'unchanged'}, ${seconds} s`);
  expect(seen).toEqual(expected);
}, 1_500_000);
