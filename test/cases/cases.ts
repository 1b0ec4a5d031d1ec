/**
 * Definitions as strangers write them, each with its right outcome under `validate`: what is reported, as `severity code path`.
 * The tables are reduced to what the case is about.
 */
export interface Case {
  readonly name: string;
  readonly yaml: string;
  readonly found: readonly string[];
  /** What the message says. */
  readonly says?: readonly RegExp[];
}

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const KEYS = '\n  attributeDefinitions: [{attributeName: id, attributeType: S}]\n  keySchema: [{attributeName: id, keyType: HASH}]';
const table = (spec: string, name = 'carts', tableName = name) => `apiVersion: kro.run/v1alpha1
kind: DynamoDBTable
metadata: {name: ${name}, namespace: default}
spec:
  tableName: ${tableName}
  region: us-east-1${KEYS}
${spec}`;

const APPLICATION = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: sessions, namespace: default}
spec:
  components:
    - name: orders
      type: aws-dynamodb-kro
      properties:`;

const component = (more: string, properties = '\n        tableName: sessions\n        region: us-west-2') => `${APPLICATION}${properties}
        attributeDefinitions: [{attributeName: id, attributeType: "S"}]
        keySchema: [{attributeName: id, keyType: HASH}]
${more}`;

const overridden = (own: string, override: string, trait = '') => `${APPLICATION} {tableName: sessions, region: us-east-1, ${own}, attributeDefinitions: [{attributeName: id, attributeType: "S"}], keySchema: [{attributeName: id, keyType: HASH}]}
      traits: [${trait}]
  policies:
    - {name: dev, type: override, properties: {components: [{name: orders, properties: {${override}}}]}}
`;

export const CASES: readonly Case[] = [
  ...['${PK}', '$(PK)', '$TTL'].map((name): Case => ({
    name: `names of attributes that are variables: ${name}`,
    yaml: table(`  ttlEnabled: true\n  ttlAttributeName: ${name}2\n`).replaceAll('attributeName: id', `attributeName: "${name}"`),
    found: ['attributeDefinitions[0].attributeName', 'keySchema[0].attributeName', 'ttlAttributeName'].map((path) => `warning NotRendered spec.${path}`),
  })),
  { name: 'a name of an attribute with a dollar', yaml: table('  ttlEnabled: true\n  ttlAttributeName: $ttl\n'), found: [] },
  { name: 'a variable that is not defined', yaml: table('').replace('keySchema: [{attributeName: id', 'keySchema: [{attributeName: "${PK}"'), found: ['error UnusedAttribute spec.attributeDefinitions[0].attributeName', 'error NotRendered spec.keySchema[0].attributeName'] },
  {
    name: 'an index of one name in the component and a trait',
    yaml: component(`        globalSecondaryIndexes: [{indexName: by-id, keySchema: [{attributeName: id, keyType: HASH}], projection: {projectionType: ALL}}]
      traits: [{type: aws-dynamodb-kro-global-index, properties: {globalSecondaryIndexes: [{indexName: by-id, keySchema: [{attributeName: id, keyType: HASH}], projection: {projectionType: KEYS_ONLY}}]}}]
`),
    found: ['error DuplicateIndexName spec.components[0].traits[0].properties.globalSecondaryIndexes[0].indexName'],
  },
  { name: 'a name that is near to one of the same key', yaml: table('').replace('keySchema: [{attributeName: id, keyType: HASH}]', 'keySchema: [{attributeName: id, keyType: HASH}, {attributeName: ip, keyType: RANGE}]'), found: ['error UndefinedAttribute spec.keySchema[1].attributeName'], says: [/Define it there\.(?! Did)/] },
  { name: 'a name that has a blank where it is defined', yaml: table('').replace('attributeName: id', 'attributeName: "id "'), found: ['error UndefinedAttribute spec.keySchema[0].attributeName', 'error UnusedAttribute spec.attributeDefinitions[0].attributeName'], says: [/There it is "id ": remove the blank\./] },
  { name: 'an account that is a number', yaml: component('      traits: [{type: aws-dynamodb-kro-access, properties: {account: 012345678901, access: [{serviceAccount: shop, level: read}]}}]\n'), found: ['error InvalidType spec.components[0].traits[0].properties.account'], says: [/In YAML, quote it: "012345678901"/] },
  { name: 'a policy with a number for a text', yaml: component('  policies: [{name: p, type: topology, properties: {clusters: [012]}}]\n'), found: ['error InvalidType spec.policies[0].properties.clusters[0]'], says: [/In YAML, quote it: "012"/] },
  { name: 'a tag that is true', yaml: table('  tags: [{key: managed, value: true}]\n'), found: ['error InvalidType spec.tags[0].value'], says: [/In YAML, quote it: "true"/] },
  { name: 'a tag that is a number, as it is written', yaml: table('  tags: [{key: zip, value: 0o17}]\n'), found: ['error InvalidType spec.tags[0].value'], says: [/In YAML, quote it: "0o17"/] },
  { name: 'a date and a time as tags', yaml: table('  tags: [{key: since, value: 2025-12-31}, {key: window, value: 12:30}]\n'), found: [] },
  { name: 'flags and numbers in quotes', yaml: table('  ttlEnabled: "true"\n  pointInTimeRecoveryEnabled: "ENABLED"\n  recoveryPeriodInDays: "7"\n'), found: ['ttlEnabled', 'pointInTimeRecoveryEnabled', 'recoveryPeriodInDays'].map((name) => `error InvalidType spec.${name}`), says: [/ttlEnabled "true" is not true or false\. Remove the quotes: true\./, /"ENABLED" is not true or false\. Give true or false\./, /Remove the quotes: 7\./] },
  { name: 'a number that JavaScript does not hold', yaml: table('  billingMode: PROVISIONED\n  provisionedThroughput: {readCapacityUnits: 1, writeCapacityUnits: 9223372036854775808}\n'), found: ['error OutOfRange spec.provisionedThroughput.writeCapacityUnits'], says: [/writeCapacityUnits 9223372036854775808 is out of range\. Give a number from 1 to 9007199254740991\./] },
  { name: 'a view type that is none, without a stream', yaml: table('  streamViewType: NEW_IMAGES\n'), found: ['error StreamViewType spec.streamViewType'], says: [/is given without streamEnabled\. Set streamEnabled to true, or remove streamViewType\. Use one of .* Did you mean "NEW_IMAGE"\?/] },
  { name: 'traits and dependencies among the properties', yaml: component('        traits: []\n        dependsOn: [web]\n    - {name: web, type: webservice}\n'), found: ['traits', 'dependsOn'].map((name) => `error UnknownProperty spec.components[0].properties.${name}`), says: [/traits is not a property\. Move it one level out, beside properties\./] },
  {
    name: 'an index in a trait without its attribute',
    yaml: component('      traits: [{type: aws-dynamodb-kro-global-index, properties: {globalSecondaryIndexes: [{indexName: by-a, keySchema: [{attributeName: a, keyType: HASH}], projection: {projectionType: ALL}}]}}]\n'),
    found: ['error UndefinedAttribute spec.components[0].traits[0].properties.globalSecondaryIndexes[0].keySchema[0].attributeName'],
    says: [/: traits\[0\]\.properties\.globalSecondaryIndexes\[0\]\.keySchema\[0\]\.attributeName "a" is not in attributeDefinitions\. Define it in attributeDefinitions of this trait\./],
  },
  {
    name: 'what a trait sets',
    yaml: component('        ttlEnabled: false\n      traits: [{type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: ttl}}]\n'),
    found: ['error TraitConflict spec.components[0].properties.ttlEnabled'],
    says: [/ttlEnabled false is true in the trait aws-dynamodb-kro-ttl\. Remove ttlEnabled from the component, or remove the trait\./],
  },
  { name: 'a trait that says something else', yaml: component('        ttlEnabled: true\n        ttlAttributeName: expires\n      traits: [{type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: ttl}}]\n'), found: ['error TraitConflict spec.components[0].traits[0].properties.ttlAttributeName'], says: [/ttlAttributeName "expires" is "ttl" in the trait aws-dynamodb-kro-ttl\./] },
  { name: 'patches of Flux for tables', yaml: 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: tables}\nspec:\n  patches: [{patch: "- op: remove", target: {kind: DynamoDBTable}}]\n', found: ['warning NotRendered spec.patches'], says: [/flux build kustomization/] },
  { name: 'patches of Flux for Applications of KubeVela', yaml: 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: tables}\nspec:\n  patches: [{patch: "- op: remove", target: {kind: Application, group: core.oam.dev}}]\n', found: ['warning NotRendered spec.patches'] },
  { name: 'patches of Flux for Applications of others', yaml: 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: tables}\nspec:\n  patches: [{patch: "- op: remove", target: {kind: Application, group: argoproj.io}}]\n', found: [] },
  ...([
    ['values of a Helm release', 'helm.toolkit.fluxcd.io/v2', 'HelmRelease', '{values: {extraObjects: [TABLE]}}', 'spec.values.extraObjects[0]'],
    ['the base of a composition', 'apiextensions.crossplane.io/v1', 'Composition', '{resources: [{name: t, base: TABLE}]}', 'spec.resources[0].base'],
    ['a set of resources with inputs', 'fluxcd.controlplane.io/v1', 'ResourceSet', '{inputs: [{a: b}], resources: [TABLE]}', 'spec.resources[0]'],
    ['k8s-objects in a wrong form', 'core.oam.dev/v1beta1', 'Application', '{components: [{name: t, type: k8s-objects, properties: {object: TABLE}}]}', 'spec.components[0].properties.object'],
  ] as const).map(([name, apiVersion, kind, spec, path]): Case => ({
    name: `a table within another object: ${name}`,
    yaml: `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: ${spec.replace('TABLE', '{apiVersion: kro.run/v1alpha1, kind: DynamoDBTable, metadata: {name: t}, spec: {tableName: x}}')}\n`,
    found: [`warning NotValidated ${path}`],
    says: [/is a DynamoDBTable within another object, so it was not validated/],
  })),
  { name: 'a table as text', yaml: `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  table.yaml: |\n${table('').replaceAll(/^/gm, '    ')}\n`, found: ['warning NotValidated data["table.yaml"]'] },
  {
    name: 'what only names a table',
    yaml: `apiVersion: kro.run/v1alpha1\nkind: ResourceGraphDefinition\nmetadata: {name: app}\nspec:\n  schema: {apiVersion: v1alpha1, kind: App}\n  resources: [{id: t, externalRef: {apiVersion: kro.run/v1alpha1, kind: DynamoDBTable, metadata: {name: t}}}]\n---
apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec: {healthChecks: [{apiVersion: kro.run/v1alpha1, kind: DynamoDBTable, name: t, namespace: d}]}\n---
apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: a}\nspec:\n  components: [{name: w, type: webservice, properties: {image: a}}]\n  workflow: {steps: [{name: r, type: read-object, properties: {apiVersion: kro.run/v1alpha1, kind: DynamoDBTable, name: t}}]}\n`,
    found: [],
  },
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
  ...([
    ['ttlEnabled: true, ttlAttributeName: expires', 'ttlEnabled: false', 'TimeToLive', /ttlAttributeName "expires" is given, and the policy dev sets ttlEnabled to false\. Leave ttlAttributeName out of the component, since no policy removes a value, and give it in the policies of the environments that have it\./],
    ['streamEnabled: true, streamViewType: NEW_IMAGE', 'streamEnabled: false', 'StreamViewType', /the policy dev sets streamEnabled to false\. Leave streamViewType out/],
    ['pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7', 'pointInTimeRecoveryEnabled: false', 'RecoveryPeriod', /the policy dev sets pointInTimeRecoveryEnabled to false\./],
    ['sseEnabled: true, sseType: KMS', 'sseEnabled: false', 'Encryption', /the policy dev sets sseEnabled to false\. Leave sseType out/],
    [`sseEnabled: true, sseType: KMS, kmsMasterKeyID: "${KEY}"`, 'sseType: AES256', 'Encryption', /the policy dev sets sseType to "AES256"\. Leave kmsMasterKeyID out/],
    ['billingMode: PROVISIONED, provisionedThroughput: {readCapacityUnits: 1, writeCapacityUnits: 1}', 'billingMode: PAY_PER_REQUEST', 'ThroughputForbidden', /the policy dev sets billingMode to "PAY_PER_REQUEST"\. Leave provisionedThroughput out/],
    ['onDemandThroughput: {maxReadRequestUnits: 5}', 'billingMode: PROVISIONED, provisionedThroughput: {readCapacityUnits: 1, writeCapacityUnits: 1}', 'OnDemandThroughput', /the policy dev sets billingMode to "PROVISIONED"\. Leave onDemandThroughput out/],
  ] as const).map(([own, override, code, says]): Case => ({
    name: `an override policy that takes away what a value needs: ${override}`,
    yaml: overridden(own, override),
    found: [`error ${code} spec.policies[0].properties.components[0].properties.${override.split(':')[0]}`],
    says: [says],
  })),
  {
    name: 'an override policy that takes the capacity of a table and its index away',
    yaml: overridden('billingMode: PROVISIONED, provisionedThroughput: {readCapacityUnits: 1, writeCapacityUnits: 1}, globalSecondaryIndexes: [{indexName: by-id, keySchema: [{attributeName: id, keyType: HASH}], projection: {projectionType: ALL}, provisionedThroughput: {readCapacityUnits: 1, writeCapacityUnits: 1}}]', 'billingMode: PAY_PER_REQUEST'),
    found: ['error ThroughputForbidden spec.policies[0].properties.components[0].properties.billingMode', 'error ThroughputForbidden spec.policies[0].properties.components[0].properties.billingMode'],
    says: [/Leave provisionedThroughput out/, /Leave globalSecondaryIndexes\[0\]\.provisionedThroughput out/],
  },
  { name: 'an override policy that gives what something else needs', yaml: overridden('ttlEnabled: false', 'ttlAttributeName: expires'), found: ['error TimeToLive spec.policies[0].properties.components[0].properties.ttlAttributeName'], says: [/is given, and ttlEnabled is false\. Remove ttlAttributeName\./] },
  { name: 'an override policy that contradicts itself', yaml: overridden('tableClass: STANDARD', 'ttlEnabled: false, ttlAttributeName: expires'), found: ['error TimeToLive spec.policies[0].properties.components[0].properties.ttlAttributeName'], says: [/is given, and ttlEnabled is false\. Remove ttlAttributeName\./] },
  {
    name: 'an override policy that turns off what a trait turns on',
    yaml: overridden('tableClass: STANDARD', 'ttlEnabled: false', '{type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: expires}}'),
    found: ['error TraitConflict spec.policies[0].properties.components[0].properties.ttlEnabled'],
    says: [/In the policy, give traits: \[\{type: aws-dynamodb-kro-ttl, disable: true\}\] instead\./],
  },
  { name: 'an override policy that disables a trait', yaml: overridden('tableClass: STANDARD', 'tableClass: STANDARD', '{type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: expires}}').replace('properties: {tableClass: STANDARD}}]', 'traits: [{type: aws-dynamodb-kro-ttl, disable: true}]}]'), found: [] },
  ...([
    ['an override and a topology', '{type: override, properties: {components: [{name: orders}]}}, {type: topology, properties: {clusters: [local]}}', ['error DuplicateName spec.policies[1].name']],
    ['an override and another policy', '{name: "", type: override, properties: {components: [{name: orders}]}}, {type: garbage-collect, properties: {}}', ['error DuplicateName spec.policies[1].name']],
    ['an override alone', '{type: override, properties: {components: [{name: orders}]}}, {name: gc, type: garbage-collect, properties: {}}', []],
    ['policies that no step deploys with', '{type: garbage-collect, properties: {}}, {type: apply-once, properties: {}}', []],
  ] as const).map(([name, policies, found]): Case => ({
    name: `policies without a name: ${name}`,
    yaml: component(`  policies: [${policies}]\n`),
    found,
    says: found.map(() => /policies\[1\]\.name is missing, as that of another policy is, so a step deploys with the last of them alone\. Give each policy a name of its own\./),
  })),
  {
    name: 'an override policy without a name, and a workflow',
    yaml: component('  policies: [{type: override, properties: {components: [{name: orders}]}}]\n  workflow: {steps: [{name: deploy, type: deploy, properties: {policies: []}}]}\n'),
    found: ['warning UnusedPolicy spec.policies[0].name'],
    says: [/policies\[0\]\.name is missing, so no step of the workflow names the policy, and what it overrides does not hold\. Give it a name, and that to a deploy step\./],
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
    found: ['error UnknownOutput spec.components[0].inputs[0].from'],
  },
  {
    name: 'a template of Helm, which happens to be YAML',
    yaml: table('  ttlEnabled: true\n  ttlAttributeName: "{{ .Values.ttl }}"\n', '"{{ .Release.Name }}-carts"', "'{{ .Values.tableName }}'").replace('region: us-east-1', 'region: "${REGION}"'),
    found: ['metadata.name', 'spec.tableName', 'spec.region', 'spec.ttlAttributeName'].map((path) => `error NotRendered ${path}`),
    says: [/"\{\{ \.Values\.tableName }}" is a template that was not rendered\. Render it first, for example with helm template/],
  },
  { name: 'templates of two tables are no table twice', yaml: `${table('', '"{{ .Values.a }}"')}---\n${table('', '"{{ .Values.a }}"')}`, found: [0, 1].flatMap(() => ['metadata.name', 'spec.tableName']).map((path) => `error NotRendered ${path}`) },
  {
    name: 'a component of a template',
    yaml: component('      traits: [{type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: "{{ .Values.ttl }}"}}]\n', '\n        tableName: "$(TABLE)"\n        region: us-west-2'),
    found: ['error NotRendered spec.components[0].properties.tableName', 'error NotRendered spec.components[0].traits[0].properties.ttlAttributeName'],
  },
  {
    name: 'templates of other tools',
    yaml: table('  tags: [{key: a, value: "{% if x %}y{% endif %}"}]\n  ttlEnabled: true\n  ttlAttributeName: "<%= ttl %>"\n', 'carts', '$TABLE_NAME').replace('region: us-east-1', 'region: $(REGION)'),
    found: ['spec.tableName', 'spec.region', 'spec.tags[0].value', 'spec.ttlAttributeName'].map((path) => `error NotRendered ${path}`),
  },
  { name: 'variables of IAM and braces are no template', yaml: table('  resourcePolicy: \'{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "dynamodb:*", "Resource": "${aws:PrincipalTag/team}", "a": {"b": {}}}]}\'\n'), found: [] },
  { name: 'a misspelt kind', yaml: table('').replace('DynamoDBTable', 'DynamoDbTable'), found: ['error UnknownApi kind'] },
  { name: 'a version that is not there', yaml: table('').replace('v1alpha1', 'v1'), found: ['error UnknownApi apiVersion'] },
  { name: 'what describe-table prints', yaml: '{"Table": {"TableName": "carts", "KeySchema": [], "TableSizeBytes": 0}}', found: ['error ForeignFormat '], says: [/cdk8s-dynamodb-kro import/] },
  { name: 'a key without encryption is reported once', yaml: table(`  sseEnabled: false\n  sseType: KMS\n  kmsMasterKeyID: ${KEY}\n`), found: ['error Encryption spec.kmsMasterKeyID'] },
  { name: 'values of other tools', yaml: table('  deletionPolicy: Orphan\n  billingMode: ON_DEMAND\n'), found: ['error InvalidValue spec.deletionPolicy', 'error InvalidValue spec.billingMode'], says: [/Did you mean "retain"/, /Did you mean "PAY_PER_REQUEST"/] },
  { name: 'tags as a map', yaml: table('  tags: {team: shop}\n'), found: ['error InvalidType spec.tags'], says: [/Give a list of objects with key and value\./] },
  { name: 'an attribute twice, once with a bare N', yaml: table('').replace('attributeType: S}', 'attributeType: S}, {attributeName: id, attributeType: N}'), found: ['error InvalidType spec.attributeDefinitions[1].attributeType', 'error DuplicateAttribute spec.attributeDefinitions[1].attributeName'], says: [/quote it/, /is defined in attributeDefinitions\[0\] too/] },
  { name: 'a mode of Contributor Insights, by all its names', yaml: table('  contributorInsightsSpecification: {enabled: true, mode: ACCESSED_AND_THROTTLED_KEYS}\n  replica: [{region_name: eu-west-1, consistency_mode: STRONG}]\n'), found: ['contributorInsightsSpecification', 'contributorInsightsSpecification.mode', 'replica', 'replica[0].consistency_mode'].map((name) => `error UnknownProperty spec.${name}`), says: [/Use contributorInsights/, /ACK has no mode of Contributor Insights/, /Use replicas/, /ACK has no strong consistency/] },
  { name: 'one object, two tables', yaml: `${table('')}---\n${table('', 'carts', 'baskets')}`, found: ['error DuplicateName metadata.name'] },
  { name: 'a table where another has its replica', yaml: `${table('  streamEnabled: true\n  replicas: [{regionName: eu-west-1}]\n')}---\n${table('', 'other', 'carts').replace('us-east-1', 'eu-west-1')}`, found: ['error DuplicateTable spec.tableName'] },
  { name: 'a replica where there is another table', yaml: `${table('', 'other', 'carts').replace('us-east-1', 'eu-west-1')}---\n${table('  streamEnabled: true\n  replicas: [{regionName: eu-west-1}]\n')}`, found: ['error DuplicateTable spec.replicas[0].regionName'] },
  { name: 'names of nobody in particular', yaml: table('  pitrEnabled: true\n  encrypted: true\n  gsis: []\n  terminationProtection: true\n'), found: ['pitrEnabled', 'encrypted', 'gsis', 'terminationProtection'].map((name) => `error UnknownProperty spec.${name}`), says: [/Use pointInTimeRecoveryEnabled/, /Use sseEnabled/, /Use globalSecondaryIndexes/, /Use deletionProtectionEnabled/] },
  { name: 'a generated name that cannot be', yaml: table('').replace('name: carts, ', 'generateName: Carts-, '), found: ['error InvalidValue metadata.generateName'], says: [/Did you mean "carts-"/] },
  { name: 'a list of a component that is a map', yaml: component('      inputs: {from: a, parameterKey: region}\n      dependsOn: x\n'), found: ['inputs', 'dependsOn'].map((name) => `error InvalidType spec.components[0].${name}`) },
  { name: 'a misspelt policy', yaml: component('  policies: [{name: p, type: overide, properties: {components: [{name: orders, properties: {tableClass: X}}]}}]\n'), found: ['warning NotValidated spec.policies[0].type', 'warning InvalidValue spec.policies[0].properties.components[0].properties.tableClass'], says: [/is not a policy of KubeVela.*Did you mean "override"/] },
  { name: 'an override policy with a map', yaml: component('  policies: [{name: p, type: override, properties: {components: {name: orders, properties: {tableClass: X}}}}]\n'), found: ['error InvalidType spec.policies[0].properties.components'] },
  { name: 'an override policy of a component that there is not', yaml: component('  policies: [{name: p, type: override, properties: {components: [{name: ordrs, properties: {tableClass: STANDARD}}, {properties: {tableClass: STANDARD}}, {name: more, type: webservice}, {name: mor, properties: {image: a}}]}}]\n'), found: ['error UnknownComponent spec.policies[0].properties.components[0].name'], says: [/Did you mean "orders"\?/] },
  { name: 'an override policy of a component that there is not, with which nothing is deployed', yaml: component('  policies: [{name: p, type: override, properties: {components: [{name: ordrs, properties: {tableClass: STANDARD}}]}}]\n  workflow: {steps: [{name: d, type: deploy, properties: {policies: []}}]}\n'), found: ['warning UnknownComponent spec.policies[0].properties.components[0].name', 'warning UnusedPolicy spec.policies[0].name'] },
  { name: 'a component that waits for one that there is not', yaml: component('    - {name: web, type: webservice, dependsOn: [orders, ordrs]}\n    - {name: worker, type: worker, dependsOn: [worker]}\n'), found: ['[1].dependsOn[1]', '[2].dependsOn[0]'].map((path) => `error UnknownComponent spec.components${path}`), says: [/components\[1\]\.dependsOn\[1\] "ordrs" is no other component of the Application\. Use the name of another component\. Did you mean "orders"\?/] },
  { name: 'a table that waits for a component that there is not', yaml: component('      dependsOn: [vpc]\n'), found: ['error UnknownComponent spec.components[0].dependsOn[0]'] },
  { name: 'components that wait for each other', yaml: component('      dependsOn: [web]\n    - {name: web, type: webservice, dependsOn: [cache]}\n    - {name: cache, type: webservice, dependsOn: [orders]}\n    - {name: other, type: webservice, dependsOn: [web]}\n'), found: ['error DependencyCycle spec.components[0].dependsOn'], says: [/components\[0\]\.dependsOn waits for itself: orders -> web -> cache -> orders\./] },
  { name: 'a component that waits for one that a policy adds', yaml: component('    - {name: web, type: webservice, dependsOn: [cache, cach]}\n  policies: [{name: p, type: override, properties: {components: [{name: cache, type: webservice}]}}]\n'), found: ['error UnknownComponent spec.components[1].dependsOn[1]'] },
  { name: 'a component that waits for one that is deployed elsewhere', yaml: component('    - {name: web, type: webservice, dependsOn: [orders]}\n  policies: [{name: p, type: override, properties: {selector: [web]}}]\n'), found: ['warning NotApplied spec.components[0].name', 'error UnknownComponent spec.components[1].dependsOn[0]'], says: [/dependsOn\[0\] "orders" is a component that the selector of a policy leaves out in the step deploy\. Add orders to the selector/] },
  ...([
    ['that no step applies', '{name: w, type: apply-component, properties: {component: web}}', ['warning NotApplied spec.components[0].name', 'error UnknownComponent spec.components[1].dependsOn[0]'], [/"orders" is a component that no step apply-component applies before this one\. Apply orders in a step before/]],
    ['that a later step applies', '{name: w, type: apply-component, properties: {component: web}}, {name: o, type: apply-component, properties: {component: orders}}', ['error UnknownComponent spec.components[1].dependsOn[0]'], [/that no step apply-component applies before this one/]],
    ['that an earlier step applies', '{name: o, type: apply-component, properties: {component: orders}}, {name: w, type: apply-component, properties: {component: web}}', [], []],
    ['and is not applied itself', '{name: o, type: apply-component, properties: {component: orders}}', [], []],
  ] as const).map(([which, steps, found, says]): Case => ({
    name: `a component that waits for one ${which}`, yaml: component(`    - {name: web, type: webservice, dependsOn: [orders]}\n  workflow: {steps: [${steps}]}\n`), found, says,
  })),
  { name: 'components that steps in any order apply', yaml: component('    - {name: web, type: webservice, dependsOn: [orders]}\n  workflow: {mode: {steps: DAG}, steps: [{name: w, type: apply-component, properties: {component: web}}, {name: o, type: apply-component, properties: {component: orders}}]}\n'), found: [] },
  ...['access', 'dynamodb-access', 'iam'].map((type): Case => ({
    name: `the trait access under the name ${type}`, yaml: component(`      traits: [{type: ${type}, properties: {access: [{serviceAccount: shop, level: read}]}}]\n`), found: ['warning UnknownTrait spec.components[0].traits[0].type'], says: [/is not a trait of the table, and KubeVela rejects the Application where it has no such TraitDefinition\. Did you mean "aws-dynamodb-kro-access"\?/],
  })),
  { name: 'another trait with access', yaml: component('      traits: [{type: access, properties: {access: public}}]\n'), found: [] },
  {
    name: 'policies at which KubeVela fails',
    yaml: component(`  policies:
    - {name: a, type: override, properties: {deletionProtectionEnabled: true}}
    - {name: b, type: override, properties: [{name: orders}]}
    - {name: c, type: override, properties: {components: [{orders: {properties: {tableClass: STANDARD}}}, {name: orders, dependsOn: [x]}]}}
    - {name: d, type: topology, properties: {clusters: local, namespaces: [dev]}}
    - {name: e, type: topology}
    - {name: f, type: topolgy, properties: {clusters: [local]}}
    - {name: g, type: our-policy, properties: {clusters: local}}
`),
    found: [
      'error UnknownProperty spec.policies[0].properties.deletionProtectionEnabled', 'error InvalidType spec.policies[1].properties', 'error UnknownProperty spec.policies[2].properties.components[0].orders',
      'error UnknownProperty spec.policies[2].properties.components[1].dependsOn', 'error UnknownProperty spec.policies[3].properties.namespaces', 'error InvalidType spec.policies[3].properties.clusters',
      'error Required spec.policies[4].properties', 'warning NotValidated spec.policies[5].type',
    ],
    says: [/deletionProtectionEnabled is not a field of an override policy\. Move it under the properties of a component in components\./, /Did you mean "namespace"\?/, /Did you mean "topology"\?/],
  },
  { name: 'policies and a workflow that are no lists', yaml: component('  policies: {prod: {type: override}}\n  workflow: [{name: a, type: deploy}]\n'), found: ['error InvalidType spec.policies', 'error InvalidType spec.workflow'] },
  { name: 'steps that are no list', yaml: component('  workflow: {steps: {name: a, type: deploy}}\n'), found: ['error InvalidType spec.workflow.steps'] },
  { name: 'the configuration of Terraform', yaml: '{"resource": {"aws_dynamodb_table": {"orders": {"name": "orders"}}}}', found: ['warning ForeignFormat resource'], says: [/terraform show -json/] },
  { name: 'resources of the Serverless Framework in a list', yaml: 'service: shop\nresources:\n  - Outputs: {}\n  - Resources: {T: {Type: "AWS::DynamoDB::Table"}}\n', found: ['warning ForeignFormat resources'] },
  { name: 'a table that no step applies', yaml: component('  workflow: {steps: [{name: s, type: suspend}]}\n'), found: ['warning NotApplied spec.components[0].name'] },
  { name: 'a table that a step deploys', yaml: component('  workflow: {steps: [{name: g, type: step-group, subSteps: [{name: s, type: apply-component, properties: {component: orders}}]}]}\n'), found: [] },
  { name: 'a table that no step selects', yaml: component('  policies: [{name: web, type: override, properties: {selector: [web]}}]\n  workflow: {steps: [{name: d, type: deploy, properties: {policies: [web]}}]}\n'), found: ['warning UnknownComponent spec.policies[0].properties.selector[0]', 'warning NotApplied spec.components[0].name'] },
  { name: 'an override policy that no step names', yaml: component('  policies:\n    - {name: prod, type: override, properties: {components: [{name: orders, properties: {deletionPolicy: retain}}]}}\n  workflow: {steps: [{name: s, type: deploy, properties: {policies: []}}]}\n'), found: ['warning UnusedPolicy spec.policies[0].name'] },
  { name: 'an override policy that a step of somebody may name', yaml: component('  policies:\n    - {name: prod, type: override, properties: {components: [{name: orders, properties: {deletionPolicy: retain}}]}}\n  workflow: {steps: [{name: s, type: our-rollout, properties: {with: prod}}]}\n'), found: [] },
  {
    name: 'steps that KubeVela rejects or does not know',
    yaml: component('  workflow:\n    steps:\n      - {name: s, type: suspend}\n      - {name: s, type: deply}\n      - {name: t, type: deploy, properties: {policies: dev}}\n      - {name: u, type: our-step}\n'),
    found: ['error DuplicateName spec.workflow.steps[1].name', 'warning NotValidated spec.workflow.steps[1].type', 'error InvalidType spec.workflow.steps[2].properties.policies'],
    says: [/Did you mean "deploy"\?/],
  },
  { name: 'a patch of Kustomize', yaml: 'apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: a}\nspec: {$patch: merge, region: us-east-1}\n', found: ['error NotRendered spec["$patch"]'], says: [/kustomize build \. \|/] },
  ...[
    ['{target: {name: cart.*}, patch: x}', 'by name'], ['{target: {labelSelector: a=b}, patch: x}', 'by label'], ['{target: {kind: "Dynamo.*"}, patch: x}', 'by a kind that is an expression'],
    ['{target: {version: v1alpha1}, patch: "[{op: replace, path: /metadata/labels/a, value: b}, {op: remove, path: /spec/tags}]"}', 'by version'],
    ['{patch: "kind: Application\\napiVersion: core.oam.dev/v1beta1"}', 'of KubeVela'],
  ].flatMap(([patch, what]) => ['', 'kind: Kustomization\n', 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n'].map((head): Case => ({
    name: `a Kustomization that patches tables ${what}, with the head ${JSON.stringify(head)}`, yaml: `${table('')}---\n${head}patches: [${patch}]\n`, found: ['warning NotRendered patches'],
  }))),
  ...[
    '{target: {name: cart}, patch: x}', '{target: {kind: Deployment, name: carts}, patch: x}', '{target: {group: apps}, patch: x}', '{target: {kind: Application}, patch: x}', '{target: {kind: "("}, patch: x}',
    '{target: {name: carts}, patch: "[{op: add, path: /metadata/labels/a, value: b}]"}',
  ].map((patch): Case => ({ name: `a Kustomization that patches no table: ${patch}`, yaml: `${table('')}---\nkind: Kustomization\npatches: [${patch}]\n`, found: [] })),
  { name: 'a Kustomization that patches Applications, of which one has a table', yaml: `${component('', '\n        tableName: sessions\n        region: us-west-2')}---\nkind: Kustomization\nreplacements: [{source: {kind: ConfigMap}, targets: [{select: {kind: Application}}]}]\n`, found: ['warning NotRendered replacements'] },
  { name: 'what has patches, and is no Kustomization', yaml: `${table('')}---\napiVersion: example.com/v1\nkind: Component\npatches: [{target: {name: carts}}]\n`, found: [] },
  ...['', `    - {name: carts, type: aws-dynamodb-kro, properties: {tableName: carts, region: us-east-1, ${KEYS.trim().replace(/\n\s+/, ', ')}}}\n`].map((beside): Case => ({
    name: `components that are meant as tables, and have no type${beside && ', beside one that has it'}`,
    yaml: 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop}\nspec:\n  components:\n'
      + ['', 'type: null, ', 'type: 5, ', 'Type: aws-dynamodb-kro, ', 'componentType: aws-dynamodb-kro@v1, '].map((type, i) => `    - {name: c${i}, ${type}properties: {tableName: c${i}, keySchema: []}}\n`).join('')
      + `    - {name: t, traits: [{type: aws-dynamodb-kro-ttl}]}\n${beside}`,
    found: ['error Required spec.components[0].type', 'error InvalidType spec.components[1].type', 'error InvalidType spec.components[2].type', 'error UnknownProperty spec.components[3].Type', 'error UnknownProperty spec.components[4].componentType', 'error Required spec.components[5].type'],
    says: [/Give type: aws-dynamodb-kro\./, /Use type\./],
  })),
  { name: 'a component without a type that is no table', yaml: 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop}\nspec: {components: [{name: a, properties: {image: b}, traits: [{type: scaler}]}]}\n', found: [] },
  ...[['aws-dynamodb-kro-tll', 'error'], ['my-ttl', 'warning']].map(([type, severity]): Case => ({
    name: `a policy that disables a trait that is none: ${type}`,
    yaml: overridden('tableClass: STANDARD', '', '{type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: at}}').replace('properties: {}}]', `traits: [{type: ${type}, disable: true}]}]`),
    found: [`${severity} UnknownTrait spec.policies[0].properties.components[0].traits[0].type`],
    says: [/aws-dynamodb-kro-ttl/],
  })),
  { name: 'a policy that disables traits of tables and of others', yaml: overridden('tableClass: STANDARD', '', '{type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: at}}').replace('properties: {}}]', 'traits: [{type: aws-dynamodb-kro-ttl, disable: true}, {type: scaler, disable: true}]}]'), found: [] },
  ...['', ', properties: {}'].map((properties): Case => ({
    name: `a trait that has nothing to set${properties}`, yaml: component(`      traits: [{type: aws-dynamodb-kro-protection${properties}}]\n`), found: ['error Required spec.components[0].traits[0].properties'], says: [/Give one of pointInTimeRecoveryEnabled, /],
  })),
  { name: 'a trait that gets from an input what it sets', yaml: component('      traits: [{type: aws-dynamodb-kro-protection}]\n      inputs: [{from: x, parameterKey: "traits[0].properties.deletionProtectionEnabled"}]\n').replace(/$/, '    - {name: web, type: webservice, properties: {image: a}, outputs: [{name: x, valueFrom: output.metadata.name}]}\n'), found: ['warning NotValidated spec.components[0].properties.deletionProtectionEnabled'] },
  {
    name: 'a recovery period whose recovery is turned on by a trait',
    yaml: component('        recoveryPeriodInDays: 7\n      traits: [{type: aws-dynamodb-kro-protection, properties: {pointInTimeRecoveryEnabled: true}}]\n'),
    found: ['warning ControllerVersion spec.components[0].properties.recoveryPeriodInDays', 'warning RecoveryPeriod spec.components[0].properties.recoveryPeriodInDays'],
    says: [/in the component without its traits/],
  },
  ...([
    [/kind: Application/, 'kind: App', ['error UnknownApi kind']], [/kind: /, 'Kind: ', ['error UnknownApi kind']], [/.*\n.*\n/, '', ['error UnknownApi kind', 'error UnknownApi apiVersion']],
    [/components:[^]*/, 'components: x\n', ['error InvalidType spec.components']],
  ] as const).map(([from, to, found]): Case => ({ name: `an Application whose head or components are none: ${from}`, yaml: component('').replace(from, to), found })),
  { name: 'a table of the kind Application', yaml: table('').replace('DynamoDBTable', 'Application'), found: ['error UnknownApi kind'], says: [/Use DynamoDBTable/] },
  {
    name: 'Kustomizations',
    yaml: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [table.yaml]\npatches: [{target: {kind: DynamoDBTable}, patch: x}]\n---\nkind: Kustomization\nresources: [dynamodbtable.yaml]\npatches: [{target: {kind: Deployment}}]\n---\napiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec: {patches: [{target: {kind: DynamoDBTable}}]}\n',
    found: ['warning NotRendered patches', 'warning NotRendered spec.patches'],
  },
  {
    name: 'a table in another graph of kro',
    yaml: `apiVersion: kro.run/v1alpha1\nkind: ResourceGraphDefinition\nmetadata: {name: app}\nspec:\n  schema: {apiVersion: v1alpha1, kind: App, spec: {name: string}}\n  resources:\n${[0, 1].map((i) => `    - {id: t${i}, template: {apiVersion: kro.run/v1alpha1, kind: DynamoDBTable, metadata: {name: "\${schema.spec.name}-${i}"}, spec: {tableName: "\${schema.spec.name}", region: us-east-1, billingMode: "\${schema.spec.mode}", provisionedThroughput: {readCapacityUnits: 1, writeCapacityUnits: 1}, streamViewType: KEYS_ONLY, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}], hashKey: id}}}\n`).join('')}    - {id: c, template: {apiVersion: v1, kind: ConfigMap}}\n`,
    found: [0, 1].flatMap(() => ['error UnknownProperty spec.hashKey', 'error StreamViewType spec.streamViewType']),
  },
  {
    name: 'tables in other objects',
    yaml: ['apiVersion: kubernetes.crossplane.io/v1alpha2\nkind: Object\nspec: {forProvider: {manifest: TABLE}}\n', 'apiVersion: work.open-cluster-management.io/v1\nkind: ManifestWork\nspec: {workload: {manifests: [TABLE]}}\n', 'apiVersion: core.oam.dev/v1alpha1\nkind: Workflow\nmetadata: {name: w}\nsteps: [{name: g, type: step-group, subSteps: [{name: a, type: apply-object, properties: {value: TABLE}}, {name: b, type: apply-object, inputs: [{from: a, parameterKey: value.spec.region}], properties: {value: TABLE}}]}]\n']
      .map((object, i) => object.replaceAll('TABLE', `{apiVersion: kro.run/v1alpha1, kind: DynamoDBTable, metadata: {name: t${i}}, spec: {tableName: table-${i}, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]}}`)).join('---\n'),
    // Of the other object that a step applies, an input gives a part.
    found: ['error Required spec.region', 'error Required spec.region', 'warning NotValidated steps[0].subSteps[1].properties.value', 'error Required spec.region'],
  },
  ...['managementPolicies: [Observe]', 'managementPolicy: Observe'].map((policy) => ({
    name: `an Object of Crossplane that only observes a table: ${policy}`,
    yaml: `${table('')}---\napiVersion: kubernetes.crossplane.io/v1alpha2\nkind: Object\nmetadata: {name: o}\nspec: {${policy}, forProvider: {manifest: {apiVersion: kro.run/v1alpha1, kind: DynamoDBTable, metadata: {name: orders, namespace: shop}}}}\n`,
    found: [],
  })),
  { name: 'what follows from a conflict with a trait', yaml: component('      traits: [{type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: a}}]\n', '\n        tableName: sessions\n        region: us-west-2\n        ttlEnabled: false'), found: ['error TraitConflict spec.components[0].properties.ttlEnabled'] },
  {
    name: 'all attributes of an item, with types that no key has',
    yaml: table('').replace('attributeType: S}', 'attributeType: S}, {attributeName: items, attributeType: L}, {attributeName: address, attributeType: M}, {attributeName: active, attributeType: BOOL}, {attributeName: count, attributeType: N}, {attributeName: none}'),
    found: [1, 2, 3, 4, 5].map((i) => `error UnusedAttribute spec.attributeDefinitions[${i}].attributeName`),
  },
  { name: 'a key of a type that no key has', yaml: table('').replace('attributeType: S', 'attributeType: L'), found: ['error InvalidValue spec.attributeDefinitions[0].attributeType'], says: [/Use one of S, N, B\.(?! Did)/] },
  { name: 'a tag as the name and the value', yaml: table('  tags: [{team: shop}]\n'), found: ['error UnknownProperty spec.tags[0].team'], says: [/team is not a property\. Use key and value\./] },
  { name: 'a tag without a value', yaml: table('  tags: [{key: note, value: }]\n'), found: ['error Required spec.tags[0].value'], says: [/value is missing\. Give it, or "" for an empty text: Tag value\./] },
  { name: 'a trait that is text', yaml: component('      traits: [aws-dynamodb-kro-stream]\n'), found: ['error InvalidType spec.components[0].traits[0]'] },
  {
    name: 'attributes to project beside the projection',
    yaml: table('  globalSecondaryIndexes: [{indexName: one, keySchema: [{attributeName: id, keyType: HASH}], projection: {type: INCLUDE}, nonKeyAttributes: [x]}]\n'),
    found: ['error UnknownProperty spec.globalSecondaryIndexes[0].projection.type', 'error UnknownProperty spec.globalSecondaryIndexes[0].nonKeyAttributes'],
    says: [/projection\.type is not a property\. Use projectionType\./, /nonKeyAttributes is one level too high\. Move it into projection\./],
  },
  { name: 'a key misspelt', yaml: table('').replace('keySchema: [{attributeName: id', 'keySchema: [{attributeName: idd'), found: ['error UndefinedAttribute spec.keySchema[0].attributeName'], says: [/Did you mean "id"\?/] },
  { name: 'a component that waits for what a policy elsewhere may add', yaml: component('    - {name: web, type: webservice, dependsOn: [cache]}\n  workflow: {steps: [{name: s, type: deploy, properties: {policies: [elsewhere]}}]}\n'), found: ['warning NotValidated spec.workflow.steps[0].properties.policies[0]', 'warning UnknownComponent spec.components[1].dependsOn[0]'] },
  { name: 'components and tables of Applications without ours wait for what they like', yaml: `${component('').replace('aws-dynamodb-kro', 'webservice').replace('tableName', 'image').replace('keySchema', 'cmd').replace('attributeDefinitions', 'env')}      dependsOn: [nobody]\n`, found: [] },
  { name: 'an input from an output that there is not', yaml: component('      outputs: [{name: tableArn, valueFrom: output.status.tableArn}]\n    - {name: web, type: webservice, inputs: [{from: tableArm, parameterKey: env}, {from: tableArn.x, parameterKey: env}, {from: context.namespace, parameterKey: env}]}\n'), found: ['error UnknownOutput spec.components[1].inputs[0].from'], says: [/Use the name of an output\. Did you mean "tableArn"\?/] },
  { name: 'an input from what a step of the workflow may give', yaml: component('    - {name: web, type: webservice, inputs: [{from: given, parameterKey: a}, {from: other, parameterKey: b}]}\n  workflow: {steps: [{name: a, type: our-step, outputs: [{name: given, valueFrom: output.a}]}, {name: b, type: apply-component, properties: {component: web}}]}\n'), found: [] },
  { name: 'a step of a component that there is not', yaml: component('  workflow: {steps: [{name: g, type: step-group, subSteps: [{name: a, type: apply-component, properties: {component: ordrs}}]}, {name: b, type: apply-component, properties: {component: orders}}]}\n'), found: ['error UnknownComponent spec.workflow.steps[0].subSteps[0].properties.component'], says: [/workflow\.steps\[0\]\.subSteps\[0\]\.properties\.component "ordrs" is the name of no component.* Did you mean "orders"\?/] },
  { name: 'policies that hold for components that there are not', yaml: component('  policies:\n    - {name: a, type: garbage-collect, properties: {rules: [{selector: {componentNames: [orders, ordrs]}, strategy: never}]}}\n    - {name: b, type: override, properties: {selector: [orders, ordrs]}}\n'), found: ['warning UnknownComponent spec.policies[0].properties.rules[0].selector.componentNames[1]', 'warning UnknownComponent spec.policies[1].properties.selector[1]'], says: [/Did you mean "orders"\?/] },
  ...([
    ['a type of no component', 'componentTypes: [orders, aws-dynamodb-kro]', 'componentTypes[0]', /is the type of no component, so the policy does not hold for it/],
    ['a trait that is not there', 'traitTypes: [gateway]', 'traitTypes[0]', /is the type of no trait that makes an object here.* Remove it\./],
    ['a trait that makes no object', 'traitTypes: [aws-dynamodb-kro-ttl]', 'traitTypes[0]', /is the type of no trait that makes an object here/],
    ['the word of KubeVela\'s reference for a workload', 'oamTypes: [COMPONENT]', 'oamTypes[0]', /"COMPONENT" is neither WORKLOAD nor TRAIT.* Use WORKLOAD\./],
    ['the kind of ACK', 'resourceTypes: [Table, DynamoDBTable]', 'resourceTypes[0]', /Use DynamoDBTable\./],
    ['the name of the table in AWS', 'resourceNames: [sessions, orders]', 'resourceNames[0]', /is the name of no object that KubeVela makes here/],
    ['nothing', 'componentNames: []', '', /selector selects nothing, so the rule does nothing/],
  ] as const).map(([what, selector, at, says]): Case => ({
    name: `a rule of a policy that selects ${what}`,
    yaml: component(`      traits: [{type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: ttl}}]\n  policies: [{name: p, type: garbage-collect, properties: {rules: [{selector: {${selector}}, strategy: never}]}}]\n`),
    found: [`warning UnusedPolicy spec.policies[0].properties.rules[0].selector${at && `.${at}`}`],
    says: [says],
  })),
  { name: 'rules that select what other components and traits may make', yaml: component('      traits: [{type: aws-dynamodb-kro-access, properties: {access: [{serviceAccount: shop, level: read}]}}]\n    - {name: web, type: webservice}\n  policies: [{name: p, type: garbage-collect, properties: {rules: [{selector: {resourceTypes: [Deployment, Table], resourceNames: [web, ordrs], traitTypes: [aws-dynamodb-kro-access, AuxiliaryWorkload], oamTypes: [TRAIT], componentTypes: [webservice]}, strategy: never}]}}]\n'), found: [] },
  { name: 'a rule that nearly selects a table among others', yaml: component('    - {name: web, type: webservice}\n  policies: [{name: p, type: take-over, properties: {rules: [{selector: {resourceTypes: [DynamoDbTable]}}]}}]\n'), found: ['warning UnusedPolicy spec.policies[0].properties.rules[0].selector.resourceTypes[0]'], says: [/Did you mean "DynamoDBTable"\?/] },
  ...([
    ['an operation in upper case', 'resource-update', '{rules: [{selector: {componentNames: [orders]}, strategy: {op: Replace}}]}', 'error InvalidValue rules[0].strategy.op', /Use one of patch, replace\. Did you mean "replace"\?/],
    ['a stage that there is not', 'apply-once', '{enable: true, rules: [{selector: {componentNames: [orders]}, strategy: {path: ["*"], affect: onAppUpdate}}]}', 'error InvalidValue rules[0].strategy.affect', /Use one of onUpdate, onStateKeep, always\./],
    ['a path that is no list', 'apply-once', '{enable: true, rules: [{selector: {componentNames: [orders]}, strategy: {path: "*"}}]}', 'error InvalidType rules[0].strategy.path', /is not a list/],
    ['rules of a policy that is not on', 'apply-once', '{rules: [{selector: {componentNames: [orders]}, strategy: {path: ["*"]}}]}', 'warning UnusedPolicy enable', /is missing, so the rules do nothing\. Set it to true\./],
    ['replicas of nothing', 'replication', '{keys: [a, b]}', 'warning NotApplied selector', /selects no component, so a step with this policy fails/],
    ['replicas of a table', 'replication', '{keys: [a, b], selector: [orders]}', 'warning DuplicateName selector', /"orders" is a table, of which all replicas have one name/],
    ['no cluster', 'topology', '{clusters: []}', 'warning NotApplied clusters', /has no cluster, so a step with this policy deploys nothing/],
    ['clusters and labels of some', 'topology', '{clusters: [local], clusterLabelSelector: {a: b}}', 'warning UnusedPolicy clusterLabelSelector', /is given beside clusters, so that KubeVela ignores it/],
  ] as const).map(([what, type, properties, found, says]): Case => ({
    name: `a policy ${type} with ${what}`,
    yaml: component(`  policies: [{name: p, type: ${type}, properties: ${properties}}]\n`),
    found: [found.replace(/ (?=\w+(\[|$))/, ' spec.policies[0].properties.')],
    says: [says],
  })),
  ...([
    ['componentNames: [orders]', true], ['resourceTypes: [DynamoDBTable]', true], ['componentTypes: [aws-dynamodb-kro], oamTypes: [WORKLOAD]', true], ['componentNames: [web]', false], ['componentNames: [orders], oamTypes: [TRAIT]', false],
  ] as const).map(([selector, isOfTable]): Case => ({
    name: `a read-only policy: ${selector}`,
    yaml: component(`    - {name: web, type: webservice}\n  policies: [{name: ro, type: read-only, properties: {rules: [{selector: {${selector}}}]}}]\n`),
    found: isOfTable ? ['warning NotApplied spec.policies[0].properties.rules'] : [],
    says: isOfTable ? [/rules select orders: KubeVela only reads it, changes nothing, and fails where it is not there\. Take the table out of the selector\./] : [],
  })),
  { name: 'policies that are right', yaml: component('  policies: [{name: a, type: resource-update, properties: {rules: [{selector: {componentNames: [orders]}, strategy: {op: "", recreateFields: []}}]}}, {name: b, type: apply-once, properties: {enable: true}}, {name: c, type: apply-once, properties: {rules: [{selector: {oamTypes: [WORKLOAD]}, strategy: {path: ["*"], affect: always}}]}}, {name: d, type: topology, properties: {clusterLabelSelector: {a: b}}}]\n'), found: [] },
  { name: 'a policy for deploying that no step names', yaml: component('  policies: [{name: a, type: topology, properties: {clusters: [local]}}, {name: b, type: replication, properties: {keys: [x], selector: [web]}}]\n  workflow: {steps: [{name: d, type: deploy, properties: {policies: []}}]}\n').replace('  policies', '    - {name: web, type: webservice}\n  policies'), found: ['warning UnusedPolicy spec.policies[0].name', 'warning UnusedPolicy spec.policies[1].name'], says: [/so nothing is deployed where it says/, /so nothing is replicated/] },
  { name: 'traits for pods on a table', yaml: component('      traits: [{type: sidecar, properties: {name: a, image: b}}, {type: env}, {type: gateway}, {type: scaler, properties: {min: 1}}, {type: labels, properties: {a: b}}]\n'), found: [0, 1, 2, 3].map((i) => `warning UnknownTrait spec.components[0].traits[${i}].type`), says: [/"sidecar" is a trait for pods, which a table does not have, so that it does nothing for the table\. Give it to the component of the pods\./] },
  { name: 'the trait that counts pods on a table', yaml: component('      traits: [{type: scaler, properties: {replicas: 2}}]\n'), found: ['warning UnknownTrait spec.components[0].traits[0].type'], says: [/sets replicas to a number, which are a list of regions in a table/] },
  ...([
    ['a mode in lower case', '{mode: {steps: dag, subSteps: ""}, steps: [STEP]}', ['error InvalidValue mode.steps'], /Use one of StepByStep, DAG\. Did you mean "DAG"\?/],
    ['the mode of a group', '{steps: [{name: g, type: step-group, mode: parallel, subSteps: [STEP]}]}', ['error InvalidValue steps[0].mode'], /Use one of StepByStep, DAG/],
    ['waits that Go does not read', '{steps: [{name: a, type: suspend, properties: {duration: 1 day}}, {name: b, type: suspend, properties: {duration: 1min}}, {name: c, type: suspend, properties: {duration: ""}}, {name: e, type: suspend, properties: {duration: 1h30m}}, STEP]}', ['error InvalidValue steps[0].properties.duration', 'error InvalidValue steps[1].properties.duration'], /"1 day" is not a duration of Go, so this step fails/],
    ['inputs from nowhere', '{steps: [{...STEP, outputs: [{name: okay, valueFrom: context.name}]}, {name: m, type: notification, inputs: [{from: okay, parameterKey: a}, {from: oky, parameterKey: b}, {from: context.name, parameterKey: c}]}]}', ['error UnknownOutput steps[1].inputs[1].from'], /is the output of no component and no workflow step, so KubeVela never takes this step\. Use the name of an output\. Did you mean "okay"\?/],
    ['inputs from what another step may give', '{steps: [{name: a, type: our-own}, {name: m, type: notification, inputs: [{from: oky, parameterKey: b}]}, STEP]}', [], /^/],
  ] as const).map(([what, workflow, found, says]): Case => ({
    name: `a workflow with ${what}`,
    yaml: component(`  workflow: ${workflow.replace('{...STEP', '{name: d, type: deploy, properties: {policies: []}').replace('STEP', '{name: d, type: deploy, properties: {policies: []}}')}\n`),
    found: found.map((each) => each.replace(/ (?=\w+[.[])/, ' spec.workflow.')),
    says: found.length === 0 ? [] : [says],
  })),
  ...([
    ['of the type of tables', 'name: x, type: aws-dynamodb-kro, properties: {billingMode: ONDEMAND, region: 1}', '', ['billingMode', 'region']],
    ['of a table in another file', 'name: orders, properties: {tableClas: STANDARD, x: 1}', '', []],
    ['that has fields of tables alone', 'name: orders, properties: {tableClass: NORMAL}', '', ['tableClass']],
    ['of a table beside it', 'name: orders, properties: {tableClas: STANDARD}', component(''), ['tableClas']],
    ['of another component', 'name: web, properties: {image: a, tags: x}', component(''), []],
    ['that a step deploys with', 'name: orders, properties: {tableClas: STANDARD}', component('  workflow: {steps: [{name: d, type: deploy, properties: {policies: [shared]}}]}\n'), undefined],
  ] as const).map(([what, patch, beside, found]): Case => ({
    name: `a patch in a policy that is an object of its own, ${what}`,
    yaml: `${beside && `${beside}---\n`}apiVersion: core.oam.dev/v1alpha1\nkind: Policy\nmetadata: {name: shared, namespace: default}\ntype: override\nproperties: {components: [{${patch}}]}\n`,
    found: found?.map((name) => `warning ${name === 'region' ? 'InvalidType' : name === 'tableClas' ? 'UnknownProperty' : 'InvalidValue'} properties.components[0].properties.${name}`)
      ?? ['error UnknownProperty spec.workflow.steps[0].properties.policies[0]'],
  })),
  { name: 'policies of KubeVela, and of Applications without a table', yaml: `${component('  policies: [{name: a, type: topology, properties: {}}, {name: b, type: override, properties: {components: []}}, {name: c, type: override, properties: {components: [{name: "*"}, {name: ord}]}}]\n')}---\n${component('  policies: [{name: p, type: overide}]\n').replace('aws-dynamodb-kro', 'webservice').replace('tableName', 'image').replace('keySchema', 'cmd').replace('name: sessions, ', 'name: others, ')}`, found: [] },
  { name: 'foreign traits that can only mean a table', yaml: component('      traits: [{type: table-ttl, properties: {attribute: a}}, {type: gsi}, {type: encrypt-at-rest}, {type: change-stream}, {type: throttle}]\n'), found: [0, 1, 2, 3].map((i) => `warning UnknownTrait spec.components[0].traits[${i}].type`), says: [/Use aws-dynamodb-kro-ttl/, /Use aws-dynamodb-kro-global-index/, /Use aws-dynamodb-kro-encryption/, /Use aws-dynamodb-kro-stream/] },
  { name: 'JSON with a comment before the kind', yaml: '{"apiVersion": "kro.run/v1alpha1", /* a table */ "kind": "DynamoDBTable", "metadata": {"name": "a"}, "spec": {}}\n', found: ['error UnknownApi kind'], says: [/kind is missing\. Give kind: DynamoDBTable\./] },
  { name: 'a misspelt kind of an Application', yaml: component('').replace('kind: Application', 'kind: application'), found: ['error UnknownApi kind'], says: [/Use Application\./] },
  { name: 'a kind of another group that is near ours', yaml: 'apiVersion: platform.example.org/v1\nkind: XDynamoDBTable\nmetadata: {name: a}\nspec: {parameters: {}}\n', found: ['warning UnknownApi apiVersion'] },
  { name: 'a state of Terraform', yaml: '{"format_version": "1.0", "values": {"root_module": {"resources": [{"type": "aws_dynamodb_table"}]}}}', found: ['warning ForeignFormat '], says: [/cdk8s-dynamodb-kro import/] },
  { name: 'a state file of Terraform', yaml: '{"version": 4, "terraform_version": "1.5.7", "resources": [{"type": "aws_dynamodb_table"}]}', found: ['warning ForeignFormat '] },
  { name: 'a state of Terraform without a table', yaml: '{"format_version": "1.0", "values": {"root_module": {"resources": [{"type": "aws_s3_bucket"}]}}}', found: [] },
  { name: 'a part of a template', yaml: 'Orders: {Type: "AWS::DynamoDB::Table", Properties: {}}\n---\nType: AWS::DynamoDB::GlobalTable\nProperties: {}\n', found: ['warning ForeignFormat ', 'warning ForeignFormat '], says: [/under Resources/] },
  { name: 'one component in two Applications', yaml: `${component('')}---\n${component('').replace('name: sessions, ', 'name: other, ').replace('tableName: sessions', 'tableName: other')}`, found: ['error DuplicateName spec.components[0].name'], says: [/Application default\/sessions orders too/] },
  { name: 'one component in two Applications, which may go to two clusters', yaml: `${component('  policies: [{name: a, type: topology, properties: {}}]\n')}---\n${component('').replace('name: sessions, ', 'name: other, ').replace('tableName: sessions', 'tableName: other')}`, found: ['warning DuplicateName spec.components[0].name'] },
  { name: 'two components of one name', yaml: component('    - {name: orders, type: aws-dynamodb-kro, properties: {tableName: other, region: us-west-2, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]}}\n'), found: ['error DuplicateName spec.components[1].name'] },
  { name: 'a component with the name of a table', yaml: `${table('', 'orders', 'carts')}---\n${component('')}`, found: ['error DuplicateName spec.components[0].name'] },
  { name: 'properties of other traits in ours', yaml: component('      traits:\n        - {type: aws-dynamodb-kro-ttl, properties: {enabled: true, attributeName: a}}\n        - {type: aws-dynamodb-kro-protection, properties: {deletionProtection: true}}\n'), found: ['traits[0].properties.enabled', 'traits[0].properties.attributeName', 'traits[1].properties.deletionProtection'].map((path) => `error UnknownProperty spec.components[0].${path}`), says: [/remove the trait/, /Use ttlAttributeName\./, /Use deletionProtectionEnabled\./] },
  { name: 'a trait of ours by a short name', yaml: component('      traits: [{type: aws-dynamodb-kro-gsi, properties: {}}, {type: aws-dynamodb-kro-time-to-live, properties: {}}]\n'), found: [0, 1].map((i) => `error UnknownTrait spec.components[0].traits[${i}].type`), says: [/Did you mean "aws-dynamodb-kro-global-index"/, /Did you mean "aws-dynamodb-kro-ttl"/] },
  { name: 'traits as a map', yaml: component('      traits: {type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: a}}\n'), found: ['error InvalidType spec.components[0].traits'] },
  { name: 'properties of a trait without properties', yaml: component('      traits: [{type: aws-dynamodb-kro-ttl, ttlAttributeName: a}]\n'), found: ['error UnknownProperty spec.components[0].traits[0].ttlAttributeName'], says: [/Move it under properties\./] },
  { name: 'a component with settings', yaml: component('').replace('properties:', 'settings:'), found: ['error UnknownProperty spec.components[0].settings'], says: [/Use properties\./] },
  { name: 'a component with trait', yaml: component('      trait: [{type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: a}}]\n'), found: ['error UnknownProperty spec.components[0].trait'], says: [/Did you mean "traits"/] },
  { name: 'a field beside the spec', yaml: `${table('')}tags: []\nnamespace: shop\n`, found: ['error UnknownProperty tags', 'error UnknownProperty namespace'], says: [/Move it under spec\./, /Move it under metadata\./] },
  { name: 'fields indented by spaces of a web page', yaml: 'apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: a}\nspec:\n\u00a0\u00a0tableName: carts\n', found: ['error UnknownProperty ["\u00a0\u00a0tableName"]'], says: [/type the spaces again/] },
  { name: 'a spec in the properties', yaml: component('', '\n        spec: {tableName: sessions, region: us-west-2, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]}').replace(/\n +attributeDefinitions.*\n.*keySchema.*/, ''), found: ['error UnknownProperty spec.components[0].properties.spec'], says: [/one level up/] },
  { name: 'versions of our definitions', yaml: component('      traits: [{type: aws-dynamodb-kro-ttl@v2, properties: {ttlAttributeName: a, tableClass: STANDARD}}]\n').replace('type: aws-dynamodb-kro\n', 'type: aws-dynamodb-kro@v1\n'), found: ['error UnknownProperty spec.components[0].traits[0].properties.tableClass'], says: [/in the properties of the component/] },
  { name: 'tables in k8s-objects', yaml: `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop}\nspec:\n  components:\n    - name: all\n      type: k8s-objects\n      properties:\n        objects:\n          - ${table('  streamViewType: KEYS_ONLY\n').trim().replaceAll('\n', '\n            ')}\n`, found: ['error StreamViewType spec.streamViewType'] },
  ...([
    ['aws-dynamodb-simple-kro', ''], ['aws-dynamodb-simple-kro', ', billingMode: PAY_PER_REQUEST, tags: [{key: team, value: shop}]'], ['aws-dynamodb-simple-kro', ', gsis: []', 'warning'],
  ] as const).map(([type, more, severity = 'error']): Case => ({
    name: `${type} of the original, without keys: ${more}`,
    yaml: `${APPLICATION.replace('aws-dynamodb-kro', type)} {tableName: sessions, region: us-east-1${more}}\n`,
    found: [`${severity} UnknownComponentType spec.components[0].type`],
    says: [severity === 'error' ? /Use aws-dynamodb-kro with attributeDefinitions and keySchema, or name the ComponentDefinition of your platform/ : /Use aws-dynamodb-kro, or name/],
  })),
  { name: 'aws-dynamodb-simple-kro beside a table', yaml: `${APPLICATION.replace('aws-dynamodb-kro', 'aws-dynamodb-simple-kro')} {tableName: sessions, region: us-east-1}\n---\n${table('')}`, found: ['warning UnknownComponentType spec.components[0].type'] },
  { name: 'a component type of another product', yaml: component('', '\n        name: sessions').replace('type: aws-dynamodb-kro\n', 'type: dynamodb-simple\n').replace(/\n +attributeDefinitions.*\n.*keySchema.*/, ''), found: ['warning UnknownComponentType components[0].type'.replace(' c', ' spec.c')] },
  ...([
    ['aws-dynamodb-xp', 'warning', 'error'], ['crossplane-dynamodb', 'warning', 'error'], ['aws-dynamodb-kro-simplified', 'warning', 'error'], ['aws-dynamodb-table', 'warning', 'error'], ['acme-store', 'warning', 'error'],
    ['aws-dynamodb-kroo', 'error', 'error'], ['aws-dynamodb', 'error', 'error'], ['aws-dynamo-kro', 'error', 'error'], ['awsdynamodbkro@v1', 'error', 'error'], ['aws-dynamodb-kro-ttl', 'error', 'error'],
  ] as const).flatMap(([type, besides, alone]): Case[] => {
    const other = `    - {name: other, type: ${type}, properties: {tableName: other, attributeDefinitions: [], keySchema: []}}\n`;
    const definition = `---\napiVersion: core.oam.dev/v1beta1\nkind: ComponentDefinition\nmetadata: {name: ${type.replace(/@.*/, '')}, namespace: vela-system}\nspec: {}\n`;
    const application = `${APPLICATION.slice(0, APPLICATION.indexOf('    - name'))}${other}`;
    const way = besides === 'error' ? [] : [/ For a type of somebody else, give its ComponentDefinition among the files/];
    return [
      { name: `a component ${type} with fields of a table, beside a table`, yaml: component(other), found: [`${besides} UnknownComponentType spec.components[1].type`], says: [...way, besides === 'error' ? /--component-name aws/ : /Use aws-dynamodb-kro\. For .*, or acknowledge this warning\./] },
      { name: `a component ${type} with fields of a table, and no table`, yaml: application, found: [`${alone} UnknownComponentType spec.components[0].type`], says: [...way, /--component-name /] },
      { name: `a component ${type} whose ComponentDefinition is there, beside a table`, yaml: component(other) + definition, found: [] },
      { name: `a component ${type} whose ComponentDefinition is there, and no table`, yaml: application + definition, found: [] },
    ];
  }),
  ...([['aws-dynamodb-xp', 'warning'], ['aws-dynamodb-kroo', 'error']] as const).map(([type, severity]): Case => ({
    name: `policies that replace a table by, and add, a component ${type} with fields of a table`,
    yaml: component(`  policies: [{name: p, type: override, properties: {components: [{name: orders, type: ${type}, properties: {tableName: other, attributeDefinitions: [], keySchema: []}}, {name: more, type: ${type}, properties: {tableName: more, attributeDefinitions: [], keySchema: []}}]}}]\n`),
    found: [0, 1].map((i) => `${severity} UnknownComponentType spec.policies[0].properties.components[${i}].type`),
  })),
  {
    name: 'a policy that adds a component of another type with fields of a table, whose ComponentDefinition is there',
    yaml: `${component('  policies: [{name: p, type: override, properties: {components: [{name: more, type: aws-dynamodb-xp, properties: {tableName: more, attributeDefinitions: [], keySchema: []}}]}}]\n')}---\napiVersion: core.oam.dev/v1beta1\nkind: ComponentDefinition\nmetadata: {name: aws-dynamodb-xp}\n`,
    found: [],
  },
  { name: 'a component by itself', yaml: '{name: a, type: aws-dynamodb-kro, properties: {tableName: abc}}', found: ['error UnknownApi '] },
  { name: 'an Application of an old version', yaml: component('').replace('v1beta1', 'v1alpha2'), found: ['error UnknownApi apiVersion'] },
  { name: 'components as a map', yaml: component('').replace('- name: orders\n      type', 'orders: {type').replace(/properties:[\s\S]*/, 'properties: {}}\n').replace('{type: aws-dynamodb-kro\n', '{type: aws-dynamodb-kro,\n'), found: ['error InvalidType spec.components'] },
  { name: 'a kind of ours without API', yaml: table('').replace(/apiVersion.*\n/, ''), found: ['error UnknownApi apiVersion'], says: [/is missing\. Give apiVersion: kro\.run\/v1alpha1/] },
  { name: 'an API of ours without kind', yaml: table('').replace(/kind.*\n/, ''), found: ['error UnknownApi kind'] },
  { name: 'a table of ACK', yaml: table('').replace('kro.run', 'dynamodb.services.k8s.aws').replace('DynamoDBTable', 'Table'), found: ['warning UnknownApi kind'], says: [/cdk8s-dynamodb-kro import/] },
  { name: 'another kind of DynamoDB in our group', yaml: 'apiVersion: kro.run/v1alpha1\nkind: SimpleDynamoDB\nmetadata: {name: a}\nspec: {tableName: abc}\n', found: ['warning UnknownApi kind'] },
  { name: 'the Serverless Framework', yaml: 'service: a\nresources: {Resources: {A: {Type: "AWS::DynamoDB::Table"}}}\n', found: ['warning ForeignFormat resources.Resources'] },
  {
    name: 'policies that give a table another type, by which KubeVela replaces it',
    yaml: component('  policies:\n    - {name: a, type: override, properties: {components: [{name: orders, type: aws-dynamodb-kroo, properties: {tableClass: STANDARD}}]}}\n    - {name: b, type: override, properties: {components: [{name: orders, type: webservice}]}}\n    - {name: c, type: override, properties: {components: [{name: orders, type: aws-dynamodb-kro}]}}\n  workflow: {steps: [{name: a, type: deploy, properties: {policies: [a]}}, {name: b, type: deploy, properties: {policies: [b]}}, {name: c, type: deploy, properties: {policies: [c]}}]}\n'),
    found: ['error UnknownComponentType spec.policies[0].properties.components[0].type', 'warning UnknownComponentType spec.policies[1].properties.components[0].type'],
    says: [/"aws-dynamodb-kroo" is not the type of the table orders, so that KubeVela replaces the whole component, and there is no table\. Did you mean "aws-dynamodb-kro"\?/, /Leave the type out/],
  },
  {
    name: 'policies for a type that no component has, and that add one of a type that is nearly ours',
    yaml: component('    - {name: web, type: webservice}\n  policies: [{name: a, type: override, properties: {components: [{type: aws-dynamodb-kr, properties: {tableClass: STANDARD}}, {type: webservice}, {type: worker}, {name: carts, type: aws-dynamodb-kr}, {name: cache, type: redis}]}}]\n'),
    found: ['error UnknownComponentType spec.policies[0].properties.components[0].type', 'warning UnknownComponentType spec.policies[0].properties.components[2].type', 'error UnknownComponentType spec.policies[0].properties.components[3].type'],
  },
  {
    name: 'misspelt keys of inputs, of which what is meant is not missing besides',
    yaml: component('      inputs: [{from: a, parameterKey: tablename}, {from: a, parameterKey: "provisionedThroughput.readCapacity"}, {from: a, parameterKey: "properties.tags[0].val"}, {from: a, parameterKey: "traits[0].properties.ttlAttribute"}, {from: a, parameterKey: "traits[1].properties.any"}, {from: a, parameterKey: "tags[1].value"}]\n      traits: [{type: aws-dynamodb-kro-ttl, properties: {}}, {type: scaler, properties: {}}]\n    - {name: web, type: webservice, outputs: [{name: a, valueFrom: output.metadata.name}]}\n', '\n        region: us-west-2'),
    found: [0, 1, 2, 3].map((i) => `error UnknownProperty spec.components[0].inputs[${i}].parameterKey`).concat('warning UnknownTrait spec.components[0].traits[1].type', 'warning NotValidated spec.components[0].properties.tags'),
    says: [/inputs\[0\]\.parameterKey "tablename" is not a property\. Use tableName\./, /Did you mean "ttlAttributeName"/],
  },
  {
    name: 'annotations of ACK on what makes a table',
    yaml: `${table('').replace('namespace: default', 'annotations: {services.k8s.aws/deletion-policy: retain, services.k8s.aws/endpoint-url: "http://a", team: shop}')}---\n${component('      traits: [{type: annotations, properties: {services.k8s.aws/region: eu-west-1, a: b}}]\n').replace('namespace: default', 'namespace: default, annotations: {services.k8s.aws/adoption-policy: adopt}')}`,
    found: ['metadata.annotations["services.k8s.aws/deletion-policy"]', 'metadata.annotations["services.k8s.aws/endpoint-url"]', 'metadata.annotations["services.k8s.aws/adoption-policy"]', 'spec.components[0].traits[0].properties["services.k8s.aws/region"]'].map((path) => `warning IgnoredAnnotation ${path}`),
    says: [/does nothing\. Use deletionPolicy\./, /Remove it\./, /Use adoptionPolicy\./, /Use region\./],
  },
  {
    name: 'traits that patch a table, and such that patch its labels',
    yaml: component('      traits: [{type: json-merge-patch, properties: {spec: {tableClass: STANDARD}}}, {type: json-patch, properties: {operations: [{op: replace, path: /spec/region, value: x}]}}, {type: json-merge-patch, properties: {metadata: {labels: {a: b}}}}, {type: json-patch, properties: {operations: [{op: test, path: /spec}, {op: add, path: /metadata/annotations/a, value: b}]}}]\n'),
    found: [0, 1].map((i) => `warning NotValidated spec.components[0].traits[${i}].type`),
  },
  {
    name: 'fields of steps that there are not',
    yaml: component('  policies: [{name: p, type: override, properties: {components: [{name: orders, properties: {tableClass: STANDARD}}]}}]\n  workflow:\n    steps:\n      - {name: a, type: deploy, properties: {policy: [p], auto: true, retries: 3}}\n      - {name: b, type: apply-component, properties: {components: orders}}\n      - {name: c, type: apply-component, properties: {cluster: local}}\n      - {name: d, type: apply-component, inputs: [{from: it, parameterKey: component}]}\n      - {name: e, type: deploy, policies: [p]}\n      - {name: f, type: deploy, properties: [p]}\n      - {name: g, type: our-step, properties: {policy: p}}\n      - {name: h, type: step-group, substeps: []}\n'),
    found: [
      'error UnknownProperty spec.workflow.steps[0].properties.policy', 'warning UnknownProperty spec.workflow.steps[0].properties.retries', 'error UnknownProperty spec.workflow.steps[1].properties.components',
      'error Required spec.workflow.steps[2].properties.component', 'error UnknownProperty spec.workflow.steps[4].policies', 'error InvalidType spec.workflow.steps[5].properties', 'error UnknownProperty spec.workflow.steps[7].substeps',
    ],
    says: [/Did you mean "policies"\?/, /Did you mean "component"\?/, /policies is not a field of a step\. Move it under properties\./, /Did you mean "subSteps"/],
  },
  {
    name: 'a policy whose properties stand beside it',
    yaml: component('  policies: [{name: p, type: override, components: [{name: orders, properties: {tableClass: STANDARD}}]}]\n'),
    found: ['error UnknownProperty spec.policies[0].components'],
    says: [/Move it under properties\./],
  },
  {
    name: 'misspelt policies of which another step has the right name, and such that may be others',
    yaml: component(`  policies: [${['topology-local', 'eu-1', 'prod'].map((name) => `{name: ${name}, type: topology, properties: {clusters: [local]}}`).join(', ')}]\n  workflow: {steps: [{name: a, type: deploy, properties: {policies: [topology-locl, topology-lcoal, eu-2, prod2]}}, {name: b, type: deploy, properties: {policies: [topology-local, eu-1, prod]}}]}\n`),
    found: ['error UnknownPolicy', 'error UnknownPolicy', 'warning NotValidated', 'warning NotValidated'].map((code, i) => `${code} spec.workflow.steps[0].properties.policies[${i}]`),
    says: [/"topology-locl" is the name of no policy.* Did you mean "topology-local"\?/],
  },
  {
    name: 'a policy whose name is a pattern for a second component',
    yaml: component('    - {name: orders-archive, type: aws-dynamodb-kro, properties: {tableName: archive, region: us-west-2, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]}}\n  policies: [{name: p, type: override, properties: {components: [{name: orders, properties: {tableName: prod}}]}}, {name: q, type: override, properties: {components: [{name: ^orders$, properties: {tableClass: STANDARD}}, {name: ord, properties: {tableClass: STANDARD}}]}}]\n'),
    found: ['error DuplicateTable spec.policies[0].properties.components[0].properties.tableName'],
    says: [/is given to orders and orders-archive, because the name in the policy, a pattern, matches both\. Write \^orders\$/],
  },
  {
    name: 'what k8s-objects make is where their Application is',
    yaml: ['sessions', 'others'].map((name, i) => `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: ${name}, namespace: shop}\nspec:\n  components: [{name: all-${i}, type: k8s-objects, properties: {objects: [{apiVersion: kro.run/v1alpha1, kind: DynamoDBTable, metadata: {name: t${i}}, spec: {tableName: same, region: us-east-1, writeConnectionSecretToRef: {name: s}, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]}}]}}]\n`).join('---\n'),
    found: ['error DuplicateTable spec.tableName', 'error DuplicateName spec.writeConnectionSecretToRef.name'],
    says: [/declared in this region by DynamoDBTable shop\/t0 too/],
  },
  {
    name: 'what k8s-objects make in another cluster',
    yaml: ['a', 'b'].map((cluster, i) => `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: app-${i}, namespace: shop}\nspec:\n  policies: [{name: to, type: topology, properties: {clusters: [${cluster}]}}]\n  components: [{name: all-${i}, type: k8s-objects, properties: {objects: [{apiVersion: kro.run/v1alpha1, kind: DynamoDBTable, metadata: {name: t${i}}, spec: {tableName: same, region: us-east-1, writeConnectionSecretToRef: {name: s}, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]}}]}}]\n`).join('---\n'),
    found: ['warning DuplicateTable spec.tableName'],
  },
  { name: 'a table of kro that is no DynamoDBTable, and tables without a group', yaml: 'apiVersion: kro.run/v1alpha1\nkind: Table\nmetadata: {name: a}\nspec: {tableName: abc, region: us-east-1}\n---\napiVersion: kro.run/v1alpha1\nkind: Timetable\nmetadata: {name: a}\nspec: {name: abc}\n---\napiVersion: v1alpha1\nkind: DynamoDBTable\nmetadata: {name: a}\nspec: {tableName: abc}\n', found: ['warning UnknownApi kind', 'error UnknownApi apiVersion'] },
  { name: 'a DynamoDBTable of somebody else, with fields like ours', yaml: `${table('  configRef: a\n').replace('kro.run', 'aws.example.org')}`, found: ['warning UnknownApi apiVersion'] },
  { name: 'statements of a policy that lack what AWS requires', yaml: table('  resourcePolicy: \'{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "dynamodb:*", "principal": "*"}}\'\n'), found: ['warning ResourcePolicyStatement spec.resourcePolicy'], says: [/has a statement without Principal.*Give each statement Effect, Principal, Action, Resource, with capital letters\./] },
  { name: 'tags of other tools', yaml: table('  tags: [{key: a, value: !Sub "${x}"}, {key: b, value: !vault |\n    1234\n  }, {key: c, value: !Foo bar}]\n  ttlEnabled: true\n  ttlAttributeName: !Select [0, [a, b]]\n').replace('!vault |\n    1234\n  }', '!vault 1234}'), found: ['spec.tags[0].value', 'spec.tags[1].value', 'spec.ttlAttributeName'].map((path) => `error NotRendered ${path}`), says: [/"!vault 1234" is a template/] },
  ...['spec', 'parameters', 'config', 'values', 'whatever'].map((name): Case => ({
    name: `a table within ${name}, of which all is told`,
    yaml: `apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: a}\nspec:\n  region: us-east-1\n  ${name}: {tableName: carts, attributeDefinitions: [{attributeName: id, attributeType: N}], keySchema: [{attributeName: id, keyType: HASH}], tableClas: STANDARD}\n`,
    found: [name, `${name}.attributeDefinitions[0].attributeType`, `${name}.tableClas`].map((path, i) => `error ${i === 1 ? 'InvalidType' : 'UnknownProperty'} spec.${path}`),
    says: [/is one level too many\. Move the fields in it one level up\./, /Did you mean "tableClass"/],
  })),
  { name: 'a table within template and spec', yaml: 'apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: a}\nspec: {template: {spec: {tableName: carts, region: us-east-1, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]}}}\n', found: ['error UnknownProperty spec.template'] },
  {
    name: 'a spec as create-table takes it, of which all is told',
    yaml: 'apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: a}\nspec: {TableName: carts, region: us-east-1, AttributeDefinitions: [{AttributeName: id, AttributeType: N}], KeySchema: [{attributeName: id, KeyType: HASH}]}\n',
    found: ['TableName', 'AttributeDefinitions', 'AttributeDefinitions[0].AttributeName', 'AttributeDefinitions[0].AttributeType', 'AttributeDefinitions[0].AttributeType', 'KeySchema', 'KeySchema[0].KeyType'].map((path, i) => `error ${i === 4 ? 'InvalidType' : 'UnknownProperty'} spec.${path}`),
  },
  { name: 'fields beside the spec are not missing in it', yaml: 'apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: a}\ntableName: carts\nspec: {region: us-east-1, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]}\n', found: ['error UnknownProperty tableName'] },
  { name: 'names beside the right ones, and in the wrong list', yaml: table('  regionName: us-east-1\n  tags: [{key: a, value: b, values: c}]\n').replace('keyType: HASH', 'keyType: HASH, attributeType: S'), found: ['error UnknownProperty spec.keySchema[0].attributeType', 'error UnknownProperty spec.tags[0].values', 'error UnknownProperty spec.regionName'], says: [/Give it in attributeDefinitions\./, /regionName is not a property\. Give it in region, which is given too, or remove it\./] },
  { name: 'numbers and flags that no value is in quotes either', yaml: table('  billingMode: 1\n  deletionPolicy: off\n').replace('attributeType: S', 'attributeType: no'), found: ['attributeDefinitions[0].attributeType', 'billingMode', 'deletionPolicy'].map((name) => `error InvalidType spec.${name}`), says: [/Give one of S, N, B\. \[InvalidType\]/, /Give one of delete, retain\. \[InvalidType\]/] },
  { name: 'zero capacity where the billing mode is called as AWS does', yaml: table('  billingModeSummary: {billingMode: PAY_PER_REQUEST}\n  provisionedThroughput: {readCapacityUnits: 0, writeCapacityUnits: 0}\n'), found: ['error OutOfRange spec.provisionedThroughput.readCapacityUnits', 'error OutOfRange spec.provisionedThroughput.writeCapacityUnits', 'error UnknownProperty spec.billingModeSummary'], says: [/Give a number at least 1, or remove provisionedThroughput if requests are billed\./] },
  { name: 'retention of backups', yaml: table('  backups: [{name: daily, retentionDays: 35, schedule: daily}]\n'), found: [0, 1].map((i) => `error UnknownProperty spec.backups[0].${['retentionDays', 'schedule'][i]}`), says: [/no schedule and no retention of backups, as AWS Backup has/] },
  { name: 'names of tags and capacities that others use', yaml: table('  tags: [{name: a, value: b}]\n  billingMode: PROVISIONED\n  provisionedThroughput: {readCapacity: 1, wcu: 1}\n'), found: ['tags[0].name', 'provisionedThroughput.readCapacity', 'provisionedThroughput.wcu'].map((name) => `error UnknownProperty spec.${name}`), says: [/Use readCapacityUnits\./, /Use writeCapacityUnits\./, /Use key\./] },
  { name: 'a local index without the key of its table', yaml: table('  localSecondaryIndexes: [{indexName: abc, keySchema: [{attributeName: at, keyType: RANGE}], projection: {projectionType: ALL}}]\n').replace('keyType: HASH}]', 'keyType: HASH}, {attributeName: at, keyType: RANGE}]').replace('attributeType: S}', 'attributeType: S}, {attributeName: at, attributeType: S}'), found: ['error InvalidCount spec.localSecondaryIndexes[0].keySchema'], says: [/Give exactly 2: the partition key of the table \(HASH\), then the sort key of the index \(RANGE\)\./] },
  { name: 'what a policy wants of a component is told there', yaml: component('  policies: [{name: p, type: override, properties: {components: [{name: orders, properties: {billingMode: PROVISIONED}}]}}]\n'), found: ['error ThroughputRequired spec.policies[0].properties.components[0].properties.billingMode'] },
  { name: 'names of several others in one definition are said to be nobody’s', yaml: table('  readCapacity: 1\n  hash_key: id\n'), found: ['error UnknownProperty spec.readCapacity', 'error UnknownProperty spec.hash_key'], says: [/readCapacity is not a property\. Use billingMode and provisionedThroughput\./, /hash_key is not a property/] },
  { name: 'replicas without a stream, of which one is wrong by itself', yaml: table('  replicas: [{regionName: eu-west-1}, eu-west-2, {regionName: eu-west-1}]\n'), found: ['error InvalidType spec.replicas[1]', 'error Replicas spec.replicas', 'error Replicas spec.replicas[2].regionName'] },
  {
    name: 'what steps apply is in the namespace default, and in the cluster that they name',
    yaml: `${table('', 'carts')}---\n${['', ', cluster: eu'].map((cluster, i) => `apiVersion: core.oam.dev/v1alpha1\nkind: Workflow\nmetadata: {name: w${i}, namespace: shop}\nsteps: [{name: a, type: apply-object, properties: {value: {apiVersion: kro.run/v1alpha1, kind: DynamoDBTable, metadata: {name: t${i}}, spec: {tableName: carts, region: us-east-1, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]}}${cluster}}}]\n`).join('---\n')}`,
    found: ['error DuplicateTable spec.tableName', 'warning DuplicateTable spec.tableName'],
  },
  {
    name: 'a policy whose name is a pattern for a second component, of which neither has a name twice',
    yaml: component('    - {name: orders-web, type: webservice}\n  policies: [{name: p, type: override, properties: {components: [{name: orders, properties: {tableClass: STANDARD}}]}}]\n'),
    found: ['warning PolicyPattern spec.policies[0].properties.components[0].name'],
    says: [/"orders" is a pattern that matches orders-web too.* If orders alone is meant, write \^orders\$\./],
  },
  {
    name: 'a policy with a type whose name is that of no component, and a pattern for one',
    yaml: component('  policies: [{name: p, type: override, properties: {components: [{name: order, type: aws-dynamodb-kro, properties: {deletionProtectionEnabled: true}}]}}]\n  workflow: {steps: [{name: d, type: deploy, properties: {policies: [p]}}]}\n'),
    found: ['warning PolicyPattern spec.policies[0].properties.components[0].name'],
    says: [/"order" is the name of no component, but a pattern that matches orders, so that KubeVela changes that\. Did you mean "orders"\? For a new component, give a name that is no part of another\./],
  },
  {
    name: 'a policy whose name is that of no component, and a pattern for several',
    yaml: component('    - {name: cart-api, type: webservice}\n    - {name: cart-web, type: webservice}\n  policies: [{name: p, type: override, properties: {components: [{name: cart, type: webservice, properties: {image: x}}]}}]\n'),
    found: ['warning PolicyPattern spec.policies[0].properties.components[0].name'],
    says: [/"cart" .* a pattern that matches cart-api, cart-web, .*Give the name of a component, or cart\* for all of them\./],
  },
  ...['{name: "ord*", properties: {tableClass: STANDARD}}', '{name: "^orders$", properties: {tableClass: STANDARD}}', '{name: cache, type: webservice, properties: {image: x}}', '{name: cache, type: webservice}, {name: cache, properties: {image: x}}', '{name: cache, type: redis}, {name: cache-web, type: webservice}'].map((patches): Case => ({
    name: `policies that say plainly what they change or add: ${patches}`,
    yaml: component(`  policies: [{name: p, type: override, properties: {components: [${patches}]}}]\n`),
    found: [],
  })),
  {
    name: 'a policy for a component that another one adds, which fits to a second one',
    yaml: component('    - {name: web, type: webservice}\n  policies: [{name: p, type: override, properties: {components: [{name: cache-web, type: redis}, {name: web, properties: {image: x}}, {name: cache, type: redis}]}}]\n'),
    found: ['warning PolicyPattern spec.policies[0].properties.components[1].name', 'warning PolicyPattern spec.policies[0].properties.components[2].name'],
    says: [/If web alone is meant, write \^web\$\./, /"cache" is the name of no component, but a pattern that matches cache-web/],
  },
  ...['{name: orders, type: webservice}', '{name: a, type: webservice}\n    - {name: a, type: worker}'].map((others): Case => ({
    name: `components of one name: ${others}`,
    yaml: component(`    - ${others}\n`),
    found: [`error DuplicateName spec.components[${others.split('\n').length}].name`],
    says: [/is the name of another component too, so KubeVela rejects the Application/],
  })),
  {
    name: 'components of one name that wait for each other',
    yaml: component('      dependsOn: [a]\n    - {name: a, type: worker, dependsOn: [orders]}\n    - {name: a, type: webservice}\n    - {name: orders, type: worker, dependsOn: [a]}\n'),
    found: ['error DuplicateName spec.components[2].name', 'error DuplicateName spec.components[3].name', 'error DependencyCycle spec.components[0].dependsOn'],
  },
  {
    name: 'a misspelt property in a policy whose name is misspelt in the step',
    yaml: component(`  policies: [{name: prod, type: override, properties: {components: [{name: orders, properties: {ttlEnable: true, tags: [{key: a}]}, traits: [{type: aws-dynamodb-kro-ttl, properties: {ttlAttribute: a}}]}]}}]
  workflow: {steps: [{name: d, type: deploy, properties: {policies: [prd]}}]}\n`),
    found: [
      'error UnknownPolicy spec.workflow.steps[0].properties.policies[0]',
      ...['Required properties.tags[0].value', 'UnknownProperty properties.ttlEnable', 'UnknownProperty traits[0].properties.ttlAttribute'].map((each) => `warning ${each.replace(' ', ' spec.policies[0].properties.components[0].')}`),
    ],
    says: [/components\[0\]\.traits\[0\]\.properties\.ttlAttribute is not a property\. Did you mean "ttlAttributeName"\?/],
  },
  {
    name: 'a misspelt property for a component whose name is misspelt, and one in a policy for environments',
    yaml: component(`  policies:
    - {name: p, type: override, properties: {components: [{name: ordrs, properties: {tableNam: x}}, {name: web, properties: {tableNam: x}}, {name: other, type: webservice, properties: {tableNam: x}}]}}
    - {name: e, type: env-binding, properties: {envs: [{name: a, patch: {components: [{name: orders, properties: {tableNam: x}}]}}]}}\n`),
    found: [
      'error UnknownComponent spec.policies[0].properties.components[0].name', 'error UnknownComponent spec.policies[0].properties.components[1].name',
      'error UnknownProperty spec.policies[0].properties.components[0].properties.tableNam', 'error UnknownProperty spec.policies[1].properties.envs[0].patch.components[0].properties.tableNam',
    ],
    says: [/Did you mean "tableName"\?/],
  },
  {
    name: 'a property that is given under its own name and a near one',
    yaml: component('  policies: [{name: e, type: env-binding, properties: {envs: [{name: a, patch: {components: [{name: orders, properties: {tableNam: x}}]}}]}}]\n'),
    found: ['error UnknownProperty spec.policies[0].properties.envs[0].patch.components[0].properties.tableNam'],
    says: [/Did you mean "tableName", which is given too\?/],
  },
  {
    name: 'the traits of a policy, by the place that its author knows',
    yaml: component('      traits: [{type: scaler}, {type: labels}, {type: aws-dynamodb-kro-tll}]\n  policies: [{name: p, type: override, properties: {components: [{name: orders, traits: [{type: scaler, disable: true}, {type: aws-dynamodb-kro-ttl, properties: {ttlAttribute: a}}]}]}}]\n'),
    found: ['error UnknownTrait spec.components[0].traits[2].type', 'error UnknownProperty spec.policies[0].properties.components[0].traits[1].properties.ttlAttribute'],
    says: [/: traits\[2\]\.type "aws-dynamodb-kro-tll"/, /: policies\[0\]\.properties\.components\[0\]\.traits\[1\]\.properties\.ttlAttribute is/],
  },
  {
    name: 'policies of KubeVela that no step names',
    yaml: component(`  policies:
    - {name: a, type: garbage-collect}
    - {name: b, type: garbage-collect, properties: {rules: [{selector: {componentName: [orders], own: []}, strategy: Never}], keepLegacyResource: "true"}}
    - {name: c, type: shared-resource, properties: {rule: []}}
    - {name: d, type: topology, properties: {cluster: [local]}}
    - {name: e, type: garbage-collect, properties: {rules: [{selector: {componentTypes: [aws-dynamodb-kro]}, strategy: never, propagation: orphan}]}}
    - {name: f, type: apply-once, properties: {enable: true, rules: [{selector: {componentNames: [orders]}, strategy: {path: ["*"], affect: onStateKeep}}]}}
    - {name: g, type: our-own}
  workflow: {steps: [{name: d, type: deploy, properties: {policies: []}}]}\n`),
    found: [
      'error Required 0].properties', 'error UnknownProperty 3].properties.cluster', 'warning UnusedPolicy 3].name', 'error UnknownProperty 1].properties.rules[0].selector.componentName', 'warning UnknownProperty 1].properties.rules[0].selector.own',
      'error InvalidValue 1].properties.rules[0].strategy', 'error InvalidType 1].properties.keepLegacyResource', 'error UnknownProperty 2].properties.rule',
    ].map((each) => each.replace(/ (?=\d)/, ' spec.policies[')),
    says: [/Did you mean "componentNames"/, /Use one of never, onAppDelete, onAppUpdate\. Did you mean "never"/],
  },
  {
    name: 'policies and workflows that are objects of their own',
    yaml: ['Policy', 'Workflow', 'Policy'].map((kind, i) => `apiVersion: core.oam.dev/v1alpha1\nkind: ${kind}\nmetadata: {name: p${i}}\n${['type: override\nspec: {components: []}\n', 'step: []\nsteps: [{name: a, type: deploy, properties: {policy: []}}]\n', 'type: topology\nproperties: {cluster: [local]}\n'][i]}---\n`).join('') + component(''),
    found: ['spec', 'step', 'steps[0].properties.policy', 'properties.cluster'].map((path) => `error UnknownProperty ${path}`),
    says: [/spec is not a property\. Move what is in it one level out\./, /Did you mean "steps"/, /Did you mean "policies"/, /Did you mean "clusters"/],
  },
  { name: 'a key without encryption that is none', yaml: table('  kmsMasterKeyID: alias/aws/dynamodb\n'), found: ['InvalidValue', 'Encryption'].map((code) => `error ${code} spec.kmsMasterKeyID`) },
  { name: 'a recovery period that is too long, without recovery', yaml: table('  recoveryPeriodInDays: 36\n'), found: ['error OutOfRange', 'warning ControllerVersion', 'warning RecoveryPeriod'].map((code) => `${code} spec.recoveryPeriodInDays`) },
  { name: 'a local index of a table without a sort key that lacks its own', yaml: table('  localSecondaryIndexes: [{indexName: lll, keySchema: [{attributeName: id, keyType: HASH}], projection: {projectionType: ALL}}]\n'), found: ['error InvalidCount spec.localSecondaryIndexes[0].keySchema', 'error LocalIndexKeys spec.localSecondaryIndexes[0]'] },
  {
    name: 'fields of a table without the line spec',
    yaml: table('  billingMode: X\n  tableClas: STANDARD\n').replace('spec:\n', '').replaceAll(/^  /gm, '').replace('metadata', 'metadata').replace(/^region.*\n/m, ''),
    found: ['UnknownProperty tableName', 'UnknownProperty attributeDefinitions', 'UnknownProperty keySchema', 'UnknownProperty billingMode', 'UnknownProperty tableClas', 'Required region', 'InvalidValue billingMode'].map((each) => `error ${each}`),
    says: [/tableName is not a field of a DynamoDBTable\. Move it under spec\./, /tableClas is .*Did you mean "tableClass"\? Move it under spec\./],
  },
  { name: 'a patch alone', yaml: 'spec: {deletionProtectionEnabled: true}\n---\n[{op: replace, path: /spec/tableName, value: a}]\n---\nspec: {tags: []}\n', found: ['warning NotRendered spec', 'warning NotRendered [0].path'], says: [/kustomize build/] },
  { name: 'what may be a patch', yaml: 'apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: a}\nspec: {tableClass: STANDARD}\n', found: ['tableName', 'region', 'attributeDefinitions', 'keySchema'].map((name) => `error Required spec.${name}`), says: [/tableName is missing\. .* If this is a patch: Validate what kustomize build prints/] },
  { name: 'letters that look like others', yaml: table('  billingMode: PROVISI\u041ENED\n  tableClass: "STANDARD\u200b"\n'), found: ['billingMode', 'tableClass'].map((name) => `error InvalidValue spec.${name}`), says: [/It holds U\+041E; it only looks right: type it again/, /It holds U\+200B; it only looks right: type it again/] },
  { name: 'names with a sign at an end', yaml: table('', '-ab', 'orders'), found: ['error InvalidValue metadata.name'], says: [/Did you mean "ab"\?/] },
  { name: 'names that are objects', yaml: component('').replace('name: sessions', 'name: {a: b}').replace('name: orders', 'name: [a]'), found: ['error InvalidType metadata.name', 'error InvalidType spec.components[0].name'], says: [/^Application default\/\(an object\) \(a list of 1\): /] },
  {
    name: 'objects of JSON one after the other',
    yaml: ['ab', 'abc'].map((name) => JSON.stringify({ apiVersion: 'kro.run/v1alpha1', kind: 'DynamoDBTable', metadata: { name, annotations: { a: '}"{' } }, spec: { tableName: name } })).join('\n'),
    found: [['error InvalidValue spec.tableName'], []].flatMap((first) => [...['region', 'attributeDefinitions', 'keySchema'].map((name) => `error Required spec.${name}`), ...first]),
  },
  ...[90, 80].map((count): Case => ({
    name: `a ServiceAccount with ${count} tables`,
    yaml: `${APPLICATION.slice(0, APPLICATION.indexOf('    - name'))}${Array.from({ length: count }, (_, i) => `    - {name: t${i + 100}, type: aws-dynamodb-kro, traits: [{type: aws-dynamodb-kro-access, properties: {access: [{serviceAccount: shop, level: readWrite}]}}], properties: {tableName: ${'t'.repeat(62)}${i + 100}, region: us-east-1, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]}}\n`).join('')}`,
    found: count === 80 ? [] : ['error PolicyTooLong spec.components[0].traits[0].properties.access[0].serviceAccount'],
    says: count === 80 ? [] : [/"shop" has a role with a policy of \d+ characters, and IAM takes 10240/],
  })),
  { name: 'attributes that are a map, with a trait', yaml: component('      traits: [{type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: a}}]\n').replace('[{attributeName: id, attributeType: "S"}]', '{id: S}'), found: ['error InvalidType spec.components[0].properties.attributeDefinitions'] },
  {
    name: 'steps that are named by objects',
    yaml: component('  policies: [{name: p, type: override, properties: {components: [{name: orders, properties: {tableClass: X}}]}}]\n  workflow: {steps: [{name: {a: b}, type: deploy, properties: {policies: [p]}, dependsOn: [{a: b}, {c: d}]}, {name: x, type: suspend, dependsOn: [[a]]}]}\n'),
    found: ['error InvalidValue spec.policies[0].properties.components[0].properties.tableClass', 'error UnknownStep spec.workflow.steps[0].dependsOn[0]', 'error UnknownStep spec.workflow.steps[0].dependsOn[1]', 'error UnknownStep spec.workflow.steps[1].dependsOn[0]', 'error InvalidType spec.workflow.steps[0].name'],
    says: [/orders \(\(an object\)\)/],
  },
  { name: 'fields in the wrong place: metadata in the spec, policies in a component, traits beside components', yaml: `${table('  namespace: default\n')}---\n${component('      policies: []\n  traits: []\n')}`, found: ['error UnknownProperty spec.namespace', 'error UnknownProperty spec.components[0].policies', 'error UnknownProperty spec.traits'], says: [/Move it under metadata\./, /Move it out of components, under spec\./, /Move it into a component\./] },
  { name: 'names that are nearly right', yaml: `${table('', 'aa', 'prod/orders').replace('us-east-1', 'us-east1')}---\n${table('', 'bb', '"arn:aws:dynamodb:us-east-1:111122223333:table/orders"')}`, found: ['tableName', 'region', 'tableName'].map((name) => `error InvalidValue spec.${name}`), says: [/Did you mean "prod-orders"/, /Did you mean "us-east-1"/, /Did you mean "orders"/] },
  ...['', '  policies: [{name: p, type: override, properties: {components: [{name: archive, properties: {tableClass: STANDARD}}]}}]\n'].map((policies): Case => ({
    name: `one table in two components by an alias: ${policies}`,
    yaml: `${component(`    - {name: archive, type: aws-dynamodb-kro, properties: *p}\n${policies}`, ' &p\n        tableName: sessions\n        region: us-west-2')}`,
    found: ['error DuplicateTable spec.components[0].properties.tableName'],
    says: [/archive.*: tableName "sessions" is declared in this region by Application default\/sessions orders too\. Declare each table once/],
  })),
  {
    name: 'one table in two patches by an alias',
    yaml: component('    - {name: archive, type: aws-dynamodb-kro, properties: {tableName: archive, region: us-west-2, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]}}\n  policies: [{name: p, type: override, properties: {components: [{name: orders, properties: &p {tableName: prod}}, {name: archive, properties: *p}]}}]\n'),
    found: ['error DuplicateTable spec.policies[0].properties.components[0].properties.tableName'],
    says: [/is declared in this region by .* orders \(deploy\) too/],
  },
  {
    name: 'what a component lacks by what a trait sets',
    yaml: component('      traits: [{type: aws-dynamodb-kro-provisioned-capacity, properties: {provisionedThroughput: {readCapacityUnits: 1, writeCapacityUnits: 1}}}]\n', '\n        tableName: sessions\n        region: us-west-2\n        globalSecondaryIndexes: [{indexName: by-id, keySchema: [{attributeName: id, keyType: HASH}], projection: {projectionType: ALL}}]'),
    found: ['error ThroughputRequired spec.components[0].properties.globalSecondaryIndexes[0].provisionedThroughput'],
    says: [/Give readCapacityUnits and writeCapacityUnits\. Let a trait carry globalSecondaryIndexes too, or leave both with the component\./],
  },
  ...['{type: dynamodb-global-index-kro, properties: {indexes: INDEXES}}', '{type: aws-dynamodb-kro-global-index, properties: {indexes: INDEXES}}', '{type: aws-dynamodb-kro-globalindex, properties: {globalSecondaryIndexes: INDEXES}}'].map((trait): Case => ({
    name: `an attribute of an index in a trait that is wrong: ${trait}`,
    yaml: component(`      traits: [${trait.replace('INDEXES', '[{indexName: by-mail, keySchema: [{attributeName: mail, keyType: HASH}], projection: {projectionType: ALL}}]')}]\n`).replace('{attributeName: id, attributeType: "S"}', '{attributeName: id, attributeType: "S"}, {attributeName: mail, attributeType: S}'),
    found: [`${trait.includes('dynamodb-global') ? 'warning UnknownTrait' : trait.includes('globalindex') ? 'error UnknownTrait' : 'error UnknownProperty'} spec.components[0].traits[0].${trait.includes('kro-global-index') ? 'properties.indexes' : 'type'}`, 'error UnusedAttribute spec.components[0].properties.attributeDefinitions[1].attributeName'],
    says: [/"mail" is used by no key in the component without its traits, which KubeVela validates first\. Define it in the trait of its index instead/],
  })),
  {
    name: 'an attribute that nothing uses, beside a trait that is wrong',
    yaml: component('      traits: [{type: dynamodb-ttl-xp, properties: {attributeName: expires}}]\n').replace('{attributeName: id, attributeType: "S"}', '{attributeName: id, attributeType: "S"}, {attributeName: mail, attributeType: S}'),
    found: ['warning UnknownTrait spec.components[0].traits[0].type', 'error UnusedAttribute spec.components[0].properties.attributeDefinitions[1].attributeName'],
    says: [/Remove it: only key attributes are defined/],
  },
  {
    name: 'a tool\'s object that has the intention in it',
    yaml: table('  lifecycle: {prevent_destroy: true, ignore_changes: [tags]}\n  dynamoConfig: {rangeKey: at, localSecondaryIndex: [], tableClass: STANDARD}\n  compositionRef: {name: x}\n  compositionSelector: {matchLabels: {a: b}}\n  replicationGroup: [{regionName: eu-west-1}]\n'),
    found: ['lifecycle', 'dynamoConfig', 'compositionRef', 'compositionSelector', 'replicationGroup'].map((name) => `error UnknownProperty spec.${name}`),
    says: [/lifecycle is not a property\. Use deletionPolicy and deletionProtectionEnabled\./, /dynamoConfig is not a property\. Use .*localSecondaryIndexes and tableClass\./, /compositionRef is not a property\. Remove it\./, /compositionSelector is not a property\. Remove it\./, /replicationGroup is ACK's name\. Use replicas\./],
  },
  { name: 'names of lists that are given too', yaml: table('  tags: [{key: a, value: b}]\n  syncedLabels: {environment: prod}\n  hash_key: id\n'), found: ['error UnknownProperty spec.syncedLabels', 'error UnknownProperty spec.hash_key'], says: [/syncedLabels is not a property\. Give it in tags, which is given too, or remove it\./, /hash_key .*Give it in keySchema and attributeDefinitions, which are given too, or remove it\./] },
  {
    name: 'the policy of a stream',
    yaml: table('  streamSpecification: {streamEnabled: true, resourcePolicy: "{}"}\n'),
    found: ['error UnknownProperty spec.streamSpecification', 'error UnknownProperty spec.streamSpecification.resourcePolicy'],
    says: [/streamSpecification\.resourcePolicy is not possible: ACK has no resource policy of a stream/],
  },
  {
    name: 'the replica of the own region',
    yaml: table('  streamEnabled: true\n  replicas: [{region: us-east-1, pointInTimeRecoverySpecification: {pointInTimeRecoveryEnabled: true}, tags: []}, {regionName: us-east-1, deletionProtectionEnabled: true}, {region: eu-west-1, tags: []}]\n'),
    found: ['error Replicas spec.replicas[0].region', ...['[0].pointInTimeRecoverySpecification', '[0].tags', '[1].deletionProtectionEnabled', '[2].region', '[2].tags'].map((path) => `error UnknownProperty spec.replicas${path}`), 'error Replicas spec.replicas[1].regionName'],
    says: [/replicas\[0\]\.region "us-east-1" is the region of the table\. Leave out the region of the table\./, /replicas\[0\]\.pointInTimeRecoverySpecification is of the table itself\. Give pointInTimeRecoveryEnabled and recoveryPeriodInDays beside replicas\./, /\[1\]\.deletionProtectionEnabled is of the table itself\. Give deletionProtectionEnabled beside replicas\./, /replicas\[2\]\.tags is not possible/],
  },
  {
    name: 'a table of ACK among k8s-objects, a global table, and a table of another tool that has the fields',
    yaml: 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: a}\nspec: {components: [{name: t, type: k8s-objects, properties: {objects: [{apiVersion: dynamodb.services.k8s.aws/v1alpha1, kind: Table, metadata: {name: t}, spec: {tableName: ttt}}]}}]}\n---\napiVersion: dynamodb.services.k8s.aws/v1alpha1\nkind: GlobalTable\nmetadata: {name: g}\nspec: {globalTableName: g11}\n---\napiVersion: dynamodb.kratix.io/v1alpha1\nkind: DynamoDBRequest\nmetadata: {name: r}\nspec: {keySchema: [], attributeDefinitions: []}\n',
    found: ['warning UnknownApi kind', 'warning UnknownApi kind', 'warning UnknownApi apiVersion'],
    says: [/Put it into a file of its own\. Convert it: npx cdk8s-dynamodb-kro import FILE\./, /"GlobalTable" is a table of .*Use replicas of a DynamoDBTable\./, /Use kro\.run\/v1alpha1 and the kind DynamoDBTable/],
  },
  {
    name: 'outputs of a status that a table does not have',
    yaml: component(`      outputs: [${['status.tableARN', 'status.ackResourceMetadata.arn', 'status.tableArn', 'status["tableArn"]', 'status.conditions[0].type', 'status.state', 'metadata.name', 'spec.tableName'].map((from, i) => `{name: o${i}, valueFrom: 'output.${from}'}`).join(', ')}]\n`),
    found: [0, 1].map((i) => `warning UnknownOutput spec.components[0].outputs[${i}].valueFrom`),
    says: [/"output\.status\.tableARN" is not in the status of a table\. Use output\.status\.tableArn\./, /ackResourceMetadata\.arn" .*Use output\.status\.tableArn\./],
  },
  { name: 'policies and a workflow among the properties of a component', yaml: component('        policies: []\n        workflow: {}\n'), found: ['policies', 'workflow'].map((name) => `error UnknownProperty spec.components[0].properties.${name}`), says: [/policies is not a property\. Move it out of components, under spec\./, /workflow is not a property\. Move it out of components, under spec\./] },
  { name: 'an empty value of a field with a default', yaml: table('  billingMode: ""\n'), found: ['error InvalidValue spec.billingMode'], says: [/Remove it: the default is PAY_PER_REQUEST, if the platform has no other\./] },
  {
    name: 'a policy with a comma too much',
    yaml: table('  resourcePolicy: |\n    {\n      "Version": "2012-10-17",\n      "Statement": [],\n    }\n'),
    found: ['error ResourcePolicy spec.resourcePolicy'],
    says: [/resourcePolicy is not JSON: expected no comma at line 3, column 18, "\\"Statement\\": \[\],"\. JSON has no comments/],
  },
  ...[
    ['"a": \'x\'', 2, 7, 'a value'], ['"a": "x" "b": 1', 2, 10, ', or }'], ['"a": True', 2, 7, 'a value'], ['"a": [1, 2,]', 2, 12, 'no comma'], ['"a": [},\n "b": "}"', 2, 8, 'a value or ]'],
    ['"a" "b"', 2, 5, ':'], ['a: 1', 2, 2, 'a name in double quotes or }'], ['"a": "x", // b', 2, 12, 'a name in double quotes'], ['"a": 1\n}', 4, 1, 'nothing more'], ['"a": "b\n  c"', 2, 9, 'a closing " or an escape'],
  ].map(([text, line, column, wanted]): Case => ({
    name: `a policy with ${text}`,
    yaml: table(`  resourcePolicy: ${JSON.stringify(`{\n ${text}\n}`)}\n`),
    found: ['error ResourcePolicy spec.resourcePolicy'],
    says: [new RegExp(`resourcePolicy is not JSON: expected ${wanted}.* at line ${line}, column ${column}, "`)],
  })),
  { name: 'a policy that is cut off', yaml: table('  resourcePolicy: "{\\n \\"a\\": 1\\n"\n'), found: ['error ResourcePolicy spec.resourcePolicy'], says: [/is not JSON: expected , or } at line 2, column 8, "/] },
  { name: 'a policy that is JSON, but no object', yaml: table('  resourcePolicy: "[1]"\n'), found: ['error ResourcePolicy spec.resourcePolicy'], says: [/resourcePolicy "\[1\]" is not a JSON object\. Give an object with Version and Statement/] },
  { name: 'an index without a projection', yaml: table('  globalSecondaryIndexes: [{indexName: by-id, keySchema: [{attributeName: id, keyType: HASH}]}]\n'), found: ['error Required spec.globalSecondaryIndexes[0].projection'], says: [/projection is missing\. Give it, such as \{projectionType: ALL\}: What is copied/] },
  { name: 'empty texts in objects', yaml: table('  writeConnectionSecretToRef: {name: ""}\n'), found: ['error InvalidValue spec.writeConnectionSecretToRef.name'], says: [/name "" is empty\. Give a value, or remove writeConnectionSecretToRef: without it, there is none\./] },
  {
    name: 'a table in the region of a replica',
    yaml: `${table('  streamEnabled: true\n  replicas: [{regionName: eu-west-1}]\n')}---\n${table('', 'eu', 'carts').replace('us-east-1', 'eu-west-1')}\n---\n${table('  streamEnabled: true\n  replicas: [{regionName: eu-west-1}]\n', 'us', 'carts').replace('us-east-1', 'us-west-2')}`,
    found: ['error DuplicateTable spec.tableName', 'error DuplicateTable spec.replicas[0].regionName'],
    says: [/eu: tableName "carts" is declared in this region by DynamoDBTable default\/carts too, as a replica\. Remove this table, or the replica\./, /"carts" already, which DynamoDBTable default\/carts declares as a replica\. Remove the replica/],
  },
  {
    name: 'one Secret of two namespaces, which may be of two clusters',
    yaml: ['dev', 'prod'].map((namespace) => table('  writeConnectionSecretToRef: {name: c, namespace: web}\n', namespace).replace('default', namespace)).join('---\n'),
    found: ['warning DuplicateName spec.writeConnectionSecretToRef.name'],
    says: [/is the Secret of DynamoDBTable dev\/dev too\. Give each table a Secret of its own, or acknowledge this where the namespaces are of two clusters\./],
  },
  {
    name: 'a graph of somebody else over a table of ACK, and over one of ours',
    yaml: `apiVersion: kro.run/v1alpha1
kind: ResourceGraphDefinition
metadata: {name: shop}
spec:
  schema: {apiVersion: v1alpha1, kind: Shop, status: {arn: "\${orders.status.tableARN}", state: "\${orders.status.tableStatus}"}}
  resources:
    - {id: table, template: {apiVersion: dynamodb.services.k8s.aws/v1alpha1, kind: Table, metadata: {name: a}, spec: {tableName: a}}}
    - id: orders
      externalRef: {apiVersion: kro.run/v1alpha1, kind: DynamoDBTable, metadata: {name: orders}}
    - {id: config, template: {apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {arn: "\${table.status.nothing}", size: "\${string(orders.status.?size)}", none: "\${orders.status.state}"}}}
`,
    found: ['warning NotValidated spec.resources[0].template', 'warning UnknownOutput spec.schema.status.arn', 'warning UnknownOutput spec.resources[2].template.data.size'],
    says: [/spec\.resources\[0\]\.template is a Table of ACK, so it was not validated\. Use a DynamoDBTable there, which is\./, /"orders\.status\.tableARN" is not in the status of a table\. Use orders\.status\.tableArn\./, /"orders\.status\.\?size" is not in the status of a table\. Use one of tableArn, .* and state\./],
  },
  {
    name: 'an output of a step that a table does not have',
    yaml: component('      outputs: [{name: a, valueFrom: output.status.itemCounts}]\n  workflow: {steps: [{name: a, type: apply-component, properties: {component: orders}, outputs: [{name: b, valueFrom: output.status.foo}]}]}\n'),
    found: ['warning UnknownOutput spec.components[0].outputs[0].valueFrom', 'warning UnknownOutput spec.workflow.steps[0].outputs[0].valueFrom'],
    says: [/itemCounts" is not in the status of a table\. Did you mean "itemCount"\?/],
  },
  { name: 'a capacity that is autoscaled', yaml: table('  billingMode: PROVISIONED\n  provisionedThroughput: {readCapacityUnits: {maxCapacity: 5}, writeCapacityUnits: {a: 5}}\n'), found: ['read', 'write'].map((name) => `error InvalidType spec.provisionedThroughput.${name}CapacityUnits`), says: [/readCapacityUnits \(an object\) is not possible: ACK has no autoscaling\. Give a whole number\./, /writeCapacityUnits \(an object\) is not a whole number\. Give a whole number\.(?!:)/] },
  { name: 'a step that applies a misspelt component', yaml: component('  workflow: {steps: [{name: a, type: apply-component, properties: {component: order}}]}\n'), found: ['error UnknownComponent spec.workflow.steps[0].properties.component'], says: [/Did you mean "orders"/] },
  { name: 'a group of steps that is repeated', yaml: component('  workflow: {steps: [{name: a, type: step-group, forEach: {items: [a]}, subSteps: [{name: b, type: apply-component, properties: {component: orders}}]}]}\n'), found: ['error UnknownProperty spec.workflow.steps[0].forEach'], says: [/forEach is not a field of a step\. Remove it\./] },
  {
    name: 'a table that a run of a workflow applies',
    yaml: `apiVersion: core.oam.dev/v1alpha1\nkind: WorkflowRun\nmetadata: {name: r}\nspec: {workflowSpec: {steps: [{name: t, type: apply-object, properties: {value: ${JSON.stringify({ apiVersion: 'kro.run/v1alpha1', kind: 'DynamoDBTable', metadata: { name: 'ttt' }, spec: { tableName: 'ttt', region: 'us-east-1', attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }], tableClass: 'X' } })}}}]}}\n`,
    found: ['error InvalidValue spec.tableClass'],
  },
  {
    name: 'a field whose change deletes the table',
    yaml: component(`  policies: [{name: p, type: resource-update, properties: {rules: [${['componentNames: [orders]', 'componentNames: [web]', 'componentNames: [orders], oamTypes: [TRAIT]', 'resourceTypes: [DynamoDBTable]'].map((selector) => `{selector: {${selector}}, strategy: {recreateFields: [spec.tags]}}`).join(', ')}, {selector: {componentNames: [orders]}, strategy: {recreateFields: []}}]}}]\n    `).replace('  policies', '    - {name: web, type: webservice}\n  policies'),
    found: ['warning RecreatedTable spec.policies[0].properties.rules'],
    says: [/rules have recreateFields for orders: where one changes, KubeVela deletes the table and makes it anew\. Take the table out of the selector/],
  },
];
