import { findFiles } from './find-files';
import { CliIo } from './io';
import { readYaml, UnreadableYaml } from '../validation/yaml';

/** What a file speaks of that declares a table, or how one is managed. A folder may hold templates and settings of other tools. */
const OF_INTEREST = /dynamodb|keyschema|services\.k8s\.aws|core\.oam\.dev/i;

/** The documents of a file, of a folder, or of the files that a pattern matches; undefined where one cannot be read, which is then reported. */
export function readInput(argument: string, io: CliIo): unknown[] | undefined {
  const documents: unknown[] = [];
  let place = argument;
  try {
    for (const { file, named } of findFiles(argument, io)) {
      place = file;
      const text = io.readFile(file);
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
