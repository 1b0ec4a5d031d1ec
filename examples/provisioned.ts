import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AttributeType, Billing, DynamoDbApplication, Projection } from 'cdk8s-dynamodb-kro';

/** A fixed capacity, for the table and for its index. */
export function provisioned(scope: Construct): void {
  const chart = new Chart(scope, 'provisioned', { namespace: 'default' });
  new DynamoDbApplication(chart, 'dynamodb-provisioned-example', {
    tables: [{
      tableName: 'orders-table',
      region: 'us-east-1',
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      sortKey: { name: 'createdAt', type: AttributeType.NUMBER },
      billing: Billing.provisioned({ readCapacityUnits: 10, writeCapacityUnits: 5 }),
      globalSecondaryIndexes: [{
        indexName: 'customer-index',
        partitionKey: { name: 'customerId', type: AttributeType.STRING },
        sortKey: { name: 'createdAt', type: AttributeType.NUMBER },
        projection: Projection.include('total', 'currency'),
        provisionedThroughput: { readCapacityUnits: 4, writeCapacityUnits: 2 },
      }],
    }],
  });
}
