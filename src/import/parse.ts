import { createRequire } from 'node:module';
import { nearMissOfText } from './near-misses';
import { ReadScalar, scalarsOf } from './scalars';
import { Unreadable } from './source-document';
import { hasAnchor, isWanted, takeTemplateApart } from './template-parts';
import { objectOf } from '../contract/json';
import { hasEachKey, piecesOf } from '../validation/plain-json';
import { readPlainTexts } from '../validation/plain-yaml';
import { templateHint } from '../validation/templates';
import { problemOf } from '../validation/yaml';

/**
 * The documents of a text, in JSON (one, several, or one a line) or YAML with CloudFormation's short tags. Every scalar of
 * YAML is a text: the readers know which type they want, and the tag "1.10" or the attribute type N stays what it is.
 * @param scalar what a scalar without quotes is to the reader of the text
 */
export function parseText(text: string, file = '', scalar = scalarsOf(text)): unknown[] {
  if (isBinary(text)) {
    throw new Unreadable('is not a text file');
  }
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') {
    throw new Unreadable('is empty');
  }
  const near = nearMissOfText(text);
  if (near !== undefined) {
    throw new Unreadable(`is ${near}`);
  }
  try {
    return /^[[{]/.test(trimmed) ? parseJson(trimmed, isYamlFile(file, trimmed), scalar) : parseYaml(text.replace(/^\uFEFF/, ''), scalar);
  } catch (error) {
    const template = error instanceof Unreadable ? templateHint(text) : undefined;
    throw template === undefined ? error : new Unreadable(`${(error as Error).message}. ${template}`);
  }
}

/** A NUL, or at the beginning many characters that no text has. */
function isBinary(text: string): boolean {
  const start = text.slice(0, 4_096);
  return text.includes('\0') || start.replace(/[^\u0001-\u0008\u000e-\u001f\ufffd]/g, '').length > start.length / 20;
}

/** Whether a text that begins like JSON is meant as YAML: by the file's name, or because an expression of a template is at its beginning. */
function isYamlFile(file: string, text: string): boolean {
  return /\.ya?ml$/.test(file) || (!file.endsWith('.json') && /^\{[{%]/.test(text));
}

function parseJson(text: string, isYaml: boolean, scalar: ReadScalar): unknown[] {
  try {
    return [parseValue(text, 0, text.length)];
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
    const several = jsonValues(text);
    if (several === undefined) {
      // YAML in flow style begins like JSON.
      try {
        return parseYaml(text, scalar);
      } catch (yamlError) {
        if (isYaml) {
          throw yamlError;
        }
        throw new Unreadable(`is not valid JSON: ${(error as Error).message.split('\n')[0]}`);
      }
    }
    return several;
  }
}

/** The library finds a key that is there twice, of which JSON.parse takes the last one. */
function parseValue(text: string, start: number, end: number): unknown {
  const piece = text.slice(start, end).replace(/^\s*,/, '');
  const value: unknown = JSON.parse(piece);
  return hasEachKey(value, piece) ? value : parseByLibrary(text.slice(0, start).replace(/.+/g, '') + piece)[0];
}

/** Several JSON values, one after the other; undefined where it is not that. */
function jsonValues(text: string): unknown[] | undefined {
  const pieces = piecesOf(text);
  try {
    return pieces.length > 1 ? pieces.map(([start, end]) => parseValue(text, start, end)) : undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
    return undefined;
  }
}

/** What is used here of the library `yaml`. It comes with cdk8s, which is always there. */
interface YamlNode {
  readonly tag?: string;
  readonly items?: ReadonlyArray<YamlNode | { readonly key: YamlNode; readonly value: YamlNode | null }>;
  readonly value?: unknown;
  readonly type?: string;
  readonly range?: readonly number[];
  resolve?(document: unknown): YamlNode | undefined;
}

interface YamlDocument {
  readonly errors: readonly Error[];
  readonly contents: YamlNode | null;
}

interface YamlLibrary {
  parseAllDocuments(text: string, options: object): readonly YamlDocument[];
  isMap(node: unknown): boolean;
  isSeq(node: unknown): boolean;
  isAlias(node: unknown): boolean;
}

let library: YamlLibrary | undefined;

function parseYaml(text: string, scalar: ReadScalar): unknown[] {
  const parts = takeTemplateApart(text);
  if (parts === undefined) {
    return parseDocuments(text, scalar);
  }
  const { rest, resources, others } = parts;
  try {
    const [template] = parseDocuments(rest, scalar);
    const wanted = resources.flatMap((resource) => Object.entries(objectOf(parseDocuments(resource, scalar)[0])));
    const ids = new Set([...others, ...wanted.map(([id]) => id)]);
    if (ids.size === others.length + wanted.length) {
      return [{ ...objectOf(template), Resources: Object.fromEntries([...others.map((id) => [id, {}] as const), ...wanted]) }];
    }
    return parseDocuments(text, scalar);
  } catch {
    // Once more, for a message with the line in the whole.
    return parseDocuments(text, scalar);
  }
}

function parseDocuments(text: string, scalar: ReadScalar): unknown[] {
  const plain = readPlainTexts(text, withTag, scalar);
  return plain === undefined ? parseByLibrary(text, scalar) : [plain.value];
}

/** The same by the library alone. */
export function parseByLibrary(text: string, scalar = scalarsOf(text)): unknown[] {
  library ??= createRequire(require.resolve('cdk8s'))('yaml') as YamlLibrary;
  const documents = library.parseAllDocuments(text, { schema: 'failsafe', logLevel: 'silent', strict: false, uniqueKeys: false });
  return documents.flatMap((document) => {
    if (document.errors.length > 0) {
      throw new Unreadable(`is not valid YAML: ${problemOf(document.errors[0], text)}`);
    }
    return document.contents === null ? [] : [new YamlReader(library!, document, text, scalar).read(document.contents)];
  });
}

/** More than any file of a person's, and less than the memory: aliases can make much of little. */
const MOST_NODES = 5_000_000;

class YamlReader {
  private readonly done = new Map<YamlNode, { readonly value: unknown; readonly size: number }>();
  private readonly open = new Set<YamlNode>();
  /** The keys on the way to the map that is read. */
  private readonly path: string[] = [];
  /** What is wrong with a resource of a template, by its id: it is an error if something is read of that. */
  private readonly twice = new Map<string, Unreadable>();

  public constructor(
    private readonly yaml: YamlLibrary, private readonly document: YamlDocument, private readonly text: string, private readonly scalar: ReadScalar,
  ) {}

  public read(node: YamlNode): unknown {
    const { value } = this.node(node);
    const resources = objectOf(objectOf(value).Resources);
    for (const [id, error] of this.twice) {
      const { Type: type } = objectOf(resources[id]);
      if (typeof type !== 'string' || isWanted(type)) {
        throw error;
      }
    }
    return value;
  }

  private node(node: YamlNode | null): { readonly value: unknown; readonly size: number } {
    if (node === null) {
      return { value: undefined, size: 1 };
    }
    const known = this.done.get(node);
    if (known !== undefined) {
      return known;
    }
    if (this.open.has(node)) {
      throw new Unreadable('is YAML that refers to itself');
    }
    this.open.add(node);
    const made = this.make(node);
    this.open.delete(node);
    if (made.size > MOST_NODES) {
      throw new Unreadable('is YAML whose aliases expand to too much');
    }
    const tagged = { value: withTag(node.tag, made.value), size: made.size };
    this.done.set(node, tagged);
    return tagged;
  }

  private make(node: YamlNode): { readonly value: unknown; readonly size: number } {
    const { yaml } = this;
    if (yaml.isAlias(node)) {
      const target = node.resolve!(this.document);
      if (target === undefined) {
        throw new Unreadable('is YAML with an alias to nothing');
      }
      return this.node(target);
    }
    let size = 1;
    const sized = (item: YamlNode | null): unknown => {
      const { value, size: own } = this.node(item);
      size += own;
      return value;
    };
    if (yaml.isSeq(node)) {
      const value = (node.items as readonly YamlNode[]).map(sized);
      return { value, size };
    }
    if (yaml.isMap(node)) {
      const merged: { [name: string]: unknown } = {};
      const own: Array<readonly [string, unknown]> = [];
      const names = new Set<string>();
      for (const { key, value } of node.items as ReadonlyArray<{ key: YamlNode; value: YamlNode | null }>) {
        // What stands in braces without quotes is a map.
        if (yaml.isMap(key) || yaml.isSeq(key)) {
          throw new Unreadable('is YAML with a map or a list as a key');
        }
        const name = String(key.value ?? sized(key));
        if (names.has(name) && name !== '<<') {
          const line = this.text.slice(0, key.range?.[0]).split('\n').length;
          const error = new Unreadable(`has the key ${name.slice(0, 50)} twice in one map, again at line ${line}. One of the two would be lost: remove it`);
          const [section, id] = this.path;
          // CloudFormation takes the last one, and nothing is read of resources of other types.
          if (section !== 'Resources' || id === undefined || name === 'Type' || hasAnchor(this.text)) {
            throw error;
          }
          this.twice.set(id, error);
        }
        names.add(name);
        this.path.push(name);
        const item = sized(value);
        this.path.pop();
        name === '<<' ? Object.assign(merged, ...[item].flat().reverse()) : own.push([name, item]);
      }
      // Not by assignment, which for `__proto__` would do something else.
      return { value: Object.fromEntries([...Object.entries(merged), ...own]), size };
    }
    const { value, type } = node;
    return { value: type === 'PLAIN' && node.tag === undefined ? this.scalar(String(value ?? '')) : value ?? undefined, size };
  }
}

/** CloudFormation's short form of a function. */
function withTag(tag: string | undefined, value: unknown): unknown {
  const [, name] = /^!([A-Z]\w*)$/.exec(tag ?? '') ?? [];
  return name === undefined ? value : name === 'Ref' || name === 'Condition' ? { [name]: value } : { [`Fn::${name}`]: value };
}
