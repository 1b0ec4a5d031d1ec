import { parseArgs } from 'node:util';
import { readYaml, UnreadableYaml } from './yaml';
import { describe } from '../contract/violation';
import { FoundTable, PlatformNames, tablesIn } from '../validation/documents';

const USAGE = `Usage: cdk8s-dynamodb-kro validate [options] FILE…

Judges every DynamoDBTable, and every table in a KubeVela Application, in YAML files; - reads standard input.

Options:
  --format text|json      how to report (text)
  --api-group GROUP       API group of DynamoDBTable (kro.run)
  --component-name NAME   name of the ComponentDefinition (aws-dynamodb-kro)
  --help                  this text

Ends with 0 if all tables are valid, 1 if one is not, 2 if a file cannot be read.`;

/** What the command needs of its surroundings. */
export interface Surroundings {
  /** Reads a file, or standard input for `-`. */
  readonly read: (file: string) => string;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

interface Judged extends FoundTable {
  readonly file: string;
}

/** Runs the command; gives the code it ends with. */
export function main(args: string[], { read, out, error }: Surroundings): number {
  let options: Options;
  try {
    options = parse(args);
  } catch (problem) {
    error(`${(problem as Error).message}\n\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    out(USAGE);
    return 0;
  }
  let unreadable = false;
  const tables = options.files.flatMap((file): Judged[] => {
    try {
      return tablesIn(readYaml(read(file)), options.names).map((table) => ({ file, ...table }));
    } catch (problem) {
      unreadable = true;
      error(`${file}: ${problem instanceof UnreadableYaml ? 'no YAML: ' : ''}${(problem as Error).message}`);
      return [];
    }
  });
  out(options.format === 'json' ? json(tables) : text(tables));
  return unreadable ? 2 : Number(tables.some(({ violations }) => violations.some(isError)));
}

interface Options {
  readonly help: boolean;
  readonly format: string;
  readonly files: readonly string[];
  readonly names: PlatformNames;
}

function parse(args: string[]): Options {
  const { values, positionals: [command, ...files] } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'help': { type: 'boolean', default: false },
      'format': { type: 'string', default: 'text' },
      'api-group': { type: 'string' },
      'component-name': { type: 'string' },
    },
  });
  if (!values.help) {
    if (command !== 'validate') {
      throw new Error(command === undefined ? 'There is no command.' : `There is no command ${command}.`);
    }
    if (files.length === 0) {
      throw new Error('There is no file.');
    }
    if (!['text', 'json'].includes(values.format)) {
      throw new Error(`--format is text or json, not ${values.format}.`);
    }
  }
  return { help: values.help, format: values.format, files, names: { apiGroup: values['api-group'], componentName: values['component-name'] } };
}

function text(tables: readonly Judged[]): string {
  const all = tables.flatMap(({ file, resource, violations }) =>
    violations.map((violation) => ({ violation, line: `${file}: ${resource}: ${isError(violation) ? '' : 'warning: '}${describe(violation)}` })));
  const errors = all.filter(({ violation }) => isError(violation)).length;
  return [...all.map(({ line }) => line), `${tables.length} tables, ${errors} violations, ${all.length - errors} warnings`].join('\n');
}

function json(tables: readonly Judged[]): string {
  return JSON.stringify(tables.map(({ violations, ...table }) => ({
    ...table,
    violations: violations.map(({ code, severity = 'error', property, problem, fix }) => ({ code, severity, property, problem, fix })),
  })), undefined, 2);
}

function isError({ severity }: { readonly severity?: string }): boolean {
  return severity !== 'warning';
}
