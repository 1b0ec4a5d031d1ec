/**
 * The guide to two AWS accounts (docs/two-aws-accounts.md), command by command. moto keeps the accounts apart; it checks no policy, so a
 * simulator of IAM evaluates those that were stored.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AttributeType, DynamoDbTable } from '../../../src';
import { isAllowed, mayAssume } from '../../iam/simulate';
import { DYNAMODB_TABLE, TABLE } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { OwnControlPlane, STARTED_WITHIN } from '../harness/own-control-plane';
import { CACHE } from '../harness/programs';
import { must } from '../harness/run-command';
import { connection, ROOT, synthesize, withAck } from '../harness/suite';

const GUIDE = 'docs/two-aws-accounts.md';
// moto has no other account for credentials that it did not hand out itself.
const [CLUSTER_IN_GUIDE, CLUSTER, TEAM] = ['111111111111', '123456789012', '222222222222'];
const CONTROLLER = `arn:aws:iam::${CLUSTER}:role/ack-dynamodb-controller`;
const ROLE = `arn:aws:iam::${TEAM}:role/ack-tables`;
const NAMESPACE = 'team-a';
const WITHIN = 120_000;

/** The blocks of the guide, without the indentation of the list that they stand in. */
const blocks = [...readFileSync(join(ROOT, GUIDE), 'utf8').replaceAll(CLUSTER_IN_GUIDE, CLUSTER).matchAll(/^( *)```(\w+)\n(.*?)^ *```/gms)]
  .map(([, indent, language, code]) => ({ language, code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), '') }));
const block = (language: string, part: string): string => {
  const [found, ...others] = blocks.filter((each) => each.language === language && each.code.includes(part));
  expect([part, found !== undefined, others]).toEqual([part, true, []]);
  return found.code;
};

const own = new OwnControlPlane({ roleSelectors: false });
// Below the repository, where the modules that main.ts imports are found.
mkdirSync(CACHE, { recursive: true });
const folder = mkdtempSync(join(CACHE, 'two-aws-accounts-'));
const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};

/** Runs lines of a shell as the reader does, who has these programs and profiles. */
function shell(lines: string): Promise<string> {
  const { aws, kubectl } = own.connection.programs;
  const bin = `aws() { ${aws} -m awscli "$@"; }\nkubectl() { ${kubectl} "$@"; }\nnpx() { "${join(ROOT, 'node_modules/.bin')}/$@"; }\n`;
  return must('bash', ['-euc', `${bin}${lines}`], {
    cwd: folder,
    env: {
      HOME: folder,
      KUBECONFIG: own.connection.kubeconfigs.admin,
      AWS_ENDPOINT_URL: own.connection.aws,
      AWS_CONFIG_FILE: join(folder, 'aws-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'aws-credentials'),
      AWS_CA_BUNDLE: undefined,
      AWS_PAGER: '',
      TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.dev.json'),
    },
  });
}

const aws = async (command: string): Promise<any> => JSON.parse(await shell(`aws ${command} --output json`));
const tablesOf = async (profile: string): Promise<string[]> => (await aws(`dynamodb list-tables --profile ${profile}`)).TableNames;
const conditions = async (): Promise<any[]> => (await own.cluster.get(DYNAMODB_TABLE, NAMESPACE, 'orders')).status?.conditions;
const callsOfAck = (): any[] => readFileSync(own.connection.awsLog, 'utf8').trim().split('\n').map((line) => JSON.parse(line))
  .filter(({ table, accessKey, session }) => table !== undefined && (accessKey === 'conformance' || session?.includes('/ack-tables/')));

if (connection.ack) {
  beforeAll(async () => {
    await own.start();
    await own.installPlatform();
    write('aws-credentials', '[cluster]\naws_access_key_id = administrator\naws_secret_access_key = secret\n');
    write('aws-config', `[profile cluster]\nregion = us-east-1\n[profile team-a]\nregion = us-east-1\nrole_arn = arn:aws:iam::${TEAM}:role/administrator\nsource_profile = cluster\n`);
    write('any.json', JSON.stringify({ Version: '2012-10-17', Statement: [] }));
    await shell('aws iam create-role --profile cluster --role-name ack-dynamodb-controller --assume-role-policy-document file://any.json');
  }, STARTED_WITHIN);
  afterAll(() => own.stop(), 60_000);
}
afterAll(() => rmSync(folder, { recursive: true }));

withAck('1: the program synthesizes the tables and prints the policies', async () => {
  write('main.ts', block('ts', 'ProviderConfig'));
  await shell(block('sh', 'main.ts'));
  expect(readFileSync(join(folder, 'dist/team-a.yaml'), 'utf8')).toContain('kind: IAMRoleSelector');
}, WITHIN);

withAck('2 and 3: AWS takes the roles with their policies, each in its account', async () => {
  await shell(block('sh', 'create-role'));
  await shell(block('sh', 'cluster-policy.json'));
  expect((await aws('iam get-role --profile team-a --role-name ack-tables')).Role.Arn).toBe(ROLE);
  await expect(aws('iam get-role --profile cluster --role-name ack-tables')).rejects.toThrow('NoSuchEntity');
}, WITHIN);

withAck('the controller may assume the role of the team, and nobody else may', async () => {
  const { Role: { AssumeRolePolicyDocument: trust } } = await aws('iam get-role --profile team-a --role-name ack-tables');
  const { PolicyDocument: policy } = await aws('iam get-role-policy --profile cluster --role-name ack-dynamodb-controller --policy-name assume-roles');
  const all = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  expect(await mayAssume(CONTROLLER, policy, ROLE, trust)).toBe(true);
  expect(await mayAssume(CONTROLLER, { ...all, Statement: [] }, ROLE, trust)).toBe(false);
  expect(await mayAssume(CONTROLLER.replace('ack-dynamodb-controller', 'other'), all, ROLE, trust)).toBe(false);
  expect(await mayAssume(CONTROLLER, policy, ROLE.replace('ack-tables', 'administrator'), trust)).toBe(false);
}, WITHIN);

test('4 turns the feature gate on, and what follows is in the guide once', () => {
  expect(block('shell', 'helm upgrade')).toMatch(/--set featureGates\.IAMRoleSelector=true --set enableCARM=false$/m);
  expect([block('sh', 'kubectl apply'), block('sh', 'tableArn'), block('text', 'arn:aws:dynamodb')]).not.toContain('');
});

withAck('before 4: without the feature gate the table is created in neither account, and the status says why', async () => {
  const [createNamespace, apply] = block('sh', 'kubectl apply').split('\n');
  await shell(`${createNamespace}\n${apply}`);
  await own.cluster.until(DYNAMODB_TABLE, NAMESPACE, 'orders', ({ status }) => expect(status?.conditions).toContainEqual(expect.objectContaining({
    type: 'ProviderConfig', status: 'False', message: expect.stringContaining('IAMRoleSelector'),
  })), WITHIN);
  expect([await tablesOf('cluster'), await tablesOf('team-a')]).toEqual([[], []]);
}, 2 * WITHIN);

withAck('4 to 6: with the feature gate the table is in the account of the team, and only there', async () => {
  await own.controlPlane.turnOnRoleSelectors();
  await shell(block('sh', 'kubectl apply'));
  expect(`${await shell(block('sh', 'tableArn'))}\n`).toBe(block('text', 'arn:aws:dynamodb'));
  expect([await tablesOf('cluster'), await tablesOf('team-a')]).toEqual([[], ['orders']]);
  expect(await conditions()).toContainEqual(expect.objectContaining({ type: 'ProviderConfig', status: 'True' }));
}, 3 * WITHIN);

withAck('a table that names no provider configuration is in the account of the cluster', async () => {
  await own.cluster.apply(...synthesize(NAMESPACE, (chart) => new DynamoDbTable(chart, 'ours', {
    tableName: 'ours', region: 'us-east-1', partitionKey: { name: 'id', type: AttributeType.STRING },
  })));
  await own.cluster.until(DYNAMODB_TABLE, NAMESPACE, 'ours', ({ status }) => expect(status).toMatchObject({ state: 'ACTIVE' }), WITHIN);
  expect([await tablesOf('cluster'), await tablesOf('team-a')]).toEqual([['ours'], ['orders']]);
}, 2 * WITHIN);

withAck('deleted, it stays in the account of the team, and each call of ACK was one that the policies of the guide allow', async () => {
  // So the defaults of the guide make it; the platform here has none.
  await own.kubectl('patch', 'dynamodbtable', 'orders', '-n', NAMESPACE, '--type=merge', '-p', '{"spec":{"deletionPolicy":"retain"}}');
  await eventually('the Table that is retained', async () => expect((await own.cluster.get(TABLE, NAMESPACE, 'orders')).metadata.annotations)
    .toMatchObject({ 'services.k8s.aws/deletion-policy': 'retain' }), WITHIN);
  await own.cluster.delete(DYNAMODB_TABLE, NAMESPACE, 'orders');
  await own.cluster.gone(DYNAMODB_TABLE, NAMESPACE, 'orders', WITHIN);
  expect(await tablesOf('team-a')).toEqual(['orders']);
  const calls = callsOfAck().filter(({ table }) => table === 'orders');
  expect(calls.map(({ operation }) => operation)).toEqual(expect.arrayContaining(['CreateTable', 'DescribeTable']));
  expect(calls.map(({ operation }) => operation)).not.toContain('DeleteTable');
  const { PolicyDocument: policy } = await aws('iam get-role-policy --profile team-a --role-name ack-tables --policy-name tables');
  const resource = `arn:aws:dynamodb:us-east-1:${TEAM}:table/orders`;
  for (const operation of new Set(calls.map((call) => call.operation))) {
    expect([operation, await isAllowed(policy, { action: `dynamodb:${operation}`, resource }, undefined, TEAM)]).toEqual([operation, true]);
  }
  expect(new Set(calls.map(({ session }) => session?.split('/')[1]))).toEqual(new Set(['ack-tables']));
}, 2 * WITHIN);
