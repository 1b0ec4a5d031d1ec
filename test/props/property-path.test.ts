import { propertyPath } from '../../src/props/property-path';
import { declareTable } from '../../src/props/table-spec';

const key = (name: string) => ({ name, type: 'S' });
const { spec } = declareTable({
  tableName: 'orders',
  region: 'us-east-1',
  partitionKey: key('pk'),
  sortKey: key('sk'),
  globalSecondaryIndexes: [
    { indexName: 'one', partitionKey: key('a'), sortKey: key('b') },
    { indexName: 'many', partitionKeys: [key('a'), key('c')], sortKeys: [key('d'), key('e')] },
    { indexName: 'lists of one', partitionKeys: [key('g')], sortKeys: [key('h')] },
    { indexName: 'both', partitionKey: key('a'), partitionKeys: [key('i'), key('a')], sortKey: key('b'), sortKeys: [key('j'), key('b')] },
  ],
  localSecondaryIndexes: [{ indexName: 'local', sortKey: key('f') }],
  tags: { 'zone': 'a', 'a#b': 'c' },
});

test.each([
  ['keySchema', 'partitionKey'],
  ['attributeDefinitions', 'partitionKey'],
  ['keySchema[0].attributeName', 'partitionKey.name'],
  ['keySchema[1]', 'sortKey'],
  ['globalSecondaryIndexes[0].keySchema[1].attributeName', 'globalSecondaryIndexes[0].sortKey.name'],
  ['globalSecondaryIndexes[1].keySchema[1].attributeName', 'globalSecondaryIndexes[1].partitionKeys[1].name'],
  ['globalSecondaryIndexes[1].keySchema[3].attributeName', 'globalSecondaryIndexes[1].sortKeys[1].name'],
  ['globalSecondaryIndexes[2].keySchema[0]', 'globalSecondaryIndexes[2].partitionKeys[0]'],
  ['globalSecondaryIndexes[2].keySchema[1].attributeName', 'globalSecondaryIndexes[2].sortKeys[0].name'],
  ['globalSecondaryIndexes[3].keySchema[0].attributeName', 'globalSecondaryIndexes[3].partitionKey.name'],
  ['globalSecondaryIndexes[3].keySchema[2].attributeName', 'globalSecondaryIndexes[3].partitionKeys[1].name'],
  ['globalSecondaryIndexes[3].keySchema[3].attributeName', 'globalSecondaryIndexes[3].sortKey.name'],
  ['globalSecondaryIndexes[3].keySchema[5].attributeName', 'globalSecondaryIndexes[3].sortKeys[1].name'],
  ['localSecondaryIndexes[0].keySchema[0].attributeName', 'partitionKey.name'],
  ['localSecondaryIndexes[0].keySchema[1].attributeName', 'localSecondaryIndexes[0].sortKey.name'],
  ['attributeDefinitions[1].attributeType', 'sortKey.type'],
  ['attributeDefinitions[8].attributeType', 'globalSecondaryIndexes[2].sortKeys[0].type'],
  ['attributeDefinitions[2].attributeName', 'globalSecondaryIndexes[0].partitionKey.name'],
  ['attributeDefinitions[11].attributeType', 'localSecondaryIndexes[0].sortKey.type'],
  ['provisionedThroughput.readCapacityUnits', 'billing.readCapacityUnits'],
  ['globalSecondaryIndexes[0].provisionedThroughput', 'globalSecondaryIndexes[0].provisionedThroughput'],
  ['globalSecondaryIndexes', 'globalSecondaryIndexes'],
  ['backups[0].deletionPolicy', 'backups[0].removalPolicy'],
  ['replicas[0].provisionedThroughputOverride.readCapacityUnits', 'replicas[0].readCapacityUnits'],
  ['replicas[0].globalSecondaryIndexes[1].provisionedThroughputOverride', 'replicas[0].globalSecondaryIndexes[1].readCapacityUnits'],
  ['providerConfigRef.name', 'providerConfig'],
  ['replicas[1].regionName', 'replicas[1].region'],
  ['ttlAttributeName', 'timeToLiveAttribute'],
  ['writeConnectionSecretToRef.namespace', 'connectionSecret.namespace'],
  ['tags[1].value', 'tags["zone"]'],
  ['tags[0].key', 'tags["a#b"]'],
  ['globalSecondaryIndexes[0].projection.nonKeyAttributes[1]', 'globalSecondaryIndexes[0].projection[1]'],
  ['recoveryPeriodInDays', 'recoveryPeriodInDays'],
  ['["a b"]', '["a b"]'],
])('%s is %s to the author of TableProps', (contract, property) => {
  expect(propertyPath(contract, spec)).toBe(property);
});
