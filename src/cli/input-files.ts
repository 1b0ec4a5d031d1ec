import { findFiles } from './find-files';
import { CliIo } from './io';
import { readYaml, UnreadableYaml } from '../validation/yaml';

/** What a file speaks of that declares a table, or how one is managed. A folder may hold templates and settings of other tools. */
const OF_INTEREST = /dynamodb|services\.k8s\.aws|core\.oam\.dev/i;

// YAML has no other control characters than these; whoever gives a binary file gets this rather than what the parser makes of it.
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/** The documents of a file, of a folder, or of the files that a pattern matches; undefined where one cannot be read, which is then reported. */
export function readInput(argument: string, io: CliIo): unknown[] | undefined {
  const documents: unknown[] = [];
  let place = argument;
  try {
    for (const { file, named } of findFiles(argument, io)) {
      place = file;
      const text = io.readFile(file);
      if (CONTROL_CHARACTER.test(text)) {
        throw new UnreadableYaml('control characters are not allowed');
      }
      if (named || OF_INTEREST.test(text)) {
        readYaml(text).forEach((document) => documents.push(document));
      }
    }
  } catch (problem) {
    io.error(`${place}: ${problem instanceof UnreadableYaml ? 'not valid YAML: ' : ''}${(problem as Error).message}`);
    return undefined;
  }
  return documents;
}
