/** What TableV2 of AWS CDK (2.276.0) calls its properties and methods, and what they are here. Which of our properties is meant, the contract says. */
import { foreignName, TABLE } from '../src/contract/foreign-names';

/** Properties of `TableV2`, by the type of the object here: no more than their names. */
const PROPERTIES: ReadonlyArray<readonly [theirs: string, type: string, names: readonly string[]]> = [
  ['TablePropsV2', TABLE, [
    'tableName', 'partitionKey', 'sortKey', 'billing', 'globalSecondaryIndexes', 'localSecondaryIndexes', 'replicas', 'dynamoStream', 'encryption',
    'timeToLiveAttribute', 'deletionProtection', 'removalPolicy', 'tableClass', 'tags', 'pointInTimeRecovery', 'pointInTimeRecoverySpecification',
    'contributorInsights', 'contributorInsightsSpecification', 'resourcePolicy', 'kinesisStream', 'warmThroughput', 'multiRegionConsistency',
    'witnessRegion', 'globalTableSettingsReplicationMode', 'streamResourcePolicy',
  ]],
  ['GlobalSecondaryIndexPropsV2', 'GlobalSecondaryIndex', [
    'indexName', 'partitionKey', 'sortKey', 'projectionType', 'nonKeyAttributes', 'readCapacity', 'writeCapacity', 'maxReadRequestUnits',
    'maxWriteRequestUnits', 'warmThroughput',
  ]],
  ['ReplicaTableProps', 'Replica', [
    'region', 'tableClass', 'readCapacity', 'maxReadRequestUnits', 'globalSecondaryIndexOptions', 'contributorInsights', 'contributorInsightsSpecification',
    'kinesisStream', 'pointInTimeRecovery', 'pointInTimeRecoverySpecification', 'deletionProtection', 'resourcePolicy', 'streamResourcePolicy', 'tags',
  ]],
];

/** Types and members of `TableV2`, and what to use here. What stands in backquotes is public here; a test asserts it. */
export const CDK_MEMBERS: ReadonlyArray<readonly [theirs: string, ours: string]> = [
  ['`partitionKeys`, `sortKeys`', 'they have the same names here'],
  ['`Billing.onDemand()`, `Billing.provisioned()`', '`Billing.onDemand()`, `Billing.provisioned()`'],
  ['`Capacity.fixed()`', 'a number of units'],
  ['`Capacity.autoscaled()`', 'not possible: ACK has no [autoscaling](limits.md)'],
  ['`TableEncryptionV2`', '`Encryption`; a customer managed key is given by its ARN'],
  ['`ProjectionType`', '`Projection`'],
  ['`RemovalPolicy.DESTROY`', '`RemovalPolicy.DELETE`, or `RemovalPolicy.DESTROY`'],
  ['`TableV2.fromTableName()`', '`DynamoDbTable.fromTableName()`, with the region as second argument'],
  ['`TableV2.fromTableAttributes()`, `fromTableArn()`', '`DynamoDbTable.fromTableAttributes()`'],
  ['`addGlobalSecondaryIndex()`, `addLocalSecondaryIndex()`, `addReplica()`', 'none: all indexes and replicas are given in the properties'],
  ['`replica()`', '`DynamoDbTable.fromTableName()` with the region of the replica'],
  ['`grantReadData()`, `grantWriteData()`, `grantReadWriteData()`, `grantStreamRead()`', 'the same names, with options: a `WorkloadRole` as grantee, or an account ([who can do what](access.md))'],
  ['`grant()`, `grantStream()`, `grantFullAccess()`, `grantTableListStreams()`, `grants`', '`WorkloadRole.addToPolicy()`, with a statement of your own'],
  ['`addToResourcePolicy()`', 'the property `resourcePolicy`'],
  ['`addToStreamResourcePolicy()`', 'not possible: ACK has no policy of a [stream](limits.md)'],
  ['`encryptionKey`', 'none: the key of a table is what its properties name'],
  ['`applyRemovalPolicy()`', 'the property `removalPolicy`'],
  ['`metric…()`', '`TableAlarms` and `TableDashboard`'],
  ['`tableArn`, `tableStreamArn`, `tableId`', 'known only in the cluster, in the [status](#status)'],
];

/** A row for each property of theirs: whose it is, its name, ours. */
export function cdkProperties(): Array<readonly [theirs: string, name: string, ours: string]> {
  return PROPERTIES.flatMap(([theirs, type, names]) => names.map((name) => [theirs, name, oursOf(type, name)] as const));
}

function oursOf(type: string, name: string): string {
  const known = foreignName(type, name, 'typescript');
  if (known === undefined) {
    throw new Error(`The contract does not know ${name}, AWS CDK's name, of ${type}`);
  }
  const { meant, problem } = known;
  if (meant.length === 0) {
    return problem.replace(/^is /, '').replace(/ACK has .*/, '[$&](limits.md)');
  }
  return meant.join() === name ? 'the same' : meant.map((each) => `\`${each}\``).join(', ');
}
