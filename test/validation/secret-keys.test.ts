/** What pods read of the Secret of a table, by each way in which a pod or KubeVela names a key. */
import { printPath } from '../../src/validation/located';
import { objectsIn } from '../../src/validation/objects';
import { connectionSecretsIn, validateSecretKeys } from '../../src/validation/secret-keys';
import { readYaml } from '../../src/validation/yaml';

const table = (namespace?: string) => ({
  apiVersion: 'kro.run/v1alpha1', kind: 'DynamoDBTable', metadata: { name: 'orders', namespace }, spec: { writeConnectionSecretToRef: { name: 'orders-db' } },
});
const shop = (rest: string) => `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop, namespace: shop}
spec:
  components:
    - name: orders
      type: aws-dynamodb-kro
      properties: {writeConnectionSecretToRef: {name: orders-db}, streamEnabled: true}
    - {name: jobs, type: aws-rds, properties: {writeConnectionSecretToRef: {name: jobs-db}}}
    - name: web
      type: webservice
      ${rest}
`;
const deployment = (container: string, namespace = 'shop', volumes = '') => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: ${namespace}}
spec: {template: {spec: {containers: [{name: web, ${container}}]${volumes}}}}
`;
const readsStream = (rest: string, properties = '') => shop(`properties: {${ref('streamArn')}}`)
  .replace('streamEnabled: true}\n', `${properties}}\n${rest}`);
const ref = (key: string, secret = 'orders-db', rest = '') => `env: [{name: A, valueFrom: {secretKeyRef: {name: ${secret}, key: ${key}${rest}}}}]`;

function faults(yaml: string, others: object[] = []): string[] {
  const objects = objectsIn([...others, ...readYaml(yaml)]);
  const secrets = connectionSecretsIn(objects);
  return objects.flatMap((object) => validateSecretKeys(object, secrets)).map(({ at, value, fix, severity }) =>
    `${severity === undefined ? '' : `${severity} `}${printPath(at)} ${String(value)}${/ Did you mean .*/.exec(fix)?.[0] ?? ''}`);
}

test.each([
  ['a webservice', `properties: {${ref('TABLE_NAME')}}`, 'spec.components[2].properties.env[0].valueFrom.secretKeyRef.key TABLE_NAME Did you mean "tableName"?'],
  ['the trait service-binding', 'traits: [{type: service-binding, properties: {envMappings: {A: {secret: orders-db, key: arn}}}}]', 'spec.components[2].traits[0].properties.envMappings.A.key arn'],
  ['the trait service-binding without a key', 'traits: [{type: service-binding, properties: {envMappings: {TABLE: {secret: orders-db}}}}]', 'spec.components[2].traits[0].properties.envMappings.TABLE TABLE'],
  ['the trait storage', 'traits: [{type: storage, properties: {secret: [{name: orders-db, mountToEnv: {envName: A, secretKey: name}}]}}]', 'spec.components[2].traits[0].properties.secret[0].mountToEnv.secretKey name'],
  ['the trait storage with several', 'traits: [{type: storage, properties: {secret: [{name: orders-db, mountToEnvs: [{envName: A, secretKey: region}, {envName: B, secretKey: regions}]}]}}]', 'spec.components[2].traits[0].properties.secret[0].mountToEnvs[1].secretKey regions Did you mean "region"?'],
])('of an Application, %s', (_, rest, fault) => {
  expect(faults(shop(rest))).toEqual([fault]);
});

test.each([
  ['a container', deployment(ref('tablename')), 'spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.key tablename Did you mean "tableName"?'],
  ['a volume', deployment('image: a', 'shop', ', volumes: [{name: db, secret: {secretName: orders-db, items: [{key: region, path: r}, {key: host, path: h}]}}]'), 'spec.template.spec.volumes[0].secret.items[1].key host'],
  ['a projected volume', deployment('image: a', 'shop', ', volumes: [{name: db, projected: {sources: [{secret: {name: orders-db, items: [{key: url, path: u}]}}]}}]'), 'spec.template.spec.volumes[0].projected.sources[0].secret.items[0].key url'],
  ['a namespace that is not given', deployment(ref('host')).replace(', namespace: shop', ''), 'spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.key host'],
])('of a Deployment beside a DynamoDBTable, %s', (_, yaml, fault) => {
  expect(faults(yaml, [table('shop')])).toEqual([fault]);
  expect(faults(yaml, [table()])).toEqual([fault]);
});

test.each([
  ['of a component', readsStream('')],
  ['of a component that says so', readsStream('', 'streamEnabled: false')],
  ['of a component with another trait', readsStream('      traits: [{type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: a}}]\n')],
  ['that an override policy turns off', `${readsStream('', 'streamEnabled: true')}  policies: [{name: p, type: override, properties: {components: [{name: orders, properties: {streamEnabled: false}}]}}]\n`],
])('the ARN of a stream that there is not is warned of: %s', (_, yaml) => {
  expect(faults(yaml)).toEqual(['warning spec.components[2].properties.env[0].valueFrom.secretKeyRef.key streamArn']);
});

test('a key that an object in an Application reads is told once', () => {
  const held = JSON.stringify(readYaml(deployment(ref('host')))[0]);
  expect(faults(shop('').replace('type: webservice', `type: k8s-objects\n      properties: {objects: [${held}]}`))).toEqual(['spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.key host']);
});

test('the ARN of a stream that a DynamoDBTable has not is warned of', () => {
  const reads = deployment(ref('streamArn'));
  expect(faults(reads, [table('shop')])).toEqual(['warning spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.key streamArn']);
  expect(faults(reads, [{ ...table('shop'), spec: { ...table().spec, streamEnabled: true } }])).toEqual([]);
  // In one of two namespaces, it may be that of the pod.
  expect(faults(reads, [table('shop'), { ...table(), spec: { ...table().spec, streamEnabled: true } }])).toEqual([]);
});

test.each([
  ['of a trait', readsStream('      traits: [{type: aws-dynamodb-kro-stream@v1, properties: {}}]\n')],
  ['of an input', readsStream('      inputs: [{from: stream, parameterKey: streamEnabled}]\n')],
  ['of an input over what the component says', readsStream('      inputs: [{from: stream, parameterKey: properties.streamEnabled}]\n', 'streamEnabled: false')],
  ['of an override policy', `${readsStream('')}  policies: [{name: p, type: override, properties: {components: [{name: orders, properties: {streamEnabled: true}}]}}]\n`],
  ['of a policy that is not among the files', `${readsStream('')}  workflow: {steps: [{name: d, type: deploy, properties: {policies: [elsewhere]}}]}\n`],
])('nothing is said of the ARN of a stream %s', (_, yaml) => {
  expect(faults(yaml)).toEqual([]);
});

test.each([
  ['each key that the Secret has', shop(`properties: {${['tableName', 'region', 'endpoint', 'tableArn', 'tableID', 'streamArn'].map((key) => ref(key).slice(6, -1)).reduce((all, each) => `${all}, ${each}`, 'env: [').replace('[, ', '[')}]}`)],
  ['a key that the pod can do without', shop(`properties: {${ref('host', 'orders-db', ', optional: true')}}`)],
  ['another Secret', shop(`properties: {${ref('host', 'jobs-db')}}`)],
  ['another namespace', deployment(ref('host'), 'other')],
])('nothing is said of %s', (_, yaml) => {
  expect(faults(yaml, [table('shop')])).toEqual([]);
});
