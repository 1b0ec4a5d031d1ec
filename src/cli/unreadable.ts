import { placeIn, UnreadableFile } from './formats/report';
import { printable } from '../contract/printable';
import { UnreadableYaml } from '../validation/yaml';

/** Of the errors of Node.js, those that a name in the command line has. */
const REASONS: { readonly [code: string]: string } = { ENOENT: 'no such file', EISDIR: 'is a folder. Name a file' };

/** A file that could not be read, and why. */
export function unreadableFile(file: string, error: unknown): UnreadableFile {
  return error instanceof UnreadableYaml
    ? { file, problem: `not valid YAML: ${error.problem}`, position: error.position }
    : { file, problem: REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message };
}

/** The file with the line and column, as far as they are known, and what is wrong there: one line. */
export function printUnreadable(unreadable: UnreadableFile): string {
  return printable(`${placeIn(unreadable)}: ${unreadable.problem}`);
}
