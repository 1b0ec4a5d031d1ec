/** What a source does not tell is rejected until somebody gives it: as YAML, and as a program alike, which has no other value in its place. */
import { refusalsOf } from './evaluate';
import { TableSpec } from '../../src/contract/table-spec';
import { validate } from '../../src/contract/validate';
import { ImportedTable } from '../../src/import/imported-table';
import { FORMATS } from '../../src/import/print/formats';

const attributes = (...names: string[]) => names.map((attributeName) => ({ attributeName, attributeType: 'S' }));
const keys = (hash: string, range: string) => [{ attributeName: hash, keyType: 'HASH' }, { attributeName: range, keyType: 'RANGE' }];
const key = (region: string): string => `arn:aws:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const COMMON: TableSpec = {
  tableName: 'orders',
  region: 'us-east-1',
  attributeDefinitions: attributes('id', 'at', 'other'),
  keySchema: keys('id', 'at'),
  pointInTimeRecoveryEnabled: true,
  ttlEnabled: true,
  ttlAttributeName: 'until',
  deletionProtectionEnabled: true,
  tags: [{ key: 'team', value: 'shop' }],
  contributorInsights: true,
  tableClass: 'STANDARD_INFREQUENT_ACCESS',
  localSecondaryIndexes: [{ indexName: 'local', keySchema: keys('id', 'other'), projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['more'] } }],
  adoptionPolicy: 'adopt',
  deletionPolicy: 'retain',
};
const index = { indexName: 'by-other', keySchema: keys('other', 'at'), projection: { projectionType: 'KEYS_ONLY' } };
const units = { readCapacityUnits: 3, writeCapacityUnits: 2 };

const WHOLE: Readonly<Record<string, TableSpec>> = {
  'on demand, with replicas': {
    ...COMMON,
    billingMode: 'PAY_PER_REQUEST',
    onDemandThroughput: { maxReadRequestUnits: 5 },
    globalSecondaryIndexes: [index],
    streamEnabled: true,
    streamViewType: 'NEW_AND_OLD_IMAGES',
    sseEnabled: true,
    sseType: 'KMS',
    kmsMasterKeyID: key('us-east-1'),
    replicas: [{ regionName: 'eu-west-1', kmsMasterKeyID: key('eu-west-1'), tableClassOverride: 'STANDARD' }],
    backups: [{ name: 'first' }],
    writeConnectionSecretToRef: { name: 'connection' },
    providerConfigRef: { name: 'account-b' },
  },
  'provisioned': { ...COMMON, billingMode: 'PROVISIONED', provisionedThroughput: units, globalSecondaryIndexes: [{ ...index, provisionedThroughput: units }], sseEnabled: false },
};

/** The same, with each value in turn missing or another one. */
function* spoilt(value: unknown, path = ''): Generator<readonly [string, unknown]> {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      for (const [what, other] of spoilt(item, `${path}[${i}]`)) {
        yield [what, value.map((each, at) => (at === i ? other : each))];
      }
    }
    yield [`${path}[] of two`, [...value, value.at(-1)]];
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      const inner = path === '' ? name : `${path}.${name}`;
      yield [`${inner} missing`, { ...value, [name]: undefined }];
      for (const [what, other] of spoilt(item, inner)) {
        yield [what, { ...value, [name]: other }];
      }
    }
  } else {
    for (const other of typeof value === 'string' ? ['', 'X'] : typeof value === 'number' ? [0] : []) {
      yield [`${path} ${JSON.stringify(other)}`, other];
    }
  }
}

/** A program has no place for them: it derives the definitions from the keys, has each tag once, and time to live by its attribute alone. */
const DERIVED = ['attributeDefinitions[] of two', 'tags[] of two', 'ttlEnabled missing'];

const isInvalid = (spec: TableSpec): boolean => validate(spec).some(({ severity }) => severity !== 'warning');
const tableOf = (spec: TableSpec): ImportedTable =>
  ({ name: 'orders', source: 'a', spec: JSON.parse(JSON.stringify(spec)), findings: [] });

test.each(Object.entries(WHOLE))('a program of what is not valid is refused: %s', (_, whole) => {
  expect([validate(whole), refusalsOf(FORMATS.typescript.print([tableOf(whole)]))]).toEqual([[], []]);
  const invalid = [...spoilt(whole)].filter(([what, spec]) => !DERIVED.includes(what) && isInvalid(tableOf(spec as TableSpec).spec));
  expect(invalid.length).toBeGreaterThan(60);
  const isRefused = (spec: TableSpec): boolean => refusalsOf(FORMATS.typescript.print([tableOf(spec)])).length > 0;
  expect(invalid.filter(([, spec]) => !isRefused(spec as TableSpec)).map(([what]) => what)).toEqual([]);
}, 60_000);
