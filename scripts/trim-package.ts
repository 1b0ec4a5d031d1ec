/**
 * Leaves out of lib/ what nobody reads there: the comments of the JavaScript, which the declarations and .jsii have too, and its blanks; of the
 * declarations what is internal, and the files that no public one refers to; of .jsii the blanks and the places in the sources, which are not
 * in the package; and long names of local variables. It makes the package a third smaller. Names of functions, classes and methods stay, so that a
 * stack trace can be read, and lines end now and then, since node shows the one that throws.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { build, buildSync, BuildOptions } from 'esbuild';
import * as ts from 'typescript';

const LIB = resolve('lib');
/** Of the assembly: where in the sources something stands, which are not in the package. */
const UNREAD = ['locationInModule', 'symbolId'];
const EMPTY = '"use strict";Object.defineProperty(exports,"__esModule",{value:!0});';
const IMPORTS = join(LIB, 'imports');
const PUBLIC = resolve('lib/src/index.d.ts');
const ASSEMBLY = resolve('.jsii');
const SMALL: BuildOptions = {
  allowOverwrite: true, format: 'cjs', platform: 'node', minifyWhitespace: true, minifySyntax: true, minifyIdentifiers: true, lineLimit: 2000, logLevel: 'warning',
};
/** Folders that are loaded as a whole: each becomes one file, `index.js`, beside those that others load by themselves. */
const WHOLE: ReadonlyArray<readonly [folder: string, others: readonly string[]]> = [['cli', []], ['import', ['finding.js']], ['plan', []], ['upgrade', []], ['cluster', []]];

async function main(): Promise<void> {
  for (const [folder, others] of WHOLE) {
    await bundle(folder, others.map((file) => join(LIB, 'src', folder, file)));
  }
  const files = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).map((file) => join(LIB, file));
  const entryPoints = files.filter((file) => file.endsWith('.js'));
  entryPoints.filter((file) => file.startsWith(IMPORTS)).forEach((file) => writeFileSync(file, withoutConversions(readFileSync(file, 'utf8'))));
  buildSync({ ...SMALL, entryPoints, outdir: LIB, outbase: LIB });
  removeEmpty(entryPoints);
  files.filter((file) => file.endsWith('.d.ts')).forEach((file) => writeFileSync(file, withoutInternals(readFileSync(file, 'utf8'))));
  const used = declarationsOf(PUBLIC);
  files.filter((file) => file.endsWith('.d.ts') && !used.has(file)).forEach((file) => rmSync(file));
  writeFileSync(ASSEMBLY, JSON.stringify(JSON.parse(readFileSync(ASSEMBLY, 'utf8')), (name, value) => (UNREAD.includes(name) ? undefined : value)));
}

/** Removes the programs that hold nothing, since their sources are types only, and that none loads. */
function removeEmpty(programs: readonly string[]): void {
  const texts = programs.map((file) => [file, readFileSync(file, 'utf8')] as const);
  const loaded = new Set(texts.flatMap(([file, text]) => [...text.matchAll(/require\("(\.[^"]*)"\)/g)].map(([, path]) => resolve(dirname(file), path))));
  texts.filter(([file, text]) => text.trim() === EMPTY && !loaded.has(file.replace(/\.js$/, ''))).forEach(([file]) => rmSync(file));
}

/** Puts a folder of the sources into one file; what lies beside the folder is loaded from where it is. */
async function bundle(folder: string, others: readonly string[]): Promise<void> {
  const [source, target] = ['src', 'lib/src'].map((root) => resolve(root, folder));
  readdirSync(target, { recursive: true, encoding: 'utf8' }).map((file) => join(target, file))
    .filter((file) => file.endsWith('.js') && !others.includes(file)).forEach((file) => rmSync(file));
  await build({
    ...SMALL,
    entryPoints: [join(source, 'index.ts')],
    outfile: join(target, 'index.js'),
    bundle: true,
    packages: 'external',
    plugins: [{
      name: 'beside',
      setup: ({ onResolve }) => onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        const file = resolve(resolveDir, path);
        return file.startsWith(source + sep) ? undefined : { path: relative(source, file).replaceAll(sep, '/'), external: true };
      }),
    }],
  });
}

/** A generated construct file without the exports of its conversions, which nobody else calls: so their names may be short. */
function withoutConversions(program: string): string {
  return program.replace(/^exports\.(toJson_\w+) = \1;\n/gm, '');
}

/** Declarations without the members that are marked @internal, and without the imports that only these needed. */
function withoutInternals(declarations: string): string {
  const text = without(declarations, (node) =>
    (ts.isClassElement(node) || ts.isTypeElement(node)) && ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal'));
  const rest = without(text, ts.isImportDeclaration);
  return without(text, (node) => ts.isImportDeclaration(node)
    && importedNames(node).every((name) => !new RegExp(`\\b${name}\\b`).test(rest)));
}

function importedNames({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings;
  const named = bindings === undefined ? [] : ts.isNamespaceImport(bindings) ? [bindings] : [...bindings.elements];
  return [...importClause?.name ? [importClause.name] : [], ...named.map(({ name }) => name)].map(({ text }) => text);
}

/** The text without these nodes and the comments before them. */
function without(text: string, isLeftOut: (node: ts.Node) => boolean): string {
  const kept: string[] = [];
  let end = 0;
  const visit = (node: ts.Node): void => {
    if (isLeftOut(node)) {
      kept.push(text.slice(end, node.getFullStart()));
      end = node.end;
    } else {
      ts.forEachChild(node, visit);
    }
  };
  visit(ts.createSourceFile('index.d.ts', text, ts.ScriptTarget.Latest, true));
  return [...kept, text.slice(end)].join('');
}

/** The file and all that it refers to. */
function declarationsOf(file: string): Set<string> {
  const program = ts.createProgram([file], { noLib: true, types: [], skipLibCheck: true });
  return new Set(program.getSourceFiles().map(({ fileName }) => resolve(fileName)));
}

void main();
