import { basename, dirname } from 'node:path';
import { PARTITIONS } from '../contract/partitions';

/** What people call the files of answers of AWS, beside the name of the table. */
const CALLS = new Set(('ttl time to live tag tags resource policy policies backup backups continuous recovery pitr point in insight insights contributor kinesis '
  + 'stream streams streaming destination destinations').split(' '));
const OTHERS = new Set('aws dynamodb ddb cli table tables describe description list get of output out in input answer answers data export dump info all file files json yaml yml txt tmp stdin dev fd'.split(' '));

/** Names of tables have three characters or more. */
const SHORTEST_NAME = 3;

const REGION = new RegExp(`(?<![a-z0-9])(${PARTITIONS.flatMap(({ regions }) => regions).join('|').replaceAll('-', '[-_]')})(?![a-z0-9])`, 'gi');

/** The day, or the moment, of a file. */
const DATE = /(?<!\d)(20\d\d[-_.]?[01]\d[-_.]?[0-3]\d|\d{8,})(T?[-_.]?\d{2}[-_.:]?\d{2}([-_.:]?\d{2})?Z?)?(?!\d)/g;

/**
 * What could be the name of a table, or a part of one: neither a region, a date nor what people call such files. A number is one
 * behind such a word only, as in `orders-2`; others count files or pages.
 */
function namingWords(name: string, isBehindName = false): string[] {
  const found: string[] = [];
  let isName = isBehindName;
  for (const word of wordsOf(name.replace(REGION, ' ').replace(DATE, ' '))) {
    isName = !OTHERS.has(word) && !CALLS.has(word) && (isName || !/^\d+$/.test(word));
    if (isName) {
      found.push(word);
    }
  }
  return found;
}

function wordsOf(name: string): string[] {
  return name.toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
}

function names(words: readonly string[]): boolean {
  return words.join('-').length >= SHORTEST_NAME;
}

function stem(file: string): string {
  return basename(file).replace(/\.[a-z]+$/i, '');
}

interface NamedFile {
  readonly file: string;
  readonly name: string;
}

/** Whether the file is called like the table, but for what such files are called. `orders-2.ttl.json` is called after `orders-2`, not after `orders`. */
export function isNamedAfter(file: string, name: string): boolean {
  const own = stem(file);
  const at = own.toLowerCase().indexOf(name.toLowerCase());
  if (at < 0) {
    return false;
  }
  const [before, after] = [own.slice(0, at), own.slice(at + name.length)];
  const isAlone = !/\w$/.test(before.replace(/_$/, '')) && !/^[a-z0-9]/i.test(after);
  // Two letters behind a dot, as in orders.cb.json, stand for a call.
  return isAlone && namingWords(before).length + namingWords(after.replace(/\.[a-z]{1,2}(?=\.|$)/gi, ''), true).length === 0;
}

/** The folder of a file, and what the file is called after; undefined where that is nothing. */
export function calledAlike(file: string): string | undefined {
  const words = namingWords(stem(file));
  return names(words) ? `${dirname(file)}/${words.join(' ')}` : undefined;
}

/** The folders of a file that may have the name of its table, the innermost first: none where the file is called after another one. */
export function foldersToNameIt(file: string): string[] {
  const words = wordsOf(stem(file));
  return words.some((word) => CALLS.has(word)) && names(namingWords(stem(file))) ? [] : foldersOf(file).reverse();
}

/** Whether the file, or its folder where that is not the one of the table, is called after something else. */
export function isNamedOtherwise(file: string, table: NamedFile): boolean {
  return names(namingWords(stem(file))) || notAround(file, table).some((folder) => names(namingWords(folder)));
}

/** Whether the file, or else a folder of it, is called after other regions than that of the table. */
export function isOfAnotherRegion(file: string, table: NamedFile & { readonly region?: string }): boolean {
  const { name, region } = table;
  const named = [basename(file), notAround(file, table).join('/')].map((part) => part.replaceAll(name, ' ').match(REGION) ?? []).find((regions) => regions.length > 0);
  return named !== undefined && region !== undefined && !named.map((each) => each.toLowerCase().replaceAll('_', '-')).includes(region);
}

/** The folders of a file in which the one of the table is not. */
function notAround(file: string, table: NamedFile): string[] {
  const around = new Set(foldersOf(table.file));
  return foldersOf(file).filter((folder) => !around.has(folder));
}

/** Those whose file is nearest: in the same folder, or else in folders of the same names. */
export function nearest<T extends NamedFile>(file: string, tables: readonly T[]): readonly T[] {
  const beside = tables.filter((table) => dirname(table.file) === dirname(file));
  if (tables.length < 2 || beside.length > 0) {
    return beside.length > 0 ? beside : tables;
  }
  const own = new Set(foldersOf(file));
  const shared = tables.map((table) => foldersOf(table.file).filter((folder) => own.has(folder)).length);
  return tables.filter((_, i) => shared[i] === Math.max(...shared));
}

function foldersOf(file: string): string[] {
  return dirname(file).split('/');
}
