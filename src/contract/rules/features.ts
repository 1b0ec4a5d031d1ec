import { onDemandOf } from './capacity';
import { RESOURCE_POLICY_RULES } from './resource-policy';
import { API, duplicates, Finding, givenWithout, GUIDE, Index, Replica, Rule } from './rule';
import { cel } from '../../print/cel';
import { Cue, cue } from '../../print/cue';
import { NEWER_ACK_FIELDS } from '../../support-matrix';
import { celPartition, cuePartition, partitionOf } from '../partitions';

const ALL_IMAGES = 'NEW_AND_OLD_IMAGES';

const RECOVERY = `${API}API_PointInTimeRecoverySpecification.html`;

/** Where the platform is not known, so that it may turn recovery on: Presets.production() does. */
export const RECOVERY_ON_ANY_PLATFORM: Rule = {
  code: 'RecoveryPeriod',
  severity: 'warning',
  statement: 'A recovery period is given only with point-in-time recovery.',
  source: RECOVERY,
  check: ({ pointInTimeRecoveryEnabled, recoveryPeriodInDays: value }) => value === undefined || pointInTimeRecoveryEnabled !== undefined ? [] : [{
    property: 'recoveryPeriodInDays',
    value,
    anyValue: true,
    problem: 'is rejected by the cluster, unless the default of its platform is to turn point-in-time recovery on',
    fix: 'Set pointInTimeRecoveryEnabled to true.',
    typescript: { fix: 'Set pointInTimeRecovery to true.' },
  }],
};

/** Rules on streams, recovery, time to live, backups, resource policies and replicas. */
export const FEATURE_RULES: readonly Rule[] = [
  {
    code: 'StreamViewType',
    statement: 'A view type is given only for a stream that is enabled.',
    source: `${API}API_StreamSpecification.html`,
    check: ({ streamEnabled, streamViewType: value }) => value === undefined || streamEnabled ? [] : [givenWithout('streamViewType', value, 'streamEnabled', streamEnabled)],
    cel: cel`has(variables.spec.streamViewType) && !variables.spec.streamEnabled ? ["streamViewType " + variables.spec.streamViewType + " is given without streamEnabled"] : []`,
    cue: cue`if parameter.streamViewType != _|_ if !parameter.streamEnabled {"streamViewType \\(parameter.streamViewType) is given without streamEnabled"},`,
  },
  {
    code: 'RecoveryPeriod',
    statement: 'A recovery period is given only with point-in-time recovery.',
    source: RECOVERY,
    // Where recovery is not mentioned, the platform decides, so its default is filled in first.
    check: ({ pointInTimeRecoveryEnabled: isOn, recoveryPeriodInDays: value }) => value === undefined || isOn !== false ? []
      : [givenWithout('recoveryPeriodInDays', value, 'pointInTimeRecoveryEnabled', isOn, 'pointInTimeRecovery')],
    cel: cel`has(variables.spec.recoveryPeriodInDays) && !variables.spec.pointInTimeRecoveryEnabled ? ["recoveryPeriodInDays is given without pointInTimeRecoveryEnabled"] : []`,
    cue: cue`if parameter.recoveryPeriodInDays != _|_ if !parameter.pointInTimeRecoveryEnabled {"recoveryPeriodInDays is given without pointInTimeRecoveryEnabled"},`,
  },
  {
    // Neither synth nor a file knows which ACK runs in the cluster.
    code: 'ControllerVersion',
    severity: 'warning',
    statement: `The ACK controller of the cluster has the field: ${NEWER_ACK_FIELDS.map(({ field, since }) => `${field} since ${since}`).join(', ')}.`,
    source: RECOVERY,
    // Without recovery the period has to be removed, whichever ACK there is.
    check: (spec) => NEWER_ACK_FIELDS.filter(({ field }) =>
      spec[field] !== undefined && spec.pointInTimeRecoveryEnabled !== false).map(({ field, since }) => ({
      property: field,
      value: spec[field],
      anyValue: true,
      problem: `needs ACK dynamodb-controller ${since} or later; with an older one the table is in state ERROR`,
      fix: 'Compare with the version in the cluster (check-cluster shows it), and acknowledge this warning.',
    })),
  },
  {
    code: 'TimeToLive',
    statement: 'Time to live, when enabled, names its attribute, and an attribute is named only then.',
    source: `${API}API_TimeToLiveSpecification.html`,
    check: ({ ttlEnabled, ttlAttributeName: value }) => [
      ...(ttlEnabled && value === undefined ? [{ property: 'ttlAttributeName', because: 'ttlEnabled', problem: 'is missing with ttlEnabled', fix: 'Name the attribute that holds the expiry time.', typescript: { problem: 'is empty', fix: 'Name the attribute that holds the expiry time, or leave it out.' } }] : []),
      ...(!ttlEnabled && value !== undefined ? [givenWithout('ttlAttributeName', value, 'ttlEnabled', ttlEnabled)] : []),
    ],
    cel: cel`variables.spec.ttlEnabled == has(variables.spec.ttlAttributeName) ? [] : ["ttlAttributeName " + variables.spec.?ttlAttributeName.orValue("is missing with ttlEnabled") + (variables.spec.ttlEnabled ? "" : " is given without ttlEnabled")]`,
    cue: cue`if parameter.ttlEnabled if parameter.ttlAttributeName == _|_ {"ttlAttributeName is missing with ttlEnabled"},
if !parameter.ttlEnabled if parameter.ttlAttributeName != _|_ {"ttlAttributeName \\(parameter.ttlAttributeName) is given without ttlEnabled"},`,
  },
  {
    code: 'TimeToLiveType',
    severity: 'warning',
    statement: 'The time to live attribute, where it is a key attribute too, is a number; items without a number in it never expire.',
    source: `${GUIDE}time-to-live-ttl-before-you-start.html`,
    check: ({ ttlAttributeName: value, attributeDefinitions = [] }) =>
      attributeDefinitions.filter(({ attributeName, attributeType }) => value !== undefined && attributeName === value && attributeType !== 'N').map(({ attributeType }) => ({
        property: 'ttlAttributeName', value, problem: `is defined with type ${attributeType}, so no item ever expires`, fix: 'Use an attribute of type N.', typescript: { fix: 'Use an attribute of AttributeType.NUMBER.' },
      })),
  },
  {
    code: 'DuplicateBackupName',
    statement: 'Backup names are unique in the table.',
    source: 'each backup is a Kubernetes object of its own',
    check: ({ backups = [] }) => duplicates(backups.map((backup) => backup.name), (i) => `backups[${i}].name`, 'is the name of another backup too', 'Give each backup a name of its own.'),
    cel: cel`variables.backups.all(b, variables.backups.exists_one(o, o.name == b.name)) ? [] : ["backups: a name is given twice: " + variables.backups.map(b, b.name).join(", ")]`,
    cue: cue`for names in [[for b in _backups {b.name}]] if !list.UniqueItems(names) {"backups: a name is given twice: " + strings.Join(names, ", ")},`,
  },
  ...RESOURCE_POLICY_RULES,
  {
    code: 'Replicas',
    statement: 'Replicas need a stream with NEW_AND_OLD_IMAGES, are in regions other than the table and each other, in the partition of the table, and name each of the table\'s global indexes at most once.',
    source: `${GUIDE}globaltables_reqs_bestpractices.html`,
    check: (spec) => {
      const regions = (spec.replicas ?? []).map((replica) => replica.regionName);
      return [
        ...(regions.length > 0 && !(spec.streamEnabled && (spec.streamViewType ?? ALL_IMAGES) === ALL_IMAGES)
          ? [{ property: 'replicas', ofList: true, problem: `need a stream with ${ALL_IMAGES}`, fix: 'Set streamEnabled to true, and streamViewType to this.', typescript: { fix: `Set stream to StreamViewType.${ALL_IMAGES}.` } }] : []),
        ...duplicates(regions, (i) => `replicas[${i}].regionName`, 'has a replica already', 'Declare one replica a region.'),
        ...regions.flatMap((value, i): Finding[] => value === undefined || value !== spec.region ? [] : [{
          property: `replicas[${i}].regionName`, value, problem: 'is the region of the table', fix: 'Leave out the region of the table.',
        }]),
        ...regions.flatMap((value, i) => otherPartition(`replicas[${i}].regionName`, value, spec.region)),
        ...(spec.replicas ?? []).flatMap((replica, i) => replicaIndexes(replica.globalSecondaryIndexes ?? [], spec.globalSecondaryIndexes ?? [], `replicas[${i}]`)),
      ];
    },
    cel: cel`(size(variables.replicas) == 0 || (variables.spec.streamEnabled && variables.spec.?streamViewType.orValue(${ALL_IMAGES}) == ${ALL_IMAGES}) ? [] : ["replicas need a stream with NEW_AND_OLD_IMAGES"])
+ variables.replicas.filter(r, r.regionName == variables.spec.region || !variables.replicas.exists_one(o, o.regionName == r.regionName)).map(r, "replicas: " + r.regionName + " is the region of the table, or given twice")
+ variables.replicas.filter(r, (${celPartition(cel`r.regionName`)}) != (${celPartition(cel`variables.spec.region`)})).map(r, "replicas: " + r.regionName + " is in another partition than the table")
+ variables.replicas.filter(r, r.?globalSecondaryIndexes.orValue([]).exists(i, !variables.globals.exists(g, g.indexName == i.indexName) || !r.globalSecondaryIndexes.exists_one(o, o.indexName == i.indexName))).map(r, "replicas: " + r.regionName + " names an index that the table lacks, or one twice")`,
    cue: cue`if len(_replicas) > 0 if !parameter.streamEnabled || _streamViewType != ${ALL_IMAGES} {"replicas need a stream with NEW_AND_OLD_IMAGES"},
for r in _replicas if r.regionName == parameter.region {"replicas: \\(r.regionName) is the region of the table"},
if !list.UniqueItems([for r in _replicas {r.regionName}]) {"replicas: a region is given twice"},
for r in _replicas let own = ${cuePartition(new Cue('parameter.region'))} let theirs = ${cuePartition(new Cue('r.regionName'))} if own != theirs {"replicas: \\(r.regionName) is in another partition than the table"},
for r in _replicas if r.globalSecondaryIndexes != _|_ for i in r.globalSecondaryIndexes if !list.Contains([for g in _globals {g.indexName}], i.indexName) {"replicas: \\(r.regionName) names the index \\(i.indexName), which the table lacks"},
for r in _replicas if r.globalSecondaryIndexes != _|_ if !list.UniqueItems([for i in r.globalSecondaryIndexes {i.indexName}]) {"replicas: \\(r.regionName) names an index twice"},`,
  },
  {
    code: 'ReplicaCapacity',
    severity: 'warning',
    statement: 'A table with replicas has billing mode PAY_PER_REQUEST, unless its write capacity is scaled automatically, which ACK cannot set up. With PAY_PER_REQUEST, a replica has no read capacity of its own.',
    source: `${GUIDE}globaltables_reqs_bestpractices.html`,
    check: ({ billingMode, replicas = [] }) => billingMode !== 'PROVISIONED' ? replicas.flatMap(capacityOnDemand(onDemandOf(billingMode))) : replicas.length === 0 ? [] : [{
      property: 'replicas',
      ofList: true,
      problem: 'are rejected by DynamoDB while the write capacity of the table is not scaled automatically',
      fix: 'ACK sets a scaled capacity back, so set billingMode to PAY_PER_REQUEST, without any provisionedThroughput.',
      typescript: { fix: 'ACK sets a scaled capacity back, so use Billing.onDemand(), without any provisionedThroughput.' },
    }],
  },
];

function otherPartition(property: string, value: string | undefined, region: string | undefined): Finding[] {
  if (value === undefined || region === undefined) {
    return [];
  }
  const [own, theirs] = [partitionOf(region).id, partitionOf(value).id];
  return own === theirs ? [] : [{
    property, value, problem: `is in the partition ${theirs}, and the table in ${own}`, fix: `Use a region of the partition ${own}; for tables elsewhere, declare another table.`,
  }];
}

/** Whatever its shape, it has to go. */
function capacityOnDemand(billing: string): (replica: Replica, i: number) => Finding[] {
  const problem = (called: string) => `is for a read capacity, which a table with ${called} does not have`;
  const found = { against: 'billingMode', problem: problem(billing), fix: 'Remove it.', removes: true, typescript: { problem: problem('Billing.onDemand(), the default,') } };
  return ({ provisionedThroughputOverride, globalSecondaryIndexes = [] }, i) => [
    ...provisionedThroughputOverride === undefined ? [] : [{ ...found, property: `replicas[${i}].provisionedThroughputOverride` }],
    ...globalSecondaryIndexes.length === 0 ? [] : [{ ...found, property: `replicas[${i}].globalSecondaryIndexes` }],
  ];
}

function replicaIndexes(named: ReadonlyArray<Pick<Index, 'indexName'>>, indexes: readonly Index[], path: string): Finding[] {
  const names = named.map(({ indexName }) => indexName);
  const property = (i: number): string => `${path}.globalSecondaryIndexes[${i}].indexName`;
  return [
    ...names.flatMap((value, i): Finding[] => value === undefined || indexes.some(({ indexName }) => indexName === value) ? [] : [{
      property: property(i), value, problem: 'is no global index of the table', fix: 'Name one of its globalSecondaryIndexes.',
    }]),
    ...duplicates(names, property, 'is given twice', 'Name each index once.'),
  ];
}
