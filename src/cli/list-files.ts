import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What makes a pattern of a path. */
export const MAGIC = /[*?[{]/;
const YAML = /\.ya?ml$|\.json$/;

/** The file itself, the YAML and JSON files in a folder and below it, or the files that a pattern with `*`, `**`, `?`, `[abc]` and `{a,b}` matches. */
export function listFiles(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (isFolder(path)) {
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
  const files = isFolder(root) ? filesBelow(root).filter((file) => matches.test(file)) : [];
  if (files.length === 0) {
    throw new Error('no file matches');
  }
  return files;
}

/** All files below a folder, in the order of their names; what is hidden is passed over, and what is no file, such as a pipe. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') {
      return [];
    }
    // As kubectl, it does not follow a link to a folder, which may lead back.
    return entry.isDirectory() ? filesBelow(path) : entry.isFile() || (entry.isSymbolicLink() && !isFolder(path)) ? [path] : [];
  });
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Not there, or a link in a circle.
    return false;
  }
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
