import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const REPOSITORY = /^https:\/\/(?:github\.com\/cdk8s-dynamodb-kro\/cdk8s-dynamodb-kro\/(?:blob|tree)|raw\.githubusercontent\.com\/cdk8s-dynamodb-kro\/cdk8s-dynamodb-kro)\/main\//;

/** A link in a page: what it says, and the file of this repository and the heading that it goes to. */
export interface Link {
  readonly text: string;
  readonly target: string;
  readonly file: string;
  readonly anchor?: string;
}

/** The links of a page to files of this repository; the README's are absolute, for it is shown on npm too. */
export function linksOf(page: string): Link[] {
  const text = withoutCode(readFileSync(page, 'utf8'));
  const found = [
    ...[...text.matchAll(/\[((?:[^\][]|\[[^\]]*\])*)\]\(\s*([^)\s]+)\s*\)/g)].map(([, label, target]) => [label, target]),
    ...[...text.matchAll(/(?:src|srcset|href)="([^"]+)"/g)].map(([, target]) => ['', target]),
  ];
  return found.flatMap(([label, target]) => {
    if (/^(https?|mailto):/.test(target) && !REPOSITORY.test(target)) {
      return [];
    }
    const [path, anchor] = target.replace(REPOSITORY, '').split('#');
    const file = REPOSITORY.test(target) ? path : path === '' ? page : normalize(join(dirname(page), path));
    return [{ text: label, target, file: file.replace(/\/$/, ''), anchor }];
  });
}

/** What is wrong with a link; nothing if its file and its heading are there. */
export function broken({ target, file, anchor }: Link): string[] {
  if (!existsSync(file)) {
    return [`${target}: ${file} is not there`];
  }
  return anchor === undefined || anchorsOf(file).has(anchor) ? [] : [`${target}: no heading #${anchor} in ${file}`];
}

/** The headings of a page as GitHub makes anchors of them, and the anchors that its HTML has. */
export function anchorsOf(page: string): Set<string> {
  const text = readFileSync(page, 'utf8');
  const anchors = new Set([...text.matchAll(/<a (?:name|id)="([^"]+)"/g)].map(([, name]) => name));
  for (const [, heading] of withoutFences(text).matchAll(/^#{1,6} (.+)$/gm)) {
    const base = heading.replace(/<[^>]*>/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
    let anchor = base;
    for (let n = 1; anchors.has(anchor); n++) {
      anchor = `${base}-${n}`;
    }
    anchors.add(anchor);
  }
  return anchors;
}

export function withoutFences(text: string): string {
  return text.replace(/^( *)```.*?^\1```/gms, '');
}

function withoutCode(text: string): string {
  return withoutFences(text).replace(/`[^`\n]*`/g, 'code');
}
