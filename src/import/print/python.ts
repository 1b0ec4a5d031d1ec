import { Code, oneLine, typesIn } from './code';
import { chartsOf, commentsOfModule, PrintedTable } from './printed-table';

const WIDTH = 100;
const MODULE = 'cdk8s_dynamodb_kro';

/** A program of cdk8s in Python with these tables. */
export function printPython(tables: readonly PrintedTable[]): string {
  const charts = chartsOf(tables, 'chart');
  return [
    'from cdk8s import App, Chart',
    importLines(tables),
    '',
    'app = App()',
    ...[...charts].map(([namespace, { variable, id }]) => `${variable} = Chart(app, ${quote(id)}${namespace === undefined ? '' : `, namespace=${quote(namespace)}`})`),
    ...tables.flatMap((table) => ['', ...comments(table), `DynamoDbTable(${argumentsOf(table, charts.get(table.namespace)!.variable, '')})`]),
    '',
    'app.synth()',
    '',
  ].join('\n');
}

/** A module with a function that adds one table. */
export function printPythonModule(table: PrintedTable): string {
  return [
    importLines([table]),
    'from constructs import Construct',
    '',
    '',
    ...comments({ comments: commentsOfModule(table) }),
    `def ${identifier(table.name)}(scope: Construct) -> DynamoDbTable:`,
    `    return DynamoDbTable(${argumentsOf(table, 'scope', '    ')})`,
    '',
  ].join('\n');
}

export function identifier(name: string): string {
  const snake = name.replace(/[^a-zA-Z0-9]+/g, '_').toLowerCase();
  return /^[a-z]/.test(snake) && !RESERVED.has(snake) ? snake : `table_${snake}`;
}

// With the packages that a module imports: one of their names would be imported in their place.
const RESERVED = new Set(('cdk8s cdk8s_dynamodb_kro constructs and as assert async await break class continue def del elif else except false finally for from global if import in is lambda none nonlocal not or pass '
  + 'raise return true try while with yield').split(' '));

function importLines(tables: readonly PrintedTable[]): string {
  const types = tables.reduce((found, { props }) => typesIn(props, true, found), new Set(['DynamoDbTable']));
  // Their fields are the keyword arguments of what takes them last.
  tables.forEach(({ props }) => liftedStructs(props).forEach((type) => types.delete(type)));
  tables.forEach(({ props }) => usedStructs(props).forEach((type) => types.add(type)));
  return `from ${MODULE} import (\n${[...types].sort().map((type) => `    ${type},\n`).join('')})`;
}

/** jsii makes keyword arguments of the struct that a constructor or a method takes last. */
function liftedStructs(code: Code): string[] {
  return code.kind === 'struct' ? [code.type, ...code.fields.flatMap(([, each]) => liftedStructs(each))]
    : code.kind === 'call' ? code.arguments.flatMap((each) => (each.kind === 'struct' ? [each.type] : []))
      : code.kind === 'list' ? code.items.flatMap(liftedStructs) : [];
}

/** The structs that are written with their names. */
function usedStructs(code: Code, nested = false): string[] {
  return code.kind === 'struct' ? [...nested ? [code.type] : [], ...code.fields.flatMap(([, each]) => usedStructs(each, true))]
    : code.kind === 'list' ? code.items.flatMap((each) => usedStructs(each, true)) : [];
}

function comments({ comments: lines }: Pick<PrintedTable, 'comments'>): string[] {
  return lines.map((line) => `# ${oneLine(line)}`);
}

function argumentsOf({ name, props }: PrintedTable, scope: string, indent: string): string {
  const inner = `${indent}    `;
  const fields = props.kind === 'struct' ? props.fields : [];
  return `\n${[scope, quote(name), ...fields.map((field) => keyword(field, inner))].map((each) => `${inner}${each},\n`).join('')}${indent}`;
}

function keyword([name, value]: readonly [string, Code], indent: string): string {
  return `${snakeCase(name)}=${print(value, indent)}`;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function print(code: Code, indent: string): string {
  const flat = printWith(code, undefined);
  return flat.length + indent.length <= WIDTH ? flat : printWith(code, indent);
}

/** On one line without an indent; else with a line for each part. */
function printWith(code: Code, indent: string | undefined): string {
  const inner = indent === undefined ? '' : `${indent}    `;
  const each = (value: Code): string => indent === undefined ? printWith(value, undefined) : print(value, inner);
  const join = (open: string, parts: readonly string[], close: string): string => indent === undefined || parts.length === 0
    ? `${open}${parts.join(', ')}${close}` : `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close}`;
  const keywords = (fields: ReadonlyArray<readonly [string, Code]>): string[] => fields.map(([name, value]) => `${snakeCase(name)}=${each(value)}`);
  switch (code.kind) {
    case 'text': return quote(code.value);
    case 'literal': return typeof code.value === 'boolean' ? (code.value ? 'True' : 'False') : String(code.value);
    case 'null': return 'None';
    case 'member': return `${code.type}.${code.name}`;
    case 'list': return join('[', code.items.map(each), ']');
    case 'map': return join('{', code.entries.map(([key, value]) => `${quote(key)}: ${each(value)}`), '}');
    case 'struct': return join(`${code.type}(`, keywords(code.fields), ')');
    case 'call': return join(`${code.type}.${snakeCase(code.method)}(`, code.arguments.flatMap((argument) => (argument.kind === 'struct' ? keywords(argument.fields) : [each(argument)])), ')');
  }
}

/** JSON's escapes are Python's, but for those of half a surrogate pair and of what no source file may hold. */
function quote(value: string): string {
  return JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
