/** More definitions as strangers write them, each with its right outcome under `validate` and what is told. */

interface Variant {
  readonly api?: string;
  readonly kind?: string;
  readonly meta?: string;
  readonly name?: string;
  readonly table?: string;
  readonly region?: string;
  readonly keys?: string;
  readonly comp?: string;
  readonly type?: string;
}

const KEYS = `
  attributeDefinitions: [{attributeName: id, attributeType: S}]
  keySchema: [{attributeName: id, keyType: HASH}]`;
const t = (spec = '', o: Variant = {}) => `apiVersion: ${o.api ?? 'kro.run/v1alpha1'}
kind: ${o.kind ?? 'DynamoDBTable'}
metadata: ${o.meta ?? `{name: ${o.name ?? 'carts'}, namespace: default}`}
spec:
  tableName: ${o.table ?? 'carts'}
  region: ${o.region ?? 'us-east-1'}${o.keys ?? KEYS}
${spec}`;
const app = (props: string, rest = '', o: Omit<Variant, 'api' | 'kind' | 'meta' | 'table' | 'region' | 'keys'> = {}) => `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: ${o.name ?? 'shop'}, namespace: default}
spec:
  components:
    - name: ${o.comp ?? 'orders'}
      type: ${o.type ?? 'aws-dynamodb-kro'}
      properties:
        tableName: orders
        region: us-east-1
        attributeDefinitions: [{attributeName: id, attributeType: "S"}]
        keySchema: [{attributeName: id, keyType: HASH}]
${props}${rest}`;
const K = (r = 'us-east-1', p = 'aws') => `arn:${p}:kms:${r}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export type Outcome = 'valid' | 'warned' | 'refused' | 'unreadable';

export const OUTCOMES: ReadonlyArray<readonly [name: string, yaml: string, outcome: Outcome, ...says: RegExp[]]> = [
  // Keys and replicas.
  ['alias arn', t('  sseEnabled: true\n  sseType: KMS\n  kmsMasterKeyID: arn:aws:kms:us-east-1:111122223333:alias/orders'), 'refused', /alias/],
  ['key id', t('  sseEnabled: true\n  sseType: KMS\n  kmsMasterKeyID: 1234abcd-12ab-34cd-56ef-1234567890ab'), 'refused', /arn:aws:kms/],
  ['mrk keys', t('  streamEnabled: true\n  sseEnabled: true\n  sseType: KMS\n  kmsMasterKeyID: arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab\n  replicas: [{regionName: eu-west-1, kmsMasterKeyID: "arn:aws:kms:eu-west-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab"}]'), 'valid'],
  ['gov key in aws partition', t(`  sseEnabled: true\n  kmsMasterKeyID: ${K('us-gov-west-1')}`, { region: 'us-gov-west-1' }), 'refused', /arn:aws-us-gov:kms:us-gov-west-1/],
  ['gov ok', t(`  sseEnabled: true\n  kmsMasterKeyID: ${K('us-gov-west-1', 'aws-us-gov')}`, { region: 'us-gov-west-1' }), 'valid'],
  ['replica key, table none', t(`  streamEnabled: true\n  replicas: [{regionName: eu-west-1, kmsMasterKeyID: "${K('eu-west-1')}"}]`), 'refused', /no customer managed key/],
  ['replica key, aws managed', t(`  streamEnabled: true\n  sseEnabled: true\n  replicas: [{regionName: eu-west-1, kmsMasterKeyID: "${K('eu-west-1')}"}]`), 'refused', /no customer managed key/],
  ['two replicas one key', t(`  streamEnabled: true\n  sseEnabled: true\n  sseType: KMS\n  kmsMasterKeyID: ${K()}\n  replicas: [{regionName: eu-west-1, kmsMasterKeyID: "${K('eu-west-1')}"}, {regionName: eu-west-2}]`), 'refused', /replicas\[1\]\.kmsMasterKeyID is missing/],
  ['iso-b replica of iso', t('  streamEnabled: true\n  replicas: [{regionName: us-isob-east-1}]', { region: 'us-iso-east-1' }), 'refused', /partition aws-iso-b/],
  ['replicas as texts', t('  streamEnabled: true\n  replicas: [eu-west-1]'), 'refused', /regionName/],
  ['replica region alias', t('  streamEnabled: true\n  replicas: [{region: eu-west-1}]'), 'refused', /Use regionName/],
  ['replica of terraform', t('  streamEnabled: true\n  replicas: [{region_name: eu-west-1, kms_key_arn: x, point_in_time_recovery: true, propagate_tags: true}]'), 'refused', /Use regionName/, /Use kmsMasterKeyID/, /point_in_time_recovery of a replica/],
  // Regions.
  ['upper region', t('', { region: 'US-EAST-1' }), 'refused', /Did you mean "us-east-1"/],
  ['zone', t('', { region: 'us-east-1a' }), 'refused', /Did you mean "us-east-1"/],
  ['unknown region', t('', { region: 'eu-central-3' }), 'warned', /eu-central/],
  ['new cloud region secret', t('  writeConnectionSecretToRef: {name: a}', { region: 'us-isof-south-1' }), 'valid'],
  ['region with spaces', t('', { region: '" us-east-1"' }), 'refused'],
  // Indexes.
  ['lsi without sort', t('  localSecondaryIndexes: [{indexName: by-a, keySchema: [{attributeName: id, keyType: HASH}, {attributeName: a, keyType: RANGE}], projection: {projectionType: ALL}}]', { keys: '\n  attributeDefinitions: [{attributeName: id, attributeType: S}, {attributeName: a, attributeType: S}]\n  keySchema: [{attributeName: id, keyType: HASH}]' }), 'refused', /sort key/],
  ['lsi only range', t('  localSecondaryIndexes: [{indexName: by-a, keySchema: [{attributeName: a, keyType: RANGE}], projection: {projectionType: ALL}}]', { keys: '\n  attributeDefinitions: [{attributeName: id, attributeType: S}, {attributeName: a, attributeType: S}, {attributeName: b, attributeType: S}]\n  keySchema: [{attributeName: id, keyType: HASH}, {attributeName: b, keyType: RANGE}]' }), 'refused', /keySchema/],
  ['gsi projection text', t('  globalSecondaryIndexes: [{indexName: by-id, keySchema: [{attributeName: id, keyType: HASH}], projection: ALL}]'), 'refused', /projectionType/],
  ['gsi nonkey text', t('  globalSecondaryIndexes: [{indexName: by-id, keySchema: [{attributeName: id, keyType: HASH}], projection: {projectionType: INCLUDE, nonKeyAttributes: total}}]'), 'refused', /list/],
  // Names and metadata.
  ['name number', t('', { meta: '{name: 12345}' }), 'refused', /quote it: "12345"/],
  ['name bool', t('', { meta: '{name: on}' }), 'refused', /quote it: "on"/],
  ['name octal', t('', { meta: '{name: 0123}' }), 'refused', /quote it: "0123"/],
  ['name underscore', t('', { name: 'my_table' }), 'refused', /Did you mean "my-table"/],
  ['name with dots', t('', { name: 'a.b.c' }), 'valid'],
  ['no metadata', t('', {}).replace(/metadata.*\n/, ''), 'refused', /metadata\.name is missing/],
  ['generateName', t('', { meta: '{generateName: carts-}' }), 'warned', /kubectl apply/],
  ['namespace upper', t('', { meta: '{name: a, namespace: Shop}' }), 'refused', /metadata\.namespace/],
  ['namespace number', t('', { meta: '{name: a, namespace: 5}' }), 'refused', /metadata\.namespace/],
  ['label bool', t('', { meta: '{name: a, labels: {managed: true}}' }), 'refused', /metadata\.labels/, /quote/],
  ['annotation number', t('', { meta: '{name: a, annotations: {argocd.argoproj.io/sync-wave: -1}}' }), 'refused', /metadata\.annotations/, /quote/],
  ['labels list', t('', { meta: '{name: a, labels: [a]}' }), 'refused', /metadata\.labels/],
  ['label value too long', t('', { meta: `{name: a, labels: {a: ${'x'.repeat(64)}}}` }), 'refused', /metadata\.labels/],
  ['component upper', app('', '', { comp: 'Orders' }), 'refused', /name/],
  ['component underscore', app('', '', { comp: 'my_orders' }), 'refused'],
  ['backups meet', `${t('  backups: [{name: eu-daily}]', { name: 'orders', table: 'ooo' })}\n---\n${t('  backups: [{name: daily}]', { name: 'orders-eu', table: 'ppp' })}`, 'refused', /orders-eu-daily/],
  ['secret shared', `${t('  writeConnectionSecretToRef: {name: db}', { name: 'aaa', table: 'aaa' })}\n---\n${t('  writeConnectionSecretToRef: {name: db, namespace: default}', { name: 'bbb', table: 'bbb' })}`, 'refused', /Secret of/],
  ['one table by two accounts', `${t('  providerConfigRef: {name: a}', { name: 'aaa' })}\n---\n${t('  providerConfigRef: {name: b}', { name: 'bbb' })}`, 'valid'],
  ['same name two namespaces', `${t('', { meta: '{name: a, namespace: x}' })}\n---\n${t('', { meta: '{name: a, namespace: other}', table: 'other' })}`, 'valid'],
  ['same table two namespaces', `${t('', { meta: '{name: a, namespace: x}' })}\n---\n${t('', { meta: '{name: a, namespace: other}' })}`, 'warned', /is declared/],
  // Traits.
  ['trait singular/plural', app('', '      traits: [{type: aws-dynamodb-kro-streams, properties: {}}]\n'), 'refused', /Did you mean "aws-dynamodb-kro-stream"/],
  ['trait underscore', app('', '      traits: [{type: aws_dynamodb_kro_ttl, properties: {ttlAttributeName: a}}]\n'), 'refused', /aws-dynamodb-kro-ttl/],
  ['trait upper', app('', '      traits: [{type: AWS-DynamoDB-KRO-TTL, properties: {ttlAttributeName: a}}]\n'), 'refused', /aws-dynamodb-kro-ttl/],
  ['trait short', app('', '      traits: [{type: ttl, properties: {ttlAttributeName: a}}]\n'), 'warned', /aws-dynamodb-kro-ttl/],
  ['foreign pitr', app('', '      traits: [{type: dynamodb-pitr, properties: {enabled: true}}]\n'), 'warned', /aws-dynamodb-kro-protection/],
  ['foreign trait of pods', app('', '      traits: [{type: scaler, properties: {replicas: 3}}]\n'), 'warned', /sets replicas to a number/],
  ['trait null', app('', '      traits: [null]\n'), 'refused'],
  ['traits null', app('', '      traits: null\n'), 'valid'],
  ['trait no type', app('', '      traits: [{properties: {ttlAttributeName: a}}]\n'), 'refused', /type is missing/],
  ['trait text', app('', '      traits: [aws-dynamodb-kro-ttl]\n'), 'refused'],
  ['ttl twice differing', app('', '      traits: [{type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: a}}, {type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: b}}]\n'), 'refused', /ttl/i],
  ['trait and props differ', app('        ttlEnabled: true\n        ttlAttributeName: x\n', '      traits: [{type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: a}}]\n'), 'refused', /TraitConflict/],
  // YAML as kubectl reads it.
  ['yes as boolean', t('  pointInTimeRecoveryEnabled: yes'), 'valid'],
  ['true as text', t('  pointInTimeRecoveryEnabled: "true"'), 'refused', /true or false/],
  ['capacity text', t('  billingMode: PROVISIONED\n  provisionedThroughput: {readCapacityUnits: "5", writeCapacityUnits: 5}'), 'refused', /whole number/],
  ['capacity float', t('  billingMode: PROVISIONED\n  provisionedThroughput: {readCapacityUnits: 5.0, writeCapacityUnits: 1_000}'), 'valid'],
  ['capacity 1.5', t('  billingMode: PROVISIONED\n  provisionedThroughput: {readCapacityUnits: 1.5, writeCapacityUnits: 1}'), 'refused', /whole number/],
  ['capacity e', t('  billingMode: PROVISIONED\n  provisionedThroughput: {readCapacityUnits: 1e3, writeCapacityUnits: 0o17}'), 'valid'],
  ['version tag', t('  tags: [{key: version, value: 1.10}]'), 'refused', /quote it: "1\.10"/],
  ['sexagesimal', t('  tags: [{key: window, value: 12:30:45}, {key: d, value: 2025-12-31T10:00:00Z}]'), 'valid'],
  ['null tag value', t('  tags: [{key: a, value: null}]'), 'refused', /tags\[0\]\.value is missing/],
  ['tilde', t('  kmsMasterKeyID: ~\n  tags: ~\n  replicas:\n'), 'valid'],
  ['tag y', t('  tags: [{key: y, value: n}]'), 'refused', /quote it: "y"/, /quote it: "n"/],
  ['attribute y', t('', { keys: '\n  attributeDefinitions: [{attributeName: y, attributeType: S}]\n  keySchema: [{attributeName: y, keyType: HASH}]' }), 'refused', /quote it: "y"/],
  ['ttl on', t('  ttlEnabled: true\n  ttlAttributeName: on'), 'refused', /quote it: "on"/],
  ['number type bare', t('', { keys: '\n  attributeDefinitions: [{attributeName: id, attributeType: N}]\n  keySchema: [{attributeName: id, keyType: HASH}]' }), 'refused', /"N"/],
  ['component N in trait', app('', '      traits: [{type: aws-dynamodb-kro-global-index, properties: {attributeDefinitions: [{attributeName: n, attributeType: N}], globalSecondaryIndexes: [{indexName: byn, keySchema: [{attributeName: n, keyType: HASH}], projection: {projectionType: ALL}}]}}]\n'), 'refused', /"N"/],
  ['non-key no', t('  globalSecondaryIndexes: [{indexName: by-id, keySchema: [{attributeName: id, keyType: HASH}], projection: {projectionType: INCLUDE, nonKeyAttributes: [no, 5]}}]'), 'refused', /quote it: "no"/, /quote it: "5"/],
  ['duplicate keys', t('  streamEnabled: true\n  streamEnabled: false'), 'unreadable', /repeated|unique/],
  ['tabs', t('\ttags: []'), 'unreadable'],
  ['document end', `${t('')}\n...\n---\n${t('', { name: 'b', table: 'bbb' })}\n...\n`, 'valid'],
  ['comment after ---', `--- # first\n${t('')}\n--- # second\n${t('  x: 1', { name: 'b', table: 'bbb' })}`, 'refused', /spec\.x|x is not/],
  ['--- in a block', t('  resourcePolicy: |\n    {"Statement": [],\n    ---\n    "a": 1}'), 'refused'],
  ['merge', 'x-defaults: &d {streamEnabled: true, region: us-east-1}\n---\n', 'valid'],
  ['merge in one doc', `apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: a}\nspec:\n  <<: {region: us-east-1, streamViewType: KEYS_ONLY}\n  tableName: carts${KEYS}\n`, 'refused', /streamViewType/],
  ['anchors', t('  tags:\n    - &a {key: a, value: b}\n    - <<: *a\n      key: c'), 'valid'],
  ['unknown alias', t('  tags: *nope'), 'unreadable'],
  ['yaml tag', t('  tags: [{key: a, value: !!str 5}]'), 'valid'],
  ['custom tag', t('  tags: [{key: a, value: !Ref Foo}]'), 'refused', /"!Ref Foo" is a template that was not rendered/],
  ['folded key', t('  tableClass: >-\n    STANDARD'), 'valid'],
  ['folded with newline', t('  tableClass: >\n    STANDARD'), 'refused', /tableClass/],
  ['policy with comments', t('  resourcePolicy: |\n    {"Version": "2012-10-17", // x\n    "Statement": []}'), 'refused', /JSON/],
  ['policy trailing comma', t('  resourcePolicy: |\n    {"Version": "2012-10-17", "Statement": [],}'), 'refused', /JSON/],
  ['policy list', t('  resourcePolicy: [{Effect: Allow}]'), 'refused', /JSON/],
  // Override policies and inputs.
  ['override bad', app('', '', {}) + '  policies:\n    - {name: prod, type: override, properties: {components: [{name: orders, properties: {tableClass: GLACIER}}]}}\n', 'refused', /tableClass "GLACIER"/],
  ['override removes nothing', app('        billingMode: PROVISIONED\n        provisionedThroughput: {readCapacityUnits: 1, writeCapacityUnits: 1}\n', '') + '  policies:\n    - {name: dev, type: override, properties: {components: [{name: orders, properties: {billingMode: PAY_PER_REQUEST}}]}}\n', 'refused', /provisionedThroughput/],
  ['override of regexp', app('', '') + '  policies:\n    - {name: dev, type: override, properties: {components: [{name: "ord*", properties: {streamViewType: KEYS_ONLY}}]}}\n', 'refused', /streamViewType/],
  ['override unknown policy', app('', '') + '  workflow: {steps: [{name: d, type: deploy, properties: {policies: [not-here]}}]}\n', 'warned', /not-here/],
  ['input', app('', '      inputs: [{from: key, parameterKey: kmsMasterKeyID}]\n    - {name: web, type: webservice, outputs: [{name: key, valueFrom: output.metadata.name}]}\n').replace('keySchema', 'sseEnabled: true\n        sseType: KMS\n        keySchema'), 'warned', /input key/],
  ['input of traits', app('', '      inputs: [{from: key, parameterKey: "traits[0].properties.ttlAttributeName"}]\n      traits: [{type: aws-dynamodb-kro-ttl, properties: {}}]\n    - {name: web, type: webservice, outputs: [{name: key, valueFrom: output.metadata.name}]}\n'), 'warned', /input key/],
  // What is nearly ours.
  ['root list', `- ${t('').trim().replaceAll('\n', '\n  ')}\n`, 'refused'],
  ['kind lower', t('', { kind: 'dynamodbtable' }), 'refused', /DynamoDBTable/],
  ['kind plural', t('', { kind: 'DynamoDBTables' }), 'refused', /DynamoDBTable/],
  ['kind Table', t('', { kind: 'Table' }), 'refused', /DynamoDBTable/],
  ['version v1beta1', t('', { api: 'kro.run/v1beta1' }), 'refused', /kro\.run\/v1alpha1/],
  ['group x-k8s', t('', { api: 'x-k8s.io/v1alpha1' }), 'refused', /--api-group/],
  ['no group', t('', { api: 'v1' }), 'refused'],
  ['list', `apiVersion: v1\nkind: List\nitems:\n  - ${t('  x: 1').trim().replaceAll('\n', '\n    ')}\n`, 'refused', /x is not/],
  ['table list', `apiVersion: kro.run/v1alpha1\nkind: DynamoDBTableList\nitems:\n  - ${t('  x: 1').trim().replaceAll('\n', '\n    ')}\n`, 'refused', /x is not/],
  ['list of items null', 'apiVersion: v1\nkind: List\nitems: null\n', 'valid'],
  ['list in list', `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: List\n    items:\n      - ${t('  x: 1').trim().replaceAll('\n', '\n        ')}\n`, 'refused', /x is not/],
  ['list items map', `apiVersion: v1\nkind: List\nitems:\n  a:\n    ${t('').trim().replaceAll('\n', '\n    ')}\n`, 'refused'],
  ['crossplane', 'apiVersion: dynamodb.aws.upbound.io/v1beta1\nkind: Table\nmetadata: {name: a}\nspec: {forProvider: {region: us-east-1, hashKey: id, attribute: [{name: id, type: S}]}}\n', 'warned', /import/],
  ['describe-table', JSON.stringify({ Table: { TableName: 'a', KeySchema: [], AttributeDefinitions: [] } }), 'refused', /import/],
  ['create-table skeleton', JSON.stringify({ TableName: 'a', KeySchema: [], AttributeDefinitions: [], BillingMode: 'PAY_PER_REQUEST' }), 'refused', /import/],
  ['list-tables', JSON.stringify({ TableNames: ['a', 'b'] }), 'valid'],
  ['describe-table list', JSON.stringify([{ Table: { TableName: 'a', KeySchema: [], AttributeDefinitions: [] } }]), 'refused', /import/],
  ['cfn', 'Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties: {TableName: !Sub "${A}-b"}\n', 'warned', /import/],
  ['comp near', app('', '', { type: 'aws-dynamodb' }), 'refused', /aws-dynamodb-kro/],
  ['comp upper', app('', '', { type: 'AWS-DynamoDB-kro' }), 'refused', /aws-dynamodb-kro/],
  ['comp no properties', 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop}\nspec: {components: [{name: orders, type: aws-dynamodb-kro}]}\n', 'refused', /tableName is missing/],
  ['comp properties null', 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop}\nspec: {components: [{name: orders, type: aws-dynamodb-kro, properties: null}]}\n', 'refused', /tableName is missing/],
  ['comp properties list', 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop}\nspec: {components: [{name: orders, type: aws-dynamodb-kro, properties: [{tableName: a}]}]}\n', 'refused', /not an object/],
  ['spec null', 'apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: a}\nspec:\n', 'refused', /tableName is missing/],
  ['spec list', 'apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: a}\nspec: [tableName, carts]\n', 'refused', /not an object/],
  ['indentation lost', `apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata:\nname: a\nspec:\n  tableName: carts\n  region: us-east-1${KEYS}\n`, 'refused', /Move it under metadata/],
  ['spec lost', 'apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: a}\ntableName: carts\nregion: us-east-1\n', 'refused', /under spec/],
  ['app without components', 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: a}\nspec: {}\n', 'refused', /components is missing/],
  ['app with components that are empty', 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: a}\nspec: {components: []}\n', 'refused', /components has no component/],
  ['app with a component that is null', 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: a}\nspec: {components: [null]}\n', 'refused', /components\[0\] null is not an object\. Give a component/],
  ['app of a workflow alone', 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: a}\nspec: {components: [], workflow: {steps: [{name: a, type: suspend}]}}\n', 'valid'],
  // What means none.
  ['0/0 provisioned', t('  billingMode: PROVISIONED\n  provisionedThroughput: {readCapacityUnits: 0, writeCapacityUnits: 0}'), 'refused', /at least 1/],
  ['empty things', t('  billingMode: ""\n  streamViewType: ""\n  kmsMasterKeyID: ""\n  ttlAttributeName: ""\n  resourcePolicy: ""\n  onDemandThroughput: {}\n  provisionedThroughput: {}\n  writeConnectionSecretToRef: {}\n  providerConfigRef: {}'), 'refused', /Remove it: without it, there is none/],
  ['caps of 0', t('  onDemandThroughput: {maxReadRequestUnits: 0, maxWriteRequestUnits: 0}'), 'refused', /at least 1/],
  ['caps -1', t('  onDemandThroughput: {maxReadRequestUnits: -1, maxWriteRequestUnits: -1}'), 'valid'],
  ['gsi 0/0 on demand', t('  globalSecondaryIndexes: [{indexName: by-id, keySchema: [{attributeName: id, keyType: HASH}], projection: {projectionType: ALL}, provisionedThroughput: {readCapacityUnits: 0, writeCapacityUnits: 0}}]'), 'refused', /Remove it/],
  // Names of elsewhere.
  ['cfn names', t('  SSESpecification: {SSEEnabled: true, SSEType: KMS}\n  TimeToLiveSpecification: {AttributeName: ttl, Enabled: true}\n  PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}\n  StreamSpecification: {StreamViewType: NEW_IMAGE}\n  DeletionProtectionEnabled: true'), 'refused', /sseEnabled, sseType and kmsMasterKeyID/, /ttlEnabled and ttlAttributeName/, /Use deletionProtectionEnabled/, /pointInTimeRecoveryEnabled/, /streamEnabled and streamViewType/],
  ['terraform names', 'apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: a}\nspec:\n  name: carts\n  region: us-east-1\n  billing_mode: PAY_PER_REQUEST\n  hash_key: id\n  range_key: at\n  attribute: [{name: id, type: S}, {name: at, type: N}]\n  ttl: {enabled: true, attribute_name: ttl}\n  server_side_encryption: {enabled: true}\n  point_in_time_recovery: {enabled: true}\n  stream_enabled: true\n  stream_view_type: NEW_IMAGE\n  deletion_protection_enabled: true\n  table_class: STANDARD\n', 'refused', /name is Terraform's name\. Use tableName/, /hash_key.*keySchema/, /stream_enabled is not a property\. Use streamEnabled/],
  ['cdk names', t('  partitionKey: {name: id, type: STRING}\n  billing: PAY_PER_REQUEST\n  removalPolicy: RETAIN\n  timeToLiveAttribute: ttl\n  encryption: AWS_MANAGED\n  pointInTimeRecovery: true\n  deletionProtection: true\n  stream: NEW_IMAGE'), 'refused', /Use deletionPolicy/, /Use deletionProtectionEnabled/],
  ['ack names nested', t('  globalSecondaryIndexes: [{indexName: by-id, keySchema: [{AttributeName: id, KeyType: HASH}], Projection: {ProjectionType: ALL}}]'), 'refused', /Use attributeName/, /Use keyType/, /Use projection/],
  ['kms id spelling', t(`  sseEnabled: true\n  kmsMasterKeyId: ${K()}`), 'refused', /Use kmsMasterKeyID/],
  ['near name', t('  deletionProtectionEnable: true'), 'refused', /deletionProtectionEnabled/],
  ['tags of aws cli', t('  tags: [{Key: a, Value: b}]'), 'refused', /Use key/, /Use value/],
  ['tags single maps', t('  tags: [{team: shop}]'), 'refused', /Use key and value/],
  ['attribute map', t('', { keys: '\n  attributeDefinitions: {id: S}\n  keySchema: {id: HASH}' }), 'refused', /list of objects with attributeName and attributeType/],
  ['key texts', t('', { keys: '\n  attributeDefinitions: [id]\n  keySchema: [id]' }), 'refused', /attributeName/],
  ['lower enums', t('  billingMode: provisioned\n  tableClass: standard_infrequent_access\n  streamEnabled: true\n  streamViewType: new_image\n  deletionPolicy: Retain'), 'refused', /"PROVISIONED"/, /"STANDARD_INFREQUENT_ACCESS"/, /"NEW_IMAGE"/, /"retain"/],
  ['retain snapshots', t('  deletionPolicy: Snapshot'), 'refused', /delete, retain/],
  ['view type typo', t('  streamEnabled: true\n  streamViewType: NEW_AND_OLD_IMAGE'), 'refused', /NEW_AND_OLD_IMAGES/],
  ['insights text', t('  contributorInsights: ENABLE'), 'refused', /true or false/],
  ['secret text', t('  writeConnectionSecretToRef: db'), 'refused', /object with name/],
  ['provider text', t('  providerConfigRef: team-a'), 'refused', /object with name/],
  ['provider dot', t('  providerConfigRef: {name: team.a}'), 'refused', /providerConfigRef\.name/],
  ['secret upper', t('  writeConnectionSecretToRef: {name: DB}'), 'refused'],
  // What ACK cannot do.
  ['kinesis', t('  kinesisStreamSpecification: {streamArn: a}'), 'refused', /Kinesis/, /limits\.md/],
  ['warm', t('  warmThroughput: {readUnitsPerSecond: 1}'), 'refused', /warm throughput/, /limits\.md/],
  ['import source', t('  importSourceSpecification: {}'), 'refused', /limits\.md/],
  ['autoscaling', t('  autoScaling: {min: 1}'), 'refused', /limits\.md/],
  ['multi region', t('  multiRegionConsistency: STRONG'), 'refused', /limits\.md/],
  // Counts and characters.
  ['two types', t('', { keys: '\n  attributeDefinitions: [{attributeName: id, attributeType: S}, {attributeName: id, attributeType: "N"}]\n  keySchema: [{attributeName: id, keyType: HASH}]' }), 'refused', /attributeDefinitions\[0\]/],
  ['51 tags', t(`  tags: [${Array.from({ length: 51 }, (_, i) => `{key: k${i}, value: v}`).join(', ')}]`), 'refused', /51 items/],
  ['tag newline', t('  tags: [{key: a, value: "x\\ny"}]'), 'refused'],
  ['huge name', t('', { table: 'x'.repeat(300_000) }), 'refused'],
  ['emoji', t('  tags: [{key: "🚀", value: b}]'), 'refused'],

  // Of all kinds.
  ['nbsp indentation', t('').replaceAll('  tableName', '\u00a0\u00a0tableName'), 'unreadable', /Line 5 begins with a space that YAML does not know/],
  ['smart quotes', t('  tableClass: “STANDARD”'), 'refused', /Did you mean "STANDARD"/],
  ['smart quoted S', t('', { keys: '\n  attributeDefinitions: [{attributeName: id, attributeType: “S”}]\n  keySchema: [{attributeName: id, keyType: HASH}]' }), 'refused', /Use one of S, N, B/],
  ['zero width in region', t('', { region: 'us-east-1\u200b' }), 'refused'],
  ['trailing space region', t('', { region: '"us-east-1 "' }), 'refused', /Did you mean "us-east-1"/],
  ['gsi no projection', t('  globalSecondaryIndexes: [{indexName: by-id, keySchema: [{attributeName: id, keyType: HASH}]}]'), 'refused', /projection is missing/],
  ['non key attributes defined', t('', { keys: '\n  attributeDefinitions: [{attributeName: id, attributeType: S}, {attributeName: total, attributeType: "N"}]\n  keySchema: [{attributeName: id, keyType: HASH}]' }), 'refused', /only key attributes are defined/],
  ['range first', t('', { keys: '\n  attributeDefinitions: [{attributeName: id, attributeType: S}, {attributeName: at, attributeType: "N"}]\n  keySchema: [{attributeName: at, keyType: RANGE}, {attributeName: id, keyType: HASH}]' }), 'refused', /HASH/],
  ['key type lower', t('', { keys: '\n  attributeDefinitions: [{attributeName: id, attributeType: s}]\n  keySchema: [{attributeName: id, keyType: hash}]' }), 'refused', /"S"/, /"HASH"/],
  ['type String', t('', { keys: '\n  attributeDefinitions: [{attributeName: id, attributeType: String}]\n  keySchema: [{attributeName: id, keyType: Partition}]' }), 'refused', /Did you mean "S"/, /Did you mean "HASH"/],
  ['case of attribute', t('', { keys: '\n  attributeDefinitions: [{attributeName: Id, attributeType: S}]\n  keySchema: [{attributeName: id, keyType: HASH}]' }), 'refused', /Did you mean "Id"/],
  ['index named twice over kinds', t('  globalSecondaryIndexes: [{indexName: same, keySchema: [{attributeName: id, keyType: HASH}], projection: {projectionType: ALL}}]\n  localSecondaryIndexes: [{indexName: same, keySchema: [{attributeName: id, keyType: HASH}, {attributeName: a, keyType: RANGE}], projection: {projectionType: ALL}}]', { keys: '\n  attributeDefinitions: [{attributeName: id, attributeType: S}, {attributeName: a, attributeType: S}, {attributeName: b, attributeType: S}]\n  keySchema: [{attributeName: id, keyType: HASH}, {attributeName: b, keyType: RANGE}]' }), 'refused', /DuplicateIndexName/],
  ['provisioned replicas', t('  billingMode: PROVISIONED\n  provisionedThroughput: {readCapacityUnits: 5, writeCapacityUnits: 5}\n  streamEnabled: true\n  replicas: [{regionName: eu-west-1}]'), 'warned', /ReplicaCapacity/],
  ['ttl of type S', t('  ttlEnabled: true\n  ttlAttributeName: id'), 'warned', /TimeToLiveType/],
  ['aes256', t('  sseEnabled: true\n  sseType: AES256'), 'valid'],
  ['kms without enabled', t('  sseType: KMS'), 'refused', /sseEnabled/],
  ['key without sseType', t(`  sseEnabled: true\n  kmsMasterKeyID: ${K()}`), 'valid'],
  ['key without sse', t(`  kmsMasterKeyID: ${K()}`), 'refused', /sseEnabled/],
  ['table name slash', t('', { table: 'app/orders' }), 'refused', /tableName/],
  ['table arn', t('', { table: '"arn:aws:dynamodb:us-east-1:111122223333:table/orders"' }), 'refused', /tableName/],
  ['table number', t('', { table: '12345' }), 'refused', /quote it: "12345"/],
  ['period without recovery', t('  recoveryPeriodInDays: 7'), 'warned', /RecoveryPeriod/],
  ['period text', t('  pointInTimeRecoveryEnabled: true\n  recoveryPeriodInDays: "7"'), 'refused', /whole number/],
  ['negative units', t('  billingMode: PROVISIONED\n  provisionedThroughput: {readCapacityUnits: -5, writeCapacityUnits: 5}'), 'refused', /at least 1/],
  ['units with k', t('  billingMode: PROVISIONED\n  provisionedThroughput: {readCapacityUnits: 5k, writeCapacityUnits: 5}'), 'refused', /whole number/],
  ['prov without throughput', t('  billingMode: PROVISIONED'), 'refused', /provisionedThroughput is missing/],
  ['throughput without mode', t('  provisionedThroughput: {readCapacityUnits: 5, writeCapacityUnits: 5}'), 'refused', /PROVISIONED/],
  ['secret of our namespace', t('  writeConnectionSecretToRef: {name: db, namespace: ""}'), 'refused'],
  ['secret key', t('  writeConnectionSecretToRef: {name: db, key: x}'), 'refused', /key is not a property/],
  ['status beside', t('') + 'status: {state: ACTIVE}\n', 'valid'],
  ['managed fields', t('', { meta: '{name: a, namespace: default, uid: x, resourceVersion: "5", creationTimestamp: null, managedFields: [], finalizers: [kro.run/finalizer], ownerReferences: []}' }), 'valid'],
  ['two faults in two docs', `${t('  x: 1')}\n---\n${t('  z: 1', { name: 'b', table: 'bbb' })}`, 'refused', /x is not/, /z is not/],
  ['yaml 200 aliases', `apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: a}\nspec:\n  tableName: carts\n  region: us-east-1${KEYS}\n  tags: [&a {key: k, value: v}, ${Array.from({ length: 60 }, () => '*a').join(', ')}]\n`, 'refused'],
  ['self alias', `apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: a}\nspec: &s\n  tableName: carts\n  region: us-east-1${KEYS}\n  tags: [*s]\n`, 'refused'],
  ['billion laughs', 'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n', 'unreadable'],
  ['deep nesting', 'a: ' + '['.repeat(5000) + ']'.repeat(5000) + '\n', 'unreadable'],
  ['proto key', t('  __proto__: {streamViewType: KEYS_ONLY}'), 'refused', /__proto__/],
  ['constructor key', t('  constructor: x\n  toString: y'), 'refused', /constructor/, /toString/],
  ['component of two tables', app('', '', {}) + '    - name: carts\n      type: aws-dynamodb-kro\n      properties: {tableName: orders, region: us-east-1, attributeDefinitions: [{attributeName: id, attributeType: "S"}], keySchema: [{attributeName: id, keyType: HASH}]}\n', 'refused', /is declared in this region/],
  ['override adds a component', app('', '') + '  policies:\n    - {name: prod, type: override, properties: {components: [{name: extra, type: aws-dynamodb-kro, properties: {tableName: e}}]}}\n', 'refused', /tableName "e"/],
  ['override disables trait', app('        streamEnabled: true\n', '      traits: [{type: aws-dynamodb-kro-ttls, properties: {}}]\n') + '  policies:\n    - {name: prod, type: override, properties: {components: [{name: orders, traits: [{type: aws-dynamodb-kro-ttls, disable: true}]}]}}\n', 'valid'],
  ['dependsOn', app('', '      dependsOn: [web]\n    - {name: web, type: webservice}\n'), 'valid'],
  ['dependsOn nobody', app('', '      dependsOn: [x]\n'), 'refused', /dependsOn\[0\] "x" is no other component/],
  ['policy object of vela elsewhere', app('', '') + '  policies: [{name: t, type: topology, properties: {clusters: [local]}}, {name: g, type: garbage-collect, properties: {keepLegacyResource: true}}, {name: a, type: apply-once, properties: {enable: true}}]\n', 'valid'],
  ['application in list', `apiVersion: v1\nkind: List\nitems:\n  - ${app('        x: 1\n').trim().replaceAll('\n', '\n    ')}\n`, 'refused', /x is not/],
  ['component type with version', app('', '', { type: 'aws-dynamodb-kro@v1' }), 'valid'],
  ['application v1alpha2', app('').replace('v1beta1', 'v1alpha2'), 'refused', /core\.oam\.dev\/v1beta1/],
  ['application namespace bad', app('').replace('namespace: default', 'namespace: Default'), 'refused', /metadata\.namespace/],
  ['spec twice', t('').replace('metadata', 'spec: {}\nmetadata'), 'unreadable'],
  ['json with comments', '// x\n{"kind": "DynamoDBTable"}', 'unreadable'],
  ['json duplicate', '{"apiVersion":"kro.run/v1alpha1","kind":"DynamoDBTable","kind":"DynamoDBTable"}', 'unreadable'],
  ['quoted everything', '"apiVersion": "kro.run/v1alpha1"\n"kind": \'DynamoDBTable\'\n"metadata": {"name": "a"}\n"spec": {"tableName": \'carts\', "region": "us-east-1", "attributeDefinitions": [{"attributeName": "y", "attributeType": \'N\'}], "keySchema": [{"attributeName": "y", "keyType": "HASH"}]}\n', 'valid'],
  ['plain multi-line', t('  resourcePolicy:\n    {"Version": "2012-10-17",\n     "Statement": []}'), 'refused', /JSON text/],
  ['folded policy', t('  resourcePolicy: >\n    {"Version": "2012-10-17",\n     "Statement": []}'), 'warned', /has an empty Statement, which AWS rejects/],
  ['folded policy with a name twice', t('  resourcePolicy: >\n    {"Version": "2012-10-17", "Version": "2012-10-17",\n     "Statement": []}'), 'warned', /has "Version" twice in one object/],
];
