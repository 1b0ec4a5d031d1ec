import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { DynamoDbKroComponent } from 'cdk8s-dynamodb-kro';

/** Once in a cluster: the API `DynamoDBTable`, the ComponentDefinition, access rights and the policy. */
export function platform(scope: Construct): DynamoDbKroComponent {
  const chart = new Chart(scope, 'platform');
  return new DynamoDbKroComponent(chart, 'dynamodb');
}
