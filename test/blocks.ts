/** The fenced blocks of README and the guides, and their programs, run as a reader would. */
import { readFileSync } from 'node:fs';
import * as ts from 'typescript';

export interface Block {
  readonly language: string;
  readonly code: string;
}

/** The fenced blocks of a page, without the indentation of the list that they stand in. */
export function blocksOf(page: string): Block[] {
  return [...readFileSync(page, 'utf8').matchAll(/^( *)```(\w*)\n(.*?)^ *```/gms)]
    .map(([, indent, language, code]) => ({ language, code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), '') }));
}

/** The one block of a page that has this text. */
export function blockWith(page: string, text: string, language = 'ts'): string {
  const found = blocksOf(page).filter((block) => block.language === language && block.code.includes(text));
  if (found.length !== 1) {
    throw new Error(`${page} has ${found.length} blocks in ${language} with ${text}`);
  }
  return found[0].code;
}

/** Runs a program in TypeScript with these modules, and returns what it exports. */
export function execute(code: string, modules: { readonly [name: string]: object }): any {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
  const { outputText } = ts.transpileModule(code, { compilerOptions });
  const exports = {};
  new Function('require', 'exports', outputText)((name: string) => {
    if (modules[name] === undefined) {
      throw new Error(`no module ${name}`);
    }
    return modules[name];
  }, exports);
  return exports;
}
