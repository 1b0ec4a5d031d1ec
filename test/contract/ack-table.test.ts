import { ackTableSpec, ackTableSpecExpression } from '../../src/contract/ack-table';
import { FIELDS } from '../../src/contract/fields';
import { resourceGraph } from '../../src/kro/resource-graph';

const rows = new Map(ackTableSpec({ tags: [], encryption: {} }).map((row) => [row.field, row]));

test.each(['tableName', 'billingMode', 'attributeDefinitions', 'keySchema', 'continuousBackups', 'sseSpecification', 'deletionProtectionEnabled', 'tableClass'])(
  '%s is always rendered, since left out means something else to DynamoDB or ACK', (field) => {
    expect(rows.get(field)!.when).toBeUndefined();
  });

test.each([
  ['provisionedThroughput', 'schema.spec.billingMode == "PROVISIONED" && has(schema.spec.provisionedThroughput)'],
  ['onDemandThroughput', 'has(schema.spec.onDemandThroughput)'],
  ['globalSecondaryIndexes', 'has(schema.spec.globalSecondaryIndexes) && size(schema.spec.globalSecondaryIndexes) > 0'],
  ['localSecondaryIndexes', 'has(schema.spec.localSecondaryIndexes) && size(schema.spec.localSecondaryIndexes) > 0'],
  ['streamSpecification', 'schema.spec.streamEnabled'],
  ['timeToLive', 'schema.spec.ttlEnabled && has(schema.spec.ttlAttributeName)'],
  ['contributorInsights', 'has(schema.spec.contributorInsights)'],
  ['resourcePolicy', 'has(schema.spec.resourcePolicy)'],
  ['tableReplicas', 'has(schema.spec.replicas) && size(schema.spec.replicas) > 0'],
  ['tags', 'has(schema.spec.tags) && size(schema.spec.tags) > 0'],
])('%s is left out as long as it was never on', (field, when) => {
  expect(rows.get(field)!.when!.text).toBe(when);
});

test('the two lists above are all there is', () => {
  expect(rows.size).toBe(18);
});

test.each([
  ['streamSpecification', '"streamEnabled": dyn(true)'],
  ['timeToLive', '"enabled": dyn(true)'],
  ['sseSpecification', ': {"enabled": dyn(false)}'],
  ['sseSpecification', '"sseType": dyn("KMS")'],
  ['continuousBackups', '{"pointInTimeRecoveryEnabled": schema.spec.pointInTimeRecoveryEnabled}'],
  ['contributorInsights', '? "ENABLE" : "DISABLE"'],
  ['tags', '.sortBy(tag, tag.key)'],
])('%s is rendered with %s', (field, text) => {
  expect(rows.get(field)!.value.text).toContain(text);
});

test('AES256 is never sent: to DynamoDB the key of its own is `enabled: false`', () => {
  expect(rows.get('sseSpecification')!.value.text).not.toContain('AES256');
});

test('a row is made of fields that the contract has', () => {
  const names = FIELDS.map((field) => field.name);
  expect([...rows.values()].flatMap((row) => row.from).filter((name) => !names.includes(name))).toEqual([]);
});

test('every field of the contract reaches an object that kro makes', () => {
  const graph = JSON.stringify(resourceGraph({ apiGroup: 'kro.run', schemaDefaults: {}, tableDefaults: { tags: [], encryption: {} } }).resources);
  expect(FIELDS.map((field) => field.name).filter((name) => !new RegExp(`schema\\.spec\\.\\??${name}\\b`).test(graph))).toEqual([]);
});

test('what may be left out is an optional entry, the one form in which kro can leave it out', () => {
  const { text } = ackTableSpecExpression([...rows.values()]);
  for (const { field, when } of rows.values()) {
    expect(text).toContain(when ? `\n  ?"${field}": ${when.text} ? optional.of(` : `\n  "${field}": `);
  }
});
