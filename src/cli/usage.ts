import { Command, CommandOption } from './command';

export const PROGRAM = 'cdk8s-dynamodb-kro';

const INDENT = '  ';

/** What `--help` prints without a command. */
export function printOverview(commands: readonly Command[]): string {
  return [
    'DynamoDB tables on Kubernetes, by kro, ACK and KubeVela.',
    `Usage:\n${INDENT}${PROGRAM} COMMAND [options]`,
    `Commands:\n${columns(commands.map(({ name, summary }) => [name, summary]))}`,
    `Options:\n${columns([['-h, --help', 'show this text, or the help of a command'], ['    --version', 'show the version']])}`,
    `Use "${PROGRAM} COMMAND --help" for the options of a command.`,
  ].join('\n\n');
}

/** What `--help` prints for a command. */
export function printUsage({ name, summary, arguments: args, description, exitCodes, examples, options }: Command): string {
  const rows = [...Object.entries(options).map(optionRow), ['-h, --help', 'show this text'] as const];
  return [
    `${summary[0].toUpperCase()}${summary.slice(1)}.`,
    `Usage:\n${INDENT}${PROGRAM} ${name} [options] ${args}`.trimEnd(),
    description,
    `Examples:\n${examples.map(({ doc, line }) => `${INDENT}# ${doc}\n${INDENT}${line}`).join('\n\n')}`,
    `Options:\n${columns(rows)}`,
    `Exit codes:\n${columns(Object.entries(exitCodes))}`,
  ].join('\n\n');
}

/** An option as it is written, and what it does. */
export function optionRow([name, { short, choices, placeholder, default: byDefault, doc }]: [string, CommandOption]): readonly [string, string] {
  const flag = `${short === undefined ? '    ' : `-${short}, `}--${name}`;
  const value = choices?.join('|') ?? placeholder;
  return [value === undefined ? flag : `${flag} ${value}`, byDefault === undefined ? doc : `${doc} (default ${byDefault})`];
}

/** Rows of two columns. */
export function columns(rows: ReadonlyArray<readonly [string, string]>): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `${INDENT}${left.padEnd(width)}   ${right}`).join('\n');
}
