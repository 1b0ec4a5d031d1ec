/* eslint-disable no-bitwise */
/**
 * The printed CEL as functions of JavaScript. `@marcbachmann/cel-js` parses it, since it is the parser for JavaScript that knows optional
 * types; its own evaluator takes milliseconds for an expression like those of the graph, so each is printed as JavaScript once, which
 * takes microseconds. A check of the conformance suite evaluates the same states with kro's own CEL environment
 * (`test/conformance/programs/kro-cel`), and so proves that the two are equal.
 *
 * An optional is its value, or undefined for none: no value of a Kubernetes object is undefined. A time is its milliseconds.
 */
import { Environment } from '@marcbachmann/cel-js';

/** Evaluates one expression; the names in it are properties of the context. */
export type Program = (context: Record<string, unknown>) => any;

interface Node { readonly op: string; readonly args: any }

const environment = new Environment({
  unlistedVariablesAreDyn: true,
  enableOptionalTypes: true,
  homogeneousAggregateLiterals: false,
  limits: { maxAstNodes: 100_000, maxDepth: 1_000, maxListElements: 1_000, maxMapEntries: 1_000, maxCallArguments: 100 },
});

/** The program of an expression as it stands in a template, `${…}`. */
export const compile = (template: string): Program => {
  const all = compileAll({ value: template });
  return (context) => all(context).value;
};

/** The text without the sentences that explain it. */
export const withoutComments = (text: string): string => text.replace(/ *\/\/ [^"\n]*$/gm, '');

/**
 * The program of several expressions, which evaluates each fact that they have in common once at most: a fact is a function with a memory,
 * called where its value is needed, as `cel.bind` of cel-go does. What refers to the declaration only is remembered as long as it is the same.
 */
export function compileAll(templates: Readonly<Record<string, string>>): Program {
  const facts = new Facts();
  const results = Object.entries(templates).map(([name, template]) => {
    const text = /^\$\{([^]*)\}$/.exec(template.trim())?.[1];
    if (text === undefined) {
      throw new Error(`no expression: ${template}`);
    }
    // To cel-js an optional entry of a map is none.
    const { ast } = environment.parse(withoutComments(text).replace(/(?<=[{,]\s*)\?"(\w[^"]*)":/g, '"?$1":'));
    const names = new Map<string, string>();
    // The facts around an expression stand one after the other.
    let node = ast as Node;
    for (; isCall(node, 'bind', 'cel'); node = node.args[2][2]) {
      const [fact, value] = node.args[2];
      names.set(fact.args, facts.add(fact.args, print(value, names)));
    }
    return `${name}: ${facts.add(`result_${name}`, print(node, names))}`;
  });
  // eslint-disable-next-line no-new-func
  return new Function('lib', `const { ${Object.keys(LIBRARY).map((name) => `${name}: $${name}`).join(', ')} } = lib;
let context = {}, run = 0, declaration = 0;
${facts.text()}
return (given) => {
  run++;
  declaration = given.schema === context.schema ? declaration : run;
  context = given;
  return { ${results.join(', ')} };
};`)(LIBRARY) as Program;
}

/** The facts as functions of JavaScript, one a line. */
class Facts {
  private readonly printed = new Map<string, string>();
  private readonly ofDeclaration = new Set<string>();

  /** What calls the fact. */
  public add(name: string, value: string): string {
    const call = `${local(name)}()`;
    if ((this.printed.get(name) ?? value) !== value) {
      throw new Error(`two facts are named ${name}`);
    }
    this.printed.set(name, value);
    if (value.match(/\bcontext\.\w+|\b_\w+\(\)/g)?.every((refersTo) => refersTo === 'context.schema' || this.ofDeclaration.has(refersTo))) {
      this.ofDeclaration.add(call);
    }
    return call;
  }

  public text(): string {
    return [...this.printed].map(([name, value]) => {
      const now = this.ofDeclaration.has(`${local(name)}()`) ? 'declaration' : 'run';
      return `let value_${name}, at_${name}; const ${local(name)} = () => { if (at_${name} !== ${now}) { value_${name} = ${value}; at_${name} = ${now}; } return value_${name}; };`;
    }).join('\n');
  }
}

const local = (name: string): string => `_${name}`;
const isCall = ({ op, args }: Node, name: string, on: string): boolean => op === 'rcall' && args[0] === name && args[1].op === 'id' && args[1].args === on;

/** A field of an optional is an optional. */
const isOptional = ({ op, args }: Node): boolean => op === '.?' || op === '[?]' || op === '.' && isOptional(args[0]);

const OPERATORS: Record<string, string> = { '&&': '&&', '||': '||', '<': '<', '<=': '<=', '>': '>', '>=': '>=', '-': '-' };

/** @param names what is bound around the expression, as JavaScript; all other names are of the context */
function print({ op, args }: Node, names: ReadonlyMap<string, string>): string {
  const each = (node: Node): string => print(node, names);
  switch (op) {
    case 'value': return typeof args === 'bigint' ? String(args) : JSON.stringify(args);
    case 'id': return names.get(args) ?? `context.${args}`;
    case '.': return isOptional(args[0]) ? `${each(args[0])}?.${args[1]}` : select(each(args[0]), JSON.stringify(args[1]));
    case '.?': return `${each(args[0])}?.${args[1]}`;
    case '[]': return select(each(args[0]), each(args[1]));
    case '[?]': return `${each(args[0])}?.[${each(args[1])}]`;
    case '!_': return `!${printBool(args, names)}`;
    case '-_': return `-${each(args)}`;
    case '?:': return `(${printBool(args[0], names)} ? ${each(args[1])} : ${each(args[2])})`;
    case '==': return args.some(isLiteral) ? `(${each(args[0])} === ${each(args[1])})` : `$same(${each(args[0])}, ${each(args[1])})`;
    case '!=': return args.some(isLiteral) ? `(${each(args[0])} !== ${each(args[1])})` : `!$same(${each(args[0])}, ${each(args[1])})`;
    case '+': return `$plus(${each(args[0])}, ${each(args[1])})`;
    case 'in': return `$isIn(${each(args[0])}, ${each(args[1])})`;
    case 'list': return `[${args.map(each).join(', ')}]`;
    case 'map': return printMap(args, each);
    case 'call': return printCall(args[0], args[1], names);
    case 'rcall': return printMethod(args[0], args[1], args[2], names);
    default:
      if (OPERATORS[op] === undefined) {
        throw new Error(`no operator ${op}`);
      }
      return op === '&&' || op === '||' ? `(${printBool(args[0], names)} ${op} ${printBool(args[1], names)})` : `(${each(args[0])} ${op} ${each(args[1])})`;
  }
}

const select = (of: string, key: string): string => `(${of}?.[${key}] ?? $missing(${key}))`;
const isLiteral = ({ op }: Node): boolean => op === 'value';

/** What is a bool by its operator is not looked at again. */
function printBool(node: Node, names: ReadonlyMap<string, string>): string {
  const printed = print(node, names);
  const isBool = ['==', '!=', '&&', '||', '!_', '<', '<=', '>', '>=', 'in'].includes(node.op)
    || (node.op === 'rcall' && ['hasValue', 'exists', 'all', 'contains', 'startsWith', 'endsWith', 'matches'].includes(node.args[0]));
  return isBool ? printed : `$bool(${printed})`;
}

function printMap(entries: ReadonlyArray<readonly [Node, Node]>, each: (node: Node) => string): string {
  const optional = entries.filter(([key]) => String(key.args).startsWith('?'));
  const certain = entries.filter((entry) => !optional.includes(entry)).map(([key, value]) => `${each(key)}: ${isLiteral(value) ? each(value) : `(${each(value)} ?? $none())`}`);
  return optional.reduce((map, [key, value]) => `$with(${map}, ${JSON.stringify(key.args.slice(1))}, ${each(value)})`, `{ ${certain.join(', ')} }`);
}

function printCall(name: string, args: Node[], names: ReadonlyMap<string, string>): string {
  if (name === 'has') {
    const [object, field] = args[0].args;
    return `$has(${print(object, names)}, ${JSON.stringify(field)})`;
  }
  return `${library(name)}(${args.map((each) => print(each, names)).join(', ')})`;
}

/** Macros whose first argument is a name, and the second an expression about it. */
const MACROS = ['filter', 'map', 'exists', 'all', 'sortBy', 'optMap'];

function printMethod(name: string, on: Node, args: Node[], names: ReadonlyMap<string, string>): string {
  if (isCall({ op: 'rcall', args: [name, on, args] }, 'bind', 'cel')) {
    const [variable, value, body] = args;
    return `((${local(variable.args)}) => ${printBody(body, withVariable(names, variable.args))})(${print(value, names)})`;
  }
  if (MACROS.includes(name)) {
    const [variable, body] = args;
    return `${library(name)}(${print(on, names)}, (${local(variable.args)}) => ${printBody(body, withVariable(names, variable.args))})`;
  }
  if (name === 'hasValue' || name === 'orValue') {
    const of = print(on, names);
    return name === 'hasValue' ? `(${of} !== undefined)` : `(${of} ?? ${print(args[0], names)})`;
  }
  const isNamespace = on.op === 'id' && !names.has(on.args) && NAMESPACES.includes(on.args);
  const printed = args.map((each) => print(each, names));
  return isNamespace ? `${library(`${on.args}_${name}`)}(${printed.join(', ')})` : `${library(name)}(${[print(on, names), ...printed].join(', ')})`;
}

const NAMESPACES = ['optional', 'base64', 'hash'];

const withVariable = (names: ReadonlyMap<string, string>, name: string): ReadonlyMap<string, string> => new Map([...names, [name, local(name)]]);
const printBody = (body: Node, names: ReadonlyMap<string, string>): string => `(${print(body, names)})`;

function library(name: string): string {
  if (!(name in LIBRARY)) {
    throw new Error(`no function ${name}`);
  }
  return `$${name}`;
}

const fail = (message: string): never => {
  throw new Error(message);
};

/** A pure function of a text, with a memory. */
function remembered<T>(of: (text: string) => T): (text: string) => T {
  const memory = new Map<string, T>();
  return (text) => {
    const known = memory.get(text);
    if (known !== undefined) {
      return known;
    }
    const value = of(text);
    memory.set(text, value);
    return value;
  };
}

const regExp = remembered((text: string) => new RegExp(text));

/** CEL's functions, and what kro adds to them. */
const LIBRARY = {
  missing: (key: string | number): never => fail(`no such key: ${key}`),
  has: (of: any, key: string): boolean => of[key] !== undefined,
  bool: (value: unknown): boolean => (typeof value === 'boolean' ? value : fail(`${String(value)} is no bool`)),
  none: (): never => fail('an optional is no value'),
  there: (value: any): any => value ?? LIBRARY.none(),
  with: (map: any, key: string, value: any): any => {
    if (value !== undefined) {
      map[key] = value;
    }
    return map;
  },
  plus: (a: any, b: any): any => (Array.isArray(a) ? [...a, ...b] : a + b),
  isIn: (a: any, b: any): boolean => (Array.isArray(b) ? b.some((each) => same(a, each)) : b[a] !== undefined),
  same,
  // Of optionals
  optional_of: (value: any): any => LIBRARY.there(value),
  optional_none: (): undefined => undefined,
  value: (of: any): any => LIBRARY.there(of),
  or: (of: any, otherwise: any): any => (of === undefined ? otherwise : of),
  optMap: (of: any, then: (value: any) => any): any => (of === undefined ? undefined : then(of)),
  // Of lists
  size: (of: any): number => (Array.isArray(of) || typeof of === 'string' ? of.length : Object.keys(of).length),
  filter: (list: any[], is: (each: any) => boolean): any[] => list.filter(is),
  map: (list: any[], to: (each: any) => any): any[] => list.map(to),
  exists: (list: any[], is: (each: any) => boolean): boolean => list.some(is),
  all: (list: any[], is: (each: any) => boolean): boolean => list.every(is),
  sortBy: (list: any[], by: (each: any) => any): any[] => [...list].sort((a, b) => (by(a) < by(b) ? -1 : 1)),
  reverse: (list: any[]): any[] => [...list].reverse(),
  flatten: (list: any[]): any[] => list.flat(),
  join: (list: string[], by: string): string => list.join(by),
  // Of text
  startsWith: (text: string, what: string): boolean => text.startsWith(what),
  endsWith: (text: string, what: string): boolean => text.endsWith(what),
  contains: (text: string, what: string): boolean => text.includes(what),
  matches: (text: string, what: string): boolean => regExp(what).test(text),
  split: (text: string, by: string): string[] => text.split(by),
  replace: (text: string, what: string, by: string): string => text.replaceAll(what, by),
  base64_encode: (bytes: Buffer): string => bytes.toString('base64'),
  hash_fnv64a: remembered((text: string): Buffer => {
    let hash = 0xcbf29ce484222325n;
    for (const byte of Buffer.from(text)) {
      hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
    }
    return Buffer.from(hash.toString(16).padStart(16, '0'), 'hex');
  }),
  // Of types
  dyn: (value: any): any => value,
  string: String,
  int: Number,
  timestamp: remembered((text: string): number => Date.parse(text)),
  duration: (text: string): number => Number(/^(\d+)s$/.exec(text)?.[1] ?? fail(`no duration: ${text}`)) * 1_000,
};

/** Whether two values are the same, the order of keys aside. */
export function same(a: any, b: any): boolean {
  if (a === b) {
    return true;
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return false;
  }
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((each, i) => same(each, b[i]));
  }
  let left = 0;
  for (const key in a) {
    if (a[key] !== undefined) {
      left++;
      if (!same(a[key], b[key])) {
        return false;
      }
    }
  }
  for (const key in b) {
    if (b[key] !== undefined) {
      left--;
    }
  }
  return left === 0;
}
