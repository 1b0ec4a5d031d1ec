import { CliIo } from './io';
import { printUnreadable, unreadableFile } from './unreadable';
import { readYaml } from '../validation/yaml';

/** Reads a file as YAML and does something with its documents; undefined where that fails, which is then reported. */
export function withDocuments<T>(file: string, { readFile, error }: CliIo, use: (documents: unknown[]) => T): T | undefined {
  try {
    return use(readYaml(readFile(file)));
  } catch (problem) {
    error(printUnreadable(unreadableFile(file, problem)));
    return undefined;
  }
}
