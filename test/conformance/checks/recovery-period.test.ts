/**
 * `recoveryPeriodInDays`: with ACK's CRD before 1.11, which lacks the field, and with one that has it. In a namespace that ACK
 * does not watch, so that the Table is only what kro wrote.
 */
import { AttributeType, DynamoDbTable, TableProps } from '../../../src';
import { DYNAMODB_TABLE, TABLE } from '../harness/cluster';
import { cluster, kubectl, synthesize } from '../harness/suite';

const NAMESPACE = 'recovery-period';
const NAME = 'seven-days';
const PATH = '/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/continuousBackups/properties/recoveryPeriodInDays';
const CRD = 'tables.dynamodb.services.k8s.aws';

const declare = (props: Partial<TableProps>) => cluster.apply(...synthesize(NAMESPACE, (chart) => new DynamoDbTable(chart, NAME, {
  tableName: NAME, region: 'us-east-1', partitionKey: { name: 'id', type: AttributeType.STRING }, ...props,
})));
const untilRendered = (continuousBackups: object) =>
  cluster.until(TABLE, NAMESPACE, NAME, ({ spec }) => expect(spec.continuousBackups).toEqual(continuousBackups), 120_000);

async function patchCrd(operation: object): Promise<void> {
  const { code, stderr } = await kubectl(['patch', 'crd', CRD, '--type', 'json', '-p', JSON.stringify([operation])]);
  expect([code, stderr]).toEqual([0, expect.anything()]);
}

beforeAll(() => cluster.namespace(NAMESPACE));

test('with ACK before 1.11 the table says which version it needs', async () => {
  await declare({ pointInTimeRecovery: true, recoveryPeriodInDays: 7 });
  const { status } = await cluster.until(DYNAMODB_TABLE, NAMESPACE, NAME, (object) => {
    const ready = object.status?.conditions?.find(({ type }: any) => type === 'Ready');
    expect(ready).toMatchObject({ status: 'False' });
    expect(ready.message).toMatch(/^recoveryPeriodInDays needs ACK dynamodb-controller 1\.11 or later: upgrade it, or take recoveryPeriodInDays out\. .*field not declared in schema/);
  });
  expect(status.state).toBe('ERROR');
}, 60_000);

test('taken out, the table is made, and has no period', async () => {
  await declare({ pointInTimeRecovery: true });
  await untilRendered({ pointInTimeRecoveryEnabled: true });
}, 130_000);

describe('with a CRD that has the field', () => {
  beforeAll(() => patchCrd({ op: 'add', path: PATH, value: { type: 'integer', format: 'int64' } }));

  afterAll(async () => {
    await cluster.delete(DYNAMODB_TABLE, NAMESPACE, NAME);
    await cluster.gone(DYNAMODB_TABLE, NAMESPACE, NAME);
    await patchCrd({ op: 'remove', path: PATH });
  }, 130_000);

  test('the period is given to ACK, changed, and set back to 35 when it is taken out', async () => {
    await declare({ pointInTimeRecovery: true, recoveryPeriodInDays: 7 });
    await untilRendered({ pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 });
    await declare({ pointInTimeRecovery: true, recoveryPeriodInDays: 14 });
    await untilRendered({ pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 14 });
    await declare({ pointInTimeRecovery: true });
    await untilRendered({ pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 });
  }, 300_000);

  test('it goes with recovery, and does not come back with it', async () => {
    await declare({ pointInTimeRecovery: true, recoveryPeriodInDays: 7 });
    await untilRendered({ pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 });
    await declare({ pointInTimeRecovery: false });
    await untilRendered({ pointInTimeRecoveryEnabled: false });
    await declare({ pointInTimeRecovery: true });
    await untilRendered({ pointInTimeRecoveryEnabled: true });
  }, 300_000);
});
