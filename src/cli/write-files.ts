import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes files into a folder that need not be there: all of them, or none. Each is written beside its place first, so that a full
 * disk is met before any file is replaced.
 */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new Error('is a file, and a folder is needed');
  }
  const written: string[] = [];
  try {
    mkdirSync(folder, { recursive: true });
    const places = [...files].map(([name, text]) => ({ name, file: join(folder, name), part: join(folder, `.${name}.${process.pid}.part`), text }));
    const taken = places.find(({ file }) => statSync(file, { throwIfNoEntry: false })?.isDirectory());
    if (taken !== undefined) {
      throw new Error(`${taken.name} in it is a folder, and a file is to be written there`);
    }
    for (const { part, text } of places) {
      written.push(part);
      writeFileSync(part, text);
    }
    places.forEach(({ part, file }) => renameSync(part, file));
  } catch (error) {
    written.forEach((part) => rmSync(part, { force: true }));
    throw error;
  }
}
