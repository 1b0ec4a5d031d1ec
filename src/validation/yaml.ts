import { createRequire } from 'node:module';
import { readPlainJson } from './plain-json';
import { readPlainYaml } from './plain-yaml';
import { SCALARS, ScalarTag } from './scalars';
import { templateHint, toolTags } from './templates';
import { Json } from '../contract/json';

/** What is used here of the library `yaml`. */
interface Library {
  readonly LineCounter: new () => LineCounter;
  parseAllDocuments(text: string, options: object): readonly YamlDocument[];
}

/** An error of the library's, with the range in the text. */
interface YamlError extends Error {
  readonly code?: string;
  readonly pos?: readonly [number, number];
}

interface LineCounter {
  addNewLine(offset: number): void;
  linePos(offset: number): Position;
}

export interface YamlDocument {
  readonly errors: readonly YamlError[];
  readonly contents: unknown;
  toJS(): unknown;
}

/** Line and column, each from 1. */
export interface Position {
  readonly line: number;
  readonly col: number;
}

/** Text that is not valid YAML for kubectl; the message names line and column. */
export class UnreadableYaml extends Error {
  /** Where it is, and what is wrong without that; a message of the library says both. */
  public readonly position?: Position;
  public readonly problem: string;

  public constructor(message: string) {
    super(message);
    const [place, line, col = '1'] = / at line (\d+)(?:, column (\d+))?/.exec(message) ?? [];
    this.position = place === undefined ? undefined : { line: Number(line), col: Number(col) };
    this.problem = place === undefined ? message : message.replace(place, '');
  }
}

// What go-yaml rejects in a text.
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

/**
 * More levels than any object of Kubernetes has. Whatever reads, compares or prints a value calls itself for each level, and the
 * stack of Node.js ends after some hundred of them in the library.
 */
const MOST_LEVELS = 200;
const TOO_DEEP = `values are nested more than ${MOST_LEVELS} levels deep`;

/**
 * The documents of a YAML text, read as kubectl reads it: a bare `N` is false, `0775` is octal, `2025-12-31` is text.
 * @throws UnreadableYaml
 */
export function readYaml(text: string): unknown[] {
  let documents: unknown[];
  try {
    documents = readDocuments(text);
  } catch (error) {
    throw error instanceof RangeError ? new UnreadableYaml(TOO_DEEP) : error;
  }
  if (documents.some((document) => isDeeperThan(MOST_LEVELS, document, new Map()))) {
    throw new UnreadableYaml(TOO_DEEP);
  }
  return documents;
}

/**
 * A value that contains itself, by an alias, is not deep: validation tells what is wrong with it.
 * @param seen the objects that were found not to be deeper than so many levels: by aliases one may be there a million times
 */
function isDeeperThan(levels: number, value: unknown, seen: Map<object, number>, around = new Set<object>()): boolean {
  if (typeof value !== 'object' || value === null || around.has(value) || levels >= (seen.get(value) ?? Infinity)) {
    return false;
  }
  if (levels === 0) {
    return true;
  }
  seen.set(value, levels);
  around.add(value);
  for (const name of Object.keys(value)) {
    if (isDeeperThan(levels - 1, (value as Json)[name], seen, around)) {
      return true;
    }
  }
  around.delete(value);
  return false;
}

function readDocuments(given: string): unknown[] {
  const text = withPlainLines(given);
  const json = readPlainJson(text);
  if (json !== undefined) {
    return json.map(({ value }) => value);
  }
  const control = CONTROL_CHARACTER.exec(text);
  if (control !== null) {
    throw new UnreadableYaml(`control characters are not allowed at line ${text.slice(0, control.index).split('\n').length}`);
  }
  // A directive, and a document that begins or ends on a line of its marker, are the library's.
  if (/^(?:%|---[^\n]|\.\.\.)/m.test(text)) {
    return readByLibrary(text);
  }
  const documents = text.split(/^---\n/m);
  // Nothing, or comments alone, before the first marker is no document.
  const first = documents.length > 1 && /^(?:[^\S\n]*(?:#.*)?\n)*$/.test(documents[0]) ? 1 : 0;
  const values: unknown[] = [];
  for (const [i, document] of documents.entries()) {
    if (i < first) {
      continue;
    }
    const plain = readPlainYaml(document);
    if (plain !== undefined) {
      values.push(plain.value);
      continue;
    }
    try {
      values.push(...readByLibrary(i === 0 ? document : `---\n${document}`));
    } catch {
      // Once more, for a message with the line in the whole.
      return readByLibrary(text);
    }
  }
  return values;
}

// To go-yaml, as to YAML 1.1, they end a line, and a comment with it. In quotes they are characters.
const OTHER_BREAK = /[\u0085\u2028\u2029]/;
const OUTSIDE_QUOTES = /(?<=^[^"'\n\u0085\u2028\u2029]*)[\u0085\u2028\u2029]/gm;

/** Without byte order marks before documents, and with the line breaks that the library knows. */
function withPlainLines(text: string): string {
  const plain = text.replaceAll(/(^|\n---[^\S\n]*\n)\ufeff/g, '$1').replaceAll(/\r(?!\n)/g, '\n');
  return OTHER_BREAK.test(plain) ? plain.replaceAll(OUTSIDE_QUOTES, '\n') : plain;
}

/** The same by the library alone. */
export function readByLibrary(text: string): unknown[] {
  return parseDocuments(text).map(({ document, positionOf }) => {
    if (document.errors.length > 0) {
      throw unreadable(text, problemOf(document.errors[0], withPlainLines(text)));
    }
    const key = keyThatIsNoScalar(document.contents as Node | null);
    if (key !== undefined) {
      throw unreadable(text, `kubectl rejects a map or a list as a key at line ${positionOf(key.range?.[0] ?? 0).line}`);
    }
    try {
      return document.toJS();
    } catch (error) {
      throw unreadable(text, unresolvedAlias(text) ?? (error as Error).message);
    }
  });
}

/** What the library says is wrong, without the lines of the text that it shows behind a colon; it does not name a key that is there twice. */
export function problemOf({ message, code, pos }: YamlError, text: string): string {
  const problem = message.split('\n')[0].replace(/:$/, '');
  const key = code === 'DUPLICATE_KEY' && pos ? /^(?:"[^"\n]*"|'[^'\n]*'|[^\s:#,{}[\]]+)/.exec(text.slice(pos[0]))?.[0] : undefined;
  return key === undefined ? problem : problem.replace('Map keys must be unique', `Map keys must be unique, and ${key} is given twice`);
}

/** An alias without its anchor before it: of one that is merged, the library says neither what nor where. */
function unresolvedAlias(text: string): string | undefined {
  for (const { 1: name, index } of text.matchAll(/(?<=(?:[:,\-?]\s+|\[\s*))\*([^\s,[\]{}]+)/g)) {
    const before = text.slice(0, index);
    if (!before.includes(`&${name}`)) {
      const lines = before.split('\n');
      return `The alias *${name} has no anchor &${name} before it at line ${lines.length}, column ${lines[lines.length - 1].length + 1}`;
    }
  }
  return undefined;
}

function parseAll(library: Library, text: string, options: object): readonly YamlDocument[] {
  try {
    return library.parseAllDocuments(text, options);
  } catch (error) {
    // It reads by recursion.
    throw error instanceof RangeError ? new UnreadableYaml(TOO_DEEP) : error;
  }
}

// As it comes from web pages.
const NO_INDENTATION = /^[ \t]*[\u00a0\u2000-\u200b\u202f\u3000]/m;

/** With the cause, where the parser stumbles over what follows from it. */
function unreadable(text: string, problem: string): UnreadableYaml {
  const line = /(?<= at line )[0-9]+/.exec(problem)?.[0];
  const template = templateHint(text, line === undefined ? undefined : Number(line));
  if (template !== undefined) {
    return new UnreadableYaml(`${problem}. ${template}`);
  }
  const space = NO_INDENTATION.exec(text);
  return new UnreadableYaml(space === null ? problem : `${problem}. Line ${text.slice(0, space.index).split('\n').length} begins with a space that YAML does not know, such as a non-breaking one. Type the spaces again`);
}

/** A node of the library's syntax tree, as far as it is used here. */
interface Node {
  readonly items?: ReadonlyArray<Node & { readonly key?: Node; readonly value?: Node } | null>;
  readonly range?: readonly [number, number, number];
}

function keyThatIsNoScalar(node: Node | null | undefined): Node | undefined {
  for (const item of node?.items ?? []) {
    const { key, value } = item ?? {};
    const found = key?.items === undefined ? keyThatIsNoScalar(key === undefined ? item : value) : key;
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** The documents with their syntax, and what tells line and column of an offset. Throws for what kubectl rejects and the library does not. */
export function parseDocuments(given: string): Array<{ readonly document: YamlDocument; readonly positionOf: (offset: number) => Position }> {
  const text = withPlainLines(given);
  const [, before, directive] = /^((?:[^\S\n]*(?:#.*)?\n)*)(%\S.*)/.exec(text) ?? [];
  // kubectl splits a file before it parses it, and go-yaml v2 knows no version but 1.1.
  if (directive !== undefined) {
    throw new UnreadableYaml(`kubectl rejects the directive ${JSON.stringify(directive.trim())} at line ${before.split('\n').length}. Remove the line`);
  }
  // cdk8s' own reader says nothing of errors, so the library beneath it is asked. It comes with cdk8s, which is always there.
  const library: Library = createRequire(require.resolve('cdk8s'))('yaml');
  const lines = new library.LineCounter();
  lines.addNewLine(0);
  [...text.matchAll(/\n/g)].forEach(({ index }) => lines.addNewLine(index + 1));
  return (readPlainJson(text) ?? [{ start: 0, end: text.length }]).flatMap(({ start, end }) => parseAll(library, text.slice(start, end), {
    version: '1.1',
    schema: 'failsafe',
    customTags: (tags: readonly ScalarTag[]) => [...SCALARS, ...toolTags(text), ...tags],
    merge: true,
    // A tag that nobody knows is ignored, as by kubectl.
    logLevel: 'error',
  }).map((document) => ({ document, positionOf: (offset: number) => lines.linePos(start + offset) })));
}
