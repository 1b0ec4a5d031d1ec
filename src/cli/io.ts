import { UndecodableText } from './undecodable-text';
import { KubectlRunner } from '../cluster/kubectl';

/** What the commands read from and write to, so that a test can stand in for all of it. */
export interface CliIo {
  /** Reads a file, or standard input for `-`. */
  readonly readFile: (file: string) => string;
  /** The files that an argument names: a file, a folder, a pattern. Throws where there is none. */
  readonly listFiles: (path: string) => string[];
  /** Writes files, by their names, into a folder that need not be there: all of them, or none. Throws where it cannot. */
  readonly writeFiles: (folder: string, files: ReadonlyMap<string, string>) => void;
  /** Runs kubectl; left out where there is no cluster to ask. */
  readonly kubectl?: KubectlRunner;
  /** Writes a line to standard output. */
  readonly out: (text: string) => void;
  /** Writes a line to standard error. */
  readonly error: (text: string) => void;
}

/** The text of a file; of one in another encoding, where nobody asked for it and it is of no interest, as far as it can be told. */
export function readFound(
  { file, named }: { readonly file: string; readonly named: boolean }, { readFile }: CliIo, isOfInterest: (text: string) => boolean,
): string {
  try {
    return readFile(file);
  } catch (error) {
    if (error instanceof UndecodableText && !named && !isOfInterest(error.text)) {
      return error.text;
    }
    throw error;
  }
}
