import { Cel } from './cel';
import { comment, commented, WIDTH } from './comment';
import { withoutStrings, wrapped } from './wrapped';

/**
 * A value that expressions of the graph refer to by name. Its sentence is printed above it, so that a reader of the synthesized YAML
 * learns what the name means; it depends only on facts before it. Data, and not text: so that it can become a node of kro's own, once
 * kro's graph engine has nodes for values (`def:`).
 */
export interface Fact {
  readonly name: string;
  /** What holds, in one sentence, without quotes and braces: kro counts those even in a comment. */
  readonly doc: string;
  readonly value: Cel;
}

/** Makes a fact, and the expression that refers to it. */
export function fact(name: string, doc: string, value: Cel): Fact & Cel {
  return Object.assign(new Cel(name), { name, doc, value });
}

/** What a reader has been told, and is told now. */
export interface Explained {
  /** How to read the facts, above the first. */
  readonly intro?: string;
  /** Names of facts that an expression above this one explains, in the same object: they are repeated close together. */
  readonly explainedAbove?: readonly string[];
}

/**
 * The expression with the facts that it uses, directly or by way of others, each once, in the order given.
 */
export function withFacts(facts: readonly Fact[], body: Cel, { intro, explainedAbove = [] }: Explained = {}): Cel {
  const bound = usedFacts(facts, body);
  const repeated = bound.filter(({ name }) => explainedAbove.includes(name));
  const lines = [
    ...(intro === undefined ? [] : comment(intro)),
    ...(repeated.length > 0 ? comment(REPEATED) : []),
    ...filled(repeated.map(bind).join(' ').replace(/\n */g, ' ')),
    ...bound.filter((each) => !repeated.includes(each)).flatMap((each) => commented(wrapped(bind(each)).split('\n'), each.doc, 4)),
  ].filter((line) => line !== '');
  const open = lines.map((line) => `${line}\n`).join('');
  return new Cel(`${bound.length > 0 ? '\n' : ''}${open}${wrapped(body.text)}${')'.repeat(bound.length)}`);
}

const REPEATED = 'The facts that are explained above. An expression of kro cannot refer to a value in another one, so they stand here once more.';

/** As much on each line as there is room for. */
function filled(text: string): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > WIDTH) {
    // After what opens or ends something, or before a part of something; a space goes.
    const at = /^.*(?:[ ,(\[{]|(?=\.\??[a-z]))/.exec(withoutStrings(rest.slice(0, WIDTH)))![0].length;
    lines.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at);
  }
  return [...lines, rest];
}

const bind = ({ name, value }: Fact): string => `cel.bind(${name}, ${value.text},`;

/** An expression with the sentence that explains it above it. */
export function explained(doc: string, value: Cel): Cel {
  return new Cel(`\n${[...comment(doc), wrapped(value.text)].join('\n')}`);
}

/** The facts that an expression uses, directly or by way of others. */
export function usedFacts(facts: readonly Fact[], body: Cel): Fact[] {
  const mentioned = new Set(namesIn(body.text));
  // A fact depends on facts before it only.
  return [...facts].reverse().filter(({ name, value }) => {
    if (!mentioned.has(name)) {
      return false;
    }
    namesIn(value.text).forEach((each) => mentioned.add(each));
    return true;
  }).reverse();
}

/** The names that stand in the text, outside of strings and comments, and not as that of a field. */
function namesIn(text: string): string[] {
  return text.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/\/\/.*/g, '').match(/(?<![.\w?])[A-Za-z_]\w*/g) ?? [];
}
