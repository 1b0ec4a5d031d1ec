/** Which sources delete the table in AWS when it is taken out there: a note says so, and what to do before that. */
import { readFileSync } from 'node:fs';
import { STATE } from './terraform-state';
import { run } from '../cli/run';

const PAGE = 'https://github.com/cdk8s-dynamodb-kro/cdk8s-dynamodb-kro/blob/main/docs/bring-your-tables.md';
const imported = (value: object) => run({ 'a.json': JSON.stringify(value) }, 'import', '-o', 'yaml', '--region', 'us-east-1', 'a.json');

const crossplane = (spec: object, apiVersion = 'dynamodb.aws.upbound.io/v1beta1') => ({
  apiVersion, kind: 'Table', metadata: { name: 'orders' }, spec: { ...spec, forProvider: { region: 'us-east-1', hashKey: 'id', attribute: [{ name: 'id', type: 'S' }], billingMode: 'PAY_PER_REQUEST' } }, status: { atProvider: {} },
});
const ack = (annotations: object) => ({
  apiVersion: 'dynamodb.services.k8s.aws/v1alpha1',
  kind: 'Table',
  metadata: { name: 'orders', namespace: 'shop', annotations },
  spec: { tableName: 'orders', billingMode: 'PAY_PER_REQUEST', attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }] },
});
const terraform = {
  format_version: '1.0',
  values: { root_module: { resources: [{ address: 'aws_dynamodb_table.orders', mode: 'managed', type: 'aws_dynamodb_table', name: 'orders', values: { ...STATE, name: 'orders', billing_mode: 'PAY_PER_REQUEST', hash_key: 'id', attribute: [{ name: 'id', type: 'S' }] } }] } },
};
const template = (more: object, type = 'AWS::DynamoDB::Table') => ({
  Parameters: { Policy: { Type: 'String', Default: 'Retain' } },
  Resources: { Table: { Type: type, ...more, Properties: { TableName: 'orders', BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] } } },
});

test.each<[string, object, RegExp]>([
  ['Crossplane', crossplane({}), /orders: note: deletion at the source \(spec\.deletionPolicy\): Crossplane deletes the table in AWS with this object, also after it was adopted\. Before you delete it, set deletionPolicy to Orphan\. See (\S+#crossplane)/],
  ['Crossplane, as it says', crossplane({ deletionPolicy: 'Delete', managementPolicies: ['*'] }), /set deletionPolicy to Orphan\. See (\S+#crossplane)/],
  ['Crossplane, as its policies say', crossplane({ managementPolicies: ['Observe', 'Delete'] }, 'dynamodb.aws.m.upbound.io/v1beta1'), /\(spec\.managementPolicies\): .* Before you delete it, set managementPolicies without Delete, such as \["Observe"\]\. See (\S+#crossplane)/],
  ['the older provider of Crossplane', crossplane({}, 'dynamodb.aws.crossplane.io/v1alpha1'), /set deletionPolicy to Orphan\. See (\S+#crossplane)/],
  ['ACK', ack({}), /orders: note: deletion at the source \(metadata\.annotations\): ACK deletes the table in AWS with this Table, .* annotate it with services\.k8s\.aws\/deletion-policy=retain\. See (\S+#ack)/],
  ['ACK, as it says', ack({ 'services.k8s.aws/deletion-policy': 'delete' }), /annotate it with .*See (\S+#ack)/],
  ['CloudFormation', template({}), /orders: note: deletion at the source \(Resources\.Table\.DeletionPolicy\): CloudFormation deletes the table in AWS with the stack, .* Before that, deploy it with DeletionPolicy: Retain\. See (\S+#cloudformation-sam-and-cdk)/],
  ['CloudFormation, as it says', template({ DeletionPolicy: 'Delete' }), /DeletionPolicy: Retain\. See (\S+#cloudformation-sam-and-cdk)/],
  ['SAM', template({}, 'AWS::Serverless::SimpleTable'), /DeletionPolicy: Retain\. See (\S+#cloudformation-sam-and-cdk)/],
  ['Terraform', terraform, /orders: note: deletion at the source \((aws_dynamodb_table\.\w+)\): Terraform deletes the table in AWS when the resource leaves the configuration, .*; prevent_destroy goes with the resource\. Before that, run terraform state rm 'aws_dynamodb_table\.\w+'\. See (\S+#terraform)/],
])('%s deletes it', async (_, source, note) => {
  const { error } = await imported(source);
  expect(error).toMatch(note);
  expect(note.exec(error)?.at(-1)).toMatch(new RegExp(`^${PAGE}#`));
});

test.each<[string, object]>([
  ['deletionPolicy: Orphan', crossplane({ deletionPolicy: 'Orphan' })],
  ['managementPolicies without Delete', crossplane({ managementPolicies: ['Observe', 'Create'] }, 'dynamodb.aws.m.upbound.io/v1beta1')],
  ['an annotation', ack({ 'services.k8s.aws/deletion-policy': 'retain' })],
  ['what ACK only reads', ack({ 'services.k8s.aws/read-only': 'true' })],
  ['DeletionPolicy: Retain', template({ DeletionPolicy: 'Retain' })],
  ['DeletionPolicy: RetainExceptOnCreate', template({ DeletionPolicy: 'RetainExceptOnCreate' })],
  ['a parameter', template({ DeletionPolicy: { Ref: 'Policy' } })],
])('it stays by %s', async (_, source) => {
  const { out, error } = await imported(source);
  expect(error).not.toContain('deletion at the source');
  expect(out).toContain('deletionPolicy: retain');
});

const ARN = 'arn:aws:dynamodb:us-east-1:111122223333:table/orders';
const beside = (type: string, values: object, more: object = {}) =>
  ({ format_version: '1.0', values: { root_module: { resources: [...terraform.values.root_module.resources, { address: `${type}.x`, mode: 'managed', type, name: 'x', values, ...more }] } } });

test.each<[string, object]>([
  ['aws_dynamodb_table_replica', { global_table_arn: ARN, arn: ARN.replace('us-east-1', 'eu-west-1') }],
  ['aws_dynamodb_contributor_insights', { table_name: 'orders' }],
  ['aws_dynamodb_resource_policy', { resource_arn: ARN, policy: '{}' }],
  ['aws_dynamodb_kinesis_streaming_destination', { table_name: 'orders', stream_arn: 'arn:aws:kinesis:us-east-1:111122223333:stream/s' }],
  ['aws_dynamodb_global_secondary_index', { table_name: 'orders', index_name: 'by-a', key_schema: [{ attribute_name: 'a', attribute_type: 'S', key_type: 'HASH' }], projection: [{ projection_type: 'ALL' }] }],
  ['aws_dynamodb_tag', { resource_arn: ARN, key: 'a', value: 'b' }],
  ['aws_dynamodb_table_item', { table_name: 'orders', hash_key: 'id', item: '{"id":{"S":"seed"}}' }],
])('Terraform deletes what is a resource of its own: %s', async (type, values) => {
  const { error } = await imported(beside(type, values));
  expect(error).toContain(`orders: note: deletion at the source (${type}.x): Terraform deletes it in AWS when the resource leaves the configuration, or with terraform destroy, also after the table was adopted. Before that, run terraform state rm '${type}.x'. See ${PAGE}#terraform`);
});

test('items of one resource are told once, and none of a table that is not there', async () => {
  const item = (name: string, index: number) => ({ address: `aws_dynamodb_table_item.x[${index}]`, index, mode: 'managed', type: 'aws_dynamodb_table_item', name: 'x', values: { table_name: name, hash_key: 'id', item: '{}' } });
  const state = (...items: object[]) => ({ format_version: '1.0', values: { root_module: { resources: [...terraform.values.root_module.resources, ...items] } } });
  expect((await imported(state(item('orders', 0), item('orders', 1)))).error.match(/terraform state rm 'aws_dynamodb_table_item\.x'/g)).toHaveLength(1);
  expect(await imported(state(item('none', 0)))).toMatchObject({ code: 0, error: expect.stringContaining('1 table, 1 finding') });
});

test('what scales a table is not to stay', async () => {
  expect((await imported(beside('aws_appautoscaling_target', { service_namespace: 'dynamodb', resource_id: 'table/orders' }))).error).not.toContain('aws_appautoscaling_target.x): Terraform deletes it');
});

test.each([['TableItem', true], ['TableExport', false]])('Crossplane deletes a %s: %s', async (kind, isDeleted) => {
  const item = { apiVersion: 'dynamodb.aws.upbound.io/v1beta1', kind, metadata: { name: 'i' }, spec: { forProvider: { region: 'us-east-1', tableName: 'orders', item: '{}' } }, status: { atProvider: {} } };
  expect((await imported({ kind: 'List', items: [crossplane({}), item] })).error.includes(`deletion at the source (${kind} i): Crossplane deletes it in AWS with this object`)).toBe(isDeleted);
});

test.each<[string, object, string]>([
  ['deletes it', {}, 'orders: note: deletion at the source (TableReplica r): Crossplane deletes it in AWS with this object, also after the table was adopted. Before you delete it, set deletionPolicy to Orphan.'],
  ['keeps it', { deletionPolicy: 'Orphan' }, ''],
])('a replica that is an object of Crossplane, which %s', async (_, spec, note) => {
  const replica = { apiVersion: 'dynamodb.aws.upbound.io/v1beta1', kind: 'TableReplica', metadata: { name: 'r' }, spec: { ...spec, forProvider: { region: 'eu-west-1', globalTableArn: ARN } }, status: { atProvider: {} } };
  const { error } = await imported({ kind: 'List', items: [crossplane({}), replica] });
  expect(error).toContain(note);
  expect(error.includes('TableReplica r): Crossplane')).toBe(note !== '');
});

test.each(['Delete', 'Retain'])('a replica that is a resource of CDK with DeletionPolicy %s', async (policy) => {
  const source = template({ DeletionPolicy: 'Retain' });
  const resources = { ...source.Resources, R: { Type: 'Custom::DynamoDBReplica', DeletionPolicy: policy, Properties: { TableName: { Ref: 'Table' }, Region: 'eu-west-1' } } };
  const { error } = await imported({ Resources: resources });
  expect(error.includes('orders: note: deletion at the source (Resources.R.DeletionPolicy): CloudFormation deletes the replica in AWS with the stack, or when the resource leaves the template, also after it was adopted. Before that, deploy it with DeletionPolicy: Retain.')).toBe(policy === 'Delete');
});

test('the page has the sections', () => {
  const page = readFileSync('docs/bring-your-tables.md', 'utf8');
  for (const heading of ['## CloudFormation, SAM and CDK', '## Terraform', '## Crossplane', '## ACK']) {
    expect(page.split(`${heading}\n`)[1]?.split('\n## ')[0]).toContain('**Let go**');
  }
});
