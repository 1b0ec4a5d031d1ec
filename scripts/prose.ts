/**
 * Lints the prose of README and docs by textlint: the terms of the project, and the length of sentences; and the same terms in code, its
 * comments and messages. `npm run prose`, or with files as arguments; a part of `npm test`. The reference and API.md are printed from code, so
 * their sentences are not counted here.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { TextlintKernel, TextlintMessage, TextlintRuleModule } from '@textlint/kernel';
import markdown from '@textlint/textlint-plugin-markdown';
import terminology from 'textlint-rule-terminology';

/** How many words a sentence may have at most, and how many it has to stay below on average over all pages. */
const [MOST_WORDS, MEAN_WORDS] = [35, 18];

/** What was written before (a regular expression), and the word that AWS, Kubernetes, kro, ACK or KubeVela use. */
const TERMS: ReadonlyArray<readonly [before: string, now: string]> = [
  ['platform parts?', 'platform resources'],
  ['(?:come|comes|came|coming) to rest', 'converge'],
  ['(?:is|are|be) at rest(?! with| by)', 'converge'],
  ['at rest after', 'ready after'],
  ['dearer', 'a higher price'],
  ['judge[sd]?|judging', 'validate, or assess'],
  ['told at once', 'reported together'],
  ['without a word', 'silently'],
  ['waits? for (?:its|their) turn', 'is pending'],
  ['lays? claim to', 'registers'],
  ["(?:AWS|ACK|kro|KubeVela)'s(?: own)? words", 'the message of AWS, ACK, kro or KubeVela'],
  ['in the words of', 'with the message of'],
  ['looks? again', 'reconcile'],
  ['next look', 'next reconcile'],
  ['has not the form', 'is not a valid'],
  ['come and go', 'are short-lived'],
  ['spelt right', 'correct'],
];

/** Names of code that say neither what they stand for nor what is done, and what to write. */
const NAMES: ReadonlyArray<readonly [before: string, now: string]> = [
  ['surroundings', 'io, context'],
  ['holdTo\\w*', 'enforce…'],
  ['claim(?!Names\\b)[A-Z]\\w*', 'register…'],
  ['explain[A-Z]\\w*', 'validate…'],
  ['conform(?:[A-Z]\\w*)?', 'validate…'],
  ['(?:const|let|function|readonly|private|public|interface) (?:told|said|spoke|took|goes|asks|heard|claims?)', 'what it holds or does'],
];

/** The rooms that are not linted: their words are those of the graph, which has a vocabulary of its own. */
const OTHER_WORDS = /^(?:src\/ack|test\/ack|test\/model|src\/kro\/(?:status|resource-graph))\b/;

/** Printed from the contract. Its terms are linted, not its sentences. */
const PRINTED = 'docs/reference.md';

interface Lint {
  readonly messages: readonly string[];
  /** How many words each sentence has. */
  readonly lengths: readonly number[];
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });

/** A rule that counts the words of each sentence. Those that are published take a line for a sentence. */
const sentenceLength = (lengths: number[]): TextlintRuleModule => (context) => {
  const count = (node: Parameters<typeof context.report>[0]): void => {
    for (const sentence of sentencesOf(textOf(node as Node))) {
      const words = wordsIn(sentence);
      lengths.push(words);
      if (words > MOST_WORDS) {
        context.report(node, new context.RuleError(`A sentence has ${words} words, and at most ${MOST_WORDS} are allowed: "${sentence.trim()}"`));
      }
    }
  };
  return { [context.Syntax.Paragraph]: count, [context.Syntax.TableCell]: count };
};

/** Lints a page. */
async function lint(file: string, text: string): Promise<Lint> {
  const lengths: number[] = [];
  const { messages } = await new TextlintKernel().lintText(text, {
    ext: '.md',
    filePath: file,
    plugins: [{ pluginId: 'markdown', plugin: markdown }],
    rules: [
      { ruleId: 'terminology', rule: terminology, options: { defaultTerms: false, terms: TERMS } },
      ...file === PRINTED ? [] : [{ ruleId: 'sentence-length', rule: sentenceLength(lengths) }],
    ],
  });
  return { messages: messages.map(({ line, column, message }: TextlintMessage) => `${file}:${line}:${column}: ${message}`), lengths };
}

/** Lints a file of code: whatever is written in it, since a term that is bad in a comment is bad in a name, too. */
function lintCode(file: string, text: string): Lint {
  const messages = [...TERMS, ...NAMES].flatMap(([before, now]) => {
    // A comment goes on in the next line behind a mark of its own.
    const found = new RegExp(`\\b(?:${before.replaceAll(' ', '\\s+(?:(?:\\*|//)\\s+)?')})\\b`, NAMES.some(([name]) => name === before) ? 'g' : 'gi');
    return [...text.matchAll(found)].map(({ 0: term, index }) =>
      `${file}:${text.slice(0, index).split('\n').length}: Incorrect term: “${term.replace(/\s+/g, ' ')}”, use “${now}” instead`);
  });
  return { messages, lengths: [] };
}

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

/** The text of a paragraph or a cell on one line, with as many words for a piece of code as it has. HTML is no text. */
function textOf({ type, value = '', children = [] }: Node): string {
  switch (type) {
    case 'Str': return value.replaceAll('\n', ' ');
    case 'Code': return value.trim().split(/\s+/).map(() => 'Code').join(' ');
    case 'Break': return ' ';
    case 'Html': return '';
    default: return children.map(textOf).join('');
  }
}

/** A part that begins in lower case belongs to the sentence before it, as after "e.g."; what has less than three words is none. */
function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  for (const { segment } of SENTENCES.segment(text)) {
    if (/^[a-z]/.test(segment) && sentences.length > 0) {
      sentences[sentences.length - 1] += segment;
    } else {
      sentences.push(segment);
    }
  }
  return sentences.filter((sentence) => wordsIn(sentence) > 2);
}

function wordsIn(sentence: string): number {
  return sentence.match(/[\p{L}\p{N}][\p{L}\p{N}'’./:-]*/gu)?.length ?? 0;
}

/** The pages and the code that people wrote. */
function writtenFiles(): string[] {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md', '*.ts'], { encoding: 'utf8' }).trim().split('\n');
  const isPage = (file: string): boolean => /^(?:docs\/|site\/pages\/|[A-Z_]+\.md$)/.test(file) && file !== 'API.md';
  const isCode = (file: string): boolean => /^(?:src|scripts|projenrc|site\/try-it|test)\/.*\.ts$/.test(file) && !OTHER_WORDS.test(file) && !/\bprose\b/.test(file);
  return files.filter((file) => existsSync(file) && (isPage(file) || isCode(file)));
}

function mean(lengths: readonly number[]): number {
  return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
}

async function main(files: readonly string[]): Promise<void> {
  const results = await Promise.all(files.map((file) => (file.endsWith('.ts') ? lintCode : lint)(file, readFileSync(file, 'utf8'))));
  const messages = results.flatMap((result) => result.messages);
  const lengths = results.flatMap((result) => result.lengths);
  messages.forEach((message) => console.log(message));
  console.log(`${lengths.length} sentences in ${results.length} files: ${mean(lengths).toFixed(1)} words on average, ${Math.max(...lengths)} at most; ${messages.length} problems`);
  process.exitCode = messages.length > 0 || mean(lengths) >= MEAN_WORDS ? 1 : 0;
}

if (require.main === module) {
  void main(process.argv.length > 2 ? process.argv.slice(2) : writtenFiles());
}
