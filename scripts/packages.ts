/**
 * Builds the npm, PyPI and Go packages and uses each from its language, installed as a user would: its example has
 * to become what examples/ has of it. Exits with 1 where a check fails.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { platformFiles } from '../examples/operations';

const CACHE = resolve('.cache/packages');
const BUILT = join(CACHE, 'built');
const VENV_PYTHON = join(CACHE, 'venv/bin/python');
const NPM_LIMIT_KB = 300;
const IMPORT_PAIRS = 7;
const IMPORT_RATIO = 1.5;
const SHOWN_LINES = 30;

/** In this order: a package is built by the first check of its language and used by those after it. */
const CHECKS: ReadonlyArray<readonly [name: string, check: () => string]> = [
  ['npm: the package holds what it should', npmContents],
  ['npm: the example in JavaScript', npmExample],
  ['npm: named imports of an ES module', npmModule],
  ['npm: the types', npmTypes],
  ['npm: the command', npmCommand],
  ['npm: the validation plugin of cdk8s-cli', npmPlugin],
  ['PyPI: the wheel builds', pythonWheel],
  ['PyPI: the example in Python', pythonExample],
  ['PyPI: import, against import of cdk8s', pythonImport],
  ['Go: the modules are generated', goModules],
  ['Go: the example in Go', goExample],
];

function main(): void {
  rmSync(CACHE, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  if (!existsSync('lib/src/index.js')) {
    run('npx', ['projen', 'compile']);
  }
  const passed = CHECKS.filter(([name, check]) => passes(name, check)).length;
  const failed = CHECKS.length - passed;
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** Runs one check to its end, whatever that is, so that one language does not hide another. */
function passes(name: string, check: () => string): boolean {
  const start = Date.now();
  const line = (mark: string, figure: string) =>
    console.log(`${mark} ${name.padEnd(38)} ${figure.padEnd(52)} ${((Date.now() - start) / 1000).toFixed(1).padStart(6)} s`);
  try {
    line('✓', check());
    return true;
  } catch (error) {
    const [summary, ...rest] = (error as Error).message.trimEnd().split('\n');
    line('✗', summary);
    rest.slice(-SHOWN_LINES).forEach((text) => console.log(`    ${text}`));
    return false;
  }
}

function npmContents(): string {
  pacmak('js');
  const tarball = onlyFile(join(BUILT, 'js'), '.tgz');
  const unpacked = folder('unpacked');
  run('tar', ['-xzf', tarball, '-C', unpacked]);
  const files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(unpacked, file)).isFile());
  const { dependencies } = JSON.parse(readFileSync(join(unpacked, 'package/package.json'), 'utf8'));
  const kilobytes = statSync(tarball).size / 1000;
  const faults = [
    ...kilobytes < NPM_LIMIT_KB ? [] : [`${kilobytes.toFixed(0)} KB, wanted less than ${NPM_LIMIT_KB}`],
    ...Object.keys(dependencies ?? {}).map((name) => `depends on ${name}`),
    ...files.filter((file) => /\.[cm]?tsx?$/.test(file) && !/\.d\.[cm]?ts$/.test(file)).map((file) => `${file} is a source`),
    ...files.filter((file) => holdsSources(join(unpacked, file))).map((file) => `${file} has a source map with its sources`),
  ];
  if (faults.length > 0) {
    throw new Error(`${faults.length} faults\n${faults.join('\n')}`);
  }
  return `${kilobytes.toFixed(0)} KB, ${files.length} files`;
}

/** A map inlined in code is base64, in which its sources cannot be seen, so none is allowed there. */
function holdsSources(file: string): boolean {
  const text = readFileSync(file, 'utf8');
  return file.endsWith('.map') ? text.includes('"sourcesContent"') : /\.[cm]?js$/.test(file) && text.includes('sourceMappingURL=data:');
}

function npmExample(): string {
  const cwd = folder('npm');
  cpSync('examples/javascript', cwd, { recursive: true });
  // Without a package.json of its own the folder would be taken for a part of this project.
  writeFileSync(join(cwd, 'package.json'), '{ "private": true }\n');
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const peers = ['cdk8s', 'constructs'].map((name) => `${name}@${devDependencies[name]}`);
  run('npm', ['install', '--no-audit', '--no-fund', onlyFile(join(BUILT, 'js'), '.tgz'), ...peers], cwd);
  // The folder lies inside the project, where a module that the package forgot to ask for would be found all the same.
  run('node', ['-e', `
    require('./main.js');
    const stray = Object.keys(require.cache).find((file) => !file.startsWith(process.cwd()));
    if (stray) throw new Error('loaded from outside: ' + stray);
  `], cwd);
  expectExample(cwd, 'basic');
  return `as basic.yaml, with ${peers.join(', ')}`;
}

/** Node reads them out of the JavaScript without running it, so what is made smaller may hide them. */
function npmModule(): string {
  const cwd = join(CACHE, 'npm');
  writeFileSync(join(cwd, 'names.mjs'), `
    import { createRequire } from 'node:module';
    import * as names from 'cdk8s-dynamodb-kro';
    const all = Object.keys(createRequire(import.meta.url)('cdk8s-dynamodb-kro'));
    console.log(JSON.stringify({ all, hidden: all.filter((name) => !(name in names)) }));`);
  const { all, hidden } = JSON.parse(run('node', ['names.mjs'], cwd)) as { all: string[]; hidden: string[] };
  if (hidden.length > 0) {
    throw new Error(`${hidden.length} of ${all.length} names cannot be imported\n${hidden.join('\n')}`);
  }
  return `${all.length} names`;
}

/** A program in TypeScript over the package that the check before it installed: all types that it can see are there. */
function npmTypes(): string {
  const cwd = join(CACHE, 'npm');
  writeFileSync(join(cwd, 'types.ts'), `
    import { App, Chart } from 'cdk8s';
    import * as kro from 'cdk8s-dynamodb-kro';
    const component = new kro.DynamoDbKroComponent(new Chart(new App(), 'platform'), 'dynamodb');
    const props: kro.TableProps = { tableName: 'orders', region: 'us-east-1', partitionKey: { name: 'id', type: kro.AttributeType.STRING } };
    const name: string = component.addTable(new Chart(new App(), 'tables'), 'orders', props).tableName;
    // @ts-expect-error: a misspelt property is none.
    const misspelt: kro.TableProps = { ...props, tableNames: name };
    void misspelt;
  `);
  writeFileSync(join(cwd, 'tsconfig.json'), JSON.stringify({ compilerOptions: { strict: true, noEmit: true, types: [], target: 'es2022' }, files: ['types.ts'] }));
  run(resolve('node_modules/.bin/tsc'), ['-p', '.'], cwd);
  return 'tsc --strict, the types of libraries checked too';
}

/** Installed by the check before it. */
function npmCommand(): string {
  const cwd = join(CACHE, 'npm');
  const good = run('npx', ['--no-install', 'cdk8s-dynamodb-kro', 'validate', ...readdirSync(join(cwd, 'dist')).map((file) => join('dist', file))], cwd);
  if (!good.includes('1 table, 0 violations')) {
    throw new Error(`wanted one valid table\n${good}`);
  }
  writeFileSync(join(cwd, 'bad.yaml'), 'apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nspec: {tableName: orders}\n');
  const { status, stdout } = spawnSync('npx', ['--no-install', 'cdk8s-dynamodb-kro', 'validate', 'bad.yaml'], { cwd, encoding: 'utf8' });
  if (status !== 1 || !stdout.includes('[Required]')) {
    throw new Error(`wanted 1 and a violation, got ${status}\n${stdout}`);
  }
  return 'a table of the example, and one that is refused';
}

/** The plugin at the path that the guide names, in a project with nothing but what the check before installed. */
function npmPlugin(): string {
  const cwd = join(CACHE, 'npm');
  const [, plugin] = /```yaml\n(validations:\n.*?)```/s.exec(readFileSync('docs/validation.md', 'utf8'))!;
  const synth = (program: string) => {
    writeFileSync(join(cwd, 'cdk8s.yaml'), `language: typescript\napp: node ${program}\n${plugin}`);
    return spawnSync(resolve('node_modules/.bin/cdk8s'), ['synth', '--check-upgrade=false'], { cwd, encoding: 'utf8', env: { ...process.env, CHECK_UPGRADE: 'false' } });
  };
  writeFileSync(join(cwd, 'wrong.js'), `
    const { ApiObject, App, Chart } = require('cdk8s');
    const app = new App();
    new ApiObject(new Chart(app, 'chart'), 'orders', { apiVersion: 'kro.run/v1alpha1', kind: 'DynamoDBTable', spec: { tableName: 'orders' } });
    app.synth();
  `);
  const [good, wrong] = [synth('main.js'), synth('wrong.js')];
  if (good.status !== 0 || wrong.status === 0 || !/Required/.test(`${wrong.stdout}${wrong.stderr}`)) {
    throw new Error(`wanted a valid table, then a violation\n${[good, wrong].map(({ status, stdout, stderr }) => `${status}\n${stdout}${stderr}`).join('\n')}`);
  }
  return 'cdk8s synth, with a table that is valid, and one that is not';
}

function pythonWheel(): string {
  // jsii-pacmak needs it too, but does not say so in one line.
  run('python3', ['--version']);
  pacmak('python');
  return `${(statSync(onlyFile(join(BUILT, 'python'), '.whl')).size / 1000).toFixed(0)} KB`;
}

function pythonExample(): string {
  const cwd = folder('python');
  cpSync('examples/python', cwd, { recursive: true });
  run('python3', ['-m', 'venv', join(CACHE, 'venv')]);
  run(VENV_PYTHON, ['-m', 'pip', 'install', onlyFile(join(BUILT, 'python'), '.whl'), '-r', 'requirements.txt'], cwd);
  run(VENV_PYTHON, ['main.py'], cwd);
  expectExample(cwd, 'basic');
  expectPlatformFiles(run(VENV_PYTHON, ['operations.py'], cwd));
  expectExample(cwd, 'operations');
  const version = (name: string) => `${name} ${run(VENV_PYTHON, ['-c', `from importlib.metadata import version; print(version('${name}'))`]).trim()}`;
  return `basic and operations, with ${version('cdk8s')}`;
}

/** Each import in a fresh process, in pairs: what else the machine does then weighs on both. */
function pythonImport(): string {
  const load = (module: string): number => Number(run(VENV_PYTHON, ['-c',
    `import time; start = time.perf_counter(); import ${module}; print((time.perf_counter() - start) * 1000)`]));
  const pairs = Array.from({ length: IMPORT_PAIRS }, () => [load('cdk8s_dynamodb_kro'), load('cdk8s')] as const);
  const ratio = median(pairs.map(([ours, theirs]) => ours / theirs));
  const figure = `${ratio.toFixed(2)} times the ${median(pairs.map(([, theirs]) => theirs)).toFixed(0)} ms of cdk8s`;
  if (!(ratio <= IMPORT_RATIO)) {
    throw new Error(`${figure}, wanted at most ${IMPORT_RATIO}`);
  }
  return figure;
}

/** With the peers, in the very versions that this project builds against: then Go needs no release of theirs. */
function goModules(): string {
  pacmak('go', '--code-only', 'node_modules/constructs', 'node_modules/cdk8s');
  return readdirSync(join(BUILT, 'go')).join(', ');
}

function goExample(): string {
  const cwd = folder('go');
  cpSync('examples/go', cwd, { recursive: true });
  for (const name of readdirSync(join(BUILT, 'go'))) {
    const local = join(BUILT, 'go', name);
    const [, module] = /^module (\S+)$/m.exec(readFileSync(join(local, 'go.mod'), 'utf8'))!;
    run('go', ['mod', 'edit', `-replace=${module}=${local}`], cwd);
  }
  run('go', ['mod', 'tidy'], cwd);
  run('go', ['run', '.'], cwd);
  expectExample(cwd, 'basic');
  expectPlatformFiles(run('go', ['run', './operations'], cwd));
  expectExample(cwd, 'operations');
  return `basic and operations, with ${run('go', ['env', 'GOVERSION']).trim()}`;
}

function pacmak(target: string, ...args: string[]): void {
  run('npx', ['jsii-pacmak', '--target', target, '--outdir', BUILT, ...args, '.']);
}

function expectExample(cwd: string, name: string): void {
  const text = readFileSync(join(cwd, `dist/${name}.yaml`), 'utf8');
  if (!isDeepStrictEqual(parse(text), parse(readFileSync(`examples/${name}.yaml`, 'utf8')))) {
    throw new Error(`not what examples/${name}.yaml says\n${text}`);
  }
}

/** What the example in another language prints is what the one in TypeScript gives. */
function expectPlatformFiles(printed: string): void {
  const [files, wanted] = [JSON.parse(printed), platformFiles()];
  const other = [...new Set([...Object.keys(files), ...Object.keys(wanted)])].filter((name) => files[name] !== wanted[name]);
  if (other.length > 0) {
    throw new Error(`${other.join(', ')}: not what examples/operations.ts gives\n${printed}`);
  }
}

function parse(text: string): unknown[] {
  return parseAllDocuments(text).map((document) => document.toJS());
}

/** What a command prints. Where it fails, the error has all of its output. */
function run(command: string, args: readonly string[], cwd = '.'): string {
  const { error, status, signal, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    // jsii unpacks every library that it loads, by default into the home of the user, and leaves it there.
    env: { ...process.env, JSII_RUNTIME_PACKAGE_CACHE_ROOT: join(CACHE, 'jsii') },
  });
  const program = relative('.', command);
  if (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new Error(`${program} is missing`) : error;
  }
  if (status !== 0) {
    throw new Error(`${[program, ...args].join(' ').split('\n')[0]} ended with ${status ?? signal}\n${stdout}${stderr}`);
  }
  return stdout;
}

function folder(name: string): string {
  const path = join(CACHE, name);
  mkdirSync(path);
  return path;
}

function onlyFile(parent: string, extension: string): string {
  const files = existsSync(parent) ? readdirSync(parent).filter((file) => file.endsWith(extension)) : [];
  if (files.length !== 1) {
    throw new Error(`${files.length} files *${extension} were built, wanted one`);
  }
  return join(parent, files[0]);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

main();
