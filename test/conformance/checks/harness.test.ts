/** The harness itself: whatever happens to a run, nothing of it is left, and it says in one line what was wrong. */
import { ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eventually } from '../harness/eventually';
import { isGround, stages } from '../harness/stages';
import { connection } from '../harness/suite';

const ROOT = resolve(__dirname, '../../..');
const TSX = require.resolve('tsx/cli');

let folder: string;
let output: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'harness-'));
  output = '';
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Another run of the suite, with a folder for temporary files of its own, by which its processes are known. */
function start(env: NodeJS.ProcessEnv = {}): { run: ChildProcess; code: Promise<number | null> } {
  const run = spawn(process.execPath, [TSX, 'test/conformance/run.ts', 'platform'], {
    cwd: ROOT, env: { ...process.env, ACK_CONTROLLER: '', TMPDIR: folder, ...env }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [run.stdout, run.stderr]) {
    stream!.on('data', (text) => output += text);
  }
  return { run, code: new Promise((done) => run.on('exit', (code) => done(code))) };
}

/** Ids of the processes of that run, by the program that they run; all of them without one. */
function processes(program = ''): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid).flatMap((pid) => {
    try {
      const [command] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`TMPDIR=${folder}\0`) && command.startsWith(program) ? [Number(pid)] : [];
    } catch {
      // It ended in the meantime.
      return [];
    }
  });
}

const parts = (): number => [connection.programs.etcd, connection.programs['kube-apiserver'], connection.programs.kro].flatMap(processes).length;

test('Ctrl-C while the parts are running stops them all', async () => {
  const { run, code } = start();
  await eventually('etcd and kube-apiserver', () => expect(parts()).toBeGreaterThanOrEqual(2));
  run.kill('SIGINT');
  expect(await code).toBe(130);
  await eventually('no process', () => expect(processes()).toEqual([]), 10_000);
}, 240_000);

test('a run that is killed leaves nothing behind either', async () => {
  const { run } = start();
  await eventually('etcd and kube-apiserver', () => expect(parts()).toBeGreaterThanOrEqual(2));
  const runners = processes(process.execPath).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('run.ts'));
  expect(runners).toContain(run.pid);
  runners.forEach((pid) => process.kill(pid, 'SIGKILL'));
  await eventually('no process', () => expect(processes()).toEqual([]), 10_000);
}, 240_000);

test('a part that dies ends the run: nothing is left, and the message names the part and its log', async () => {
  const { code } = start();
  const [kro] = await eventually('kro', () => {
    const found = processes(connection.programs.kro);
    expect(found).toHaveLength(1);
    // Not before it has said something: killed at once, it leaves an empty log.
    const [run] = readdirSync(folder).filter((name) => name.startsWith('conformance-'));
    expect(readFileSync(join(folder, run, 'logs/kro.log'), 'utf8')).not.toBe('');
    return found;
  }, 240_000);
  process.kill(kro, 'SIGKILL');
  expect(await code).toBe(1);
  expect(processes()).toEqual([]);
  expect(output).toMatch(/kro ended by itself \(SIGKILL\)/);
  const [, log] = /All of them: (\S+)/.exec(output)!;
  expect(readFileSync(log, 'utf8')).not.toBe('');
  expect(output.trim().split('\n').pop()).toMatch(/^\d+ passed, [1-9]\d* failed, \d+ skipped$/);
}, 300_000);

test('a machine without Go or Python gets one line that says so', async () => {
  symlinkSync(process.execPath, join(folder, 'node'));
  const { code } = start({ PATH: folder });
  expect(await code).toBe(1);
  // After the line that says which versions the run uses.
  expect(output.trim().split('\n').slice(1)).toEqual([
    'This machine lacks Go (1.26, or any that downloads toolchains) and Python 3 with venv, which the control plane is built with. Install it and run again.',
  ]);
}, 60_000);

test('a run without a pattern runs each check once; with one, what all rest on comes before it', () => {
  const all = readdirSync(join(ROOT, 'test/conformance/checks')).map((file) => `checks/${file}`);
  const ran = stages([]).flat().flatMap((pattern) => all.filter((file) => new RegExp(`checks/${pattern}\\.test`).test(file)));
  expect(ran.sort()).toEqual(all);
  expect(stages(['status', 'walks'])).toEqual([['platform'], ['status'], ['walks']]);
  expect(stages(['status', 'rendering']).filter(isGround)).toEqual([['platform'], ['rendering']]);
});
