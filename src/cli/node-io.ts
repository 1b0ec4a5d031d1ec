import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { CliIo } from './io';
import { listFiles } from './list-files';
import { UndecodableText } from './undecodable-text';
import { writeFiles } from './write-files';
import { KubectlOutcome } from '../cluster/kubectl';

const STANDARD_INPUT = 0;
const LARGEST_ANSWER = 256 * 1024 * 1024;

/** The files and streams of this process. */
export function nodeIo(): CliIo {
  return {
    readFile: (file) => decode(readFileSync(file === '-' ? STANDARD_INPUT : file)),
    listFiles,
    writeFiles,
    kubectl: (args) => runProgram('kubectl', args),
    out: (text) => process.stdout.write(`${text}\n`),
    error: (text) => process.stderr.write(`${text}\n`),
  };
}

/** As kubectl reads a file: UTF-16 where its byte order mark says so, as `>` of Windows PowerShell writes it. */
function decode(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(bytes);
  } catch {
    const text = bytes.toString();
    // Who reads a binary file says so.
    if (text.includes('\0')) {
      return text;
    }
    throw new UndecodableText(text, bytes);
  }
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
