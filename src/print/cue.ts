/**
 * The only place where CUE is put together, by the same rule as CEL: what stands in a `cue` template
 * is code, what is interpolated is a value and becomes a quoted literal, unless it is CUE itself.
 */
export class Cue {
  /** @internal use the `cue` tag. */
  public constructor(public readonly text: string) {}

  public toString(): string {
    return this.text;
  }
}

/** A value that has a literal form in CUE. */
export type CueLiteral = string | number | boolean | readonly string[];

/** Makes a piece of CUE; interpolated CUE is spliced in, every other value is quoted. */
export function cue(code: TemplateStringsArray, ...values: ReadonlyArray<Cue | CueLiteral>): Cue {
  let text = code[0];
  values.forEach((value, i) => {
    text += (value instanceof Cue ? value.text : literal(value)) + code[i + 1];
  });
  return new Cue(text);
}

/** A field of a struct. */
export interface CueField {
  readonly label: string;
  readonly value: Cue;
  readonly optional?: boolean;
  /** What `vela show` prints. */
  readonly usage?: string;
  /** `vela show` of KubeVela 1.11 has a column for it. */
  readonly immutable?: boolean;
  /** By which field of its items KubeVela merges a list of a patch with the one that is there. */
  readonly patchKey?: string;
}

/** A struct, one field a line, indented with tabs as `cue fmt` does. */
export function cueStruct(fields: readonly CueField[]): Cue {
  return cueBody(cueFields(fields));
}

/** A struct with these lines in it. */
export function cueBody(lines: Cue): Cue {
  return new Cue(`{\n${indent(lines.text)}\n}`);
}

/** The fields alone, for the top of a file. */
export function cueFields(fields: readonly CueField[]): Cue {
  return new Cue(fields.map(printField).join('\n'));
}

/** One alternative after the other, the first one marked as the default if it is one. */
export function cueEither(alternatives: readonly Cue[], defaultValue?: Cue): Cue {
  const others = alternatives.filter((alternative) => alternative.text !== defaultValue?.text).map(({ text }) => text);
  return new Cue([...(defaultValue ? [`*${defaultValue.text}`] : []), ...others].join(' | '));
}

/** A text of CUE, kept readable as a raw multi-line string inside other CUE. */
export function cueBlock(text: string): Cue {
  if (text.includes('"""#') || text.includes('\\#')) {
    throw new Error('this text would end, or be evaluated in, the raw string it is put into');
  }
  return new Cue(`#"""\n${indent(text)}\n\t"""#`);
}

/** Several pieces, one below the other. */
export function cueLines(pieces: readonly Cue[]): Cue {
  return new Cue(pieces.map(({ text }) => text).join('\n'));
}

function printField({ label, value, optional, usage, immutable, patchKey }: CueField): string {
  const comments = [
    // First, because KubeVela before 1.11 takes what follows the usage for a part of it.
    ...(immutable ? ['// +immutable\n'] : []),
    ...Object.entries({ usage, patchKey }).flatMap(([marker, text]) => (text === undefined ? [] : [`// +${marker}=${text.replace(/\s+/g, ' ')}\n`])),
  ];
  return `${comments.join('')}${printLabel(label)}${optional ? '?' : ''}: ${value.text}`;
}

function printLabel(label: string): string {
  return /^[#_]?[A-Za-z][A-Za-z0-9]*$/.test(label) ? label : literal(label);
}

// CUE takes JSON's escapes; since every backslash is doubled, `\(` cannot start an interpolation. A brace after a brace
// is written as its code point: in a chart `{{` would be code of Helm's.
function literal(value: CueLiteral): string {
  return typeof value === 'object' || typeof value === 'string' ? JSON.stringify(value).replaceAll('{{', '{\\u007b') : String(value);
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '\t');
}
