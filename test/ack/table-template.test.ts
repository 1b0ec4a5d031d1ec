import { ackTableSpec, ackTableSpecExpression, waiting } from '../../src/ack/table-template';
import { FIELDS } from '../../src/contract/fields';
import { objectTypes } from '../../src/contract/shape';
import { resourceGraph } from '../../src/kro/resource-graph';

const rows = new Map(ackTableSpec({ tags: [], encryption: {} }).map((row) => [row.field, row]));

test.each(['tableName', 'billingMode', 'attributeDefinitions', 'keySchema', 'continuousBackups', 'sseSpecification', 'deletionProtectionEnabled', 'tableClass'])(
  '%s is always rendered, since left out means something else to DynamoDB or ACK', (field) => {
    expect(rows.get(field)!.when).toBeUndefined();
  });

test.each([
  ['provisionedThroughput', 'schema.spec.billingMode == "PROVISIONED" && has(schema.spec.provisionedThroughput)'],
  ['globalSecondaryIndexes', 'has(schema.spec.globalSecondaryIndexes) && size(schema.spec.globalSecondaryIndexes) > 0'],
  ['localSecondaryIndexes', 'has(schema.spec.localSecondaryIndexes) && size(schema.spec.localSecondaryIndexes) > 0'],
  ['streamSpecification', 'schema.spec.streamEnabled'],
  ['timeToLive', 'schema.spec.ttlEnabled && has(schema.spec.ttlAttributeName)'],
  ['contributorInsights', 'has(schema.spec.contributorInsights)'],
  ['resourcePolicy', 'has(schema.spec.resourcePolicy)'],
  ['tags', 'has(schema.spec.tags) && size(schema.spec.tags) > 0'],
])('%s is left out as long as it was never on', (field, when) => {
  expect(rows.get(field)!.when!.text).toBe(when);
});

test('the two lists above, the caps and the replicas are all there is', () => {
  expect(rows.size).toBe(18);
});

test.each([
  ['streamSpecification', '"streamEnabled": dyn(true)'],
  ['timeToLive', '"enabled": dyn(true)'],
  ['sseSpecification', ': {"enabled": dyn(false)}'],
  ['sseSpecification', '"sseType": dyn("KMS")'],
  ['continuousBackups', '"pointInTimeRecoveryEnabled": dyn(schema.spec.pointInTimeRecoveryEnabled)'],
  ['continuousBackups', '?"recoveryPeriodInDays": schema.spec.pointInTimeRecoveryEnabled ? schema.spec.?recoveryPeriodInDays.or('
    + 'was.optMap(applied, dyn(applied)).?continuousBackups.?recoveryPeriodInDays.optMap(days, 35)) : optional.none()'],
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

const { text } = ackTableSpecExpression([...rows.values()]);
const lines = new Map([...rows.keys()].map((field) => [field, text.split('\n').find((line) => line.startsWith(`  "${field}": `) || line.startsWith(`  ?"${field}": `))!]));

test('what may be left out is an optional entry, the one form in which kro can leave it out', () => {
  for (const { field, when, optional } of rows.values()) {
    expect(lines.get(field)!.startsWith(when || optional ? `  ?"${field}": ` : `  "${field}": `)).toBe(true);
    expect(text).toContain(when ? `${when.text} ? optional.of(` : '');
  }
});

test('what the Table was, and what ACK has done since, is bound around the whole spec', () => {
  expect([...text.matchAll(/^cel\.bind\((\w+), /gm)].map(([, name]) => name)).toEqual([
    'was', 'applied', 'reported', 'conditions', 'synced', 'terminal', 'blocked', 'spoke', 'words', 'counted', 'looks', 'acted', 'tried', 'took',
    'gaveUp', 'heard', 'settled', 'waits', 'unanswered', 'canAsk', 'open', 'counts', 'asks',
    'billingModeChanges', 'indexGoes', 'tableClassChanges', 'protectionChanges', 'insightsChange', 'streamChanges',
  ]);
  expect(text).toContain('cel.bind(acted, looks >= 4 || applied.all(a, reported.exists(r, r - a >= duration("66s"))) && !blocked,');
  expect(text.endsWith('\n}' + ')'.repeat(29))).toBe(true);
});

test.each([
  ['streamSpecification', '{\n  "streamEnabled": dyn(false)\n}'],
  ['timeToLive', '{\n  "enabled": dyn(false),\n  "attributeName": dyn(was.?timeToLive.?attributeName.orValue(""))\n}'],
  ['contributorInsights', '"DISABLE"'],
  ['provisionedThroughput', 'was.?provisionedThroughput.value()'],
])('%s is turned off with %s, as long as the Table has it', (field, off) => {
  expect(rows.get(field)!.off!.value.text).toBe(off);
  expect(lines.get(field)).toContain(`was.?${field}.hasValue() && `);
  expect(text).toContain(`optional.of(dyn(${off.replaceAll('\n', '\n  ')})) : `);
});

test.each([
  ['streamSpecification', '!was.?streamSpecification.?streamEnabled.orValue(false)', 'acted'],
  ['timeToLive', '!was.?timeToLive.?enabled.orValue(false)', 'took && !synced'],
  ['provisionedThroughput', 'was.?billingMode.orValue("") == "PAY_PER_REQUEST"', 'gaveUp || settled'],
])('the off form of %s never gets in sync, so it goes once ACK has acted on it', (field, is, done) => {
  const { off } = rows.get(field)!;
  expect(off!.is!.text).toBe(is);
  expect(lines.get(field)).toContain(`(${is} ? !(`);
  expect(off!.done!.text).toContain(done);
});

test.each([
  ['streamSpecification', 'was.?streamSpecification.?streamViewType != optional.of(schema.spec.?streamViewType.orValue("NEW_AND_OLD_IMAGES"))'],
  ['timeToLive', 'was.?timeToLive.?attributeName != schema.spec.?ttlAttributeName'],
])('%s is turned off first where AWS would not change it in place', (field, differs) => {
  expect(rows.get(field)!.off!.differs!.text).toBe(differs);
  expect(lines.get(field)).toContain(`(!(${rows.get(field)!.when!.text}) || ${differs})`);
});

test.each([
  ['tableClass', 'waits || billingModeChanges || indexGoes'],
  ['deletionProtectionEnabled', 'waits || billingModeChanges || indexGoes || tableClassChanges'],
])('%s waits for its turn, since AWS changes it only alone and ACK would send it together with others', (field, held) => {
  expect(lines.get(field)).toBe(`  "${field}": ${held} ? was.?${field}.orValue(schema.spec.${field}) : schema.spec.${field},`);
});

test.each([
  ['billingModeChanges', 'was.?billingMode.orValue(schema.spec.billingMode) != schema.spec.billingMode'],
  ['indexGoes', 'was.?globalSecondaryIndexes.orValue([]).exists(o, !schema.spec.?globalSecondaryIndexes.orValue([]).exists(i, i.indexName == o.indexName))'],
  ['tableClassChanges', 'was.?tableClass.orValue(schema.spec.tableClass) != schema.spec.tableClass'],
  ['protectionChanges', 'was.?deletionProtectionEnabled.orValue(schema.spec.deletionProtectionEnabled) != schema.spec.deletionProtectionEnabled'],
])('%s: the Table is not as declared, as it was last applied', (name, change) => {
  expect(text).toContain(`cel.bind(${name}, ${change},\n`);
});

test('the stream comes last of those that have turns, and stays until the replicas are gone', () => {
  expect(lines.get('streamSpecification')).toContain('(!schema.spec.streamEnabled && (size(was.?tableReplicas.orValue([])) > 0 || ');
  expect(lines.get('streamSpecification')).toContain(' || waits || billingModeChanges || indexGoes || tableClassChanges || protectionChanges || insightsChange) '
    + '&& was.hasValue() ? was.?streamSpecification.optMap(x, dyn(x)) : ');
});

test('-1 lifts a cap that the Table has, and is never rendered for one that it has not', () => {
  const { value } = rows.get('onDemandThroughput')!;
  for (const cap of ['maxReadRequestUnits', 'maxWriteRequestUnits']) {
    expect(value.text).toContain(`?"${cap}": schema.spec.?onDemandThroughput.?${cap}.orValue(-1) > -1 ? schema.spec.?onDemandThroughput.?${cap} : `
      + `schema.spec.billingMode == "PAY_PER_REQUEST" && (had.?${cap}.orValue(0) > 0 || had.?${cap}.orValue(0) == -1 && !(acted && !synced)) ? optional.of(-1) : optional.none()`);
  }
});

test('all caps of an index are lifted before it gets others, since ACK panics on one that is only on one side', () => {
  const { value } = rows.get('globalSecondaryIndexes')!;
  expect(value.text).toContain('had.hasValue() && (had.?maxReadRequestUnits.orValue(0) == -1 || had.?maxWriteRequestUnits.orValue(0) == -1 ? !(acted && !synced) : '
    + 'had.?maxReadRequestUnits.hasValue() != (i.?onDemandThroughput.?maxReadRequestUnits.orValue(-1) > -1) || ');
  expect(value.text).toContain('?"maxReadRequestUnits": had.?maxReadRequestUnits.optMap(cap, -1)');
});

test('every field of an index is rendered', () => {
  const [index] = objectTypes(FIELDS).filter(({ name }) => name === 'GlobalSecondaryIndex');
  for (const { name, required } of index.fields) {
    expect(rows.get('globalSecondaryIndexes')!.value.text).toContain(`${required ? '' : '?'}"${name}": `);
  }
});

test('a key that is no longer given is replaced by the AWS managed one by name, which ACK would not see otherwise', () => {
  expect(rows.get('sseSpecification')!.value.text).toContain('schema.spec.?kmsMasterKeyID.or(was.?sseSpecification.?kmsMasterKeyID.hasValue() && '
    + '(was.?sseSpecification.?kmsMasterKeyID.value() != "alias/aws/dynamodb" || was.?sseSpecification.?kmsMasterKeyID.orValue("") == "alias/aws/dynamodb" && '
    + '(synced || !(took || tried && conditions.exists(c, c.?message.orValue("").contains("already encrypted"))))) ? optional.of("alias/aws/dynamodb") : optional.none())');
});

test('the annotation stands while a field waits, or ACK for its off form, and counts the words of ACK', () => {
  const annotation = waiting([...rows.values()]).text;
  expect(annotation).toContain('was.hasValue() && ((waits || billingModeChanges || indexGoes) && tableClassChanges || ');
  for (const form of ['provisionedThroughput', 'streamSpecification', 'timeToLive']) {
    expect(annotation).toContain(`was.?${form}.hasValue() && (`);
  }
  expect(annotation).toContain(' || (was.?onDemandThroughput.?maxReadRequestUnits.orValue(0) == -1 || was.?onDemandThroughput.?maxWriteRequestUnits.orValue(0) == -1) && !(acted && !synced) || ');
  expect(annotation).toContain(' || was.?sseSpecification.?kmsMasterKeyID.orValue("") == "alias/aws/dynamodb" && (synced || !(took || ');
  expect(annotation).toContain('optional.of(string(schema.metadata.generation) + "." + string(counts ? counted + 1 : !waits && (billingModeChanges || ');
  expect(annotation).toContain(' + (turn ? ".turn" : "")');
});

test('an empty list of replicas, which is none to ACK, comes and goes to make it look again, and never takes the place of replicas', () => {
  expect(rows.get('tableReplicas')!.value.text).toBe('schema.spec.?adoptionPolicy.orValue("") == "adopt" && !observed[?0].?status.?tableStatus.hasValue() ? optional.of(dyn([])) : has(schema.spec.replicas) && size(schema.spec.replicas) > 0 ? optional.of(dyn(schema.spec.replicas)) : '
    + '(asks ? !was.?tableReplicas.hasValue() : open && was.?tableReplicas.hasValue() && size(was.?tableReplicas.orValue([])) == 0) ? optional.of(dyn([])) : optional.none()');
});
