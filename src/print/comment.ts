/** In the graph, an expression is indented by 12: no line of it is longer than 160 characters. */
export const WIDTH = 148;

/** The sentence as comment lines of CEL. It has no quotes and no braces: kro counts those even in a comment. */
export function comment(doc: string): string[] {
  if (/["'{}]/.test(doc)) {
    throw new Error(`a comment in CEL has no quotes and no braces: ${doc}`);
  }
  const lines = [''];
  for (const word of doc.split(' ')) {
    const last = lines.length - 1;
    if (lines[last].length + word.length > WIDTH - 4) {
      lines.push(word);
    } else {
      lines[last] = `${lines[last]} ${word}`.trim();
    }
  }
  return lines.map((line) => `// ${line}`);
}

/** The code with its sentence: behind its last line, where the code is short, or its first one, where there is room, else above it, indented as the code is. */
export function commented(code: readonly string[], doc: string, short = 3): string[] {
  const lines = comment(doc);
  const beside = code.map((line) => `${line} ${lines[0]}`);
  const at = (code.length <= short ? [code.length - 1, 0] : [0]).find((i) => lines.length === 1 && beside[i].length <= WIDTH);
  const indent = /^ */.exec(code[0])![0];
  return at === undefined ? [...lines.map((line) => indent + line), ...code] : code.map((line, i) => i === at ? beside[i] : line);
}
