import { dirname, relative } from 'node:path';
import { findFiles, InputFile } from './find-files';
import { CliIo, readFound } from './io';
import { MAGIC } from './list-files';
import { positionsIn } from './positions';
import { printUnreadable, unreadableFile } from './unreadable';
import { isObject, Json } from '../contract/json';
import { SourceOf } from '../validation/hints';
import { locatedObjectsIn } from '../validation/objects';
import { Path } from '../validation/origins';
import { readYaml } from '../validation/yaml';

/**
 * What a file speaks of that declares a table, or how one is managed; what AWS prints of a table need not say of which service it is.
 * A folder may hold templates and settings of other tools, which need not be YAML.
 */
const OF_INTEREST = /dynamodb|keyschema|::simpletable|services\.k8s\.aws|core\.oam\.dev/i;

/** What kubectl prints where no format is asked for: what it tells of would be missing silently, also in a folder. */
const FOR_PEOPLE = /^\s*(?:NAMESPACE +NAME\b|NAME +[A-Z])/;

/** It says which of the files are patches. */
const KUSTOMIZATION = /(^|[\\/])kustomization(\.ya?ml)?$/i;

/** A file, and the documents in it. */
export interface ReadFile {
  readonly text: string;
  readonly documents: readonly unknown[];
  /** Whether there is nothing in it, or comments alone. */
  readonly isEmpty: boolean;
}

/** What is wrong with a file, by its text and, where it is of interest, its documents. */
export type FileCheck = (text: string, documents: readonly unknown[] | undefined, file: { readonly named: boolean }) => string | undefined;

/**
 * Reads a file; of one that nobody named, and that does not speak of tables, only the objects beside them. Throws for one that was named itself
 * and holds text only, as a program, HCL, or a page of a guide does to YAML: that it has no tables would look as if all were well.
 */
export function readFile(input: InputFile, io: CliIo, given?: FileCheck): ReadFile {
  const check = given ?? (() => undefined);
  const text = readFound(input, io, (found) => isOfInterest(input, found));
  refuse(FOR_PEOPLE.test(text) ? TEXT_ONLY : undefined);
  if (!isOfInterest(input, text)) {
    refuse(check(text, undefined, input));
    return { text, documents: objectsBeside(text, given !== undefined), isEmpty: text.trim() === '' };
  }
  const documents = checked(text, check, { named: input.named && !KUSTOMIZATION.test(input.file) });
  const some = documents.filter((document) => document !== null && document !== undefined);
  refuse(input.named && some.length > 0 && some.every((document) => typeof document !== 'object') ? TEXT_ONLY : undefined);
  return { text, documents, isEmpty: some.length === 0 };
}

const TEXT_ONLY = 'it holds no objects of Kubernetes, only text. Give what a program or a template renders; what describes tables of another tool is read by import';

function isOfInterest({ file, named }: InputFile, text: string): boolean {
  return named || KUSTOMIZATION.test(file) || OF_INTEREST.test(text);
}

/**
 * Objects of Kubernetes that may have to do with tables, as their namespace or a workload has. What other tools read is passed over.
 * @param isWhole whether all objects are wanted: one that is broken may be the namespace of tables
 */
function objectsBeside(text: string, isWhole: boolean): unknown[] {
  try {
    return text.includes('apiVersion') ? readYaml(text).map((document) => (isObject(document) && 'apiVersion' in document && 'kind' in document ? document : null)) : [];
  } catch (error) {
    if (isWhole && /\bkind["']?:/.test(text) && !TEMPLATE.test(text)) {
      throw error;
    }
    return [];
  }
}

/** Marks of Helm, Jinja and ERB. */
const TEMPLATE = /\{[{%]|<%/;

/** The documents of an input, and how the values in them are written. */
export interface Input {
  readonly documents: readonly unknown[];
  /** The same by file, each with its path in the input. */
  readonly files: ReadonlyArray<{ readonly path: string; readonly documents: readonly unknown[] }>;
  readonly sourceOf: SourceOf;
  /** Whether there is nothing in it, or comments alone. */
  readonly isEmpty: boolean;
}

/** The documents of a file, of a folder, or of the files that a pattern matches; undefined where one cannot be read, which is then reported. */
export function readInput(argument: string, io: CliIo, check?: FileCheck): Input | undefined {
  const read: Array<ReadFile & { readonly file: string }> = [];
  let place = argument;
  try {
    for (const input of findFiles(argument, io)) {
      place = input.file;
      read.push({ file: input.file, ...readFile(input, io, check) });
    }
  } catch (problem) {
    io.error(printUnreadable(unreadableFile(place, problem)));
    return undefined;
  }
  // Few inputs have a value that is asked for.
  let sources: Map<Json, (at: Path) => string | undefined> | undefined;
  const find = () => new Map(read.flatMap(({ text, documents }) => {
    const positions = positionsIn(text);
    return locatedObjectsIn(documents).map((located) => [located.object, (at: Path) => positions.sourceOf(located, at)] as const);
  }));
  const pathOf = pathIn(argument);
  return {
    files: read.map(({ file, documents }) => ({ path: pathOf(file), documents })),
    isEmpty: read.every((file) => file.isEmpty),
    documents: read.flatMap(({ documents }) => documents),
    sourceOf: (object, at) => (sources ??= find()).get(object)?.(at),
  };
}

/** The path of a file below what an argument names: a folder, or what is before the signs of a pattern. */
function pathIn(argument: string): (file: string) => string {
  const [fixed, ...pattern] = argument.split(MAGIC);
  const base = pattern.length === 0 ? argument : dirname(`${fixed}x`);
  return (file) => (file === argument ? '' : relative(base, file).replaceAll('\\', '/'));
}

function checked(text: string, check: FileCheck, file: { readonly named: boolean }): unknown[] {
  let documents: unknown[];
  try {
    documents = readYaml(text);
  } catch (error) {
    refuse(check(text, undefined, file));
    throw error;
  }
  refuse(check(text, documents, file));
  return documents;
}

function refuse(problem: string | undefined): void {
  if (problem !== undefined) {
    throw new Error(problem);
  }
}
