/** The stand-in of the conformance suite for AWS, by itself: what DynamoDB Local lacks, it has. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installMoto } from '../conformance/harness/programs';

/** Nothing takes time here. */
const AT_ONCE = { creatingSeconds: 0, updatingSeconds: 0, billingSeconds: 0, indexSeconds: 0, deletingSeconds: 0 };

export interface AwsStandIn {
  readonly url: string;
  stop(): void;
}

export async function startAwsStandIn(): Promise<AwsStandIn> {
  const python = await installMoto();
  const folder = mkdtempSync(join(tmpdir(), 'aws-'));
  writeFileSync(join(folder, 'control.json'), JSON.stringify({ settings: AT_ONCE }));
  const child = spawn(python, [join(__dirname, '../conformance/aws/server.py'), '--port', '0', '--log', join(folder, 'calls.jsonl'), '--control', join(folder, 'control.json')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = (): void => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', stop);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(/http:\S+/.exec(line.toString())![0]));
    child.once('exit', (code) => reject(new Error(`the stand-in for AWS ended with ${code}`)));
  });
  return { url, stop };
}
