/** A value in a text of JSON, and where it begins and ends there. */
export interface PlainJson {
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
}

/**
 * A text of JSON, which is YAML too: `kubectl get -o json` prints thousands of objects as one, and the library takes a millisecond each. Several
 * values, one after the other, are read as kubectl reads them.
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/yaml/decoder.go
 */
export function readPlainJson(text: string): PlainJson[] | undefined {
  if (!/^\s*\{/.test(text)) {
    return undefined;
  }
  const whole = parse(text, 0, text.length);
  if (whole !== undefined) {
    return [whole];
  }
  const pieces = piecesOf(text).map(([start, end]) => parse(text, start, end));
  return pieces.length > 1 && pieces.every((piece) => piece !== undefined) ? pieces : undefined;
}

function parse(text: string, start: number, end: number): PlainJson | undefined {
  const piece = text.slice(start, end);
  try {
    const value: unknown = JSON.parse(piece);
    return hasEachKey(value, piece) ? { value, start, end } : undefined;
  } catch {
    // No JSON, or nested too deep to be counted.
    return undefined;
  }
}

/** What each bracket on the outside opens, up to the next; what is between them belongs to the one behind. */
export function piecesOf(text: string): Array<readonly [start: number, end: number]> {
  const ends: number[] = [];
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    depth += '{['.includes(token) ? 1 : '}]'.includes(token) ? -1 : 0;
    if (depth === 0 && '}]'.includes(token)) {
      ends.push(index + 1);
    }
  }
  return ends.map((end, i) => [ends[i - 1] ?? 0, i === ends.length - 1 ? text.length : end]);
}

/** Whether what a text gave has all its keys: JSON.parse takes the last of two equal ones silently, and the library rejects them. */
export function hasEachKey(value: unknown, text: string): boolean {
  return keysIn(value) === (text.match(/"(?:[^"\\]|\\.)*"\s*:/g) ?? []).length;
}

function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) {
    return 0;
  }
  const inner = Object.values(value).reduce<number>((sum, item) => sum + keysIn(item), 0);
  return Array.isArray(value) ? inner : inner + Object.keys(value).length;
}
