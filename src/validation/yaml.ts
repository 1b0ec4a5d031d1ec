import { createRequire } from 'node:module';

interface Reader {
  parseAllDocuments(text: string, options: object): ReadonlyArray<{ readonly errors: readonly Error[]; toJS(): unknown }>;
}

/** Text that is no YAML; the message names line and column. */
export class UnreadableYaml extends Error {}

/** The documents of a YAML text, read as kubectl reads it: a bare `N` is false, `0775` is octal. */
export function readYaml(text: string): unknown[] {
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
