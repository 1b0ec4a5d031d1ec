import { spawn } from 'node:child_process';

/** What a command did. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
}

/** Runs a command to its end, without a shell. */
export function run(command: string, args: readonly string[], { cwd, env, input }: CommandOptions = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'pipe' });
    const text = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (chunk) => text.stdout += chunk);
    child.stderr.setEncoding('utf8').on('data', (chunk) => text.stderr += chunk);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...text }));
    // A command that ends without reading its input is not an error of ours.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}

/** The same, where anything but success is an error. */
export async function must(command: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, options);
  if (code !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${(stdout + stderr).slice(-4000)}`);
  }
  return stdout;
}
