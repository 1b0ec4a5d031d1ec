import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../src/cli/main';
import { nodeIo } from '../../src/cli/node-io';
import { KubectlRunner } from '../../src/cluster/kubectl';

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs a command line on files that are there in memory only. */
export function run(files: Readonly<Record<string, string>>, ...args: string[]): Promise<Outcome> {
  return runWithCluster(undefined, files, ...args);
}

/** The same, with a stand-in for kubectl. */
export async function runWithCluster(
  kubectl: KubectlRunner | undefined, files: Readonly<Record<string, string>>, ...args: string[]
): Promise<Outcome> {
  const printed = { out: '', error: '' };
  const code = await main(args, '1.2.3', {
    readFile: (file) => {
      if (!(file in files)) {
        throw new Error(`ENOENT: no such file or directory, open '${file}'`);
      }
      return files[file];
    },
    listFiles: (path) => [path],
    writeFiles: () => undefined,
    kubectl,
    out: (text) => printed.out += text,
    error: (text) => printed.error += text,
  });
  return { code, ...printed };
}

/** The same on files that are there, for what folders and patterns name. */
export async function runOnDisk(files: Readonly<Record<string, string | Buffer>>, ...args: string[]): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'run-'));
  const before = process.cwd();
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const printed = { out: '', error: '' };
  process.chdir(folder);
  try {
    const code = await main(args, '1.2.3', { ...nodeIo(), out: (text) => printed.out += text, error: (text) => printed.error += text });
    return { code, ...printed };
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
}
