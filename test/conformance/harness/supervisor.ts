/** Starts processes, knows when one dies, and stops them all. */
import { ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { eventually } from './eventually';

/** A process to run. */
export interface PartOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Throws until the part can be used. */
  readonly ready?: () => Promise<void>;
}

const READY_WITHIN = 120_000;
const STOP_WITHIN = 10_000;

export class Supervisor {
  /** Rejects when a part dies that nobody stopped. */
  public readonly crash: Promise<never>;

  private readonly parts = new Map<string, Part>();
  // In a group of its own, which no Ctrl-C reaches.
  private readonly reaper = spawn(process.execPath, [join(__dirname, 'reaper.js')], { stdio: ['pipe', 'ignore', 'inherit'], detached: true });
  private readonly reaperEnded = new Promise<void>((resolve) => this.reaper.on('exit', () => resolve()));
  private crashed!: (error: Error) => void;

  public constructor(private readonly logs: string) {
    this.crash = new Promise((_, reject) => this.crashed = reject);
    // Whoever wants to know awaits it; nobody has to.
    this.crash.catch(() => undefined);
    // It waits for us, not we for it.
    this.reaper.unref();
    (this.reaper.stdin as Socket).unref();
    this.reaper.stdin!.on('error', () => undefined);
  }

  /** Starts a part, and waits until it is ready. */
  public async start(name: string, options: PartOptions): Promise<void> {
    const part = new Part(name, options, this.logOf(name), this.crashed, (line) => this.reaper.stdin!.write(`${line}\n`));
    this.parts.set(name, part);
    await part.start();
  }

  /** Kills a part as a crash would, and starts it again. */
  public async crashAndRestart(name: string): Promise<void> {
    const part = this.parts.get(name)!;
    await part.kill();
    await part.start();
  }

  /** Stops one part, as an upgrade does. */
  public stopPart(name: string): Promise<void> {
    return this.parts.get(name)!.stop();
  }

  /** The process of a part. */
  public pidOf(name: string): number {
    return this.parts.get(name)!.pid;
  }

  /** The file that holds what a part said. */
  public logOf(name: string): string {
    return join(this.logs, `${name}.log`);
  }

  /** Stops all parts, the last first. */
  public async stop(): Promise<void> {
    for (const part of [...this.parts.values()].reverse()) {
      await part.stop();
    }
    // With the parts the reaper's work ends; now we wait for it.
    this.reaper.ref();
    this.reaper.stdin!.end();
    await this.reaperEnded;
  }

  /** Leaves no process behind, where there is no time left to wait. */
  public killAll(): void {
    this.parts.forEach((part) => part.signal('SIGKILL'));
  }
}

class Part {
  private process?: ChildProcess;
  private exited: Promise<void> = Promise.resolve();
  private wanted = false;

  public constructor(
    private readonly name: string,
    private readonly options: PartOptions,
    private readonly log: string,
    private readonly crashed: (error: Error) => void,
    private readonly tellReaper: (line: string) => void,
  ) {}

  public async start(): Promise<void> {
    const { command, args, env, ready } = this.options;
    const output = openSync(this.log, 'a');
    // In a group of its own: Ctrl-C reaches us alone, and whatever it starts is stopped with it.
    const started = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', output, output], detached: true });
    closeSync(output);
    this.process = started;
    if (started.pid !== undefined) {
      this.tellReaper(`+${started.pid}`);
    }
    this.wanted = true;
    let dead: Error | undefined;
    this.exited = new Promise((resolve) => {
      const ended = (how: string): void => {
        this.tellReaper(`-${started.pid}`);
        if (this.wanted) {
          dead = new Error(`${this.name} ended by itself (${how}). Its last words:\n${this.lastWords()}\nAll of them: ${this.log}`);
          this.crashed(dead);
        }
        resolve();
      };
      started.on('error', (error) => ended(error.message));
      started.on('exit', (code, signal) => ended(signal ?? `code ${code}`));
    });
    if (ready) {
      await eventually(`${this.name} to be ready (log: ${this.log})`, async () => {
        if (!dead) {
          await ready();
        }
      }, READY_WITHIN);
    }
    if (dead) {
      throw dead;
    }
  }

  public get pid(): number {
    return this.process!.pid!;
  }

  public async stop(): Promise<void> {
    this.wanted = false;
    this.signal('SIGTERM');
    const timer = setTimeout(() => this.signal('SIGKILL'), STOP_WITHIN);
    await this.exited;
    clearTimeout(timer);
  }

  public async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.exited;
  }

  /** Sends a signal to the part and what it started, if it runs. */
  public signal(signal: NodeJS.Signals): void {
    if (this.process?.pid !== undefined && this.process.exitCode === null && this.process.signalCode === null) {
      this.wanted = false;
      process.kill(-this.process.pid, signal);
    }
  }

  private lastWords(): string {
    return readFileSync(this.log, 'utf8').split('\n').slice(-15).join('\n');
  }
}
