import { App, Chart } from 'cdk8s';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { AttributeType, DynamoDbApplication, DynamoDbTable } from '../src';
import { MINIMAL, tableRefusal } from './synth';

const HOSTILE = ['${schema.spec.region}', '\\(context.name)', '"', '\'', '"""#', 'a\nb: c', '---', '- a', '{}', 'N', 'on', '0775', '1e3', '~', 'null', '<<', '*a', '&a', '!!js', '# a', ' a ', '\u2028', '\u0000', '🙂', '\\u0041'];

/** The documents that somebody reads who takes the YAML by its old or its new rules. */
function read(build: (chart: Chart) => void, version: '1.1' | '1.2'): any[] {
  const app = new App();
  build(new Chart(app, 'chart'));
  return parseAllDocuments(app.synthYaml(), { version }).map((document) => document.toJS());
}

// A name of DynamoDB's may hold any character where it is an attribute's.
const table = (text: string) => ({
  ...MINIMAL,
  partitionKey: { name: text, type: AttributeType.NUMBER },
  timeToLiveAttribute: text,
  resourcePolicy: { Statement: [{ Sid: text }] },
});

test.each(['1.1', '1.2'] as const)('text that DynamoDB takes reads back as itself from YAML %s, and adds no key and no document', (version) => {
  const texts = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }));
  fc.assert(fc.property(texts, (text) => {
    const docs = read((chart) => {
      new DynamoDbTable(chart, 'table', table(text));
      new DynamoDbApplication(chart, 'shop', { tables: [{ ...table(text), tableName: 'carts' }] });
    }, version);
    expect(docs).toHaveLength(2);
    const [plain, application] = docs;
    const properties = application.spec.components[0].properties;
    expect({ ...properties, tableName: 'orders' }).toEqual(plain.spec);
    expect(Object.keys(plain.spec).sort()).toEqual(
      ['attributeDefinitions', 'keySchema', 'region', 'resourcePolicy', 'tableName', 'ttlAttributeName', 'ttlEnabled']);
    expect(plain.spec.keySchema).toEqual([{ attributeName: text, keyType: 'HASH' }]);
    expect(plain.spec.attributeDefinitions).toEqual([{ attributeName: text, attributeType: 'N' }]);
    expect(plain.spec.ttlAttributeName).toBe(text);
    expect(JSON.parse(plain.spec.resourcePolicy).Statement[0].Sid).toBe(text);
  }), { numRuns: 300 });
});

test.each([
  ['tableName', (text: string) => ({ tableName: text, name: 'x' })],
  ['region', (text: string) => ({ region: text })],
  ['name', (text: string) => ({ name: text })],
  ['providerConfig', (text: string) => ({ providerConfig: text })],
  ['connectionSecret', (text: string) => ({ connectionSecret: { name: text } })],
  ['backups', (text: string) => ({ backups: [{ name: text }] })],
  ['removalPolicy', (text: string) => ({ removalPolicy: text })],
  ['apiGroup', (text: string) => ({ apiGroup: text })],
  ['tags', (text: string) => ({ tags: { [text]: 'a' } })],
])('in %s, hostile text is refused, and the message names the property', (property, props) => {
  for (const text of ['${schema.spec.region}', '\\(context.name)', 'a"b', 'a\nb', '{}', '*a', '🙂']) {
    expect(tableRefusal(props(text))).toEqual([expect.stringContaining(`[chart/table] ${property}`)]);
  }
});
