/** Generated tables, described as the AWS CLI does, imported, printed and compiled: each is the same table at every step. */
import { parseAllDocuments } from 'yaml';
import { ALIASES, awsCliOutput, importedSpec } from './aws-cli-output';
import { specsOf } from './evaluate';
import { generatedTables } from './generated-tables';
import { mayChange } from '../../src/import/finding';
import { ImportedTable } from '../../src/import/imported-table';
import { FORMATS } from '../../src/import/print/formats';
import { importFiles } from '../../src/import/sources';

/** `IMPORT_TABLES=2000 npx jest test/import/round-trip` takes more of them. */
const TABLES = Number(process.env.IMPORT_TABLES ?? 50);
const BATCH = Math.min(TABLES, 100);
const specs = generatedTables(17, TABLES);
const options = { parameters: new Map(), tableNames: new Map() };
const nothing = (): string => '';

const imported: ImportedTable[] = importFiles(
  [...specs.map((spec, i) => ({ file: `${i}.json`, text: JSON.stringify(awsCliOutput(spec)) })), { file: 'aliases.json', text: JSON.stringify({ ...ALIASES, ScalableTargets: [] }) }],
  options,
  nothing,
);
const batches = Array.from({ length: TABLES / BATCH }, (_, i) => imported.slice(i * BATCH, (i + 1) * BATCH));

test('described and imported, each is the same table', () => {
  expect(imported).toHaveLength(TABLES);
  imported.forEach(({ spec }, i) => expect(spec).toEqual(importedSpec(specs[i])));
});

test('what is expressed whole is no finding that may change something', () => {
  expect(imported.flatMap(({ spec, findings }) => findings.filter((finding) => mayChange(finding) && finding.what !== 'rule ReplicaManagedKey').map((finding) => ({ table: spec.tableName, finding })))).toEqual([]);
});

test.each(batches.map((batch, i) => [i, batch] as const))('as TypeScript, compiled, each is the same table: batch %d', (_, batch) => {
  const compiled = specsOf(FORMATS.typescript.print(batch));
  batch.forEach(({ name, spec }) => expect(compiled.get(name)).toEqual(spec));
});

test.each(['1.1', '1.2'] as const)('as YAML %s, each is the same table', (version) => {
  const batch = batches[0];
  for (const [format, spec] of [['yaml', (manifest: any) => manifest.spec], ['application', (manifest: any) => manifest.spec.components[0].properties]] as const) {
    const documents = parseAllDocuments(FORMATS[format].print(batch), { version }).map((document) => document.toJS());
    expect(documents.map(spec)).toEqual(batch.map((table) => table.spec));
  }
});
