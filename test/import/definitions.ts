import { STATE } from './terraform-state';

/**
 * Definitions as public projects have them: their settings written down anew, with names and accounts replaced, at least three
 * a source. Each with what the import makes of it.
 */
export interface Definition {
  readonly what: string;
  readonly files: Readonly<Record<string, string | object>>;
  readonly options?: {
    readonly region?: string;
    readonly parameters?: Readonly<Record<string, string>>;
    readonly tableNames?: Readonly<Record<string, string>>;
  };
  /** Parts of the specs, in order. */
  readonly specs: ReadonlyArray<Readonly<Record<string, unknown>>>;
  /** What each finding says, without the notes; none without it. */
  readonly findings?: readonly string[];
}

const definitions = (types: Readonly<Record<string, string>>) =>
  Object.entries(types).map(([attributeName, attributeType]) => ({ attributeName, attributeType }));
const keys = (...names: readonly string[]) => names.map((attributeName, i) => ({ attributeName, keyType: i === 0 ? 'HASH' : 'RANGE' }));
const keyOf = (region: string): string => `arn:aws:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const KEY = keyOf('eu-west-1');

export const DEFINITIONS: readonly Definition[] = [
  {
    what: 'CloudFormation: parameters, mappings, conditions and short tags',
    files: {
      'template.yaml': `AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
  Units: {Type: Number, Default: 5}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  Small: !Not [!Condition IsProd]
Mappings:
  Classes:
    dev: {class: STANDARD}
    prod: {class: STANDARD_INFREQUENT_ACCESS}
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    Properties:
      TableName: !Sub '\${Stage}-\${AWS::Region}-orders'
      BillingMode: !If [IsProd, PROVISIONED, PAY_PER_REQUEST]
      ProvisionedThroughput: !If
        - IsProd
        - ReadCapacityUnits: !Ref Units
          WriteCapacityUnits: 2
        - !Ref AWS::NoValue
      TableClass: !FindInMap [Classes, !Ref Stage, class]
      AttributeDefinitions:
        - AttributeName: pk
          AttributeType: S
        - AttributeName: at
          AttributeType: N
      KeySchema:
        - {AttributeName: pk, KeyType: HASH}
        - {AttributeName: at, KeyType: RANGE}
      SSESpecification: {SSEEnabled: True}
      TimeToLiveSpecification: {AttributeName: expires, Enabled: !If [Small, true, false]}
      Tags:
        - {Key: stage, Value: !Join ['-', [shop, !Ref Stage]]}
        - {Key: version, Value: 1.10}
`,
    },
    options: { region: 'eu-west-1', parameters: { Stage: 'prod' } },
    specs: [{
      tableName: 'prod-eu-west-1-orders',
      billingMode: 'PROVISIONED',
      provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 2 },
      tableClass: 'STANDARD_INFREQUENT_ACCESS',
      attributeDefinitions: definitions({ pk: 'S', at: 'N' }),
      sseEnabled: true,
      ttlEnabled: undefined,
      tags: [{ key: 'stage', value: 'shop-prod' }, { key: 'version', value: '1.10' }],
    }],
  },
  {
    what: 'CloudFormation in JSON: an index with its own units, auto scaling of both, an import and a policy',
    files: {
      'template.json': {
        Resources: {
          Music: {
            Type: 'AWS::DynamoDB::Table',
            Properties: {
              TableName: 'music',
              AttributeDefinitions: [{ AttributeName: 'Artist', AttributeType: 'S' }, { AttributeName: 'Genre', AttributeType: 'S' }],
              KeySchema: [{ AttributeName: 'Artist', KeyType: 'HASH' }],
              ProvisionedThroughput: { ReadCapacityUnits: '5', WriteCapacityUnits: 5 },
              GlobalSecondaryIndexes: [{
                IndexName: 'by-genre',
                KeySchema: [{ AttributeName: 'Genre', KeyType: 'HASH' }],
                Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['Title'] },
                ProvisionedThroughput: { ReadCapacityUnits: 2, WriteCapacityUnits: 2 },
                ContributorInsightsSpecification: { Enabled: true },
              }],
              StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
              ResourcePolicy: { PolicyDocument: { Version: '2012-10-17', Statement: [] } },
              WarmThroughput: { ReadUnitsPerSecond: 15_000, WriteUnitsPerSecond: 5_000 },
            },
          },
          ReadTarget: {
            Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
            Properties: { ResourceId: { 'Fn::Join': ['/', ['table', { Ref: 'Music' }]] }, ScalableDimension: 'dynamodb:table:ReadCapacityUnits', MinCapacity: 5, MaxCapacity: 50, ServiceNamespace: 'dynamodb' },
          },
        },
      },
    },
    options: { region: 'us-east-1' },
    specs: [{
      billingMode: 'PROVISIONED',
      provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 },
      streamEnabled: true,
      streamViewType: 'NEW_IMAGE',
      resourcePolicy: '{"Version":"2012-10-17","Statement":[]}',
    }],
    findings: [
      'stays as it is in AWS: Contributor Insights of an index (Resources.Music.Properties.GlobalSecondaryIndexes[0].ContributorInsightsSpecification)',
      'stays as it is in AWS: warm throughput of 15000 reads and 5000 writes a second (Resources.Music.Properties.WarmThroughput)',
      'would change in AWS: auto scaling of read capacity, 5 to 50 (Resources.ReadTarget)',
    ],
  },
  {
    what: 'CloudFormation: what it alone knows is reported by its path, and is not guessed',
    files: {
      'template.yaml': `Parameters:
  Name: {Type: String}
  KeyArn: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /keys/orders}
Conditions:
  Wanted: !Equals [!Ref Name, x]
Resources:
  A:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Ref Name
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      SSESpecification: {SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: !GetAtt Key.Arn}
      Tags: [{Key: owner, Value: '{{resolve:ssm:/owner}}'}, {Key: vpc, Value: !ImportValue vpc}]
  B:
    Type: AWS::DynamoDB::Table
    Condition: Wanted
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      SSESpecification: {SSEEnabled: true, KMSMasterKeyId: !Ref KeyArn}
`,
    },
    options: { region: 'us-east-1' },
    specs: [{ tableName: undefined, sseEnabled: true }, { tableName: undefined }],
    findings: [
      'cannot be determined: TableName (Resources.A.Properties.TableName)',
      'cannot be determined: KMSMasterKeyId (Resources.A.Properties.SSESpecification.KMSMasterKeyId)',
      'cannot be determined: Value (Resources.A.Properties.Tags[0].Value)',
      'cannot be determined: Value (Resources.A.Properties.Tags[1].Value)',
      'cannot be determined: condition Wanted (Resources.B.Condition)',
      'cannot be determined: KMSMasterKeyId (Resources.B.Properties.SSESpecification.KMSMasterKeyId)',
      'cannot be determined: table name (Resources.B.Properties.TableName)',
    ],
  },
  {
    what: 'CloudFormation: a global table, provisioned and scaled, adopted in the region of one of its replicas',
    files: {
      'global.yaml': `Resources:
  Table:
    Type: 'AWS::DynamoDB::GlobalTable'
    Properties:
      TableName: albums
      BillingMode: PROVISIONED
      AttributeDefinitions: [{AttributeName: Album, AttributeType: "S"}, {AttributeName: Sales, AttributeType: "N"}]
      KeySchema: [{AttributeName: Album, KeyType: HASH}]
      GlobalSecondaryIndexes:
        - IndexName: by-sales
          KeySchema: [{AttributeName: Sales, KeyType: HASH}]
          Projection: {ProjectionType: KEYS_ONLY}
          WriteProvisionedThroughputSettings: {WriteCapacityAutoScalingSettings: {MinCapacity: 2, MaxCapacity: 20}}
      StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
      SSESpecification: {SSEEnabled: true, SSEType: KMS}
      TimeToLiveSpecification: {AttributeName: ttl, Enabled: true}
      WriteProvisionedThroughputSettings:
        WriteCapacityAutoScalingSettings: {MinCapacity: 4, MaxCapacity: 10, SeedCapacity: 5, TargetTrackingScalingPolicyConfiguration: {TargetValue: 70}}
      Replicas:
        - Region: eu-west-1
          PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}
          DeletionProtectionEnabled: true
          SSESpecification: {KMSMasterKeyId: "${KEY}"}
          Tags: [{Key: Name, Value: albums}]
          ReadProvisionedThroughputSettings: {ReadCapacityUnits: 6}
          GlobalSecondaryIndexes:
            - {IndexName: by-sales, ReadProvisionedThroughputSettings: {ReadCapacityUnits: 3}}
        - Region: eu-central-1
          PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}
          TableClass: STANDARD_INFREQUENT_ACCESS
          SSESpecification: {KMSMasterKeyId: "${keyOf('eu-central-1')}"}
          ReadProvisionedThroughputSettings: {ReadCapacityUnits: 7}
`,
    },
    options: { region: 'eu-west-1' },
    specs: [{
      region: 'eu-west-1',
      provisionedThroughput: { readCapacityUnits: 6, writeCapacityUnits: 5 },
      pointInTimeRecoveryEnabled: true,
      deletionProtectionEnabled: true,
      kmsMasterKeyID: KEY,
      ttlEnabled: true,
      ttlAttributeName: 'ttl',
      tags: [{ key: 'Name', value: 'albums' }],
      globalSecondaryIndexes: [{ indexName: 'by-sales', keySchema: keys('Sales'), projection: { projectionType: 'KEYS_ONLY' }, provisionedThroughput: { readCapacityUnits: 3, writeCapacityUnits: 2 } }],
      replicas: [{ regionName: 'eu-central-1', kmsMasterKeyID: keyOf('eu-central-1'), tableClassOverride: 'STANDARD_INFREQUENT_ACCESS', provisionedThroughputOverride: { readCapacityUnits: 7 } }],
    }],
    findings: [
      'would change in AWS: auto scaling of write capacity, 4 to 10 (Resources.Table.Properties)',
      'would change in AWS: auto scaling of write capacity of index by-sales, 2 to 20 (Resources.Table.Properties.GlobalSecondaryIndexes[0])',
      'stays as it is in AWS: pointInTimeRecoverySpecification of replica eu-central-1 (Resources.Table.Properties.Replicas[1].PointInTimeRecoverySpecification)',
    ],
  },
  {
    what: 'CloudFormation: a loop of the language extensions',
    files: {
      'loop.yaml': `Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Tables:
    - Name
    - [orders, carts]
    - \${Name}Table:
        Type: AWS::DynamoDB::Table
        Properties:
          TableName: !Sub shop-\${Name}
          BillingMode: PAY_PER_REQUEST
          AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
          KeySchema: [{AttributeName: id, KeyType: HASH}]
`,
    },
    options: { region: 'us-east-1' },
    specs: [{ tableName: 'shop-orders' }, { tableName: 'shop-carts' }],
  },
  {
    what: 'SAM: simple tables, with and without a key, and Globals',
    files: {
      'sam.yml': `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Globals:
  SimpleTable: {SSESpecification: {SSEEnabled: true}}
Resources:
  Things:
    Type: AWS::Serverless::SimpleTable
  Polls:
    Type: AWS::Serverless::SimpleTable
    Properties:
      TableName: polls
      PrimaryKey: {Name: pollId, Type: Number}
      ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5}
      Tags: {Department: Engineering}
  Handler:
    Type: AWS::Serverless::Function
    Properties: {Policies: [{DynamoDBCrudPolicy: {TableName: !Ref Things}}]}
`,
    },
    options: { region: 'us-east-1', tableNames: { Things: 'stack-Things-1ABC' } },
    specs: [
      { tableName: 'stack-Things-1ABC', billingMode: 'PAY_PER_REQUEST', attributeDefinitions: definitions({ id: 'S' }), sseEnabled: true },
      { tableName: 'polls', billingMode: 'PROVISIONED', attributeDefinitions: definitions({ pollId: 'N' }), tags: [{ key: 'Department', value: 'Engineering' }], sseEnabled: true },
    ],
  },
  {
    what: 'serverless.yml: variables of all kinds, nested, with defaults',
    files: {
      'serverless.yml': `service: notes
frameworkVersion: '3'
provider:
  name: aws
  stage: \${opt:stage, 'dev'}
  region: \${opt:region, "eu-west-1"}
custom:
  stage: '\${opt:stage, self: provider.stage}'
  tableName: \${self:service}-\${self:custom.stage}-notes
  units: {prod: 5, default: 1}
  throughput: \${self:custom.units.\${self:custom.stage}, self:custom.units.default}
functions:
  get: {handler: get.main}
resources:
  Resources:
    NotesTable:
      Type: AWS::DynamoDB::Table
      Properties:
        TableName: \${self:custom.tableName}
        AttributeDefinitions:
          - AttributeName: userId
            AttributeType: S
          - AttributeName: noteId
            AttributeType: S
        KeySchema:
          - AttributeName: userId
            KeyType: HASH
          - AttributeName: noteId
            KeyType: RANGE
        ProvisionedThroughput:
          ReadCapacityUnits: \${self:custom.throughput}
          WriteCapacityUnits: \${self:custom.throughput}
        Tags:
          - {Key: owner, Value: "\${env:OWNER}"}
          - {Key: region, Value: !Ref AWS::Region}
`,
    },
    options: { parameters: { stage: 'prod' } },
    specs: [{ tableName: 'notes-prod-notes', region: 'eu-west-1', provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }, keySchema: keys('userId', 'noteId') }],
    findings: ['cannot be determined: Value (resources.Resources.NotesTable.Properties.Tags[0].Value)'],
  },
  {
    what: 'serverless.yml: a list of resources, one of them in a file',
    files: {
      'app/serverless.yml': `service: {name: shop}
provider: {name: aws, region: us-east-1}
resources:
  - \${file(resources/tables.yml)}
  - Resources:
      Plain: {Type: AWS::SQS::Queue}
`,
      'app/resources/tables.yml': `Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders-\${sls:stage}
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
`,
    },
    specs: [{ tableName: 'orders-dev', region: 'us-east-1' }],
  },
  {
    what: 'cdk.out: the manifest tells region and name of the stack, and CDK\'s older Table has its replicas as resources',
    files: {
      'cdk.out/manifest.json': {
        version: '48.0.0',
        artifacts: {
          'Shop': { type: 'aws:cloudformation:stack', environment: 'aws://111122223333/eu-west-1', properties: { templateFile: 'Shop.template.json' } },
          'Shop.assets': { type: 'cdk:asset-manifest', properties: { file: 'Shop.assets.json' } },
        },
      },
      'cdk.out/Shop.template.json': {
        Resources: {
          Orders1A2B: {
            Type: 'AWS::DynamoDB::Table',
            Properties: {
              TableName: { 'Fn::Join': ['', [{ Ref: 'AWS::StackName' }, '-orders']] },
              AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
              KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
              BillingMode: 'PAY_PER_REQUEST',
              StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
            },
            UpdateReplacePolicy: 'Retain',
            DeletionPolicy: 'Retain',
            Metadata: { 'aws:cdk:path': 'Shop/Orders/Resource' },
          },
          OrdersReplica: { Type: 'Custom::DynamoDBReplica', Properties: { ServiceToken: { 'Fn::GetAtt': ['Provider', 'Arn'] }, TableName: { Ref: 'Orders1A2B' }, Region: 'eu-west-2' } },
        },
      },
      'cdk.out/Shop.assets.json': { version: '48.0.0', files: {} },
      'cdk.out/tree.json': { version: 'tree-0.1', tree: { id: 'App' } },
    },
    specs: [{ tableName: 'Shop-orders', region: 'eu-west-1', replicas: [{ regionName: 'eu-west-2' }], streamViewType: 'NEW_AND_OLD_IMAGES' }],
  },
  {
    what: 'cdk.out: TableV2 is a global table with one replica, in the region of the stack',
    files: {
      'cdk.out/manifest.json': { version: '48.0.0', artifacts: { S: { type: 'aws:cloudformation:stack', environment: 'aws://unknown-account/unknown-region', properties: { templateFile: 'S.template.json' } } } },
      'cdk.out/S.template.json': {
        Resources: {
          T: {
            Type: 'AWS::DynamoDB::GlobalTable',
            Properties: {
              TableName: 'v2-table',
              AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
              KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
              BillingMode: 'PAY_PER_REQUEST',
              WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: 20 },
              Replicas: [{ Region: { Ref: 'AWS::Region' }, ReadOnDemandThroughputSettings: { MaxReadRequestUnits: 10 }, TableClass: 'STANDARD', DeletionProtectionEnabled: true }],
            },
          },
        },
      },
    },
    options: { region: 'sa-east-1' },
    specs: [{ tableName: 'v2-table', region: 'sa-east-1', onDemandThroughput: { maxReadRequestUnits: 10, maxWriteRequestUnits: 20 }, deletionProtectionEnabled: true, replicas: undefined, tableClass: undefined }],
  },
  {
    what: 'Terraform: a state with modules, for_each and the resources that belong to a table',
    files: {
      'state.json': {
        format_version: '1.0',
        terraform_version: '1.9.0',
        values: {
          root_module: {
            resources: [
              {
                address: 'aws_dynamodb_table.main',
                mode: 'managed',
                type: 'aws_dynamodb_table',
                name: 'main',
                provider_name: 'registry/hashicorp/aws',
                values: {
                  ...STATE,
                  arn: 'arn:aws:dynamodb:us-east-1:111122223333:table/GameScores',
                  id: 'GameScores',
                  name: 'GameScores',
                  billing_mode: 'PROVISIONED',
                  hash_key: 'UserId',
                  range_key: 'GameTitle',
                  read_capacity: 20,
                  write_capacity: 10,
                  attribute: [{ name: 'GameTitle', type: 'S' }, { name: 'TopScore', type: 'N' }, { name: 'UserId', type: 'S' }],
                  global_secondary_index: [{ hash_key: 'GameTitle', name: 'GameTitleIndex', non_key_attributes: ['UserId'], on_demand_throughput: [], projection_type: 'INCLUDE', range_key: 'TopScore', read_capacity: 5, write_capacity: 5, warm_throughput: [{ read_units_per_second: 12000, write_units_per_second: 4000 }] }],
                  local_secondary_index: [{ name: 'by-score', range_key: 'TopScore', projection_type: 'ALL', non_key_attributes: [] }],
                  point_in_time_recovery: [{ enabled: true, recovery_period_in_days: 7 }],
                  server_side_encryption: [{ enabled: true, kms_key_arn: '' }],
                  stream_enabled: false,
                  stream_view_type: '',
                  stream_arn: '',
                  stream_label: '',
                  table_class: '',
                  ttl: [{ attribute_name: 'TimeToExist', enabled: true }],
                  deletion_protection_enabled: true,
                  replica: [],
                  import_table: [],
                  timeouts: null,
                  restore_to_latest_time: null,
                  on_demand_throughput: [],
                  tags: { Name: 't' },
                  tags_all: { Name: 't', Team: 'games' },
                },
              },
              { address: 'aws_dynamodb_contributor_insights.main', mode: 'managed', type: 'aws_dynamodb_contributor_insights', name: 'main', values: { table_name: 'GameScores', index_name: '' } },
              { address: 'aws_appautoscaling_target.read', mode: 'managed', type: 'aws_appautoscaling_target', name: 'read', values: { resource_id: 'table/GameScores', scalable_dimension: 'dynamodb:table:ReadCapacityUnits', min_capacity: 5, max_capacity: 100, service_namespace: 'dynamodb' } },
            ],
            child_modules: [{
              address: 'module.shop["eu"]',
              resources: [{
                address: 'module.shop["eu"].aws_dynamodb_table.this[0]',
                mode: 'managed',
                type: 'aws_dynamodb_table',
                name: 'this',
                index: 0,
                values: { ...STATE, arn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/carts', name: 'carts', billing_mode: 'PAY_PER_REQUEST', hash_key: 'id', range_key: null, read_capacity: 0, write_capacity: 0, attribute: [{ name: 'id', type: 'S' }], tags_all: {}, stream_enabled: true, stream_view_type: 'NEW_AND_OLD_IMAGES', replica: [{ region_name: 'eu-central-1', kms_key_arn: '', point_in_time_recovery: true, propagate_tags: false, arn: 'x', stream_arn: '', stream_label: '' }] },
              }, {
                address: 'module.shop["eu"].aws_dynamodb_resource_policy.this', mode: 'managed', type: 'aws_dynamodb_resource_policy', name: 'this', values: { resource_arn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/carts', policy: '{ "Version": "2012-10-17" }' },
              }],
            }],
          },
        },
      },
    },
    specs: [
      {
        tableName: 'GameScores',
        region: 'us-east-1',
        billingMode: 'PROVISIONED',
        provisionedThroughput: { readCapacityUnits: 20, writeCapacityUnits: 10 },
        keySchema: keys('UserId', 'GameTitle'),
        contributorInsights: true,
        attributeDefinitions: definitions({ UserId: 'S', GameTitle: 'S', TopScore: 'N' }),
        globalSecondaryIndexes: [{ indexName: 'GameTitleIndex', keySchema: keys('GameTitle', 'TopScore'), projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['UserId'] }, provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 } }],
        localSecondaryIndexes: [{ indexName: 'by-score', keySchema: keys('UserId', 'TopScore'), projection: { projectionType: 'ALL' } }],
        ttlAttributeName: 'TimeToExist',
        sseEnabled: true,
        sseType: 'KMS',
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: 7,
        deletionProtectionEnabled: true,
        tags: [{ key: 'Name', value: 't' }, { key: 'Team', value: 'games' }],
      },
      { tableName: 'carts', region: 'eu-west-1', billingMode: 'PAY_PER_REQUEST', replicas: [{ regionName: 'eu-central-1' }], resourcePolicy: '{"Version":"2012-10-17"}' },
    ],
    findings: [
      'would change in AWS: auto scaling of read capacity, 5 to 100 (aws_appautoscaling_target.read)',
      'stays as it is in AWS: pointInTimeRecovery of replica eu-central-1 (module.shop["eu"].aws_dynamodb_table.this[0].replica[0].point_in_time_recovery)',
    ],
  },
  {
    what: 'Terraform: a plan, with what it does not know yet and the region of its provider',
    files: {
      'plan.json': {
        format_version: '1.2',
        variables: { region: { value: 'ap-southeast-2' } },
        planned_values: {
          root_module: {
            resources: [
              { address: 'aws_dynamodb_table.t', mode: 'managed', type: 'aws_dynamodb_table', name: 't', values: { ...STATE, name: 'locks', billing_mode: 'PAY_PER_REQUEST', hash_key: 'LockID', attribute: [{ name: 'LockID', type: 'S' }], server_side_encryption: [{ enabled: true }], tags_all: {} } },
              { address: 'aws_dynamodb_kinesis_streaming_destination.k', mode: 'managed', type: 'aws_dynamodb_kinesis_streaming_destination', name: 'k', values: { table_name: 'locks' } },
            ],
          },
        },
        resource_changes: [{ address: 'aws_dynamodb_table.t', change: { actions: ['create'], after_unknown: { arn: true, id: true, stream_arn: true, stream_label: true, server_side_encryption: [{ kms_key_arn: true }] } } }],
        configuration: { provider_config: { aws: { name: 'aws', expressions: { region: { references: ['var.region'] } } } } },
      },
    },
    specs: [{ tableName: 'locks', region: 'ap-southeast-2', sseEnabled: true }],
    findings: [
      'cannot be determined: kms_key_arn (aws_dynamodb_table.t.server_side_encryption.kms_key_arn)',
      'cannot be determined: table that is to be created (aws_dynamodb_table.t)',
      'stays as it is in AWS: Kinesis data stream destination (aws_dynamodb_kinesis_streaming_destination.k)',
    ],
  },
  {
    what: 'Terraform: a state file, with replicas, tags and an index that are resources of their own',
    files: {
      'terraform.tfstate': {
        version: 4,
        terraform_version: '1.5.7',
        resources: [
          { mode: 'data', type: 'aws_region', name: 'current', instances: [{ attributes: {} }] },
          { mode: 'managed', type: 'aws_dynamodb_table', name: 't', instances: [{ index_key: 'a', attributes: { ...STATE, arn: 'arn:aws-us-gov:dynamodb:us-gov-west-1:111122223333:table/t-a', name: 't-a', billing_mode: 'PAY_PER_REQUEST', hash_key: 'pk', attribute: [{ name: 'pk', type: 'B' }], stream_enabled: true, stream_view_type: 'NEW_AND_OLD_IMAGES', tags_all: { a: 'b' } } }] },
          { mode: 'managed', type: 'aws_dynamodb_table_replica', name: 'r', instances: [{ attributes: { global_table_arn: 'arn:aws-us-gov:dynamodb:us-gov-west-1:111122223333:table/t-a', arn: 'arn:aws-us-gov:dynamodb:us-gov-east-1:111122223333:table/t-a' } }] },
          { mode: 'managed', type: 'aws_dynamodb_tag', name: 'x', instances: [{ attributes: { resource_arn: 'arn:aws-us-gov:dynamodb:us-gov-west-1:111122223333:table/t-a', key: 'more', value: 'tags' } }] },
          { mode: 'managed', type: 'aws_dynamodb_global_secondary_index', name: 'i', instances: [{ attributes: { table_name: 't-a', index_name: 'own', key_schema: [{ attribute_name: 'k', attribute_type: 'N', key_type: 'HASH' }], projection: [{ projection_type: 'ALL' }] } }] },
        ],
      },
    },
    specs: [{
      tableName: 't-a',
      region: 'us-gov-west-1',
      replicas: [{ regionName: 'us-gov-east-1' }],
      tags: [{ key: 'a', value: 'b' }, { key: 'more', value: 'tags' }],
      globalSecondaryIndexes: [{ indexName: 'own', keySchema: keys('k'), projection: { projectionType: 'ALL' } }],
      attributeDefinitions: definitions({ pk: 'B', k: 'N' }),
    }],
  },
  {
    what: 'Crossplane: v1beta1, blocks in lists, and the object for its insights',
    files: {
      'xp.yaml': `apiVersion: dynamodb.aws.upbound.io/v1beta1
kind: Table
metadata:
  name: example
  labels: {testing.upbound.io/example-name: example}
  annotations: {crossplane.io/external-name: game-scores}
spec:
  forProvider:
    region: us-west-1
    billingMode: PROVISIONED
    hashKey: UserId
    rangeKey: GameTitle
    readCapacity: 20
    writeCapacity: 20
    attribute:
    - {name: UserId, type: S}
    - {name: GameTitle, type: S}
    - {name: TopScore, type: N}
    globalSecondaryIndex:
    - hashKey: GameTitle
      name: GameTitleIndex
      nonKeyAttributes: [UserId]
      projectionType: INCLUDE
      rangeKey: TopScore
      readCapacity: 10
      writeCapacity: 10
    ttl:
    - attributeName: TimeToExist
      enabled: false
    serverSideEncryption:
    - enabled: true
      kmsKeyArnSelector: {matchLabels: {a: b}}
    tags: {Environment: production}
---
apiVersion: dynamodb.aws.upbound.io/v1beta1
kind: ContributorInsights
metadata: {name: example}
spec:
  forProvider: {region: us-west-1, tableNameSelector: {matchLabels: {testing.upbound.io/example-name: example}}}
---
apiVersion: dynamodb.aws.upbound.io/v1beta1
kind: TableReplica
metadata: {name: elsewhere}
spec:
  forProvider: {region: us-west-2, globalTableArnRef: {name: another}}
`,
    },
    specs: [{ tableName: 'game-scores', region: 'us-west-1', billingMode: 'PROVISIONED', ttlEnabled: undefined, contributorInsights: true, replicas: undefined, attributeDefinitions: definitions({ UserId: 'S', GameTitle: 'S', TopScore: 'N' }), tags: [{ key: 'Environment', value: 'production' }] }],
    findings: ['cannot be determined: reference kmsKeyArnSelector (spec.forProvider.serverSideEncryption.kmsKeyArnSelector)', 'cannot be determined: TableReplica elsewhere'],
  },
  {
    what: 'Crossplane: v1beta2, blocks as objects, with initProvider',
    files: {
      'xp.yaml': `apiVersion: dynamodb.aws.upbound.io/v1beta2
kind: Table
metadata: {name: locks}
spec:
  initProvider: {billingMode: PAY_PER_REQUEST}
  forProvider:
    region: eu-north-1
    hashKey: LockID
    attribute: [{name: LockID, type: S}]
    pointInTimeRecovery: {enabled: true}
    serverSideEncryption: {enabled: true, kmsKeyArn: "${keyOf('eu-north-1')}"}
    ttl: {attributeName: ttl, enabled: true}
    replica: [{regionName: eu-west-1, kmsKeyArn: "${KEY}", pointInTimeRecovery: true}]
    streamEnabled: true
    streamViewType: NEW_AND_OLD_IMAGES
`,
    },
    specs: [{ tableName: 'locks', billingMode: 'PAY_PER_REQUEST', pointInTimeRecoveryEnabled: true, kmsMasterKeyID: keyOf('eu-north-1'), ttlAttributeName: 'ttl', replicas: [{ regionName: 'eu-west-1', kmsMasterKeyID: KEY }] }],
    findings: ['stays as it is in AWS: pointInTimeRecovery of replica eu-west-1 (spec.forProvider.replica[0].pointInTimeRecovery)'],
  },
  {
    what: 'Crossplane: namespaced, as kubectl get lists it',
    files: {
      'xp.json': {
        apiVersion: 'v1',
        kind: 'List',
        items: [{
          apiVersion: 'dynamodb.aws.m.upbound.io/v1beta1',
          kind: 'Table',
          metadata: { name: 'orders', namespace: 'shop', annotations: { 'crossplane.io/external-name': 'orders' } },
          spec: { managementPolicies: ['*'], forProvider: { region: 'us-east-2', billingMode: 'PAY_PER_REQUEST', hashKey: 'id', attribute: [{ name: 'id', type: 'S' }], onDemandThroughput: { maxReadRequestUnits: 100, maxWriteRequestUnits: -1 }, tableClass: 'STANDARD', deletionProtectionEnabled: true } },
          status: { atProvider: { arn: 'x' } },
        }],
      },
    },
    specs: [{ tableName: 'orders', region: 'us-east-2', onDemandThroughput: { maxReadRequestUnits: 100 }, deletionProtectionEnabled: true, tableClass: undefined }],
  },
  {
    what: 'ACK: all that its Table has',
    files: {
      'ack.yaml': `apiVersion: dynamodb.services.k8s.aws/v1alpha1
kind: Table
metadata:
  name: ack-multi
  namespace: shop
  annotations: {services.k8s.aws/region: us-west-2}
spec:
  tableName: ack-multi
  billingMode: PROVISIONED
  provisionedThroughput: {readCapacityUnits: 2, writeCapacityUnits: 2}
  attributeDefinitions:
  - {attributeName: PK, attributeType: S}
  - {attributeName: SK, attributeType: S}
  - {attributeName: GSI1PK, attributeType: N}
  keySchema:
  - {attributeName: PK, keyType: HASH}
  - {attributeName: SK, keyType: RANGE}
  globalSecondaryIndexes:
  - indexName: GSI1
    provisionedThroughput: {readCapacityUnits: 2, writeCapacityUnits: 2}
    keySchema: [{attributeName: GSI1PK, keyType: HASH}]
    projection: {projectionType: ALL}
  streamSpecification: {streamEnabled: true, streamViewType: NEW_AND_OLD_IMAGES}
  continuousBackups: {pointInTimeRecoveryEnabled: true}
  sseSpecification: {enabled: true, sseType: KMS}
  timeToLive: {attributeName: expires, enabled: true}
  contributorInsights: ENABLE
  tableClass: STANDARD
  resourcePolicy: '{"Version": "2012-10-17", "Statement": []}'
  tableReplicas: [{regionName: us-east-1}]
  tags:
  - {key: services.k8s.aws/namespace, value: shop}
  - {key: team, value: shop}
`,
    },
    specs: [{
      tableName: 'ack-multi',
      region: 'us-west-2',
      provisionedThroughput: { readCapacityUnits: 2, writeCapacityUnits: 2 },
      streamViewType: 'NEW_AND_OLD_IMAGES',
      pointInTimeRecoveryEnabled: true,
      sseEnabled: true,
      ttlAttributeName: 'expires',
      contributorInsights: true,
      resourcePolicy: '{"Version":"2012-10-17","Statement":[]}',
      replicas: [{ regionName: 'us-east-1' }],
      tags: [{ key: 'team', value: 'shop' }],
    }],
    findings: ['stays as it is in AWS: tag services.k8s.aws/namespace (spec.tags)', 'cannot be determined: rule ReplicaManagedKey'],
  },
  {
    what: 'ACK: without billing mode, class and region; the region is in the status',
    files: {
      'ack.yaml': `apiVersion: dynamodb.services.k8s.aws/v1alpha1
kind: Table
metadata: {name: orders}
spec:
  tableName: orders
  provisionedThroughput: {readCapacityUnits: 5, writeCapacityUnits: 5}
  attributeDefinitions: [{attributeName: id, attributeType: N}]
  keySchema: [{attributeName: id, keyType: HASH}]
status: {ackResourceMetadata: {region: eu-west-3, ownerAccountID: "111122223333"}}
`,
    },
    specs: [{ tableName: 'orders', region: 'eu-west-3', billingMode: 'PROVISIONED', attributeDefinitions: definitions({ id: 'N' }), pointInTimeRecoveryEnabled: false }],
  },
  {
    what: 'ACK: a key by reference',
    files: {
      'ack.yaml': `apiVersion: dynamodb.services.k8s.aws/v1alpha1
kind: Table
metadata: {name: keyed}
spec:
  tableName: keyed
  billingMode: PAY_PER_REQUEST
  attributeDefinitions: [{attributeName: id, attributeType: S}]
  keySchema: [{attributeName: id, keyType: HASH}]
  sseSpecification: {enabled: true, sseType: KMS, kmsMasterKeyRef: {from: {name: key}}}
`,
    },
    options: { region: 'us-east-1' },
    specs: [{ tableName: 'keyed', sseEnabled: true }],
    findings: ['cannot be determined: reference to a KMS key (spec.sseSpecification.kmsMasterKeyRef)'],
  },
  {
    what: 'the original: its traits',
    files: {
      'app.yaml': `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: dynamodb-traits-basic}
spec:
  components:
    - name: session-table
      type: aws-dynamodb-kro
      properties:
        tableName: sessions
        region: us-west-2
        attributeDefinitions: [{attributeName: sessionId, attributeType: "S"}]
        keySchema: [{attributeName: sessionId, keyType: HASH}]
      traits:
        - type: dynamodb-ttl-kro
          properties: {attributeName: expiresAt}
        - type: dynamodb-streams-kro
          properties: {viewType: KEYS_ONLY}
        - type: dynamodb-encryption-kro
          properties: {sseType: AES256}
    - {name: web, type: webservice, properties: {image: nginx}}
`,
    },
    specs: [{ tableName: 'sessions', region: 'us-west-2', ttlEnabled: true, ttlAttributeName: 'expiresAt', streamEnabled: true, streamViewType: 'KEYS_ONLY', sseEnabled: false, sseType: undefined }],
  },
  {
    what: 'the original: production traits, a trait that is off, and one that nobody knows',
    files: {
      'app.yaml': `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: prod}
spec:
  components:
    - name: users
      type: aws-dynamodb-kro
      properties:
        tableName: users
        region: us-west-2
        attributeDefinitions: [{attributeName: id, attributeType: S}, {attributeName: email, attributeType: S}]
        keySchema: [{attributeName: id, keyType: HASH}]
        tags: [{key: Environment, value: production}]
      traits:
        - {type: dynamodb-protection-kro, properties: {deletionProtection: true, pointInTimeRecovery: true}}
        - {type: dynamodb-provisioned-capacity-kro, properties: {readCapacityUnits: 100, writeCapacityUnits: 50}}
        - {type: dynamodb-encryption-kro, properties: {sseType: KMS, kmsKeyId: "${keyOf('us-west-2')}"}}
        - {type: dynamodb-streams-kro, properties: {enabled: false}}
        - {type: dynamodb-global-index-kro, properties: {indexes: [{indexName: by-email, keySchema: [{attributeName: email, keyType: HASH}], projection: {projectionType: ALL}, provisionedThroughput: {readCapacityUnits: 5, writeCapacityUnits: 5}}]}}
        - {type: gateway, properties: {port: 80}}
`,
    },
    specs: [{
      billingMode: 'PROVISIONED',
      provisionedThroughput: { readCapacityUnits: 100, writeCapacityUnits: 50 },
      deletionProtectionEnabled: true,
      pointInTimeRecoveryEnabled: true,
      kmsMasterKeyID: keyOf('us-west-2'),
      streamEnabled: undefined,
      globalSecondaryIndexes: [{ indexName: 'by-email', keySchema: keys('email'), projection: { projectionType: 'ALL' }, provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 } }],
    }],
    findings: ['cannot be determined: trait gateway (traits[5].properties)'],
  },
  {
    what: 'this library: an Application with traits of its own, and a DynamoDBTable, without what is off',
    files: {
      'ours.yaml': `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop}
spec:
  components:
    - name: orders
      type: aws-dynamodb-kro
      properties: {tableName: orders, region: us-east-1, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}], sseEnabled: true, sseType: AES256}
      traits: [{type: aws-dynamodb-kro-ttl, properties: {ttlAttributeName: expires}}]
---
apiVersion: kro.run/v1alpha1
kind: DynamoDBTable
metadata: {name: carts, namespace: shop}
spec: {tableName: carts, region: us-east-1, streamEnabled: false, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}], backups: [{name: first}]}
`,
    },
    specs: [{ tableName: 'carts', streamEnabled: undefined, backups: [{ name: 'first' }] }, { tableName: 'orders', ttlEnabled: true, ttlAttributeName: 'expires', sseEnabled: false, sseType: undefined }],
  },
  {
    what: 'AWS CLI: a file an answer, in one folder, named after the table',
    files: {
      'out/orders-archive.table.json': { Table: { TableName: 'orders-archive', TableArn: 'arn:aws:dynamodb:eu-west-1:1:table/orders-archive', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' }, DeletionProtectionEnabled: false } },
      'out/orders.table.json': { Table: { TableName: 'orders', TableArn: 'arn:aws:dynamodb:eu-west-1:1:table/orders', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 2, NumberOfDecreasesToday: 0 }, DeletionProtectionEnabled: true } },
      'out/orders.ttl.json': { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' } },
      'out/orders-archive.ttl.json': { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } },
      'out/orders.backups.json': { ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 35, EarliestRestorableDateTime: '2026-01-01T00:00:00Z' } } },
      'out/orders-archive.backups.json': { ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' } } },
      'out/orders.tags.json': { Tags: [{ Key: 'aws:cloudformation:stack-id', Value: 'x' }, { Key: 'team', Value: 'shop' }] },
      'out/orders-archive.tags.json': { Tags: [] },
      'out/orders.policy.json': { Policy: '{"Version":"2012-10-17"}', RevisionId: '1' },
      'out/orders-archive.policy.json': '',
      'out/insights.json': { TableName: 'orders', ContributorInsightsStatus: 'ENABLED', ContributorInsightsMode: 'THROTTLED_KEYS', ContributorInsightsRuleList: [] },
      'out/scaling.json': { ScalableTargets: [{ ServiceNamespace: 'dynamodb', ResourceId: 'table/orders', ScalableDimension: 'dynamodb:table:WriteCapacityUnits', MinCapacity: 1, MaxCapacity: 9 }] },
    },
    specs: [
      { tableName: 'orders-archive', ttlEnabled: undefined, billingMode: 'PAY_PER_REQUEST', pointInTimeRecoveryEnabled: false, tags: undefined },
      { tableName: 'orders', region: 'eu-west-1', ttlAttributeName: 'ttl', billingMode: 'PROVISIONED', pointInTimeRecoveryEnabled: true, tags: [{ key: 'team', value: 'shop' }], resourcePolicy: '{"Version":"2012-10-17"}', contributorInsights: true, deletionProtectionEnabled: true },
    ],
    findings: [
      'stays as it is in AWS: tag aws:cloudformation:stack-id (Tags)',
      'stays as it is in AWS: mode of Contributor Insights THROTTLED_KEYS (ContributorInsightsMode)',
      'would change in AWS: auto scaling of write capacity, 1 to 9 (ScalableTargets)',
    ],
  },
  {
    what: 'AWS CLI: JSON lines, each answer after its table',
    files: {
      'all.jsonl': ['a-1', 'b-2'].flatMap((name) => [
        { Table: { TableName: name, TableArn: `arn:aws:dynamodb:us-east-1:1:table/${name}`, DeletionProtectionEnabled: false, KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' }, SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: keyOf('us-east-1') } } },
        { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } },
        { Tags: [{ Key: 'name', Value: name }] },
        { ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' } } },
      ]).map((each) => JSON.stringify(each)).join('\n'),
    },
    specs: [{ tableName: 'a-1', tags: [{ key: 'name', value: 'a-1' }], kmsMasterKeyID: keyOf('us-east-1') }, { tableName: 'b-2', tags: [{ key: 'name', value: 'b-2' }] }],
  },
  {
    what: 'AWS CLI: the table alone says what is not known of it',
    files: {
      'orders.json': { Table: { TableName: 'orders', TableArn: 'arn:aws:dynamodb:us-east-1:1:table/orders', DeletionProtectionEnabled: false, KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' }, MultiRegionConsistency: 'STRONG', Replicas: [{ RegionName: 'us-east-1', ReplicaStatus: 'ACTIVE' }, { RegionName: 'us-east-2', ReplicaStatus: 'ACTIVE', OnDemandThroughputOverride: { MaxReadRequestUnits: 5 } }], StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } } },
    },
    specs: [{ tableName: 'orders', replicas: [{ regionName: 'us-east-2' }] }],
    findings: [
      'stays as it is in AWS: multi-Region strong consistency (Table.MultiRegionConsistency)',
      'stays as it is in AWS: cap of a replica (Table.Replicas[1].OnDemandThroughputOverride)',
      'cannot be determined: time to live', 'cannot be determined: point-in-time recovery', 'cannot be determined: tags',
    ],
  },
  {
    what: 'AWS CLI: strong consistency over regions, with which DynamoDB needs no stream',
    files: {
      'orders.json': {
        Table: { TableName: 'orders', TableArn: 'arn:aws:dynamodb:us-east-1:1:table/orders', DeletionProtectionEnabled: false, KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' }, MultiRegionConsistency: 'STRONG', Replicas: [{ RegionName: 'us-east-2', ReplicaStatus: 'ACTIVE' }], GlobalTableWitnesses: [{ RegionName: 'us-west-2', WitnessStatus: 'ACTIVE' }] },
        TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' },
        ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' } },
        Tags: [],
      },
    },
    specs: [{ tableName: 'orders', streamEnabled: undefined, replicas: [{ regionName: 'us-east-2' }] }],
    findings: [
      'stays as it is in AWS: witness of the global table (Table.GlobalTableWitnesses)',
      'stays as it is in AWS: multi-Region strong consistency (Table.MultiRegionConsistency)',
      'stays as it is in AWS: strongly consistent global table without a stream',
    ],
  },
  {
    what: 'AWS CLI: a global table with the AWS managed key, which is told as any other, and which its replicas do not name',
    files: {
      'orders.json': {
        Table: { TableName: 'orders', TableArn: 'arn:aws:dynamodb:us-east-1:1:table/orders', DeletionProtectionEnabled: false, KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' }, SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: keyOf('us-east-1') }, Replicas: [{ RegionName: 'us-east-1', ReplicaStatus: 'ACTIVE' }, { RegionName: 'us-east-2', ReplicaStatus: 'ACTIVE' }], StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } },
        TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' },
        ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' } },
        Tags: [],
      },
    },
    specs: [{ tableName: 'orders', sseEnabled: true, sseType: 'KMS', kmsMasterKeyID: undefined, replicas: [{ regionName: 'us-east-2' }] }],
    findings: [`cannot be determined: KMS key ${keyOf('us-east-1')} (Table.SSEDescription.KMSMasterKeyArn)`, 'cannot be determined: rule ReplicaManagedKey'],
  },
  {
    what: 'SAM: a table beside a function, with a name by parameter, and properties out of place',
    files: {
      'template.yml': `Transform: AWS::Serverless-2016-10-31
Parameters:
  TableName: {Type: String, Default: polls}
Resources:
  Votes:
    Type: AWS::Serverless::SimpleTable
    Properties:
      TableName: !Ref TableName
      PrimaryKey: {Name: id, Type: Binary}
      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}
  Polls:
    Type: AWS::Serverless::SimpleTable
    Properties:
    PrimaryKey: {Name: pollId, Type: String}
`,
    },
    options: { region: 'us-east-1' },
    specs: [
      { tableName: 'polls', attributeDefinitions: definitions({ id: 'B' }), pointInTimeRecoveryEnabled: true },
      { tableName: undefined, attributeDefinitions: definitions({ id: 'S' }) },
    ],
    findings: ['cannot be determined: table name (Resources.Polls.Properties.TableName)'],
  },
  {
    what: 'SAM: a whole table with a stream for a function, and indexes',
    files: {
      'template.yaml': `AWSTemplateFormatVersion: '2010-09-09'
Transform: [AWS::Serverless-2016-10-31]
Globals: {Function: {Timeout: 3}}
Resources:
  OrdersTable:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Join ["", [orders, "-", !Select [0, !Split ["/", a/b]]]]
      AttributeDefinitions:
        - {AttributeName: pk, AttributeType: S}
        - {AttributeName: sk, AttributeType: S}
        - {AttributeName: lsi, AttributeType: N}
      KeySchema: [{AttributeName: pk, KeyType: HASH}, {AttributeName: sk, KeyType: RANGE}]
      LocalSecondaryIndexes:
        - IndexName: by-lsi
          KeySchema: [{AttributeName: pk, KeyType: HASH}, {AttributeName: lsi, KeyType: RANGE}]
          Projection: {ProjectionType: KEYS_ONLY}
      BillingMode: PAY_PER_REQUEST
      StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
  Handler:
    Type: AWS::Serverless::Function
    Properties: {Events: {Stream: {Type: DynamoDB, Properties: {Stream: !GetAtt OrdersTable.StreamArn}}}}
`,
    },
    options: { region: 'us-east-1' },
    specs: [{
      tableName: 'orders-a',
      streamViewType: 'NEW_AND_OLD_IMAGES',
      localSecondaryIndexes: [{ indexName: 'by-lsi', keySchema: keys('pk', 'lsi'), projection: { projectionType: 'KEYS_ONLY' } }],
    }],
  },
  {
    what: 'serverless.yml: the name of the table in the environment of the provider, and functions of CloudFormation beside it',
    files: {
      'serverless.yml': `service: todos
provider:
  name: aws
  region: ap-northeast-1
  environment: {TABLE: "\${self:service}-\${opt:stage, self:provider.stage, 'dev'}"}
resources:
  Resources:
    Todos:
      Type: 'AWS::DynamoDB::Table'
      DeletionPolicy: Retain
      Properties:
        TableName: \${self:provider.environment.TABLE}
        AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
        KeySchema: [{AttributeName: id, KeyType: HASH}]
        ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}
        Tags: [{Key: region, Value: {Ref: 'AWS::Region'}}, {Key: stack, Value: !Sub '\${AWS::StackName}'}]
`,
    },
    specs: [{ tableName: 'todos-dev', region: 'ap-northeast-1', billingMode: 'PROVISIONED', tags: [{ key: 'STAGE', value: 'dev' }, { key: 'region', value: 'ap-northeast-1' }, { key: 'stack', value: 'todos-dev' }] }],
  },
  {
    what: 'cdk.out: a stack without tables beside one whose table is scaled',
    files: {
      'cdk.out/manifest.json': {
        version: '36.0.0',
        artifacts: {
          Web: { type: 'aws:cloudformation:stack', environment: 'aws://111122223333/us-east-1', properties: { templateFile: 'Web.template.json' } },
          Data: { type: 'aws:cloudformation:stack', environment: 'aws://111122223333/us-east-1', properties: { templateFile: 'Data.template.json', stackName: 'data-prod' } },
        },
      },
      'cdk.out/Web.template.json': { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } },
      'cdk.out/Data.template.json': {
        Resources: {
          T0: {
            Type: 'AWS::DynamoDB::Table',
            Properties: {
              TableName: { 'Fn::Sub': '${AWS::StackName}-${AWS::AccountId}' },
              AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
              KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
              ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
            },
          },
          T0ReadScalingTarget: {
            Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
            Properties: { MaxCapacity: 20, MinCapacity: 2, ResourceId: { 'Fn::Join': ['', ['table/', { Ref: 'T0' }]] }, ScalableDimension: 'dynamodb:table:ReadCapacityUnits', ServiceNamespace: 'dynamodb' },
          },
        },
      },
    },
    specs: [{ tableName: 'data-prod-111122223333', region: 'us-east-1', billingMode: 'PROVISIONED' }],
    findings: ['would change in AWS: auto scaling of read capacity, 2 to 20 (Resources.T0ReadScalingTarget)'],
  },
  {
    what: 'the original: no traits, AES256, and numbers and flags as YAML has them',
    files: {
      'app.yaml': `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: provisioned}
spec:
  components:
    - name: events
      type: aws-dynamodb-kro
      properties:
        tableName: events
        region: us-west-2
        billingMode: PROVISIONED
        provisionedThroughput: {readCapacityUnits: 10, writeCapacityUnits: 5}
        attributeDefinitions: [{attributeName: id, attributeType: "N"}]
        keySchema: [{attributeName: id, keyType: HASH}]
        sseEnabled: true
        sseType: AES256
        deletionProtectionEnabled: true
        streamEnabled: true
        streamViewType: NEW_AND_OLD_IMAGES
`,
    },
    specs: [{
      billingMode: 'PROVISIONED', provisionedThroughput: { readCapacityUnits: 10, writeCapacityUnits: 5 }, attributeDefinitions: definitions({ id: 'N' }), sseEnabled: false, deletionProtectionEnabled: true, streamEnabled: true,
    }],
  },
  {
    what: 'Crossplane: the classic provider, and the objects of other kinds',
    files: {
      'xp.yaml': `apiVersion: dynamodb.aws.crossplane.io/v1alpha1
kind: Table
metadata: {name: classic}
spec:
  forProvider:
    region: eu-west-1
    billingMode: PAY_PER_REQUEST
    attributeDefinitions: [{attributeName: id, attributeType: S}]
    keySchema: [{attributeName: id, keyType: HASH}]
    pointInTimeRecoveryEnabled: true
    timeToLive: {enabled: true, attributeName: ttl}
    tags: [{key: a, value: b}]
---
apiVersion: dynamodb.aws.upbound.io/v1beta1
kind: Table
metadata: {name: upjet}
spec: {forProvider: {region: eu-west-1, billingMode: PAY_PER_REQUEST, hashKey: id, attribute: [{name: id, type: S}], streamEnabled: true, streamViewType: NEW_AND_OLD_IMAGES}}
---
apiVersion: dynamodb.aws.upbound.io/v1beta1
kind: TableReplica
metadata: {name: r}
spec: {forProvider: {region: eu-west-2, pointInTimeRecovery: true, globalTableArnRef: {name: upjet}}}
---
apiVersion: dynamodb.aws.upbound.io/v1beta1
kind: ResourcePolicy
metadata: {name: p}
spec: {forProvider: {region: eu-west-1, resourceArn: "arn:aws:dynamodb:eu-west-1:111122223333:table/upjet", policy: '{"Version": "2012-10-17"}'}}
---
apiVersion: dynamodb.aws.upbound.io/v1beta1
kind: KinesisStreamingDestination
metadata: {name: k}
spec: {forProvider: {region: eu-west-1, tableName: upjet}}
---
apiVersion: dynamodb.aws.upbound.io/v1beta1
kind: ContributorInsights
metadata: {name: i}
spec: {forProvider: {region: eu-west-1, tableNameRef: {name: upjet}, indexName: by-x}}
---
apiVersion: dynamodb.aws.upbound.io/v1beta1
kind: GlobalTable
metadata: {name: upjet}
spec: {forProvider: {region: eu-west-1, name: upjet}}
`,
    },
    specs: [
      { tableName: 'classic', pointInTimeRecoveryEnabled: true, ttlAttributeName: 'ttl', tags: [{ key: 'a', value: 'b' }] },
      { tableName: 'upjet', replicas: [{ regionName: 'eu-west-2' }], resourcePolicy: '{"Version":"2012-10-17"}' },
    ],
    findings: [
      'stays as it is in AWS: pointInTimeRecovery of replica eu-west-2 (TableReplica r.pointInTimeRecovery)',
      'stays as it is in AWS: Kinesis data stream destination (KinesisStreamingDestination k)',
      'stays as it is in AWS: Contributor Insights of an index, by-x (ContributorInsights i.indexName)',
      'stays as it is in AWS: global table of version 2017.11.29 (GlobalTable upjet)',
    ],
  },
  {
    what: 'CloudFormation: the other functions, and values that have the wrong type',
    files: {
      'template.yaml': `Parameters:
  Names: {Type: CommaDelimitedList, Default: 'one, two'}
Conditions:
  Either: !Or [!Equals [a, b], !Equals [a, a]]
  Both: !And [!Condition Either, !Equals [a, b]]
  Loop: !Not [!Condition Loop]
Resources:
  T:
    Type: AWS::DynamoDB::Table
    Condition: Either
    Properties:
      TableName: !Select [1, !Ref Names]
      BillingMode: SOMETIMES
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      ProvisionedThroughput: {ReadCapacityUnits: many, WriteCapacityUnits: 1}
      DeletionProtectionEnabled: perhaps
      TimeToLiveSpecification: later
      GlobalSecondaryIndexes: none
      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: !If [Loop, true, false]}
      Surprise: {a: b}
      Tags:
        - {Key: length, Value: !Length [a, b]}
        - {Key: json, Value: !ToJsonString {a: 1}}
        - {Key: base, Value: !Base64 x}
        - {Key: escaped, Value: !Sub '\${!x}'}
        - {Key: zones, Value: !GetAZs us-east-1}
        - {Key: map, Value: !FindInMap [No, such, map]}
  Not:
    Type: AWS::DynamoDB::Table
    Condition: Both
    Properties: {TableName: never}
`,
    },
    options: { region: 'us-east-1' },
    specs: [{ tableName: 'two', billingMode: 'PROVISIONED' }],
    findings: [
      'cannot be determined: billing mode (Resources.T.Properties)',
      'cannot be determined: ReadCapacityUnits (Resources.T.Properties.ProvisionedThroughput.ReadCapacityUnits)',
      'cannot be determined: GlobalSecondaryIndexes (Resources.T.Properties.GlobalSecondaryIndexes)',
      'cannot be determined: DeletionProtectionEnabled (Resources.T.Properties.DeletionProtectionEnabled)',
      'cannot be determined: PointInTimeRecoveryEnabled (Resources.T.Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled)',
      'cannot be determined: TimeToLiveSpecification (Resources.T.Properties.TimeToLiveSpecification)',
      'cannot be determined: Value (Resources.T.Properties.Tags[4].Value)',
      'cannot be determined: Value (Resources.T.Properties.Tags[5].Value)',
      'cannot be determined: Surprise (Resources.T.Properties.Surprise)',
      'cannot be determined: rule Tags',
      'cannot be determined: rule Tags',
    ],
  },
  {
    what: 'Terraform: what belongs to tables, by reference where the plan knows no name',
    files: {
      'plan.json': {
        format_version: '1.2',
        planned_values: {
          root_module: {
            resources: [
              { address: 'aws_dynamodb_table.t', mode: 'managed', type: 'aws_dynamodb_table', name: 't', values: { ...STATE, name: 'lists', region: 'eu-west-1', read_capacity: 1, write_capacity: 1, hash_key: 'id', attribute: [{ name: 'id', type: 'S' }], on_demand_throughput: [], ttl: [{ enabled: true, attribute_name: 'ttl' }], restore_source_name: 'old', import_table: [{ input_format: 'CSV' }] } },
              { address: 'aws_dynamodb_resource_policy.p', mode: 'managed', type: 'aws_dynamodb_resource_policy', name: 'p', values: { policy: '{"Version":"2012-10-17"}' } },
              { address: 'aws_dynamodb_resource_policy.s', mode: 'managed', type: 'aws_dynamodb_resource_policy', name: 's', values: { resource_arn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/lists/stream/2026', policy: '{}' } },
              { address: 'aws_dynamodb_contributor_insights.i', mode: 'managed', type: 'aws_dynamodb_contributor_insights', name: 'i', values: { table_name: 'lists', index_name: 'by-x' } },
              { address: 'aws_dynamodb_global_table.g', mode: 'managed', type: 'aws_dynamodb_global_table', name: 'g', values: { name: 'lists' } },
              { address: 'aws_appautoscaling_target.x', mode: 'managed', type: 'aws_appautoscaling_target', name: 'x', values: { service_namespace: 'dynamodb', resource_id: 'table/lists/index/by-x', scalable_dimension: 'dynamodb:index:WriteCapacityUnits' } },
              { address: 'aws_appautoscaling_target.ecs', mode: 'managed', type: 'aws_appautoscaling_target', name: 'ecs', values: { service_namespace: 'ecs', resource_id: 'service/a/b' } },
            ],
          },
        },
        configuration: { root_module: { resources: [{ address: 'aws_dynamodb_resource_policy.p', expressions: { resource_arn: { references: ['aws_dynamodb_table.t.arn', 'aws_dynamodb_table.t'] } } }] } },
      },
    },
    specs: [{ tableName: 'lists', region: 'eu-west-1', billingMode: 'PROVISIONED', resourcePolicy: '{"Version":"2012-10-17"}', ttlAttributeName: 'ttl', contributorInsights: undefined }],
    findings: [
      'stays as it is in AWS: resource policy of the stream (aws_dynamodb_resource_policy.s.resource_arn)',
      'stays as it is in AWS: Contributor Insights of an index, by-x (aws_dynamodb_contributor_insights.i.index_name)',
      'stays as it is in AWS: global table of version 2017.11.29 (aws_dynamodb_global_table.g)',
      'would change in AWS: auto scaling of write capacity of index by-x (aws_appautoscaling_target.x)',
    ],
  },
  {
    what: 'AWS CLI: a table in the middle of things, with replicas of provisioned indexes, Kinesis and insights of an index',
    files: {
      'busy.json': {
        TableDescription: {
          TableName: 'busy',
          TableArn: 'arn:aws:dynamodb:us-east-1:111122223333:table/busy',
          DeletionProtectionEnabled: false,
          TableStatus: 'UPDATING',
          GlobalTableVersion: '2017.11.29',
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }, { AttributeName: 'g', AttributeType: 'S' }],
          ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
          TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS', LastUpdateDateTime: 1 },
          StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
          GlobalSecondaryIndexes: [{ IndexName: 'going', IndexStatus: 'DELETING', KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' }, ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } }],
          Replicas: [{ RegionName: 'eu-west-1', GlobalSecondaryIndexes: [{ IndexName: 'going', ProvisionedThroughputOverride: { ReadCapacityUnits: 3 } }] }],
        },
        TimeToLiveDescription: { TimeToLiveStatus: 'DISABLING', AttributeName: 'ttl' },
        ContinuousBackupsDescription: {},
        Tags: [],
      },
      'busy.kinesis.json': { TableName: 'busy', KinesisDataStreamDestinations: [{ StreamArn: 'arn:stream', DestinationStatus: 'ACTIVE' }, { StreamArn: 'arn:old', DestinationStatus: 'DISABLED' }] },
      'busy.index.json': { TableName: 'busy', IndexName: 'going', ContributorInsightsStatus: 'ENABLED' },
    },
    specs: [{ tableName: 'busy', tableClass: 'STANDARD_INFREQUENT_ACCESS', ttlEnabled: undefined, replicas: [{ regionName: 'eu-west-1', globalSecondaryIndexes: [{ indexName: 'going', provisionedThroughputOverride: { readCapacityUnits: 3 } }] }] }],
    findings: [
      'cannot be determined: index that is being deleted (Table.GlobalSecondaryIndexes[0].IndexStatus)',
      'stays as it is in AWS: global table of version 2017.11.29 (Table.GlobalTableVersion)',
      'stays as it is in AWS: Contributor Insights of an index, going (IndexName)',
      'stays as it is in AWS: Kinesis data stream destination arn:stream (KinesisDataStreamDestinations)',
      'cannot be determined: auto scaling',
    ],
  },
  {
    what: 'CloudFormation: the words of YAML 1.1, an index that a joined id names, and what may hold other tables',
    files: {
      'template.yaml': `Parameters:
  Names: {Type: CommaDelimitedList}
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}
      DeletionProtectionEnabled: on
      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: Yes}
      TimeToLiveSpecification: {AttributeName: ttl, Enabled: no}
      GlobalSecondaryIndexes:
        - IndexName: by-id
          KeySchema: [{AttributeName: id, KeyType: HASH}]
          Projection: {ProjectionType: ALL}
          ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}
      Tags: [{Key: path, Value: !Join ['-', [{a: b}, c]]}, {Key: sub, Value: !Sub [{a: b}]}]
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ResourceId: !Join [/, [table, !Ref Orders, index, by-id]], ScalableDimension: 'dynamodb:index:ReadCapacityUnits', MinCapacity: 1, MaxCapacity: 9}
  Fn::ForEach::More: [Name, !Ref Names, {}]
  Fn::Transform: {Name: AWS::Include}
`,
    },
    options: { region: 'us-east-1' },
    specs: [{ deletionProtectionEnabled: true, pointInTimeRecoveryEnabled: true, ttlEnabled: undefined }],
    findings: [
      'cannot be determined: Value (Resources.Orders.Properties.Tags[0].Value)',
      'cannot be determined: Value (Resources.Orders.Properties.Tags[1].Value)',
      'would change in AWS: auto scaling of read capacity of index by-id, 1 to 9 (Resources.Target)',
      'cannot be determined: resources that may hold other tables (Resources.Fn::ForEach::More)',
      'cannot be determined: resources that may hold other tables (Resources.Fn::Transform)',
    ],
  },
  {
    what: 'cdk.out: CloudFormation gives the tags of the stack to the table',
    files: {
      'cdk.out/manifest.json': { version: '48.0.0', artifacts: { S: { type: 'aws:cloudformation:stack', environment: 'aws://1/us-west-2', properties: { tags: { 'team': 'shop', 'cost-center': '7' } } } } },
      'cdk.out/S.template.json': {
        Resources: {
          T: {
            Type: 'AWS::DynamoDB::Table',
            Properties: {
              TableName: 'orders', BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], Tags: [{ Key: 'team', Value: 'own' }],
            },
          },
        },
      },
    },
    specs: [{ tags: [{ key: 'cost-center', value: '7' }, { key: 'team', value: 'own' }] }],
  },
  {
    what: 'serverless.yml: variables that go through files and parameters, tags of the stack, plugins that scale, and files that are missing',
    files: {
      'serverless.yml': `service: shop
params:
  default: {units: 1, name: "\${sls:stage}-orders"}
  prod: {units: 7}
provider:
  name: aws
  stage: \${opt:stage, 'dev'}
  region: \${self:custom.settings.region}
  stackTags: {team: "\${self:service}", owner: "\${env:OWNER}"}
custom:
  settings: \${file(config/\${self:provider.stage}.yml)}
  capacities:
    - {table: Orders, index: [by-id], read: {minimum: 5, maximum: 1000, usage: 0.75}}
  autoscaling:
    - {table: [Orders], index: by-id, indexOnly: true, write: {minimum: 2, maximum: 3}}
resources:
  - \${file(missing.yml)}
  - Resources: \${file(absent.yml):Resources}
  - Resources:
      Carts: \${file(gone.yml):Carts}
      Orders:
        Type: AWS::DynamoDB::Table
        Properties:
          TableName: \${param:name}
          AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
          KeySchema: [{AttributeName: id, KeyType: HASH}]
          ProvisionedThroughput: {ReadCapacityUnits: "\${param:units}", WriteCapacityUnits: "\${opt:units, 3}"}
          PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: "\${strToBool(\${opt:pitr, 'true'})}"}
`,
      'config/prod.yml': 'region: us-east-2\n',
    },
    options: { parameters: { stage: 'prod' } },
    specs: [{
      tableName: 'prod-orders',
      region: 'us-east-2',
      provisionedThroughput: { readCapacityUnits: 7, writeCapacityUnits: 3 },
      pointInTimeRecoveryEnabled: true,
      tags: [{ key: 'STAGE', value: 'prod' }, { key: 'team', value: 'shop' }],
    }],
    findings: [
      'cannot be determined: owner (resources.Resources.Orders.stackTags.owner)',
      'cannot be determined: resources that may hold other tables (resources[0])',
      'cannot be determined: resources that may hold other tables (resources.Resources)',
      'cannot be determined: resources that may hold other tables (resources.Resources.Carts)',
      'would change in AWS: auto scaling of read capacity, 5 to 1000 (custom.capacities[0])',
      'would change in AWS: auto scaling of read capacity of index by-id, 5 to 1000 (custom.capacities[0])',
      'would change in AWS: auto scaling of write capacity of index by-id, 2 to 3 (custom.autoscaling[0])',
    ],
  },
  {
    what: 'Terraform: a provider with an alias has its own region, tags without tags_all, and an object that is deposed',
    files: {
      'plan.json': {
        format_version: '1.2',
        variables: { west: { value: 'us-west-1' } },
        planned_values: {
          root_module: {
            resources: [
              { address: 'aws_dynamodb_table.a', type: 'aws_dynamodb_table', name: 'a', values: { ...STATE, name: 'orders', hash_key: 'id', billing_mode: 'PAY_PER_REQUEST', attribute: [{ name: 'id', type: 'S' }], tags: { a: 'b' } } },
              { address: 'aws_dynamodb_table.a', type: 'aws_dynamodb_table', name: 'a', deposed_key: 'ab12cd34', values: { ...STATE, name: 'old', hash_key: 'id', billing_mode: 'PAY_PER_REQUEST', attribute: [{ name: 'id', type: 'S' }] } },
              { address: 'aws_dynamodb_table.other', type: 'aws_dynamodb_table', name: 'other', values: { ...STATE, name: 'other', hash_key: 'id', billing_mode: 'PAY_PER_REQUEST', attribute: [{ name: 'id', type: 'S' }] } },
            ],
            child_modules: [{ address: 'module.m[0]', resources: [{ address: 'module.m[0].aws_dynamodb_table.b["x"]', type: 'aws_dynamodb_table', name: 'b', values: { ...STATE, name: 'carts', hash_key: 'id', billing_mode: 'PAY_PER_REQUEST', attribute: [{ name: 'id', type: 'S' }] } }] }],
          },
        },
        resource_changes: [{ address: 'aws_dynamodb_table.a', change: { after_unknown: { tags_all: true, arn: true } } }],
        configuration: {
          provider_config: {
            'aws': { name: 'aws', expressions: { region: { constant_value: 'us-east-1' } } },
            'aws.west': { name: 'aws', alias: 'west', expressions: { region: { references: ['var.west'] } } },
            'aws.told': { name: 'aws', alias: 'told', expressions: { region: { references: ['local.region'] } } },
          },
          root_module: {
            resources: [{ address: 'aws_dynamodb_table.a', provider_config_key: 'aws' }, { address: 'aws_dynamodb_table.other', provider_config_key: 'aws.told' }],
            module_calls: { m: { module: { resources: [{ address: 'aws_dynamodb_table.b', provider_config_key: 'aws.west' }] } } },
          },
        },
      },
    },
    specs: [{ tableName: 'orders', region: 'us-east-1', tags: [{ key: 'a', value: 'b' }] }, { tableName: 'old' }, { tableName: 'other', region: undefined }, { tableName: 'carts', region: 'us-west-1' }],
    findings: ['cannot be determined: tags_all (aws_dynamodb_table.a.tags_all)', 'cannot be determined: table that is to be deleted (aws_dynamodb_table.a)', 'cannot be determined: region'],
  },
  {
    what: 'Crossplane: a tag and a scalable target that are objects of their own',
    files: {
      'x.yaml': `apiVersion: dynamodb.aws.upbound.io/v1beta1
kind: Table
metadata: {name: orders}
spec: {forProvider: {region: us-west-1, hashKey: id, readCapacity: 5, writeCapacity: 5, attribute: [{name: id, type: S}]}}
---
apiVersion: dynamodb.aws.upbound.io/v1beta1
kind: Tag
metadata: {name: team}
spec: {forProvider: {key: team, value: shop, resourceArn: 'arn:aws:dynamodb:us-west-1:111122223333:table/orders'}}
---
apiVersion: appautoscaling.aws.upbound.io/v1beta1
kind: Target
metadata: {name: read}
spec: {forProvider: {resourceId: table/orders, scalableDimension: 'dynamodb:table:ReadCapacityUnits', minCapacity: 5, maxCapacity: 50}}
`,
    },
    specs: [{ tableName: 'orders', tags: [{ key: 'team', value: 'shop' }] }],
    findings: ['would change in AWS: auto scaling of read capacity, 5 to 50 (Target read)'],
  },
  {
    what: 'ACK: a table with a scalable target',
    files: {
      'x.yaml': `apiVersion: dynamodb.services.k8s.aws/v1alpha1
kind: Table
metadata: {name: orders}
spec: {tableName: orders, provisionedThroughput: {readCapacityUnits: 1, writeCapacityUnits: 1}, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]}
---
apiVersion: applicationautoscaling.services.k8s.aws/v1alpha1
kind: ScalableTarget
metadata: {name: write}
spec: {resourceID: table/orders, scalableDimension: 'dynamodb:table:WriteCapacityUnits', minCapacity: 1, maxCapacity: 7}
`,
    },
    options: { region: 'us-east-1' },
    specs: [{ tableName: 'orders' }],
    findings: ['would change in AWS: auto scaling of write capacity, 1 to 7 (ScalableTarget write)'],
  },
  {
    what: 'AWS CLI: a table that is archived, answers of boto3, more tags than the answer has, and auto scaling of replicas',
    files: {
      'd/orders.json': {
        Table: {
          TableName: 'orders', TableArn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders', DeletionProtectionEnabled: false, TableStatus: 'ARCHIVED', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
        },
        ResponseMetadata: {},
      },
      'd/orders.ttl.json': { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' }, ResponseMetadata: {} },
      'd/orders.backups.json': { ContinuousBackupsDescription: { PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' } } },
      'd/orders.tags.json': { Tags: [{ Key: 'a', Value: 'b' }], NextToken: 'x', ResponseMetadata: {} },
      'd/scaling.json': {
        TableAutoScalingDescription: {
          TableName: 'orders',
          Replicas: [{
            RegionName: 'eu-west-1',
            ReplicaProvisionedReadCapacityAutoScalingSettings: { MinimumUnits: 1, MaximumUnits: 9 },
            ReplicaProvisionedWriteCapacityAutoScalingSettings: { MinimumUnits: 1, MaximumUnits: 9, AutoScalingDisabled: true },
            GlobalSecondaryIndexes: [{ IndexName: 'by-x', ProvisionedReadCapacityAutoScalingSettings: { MinimumUnits: 2, MaximumUnits: 3 } }],
          }],
        },
      },
    },
    specs: [{ tags: [{ key: 'a', value: 'b' }], pointInTimeRecoveryEnabled: true }],
    findings: [
      'cannot be determined: table that is ARCHIVED (Table.TableStatus)',
      'cannot be determined: more tags (NextToken)',
      'would change in AWS: auto scaling of read capacity, 1 to 9 (TableAutoScalingDescription.Replicas[0])',
      'would change in AWS: auto scaling of read capacity of index by-x, 2 to 3 (TableAutoScalingDescription.Replicas[0])',
    ],
  },
  {
    what: 'CDK: a vector index, whose attributes no key uses',
    files: {
      't.template.json': {
        Resources: {
          Vectors1A: {
            Type: 'AWS::DynamoDB::GlobalTable',
            Properties: {
              TableName: 'vectors',
              BillingMode: 'PAY_PER_REQUEST',
              AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }, { AttributeName: 'kind', AttributeType: 'S' }],
              KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
              Replicas: [{ Region: 'eu-north-1' }],
              VectorIndexes: [{ IndexName: 'alike', Dimensions: 64, DistanceFunction: 'COSINE', Projection: { ProjectionType: 'ALL' }, SearchSchema: [{ AttributeName: 'kind', SearchSchemaElementType: 'HASH' }], VectorAttribute: { AttributeName: 'v' } }],
            },
          },
        },
      },
    },
    specs: [{ tableName: 'vectors', region: 'eu-north-1', attributeDefinitions: definitions({ pk: 'S' }), replicas: undefined }],
    findings: ['stays as it is in AWS: vector index (Resources.Vectors1A.Properties.VectorIndexes)'],
  },
  {
    what: 'CDK: strong consistency with a witness, and a replica of a table of another account',
    files: {
      't.template.json': {
        Resources: {
          Strong: {
            Type: 'AWS::DynamoDB::GlobalTable',
            Properties: {
              TableName: 'strong',
              BillingMode: 'PAY_PER_REQUEST',
              AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
              KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
              StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
              MultiRegionConsistency: 'STRONG',
              GlobalTableWitnesses: [{ Region: 'us-west-2' }],
              Replicas: [{ Region: 'us-east-2' }, { Region: 'us-east-1' }],
            },
          },
          Replica: {
            Type: 'AWS::DynamoDB::GlobalTable',
            Properties: {
              TableName: 'shared',
              BillingMode: 'PAY_PER_REQUEST',
              AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
              KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
              GlobalTableSourceArn: 'arn:aws:dynamodb:eu-west-1:444455556666:table/shared',
              Replicas: [{ Region: 'us-east-1', GlobalTableSettingsReplicationMode: 'ENABLED', ResourcePolicy: { PolicyDocument: { Statement: [{ Account: { 'Fn::Select': [4, { 'Fn::Split': [':', 'arn:aws:dynamodb:eu-west-1:444455556666:table/shared'] }] } }] } } }],
            },
          },
        },
      },
    },
    options: { region: 'us-east-1' },
    specs: [
      { tableName: 'strong', region: 'us-east-1', replicas: [{ regionName: 'us-east-2' }] },
      { tableName: 'shared', region: 'us-east-1', resourcePolicy: '{"Statement":[{"Account":"444455556666"}]}' },
    ],
    findings: [
      'stays as it is in AWS: witness of the global table (Resources.Strong.Properties.GlobalTableWitnesses)',
      'stays as it is in AWS: multi-Region strong consistency (Resources.Strong.Properties.MultiRegionConsistency)',
      'stays as it is in AWS: setting of a global table over several accounts (Resources.Replica.Properties.GlobalTableSourceArn)',
      ...['globalSecondaryIndexes', 'localSecondaryIndexes', 'streamSpecification', 'timeToLiveSpecification', 'sseSpecification'].map((name) => `cannot be determined: ${name} (Resources.Replica.Properties.${name})`),
      'stays as it is in AWS: setting of a global table over several accounts (Resources.Replica.Properties.Replicas[0].GlobalTableSettingsReplicationMode)',
    ],
  },
  {
    what: 'serverless.yml: the stage that the framework has without being given one, and an extension of a table',
    files: {
      'serverless.yml': `service: todos
provider: {name: aws, region: us-east-1, tags: {of: functions}}
resources:
  Resources:
    Todos:
      Type: AWS::DynamoDB::Table
      Properties:
        TableName: "todos-\${opt:stage, self:provider.stage}"
        BillingMode: PAY_PER_REQUEST
        AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
        KeySchema: [{AttributeName: id, KeyType: HASH}]
  extensions:
    Todos: {Properties: {TableClass: STANDARD_INFREQUENT_ACCESS}}
`,
    },
    specs: [{ tableName: 'todos-dev', tableClass: 'STANDARD_INFREQUENT_ACCESS', tags: [{ key: 'STAGE', value: 'dev' }] }],
  },
  {
    what: 'Crossplane: keys by reference, strong consistency with a witness, an item and what is not known',
    files: {
      'x.yaml': `apiVersion: dynamodb.aws.upbound.io/v1beta2
kind: Table
metadata: {name: games}
spec:
  forProvider:
    region: us-west-1
    billingMode: PAY_PER_REQUEST
    hashKey: id
    attribute: [{name: id, type: S}]
    streamEnabled: true
    streamViewType: NEW_AND_OLD_IMAGES
    serverSideEncryption: {enabled: true, kmsKeyArnSelector: {matchLabels: {a: b}}}
    replica: [{regionName: us-west-2, consistencyMode: STRONG}]
    globalTableWitness: {regionName: us-east-2}
---
apiVersion: dynamodb.aws.upbound.io/v1beta1
kind: TableItem
metadata: {name: one}
spec: {forProvider: {region: us-west-1, tableNameRef: {name: games}, hashKey: id, item: '{}'}}
---
apiVersion: dynamodb.aws.upbound.io/v1beta1
kind: Novelty
metadata: {name: new}
spec: {forProvider: {tableNameRef: {name: games}}}
---
apiVersion: kms.aws.upbound.io/v1beta1
kind: Key
metadata: {name: key}
`,
    },
    specs: [{ tableName: 'games', sseEnabled: true, kmsMasterKeyID: 'ARN-OF-THE-KEY', replicas: [{ regionName: 'us-west-2' }] }],
    findings: [
      'cannot be determined: reference kmsKeyArnSelector (spec.forProvider.serverSideEncryption.kmsKeyArnSelector)',
      'stays as it is in AWS: multi-Region strong consistency (spec.forProvider.replica[0].consistencyMode)',
      'stays as it is in AWS: witness of the global table (spec.forProvider.globalTableWitness)',
      'cannot be determined: resource of type Novelty (Novelty new)',
      'cannot be determined: rule ReplicaKey',
    ],
  },
];
