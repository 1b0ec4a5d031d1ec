import { Command, OK, UNUSABLE, UsageError } from './command';
import { COMMANDS } from './commands';
import { CliIo } from './io';
import { parseArguments } from './parse-arguments';
import { printOverview, printUsage, PROGRAM } from './usage';
import { didYouMean } from '../contract/violation';

/** Runs the command that the arguments name, and returns the exit code. */
export async function main([name, ...rest]: readonly string[], version: string, io: CliIo): Promise<number> {
  if (name === '--version' || name === 'version') {
    io.out(version);
    return OK;
  }
  if (name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) {
    io.out(printOverview(COMMANDS));
    return OK;
  }
  const [commandName, given] = name === 'help' ? [rest[0], ['--help']] : [name, rest];
  const command = COMMANDS.find((candidate) => candidate.name === commandName);
  if (command === undefined) {
    io.error(`${noCommand(commandName)}\n\n${printOverview(COMMANDS)}`);
    return UNUSABLE;
  }
  return runCommand(command, given, io);
}

async function runCommand(command: Command, given: readonly string[], io: CliIo): Promise<number> {
  try {
    const { help, args, values, notes } = parseArguments(command, given);
    if (help) {
      io.out(printUsage(command));
      return OK;
    }
    notes.forEach((note) => io.error(`Note: ${note}`));
    return await command.run(args, values, io);
  } catch (error) {
    if (!(error instanceof UsageError)) {
      throw error;
    }
    io.error(`${error.message}\n\nUse "${PROGRAM} ${command.name} --help" for its arguments and options.`);
    return UNUSABLE;
  }
}

function noCommand(name: string | undefined): string {
  if (name === undefined) {
    return 'A command is missing.';
  }
  return name.startsWith('-')
    ? `The command comes first, then its options; ${name} is not a command.`
    : `There is no command ${name}.${didYouMean(name, COMMANDS.map((command) => command.name))}`;
}
