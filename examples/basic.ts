import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AttributeType, DynamoDbApplication } from 'cdk8s-dynamodb-kro';

/** The least a table needs: a name, a region, a partition key. Billed by request. */
export function basic(scope: Construct): void {
  const chart = new Chart(scope, 'basic', { namespace: 'default' });
  new DynamoDbApplication(chart, 'dynamodb-basic-example', {
    tables: [{
      tableName: 'users-table',
      region: 'us-east-1',
      partitionKey: { name: 'userId', type: AttributeType.STRING },
    }],
  });
}
