import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AttributeType, DynamoDbTable } from 'cdk8s-dynamodb-kro';

/** The basic table again, for a cluster without KubeVela. */
export function kroOnly(scope: Construct): void {
  const chart = new Chart(scope, 'kro-only', { namespace: 'default' });
  new DynamoDbTable(chart, 'table', {
    tableName: 'carts-table',
    region: 'us-east-1',
    partitionKey: { name: 'cartId', type: AttributeType.STRING },
  });
}
