import { declaredKey } from './api-table';
import { reportWarmThroughput } from './capacity';
import { Fields, given, ifAny } from './draft';
import { LIMITS } from './limits';
import { Part } from './part';

/** What AWS describes of a replica beside its declaration. */
const STATE = ['replicaStatusDescription', 'replicaStatusPercentProgress', 'replicaInaccessibleDateTime', 'replicaArn'];

/** Replicas as DescribeTable and ACK have them. The table's own region is none of them. */
export function replicasOf(parts: readonly Part[], own: string | undefined): Fields[] {
  const replicas = parts.map((part) => {
    reportStatus(part);
    const summary = part.part('replicaTableClassSummary')?.ignore('lastUpdateDateTime');
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
        return override === undefined ? [] : [{ indexName: name, provisionedThroughputOverride: override }];
      })),
    });
    part.limit('onDemandThroughputOverride', { ...LIMITS.replicaSettings, what: 'cap of a replica' });
    reportWarmThroughput(part);
    part.limit('globalTableSettingsReplicationMode', LIMITS.severalAccounts);
    part.ignore(...STATE);
    return replica ?? {};
  });
  return replicas.filter(({ regionName }) => own === undefined || regionName !== own);
}

function readOverride(part: Part): Fields | undefined {
  const units = part.part('provisionedThroughputOverride')?.number('readCapacityUnits');
  return units === undefined ? undefined : { readCapacityUnits: units };
}

/** What becomes a replica is one. */
const ALIVE = ['ACTIVE', 'CREATING', 'UPDATING'];

function reportStatus(part: Part): void {
  const status = part.name('replicaStatus');
  if (status !== undefined && !ALIVE.includes(status)) {
    const text = status === 'DELETING' ? 'It is declared, and adoption would create it again. Import again once it is gone, or remove it from the declaration.'
      : 'It is declared. Import again when it is ACTIVE, or remove it from the declaration, which deletes it.';
    part.report({ what: `replica ${part.text('regionName') ?? ''} that is ${status}`, effect: 'unknown', text }, 'replicaStatus');
  }
}
