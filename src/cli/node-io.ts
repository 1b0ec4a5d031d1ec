import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CliIo } from './io';
import { listFiles } from './list-files';

const STANDARD_INPUT = 0;

/** The files and streams of this process. */
export function nodeIo(): CliIo {
  return {
    readFile: (file) => readFileSync(file === '-' ? STANDARD_INPUT : file, 'utf8'),
    listFiles,
    writeFile: (file, text) => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    },
    out: (text) => process.stdout.write(`${text}\n`),
    error: (text) => process.stderr.write(`${text}\n`),
  };
}
