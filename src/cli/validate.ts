import { defineCommand, FAILED, OK, UNUSABLE, UsageError } from './command';
import { withDocuments } from './documents';
import { describe } from '../contract/violation';
import { FoundTable, tablesIn } from '../validation/documents';

interface Judged extends FoundTable {
  readonly file: string;
}

export const VALIDATE = defineCommand({
  name: 'validate',
  summary: 'validate the tables in YAML files',
  arguments: 'FILE...',
  description: `Validates every DynamoDBTable, and every table in a KubeVela Application. A file - is standard input.

Exit code: 0 if all tables are valid, 1 if one is not, 2 if a file cannot be read.`,
  examples: [
    { doc: 'Validate what cdk8s synthesized', line: 'cdk8s-dynamodb-kro validate dist/*.yaml' },
    { doc: 'Validate what Kustomize prints', line: 'kustomize build . | cdk8s-dynamodb-kro validate -' },
  ],
  options: {
    'format': { type: 'string', choices: ['text', 'json'], default: 'text', doc: 'output format' },
    'api-group': { type: 'string', placeholder: 'GROUP', doc: 'API group of DynamoDBTable (default kro.run)' },
    'component-name': { type: 'string', placeholder: 'NAME', doc: 'name of the ComponentDefinition (default aws-dynamodb-kro)' },
  },
  run(files, { format, 'api-group': apiGroup, 'component-name': componentName }, io) {
    if (files.length === 0) {
      throw new UsageError('A file is missing.');
    }
    const judged = files.map((file) => withDocuments(file, io, (documents) =>
      tablesIn(documents, { apiGroup, componentName }).map((table): Judged => ({ file, ...table }))));
    const tables = judged.flatMap((inFile) => inFile ?? []);
    io.out(format === 'json' ? json(tables) : text(tables));
    if (judged.includes(undefined)) {
      return UNUSABLE;
    }
    return tables.some(({ violations }) => violations.some(isError)) ? FAILED : OK;
  },
});

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
