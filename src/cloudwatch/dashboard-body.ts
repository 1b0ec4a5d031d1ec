import { OPERATIONS } from './operations';
import { Watched, WatchedTable } from './watched-table';

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
export interface DashboardBody {
  readonly widgets: ReadonlyArray<{ readonly type: string; readonly width: number; readonly height: number; readonly properties: object }>;
}

const METRICS = 'AWS/DynamoDB';
const WHOLE_WIDTH = 24;

/** A heading and four graphs for each table. CloudWatch lays them out itself, from left to right. */
export function dashboardBody(tables: readonly WatchedTable[]): DashboardBody {
  return { widgets: tables.flatMap(widgetsOf) };
}

function widgetsOf(table: WatchedTable): DashboardBody['widgets'] {
  const graph = (title: string, metrics: unknown[], more: object = {}) => ({
    type: 'metric', width: WHOLE_WIDTH / 4, height: 6, properties: { title, region: table.region, view: 'timeSeries', stat: 'Sum', period: 60, metrics, ...more },
  });
  const ofParts = (...names: string[]) => names.flatMap((name) => table.parts.map((part) => [METRICS, name, ...dimensions(part)]));
  const ofOperations = (name: string, stat: string) => OPERATIONS.map((operation) => [METRICS, name, 'TableName', table.tableName, 'Operation', operation, { stat }]);
  return [
    { type: 'text', width: WHOLE_WIDTH, height: 1, properties: { markdown: `## ${inCode(table.tableName)} (${inCode(table.region)})` } },
    graph('Consumed capacity', ofParts('ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits'), { annotations: { horizontal: limits(table) } }),
    graph('Throttled', ofParts('ReadThrottleEvents', 'WriteThrottleEvents')),
    graph('Latency', ofOperations('SuccessfulRequestLatency', 'p99')),
    graph('Errors', [
      ...ofOperations('SystemErrors', 'Sum'),
      ...table.replicaRegions.map((region) => [METRICS, 'ReplicationLatency', 'TableName', table.tableName, 'ReceivingRegion', region, { stat: 'Average', yAxis: 'right' }]),
    ]),
  ];
}

function dimensions({ tableName, indexName }: Watched): string[] {
  return ['TableName', tableName, ...(indexName === undefined ? [] : ['GlobalSecondaryIndexName', indexName])];
}

/** What a minute may use, of the table itself. */
function limits({ parts: [{ readCapacity, writeCapacity }] }: WatchedTable): object[] {
  const line = (label: string, capacity?: number) => (capacity === undefined ? [] : [{ label, value: capacity * 60 }]);
  return [...line('read capacity', readCapacity), ...line('write capacity', writeCapacity)];
}

// The names of a valid table have no backquote; those of a wrong one are never written.
function inCode(text: string): string {
  return `\`${text.replaceAll('`', '')}\``;
}
