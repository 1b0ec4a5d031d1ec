import { WIDTH } from './comment';

/** Breaks lines that are too long before an operator; what stands in a string is never broken. */
export function wrapped(text: string): string {
  return text.split('\n').flatMap((line) => {
    const lines = [line];
    const indent = /^ */.exec(line)![0];
    for (let last = lines[0]; last.length > WIDTH; last = lines[lines.length - 1]) {
      const breaks = [...withoutStrings(last).matchAll(/ (?=(?:&&|\|\||\?|:|\+|!=|cel\.bind\S+) )/g)]
        .map(({ index }) => index).filter((index) => index > indent.length + 4);
      const fitting = breaks.filter((index) => index <= WIDTH);
      // Rather before `||` than within one of its parts.
      const at = fitting.filter((index) => index > WIDTH - 40 && last.startsWith(' ||', index)).pop() ?? fitting.pop() ?? breaks[0];
      if (at === undefined) {
        break;
      }
      lines.splice(lines.length - 1, 1, last.slice(0, at), `${indent}  ${last.slice(at + 1)}`);
    }
    return lines;
  }).join('\n');
}

/** The text, as long as it is, with its strings blotted out, also one that is cut off. */
export const withoutStrings = (text: string): string => text.replace(/"(?:[^"\\]|\\.)*("|$)/g, (string) => '"'.repeat(string.length));
