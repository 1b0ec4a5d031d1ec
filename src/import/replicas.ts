import { declaredKey } from './api-table';
import { reportWarmThroughput } from './capacity';
import { Fields, given, ifAny } from './draft';
import { LIMITS } from './limits';
import { Part } from './part';

/** What AWS describes of a replica beside its declaration. */
const STATE = ['replicaStatus', 'replicaStatusDescription', 'replicaStatusPercentProgress', 'replicaInaccessibleDateTime', 'replicaArn'];

/** Replicas as DescribeTable and ACK have them. The table's own region is none of them. */
export function replicasOf(parts: readonly Part[], own: string | undefined): Fields[] {
  return parts.filter((part) => own === undefined || part.text('regionName') !== own).map((part) => {
    const summary = part.part('replicaTableClassSummary');
    const replica = given({
      regionName: part.text('regionName'),
      kmsMasterKeyID: declaredKey(part, 'kmsMasterKeyId', part.name('kmsMasterKeyId')).kmsMasterKeyID,
      tableClassOverride: part.name('tableClassOverride') ?? summary?.name('tableClass'),
      provisionedThroughputOverride: readOverride(part),
      globalSecondaryIndexes: ifAny(part.parts('globalSecondaryIndexes').flatMap((index) => {
        const override = readOverride(index);
        const name = index.text('indexName');
        index.limit('onDemandThroughputOverride', { ...LIMITS.replicaSettings, what: 'cap of an index of a replica' });
        reportWarmThroughput(index);
        index.finish();
        return override === undefined ? [] : [{ indexName: name, provisionedThroughputOverride: override }];
      })),
    });
    part.limit('onDemandThroughputOverride', { ...LIMITS.replicaSettings, what: 'cap of a replica' });
    reportWarmThroughput(part);
    part.ignore('replicaTableClassSummary', 'globalTableSettingsReplicationMode', ...STATE).finish();
    return replica ?? {};
  });
}

function readOverride(part: Part): Fields | undefined {
  const override = part.part('provisionedThroughputOverride');
  const units = override?.number('readCapacityUnits');
  override?.finish();
  return units === undefined ? undefined : { readCapacityUnits: units };
}
