import { Expression, Node, Options, parse, parseExpressionAt, SpreadElement } from 'acorn';
import { isObject } from '../../src/contract/json';
import { didYouMean } from '../../src/contract/violation';
import { AttributeType } from '../../src/props/attribute';
import { Billing } from '../../src/props/billing';
import { Encryption } from '../../src/props/encryption';
import { AdoptionPolicy, RemovalPolicy } from '../../src/props/policies';
import { Projection } from '../../src/props/projection';
import { StreamViewType } from '../../src/props/stream';
import { TableClass } from '../../src/props/table-class';

/** What code may name; nothing else is run. */
const LIBRARY: Readonly<Record<string, object>> = { AdoptionPolicy, AttributeType, Billing, Encryption, Projection, RemovalPolicy, StreamViewType, TableClass };

export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Problem extends Partial<Place> {
  readonly severity: 'error' | 'warning' | 'note';
  readonly message: string;
}

/** The properties of one table, as its author wrote them. */
export interface WrittenTable {
  readonly props: unknown;
  /** What was found while reading them. */
  readonly problems: readonly Problem[];
  /** The place of a property such as `globalSecondaryIndexes[0].indexName`, or of what would hold it. */
  placeOf(property: string): Place;
}

const OPTIONS: Options = { ecmaVersion: 'latest', sourceType: 'module', locations: true };

/**
 * Reads tables from code that looks like TypeScript: one object of properties, a list of them, or a program with `new DynamoDbTable`,
 * `new DynamoDbApplication`, `addTable` and `addApplication`. The code is read, not run.
 */
export function parseProps(text: string): WrittenTable[] {
  const start = /^\s*(?:\/\/[^\n]*\n\s*)*/.exec(text)![0].length;
  const program = /^[[{]/.test(text.slice(start)) ? parseExpressionAt(text, start, OPTIONS) : parse(text, OPTIONS);
  const constants = new Map<string, Any>();
  each(program, (node) => {
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init) {
      constants.set(node.id.name, node.init);
    }
  });
  return tablesIn(program as Any, constants).map((node) => readTable(node, constants));
}

type Any = Node & { readonly [name: string]: any };

function tablesIn(program: Any, constants: ReadonlyMap<string, Any>): Any[] {
  if (program.type !== 'Program') {
    return listItems(program) ?? listItems(propertyOf(program, 'tables')) ?? [program];
  }
  const found: Any[] = [];
  each(program, (node) => {
    const name = node.type === 'NewExpression' ? node.callee.name : node.type === 'CallExpression' ? node.callee.property?.name : undefined;
    const last = resolve(node.arguments?.at(-1), constants);
    if (name === 'addApplication' && last?.type === 'ObjectExpression') {
      const properties = last.properties.filter((property: Any) => !['applicationName', 'moreTables', 'traits'].includes(nameOf(property) ?? ''));
      found.push({ ...last, properties }, ...listItems(resolve(propertyOf(last, 'moreTables'), constants)) ?? []);
    } else if (['DynamoDbTable', 'addTable', 'addApplication'].includes(name)) {
      found.push(...listItems(propertyOf(last, 'tables')) ?? [last].filter(isNode));
    } else if (name === 'DynamoDbApplication') {
      found.push(...listItems(resolve(propertyOf(last, 'tables'), constants)) ?? []);
    }
  });
  return found;
}

function readTable(node: Any, constants: ReadonlyMap<string, Any>): WrittenTable {
  const problems: Problem[] = [];
  const props = valueOf(node, constants, (at, message) => problems.push({ severity: 'error', message, ...placeOfNode(at) }));
  return { props, problems, placeOf: (property) => placeOfNode(nodeAt(node, property, constants)) };
}

type Report = (at: Any, message: string) => void;

function valueOf(given: Any, constants: ReadonlyMap<string, Any>, report: Report): unknown {
  const node = resolve(given, constants)!;
  const value = (inner: Any): unknown => valueOf(inner, constants, report);
  switch (node.type) {
    case 'Literal': return node.value;
    case 'TemplateLiteral': return node.expressions.length === 0 ? node.quasis[0].value.cooked : refuse(node, report);
    case 'UnaryExpression': return node.operator === '-' ? -Number(value(node.argument)) : refuse(node, report);
    case 'ArrayExpression': return node.elements.filter(isNode).map(value);
    case 'ObjectExpression': return Object.fromEntries(node.properties.flatMap((property: Any) => {
      const name = nameOf(property);
      return name === undefined ? [refuse(property, report)].flatMap(() => []) : [[name, value(property.value)]];
    }));
    case 'Identifier': return node.name === 'undefined' ? undefined : refuse(node, report);
    case 'MemberExpression': return member(node, report);
    case 'CallExpression': {
      const method = node.callee.type === 'MemberExpression' ? member(node.callee, report) : refuse(node, report);
      const given = node.arguments.map(value);
      try {
        return typeof method === 'function' ? method.apply(LIBRARY[node.callee.object.name], given) : undefined;
      } catch (error) {
        return report(node, (error as Error).message);
      }
    }
    default: return refuse(node, report);
  }
}

function member(node: Any, report: Report): unknown {
  const [owner, name] = [String(node.object.name), String(node.property.name)];
  const library = Object.hasOwn(LIBRARY, owner) ? LIBRARY[owner] : undefined;
  if (library === undefined) {
    return refuse(node, report);
  }
  if (!Object.hasOwn(library, name) || node.computed) {
    const names = Object.getOwnPropertyNames(library).filter((each) => !['length', 'name', 'prototype'].includes(each));
    report(node, `${owner}.${name} does not exist.${didYouMean(name, names) || ` Use ${names.join(', ')}.`}`);
    return undefined;
  }
  return (library as Record<string, unknown>)[name];
}

function refuse(node: Any, report: Report): undefined {
  report(node, 'This page reads values, and does not run code. Write the value itself, or a member of the library such as AttributeType.STRING.');
  return undefined;
}

function resolve(node: Any | undefined, constants: ReadonlyMap<string, Any>): Any | undefined {
  let found = node;
  for (let i = 0; i < 10 && found?.type === 'Identifier' && constants.has(found.name as string); i++) {
    found = constants.get(found.name as string);
  }
  return found;
}

/** The node of the last part of the path that is there: of a property its name, of a list its item. */
function nodeAt(node: Any, property: string, constants: ReadonlyMap<string, Any>): Any {
  let [at, value]: [Any, Any | undefined] = [node, resolve(node, constants)];
  for (const [, index, quoted, name] of property.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g)) {
    const next = index === undefined ? entry(value, quoted ?? name) : listItems(value)?.[Number(index)];
    if (next === undefined) {
      break;
    }
    at = next.type === 'Property' ? next.key : next;
    value = resolve(next.type === 'Property' ? next.value : next, constants);
  }
  return at;
}

function entry(node: Any | undefined, name: string): Any | undefined {
  return node?.type === 'ObjectExpression' ? node.properties.find((property: Any) => nameOf(property) === name) : undefined;
}

function propertyOf(node: Any | undefined, name: string): Any | undefined {
  return entry(node, name)?.value;
}

function nameOf(property: Any): string | undefined {
  return property.type !== 'Property' || property.computed ? undefined : String(property.key.name ?? property.key.value);
}

function listItems(node: Any | undefined): Any[] | undefined {
  return node?.type === 'ArrayExpression' ? (node.elements as Array<Expression | SpreadElement | null>).filter(isNode) as Any[] : undefined;
}

function placeOfNode({ loc }: Any): Place {
  return { line: loc!.start.line, column: loc!.start.column + 1 };
}

function isNode(value: unknown): value is Any {
  return isObject(value) && typeof value.type === 'string';
}

/** Visits a tree of nodes without recursion, which a deep one would end. */
function each(root: Node, visit: (node: Any) => void): void {
  const open: Any[] = [root as Any];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    visit(node);
    open.push(...Object.values(node).flat().filter(isNode).reverse());
  }
}
