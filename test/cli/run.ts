import { main } from '../../src/cli/main';

/** Runs a command line on files that are there in memory only. */
export async function run(files: Readonly<Record<string, string>>, ...args: string[]): Promise<{ code: number; out: string; error: string }> {
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
    out: (text) => said.out += text,
    error: (text) => said.error += text,
  });
  return { code, ...said };
}
