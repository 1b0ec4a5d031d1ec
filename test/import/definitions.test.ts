import { DEFINITIONS } from './definitions';
import { specsOf } from './evaluate';
import { describeFinding } from '../../src/import/finding';
import { isDeclared } from '../../src/import/imported-table';
import { FORMATS } from '../../src/import/print/formats';
import { importFiles } from '../../src/import/sources';

test.each(DEFINITIONS)('$what', ({ files, options = {}, specs, findings = [] }) => {
  const texts = Object.entries(files).map(([file, content]) => ({ file, text: typeof content === 'string' ? content : JSON.stringify(content), found: true }));
  const tables = importFiles(texts, {
    region: options.region,
    parameters: new Map(Object.entries(options.parameters ?? {})),
    tableNames: new Map(Object.entries(options.tableNames ?? {})),
  }, (file) => texts.find((each) => each.file === file)!.text);
  expect(tables.map(({ spec }, i) => Object.fromEntries(Object.keys(specs[i] ?? spec).map((name) => [name, spec[name]])))).toEqual(specs);
  tables.forEach(({ spec }) => expect(spec).toMatchObject({ adoptionPolicy: 'adopt', deletionPolicy: 'retain' }));
  // The text after the path says what becomes of it. What a source never has by itself is tested in `exit-code.test.ts`.
  const reported = tables.flatMap((table) => table.findings.filter(({ effect, what }) => effect !== 'note' && !['tags of the stack', 'resource policy', 'status of the object', 'original component'].includes(what)).map((finding) => describeFinding(finding).slice(0, -finding.text.length - 2)));
  expect(reported).toEqual(findings);
  // What is complete compiles and synthesizes to the same.
  const complete = tables.filter((table) => table.spec.tableName !== undefined && table.spec.region !== undefined && isDeclared(table));
  const compiled = specsOf(FORMATS.typescript.print(complete));
  complete.forEach(({ name, spec }) => expect(compiled.get(name)).toEqual(spec));
});
