import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AttributeType, DynamoDbApplication, Encryption, RemovalPolicy, StreamViewType } from 'cdk8s-dynamodb-kro';

/** What a table of a production system usually wants. */
export function production(scope: Construct): void {
  const chart = new Chart(scope, 'production', { namespace: 'default' });
  new DynamoDbApplication(chart, 'dynamodb-production-example', {
    tables: [{
      tableName: 'sessions-prod',
      region: 'us-east-1',
      partitionKey: { name: 'userId', type: AttributeType.STRING },
      sortKey: { name: 'sessionId', type: AttributeType.STRING },
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecovery: true,
      encryption: Encryption.customerManagedKey('arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab'),
      timeToLiveAttribute: 'expiresAt',
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      backups: [{ name: 'before-launch' }],
      connectionSecret: { name: 'sessions-table' },
      tags: { environment: 'production', team: 'identity' },
    }],
  });
}
