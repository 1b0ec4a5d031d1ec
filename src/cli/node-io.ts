import { readFileSync } from 'node:fs';
import { CliIo } from './io';

const STANDARD_INPUT = 0;

/** The files and streams of this process. */
export function nodeIo(): CliIo {
  return {
    readFile: (file) => readFileSync(file === '-' ? STANDARD_INPUT : file, 'utf8'),
    out: (text) => process.stdout.write(`${text}\n`),
    error: (text) => process.stderr.write(`${text}\n`),
  };
}
