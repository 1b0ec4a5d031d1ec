/**
 * Reads the plain YAML that cdk8s, kubectl and people write most: block maps and lists of one-line values. It is there for
 * speed alone: the library takes ten seconds for 10,000 tables. What is beyond it is left to the library, so no line may
 * ever mean anything else here than there (`test/validation/plain-yaml.test.ts` holds them against each other).
 */

interface Line {
  readonly indent: number;
  readonly content: string;
}

class Beyond extends Error {}

const beyond = new Beyond();

/** The value of one document, as kubectl reads it, or undefined where something in it is beyond this reader. */
export function readPlainYaml(document: string): { readonly value: unknown } | undefined {
  return read(document, { scalar, nothing: () => null });
}

/**
 * The same where every scalar is a text, and CloudFormation's short tags are functions. Nothing is beyond this one.
 * @param plain what a scalar without quotes and without a tag is
 */
export function readPlainTexts(document: string, withTag: WithTag, plain: (text: string) => unknown): { readonly value: unknown } | undefined {
  return read(document, { scalar: (text) => textOrTagged(text, withTag, plain), nothing: giveUp });
}

/** What a scalar behind a tag such as `!Ref` is. */
type WithTag = (tag: string, value: string) => unknown;

/** How a reader takes the values on one line. */
interface Values {
  scalar(text: string): unknown;
  /** What stands where nothing stands. */
  nothing(): unknown;
}

function giveUp(): never {
  throw beyond;
}

function read(document: string, values: Values): { readonly value: unknown } | undefined {
  const lines = linesOf(document);
  if (lines === undefined || lines.length === 0) {
    return undefined;
  }
  const reader = new Reader(lines, values);
  try {
    return { value: reader.readAll() };
  } catch (error) {
    if (error === beyond) {
      return undefined;
    }
    throw error;
  }
}

function linesOf(document: string): Line[] | undefined {
  // Tabs and carriage returns have rules of their own, and to YAML no other character is a space.
  if (/[^\S \n]/.test(document)) {
    return undefined;
  }
  const lines: Line[] = [];
  for (const text of document.split('\n')) {
    const content = text.trim();
    if (content !== '' && !content.startsWith('#')) {
      lines.push({ indent: text.length - text.trimStart().length, content });
    }
  }
  return lines;
}

const KEY = /^[A-Za-z_][\w./-]*(?::+[\w./-]+)*$/;
const ITEM = /^-( +)(.*)$/;

class Reader {
  private at = 0;

  public constructor(private readonly lines: Line[], private readonly values: Values) {}

  public readAll(): unknown {
    const value = this.block(this.lines[0].indent);
    if (this.at < this.lines.length) {
      throw beyond;
    }
    return value;
  }

  private block(indent: number): unknown {
    return isItem(this.lines[this.at]) ? this.list(indent) : this.map(indent);
  }

  private map(indent: number): object {
    const map: { [key: string]: unknown } = {};
    for (let line = this.lines[this.at]; line?.indent === indent && !isItem(line); line = this.lines[this.at]) {
      const { content } = line;
      const end = endOfKey(content);
      const key = content.slice(0, end);
      if (end < 0 || !isPlainKey(key) || RESERVED.test(key) || key === '__proto__' || Object.hasOwn(map, key)) {
        throw beyond;
      }
      this.at++;
      map[key] = end === content.length - 1 ? this.below(indent, true) : this.oneLine(content.slice(end + 1).trimStart(), indent);
    }
    return map;
  }

  private list(indent: number): unknown[] {
    const list: unknown[] = [];
    for (let line = this.lines[this.at]; line?.indent === indent && isItem(line); line = this.lines[this.at]) {
      const [, space, content] = ITEM.exec(line.content) ?? [];
      if (content === undefined) {
        this.at++;
        list.push(this.below(indent, false));
      } else if (isEntry(content)) {
        // The item is a map that begins on the line of its dash.
        const inner = indent + 1 + space.length;
        this.lines[this.at] = { indent: inner, content };
        list.push(this.map(inner));
      } else {
        this.at++;
        list.push(this.oneLine(content, indent));
      }
    }
    return list;
  }

  /** What stands below a key, or a dash, that has nothing beside it. The list of a key may stand as far left as the key. */
  private below(indent: number, isKey: boolean): unknown {
    const line = this.lines[this.at];
    if (line === undefined || line.indent < indent || (line.indent === indent && !(isKey && isItem(line)))) {
      return this.values.nothing();
    }
    return this.block(line.indent);
  }

  private oneLine(text: string, indent: number): unknown {
    // Else it goes on in the next line.
    if ((this.lines[this.at]?.indent ?? 0) > indent) {
      throw beyond;
    }
    return this.values.scalar(text);
  }
}

/** Where the colon is that ends the key of an entry; -1 without one. */
function endOfKey(content: string): number {
  const colon = content.indexOf(': ');
  return colon < 0 && content.endsWith(':') ? content.length - 1 : colon;
}

function isEntry(content: string): boolean {
  const end = endOfKey(content);
  return end >= 0 && isPlainKey(content.slice(0, end));
}

/** The keys of a file are few, and are there often. */
const keys = new Set<string>();

function isPlainKey(key: string): boolean {
  const is = keys.has(key) || KEY.test(key);
  if (is && keys.size < 1_000) {
    keys.add(key);
  }
  return is;
}

function isItem({ content }: Line): boolean {
  return content === '-' || content.startsWith('- ');
}

// To some readers of YAML 1.1 an exponent is a number by itself.
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|e[-+]?\d+)$/i;
const PLAIN = /^[A-Za-z][\w./@+=-]*(?::[\w./@+=*-]+)*(?: [\w./@+=-]+)*$/;
const INTEGER = /^(?:0|-?[1-9][0-9]{0,14})$/;
const QUOTED = /^"(?:[^"\\]|\\["\\nt])*"$/;
const SINGLE_QUOTED = /^'[^']*'$/;

/** A text that YAML of any version takes for itself without quotes. */
export function isPlainText(text: string): boolean {
  return PLAIN.test(text) && !RESERVED.test(text);
}

function scalar(text: string): unknown {
  if (text === 'true' || text === 'false') {
    return text === 'true';
  }
  if (isPlainText(text)) {
    return text;
  }
  if (INTEGER.test(text)) {
    return Number(text);
  }
  if (text === '[]' || text === '{}') {
    return text === '[]' ? [] : {};
  }
  return quoted(text);
}

function quoted(text: string): string {
  if (QUOTED.test(text)) {
    return JSON.parse(text) as string;
  }
  if (SINGLE_QUOTED.test(text)) {
    return text.slice(1, -1);
  }
  throw beyond;
}

// Where all is text, also what is a number or a boolean elsewhere; and the variables of CloudFormation.
const TEXT = /^[A-Za-z0-9$][\w./@+=${}-]*(?::+[\w./@+=*${}-]+)*(?: [\w./@+=${}-]+)*$/;
const TAGGED = /^!([A-Z][A-Za-z]*) +(.*)$/;

function textOrTagged(text: string, withTag: WithTag, plain: (text: string) => unknown): unknown {
  if (TEXT.test(text)) {
    return plain(text);
  }
  const [, tag, tagged] = TAGGED.exec(text) ?? [];
  return tag === undefined ? quoted(text) : withTag(`!${tag}`, TEXT.test(tagged) ? tagged : quoted(tagged));
}
