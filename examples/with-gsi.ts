import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AttributeType, DynamoDbApplication } from 'cdk8s-dynamodb-kro';

/** Users, looked up by id or by e-mail address. */
export function withGsi(scope: Construct): void {
  const chart = new Chart(scope, 'with-gsi', { namespace: 'default' });
  new DynamoDbApplication(chart, 'dynamodb-gsi-example', {
    tables: [{
      tableName: 'users-by-email',
      region: 'us-east-1',
      partitionKey: { name: 'userId', type: AttributeType.STRING },
      globalSecondaryIndexes: [{
        indexName: 'email-index',
        partitionKey: { name: 'email', type: AttributeType.STRING },
      }],
    }],
  });
}
