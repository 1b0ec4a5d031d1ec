import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { CACHE } from './programs';

/**
 * Below the ports that Linux gives to outgoing connections and to whoever listens on port 0 (32768 and up), so that none of
 * these takes a port between the moment it is found free and the moment its program listens.
 */
const FIRST = 20_000;
const COUNT = 12_000;

/** One file a port, with the process that has it: several control planes start at once. Not in a folder for temporary files, since a run may have one of its own. */
const RESERVED = join(CACHE, 'ports');

/** Ports of the loopback address that nobody listens on, all different, and kept for this process as long as it runs. */
export async function freePorts(count: number): Promise<number[]> {
  mkdirSync(RESERVED, { recursive: true });
  const ports: number[] = [];
  let candidate = Math.floor(Math.random() * COUNT);
  for (let tried = 0; ports.length < count; tried++) {
    if (tried === COUNT) {
      throw new Error(`no ${count} ports are free from ${FIRST} to ${FIRST + COUNT - 1}`);
    }
    const port = FIRST + candidate++ % COUNT;
    if (reserve(port)) {
      await isFree(port) ? ports.push(port) : release(port);
    }
  }
  process.once('exit', () => ports.forEach(release));
  return ports;
}

function reserve(port: number): boolean {
  try {
    writeFileSync(fileOf(port), String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return isAbandoned(port) ? (release(port), reserve(port)) : false;
  }
}

/** Whether the process that reserved the port has ended without giving it back. */
function isAbandoned(port: number): boolean {
  try {
    process.kill(Number(readFileSync(fileOf(port), 'utf8')) || process.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function release(port: number): void {
  rmSync(fileOf(port), { force: true });
}

function fileOf(port: number): string {
  return join(RESERVED, String(port));
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().on('error', () => resolve(false)).listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
