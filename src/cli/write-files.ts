import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes files into a folder that need not be there: all of them, or none. What replaces a file is written beside it first, so
 * that a full disk is met before any is replaced.
 */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new Error('is a file, and a folder is needed');
  }
  const written: string[] = [];
  const replacing: Array<{ readonly part: string; readonly file: string }> = [];
  try {
    makeFolder(folder);
    for (const [name, text] of files) {
      const file = join(folder, name);
      const old = statSync(file, { throwIfNoEntry: false });
      if (old?.isDirectory()) {
        throw new Error(`${name} in it is a folder, and a file is to be written there`);
      }
      const part = old === undefined ? file : join(folder, `.${name}.${process.pid}.part`);
      written.push(part);
      writeFileSync(part, text);
      if (part !== file) {
        replacing.push({ part, file });
      }
    }
  } catch (error) {
    written.forEach((part) => rmSync(part, { force: true }));
    throw error;
  }
  replacing.forEach(({ part, file }) => renameSync(part, file));
}

/** One by one: at once, Node tries for ever where the system makes none, as in /proc. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) {
    makeFolder(dirname(folder));
    mkdirSync(folder);
  }
}
