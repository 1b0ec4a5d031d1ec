import { defineCommand, FAILED, OK, UNUSABLE, UsageError } from './command';
import type { CliIo } from './io';
import { FILENAME, outputOption } from './options';
import { columns } from './usage';
import { printable } from '../contract/printable';
import { describeFinding, mayChange } from '../import/finding';
import type { ImportedTable } from '../import/imported-table';
import { INPUTS } from '../import/inputs';

/** What kubectl and the other commands take for a format, which nobody means as a folder. */
const FORMATS_OF_OTHERS = ['json', 'jsonpath', 'text', 'txt', 'table', 'markdown', 'md', 'html', 'wide', 'name', 'xml', 'csv', 'tsv', 'toml', 'ini', 'hcl', 'tf', 'terraform', 'cloudformation',
  'ts', 'js', 'javascript', 'py', 'go', 'java', 'csharp', 'sarif', 'junit'];

export const IMPORT = defineCommand({
  name: 'import',
  summary: 'turn tables that exist, or their definitions, into declarations',
  arguments: '[FILE|FOLDER...]',
  description: `Reads tables from files. The kind of each file is recognized by its content. A file - is standard input.

${columns(INPUTS)}

Without a file, reads tables in AWS: --region with --table or --prefix. That needs the package @aws-sdk/client-dynamodb
(npm install --save-dev @aws-sdk/client-dynamodb). Credentials and region are those of the AWS SDK, so AWS_PROFILE counts.

The tables are printed to standard output, or written to --output-directory with one file a table. Each adopts the table in AWS, and keeps it
when the object is deleted. Features that a declaration does not express are listed on standard error, and in comments.`,
  exitCodes: {
    0: 'adoption changes nothing in AWS', 1: 'adoption would change something, or this cannot be determined', 2: 'the input cannot be read, or the command line is wrong',
  },
  examples: [
    { doc: 'A table in AWS as TypeScript', line: 'cdk8s-dynamodb-kro import --region us-east-1 --table orders > orders.ts' },
    { doc: 'The tables of a Terraform state as DynamoDBTable objects', line: 'terraform show -json | cdk8s-dynamodb-kro import -o yaml -' },
    { doc: 'A CloudFormation template, one file a table', line: 'cdk8s-dynamodb-kro import --region us-east-1 --parameter Stage=prod --output-directory tables template.yaml' },
  ],
  options: {
    'filename': FILENAME,
    // The short form stood for the folder, before the commands had the same options.
    'output': { ...outputOption(['typescript', 'python', 'yaml', 'application']), olderMeaning: { option: 'output-directory', except: FORMATS_OF_OTHERS } },
    'output-directory': { type: 'string', formerly: 'out', placeholder: 'FOLDER', doc: 'write one file a table into this folder' },
    'region': { type: 'string', placeholder: 'REGION', doc: 'region of the tables, if the source does not have it' },
    'parameter': { type: 'string', multiple: true, placeholder: 'NAME=VALUE', doc: 'value of a CloudFormation parameter or a serverless variable; can be repeated' },
    'physical-name': {
      type: 'string', formerly: 'table-name', multiple: true, placeholder: 'ID=NAME', doc: 'table name that CloudFormation made for the resource ID of a template; can be repeated',
    },
    'table': { type: 'string', multiple: true, placeholder: 'NAME', doc: 'read this table in AWS; can be repeated' },
    'prefix': { type: 'string', placeholder: 'PREFIX', doc: 'read all tables in AWS with names that begin with PREFIX' },
  },
  async run(args, { filename, output, 'output-directory': out, region, parameter, 'physical-name': physicalName, table, prefix }, io) {
    const { readTables, Unreadable, FORMATS, filesOf } = lazily();
    const files = [...args, ...filename];
    const live = table.length > 0 || prefix !== undefined;
    if (files.length > 0 && live) {
      throw new UsageError('--table and --prefix read tables in AWS, and take no file.');
    }
    if (files.length === 0 && !live) {
      throw new UsageError('A file is missing, or --table or --prefix for tables in AWS.');
    }
    const options = { region, parameters: pairs('parameter', parameter), tableNames: pairs('physical-name', physicalName) };
    let tables: ImportedTable[];
    try {
      tables = await readTables({ files, tables: table, prefix }, options, io);
    } catch (error) {
      if (!(error instanceof Unreadable)) {
        throw error;
      }
      io.error(error.message);
      return UNUSABLE;
    }
    const { print } = FORMATS[output];
    if (out === undefined) {
      io.out(print(tables).trimEnd());
    } else if (!write(out, filesOf(FORMATS[output], tables), io)) {
      return UNUSABLE;
    }
    report(tables, out, io);
    return tables.some(({ findings }) => findings.some(mayChange)) ? FAILED : OK;
  },
});

/** Whether the files could be written; else it is reported why not. */
function write(folder: string, files: ReadonlyMap<string, string>, io: CliIo): boolean {
  try {
    io.writeFiles(folder, files);
    return true;
  } catch (problem) {
    io.error(`--output-directory ${folder}: ${(problem as Error).message}`);
    return false;
  }
}

/** All commands are loaded at once; what only this one needs is loaded when it runs. */
function lazily(): typeof import('../import') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('../import');
}

function pairs(option: string, given: readonly string[]): Map<string, string> {
  return new Map(given.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) {
      throw new UsageError(`--${option} is NAME=VALUE, not ${pair}.`);
    }
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  }));
}

function report(tables: readonly ImportedTable[], out: string | undefined, { error }: CliIo): void {
  const all = tables.flatMap(({ name, findings }) => findings.map((finding) => ({ finding, line: `${name}: ${describeFinding(finding)}` })));
  all.forEach(({ line }) => error(printable(line)));
  const changes = all.filter(({ finding }) => mayChange(finding)).length;
  const written = out === undefined ? '' : `, written to ${out}`;
  error(`${tables.length} table${tables.length === 1 ? '' : 's'}${written}, ${all.length} finding${all.length === 1 ? '' : 's'}, ${changes} that adoption may change in AWS`);
}
