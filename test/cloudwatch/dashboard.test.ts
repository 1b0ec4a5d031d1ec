import { Chart, Testing } from 'cdk8s';
import { AttributeType, Billing, DynamoDbApplication, DynamoDbTable, IDynamoDbTable, StreamViewType, TableAlarms, TableDashboard, TableDashboardProps } from '../../src';
import { MINIMAL, refusal, synth, warned } from '../synth';

const dashboardOf = (props: TableDashboardProps): any => {
  const chart = new Chart(Testing.app(), 'chart');
  new TableDashboard(chart, 'shop', props);
  return Testing.synth(chart)[0];
};
const orders = new DynamoDbTable(new Chart(Testing.app(), 'elsewhere'), 'orders', {
  ...MINIMAL,
  billing: Billing.provisioned({ readCapacityUnits: 5, writeCapacityUnits: 2 }),
  stream: StreamViewType.NEW_AND_OLD_IMAGES,
  globalSecondaryIndexes: [{
    indexName: 'by-date', partitionKey: { name: 'date', type: AttributeType.STRING }, provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
  }],
  replicas: [{ region: 'eu-west-1' }],
});

test('a heading and four graphs for each table, each in the region of its table', () => {
  const { apiVersion, kind, metadata, spec } = dashboardOf({ tables: [orders, DynamoDbTable.fromTableName('users', 'us-west-2')], region: 'eu-west-1' });
  expect([apiVersion, kind, metadata.annotations, spec.dashboardName]).toEqual([
    'cloudwatch.services.k8s.aws/v1alpha1', 'Dashboard', { 'services.k8s.aws/region': 'eu-west-1' }, 'shop',
  ]);
  const { widgets } = JSON.parse(spec.dashboardBody);
  expect(widgets.map(({ type, properties }: any) => [type, properties.title ?? properties.markdown, properties.region])).toEqual([
    ['text', '## `orders` (`us-east-1`)', undefined],
    ...['Consumed capacity', 'Throttled', 'Latency', 'Errors'].map((title) => ['metric', title, 'us-east-1']),
    ['text', '## `users` (`us-west-2`)', undefined],
    ...['Consumed capacity', 'Throttled', 'Latency', 'Errors'].map((title) => ['metric', title, 'us-west-2']),
  ]);
  expect(widgets[1].properties.metrics).toContainEqual(['AWS/DynamoDB', 'ConsumedReadCapacityUnits', 'TableName', 'orders', 'GlobalSecondaryIndexName', 'by-date']);
  expect(widgets[1].properties.annotations.horizontal).toEqual([{ label: 'read capacity', value: 300 }, { label: 'write capacity', value: 120 }]);
  expect(widgets[4].properties.metrics).toContainEqual(
    ['AWS/DynamoDB', 'ReplicationLatency', 'TableName', 'orders', 'ReceivingRegion', 'eu-west-1', { stat: 'Average', yAxis: 'right' }]);
});

test('a table that a scope has since is in it', () => {
  const [shop, dashboard] = synth((chart) => {
    const application = new DynamoDbApplication(chart, 'shop');
    new TableDashboard(chart, 'dashboard', { scopes: [application] });
    application.addTable(MINIMAL);
  });
  expect(shop.kind).toBe('Application');
  expect(JSON.parse(dashboard.spec.dashboardBody).widgets[0].properties.markdown).toBe('## `orders` (`us-east-1`)');
});

test('two of one name: refused in a chart or about one table, else a warning', () => {
  const makeIn = (charts: readonly string[], tables: IDynamoDbTable[]) => {
    const app = Testing.app();
    charts.forEach((id, i) => new TableDashboard(Chart.of(app.node.tryFindChild(id) ?? new Chart(app, id)), `dashboard-${i}`, { dashboardName: 'shop', tables: [tables[i]] }));
    return app.node.findAll().flatMap(({ node }) => node.validate());
  };
  const users = DynamoDbTable.fromTableName('users', 'us-west-2');
  const message = 'dashboardName makes the dashboard "shop", which one/dashboard-0 has too. Leave one of the two out, or give one another dashboardName';
  expect(makeIn(['one', 'one'], [orders, users])).toEqual([`${message}. [DuplicateName]`]);
  expect(makeIn(['one', 'two'], [orders, orders])).toEqual([`${message}. [DuplicateName]`]);
  expect(warned(() => expect(makeIn(['one', 'two'], [orders, users])).toEqual([]))).toEqual([
    `Warning: [two/dashboard-1] ${message}; where they are in two AWS accounts, acknowledge this warning. [DuplicateName]`,
  ]);
});

test.each<[string, object, string]>([
  ['a name with a dot', { dashboardName: 'shop.prod' }, 'dashboardName "shop.prod" is not valid'],
  ['a region that is none', { region: 'us east' }, 'region "us east" is not valid'],
  ['more widgets than CloudWatch takes', { tables: Array.from({ length: 101 }, (_, i) => DynamoDbTable.fromTableName(`table-${i}`, 'us-east-1')) }, 'tables make 505 widgets, and CloudWatch takes 500'],
])('%s: refused by synth', (_, props, message) => {
  expect(refusal((chart) => new TableDashboard(chart, 'shop', { tables: [orders], ...props })).join('\n')).toContain(message);
});

test('latency and errors are those of all operations that the alarm watches', () => {
  const chart = new Chart(Testing.app(), 'chart');
  const tables = [DynamoDbTable.fromTableName('orders', 'us-east-1')];
  const { alarms } = new TableAlarms(chart, 'alarms', { tables });
  const { dashboard } = new TableDashboard(chart, 'dashboard', { tables });
  const watched = alarms.map((alarm) => alarm.toJson().spec.metrics).find((metrics) => metrics !== undefined)
    .flatMap(({ metricStat }: any) => metricStat?.metric.dimensions[1].value ?? []);
  const [, , , latency, errors] = JSON.parse(dashboard.toJson().spec.dashboardBody).widgets;
  expect(watched).toHaveLength(10);
  expect([latency, errors].map(({ properties }) => properties.metrics.map((metric: any[]) => metric[5]))).toEqual([watched, watched]);
});

test('more metrics than CloudWatch takes', () => {
  const globalIndexes = Array.from({ length: 20 }, (_, i) => `by-${i}`);
  const tables = Array.from({ length: 30 }, (_, i) => DynamoDbTable.fromTableAttributes({ tableName: `table-${i}`, region: 'us-east-1', globalIndexes }));
  expect(refusal((chart) => new TableDashboard(chart, 'dashboard', { tables }))).toEqual([expect.stringContaining('tables make 3120 metrics, and CloudWatch takes 2500')]);
});

test('a dashboard that a client-side apply does not take is a warning', () => {
  const lines = (count: number) => warned(() => synth((chart) => new TableDashboard(chart, 'shop', {
    tables: Array.from({ length: count }, (_, i) => DynamoDbTable.fromTableAttributes({ tableName: `table-${i}`, region: 'us-east-1', globalIndexes: [] })),
  })));
  expect(lines(40)).toEqual([]);
  expect(lines(90)).toEqual([expect.stringMatching(/^Warning: \[chart\/shop\] tables make an object of \d{6} bytes, and a client-side `kubectl apply` takes 262144\. Use `kubectl apply --server-side`.*\[LargeObject\]$/)]);
});

test('the tables are in one partition, because an account is in one', () => {
  const refused = (...regions: string[]) => refusal((chart) => new TableDashboard(chart, 'shop', { tables: regions.map((region) => DynamoDbTable.fromTableName('orders', region)) }));
  expect(refused('cn-north-1', 'us-east-1')).toEqual(['[chart/shop] tables are in the partitions aws-cn and aws, and an account is in one. Make a dashboard for each partition. [PartitionConflict]']);
  expect(dashboardOf({ tables: ['cn-north-1', 'cn-northwest-1'].map((region) => DynamoDbTable.fromTableName('orders', region)) })).toBeDefined();
});
