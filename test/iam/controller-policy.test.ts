import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { Call, denied, policies, unused, UNSEEN } from './controller-life';
import {
  AdoptionPolicy, ControllerPolicy, DynamoDbApplication, DynamoDbKroComponent, DynamoDbTable, Encryption, PolicyDocument, PolicyStatement,
  ProviderConfig,
  RemovalPolicy, StreamViewType, TableFeature, TableProps,
} from '../../src';
import { CONTROLLER_ACTIONS } from '../../src/iam/controller-actions';
import { MINIMAL, warned } from '../synth';

const ACCOUNT = '123456789012';
const ORDERS = `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/orders`;
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

const policyOf = (props: Partial<TableProps> = {}, options: object = {}): PolicyDocument =>
  ControllerPolicy.forTables({ account: ACCOUNT, tables: [{ ...MINIMAL, ...props }], ...options });
const sids = (document: PolicyDocument): Array<string | undefined> => document.statements.map(({ sid }) => sid);
const statement = (document: PolicyDocument, sid: string): PolicyStatement => document.statements.find((each) => each.sid === sid)!;

describe('against the calls that ACK made in a conformance run', () => {
  const calls: Call[] = JSON.parse(readFileSync(join(__dirname, 'recorded-calls.json'), 'utf8'));

  test('the run recorded every group of actions that a log can show', () => {
    expect(calls.length).toBeGreaterThan(80);
    expect(new Set(calls.map(({ role }) => role))).toEqual(new Set(['own', 'assumed']));
  });

  test('no call is denied', () => expect(denied(calls)).toEqual([]));

  test('nothing is allowed in vain', () => expect(unused(calls)).toEqual([]));

  test('each action that is allowed for every table was called for one', () => {
    const called = new Set(calls.map(({ action }) => action));
    const always = CONTROLLER_ACTIONS.filter(({ feature, on }) => feature === undefined && on === 'table').flatMap(({ actions }) => actions);
    expect(always.filter((action) => !called.has(action))).toEqual([]);
  });

  test('a call beyond the policy is noticed, and so is an action too many', () => {
    expect(denied([{ role: 'own', action: 'dynamodb:DeleteTable', resource: `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/iam-retained` }])).toHaveLength(1);
    expect(unused(calls.filter(({ action }) => action !== 'dynamodb:UntagResource')).map(({ action }) => action)).toContain('dynamodb:UntagResource');
  });

  test('each exception is about something that is allowed', () => {
    const allowed = Object.values(policies()).flatMap(({ statements }) =>
      statements.flatMap(({ actions, resources }) => actions.flatMap((action) => resources.map((resource) => ({ action, resource })))));
    for (const [actions, resources, reason] of UNSEEN) {
      expect([reason, allowed.some(({ action, resource }) => actions.test(action) && resources.test(resource))]).toEqual([reason, true]);
    }
  });
});

test('each action stands in the table once', () => {
  const actions = CONTROLLER_ACTIONS.flatMap((group) => group.actions);
  expect(new Set(actions).size).toBe(actions.length);
});

test('a plain table may be read, updated, created and deleted', () => {
  const document = policyOf();
  expect(sids(document)).toEqual(['Read', 'Update', 'Create', 'Delete']);
  expect(document.statements.flatMap(({ resources }) => resources)).toEqual([ORDERS, ORDERS, ORDERS, ORDERS]);
});

test.each<[string, Partial<TableProps>, string[]]>([
  ['tags', { tags: { team: 'shop' } }, ['Untag']],
  ['time to live', { timeToLiveAttribute: 'until' }, ['TimeToLive']],
  ['point-in-time recovery', { pointInTimeRecovery: true }, ['PointInTimeRecovery']],
  ['contributor insights', { contributorInsights: true }, ['ContributorInsights', 'ContributorInsightsRole']],
  ['a resource policy', { resourcePolicy: { Version: '2012-10-17', Statement: [] } }, ['ResourcePolicy']],
  ['backups that stay', { backups: [{ name: 'first' }] }, ['CreateBackups', 'ReadBackups']],
  ['backups that go', { backups: [{ name: 'first', removalPolicy: RemovalPolicy.DELETE }] }, ['CreateBackups', 'ReadBackups', 'DeleteBackups']],
  ['a key of its own', { encryption: Encryption.customerManagedKey(KEY) }, ['Keys']],
  ['the AWS managed key', { encryption: Encryption.awsManagedKey() }, []],
  ['a stream', { stream: StreamViewType.KEYS_ONLY }, []],
])('%s: the statements for it are added, and no others', (_, props, added) => {
  expect(sids(policyOf(props))).toEqual(['Read', 'Update', 'Create', 'Delete', ...added]);
});

test('what is retained is not deleted, and what must exist is not created', () => {
  expect(sids(policyOf({ removalPolicy: RemovalPolicy.RETAIN }))).toEqual(['Read', 'Update', 'Create']);
  expect(sids(policyOf({ removalPolicy: RemovalPolicy.RETAIN, adoption: AdoptionPolicy.ADOPT }))).toEqual(
    ['Read', 'Update', 'Untag', 'TimeToLive', 'PointInTimeRecovery', 'ResourcePolicy']);
});

test('replicas may be made and removed in their regions, even of a table that is retained', () => {
  const document = policyOf({
    stream: StreamViewType.NEW_AND_OLD_IMAGES,
    removalPolicy: RemovalPolicy.RETAIN,
    replicas: [{ region: 'eu-west-1', kmsKeyArn: KEY.replace('us-east-1', 'eu-west-1') }],
    encryption: Encryption.customerManagedKey(KEY),
  });
  const replica = ORDERS.replace('us-east-1', 'eu-west-1');
  expect(statement(document, 'Create').resources).toEqual([replica, ORDERS]);
  expect(statement(document, 'Delete').resources).toEqual([replica]);
  expect(statement(document, 'Replicas').resources).toEqual([replica]);
  expect(statement(document, 'Update').resources).toEqual([ORDERS]);
  expect(statement(document, 'Keys')).toMatchObject({
    resources: [KEY.replace('us-east-1', 'eu-west-1'), KEY], conditions: { StringLike: { 'kms:ViaService': 'dynamodb.*.amazonaws.com' } },
  });
  expect(statement(document, 'ReplicationRole')).toEqual({
    sid: 'ReplicationRole',
    effect: 'Allow',
    actions: ['iam:CreateServiceLinkedRole'],
    resources: [`arn:aws:iam::${ACCOUNT}:role/aws-service-role/replication.dynamodb.amazonaws.com/AWSServiceRoleForDynamoDBReplication`],
    conditions: { StringEquals: { 'iam:AWSServiceName': 'replication.dynamodb.amazonaws.com' } },
  });
});

test.each([
  ['cn-north-1', 'aws-cn', 'dynamodb.*.amazonaws.com.cn'],
  ['us-gov-west-1', 'aws-us-gov', 'dynamodb.*.amazonaws.com'],
  ['eusc-de-east-1', 'aws-eusc', 'dynamodb.*.amazonaws.eu'],
  ['us-isob-east-1', 'aws-iso-b', 'dynamodb.*.sc2s.sgov.gov'],
])('a key of %s is used by way of DynamoDB there, under the domain of its partition', (region, partition, service) => {
  const key = `arn:${partition}:kms:${region}:${ACCOUNT}:key/1234abcd`;
  const document = policyOf({ region, encryption: Encryption.customerManagedKey(key) });
  expect(statement(document, 'Read').resources).toEqual([`arn:${partition}:dynamodb:${region}:${ACCOUNT}:table/orders`]);
  expect(statement(document, 'Keys').conditions).toEqual({ StringLike: { 'kms:ViaService': service } });
});

test('the defaults of the platform count, unless a table says otherwise', () => {
  const defaults = { encryption: Encryption.customerManagedKey(KEY), pointInTimeRecovery: true, tags: { team: 'shop' }, removalPolicy: RemovalPolicy.RETAIN };
  expect(sids(policyOf({}, { defaults }))).toEqual(['Read', 'Update', 'Create', 'Untag', 'PointInTimeRecovery', 'Keys']);
  const own = { encryption: Encryption.dynamoOwnedKey(), pointInTimeRecovery: false, removalPolicy: RemovalPolicy.DELETE };
  expect(sids(policyOf(own, { defaults }))).toEqual(['Read', 'Update', 'Create', 'Delete', 'Untag']);
});

test('so do those of the platform beside the tables, unless others are given', () => {
  const chart = new Chart(Testing.app(), 'chart');
  new DynamoDbTable(chart, 'orders', MINIMAL);
  new DynamoDbKroComponent(chart, 'dynamodb', { defaults: { encryption: Encryption.customerManagedKey(KEY), removalPolicy: RemovalPolicy.RETAIN } });
  const where = { account: ACCOUNT, scopes: [chart] };
  expect(sids(ControllerPolicy.forTables(where))).toEqual(['Read', 'Update', 'Create', 'Keys']);
  expect(sids(ControllerPolicy.forTables({ ...where, defaults: {} }))).toEqual(['Read', 'Update', 'Create', 'Delete']);
});

test('features can be allowed beyond what is declared', () => {
  expect(sids(policyOf({}, { features: [TableFeature.TIME_TO_LIVE, TableFeature.TAGS] }))).toEqual(['Read', 'Update', 'Create', 'Delete', 'Untag', 'TimeToLive']);
});

test('replicas need a region, which no feature says', () => {
  const lines = (props: Partial<TableProps>) => warned(() => policyOf(props, { features: [TableFeature.REPLICAS] }));
  expect(lines({})).toEqual(['Warning: [ControllerPolicy] features "Replicas" names no region for a replica of orders, so AWS rejects one. Declare the replica first, or use ControllerPolicy.forPrefix() with all regions. [UnusedSetting]']);
  expect(lines({ replicas: [{ region: 'eu-west-1' }], stream: StreamViewType.NEW_AND_OLD_IMAGES })).toEqual([]);
});

test('tables are found in constructs of any kind, each named once', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'one');
  new DynamoDbTable(chart, 'orders', MINIMAL);
  new DynamoDbApplication(new Chart(app, 'two'), 'shop', { tables: [MINIMAL, { ...MINIMAL, tableName: 'carts' }] }).addTable({ ...MINIMAL, tableName: 'users' });
  const { resources } = statement(ControllerPolicy.forTables({ account: ACCOUNT, scopes: [app], tables: [{ ...MINIMAL, tableName: 'more' }] }), 'Read');
  expect(resources.map((arn) => arn.split('/')[1])).toEqual(['carts', 'more', 'orders', 'users']);
});

test('tables of a provider configuration are left to its role, which the controller may assume', () => {
  const chart = new Chart(Testing.app(), 'chart');
  const roleArn = `arn:aws:iam::${ACCOUNT}:role/team-a`;
  new ProviderConfig(chart, 'team-a', { roleArn });
  new DynamoDbTable(chart, 'orders', MINIMAL);
  new DynamoDbTable(chart, 'theirs', { ...MINIMAL, tableName: 'theirs', providerConfig: 'team-a' });
  const own = ControllerPolicy.forTables({ account: ACCOUNT, scopes: [chart] });
  expect(statement(own, 'Read').resources).toEqual([ORDERS]);
  expect(statement(own, 'AssumeRoles')).toMatchObject({ actions: ['sts:AssumeRole', 'sts:TagSession'], resources: [roleArn] });
  const theirs = ControllerPolicy.forTables({ account: ACCOUNT, scopes: [chart], providerConfig: 'team-a' });
  expect(statement(theirs, 'Read').resources).toEqual([ORDERS.replace('orders', 'theirs')]);
  expect(sids(theirs)).not.toContain('AssumeRoles');
});

test.each([[undefined, 'roleArn is missing'], ['*', 'roleArn "*" is not valid']])('the right to assume the role %s is refused', (roleArn: any, message) => {
  const chart = new Chart(Testing.app(), 'chart');
  new ProviderConfig(chart, 'team-a', { roleArn });
  new DynamoDbTable(chart, 'orders', MINIMAL);
  expect(() => ControllerPolicy.forTables({ account: ACCOUNT, scopes: [chart] })).toThrow(message);
});

test('the partition is that of the region, unless it is given', () => {
  const partition = (region: string, options = {}) => statement(policyOf({ region }, options), 'Read').resources[0].split(':')[1];
  expect(['us-east-1', 'cn-north-1', 'us-gov-west-1', 'eusc-de-east-1'].map((region) => partition(region))).toEqual(['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc']);
  warned(() => expect(partition('xx-new-1', { partition: 'aws-new' })).toBe('aws-new'));
});

describe('by prefix', () => {
  const props = { account: ACCOUNT, prefix: 'shop-', regions: ['us-east-1', 'eu-west-1'] };

  test('every feature is allowed for the tables whose names begin with it, in these regions, and within the bounds of IAM', () => {
    const document = ControllerPolicy.forPrefix({ ...props, keyArns: [KEY] });
    expect(new Set(CONTROLLER_ACTIONS.map(({ sid }) => sid).filter((sid) => !sids(document).includes(sid)))).toEqual(new Set());
    expect(statement(document, 'Read').resources).toEqual([ORDERS.replace('us-east-1', 'eu-west-1').replace('orders', 'shop-*'), ORDERS.replace('orders', 'shop-*')]);
    expect(statement(document, 'ReadBackups').resources).toContain(ORDERS.replace('orders', 'shop-*/backup/*'));
    expect(statement(document, 'Keys').resources).toEqual([KEY]);
    expect(document.toJson().replace(/\s/g, '').length).toBeLessThan(6144);
  });

  test('or only some features', () => {
    expect(sids(ControllerPolicy.forPrefix({ ...props, features: [TableFeature.CREATION] }))).toEqual(['Read', 'Update', 'Create']);
  });
});

test('the document is what IAM takes', () => {
  const [{ sid, actions, resources }] = policyOf().statements;
  expect(JSON.parse(policyOf().toJson())).toEqual(policyOf().toObject());
  expect(policyOf().toObject()).toMatchObject({ Version: '2012-10-17', Statement: [{ Sid: sid, Effect: 'Allow', Action: actions, Resource: resources }, {}, {}, {}] });
  expect(policyOf({ contributorInsights: true }).toObject().Statement.at(-1).Condition).toEqual({ StringEquals: { 'iam:AWSServiceName': 'contributorinsights.dynamodb.amazonaws.com' } });
});

test.each<[string, object, string[]]>([
  ['no account and a wrong partition', { account: undefined, partition: 'AWS' }, ['account is missing. Give the 12 digits', 'partition "AWS" is not valid']],
  ['a feature that is none', { features: ['ttl'] }, ['features[0] "ttl" is not a TableFeature. Use one of TableFeature.CREATION, TableFeature.DELETION,']],
  ['features that are no list', { features: TableFeature.TAGS }, ['features "Tags" is not a list. Give a list of TableFeature.']],
  ['a misspelt option', { feature: [] }, ['feature is not a property. Did you mean "features"?']],
  ['a scope that is none', { scopes: ['orders'] }, ['scopes[0] "orders" is not a construct']],
  ['tables that are none', { tables: 'orders' }, ['tables "orders" is not a list']],
  ['a wrong table', { tables: [{ ...MINIMAL, region: 'us-est' }] }, ['tables[0].region "us-est" is not valid']],
  ['no tables', { tables: [] }, ['scopes and tables hold no table of this role']],
  ['defaults that are none', { defaults: { encrypt: true } }, ['defaults.encrypt is not a property']],
])('%s: refused at once, with the reason', (_, options, messages) => {
  const make = (): unknown => policyOf({}, options);
  messages.forEach((message) => expect(make).toThrow(message));
});

test('a feature that is none is refused by prefix, too, by its name in TypeScript', () => {
  const make = (): unknown => ControllerPolicy.forPrefix({ account: ACCOUNT, prefix: 'shop-', regions: ['us-east-1'], features: ['timeToLive' as TableFeature] });
  expect(make).toThrow('Did you mean TableFeature.TIME_TO_LIVE? [InvalidValue]');
});

describe('a policy that is longer than IAM takes in a managed policy is a warning', () => {
  const many = (count: number) => ({ tables: Array.from({ length: count }, (_, i) => ({ ...MINIMAL, tableName: `table-${i}` })) });

  test('of tables', () => {
    expect(warned(() => policyOf({}, many(10)))).toEqual([]);
    expect(warned(() => policyOf({}, many(60)))).toEqual([
      expect.stringMatching(/^Warning: \[ControllerPolicy\] policy has \d{5} characters, and IAM takes 6144 in a managed policy, 10240 in the inline policies of a role\. Use ControllerPolicy\.forPrefix\(\), or make .*\[PolicyTooLong\]$/),
    ]);
  });

  test('of a prefix in many regions', () => {
    const regions = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-north-1', 'eu-central-1', 'sa-east-1'];
    expect(warned(() => ControllerPolicy.forPrefix({ account: ACCOUNT, prefix: 'shop-', regions }))).toEqual([expect.stringContaining('[PolicyTooLong]')]);
  });
});

test('all that is wrong with a prefix is reported together', () => {
  const make = (): unknown => ControllerPolicy.forPrefix({ account: '1', prefix: 'shop*', regions: [], keyArns: ['alias/a'] });
  for (const property of ['account "1"', 'prefix "shop*"', 'regions has 0 items', 'keyArns[0] "alias/a"']) {
    expect(make).toThrow(property);
  }
});

describe('a policy is for one partition', () => {
  test.each<[string, () => unknown, string]>([
    ['regions of two', () => ControllerPolicy.forPrefix({ account: ACCOUNT, prefix: 'shop-', regions: ['us-east-1', 'cn-north-1'] }), 'regions[1] "cn-north-1" is in the partition aws-cn, and the policy for aws'],
    ['another than is given', () => ControllerPolicy.forPrefix({ account: ACCOUNT, prefix: 'shop-', regions: ['us-east-1'], partition: 'aws-cn' }), 'regions[0] "us-east-1"'],
    ['tables of two', () => ControllerPolicy.forTables({ account: ACCOUNT, tables: [MINIMAL, { ...MINIMAL, name: 'b', region: 'cn-north-1' }] }), 'region of b "cn-north-1"'],
    ['a key of another region', () => ControllerPolicy.forPrefix({ account: ACCOUNT, prefix: 'shop-', regions: ['eu-west-1'], keyArns: [KEY] }), 'is not in a region of the tables. Give a key of eu-west-1. [KeyRegion]'],
  ])('%s', (_what, make, message) => expect(make).toThrow(message));

  test('of one that this version does not know, nothing is known', () => {
    expect(() => ControllerPolicy.forPrefix({ account: ACCOUNT, prefix: 'shop-', regions: ['xx-new-1'], partition: 'aws-new' })).not.toThrow();
  });
});

test('what is wrong with a table that is given is at its place in the list', () => {
  expect(() => ControllerPolicy.forTables({ account: ACCOUNT, tables: [MINIMAL, {} as any] })).toThrow('tables[1].region');
});

test('a provider configuration that no table names: those that tables name are said', () => {
  const table = { ...MINIMAL, providerConfig: 'team-a' };
  expect(() => ControllerPolicy.forTables({ account: ACCOUNT, tables: [table], providerConfig: 'team-b' }))
    .toThrow('hold no table of this role. Theirs have the providerConfig team-a. Did you mean "team-a"? [Required]');
});
