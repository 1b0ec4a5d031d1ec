import { Code, oneLine, typesIn } from './code';
import { chartsOf, commentsOfModule, PrintedTable } from './printed-table';

const WIDTH = 120;

/** A program of cdk8s with these tables. */
export function printTypeScript(tables: readonly PrintedTable[]): string {
  const charts = chartsOf(tables, 'chart');
  return [
    "import { App, Chart } from 'cdk8s';",
    importLine(tables),
    '',
    'const app = new App();',
    ...[...charts].map(([namespace, { variable, id }]) => `const ${variable} = new Chart(app, ${quote(id)}${namespace === undefined ? '' : `, { namespace: ${quote(namespace)} }`});`),
    ...tables.flatMap((table) =>
      ['', ...comments(table, ''), `new DynamoDbTable(${charts.get(table.namespace)!.variable}, ${quote(table.name)}, ${print(table.props, '')});`]),
    '',
    'app.synth();',
    '',
  ].join('\n');
}

/** A module with a function that adds one table. */
export function printTypeScriptModule(table: PrintedTable): string {
  return [
    importLine([table]),
    "import { Construct } from 'constructs';",
    '',
    ...comments({ comments: commentsOfModule(table) }, ''),
    `export function ${identifier(table.name)}(scope: Construct): DynamoDbTable {`,
    `  return new DynamoDbTable(scope, ${quote(table.name)}, ${print(table.props, '  ')});`,
    '}',
    '',
  ].join('\n');
}

function importLine(tables: readonly PrintedTable[]): string {
  const types = [...tables.reduce((found, { props }) => typesIn(props, false, found), new Set(['DynamoDbTable']))].sort();
  const line = `import { ${types.join(', ')} } from 'cdk8s-dynamodb-kro';`;
  return line.length <= WIDTH ? line : `import {\n${types.map((type) => `  ${type},\n`).join('')}} from 'cdk8s-dynamodb-kro';`;
}

function comments({ comments: lines }: Pick<PrintedTable, 'comments'>, indent: string): string[] {
  return lines.map((line) => `${indent}// ${oneLine(line)}`);
}

/** The name of a Kubernetes object as that of a function. */
export function identifier(name: string): string {
  const camel = name.replace(/[^a-zA-Z0-9]+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase()).replace(/[^a-zA-Z0-9]/g, '');
  return /^[a-z]/.test(camel) && !RESERVED.has(camel) ? camel : `table${camel.charAt(0).toUpperCase()}${camel.slice(1)}`;
}

const RESERVED = new Set(('arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements '
  + 'import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield').split(' '));

function print(code: Code, indent: string): string {
  const flat = printFlat(code);
  return flat !== undefined && flat.length + indent.length <= WIDTH && !isLong(code) ? flat : printTall(code, indent);
}

/** Structs with much in them read better with a line for each field. */
function isLong(code: Code): boolean {
  return code.kind === 'struct' && (code.fields.length > 2 || code.fields.some(([, { kind }]) => kind === 'struct' || kind === 'list'));
}

function printFlat(code: Code): string {
  switch (code.kind) {
    case 'text': return quote(code.value);
    case 'literal': return String(code.value);
    case 'null': return 'null';
    case 'member': return `${code.type}.${code.name}`;
    case 'call': return `${code.type}.${code.method}(${code.arguments.map(printFlat).join(', ')})`;
    case 'list': return `[${code.items.map(printFlat).join(', ')}]`;
    case 'struct': return braces(code.fields.map(([name, value]) => `${name}: ${printFlat(value)}`));
    case 'map': return braces(keysOf(code.entries).map((key, i) => `${key}: ${printFlat(code.entries[i][1])}`));
  }
}

function braces(parts: readonly string[]): string {
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

function printTall(code: Code, indent: string): string {
  const inner = `${indent}  `;
  const lines = (items: readonly string[], open: string, close: string): string => `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}${close}`;
  switch (code.kind) {
    case 'call': return code.arguments.length === 1 ? `${code.type}.${code.method}(${print(code.arguments[0], indent)})` : lines(code.arguments.map((each) => print(each, inner)), `${code.type}.${code.method}(`, ')');
    case 'list': return code.items.length === 1 ? `[${print(code.items[0], indent)}]` : lines(code.items.map((each) => print(each, inner)), '[', ']');
    case 'struct': return lines(code.fields.map(([name, value]) => `${name}: ${print(value, inner)}`), '{', '}');
    case 'map': return lines(keysOf(code.entries).map((key, i) => `${key}: ${print(code.entries[i][1], inner)}`), '{', '}');
    default: return printFlat(code);
  }
}

/** Keys of an object: all quoted where one has to be. `__proto__` as a plain key would set the prototype, and is computed. */
function keysOf(entries: ReadonlyArray<readonly [string, Code]>): string[] {
  const plain = entries.every(([key]) => /^[A-Za-z_$][\w$]*$/.test(key) && key !== '__proto__');
  return entries.map(([key]) => (key === '__proto__' ? `[${quote(key)}]` : plain ? key : quote(key)));
}

/** A literal in single quotes, unless that takes escapes that double quotes do not. */
function quote(value: string): string {
  const json = JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return value.includes("'") && !value.includes('"') ? json : `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
