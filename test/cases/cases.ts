/**
 * Definitions as strangers write them, each with its right outcome under `validate`: what is told, as `severity code path`.
 * The tables are reduced to what the case is about.
 */
export interface Case {
  readonly name: string;
  readonly yaml: string;
  readonly found: readonly string[];
  /** What the message says. */
  readonly says?: readonly RegExp[];
}

const KEYS = '\n  attributeDefinitions: [{attributeName: id, attributeType: S}]\n  keySchema: [{attributeName: id, keyType: HASH}]';
const table = (spec: string, name = 'carts', tableName = name) => `apiVersion: kro.run/v1alpha1
kind: DynamoDBTable
metadata: {name: ${name}, namespace: default}
spec:
  tableName: ${tableName}
  region: us-east-1${KEYS}
${spec}`;

const component = (more: string, properties = '\n        tableName: sessions\n        region: us-west-2') => `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: sessions, namespace: default}
spec:
  components:
    - name: orders
      type: aws-dynamodb-kro
      properties:${properties}
        attributeDefinitions: [{attributeName: id, attributeType: "S"}]
        keySchema: [{attributeName: id, keyType: HASH}]
${more}`;

export const CASES: readonly Case[] = [
  { name: 'a tag that is true', yaml: table('  tags: [{key: managed, value: true}]\n'), found: ['error InvalidType spec.tags[0].value'], says: [/In YAML, quote it: "true"/] },
  { name: 'a tag that is a number, as it is written', yaml: table('  tags: [{key: zip, value: 0o17}]\n'), found: ['error InvalidType spec.tags[0].value'], says: [/In YAML, quote it: "0o17"/] },
  { name: 'a date and a time as tags', yaml: table('  tags: [{key: since, value: 2025-12-31}, {key: window, value: 12:30}]\n'), found: [] },
  { name: 'a bare N', yaml: table('').replace('attributeType: S', 'attributeType: N'), found: ['error InvalidType spec.attributeDefinitions[0].attributeType'], says: [/quote it: "N"/] },
  { name: 'an attribute on', yaml: table('').replaceAll('attributeName: id', 'attributeName: on'), found: ['error InvalidType spec.attributeDefinitions[0].attributeName', 'error InvalidType spec.keySchema[0].attributeName'], says: [/quote it: "on"/] },
  { name: 'an object name in upper case', yaml: table('', 'HipaaBaaTable'), found: ['error InvalidValue metadata.name'], says: [/lower-case/] },
  { name: 'an object name of 64 characters', yaml: table('', 'a'.repeat(64), 'carts'), found: ['error InvalidValue metadata.name'], says: [/at most 63/] },
  { name: 'one table twice', yaml: `${table('')}---\n${table('', 'carts-copy', 'carts')}`, found: ['error DuplicateTable spec.tableName'], says: [/DynamoDBTable default\/carts too/] },
  { name: 'a policy as YAML', yaml: table('  resourcePolicy: {Version: "2012-10-17", Statement: []}\n'), found: ['error InvalidType spec.resourcePolicy'] },
  {
    name: 'the traits of another product',
    yaml: component('      traits:\n        - {type: dynamodb-ttl-kro, properties: {attributeName: expiresAt}}\n        - {type: dynamodb-streams-kro, properties: {viewType: KEYS_ONLY}}\n        - {type: dynamodb-encryption-kro, properties: {}}\n'),
    found: [0, 1, 2].map((i) => `warning UnknownTrait spec.components[0].traits[${i}].type`),
    says: [/aws-dynamodb-kro-ttl/, /aws-dynamodb-kro-stream/, /aws-dynamodb-kro-encryption/],
  },
  {
    name: 'our traits misspelt',
    yaml: component('      traits:\n        - {type: aws-dynamodb-kro-ttls, properties: {ttlAttributeName: a}}\n        - {type: aws-dynamodb-kro-streams, properties: {}}\n'),
    found: [0, 1].map((i) => `error UnknownTrait spec.components[0].traits[${i}].type`),
    says: [/Did you mean "aws-dynamodb-kro-ttl"\?/, /Did you mean "aws-dynamodb-kro-stream"\?/],
  },
  {
    name: 'name and region come from an override policy',
    yaml: component(`  policies:
    - {name: local, type: topology, properties: {clusters: [local]}}
    - {name: prod, type: override, properties: {components: [{name: orders, properties: {tableName: carts-prod, region: us-west-2}}]}}
  workflow: {steps: [{name: deploy-prod, type: deploy, properties: {policies: [local, prod]}}]}
`, ''),
    found: [],
  },
  {
    name: 'region comes from an input',
    yaml: component('      inputs: [{from: region, parameterKey: region}]\n', '\n        tableName: sessions'),
    found: ['warning NotValidated spec.components[0].properties.region'],
  },
  { name: 'a misspelt kind', yaml: table('').replace('DynamoDBTable', 'DynamoDbTable'), found: ['error UnknownApi kind'] },
  { name: 'a version that is not there', yaml: table('').replace('v1alpha1', 'v1'), found: ['error UnknownApi apiVersion'] },
  { name: 'what describe-table prints', yaml: '{"Table": {"TableName": "carts", "KeySchema": [], "TableSizeBytes": 0}}', found: ['error ForeignFormat '], says: [/cdk8s-dynamodb-kro import/] },
];
