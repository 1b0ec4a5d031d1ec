/** What tables mean for each other: replicas of global tables, and what two cannot both have. */
import { application, component, dynamoDbTable, planOf } from './tables';
import { printText } from '../../src/plan/print-text';
import { isRejected, losesData } from '../../src/plan/summary';

const GLOBAL = { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' };
const replicas = (...regions: string[]) => ({ ...GLOBAL, replicas: regions.map((regionName) => ({ regionName })) });
const RETAINED = dynamoDbTable({ ...replicas('eu-west-1'), deletionPolicy: 'retain' });
const promoted = (spec: object = GLOBAL, namespace = 'shop') => dynamoDbTable({ region: 'eu-west-1', adoptionPolicy: 'adopt', ...spec }, { name: 'promoted', namespace });
const lossesOf = (was: object[], is: object[]) => planOf(was, is).tables.flatMap(({ resource, losses }) => losses.map(({ kind, name }) => `${resource}: ${kind} ${name}`));
const rejectionsOf = (was: object[], is: object[]) => planOf(was, is).tables.flatMap(({ resource, rejections }) => rejections.map(({ code }) => `${resource}: ${code}`));

test.each([['adopt', 'shop'], ['adopt-or-create', 'shop'], ['adopt', 'other']])('a replica that is promoted deletes the table that it came from: %s, in %s', (adoptionPolicy, namespace) => {
  const was = [RETAINED];
  const is = [promoted({ ...GLOBAL, adoptionPolicy }, namespace)];
  expect(lossesOf(was, is)).toEqual([`DynamoDBTable ${namespace}/promoted: replica us-east-1`, 'DynamoDBTable shop/orders: table orders']);
  const text = printText(planOf(was, is), new Set());
  expect(text).toContain('AWS calls: TagResource, UpdateTable ReplicaUpdates Delete us-east-1');
  expect(text).toContain(`deleted with its data, as a replica that DynamoDBTable ${namespace}/promoted does not declare`);
  expect(text).not.toMatch(/\bstays\b|keep/);
  expect(text).toMatch(/--allow-data-loss orders$/m);
});

test('one that declares all the others deletes nothing, and one without a stream cannot', () => {
  expect(planOf([RETAINED], [promoted(replicas('us-east-1'))])).toMatchObject({ tables: [{ action: 'adopt', losses: [], rejections: [] }, { action: 'keep', losses: [], rejections: [] }] });
  expect(lossesOf([RETAINED], [promoted({})])).toEqual([]);
});

test('a third region goes too, and the table that is still declared', () => {
  const three = dynamoDbTable({ ...replicas('eu-west-1', 'eu-west-2'), deletionPolicy: 'retain' });
  expect(lossesOf([three], [promoted(replicas('us-east-1'))])).toEqual(['DynamoDBTable shop/promoted: replica eu-west-2']);
  expect(lossesOf([RETAINED], [RETAINED, promoted()])).toEqual(['DynamoDBTable shop/promoted: replica us-east-1']);
  expect(rejectionsOf([RETAINED], [RETAINED, promoted()])).toEqual(['DynamoDBTable shop/promoted: DuplicateTable']);
});

test('a replica that nobody takes over is not created anew', () => {
  expect(rejectionsOf([RETAINED], [promoted({ ...GLOBAL, adoptionPolicy: undefined })])).toEqual(['DynamoDBTable shop/promoted: NotAdopted']);
});

test('one that is deleted as a replica in the same change is not tagged', () => {
  const [, table] = planOf([dynamoDbTable(replicas('eu-west-1'))], [promoted()]).tables;
  expect(table).toMatchObject({ action: 'conflict', calls: [] });
});

const OTHER = dynamoDbTable({ region: 'eu-west-1' }, { name: 'other' });
const PLAIN = dynamoDbTable(GLOBAL);

test.each([
  ['both new', [], [dynamoDbTable(replicas('eu-west-1')), OTHER], 'other'],
  ['the replica new', [PLAIN, OTHER], [dynamoDbTable(replicas('eu-west-1')), OTHER], 'other'],
  ['the table new', [dynamoDbTable(replicas('eu-west-1'))], [OTHER, dynamoDbTable(replicas('eu-west-1'))], 'other'],
  ['two replicas', [PLAIN], [dynamoDbTable({ ...replicas('eu-west-1'), region: 'eu-central-1' }, { name: 'other' }), dynamoDbTable(replicas('eu-west-1'))], 'other'],
  ['a table that stays in AWS', [PLAIN, dynamoDbTable({ region: 'eu-west-1', deletionPolicy: 'retain' }, { name: 'other' })], [dynamoDbTable(replicas('eu-west-1'))], 'orders'],
])('a replica where there is a table: %s', (_, was, is, name) => {
  expect(rejectionsOf(was, is)).toEqual([`DynamoDBTable shop/${name}: DuplicateTable`]);
});

test.each([
  ['Secret', { writeConnectionSecretToRef: { name: 'one' } }, { writeConnectionSecretToRef: { name: 'one' } }],
  ['object of a backup', { backups: [{ name: 'a-daily' }] }, { backups: [{ name: 'daily' }] }],
])('two tables with one %s', (_, one, two) => {
  const [first, second] = [dynamoDbTable(one, { name: 'x' }), dynamoDbTable({ ...two, tableName: 'second' }, { name: 'x-a' })];
  expect(rejectionsOf([], [first, second])).toEqual(['DynamoDBTable shop/x-a: DuplicateName']);
  // The one that is new, wherever it stands.
  expect(rejectionsOf([second], [first, second])).toEqual(['DynamoDBTable shop/x: DuplicateName']);
  // That is nothing that this change does.
  expect(planOf([first, second], [first, second])).toEqual({ tables: [], unchanged: 2 });
});

test('an error of an Application that is of no table alone', () => {
  const policies = [{ name: 'o', type: 'override', properties: { components: [{ name: 'misspelt', properties: { tableClass: 'STANDARD' } }] } }];
  const plan = planOf([], [application([component({}, { type: 'aws-dynamo-kro' })], { policies })]);
  expect(plan.unread).toMatchObject([{ code: 'UnknownComponentType', resource: 'Application shop/app', isRejected: true }]);
  expect(isRejected(plan)).toBe(true);
  expect(losesData(plan, new Set())).toBe(false);
  expect(printText(plan, new Set())).toContain('Application shop/app: components[0].type "aws-dynamo-kro" is not the component type of tables');
});

test('what was taken over, and no longer says so', () => {
  const changes = (was: object, is: object) => planOf([dynamoDbTable(was)], [dynamoDbTable(is)]).tables.flatMap((table) => table.changes).filter(({ code }) => code === 'DeletionPolicyChanged');
  expect(changes({ adoptionPolicy: 'adopt' }, {})).toMatchObject([{ from: 'retain', to: 'retain where it was taken over', consequence: expect.stringContaining('if ACK took it over') }]);
  expect(changes({ adoptionPolicy: 'adopt' }, { deletionPolicy: 'retain' })).toEqual([]);
  expect(changes({ adoptionPolicy: 'adopt', deletionPolicy: 'retain' }, { adoptionPolicy: 'adopt' })).toEqual([]);
});

test('the override of a replica that is no longer declared is named', () => {
  const one = (override: object) => dynamoDbTable({ ...GLOBAL, replicas: [{ regionName: 'eu-west-1', ...override }] });
  const [{ rejections: [{ problem }] }] = planOf([one({ tableClassOverride: 'STANDARD_INFREQUENT_ACCESS' })], [one({})]).tables;
  expect(problem).toContain('replicas eu-west-1: tableClassOverride=STANDARD_INFREQUENT_ACCESS -> none');
});

// ACK's model in `test/model/ack.ts` says the same: it changes replicas only with their stream.
test('a move without the stream leaves the replicas', () => {
  const [table] = planOf([RETAINED], [dynamoDbTable({ adoptionPolicy: 'adopt', deletionPolicy: 'retain' }, { namespace: 'other' })]).tables;
  expect(table).toMatchObject({ action: 'conflict', losses: [], calls: ['TagResource'], rejections: [{ problem: expect.stringMatching(/^replicas eu-west-1 stays/) }, { problem: expect.stringMatching(/^streamViewType stays/) }] });
});

test('the summary says a name once where tables of two regions lose data', () => {
  const plan = planOf([dynamoDbTable({}), OTHER], []);
  const [, summary] = printText(plan, new Set()).split('If that is meant: ');
  expect([plan.tables.length, summary]).toEqual([2, '--allow-data-loss orders']);
  expect(printText(plan, new Set())).toContain('Data is lost: orders. If');
  expect(printText(plan, new Set(['orders']))).toMatch(/Data is lost, and that is allowed: orders\.$/);
  // The parts of one that stays are told beside another that goes.
  expect(printText(planOf([dynamoDbTable(replicas('eu-west-2')), OTHER], [PLAIN]), new Set())).toContain('Data is lost: orders (replica eu-west-2), orders. If that is meant: --allow-data-loss orders');
});
