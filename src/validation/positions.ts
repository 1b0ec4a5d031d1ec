import { Path } from './origins';
import { parseDocuments, Position, YamlDocument } from './yaml';

/** A node of the library's syntax tree, as far as it is used here. */
interface Node {
  readonly items?: ReadonlyArray<Node & { readonly key?: Node; readonly value?: Node }>;
  readonly value?: unknown;
  readonly source?: string;
  readonly range?: readonly [number, number, number];
}

/** Lines and columns of the values in a YAML text. Parses it, so it is made only where there is something to point to. */
export class YamlPositions {
  private readonly documents: ReadonlyArray<{ readonly document: YamlDocument; readonly positionOf: (offset: number) => Position }>;

  public constructor(text: string) {
    this.documents = parseDocuments(text);
  }

  /** The position of the key, or of the item of a list, at this path; of what would hold it, where it is missing. */
  public positionOf(document: number, path: Path): Position | undefined {
    const { start } = this.find(document, path);
    return start === undefined ? undefined : this.documents[document].positionOf(start);
  }

  /** How the scalar at this path is written, without quotes; undefined where there is none. */
  public sourceOf(document: number, path: Path): string | undefined {
    const { node, depth } = this.find(document, path);
    return depth === path.length ? node?.source : undefined;
  }

  private find(document: number, path: Path): { node?: Node; start?: number; depth: number } {
    let node = (this.documents[document]?.document.contents ?? undefined) as Node | undefined;
    let start = node?.range?.[0];
    let depth = 0;
    for (const token of path) {
      const item = node && member(node, token);
      if (item === undefined) {
        break;
      }
      start = item.start ?? start;
      node = item.node;
      depth++;
    }
    return { node, start, depth };
  }
}

function member({ items }: Node, token: string | number): { readonly node?: Node; readonly start?: number } | undefined {
  if (typeof token === 'number') {
    const item = items?.[token];
    return item && !item.key ? { node: item, start: item.range?.[0] } : undefined;
  }
  const pair = items?.find(({ key }) => key && String(key.value) === token);
  if (pair !== undefined) {
    return { node: pair.value, start: pair.key?.range?.[0] };
  }
  // What is merged into a map stands in another one, or in a list of them.
  const merged = (items ?? []).filter(({ key }) => key && String(key.value) === '<<').flatMap(({ value }) => value === undefined ? [] : [value, ...(value.items ?? [])]);
  return merged.map((node) => member({ items: (node.items ?? []).filter(({ key }) => key) }, token)).find((found) => found !== undefined);
}
