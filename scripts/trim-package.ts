/**
 * Leaves out of lib/ what nobody reads there: the comments of the JavaScript, which the declarations and .jsii have too, and its blanks; of the
 * declarations what is internal, and the files that no public one refers to; of .jsii the blanks and the places in the sources, which are not
 * in the package; and long names of variables. And it puts together what is loaded together. It makes the package a third smaller. Names of
 * classes and methods stay, so that a stack trace can be read, and lines end now and then, since node shows the one that throws.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { build } from 'esbuild';
import { minify, MinifyOptions } from 'terser';
import * as ts from 'typescript';
import { withShortNames } from './short-names';

const LIB = resolve('lib');
/** Of the assembly: where in the sources something stands, which are not in the package, and that all is stable, which is so where nothing is said. */
const UNREAD = ['locationInModule', 'symbolId', 'stability'];
const EMPTY = '"use strict";Object.defineProperty(exports,"__esModule",{value:!0});';
const IMPORTS = join(LIB, 'imports');
const INDEX = join(LIB, 'src', 'index.js');
const TRANSITIONS = join(LIB, 'src/contract/rules/transitions.js');
const PLUGIN = resolve('validation-plugin.js');
const COMMAND = resolve('bin/cdk8s-dynamodb-kro');
const PUBLIC = resolve('lib/src/index.d.ts');
const ASSEMBLY = resolve('.jsii');
const SMALL: MinifyOptions = {
  ecma: 2020,
  toplevel: true,
  // No function of ours is called with new, or asked how many parameters it has.
  compress: { passes: 3, keep_classnames: true, unsafe_arrows: true, keep_fargs: false },
  format: { max_line_len: 32_000 },
  // By this name node finds what an ES module may import by its name (cjs-module-lexer).
  mangle: { keep_classnames: true, reserved: ['__exportStar'] },
};
/** Folders that are loaded as a whole: each becomes one file, `index.js`, beside those that others load by themselves. */
const WHOLE: ReadonlyArray<readonly [folder: string, others: readonly string[]]> = [['cli', ['io.js', 'undecodable-text.js']], ['import', ['finding.js', 'inputs.js']], ['plan', []], ['upgrade', []], ['cluster', []]];

/**
 * Folders that are loaded in parts, which others load by their names: they become one file as well. What is loaded with the package itself and
 * what is loaded later are not put together, so the fewer of the two stay as they are, and so do classes that jsii knows.
 */
const MOSTLY: ReadonlyArray<readonly [folder: string, others: readonly string[]]> = [
  ['validation', ['platform.js']],
  ['contract', ['connection-keys.js', 'provider-config.js', 'status.js', 'rules/transitions.js']],
  ['cloudwatch', ['account-alarms.js', 'load-render.js', 'table-alarms.js', 'table-dashboard.js']],
  ['app', ['overridden.js', 'workloads.js']],
  ['ack', []],
  ['kro', []],
  ['vela', []],
  ['print', []],
  ['gitops', []],
  ['iam', ['access-levels.js', 'controller-statements.js', 'merge-statements.js', 'refusals.js', 'service-account.js', 'trust-policy.js', 'validate-statements.js']],
  ['props', ['access-trait-spec.js', 'addon-spec.js', 'monitoring-spec.js']],
];

async function main(): Promise<void> {
  WHOLE.forEach(([folder]) => programsIn(join(LIB, 'src', folder)).filter((file) => isOfFolder(folder, file) && !file.endsWith(`${sep}index.js`)).forEach((file) => rmSync(file)));
  for (const [folder] of WHOLE) {
    await bundleInto(wholeOf(folder), (file) => isOfFolder(folder, file));
  }
  for (const [folder, others] of MOSTLY) {
    await joined(join(LIB, 'src', folder), others);
  }
  await putTogether(programsIn(LIB));
  withoutDoors();
  const files = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).map((file) => join(LIB, file));
  const entryPoints = files.filter((file) => file.endsWith('.js'));
  entryPoints.filter((file) => file.startsWith(IMPORTS)).forEach((file) => writeFileSync(file, withoutConversions(readFileSync(file, 'utf8'))));
  const programs = new Map(entryPoints.map((file) => [file, loadingOnce(withoutCeremony(withoutSources(file, readFileSync(file, 'utf8'))))]));
  for (const [file, text] of withShortNames(programs, publicNames())) {
    const { code } = await minify(text, SMALL);
    writeFileSync(file, code!);
  }
  removeEmpty(entryPoints);
  checkLoads(programsIn(LIB));
  files.filter((file) => file.endsWith('.d.ts')).forEach((file) => writeFileSync(file, withoutInternals(readFileSync(file, 'utf8'))));
  const declarations = oneDeclaration(declarationsOf(PUBLIC));
  files.filter((file) => file.endsWith('.d.ts')).forEach((file) => rmSync(file));
  writeFileSync(PUBLIC, declarations);
  writeFileSync(ASSEMBLY, JSON.stringify(JSON.parse(readFileSync(ASSEMBLY, 'utf8')), (name, value) => (UNREAD.includes(name) ? undefined : value)));
}

/** What others than our own programs call by its name: they have it from the assembly, from the command, or from the plugin; and our bench has it from within. */
function publicNames(): Set<string> {
  const names = new Set([PLUGIN, resolve('src/validation/plugin.ts'), COMMAND, resolve('scripts/bench.ts')].flatMap((file) => readFileSync(file, 'utf8').match(/\w+/g)!));
  JSON.parse(readFileSync(ASSEMBLY, 'utf8'), (key, value) => {
    names.add(key);
    key === 'name' && names.add(value);
    return value;
  });
  return names;
}

const programsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)).filter((file) => file.endsWith('.js'));

const TO_LOAD = /(^const \w+ = )?\brequire\(["'](\.[^"']*)["']\)/gm;

const placesOf = (by: string, path: string): readonly string[] => [resolve(dirname(by), path), `${resolve(dirname(by), path)}.js`, join(resolve(dirname(by), path), 'index.js')];

/** What a program loads when it needs it is missed only then. */
function checkLoads(programs: readonly string[]): void {
  const missing = programs.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(TO_LOAD)].map(([, , path]) => ({ file, path })))
    .filter(({ file, path }) => !placesOf(file, path).some(existsSync));
  if (missing.length > 0) {
    throw new Error(`not in the package: ${missing.map(({ file, path }) => `${path}, which ${relative(LIB, file)} loads`).join('; ')}`);
  }
}

const isOfJsii = (program: string): boolean => readFileSync(program, 'utf8').includes('JSII_RTTI');

/** What each door has, by its path: `export *` of it gives no more. */
const EXPORTED = new Map<string, readonly string[]>();

/** Makes one program of a folder. What others load of it by name stays, and gives what that program has. */
async function joined(folder: string, others: readonly string[]): Promise<void> {
  const whole = join(folder, 'index.js');
  // One may be left of the last time.
  const parts = programsIn(folder).filter((file) => file !== whole && !others.some((other) => file === join(folder, other)) && !isOfJsii(file));
  const outside = [...programsIn(LIB).filter((file) => !parts.includes(file)), PLUGIN];
  const loaded = new Set(outside.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(TO_LOAD)].flatMap(([, , path]) => placesOf(file, path))));
  const doors = parts.filter((part) => loaded.has(part));
  doors.forEach((door) => EXPORTED.set(door, [...readFileSync(door, 'utf8').matchAll(/^exports\.(\w+) = (?!exports\.|void 0)|^var (\w+);\n\(function \(\2\)/gm)].map(([, name, choices]) => name ?? choices)));
  const exported = doors.flatMap((door) => EXPORTED.get(door)!);
  const twice = exported.filter((name, i) => exported.indexOf(name) < i);
  if (twice.length > 0) {
    throw new Error(`of one name in two programs of ${relative(LIB, folder)}: ${twice.join(', ')}`);
  }
  const all = doors.map((door) => `export * from ${JSON.stringify(from(folder, door.slice(0, -'.js'.length)))};`).join('\n');
  await bundleInto(whole, (file) => parts.includes(file), all);
  parts.forEach((part) => (doors.includes(part) ? writeFileSync(part, `module.exports = require(${JSON.stringify(from(dirname(part), join(folder, 'index')))});\n`) : rmSync(part)));
}

/** Has each program load that of a folder itself, and not by way of the name of a part: files that say no more than that take time to load. */
function withoutDoors(): void {
  const programs = programsIn(LIB);
  const doors = new Map(programs.flatMap((file) => {
    const [, index] = /^module\.exports = require\("([^"]*)"\);\n$/.exec(readFileSync(file, 'utf8')) ?? [];
    return index === undefined ? [] : [[file, resolve(dirname(file), index)] as const];
  }));
  for (const file of programs.filter((each) => !doors.has(each))) {
    const doorOf = (path: string): string | undefined => placesOf(file, path).find((each) => doors.has(each));
    const text = readFileSync(file, 'utf8').replace(/__exportStar\((require\("([^"]+)"\)), exports\)/g, (all, load: string, path: string) => {
      const door = doorOf(path);
      // One by one, so that node finds what an ES module may import by its name.
      return door === undefined ? all : `((program) => { ${EXPORTED.get(door)!.map((name) => `exports.${name} = program.${name};`).join(' ')} })(${load})`;
    });
    writeFileSync(file, text.replace(TO_LOAD, (load: string, _: unknown, path: string) => {
      const door = doorOf(path);
      return door === undefined ? load : load.replace(/\(.*\)/, `(${JSON.stringify(from(dirname(file), doors.get(door)!))})`);
    }));
  }
  [...doors.keys()].filter((door) => !placesOf(PLUGIN, './lib/src/validation/plugin').includes(door)).forEach((door) => rmSync(door));
}

/** A program that is loaded by one other alone, or by what belongs to that, and always at once, becomes part of it; but not one with classes that jsii knows. */
async function putTogether(programs: readonly string[]): Promise<void> {
  const plain = new Set(programs.filter((file) => !isOfJsii(file) && !MOSTLY.some(([folder]) => file.startsWith(join(LIB, 'src', folder) + sep)) && file.startsWith(join(LIB, 'src') + sep) && file !== INDEX));
  const loaders = new Map<string, Set<string>>();
  const loadedLater = new Set<string>();
  for (const file of programs) {
    for (const [, atOnce, path] of readFileSync(file, 'utf8').matchAll(TO_LOAD)) {
      const found = placesOf(file, path).find((each) => programs.includes(each));
      if (found !== undefined) {
        loaders.set(found, (loaders.get(found) ?? new Set()).add(file));
        atOnce === undefined && loadedLater.add(found);
      }
    }
  }
  const wholes = WHOLE.map(([folder]) => wholeOf(folder));
  const partOf = new Map<string, string>();
  const rootOf = (file: string): string => (partOf.has(file) ? rootOf(partOf.get(file)!) : file);
  const onlyRoot = (file: string): string | undefined => {
    const [root, ...others] = new Set([...loaders.get(file)!].map(rootOf));
    return others.length === 0 && root !== file && plain.has(root) ? root : undefined;
  };
  const candidates = [...loaders.keys()].filter((file) => plain.has(file) && !loadedLater.has(file) && !wholes.includes(file));
  // One that was put together with others may leave another with one loader.
  for (let before = -1; before < partOf.size;) {
    before = partOf.size;
    candidates.filter((file) => !partOf.has(file)).forEach((file) => {
      const root = onlyRoot(file);
      root !== undefined && partOf.set(file, root);
    });
  }
  for (const root of new Set([...partOf.values()].map(rootOf))) {
    const folder = WHOLE.find(([each]) => wholeOf(each) === root)?.[0];
    await bundleInto(root, (file) => (folder !== undefined && isOfFolder(folder, file)) || (partOf.has(file) && rootOf(file) === root));
  }
  [...partOf.keys()].forEach((file) => rmSync(file));
}

const wholeOf = (folder: string): string => join(LIB, 'src', folder, 'index.js');

/** A program of a folder that becomes one file. */
function isOfFolder(folder: string, file: string): boolean {
  const target = join(LIB, 'src', folder);
  const [, others] = WHOLE.find(([each]) => each === folder)!;
  return file.startsWith(target + sep) && !others.some((other) => file === join(target, other));
}

/** Removes the programs that hold nothing, since their sources are types only, and that none loads. */
function removeEmpty(programs: readonly string[]): void {
  const texts = programs.map((file) => [file, readFileSync(file, 'utf8')] as const);
  const loaded = new Set(texts.flatMap(([file, text]) => [...text.matchAll(/require\("(\.[^"]*)"\)/g)].map(([, path]) => resolve(dirname(file), path))));
  texts.filter(([file, text]) => text.trim() === EMPTY && !loaded.has(file.replace(/\.js$/, ''))).forEach(([file]) => rmSync(file));
}

/** Makes a program anew, of its source and of those that belong to it; others are loaded from where they are. */
async function bundleInto(program: string, belongs: (program: string) => boolean, contents?: string): Promise<void> {
  const { outputFiles: [{ text }] } = await build({
    ...contents === undefined ? { entryPoints: [sourceOf(program)] } : { stdin: { contents, resolveDir: dirname(sourceOf(program)), loader: 'ts' as const } },
    write: false,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
    packages: 'external',
    plugins: [{
      name: 'beside',
      setup: ({ onResolve }) => onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        const file = resolve(resolveDir, path);
        const source = [`${file}.ts`, join(file, 'index.ts')].find(existsSync);
        return source !== undefined && belongs(programOf(source)) ? undefined : { path: from(dirname(sourceOf(program)), file), external: true };
      }),
    }],
  });
  // esbuild makes a require() of its own, for programs that have none.
  const required = text.replace(/^var __require = [^]*?^\}\);\n/m, '').replaceAll('__require', 'require');
  // TypeScript's own form of a program for require() is shorter than that of esbuild.
  const { outputText } = ts.transpileModule(required, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  writeFileSync(program, outputText);
}

const sourceOf = (program: string): string => resolve(relative(LIB, program).replace(/\.js$/, '.ts'));
const programOf = (source: string): string => join(LIB, relative(resolve('.'), source).replace(/\.ts$/, '.js'));

function from(folder: string, file: string): string {
  const path = relative(folder, file).replaceAll(sep, '/');
  return path.startsWith('.') ? path : `./${path}`;
}

/** A generated construct file without the exports of its conversions, which nobody else calls: so their names may be short. */
function withoutConversions(program: string): string {
  return program.replace(/^exports\.(toJson_\w+) = \1;\n/gm, '');
}

/** Where rules and alarms are from, what rules on changes state, and what ACK does and until when: only the docs print it. */
const UNREAD_TEXTS: ReadonlyArray<readonly [program: string, texts: RegExp]> = [
  [TRANSITIONS, /^ +(source|statement): .*\n/gm],
  ...['contract', 'cloudwatch'].map((folder) => [join(LIB, 'src', folder, 'index.js'), /^ +source: .*\n/gm] as const),
  [join(LIB, 'src/ack/index.js'), /^ +(does|until|issue|version): .*\n/gm],
];

function withoutSources(file: string, program: string): string {
  return UNREAD_TEXTS.filter(([each]) => each === file).reduce((text, [, texts]) => text.replace(texts, ''), program);
}

/** TypeScript has every export undefined first, and calls what is imported without a `this`, which none of our functions reads. */
function withoutCeremony(program: string): string {
  return program.replace(/^exports\.[\w.= ]+ = void 0;\n/gm, '').replace(/\(0, (\w+_\d+\.\w+)\)\(/g, '$1(');
}

/** A program that loads another one under several names, as those of a folder do that have become one, with one of these names. */
function loadingOnce(program: string): string {
  const first = new Map<string, string>();
  const others = new Map<string, string>();
  const rest = program.replace(/^const (\w+) = (require\("[^"]+"\));\n/gm, (load: string, name: string, call: string) => {
    const known = first.get(call);
    known === undefined ? first.set(call, name) : others.set(name, known);
    return known === undefined ? load : '';
  });
  return others.size === 0 ? program : rest.replace(new RegExp(`\\b(${[...others.keys()].join('|')})\\b`, 'g'), (name) => others.get(name)!);
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

/** All that is public, in one file: the names of forty take as much room as what is in some of them. */
function oneDeclaration(files: ReadonlySet<string>): string {
  const exported = new Set([...readFileSync(PUBLIC, 'utf8').matchAll(/^export (?:type )?\* from '(.*)';$/gm)].map(([, path]) => `${resolve(dirname(PUBLIC), path)}.d.ts`));
  const parts = [...files].filter((file) => file.startsWith(LIB) && file !== PUBLIC);
  const hidden = parts.filter((file) => !exported.has(file));
  if (hidden.length > 0) {
    throw new Error(`a public declaration refers to what is not public: ${hidden.map((file) => relative(LIB, file)).join(', ')}`);
  }
  const texts = parts.map((file) => readFileSync(file, 'utf8'));
  const imported = new Map<string, Set<string>>();
  for (const [, names, library] of texts.flatMap((text) => [...text.matchAll(/^import \{ (.*) \} from '([^.].*)';$/gm)])) {
    imported.set(library, new Set([...imported.get(library) ?? [], ...names.split(', ')]));
  }
  const imports = [...imported].map(([library, names]) => `import { ${[...names].join(', ')} } from '${library}';\n`);
  return [...imports, ...texts.map((text) => text.replace(/^import .*\n/gm, ''))].join('');
}

void main();
