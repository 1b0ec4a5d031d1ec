import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { LEFT_OUT, tableTemplate } from '../../src/ack/table-template';
import { FIELDS } from '../../src/contract/fields';
import { Field, objectTypes, Shape } from '../../src/contract/shape';

/** The interfaces of the generated L1 of ACK's Table: field names, and the interface each field is made of. */
function l1(): Map<string, Map<string, string | undefined>> {
  const file = 'imports/dynamodb.services.k8s.aws.ts';
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const interfaces = new Map<string, Map<string, string | undefined>>();
  source.forEachChild((node) => {
    if (ts.isInterfaceDeclaration(node)) {
      interfaces.set(node.name.text, new Map(node.members.filter(ts.isPropertySignature).map((member) =>
        [member.name.getText(source), /TableSpec\w+/.exec(member.type!.getText(source))?.[0]])));
    }
  });
  return interfaces;
}

// cdk8s spells acronyms at the end of a name differently.
const ackName = (name: string): string => name.replace(/kmsMasterKeyId$/, 'kmsMasterKeyID');
const { rows } = tableTemplate({ tags: [], encryption: {} });
const table = l1();

test('every field of ACK\'s TableSpec is rendered from the contract or left out for a reason', () => {
  const rendered = rows.map((row) => row.field);
  const missing = [...table.get('TableSpec')!.keys()].filter((field) => !rendered.includes(field) && !(field in LEFT_OUT));
  expect(missing).toEqual([]);
});

test('nothing is rendered that ACK\'s TableSpec does not have', () => {
  expect(rows.map((row) => row.field).filter((field) => !table.get('TableSpec')!.has(field))).toEqual([]);
});

test('every field of an object that is passed on under its name has the same fields as ACK\'s', () => {
  const passedOn = rows.filter((row) => row.field === row.from[0] || row.value.text === `schema.spec.${row.from[0]}`);
  const compare = (path: string, shape: Shape, l1Type: string | undefined): string[] => {
    if (shape.kind === 'list') {
      return compare(path, shape.of, l1Type);
    }
    if (shape.kind !== 'object') {
      return [];
    }
    const theirs = new Map([...table.get(l1Type!)!].map(([name, type]) => [ackName(name), type]));
    const ours = shape.fields.map((field) => field.name);
    return [
      ...[...theirs.keys()].filter((name) => !ours.includes(name) && !(`${path}.${name}` in LEFT_OUT)).map((name) => `${path}.${name} is not in the contract`),
      ...ours.filter((name) => !theirs.has(name)).map((name) => `${path}.${name} is not in ACK`),
      ...shape.fields.flatMap((field) => compare(`${path}.${field.name}`, field.shape, theirs.get(field.name))),
    ];
  };
  expect(passedOn.length).toBeGreaterThan(10);
  expect(passedOn.flatMap((row) =>
    compare(row.field, FIELDS.find((field) => field.name === row.from[0])!.shape, table.get('TableSpec')!.get(row.field)))).toEqual([]);
});

test('what is left out exists in ACK, so that the list does not outlive its reasons', () => {
  for (const path of Object.keys(LEFT_OUT)) {
    const [field, inner] = path.split('.');
    expect([...table.get(table.get('TableSpec')!.get(field)!)!.keys()]).toContain(inner);
  }
});

/** Every field, those of objects too, with its path. */
function allFields(fields: readonly Field[] = FIELDS): Field[] {
  return [...fields, ...objectTypes(fields).flatMap((type) => type.fields)];
}

test('every field says what it is in one sentence that every printer can carry', () => {
  expect(allFields().filter(({ doc }) => !/^[A-Z][^\n"]*\.$/.test(doc)).map((field) => field.name)).toEqual([]);
});

test('no field or type is defined twice', () => {
  const names = FIELDS.map((field) => field.name);
  const types = objectTypes(FIELDS).map((type) => type.name);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(types).size).toBe(types.length);
});

test('a pattern that is refused says in words what it requires', () => {
  const strings = allFields().map((field) => field.shape).map((shape) => (shape.kind === 'list' ? shape.of : shape));
  expect(strings.filter((shape) => shape.kind === 'string' && shape.pattern !== undefined && !shape.meaning)).toEqual([]);
});

test('every string and list has an upper bound, which the API server needs to estimate the cost of rules', () => {
  const unbounded = allFields().filter(({ shape }) =>
    (shape.kind === 'list' && shape.maxItems === undefined) || (shape.kind === 'string' && !shape.enum && shape.maxLength === undefined));
  expect(unbounded.map((field) => field.name)).toEqual([]);
});
