/** The committed examples, and with them the testing checklist of the original design. */
import { readFileSync } from 'node:fs';
import { APPLICATION, BACKUP, DYNAMODB_TABLE, TABLE } from '../harness/cluster';
import { cluster, connection, example, kubectl, vela, withAck } from '../harness/suite';

const NAMESPACE = 'default';
const WITHIN = 150_000;

const OFF = {
  continuousBackups: { pointInTimeRecoveryEnabled: false },
  deletionProtectionEnabled: false,
  sseSpecification: { enabled: false },
  tableClass: 'STANDARD',
};

/** Each example, and the spec of the ACK Table that it has to become. */
const EXAMPLES = [
  {
    row: 'basic',
    file: 'basic',
    spec: {
      ...OFF,
      tableName: 'users-table',
      billingMode: 'PAY_PER_REQUEST',
      attributeDefinitions: [{ attributeName: 'userId', attributeType: 'S' }],
      keySchema: [{ attributeName: 'userId', keyType: 'HASH' }],
    },
  },
  {
    row: 'GSI',
    file: 'with-gsi',
    spec: expect.objectContaining({ ...OFF, globalSecondaryIndexes: [expect.objectContaining({ projection: { projectionType: 'ALL' } })] }),
  },
  {
    row: 'provisioned',
    file: 'provisioned',
    spec: expect.objectContaining({
      billingMode: 'PROVISIONED',
      provisionedThroughput: expect.anything(),
      globalSecondaryIndexes: [expect.objectContaining({ provisionedThroughput: expect.anything() })],
    }),
  },
  {
    row: 'production',
    file: 'production',
    spec: {
      tableName: 'sessions-prod',
      billingMode: 'PAY_PER_REQUEST',
      attributeDefinitions: [{ attributeName: 'userId', attributeType: 'S' }, { attributeName: 'sessionId', attributeType: 'S' }],
      keySchema: [{ attributeName: 'userId', keyType: 'HASH' }, { attributeName: 'sessionId', keyType: 'RANGE' }],
      streamSpecification: { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' },
      continuousBackups: { pointInTimeRecoveryEnabled: true },
      sseSpecification: { enabled: true, sseType: 'KMS', kmsMasterKeyID: 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab' },
      timeToLive: { enabled: true, attributeName: 'expiresAt' },
      deletionProtectionEnabled: true,
      tableClass: 'STANDARD',
      tags: [{ key: 'environment', value: 'production' }, { key: 'team', value: 'identity' }],
    },
  },
  {
    row: 'production, as traits',
    file: 'traits',
    spec: {
      tableName: 'sessions-traits',
      billingMode: 'PAY_PER_REQUEST',
      attributeDefinitions: ['userId', 'sessionId', 'deviceId'].map((attributeName) => ({ attributeName, attributeType: 'S' })),
      keySchema: [{ attributeName: 'userId', keyType: 'HASH' }, { attributeName: 'sessionId', keyType: 'RANGE' }],
      globalSecondaryIndexes: [{ indexName: 'by-device', keySchema: [{ attributeName: 'deviceId', keyType: 'HASH' }], projection: { projectionType: 'ALL' } }],
      streamSpecification: { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' },
      continuousBackups: { pointInTimeRecoveryEnabled: true },
      sseSpecification: { enabled: true, sseType: 'KMS', kmsMasterKeyID: 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab' },
      timeToLive: { enabled: true, attributeName: 'expiresAt' },
      deletionProtectionEnabled: true,
      tableClass: 'STANDARD',
      tags: [{ key: 'environment', value: 'production' }, { key: 'team', value: 'identity' }],
    },
  },
  {
    row: 'provisioned, as traits',
    file: 'traits-provisioned',
    spec: expect.objectContaining({
      billingMode: 'PROVISIONED',
      provisionedThroughput: { readCapacityUnits: 10, writeCapacityUnits: 5 },
      attributeDefinitions: ['orderId', 'createdAt', 'customerId', 'total'].map((attributeName) => expect.objectContaining({ attributeName })),
      globalSecondaryIndexes: [expect.objectContaining({ indexName: 'customer-index', provisionedThroughput: { readCapacityUnits: 4, writeCapacityUnits: 2 } })],
      localSecondaryIndexes: [expect.objectContaining({ indexName: 'total-index', projection: { projectionType: 'KEYS_ONLY' } })],
    }),
  },
].map((each) => {
  const [{ metadata, spec }] = example(each.file);
  return { ...each, application: metadata.name as string, component: spec.components[0].name as string };
});

beforeAll(async () => {
  const files = [...EXAMPLES.map(({ file }) => file), 'kro-only'].flatMap((file) => ['-f', `examples/${file}.yaml`]);
  expect(await kubectl(['apply', ...files])).toMatchObject({ code: 0 });
});

describe.each(EXAMPLES)('checklist: $row', ({ application, component, file, spec }) => {
  test('the Table has the spec that the contract says', async () => {
    const table = await cluster.until(TABLE, NAMESPACE, component, () => undefined);
    expect(table.spec).toEqual(spec);
    expect(table.metadata.annotations['services.k8s.aws/region']).toBe('us-east-1');
  });

  test('the Application gets healthy, the DynamoDBTable ACTIVE', async () => {
    await cluster.until(DYNAMODB_TABLE, NAMESPACE, component, ({ status }) => expect(status).toMatchObject({ state: 'ACTIVE', tableStatus: 'ACTIVE' }), WITHIN);
    await cluster.until(APPLICATION, NAMESPACE, application, ({ status }) => expect(status).toMatchObject({ status: 'running', services: [{ healthy: true }] }), WITHIN);
  });

  test('vela dry-run and vela status show it', async () => {
    const status = await vela('status', application, '-n', NAMESPACE);
    expect(status.stdout).toContain('ACTIVE arn:aws:dynamodb:us-east-1:');
    const dryRun = await vela('dry-run', '-f', `examples/${file}.yaml`);
    expect(dryRun.stdout).toContain('kind: DynamoDBTable');
  });
});

describe('checklist', () => {
  test('without KubeVela: a plain DynamoDBTable becomes ACTIVE', async () => {
    const { metadata } = example('kro-only')[0];
    await cluster.until(DYNAMODB_TABLE, NAMESPACE, metadata.name, ({ status }) => expect(status).toMatchObject({ state: 'ACTIVE' }), WITHIN);
  });

  withAck('credentials: the calls of the ACK controller carry those that it was given', () => {
    const calls = readFileSync(connection.awsLog, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
    expect(calls.filter(({ table, accessKey }) => table === 'sessions-prod' && accessKey === 'conformance')).not.toEqual([]);
  });

  test('status propagation: each field of the status, and ACK\'s conditions', async () => {
    // kro may be between two reconciles, with a Ready of the one before.
    await cluster.until(DYNAMODB_TABLE, NAMESPACE, 'sessions-prod', ({ status }) => {
      expect(status).toMatchObject({
        state: 'ACTIVE',
        tableStatus: 'ACTIVE',
        tableArn: expect.stringMatching(/^arn:aws:dynamodb:us-east-1:\d{12}:table\/sessions-prod$/),
        tableID: expect.stringMatching(/^[0-9a-f-]{36}$/),
        latestStreamArn: expect.stringContaining(':table/sessions-prod/stream/'),
        itemCount: 0,
        tableSizeBytes: 0,
        creationDateTime: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
      });
      expect(status.conditions).toEqual(expect.arrayContaining([
        expect.objectContaining({ type: 'Ready', status: 'True' }),
        expect.objectContaining({ type: 'ACK.ResourceSynced', status: 'True' }),
      ]));
    }, WITHIN);
  });

  test('connection secret: what a workload needs, and nothing secret', async () => {
    expect(await cluster.secret(NAMESPACE, 'sessions-table')).toEqual({
      tableName: 'sessions-prod',
      region: 'us-east-1',
      endpoint: 'https://dynamodb.us-east-1.amazonaws.com',
      tableArn: expect.stringMatching(/^arn:aws:dynamodb:.*:table\/sessions-prod$/),
      tableID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      streamArn: expect.stringContaining('/stream/'),
    });
  });

  test('the declared backup is there, and is kept when the table goes', async () => {
    const backups = await cluster.list(BACKUP, NAMESPACE);
    expect(backups.map(({ spec }) => spec)).toEqual([{ tableName: 'sessions-prod', backupName: 'before-launch' }]);
    expect(backups[0].metadata.annotations['services.k8s.aws/deletion-policy']).toBe('retain');
    await cluster.until(DYNAMODB_TABLE, NAMESPACE, 'sessions-prod', ({ status }) =>
      expect(status.backups).toEqual([{ name: 'before-launch', status: 'AVAILABLE', arn: expect.stringContaining(':table/sessions-prod/backup/') }]));
  });

  test('a protected table is not deleted, and the message says how', async () => {
    const refused = await kubectl(['delete', 'dynamodbtable', 'sessions-prod', '-n', NAMESPACE, '--wait=false']);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain('deletion protection of table sessions-prod is on: set deletionProtectionEnabled to false first');
    expect((await cluster.get(DYNAMODB_TABLE, NAMESPACE, 'sessions-prod')).metadata.deletionTimestamp).toBeUndefined();
  });

  test('clean-up: the deleted Application takes its DynamoDBTable and Table with it', async () => {
    const { application, component } = EXAMPLES[0];
    await cluster.delete(APPLICATION, NAMESPACE, application);
    await cluster.gone(DYNAMODB_TABLE, NAMESPACE, component, WITHIN);
    await cluster.gone(TABLE, NAMESPACE, component, WITHIN);
    await cluster.gone(APPLICATION, NAMESPACE, application, WITHIN);
  });
});
