/** A global table that is read in several of its regions is declared once: two declarations of it would not be valid together. */
import { STATE } from './terraform-state';
import { run } from '../cli/run';

const KEY = { AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] };
const REGIONS = ['eu-west-1', 'us-east-1', 'ap-south-1'];

/** All answers of AWS about the table in one region, with the others as its replicas. */
function described(region: string, replicas: readonly string[], { table = {}, recovery = 'DISABLED', tags = [], ...answers }: { table?: object; recovery?: string; tags?: object[]; [answer: string]: unknown } = {}): string {
  return JSON.stringify({
    Table: {
      TableName: 'orders',
      TableArn: `arn:aws:dynamodb:${region}:1:table/orders`,
      TableStatus: 'ACTIVE',
      ...KEY,
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      DeletionProtectionEnabled: false,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      Replicas: replicas.map((RegionName) => ({ RegionName, ReplicaStatus: 'ACTIVE' })),
      ...table,
    },
    TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' },
    ContinuousBackupsDescription: { PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: recovery } },
    Tags: tags,
    Policy: '',
    ...answers,
  });
}

async function importAll(files: Readonly<Record<string, string>>, ...args: string[]) {
  const { code, out, error } = await run(files, 'import', '-o', 'yaml', ...args, ...Object.keys(files));
  return { code, error, regions: [...out.matchAll(/^ {2}region: (.*)/gm)].map(([, region]) => region), replicas: [...out.matchAll(/regionName: (.*)/g)].map(([, region]) => region), names: [...out.matchAll(/^ {2}name: (.*)/gm)].map(([, name]) => name) };
}

const others = (region: string, regions: readonly string[]) => regions.filter((each) => each !== region);
const inEach = (regions: readonly string[], more: (region: string) => any = () => ({})) => Object.fromEntries(regions.map((region) => [`${region}.json`, described(region, others(region, regions), more(region))]));

test.each([[REGIONS.slice(0, 2)], [REGIONS]])('is declared where it was read first: %j', async (regions) => {
  const { code, error, ...read } = await importAll(inEach(regions));
  expect([code, read]).toEqual([0, { regions: ['eu-west-1'], replicas: others('eu-west-1', regions), names: ['orders'] }]);
  for (const region of others('eu-west-1', regions)) {
    expect(error).toContain(`orders: note: replica ${region}: ${region}.json has it too. A global table is declared once: this one in eu-west-1, which was read first. Give --region ${region} to declare it there.`);
  }
});

test('is declared in the region that the caller gives', async () => {
  const { code, error, ...read } = await importAll(inEach(REGIONS), '--region', 'us-east-1');
  expect([code, read]).toEqual([0, { regions: ['us-east-1'], replicas: ['eu-west-1', 'ap-south-1'], names: ['orders'] }]);
  expect(error).toContain('this one in us-east-1, which --region gives.');
});

test('a state of Terraform', async () => {
  const table = (region: string, replicas: readonly string[]) => ({
    address: `aws_dynamodb_table.${region}`,
    mode: 'managed',
    type: 'aws_dynamodb_table',
    name: region,
    values: { name: 'orders', arn: `arn:aws:dynamodb:${region}:1:table/orders`, hash_key: 'id', attribute: [{ name: 'id', type: 'S' }], billing_mode: 'PAY_PER_REQUEST', ...STATE, stream_enabled: true, stream_view_type: 'NEW_AND_OLD_IMAGES', replica: replicas.map((each) => ({ region_name: each })), tags_all: {} },
  });
  const state = (...resources: object[]) => ({ 's.json': JSON.stringify({ format_version: '1.0', values: { root_module: { resources } } }) });
  expect(await importAll(state(table('eu-west-1', ['us-east-1']), table('us-east-1', ['eu-west-1'])))).toMatchObject({ code: 0, regions: ['eu-west-1'], replicas: ['us-east-1'] });
  // Whether the two are one cannot be told where only one says so: accounts may differ.
  const { code, error, regions } = await importAll(state(table('eu-west-1', ['us-east-1']), table('us-east-1', [])));
  expect([code, regions]).toEqual([1, ['eu-west-1', 'us-east-1']]);
  expect(error).toContain('orders-2: cannot be determined: table that is read twice: s.json aws_dynamodb_table.eu-west-1 has it as its replica in us-east-1. Keep one of the two.');
});

test.each<[string, object, string]>([
  ['recovery', { recovery: 'ENABLED' }, 'pointInTimeRecoveryEnabled'],
  ['tags', { tags: [{ Key: 'a', Value: 'b' }] }, 'tags'],
  ['protection', { table: { DeletionProtectionEnabled: true } }, 'deletionProtectionEnabled'],
])('settings that the replica has otherwise stay: %s', async (_, more, field) => {
  const { code, error } = await importAll(inEach(REGIONS.slice(0, 2), (region) => (region === 'us-east-1' ? more : {})));
  expect([code, error]).toEqual([0, expect.stringContaining(`orders: stays as it is in AWS: ${field} of replica us-east-1: ACK cannot set it for a replica.`)]);
});

test('its own key is one of the replica, which is declared', async () => {
  const key = (region: string) => `arn:aws:kms:${region}:111122223333:key/6b1d2f0e-1111-4222-8333-444455556666`;
  const metadata = { KeyMetadata: { KeyId: '6b1d2f0e-1111-4222-8333-444455556666', KeyManager: 'CUSTOMER' } };
  const files = inEach(REGIONS.slice(0, 2), (region) => ({
    table: {
      SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: key(region) },
      Replicas: others(region, REGIONS.slice(0, 2)).map((each) => ({ RegionName: each, ReplicaStatus: 'ACTIVE', KMSMasterKeyId: key(each) })),
    },
  }));
  const { code, error } = await importAll({ ...files, 'key.json': JSON.stringify(metadata) });
  expect([code, error]).toEqual([0, expect.not.stringContaining('kmsMasterKeyID')]);
});

test('what a replica must have as the table has it, and has not, is not guessed', async () => {
  const { code, error, regions } = await importAll(inEach(REGIONS.slice(0, 2), (region) => (region === 'us-east-1' ? { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'exp' } } : {})));
  expect([code, regions, error]).toEqual([1, ['eu-west-1'], expect.stringContaining('orders: cannot be determined: ttlEnabled, ttlAttributeName of replica us-east-1: us-east-1.json has it otherwise than eu-west-1.json. Import the newest descriptions.')]);
});

test('findings about the replica are told', async () => {
  const { code, error } = await importAll(inEach(REGIONS.slice(0, 2), (region) => (region === 'us-east-1' ? { KinesisDataStreamDestinations: [{ StreamArn: 'arn:aws:kinesis:us-east-1:1:stream/s', DestinationStatus: 'ACTIVE' }] } : {})));
  expect([code, error]).toEqual([0, expect.stringMatching(/orders: stays as it is in AWS: Kinesis data stream destination arn:\S+ of replica us-east-1 \(/)]);
});

test('two tables of one name that know nothing of each other are two', async () => {
  const files = { 'a.json': described('eu-west-1', []), 'b.json': described('us-east-1', []) };
  expect(await importAll(files)).toMatchObject({ code: 0, regions: ['eu-west-1', 'us-east-1'] });
});
