/**
 * The entries of the map that an expression of ours is in the end, by their keys, and what stands before it under the empty key. Our
 * printer (`print/cel.ts`) gives each entry a line, indented by two.
 */
export function celEntries(expression: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  let key = '';
  for (const line of expression.split('\n')) {
    key = /^ {2}\??"([^"]+)": /.exec(line)?.[1] ?? key;
    entries.set(key, `${entries.get(key) ?? ''}${line.replace(/,$/, '')}\n`);
  }
  return entries;
}
