import { Chart, Testing } from 'cdk8s';
import {
  AccountAlarms, AccountAlarmsProps, AttributeType, Billing, DynamoDbApplication, DynamoDbTable, StreamViewType, TableAlarms, TableAlarmsProps,
  TableProps,
} from '../../src';
import { ACCOUNT_ALARMS, TABLE_ALARMS } from '../../src/cloudwatch/recommended';
import { MINIMAL, refusal } from '../synth';

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:ops';
const index = { indexName: 'by-date', partitionKey: { name: 'date', type: AttributeType.STRING } };
const tableOf = (props: Partial<TableProps> = {}): DynamoDbTable => new DynamoDbTable(new Chart(Testing.app(), 'elsewhere'), 'table', { ...MINIMAL, ...props });

/** The alarms in AWS, by name. */
function alarmsOf(props: Partial<TableProps>, options: TableAlarmsProps = {}): Record<string, any> {
  const chart = new Chart(Testing.app(), 'chart');
  new TableAlarms(chart, 'alarms', { tables: [tableOf(props)], ...options });
  return byName(Testing.synth(chart));
}
const byName = (objects: any[]): Record<string, any> => Object.fromEntries(objects.map(({ spec }) => [spec.name, spec]));
const refused = (options: object): string => refusal((chart) => new TableAlarms(chart, 'alarms', { tables: [tableOf()], ...options } as any)).join('\n');

test('a plain table: throttling and errors, as MetricAlarms in the region of the table', () => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'shop' });
  const { alarms } = new TableAlarms(chart, 'alarms', { tables: [tableOf()], alarmActions: [TOPIC], okActions: [TOPIC], alarmNamePrefix: 'shop/' });
  expect(alarms).toHaveLength(3);
  expect(Testing.synth(chart)[0]).toEqual({
    apiVersion: 'cloudwatch.services.k8s.aws/v1alpha1',
    kind: 'MetricAlarm',
    metadata: { name: expect.stringMatching(/^shop-orders-readthrottleevents-[0-9a-f]{8}$/), namespace: 'shop', annotations: { 'services.k8s.aws/region': 'us-east-1' } },
    spec: {
      name: 'shop/orders-ReadThrottleEvents',
      alarmDescription: expect.stringContaining('throttled'),
      namespace: 'AWS/DynamoDB',
      metricName: 'ReadThrottleEvents',
      dimensions: [{ name: 'TableName', value: 'orders' }],
      statistic: 'Sum',
      period: 60,
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 0,
      evaluationPeriods: 5,
      datapointsToAlarm: 5,
      treatMissingData: 'notBreaching',
      actionsEnabled: true,
      alarmActions: [TOPIC],
      oKActions: [TOPIC],
    },
  });
});

test('the errors of all operations are one alarm, of as many metrics as CloudWatch takes', () => {
  const { metrics } = alarmsOf({})['orders-SystemErrors'];
  expect(metrics[0]).toEqual({ id: 'sum', expression: 'SUM(FILL(METRICS(), 0))', label: 'SystemErrors', returnData: true });
  expect(metrics.slice(1)).toHaveLength(10);
  expect(metrics[1].metricStat).toEqual({
    stat: 'Sum',
    period: 60,
    metric: { namespace: 'AWS/DynamoDB', metricName: 'SystemErrors', dimensions: [{ name: 'TableName', value: 'orders' }, { name: 'Operation', value: 'GetItem' }] },
  });
});

test('each global index has alarms of its own', () => {
  expect(alarmsOf({ globalSecondaryIndexes: [index] })['orders/by-date-WriteThrottleEvents'].dimensions).toEqual([
    { name: 'TableName', value: 'orders' }, { name: 'GlobalSecondaryIndexName', value: 'by-date' },
  ]);
});

test('capacity: 80 percent of what is provisioned, in a minute, as in AWS\'s example of 5 units', () => {
  const provisioned = alarmsOf({
    billing: Billing.provisioned({ readCapacityUnits: 5, writeCapacityUnits: 2 }),
    globalSecondaryIndexes: [{ ...index, provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 } }],
  });
  expect([
    'orders-ConsumedReadCapacityUnits', 'orders-ConsumedWriteCapacityUnits', 'orders/by-date-ConsumedReadCapacityUnits',
  ].map((name) => [provisioned[name].threshold, provisioned[name].comparisonOperator])).toEqual([240, 96, 48].map((each) => [each, 'GreaterThanOrEqualToThreshold']));
});

test('capacity: of a cap on demand, too, and of nothing where there is no limit', () => {
  const billing = Billing.onDemand({ maxReadRequestUnits: 100 });
  const capped = alarmsOf({ billing }, { consumedReadCapacity: { threshold: 50, periodSeconds: 300 } });
  expect(capped['orders-ConsumedReadCapacityUnits']).toMatchObject({ threshold: 15_000, period: 300 });
  expect(Object.keys(capped).filter((name) => name.includes('Consumed'))).toHaveLength(1);
});

test('replicas: how far each is behind', () => {
  const alarms = alarmsOf({ stream: StreamViewType.NEW_AND_OLD_IMAGES, replicas: [{ region: 'eu-west-1' }] });
  const spec = alarms['orders/eu-west-1-ReplicationLatency'];
  const dimensions = [{ name: 'TableName', value: 'orders' }, { name: 'ReceivingRegion', value: 'eu-west-1' }];
  expect(spec).toMatchObject({ statistic: 'Average', threshold: 180_000, dimensions });
});

test('each alarm can be changed, or left out', () => {
  const changed = alarmsOf({}, {
    readThrottleEvents: { threshold: 7, evaluationPeriods: 3 },
    writeThrottleEvents: { evaluationPeriods: 10, datapointsToAlarm: 2 },
    systemErrors: { enabled: false },
  });
  expect(changed).toEqual({
    'orders-ReadThrottleEvents': expect.objectContaining({ threshold: 7, evaluationPeriods: 3, datapointsToAlarm: 3 }),
    'orders-WriteThrottleEvents': expect.objectContaining({ threshold: 0, evaluationPeriods: 10, datapointsToAlarm: 2 }),
  });
});

test('tables of constructs, of an Application, and of another app; each once', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'tables');
  const orders = new DynamoDbTable(chart, 'orders', MINIMAL);
  const shop = new DynamoDbApplication(chart, 'shop', { tables: [{ ...MINIMAL, tableName: 'carts' }] });
  const elsewhere = DynamoDbTable.fromTableAttributes({ tableName: 'users', region: 'us-east-1', globalIndexes: ['by-email'] });
  const alarms = new Chart(app, 'alarms');
  new TableAlarms(alarms, 'alarms', { scopes: [chart], tables: [orders, shop.table('carts'), elsewhere, DynamoDbTable.fromTableName('orders', 'us-east-1')] });
  expect(Object.keys(byName(Testing.synth(alarms))).filter((name) => name.includes('ReadThrottle'))).toEqual(
    ['orders', 'carts', 'users', 'users/by-email'].map((name) => `${name}-ReadThrottleEvents`));
});

test('a name that Kubernetes does not take is made into one, and two that differ in nothing else stay two', () => {
  const chart = new Chart(Testing.app(), 'chart');
  const tables = ['_A.b', '_a_B'].map((name) => DynamoDbTable.fromTableName(name, 'us-east-1'));
  new TableAlarms(chart, 'alarms', { tables });
  const names = Testing.synth(chart).map(({ metadata }) => metadata.name as string);
  expect(names.filter((name) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name))).toHaveLength(6);
  expect(new Set(names).size).toBe(6);
});

test.each<[string, object, string]>([
  ['no table', { tables: [] }, 'tables and scopes hold no table. Give a table, or a construct that has some. [Required]'],
  ['tables that are no list', { tables: 'orders' }, 'tables "orders" is not a list'],
  ['a table that is a name', { tables: ['orders'] }, 'tables[0] "orders" is not one. Give a DynamoDbTable'],
  ['a scope that is none', { scopes: [{}] }, 'scopes[0] (an object) is not one'],
  ['a topic that is a name', { alarmActions: ['ops'] }, 'alarmActions[0] "ops" is not valid'],
  ['a topic of another region', { okActions: [TOPIC.replace('us-east-1', 'eu-west-1')] }, 'is not in us-east-1, where the alarm is'],
  ['a prefix with a space', { alarmNamePrefix: 'my alarms' }, 'alarmNamePrefix "my alarms" is not valid'],
  ['a threshold below 0', { systemErrors: { threshold: -1 } }, 'systemErrors.threshold -1 is out of range'],
  ['a period of 90 seconds', { systemErrors: { periodSeconds: 90 } }, 'systemErrors.periodSeconds 90 is not a multiple of 60'],
  ['more than a day', { systemErrors: { periodSeconds: 3600, evaluationPeriods: 25 } }, 'systemErrors.evaluationPeriods 25 with periods of 3600 seconds is more than a day. Give at most 24'],
  ['more datapoints than periods', { systemErrors: { datapointsToAlarm: 16 } }, 'systemErrors.datapointsToAlarm 16 is more than the 15 periods that count'],
  ['a misspelt setting', { systemErrors: { treshold: 1 } }, 'systemErrors.treshold is not a property. Did you mean "threshold"?'],
  ['a misspelt alarm', { systemError: {} }, 'systemError is not a property. Did you mean "systemErrors"?'],
  ['a name that is too long', { tables: [DynamoDbTable.fromTableName('a'.repeat(250), 'us-east-1')] }, 'characters. Use a shorter prefix: CloudWatch takes 255. [InvalidLength]'],
])('%s: refused by synth', (_, options, message) => expect(refused(options)).toContain(message));

test('the same alarm twice in a chart is refused', () => {
  const twice = refusal((chart) => ['one', 'two'].forEach((id) => new TableAlarms(chart, id, { tables: [tableOf()] }))).join('\n');
  expect(twice).toContain('alarmNamePrefix "orders-ReadThrottleEvents" is the name of the CloudWatch alarm in us-east-1 chart/one too');
});

describe('of the account', () => {
  const accountAlarms = (props: AccountAlarmsProps): any[] => {
    const chart = new Chart(Testing.app(), 'chart');
    new AccountAlarms(chart, 'account', props);
    return Testing.synth(chart);
  };

  test('the quotas, in a region', () => {
    const alarms = accountAlarms({ region: 'eu-west-1', alarmNamePrefix: 'ops-', accountWriteCapacity: { enabled: false }, accountReadCapacity: { threshold: 60 } });
    expect(alarms.map(({ metadata, spec }) => [metadata.annotations['services.k8s.aws/region'], spec.name, spec.threshold])).toEqual([
      ['eu-west-1', 'ops-DynamoDB-AccountProvisionedReadCapacityUtilization', 60],
      ['eu-west-1', 'ops-DynamoDB-MaxProvisionedTableReadCapacityUtilization', 80],
      ['eu-west-1', 'ops-DynamoDB-MaxProvisionedTableWriteCapacityUtilization', 80],
    ]);
    expect(alarms[0].spec).toMatchObject({ statistic: 'Maximum', period: 300, evaluationPeriods: 2, datapointsToAlarm: 2, dimensions: [] });
  });

  test('without a region they are refused', () => {
    expect(refusal((chart) => new AccountAlarms(chart, 'account', {} as any)).join('\n')).toContain('region is missing');
  });
});

test('each alarm says what to do, and which page of AWS it comes from', () => {
  for (const alarm of [...TABLE_ALARMS, ...ACCOUNT_ALARMS]) {
    expect(alarm.source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(alarm.description.length).toBeLessThan(1024);
  }
});
