/**
 * Leaves out of lib/ what nobody reads there: the comments of the JavaScript, which the declarations and .jsii have too, and its blanks; the
 * declarations that no public one refers to; of .jsii the blanks and the lines of the sources, which are not in the package; and long names of
 * local variables. It makes the package a third smaller. Names of functions, classes and methods stay, and lines stay short, so that a stack
 * trace can be read.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import * as ts from 'typescript';

const LIB = resolve('lib');
const PUBLIC = resolve('lib/src/index.d.ts');
const ASSEMBLY = resolve('.jsii');
const LINE = 140;

function main(): void {
  const files = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).map((file) => join(LIB, file));
  const entryPoints = files.filter((file) => file.endsWith('.js'));
  buildSync({ entryPoints, outdir: LIB, outbase: LIB, allowOverwrite: true, platform: 'node', minifyWhitespace: true, minifySyntax: true, minifyIdentifiers: true, lineLimit: LINE, logLevel: 'warning' });
  const used = declarationsOf(PUBLIC);
  files.filter((file) => file.endsWith('.d.ts') && !used.has(file)).forEach((file) => rmSync(file));
  writeFileSync(ASSEMBLY, JSON.stringify(JSON.parse(readFileSync(ASSEMBLY, 'utf8')), (name, value) => (name === 'locationInModule' ? undefined : value)));
}

/** The file and all that it refers to. */
function declarationsOf(file: string): Set<string> {
  const program = ts.createProgram([file], { noLib: true, types: [], skipLibCheck: true });
  return new Set(program.getSourceFiles().map(({ fileName }) => resolve(fileName)));
}

main();
