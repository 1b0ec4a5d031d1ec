import { CliIo } from './io';

/** An option of a command, as kubectl and Flux would name it. */
export interface CommandOption {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** An older spelling, which is still read. */
  readonly formerly?: string;
  /** Whether it may be given several times; its value is a list then. */
  readonly multiple?: boolean;
  readonly default?: string;
  /** What stands for the value in the usage text, such as `FILE`. */
  readonly placeholder?: string;
  /** What is wrong with a value of its own form. */
  readonly problem?: (value: string) => string | undefined;
  /** The values it accepts, where they are few. */
  readonly choices?: readonly string[];
  /**
   * The option that the short form stood for before. A value that is none of the choices is given to it, with a note, unless it is one of `except`:
   * what people write who mean the option as it is now.
   */
  readonly olderMeaning?: { readonly option: string; readonly except: readonly string[] };
  readonly doc: string;
}

export type CommandOptions = { readonly [name: string]: CommandOption };

type OptionValue<O extends CommandOption> =
  O extends { readonly type: 'boolean' } ? boolean
    : O extends { readonly multiple: true } ? readonly string[]
      : O extends { readonly default: string } ? string
        : string | undefined;

/** The values of the options, by their names: false or an empty list where one is not given. */
export type OptionValues<O extends CommandOptions> = { readonly [N in keyof O]: OptionValue<O[N]> };

/** Exit codes that all commands share. */
export const OK = 0;
/** What the command looked at is not in order. */
export const FAILED = 1;
/** The command could not do its work: a wrong option, a file that cannot be read. */
export const UNUSABLE = 2;

/**
 * A command of `cdk8s-dynamodb-kro`, in a file of its own and listed in `commands.ts`. What only one command needs it
 * should load in `run`, since all commands are loaded at once.
 */
export interface Command<O extends CommandOptions = CommandOptions> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The arguments in the usage text, such as `FILE...`. */
  readonly arguments: string;
  /** What the usage text says after the summary: what is read, and what is printed. */
  readonly description: string;
  /** What each exit code means. */
  readonly exitCodes: { readonly [code: number]: string };
  /** Command lines, each with what it is for. */
  readonly examples: ReadonlyArray<{ readonly doc: string; readonly line: string }>;
  readonly options: O;
  /**
   * Does the work and returns the exit code.
   * @throws UsageError if the arguments cannot be used
   */
  run(args: readonly string[], options: OptionValues<O>, io: CliIo): number | Promise<number>;
}

/** A command line that cannot be used. It is shown with a pointer to `--help`. */
export class UsageError extends Error {}

/** The command, with the types of its options forgotten once `run` has been checked against them. */
export function defineCommand<const O extends CommandOptions>(command: Command<O>): Command {
  return command as unknown as Command;
}
