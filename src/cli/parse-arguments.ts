import { parseArgs } from 'node:util';
import { Command, CommandOption, CommandOptions, OptionValues, UsageError } from './command';
import { didYouMean } from '../contract/violation';

export interface ParsedArguments {
  readonly help: boolean;
  readonly args: readonly string[];
  readonly values: OptionValues<CommandOptions>;
  /** How an older spelling was read, for whoever wrote it. */
  readonly notes: readonly string[];
}

type Value = string | boolean | readonly string[] | undefined;

/** Reads the arguments that follow the name of a command. Throws a UsageError for what the command does not take. */
export function parseArguments({ options }: Command, given: readonly string[]): ParsedArguments {
  const config = Object.fromEntries(Object.entries(options).flatMap(([name, { type, short, formerly, multiple = false }]) => [
    [name, { type, multiple, ...short === undefined ? {} : { short } }] as const,
    ...formerly === undefined ? [] : [[formerly, { type, multiple }] as const],
  ]));
  let parsed: { readonly positionals: string[]; readonly values: { readonly [name: string]: unknown } };
  try {
    parsed = parseArgs({ args: given.flatMap(shortWithValue), allowPositionals: true, options: { ...config, help: { type: 'boolean', short: 'h' } } });
  } catch (error) {
    throw new UsageError(describeParserError(error as Error, Object.keys(config)));
  }
  const { positionals: args, values: found } = parsed;
  const values: { [name: string]: Value } = {};
  const notes: string[] = [];
  if (found.help === true) {
    return { help: true, args, values: values as OptionValues<CommandOptions>, notes };
  }
  for (const [name, option] of Object.entries(options)) {
    const value = givenValue(name, option, found) ?? values[name];
    const problem = typeof value === 'string' ? option.problem?.(value) : undefined;
    if (problem !== undefined) {
      throw new UsageError(`--${name} ${String(value)} ${problem}.`);
    }
    const spelling = found[name] === undefined ? option.formerly : name;
    if (option.choices === undefined || value === undefined || option.choices.includes(String(value))) {
      values[name] = value ?? absent(option);
    } else if (meansOther(option, String(value))) {
      const other = option.olderMeaning!.option;
      values[name] = absent(option);
      values[other] = value;
      notes.push(`-${option.short} ${String(value)} is read as --${other} ${String(value)}, as it was before. Write --${other}: -${option.short} is --${name} now.`);
    } else {
      throw new UsageError(`--${spelling} is one of ${option.choices.join(', ')}, not ${String(value)}.${didYouMean(String(value), option.choices)}`);
    }
  }
  return { help: false, args, values: values as OptionValues<CommandOptions>, notes };
}

/** `-o=json`, as kubectl takes it too; Node would read the `=` as a part of the value. */
function shortWithValue(argument: string): string[] {
  return /^-[a-z]=./i.test(argument) ? [argument.slice(0, 2), argument.slice(3)] : [argument];
}

/** The value of an option, under its name or its older spelling. */
function givenValue(name: string, { formerly }: CommandOption, found: { readonly [name: string]: unknown }): Value {
  const older = formerly === undefined ? undefined : found[formerly];
  if (older !== undefined && found[name] !== undefined) {
    throw new UsageError(`--${formerly!} is an older spelling of --${name}. Give one of them.`);
  }
  return (found[name] ?? older) as Value;
}

function absent({ type, multiple, default: byDefault }: CommandOption): Value {
  return type === 'boolean' ? false : multiple ? [] : byDefault;
}

function meansOther({ choices, olderMeaning }: CommandOption, value: string): boolean {
  return olderMeaning !== undefined && !olderMeaning.except.includes(value) && didYouMean(value, choices!) === '';
}

function describeParserError({ message }: Error, names: readonly string[]): string {
  // Node adds a hint on positional arguments, which is hardly ever what was meant.
  const [problem] = message.split('. To specify');
  const [, unknown] = /^Unknown option '(--[^']+)'/.exec(problem) ?? [];
  return unknown === undefined ? problem : `${problem}.${didYouMean(unknown, names.map((name) => `--${name}`))}`;
}
