import { join } from 'node:path';
import { describeInAws } from './aws';
import { ImportedTable } from './imported-table';
import { ImportOptions, Unreadable } from './source-document';
import { importFiles, SourceFile } from './sources';
import { CliIo, readFound } from '../cli/io';
import { REGION } from '../contract/fields';

/** Where the tables are read from: files, or AWS. */
export interface TableSources {
  readonly files: readonly string[];
  readonly tables: readonly string[];
  readonly prefix?: string;
}

/** Reads tables from files, folders or AWS. Throws Unreadable with one line for people. */
export async function readTables({ files, tables, prefix }: TableSources, options: ImportOptions, io: CliIo): Promise<ImportedTable[]> {
  const { region } = options;
  if (region !== undefined && !new RegExp(REGION.pattern!).test(region)) {
    throw new Unreadable(`--region ${region}: is not valid. Give ${REGION.meaning}`);
  }
  if (files.length === 0) {
    return importFiles(await describeInAws({ region: options.region, tables, prefix }, io.error), options, io.readFile);
  }
  return importFiles(files.flatMap((file) => filesOf(file, io)), options, io.readFile);
}

function filesOf(path: string, io: CliIo): SourceFile[] {
  if (path === '-') {
    return [{ file: path, text: readText(path, io) }];
  }
  let files: readonly string[];
  try {
    files = io.listFiles(path);
  } catch (error) {
    throw new Unreadable(`${path}: ${(error as Error).message}`);
  }
  if (files.length === 0) {
    throw new Unreadable(`${path}: has no JSON or YAML file. Of Terraform, import the output of terraform show -json`);
  }
  // However it is written, a file has one name: others may name it.
  return files.map((file) => ({ file: join(file), text: readText(file, io, file !== path), found: file !== path }));
}

function readText(file: string, io: CliIo, found = false): string {
  try {
    return readFound({ file, named: !found }, io, (text) => /dynamodb|keyschema/i.test(text));
  } catch (error) {
    throw new Unreadable(`${file}: ${(error as Error).message.split('\n')[0]}`);
  }
}
