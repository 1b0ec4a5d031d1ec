/**
 * `npm run test:round-trip [-- --seed N --tables N]`: generated tables are created, described as `import --region` does it,
 * imported, and printed as TypeScript, which is compiled and synthesized. Each is the same table at every step.
 */
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { startAwsStandIn } from './aws-stand-in';
import { compileTogether } from './compile-together';
import { createTable, startDynamoDbLocal } from './dynamodb-local';
import { Spec } from './tables';
import { describeInAws } from '../../src/import/aws';
import { ImportedTable } from '../../src/import/imported-table';
import { FORMATS } from '../../src/import/print/formats';
import { importFiles } from '../../src/import/sources';
import { progress } from '../conformance/harness/progress';
import { ALIASES, awsCliOutput, importedSpec } from '../import/aws-cli-output';
import { specsOfCompiled } from '../import/evaluate';
import { generatedTables } from '../import/generated-tables';

/** What one that answers for AWS cannot hold of a table, so that it is not compared there. */
interface NotHeld {
  readonly fields: readonly string[];
  readonly why: string;
  /** It is so of the indexes, too. */
  readonly ofIndexes?: boolean;
  /** Where it is so; everywhere without it. */
  readonly of?: (spec: Spec) => boolean;
}

/** One that answers for AWS. */
interface Holder {
  readonly name: string;
  readonly lacks: readonly NotHeld[];
  /** The caps of a table or index as it takes them, of those that are not -1. */
  readonly caps: (given: Spec) => Spec | undefined;
}

const LOCAL: Holder = {
  name: 'DynamoDB Local',
  // It takes both, or none.
  caps: (given) => ({ maxReadRequestUnits: -1, maxWriteRequestUnits: -1, ...given }),
  lacks: [
    { fields: ['pointInTimeRecoveryEnabled', 'recoveryPeriodInDays'], why: 'UpdateContinuousBackups and DescribeContinuousBackups are unknown to DynamoDB Local' },
    { fields: ['contributorInsights'], why: 'UpdateContributorInsights is unknown to DynamoDB Local' },
    { fields: ['resourcePolicy'], why: 'PutResourcePolicy is unknown to DynamoDB Local' },
    { fields: ['tags'], why: 'DynamoDB Local has no tags' },
    { fields: ['replicas'], why: 'DynamoDB Local has no replicas' },
    { fields: ['sseEnabled', 'sseType', 'kmsMasterKeyID'], why: 'DynamoDB Local takes an encryption, and does not describe it' },
    { fields: ['onDemandThroughput'], ofIndexes: true, why: 'DynamoDB Local describes caps only where both are given', of: ({ onDemandThroughput = {} }) => Object.values(onDemandThroughput).includes(-1) || Object.keys(onDemandThroughput).length === 1 },
    { fields: ['tableClass'], why: 'DynamoDB Local takes a table class, and does not describe it' },
  ],
};

const STAND_IN: Holder = {
  name: 'the stand-in',
  // As AWS: -1 is for lifting one.
  caps: (given) => (Object.keys(given).length === 0 ? undefined : given),
  lacks: [
    { fields: ['recoveryPeriodInDays'], why: 'moto does not keep the period' },
    { fields: ['replicas'], why: 'AWS refuses replicas where the write capacity is provisioned and not scaled', of: ({ billingMode }) => billingMode === 'PROVISIONED' },
    { fields: ['replicas'], why: 'the generator makes up a region where its partition has one', of: hasUnknownRegion },
  ],
};

/** So many are created in the stand-in, which takes some 10 ms a call, beside those that DynamoDB Local refuses. */
const SAMPLE = 60;
const FILES = 20;
const AN_ACCOUNT = 100;
const failures: string[] = [];

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { seed: { type: 'string', default: '17' }, tables: { type: 'string', default: '2000' } } });
  console.log(`seed ${values.seed}`);
  const specs = generatedTables(Number(values.seed), Number(values.tables));
  process.env.AWS_SECRET_ACCESS_KEY = 'secret';

  const local = await startDynamoDbLocal();
  const inLocal = await progress(`${specs.length} tables, created in DynamoDB Local and imported`, () => roundTrip(specs, local.url, LOCAL)).finally(local.stop);
  const standIn = await startAwsStandIn();
  const others = specs.filter((spec, i) => i < SAMPLE || !inLocal.has(spec));
  const inStandIn = await progress(`${others.length} tables, created in the stand-in and imported`, () => roundTrip(others, standIn.url, STAND_IN)).finally(standIn.stop);
  specs.filter((spec) => !inLocal.has(spec) && !inStandIn.has(spec)).forEach(({ tableName }) => failures.push(`${tableName}: neither takes it`));
  await progress(`${specs.length} tables as TypeScript, compiled and synthesized`, async () => asTypeScript(specs));

  [...LOCAL.lacks, ...STAND_IN.lacks].forEach(({ fields, why }) => console.log(`  not compared: ${fields.join(', ')}: ${why}`));
  console.log(`${inLocal.size} in DynamoDB Local, ${inStandIn.size} in the stand-in`);
  failures.slice(0, 10).forEach((failure) => console.log(`\n✗ ${failure.slice(0, 3_000)}`));
  console.log(`\n${inLocal.size + inStandIn.size + specs.length - failures.length} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

/** Creates the tables there, reads them as the command does, and compares. Gives those that were taken. */
async function roundTrip(specs: readonly Spec[], url: string, holder: Holder): Promise<ReadonlySet<Spec>> {
  process.env.AWS_ENDPOINT_URL = url;
  const taken = new Set<Spec>();
  for (let at = 0; at < specs.length; at += AN_ACCOUNT) {
    // To DynamoDB Local each key is an account, with a quota of its own.
    process.env.AWS_ACCESS_KEY_ID = `account${at}`;
    const made = await roundTripInAccount(specs.slice(at, at + AN_ACCOUNT), url, holder);
    made.forEach((spec) => taken.add(spec));
  }
  return taken;
}

async function roundTripInAccount(specs: readonly Spec[], url: string, holder: Holder): Promise<Spec[]> {
  const taken: Spec[] = [];
  for (const spec of specs) {
    if (await create(spec, url, holder)) {
      taken.push(spec);
    }
  }
  for (const region of new Set(specs.map((spec) => spec.region))) {
    const there = taken.filter((spec) => spec.region === region);
    const files = there.length === 0 ? [] : await describeInAws({ region, tables: there.map(({ tableName }) => tableName) }, () => undefined);
    // DynamoDB Local is in no region.
    const texts = files.map(({ file, text }) => ({ file, text: text.replaceAll(':dynamodb:ddblocal:', `:dynamodb:${region}:`) }));
    compare(there, texts.length === 0 ? [] : importFiles(texts, { parameters: new Map(), tableNames: new Map() }, () => ''), holder);
  }
  return taken;
}

function hasUnknownRegion({ replicas = [] }: Spec): boolean {
  return replicas.some(({ regionName }: Spec) => regionName.endsWith('9'));
}

function fieldsNotHeld(spec: Spec, lacks: readonly NotHeld[]): readonly string[] {
  return lacks.filter(({ of = () => true }) => of(spec)).flatMap(({ fields }) => fields);
}

/** What is compared: the fields of a table, as imported, that are held of it, as it was declared. */
function held(whole: Spec, declared: Spec, lacks: readonly NotHeld[]): Spec {
  const left = fieldsNotHeld(declared, lacks);
  const kept: Spec = Object.fromEntries(Object.entries(whole).filter(([name]) => !left.includes(name)));
  const declaredIndexes = new Map<string, Spec>(declared.globalSecondaryIndexes?.map((index: Spec) => [index.indexName, index]));
  const ofIndexes = lacks.filter((lack) => lack.ofIndexes);
  const indexes = kept.globalSecondaryIndexes?.map((index: Spec) => held(index, declaredIndexes.get(index.indexName) ?? {}, ofIndexes));
  return indexes === undefined || ofIndexes.length === 0 ? kept : { ...kept, globalSecondaryIndexes: indexes };
}

function compare(specs: readonly Spec[], imported: readonly ImportedTable[], { name: holder, lacks }: Holder): void {
  const byName = new Map(imported.map((table) => [table.spec.tableName, table.spec]));
  for (const spec of specs) {
    const [wanted, got] = [importedSpec(spec), byName.get(spec.tableName) ?? {}].map((whole) => held(whole, spec, lacks));
    // Without `aws kms list-aliases`, the AWS managed key is as any other.
    if (spec.sseEnabled && spec.kmsMasterKeyID === undefined) {
      delete got.kmsMasterKeyID;
    }
    const differing = Object.keys({ ...wanted, ...got }).filter((name) => !isDeepStrictEqual(inOrder(wanted[name]), inOrder(got[name])));
    if (differing.length > 0) {
      failures.push(`${spec.tableName} in ${holder}\n${differing.map((name) => `  ${name}: declared ${JSON.stringify(wanted[name])}, imported ${JSON.stringify(got[name])}`).join('\n')}`);
    }
  }
}

/** Neither AWS nor the others keep the order of indexes and attribute definitions, which says nothing. */
function inOrder(value: unknown): unknown {
  return Array.isArray(value) ? [...value].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : Number(sortKey(a) > sortKey(b)))) : value;
}

function sortKey({ indexName, attributeName, keyType, regionName, key }: Spec): string {
  return keyType === undefined ? String(indexName ?? attributeName ?? regionName ?? key) : '';
}

/** Each table described whole by the AWS CLI, imported, printed, and all that is printed compiled at once. */
function asTypeScript(specs: readonly Spec[]): void {
  const files = specs.map((spec, i) => ({ file: `${i}.json`, text: JSON.stringify(awsCliOutput(spec)) }));
  const imported = importFiles([...files, { file: 'aliases.json', text: JSON.stringify(ALIASES) }], { parameters: new Map(), tableNames: new Map() }, () => '');
  const each = Math.ceil(imported.length / FILES);
  const batches = Array.from({ length: FILES }, (_, i) => imported.slice(i * each, (i + 1) * each)).filter((batch) => batch.length > 0);
  const { outputs, problems } = compileTogether(batches.map((batch) => FORMATS.typescript.print(batch)));
  failures.push(...problems);
  batches.forEach((batch, i) => {
    const compiled = specsOfCompiled(outputs[i]);
    batch.filter(({ name, spec }) => !isDeepStrictEqual(JSON.parse(JSON.stringify(compiled.get(name) ?? null)), spec))
      .forEach(({ name, spec }) => failures.push(`${name} as TypeScript\n  imported ${JSON.stringify(spec)}\n  compiled ${JSON.stringify(compiled.get(name))}`));
  });
}

/** Creates the table with all that it has; false where it is refused. */
async function create(spec: Spec, url: string, { caps, lacks }: Holder): Promise<boolean> {
  const { tableName: TableName, region } = spec;
  const call = (operation: string, body: object): Promise<Response> => fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      'authorization': `AWS4-HMAC-SHA256 Credential=${process.env.AWS_ACCESS_KEY_ID}/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(body),
  });
  const made = await call('CreateTable', { ...createTable(withCaps(spec, caps)), DeletionProtectionEnabled: spec.deletionProtectionEnabled, ResourcePolicy: spec.resourcePolicy });
  if (!made.ok) {
    return false;
  }
  const left = new Set(fieldsNotHeld(spec, lacks));
  if (spec.ttlEnabled) {
    await call('UpdateTimeToLive', { TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: spec.ttlAttributeName } });
  }
  if (spec.pointInTimeRecoveryEnabled && !left.has('pointInTimeRecoveryEnabled')) {
    await call('UpdateContinuousBackups', { TableName, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: spec.recoveryPeriodInDays } });
  }
  if (spec.contributorInsights && !left.has('contributorInsights')) {
    await call('UpdateContributorInsights', { TableName, ContributorInsightsAction: 'ENABLE' });
  }
  for (const { regionName, kmsMasterKeyID, tableClassOverride, provisionedThroughputOverride: units } of left.has('replicas') ? [] : spec.replicas ?? []) {
    await call('UpdateTable', {
      TableName,
      ReplicaUpdates: [{
        Create: {
          RegionName: regionName,
          KMSMasterKeyId: kmsMasterKeyID,
          TableClassOverride: tableClassOverride,
          ProvisionedThroughputOverride: units && { ReadCapacityUnits: units.readCapacityUnits },
        },
      }],
    });
  }
  return true;
}

/** The table with caps as they are taken there. A cap of -1 says the same as none. */
function withCaps(of: Spec, caps: Holder['caps']): Spec {
  const { onDemandThroughput, globalSecondaryIndexes, ...rest } = of;
  const given = onDemandThroughput && caps(Object.fromEntries(Object.entries(onDemandThroughput).filter(([, units]) => units !== -1)));
  return {
    ...rest,
    ...(given && { onDemandThroughput: given }),
    ...(globalSecondaryIndexes && { globalSecondaryIndexes: globalSecondaryIndexes.map((index: Spec) => withCaps(index, caps)) }),
  };
}

main().catch((error: Error) => {
  console.error(error);
  process.exitCode = 1;
});
