import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AttributeType, DynamoDbApplication, WorkloadRole } from 'cdk8s-dynamodb-kro';

/** A web service and its table in one Application: the service finds the table by the Secret, and has the rights that it needs. */
export function appWithTable(scope: Construct): void {
  const chart = new Chart(scope, 'app-with-table', { namespace: 'default' });

  const shop = new DynamoDbApplication(chart, 'shop');
  const orders = shop.addTable({
    tableName: 'shop-orders',
    region: 'us-east-1',
    partitionKey: { name: 'orderId', type: AttributeType.STRING },
    connectionSecret: { name: 'shop-orders-table' },
  });

  const role = new WorkloadRole(chart, 'role', { account: '123456789012', serviceAccountName: 'shop', clusterName: 'prod', path: '/workloads/' });
  orders.grantReadWriteData({ grantee: role });

  // The keys of the Secret, each as an environment variable. The service starts when the table is healthy.
  const fromSecret = (name: string, key: string) => ({ name, valueFrom: { secretKeyRef: { name: orders.connectionSecretName, key } } });
  shop.addComponent({
    name: 'web',
    type: 'webservice',
    properties: {
      image: 'registry.example.com/shop:1.0.0',
      ports: [{ port: 8080, expose: true }],
      env: [fromSecret('TABLE_NAME', 'tableName'), fromSecret('AWS_REGION', 'region')],
    },
    traits: [{ type: 'service-account', properties: { name: role.serviceAccountName } }],
  });
}
