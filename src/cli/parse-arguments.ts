import { parseArgs } from 'node:util';
import { Command, CommandOption, CommandOptions, OptionValues, UsageError } from './command';
import { didYouMean } from '../contract/violation';

export interface ParsedArguments {
  readonly help: boolean;
  readonly args: readonly string[];
  readonly values: OptionValues<CommandOptions>;
}

const HELP = { type: 'boolean', short: 'h', default: false } as const;

/** Reads the arguments that follow the name of a command. Throws a UsageError for what the command does not take. */
export function parseArguments({ options }: Command, given: readonly string[]): ParsedArguments {
  const config = Object.fromEntries(Object.entries(options).map(([name, option]) => [name, parserOption(option)]));
  let parsed: { readonly positionals: string[]; readonly values: { readonly [name: string]: unknown } };
  try {
    parsed = parseArgs({ args: [...given], allowPositionals: true, options: { ...config, help: HELP } });
  } catch (error) {
    throw new UsageError(explainParserError(error as Error, Object.keys(options)));
  }
  const { values, positionals } = parsed;
  const help = Boolean(values.help);
  if (!help) {
    Object.entries(options).forEach(([name, { choices }]) => checkChoice(name, values[name], choices));
  }
  return { help, args: positionals, values: values as OptionValues<CommandOptions> };
}

function parserOption({ type, short, multiple = false, default: byDefault }: CommandOption) {
  const absent = type === 'boolean' ? false : multiple ? [] : byDefault;
  return { type, multiple, ...short === undefined ? {} : { short }, ...absent === undefined ? {} : { default: absent } };
}

function explainParserError({ message }: Error, names: readonly string[]): string {
  // Node goes on about positional arguments, which is hardly ever what was meant.
  const [problem] = message.split('. To specify');
  const [, unknown] = /^Unknown option '--([^']+)'/.exec(problem) ?? [];
  return unknown === undefined ? problem : `${problem}.${didYouMean(unknown, names)}`;
}

function checkChoice(name: string, value: unknown, choices?: readonly string[]): void {
  if (choices !== undefined && value !== undefined && !choices.includes(String(value))) {
    throw new UsageError(`--${name} is one of ${choices.join(', ')}, not ${String(value)}.${didYouMean(String(value), choices)}`);
  }
}
