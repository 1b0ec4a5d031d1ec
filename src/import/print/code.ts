/** A value of a program, before it is printed in one language or another. */
export type Code =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'literal'; readonly value: number | boolean }
  /** A member of an enum of this library. */
  | { readonly kind: 'member'; readonly type: string; readonly name: string }
  /** A static factory of this library, such as `Billing.onDemand()`. */
  | { readonly kind: 'call'; readonly type: string; readonly method: string; readonly arguments: readonly Code[] }
  | { readonly kind: 'struct'; readonly type: string; readonly fields: ReadonlyArray<readonly [string, Code]> }
  | { readonly kind: 'list'; readonly items: readonly Code[] }
  /** A map whose keys are data, such as tags, or plain JSON. */
  | { readonly kind: 'map'; readonly entries: ReadonlyArray<readonly [string, Code]> }
  | { readonly kind: 'null' };

export function text(value: unknown): Code {
  return { kind: 'text', value: String(value) };
}

/** Plain data, as it is. */
export function data(value: unknown): Code {
  if (typeof value === 'string') {
    return text(value);
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return { kind: 'literal', value };
  }
  if (Array.isArray(value)) {
    return { kind: 'list', items: value.map(data) };
  }
  return typeof value === 'object' && value !== null ? { kind: 'map', entries: Object.entries(value).map(([key, item]) => [key, data(item)] as const) } : { kind: 'null' };
}

/** The types of this library that the code uses, in alphabetical order. */
export function typesIn(code: Code, withStructs: boolean, found = new Set<string>()): Set<string> {
  switch (code.kind) {
    case 'member': found.add(code.type); break;
    case 'call':
      found.add(code.type);
      code.arguments.forEach((each) => typesIn(each, withStructs, found));
      break;
    case 'struct':
      withStructs && found.add(code.type);
      code.fields.forEach(([, each]) => typesIn(each, withStructs, found));
      break;
    case 'list': code.items.forEach((each) => typesIn(each, withStructs, found)); break;
    case 'map': code.entries.forEach(([, each]) => typesIn(each, withStructs, found)); break;
  }
  return found;
}

/** A text on one line, for a comment: no character in it ends the line in any of the languages, or is one that a reader rejects. */
export function oneLine(value: string): string {
  return value.replace(/[\p{C}\u2028\u2029]+/gu, ' ');
}
