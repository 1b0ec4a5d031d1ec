/** Generated tables of the whole contract: those of `test/differential`, with what only calls of their own set. */
import * as fc from 'fast-check';
import { Spec, table } from '../differential/tables';

const extras = fc.record({
  deletionProtectionEnabled: fc.boolean(),
  recoveryPeriodInDays: fc.constantFrom(undefined, 7),
  contributorInsights: fc.constantFrom(true, undefined),
  resourcePolicy: fc.option(fc.json({ maxDepth: 2 }).map((text) => JSON.stringify({ Version: '2012-10-17', Statement: [], Extra: JSON.parse(text) })), { nil: undefined, freq: 3 }),
  replicas: fc.option(fc.uniqueArray(fc.record({
    regionName: fc.constantFrom('eu-west-1', 'eu-west-2', 'sa-east-1'),
    kmsMasterKeyID: fc.constantFrom(undefined, 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab'),
    tableClassOverride: fc.constantFrom(undefined, 'STANDARD', 'STANDARD_INFREQUENT_ACCESS'),
    provisionedThroughputOverride: fc.constantFrom(undefined, { readCapacityUnits: 7 }),
  }), { minLength: 1, maxLength: 3, selector: ({ regionName }) => regionName }), { nil: undefined, freq: 5 }),
});

export function generatedTables(seed: number, count: number): Spec[] {
  return fc.sample(fc.tuple(table, extras), { seed, numRuns: count }).map(([spec, extra], i) => {
    const { replicas, recoveryPeriodInDays, ...rest } = extra;
    // Replicas need on-demand billing, and the stream with both images.
    const withReplicas = replicas === undefined || spec.billingMode === 'PROVISIONED' ? {} : { replicas, streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' };
    return JSON.parse(JSON.stringify({ ...spec, tableName: `${spec.tableName.slice(0, 240)}-${i}`, ...rest, ...withReplicas, ...(spec.pointInTimeRecoveryEnabled && { recoveryPeriodInDays }) }));
  });
}
