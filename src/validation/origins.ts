import { isObject, Json } from '../contract/json';

/** Where a value stands in an object: `['spec', 'components', 0, 'properties']`. */
export type Path = ReadonlyArray<string | number>;

/**
 * Where the parts of a table were written. A table may be put together from a component, its traits and override policies,
 * but its author is to be pointed to the line that he wrote.
 */
export class Origins {
  private written?: ReadonlyMap<object, Path>;
  private readonly sources = new Map<object, readonly object[]>();
  private readonly brought = new Map<object, Path>();

  public constructor(private readonly root: Json) {}

  /** Records that an object was put together from these; the first that has a key is where it was written, the last is where a key is missing. */
  public merged<T extends object>(result: T, ...sources: readonly object[]): T {
    const others = sources.filter((source) => source !== result);
    if (others.length > 0) {
      this.sources.set(result, others);
    }
    return result;
  }

  /** Records that a value is part of another object, which the root names here: whatever is in it is located there. */
  public bring(value: Json, at: Path): void {
    [...pathsIn(value).keys()].forEach((each) => this.brought.set(each, at));
  }

  /** The path in the root of a property of this value, or of the nearest that is there. */
  public locate(value: unknown, property: string, otherwise: Path): Path {
    let node = value;
    let path = this.pathOf(node) ?? otherwise;
    let rest = property;
    while (rest !== '') {
      const [token, next] = nextToken(rest, node);
      path = this.memberPath(node, token) ?? [...path, token];
      node = isObject(node) || Array.isArray(node) ? (node as Json)[token] : undefined;
      rest = next;
    }
    return path;
  }

  private memberPath(node: unknown, token: string | number): Path | undefined {
    if (typeof node !== 'object' || node === null) {
      return undefined;
    }
    const member: unknown = (node as Json)[token];
    const source = this.leaves(node).find((each) => Object.hasOwn(each, token));
    const base = source && this.paths().get(source);
    return this.pathOf(member) ?? (base ? [...base, token] : source && this.brought.get(source));
  }

  private pathOf(node: unknown): Path | undefined {
    if (typeof node !== 'object' || node === null) {
      return undefined;
    }
    return this.leaves(node).map((leaf) => this.paths().get(leaf) ?? this.brought.get(leaf)).filter((path) => path !== undefined).pop();
  }

  /** The objects that somebody wrote, of which this one was put together; itself, if it was written. */
  private leaves(node: object): readonly object[] {
    const sources = this.sources.get(node);
    return sources === undefined ? [node] : sources.flatMap((source) => this.leaves(source));
  }

  private paths(): ReadonlyMap<object, Path> {
    return this.written ??= pathsIn(this.root);
  }
}

function nextToken(property: string, node: unknown): [string | number, string] {
  // A key may hold dots and brackets itself.
  if (isObject(node) && Object.hasOwn(node, property)) {
    return [property, ''];
  }
  const [all, name, index, quoted] = /^\.?(?:([^.[\]]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\])/.exec(property) ?? [property, property];
  return [index !== undefined ? Number(index) : quoted === undefined ? name : JSON.parse(quoted) as string, property.slice(all.length)];
}

/** Each object and list in this one, with its path; linear. */
function pathsIn(root: Json): Map<object, Path> {
  const paths = new Map<object, Path>();
  const visit = (node: unknown, path: Path): void => {
    // An alias of YAML may stand in several places, and in itself.
    if (typeof node !== 'object' || node === null || paths.has(node)) {
      return;
    }
    paths.set(node, path);
    if (Array.isArray(node)) {
      node.forEach((item, i) => visit(item, [...path, i]));
    } else {
      Object.entries(node).forEach(([key, value]) => visit(value, [...path, key]));
    }
  };
  visit(root, []);
  return paths;
}
