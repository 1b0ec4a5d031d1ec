/** Bad parameters in an Application that was written by hand: refused, with a message that names the field. */
import { stringify } from 'yaml';
import { APPLICATION, DYNAMODB_TABLE } from '../harness/cluster';
import { cluster, kubectl } from '../harness/suite';

const NAMESPACE = 'refusals';
const GOOD = {
  tableName: 'orders',
  region: 'us-east-1',
  attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
  keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
};

const BAD: Array<{ what: string; names: string; parameters: object }> = [
  { what: 'a table name with a space', names: 'tableName', parameters: { ...GOOD, tableName: 'my table' } },
  { what: 'no region', names: 'region', parameters: { ...GOOD, region: undefined } },
  { what: 'an unknown billing mode', names: 'billingMode', parameters: { ...GOOD, billingMode: 'ON_DEMAND' } },
  { what: 'an attribute type that YAML read as false', names: 'attributeType', parameters: { ...GOOD, attributeDefinitions: [{ attributeName: 'id', attributeType: false }] } },
  { what: 'a misspelt parameter', names: 'tablename', parameters: { ...GOOD, tablename: 'orders' } },
  { what: 'a KMS alias', names: 'kmsMasterKeyID', parameters: { ...GOOD, sseEnabled: true, sseType: 'KMS', kmsMasterKeyID: 'alias/mine' } },
  { what: 'capacity of nothing', names: 'readCapacityUnits', parameters: { ...GOOD, billingMode: 'PROVISIONED', provisionedThroughput: { readCapacityUnits: 0, writeCapacityUnits: 1 } } },
  { what: 'a view type that does not exist', names: 'streamViewType', parameters: { ...GOOD, streamEnabled: true, streamViewType: 'ALL' } },
];

beforeAll(() => cluster.namespace(NAMESPACE));

test.each(BAD.map((bad, i) => ({ ...bad, name: `bad-${i}` })))('an Application with $what is refused, and the message names $names', async ({ name, names, parameters }) => {
  const application = {
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name, namespace: NAMESPACE },
    spec: { components: [{ name, type: 'aws-dynamodb-kro', properties: parameters }] },
  };
  expect((await kubectl(['apply', '-f', '-'], { input: stringify(application) })).code).toBe(0);
  await cluster.until(APPLICATION, NAMESPACE, name, ({ status }) => expect(JSON.stringify(status ?? {})).toContain(names));
  expect(await cluster.find(DYNAMODB_TABLE, NAMESPACE, name)).toBeUndefined();
});

test.each(BAD.filter(({ what }) => what !== 'a misspelt parameter'))('a DynamoDBTable with $what is rejected by the API server, and the message names $names', async ({ names, parameters }) => {
  const table = { apiVersion: 'kro.run/v1alpha1', kind: 'DynamoDBTable', metadata: { name: 'bad', namespace: NAMESPACE }, spec: parameters };
  const { code, stderr } = await kubectl(['apply', '-f', '-'], { input: stringify(table) });
  expect(code).not.toBe(0);
  expect(stderr).toContain(names);
});
