/** Which version of each program a run uses: the newest that is pinned, unless `--kro`, `--kubevela` or `--kubernetes` names another. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

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

/** The folder of the go.mod that a program is built from. */
export function moduleFolder(program: string): string {
  return isVersioned(program) ? join(PROGRAMS, program, versionOf(program)) : join(PROGRAMS, program);
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
    const version = inline ?? args[++index];
    const pinned = pinnedVersions(program);
    if (!pinned.includes(version)) {
      throw new Error(`${program} ${version ?? ''} is not pinned. These are: ${pinned.join(', ')}. Add it with: npm run add-version -- ${program} VERSION`);
    }
    process.env[variable(program)] = version;
  }
  return rest;
}

function isVersioned(program: string): program is Versioned {
  return VERSIONED.some((name) => name === program);
}

function variable(program: Versioned): string {
  return `CONFORMANCE_${program.toUpperCase()}`;
}
