/** Input that is none of what a source means: it is read, or refused with one line, and its text never becomes code. */
import fc from 'fast-check';
import * as ts from 'typescript';
import { parseAllDocuments } from 'yaml';
import { DEFINITIONS } from './definitions';
import { specsOf } from './evaluate';
import { ImportedTable } from '../../src/import/imported-table';
import { FORMATS } from '../../src/import/print/formats';
import { Unreadable } from '../../src/import/source-document';
import { importFiles } from '../../src/import/sources';
import { writableJson } from '../../src/props/unwritable';

const options = { region: 'us-east-1', parameters: new Map<string, string>(), tableNames: new Map<string, string>() };
const values = fc.constantFrom<unknown>(null, 0, -1, 1.5, '', 'x', true, [], {}, [null], [[]], { Ref: 'A' }, { 'Fn::Sub': 5 }, { 'Fn::If': null }, { 'Fn::Join': [] }, { 'Fn::FindInMap': 'x' }, { Ref: null });

function paths(value: unknown, path: ReadonlyArray<string | number> = []): Array<ReadonlyArray<string | number>> {
  const inner = typeof value === 'object' && value !== null
    ? (Array.isArray(value) ? [...value.keys()] : Object.keys(value)).flatMap((key) => paths((value as any)[key], [...path, key])) : [];
  return [path, ...inner];
}

function replaced(value: any, [first, ...rest]: ReadonlyArray<string | number>, other: unknown): unknown {
  if (first === undefined) {
    return other;
  }
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[first] = replaced(copy[first], rest, other);
  return copy;
}

test('any value in any place of a source is read, or refused with one line', () => {
  const documents = DEFINITIONS.flatMap(({ files }) => Object.values(files)).flatMap((content): unknown[] => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    return text === '' ? [] : parseAllDocuments(text, { logLevel: 'silent' }).map((document) => document.toJS());
  });
  const cases = fc.constantFrom(...documents).chain((document) => fc.tuple(fc.constant(document), fc.constantFrom(...paths(document)), values));
  fc.assert(fc.property(cases, ([document, path, value]) => {
    try {
      const tables = importFiles([{ file: 'a.json', text: JSON.stringify(replaced(document, path, value)) ?? '' }], options, () => '');
      Object.values(FORMATS).forEach(({ print }) => print(tables));
    } catch (error) {
      expect(error).toBeInstanceOf(Unreadable);
      expect((error as Error).message).not.toContain('\n');
    }
  }), { numRuns: 500 });
});

test('what a trait adds to a list that is none leaves the value as it is', () => {
  const application = {
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name: 'prod' },
    spec: {
      components: [{
        name: 'users',
        type: 'aws-dynamodb-kro',
        properties: { attributeDefinitions: 0, globalSecondaryIndexes: 'none' },
        traits: [{ type: 'dynamodb-global-index-kro', properties: { indexes: [{ indexName: 'by-email' }] } }],
      }],
    },
  };
  const [{ spec }] = importFiles([{ file: 'a.json', text: JSON.stringify(application) }], options, () => '');
  expect(spec).toMatchObject({ attributeDefinitions: 0, globalSecondaryIndexes: 'none' });
});

test('a table name that refers to itself, alone or by way of another, is a finding', () => {
  const table = (name: unknown): object => ({
    Type: 'AWS::DynamoDB::Table',
    Properties: { TableName: name, AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] },
  });
  const template = { Resources: { A: table({ Ref: 'A' }), B: table({ 'Fn::Sub': 'b-${C}' }), C: table({ 'Fn::Join': ['-', ['c', { Ref: 'B' }]] }) } };
  const tables = importFiles([{ file: 'a.json', text: JSON.stringify(template) }], options, () => '');
  expect(tables.map(({ name, spec, findings }) => [name, spec.tableName, findings.filter(({ path }) => path.endsWith('TableName')).map(({ effect, text }) => [effect, text])])).toEqual(
    ['A', 'B', 'C'].map(() => [expect.any(String), undefined, [['unknown', expect.stringMatching(/^The name of [ABC] refers to itself\./)]]]),
  );
});

const HOSTILE = ['${process.exit()}', '*/', '\n// x', "'", '"', '\\', '`', '\u2028', '\u2029', '\r', '\u0000', '"""', '#{x}', '{{x}}', '__proto__', 'constructor', 'a: b', '- a', '# x', '🙂'];

test('text of a source stands in every format as itself, in its place', () => {
  const texts = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')));
  fc.assert(fc.property(texts, texts, (text, other) => {
    const table: ImportedTable = {
      name: 'orders',
      source: `file ${text}`,
      spec: {
        tableName: 'orders',
        region: 'us-east-1',
        attributeDefinitions: [{ attributeName: text, attributeType: 'S' }],
        keySchema: [{ attributeName: text, keyType: 'HASH' }],
        tags: [{ key: text, value: other }],
        resourcePolicy: JSON.stringify(Object.fromEntries([[text, [other]], ['plain', 1]])),
      },
      findings: [{ what: text, path: other, effect: 'stays', text }],
    };
    const program = FORMATS.typescript.print([table]);
    const { diagnostics = [] } = ts.transpileModule(program, { reportDiagnostics: true });
    expect(diagnostics).toEqual([]);
    // Of a policy a program escapes what YAML does not keep.
    expect(specsOf(program).get('orders')).toMatchObject({ ...table.spec, resourcePolicy: writableJson(String(table.spec.resourcePolicy)) });
    for (const version of ['1.1', '1.2'] as const) {
      const documents = parseAllDocuments(FORMATS.yaml.print([table]), { version }).map((document) => document.toJS());
      expect(documents).toHaveLength(1);
      expect(documents[0].spec).toEqual(table.spec);
    }
  }), { numRuns: 150 });
});
