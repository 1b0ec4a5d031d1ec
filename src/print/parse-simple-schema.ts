import { Markers } from './simple-schema';

/** A field of a SimpleSchema, read back. */
export interface ParsedField {
  readonly type: string;
  readonly markers: Markers;
}

type Marker = string | number | boolean | readonly string[];

// How each marker's text is read; the compiler sees to it that none is forgotten.
const READ: Readonly<Record<keyof Markers, (text: string, quoted: boolean) => Marker>> = {
  required: (text) => text === 'true',
  immutable: (text) => text === 'true',
  default: (text, quoted) => JSON.parse(quoted ? `"${text}"` : text),
  enum: (text) => text.split(',').map((value) => value.trim()),
  pattern: (text) => text,
  minLength: Number,
  maxLength: Number,
  minimum: Number,
  maximum: Number,
  minItems: Number,
  maxItems: Number,
  description: (text) => text,
};

const MARKER = /\s*(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]\S*))(?:\s+|$)/suy;

/** Undoes `simpleSchema()`. Throws for text that it cannot have written. */
export function parseSimpleSchema(text: string): ParsedField {
  const bar = text.indexOf('|');
  if (bar < 0) {
    return { type: text.trim(), markers: {} };
  }
  const written = text.slice(bar + 1);
  const markers: Record<string, Marker> = {};
  MARKER.lastIndex = 0;
  while (MARKER.lastIndex < written.length) {
    const start = MARKER.lastIndex;
    const [, name, quoted, bare] = MARKER.exec(written) ?? [];
    if (name === undefined || !Object.hasOwn(READ, name)) {
      throw new Error(`${JSON.stringify(written.slice(start).trim())} is no marker that this version knows`);
    }
    markers[name] = READ[name as keyof Markers](quoted === undefined ? bare : unescape(quoted), quoted !== undefined);
  }
  return { type: text.slice(0, bar).trim(), markers };
}

// Only quotes and backslashes are escaped; kro leaves any other backslash where it stands.
function unescape(text: string): string {
  return text.replace(/\\(["\\])/g, '$1');
}
