import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CliIo } from './io';
import { listFiles } from './list-files';
import { KubectlOutcome } from '../cluster/kubectl';

const STANDARD_INPUT = 0;
const LARGEST_ANSWER = 256 * 1024 * 1024;

/** The files and streams of this process. */
export function nodeIo(): CliIo {
  return {
    readFile: (file) => readFileSync(file === '-' ? STANDARD_INPUT : file, 'utf8'),
    listFiles,
    writeFile: (file, text) => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    },
    kubectl: (args) => runProgram('kubectl', args),
    out: (text) => process.stdout.write(`${text}\n`),
    error: (text) => process.stderr.write(`${text}\n`),
  };
}

function runProgram(program: string, args: readonly string[]): Promise<KubectlOutcome> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { maxBuffer: LARGEST_ANSWER, env: process.env }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') {
        reject(error);
      } else {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      }
    });
  });
}
