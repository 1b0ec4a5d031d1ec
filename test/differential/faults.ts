/** Faults to plant in a table that follows every rule: each breaks one rule, whose code it names. */
import { keyArn, otherRegion, Spec } from './tables';

export interface Fault {
  readonly what: string;
  readonly code: string;
  /** Changes the table, which is the fault's own; false where the table has no place for this fault. */
  readonly plant: (spec: Spec) => boolean | void;
}

const index = (more: object = {}) => ({ indexName: 'planted', projection: { projectionType: 'ALL' }, ...more });
const addGlobal = (spec: Spec, more: object): void => {
  spec.globalSecondaryIndexes = [...(spec.globalSecondaryIndexes ?? []).slice(0, 19), {
    ...index(), keySchema: [spec.keySchema[0]], ...(spec.billingMode === 'PROVISIONED' && { provisionedThroughput: spec.provisionedThroughput }), ...more,
  }];
};
const define = (spec: Spec, attributeName: string): void => spec.attributeDefinitions.push({ attributeName, attributeType: 'S' });
const include = (...nonKeyAttributes: string[]) => ({ projection: { projectionType: 'INCLUDE', nonKeyAttributes } });
const many = (count: number, prefix = 'projected'): string[] => Array.from({ length: count }, (_, i) => `${prefix}-${i}`);

export const FAULTS: readonly Fault[] = [
  { what: 'a space in the table name', code: 'InvalidValue', plant: (spec) => { spec.tableName = 'my table'; } },
  { what: 'a table name of 2', code: 'InvalidValue', plant: (spec) => { spec.tableName = 'ab'; } },
  { what: 'a table name of 256', code: 'InvalidValue', plant: (spec) => { spec.tableName = 'a'.repeat(256); } },
  { what: 'an index name of 2', code: 'InvalidValue', plant: (spec) => addGlobal(spec, { indexName: 'ab' }) },
  { what: 'no partition key', code: 'InvalidKeySchema', plant: (spec) => { spec.keySchema = [{ ...spec.keySchema[0], keyType: 'RANGE' }]; delete spec.localSecondaryIndexes; } },
  { what: 'the sort key first', code: 'InvalidKeySchema', plant: (spec) => spec.keySchema.length === 2 && Boolean(spec.keySchema.reverse()) },
  { what: 'one attribute as both keys', code: 'InvalidKeySchema', plant: (spec) => { spec.keySchema = [spec.keySchema[0], { ...spec.keySchema[0], keyType: 'RANGE' }]; } },
  { what: 'a key without its definition', code: 'UndefinedAttribute', plant: (spec) => addGlobal(spec, { keySchema: [{ attributeName: 'not-defined', keyType: 'HASH' }] }) },
  { what: 'a definition without a key', code: 'UnusedAttribute', plant: (spec) => define(spec, 'not-used') },
  { what: 'a definition given twice', code: 'DuplicateAttribute', plant: (spec) => { spec.attributeDefinitions.push(spec.attributeDefinitions[0]); } },
  { what: 'an unknown attribute type', code: 'InvalidValue', plant: (spec) => { spec.attributeDefinitions[0] = { ...spec.attributeDefinitions[0], attributeType: 'X' }; } },
  { what: 'an attribute name of 256', code: 'InvalidLength', plant: (spec) => { define(spec, 'a'.repeat(256)); addGlobal(spec, { keySchema: [{ attributeName: 'a'.repeat(256), keyType: 'HASH' }] }); } },
  {
    what: 'a key name of 256 bytes',
    code: 'InvalidAttributeName',
    plant: (spec) => {
      define(spec, 'ä'.repeat(128));
      addGlobal(spec, { keySchema: [{ attributeName: 'ä'.repeat(128), keyType: 'HASH' }] });
    },
  },
  {
    what: '21 global indexes',
    code: 'InvalidCount',
    plant: (spec) => {
      const more = spec.billingMode === 'PROVISIONED' ? { provisionedThroughput: spec.provisionedThroughput } : {};
      spec.globalSecondaryIndexes = many(21, 'global').map((indexName) => ({ ...index(more), indexName, keySchema: [spec.keySchema[0]] }));
      prune(spec);
    },
  },
  {
    what: '6 local indexes',
    code: 'InvalidCount',
    plant: (spec) => {
      if (spec.keySchema.length < 2) {
        return false;
      }
      spec.localSecondaryIndexes = many(6, 'local').map((indexName) => ({ ...index(), indexName, keySchema: spec.keySchema }));
      prune(spec);
      return true;
    },
  },
  { what: 'two indexes of one name', code: 'DuplicateIndexName', plant: (spec) => { addGlobal(spec, {}); spec.globalSecondaryIndexes = spec.globalSecondaryIndexes.slice(-2); addGlobal(spec, {}); prune(spec); } },
  {
    what: 'a local index without a sort key of the table',
    code: 'LocalIndexKeys',
    plant: (spec) => {
      spec.keySchema = [spec.keySchema[0]];
      define(spec, 'own-sort-key');
      spec.localSecondaryIndexes = [{ ...index(), keySchema: [spec.keySchema[0], { attributeName: 'own-sort-key', keyType: 'RANGE' }] }];
      prune(spec);
    },
  },
  {
    what: 'a local index with another partition key',
    code: 'LocalIndexKeys',
    plant: (spec) => {
      if (spec.keySchema.length < 2) {
        return false;
      }
      spec.localSecondaryIndexes = [{ ...index(), keySchema: [{ ...spec.keySchema[1], keyType: 'HASH' }, { ...spec.keySchema[0], keyType: 'RANGE' }] }];
      prune(spec);
      return true;
    },
  },
  { what: 'INCLUDE of nothing', code: 'NonKeyAttributes', plant: (spec) => addGlobal(spec, { projection: { projectionType: 'INCLUDE' } }) },
  { what: 'attributes with ALL', code: 'NonKeyAttributes', plant: (spec) => addGlobal(spec, { projection: { projectionType: 'ALL', nonKeyAttributes: ['a'] } }) },
  { what: 'one attribute included twice', code: 'NonKeyAttributes', plant: (spec) => addGlobal(spec, include('a', 'a')) },
  { what: '21 attributes in one list', code: 'InvalidCount', plant: (spec) => addGlobal(spec, include(...many(21))) },
  {
    what: '101 attributes in all lists',
    code: 'NonKeyAttributes',
    plant: (spec) => {
      delete spec.globalSecondaryIndexes;
      many(5).forEach((indexName) => addGlobal(spec, { indexName, ...include(...many(20)) }));
      addGlobal(spec, include('one-more'));
      prune(spec);
    },
  },
  { what: 'PROVISIONED without throughput', code: 'ThroughputRequired', plant: (spec) => { spec.billingMode = 'PROVISIONED'; delete spec.provisionedThroughput; } },
  {
    what: 'an index without throughput',
    code: 'ThroughputRequired',
    plant: (spec) => {
      if (spec.billingMode !== 'PROVISIONED') {
        return false;
      }
      addGlobal(spec, { provisionedThroughput: undefined });
      return true;
    },
  },
  { what: 'throughput of 0', code: 'OutOfRange', plant: (spec) => { spec.billingMode = 'PROVISIONED'; spec.provisionedThroughput = { readCapacityUnits: 0, writeCapacityUnits: 1 }; } },
  { what: 'throughput on demand', code: 'ThroughputForbidden', plant: (spec) => { spec.billingMode = 'PAY_PER_REQUEST'; spec.provisionedThroughput = { readCapacityUnits: 1, writeCapacityUnits: 1 }; } },
  { what: 'a cap of 0', code: 'OnDemandThroughput', plant: (spec) => spec.billingMode === 'PAY_PER_REQUEST' && Boolean(spec.onDemandThroughput = { maxReadRequestUnits: 0 }) },
  { what: 'a cap of -2', code: 'OutOfRange', plant: (spec) => spec.billingMode === 'PAY_PER_REQUEST' && Boolean(spec.onDemandThroughput = { maxReadRequestUnits: -2 }) },
  { what: 'caps with PROVISIONED', code: 'OnDemandThroughput', plant: (spec) => spec.billingMode === 'PROVISIONED' && Boolean(spec.onDemandThroughput = { maxReadRequestUnits: 5 }) },
  { what: 'an unknown view type', code: 'InvalidValue', plant: (spec) => { spec.streamEnabled = true; spec.streamViewType = 'ALL'; } },
  { what: 'a view type without a stream', code: 'StreamViewType', plant: (spec) => { spec.streamEnabled = false; spec.streamViewType = 'KEYS_ONLY'; } },
  { what: 'a key with AES256', code: 'Encryption', plant: (spec) => { Object.assign(spec, { sseEnabled: true, sseType: 'AES256', kmsMasterKeyID: 'arn:aws:kms:us-east-1:123456789012:key/a' }); } },
  { what: 'a KMS key of another region', code: 'KeyRegion', plant: (spec) => { Object.assign(spec, encryptedWith(keyArn(spec.region === 'us-west-2' ? 'us-east-1' : 'us-west-2'))); } },
  { what: 'a KMS key of another partition', code: 'KeyRegion', plant: (spec) => { Object.assign(spec, encryptedWith(keyArn(spec.region).replace(/^arn:[a-z-]+/, 'arn:aws-moon'))); } },
  { what: 'a key of a replica beside a table with the key of AWS', code: 'ReplicaKey', plant: (spec) => { Object.assign(spec, { sseEnabled: true, sseType: 'KMS', kmsMasterKeyID: undefined }, replicated({ regionName: otherRegion(spec.region), kmsMasterKeyID: keyArn(otherRegion(spec.region)) })); } },
  { what: 'a replica without a key beside a key of the table', code: 'ReplicaKey', plant: (spec) => { Object.assign(spec, encryptedWith(keyArn(spec.region)), replicated({ regionName: otherRegion(spec.region) })); } },
  { what: 'a replica with the key of the table', code: 'KeyRegion', plant: (spec) => { Object.assign(spec, encryptedWith(keyArn(spec.region)), replicated({ regionName: otherRegion(spec.region), kmsMasterKeyID: keyArn(spec.region) })); } },
  { what: 'a replica in another partition', code: 'Replicas', plant: (spec) => { Object.assign(spec, replicated({ regionName: spec.region?.startsWith('cn-') ? 'us-east-1' : 'cn-north-1' }), { sseEnabled: false, sseType: undefined, kmsMasterKeyID: undefined }); } },
  { what: 'a replica at home', code: 'Replicas', plant: (spec) => { Object.assign(spec, replicated({ regionName: spec.region ?? 'us-east-1' }), { sseEnabled: false, sseType: undefined, kmsMasterKeyID: undefined }); } },
  { what: 'a replica with an index that the table lacks', code: 'Replicas', plant: (spec) => { Object.assign(spec, replicated({ regionName: otherRegion(spec.region), kmsMasterKeyID: spec.kmsMasterKeyID && keyArn(otherRegion(spec.region)), globalSecondaryIndexes: [{ indexName: 'not-there', provisionedThroughputOverride: { readCapacityUnits: 1 } }] })); } },
  { what: 'a recovery period without recovery', code: 'RecoveryPeriod', plant: (spec) => { Object.assign(spec, { pointInTimeRecoveryEnabled: false, recoveryPeriodInDays: 7 }); } },
  { what: 'a recovery period of 36 days', code: 'OutOfRange', plant: (spec) => { Object.assign(spec, { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 36 }); } },
  { what: 'ACK\'s name of time to live', code: 'UnknownProperty', plant: (spec) => { spec.timeToLive = { enabled: true, attributeName: 'at' }; } },
  { what: '0/0 on demand', code: 'ThroughputForbidden', plant: (spec) => { spec.billingMode = 'PAY_PER_REQUEST'; spec.provisionedThroughput = { readCapacityUnits: 0, writeCapacityUnits: 0 }; } },
  { what: 'an empty view type', code: 'InvalidValue', plant: (spec) => { spec.streamEnabled = false; spec.streamViewType = ''; } },
  { what: 'a KMS alias', code: 'InvalidValue', plant: (spec) => { Object.assign(spec, { sseEnabled: true, sseType: 'KMS', kmsMasterKeyID: 'alias/mine' }); } },
  { what: 'time to live without its attribute', code: 'TimeToLive', plant: (spec) => { spec.ttlEnabled = true; delete spec.ttlAttributeName; } },
  { what: 'a tag of AWS', code: 'Tags', plant: (spec) => { spec.tags = [{ key: 'aws:planted', value: '' }]; } },
  { what: 'a tag with a dollar', code: 'Tags', plant: (spec) => { spec.tags = [{ key: 'cost', value: '$5' }]; } },
  { what: '51 tags', code: 'InvalidCount', plant: (spec) => { spec.tags = many(51, 'tag').map((key) => ({ key, value: '' })); } },
  { what: 'an unknown table class', code: 'InvalidValue', plant: (spec) => { spec.tableClass = 'GLACIER'; } },
  { what: 'two backups of one name', code: 'DuplicateBackupName', plant: (spec) => { spec.backups = [{ name: 'daily' }, { name: 'daily' }]; } },
  { what: 'a policy that is no JSON', code: 'ResourcePolicy', plant: (spec) => { spec.resourcePolicy = 'everybody'; } },
  { what: 'replicas without a stream', code: 'Replicas', plant: (spec) => { spec.streamEnabled = false; delete spec.streamViewType; spec.replicas = [{ regionName: 'us-west-2' }]; } },
  { what: 'no region', code: 'Required', plant: (spec) => { delete spec.region; } },
  { what: 'a region that is none', code: 'InvalidValue', plant: (spec) => { spec.region = 'virginia'; } },
];

function encryptedWith(kmsMasterKeyID: string): Spec {
  return { sseEnabled: true, sseType: 'KMS', kmsMasterKeyID };
}

function replicated(...replicas: object[]): Spec {
  return { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES', replicas };
}

/** Drops the definitions that no key uses any more, so that a fault breaks its own rule only. */
function prune(spec: Spec): void {
  const used = [spec, ...(spec.globalSecondaryIndexes ?? []), ...(spec.localSecondaryIndexes ?? [])]
    .flatMap(({ keySchema }) => keySchema.map((key: any) => key.attributeName));
  spec.attributeDefinitions = spec.attributeDefinitions.filter(({ attributeName }: any) => used.includes(attributeName));
}
