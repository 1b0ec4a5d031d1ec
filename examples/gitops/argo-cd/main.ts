import { App, Chart, Yaml } from 'cdk8s';
import { AttributeType, DynamoDbKroComponent, GitOps, Presets } from 'cdk8s-dynamodb-kro';

const platform = new App({ outdir: 'manifests/platform', outputFileExtension: '.yaml' });
const dynamodb = new DynamoDbKroComponent(new Chart(platform, 'platform'), 'dynamodb', {
  gitOps: GitOps.argoCd(),
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

// What Argo CD has to know once: when a table is healthy, and when the next wave may start.
Yaml.save('argocd-cm.yaml', [{
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'argocd-cm', namespace: 'argocd' },
  data: dynamodb.argoCdHealthChecks(),
}]);
