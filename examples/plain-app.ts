import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import { Construct } from 'constructs';
import { AttributeType, DynamoDbTable, WorkloadRole } from 'cdk8s-dynamodb-kro';

/** The service and the table of app-with-table without KubeVela, with the Deployment of cdk8s-plus. */
export function plainApp(scope: Construct): void {
  const chart = new Chart(scope, 'plain-app', { namespace: 'default' });

  const orders = new DynamoDbTable(chart, 'orders', {
    tableName: 'plain-orders',
    region: 'us-east-1',
    partitionKey: { name: 'orderId', type: AttributeType.STRING },
    connectionSecret: { name: 'plain-orders-table' },
  });

  const role = new WorkloadRole(chart, 'role', { account: '123456789012', serviceAccountName: 'plain-shop', clusterName: 'prod', path: '/workloads/' });
  orders.grantReadWriteData({ grantee: role });

  // The pods wait until kro has written the Secret.
  const secret = kplus.Secret.fromSecretName(chart, 'secret', orders.connectionSecretName);
  new kplus.Deployment(chart, 'web', {
    metadata: { name: 'plain-web' },
    replicas: 1,
    serviceAccount: kplus.ServiceAccount.fromServiceAccountName(chart, 'service-account', role.serviceAccountName),
    containers: [{
      image: 'registry.example.com/shop:1.0.0',
      portNumber: 8080,
      envVariables: {
        TABLE_NAME: kplus.EnvValue.fromSecretValue({ secret, key: 'tableName' }),
        AWS_REGION: kplus.EnvValue.fromSecretValue({ secret, key: 'region' }),
      },
    }],
  });
}
