import { Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { AttributeType, DynamoDbApplication } from 'cdk8s-dynamodb-kro';

/** One table definition for two environments: KubeVela's policies give each its namespace, and prod another name in AWS and protection. */
export function environments(scope: Construct): void {
  const chart = new Chart(scope, 'environments', { namespace: 'default' });

  const carts = new DynamoDbApplication(chart, 'carts', {
    tables: [{
      name: 'carts',
      tableName: 'carts-dev',
      region: 'us-east-1',
      partitionKey: { name: 'cartId', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
    }],
  });

  const topology = (name: string) => ({ name, type: 'topology', properties: { clusters: ['local'], namespace: name } });
  const protection = { tableName: 'carts-prod', deletionProtectionEnabled: true, pointInTimeRecoveryEnabled: true, deletionPolicy: 'retain' };
  carts.addJsonPatch(JsonPatch.add('/spec/policies', [
    topology('dev'),
    topology('prod'),
    { name: 'protected', type: 'override', properties: { components: [{ name: 'carts', properties: protection }] } },
  ]));
  carts.addJsonPatch(JsonPatch.add('/spec/workflow', {
    steps: [
      { name: 'dev', type: 'deploy', properties: { policies: ['dev'] } },
      { name: 'prod', type: 'deploy', properties: { policies: ['prod', 'protected'] } },
    ],
  }));
}
