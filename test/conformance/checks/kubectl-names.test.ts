/** Where the platform says that kro is new enough, kubectl finds tables by a short name and by a category. */
import { DynamoDbKroComponent, PlatformPart } from '../../../src';
import { eventually } from '../harness/eventually';
import { cluster, kubectl, synthesize } from '../harness/suite';
import { isAtLeast, versionOf } from '../harness/versions';

const GROUP = 'names.example.test';
const sinceNames = isAtLeast('kro', '0.9.4') ? test : test.skip;

sinceNames('kubectl get ddb, and kubectl get aws', async () => {
  await cluster.apply(...synthesize('default', (chart) => new DynamoDbKroComponent(chart, 'names', {
    apiGroup: GROUP, resourceGraphName: 'names', kroVersion: versionOf('kro'), parts: [PlatformPart.RESOURCE_GRAPH, PlatformPart.CLUSTER_ROLE],
  })));
  await eventually('the graph to be Active', async () => {
    expect((await kubectl(['get', 'rgd', 'names', '-o', 'jsonpath={.status.state}'])).stdout).toBe('Active');
  });
  const { spec } = JSON.parse((await kubectl(['get', `crd/dynamodbtables.${GROUP}`, '-o', 'json'])).stdout);
  expect(spec.names).toMatchObject({ shortNames: ['ddb'], categories: ['aws'] });
  await eventually('kubectl to know the names', async () => {
    expect(await kubectl(['get', 'ddb', '-n', 'default'])).toMatchObject({ code: 0 });
    expect(await kubectl(['get', 'aws', '-n', 'default'])).toMatchObject({ code: 0 });
  });
}, 120_000);
