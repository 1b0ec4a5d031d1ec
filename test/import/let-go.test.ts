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

test('the page has the sections', () => {
  const page = readFileSync('docs/bring-your-tables.md', 'utf8');
  for (const heading of ['## CloudFormation, SAM and CDK', '## Terraform', '## Crossplane', '## ACK']) {
    expect(page.split(`${heading}\n`)[1]?.split('\n## ')[0]).toContain('**Let go**');
  }
});
