/** Which version of each program a run uses: the newest that is pinned, unless `--kro`, `--kubevela` or `--kubernetes` names another, or `oldest`. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { newestVersion, SupportedName } from '../../../src/support-matrix';

const PROGRAMS = resolve(__dirname, '../programs');

/** The programs that are pinned in several versions, each in `programs/NAME/VERSION`. */
export const VERSIONED = ['kro', 'kubevela', 'kubernetes'] as const;
export type Versioned = typeof VERSIONED[number];

/** The versions that are pinned, the newest first. */
export function pinnedVersions(program: Versioned): string[] {
  return readdirSync(join(PROGRAMS, program)).sort((one, other) => other.localeCompare(one, undefined, { numeric: true }));
}

/** The version of this run. jest's processes inherit what the command line named. */
export function versionOf(program: Versioned): string {
  return process.env[variable(program)] || pinnedVersions(program)[0];
}

/** All versions of this run. The ACK controller does not say its own. */
export function versionsOfRun(): Record<SupportedName, string> {
  return { kubernetes: versionOf('kubernetes'), kro: versionOf('kro'), ack: newestVersion('ack'), kubevela: versionOf('kubevela') };
}

/** The folder of the go.mod that a program is built from, in the version of this run unless another is named. */
export function moduleFolder(program: string, version?: string): string {
  return isVersioned(program) ? join(PROGRAMS, program, version ?? versionOf(program)) : join(PROGRAMS, program);
}

/** For checks that go from one version to another, whatever the run uses. */
export const AGES = ['oldest', 'newest'] as const;
export type Age = typeof AGES[number];

export function versionOfAge(program: Versioned, age: Age): string {
  const pinned = pinnedVersions(program);
  return age === 'newest' ? pinned[0] : pinned[pinned.length - 1];
}

/** Takes the versions out of the arguments of a command; gives the other arguments. */
export function takeVersions(args: readonly string[]): string[] {
  const rest: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const [option, inline] = args[index].split('=', 2);
    const program = option.startsWith('--') ? option.slice(2) : '';
    if (!isVersioned(program)) {
      rest.push(args[index]);
      continue;
    }
    const named = inline ?? args[++index];
    const pinned = pinnedVersions(program);
    const version = AGES.some((age) => age === named) ? versionOfAge(program, named as Age) : named;
    if (!pinned.includes(version)) {
      throw new Error(`${program} ${version ?? ''} is not pinned. These are: ${pinned.join(', ')}. Add it with: npm run add-version -- ${program} VERSION`);
    }
    process.env[variable(program)] = version;
  }
  return rest;
}

export function isVersioned(program: string): program is Versioned {
  return VERSIONED.some((name) => name === program);
}

function variable(program: Versioned): string {
  return `CONFORMANCE_${program.toUpperCase()}`;
}

/** Whether this run uses that version of a program, or a later one. */
export function isAtLeast(program: Versioned, version: string): boolean {
  return versionOf(program).localeCompare(version, undefined, { numeric: true }) >= 0;
}
