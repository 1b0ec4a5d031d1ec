import { App, Chart } from 'cdk8s';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import {
  AttributeType, DynamoDbApplication, DynamoDbTable, Encryption, Projection, RemovalPolicy, StreamViewType, TableClass,
} from '../src';
import { MINIMAL, tableRefusal } from './synth';

const HOSTILE = ['${schema.spec.region}', '\\(context.name)', '"', '\'', '"""#', 'a\nb: c', '---', '- a', '{}', 'N', 'on', '0775', '1e3', '~', 'null', '<<', '*a', '&a', '!!js', '# a', ' a ', '\u0000', '🙂', '\\u0041', '\ufeff', '\ue000'];
const UNWRITABLE = ['\u2028', '\u2029', '\u0085', '\u007f', '\u009f', '\ufffe', '\uffff'];

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
  const texts = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }).filter((text) => !UNWRITABLE.some((character) => text.includes(character))));
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

describe.each(UNWRITABLE)('a character that the readers of Kubernetes take for another, or refuse: %j', (character) => {
  const text = `a ${character} b`;
  const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

  test('is refused in names of attributes, each once', () => {
    const [first, second, third, ...more] = tableRefusal({
      partitionKey: { name: text, type: AttributeType.NUMBER },
      timeToLiveAttribute: text,
      globalSecondaryIndexes: [{ indexName: 'by-x', partitionKey: { name: 'x', type: AttributeType.STRING }, projection: Projection.include(text) }],
    });
    expect([first, second, third].map((line) => / (\S+) ".*holds (\S+), which/s.exec(line)?.slice(1)).sort())
      .toEqual([['globalSecondaryIndexes[0].projection[0]', code], ['partitionKey.name', code], ['timeToLiveAttribute', code]]);
    expect(more).toEqual([]);
  });

  test('is escaped in a policy', () => {
    const [{ spec }] = read((chart) => new DynamoDbTable(chart, 'table', { ...MINIMAL, resourcePolicy: { Statement: [{ Sid: text }] } }), '1.1');
    expect(spec.resourcePolicy).not.toContain(character);
    expect(JSON.parse(spec.resourcePolicy)).toEqual({ Statement: [{ Sid: text }] });
  });
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

describe('in every string of a table', () => {
  const key = { name: 'id', type: AttributeType.STRING };
  const FULL = {
    name: 'orders',
    tableName: 'orders',
    region: 'us-east-1',
    partitionKey: key,
    sortKey: { name: 'at', type: AttributeType.NUMBER },
    globalSecondaryIndexes: [{ indexName: 'by-other', partitionKey: { name: 'other', type: AttributeType.BINARY }, projection: Projection.include('more') }],
    localSecondaryIndexes: [{ indexName: 'local', sortKey: { name: 'own', type: AttributeType.STRING } }],
    stream: StreamViewType.NEW_AND_OLD_IMAGES,
    encryption: Encryption.customerManagedKey('arn:aws:kms:us-east-1:123456789012:key/a'),
    timeToLiveAttribute: 'expires',
    tableClass: TableClass.STANDARD,
    tags: { team: 'shop' },
    backups: [{ name: 'first', removalPolicy: RemovalPolicy.RETAIN }],
    replicas: [{ region: 'eu-west-1', kmsKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/a', tableClass: TableClass.STANDARD }],
    connectionSecret: { name: 'secret', namespace: 'shop' },
    providerConfig: 'team-a',
    removalPolicy: RemovalPolicy.RETAIN,
  };
  const paths = stringsIn(FULL);
  const texts = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ unit: 'grapheme', maxLength: 30 }));
  const [base] = read((chart) => new DynamoDbTable(chart, 'table', FULL), '1.1');

  test('there are as many as there are', () => {
    expect(paths.map((path) => path.join('.'))).toEqual(expect.arrayContaining(['globalSecondaryIndexes.0.indexName', 'tags.team', 'connectionSecret.namespace', 'replicas.0.kmsKeyArn']));
  });

  test('arbitrary text is refused with our error, or reads back as itself in its place and changes nothing else', () => {
    fc.assert(fc.property(fc.constantFrom(...paths), texts, (path, text) => {
      const props = replace(FULL, path, text) as any;
      const app = new App();
      new DynamoDbTable(new Chart(app, 'chart'), 'table', props);
      const problems = app.node.findAll().flatMap((construct) => construct.node.validate());
      if (problems.length > 0) {
        expect(problems.filter((line) => !/\[\w+\]$/.test(line))).toEqual([]);
        return;
      }
      for (const version of ['1.1', '1.2'] as const) {
        const documents = read((chart) => new DynamoDbTable(chart, 'table', props), version);
        expect(documents).toHaveLength(1);
        expect(Object.keys(documents[0])).toEqual(Object.keys(base));
        expect(Object.keys(documents[0].spec)).toEqual(Object.keys(base.spec));
        expect(JSON.stringify(documents[0])).toContain(JSON.stringify(text));
      }
    }), { numRuns: 1000 });
  });
});

type Path = ReadonlyArray<string | number>;

function stringsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') {
    return [path];
  }
  // What our own classes hold is not given as text.
  return typeof value === 'object' && value !== null && (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype)
    ? Object.entries(value).flatMap(([name, item]) => stringsIn(item, [...path, name])) : [];
}

function replace(value: any, [first, ...rest]: Path, text: string): unknown {
  if (first === undefined) {
    return text;
  }
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[first] = replace(copy[first], rest, text);
  return copy;
}
