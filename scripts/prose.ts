/**
 * Lints the prose of README and docs by textlint: the terms of the project, and the length of sentences. `npm run prose`, or with files as
 * arguments; a part of `npm test`. The reference and API.md are printed from code, so their sentences are not counted here.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { TextlintKernel, TextlintMessage, TextlintRuleModule } from '@textlint/kernel';
import markdown from '@textlint/textlint-plugin-markdown';
import terminology from 'textlint-rule-terminology';

/** How many words a sentence may have at most, and how many it has to stay below on average over all pages. */
const [MOST_WORDS, MEAN_WORDS] = [35, 18];

/** What was written before (a regular expression), and the word that AWS, Kubernetes, kro, ACK or KubeVela use. */
const TERMS: ReadonlyArray<readonly [before: string, now: string]> = [
  ['platform parts?', 'platform resources'],
  ['(?:come|comes|came|coming|is|are|be) (?:to|at) rest', 'converge'],
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

/** Printed from the contract. Its terms are linted, not its sentences. */
const PRINTED = 'docs/reference.md';

interface Lint {
  readonly messages: readonly string[];
  /** How many words each sentence has. */
  readonly lengths: readonly number[];
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });

/** A rule that counts the words of each sentence. Those that are published take a line for a sentence. */
const sentenceLength = (lengths: number[]): TextlintRuleModule => (context) => ({
  [context.Syntax.Paragraph](node) {
    for (const sentence of sentencesOf(textOf(node as Node))) {
      const words = wordsIn(sentence);
      lengths.push(words);
      if (words > MOST_WORDS) {
        context.report(node, new context.RuleError(`A sentence has ${words} words, and at most ${MOST_WORDS} are allowed: "${sentence.trim()}"`));
      }
    }
  },
});

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

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

/** The text of a paragraph on one line, with a word for each piece of code. HTML is no text. */
function textOf({ type, value = '', children = [] }: Node): string {
  switch (type) {
    case 'Str': return value.replaceAll('\n', ' ');
    case 'Code': return 'Code';
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

/** The pages that people wrote. */
function pages(): string[] {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { encoding: 'utf8' }).trim().split('\n');
  return files.filter((file) => /^(?:docs\/|site\/pages\/|[A-Z_]+\.md$)/.test(file) && file !== 'API.md');
}

function mean(lengths: readonly number[]): number {
  return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
}

async function main(files: readonly string[]): Promise<void> {
  const results = await Promise.all(files.map((file) => lint(file, readFileSync(file, 'utf8'))));
  const messages = results.flatMap((result) => result.messages);
  const lengths = results.flatMap((result) => result.lengths);
  messages.forEach((message) => console.log(message));
  console.log(`${lengths.length} sentences in ${results.length} pages: ${mean(lengths).toFixed(1)} words on average, ${Math.max(...lengths)} at most; ${messages.length} problems`);
  process.exitCode = messages.length > 0 || mean(lengths) >= MEAN_WORDS ? 1 : 0;
}

if (require.main === module) {
  void main(process.argv.length > 2 ? process.argv.slice(2) : pages());
}
