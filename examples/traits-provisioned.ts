import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AttributeType, Billing, DynamoDbApplication, Projection, TableTrait } from 'cdk8s-dynamodb-kro';

/** A fixed capacity and indexes, attached to a table as traits. */
export function traitsProvisioned(scope: Construct): void {
  const chart = new Chart(scope, 'traits-provisioned', { namespace: 'default' });
  new DynamoDbApplication(chart, 'dynamodb-traits-provisioned-example', {
    traits: [TableTrait.PROVISIONED_CAPACITY, TableTrait.GLOBAL_INDEX, TableTrait.LOCAL_INDEX],
    tables: [{
      tableName: 'orders-traits',
      region: 'us-east-1',
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      sortKey: { name: 'createdAt', type: AttributeType.NUMBER },
      billing: Billing.provisioned({ readCapacityUnits: 10, writeCapacityUnits: 5 }),
      globalSecondaryIndexes: [{
        indexName: 'customer-index',
        partitionKey: { name: 'customerId', type: AttributeType.STRING },
        projection: Projection.include('total', 'currency'),
        provisionedThroughput: { readCapacityUnits: 4, writeCapacityUnits: 2 },
      }],
      localSecondaryIndexes: [{ indexName: 'total-index', sortKey: { name: 'total', type: AttributeType.NUMBER }, projection: Projection.keysOnly() }],
    }],
  });
}
