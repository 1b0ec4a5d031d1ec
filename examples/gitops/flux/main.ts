import { App, Chart, Yaml } from 'cdk8s';
import { AttributeType, DynamoDbKroComponent, GitOps, Presets } from 'cdk8s-dynamodb-kro';

const platform = new App({ outdir: 'manifests/platform', outputFileExtension: '.yaml' });
const dynamodb = new DynamoDbKroComponent(new Chart(platform, 'platform'), 'dynamodb', {
  gitOps: GitOps.flux(),
  // Without it, a table that leaves the repository is deleted with its data.
  defaults: Presets.production({ requiredTags: [] }),
});
platform.synth();

const tables = new App({ outdir: 'manifests/tables', outputFileExtension: '.yaml' });
dynamodb.addTable(new Chart(tables, 'shop', { namespace: 'default' }), 'orders', {
  tableName: 'orders',
  region: 'us-east-1',
  partitionKey: { name: 'orderId', type: AttributeType.STRING },
});
tables.synth();

const kustomization = (name: string, spec: object) => ({
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name, namespace: 'flux-system' },
  spec: {
    sourceRef: { kind: 'GitRepository', name: 'tables' },
    interval: '10m',
    retryInterval: '1m',
    timeout: '5m',
    // Ready when all that it applies is healthy.
    wait: true,
    healthCheckExprs: dynamodb.fluxHealthChecks(),
    ...spec,
  },
});

Yaml.save('flux.yaml', [
  {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: 'tables', namespace: 'flux-system' },
    spec: { url: 'https://github.com/YOU/tables', ref: { branch: 'main' }, interval: '1m' },
  },
  // Never pruned: no table outlives its API.
  kustomization('dynamodb-platform', { path: './manifests/platform', prune: false }),
  kustomization('dynamodb-tables', { path: './manifests/tables', prune: true, dependsOn: [{ name: 'dynamodb-platform' }] }),
]);
