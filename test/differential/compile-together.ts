/** Programs in TypeScript, type-checked and compiled in one run. */
import { join, resolve } from 'node:path';
import * as ts from 'typescript';

const ROOT = resolve(__dirname, '../..');

/** What is printed must pass as a person's code would: nothing unused, nothing of type any by accident. */
const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  types: ['node'],
  strict: true,
  noUnusedLocals: true,
  skipLibCheck: true,
  esModuleInterop: true,
  resolveJsonModule: true,
  baseUrl: ROOT,
  paths: { 'cdk8s-dynamodb-kro': ['src/index.ts'] },
};

/** The compiled programs, in order, and what the compiler says of them. */
export function compileTogether(programs: readonly string[]): { readonly outputs: readonly string[]; readonly problems: readonly string[] } {
  // Beside this file, so that their packages are found; they are there in memory only.
  const texts = new Map(programs.map((program, i) => [join(__dirname, `printed-${i}.ts`), program]));
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = texts.get(file);
    return text === undefined ? getSourceFile(file, version, ...rest) : ts.createSourceFile(file, text, version);
  };
  const program = ts.createProgram([...texts.keys()], OPTIONS, host);
  const sources = [...texts.keys()].map((file) => program.getSourceFile(file)!);
  const problems = sources.flatMap((source) => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)])
    .map((diagnostic) => ts.formatDiagnostic(diagnostic, { getCanonicalFileName: (file) => file, getCurrentDirectory: () => ROOT, getNewLine: () => '\n' }));
  const outputs = sources.map((source) => {
    let output = '';
    program.emit(source, (_, text) => output = text);
    return output;
  });
  return { outputs, problems };
}
