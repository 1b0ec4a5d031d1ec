/** What the page offers to begin with. */
export interface Sample {
  readonly title: string;
  readonly text: string;
  /** A second version, for the plan. */
  readonly next?: string;
}

const PROPS = `{
  tableName: 'orders',
  region: 'us-east-1',
  partitionKey: { name: 'orderId', type: AttributeType.STRING },
  billing: Billing.onDemand(),
  stream: StreamViewType.NEW_AND_OLD_IMAGES,
  timeToLiveAttribute: 'expiresAt',
  removalPolicy: RemovalPolicy.RETAIN,
}
`;

const TABLE = `apiVersion: kro.run/v1alpha1
kind: DynamoDBTable
metadata:
  name: orders
  namespace: shop
spec:
  tableName: orders
  region: us-east-1
  attributeDefinitions:
    - attributeName: orderId
      attributeType: S
  keySchema:
    - attributeName: orderId
      keyType: HASH
  streamEnabled: true
  streamViewType: KEYS_ONLY
`;

export const SAMPLES: readonly Sample[] = [
  { title: 'TypeScript', text: PROPS },
  {
    title: 'TypeScript with mistakes',
    text: `new DynamoDbTable(chart, 'orders', {
  tableName: 'orders',
  region: 'us-eats-1',
  partitionKey: { nme: 'orderId', type: AttributeType.STRING },
  globalSecondaryIndexes: [{
    indexName: 'by-mail',
    partitionKey: { name: 'mail', type: AttributeType.STRING },
    provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 },
  }],
});
`,
  },
  { title: 'YAML', text: TABLE },
  {
    title: 'YAML with mistakes',
    text: `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: shop
spec:
  components:
    - name: orders
      type: aws-dynamodb-kro
      properties:
        tableName: orders
        region: us-east-1
        attributeDefinitions:
          - attributeName: count
            attributeType: N
        keySchema:
          - attributeName: count
            keyType: HASH
        provisionedThroughput:
          readCapacityUnits: 5
          writeCapacityUnits: 5
`,
  },
  {
    title: 'A change, with its plan',
    text: TABLE,
    next: TABLE.replace('KEYS_ONLY', 'NEW_IMAGE').replace('      keyType: HASH\n', '      keyType: HASH\n  pointInTimeRecoveryEnabled: true\n'),
  },
  {
    title: 'aws dynamodb describe-table',
    text: JSON.stringify({
      Table: {
        TableName: 'orders',
        TableArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders',
        TableStatus: 'ACTIVE',
        AttributeDefinitions: [{ AttributeName: 'orderId', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
        BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
        DeletionProtectionEnabled: true,
      },
    }, undefined, 2),
  },
  {
    title: 'CloudFormation',
    text: `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Stage:
    Type: String
    Default: dev
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Sub orders-\${Stage}
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: orderId
          AttributeType: S
      KeySchema:
        - AttributeName: orderId
          KeyType: HASH
      TimeToLiveSpecification:
        AttributeName: expiresAt
        Enabled: true
`,
  },
];
