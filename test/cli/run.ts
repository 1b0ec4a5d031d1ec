import { main } from '../../src/cli/main';
import { KubectlRunner } from '../../src/cluster/kubectl';

/** Runs a command line on files that are there in memory only. */
interface Said {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

export function run(files: Readonly<Record<string, string>>, ...args: string[]): Promise<Said> {
  return runWithCluster(undefined, files, ...args);
}

/** The same, with a stand-in for kubectl. */
export async function runWithCluster(kubectl: KubectlRunner | undefined, files: Readonly<Record<string, string>>, ...args: string[]): Promise<Said> {
  const said = { out: '', error: '' };
  const code = await main(args, '1.2.3', {
    readFile: (file) => {
      if (!(file in files)) {
        throw new Error(`ENOENT: no such file or directory, open '${file}'`);
      }
      return files[file];
    },
    listFiles: (path) => [path],
    writeFile: () => undefined,
    kubectl,
    out: (text) => said.out += text,
    error: (text) => said.error += text,
  });
  return { code, ...said };
}
