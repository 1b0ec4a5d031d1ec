import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AccountAlarms, AttributeType, DynamoDbTable, TableAlarms, TableDashboard, WorkloadRole } from '../src';

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:ops';

/** A table with what its operation needs: the role of its workload, alarms and a dashboard. The same in Python and in Go. */
export function operations(scope: Construct): void {
  const chart = new Chart(scope, 'operations', { namespace: 'default' });

  const orders = new DynamoDbTable(chart, 'orders', {
    tableName: 'operated-orders',
    region: 'us-east-1',
    partitionKey: { name: 'orderId', type: AttributeType.STRING },
  });
  const customers = DynamoDbTable.fromTableName('customers', 'us-east-1');

  const role = new WorkloadRole(chart, 'role', { account: '123456789012', serviceAccountName: 'operated-shop', clusterName: 'prod' });
  orders.grantReadWriteData({ grantee: role });
  customers.grantReadData({ grantee: role });

  new TableAlarms(chart, 'alarms', { tables: [orders, customers], alarmActions: [TOPIC], systemErrors: { threshold: 5 } });
  new AccountAlarms(chart, 'account-alarms', { region: 'us-east-1', alarmActions: [TOPIC] });
  new TableDashboard(chart, 'operated-shop', { tables: [orders, customers] });
}
