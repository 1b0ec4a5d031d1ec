import { Chart, Testing } from 'cdk8s';
import {
  AccountAlarms, AccountAlarmsProps, AttributeType, Billing, DynamoDbApplication, DynamoDbKroComponent, DynamoDbTable, GitOps, IDynamoDbTable,
  StreamViewType, TableAlarms, TableAlarmsProps, TableDashboard, TableProps, Warnings,
} from '../../src';
import { ACCOUNT_ALARMS, TABLE_ALARMS } from '../../src/cloudwatch/recommended';
import { MINIMAL, refusal, synth, warned } from '../synth';

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

test('its description says what is rendered', () => {
  const [byDefault, changed] = [{}, {
    readThrottleEvents: { threshold: 7, evaluationPeriods: 3, periodSeconds: 300 },
    systemErrors: { evaluationPeriods: 4, datapointsToAlarm: 1 },
    consumedReadCapacity: { threshold: 50, periodSeconds: 120 },
    replicationLatency: { threshold: 1000 },
  }].map((options) => alarmsOf({ billing: Billing.provisioned({ readCapacityUnits: 5, writeCapacityUnits: 2 }), stream: StreamViewType.NEW_AND_OLD_IMAGES, replicas: [{ region: 'eu-west-1' }] }, options));
  const says = (alarms: Record<string, any>) => ['orders-ReadThrottleEvents', 'orders-SystemErrors', 'orders-ConsumedReadCapacityUnits', 'orders/eu-west-1-ReplicationLatency']
    .map((name) => alarms[name].alarmDescription.split('. ')[0]);
  expect(says(byDefault)).toEqual([
    'Reads are throttled: over 0 events a period, in 5 of 5 periods of 60 seconds',
    'DynamoDB answers with errors of its own (HTTP 500): over 0 events a period, in 15 of 15 periods of 60 seconds',
    'Consumed read capacity: at least 80 percent of the provisioned or capped capacity (240 units a period), in 1 of 1 period of 60 seconds',
    'A replica is behind: over 180000 milliseconds, in 15 of 15 periods of 60 seconds',
  ]);
  expect(says(changed)).toEqual([
    'Reads are throttled: over 7 events a period, in 3 of 3 periods of 300 seconds',
    'DynamoDB answers with errors of its own (HTTP 500): over 0 events a period, in 1 of 4 periods of 60 seconds',
    'Consumed read capacity: at least 50 percent of the provisioned or capped capacity (300 units a period), in 1 of 1 period of 120 seconds',
    'A replica is behind: over 1000 milliseconds, in 15 of 15 periods of 60 seconds',
  ]);
});

test('each topic that is in another region is reported, with all regions of the tables', () => {
  const elsewhere = ['eu-west-1', 'ap-south-1'].map((region) => DynamoDbTable.fromTableName('users', region));
  const lines = refused({ tables: [tableOf(), ...elsewhere], alarmActions: [TOPIC, TOPIC.replace('us-east-1', 'eu-west-1')] });
  expect(lines).toContain('alarmActions[0] "arn:aws:sns:us-east-1:123456789012:ops" is not in eu-west-1, ap-south-1, where alarms are');
  expect(lines).toContain('alarmActions[1] "arn:aws:sns:eu-west-1:123456789012:ops" is not in us-east-1, ap-south-1, where alarms are');
});

test('a replica has the alarms of its own region by a reference', () => {
  const chart = new Chart(Testing.app(), 'chart');
  new TableAlarms(chart, 'table', { tables: [tableOf()] });
  new TableAlarms(chart, 'replica', { tables: [DynamoDbTable.fromTableName('orders', 'eu-west-1')] });
  const objects = Testing.synth(chart);
  expect(new Set(objects.map(({ metadata }) => metadata.name)).size).toBe(6);
  expect(objects.map(({ metadata }) => metadata.annotations['services.k8s.aws/region'])).toEqual([...Array(3).fill('us-east-1'), ...Array(3).fill('eu-west-1')]);
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
  ['no table', { tables: [] }, 'tables and scopes hold no table. Give a table, or a construct that has some, and declare it before the alarms. [Required]'],
  ['tables that are no list', { tables: 'orders' }, 'tables "orders" is not a list'],
  ['a table that is a name', { tables: ['orders'] }, 'tables[0] "orders" is not one. Give a DynamoDbTable'],
  ['a scope that is none', { scopes: [{}] }, 'scopes[0] (an object) is not one'],
  ['a topic that is a name', { alarmActions: ['ops'] }, 'alarmActions[0] "ops" is not valid'],
  ['a topic of another region', { okActions: [TOPIC.replace('us-east-1', 'eu-west-1')] }, 'okActions[0] "arn:aws:sns:eu-west-1:123456789012:ops" is not in us-east-1, where alarms are'],
  ['a prefix with a space', { alarmNamePrefix: 'my alarms' }, 'alarmNamePrefix "my alarms" is not valid'],
  ['a threshold below 0', { systemErrors: { threshold: -1 } }, 'systemErrors.threshold -1 is out of range'],
  ['a period of 90 seconds', { systemErrors: { periodSeconds: 90 } }, 'systemErrors.periodSeconds 90 is not a multiple of 60'],
  ['more than a day of shorter periods', { systemErrors: { periodSeconds: 60 * 59, evaluationPeriods: 25 } }, 'systemErrors.evaluationPeriods 25 with periods of 3540 seconds is more than a day. Give at most 24'],
  ['more than seven days', { systemErrors: { periodSeconds: 3600, evaluationPeriods: 169 } }, 'systemErrors.evaluationPeriods 169 with periods of 3600 seconds is more than seven days. Give at most 168'],
  ['more datapoints than periods', { systemErrors: { datapointsToAlarm: 16 } }, 'systemErrors.datapointsToAlarm 16 is more than the 15 periods that count'],
  ['a misspelt setting', { systemErrors: { treshold: 1 } }, 'systemErrors.treshold is not a property. Did you mean "threshold"?'],
  ['CloudWatch’s own name', { systemErrors: { period: 60 } }, 'systemErrors.period is not a property. Use periodSeconds.'],
  ['AWS CDK’s name', { throttledRequests: {} }, 'throttledRequests is not a property. Use readThrottleEvents.'],
  ['a misspelt alarm', { systemError: {} }, 'systemError is not a property. Did you mean "systemErrors"?'],
  ['a name that is too long', { tables: [DynamoDbTable.fromTableName('a'.repeat(250), 'us-east-1')] }, 'characters. CloudWatch takes 255. Leave this table out: its name, or that of an index, is too long. [InvalidLength]'],
  ['a name that is too long with its prefix', { tables: [DynamoDbTable.fromTableName('a'.repeat(240), 'us-east-1')], alarmNamePrefix: 'prod-' }, 'characters. CloudWatch takes 255. Use a shorter prefix, or leave this table out: its name, or that of an index, is too long. [InvalidLength]'],
])('%s: refused by synth', (_, options, message) => expect(refused(options)).toContain(message));

test('the same alarm twice in a chart is refused', () => {
  const twice = refusal((chart) => ['one', 'two'].forEach((id) => new TableAlarms(chart, id, { tables: [tableOf()] }))).join('\n');
  expect(twice).toBe('[chart/two] alarmNamePrefix makes 3 alarms that chart/one has too, such as "orders-ReadThrottleEvents" in us-east-1. Leave one of the two out, or give one another alarmNamePrefix. [DuplicateName]');
});

describe('the same alarm in two charts', () => {
  const makeIn = (tables: IDynamoDbTable[], props: object = {}) => {
    const app = Testing.app();
    tables.forEach((table, i) => new TableAlarms(new Chart(app, `chart-${i}`), 'alarms', { tables: [table], ...i === 1 ? props : {} }));
    return () => app.node.findAll().flatMap(({ node }) => node.validate());
  };
  const message = 'alarmNamePrefix makes 3 alarms that chart-0/alarms has too, such as "orders-ReadThrottleEvents" in us-east-1. Leave one of the two out, or give one another alarmNamePrefix';

  test('of one table is refused', () => {
    const table = tableOf();
    expect(makeIn([table, table])()).toEqual([`${message}. [DuplicateName]`]);
    expect(makeIn([table, table], { alarmNamePrefix: 'other-' })()).toEqual([]);
  });

  test('of two tables that have one name is a warning: the charts may be for two accounts', () => {
    const line = `Warning: [chart-1/alarms] ${message}; where they are in two AWS accounts, acknowledge this warning. [DuplicateName]`;
    const reference = DynamoDbTable.fromTableName('orders', 'us-east-1');
    expect(warned(() => expect(makeIn([tableOf(), tableOf()])()).toEqual([]))).toEqual([line]);
    expect(warned(() => expect(makeIn([reference, reference])()).toEqual([]))).toEqual([line]);
    expect(warned(() => expect(makeIn([tableOf(), DynamoDbTable.fromTableName('orders', 'eu-west-1')])()).toEqual([]))).toEqual([]);
  });
});

test('a table that a scope has since is a warning, and not without alarms in silence', () => {
  const lines = warned(() => synth((chart) => {
    const shop = new DynamoDbApplication(chart, 'shop', { tables: [MINIMAL] });
    new TableAlarms(chart, 'alarms', { scopes: [shop] });
    shop.addTable({ ...MINIMAL, tableName: 'carts' });
    new TableAlarms(chart, 'later', { scopes: [shop], alarmNamePrefix: 'later-' });
  }));
  expect(lines).toEqual(['Warning: [chart/alarms] scopes got "carts" after the alarms, which do not watch it. Declare the alarms after the tables. [NotWatched]']);
});

test('tables with a provider configuration may be in another account: a warning, of a dashboard, too', () => {
  const lines = (declare: (chart: Chart) => void) => warned(() => synth((chart) => {
    const shop = new DynamoDbApplication(chart, 'shop', { tables: [MINIMAL, ...['carts', 'users'].map((tableName) => ({ ...MINIMAL, tableName, providerConfig: 'team-a' }))] });
    new TableAlarms(chart, 'alarms', { scopes: [shop] });
    declare(chart);
  }));
  const line = (where: string, what: string) => `Warning: [chart/${where}] tables with a provider configuration may be in another account than the ACK CloudWatch controller, where there are no metrics of them: `
    + `"carts" ("team-a"), "users" ("team-a"). Make their ${what} in their own account; where it is the same, acknowledge this warning. [CrossAccountAlarm]`;
  expect(lines((chart) => new TableDashboard(chart, 'dashboard', { scopes: [chart] }))).toEqual([line('alarms', 'alarms'), line('dashboard', 'dashboard')]);
  expect(lines((chart) => Warnings.of(chart).acknowledge('CrossAccountAlarm'))).toEqual([]);
});

test('false is no setting, and the message says how an alarm is left out', () => {
  expect(refused({ readThrottleEvents: false })).toBe('[chart/alarms] readThrottleEvents false is not an object. Give an object; { enabled: false } leaves the alarm out. [InvalidType]');
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

  test('a region that AWS is not known to have is a warning; of a dashboard, too', () => {
    const made = (build: (chart: Chart) => Chart | void): string[] => warned(() => {
      const chart = new Chart(Testing.app(), 'chart');
      build(chart);
      Testing.synth(chart);
    });
    const line = 'region "us-eats-1" is not a known AWS region. Did you mean "us-east-1"? [UnknownRegion]';
    expect(made((chart) => void new AccountAlarms(chart, 'account', { region: 'us-eats-1' }))).toEqual([`Warning: [chart/account] ${line}`]);
    expect(made((chart) => Warnings.of(new AccountAlarms(chart, 'account', { region: 'us-eats-1' })).acknowledge('UnknownRegion'))).toEqual([]);
    expect(made((chart) => void new TableDashboard(chart, 'shop', { region: 'us-eats-1', tables: [tableOf()] }))).toEqual([`Warning: [chart/shop] ${line}`]);
  });

  describe('as an option of the platform', () => {
    const platform = (chart: Chart, props: object): DynamoDbKroComponent => new DynamoDbKroComponent(chart, 'dynamodb', props);

    test('the same alarms, one set for each region', () => {
      const made = platform(new Chart(Testing.app(), 'chart'), { accountAlarms: [{ region: 'us-east-1', alarmActions: [TOPIC] }, { region: 'eu-west-1' }] });
      const wanted = [...accountAlarms({ region: 'us-east-1', alarmActions: [TOPIC] }), ...accountAlarms({ region: 'eu-west-1' })];
      expect(made.accountAlarms.map((alarm) => alarm.toJson())).toEqual(wanted);
      expect(platform(new Chart(Testing.app(), 'chart'), {}).accountAlarms).toEqual([]);
    });

    test('beside AccountAlarms of the same region: one line', () => {
      expect(refusal((chart) => {
        platform(chart, { accountAlarms: [{ region: 'us-east-1' }] });
        new AccountAlarms(chart, 'account', { region: 'us-east-1' });
      })).toEqual(['[chart/account] alarmNamePrefix makes 4 alarms that chart/dynamodb/accountAlarms[0] has too, such as "DynamoDB-AccountProvisionedReadCapacityUtilization" in us-east-1. Leave one of the two out, or give one another alarmNamePrefix. [DuplicateName]']);
      const region = { region: 'us-east-1' };
      expect(refusal((chart) => platform(chart, { accountAlarms: [region, region] }))).toEqual([expect.stringMatching(/^\[chart\/dynamodb\/accountAlarms\[1\]\] alarmNamePrefix makes 4 alarms that chart\/dynamodb\/accountAlarms\[0\] has too/)]);
    });

    test('in the wave of the platform', () => {
      const [alarm] = platform(new Chart(Testing.app(), 'chart'), { accountAlarms: [{ region: 'us-east-1' }], gitOps: GitOps.argoCd() }).accountAlarms;
      expect(alarm.toJson().metadata.annotations).toEqual({ 'services.k8s.aws/region': 'us-east-1', 'argocd.argoproj.io/sync-wave': '-2' });
    });

    test.each<[string, unknown, string]>([
      ['no list', { region: 'us-east-1' }, '[chart/dynamodb] accountAlarms (an object) is not a list. Give a list, with an item for each region. [InvalidType]'],
      ['no region', [{ region: 'us-east-1' }, {}], '[chart/dynamodb/accountAlarms[1]] region is missing. '],
      ['no object', ['us-east-1'], '[chart/dynamodb/accountAlarms[0]] props "us-east-1" is not an object'],
      ['a region twice', [{ region: 'us-east-1' }, { region: 'us-east-1' }], '[chart/dynamodb/accountAlarms[1]] alarmNamePrefix makes 4 alarms that chart/dynamodb/accountAlarms[0] has too, such as'],
    ])('%s: refused by synth', (_, given, message) => {
      expect(refusal((chart) => platform(chart, { accountAlarms: given }))).toContainEqual(expect.stringContaining(message));
    });
  });

  test('without a region they are refused', () => {
    expect(refusal((chart) => new AccountAlarms(chart, 'account', {} as any)).join('\n')).toContain('region is missing');
  });
});

test('each alarm says what to do, and which page of AWS it comes from', () => {
  for (const alarm of [...TABLE_ALARMS, ...ACCOUNT_ALARMS]) {
    expect(alarm.source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(alarm.advice).toMatch(/^[A-Z].*\.$/);
  }
});

test('periods of an hour or more may be seven days together, and thresholds have fractions', () => {
  const spec = alarmsOf({}, { systemErrors: { periodSeconds: 3600, evaluationPeriods: 48, threshold: 2.5 } })['orders-SystemErrors'];
  expect(spec).toMatchObject({ evaluationPeriods: 48, threshold: 2.5 });
  expect(refused({ systemErrors: { threshold: NaN } })).toContain('systemErrors.threshold NaN is not a number');
});

test('a threshold that is always reached, or never; bursts use more than what is provisioned', () => {
  expect(refused({ consumedReadCapacity: { threshold: 0 } })).toContain('consumedReadCapacity.threshold 0 is always reached');
  expect(Object.keys(alarmsOf({}, { consumedReadCapacity: { threshold: 120 }, systemErrors: { threshold: 0 } }))).toHaveLength(3);
  const ofAccount = (threshold: number) => refusal((chart) => new AccountAlarms(chart, 'alarms', { region: 'us-east-1', accountReadCapacity: { threshold } })).join();
  expect(ofAccount(101)).toContain('accountReadCapacity.threshold 101 is never exceeded');
  expect(refused({ readThrottleEvents: { threshold: 1e9 } })).toContain('readThrottleEvents.threshold 1000000000 is never reached. Give less than 60000000 events a period. [InvalidAlarm]');
  expect(refused({ replicationLatency: { threshold: 1e300 } })).toContain('is never reached. Give less than 604800000 milliseconds.');
  expect(refused({ consumedReadCapacity: { threshold: 1e6 } })).toContain('is never reached. Give less than 10000 percent');
  // A longer period has more of them.
  expect(alarmsOf({}, { readThrottleEvents: { threshold: 1e9, periodSeconds: 3600 } })['orders-ReadThrottleEvents'].threshold).toBe(1e9);
  expect(synth((chart) => new AccountAlarms(chart, 'alarms', { region: 'us-east-1', accountReadCapacity: { threshold: 99.5 } }))[0].spec.threshold).toBe(99.5);
});

test('one wrong number or topic does not hide what is wrong beside it', () => {
  const lines = refused({ systemErrors: { evaluationPeriods: 0, periodSeconds: 90 }, alarmActions: ['ops', 'arn:aws:sns:eu-west-1:123456789012:ops'] });
  expect(lines).toContain('systemErrors.evaluationPeriods 0');
  expect(lines).toContain('systemErrors.periodSeconds 90 is not a multiple of 60');
  expect(lines).toContain('alarmActions[0] "ops"');
  expect(lines).toContain('alarmActions[1] "arn:aws:sns:eu-west-1:123456789012:ops" is not in us-east-1');
});

test('a topic is in the partition of its region', () => {
  expect(refused({ alarmActions: ['arn:aws-cn:sns:us-east-1:123456789012:ops'] })).toContain('is in the partition aws-cn, and us-east-1 is in aws');
});

test('of one name and region in two accounts, the table without a provider configuration is watched, whatever the order', () => {
  const tables = [
    { ...MINIMAL, name: 'team', providerConfig: 'team-a', billing: Billing.provisioned({ readCapacityUnits: 1, writeCapacityUnits: 1 }) },
    { ...MINIMAL, name: 'own', billing: Billing.provisioned({ readCapacityUnits: 100, writeCapacityUnits: 100 }) },
    { ...MINIMAL, name: 'other', providerConfig: 'team-b' },
  ];
  for (const given of [tables, [...tables].reverse()]) {
    let spec: any;
    const lines = warned(() => {
      const found = synth((chart) => {
        const shop = new DynamoDbApplication(chart, 'shop', { tables: given });
        new TableAlarms(chart, 'alarms', { scopes: [shop] });
      });
      spec = byName(found.filter(({ kind }) => kind === 'MetricAlarm'))['orders-ConsumedReadCapacityUnits'];
    });
    expect(spec.threshold).toBe(4800);
    expect(lines.filter((line) => line.includes('CrossAccountAlarm'))).toEqual([expect.stringMatching(/"(team|other)" \("team-[ab]"\), "(team|other)" \("team-[ab]"\)/)]);
  }
});

describe('settings that change no alarm are a warning', () => {
  const warnings = (props: Partial<TableProps>, options: TableAlarmsProps): string[] => warned(() => alarmsOf(props, options));

  test('of an alarm that is off', () => {
    expect(warnings({}, { systemErrors: { enabled: false, threshold: 5 } })).toEqual([
      'Warning: [chart/alarms] systemErrors.threshold 5 has no effect, because the alarm is off. Remove it, or remove { enabled: false }. [UnusedSetting]',
    ]);
    expect(warnings({}, { systemErrors: { enabled: false } })).toEqual([]);
    expect(warned(() => synth((chart) => new AccountAlarms(chart, 'alarms', { region: 'us-east-1', accountReadCapacity: { enabled: false, periodSeconds: 60 } })))).toEqual([
      expect.stringContaining('accountReadCapacity.periodSeconds 60 has no effect'),
    ]);
  });

  test('of an alarm that none of the tables has', () => {
    expect(warnings({}, { consumedReadCapacity: { threshold: 70 }, replicationLatency: { threshold: 1000 } })).toEqual([
      expect.stringContaining('consumedReadCapacity makes no alarm, because no table has a provisioned or capped capacity. '),
      expect.stringContaining('replicationLatency makes no alarm, because no table has a replica. '),
    ]);
    const billing = Billing.provisioned({ readCapacityUnits: 5, writeCapacityUnits: 5 });
    expect(warnings({ billing }, { consumedReadCapacity: { threshold: 70 }, replicationLatency: { enabled: false } })).toEqual([]);
  });
});

test('alarms are in one partition, because an account is in one', () => {
  const tables = ['cn-north-1', 'us-east-1'].map((region) => DynamoDbTable.fromTableName('orders', region));
  expect(refused({ tables })).toContain('tables are in the partitions aws-cn and aws, and an account is in one. Make alarms for each partition. [PartitionConflict]');
  expect(warned(() => alarmsOf({}, { tables: tables.slice(1) }))).toEqual([]);
});

test('alarms before any table are one error, which names the order', () => {
  const lines: string[] = [];
  const problems = warned(() => lines.push(...refusal((chart) => {
    const shop = new DynamoDbApplication(chart, 'shop', { tables: [] });
    new TableAlarms(chart, 'alarms', { scopes: [shop] });
    shop.addTable(MINIMAL);
  })));
  expect([...lines, ...problems]).toEqual([expect.stringContaining('tables and scopes hold no table. Give a table, or a construct that has some, and declare it before the alarms. [Required]')]);
});

test('a construct whose alarms are all left out gets a warning', () => {
  const off = Object.fromEntries(TABLE_ALARMS.map(({ property }) => [property, { enabled: false }]));
  const linesOf = (options: object) => warned(() => synth((chart) => new TableAlarms(chart, 'alarms', { tables: [tableOf()], ...options })));
  expect(linesOf(off)).toEqual([expect.stringContaining('alarms are none, as each is left out. Turn one on, or remove the construct. [NotWatched]')]);
  expect(linesOf({ ...off, systemErrors: {} })).toEqual([]);
});
