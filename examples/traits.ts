import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AttributeType, DynamoDbApplication, Encryption, RemovalPolicy, StreamViewType, TableTrait } from 'cdk8s-dynamodb-kro';

/** A table of a production system again; what it has beyond a plain table is attached to it as traits. */
export function traits(scope: Construct): void {
  const chart = new Chart(scope, 'traits', { namespace: 'default' });
  new DynamoDbApplication(chart, 'dynamodb-traits-example', {
    traits: [TableTrait.TIME_TO_LIVE, TableTrait.STREAM, TableTrait.ENCRYPTION, TableTrait.PROTECTION, TableTrait.GLOBAL_INDEX],
    tables: [{
      tableName: 'sessions-traits',
      region: 'us-east-1',
      partitionKey: { name: 'userId', type: AttributeType.STRING },
      sortKey: { name: 'sessionId', type: AttributeType.STRING },
      globalSecondaryIndexes: [{ indexName: 'by-device', partitionKey: { name: 'deviceId', type: AttributeType.STRING } }],
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecovery: true,
      encryption: Encryption.customerManagedKey('arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab'),
      timeToLiveAttribute: 'expiresAt',
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      tags: { environment: 'production', team: 'identity' },
    }],
  });
}
