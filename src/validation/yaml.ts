import { createRequire } from 'node:module';
import { readPlainJson } from './plain-json';
import { readPlainYaml } from './plain-yaml';
import { SCALARS, ScalarTag } from './scalars';

/** What is used here of the library `yaml`. */
interface Library {
  readonly LineCounter: new () => LineCounter;
  parseAllDocuments(text: string, options: object): readonly YamlDocument[];
}

interface LineCounter {
  linePos(offset: number): Position;
}

export interface YamlDocument {
  readonly errors: readonly Error[];
  readonly contents: unknown;
  toJS(): unknown;
}

/** Line and column, each from 1. */
export interface Position {
  readonly line: number;
  readonly col: number;
}

/** Text that is not valid YAML for kubectl; the message names line and column. */
export class UnreadableYaml extends Error {}

/** The documents of a YAML text, read as kubectl reads it: a bare `N` is false, `0775` is octal, `2025-12-31` is text. */
export function readYaml(text: string): unknown[] {
  const json = readPlainJson(text);
  if (json !== undefined) {
    return [json.value];
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

/** The same by the library alone. */
export function readByLibrary(text: string): unknown[] {
  return parseDocuments(text).map(({ document }) => {
    if (document.errors.length > 0) {
      throw new UnreadableYaml(document.errors[0].message.split('\n')[0].replace(/:$/, ''));
    }
    try {
      return document.toJS();
    } catch (error) {
      throw new UnreadableYaml((error as Error).message);
    }
  });
}

/** The documents with their syntax, and what tells line and column of an offset. Throws for what kubectl rejects and the library does not. */
export function parseDocuments(text: string): Array<{ readonly document: YamlDocument; readonly positionOf: (offset: number) => Position }> {
  const [, before, directive] = /^((?:[^\S\n]*(?:#.*)?\n)*)(%\S.*)/.exec(text) ?? [];
  // kubectl splits a file before it parses it, and go-yaml v2 knows no version but 1.1.
  if (directive !== undefined) {
    throw new UnreadableYaml(`kubectl rejects the directive ${JSON.stringify(directive.trim())} at line ${before.split('\n').length}. Remove the line`);
  }
  // cdk8s' own reader says nothing of errors, so the library beneath it is asked. It comes with cdk8s, which is always there.
  const library: Library = createRequire(require.resolve('cdk8s'))('yaml');
  const lineCounter = new library.LineCounter();
  const documents = library.parseAllDocuments(text, {
    version: '1.1',
    schema: 'failsafe',
    customTags: (tags: readonly ScalarTag[]) => [...SCALARS, ...tags],
    merge: true,
    lineCounter,
    // A tag that nobody knows is ignored, as by kubectl.
    logLevel: 'error',
  });
  return documents.map((document) => ({ document, positionOf: (offset) => lineCounter.linePos(offset) }));
}
