import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MAGIC = /[*?[{]/;
const YAML = /\.ya?ml$|\.json$/;

/** The file itself, the YAML and JSON files in a folder and below it, or the files that a pattern with `*`, `**`, `?`, `[abc]` and `{a,b}` matches. */
export function listFiles(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) {
    return filesBelow(path).filter((file) => YAML.test(file));
  }
  if (stats !== undefined) {
    return [path];
  }
  if (!MAGIC.test(path)) {
    throw new Error('no such file or folder');
  }
  const parts = path.split('/');
  const fixed = parts.slice(0, parts.findIndex((part) => MAGIC.test(part))).join('/');
  const matches = pattern(path);
  const root = fixed === '' ? (path.startsWith('/') ? '/' : '.') : fixed;
  const files = statSync(root, { throwIfNoEntry: false })?.isDirectory() ? filesBelow(root).filter((file) => matches.test(file)) : [];
  if (files.length === 0) {
    throw new Error('no file matches');
  }
  return files;
}

/** All files below a folder, in the order of their names; what is hidden is passed over. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** The pattern as a regular expression over a path. */
function pattern(path: string): RegExp {
  return new RegExp(`^${sourceOf(join(path))}$`);
}

function sourceOf(glob: string): string {
  return glob.replace(/\*\*\/|\*\*|\*|\?|\[!?[^\]]+\]|\{[^{}]*\}|[^*?[{]+|[[{]/g, (token) => {
    switch (token[0]) {
      case '*': return token === '**/' ? '(?:[^/]+/)*' : token === '**' ? '.*' : '[^/]*';
      case '?': return '[^/]';
      case '[': return token.length === 1 ? '\\[' : `[${token.slice(1, -1).replace(/^!/, '^').replaceAll(/[\\[]/g, '\\$&')}]`;
      case '{': return token.length === 1 ? '\\{' : `(?:${token.slice(1, -1).split(',').map(sourceOf).join('|')})`;
      default: return token.replaceAll(/[.+^$()|\\}\]]/g, '\\$&');
    }
  });
}
