import { isApplication, isDynamoDbTable, readApplication, readDynamoDbTable } from './application';
import { isAwsCliOutput, readAwsCli } from './aws-cli';
import { isCdkManifest, readCdkTemplates } from './cdk-assembly';
import { count, isTemplate, readCloudFormation } from './cloudformation';
import { Draft } from './draft';
import { finishTables, ImportedTable } from './imported-table';
import { isAck, isCrossplane, readAck, readCrossplane } from './kubernetes';
import { parseText } from './parse';
import { isServerless, readServerless } from './serverless';
import { ImportOptions, SourceDocument, Unreadable } from './source-document';
import { isTerraform, readTerraform } from './terraform';
import { isObject, Json } from '../contract/json';

export type ReadFile = (file: string) => string;

/** What the reading of all sources shares. */
interface Context {
  readonly options: ImportOptions;
  readonly manifests: readonly SourceDocument[];
  /** Reads a file that another one includes; it is no source of its own then. */
  readonly include: (file: string) => unknown;
  /** Whether another file includes it. */
  readonly isIncluded: (file: string) => boolean;
  /** Reads; in a folder, a document without tables is nothing to stop for. */
  readonly attempt: (read: () => Draft[]) => Draft[];
}

/** A source: how its documents are told, and how its tables are read of all of them. */
interface Source {
  readonly is: (value: Json) => boolean;
  readonly read: (documents: readonly SourceDocument[], context: Context) => Draft[];
}

const one = (read: (document: SourceDocument, context: Context) => Draft[] | Draft): Source['read'] =>
  (documents, context) => documents.flatMap((document) => context.attempt(() => [read(document, context)].flat()));

/** The first one that a document is of reads it. */
const SOURCES: readonly Source[] = [
  { is: isTerraform, read: one((document, { options }) => readTerraform(document, options)) },
  { is: isAck, read: (documents, { options }) => readAck(documents, options) },
  { is: isCrossplane, read: (documents, { options }) => readCrossplane(documents, options) },
  { is: isDynamoDbTable, read: one((document, { options }) => readDynamoDbTable(document, options)) },
  { is: isApplication, read: one((document, { options }) => readApplication(document, options)) },
  // Before templates, which it may include.
  { is: isServerless, read: one((document, { options, include }) => readServerless(document, options, include)) },
  { is: isTemplate, read: readTemplates },
  { is: isAwsCliOutput, read: (documents) => readAwsCli(documents) },
];

function readTemplates(documents: readonly SourceDocument[], context: Context): Draft[] {
  const { manifests, options, isIncluded, attempt } = context;
  const own = documents.filter(({ file }) => !isIncluded(file));
  return manifests.length > 0
    ? attempt(() => readCdkTemplates(manifests, own, options))
    : one((document) => readCloudFormation(document, options))(own, context);
}

/** A file of the input, as a text. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
  /** It was found in a folder, so that it may be something else. */
  readonly found?: boolean;
}

/**
 * The tables of files. Throws Unreadable where a file is not of a source that is known, or none has a table.
 * @param readFile reads what a file includes
 */
export function importFiles(files: readonly SourceFile[], options: ImportOptions, readFile: ReadFile): ImportedTable[] {
  try {
    return readFiles(files, options, readFile);
  } catch (error) {
    // The stack overflows where a value is in a value is in a value, ten thousand times.
    if (error instanceof RangeError) {
      throw new Unreadable(`${files.map(({ file }) => file).slice(0, 3).join(', ')}: is nested too deeply`);
    }
    throw error;
  }
}

function readFiles(files: readonly SourceFile[], options: ImportOptions, readFile: ReadFile): ImportedTable[] {
  const bySource = new Map<Source, SourceDocument[]>();
  const manifests: SourceDocument[] = [];
  for (const file of files) {
    const documents = documentsOf(file);
    const recognized = documents.filter(({ value }) => {
      if (isCdkManifest(value)) {
        return manifests.push({ file: file.file, value });
      }
      const source = SOURCES.find(({ is }) => is(value));
      if (source !== undefined) {
        const known = bySource.get(source) ?? [];
        known.push({ file: file.file, value });
        bySource.set(source, known);
      }
      return source;
    });
    if (recognized.length === 0 && !file.found) {
      throw new Unreadable(`${file.file}: ${describeUnknown(documents)}`);
    }
  }
  const problems: Unreadable[] = [];
  const context = contextOf(options, manifests, readFile, files.some((file) => file.found) ? problems : undefined);
  const drafts = SOURCES.flatMap((source) => {
    const documents = bySource.get(source);
    return documents === undefined ? [] : source.read(documents, context);
  });
  if (drafts.length === 0) {
    throw problems[0] ?? new Unreadable(files.length === 1 ? `${files[0].file}: has no DynamoDB table` : `no DynamoDB table in ${count(files.length, 'file')}`);
  }
  return finishTables(drafts);
}

function documentsOf({ file, text, found }: SourceFile): SourceDocument[] {
  try {
    return flatten(parseText(text)).map((value) => ({ file, value }));
  } catch (error) {
    if (!(error instanceof Unreadable)) {
      throw error;
    }
    // A call that failed leaves an empty file.
    if (found && error.message === 'is empty') {
      return [];
    }
    throw new Unreadable(`${file}: ${error.message}`);
  }
}

/** The objects of lists, as `kubectl get -o yaml` and `jq -s` print them. */
function flatten(values: readonly unknown[]): Json[] {
  return values.flatMap((value) => {
    if (Array.isArray(value)) {
      return flatten(value);
    }
    if (!isObject(value)) {
      return [];
    }
    return typeof value.kind === 'string' && value.kind.endsWith('List') && Array.isArray(value.items) ? flatten(value.items) : [value];
  });
}

function describeUnknown(documents: readonly SourceDocument[]): string {
  const [first] = documents;
  if (first === undefined) {
    return 'has no object in it';
  }
  const { kind, apiVersion } = first.value;
  const what = typeof kind === 'string' ? `a ${kind} of ${String(apiVersion)}` : `an object with ${Object.keys(first.value).slice(0, 3).join(', ') || 'nothing'}`;
  return `is ${what}, which is not a source that import knows: output of the AWS CLI, CloudFormation, SAM, serverless.yml, Terraform, Crossplane, ACK, KubeVela`;
}

/** @param problems where to keep what could not be read; it is thrown without */
function contextOf(options: ImportOptions, manifests: readonly SourceDocument[], readFile: ReadFile, problems: Unreadable[] | undefined): Context {
  const included = new Set<string>();
  return {
    options,
    manifests,
    include: (file) => {
      try {
        const [value] = parseText(readFile(file));
        included.add(file);
        return value;
      } catch {
        return undefined;
      }
    },
    isIncluded: (file) => included.has(file),
    attempt: (read) => {
      try {
        return read();
      } catch (error) {
        if (!(error instanceof Unreadable) || problems === undefined) {
          throw error;
        }
        problems.push(error);
        return [];
      }
    },
  };
}
