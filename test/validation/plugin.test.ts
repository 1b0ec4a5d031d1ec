import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDbValidation, DynamoDbValidationProps } from '../../src/validation/plugin';

async function run(documents: unknown[], props?: DynamoDbValidationProps) {
  const outcome = { violations: [] as any[], logged: [] as string[], status: '', metadata: {} as object | undefined };
  await new DynamoDbValidation(props).validate({
    manifests: ['dist/app.yaml'],
    parseManifest: () => documents,
    logger: { log: (message) => outcome.logged.push(message) },
    report: {
      addViolation: (violation) => outcome.violations.push(violation),
      submit: (status, metadata) => Object.assign(outcome, { status, metadata }),
    },
  });
  return outcome;
}
const table = (spec: object) => ({
  apiVersion: 'kro.run/v1alpha1',
  kind: 'DynamoDBTable',
  metadata: { name: 'orders' },
  spec: { tableName: 'orders', region: 'us-east-1', attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }], ...spec },
});

test('valid tables pass, and are counted', async () => {
  expect(await run([table({}), { kind: 'ConfigMap' }])).toEqual({ violations: [], logged: [], status: 'success', metadata: { tables: '1' } });
});

test('a violation is reported with rule, resource, place and fix', async () => {
  const { violations, status } = await run([table({ streamViewType: 'KEYS_ONLY' })]);
  expect(status).toBe('failure');
  expect(violations).toEqual([{
    ruleName: 'StreamViewType',
    recommendation: 'A view type is given only for a stream that is enabled.',
    fix: 'Set streamEnabled to true, or remove streamViewType.',
    violatingResources: [{
      resourceName: 'orders',
      locations: ['spec.streamViewType: streamViewType "KEYS_ONLY" is given without streamEnabled. Set streamEnabled to true, or remove streamViewType. [StreamViewType]'],
      manifestPath: 'dist/app.yaml',
    }],
  }]);
});

test('the settings of a platform that this version does not know are logged', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plugin-'));
  const platform = join(folder, 'platform.yaml');
  writeFileSync(platform, 'metadata: {annotations: {dynamodb-kro/platform: \'{"quotas": {}}\'}}');
  expect((await run([table({})], { platform })).logged).toEqual([expect.stringContaining('Warning: the platform has the settings quotas, which this version of cdk8s-dynamodb-kro does not know.')]);
  rmSync(folder, { recursive: true });
});

test('a warning is logged, and does not fail', async () => {
  const { violations, logged, status } = await run([table({ region: 'us-eats-1' })]);
  expect([violations, status]).toEqual([[], 'success']);
  expect(logged[0]).toMatch(/^Warning: DynamoDBTable orders: region "us-eats-1" .*\[UnknownRegion\]$/);
});

test.each(['UnknownRegion', ['UnknownRegion']])('a warning is acknowledged: %j', async (acknowledge) => {
  expect(await run([table({ region: 'us-eats-1' })], { acknowledge })).toMatchObject({ logged: [], violations: [], status: 'success' });
});

test('a code that no warning has is a mistake in cdk8s.yaml', async () => {
  await expect(run([], { acknowledge: ['Required'] })).rejects.toThrow(/cdk8s\.yaml: acknowledge "Required" is not the code of a warning/);
});
