/** Where a text is no JSON, and what is wanted there. */
export interface JsonFault {
  readonly at: number;
  readonly wanted: string;
}

/** A text, with its closing quote as a group; a number or a word, as a group; any other character; the end. */
// eslint-disable-next-line no-control-regex
const TOKENS = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*("?)|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|[^ \t\n\r]|$/g;

const [VALUE, NAME, COLON, COMMA] = ['a value', 'a name in double quotes', ':', ','];
const TAKES = new Map([[VALUE, ['text', 'scalar', '{', '[']], [NAME, ['text']], [COLON, [':']], [COMMA, [',']]]);

/** The first fault in a text of JSON. `JSON.parse` tells it with the message of its engine, and of many not the place. */
export function jsonFault(text: string): JsonFault | undefined {
  const closers: string[] = [];
  let [state, isFirst, last, lastAt] = [VALUE, false, '', 0];
  for (const { 0: token, 1: quote, 2: scalar, index } of text.matchAll(TOKENS)) {
    const closer = closers[closers.length - 1];
    const kind = quote === undefined ? scalar === undefined ? token : 'scalar' : quote === '' ? 'unclosed' : 'text';
    // Behind the value there is nothing.
    const isWhole = state === COMMA && closer === undefined;
    const mayClose = isFirst || (state === COMMA && !isWhole);
    if (isWhole ? kind !== '' : !(mayClose && kind === closer) && !TAKES.get(state)!.includes(kind)) {
      const wanted = isWhole ? 'nothing more' : mayClose ? `${state} or ${closer}` : state;
      // What is missing is missing behind the last token, which may be on another line.
      const isMissing = token === '' || (/^[:,]/.test(wanted) && /^["{[\dtfn-]/.test(token));
      return kind === 'unclosed' && TAKES.get(state)!.includes('text') ? { at: index + token.length, wanted: 'a closing " or an escape such as \\n' }
        : last === ',' && /[}\]]/.test(token) ? { at: lastAt, wanted: 'no comma' } : { at: isMissing ? lastAt + last.length : index, wanted };
    }
    if (kind === '{' || kind === '[') {
      closers.push(kind === '{' ? '}' : ']');
    } else if (kind === closer) {
      closers.pop();
    }
    state = kind === '{' || (kind === ',' && closer === '}') ? NAME : '[,:'.includes(kind) ? VALUE : state === NAME && kind === 'text' ? COLON : COMMA;
    [isFirst, last, lastAt] = [kind === '{' || kind === '[', token, index];
  }
  return undefined;
}
