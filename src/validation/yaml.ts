import { createRequire } from 'node:module';
import { readPlainYaml } from './plain-yaml';

interface Reader {
  parseAllDocuments(text: string, options: object): ReadonlyArray<{ readonly errors: readonly Error[]; toJS(): unknown }>;
}

/** Text that is no YAML; the message names line and column. */
export class UnreadableYaml extends Error {}

/** The documents of a YAML text, read as kubectl reads it: a bare `N` is false, `0775` is octal. */
export function readYaml(text: string): unknown[] {
  // A directive, and a document that begins or ends on a line of its marker, are the library's.
  if (/^(?:%|---[^\n]|\.\.\.)/m.test(text)) {
    return readByLibrary(text);
  }
  const documents = text.split(/^---\n/m);
  // Nothing, or comments alone, before the first marker is no document.
  const first = documents.length > 1 && /^(?:\s*(?:#.*)?\n)*$/.test(documents[0]) ? 1 : 0;
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

function readByLibrary(text: string): unknown[] {
  // cdk8s' own reader says nothing of errors, so the library beneath it is asked. It comes with cdk8s, which is always there.
  const reader: Reader = createRequire(require.resolve('cdk8s'))('yaml');
  return reader.parseAllDocuments(text, { version: '1.1' }).map((document) => {
    if (document.errors.length > 0) {
      throw new UnreadableYaml(document.errors[0].message.split('\n')[0]);
    }
    try {
      return document.toJS();
    } catch (error) {
      throw new UnreadableYaml((error as Error).message);
    }
  });
}
