import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import {
  AccountAlarms, AttributeType, ControllerPolicy, DynamoDbApplication, DynamoDbKroComponent, DynamoDbTable, Monitoring, TableAlarms, TableDashboard,
  WorkloadRole,
} from 'cdk8s-dynamodb-kro';

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:ops';

/** Tables with what their operation needs: the role of their workload, the workload itself, alarms and a dashboard. The same in Python and in Go. */
export function operations(scope: Construct): void {
  const chart = new Chart(scope, 'operations', { namespace: 'default' });

  const orders = new DynamoDbTable(chart, 'orders', {
    tableName: 'operated-orders',
    region: 'us-east-1',
    partitionKey: { name: 'orderId', type: AttributeType.STRING },
  });
  const customers = DynamoDbTable.fromTableName('customers', 'us-east-1');

  const shop = new DynamoDbApplication(chart, 'operated-shop-app');
  const carts = shop.addTable({
    tableName: 'operated-carts',
    region: 'us-east-1',
    partitionKey: { name: 'cartId', type: AttributeType.STRING },
    connectionSecret: { name: 'operated-carts-table' },
  });
  shop.addComponent({ name: 'web', type: 'webservice', properties: { image: 'registry.example.com/shop:1.0.0' } });

  const role = new WorkloadRole(chart, 'role', { account: '123456789012', serviceAccountName: 'operated-shop', clusterName: 'prod' });
  orders.grantReadWriteData({ grantee: role });
  customers.grantReadData({ grantee: role });
  shop.grantReadWriteData({ grantee: role });
  role.addToPolicy({ effect: 'Allow', actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:us-east-1:123456789012:orders'] });

  new TableAlarms(chart, 'alarms', { tables: [orders, customers, carts], alarmActions: [TOPIC], systemErrors: { threshold: 5 } });
  new AccountAlarms(chart, 'account-alarms', { region: 'us-east-1', alarmActions: [TOPIC] });
  new TableDashboard(chart, 'operated-shop', { tables: [orders, customers, carts] });
}

/** What whoever runs the platform has of it as files: the policy of the IAM controller, the trait of YAML authors, and the metrics of the fleet. */
export function platformFiles(): { readonly [name: string]: string } {
  const permissionsBoundary = 'arn:aws:iam::123456789012:policy/workloads';
  const component = new DynamoDbKroComponent(new Chart(new App(), 'platform'), 'dynamodb', {
    accessTrait: { account: '123456789012', permissionsBoundary, clusterName: 'prod', path: '/workloads/' },
    monitoring: Monitoring.prometheus({ namespace: 'monitoring' }),
    accountAlarms: [{ region: 'eu-west-1' }],
  });
  return {
    'iam-controller-policy.json': ControllerPolicy.forRoles({ account: '123456789012', path: '/workloads/', permissionsBoundary }).toJson(),
    ...component.traitsToCue(),
    ...component.monitoringFiles(),
  };
}
