import { readYaml, UnreadableYaml } from '../validation/yaml';

/** What the command needs of its surroundings. */
export interface Surroundings {
  /** Reads a file, or standard input for `-`. */
  readonly read: (file: string) => string;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** Reads a file as YAML and does something with its documents; undefined where that fails, which is then said. */
export function withDocuments<T>(file: string, { read, error }: Surroundings, use: (documents: unknown[]) => T): T | undefined {
  try {
    return use(readYaml(read(file)));
  } catch (problem) {
    error(`${file}: ${problem instanceof UnreadableYaml ? 'no YAML: ' : ''}${(problem as Error).message}`);
    return undefined;
  }
}
