import { basename } from 'node:path';
import { isApplication, isDynamoDbTable, readApplications, readDynamoDbTable } from './application';
import { isAwsCliOutput, NO_POLICY, readAwsCli } from './aws-cli';
import { isCdkManifest, readCdkTemplates } from './cdk-assembly';
import { count, isTemplate, mayHaveTables, readTemplate } from './cloudformation';
import { Orphan, Companion } from './companion';
import { Draft } from './draft';
import { isAnother, tableCalled, whyNoTable } from './find-table';
import { Finding } from './finding';
import { checkGivenNames } from './given-names';
import { finishTables, ImportedTable } from './imported-table';
import { INPUTS } from './inputs';
import { isAck, isCrossplane, readAck, readCrossplane } from './kubernetes';
import { nearMiss } from './near-misses';
import { parseText } from './parse';
import { SERVERLESS } from './scalars';
import { isServerless, readServerless } from './serverless';
import { ImportOptions, SourceDocument, Unreadable } from './source-document';
import { isStackOutput, stackOf } from './stack';
import { isTerraform, readTerraform } from './terraform';
import { isObject, Json, objectOf } from '../contract/json';
import { KIND } from '../contract/names';

export type ReadFile = (file: string) => string;

/** What the reading of all sources shares. */
interface Context {
  readonly options: ImportOptions;
  readonly manifests: readonly SourceDocument[];
  readonly stacks: readonly SourceDocument[];
  /** The files that were found in folders, of which nothing should be missing. */
  readonly folders: ReadonlySet<string>;
  /** Reads a file that another one includes; it is no source of its own then. */
  readonly include: (file: string) => unknown;
  /** What was included, by file. */
  readonly included: ReadonlyMap<string, unknown>;
  /** Takes a finding about no table that was read: it is told with the first one. */
  readonly orphan: Orphan;
  /** Reads; in a folder, a document without tables is nothing to stop for. */
  readonly attempt: (read: () => Draft[]) => Draft[];
}

/** A source: how its documents are told, and how its tables are read of all of them. */
interface Source {
  readonly is: (value: Json) => boolean;
  readonly read: (documents: readonly SourceDocument[], context: Context) => Draft[];
  /** Whether parameters and names of tables may be given to it. */
  readonly hasGivenNames?: boolean;
}

const one = (read: (document: SourceDocument, context: Context) => Draft[] | Draft): Source['read'] =>
  (documents, context) => documents.flatMap((document) => context.attempt(() => [read(document, context)].flat()));

/** The first one that a document is of reads it. */
const SOURCES: readonly Source[] = [
  { is: isTerraform, read: one((document, { options, orphan }) => readTerraform(document, options, orphan)) },
  { is: isAck, read: (documents, { options, orphan }) => readAck(documents, options, orphan) },
  { is: isCrossplane, read: (documents, { options, orphan }) => readCrossplane(documents, options, orphan) },
  { is: isDynamoDbTable, read: one((document, { options }) => readDynamoDbTable(document, options)) },
  { is: isApplication, read: (documents, { options, attempt, orphan }) => attempt(() => readApplications(documents, options, orphan)) },
  // Before templates, which it may include.
  { is: isServerless, read: one((document, context) => readServerless(document, context)), hasGivenNames: true },
  { is: isTemplate, read: readTemplates, hasGivenNames: true },
  { is: isAwsCliOutput, read: (documents, { options }) => readAwsCli(documents, options) },
];

function readTemplates(documents: readonly SourceDocument[], context: Context): Draft[] {
  const { manifests, stacks, included, attempt, orphan } = context;
  const own = documents.filter(({ file }) => !included.has(file));
  const templates = own.map(({ file }) => file);
  return manifests.length > 0
    ? attempt(() => readCdkTemplates(manifests, own, context))
    : one((document) => {
      const known = stackOf(document, stacks, context.options, own.filter(({ value }) => mayHaveTables(value)));
      return readTemplate({ ...document, ...known.stack, templates }, known.options, orphan);
    })(own, context);
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
  const stacks: SourceDocument[] = [];
  const problems: Unreadable[] = [];
  const orphans: Finding[] = [];
  const templates: SourceDocument[] = [];
  for (const file of files) {
    const documents = documentsOf(file);
    templates.push(...documents.filter(({ value }) => isTemplateOfTables(value)));
    const recognized = documents.filter(({ value }) => {
      if (isCdkManifest(value)) {
        return manifests.push({ file: file.file, value });
      }
      if (isStackOutput(value)) {
        return stacks.push({ file: file.file, value });
      }
      const source = SOURCES.find(({ is }) => is(value));
      if (source !== undefined) {
        const known = bySource.get(source) ?? [];
        known.push({ file: file.file, value });
        bySource.set(source, known);
      }
      return source;
    });
    if (recognized.length === 0) {
      const problem = new Unreadable(`${file.file}: ${describeUnknown(documents)}`);
      if (!file.found) {
        throw problem;
      }
      // Named where nothing else is a source, and told where something is.
      const near = documents.filter(({ value }) => nearMiss(value) !== undefined);
      if (near.length > 0) {
        problems.push(problem);
      }
      near.filter(({ value }) => value.kind === undefined).slice(0, 1).forEach(({ value }) => orphans.push({ what: 'file that is not read', effect: 'note', text: `It is ${nearMiss(value)}.`, path: file.file }));
    }
  }
  templates.forEach(({ file, value }) => orphans.push({
    what: `${String(value.kind)} ${String(objectOf(value.metadata).name)}`, effect: 'unknown', text: 'It is a template of tables. Import the tables that it made: kubectl get -o yaml prints them.', path: file,
  }));
  const folders = new Set(files.filter(({ found }) => found).map(({ file }) => file));
  const companions: Array<readonly [Finding | undefined, Companion]> = [];
  const orphan: Orphan = (finding, companion) => companion !== undefined ? companions.push([finding, companion]) : finding && orphans.push(finding);
  const context = contextOf({ options, manifests, stacks, folders, orphan }, readFile, folders.size > 0 ? problems : undefined);
  const drafts = SOURCES.flatMap((source) => {
    const documents = bySource.get(source);
    return documents === undefined ? [] : source.read(documents, context);
  });
  for (const [finding, { table, region, isScaling, read }] of companions) {
    const draft = tableCalled(drafts, table, region);
    draft !== undefined ? read(draft) : finding && orphans.push({ ...finding, effect: isScaling && isAnother(drafts, table) ? 'note' : finding.effect, text: whyNoTable(drafts, table, region) });
  }
  if (drafts.length === 0) {
    const alone = orphans.filter(({ path }) => templates.every(({ file }) => file !== path)).slice(0, 3).map(({ what, text }) => ` ${what}: ${text}`).join('');
    throw problems[0] ?? (orphans.length > 0 ? new Unreadable(`${files[0].file}: has no DynamoDB table.${alone}`) : undefined) ?? new Unreadable(files.length === 1 ? `${files[0].file}: has no DynamoDB table` : `no DynamoDB table in ${count(files.length, 'file')}`);
  }
  drafts[0].findings.push(...orphans);
  const resolved = SOURCES.filter(({ hasGivenNames }) => hasGivenNames).flatMap((source) => bySource.get(source) ?? []);
  checkGivenNames(options, [...resolved.map(({ value }) => value), ...context.included.values()], drafts);
  return finishTables(drafts, options);
}

function documentsOf({ file, text, found }: SourceFile): SourceDocument[] {
  try {
    return flatten(parseText(text, file)).map((value) => ({ file, value }));
  } catch (error) {
    if (!(error instanceof Unreadable)) {
      throw error;
    }
    // A call that failed leaves an empty file.
    if (error.message === 'is empty' && /policy/i.test(basename(file))) {
      return [{ file, value: NO_POLICY }];
    }
    if (error.message === 'is empty' && found) {
      return [];
    }
    throw new Unreadable(`${file}: ${error.message}`);
  }
}

/** The objects of lists, as `kubectl get -o yaml` and `jq -s` print them, and the template that `aws cloudformation get-template` prints. */
function flatten(values: readonly unknown[]): Json[] {
  return values.flatMap((value) => {
    if (Array.isArray(value)) {
      return flatten(value);
    }
    if (!isObject(value)) {
      return [];
    }
    if ('TemplateBody' in value) {
      return flatten(typeof value.TemplateBody === 'string' ? parseText(value.TemplateBody) : [value.TemplateBody]);
    }
    return typeof value.kind === 'string' && value.kind.endsWith('List') && Array.isArray(value.items) ? flatten(value.items) : [value];
  });
}

/** The definition of `DynamoDBTable` itself is about no table. */
function isTemplateOfTables({ kind, spec }: Json): boolean {
  return (kind === 'Composition' || kind === 'ResourceGraphDefinition' && objectOf(objectOf(spec).schema).kind !== KIND) && /dynamodb/i.test(JSON.stringify(spec));
}

function describeUnknown(documents: readonly SourceDocument[]): string {
  const [first] = documents;
  if (first === undefined) {
    return 'has no object in it';
  }
  const near = documents.map(({ value }) => nearMiss(value)).find(Boolean);
  if (near !== undefined) {
    return `is ${near}`;
  }
  const { kind, apiVersion } = first.value;
  const what = typeof kind === 'string' ? `a ${kind} of ${String(apiVersion)}` : `an object with ${Object.keys(first.value).slice(0, 3).join(', ') || 'nothing'}`;
  return `is ${what}, which is not a source that import knows: ${[...new Set(INPUTS.map(([source]) => source))].join(', ')}`;
}

/** @param problems where to keep what could not be read; it is thrown without */
function contextOf(given: Omit<Context, 'included' | 'include' | 'attempt'>, readFile: ReadFile, problems: Unreadable[] | undefined): Context {
  const included = new Map<string, unknown>();
  return {
    ...given,
    included,
    include: (file) => {
      try {
        const [value] = parseText(readFile(file), file, SERVERLESS);
        included.set(file, value);
        return value;
      } catch {
        return undefined;
      }
    },
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
