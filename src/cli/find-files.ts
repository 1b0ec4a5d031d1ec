import { CliIo } from './io';

/** A file to read. */
export interface InputFile {
  readonly file: string;
  /** Whether it was named itself; else it was found in a folder or by a pattern. */
  readonly named: boolean;
}

/**
 * The files that an argument names: standard input, a file, a folder or a pattern.
 * @throws where there is none
 */
export function findFiles(arg: string, io: CliIo): InputFile[] {
  const files = arg === '-' ? [arg] : io.listFiles(arg);
  if (files.length === 0) {
    throw new Error('there is no YAML or JSON file in this folder. Put an empty one into it, if that is meant');
  }
  return files.map((file) => ({ file, named: file === arg }));
}
