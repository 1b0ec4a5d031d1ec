/**
 * The IAM policy that the library derives from tables, against all that ACK calls over their life: created, changed
 * field by field, turned off, deleted. No call is denied, and nothing is allowed in vain.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProviderConfig } from '../../../src';
import { ACCOUNT, ADOPTED, Call, declareLife, denied, LIVES, ROLE, Step, unused } from '../../iam/controller-life';
import { DYNAMODB_TABLE } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { note } from '../harness/notes';
import { cluster, connection, synthesize, withAck } from '../harness/suite';

const NAMESPACE = 'aws';
const WITHIN = 240_000;
const RECORDED = join(__dirname, '../../iam/recorded-calls.json');
const TESTER = 'tester';

interface Logged {
  readonly service: string;
  readonly operation: string;
  readonly table?: string;
  readonly region: string;
  readonly accessKey: string;
  readonly session?: string;
  readonly status: number;
  readonly body: { readonly BackupArn?: string; readonly RoleArn?: string };
}

/** What ACK has called for these tables up to now. */
function log(): Logged[] {
  return readFileSync(connection.awsLog, 'utf8').trim().split('\n').map((line): Logged => JSON.parse(line))
    .filter(({ accessKey, table, body }) => accessKey !== TESTER && (Object.keys(LIVES).includes(table ?? '') || body.RoleArn === ROLE.arn));
}

function asCall({ service, operation, table, region, session, body }: Logged): Call {
  const resource = body.RoleArn ?? body.BackupArn?.replace(/\/backup\/.*/, '/backup/ID') ?? `arn:aws:dynamodb:${region}:${ACCOUNT}:table/${table}`;
  return { role: session ? 'assumed' : 'own', action: `${service}:${operation}`, resource };
}

async function asTester(operation: string, body: object): Promise<void> {
  const answer = await fetch(connection.aws, {
    method: 'POST',
    headers: {
      'X-Amz-Target': `DynamoDB_20120810.${operation}`,
      'Content-Type': 'application/x-amz-json-1.0',
      'Authorization': `AWS4-HMAC-SHA256 Credential=${TESTER}/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=none`,
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${operation}: ${await answer.text()}`);
  }
}

/** A table with a tag and a policy, which the declaration that adopts it lacks. */
async function makeAdopted(): Promise<void> {
  const ResourceArn = `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/${ADOPTED}`;
  const statement = { Effect: 'Deny', Principal: '*', Action: 'dynamodb:DeleteItem', Resource: '*' };
  await asTester('CreateTable', {
    TableName: ADOPTED,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    Tags: [{ Key: 'before', Value: 'us' }],
  });
  // Not while it is being created.
  await eventually('the table to have a policy', () => asTester('PutResourcePolicy', { ResourceArn, Policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) }));
}

async function live(name: string, steps: readonly Step[]): Promise<void> {
  const done = (operation: string) => log().filter((call) => call.table === name && call.operation === operation && call.status < 400).length;
  for (const [i, step] of steps.entries()) {
    const before = step.calls.map(done);
    await cluster.apply(...synthesize(NAMESPACE, (chart) => declareLife(chart, name, step)));
    await eventually(`step ${i} of ${name}: ${step.calls.join(', ')}`, () =>
      step.calls.forEach((operation, n) => expect(done(operation)).toBeGreaterThan(before[n])), WITHIN);
    await cluster.until(DYNAMODB_TABLE, NAMESPACE, name, ({ status }) => expect(status).toMatchObject({ state: 'ACTIVE' }), WITHIN);
  }
  await cluster.delete(DYNAMODB_TABLE, NAMESPACE, name);
  await cluster.gone(DYNAMODB_TABLE, NAMESPACE, name, WITHIN);
}

const lives = new Map<string, Promise<void>>();
beforeAll(async () => {
  if (connection.ack) {
    await cluster.apply(...synthesize(NAMESPACE, (chart) => new ProviderConfig(chart, ROLE.name, { roleArn: ROLE.arn })));
    await makeAdopted();
    for (const [name, steps] of Object.entries(LIVES)) {
      const life = live(name, steps);
      life.catch(() => undefined);
      lives.set(name, life);
    }
  }
}, 60_000);

withAck.each(Object.keys(LIVES))('%s lives through its changes, and goes', (name) => lives.get(name), 4 * WITHIN);

withAck('the policy of these tables denies no call of ACK, and allows none in vain', async () => {
  await Promise.allSettled(lives.values());
  const calls = [...new Map(log().map(asCall).map((call) => [JSON.stringify(call), call])).values()]
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  note(`${log().length} calls, ${calls.length} of them different, ${new Set(calls.map(({ action }) => action)).size} actions`);
  writeFileSync(join(connection.logs, 'recorded-calls.json'), `[\n${calls.map((call) => `  ${JSON.stringify(call)}`).join(',\n')}\n]\n`);
  expect(denied(calls)).toEqual([]);
  expect(unused(calls)).toEqual([]);
  // What the unit test goes by; recorded-calls.json among the logs is what it should be.
  expect(calls).toEqual(JSON.parse(readFileSync(RECORDED, 'utf8')));
}, 60_000);
