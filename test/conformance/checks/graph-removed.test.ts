/** Deleting the ResourceGraphDefinition while there are tables loses nothing, and what was deleted meanwhile goes when it is back. */
import { AttributeType, DynamoDbKroComponent, DynamoDbTable, PlatformPart } from '../../../src';
import { callsTo } from '../harness/aws';
import { DYNAMODB_TABLE, Kind, TABLE } from '../harness/cluster';
import { eventually, sleep } from '../harness/eventually';
import { cluster, kubectl, synthesize } from '../harness/suite';

const NAMESPACE = 'aws';
const WITHIN = 120_000;
const apiGroup = 'removed.example.com';
const KIND: Kind = { ...DYNAMODB_TABLE, group: apiGroup };
const [graph, role] = synthesize('', (chart) =>
  new DynamoDbKroComponent(chart, 'dynamodb', { apiGroup, resourceGraphName: 'removed', parts: [PlatformPart.RESOURCE_GRAPH, PlatformPart.CLUSTER_ROLE] }));
const tableOf = (name: string) => synthesize(NAMESPACE, (chart) => new DynamoDbTable(chart, name, {
  tableName: name, region: 'us-east-1', partitionKey: { name: 'id', type: AttributeType.STRING }, apiGroup,
}));
const active = (name: string) => cluster.until(KIND, NAMESPACE, name, ({ status }) => expect(status).toMatchObject({ state: 'ACTIVE', tableStatus: 'ACTIVE' }), WITHIN);

test('the tables stay, one that is deleted meanwhile waits, and goes when the graph is back', async () => {
  await cluster.namespace(NAMESPACE);
  await cluster.apply(graph, role);
  for (const name of ['stays-without-graph', 'goes-without-graph']) {
    await eventually('the API to be served', () => cluster.apply(...tableOf(name)), WITHIN);
    await active(name);
  }
  const before = await cluster.get(TABLE, NAMESPACE, 'stays-without-graph');

  await kubectl(['delete', 'rgd', 'removed', '--timeout=60s']);
  expect((await kubectl(['get', 'rgd', 'removed', '--ignore-not-found'])).stdout).toBe('');
  await cluster.delete(KIND, NAMESPACE, 'goes-without-graph');
  await sleep(15_000);
  expect((await cluster.get(KIND, NAMESPACE, 'goes-without-graph')).metadata.deletionTimestamp).toBeDefined();
  for (const name of ['stays-without-graph', 'goes-without-graph']) {
    expect((await cluster.get(TABLE, NAMESPACE, name)).metadata.deletionTimestamp).toBeUndefined();
    expect(callsTo(name).map(({ operation }) => operation)).not.toContain('DeleteTable');
  }

  await cluster.apply(graph);
  await cluster.gone(KIND, NAMESPACE, 'goes-without-graph', WITHIN);
  await active('stays-without-graph');
  expect((await cluster.get(TABLE, NAMESPACE, 'stays-without-graph')).metadata.uid).toBe(before.metadata.uid);
  await cluster.delete(KIND, NAMESPACE, 'stays-without-graph');
  await cluster.gone(KIND, NAMESPACE, 'stays-without-graph', WITHIN);
}, 6 * WITHIN);
