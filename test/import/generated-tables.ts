/** Generated tables of the whole contract: those of `test/differential`, with what only calls of their own set. */
import * as fc from 'fast-check';
import { keyArnStart, partitionOf } from '../../src/contract/partitions';
import { Spec, table } from '../differential/tables';

const extras = fc.record({
  deletionProtectionEnabled: fc.boolean(),
  recoveryPeriodInDays: fc.constantFrom(undefined, 7),
  contributorInsights: fc.constantFrom(true, undefined),
  resourcePolicy: fc.option(fc.json({ maxDepth: 2 }).map((text) => JSON.stringify({ Version: '2012-10-17', Statement: [], Extra: JSON.parse(text) })), { nil: undefined, freq: 3 }),
  replicas: fc.option(fc.uniqueArray(fc.record({
    regionName: fc.constantFrom('eu-west-1', 'eu-west-2', 'sa-east-1'),
    tableClassOverride: fc.constantFrom(undefined, 'STANDARD', 'STANDARD_INFREQUENT_ACCESS'),
    provisionedThroughputOverride: fc.constantFrom(undefined, { readCapacityUnits: 7 }),
  }), { minLength: 1, maxLength: 3, selector: ({ regionName }) => regionName }), { nil: undefined, freq: 5 }),
});

export function generatedTables(seed: number, count: number): Spec[] {
  return fc.sample(fc.tuple(table, extras), { seed, numRuns: count }).map(([spec, extra], i) => {
    const { replicas, recoveryPeriodInDays, ...rest } = extra;
    // Replicas need on-demand billing, the stream with both images, regions of the partition of the table, and a key each where it has one.
    const elsewhere = replicas?.filter(({ regionName }) => regionName !== spec.region && partitionOf(regionName) === partitionOf(spec.region))
      .map((replica) => ({ ...replica, kmsMasterKeyID: spec.kmsMasterKeyID && `${keyArnStart(replica.regionName)}123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab` }));
    const withReplicas = !elsewhere?.length || spec.billingMode === 'PROVISIONED' ? {} : { replicas: elsewhere, streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' };
    return JSON.parse(JSON.stringify({ ...spec, tableName: `${spec.tableName.slice(0, 240)}-${i}`, ...rest, ...withReplicas, ...(spec.pointInTimeRecoveryEnabled && { recoveryPeriodInDays }) }));
  });
}
