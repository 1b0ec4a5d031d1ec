/** To which table an answer of the AWS CLI is given: it does not say, and a wrong one would be turned on there. */
import { parseAllDocuments } from 'yaml';
import { run as runCommand } from '../cli/run';

const table = (TableName: string, region = 'us-east-1', more: object = {}) => ({
  Table: {
    TableName,
    TableArn: `arn:aws:dynamodb:${region}:111122223333:table/${TableName}`,
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    DeletionProtectionEnabled: false,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    ...more,
  },
});
const untagged = (...of: Parameters<typeof table>) => ({ ...table(...of), ContinuousBackupsDescription: {}, Policy: '' });
const whole = (...of: Parameters<typeof table>) => ({ ...untagged(...of), Tags: [] });
const ttl = (AttributeName: string) => ({ TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName } });
const tag = (Value: string) => ({ Tags: [{ Key: 'of', Value }] });

interface Spec {
  readonly tableName: string;
  readonly region: string;
  readonly ttlAttributeName?: string;
  readonly tags?: ReadonlyArray<{ readonly value: string }>;
}

async function run(files: Readonly<Record<string, object | string>>) {
  const texts = Object.fromEntries(Object.entries(files).map(([file, value]) => [file, typeof value === 'string' ? value : JSON.stringify(value)]));
  const { code, out, error } = await runCommand(texts, 'import', '-o', 'yaml', ...Object.keys(files));
  const specs = parseAllDocuments(out).flatMap((document): Spec[] => document.toJS()?.spec ?? []);
  return { code, error, specs, ttls: Object.fromEntries(specs.map(({ tableName, region, ttlAttributeName }) => [`${tableName} ${region}`, ttlAttributeName])) };
}

describe.each([['as they are', false], ['in the other order', true]])('files, %s', (_, isReversed) => {
  const inOrder = (files: Record<string, object>) => (isReversed ? Object.fromEntries(Object.entries(files).reverse()) : files);

  test.each<[string, string, string]>([
    ['a number', 'orders', 'orders-2'], ['a number behind a dot', 'orders', 'orders.2'], ['a short word', 'orders', 'orders-v2'], ['a word of a call', 'orders', 'orders-ttl'], ['a word before it', 'orders', 'eu-orders'],
    ['the case of its letters', 'Orders', 'orders'], ['what looks like a region', 'my-orders-1', 'my-orders-2'], ['a year', 'orders-2024', 'orders-2025'],
  ])('of two tables whose names differ by %s each has its own answers', async (__, one, other) => {
    const files = [one, other].map((name) => ({ [`${name}.json`]: untagged(name), [`${name}.ttl.json`]: ttl(`of-${name}`), [`${name}.tags.json`]: tag(name) }));
    const { code, specs } = await run(inOrder({ ...files[0], ...files[1] }));
    expect([code, specs.map(({ tableName, ttlAttributeName, tags }) => [tableName, ttlAttributeName, tags?.[0].value]).sort()]).toEqual([0, [one, other].map((name) => [name, `of-${name}`, name]).sort()]);
  });

  test.each<[string, string[]]>([
    ['folders of other names', ['us/twin.json', 'us/twin.ttl.json', 'eu/twin.json', 'eu/twin.ttl.json']],
    ['folders within folders of the calls', ['tables/us/twin.json', 'ttl/us/twin.json', 'tables/eu/twin.json', 'ttl/eu/twin.json']],
    ['folders, and no name', ['us/table.json', 'us/ttl.json', 'eu/table.json', 'eu/ttl.json']],
    ['folders of their name in folders', ['us/twin/table.json', 'us/twin/ttl.json', 'eu/twin/table.json', 'eu/twin/ttl.json']],
    ['names of regions', ['twin.us-east-1.json', 'twin.us-east-1.ttl.json', 'twin.eu-west-1.json', 'twin.eu-west-1.ttl.json']],
    ['names of regions with underscores', ['us_east_1_twin.json', 'us_east_1_twin_ttl.json', 'eu_west_1_twin.json', 'eu_west_1_twin_ttl.json']],
    ['words of the files', ['prod-twin.json', 'prod-twin.ttl.json', 'test-twin.json', 'test-twin.ttl.json']],
    ['words that begin alike', ['a-twin.json', 'a-twin.ttl.json', 'a-twin-2.json', 'a-twin-2.ttl.json']],
  ])('of two tables of one name in two regions each has its own answers, by %s', async (__, [oneFile, oneAnswer, otherFile, otherAnswer]) => {
    const { code, ttls } = await run(inOrder({ [oneFile]: whole('twin'), [oneAnswer]: ttl('one'), [otherFile]: whole('twin', 'eu-west-1'), [otherAnswer]: ttl('other') }));
    expect([code, ttls]).toEqual([0, { 'twin us-east-1': 'one', 'twin eu-west-1': 'other' }]);
  });

  test('an answer that names its table is about the one that is near', async () => {
    const insights = (ContributorInsightsStatus: string) => ({ TableName: 'twin', ContributorInsightsStatus });
    const { specs } = await run(inOrder({ 'us/t.json': whole('twin'), 'us/i.json': insights('ENABLED'), 'eu/t.json': whole('twin', 'eu-west-1'), 'eu/i.json': insights('DISABLED') }));
    expect(specs.map((spec) => [spec.region, 'contributorInsights' in spec]).sort()).toEqual([['eu-west-1', false], ['us-east-1', true]]);
  });
});

test.each<[string, Record<string, object>, string]>([
  ['two tables of one name', { 'us/twin.json': whole('twin'), 'eu/twin.json': whole('twin', 'eu-west-1'), 'twin.ttl.json': ttl('one') }, 'TimeToLiveDescription may be about table twin of us-east-1 (us/twin.json) or twin of eu-west-1 (eu/twin.json). Put it into the file or the folder of its table'],
  ['two tables whose names differ by case', { 'a.json': whole('Orders'), 'b.json': whole('orders'), 'ORDERS.ttl.json': ttl('one') }, 'TimeToLiveDescription may be about table Orders of us-east-1 (a.json) or orders of us-east-1 (b.json).'],
  ['a table of the next number', { 'orders.json': whole('orders'), 'orders-2.ttl.json': ttl('two') }, 'is about another table than orders, by its name.'],
  ['a table with another short word', { 'orders.json': whole('orders'), 'orders-v2.ttl.json': ttl('two') }, 'is about another table than orders, by its name.'],
  ['a table that looks like a region', { 'my-orders-1.json': whole('my-orders-1'), 'my-orders-2.ttl.json': ttl('two') }, 'is about another table than my-orders-1, by its name.'],
  ['the table in another region', { 'orders.json': whole('orders'), 'orders.eu-west-1.ttl.json': ttl('two') }, 'is about another table than orders, by its name.'],
  ['the table in another region, by a folder', { 'orders.json': whole('orders'), 'eu-west-1/orders.ttl.json': ttl('two') }, 'is about another table than orders, by its name.'],
])('an answer that may be about %s is an error', async (_, files, message) => {
  const { code, error } = await run(files);
  expect([code, error]).toEqual([2, expect.stringContaining(`${Object.keys(files).at(-1)}: `)]);
  expect(error).toContain(message);
});

test.each([
  ['orders.json', 'orders-tags-2.json'], ['orders.json', 'orders.tt.json'], ['orders.json', '02-orders.ttl.json'], ['orders.json', 'orders-20240501T1030Z.ttl.json'], ['orders.json', 'orders_111122223333_us-east-1.ttl.json'],
  ['eu-west-1/orders.json', 'eu-west-1/orders.ttl.json'], ['orders-eu-2.json', 'orders-eu-2.ttl.json'],
])('%s has the answer of %s', async (one, answer) => {
  expect(await run({ [one]: whole('orders'), [answer]: ttl('one') })).toMatchObject({ code: 0, ttls: { 'orders us-east-1': 'one' } });
});

describe('two answers to one question', () => {
  const backups = (status: string) => ({ ContinuousBackupsDescription: { PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: status } } });
  const insights = (ContributorInsightsStatus: string, more = {}) => ({ ContributorInsightsStatus, ...more });

  test.each<[string, object, object]>([
    ['TimeToLiveDescription', ttl('one'), ttl('two')], ['ContinuousBackupsDescription', backups('ENABLED'), backups('DISABLED')], ['Tags', tag('one'), tag('two')],
    ['Policy', { Policy: '{"Version":"2012-10-17"}' }, { Policy: '{"Version":"2008-10-17"}' }], ['ContributorInsightsStatus', insights('ENABLED'), insights('DISABLED')],
    ['Table', table('orders'), table('orders', 'us-east-1', { DeletionProtectionEnabled: true })],
  ])('that differ are a finding: %s', async (piece, one, other) => {
    const { code, error, specs } = await run({ 'orders.json': table('orders'), 'orders.x.json': one, 'b/orders.x.json': other });
    expect([code, specs.length, error]).toEqual([1, 1, expect.stringContaining(`orders: cannot be determined: two answers of ${piece} that differ (${piece}): ${piece === 'Table' ? 'orders.json' : 'orders.x.json'} and b/orders.x.json have them.`)]);
  });

  test.each<[string, object, object]>([
    ['the same', { ...ttl('one'), ...tag('one') }, ttl('one')], ['another index', { ...ttl('one'), ...insights('ENABLED') }, insights('DISABLED', { IndexName: 'x' })],
    ['the next page of tags', { ...ttl('one'), ...tag('one'), NextToken: 'x' }, { Tags: [{ Key: 'more', Value: 'x' }] }],
    ['the same table, later', { ...table('orders', 'us-east-1', { ItemCount: 1 }), ...ttl('one') }, table('orders', 'us-east-1', { ItemCount: 2 })],
  ])('that do not are none: %s', async (_, one, other) => {
    const { error, specs } = await run({ 'orders.json': 'Tags' in one ? untagged('orders') : whole('orders'), 'orders.x.json': one, 'orders.y.json': other });
    expect([specs.length, error]).toEqual([1, expect.stringContaining(', 0 that adoption may change in AWS')]);
  });
});

describe('auto scaling of one of two tables of one name', () => {
  const files = { 'us/t.json': whole('twin', 'us-east-1'), 'eu/t.json': whole('twin', 'eu-west-1', { BillingModeSummary: undefined, ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } }) };
  const target = { ServiceNamespace: 'dynamodb', ResourceId: 'table/twin', ScalableDimension: 'dynamodb:table:ReadCapacityUnits', MinCapacity: 1, MaxCapacity: 9 };

  test.each<[string, string, object]>([
    ['the ARN of the target', 'scaling.json', { ...target, ScalableTargetARN: 'arn:aws:application-autoscaling:eu-west-1:111122223333:scalable-target/0ec5' }],
    ['the folder of the file', 'eu/scaling.json', target],
    ['the name of the file', 'scaling.eu-west-1.json', target],
  ])('is told at that one, by %s', async (_, file, given) => {
    const { error } = await run({ ...files, [file]: { ScalableTargets: [given] } });
    expect(error.match(/auto scaling of .*ScalableTargets.*/g)).toEqual([expect.stringContaining('ACK sets the capacity back')]);
  });

  test('is told at both where nobody knows of which', async () => {
    expect((await run({ ...files, 'scaling.json': { ScalableTargets: [target] } })).error.match(/auto scaling of/g)).toHaveLength(2);
  });
});

describe('what nobody has asked of a table', () => {
  const provisioned = { BillingModeSummary: { BillingMode: 'PROVISIONED' }, ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } };
  const NO_SCALING = 'orders: cannot be determined: auto scaling: The input does not have it. If the capacity is scaled, ACK sets it back to the declared value. Add the output of aws application-autoscaling describe-scalable-targets --service-namespace dynamodb.';
  const answers = { 'orders.json': table('orders', 'us-east-1', provisioned), 'orders.tags.json': { Tags: [] }, 'orders.policy.json': '' };
  const rest = { 'orders.ttl.json': { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } }, 'orders.backups.json': { ContinuousBackupsDescription: {} } };

  test.each<[string, object]>([
    ['some answers', answers],
    ['all other answers', { ...answers, ...rest }],
    ['a page that is not the last', { ...answers, ...rest, 'scaling.json': { ScalableTargets: [], NextToken: 'x' } }],
    ['that of another table', { ...answers, ...rest, 'carts.json': table('carts'), 'replicas.json': { TableAutoScalingDescription: { TableName: 'carts', Replicas: [] } } }],
  ])('auto scaling of a provisioned one: %s', async (_, files) => {
    expect(await run(files as Record<string, object>)).toMatchObject({ code: 1, error: expect.stringContaining(NO_SCALING) });
  });

  test('nothing where auto scaling is answered, or has nothing to scale', async () => {
    expect(await run({ ...answers, ...rest, 'scaling.json': { ScalableTargets: [] } })).toMatchObject({ code: 0, error: expect.not.stringContaining('auto scaling') });
    expect((await run({ ...answers, ...rest, 'replicas.json': { TableAutoScalingDescription: { TableName: 'orders', Replicas: [] } } })).error).not.toContain('auto scaling');
    expect((await run({ ...answers, 'orders.json': table('orders') })).error).not.toContain('auto scaling');
  });

  test('why it is archived is told', async () => {
    const archived = (ArchivalReason?: string) => run({ ...answers, 'orders.json': table('orders', 'us-east-1', { TableStatus: 'ARCHIVED', ArchivalSummary: { ArchivalReason, ArchivalBackupArn: 'arn:b' } }) });
    expect((await archived('INACCESSIBLE_ENCRYPTION_CREDENTIALS')).error).toContain('--backup-arn arn:b --target-table-name orders, and import it again. AWS archived it because its KMS key could not be used for 7 days: make the key usable first.');
    expect((await archived('OTHER')).error).toContain('and import it again. AWS archived it because of OTHER.');
    expect((await archived()).error).not.toContain('archived it because');
  });
});
