/** The operations of workloads, each of which has latency and errors of its own in CloudWatch; an alarm takes ten metrics at most. */
export const OPERATIONS = [
  'GetItem', 'BatchGetItem', 'Query', 'Scan', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactGetItems', 'TransactWriteItems',
];
