/**
 * npm run conformance [-- PATTERN… --kro VERSION --kubevela VERSION --kubernetes VERSION]: builds the control plane, starts it, runs the checks against it, and stops it.
 * ACK_CONTROLLER=path adds the ACK controller. KEEP_LOGS=1 keeps the logs of a run that passed, too.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster } from './harness/cluster';
import { CONNECTION, Connection, NOTES } from './harness/connection';
import { AWS_NAMESPACES, ControlPlane } from './harness/control-plane';
import { buildPrograms } from './harness/programs';
import { RecordedAck } from './harness/recorded-ack';
import { Check, printTable } from './harness/report';
import { isGround, stages } from './harness/stages';
import { takeVersions, VERSIONED, versionOf } from './harness/versions';

async function main(args: readonly string[]): Promise<void> {
  const patterns = takeVersions(args);
  console.log(VERSIONED.map((program) => `${program} ${versionOf(program)}`).join(', '));
  const planned = stages(patterns);
  const programs = await buildPrograms(planned.flat());
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const controlPlane = new ControlPlane({ programs, folder, ackController: process.env.ACK_CONTROLLER || undefined });
  process.on('exit', () => controlPlane.supervisor.killAll());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => process.exit(130));
  }
  const checks: Check[] = [];
  let problem = '';
  try {
    const connection = await controlPlane.start();
    const recordedAck = connection.ack ? undefined : new RecordedAck(new Cluster(connection), AWS_NAMESPACES);
    recordedAck?.start();
    for (const stage of planned) {
      checks.push(...await runChecks(connection, folder, stage, controlPlane.supervisor.crash));
      if (checks.some(({ status }) => status === 'failed') && isGround(stage)) {
        break;
      }
    }
    await recordedAck?.stop();
  } catch (error) {
    problem = (error as Error).message;
  }
  await controlPlane.stop();
  const failed = printTable(checks, problem);
  if (failed > 0) {
    console.log(`The logs of each part: ${join(folder, 'logs')}`);
  } else if (!process.env.KEEP_LOGS) {
    rmSync(folder, { recursive: true });
  }
  console.log(['passed', 'failed', 'skipped'].map((status) =>
    `${status === 'failed' ? failed : checks.filter((check) => check.status === status).length} ${status}`).join(', '));
  process.exit(failed > 0 ? 1 : 0);
}

/** Runs the checks whose files match in a process of their own, and gives what became of each; ends it where a part crashes. */
async function runChecks(connection: Connection, folder: string, patterns: readonly string[], crash: Promise<never>): Promise<Check[]> {
  const output = join(folder, 'results.json');
  rmSync(output, { force: true });
  const jest = spawn(process.execPath, [
    require.resolve('jest/bin/jest'), '-c', join(__dirname, 'jest.config.js'), '--maxWorkers=4', '--json', `--outputFile=${output}`,
    ...patterns.map((pattern) => `checks/${pattern}\\.test`),
  ], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, [CONNECTION]: JSON.stringify(connection) } });
  const stop = (): void => void jest.kill('SIGKILL');
  process.on('exit', stop);
  const ended = new Promise((resolve) => jest.on('exit', resolve));
  try {
    await Promise.race([ended, crash]);
  } finally {
    stop();
    await ended;
    process.off('exit', stop);
  }
  if (!existsSync(output)) {
    throw new Error('jest ended without results');
  }
  const file = join(connection.logs, NOTES);
  const noted: Array<{ check: string; text: string }> = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line)) : [];
  const results = JSON.parse(readFileSync(output, 'utf8')).testResults as Array<{ assertionResults: any[]; message: string; name: string; status: string }>;
  return results.flatMap(({ assertionResults, message, name, status }): Check[] => assertionResults.length === 0 && status === 'failed'
    ? [{ name, status: 'failed', seconds: 0, message }]
    : assertionResults.map((result): Check => ({
      name: result.fullName,
      status: result.status === 'passed' || result.status === 'failed' ? result.status : 'skipped',
      seconds: (result.duration ?? 0) / 1000,
      message: result.failureMessages.join('\n'),
      notes: noted.filter(({ check }) => check === result.fullName).map(({ text }) => text),
    })));
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
