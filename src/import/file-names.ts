import { basename, dirname } from 'node:path';

/** What people call the files of answers of AWS, beside the name of the table. */
const CALLS = new Set(('ttl time to live tag tags resource policy policies backup backups continuous recovery pitr point in insight insights contributor kinesis '
  + 'stream streams streaming destination destinations').split(' '));
const OTHERS = new Set('aws dynamodb ddb cli table tables describe description list get of output out in input answer answers data export dump info all file files json yaml yml txt tmp stdin dev fd'.split(' '));

/** Names of tables have three characters or more. */
const SHORTEST_NAME = 3;

/** What could be the name of a table, or a part of one: neither a region, a number nor what people call such files. */
function namingWords(name: string): string[] {
  return wordsOf(name.replace(/\b[a-z]{2}(-[a-z]+)+-\d\b/gi, ' ')).filter((word) => !OTHERS.has(word) && !CALLS.has(word) && !/^\d+$/.test(word));
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

/** Whether the file is called like the table, or like the file of the table, but for what such files are called. */
export function isNamedAfter(file: string, table: NamedFile): boolean {
  const own = stem(file);
  const at = own.toLowerCase().indexOf(table.name.toLowerCase());
  const around = at < 0 ? [] : [own.slice(0, at), own.slice(at + table.name.length)];
  const isAlone = around.length > 0 && !/\w$/.test(around[0].replace(/_$/, '')) && !/^[a-z0-9]/i.test(around[1]);
  return isAlone && !names(around.flatMap(namingWords))
    || dirname(file) === dirname(table.file) && names(namingWords(own)) && namingWords(own).join(' ') === namingWords(stem(table.file)).join(' ');
}

/** Whether the file is in a folder of the table's name, and not called after another one. */
export function isInFolderOf(file: string, { name }: NamedFile): boolean {
  return dirname(file).split('/').includes(name) && !(wordsOf(stem(file)).some((word) => CALLS.has(word)) && names(namingWords(stem(file))));
}

/** Whether the file, or its folder where that is not the one of the table, is called after something else. */
export function isNamedOtherwise(file: string, table: NamedFile): boolean {
  const around = new Set(dirname(table.file).split('/'));
  return names(namingWords(stem(file))) || dirname(file).split('/').some((folder) => !around.has(folder) && names(namingWords(folder)));
}
