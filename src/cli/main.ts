import { parseArgs } from 'node:util';
import { checkUpgradeOfFiles } from './check-upgrade';
import { Surroundings } from './surroundings';
import { validateFiles } from './validate';
import { PlatformNames } from '../validation/documents';

const USAGE = `Usage: cdk8s-dynamodb-kro validate [options] FILE…
       cdk8s-dynamodb-kro check-upgrade [options] OLD NEW

validate judges every DynamoDBTable, and every table in a KubeVela Application, in YAML files.
check-upgrade compares the ResourceGraphDefinition of DynamoDBTable in two YAML files: whether kro takes the new one,
and what breaks for tables that are there. A file - is standard input.

Options:
  --format text|json            how to report (text)
  --api-group GROUP             validate: API group of DynamoDBTable (kro.run)
  --component-name NAME         validate: name of the ComponentDefinition (aws-dynamodb-kro)
  --resource-graph-name NAME    check-upgrade: which ResourceGraphDefinition, where a file has several
  --help                        this text

Ends with 0 if all is well, 1 if a table is not valid or an upgrade breaks something, 2 if a file cannot be read.`;

/** Runs the command; gives the code it ends with. */
export function main(args: string[], surroundings: Surroundings): number {
  let options: Options;
  try {
    options = parse(args);
  } catch (problem) {
    surroundings.error(`${(problem as Error).message}\n\n${USAGE}`);
    return 2;
  }
  const { help, command, files, format, names, graphName } = options;
  if (help) {
    surroundings.out(USAGE);
    return 0;
  }
  return command === 'validate'
    ? validateFiles(files, format, names, surroundings)
    : checkUpgradeOfFiles(files[0], files[1], format, graphName, surroundings);
}

interface Options {
  readonly help: boolean;
  readonly command?: string;
  readonly files: readonly string[];
  readonly format: string;
  readonly names: PlatformNames;
  readonly graphName?: string;
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
      'resource-graph-name': { type: 'string' },
    },
  });
  if (!values.help) {
    if (command !== 'validate' && command !== 'check-upgrade') {
      throw new Error(command === undefined ? 'There is no command.' : `There is no command ${command}.`);
    }
    if (files.length === 0) {
      throw new Error('There is no file.');
    }
    if (command === 'check-upgrade' && files.length !== 2) {
      throw new Error(`check-upgrade takes two files, OLD and NEW, not ${files.length}.`);
    }
    if (!['text', 'json'].includes(values.format)) {
      throw new Error(`--format is text or json, not ${values.format}.`);
    }
  }
  return {
    help: values.help,
    command,
    files,
    format: values.format,
    names: { apiGroup: values['api-group'], componentName: values['component-name'] },
    graphName: values['resource-graph-name'],
  };
}
